import { allow, plusSeconds, type Ctx, type OfficerActor } from '../../platform/index.ts'
import { accountById, approveAccount, moveAccount } from './eid.sql.ts'
import { caseById, casesFor, moveCase, moveOrganisationAccount, organisationAccount } from './cases.sql.ts'
import { isFullMatch, type CaseState, type EidCase } from './cases.ts'
import { sendEnrolmentCode } from './enrolment-code.ts'
import { writeOrganisationEvent } from './organisation-life.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { eidRule } from './rules.ts'

/** P-11: what this desk has to look at, by the day promised. Logged as a list of the people in it. */
export async function readCases(ctx: Ctx, states: readonly CaseState[] = ['registered', 'under-review']): Promise<EidCase[]> {
  const me = officer(ctx)
  const found = await casesFor(ctx.tx, me.areas, states)
  for (const each of found) allow(ctx, 'eid.read-case', { area: placeOf(each) })
  if (found.length > 0) ctx.logRead({ kind: 'list', register: 'eid', subjects: found.map((each) => each.personId), fields: ['account'] })
  return found
}

/** How many wait at this desk: a number, nobody's data. */
export async function countWaitingCases(ctx: Ctx): Promise<number> {
  const me = officer(ctx)
  for (const area of me.areas) allow(ctx, 'eid.read-case', { area })
  return (await casesFor(ctx.tx, me.areas, ['registered', 'under-review'])).length
}

/** One request, opened by an officer who may answer it: from then on it is under review. */
export async function openForReview(ctx: Ctx, caseId: string): Promise<EidCase> {
  const found = (await caseById(ctx.tx, caseId)) ?? refuse('eid.case-unknown')
  allow(ctx, 'eid.read-case', { area: placeOf(found) })
  ctx.logRead({ kind: 'open', register: 'eid', subjects: [found.personId], fields: ['account'] })
  if (found.state !== 'registered') return found
  if (found.accountId) await moveAccountIf(ctx, found.accountId, ['registered'], 'under-review', null)
  return (await moveCase(ctx.tx, found, 'under-review', null)) ? { ...found, state: 'under-review', version: found.version + 1 } : (await caseById(ctx.tx, caseId))!
}

/**
 * Approves a request (NĐ 69/2024, likely). A new account waits for its holder's activation from now on, and the code goes to the phone;
 * an account in use has the higher level at once. Whoever took a request in does not approve it, nor does whom it is about. Refuses what was decided meanwhile.
 */
export async function approveCase(ctx: Ctx, input: { caseId: string; version: number }): Promise<void> {
  const found = await decidable(ctx, input)
  await decide(ctx, found, 'approved', null)
  if (found.entityId) return moveOrganisation(ctx, found.entityId, 'active', null)
  const account = (await accountById(ctx.tx, found.accountId!)) ?? refuse('eid.account-not-found')
  if (account.state === 'registered' || account.state === 'under-review') {
    await moveAccountIf(ctx, account.accountId, ['registered', 'under-review'], 'approved', null)
    await approveAccount(ctx.tx, account.accountId, found.level!, ctx.now)
    await moveAccountIf(ctx, account.accountId, ['approved'], 'activation-pending', null)
    const until = plusSeconds(ctx.now, eidRule('activation-days', ctx.today).value * 86_400)
    await sendEnrolmentCode(ctx, (await accountById(ctx.tx, account.accountId))!, 'activation', until)
  } else await approveAccount(ctx.tx, account.accountId, found.level!, ctx.now)
}

/** Approves all full matches at once: only people who stood at a desk, with card and face in order. Returns how many. */
export async function approveFullMatches(ctx: Ctx): Promise<number> {
  const me = officer(ctx)
  let done = 0
  for (const each of await readCases(ctx)) {
    if (!isFullMatch(each) || each.takenBy === me.personId || isAbout(each, me.personId)) continue
    await approveCase(ctx, each)
    done++
  }
  return done
}

/** Refuses a request with a reason that is told to the person as it stands. */
export async function rejectCase(ctx: Ctx, input: { caseId: string; version: number; reason: string }): Promise<void> {
  const found = await decidable(ctx, input)
  const reason = input.reason.trim()
  refuseUnless(reason.length >= 5, 'eid.reason-needed', { field: 'reason' })
  await decide(ctx, found, 'rejected', reason.slice(0, 500))
  if (found.entityId) return moveOrganisation(ctx, found.entityId, 'rejected', reason.slice(0, 500))
  await moveAccountIf(ctx, found.accountId!, ['registered', 'under-review'], 'rejected', reason.slice(0, 500))
}

async function decidable(ctx: Ctx, input: { caseId: string; version: number }): Promise<EidCase> {
  const found = (await caseById(ctx.tx, input.caseId)) ?? refuse('eid.case-unknown')
  allow(ctx, 'eid.decide-case', { area: placeOf(found) })
  const me = officer(ctx).personId
  refuseUnless(found.takenBy !== me, 'eid.own-intake')
  refuseUnless(!isAbout(found, me), 'eid.own-case')
  refuseUnless(found.version === input.version && (found.state === 'registered' || found.state === 'under-review'), 'eid.changed-meanwhile')
  return found
}

async function decide(ctx: Ctx, found: EidCase, to: 'approved' | 'rejected', reason: string | null): Promise<void> {
  refuseUnless(await moveCase(ctx.tx, found, to, { by: officer(ctx).personId, at: ctx.now, reason }), 'eid.changed-meanwhile')
  ctx.publish('eid.case-decided', { caseId: found.caseId, personId: found.personId, accountId: found.accountId, level: found.level, decision: to, reason }, { subject: found.personId })
}

async function moveOrganisation(ctx: Ctx, entityId: string, to: 'active' | 'rejected', reason: string | null): Promise<void> {
  const before = await organisationAccount(ctx.tx, entityId)
  await moveOrganisationAccount(ctx.tx, entityId, to, ctx.now)
  await writeOrganisationEvent(ctx, { entityId, from: before?.state ?? null, to, reason, document: null })
}

/** Nothing happens when the account is in another state: a higher level asked for an active account moves no state. */
async function moveAccountIf(ctx: Ctx, accountId: string, from: readonly string[], to: 'under-review' | 'approved' | 'activation-pending' | 'rejected', reason: string | null): Promise<void> {
  const account = (await accountById(ctx.tx, accountId)) ?? refuse('eid.account-not-found')
  if (!from.includes(account.state)) return
  refuseUnless(await moveAccount(ctx.tx, account, to, ctx.actor, ctx.now, reason), 'eid.changed-meanwhile')
}

/** Nobody decides about an account of their own, of a child they represent or of an organisation they stand for. */
const isAbout = (each: EidCase, personId: string): boolean => each.personId === personId || each.representativeId === personId

/** A case belongs to the desk that took it; one asked for from home to the desk where the person lives. */
const placeOf = (each: EidCase): string | null => each.intakeArea ?? each.residenceArea

function officer(ctx: Ctx): OfficerActor {
  return ctx.actor.kind === 'officer' ? ctx.actor : refuse('eid.case-unknown')
}
