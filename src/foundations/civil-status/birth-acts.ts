import { z } from 'zod'
import { changeFrom, defineAct, insert, prior, type Row } from '../acts/index.ts'
import { newPersonSchema, personRows, personVersion, plainDateSchema, relation, type NewPerson } from '../population/index.ts'
import { birthRecord, marriageRecord } from './tables.sql.ts'

export interface BirthRegistration {
  /** Columns of the entry, see birth_record. */
  readonly record: Row & { readonly record_id: string; readonly child_pin: string; readonly entry_number: string; readonly book_number: string; readonly registered_area: string }
  /** The child as it enters the population register, number and parents included. */
  readonly person: NewPerson
}

const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string())]))

/** Luật Hộ tịch 2014 đ.14–16 and NĐ 70/2024 đ.11: entry, person, number and parents in one act. */
export const birthRegistered = defineAct<BirthRegistration>({
  type: 'birth-registered',
  schema: z.object({ record: rowSchema, person: newPersonSchema }) as unknown as z.ZodType<BirthRegistration>,
  apply(act) {
    const { record, person } = act.payload
    return [insert(birthRecord, { ...record, valid_from: record['registered_on']! }), ...personRows(person, act.actId)]
  },
  event: ({ payload, actId, dossierId }) => ({
    type: 'civil-status.birth-registered', subject: payload.person.personId,
    payload: {
      personId: payload.person.personId, recordId: payload.record.record_id, motherId: payload.record['mother_id'] ?? null, fatherId: payload.record['father_id'] ?? null,
      area: payload.record.registered_area, actId, dossierId,
    },
  }),
})

const marriageSchema = z.object({
  record: rowSchema, husbandId: z.uuid(), wifeId: z.uuid(), from: plainDateSchema,
  /** The register does not show them as spouses yet. */
  relate: z.boolean(),
  /** Those of the two whose marital status changes with this entry. */
  statusOf: z.array(z.uuid()),
})
export type MarriageRecording = z.infer<typeof marriageSchema>

/** Luật Hộ tịch 2014 đ.17–18: the entry of the marriage book; husband and wife become spouses in the population register. */
export const marriageRecorded = defineAct<MarriageRecording>({
  type: 'marriage-recorded',
  schema: marriageSchema,
  prior: ({ statusOf }) => statusOf.map((personId) => prior(personVersion, 'person_id', personId)),
  apply(act, before) {
    const { record, husbandId, wifeId, from, relate } = act.payload
    const spouse = (personId: string, other: string) =>
      insert(relation, { person_id: personId, kind: 'spouse', other_id: other, other_name: null, other_pin: null, source: 'civil-status', valid_from: from })
    const changed = before.open(personVersion).flatMap((row) => changeFrom(personVersion, row, from, {
      marital_status: 'married', provenance: { ...(row['provenance'] as object), maritalStatus: { source: 'civil-status', date: from, act: act.actId } },
    }))
    return [insert(marriageRecord, { ...record, valid_from: from }), ...(relate ? [spouse(husbandId, wifeId), spouse(wifeId, husbandId)] : []), ...changed]
  },
  event: ({ payload, actId }) => ({ type: 'civil-status.marriage-recorded', subject: payload.husbandId, payload: { husbandId: payload.husbandId, wifeId: payload.wifeId, marriageId: payload.record['marriage_id'], actId } }),
})

/** NĐ 123/2015 đ.24–26: an entry made again for somebody the register knows. No facts change. */
export const birthRegisteredAgain = defineAct<{ readonly record: Row }>({
  type: 'birth-registered-again',
  schema: z.object({ record: rowSchema }) as unknown as z.ZodType<{ readonly record: Row }>,
  apply: ({ payload: { record } }) => [insert(birthRecord, { ...record, valid_from: record['registered_on']! })],
})
