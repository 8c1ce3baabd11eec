import { checkCmnd9 } from '../../kernel/old-number.ts'
import { earliest, type PartialDate } from '../../kernel/partial-date.ts'
import { allow, isAllowed, type Ctx, type PlainDate } from '../../platform/index.ts'
import { readActs, recordAct, type Basis } from '../acts/index.ts'
import { identityCardEnded, identityCardRecorded, oldNumberClaimed, oldNumberConfirmed, oldNumberRejected } from './number-acts.ts'
import type { CardKind } from './person.ts'
import { countHolders, selectAreas, selectClaim } from './population.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

type OldKind = 'cmnd9' | 'passport' | 'military'

export interface ClaimOldNumber {
  readonly personId: string
  readonly kind: OldKind
  readonly value: string
  readonly issuedOn?: PartialDate
  readonly issuedBy?: string
  readonly basis: Basis
  readonly commandId: string
}

export interface NumberRecorded {
  readonly actId: string
  /** How many other people hold or claim the same number: it happens, and is a matter for cleaning, not a refusal (domain §1.5). */
  readonly alsoHeldBy: number
}

/** The person, or an officer of the area for the person, says which number an old paper bears. Counts as claimed until somebody has seen the paper. */
export async function claimOldNumber(ctx: Ctx, input: ClaimOldNumber): Promise<NumberRecorded> {
  await allowForNumbers(ctx, 'population.claim-number', input.personId)
  const value = input.value.replace(/[\s.-]/g, '').toUpperCase()
  const [wrong] = input.kind === 'cmnd9' ? checkCmnd9(value).filter((each) => each.severity === 'error') : []
  refuseUnless(!wrong, 'population.old-number-wrong', { field: 'value', vars: { why: wrong?.vi ?? '' } })
  refuseUnless(value !== '', 'population.old-number-wrong', { field: 'value', vars: { why: 'chưa có số.' } })
  const from = input.issuedOn ? earliest(input.issuedOn) : ctx.today
  refuseUnless(from <= ctx.today, 'population.date-in-future', { field: 'issuedOn' })
  const payload = { personId: input.personId, kind: input.kind, value, issuedOn: input.issuedOn ?? null, issuedBy: input.issuedBy ?? null, from }
  const { actId } = await recordAct(ctx, oldNumberClaimed, { subjectId: input.personId, payload, basis: input.basis, commandId: input.commandId })
  return { actId, alsoHeldBy: await countHolders(ctx.tx, input.kind, value, input.personId) }
}

export interface AnswerOldNumber {
  readonly personId: string
  readonly kind: OldKind
  readonly value: string
  readonly answer: 'confirm' | 'reject'
  readonly reason?: string
  /** What was seen: the card, its QR code, the file of the issue. */
  readonly basis: Basis
  readonly commandId: string
}

/** How many other people hold or claim a number that this person claims: for the officer who is about to answer. Nothing is told of numbers nobody claimed here. */
export async function alsoHolding(ctx: Ctx, input: Pick<ClaimOldNumber, 'personId' | 'kind' | 'value'>): Promise<number> {
  await allowForNumbers(ctx, 'population.confirm-number', input.personId)
  const claim = await selectClaim(ctx.tx, input.personId, input.kind, input.value)
  return claim ? countHolders(ctx.tx, input.kind, input.value, input.personId) : 0
}

/** NĐ 70/2024 đ.12: an officer of the area has compared the number with a paper. Whoever entered the claim does not confirm it. */
export async function answerOldNumber(ctx: Ctx, input: AnswerOldNumber): Promise<NumberRecorded> {
  await allowForNumbers(ctx, 'population.confirm-number', input.personId)
  const claim = (await selectClaim(ctx.tx, input.personId, input.kind, input.value)) ?? refuse('population.old-number-not-claimed')
  const [act] = await readActs(ctx.tx, [claim.actId])
  const entered = act && 'personId' in act.actor ? act.actor.personId : null
  refuseUnless(!entered || !('personId' in ctx.actor) || ctx.actor.personId !== entered, 'population.proposal-own')
  refuseUnless(input.answer === 'confirm' || input.reason?.trim(), 'population.correction-reason-needed', { field: 'reason' })
  const payload = { personId: input.personId, kind: input.kind, value: input.value, reason: input.reason?.trim() || null }
  const { actId } = await recordAct(ctx, input.answer === 'confirm' ? oldNumberConfirmed : oldNumberRejected, { subjectId: input.personId, payload, basis: input.basis, commandId: input.commandId })
  return { actId, alsoHeldBy: await countHolders(ctx.tx, input.kind, input.value, input.personId) }
}

export interface RecordCard {
  readonly personId: string
  readonly kind: CardKind
  readonly number: string
  readonly issuedOn: PartialDate
  readonly issuedBy?: string
  readonly expiresOn?: PlainDate
  readonly unlimited?: boolean
  /** Source code, see sources.ts. */
  readonly source: string
  readonly basis: Basis
  readonly commandId: string
}

/** Luật Căn cước đ.9 k.14: a card with day and place of issue and its time of validity; the card before it counts as replaced. */
export async function recordIdentityCard(ctx: Ctx, input: RecordCard): Promise<{ actId: string }> {
  await allowForNumbers(ctx, 'population.record-card', input.personId)
  const from = earliest(input.issuedOn)
  refuseUnless(from <= ctx.today, 'population.date-in-future', { field: 'issuedOn' })
  refuseUnless(!input.expiresOn || (input.expiresOn > from && !input.unlimited), 'population.card-validity', { field: 'expiresOn' })
  const payload = {
    personId: input.personId, kind: input.kind, number: input.number, issuedOn: input.issuedOn, issuedBy: input.issuedBy ?? null, expiresOn: input.expiresOn ?? null,
    unlimited: input.unlimited ?? false, from, source: input.source,
  }
  const { actId } = await recordAct(ctx, identityCardRecorded, { subjectId: input.personId, payload, basis: input.basis, commandId: input.commandId })
  return { actId }
}

export interface EndCard {
  readonly personId: string
  readonly kind: CardKind
  readonly number: string
  readonly issuedOn: PartialDate | null
  readonly status: 'revoked' | 'lost'
  readonly on?: PlainDate
  readonly basis: Basis
  readonly commandId: string
}

/** A card was taken back or reported lost. */
export async function endIdentityCard(ctx: Ctx, input: EndCard): Promise<{ actId: string }> {
  await allowForNumbers(ctx, 'population.record-card', input.personId)
  const on = input.on ?? ctx.today
  refuseUnless(on <= ctx.today, 'population.date-in-future', { field: 'on' })
  const payload = { personId: input.personId, kind: input.kind, number: input.number, issuedOn: input.issuedOn, status: input.status, on }
  const { actId } = await recordAct(ctx, identityCardEnded, { subjectId: input.personId, payload, basis: input.basis, commandId: input.commandId })
  return { actId }
}

/** Rights on the numbers of a person: within one of the areas he or she belongs to. Logged. */
export async function allowForNumbers(ctx: Ctx, action: string, personId: string): Promise<void> {
  const areas = await selectAreas(ctx.tx, personId)
  refuseUnless(areas, 'population.person-unknown')
  ctx.logRead({ kind: 'open', register: 'population', subjects: [personId], fields: ['identityNumbers'] })
  allow(ctx, action, { person: personId, area: areas.find((area) => isAllowed(ctx.actor, action, { area }, ctx.today)) ?? areas[0] ?? null })
}
