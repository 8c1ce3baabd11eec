import { sql, type Instant, type Tx } from '../../platform/index.ts'
import type { Fact } from './facts.ts'

/** What a person allowed, with the words that were shown. */
export interface Consent {
  readonly consentId: string
  readonly accountId: string
  readonly personId: string
  readonly clientId: string
  readonly purpose: string
  readonly shown: ShownRequest
  readonly asked: readonly Fact[]
  readonly fields: readonly Fact[]
  readonly subject: string
  readonly grantId: string
  readonly givenAt: Instant
  readonly expiresAt: Instant
  readonly lastUsedAt: Instant | null
  readonly withdrawnAt: Instant | null
}

/** The request in the words the person read; no value of a fact. */
export interface ShownRequest {
  readonly client: string
  readonly organisation: string
  readonly licence: string | null
  readonly vi: string
  readonly en: string
  /** Agreements from before these were kept do not say. */
  readonly ifRefused?: string
  readonly days?: number
  readonly facts?: readonly { readonly fact: Fact; readonly why: string; readonly required: boolean }[]
}

/** Of a table that goes by this name in a statement. */
export const consentColumns = (table: 't' | 'openid_consent') => {
  const t = sql.ident(table)
  return sql`${t}.consent_id as "consentId", ${t}.account_id as "accountId", ${t}.person_id as "personId", ${t}.client_id as "clientId", ${t}.purpose, ${t}.shown, ${t}.asked, ${t}.fields, ${t}.subject,
    ${t}.grant_id as "grantId", ${t}.given_at as "givenAt", ${t}.expires_at as "expiresAt", ${t}.last_used_at as "lastUsedAt", ${t}.withdrawn_at as "withdrawnAt"`
}
const columns = consentColumns('openid_consent')

/** The agreement behind a grant, unless it was withdrawn or its time is over. */
export const consentOfGrant = (tx: Tx, grantId: string, at: Instant) =>
  tx.maybe<Consent>(sql`select ${columns} from openid_consent where grant_id = ${grantId} and withdrawn_at is null and expires_at > ${at}`)

export const consentById = (tx: Tx, consentId: string) => tx.maybe<Consent>(sql`select ${columns} from openid_consent where consent_id = ${consentId}`)

/** What somebody agreed to, for themselves or for another, and what another agreed to for them: either may take it back. */
const concerning = (me: Me) => sql`(split_part(account_id, '~', 1) = ${me.accountId} or person_id = ${me.personId})`
export interface Me { readonly accountId: string; readonly personId: string }

export const consentsConcerning = (tx: Tx, me: Me) => tx.many<Consent>(sql`select ${columns} from openid_consent where ${concerning(me)} order by withdrawn_at nulls first, given_at desc limit 200`)

/** One that stands, held until commit. */
export const lockStanding = (tx: Tx, me: Me, consentId: string) =>
  tx.maybe<Consent>(sql`select ${columns} from openid_consent where ${concerning(me)} and withdrawn_at is null and consent_id = ${consentId} for update`)

/** A new agreement takes the place of the one before it for the same purpose. */
export const endStanding = (tx: Tx, accountId: string, clientId: string, purpose: string, at: Instant) =>
  tx.many<{ grantId: string }>(sql`
    update openid_consent set withdrawn_at = ${at} where account_id = ${accountId} and client_id = ${clientId} and purpose = ${purpose} and withdrawn_at is null returning grant_id as "grantId"`)

export const insertConsent = (tx: Tx, row: Omit<Consent, 'lastUsedAt' | 'withdrawnAt'> & { receipt: string }) =>
  tx.run(sql`
    insert into openid_consent (consent_id, account_id, person_id, client_id, purpose, shown, asked, fields, subject, grant_id, given_at, expires_at, receipt)
    values (${row.consentId}, ${row.accountId}, ${row.personId}, ${row.clientId}, ${row.purpose}, ${sql.json(row.shown)}, ${[...row.asked]}, ${[...row.fields]}, ${row.subject}, ${row.grantId}, ${row.givenAt}, ${row.expiresAt}, ${row.receipt})`)

/** All that stand and were given by whoever held this account for themselves. */
export const endConsentsOfAccount = (tx: Tx, accountId: string, at: Instant) => tx.many<Consent>(sql`update openid_consent set withdrawn_at = ${at} where account_id = ${accountId} and withdrawn_at is null returning ${columns}`)

export const withdrawConsentRow = (tx: Tx, consentId: string, at: Instant) => tx.run(sql`update openid_consent set withdrawn_at = ${at} where consent_id = ${consentId} and withdrawn_at is null`)
export const shortenConsentRow = (tx: Tx, consentId: string, until: Instant) => tx.run(sql`update openid_consent set expires_at = ${until} where consent_id = ${consentId} and expires_at > ${until}`)
export const moveConsentToGrant = (tx: Tx, consentId: string, grantId: string) => tx.run(sql`update openid_consent set grant_id = ${grantId} where consent_id = ${consentId}`)
/** To the minute: no row is rewritten for every call. */
export const touchConsent = (tx: Tx, consentId: string, at: Instant) =>
  tx.last(sql`update openid_consent set last_used_at = ${at} where consent_id = ${consentId} and (last_used_at is null or last_used_at < ${at}::timestamptz - interval '1 minute')`)

/** Who signed in there for the person of this name, by an agreement that stands; whether they still may is the caller's to ask. */
export const actedSubject = (tx: Tx, clientId: string, subject: string, at: Instant) =>
  tx.maybe<{ accountId: string }>(sql`
    select account_id as "accountId" from openid_consent
    where client_id = ${clientId} and subject = ${subject} and position('~' in account_id) > 0 and withdrawn_at is null and expires_at > ${at} order by given_at desc limit 1`)

/** Whose subject this is at one relying party: the holder's own. */
export const accountOfSubject = (tx: Tx, clientId: string, subject: string) =>
  tx.maybe<{ accountId: string }>(sql`select account_id as "accountId" from openid_consent where client_id = ${clientId} and subject = ${subject} and position('~' in account_id) = 0 order by given_at desc limit 1`)

export const consentsOfClient = (tx: Tx, clientId: string, at: Instant) =>
  tx.one<{ standing: number; withdrawn: number }>(sql`
    select count(*) filter (where withdrawn_at is null and expires_at > ${at}) as standing, count(*) filter (where withdrawn_at is not null) as withdrawn from openid_consent where client_id = ${clientId}`)
