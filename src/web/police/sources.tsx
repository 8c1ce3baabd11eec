import { linesOfPerson, type ListLine, type PersonLine } from '../../data-ecosystem/linkage/index.ts'
import { couldEqual, formatPartialVi, isPartialDate } from '../../kernel/partial-date.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import type { Ctx } from '../../platform/index.ts'
import { ButtonLink, DataTable, Notice, StatusTag, type Lang } from '../kit/index.ts'
import { cleaningStrings } from './cleaning-strings.ts'
import { fieldWord, genderWord, whenWords } from './fact-words.ts'

const compared = ['fullName', 'birthDate', 'gender', 'identityNumbers', 'residence'] as const
type Compared = (typeof compared)[number]
type Words = Readonly<Record<Compared, string | null>>

/** What a list says of somebody, in words as an officer would write them; null where it says nothing. */
export function lineWords({ fields }: Pick<ListLine, 'fields'>, lang: Lang): Words {
  const said = (text: string): string | null => text || null
  return {
    fullName: said(fields.name), birthDate: said(isPartialDate(fields.birth) ? formatPartialVi(fields.birth) : fields.birth), gender: said(genderWord(fields.gender === '' ? null : fields.gender, lang)),
    identityNumbers: said(fields.numbers.replaceAll(';', ', ')), residence: said(fields.address),
  }
}

/** Whether two lists say the same: marks of a name, a day that one does not know and numbers of another kind are no difference; an address is never compared. */
const agree: Readonly<Record<Compared, (a: ListLine, b: ListLine) => boolean>> = {
  fullName: (a, b) => plainKey(a.fields.name) === plainKey(b.fields.name),
  birthDate: (a, b) => (isPartialDate(a.fields.birth) && isPartialDate(b.fields.birth) ? couldEqual(a.fields.birth, b.fields.birth) : a.fields.birth === b.fields.birth),
  gender: (a, b) => a.fields.gender === b.fields.gender,
  identityNumbers: (a, b) => {
    const [mine, theirs] = [a, b].map(({ fields }) => fields.numbers.split(';').map((number) => number.replace(/\D/g, '')))
    return mine!.some((number) => theirs!.includes(number)) || !mine!.some((number) => theirs!.some((other) => other.length === number.length))
  },
  residence: () => true,
}

/** The facts in which two lists say different things of one person. */
export function quarrels(lines: readonly PersonLine[], lang: Lang = 'vi'): Compared[] {
  const words = new Map(lines.map((line) => [line, lineWords(line, lang)]))
  return compared.filter((field) => {
    const saying = lines.filter((line) => words.get(line)![field] !== null)
    return saying.some((a, i) => saying.slice(i + 1).some((b) => !agree[field](a, b)))
  })
}

/** How an address names a line whose value is to be taken. */
export const lineKey = ({ listId, rowNo }: PersonLine): string => `${listId}-${rowNo}`

/** The lines of all lists that stand as this person's; none where there is nothing to compare. */
export const sourcesOf = (ctx: Ctx, personId: string): Promise<PersonLine[]> => linesOfPerson(ctx, personId)

/** The register and every list that names the person, side by side. The machine takes nobody's side. */
export function Sources(props: { register: Partial<Words>; lines: readonly PersonLine[]; field: string | undefined; action: string; lang: Lang }) {
  const { lines, lang } = props
  const say = cleaningStrings.in(lang)
  const differing = quarrels(lines, lang)
  const rows = compared.filter((field) => lines.some((line) => lineWords(line, lang)[field] !== null)).map((field) => ({ field, register: props.register[field] ?? null, lists: lines.map((line) => lineWords(line, lang)[field]) }))
  const taken = compared.find((field) => field === props.field && field !== 'residence' && field !== 'identityNumbers')
  return (
    <section class="stack" aria-labelledby="sources">
      <h2 id="sources">{say('sources')}</h2>
      {differing.length > 0 && <Notice kind="warn" title={say('sources.quarrel', { what: differing.map((field) => fieldWord(field, lang)).join(', ') })}><p>{say('sources.quarrel-text')}</p></Notice>}
      <DataTable caption={say('sources')} captionHidden rows={rows} columns={[
        { header: say('sources.what'), rowHeader: true, cell: (row) => fieldWord(row.field, lang) },
        { header: say('sources.register'), cell: (row) => row.register ?? '–' },
        ...lines.map((line, i) => ({ header: say('sources.list', { list: line.title, n: line.rowNo, when: whenWords(line.uploadedAt) }), cell: (row: (typeof rows)[number]) => row.lists[i] ?? '–' })),
        { header: say('sources.between'), cell: (row) => (row.field === 'residence' ? '–' : <StatusTag tone={differing.includes(row.field) ? 'problem' : 'known'}>{say(differing.includes(row.field) ? 'sources.differ' : 'sources.agree')}</StatusTag>) },
      ]} />
      {taken && lines.map((line) => {
        const value = lineWords(line, lang)[taken]
        return value && <p><ButtonLink kind="quiet" act="value-of-source" href={`${props.action}?lay=${lineKey(line)}`}>{say('sources.take', { value, list: line.title })}</ButtonLink></p>
      })}
    </section>
  )
}
