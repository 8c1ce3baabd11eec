import { z } from 'zod'
import { changeFrom, correct, defineAct, endOn, factsOf, insert, prior, supersede, type Prior, type Row, type RowChange } from '../acts/index.ts'
import { plainDateSchema, standingSchema } from './new-person.ts'
import { relationKinds } from './person.ts'
import { withProvenance, type RowProvenance } from './provenance.ts'
import { refuseUnless } from './refusals.ts'
import { personVersion, relation } from './tables.sql.ts'

/** One direction of a relation as its row says it. */
const tieSchema = z.object({
  personId: z.uuid(), kind: z.enum(relationKinds), otherId: z.uuid().nullable(), otherName: z.string().nullable(), otherPin: z.string().nullable(), otherOldNumber: z.string().nullable(),
})
export type Tie = z.infer<typeof tieSchema>

/** Whose marital status changes with the relation, and to what. */
const maritalSchema = z.object({ status: z.enum(['single', 'married', 'divorced', 'widowed']), of: z.array(z.uuid()) }).nullable()

const readsOf = (ties: readonly Tie[], marital: z.infer<typeof maritalSchema>) => [
  ...[...new Set(ties.map((tie) => tie.personId))].map((each) => prior(relation, 'person_id', each)), ...(marital?.of ?? []).map((each) => prior(personVersion, 'person_id', each)),
]

const linkSchema = z.object({ ties: z.array(tieSchema).min(1), from: plainDateSchema, standing: standingSchema, source: z.string(), marital: maritalSchema })
export type RelationLinking = z.infer<typeof linkSchema>

/** A relation is recorded, for both people where both are in the register. One that stood as claimed or disputed gives way to it. */
export const relationLinked = defineAct<RelationLinking>({
  type: 'relation-linked',
  schema: linkSchema,
  prior: ({ ties, marital }) => readsOf(ties, marital),
  check({ payload: { ties, standing } }, before) {
    refuseUnless(!ties.some((tie) => openRows(before, tie).some((row) => row['standing'] === 'confirmed' || standing !== 'confirmed')), 'population.relation-exists')
  },
  apply({ payload: { ties, from, standing, source, marital }, occurredOn, actId }, before) {
    return [
      ...ties.flatMap((tie) => openRows(before, tie).map((row) => supersede(relation, row))),
      ...ties.map((tie) => insert(relation, { ...columnsOf(tie), source, valid_from: from, standing })),
      ...maritalRows(before, marital, from, { source, date: occurredOn, act: actId }),
    ]
  },
  event: ({ payload: { ties }, actId }) => changedEvent(ties, actId, false),
})

const endSchema = z.object({ ties: z.array(tieSchema).min(1), on: plainDateSchema, reason: z.string(), source: z.string(), marital: maritalSchema })
export type RelationEnding = z.infer<typeof endSchema>

/** A relation ends in life, for both: divorce, end of a guardianship, a ward of age. What was true before stays true. */
export const relationEnded = defineAct<RelationEnding>({
  type: 'relation-ended',
  schema: endSchema,
  prior: ({ ties, marital }) => readsOf(ties, marital),
  check({ payload: { ties, on } }, before) {
    const rows = ties.flatMap((tie) => openRows(before, tie))
    refuseUnless(rows.length > 0, 'population.relation-unknown')
    refuseUnless(rows.every((row) => (row['valid_from'] as string) < on), 'population.date-before-record', { field: 'on', vars: { from: String(rows[0]!['valid_from']) } })
  },
  apply({ payload: { ties, on, source, marital }, occurredOn, actId }, before) {
    return [...ties.flatMap((tie) => openRows(before, tie).flatMap((row) => endOn(relation, row, on))), ...maritalRows(before, marital, on, { source, date: occurredOn, act: actId })]
  },
  event: ({ payload: { ties }, actId }) => changedEvent(ties, actId, false),
})

const correctSchema = z.object({
  wrong: z.array(tieSchema).min(1),
  /** What should have stood in its place, for the same time; empty where there never was such a relation. */
  right: z.array(tieSchema), source: z.string(),
})
export type RelationCorrection = z.infer<typeof correctSchema>

/** The register was wrong: the relation never was, or was to somebody else. */
export const relationCorrected = defineAct<RelationCorrection>({
  type: 'relation-corrected',
  schema: correctSchema,
  prior: ({ wrong, right }) => readsOf([...wrong, ...right], null),
  check({ payload: { wrong, right } }, before) {
    refuseUnless(openRows(before, wrong[0]!).length > 0, 'population.relation-unknown')
    refuseUnless(!right.some((tie) => openRows(before, tie).some((row) => row['standing'] === 'confirmed')), 'population.relation-exists')
  },
  apply({ payload: { wrong, right, source } }, before) {
    const rows = wrong.flatMap((tie) => openRows(before, tie))
    const model = factsOf(rows[0]!)
    return [
      ...rows.map((row) => supersede(relation, row)), ...right.flatMap((tie) => openRows(before, tie).map((row) => supersede(relation, row))),
      ...right.map((tie) => insert(relation, { ...model, ...columnsOf(tie), source, standing: 'confirmed' })),
    ]
  },
  event: ({ payload: { wrong, right }, actId }) => changedEvent([...wrong, ...right], actId, true),
})

function openRows(before: Prior, tie: Tie): readonly Row[] {
  return before.open(relation).filter((row) => row['person_id'] === tie.personId && row['kind'] === tie.kind && (tie.otherId ? row['other_id'] === tie.otherId : row['other_id'] === null && row['other_name'] === tie.otherName))
}

const columnsOf = (tie: Tie): Row => ({ person_id: tie.personId, kind: tie.kind, other_id: tie.otherId, other_name: tie.otherName, other_pin: tie.otherPin, other_old_number: tie.otherOldNumber })

function maritalRows(before: Prior, marital: z.infer<typeof maritalSchema>, on: string, from: { readonly source: string; readonly date: string; readonly act: string }): RowChange[] {
  if (!marital) return []
  const reached = before.rows(personVersion).filter((row) => marital.of.includes(row['person_id'] as string) && (row['valid_to'] === null || (row['valid_to'] as string) > on) && row['marital_status'] !== marital.status)
  return reached.flatMap((row) => {
    const columns = { marital_status: marital.status, provenance: withProvenance(row['provenance'] as RowProvenance, ['maritalStatus'], from) }
    return (row['valid_from'] as string) >= on ? correct(personVersion, row, columns) : changeFrom(personVersion, row, on, columns)
  })
}

function changedEvent(ties: readonly Tie[], actId: string, correction: boolean) {
  return { type: 'population.person-changed', subject: ties[0]!.personId, payload: { personId: ties[0]!.personId, fields: ['relatives'], correction, actId } }
}
