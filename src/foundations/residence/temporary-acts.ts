import { z } from 'zod'
import { correct, defineAct, insert, prior } from '../acts/index.ts'
import { plainDateSchema } from '../population/index.ts'
import { refuseUnless } from './refusals.ts'
import { addressSchema, priorOfMover, priorOfPerson } from './residence-acts.ts'
import { addressColumns, closeHousehold, endAll, foundAfter, membershipsIn, periodRow, residenceIn, residencesIn, settle } from './rows.ts'
import { absenceDeclaration, household, householdMember, residencePeriod } from './tables.sql.ts'

const temporarySchema = z.object({
  personId: z.uuid(), householdId: z.uuid(), relationToHead: z.string(), from: plainDateSchema, until: plainDateSchema, address: addressSchema, noticeNumber: z.string(),
  /** File number, where the tenants form a household of their own. */
  opens: z.string().nullish(),
  emptied: z.uuid().nullish(),
  ownerConsent: z.string().nullish(),
})
export type TemporaryRegistered = z.infer<typeof temporarySchema>

/** Luật Cư trú 2020 đ.27–28: a temporary residence of at most two years; one elsewhere ends the day this one begins. */
export const temporaryRegistered = defineAct<TemporaryRegistered>({
  type: 'temporary-residence-registered',
  schema: temporarySchema,
  prior: priorOfMover,
  check(act, before) {
    const { personId, householdId, from } = act.payload
    const old = residenceIn(before, personId, 'temporary')
    refuseUnless(old?.['household_id'] !== householdId, 'residence.already-here')
    refuseUnless(!old || (old['valid_from'] as string) < from, 'residence.before-current', { field: 'from', vars: { from: String(old?.['valid_from']) } })
  },
  apply(act, before) {
    const { personId, householdId, relationToHead, from, until, address, opens, emptied } = act.payload
    const replaced = residencesIn(before, personId).filter((row) => row['kind'] !== 'permanent')
    return [
      ...endAll(residencePeriod, replaced, from), ...endAll(householdMember, membershipsIn(before, personId).filter((row) => row['kind'] === 'temporary'), from),
      ...(emptied ? closeHousehold(before, emptied, from) : []),
      ...(opens ? [insert(household, { household_id: householdId, file_number: opens, ...addressColumns(address), valid_from: from })] : []),
      ...settle(personId, { householdId, relationToHead, kind: 'temporary', since: from, until, address }),
      ...foundAfter(before, personId, replaced, [{ kind: 'temporary', area: address.area, province: address.province }], from),
    ]
  },
  event: ({ payload, actId, dossierId }) => ({
    type: 'residence.temporary-registered', subject: payload.personId,
    payload: { personId: payload.personId, householdId: payload.householdId, area: payload.address.area, from: payload.from, until: payload.until, actId, dossierId },
  }),
})

const renewalSchema = z.object({ personId: z.uuid(), area: z.string(), was: plainDateSchema, until: plainDateSchema, noticeNumber: z.string() })

/** Luật Cư trú 2020 đ.28: the term goes on, at most two years more, asked for in its last fifteen days. */
export const temporaryRenewed = defineAct<z.infer<typeof renewalSchema>>({
  type: 'temporary-residence-renewed',
  schema: renewalSchema,
  prior: ({ personId }) => [prior(residencePeriod, 'person_id', personId)],
  check(act, before) {
    const row = residenceIn(before, act.payload.personId, 'temporary')
    refuseUnless(row?.['until'] === act.payload.was, 'residence.not-registered', { field: 'personId' })
  },
  apply(act, before) {
    const row = residenceIn(before, act.payload.personId, 'temporary')
    return row ? correct(residencePeriod, row, { until: act.payload.until }) : []
  },
  event: ({ payload, actId, dossierId }) => ({ type: 'residence.temporary-renewed', subject: payload.personId, payload: { personId: payload.personId, area: payload.area, until: payload.until, actId, dossierId } }),
})

const currentSchema = z.object({ personId: z.uuid(), from: plainDateSchema, address: addressSchema, noticeNumber: z.string() })

/** Luật Cư trú 2020 đ.19: whoever can register nowhere declares where he or she lives. */
export const currentPlaceDeclared = defineAct<z.infer<typeof currentSchema>>({
  type: 'current-place-declared',
  schema: currentSchema,
  prior: ({ personId }) => priorOfPerson(personId),
  check(act, before) {
    const { personId, from, address } = act.payload
    refuseUnless(residencesIn(before, personId).every((row) => row['kind'] === 'current'), 'residence.registered-elsewhere')
    const old = residenceIn(before, personId, 'current')
    refuseUnless(old?.['area'] !== address.area || old['detail'] !== address.detail, 'residence.already-here')
    refuseUnless(!old || (old['valid_from'] as string) < from, 'residence.before-current', { field: 'from', vars: { from: String(old?.['valid_from']) } })
  },
  apply(act, before) {
    const { personId, from, address } = act.payload
    const old = residencesIn(before, personId).filter((row) => row['kind'] === 'current')
    return [
      ...endAll(residencePeriod, old, from), periodRow(personId, { householdId: null, kind: 'current', since: from, address }),
      ...foundAfter(before, personId, old, [{ kind: 'current', area: address.area, province: address.province }], from),
    ]
  },
  event: ({ payload, actId }) => ({ type: 'residence.current-place-declared', subject: payload.personId, payload: { personId: payload.personId, area: payload.address.area, from: payload.from, actId } }),
})

const absenceSchema = z.object({
  personId: z.uuid(), ground: z.enum(['measures', 'correction', 'army-age', 'other']), area: z.string(), from: plainDateSchema, until: plainDateSchema.nullable(),
  destination: z.object({ area: z.string().nullable(), text: z.string() }), reason: z.string(), slipNumber: z.string(),
})

/** Luật Cư trú 2020 đ.31: somebody says before leaving that he or she goes away for long. */
export const absenceDeclared = defineAct<z.infer<typeof absenceSchema>>({
  type: 'absence-declared',
  schema: absenceSchema,
  prior: ({ personId }) => [prior(absenceDeclaration, 'person_id', personId)],
  check: (_act, before) => refuseUnless(before.open(absenceDeclaration).length === 0, 'residence.already-absent'),
  apply({ payload: { personId, ground, area, from, until, destination, reason, slipNumber } }) {
    return [insert(absenceDeclaration, { person_id: personId, ground, area, destination_area: destination.area, destination_text: destination.text, reason, until, slip_number: slipNumber, valid_from: from })]
  },
  event: ({ payload, actId, dossierId }) => ({ type: 'residence.absence-declared', subject: payload.personId, payload: { personId: payload.personId, area: payload.area, from: payload.from, until: payload.until, actId, dossierId } }),
})

const returnSchema = z.object({ personId: z.uuid(), on: plainDateSchema })

/** The person is back, or the declared time is over. */
export const absenceEnded = defineAct<z.infer<typeof returnSchema>>({
  type: 'absence-ended',
  schema: returnSchema,
  prior: ({ personId }) => [prior(absenceDeclaration, 'person_id', personId)],
  check: (_act, before) => refuseUnless(before.open(absenceDeclaration).length > 0, 'residence.not-absent'),
  apply: ({ payload }, before) => endAll(absenceDeclaration, before.open(absenceDeclaration), payload.on),
  event: ({ payload, actId }) => ({ type: 'residence.absence-ended', subject: payload.personId, payload: { personId: payload.personId, on: payload.on, actId } }),
})
