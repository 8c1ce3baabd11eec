import { z } from 'zod'
import { defineAct, insert, prior } from '../acts/index.ts'
import { plainDateSchema } from '../population/index.ts'
import { refuseUnless } from './refusals.ts'
import { priorOfPerson } from './residence-acts.ts'
import { closeHousehold, endAll, foundAfter, membershipsIn, priorOfEmptied, residenceIn } from './rows.ts'
import { absenceDeclaration, headVacancy, householdMember, residencePeriod } from './tables.sql.ts'

const removalSchema = z.object({
  personId: z.uuid(), kind: z.enum(['permanent', 'temporary']), ground: z.string(), on: plainDateSchema, noticeNumber: z.string(),
  /** Since when the state lasted that is the ground, where the law asks for months. */
  since: plainDateSchema.nullish(),
  decision: z.object({ number: z.string(), date: plainDateSchema, issuer: z.string() }).nullish(),
  /** The household nobody is left in. */
  emptied: z.uuid().nullish(),
})
export type ResidenceRemoved = z.infer<typeof removalSchema>

/** Luật Cư trú 2020 đ.24, 29: a permanent or temporary registration ends on a ground of the law. */
export const residenceRemoved = defineAct<ResidenceRemoved>({
  type: 'residence-removed',
  schema: removalSchema,
  prior: ({ personId, emptied }) => [...priorOfPerson(personId), ...priorOfEmptied(emptied)],
  check(act, before) {
    const { personId, kind, on } = act.payload
    const row = residenceIn(before, personId, kind)
    refuseUnless(row, 'residence.not-registered', { field: 'personId' })
    refuseUnless((row['valid_from'] as string) <= on, 'residence.before-current', { field: 'on', vars: { from: String(row['valid_from']) } })
  },
  apply(act, before) {
    const { personId, kind, on, emptied } = act.payload
    const row = residenceIn(before, personId, kind)
    return [
      ...endAll(residencePeriod, row ? [row] : [], on),
      ...endAll(householdMember, membershipsIn(before, personId).filter((each) => each['kind'] === kind), on),
      ...(emptied ? closeHousehold(before, emptied, on) : []),
      ...foundAfter(before, personId, row ? [row] : [], [], on),
    ]
  },
  event: ({ payload, actId, dossierId }) => ({ type: 'residence.removed', subject: payload.personId, payload: { personId: payload.personId, kind: payload.kind, ground: payload.ground, on: payload.on, actId, dossierId } }),
})

const endedSchema = z.object({
  personId: z.uuid(), cause: z.enum(['deceased', 'missing', 'nationality-lost', 'left']), on: plainDateSchema,
  households: z.array(z.object({ householdId: z.uuid(), after: z.enum(['goes-on', 'without-head', 'empty']) })),
})
export type EndedWithStatus = z.infer<typeof endedSchema>

/** Luật Cư trú 2020 đ.24 k.1, 29: whoever died, went missing by judgment or lost the nationality is registered nowhere any more; a household that lost its head waits for another. */
export const endedWithStatus = defineAct<EndedWithStatus>({
  type: 'residence-ended-with-status',
  schema: endedSchema,
  prior: ({ personId, households }) => [...priorOfPerson(personId), prior(absenceDeclaration, 'person_id', personId), ...households.flatMap((each) => priorOfEmptied(each.after === 'empty' ? each.householdId : null))],
  apply(act, before) {
    const { personId, cause, on, households } = act.payload
    const own = before.open(householdMember).filter((row) => row['person_id'] === personId)
    return [
      ...endAll(residencePeriod, before.open(residencePeriod), on), ...endAll(householdMember, own, on), ...endAll(absenceDeclaration, before.open(absenceDeclaration), on),
      ...households.flatMap(({ householdId, after }) => after === 'empty'
        ? closeHousehold(before, householdId, on)
        : after === 'without-head' ? [insert(headVacancy, { household_id: householdId, former_head: personId, cause, valid_from: on })] : []),
    ]
  },
  event: ({ payload, actId }) => ({
    type: 'residence.ended-with-status', subject: payload.personId,
    payload: { personId: payload.personId, cause: payload.cause, on: payload.on, withoutHead: payload.households.filter((each) => each.after === 'without-head').map((each) => each.householdId), actId },
  }),
})
