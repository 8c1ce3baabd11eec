import { newId } from '../../kernel/ids.ts'
import { sql, type Actor, type Instant, type Tx } from '../../platform/index.ts'
import type { Account, AccountKind, AccountState, AuthLevel, Factor } from './account.ts'

/** The driver sends only Buffers as bytea. */
const bytes = (value: Uint8Array) => Buffer.from(value.buffer, value.byteOffset, value.byteLength)

const account = sql`account_id as "accountId", person_id as "personId", display_name as "displayName", level, state, kind, number_key as "numberKey", representative_id as "representativeId", phone, email, version`

export const accountOfPerson = (tx: Tx, personId: string) =>
  tx.maybe<Account>(sql`select ${account} from eid_account where person_id = ${personId} and state not in ('rejected', 'cancelled')`)

/** Held until commit: what hangs on an account is changed by one after the other. */
export const lockAccountRow = (tx: Tx, accountId: string) => tx.maybe<Account>(sql`select ${account} from eid_account where account_id = ${accountId} for update`)

export const accountById = (tx: Tx, accountId: string) => tx.maybe<Account>(sql`select ${account} from eid_account where account_id = ${accountId}`)

/** The person of an account, as a part of another statement. */
export const holderOf = (accountId: string) => sql`(select person_id from eid_account where account_id = ${accountId})`

export const contactOfPerson = (tx: Tx, personId: string) =>
  tx.maybe<{ phone: string | null; email: string | null; activatedAt: Instant | null }>(sql`
    select phone, email, activated_at as "activatedAt" from eid_account where person_id = ${personId} and state <> 'cancelled' order by state = 'rejected', intake_at desc limit 1`)

export const accountByNumberKey = (tx: Tx, key: Uint8Array) =>
  tx.maybe<Account>(sql`select ${account} from eid_account where number_key = ${bytes(key)} and state not in ('rejected', 'cancelled')`)

export interface NewAccount {
  accountId: string
  personId: string
  displayName: string
  numberKey: Uint8Array
  level: 1 | 2
  state: AccountState
  kind?: AccountKind
  representativeId?: string | null
  intakeUnit: string | null
  intakeArea?: string | null
  residenceArea: string | null
  phone: string | null
  email: string | null
  at: Instant
}

/** False when the person already has an account. */
export async function insertAccount(tx: Tx, row: NewAccount): Promise<boolean> {
  const active = row.state === 'active' ? row.at : null
  const approved = row.state === 'approved' || row.state === 'activation-pending' ? row.at : active
  const inserted = await tx.run(sql`
    insert into eid_account (account_id, person_id, display_name, number_key, level, state, kind, representative_id, intake_unit, intake_area, residence_area, phone, email, intake_at, approved_at, activated_at)
    values (${row.accountId}, ${row.personId}, ${row.displayName}, ${bytes(row.numberKey)}, ${row.level}, ${row.state}, ${row.kind ?? 'citizen'}, ${row.representativeId ?? null}, ${row.intakeUnit}, ${row.intakeArea ?? null}, ${row.residenceArea}, ${row.phone}, ${row.email}, ${row.at}, ${approved}, ${active})
    on conflict do nothing`)
  return inserted === 1
}

/** Moves an account to another state when nobody else has moved it meanwhile. */
export async function moveAccount(tx: Tx, before: Account, to: AccountState, actor: Actor, at: Instant, reason: string | null): Promise<boolean> {
  const moved = await tx.run(sql`
    update eid_account set state = ${to}, version = version + 1, activated_at = case when ${to} = 'active' then coalesce(activated_at, ${at}) else activated_at end
    where account_id = ${before.accountId} and version = ${before.version}`)
  if (moved === 1) await insertAccountEvent(tx, before.accountId, before.state, to, actor, at, reason)
  return moved === 1
}

export async function insertAccountEvent(tx: Tx, accountId: string, from: AccountState | null, to: AccountState, actor: Actor, at: Instant, reason: string | null): Promise<void> {
  await tx.run(sql`
    insert into eid_account_event (event_id, account_id, at, from_state, to_state, actor, reason)
    values (${newId()}, ${accountId}, ${at}, ${from}, ${to}, ${sql.json(actor)}, ${reason})`)
}

/** Moment of approval and the level approved: a higher level for an account in use keeps its first approval. */
export const approveAccount = (tx: Tx, accountId: string, level: 1 | 2, at: Instant) =>
  tx.run(sql`update eid_account set level = greatest(level, ${level}), approved_at = coalesce(approved_at, ${at}), version = version + 1 where account_id = ${accountId}`)

/** Where the holder is reached, changed with the person present; what is not given stays. */
export const setContact = (tx: Tx, accountId: string, phone: string | null, email: string | null) =>
  tx.run(sql`update eid_account set phone = coalesce(${phone}, phone), email = coalesce(${email}, email), version = version + 1 where account_id = ${accountId}`)

/** From a representative's hands into the holder's own: nothing of where the other was reached stays. */
export const makeAccountOwn = (tx: Tx, accountId: string, phone: string, email: string | null) =>
  tx.run(sql`update eid_account set kind = 'citizen', representative_id = null, phone = ${phone}, email = ${email}, version = version + 1 where account_id = ${accountId} and kind = 'child'`)

/** From one representative's hands into another's. */
export const setRepresentative = (tx: Tx, accountId: string, representativeId: string, phone: string, email: string | null) =>
  tx.run(sql`update eid_account set representative_id = ${representativeId}, phone = ${phone}, email = ${email}, version = version + 1 where account_id = ${accountId} and kind = 'child'`)

/** Accounts that representatives opened and that somebody came in by since then. */
export const childAccountsUsed = (tx: Tx, since: Instant) => tx.many<Account>(sql`select ${account} from eid_account where kind = 'child' and last_used_at >= ${since}`)

export const setNumberKey = (tx: Tx, accountId: string, key: Uint8Array) => tx.run(sql`update eid_account set number_key = ${bytes(key)}, version = version + 1 where account_id = ${accountId}`)

export const touchAccount = (tx: Tx, accountId: string, at: Instant) => tx.last(sql`update eid_account set last_used_at = ${at} where account_id = ${accountId}`)

export interface PasskeyData {
  publicKey: string
  counter: number
  transports: string[]
  backedUp: boolean
  /** Never leaves the device it was made on; keys from before this was kept do not say. */
  bound?: boolean
}

export type AuthenticatorKind = 'passkey' | 'password' | 'totp' | 'recovery-code'

export interface Authenticator<D = unknown> {
  authenticatorId: string
  accountId: string
  kind: AuthenticatorKind
  label: string
  credentialId: string | null
  data: D
  createdAt: Instant
  lastUsedAt: Instant | null
}

const authenticator = sql`authenticator_id as "authenticatorId", account_id as "accountId", kind, label, credential_id as "credentialId", data, created_at as "createdAt", last_used_at as "lastUsedAt"`

export const authenticatorsOf = (tx: Tx, accountId: string) =>
  tx.many<Authenticator>(sql`select ${authenticator} from eid_authenticator where account_id = ${accountId} and revoked_at is null order by created_at`)

export const passwordOf = (tx: Tx, accountId: string) =>
  tx.maybe<Authenticator<{ hash: string }>>(sql`select ${authenticator} from eid_authenticator where account_id = ${accountId} and kind = 'password' and revoked_at is null`)

export const authenticatorOfKind = <D>(tx: Tx, accountId: string, kind: AuthenticatorKind) =>
  tx.maybe<Authenticator<D>>(sql`select ${authenticator} from eid_authenticator where account_id = ${accountId} and kind = ${kind} and revoked_at is null`)

export const revokeAllAuthenticators = (tx: Tx, accountId: string, at: Instant) => tx.run(sql`update eid_authenticator set revoked_at = ${at} where account_id = ${accountId} and revoked_at is null`)

export const renameAuthenticatorRow = (tx: Tx, accountId: string, id: string, label: string) =>
  tx.maybe<{ kind: string }>(sql`update eid_authenticator set label = ${label} where authenticator_id = ${id} and account_id = ${accountId} and kind = 'passkey' and revoked_at is null returning kind`)

/** Takes one step of the clock for this app, once: false when it, or a later one, was used before. */
export const useTotpStep = async (tx: Tx, id: string, step: number, at: Instant): Promise<boolean> =>
  (await tx.run(sql`update eid_authenticator set data = jsonb_set(data, '{lastStep}', to_jsonb(${step}::int)), last_used_at = ${at} where authenticator_id = ${id} and revoked_at is null and (data->>'lastStep')::int < ${step}`)) === 1

export const passkeyByCredential = (tx: Tx, credentialId: string) =>
  tx.maybe<Authenticator<PasskeyData>>(sql`select ${authenticator} from eid_authenticator where credential_id = ${credentialId} and kind = 'passkey' and revoked_at is null for update`)

/** Undefined when the credential belongs to an account already. */
export async function insertAuthenticator(tx: Tx, row: { accountId: string; kind: AuthenticatorKind; label: string; credentialId: string | null; data: unknown; at: Instant }): Promise<string | undefined> {
  const id = newId()
  const inserted = await tx.run(sql`
    insert into eid_authenticator (authenticator_id, account_id, kind, label, credential_id, data, created_at)
    values (${id}, ${row.accountId}, ${row.kind}, ${row.label}, ${row.credentialId}, ${sql.json(row.data)}, ${row.at})
    on conflict (credential_id) where credential_id is not null do nothing`)
  return inserted === 1 ? id : undefined
}

/** Leaves with the commit: the row is held since it was read. */
export const usedAuthenticator = (tx: Tx, id: string, data: unknown, at: Instant) =>
  tx.last(sql`update eid_authenticator set data = ${sql.json(data)}, last_used_at = ${at} where authenticator_id = ${id}`)

export const revokeAuthenticatorRow = (tx: Tx, accountId: string, id: string, at: Instant) =>
  tx.maybe<{ kind: string; label: string }>(sql`
    update eid_authenticator set revoked_at = ${at} where authenticator_id = ${id} and account_id = ${accountId} and revoked_at is null returning kind, label`)

export interface Challenge {
  challengeId: string
  kind: string
  accountId: string | null
  subject: Record<string, unknown>
}

export async function insertChallenge(tx: Tx, row: { kind: string; accountId: string | null; secretHash: Uint8Array; subject?: object; at: Instant; expiresAt: Instant; challengeId?: string }): Promise<string> {
  const id = row.challengeId ?? newId()
  await tx.run(sql`
    insert into eid_challenge (challenge_id, kind, account_id, secret_hash, subject, created_at, expires_at)
    values (${id}, ${row.kind}, ${row.accountId}, ${bytes(row.secretHash)}, ${sql.json(row.subject ?? {})}, ${row.at}, ${row.expiresAt})`)
  return id
}

/** Counts one try; nothing comes back when the challenge is used, expired or tried too often. */
export const tryChallenge = (tx: Tx, id: string, kind: string, at: Instant, mostTries: number) =>
  tx.maybe<Challenge & { secretHash: Uint8Array }>(sql`
    update eid_challenge set attempts = attempts + 1
    where challenge_id = ${id} and kind = ${kind} and used_at is null and expires_at > ${at} and attempts < ${mostTries}
    returning challenge_id as "challengeId", kind, account_id as "accountId", subject, secret_hash as "secretHash"`)

export interface CodeTry extends Challenge {
  readonly right: boolean
}

/**
 * Counts one try of a code and, when it is right, uses the challenge up, at once: exactly one of any number of simultaneous
 * users gets `right`. Nothing comes back when it is used, expired, tried too often, or not for this account and text.
 */
export const tryCode = (tx: Tx, id: string, kind: string, typed: Uint8Array, at: Instant, mostTries: number, only: { accountId: string; documentHash?: string } | null) =>
  tx.maybe<CodeTry>(sql`
    update eid_challenge set attempts = attempts + 1, used_at = case when secret_hash = ${bytes(typed)} then ${at}::timestamptz end
    where challenge_id = ${id} and kind = ${kind} and used_at is null and expires_at > ${at} and attempts < ${mostTries}
      ${only ? sql`and account_id = ${only.accountId}` : sql.empty} ${only?.documentHash !== undefined ? sql`and subject->>'documentHash' = ${only.documentHash}` : sql.empty}
    returning challenge_id as "challengeId", kind, account_id as "accountId", subject, used_at is not null as right`)

/** True for exactly one of any number of simultaneous users. */
export async function useChallenge(tx: Tx, id: string, at: Instant): Promise<boolean> {
  return (await tx.run(sql`update eid_challenge set used_at = ${at} where challenge_id = ${id} and used_at is null`)) === 1
}

/** A challenge that was sealed into a page, written down as it is used: false when it was used before. */
export async function insertUsedChallenge(tx: Tx, row: { challengeId: string; kind: string; at: Instant; expiresAt: Instant }): Promise<boolean> {
  return (await tx.run(sql`insert into eid_challenge (challenge_id, kind, secret_hash, attempts, created_at, expires_at, used_at) values (${row.challengeId}, ${row.kind}, '', 1, ${row.at}, ${row.expiresAt}, ${row.at}) on conflict (challenge_id) do nothing`)) === 1
}

export const enrolmentByHash = (tx: Tx, hash: Uint8Array, at: Instant) =>
  tx.maybe<Challenge>(sql`
    select challenge_id as "challengeId", kind, account_id as "accountId", subject from eid_challenge where kind = 'enrolment' and secret_hash = ${bytes(hash)} and used_at is null and expires_at > ${at}`)

/** A new code takes the place of those before it. */
export const endEnrolments = (tx: Tx, accountId: string, at: Instant) => tx.run(sql`update eid_challenge set used_at = ${at} where account_id = ${accountId} and kind = 'enrolment' and used_at is null`)

export const peekActivationLink = (tx: Tx, id: string, at: Instant) =>
  tx.maybe<Challenge & { secretHash: Uint8Array }>(sql`
    select challenge_id as "challengeId", kind, account_id as "accountId", subject, secret_hash as "secretHash" from eid_challenge
    where challenge_id = ${id} and kind = 'activation-link' and used_at is null and expires_at > ${at}`)

/** A new link takes the place of those before it. */
export const endActivationLinks = (tx: Tx, accountId: string, at: Instant) =>
  tx.run(sql`update eid_challenge set used_at = ${at} where account_id = ${accountId} and kind = 'activation-link' and used_at is null`)

interface ElsewhereRow extends Challenge { createdAt: Instant }
const elsewhere = sql`challenge_id as "challengeId", kind, account_id as "accountId", subject, created_at as "createdAt"`
const openElsewhere = (at: Instant) => sql`kind = 'sign-in-elsewhere' and used_at is null and expires_at > ${at}`

/** A browser that waits under a code, not answered yet. */
export const waitingElsewhere = (tx: Tx, hash: Uint8Array, at: Instant) =>
  tx.maybe<ElsewhereRow>(sql`select ${elsewhere} from eid_challenge where secret_hash = ${bytes(hash)} and ${openElsewhere(at)} and account_id is null`)
export const challengeElsewhere = (tx: Tx, id: string, at: Instant) => tx.maybe<ElsewhereRow>(sql`select ${elsewhere} from eid_challenge where challenge_id = ${id} and ${openElsewhere(at)}`)
/** The holder's yes, and by what they had proved who they are: one holder's, once. */
export const yesElsewhere = async (tx: Tx, id: string, accountId: string, factors: readonly Factor[], at: Instant): Promise<boolean> =>
  (await tx.run(sql`update eid_challenge set account_id = ${accountId}, subject = subject || ${sql.json({ factors })} where challenge_id = ${id} and ${openElsewhere(at)} and account_id is null`)) === 1

export const sweepChallenges = (tx: Tx, before: Instant) => tx.run(sql`delete from eid_challenge where expires_at < ${before}`)
export const sweepThrottles = (tx: Tx, before: Instant) => tx.run(sql`delete from eid_throttle where first_failure_at < ${before} and (blocked_until is null or blocked_until < ${before})`)

export const blockedUntil = (tx: Tx, key: Uint8Array, at: Instant) =>
  tx.maybe<{ until: Instant }>(sql`select blocked_until as until from eid_throttle where key = ${bytes(key)} and blocked_until > ${at}`)

/** Counts one more within the window; from the `most`-th on the key is blocked for as long again. */
export const countTowardsBlock = (tx: Tx, key: Uint8Array, at: Instant, windowStart: Instant, blockUntil: Instant, most: number) =>
  tx.maybe<{ failures: number }>(sql`
    insert into eid_throttle as t (key, failures, first_failure_at) values (${bytes(key)}, 1, ${at})
    on conflict (key) do update set
      failures = case when t.first_failure_at < ${windowStart} then 1 else t.failures + 1 end,
      first_failure_at = case when t.first_failure_at < ${windowStart} then ${at} else t.first_failure_at end,
      blocked_until = case when t.first_failure_at >= ${windowStart} and t.failures + 1 >= ${most} then ${blockUntil}::timestamptz end
    returning failures`)

export const lockKey = (tx: Tx, key: Uint8Array) => tx.run(sql`select pg_advisory_xact_lock(${Buffer.from(key).readBigInt64BE().toString()}::bigint)`)

/** False where another transaction holds it. */
export const tryLockKey = async (tx: Tx, key: Uint8Array): Promise<boolean> =>
  (await tx.maybe<{ got: boolean }>(sql`select pg_try_advisory_xact_lock(${Buffer.from(key).readBigInt64BE().toString()}::bigint) as got`))!.got

export const forgetFailures = (tx: Tx, key: Uint8Array) => tx.run(sql`delete from eid_throttle where key = ${bytes(key)}`)

export interface SessionRow {
  sessionId: string
  accountId: string
  personId: string
  authLevel: AuthLevel
  factors: Factor[]
  appointmentId: string | null
  device: string
  createdAt: Instant
  lastSeenAt: Instant
  expiresAt: Instant
  /** The last time the holder proved who they are in this session. */
  provedAt: Instant
  /** Whom the holder acts for in this session; whether they may is read again at every request. */
  actingFor: string | null
  /** Their name as it was read when the acting began. */
  actingName: string | null
}

const session = sql`s.session_id as "sessionId", s.account_id as "accountId", s.person_id as "personId", s.auth_level as "authLevel", s.factors,
  s.appointment_id as "appointmentId", s.device, s.created_at as "createdAt", s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt", s.proved_at as "provedAt", s.acting_for as "actingFor", s.acting_name as "actingName"`

/** Leaves with the commit: nobody asks for a session before its browser does. */
export function insertSession(tx: Tx, row: Omit<SessionRow, 'actingFor' | 'actingName'> & { tokenHash: string }): void {
  tx.last(sql`
    insert into eid_session (session_id, token_hash, account_id, person_id, auth_level, factors, appointment_id, device, created_at, last_seen_at, expires_at, proved_at)
    values (${row.sessionId}, ${row.tokenHash}, ${row.accountId}, ${row.personId}, ${row.authLevel}, ${row.factors}, ${row.appointmentId}, ${row.device}, ${row.createdAt}, ${row.lastSeenAt}, ${row.expiresAt}, ${row.provedAt})`)
}

export type StoredSession = SessionRow & { level: 1 | 2; state: AccountState; kind: AccountKind; numberKey: Uint8Array; representativeId: string | null; displayName: string; revokedAt: Instant | null }

/** The session of a token, also one that is over, with the account as it is now. */
export const sessionByToken = (tx: Tx, tokenHash: string) =>
  tx.maybe<StoredSession>(sql`
    select ${session}, s.revoked_at as "revokedAt", a.level, a.state, a.kind, a.number_key as "numberKey", a.representative_id as "representativeId", a.display_name as "displayName" from eid_session s join eid_account a using (account_id) where s.token_hash = ${tokenHash}`)

export const seenSession = (tx: Tx, sessionId: string, at: Instant) => tx.run(sql`update eid_session set last_seen_at = ${at} where session_id = ${sessionId} and last_seen_at < ${at}`)

export const sessionsOf = (tx: Tx, accountId: string, at: Instant) =>
  tx.many<SessionRow>(sql`select ${session} from eid_session s where s.account_id = ${accountId} and s.revoked_at is null and s.expires_at > ${at} order by s.last_seen_at desc`)

export async function revokeSessionRow(tx: Tx, accountId: string, sessionId: string, at: Instant): Promise<boolean> {
  return (await tx.run(sql`update eid_session set revoked_at = ${at} where session_id = ${sessionId} and account_id = ${accountId} and revoked_at is null`)) === 1
}

export const revokeOtherSessions = (tx: Tx, accountId: string, but: string, at: Instant) =>
  tx.run(sql`update eid_session set revoked_at = ${at} where account_id = ${accountId} and session_id <> ${but} and revoked_at is null`)

export const revokeSessionsOfPerson = (tx: Tx, personId: string, at: Instant) => tx.run(sql`update eid_session set revoked_at = ${at} where person_id = ${personId} and revoked_at is null`)

export const setSessionPost = (tx: Tx, sessionId: string, appointmentId: string | null) => tx.run(sql`update eid_session set appointment_id = ${appointmentId} where session_id = ${sessionId}`)

export const sessionById = (tx: Tx, sessionId: string) => tx.maybe<SessionRow>(sql`select ${session} from eid_session s where s.session_id = ${sessionId} and s.revoked_at is null`)

/** The holder proved again who they are, perhaps by more. */
export const raiseSession = (tx: Tx, sessionId: string, factors: readonly Factor[], level: AuthLevel, at: Instant) =>
  tx.run(sql`update eid_session set factors = ${factors}, auth_level = ${level}, proved_at = ${at} where session_id = ${sessionId}`)

export const setActingFor = (tx: Tx, sessionId: string, subjectId: string | null, name: string | null) => tx.run(sql`update eid_session set acting_for = ${subjectId}, acting_name = ${name} where session_id = ${sessionId}`)

/** Gives a challenge that was handed out before anything was looked up its account and secret; only while it is new and empty. */
export const armChallenge = (tx: Tx, challengeId: string, accountId: string, secretHash: Uint8Array) =>
  tx.run(sql`update eid_challenge set account_id = ${accountId}, secret_hash = ${bytes(secretHash)} where challenge_id = ${challengeId} and account_id is null and used_at is null`)

export const waitingRecovery = (tx: Tx, accountId: string, now: Instant) =>
  tx.maybe<{ opensAt: Instant }>(sql`select opens_at as "opensAt" from eid_recovery where account_id = ${accountId} and state = 'waiting' and ends_at > ${now}`)
export const insertRecovery = (tx: Tx, row: { recoveryId: string; accountId: string; at: Instant; opensAt: Instant; endsAt: Instant }) =>
  tx.run(sql`insert into eid_recovery (recovery_id, account_id, started_at, opens_at, ends_at, state) values (${row.recoveryId}, ${row.accountId}, ${row.at}, ${row.opensAt}, ${row.endsAt}, 'waiting')`)
export const moveRecovery = async (tx: Tx, accountId: string, to: 'done' | 'stopped'): Promise<boolean> =>
  (await tx.run(sql`update eid_recovery set state = ${to} where account_id = ${accountId} and state = 'waiting'`)) === 1

/** The newest account of a person that a death closed. */
export const closedByDeath = (tx: Tx, personId: string) =>
  tx.maybe<Account>(sql`
    select ${account} from eid_account a where person_id = ${personId} and state = 'cancelled'
      and (select reason from eid_account_event e where e.account_id = a.account_id order by at desc, event_id desc limit 1) = 'death' order by intake_at desc limit 1`)

export const accountFile = (tx: Tx, accountId: string) =>
  tx.maybe<{ accountId: string; personId: string; displayName: string; level: 1 | 2; kind: AccountKind; state: AccountState; intakeUnit: string | null; intakeArea: string | null; residenceArea: string | null; intakeAt: Instant; approvedAt: Instant | null; activatedAt: Instant | null; lastUsedAt: Instant | null; hasPhone: boolean }>(sql`
    select account_id as "accountId", person_id as "personId", display_name as "displayName", level, kind, state, intake_unit as "intakeUnit", intake_area as "intakeArea", residence_area as "residenceArea",
      intake_at as "intakeAt", approved_at as "approvedAt", activated_at as "activatedAt", last_used_at as "lastUsedAt", phone is not null as "hasPhone" from eid_account where account_id = ${accountId}`)
export const eventsOfAccount = (tx: Tx, accountId: string) =>
  tx.many<{ at: Instant; from: AccountState | null; to: AccountState; reason: string | null }>(sql`select at, from_state as "from", to_state as "to", reason from eid_account_event where account_id = ${accountId} order by at desc, event_id desc limit 100`)
