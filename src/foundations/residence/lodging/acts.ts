import { z } from 'zod'
import { defineAct, endOn, insert, prior } from '../../acts/index.ts'
import { plainDateSchema } from '../../population/index.ts'
import { refuseUnless } from './refusals.ts'
import { lodgingPlace, lodgingStaff, lodgingStanding, lodgingStay } from './tables.sql.ts'

const instant = z.string()

const guest = z.object({
  guestId: z.uuid().nullable(), name: z.string().nullable(), docKind: z.enum(['pin', 'passport', 'other', 'none']), docNumber: z.string().nullable(), birthDate: z.string().nullable(),
  gender: z.enum(['male', 'female']).nullable(), nationality: z.string(), homeText: z.string().nullable(), room: z.string().nullable(), dueAt: instant, late: z.boolean(),
})

const noticeSchema = z.object({
  noticeId: z.uuid(), reference: z.string(), host: z.object({ kind: z.enum(['household', 'place']), id: z.uuid(), area: z.string(), province: z.string(), detail: z.string() }),
  guests: z.array(guest).min(1), reason: z.string(), arriveAt: instant, arrivesOn: plainDateSchema, leavesOn: plainDateSchema, channel: z.enum(['quick', 'offline', 'file']), deviceAt: instant.nullable(), reporterId: z.uuid(),
})
export type LodgingNotice = z.infer<typeof noticeSchema>

/** Luật Cư trú 2020 đ.30: a host tells of guests; one row a guest. */
export const lodgingTold = defineAct<LodgingNotice>({
  type: 'lodging-told',
  schema: noticeSchema,
  apply({ payload: { noticeId, reference, host, guests, reason, arriveAt, arrivesOn, leavesOn, channel, deviceAt, reporterId } }) {
    return guests.map((each) => insert(lodgingStay, {
      host_id: host.id, host_kind: host.kind, notice_id: noticeId, reference, area: host.area, province: host.province, detail: host.detail, room: each.room, guest_id: each.guestId, guest_name: each.name,
      doc_kind: each.docKind, doc_number: each.docNumber, birth_date: each.birthDate, gender: each.gender, nationality: each.nationality, home_text: each.homeText, reason, arrive_at: arriveAt, due_at: each.dueAt,
      late: each.late, channel, device_at: deviceAt, reporter_id: reporterId, valid_from: arrivesOn, valid_to: leavesOn,
    }))
  },
})

const withdrawSchema = z.object({ noticeId: z.uuid(), hostId: z.uuid() })

/** Taken back at once by whoever sent it. */
export const lodgingWithdrawn = defineAct<z.infer<typeof withdrawSchema>>({
  type: 'lodging-withdrawn',
  schema: withdrawSchema,
  prior: ({ noticeId }) => [prior(lodgingStay, 'notice_id', noticeId)],
  check: (_act, before) => refuseUnless(before.rows(lodgingStay).length > 0, 'lodging.unknown'),
  apply: (_act, before) => before.rows(lodgingStay).flatMap((row) => endOn(lodgingStay, row, row['valid_from'] as string)),
})

const placeSchema = z.object({
  placeId: z.uuid(), kind: z.enum(['hotel', 'guesthouse', 'homestay', 'rental', 'medical', 'other']), name: z.string(), ownerId: z.uuid(), area: z.string(), province: z.string(), detail: z.string(), rooms: z.number().nullable(), from: plainDateSchema,
})
export type LodgingPlaceOpened = z.infer<typeof placeSchema>

export const lodgingPlaceOpened = defineAct<LodgingPlaceOpened>({
  type: 'lodging-place-opened',
  schema: placeSchema,
  apply: ({ payload: { placeId, kind, name, ownerId, area, province, detail, rooms, from } }) => [insert(lodgingPlace, { place_id: placeId, kind, name, owner_id: ownerId, area, province, detail, rooms, valid_from: from })],
})

const staffSchema = z.object({ placeId: z.uuid(), personId: z.uuid(), on: plainDateSchema, may: z.boolean() })

/** Who else reports for a place, from now on or no longer. */
export const lodgingStaffChanged = defineAct<z.infer<typeof staffSchema>>({
  type: 'lodging-staff-changed',
  schema: staffSchema,
  prior: ({ placeId }) => [prior(lodgingStaff, 'place_id', placeId)],
  apply({ payload: { placeId, personId, on, may } }, before) {
    if (may) return [insert(lodgingStaff, { place_id: placeId, person_id: personId, valid_from: on })]
    return before.open(lodgingStaff).filter((row) => row['person_id'] === personId).flatMap((row) => endOn(lodgingStaff, row, on))
  },
})

const standingSchema = z.object({ hostId: z.uuid(), area: z.string(), guestId: z.uuid().nullable(), name: z.string(), docNumber: z.string(), relation: z.string(), reporterId: z.uuid(), from: plainDateSchema })

/** Luật Cư trú 2020 đ.30 k.4: a close relative who often comes is told once. */
export const lodgingStandingTold = defineAct<z.infer<typeof standingSchema>>({
  type: 'lodging-standing-told',
  schema: standingSchema,
  apply: ({ payload: { hostId, area, guestId, name, docNumber, relation, reporterId, from } }) => [insert(lodgingStanding, { host_id: hostId, area, guest_id: guestId, guest_name: name, doc_number: docNumber, relation, reporter_id: reporterId, valid_from: from })],
})

const standingEndSchema = z.object({ hostId: z.uuid(), docNumber: z.string(), on: plainDateSchema })

export const lodgingStandingEnded = defineAct<z.infer<typeof standingEndSchema>>({
  type: 'lodging-standing-ended',
  schema: standingEndSchema,
  prior: ({ hostId }) => [prior(lodgingStanding, 'host_id', hostId)],
  apply: ({ payload: { docNumber, on } }, before) => before.open(lodgingStanding).filter((row) => row['doc_number'] === docNumber).flatMap((row) => endOn(lodgingStanding, row, on)),
})
