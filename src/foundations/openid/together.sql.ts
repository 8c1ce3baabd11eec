/** What the library asks for one after the other within a request, read in one statement: every question less is a turn less between two processes. */
import { sql, type Instant, type Query, type Tx } from '../../platform/index.ts'
import type { ClientInForce } from './clients.sql.ts'
import { inForceOf } from './clients.sql.ts'
import { consentColumns, type Consent } from './consent.sql.ts'
import { bytes, payloadColumns, type StoredPayload } from './payload.sql.ts'
import type { Environment } from './request-scope.ts'

/** The models of an environment that hang together. */
export interface Models {
  readonly environment: Environment
  readonly grant: string
  readonly session: string
}

/** A token or code with everything it stands on. */
export interface TokenTogether extends StoredPayload {
  readonly grantId: string | null
  readonly grant: StoredPayload['payload'] | null
  readonly sessionUid: string | null
  readonly session: StoredPayload['payload'] | null
  readonly sessionSealedId: Uint8Array | null
  readonly client: ClientInForce | null
}

const clientJson = (environment: Environment, clientId: Query): Query =>
  sql`(select json_build_object('inForce', c.in_force, 'organisationId', c.organisation_id, 'organisationName', o.name, 'licence', o.licence, 'environment', c.environment) ${inForceOf(environment, clientId)})`

/** A token or code, the grant it was issued under, the session it ends with, and its client where that is in force. */
export const tokenTogether = (tx: Tx, { environment, grant, session }: Models, model: string, idHash: Uint8Array) =>
  tx.maybe<TokenTogether>(sql`
    select ${payloadColumns('p')}, p.grant_id as "grantId", g.payload as "grant", p.payload->>'sessionUid' as "sessionUid", s.payload as "session", s.sealed_id as "sessionSealedId",
      ${clientJson(environment, sql`p.payload->>'clientId'`)} as client
    from openid_payload p
    left join openid_payload g on g.model = ${grant} and g.id_hash = sha256(convert_to(p.grant_id, 'UTF8'))
    left join openid_payload s on s.model = ${session} and s.uid = p.payload->>'sessionUid'
    where p.model = ${model} and p.id_hash = ${bytes(idHash)}`)

/** A request that waits for a person, with who asks. */
export const interactionTogether = (tx: Tx, environment: Environment, model: string, idHash: Uint8Array) =>
  tx.maybe<StoredPayload & { readonly client: ClientInForce | null }>(sql`
    select ${payloadColumns('p')}, ${clientJson(environment, sql`p.payload->'params'->>'client_id'`)} as client
    from openid_payload p where p.model = ${model} and p.id_hash = ${bytes(idHash)}`)

/** What a person agreed to for a purpose and stands, with the grant that is its shadow in the library. */
export const consentTogether = (tx: Tx, grantModel: string, { accountId, clientId, purpose, at }: { readonly accountId: string; readonly clientId: string; readonly purpose: string; readonly at: Instant }) =>
  tx.maybe<Consent & { readonly grant: StoredPayload['payload'] | null }>(sql`
    select ${consentColumns('t')}, g.payload as "grant" from openid_consent t left join openid_payload g on g.model = ${grantModel} and g.id_hash = sha256(convert_to(t.grant_id, 'UTF8'))
    where t.account_id = ${accountId} and t.client_id = ${clientId} and t.purpose = ${purpose} and t.withdrawn_at is null and t.expires_at > ${at}`)
