import { z } from 'zod'
import { changeFrom, correct, defineAct, insert, prior, type Prior, type Row, type RowChange } from '../acts/index.ts'
import { plainDateSchema } from '../population/index.ts'
import { refuseUnless } from './refusals.ts'
import { addressSchema } from './residence-acts.ts'
import { addressColumns, closeHousehold, membershipsIn, openMembers, priorOfEmptied, residenceIn } from './rows.ts'
import { household, householdMember, residencePeriod } from './tables.sql.ts'

const mover = z.object({ personId: z.uuid(), kind: z.enum(['permanent', 'temporary']), relationToHead: z.string() })
type Mover = z.infer<typeof mover>

const splitSchema = z.object({
  householdId: z.uuid(), newHouseholdId: z.uuid(), fileNumber: z.string(), from: plainDateSchema, address: addressSchema, members: z.array(mover).min(1), noticeNumber: z.string(),
})
export type HouseholdSplit = z.infer<typeof splitSchema>

const priorOfMovers = (members: readonly Mover[]) => members.flatMap(({ personId }) => [prior(residencePeriod, 'person_id', personId), prior(householdMember, 'person_id', personId)])

/** Luật Cư trú 2020 đ.25: members form a household of their own at the same lawful dwelling. */
export const householdSplit = defineAct<HouseholdSplit>({
  type: 'household-split',
  schema: splitSchema,
  prior: ({ members }) => priorOfMovers(members),
  check(act, before) {
    const { householdId, members, from } = act.payload
    for (const { personId } of members) {
      const row = membershipIn(before, personId, householdId, 'permanent')
      refuseUnless(row, 'residence.not-a-member', { field: 'members' })
      refuseUnless(row['relation_to_head'] !== '01', 'residence.head-must-be-replaced', { field: 'members' })
      refuseUnless((row['valid_from'] as string) <= from, 'residence.before-current', { field: 'from', vars: { from: String(row['valid_from']) } })
    }
    refuseUnless(members.filter((each) => each.relationToHead === '01').length === 1, 'residence.one-head', { field: 'members' })
  },
  apply(act, before) {
    const { householdId, newHouseholdId, fileNumber, from, address, members } = act.payload
    return [
      insert(household, { household_id: newHouseholdId, file_number: fileNumber, ...addressColumns(address), valid_from: from }),
      ...members.flatMap((each) => intoHousehold(before, each, householdId, newHouseholdId, from)),
    ]
  },
  event: ({ payload, actId, dossierId }) => ({
    type: 'residence.household-split', subject: payload.members[0]!.personId,
    payload: { householdId: payload.householdId, newHouseholdId: payload.newHouseholdId, personIds: payload.members.map((each) => each.personId), from: payload.from, actId, dossierId },
  }),
})

const mergeSchema = z.object({ householdId: z.uuid(), mergedId: z.uuid(), from: plainDateSchema, members: z.array(mover).min(1), noticeNumber: z.string() })
export type HouseholdsMerged = z.infer<typeof mergeSchema>

/** Luật Cư trú 2020 đ.10, 26: everybody of one household joins another one at the same dwelling; the emptied one ends. */
export const householdsMerged = defineAct<HouseholdsMerged>({
  type: 'households-merged',
  schema: mergeSchema,
  prior: ({ members, mergedId }) => [...priorOfMovers(members), prior(householdMember, 'household_id', mergedId), ...priorOfEmptied(mergedId)],
  check(act, before) {
    const { mergedId, members, from } = act.payload
    const all = before.open(householdMember).filter((row) => row['household_id'] === mergedId && row['standing'] === 'confirmed')
    refuseUnless(all.every((row) => members.some((each) => each.personId === row['person_id'] && each.kind === row['kind'])), 'residence.relations-missing', { field: 'members' })
    for (const { personId, kind } of members) refuseUnless(membershipIn(before, personId, mergedId, kind), 'residence.not-a-member', { field: 'members' })
    refuseUnless(members.every((each) => each.relationToHead !== '01'), 'residence.has-head', { field: 'members' })
    refuseUnless(all.every((row) => (row['valid_from'] as string) <= from), 'residence.before-current', { field: 'from', vars: { from: String(all.map((row) => row['valid_from']).sort().at(-1)) } })
  },
  apply(act, before) {
    const { householdId, mergedId, from, members } = act.payload
    return [...members.flatMap((each) => intoHousehold(before, each, mergedId, householdId, from)), ...closeHousehold(before, mergedId, from)]
  },
  event: ({ payload, actId, dossierId }) => ({
    type: 'residence.households-merged', subject: payload.members[0]!.personId,
    payload: { householdId: payload.householdId, mergedId: payload.mergedId, personIds: payload.members.map((each) => each.personId), from: payload.from, actId, dossierId },
  }),
})

const relationSchema = z.object({ householdId: z.uuid(), personId: z.uuid(), relationToHead: z.string(), /** Since when; null: it was recorded wrongly from the start. */ from: plainDateSchema.nullable() })
export type RelationCorrected = z.infer<typeof relationSchema>

/** Luật Cư trú 2020 đ.26: how a member is related to the head was recorded wrongly, or has changed. The head is changed by another act. */
export const relationCorrected = defineAct<RelationCorrected>({
  type: 'household-relation-corrected',
  schema: relationSchema,
  prior: ({ householdId }) => [prior(householdMember, 'household_id', householdId)],
  check(act, before) {
    const { personId, relationToHead, from } = act.payload
    const row = openMembers(before).find((each) => each['person_id'] === personId)
    refuseUnless(row, 'residence.not-a-member', { field: 'personId' })
    refuseUnless(row['relation_to_head'] !== '01' && relationToHead !== '01', 'residence.use-head-change', { field: 'relationToHead' })
    refuseUnless(row['relation_to_head'] !== relationToHead, 'residence.nothing-changed', { field: 'relationToHead' })
    refuseUnless(from === null || (row['valid_from'] as string) <= from, 'residence.before-current', { field: 'from', vars: { from: String(row['valid_from']) } })
  },
  apply(act, before) {
    const { personId, relationToHead, from } = act.payload
    const row = openMembers(before).find((each) => each['person_id'] === personId)!
    return from === null ? correct(householdMember, row, { relation_to_head: relationToHead }) : changeFrom(householdMember, row, from, { relation_to_head: relationToHead })
  },
  event: ({ payload, actId }) => ({ type: 'residence.relation-corrected', subject: payload.personId, payload: { householdId: payload.householdId, personId: payload.personId, actId } }),
})

function membershipIn(before: Prior, personId: string, householdId: string, kind: string): Row | undefined {
  return membershipsIn(before, personId).find((row) => row['household_id'] === householdId && row['kind'] === kind)
}

/** The person belongs to another household at the same dwelling from that day on. */
function intoHousehold(before: Prior, { personId, kind, relationToHead }: Mover, out: string, into: string, from: string): RowChange[] {
  const membership = membershipIn(before, personId, out, kind)
  const residence = residenceIn(before, personId, kind)
  return [
    ...(membership ? changeFrom(householdMember, membership, from, { household_id: into, relation_to_head: relationToHead }) : []),
    ...(residence?.['household_id'] === out ? changeFrom(residencePeriod, residence, from, { household_id: into }) : []),
  ]
}
