import { readersOf, type AccessLine, type Readers } from '../../digital-citizen/my-data/index.ts'
import type { Purpose } from '../../platform/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { DataTable, EmptyState, type Lang } from '../kit/index.ts'
import { whenWords } from './fact-words.ts'
import { policePage } from './frame.tsx'
import { personOf } from './person.tsx'
import { personStrings } from './person-strings.ts'

const purpose: Purpose = { code: 'reading-check', basis: 'Luật Căn cước 2023, đ.10; Luật Bảo vệ dữ liệu cá nhân 2025', text: 'Kiểm tra ai đã xem dữ liệu của người dân trong xã' }

/** P-03, who looked: what the person sees in the own account, for the commander of the commune. */
export function ReadersPage(props: { readers: Readers; lang: Lang }) {
  const { readers, lang } = props
  const say = personStrings.in(lang)
  const lines = readers.groups.flatMap((group) => group.lines.map((line): AccessLine => ({ ...line, reason: group.purpose === 'dossier' ? say('readers.in-case') : line.reason })))
  return (
    <>
      <h1>{say('readers.heading', { name: readers.fullName })}</h1>
      <p>{say('readers.lead')}</p>
      <p class="hint">{[...(readers.searches > 0 ? [say('readers.searches', { n: readers.searches })] : []), ...(readers.ownTimes > 0 ? [say('readers.own', { n: readers.ownTimes })] : []), say('readers.delay')].join(' ')}</p>
      <DataTable caption={say('readers.caption')} rows={lines.toSorted((a, b) => b.last.localeCompare(a.last))} empty={<EmptyState icon="eye" title={say('readers.none')} />} columns={[
        { header: say('readers.who'), rowHeader: true, cell: (line) => <>{line.unit}<br /><span class="hint">{line.role}</span></> },
        { header: say('readers.why'), cell: (line) => line.reason ?? '–' },
        { header: say('readers.what'), cell: (line) => line.fields.join(', ') },
        { header: say('readers.times'), align: 'num', cell: (line) => <>{line.times}{line.refusedTimes > 0 && <><br /><span class="hint">{say('readers.refused', { n: line.refusedTimes })}</span></>}</> },
        { header: say('readers.last'), cell: (line) => whenWords(line.last) },
      ]} />
    </>
  )
}

export const readersRoute = pageRoute({
  method: 'GET', url: '/dc/nguoi/:person/luot-xem', access: { officer: ['police-commander'] }, purpose,
  async handler(ctx, req) {
    const readers = await readersOf(ctx, personOf(req))
    const say = personStrings.in(req.lang)
    return policePage(ctx, req, { title: say('readers.title'), screen: 'P-03-readers', back: { href: `/dc/nguoi/${readers.personId}`, label: readers.fullName } }, <ReadersPage readers={readers} lang={req.lang} />)
  },
})
