import { sql, type Instant, type PlainDate, type Tx } from '../../platform/index.ts'

export interface MandateRow {
  readonly mandateId: string
  readonly giverId: string
  readonly holderId: string
  readonly kind: 'standing' | 'dossier'
  readonly scope: readonly string[]
  readonly dossierId: string | null
  readonly from: PlainDate
  readonly until: PlainDate
}

const columns = sql`mandate_id as "mandateId", giver_id as "giverId", holder_id as "holderId", kind, scope, dossier_id as "dossierId", valid_from as "from", valid_to as "until"`
const known = sql`superseded_at is null and standing = 'confirmed'`

/** Permissions in force that this person holds. */
export const mandatesHeld = (tx: Tx, holderId: string, on: PlainDate) =>
  tx.many<MandateRow>(sql`select ${columns} from mandate where holder_id = ${holderId} and ${known} and valid_from <= ${on} and valid_to > ${on} order by valid_to`)

/** All permissions of a person, given and received, also those that have ended. */
export const mandatesOf = (tx: Tx, personId: string) =>
  tx.many<MandateRow>(sql`select ${columns} from mandate where (giver_id = ${personId} or holder_id = ${personId}) and ${known} order by valid_to desc limit 200`)

export const mandateById = (tx: Tx, mandateId: string) => tx.maybe<MandateRow>(sql`select ${columns} from mandate where mandate_id = ${mandateId} and ${known}`)

export interface EntityRow {
  readonly entityId: string
  readonly code: string
  readonly name: string
  readonly representativeId: string
  readonly area: string
}

const entity = sql`entity_id as "entityId", code, name, representative_id as "representativeId", area`

export const entitiesOf = (tx: Tx, representativeId: string, on: PlainDate) =>
  tx.many<EntityRow>(sql`select ${entity} from legal_entity where representative_id = ${representativeId} and ${known} and valid_from <= ${on} and (valid_to is null or valid_to > ${on}) order by name`)
export const entityByCode = (tx: Tx, code: string) => tx.maybe<EntityRow>(sql`select ${entity} from legal_entity where code = ${code} and ${known} and valid_to is null`)
export const entityById = (tx: Tx, entityId: string) => tx.maybe<EntityRow>(sql`select ${entity} from legal_entity where entity_id = ${entityId} and ${known} and valid_to is null`)

export interface RequestRow {
  readonly requestId: string
  readonly askerId: string
  readonly askedAs: 'giver' | 'holder'
  readonly otherId: string | null
  /** The name as the asker typed it. */
  readonly otherTyped: string
  readonly kind: 'standing' | 'dossier'
  readonly scope: readonly string[]
  readonly dossierId: string | null
  readonly until: PlainDate
  readonly state: 'open' | 'accepted' | 'refused' | 'withdrawn'
  readonly askedAt: Instant
  readonly expiresAt: Instant
}

const request = sql`request_id as "requestId", asker_id as "askerId", asked_as as "askedAs", other_id as "otherId", other_typed as "otherTyped", kind, scope, dossier_id as "dossierId", until, state,
  asked_at as "askedAt", expires_at as "expiresAt"`

export async function insertRequest(tx: Tx, row: RequestRow): Promise<boolean> {
  return (await tx.run(sql`
    insert into mandate_request (request_id, asker_id, asked_as, other_id, other_typed, kind, scope, dossier_id, until, state, asked_at, expires_at)
    values (${row.requestId}, ${row.askerId}, ${row.askedAs}, ${row.otherId}, ${row.otherTyped}, ${row.kind}, ${row.scope}, ${row.dossierId}, ${row.until}, ${row.state}, ${row.askedAt}, ${row.expiresAt})
    on conflict (request_id) do nothing`)) === 1
}

/** How many this person has sent since; the row of the person's own requests is counted, not locked: the limit is a courtesy, not a lock. */
export const requestsSince = async (tx: Tx, askerId: string, since: Instant): Promise<number> =>
  (await tx.maybe<{ n: number }>(sql`select count(*)::int as n from mandate_request where asker_id = ${askerId} and asked_at > ${since}`))?.n ?? 0

/** What waits for an answer: sent by this person, or waiting for this person. */
export const openRequestsOf = (tx: Tx, personId: string, now: Instant) =>
  tx.many<RequestRow>(sql`select ${request} from mandate_request where state = 'open' and expires_at > ${now} and (asker_id = ${personId} or other_id = ${personId}) order by asked_at desc limit 100`)

/** Answers a request: by the other side (accepted, refused) or the asker (withdrawn). Exactly one answer wins. */
export const answerRequest = (tx: Tx, requestId: string, by: 'asker_id' | 'other_id', personId: string, state: RequestRow['state'], mandateId: string | null, now: Instant) =>
  tx.maybe<RequestRow>(sql`
    update mandate_request set state = ${state}, answered_at = ${now}, mandate_id = ${mandateId}
    where request_id = ${requestId} and state = 'open' and expires_at > ${now} and ${by === 'asker_id' ? sql`asker_id` : sql`other_id`} = ${personId} returning ${request}`)
