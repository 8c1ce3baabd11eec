import { z } from 'zod'
import { changeFrom, correct, defineAct, endOn, insert, prior } from '../acts/index.ts'
import { plainDateSchema } from '../population/index.ts'
import { refuse } from './refusals.ts'
import { legalEntity, mandate } from './tables.sql.ts'

const givenSchema = z.object({
  mandateId: z.uuid(), giverId: z.uuid(), holderId: z.uuid(), kind: z.enum(['standing', 'dossier']), scope: z.array(z.string()), dossierId: z.uuid().nullable(),
  from: plainDateSchema, until: plainDateSchema, requestId: z.uuid(), askedAs: z.enum(['giver', 'holder']),
})

/** Bộ luật Dân sự 2015 đ.138: one person authorises another. Until the day given, which no longer counts. */
export const mandateGiven = defineAct<z.infer<typeof givenSchema>>({
  type: 'mandate-given',
  schema: givenSchema,
  apply: ({ payload: p }) => [insert(mandate, {
    giver_id: p.giverId, holder_id: p.holderId, mandate_id: p.mandateId, kind: p.kind, scope: p.scope, dossier_id: p.dossierId, valid_from: p.from, valid_to: p.until,
  })],
  event: ({ payload: p, actId }) => ({ type: 'mandates.given', subject: p.giverId, payload: { mandateId: p.mandateId, giverId: p.giverId, holderId: p.holderId, actId } }),
})

const endedSchema = z.object({ mandateId: z.uuid(), giverId: z.uuid(), holderId: z.uuid(), on: plainDateSchema, endedBy: z.enum(['giver', 'holder', 'law']) })

/** Bộ luật Dân sự 2015 đ.140: either side ends the permission, at once. */
export const mandateEnded = defineAct<z.infer<typeof endedSchema>>({
  type: 'mandate-ended',
  schema: endedSchema,
  prior: ({ mandateId }) => [prior(mandate, 'mandate_id', mandateId)],
  check: (act, before) => void (before.rows(mandate)[0] ?? refuse('mandates.not-found')),
  apply: ({ payload }, before) => before.rows(mandate).flatMap((row) => endOn(mandate, row, payload.on)),
  event: ({ payload: { mandateId, giverId, holderId, endedBy }, actId }) => ({ type: 'mandates.ended', subject: giverId, payload: { mandateId, giverId, holderId, endedBy, actId } }),
})

const entitySchema = z.object({ entityId: z.uuid(), code: z.string(), name: z.string(), representativeId: z.uuid(), area: z.string(), from: plainDateSchema })

/** Bộ luật Dân sự 2015 đ.85, 137: who represents an organisation by law, from this day. Recorded again, it changes. */
export const legalEntityRecorded = defineAct<z.infer<typeof entitySchema>>({
  type: 'legal-entity-recorded',
  schema: entitySchema,
  prior: ({ entityId }) => [prior(legalEntity, 'entity_id', entityId)],
  apply({ payload: p }, before) {
    const columns = { code: p.code, name: p.name, representative_id: p.representativeId, area: p.area }
    const [current] = before.open(legalEntity)
    if (!current) return [insert(legalEntity, { entity_id: p.entityId, ...columns, valid_from: p.from })]
    return (current['valid_from'] as string) < p.from ? changeFrom(legalEntity, current, p.from, columns) : correct(legalEntity, current, columns)
  },
})
