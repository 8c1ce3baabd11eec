import { z } from 'zod'
import { changeFrom, correct, defineAct, prior, type Prior, type RecordedAct, type Row, type RowChange, type Value } from '../acts/index.ts'
import { numberRows } from './number-acts.ts'
import { factsSchema, plainDateSchema } from './new-person.ts'
import { columnsOf, fieldFromRow, nameKeys, type FactField } from './person-columns.ts'
import type { PersonFacts } from './person.ts'
import { withProvenance, type RowProvenance } from './provenance.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { identityNumber, personVersion } from './tables.sql.ts'

/** A year of birth or a gender that changes makes a new number, and the old one stays cancelled for ever (NĐ 70/2024 đ.11 k.7–11). */
const numberSchema = z.object({ cancelled: z.string(), established: z.string(), reason: z.string() })

const changeSchema = z.object({
  personId: z.uuid(), facts: factsSchema.partial(), source: z.string(),
  /** The day the new facts became true. */
  from: plainDateSchema,
  number: numberSchema.nullish(),
})
const correctionSchema = z.object({ personId: z.uuid(), facts: factsSchema.partial(), source: z.string(), caseId: z.uuid().nullish(), number: numberSchema.nullish() })
export type FactsChange = z.infer<typeof changeSchema>
export type FactsCorrection = z.infer<typeof correctionSchema>

const priorOf = ({ personId, number }: { personId: string; number?: unknown }) =>
  [prior(personVersion, 'person_id', personId), ...(number ? [prior(identityNumber, 'person_id', personId)] : [])]

/** Something changed in the person's life: the old facts stay true before `from`. */
export const personFactsChanged = defineAct<FactsChange>({
  type: 'person-facts-changed',
  schema: changeSchema,
  prior: priorOf,
  check(act, before, today) {
    const row = openVersion(before)
    refuseUnless(act.payload.from <= today, 'population.date-in-future', { field: 'from' })
    refuseUnless((row['valid_from'] as string) <= act.payload.from, 'population.date-before-record', { field: 'from', vars: { from: row['valid_from'] as string } })
    refuseUnless(differs(row, act.payload.facts as Partial<PersonFacts>), 'population.nothing-changed')
  },
  apply(act, before) {
    const row = openVersion(before)
    return [...changeFrom(personVersion, row, act.payload.from, newColumns(row, act)), ...renumbered(act, before)]
  },
  event: (act) => ({ type: 'population.person-changed', payload: { personId: act.payload.personId, fields: Object.keys(act.payload.facts), correction: false, actId: act.actId } }),
})

/** The register was wrong: in every period where the wrong fact stands, the right one takes its place; what we believed stays readable. */
export const personFactsCorrected = defineAct<FactsCorrection>({
  type: 'person-facts-corrected',
  schema: correctionSchema,
  prior: priorOf,
  check(act, before) {
    refuseUnless(differs(openVersion(before), act.payload.facts as Partial<PersonFacts>), 'population.nothing-changed')
  },
  apply(act, before) {
    const open = openVersion(before)
    const fields = Object.keys(act.payload.facts) as FactField[]
    const wrong = before.rows(personVersion).filter((row) => row === open || fields.some((field) => same(fieldFromRow(row, field), fieldFromRow(open, field))))
    const rows = wrong.flatMap((row) => {
      const concerned = fields.filter((field) => same(fieldFromRow(row, field), fieldFromRow(open, field)))
      return correct(personVersion, row, newColumns(row, act, concerned))
    })
    return [...rows, ...renumbered(act, before)]
  },
  event: (act) => ({ type: 'population.person-changed', payload: { personId: act.payload.personId, fields: Object.keys(act.payload.facts), correction: true, actId: act.actId } }),
})

export function openVersion(before: Prior): Row {
  return before.open(personVersion)[0] ?? refuse('population.person-unknown')
}

function newColumns(row: Row, act: RecordedAct<FactsChange | FactsCorrection>, fields = Object.keys(act.payload.facts) as FactField[]): Record<string, Value> {
  const facts = Object.fromEntries(fields.map((field) => [field, act.payload.facts[field] ?? null])) as Partial<PersonFacts>
  const provenance = withProvenance(row['provenance'] as RowProvenance, fields, { source: act.payload.source, date: act.occurredOn, act: act.actId })
  const named = 'fullName' in facts || 'otherName' in facts
  // Papers still carry the old name: its syllables stay search keys.
  const keys = named ? nameKeys(facts.fullName ?? (row['full_name'] as string), 'otherName' in facts ? facts.otherName! : (row['other_name'] as string | null), row['syllables'] as string[]) : {}
  return { ...columnsOf(facts), ...keys, provenance }
}

function renumbered({ payload: { number, personId }, occurredOn }: RecordedAct<FactsChange | FactsCorrection>, before: Prior): RowChange[] {
  return number ? numberRows(personId, number, occurredOn, before) : []
}

function differs(row: Row, facts: Partial<PersonFacts>): boolean {
  return (Object.keys(facts) as FactField[]).some((field) => !same(fieldFromRow(row, field), facts[field]))
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
