import { compactVerify, importJWK, type JWK } from 'jose'
import { allow, dayInVietnam, forPurpose, millisecondsOf, type Ctx, type Instant, type PlainDate, type Tx } from '../../platform/index.ts'
import { newId } from '../../kernel/ids.ts'
import { isProtectedAmong, readPeople } from '../population/index.ts'
import { checkFields, fieldsFor } from './field-scopes.ts'
import { endConsumer, findConsumer, insertConsumer, lastPosition, selectEvents, selectWithin, type Consumer } from './feeds.sql.ts'
import { feedTypes } from './place-events.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface GrantFeed {
  readonly clientId: string
  readonly name: string
  /** Of the system: Ed25519 or P-256 as a JWK; the private half never comes here. */
  readonly publicKey: object
  readonly purpose: string
  readonly basis: string
  /** What people read in "Ai đã xem dữ liệu của tôi". */
  readonly text: string
  readonly types: readonly string[]
  readonly fields: readonly string[]
  readonly areas: readonly string[]
  readonly decision: string
  readonly from?: PlainDate
  readonly to?: PlainDate
}

/** A decision lets a system follow changes. Refuses more fields than the purpose needs (data/sharing), unknown types, and a second right at once. */
export async function grantFeed(ctx: Ctx, input: GrantFeed): Promise<string> {
  allow(ctx, 'feeds.grant')
  refuseUnless(input.decision.trim() !== '' && input.name.trim() !== '' && input.areas.length > 0, 'feeds.decision-needed', { field: 'decision' })
  const unknown = input.types.find((type) => !(feedTypes as readonly string[]).includes(type))
  refuseUnless(input.types.length > 0 && unknown === undefined, 'feeds.type-unknown', { field: 'types', vars: { type: unknown ?? '' } })
  const granted: Consumer = {
    consumerId: newId(), clientId: input.clientId, name: input.name.trim(), publicKey: input.publicKey, purposeCode: input.purpose, purposeBasis: input.basis, purposeText: input.text, types: input.types,
    fields: checkFields(input.purpose, input.fields, ctx.today), areas: input.areas, decision: input.decision.trim(), from: input.from ?? ctx.today, to: input.to ?? null,
  }
  refuseUnless(await insertConsumer(ctx.tx, granted, ctx.now, byWhom(ctx)), 'feeds.already-granted')
  return granted.consumerId
}

/** The right ends today. */
export async function endFeed(ctx: Ctx, clientId: string): Promise<void> {
  allow(ctx, 'feeds.grant')
  refuseUnless(await endConsumer(ctx.tx, clientId, ctx.today), 'feeds.no-right')
}

export const byWhom = (ctx: Ctx): object => (ctx.actor.kind === 'officer' ? { kind: 'officer', personId: ctx.actor.personId, appointmentId: ctx.actor.appointmentId } : ctx.actor)

/** One change, with the granted facts of each person as they stand now. */
export interface Change {
  readonly position: number
  readonly type: string
  readonly at: Instant
  readonly people: readonly { readonly personId: string; readonly restricted: boolean; readonly facts: Readonly<Record<string, unknown>> }[]
}

export interface Changes {
  readonly changes: readonly Change[]
  /** Ask with this next time. */
  readonly next: number
  /** The newest place there is; `next` has reached it when nothing waits. */
  readonly newest: number
}

/**
 * What happened after a place, for the system that is signed in: only types, people and fields it was granted. People outside its areas are left
 * out, protected ones only announced. A reading of everybody in the answer, for the granted purpose. Refuses a system without a right today.
 */
export async function followChanges(ctx: Ctx, after: number, limit: number): Promise<Changes> {
  allow(ctx, 'feeds.follow')
  const clientId = ctx.actor.kind === 'relying-party' ? ctx.actor.clientId : ''
  const granted = (await findConsumer(ctx.tx, clientId, ctx.today)) ?? refuse('feeds.no-right')
  const newest = await lastPosition(ctx.tx)
  const events = await selectEvents(ctx.tx, after, granted.types, limit)
  const concerned = await selectWithin(ctx.tx, [...new Set(events.flatMap((event) => event.people))], granted.areas)
  const hidden = await isProtectedAmong(ctx.tx, concerned)
  const shown = concerned.filter((person) => !hidden.has(person))
  // The right may be older than today's table: what the table no longer gives does not leave.
  const given = fieldsFor(granted.purposeCode, ctx.today)
  const fields = given.filter((field) => granted.fields.includes(field))
  const reading = forPurpose(ctx, { code: granted.purposeCode, basis: granted.purposeBasis, text: `${granted.name}: ${granted.purposeText}` })
  const facts = await readPeople(reading, shown, fields, { lawfulBy: granted.decision })
  const within = new Set(concerned)
  const changes = events.map(({ position, type, at, people }) => ({
    position, type, at,
    people: people.filter((person) => within.has(person)).map((personId) => {
      const { personId: _id, ...rest } = (facts.get(personId) ?? { personId }) as { personId: string } & Record<string, unknown>
      return { personId, restricted: hidden.has(personId), facts: hidden.has(personId) ? {} : rest }
    }),
  })).filter((change) => change.people.length > 0)
  return { changes, next: events.length === limit ? events.at(-1)!.position : Math.max(after, newest), newest }
}

const longestAge = 60_000

/** The system behind a signed header, or nothing: signed by the key of its right, for this path, within the last minute. */
export async function systemBehind(tx: Tx, jws: string, request: { readonly path: string; readonly now: Instant }): Promise<string | null> {
  try {
    const claimed = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as { clientId?: unknown; path?: unknown; iat?: unknown }
    if (typeof claimed.clientId !== 'string' || claimed.path !== request.path || typeof claimed.iat !== 'number') return null
    if (Math.abs(millisecondsOf(request.now) - claimed.iat * 1_000) > longestAge) return null
    const granted = await findConsumer(tx, claimed.clientId, dayInVietnam(request.now))
    if (!granted) return null
    const key = granted.publicKey as JWK
    await compactVerify(jws, await importJWK(key, key.crv === 'P-256' ? 'ES256' : 'EdDSA'), { algorithms: ['EdDSA', 'ES256'] })
    return granted.clientId
  } catch {
    return null
  }
}
