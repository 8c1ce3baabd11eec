import { labelOf } from '../../foundations/areas/index.ts'
import { guestBook, isLodgingReason, lodgingFileColumns, lodgingHosts, lodgingPapers, reasonWords, type BookEntry, type LodgingHost } from '../../foundations/residence/index.ts'
import { formatDateVi, formatInstantVi, parseDateVi, type PlainDate } from '../../kernel/plain-date.ts'
import { maskPin } from '../../kernel/personal-number.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageRequest } from '../../platform/http/index.ts'
import { ButtonLink, csvText, DataTable, EmptyState, FilterBar, Select, StatusTag, TextField, type Lang } from '../kit/index.ts'
import { page } from '../public/index.ts'
import { access, telling } from './purpose.ts'
import { hostLabel } from './quick.tsx'
import { lodgingStrings } from './strings.ts'

export interface BookModel {
  readonly hosts: readonly LodgingHost[]
  readonly hostId: string
  readonly from: string
  readonly to: string
  /** Nothing where the days asked for are none. */
  readonly entries: readonly BookEntry[] | null
}

const guestText = (entry: BookEntry): string => entry.guestName ?? (entry.docNumber ? maskPin(entry.docNumber) : '')

/** C-36: what was told, with the receipt of each, for an inspection. */
export function Book(props: BookModel & { lang: Lang }) {
  const { hosts, hostId, from, to, entries, lang } = props
  const say = lodgingStrings.in(lang)
  return (
    <>
      <h1>{say('book.title')}</h1>
      <FilterBar action="/luu-tru/so" label={say('book.title')}>
        {hosts.length > 1 && <Select name="noi" label={say('tell.host')} value={hostId} options={hosts.map((host) => ({ value: host.hostId, label: hostLabel(host) }))} />}
        <TextField name="tu" label={say('book.from')} value={from} width="twelve" autocomplete="off" />
        <TextField name="den" label={say('book.to')} value={to} width="twelve" autocomplete="off" />
      </FilterBar>
      {entries && <DataTable caption={say('book.caption', { from, to })} rows={entries} empty={<EmptyState icon="people" title={say('book.empty')} action={<ButtonLink href="/luu-tru">{say('tell.title')}</ButtonLink>}>{say('book.empty-text')}</EmptyState>}
        columns={[
          { header: say('book.guest'), rowHeader: true, cell: (row) => guestText(row) || say('book.no-number') }, { header: say('book.room'), cell: (row) => row.room ?? '–' },
          { header: say('book.arrive'), cell: (row) => formatInstantVi(row.arriveAt) }, { header: say('book.leave'), cell: (row) => formatDateVi(row.to) },
          { header: say('book.receipt'), cell: (row) => <div>{row.reference}<br /><span class="hint">{say('book.received', { when: formatInstantVi(row.recordedAt) })}{row.deviceAt && <>. {say('book.device', { when: formatInstantVi(row.deviceAt) })}</>}</span>{row.late && <StatusTag tone="problem">{say('book.late')}</StatusTag>}</div> },
        ]} />}
      {entries && entries.length > 0 && <p><ButtonLink kind="secondary" icon="download" href={`/luu-tru/so/tep?noi=${hostId}&tu=${encodeURIComponent(from)}&den=${encodeURIComponent(to)}`}>{say('book.csv')}</ButtonLink></p>}
    </>
  )
}

interface Asked {
  readonly hosts: readonly LodgingHost[]
  readonly hostId: string
  readonly from: PlainDate
  readonly to: PlainDate
  readonly errors: readonly FieldError[]
}

async function asked(ctx: Ctx, req: PageRequest): Promise<Asked> {
  const hosts = await lodgingHosts(ctx)
  const errors: FieldError[] = []
  const day = (name: string): PlainDate => {
    const typed = req.query[name]?.trim() ?? ''
    const read = typed === '' ? ctx.today : parseDateVi(typed)
    if (!read) errors.push({ field: name, vi: lodgingStrings.vi['book.date'], en: lodgingStrings.en['book.date'] })
    return read ?? ctx.today
  }
  const [from, to] = [day('tu'), day('den')]
  return { hosts, hostId: (hosts.find((each) => each.hostId === req.query['noi']) ?? hosts[0])?.hostId ?? '', from, to: to < from ? from : to, errors }
}

export const bookRoute = pageRoute({
  method: 'GET', url: '/luu-tru/so', access, purpose: telling,
  async handler(ctx, req) {
    const { hosts, hostId, from, to, errors } = await asked(ctx, req)
    const entries = errors.length > 0 ? null : hostId === '' ? [] : await guestBook(ctx, { hostId, from, to })
    const shown = (name: string, read: PlainDate): string => (errors.some((each) => each.field === name) ? req.query[name] ?? '' : formatDateVi(read))
    return page(req, { title: lodgingStrings.t(req.lang, 'book.title'), screen: 'C-36', back: { href: '/luu-tru' }, errors }, <Book hosts={hosts} hostId={hostId} from={shown('tu', from)} to={shown('den', to)} entries={entries} lang={req.lang} />, errors.length > 0 ? 422 : 200)
  },
})

export const bookFileRoute = pageRoute({
  method: 'GET', url: '/luu-tru/so/tep', access, purpose: telling,
  async handler(ctx, req) {
    const { hostId, from, to } = await asked(ctx, req)
    const entries = hostId === '' ? [] : await guestBook(ctx, { hostId, from, to })
    const say = lodgingStrings.in(req.lang)
    const rows = entries.map((row) => [row.guestName ?? '', lodgingPapers[row.docKind][0], row.docNumber ?? '', labelOf('nationalities', row.nationality, ctx.today), row.room ?? '', formatInstantVi(row.arriveAt), formatDateVi(row.to), isLodgingReason(row.reason) ? reasonWords[row.reason] : row.reason, formatInstantVi(row.recordedAt), row.late ? say('book.late') : '', row.reference])
    const { guestName, docKind, docNumber, nationality, room, arriveAt, leaveAt, reason } = lodgingFileColumns
    const text = csvText([guestName, docKind, docNumber, nationality, room, arriveAt, leaveAt, reason, say('book.received-at'), say('book.late'), say('book.receipt')], rows)
    return { bytes: Buffer.from(text), type: 'text/csv; charset=utf-8', filename: `so-khach-${from}.csv` }
  },
})
