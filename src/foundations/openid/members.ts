import { randomInt } from 'node:crypto'
import { newId } from '../../kernel/ids.ts'
import { allow, keys, plusSeconds, type CitizenActor, type Ctx, type Instant } from '../../platform/index.ts'
import { findUsableAccount } from '../eid/index.ts'
import type { RelyingOrganisation } from './client.ts'
import { ownOrganisation } from './edit-client.ts'
import { endInvitationsBy, endMembershipRow, insertInvitation, insertMember, lockMembers, membersOf, openInvitations, useInvitation, type Member } from './members.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** How long an invitation holds, and how many may wait at once: our own rules. */
const invitationDays = 7
const mostInvitations = 5

/** who works for an organisation in the console. */
export async function organisationMembers(ctx: Ctx, organisationId: string): Promise<{ organisation: RelyingOrganisation; members: Member[]; invitations: number }> {
  const organisation = await ownOrganisation(ctx, organisationId)
  return { organisation, members: await membersOf(ctx.tx, organisationId), invitations: await openInvitations(ctx.tx, organisationId, ctx.now) }
}

/** A code for one colleague, said or sent by whoever invites. Returned once: kept as a keyed hash. */
export async function inviteMember(ctx: Ctx, organisationId: string): Promise<{ code: string; until: Instant }> {
  allow(ctx, 'openid.register-organisation')
  await ownOrganisation(ctx, organisationId)
  // One after the other, so that many at once are counted.
  await lockMembers(ctx.tx, organisationId)
  refuseUnless((await openInvitations(ctx.tx, organisationId, ctx.now)) < mostInvitations, 'openid.too-many-invitations')
  const code = Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')
  const until = plusSeconds(ctx.now, invitationDays * 86_400)
  await insertInvitation(ctx.tx, { invitationId: newId(), organisationId, secretHash: hashOf(code), by: (ctx.actor as CitizenActor).personId, at: ctx.now, expiresAt: until })
  return { code: code.match(/.{4}/g)!.join('-'), until }
}

/** Whoever has the code and an e-ID of level 2 works for the organisation from now on. Refuses a code that was used, has ended or never was, in one sentence. */
export async function joinOrganisation(ctx: Ctx, code: string): Promise<string> {
  allow(ctx, 'openid.register-organisation')
  const me = ctx.actor as CitizenActor
  const found = (await useInvitation(ctx.tx, hashOf(code.toUpperCase().replace(/[\s.-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')), me.personId, ctx.now)) ?? refuse('openid.invitation-ended', { field: 'code' })
  await insertMember(ctx.tx, { organisationId: found.organisationId, accountId: me.accountId, personId: me.personId, name: await nameOf(ctx, me.accountId), at: ctx.now })
  return found.organisationId
}

/** Out at this commit: one leaves, or is taken out by a colleague. Their open invitations end too. The last one stays. */
export async function endMembership(ctx: Ctx, input: { organisationId: string; personId: string }): Promise<void> {
  allow(ctx, 'openid.console')
  await ownOrganisation(ctx, input.organisationId)
  const members = await lockMembers(ctx.tx, input.organisationId)
  refuseUnless(members.some(({ personId }) => personId === input.personId) && members.some(({ personId }) => personId === (ctx.actor as CitizenActor).personId), 'openid.member-unknown')
  refuseUnless(new Set(members.map(({ personId }) => personId)).size > 1, 'openid.last-member')
  await endMembershipRow(ctx.tx, input.organisationId, input.personId, ctx.now)
  await endInvitationsBy(ctx.tx, input.organisationId, input.personId, ctx.now)
}

/** The name a member is known by among colleagues: their own, on joining. */
const nameOf = async (ctx: Ctx, accountId: string): Promise<string> => (await findUsableAccount(ctx.tx, accountId, ctx.today))?.displayName ?? ''

/** Without letters that look like digits: read out, typed. Sixteen of them are eighty bits. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const hashOf = (code: string): Uint8Array => keys().hmac('one-time-code', `openid invitation:${code}`)
