import { sql, type Instant, type Query, type Tx } from '../../platform/index.ts'
import type { Client, ClientSettings, ClientState, RelyingOrganisation } from './client.ts'
import type { Environment } from './request-scope.ts'

const client = sql`c.client_id as "clientId", c.organisation_id as "organisationId", c.environment, c.state, c.version, c.settings, c.in_force as "inForce", c.created_at as "createdAt", c.submitted_at as "submittedAt"`
const organisation = sql`o.organisation_id as "organisationId", o.name, o.business_number as "businessNumber", o.kind, o.licence, o.contact_name as "contactName", o.contact_email as "contactEmail", o.data_officer as "dataOfficer", o.verified_at as "verifiedAt"`

export type ClientInForce = { inForce: ClientSettings; organisationId: string; organisationName: string; licence: string | null; environment: Environment }

/** What the provider goes by: nothing for a client that is not in force. */
export const inForceOf = (environment: Environment, clientId: Query) => sql`
    from openid_client c join openid_organisation o using (organisation_id)
    where c.client_id = ${clientId} and c.environment = ${environment} and c.in_force is not null and c.state <> 'suspended'
      and (c.in_force->>'agreementUntil' is null or c.in_force->>'agreementUntil' >= to_char(now() at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'))`

export const clientInForce = (tx: Tx, environment: Environment, clientId: string) =>
  tx.maybe<ClientInForce>(sql`select c.in_force as "inForce", c.organisation_id as "organisationId", o.name as "organisationName", o.licence, c.environment ${inForceOf(environment, sql`${clientId}`)}`)

export const findClient = (tx: Tx, clientId: string) => tx.maybe<Client>(sql`select ${client} from openid_client c where c.client_id = ${clientId}`)
export const lockClient = (tx: Tx, clientId: string) => tx.maybe<Client>(sql`select ${client} from openid_client c where c.client_id = ${clientId} for update`)
export const clientsOfOrganisation = (tx: Tx, organisationId: string) => tx.many<Client>(sql`select ${client} from openid_client c where c.organisation_id = ${organisationId} order by c.created_at`)
export const clientsWaiting = (tx: Tx) =>
  tx.many<Client & { organisationName: string }>(sql`select ${client}, o.name as "organisationName" from openid_client c join openid_organisation o using (organisation_id) where c.state = 'waiting' order by c.submitted_at`)
export const clientsLive = (tx: Tx) =>
  tx.many<Client & { organisationName: string }>(sql`select ${client}, o.name as "organisationName" from openid_client c join openid_organisation o using (organisation_id) where c.environment = 'live' and c.in_force is not null order by o.name`)

export const insertClient = (tx: Tx, row: { clientId: string; organisationId: string; environment: Environment; state: ClientState; settings: ClientSettings; inForce: ClientSettings | null; by: string; at: Instant }) =>
  tx.run(sql`
    insert into openid_client (client_id, organisation_id, environment, state, settings, in_force, created_by, created_at)
    values (${row.clientId}, ${row.organisationId}, ${row.environment}, ${row.state}, ${sql.json(row.settings)}, ${row.inForce && sql.json(row.inForce)}, ${row.by}, ${row.at})`)

/** False when somebody else has changed the client meanwhile. */
export const updateClient = async (tx: Tx, before: Client, after: { state: ClientState; settings: ClientSettings; inForce: ClientSettings | null; submittedAt: Instant | null }): Promise<boolean> =>
  (await tx.run(sql`
    update openid_client set state = ${after.state}, settings = ${sql.json(after.settings)}, in_force = ${after.inForce && sql.json(after.inForce)}, submitted_at = ${after.submittedAt}, version = version + 1
    where client_id = ${before.clientId} and version = ${before.version}`)) === 1

export interface Decision {
  readonly clientId: string
  readonly version: number
  readonly decidedBy: string
  readonly approved: boolean
  readonly reason: string
  readonly settingsHash: string
  readonly at: Instant
}

export const insertDecision = async (tx: Tx, row: Decision): Promise<boolean> =>
  (await tx.run(sql`
    insert into openid_decision (client_id, version, decided_by, approved, reason, settings_hash, at)
    values (${row.clientId}, ${row.version}, ${row.decidedBy}, ${row.approved}, ${row.reason}, ${row.settingsHash}, ${row.at}) on conflict do nothing`)) === 1

export const decisionsOn = (tx: Tx, clientId: string) =>
  tx.many<Decision>(sql`select client_id as "clientId", version, decided_by as "decidedBy", approved, reason, settings_hash as "settingsHash", at from openid_decision where client_id = ${clientId} order by at desc`)

/** The state alone: what was approved stays what it was. A new version: whoever edits or submits what was read before meets it. */
export const setClientState = (tx: Tx, clientId: string, state: ClientState) => tx.run(sql`update openid_client set state = ${state}, version = version + 1 where client_id = ${clientId}`)
export const putInForce = (tx: Tx, clientId: string, settings: ClientSettings) => tx.run(sql`update openid_client set state = 'approved', in_force = ${sql.json(settings)}, version = version + 1 where client_id = ${clientId}`)

export const insertOrganisation = (tx: Tx, row: RelyingOrganisation & { by: string; at: Instant }) =>
  tx.run(sql`
    insert into openid_organisation (organisation_id, name, business_number, kind, licence, contact_name, contact_email, data_officer, verified_at, created_by, created_at)
    values (${row.organisationId}, ${row.name}, ${row.businessNumber}, ${row.kind}, ${row.licence}, ${row.contactName}, ${row.contactEmail}, ${row.dataOfficer}, ${row.verifiedAt}, ${row.by}, ${row.at})`)

export const findOrganisation = (tx: Tx, organisationId: string) => tx.maybe<RelyingOrganisation>(sql`select ${organisation} from openid_organisation o where o.organisation_id = ${organisationId}`)
export const organisationsOf = (tx: Tx, accountId: string) =>
  tx.many<RelyingOrganisation>(sql`select ${organisation} from openid_organisation o join openid_member m using (organisation_id) where m.account_id = ${accountId} and m.left_at is null order by o.name`)
export const verifiedWithNumber = (tx: Tx, businessNumber: string) => tx.maybe<{ organisationId: string }>(sql`select organisation_id as "organisationId" from openid_organisation where business_number = ${businessNumber} and verified_at is not null`)
/** Decisions about organisations of one number go one after the other: the second one sees what the first one verified. Held until commit. */
export const lockNumber = (tx: Tx, businessNumber: string) => tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`openid business number ${businessNumber}`}, 0))`)
export const verifyOrganisation = (tx: Tx, organisationId: string, at: Instant) => tx.run(sql`update openid_organisation set verified_at = ${at} where organisation_id = ${organisationId} and verified_at is null`)

export const isMember = async (tx: Tx, organisationId: string, personId: string): Promise<boolean> =>
  (await tx.maybe(sql`select 1 from openid_member where organisation_id = ${organisationId} and person_id = ${personId} and left_at is null`)) !== undefined

export interface StoredPaper { readonly paperId: string; readonly fileHash: string; readonly name: string; readonly addedAt: Instant }
export const papersOf = (tx: Tx, clientId: string) => tx.many<StoredPaper>(sql`select paper_id as "paperId", file_hash as "fileHash", name, added_at as "addedAt" from openid_paper where client_id = ${clientId} order by added_at`)
export const insertPaper = (tx: Tx, row: { paperId: string; clientId: string; fileHash: string; name: string; by: string; at: Instant }) =>
  tx.run(sql`insert into openid_paper (paper_id, client_id, file_hash, name, added_by, added_at) values (${row.paperId}, ${row.clientId}, ${row.fileHash}, ${row.name}, ${row.by}, ${row.at})`)
