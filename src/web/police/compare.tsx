import { factFields, readPerson, type IdentityNumber, type PersonFacts, type Relative } from '../../foundations/population/index.ts'
import { residencesOf } from '../../foundations/residence/index.ts'
import { isId } from '../../kernel/ids.ts'
import { groupPin } from '../../kernel/personal-number.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import type { PlainDate } from '../../platform/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { ButtonLink, DataTable, Notice, StatusTag, type Lang } from '../kit/index.ts'
import { askReason } from './choose-reason.tsx'
import { factWords, fieldWord, kinWord } from './fact-words.ts'
import { policeAccess, policePage } from './frame.tsx'
import { personStrings } from './person-strings.ts'
import { proposalStrings } from './proposal-strings.ts'
import { purposeFor } from './reasons.ts'

export interface ComparedPerson {
  readonly personId: string
  readonly facts: PersonFacts
  readonly numbers: readonly IdentityNumber[]
  readonly relatives: readonly Relative[]
  readonly residence: string | null
}

export type Agreement = 'agree' | 'differ' | 'unknown'
export interface ComparedRow {
  readonly label: string
  readonly values: readonly (string | null)[]
  readonly verdict: Agreement
}

/** Fact by fact: what is written alike but for marks and spaces agrees; a fact one side lacks tells nothing. */
export function compareRows(people: readonly ComparedPerson[], today: PlainDate, lang: Lang): ComparedRow[] {
  const say = personStrings.in(lang)
  const row = (label: string, values: readonly (string | null)[]): ComparedRow => ({ label, values, verdict: verdictOf(values) })
  const numbers = (kind: IdentityNumber['kind']): (string | null)[] => people.map((each) => each.numbers.filter((number) => number.kind === kind).map((number) => groupPin(number.value)).sort().join(', ') || null)
  const relatives = (kind: Relative['kind']): (string | null)[] => people.map((each) => each.relatives.filter((one) => one.kind === kind).map((one) => one.fullName ?? '').sort().join(', ') || null)
  return [
    ...factFields.map((field) => row(fieldWord(field, lang), people.map((each) => factWords(field, each.facts[field], today, lang)))),
    ...(['pin', 'cmnd9'] as const).map((kind) => row(say(`number.${kind}`), numbers(kind))),
    row(say('person.residence'), people.map((each) => each.residence)),
    ...(['father', 'mother', 'spouse', 'child'] as const).map((kind) => row(kinWord(kind, lang), relatives(kind))),
  ].filter((each) => each.values.some((value) => value !== null))
}

function verdictOf(values: readonly (string | null)[]): Agreement {
  if (values.some((value) => value === null)) return 'unknown'
  return new Set(values.map((value) => plainKey(value!))).size === 1 ? 'agree' : 'differ'
}

const tones = { agree: 'known', differ: 'problem', unknown: 'neutral' } as const

/** P-07: two to four people side by side. */
export function Compare(props: { people: readonly ComparedPerson[]; today: PlainDate; lang: Lang }) {
  const { people, lang } = props
  const say = personStrings.in(lang)
  return (
    <>
      <h1>{say('compare.heading', { n: people.length })}</h1>
      <DataTable caption={say('compare.caption')} rows={compareRows(people, props.today, lang)} columns={[
        { header: say('asof.field'), rowHeader: true, cell: (row) => row.label },
        ...people.map((person, i) => ({ header: `${i + 1}. ${person.facts.fullName}`, cell: (row: ComparedRow) => row.values[i] ?? <span class="muted">{say('asof.none')}</span> })),
        { header: say('compare.verdict'), cell: (row) => <StatusTag tone={tones[row.verdict]}>{say(`compare.${row.verdict}`)}</StatusTag> },
      ]} />
      <div class="buttons">{people.map((person) => <ButtonLink kind="secondary" href={`/dc/nguoi/${person.personId}`}>{person.facts.fullName}</ButtonLink>)}
        {people.length === 2 && <ButtonLink href={`/dc/nguoi/${people[0]!.personId}/gop/${people[1]!.personId}`} act="propose-merge">{proposalStrings.t(lang, 'merge.begin')}</ButtonLink>}</div>
    </>
  )
}

export const compareRoute = pageRoute({
  method: 'GET', url: '/dc/so-sanh', access: policeAccess, purpose: purposeFor, repeats: ['nguoi'],
  async handler(ctx, req) {
    const ask = await askReason(ctx, req)
    if (ask) return ask
    const ids = [...new Set(req.queryAll('nguoi'))].filter((id) => isId(id))
    const say = personStrings.in(req.lang)
    const screen = { title: say('compare.title'), screen: 'P-07', path: '/dc/tim', back: { href: '/dc/tim', label: say('compare.back') } }
    if (ids.length < 2 || ids.length > 4) return policePage(ctx, req, screen, <><h1>{say('compare.title')}</h1><Notice kind="warn" title={say('compare.two')} live /></>, 422)
    const people: ComparedPerson[] = []
    for (const personId of ids) {
      const { identityNumbers: numbers, relatives, ...facts } = await readPerson(ctx, personId, [...factFields, 'identityNumbers', 'relatives'])
      people.push({ personId, facts, numbers, relatives, residence: (await residencesOf(ctx, personId))[0]?.address.text ?? null })
    }
    return policePage(ctx, req, screen, <Compare people={people} today={ctx.today} lang={req.lang} />)
  },
})
