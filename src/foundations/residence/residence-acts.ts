import { z } from 'zod'
import { changeFrom, defineAct, endOn, insert, prior, type Prior, type Row, type RowChange } from '../acts/index.ts'
import { foundIn, newPersonSchema, personRows, personVersion, plainDateSchema, standingSchema, type NewPerson } from '../population/index.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { addressColumns, closeHousehold, endAll, openMembers, periodRow, priorOfEmptied, settle, type Home } from './rows.ts'
import { headVacancy, household, householdMember, residencePeriod } from './tables.sql.ts'

export const addressSchema = z.object({ area: z.string(), province: z.string(), detail: z.string(), oldText: z.string().nullable() })

const permanentSchema = z.object({
  personId: z.uuid(), householdId: z.uuid(), relationToHead: z.string(), from: plainDateSchema, address: addressSchema, fileNumber: z.string(), noticeNumber: z.string(),
  /** The household that nobody is left in when the person moves. */
  emptied: z.uuid().nullish(),
  /** Which case of đ.20 it is, who agreed, what was shown, and by which of the seven ways the old residence was seen. */
  grounds: z.object({
    case: z.string(), headConsent: z.string().nullish(), ownerConsent: z.string().nullish(), guardianConsent: z.string().nullish(), dwellingProof: z.string().nullish(), relationProof: z.string().nullish(),
    floorArea: z.number().nullish(), proofMethod: z.string().nullish(),
  }).nullish(),
})
export type PermanentGrounds = NonNullable<z.infer<typeof permanentSchema>['grounds']>
export type PermanentRegistration = z.infer<typeof permanentSchema>

export const priorOfPerson = (personId: string) => [prior(residencePeriod, 'person_id', personId), prior(householdMember, 'person_id', personId), prior(personVersion, 'person_id', personId)]
export const priorOfMover = ({ personId, emptied }: { personId: string; emptied?: string | null | undefined }) => [...priorOfPerson(personId), ...priorOfEmptied(emptied)]

/** Luật Cư trú 2020 đ.20–22: the old permanent residence ends the day the new one begins. */
export const permanentRegistered = defineAct<PermanentRegistration>({
  type: 'permanent-residence-registered',
  schema: permanentSchema,
  prior: priorOfMover,
  check(act, before) {
    const { householdId, from } = act.payload
    const old = permanentOf(before)
    refuseUnless(old?.['household_id'] !== householdId, 'residence.already-here')
    refuseUnless(!old || (old['valid_from'] as string) < from, 'residence.before-current', { field: 'from', vars: { from: String(old?.['valid_from']) } })
  },
  apply(act, before) {
    const { personId, householdId, relationToHead, from, address } = act.payload
    return [...leavePermanent(before, personId, from, address), ...emptiedRows(act.payload, before), ...settle(personId, { householdId, relationToHead, kind: 'permanent', since: from, address })]
  },
  event: ({ payload, actId, dossierId }) => ({
    type: 'residence.permanent-registered', subject: payload.personId,
    payload: { personId: payload.personId, householdId: payload.householdId, area: payload.address.area, from: payload.from, actId, dossierId },
  }),
})

/** Luật Cư trú 2020 đ.10: a household begins with its head at a lawful dwelling. */
export const householdOpened = defineAct<Omit<PermanentRegistration, 'relationToHead'>>({
  type: 'household-opened',
  schema: permanentSchema.omit({ relationToHead: true }),
  prior: priorOfMover,
  check(act, before) {
    const old = permanentOf(before)
    refuseUnless(!old || (old['valid_from'] as string) < act.payload.from, 'residence.before-current', { field: 'from', vars: { from: String(old?.['valid_from']) } })
  },
  apply(act, before) {
    const { personId, householdId, from, address, fileNumber } = act.payload
    return [
      ...leavePermanent(before, personId, from, address), ...emptiedRows(act.payload, before),
      insert(household, { household_id: householdId, file_number: fileNumber, ...addressColumns(address), valid_from: from }),
      ...settle(personId, { householdId, relationToHead: '01', kind: 'permanent', since: from, address }),
    ]
  },
  event: ({ payload, actId, dossierId }) => ({
    type: 'residence.permanent-registered', subject: payload.personId,
    payload: { personId: payload.personId, householdId: payload.householdId, area: payload.address.area, from: payload.from, actId, dossierId },
  }),
})

const headSchema = z.object({ householdId: z.uuid(), newHeadId: z.uuid(), from: plainDateSchema, relations: z.record(z.uuid(), z.string()) })
export type HeadChange = z.infer<typeof headSchema>

/** Luật Cư trú 2020 đ.10, 26: another head; every member's relation is said anew. */
export const headChanged = defineAct<HeadChange>({
  type: 'household-head-changed',
  schema: headSchema,
  prior: ({ householdId }) => [prior(householdMember, 'household_id', householdId), prior(headVacancy, 'household_id', householdId)],
  check(act, before) {
    const { newHeadId, relations } = act.payload
    const members = openMembers(before)
    refuseUnless(members.some((row) => row['person_id'] === newHeadId), 'residence.not-a-member', { field: 'newHeadId' })
    refuseUnless(members.every((row) => row['person_id'] === newHeadId || (relations[row['person_id'] as string] ?? '01') !== '01'), 'residence.relations-missing', { field: 'relations' })
    refuseUnless(members.every((row) => (row['valid_from'] as string) <= act.payload.from), 'residence.before-current', { field: 'from', vars: { from: String(members.map((row) => row['valid_from']).sort().at(-1)) } })
  },
  apply(act, before) {
    const { newHeadId, relations, from } = act.payload
    const said = openMembers(before).flatMap((row) => {
      const relation = row['person_id'] === newHeadId ? '01' : relations[row['person_id'] as string] ?? refuse('residence.relations-missing')
      return relation === row['relation_to_head'] ? [] : changeFrom(householdMember, row, from, { relation_to_head: relation })
    })
    return [...said, ...endAll(headVacancy, before.open(headVacancy), from)]
  },
  event: ({ payload, actId }) => ({ type: 'residence.head-changed', subject: payload.newHeadId, payload: { householdId: payload.householdId, newHeadId: payload.newHeadId, from: payload.from, actId } }),
})

/** One line of an imported list: the person, and where he or she lives. */
export interface PersonImported {
  readonly person: NewPerson
  readonly residence?: ImportedResidence | null
}
export interface ImportedResidence {
  readonly kind: 'permanent' | 'temporary' | 'current'
  readonly area: string
  readonly province: string
  readonly detail: string
  readonly oldText: string | null
  readonly since: string
  /** Absent for people without a household. */
  readonly household?: {
    readonly householdId: string
    readonly relationToHead: string
    /** Set on exactly one person of each household: this line also brings the household itself. */
    readonly opens?: { readonly fileNumber: string } | null
  } | null
  readonly standing?: 'confirmed' | 'claimed' | 'disputed' | null
}

const importSchema = z.object({
  person: newPersonSchema,
  residence: addressSchema.extend({
    kind: z.enum(['permanent', 'temporary', 'current']), since: plainDateSchema, standing: standingSchema.nullish(),
    household: z.object({ householdId: z.uuid(), relationToHead: z.string(), opens: z.object({ fileNumber: z.string() }).nullish() }).nullish(),
  }).nullish(),
}) as unknown as z.ZodType<PersonImported>

/** A person taken over from a list (one act a person; recorded by COPY). Pure, needs no prior rows. */
export const personImported = defineAct<PersonImported>({
  type: 'person-imported',
  schema: importSchema,
  apply(act) {
    const { person, residence } = act.payload
    const changes = personRows(person, act.actId, residence ? [residence] : [])
    if (!residence) return changes
    const { household: home, kind, since, standing } = residence
    const common = standing ?? person.standing ?? 'confirmed'
    if (home?.opens) changes.push(insert(household, { household_id: home.householdId, file_number: home.opens.fileNumber, ...addressColumns(residence), valid_from: since, standing: common }))
    if (home && kind !== 'current') changes.push(...settle(person.personId, { ...home, kind, since, address: residence, standing: common }))
    else changes.push(periodRow(person.personId, { householdId: home?.householdId ?? null, kind, since, address: residence, standing: common }))
    return changes
  },
  event: ({ payload, actId }) => ({ type: 'residence.person-imported', subject: payload.person.personId, payload: { personId: payload.person.personId, actId } }),
})

/** Ends what the new permanent residence replaces, also a temporary one at the same dwelling (đ.29); the person is found there from then on. */
function leavePermanent(before: Prior, personId: string, from: string, address: Home): RowChange[] {
  const replaced = (row: Row) => row['standing'] === 'confirmed' && (row['kind'] === 'permanent'
    || (row['kind'] === 'temporary' && row['area'] === address.area && row['detail'] === address.detail) || row['kind'] === 'current')
  const residences = before.open(residencePeriod)
  const ended = new Set(residences.filter((row) => replaced(row) && row['kind'] === 'temporary').map((row) => row['household_id']))
  const kept = residences.filter((row) => !replaced(row)).map((row) => ({ area: row['area'] as string, province: row['province'] as string }))
  return [
    ...residences.filter(replaced).flatMap((row) => endOn(residencePeriod, row, from)),
    ...before.open(householdMember).filter((row) => row['standing'] === 'confirmed' && (row['kind'] === 'permanent' || ended.has(row['household_id']))).flatMap((row) => endOn(householdMember, row, from)),
    ...foundIn(before, personId, [address, ...kept], from),
  ]
}

function permanentOf(before: Prior): Row | undefined {
  return before.open(residencePeriod).find((row) => row['kind'] === 'permanent' && row['standing'] === 'confirmed')
}

const emptiedRows = ({ emptied, from }: PermanentRegistration | Omit<PermanentRegistration, 'relationToHead'>, before: Prior): RowChange[] => (emptied ? closeHousehold(before, emptied, from) : [])
