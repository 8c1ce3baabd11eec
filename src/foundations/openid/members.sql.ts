import { sql, type Instant, type Tx } from '../../platform/index.ts'

export interface Member {
  readonly personId: string
  readonly name: string | null
  readonly joinedAt: Instant
}

export const membersOf = (tx: Tx, organisationId: string) =>
  tx.many<Member>(sql`select person_id as "personId", name, joined_at as "joinedAt" from openid_member where organisation_id = ${organisationId} and left_at is null order by joined_at, account_id`)

/** All of them, held until commit: two who leave do not leave nobody behind. */
export const lockMembers = (tx: Tx, organisationId: string) =>
  tx.many<Member>(sql`select person_id as "personId", name, joined_at as "joinedAt" from openid_member where organisation_id = ${organisationId} and left_at is null order by account_id for update`)

/** Also for who left and comes back. */
export const insertMember = (tx: Tx, row: { organisationId: string; accountId: string; personId: string; name: string; at: Instant }) =>
  tx.run(sql`
    insert into openid_member (organisation_id, account_id, person_id, name, joined_at) values (${row.organisationId}, ${row.accountId}, ${row.personId}, ${row.name}, ${row.at})
    on conflict (organisation_id, account_id) do update set joined_at = excluded.joined_at, name = excluded.name, left_at = null where openid_member.left_at is not null`)

export const endMembershipRow = async (tx: Tx, organisationId: string, personId: string, at: Instant): Promise<boolean> =>
  (await tx.run(sql`update openid_member set left_at = ${at} where organisation_id = ${organisationId} and person_id = ${personId} and left_at is null`)) >= 1

const bytes = (value: Uint8Array) => Buffer.from(value.buffer, value.byteOffset, value.byteLength)

export const insertInvitation = (tx: Tx, row: { invitationId: string; organisationId: string; secretHash: Uint8Array; by: string; at: Instant; expiresAt: Instant }) =>
  tx.run(sql`
    insert into openid_invitation (invitation_id, organisation_id, secret_hash, made_by, made_at, expires_at)
    values (${row.invitationId}, ${row.organisationId}, ${bytes(row.secretHash)}, ${row.by}, ${row.at}, ${row.expiresAt})`)

export const openInvitations = async (tx: Tx, organisationId: string, at: Instant): Promise<number> =>
  (await tx.one<{ n: number }>(sql`select count(*)::int as n from openid_invitation where organisation_id = ${organisationId} and used_at is null and expires_at > ${at}`)).n

/** Ends what was handed out by somebody who leaves. */
export const endInvitationsBy = (tx: Tx, organisationId: string, personId: string, at: Instant) =>
  tx.run(sql`update openid_invitation set expires_at = ${at} where organisation_id = ${organisationId} and made_by = ${personId} and used_at is null and expires_at > ${at}`)

/** The organisation, for exactly one of any number who use a code at the same moment. */
export const useInvitation = (tx: Tx, secretHash: Uint8Array, by: string, at: Instant) =>
  tx.maybe<{ organisationId: string }>(sql`
    update openid_invitation set used_by = ${by}, used_at = ${at} where secret_hash = ${bytes(secretHash)} and used_at is null and expires_at > ${at} returning organisation_id as "organisationId"`)
