import { z } from 'zod'
import { changeFrom, correct, defineAct, insert, prior, supersede, type Prior, type Row, type RowChange } from '../acts/index.ts'
import { partialDateSchema, plainDateSchema } from './new-person.ts'
import { cardKinds } from './person.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { identityCard, identityNumber, personalNumber } from './tables.sql.ts'

const ofPerson = (personId: string) => [prior(identityNumber, 'person_id', personId)]

const anewSchema = z.object({ personId: z.uuid(), number: z.object({ cancelled: z.string().nullable(), established: z.string(), reason: z.string() }) })

/** NĐ 70/2024 đ.11 k.7–11: the number is cancelled for ever and another established, though no fact changes. */
export const numberReestablished = defineAct<z.infer<typeof anewSchema>>({
  type: 'number-reestablished',
  schema: anewSchema,
  prior: ({ personId }) => ofPerson(personId),
  check({ payload: { number } }, before) {
    refuseUnless(!number.cancelled || activePin(before, number.cancelled), 'population.number-changed')
  },
  apply: ({ payload: { personId, number }, occurredOn }, before) => numberRows(personId, number, occurredOn, before),
  event: ({ payload: { personId }, actId }) => ({ type: 'population.person-changed', payload: { personId, fields: ['pin'], correction: false, actId } }),
})

/** The old number is cancelled and stays this person's for ever; the new one is in the directory and in force. */
export function numberRows(personId: string, number: { readonly cancelled: string | null; readonly established: string; readonly reason: string }, on: string, before: Prior): RowChange[] {
  const old = number.cancelled ? activePin(before, number.cancelled) : undefined
  return [
    ...(old ? changeFrom(identityNumber, old, on, { status: 'cancelled', reason: number.reason }) : []),
    insert(personalNumber, { number: number.established, person_id: personId }),
    insert(identityNumber, { person_id: personId, kind: 'pin', value: number.established, status: 'active', issued_on: null, issued_by: null, reason: number.reason, valid_from: on }),
  ]
}

const activePin = (before: Prior, value: string): Row | undefined => before.open(identityNumber).find((row) => row['kind'] === 'pin' && row['value'] === value && row['status'] === 'active')

const oldKinds = ['cmnd9', 'passport', 'military'] as const
const claimSchema = z.object({ personId: z.uuid(), kind: z.enum(oldKinds), value: z.string().min(1), issuedOn: partialDateSchema.nullable(), issuedBy: z.string().nullable(), from: plainDateSchema })

/** A number of an old paper, as somebody says; others may hold the same (domain §1.5). */
export const oldNumberClaimed = defineAct<z.infer<typeof claimSchema>>({
  type: 'old-number-claimed',
  schema: claimSchema,
  prior: ({ personId }) => ofPerson(personId),
  check({ payload: { kind, value } }, before) {
    refuseUnless(!before.open(identityNumber).some((row) => row['kind'] === kind && row['value'] === value), 'population.old-number-there')
  },
  apply: ({ payload: { personId, kind, value, issuedOn, issuedBy, from } }) =>
    [insert(identityNumber, { person_id: personId, kind, value, status: 'claimed', issued_on: issuedOn, issued_by: issuedBy, reason: null, valid_from: from, standing: 'claimed' })],
  event: ({ payload: { personId }, actId }) => ({ type: 'population.person-changed', payload: { personId, fields: ['identityNumbers'], correction: false, actId } }),
})

const answerSchema = z.object({ personId: z.uuid(), kind: z.enum(oldKinds), value: z.string(), reason: z.string().nullable() })

/** `declared`: what a dossier said of a number that nobody had claimed here before. */
const confirmSchema = answerSchema.extend({ declared: claimSchema.pick({ issuedOn: true, issuedBy: true, from: true }).nullish() })

/** An officer has seen the paper, the card or its QR code: the number was this person's. Nine-digit numbers are all out of force since 2025. */
export const oldNumberConfirmed = defineAct<z.infer<typeof confirmSchema>>({
  type: 'old-number-confirmed',
  schema: confirmSchema,
  prior: ({ personId }) => ofPerson(personId),
  apply({ payload }, before) {
    const { personId, kind, value, reason, declared } = payload
    const mine = before.open(identityNumber).filter((row) => row['kind'] === kind && row['value'] === value)
    if (!declared || mine.length > 0) return correct(identityNumber, claimedRow(before, payload), { status: 'superseded', standing: 'confirmed', reason })
    return [insert(identityNumber, { person_id: personId, kind, value, status: 'superseded', issued_on: declared.issuedOn, issued_by: declared.issuedBy, reason, valid_from: declared.from })]
  },
  event: ({ payload: { personId }, actId }) => ({ type: 'population.person-changed', payload: { personId, fields: ['identityNumbers'], correction: false, actId } }),
})

/** The number was never this person's: the claim goes, and stays in the history. */
export const oldNumberRejected = defineAct<z.infer<typeof answerSchema>>({
  type: 'old-number-rejected',
  schema: answerSchema,
  prior: ({ personId }) => ofPerson(personId),
  apply: ({ payload }, before) => [supersede(identityNumber, claimedRow(before, payload))],
  event: ({ payload: { personId }, actId }) => ({ type: 'population.person-changed', payload: { personId, fields: ['identityNumbers'], correction: false, actId } }),
})

function claimedRow(before: Prior, { kind, value }: { readonly kind: string; readonly value: string }): Row {
  return before.open(identityNumber).find((row) => row['kind'] === kind && row['value'] === value && row['standing'] !== 'confirmed') ?? refuse('population.old-number-not-claimed')
}

const cardSchema = z.object({
  personId: z.uuid(), kind: z.enum(cardKinds), number: z.string().min(1), issuedOn: partialDateSchema.nullable(), issuedBy: z.string().nullable(), expiresOn: plainDateSchema.nullable(),
  unlimited: z.boolean(), from: plainDateSchema, source: z.string(),
})

/** A card was issued: it is in force, and the one before it is replaced. */
export const identityCardRecorded = defineAct<z.infer<typeof cardSchema>>({
  type: 'identity-card-recorded',
  schema: cardSchema,
  prior: ({ personId }) => [prior(identityCard, 'person_id', personId)],
  check({ payload }, before) {
    refuseUnless(!before.open(identityCard).some((row) => row['kind'] === payload.kind && row['number'] === payload.number && row['issued_on'] === payload.issuedOn), 'population.card-there')
  },
  apply({ payload: { personId, kind, number, issuedOn, issuedBy, expiresOn, unlimited, from, source } }, before) {
    const inForce = before.open(identityCard).filter((row) => row['status'] === 'valid' && (row['valid_from'] as string) <= from)
    const later = before.open(identityCard).some((row) => row['status'] === 'valid' && (row['valid_from'] as string) > from)
    return [
      ...inForce.flatMap((row) => changeFrom(identityCard, row, from, { status: 'replaced' })),
      insert(identityCard, { person_id: personId, kind, number, issued_on: issuedOn, issued_by: issuedBy, expires_on: expiresOn, unlimited, status: later ? 'replaced' : 'valid', source, valid_from: from }),
    ]
  },
  event: ({ payload: { personId }, actId }) => ({ type: 'population.person-changed', payload: { personId, fields: ['identityCards'], correction: false, actId } }),
})

const cardEndSchema = z.object({ personId: z.uuid(), kind: z.enum(cardKinds), number: z.string(), issuedOn: partialDateSchema.nullable(), status: z.enum(['revoked', 'lost']), on: plainDateSchema })

/** A card was taken back or lost. */
export const identityCardEnded = defineAct<z.infer<typeof cardEndSchema>>({
  type: 'identity-card-ended',
  schema: cardEndSchema,
  prior: ({ personId }) => [prior(identityCard, 'person_id', personId)],
  apply({ payload: { kind, number, issuedOn, status, on } }, before) {
    const row = before.open(identityCard).find((each) => each['status'] === 'valid' && each['kind'] === kind && each['number'] === number && each['issued_on'] === issuedOn) ?? refuse('population.card-not-valid')
    return changeFrom(identityCard, row, on, { status })
  },
  event: ({ payload: { personId }, actId }) => ({ type: 'population.person-changed', payload: { personId, fields: ['identityCards'], correction: false, actId } }),
})
