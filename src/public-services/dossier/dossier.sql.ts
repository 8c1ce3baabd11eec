import { newId } from '../../kernel/ids.ts'
import { sql, type Instant, type PlainDate, type Tx } from '../../platform/index.ts'
import type { DossierEvent, DossierRow, LaneRow } from './dossier.ts'

const dossierColumns = sql`dossier_id as "dossierId", code, service_code as "serviceCode", procedure_hash as "procedureHash", channel, filing_mode as "filingMode",
  applicant_id as "applicantId", requester_id as "requesterId", submitter_id as "submitterId", helper_id as "helperId", subjects, receiving_unit as "receivingUnit", area,
  submitted_at as "submittedAt", due_on as "dueOn", status, answers, snapshot, ended_at as "endedAt", version`

const laneColumns = sql`l.lane_id as "laneId", l.dossier_id as "dossierId", l.lane, l.procedure_code as "procedureCode", l.mandatory, l.organisation_id as "organisationId", l.area, l.state,
  l.national_status as "nationalStatus", l.outcome, l.state_since as "stateSince", l.state_due as "stateDue", l.started_at as "startedAt", l.due_at as "dueAt", l.pauses,
  l.requests, l.request, l.checked, l.claimed_by as "claimedBy", l.claimed_at as "claimedAt", l.result, l.ended_at as "endedAt", l.version`

// ---- published procedures

export const insertVersion = (tx: Tx, row: { hash: string; code: string; name: string; evaluatorVersion: number; canonical: string; at: Instant }) =>
  tx.run(sql`
    insert into procedure_version (hash, code, name, evaluator_version, canonical, published_at)
    values (${row.hash}, ${row.code}, ${row.name}, ${row.evaluatorVersion}, ${row.canonical}::jsonb, ${row.at}) on conflict (hash) do nothing`)

export const versionByHash = (tx: Tx, hash: string) => tx.maybe<{ canonical: unknown }>(sql`select canonical from procedure_version where hash = ${hash}`)

// ---- drafts

export interface DraftRow {
  draftId: string
  ownerId: string
  serviceCode: string
  procedureHash: string
  answers: Record<string, string>
  confirmed: Record<string, string>
  startedAt: Instant
  updatedAt: Instant
  expiresAt: Instant
  dossierId: string | null
  version: number
  /** Set while a desk types for the owner: who, where, and until when that desk may open it. */
  helperId: string | null
  helperOrganisation: string | null
  helpedUntil: Instant | null
  /** Set where somebody types for the owner online, who has a right to act for them. */
  actorId: string | null
}
const draftColumns = sql`draft_id as "draftId", owner_id as "ownerId", service_code as "serviceCode", procedure_hash as "procedureHash", answers, confirmed,
  started_at as "startedAt", updated_at as "updatedAt", expires_at as "expiresAt", dossier_id as "dossierId", version,
  helper_id as "helperId", helper_organisation as "helperOrganisation", helped_until as "helpedUntil", actor_id as "actorId"`

/** The open draft of this person for this service: made when there is none. Two devices starting at once get the same one. */
export async function ensureDraft(tx: Tx, row: { draftId: string; ownerId: string; serviceCode: string; procedureHash: string; answers: object; at: Instant; expiresAt: Instant }): Promise<DraftRow> {
  await tx.run(sql`
    insert into draft (draft_id, owner_id, service_code, procedure_hash, answers, started_at, updated_at, expires_at)
    values (${row.draftId}, ${row.ownerId}, ${row.serviceCode}, ${row.procedureHash}, ${sql.json(row.answers)}, ${row.at}, ${row.at}, ${row.expiresAt})
    on conflict (owner_id, service_code) where dossier_id is null and helper_id is null and actor_id is null do nothing`)
  return tx.one<DraftRow>(sql`select ${draftColumns} from draft where owner_id = ${row.ownerId} and service_code = ${row.serviceCode} and dossier_id is null and helper_id is null and actor_id is null`)
}

/** The open draft that this one types for that person online: made when there is none. */
export async function ensureActedDraft(tx: Tx, row: { draftId: string; ownerId: string; actorId: string; serviceCode: string; procedureHash: string; at: Instant; expiresAt: Instant }): Promise<DraftRow> {
  await tx.run(sql`
    insert into draft (draft_id, owner_id, actor_id, service_code, procedure_hash, answers, started_at, updated_at, expires_at)
    values (${row.draftId}, ${row.ownerId}, ${row.actorId}, ${row.serviceCode}, ${row.procedureHash}, '{}', ${row.at}, ${row.at}, ${row.expiresAt})
    on conflict (owner_id, service_code, actor_id) where dossier_id is null and actor_id is not null do nothing`)
  return tx.one<DraftRow>(sql`select ${draftColumns} from draft where owner_id = ${row.ownerId} and service_code = ${row.serviceCode} and actor_id = ${row.actorId} and dossier_id is null`)
}

/** The open draft a desk types for this person: made when there is none, else taken over by the desk where the person stands now. */
export const ensureHelpedDraft = (tx: Tx, row: { draftId: string; ownerId: string; serviceCode: string; procedureHash: string; at: Instant; expiresAt: Instant; helperId: string; helperOrganisation: string; helpedUntil: Instant }) =>
  tx.one<DraftRow>(sql`
    insert into draft (draft_id, owner_id, service_code, procedure_hash, answers, started_at, updated_at, expires_at, helper_id, helper_organisation, helped_until)
    values (${row.draftId}, ${row.ownerId}, ${row.serviceCode}, ${row.procedureHash}, '{}', ${row.at}, ${row.at}, ${row.expiresAt}, ${row.helperId}, ${row.helperOrganisation}, ${row.helpedUntil})
    on conflict (owner_id, service_code) where dossier_id is null and helper_id is not null
    do update set helper_id = excluded.helper_id, helper_organisation = excluded.helper_organisation, helped_until = excluded.helped_until, expires_at = excluded.expires_at, version = draft.version + 1
    returning ${draftColumns}`)

export const endHelpRows = (tx: Tx, ownerId: string, organisationId: string, at: Instant) =>
  tx.run(sql`update draft set helped_until = ${at} where owner_id = ${ownerId} and helper_organisation = ${organisationId} and dossier_id is null and helped_until > ${at}`)

export const draftById = (tx: Tx, draftId: string, lock = false) => tx.maybe<DraftRow>(sql`select ${draftColumns} from draft where draft_id = ${draftId} ${lock ? sql`for update` : sql.empty}`)

export const draftsOf = (tx: Tx, ownerId: string, now: Instant) =>
  tx.many<DraftRow>(sql`select ${draftColumns} from draft where owner_id = ${ownerId} and dossier_id is null and expires_at > ${now} order by updated_at desc`)

/** Leaves with the commit: when the same press also files the draft, there is nothing left to keep. */
export const mergeDraft = (tx: Tx, draftId: string, answers: object, confirmed: object, at: Instant, expiresAt: Instant): void =>
  tx.last(sql`
    update draft set answers = answers || ${sql.json(answers)}::jsonb, confirmed = confirmed || ${sql.json(confirmed)}::jsonb, updated_at = ${at}, expires_at = ${expiresAt}, version = version + 1
    where draft_id = ${draftId} and dossier_id is null`)

/** A draft goes on with the text of the service that is in force now; answers of questions it no longer has are dropped at filing. */
export const moveDraft = (tx: Tx, draftId: string, procedureHash: string) => tx.run(sql`update draft set procedure_hash = ${procedureHash}, version = version + 1 where draft_id = ${draftId} and dossier_id is null`)

/** Deletes an open draft and takes its papers out of sight. */
export async function deleteDraft(tx: Tx, draftId: string, at: Instant): Promise<void> {
  await tx.run(sql`update dossier_paper set removed_at = ${at} where draft_id = ${draftId} and dossier_id is null and removed_at is null`)
  await tx.run(sql`delete from draft where draft_id = ${draftId} and dossier_id is null`)
}

export const actedDraftsOf = (tx: Tx, ownerId: string, actorId: string, now: Instant) =>
  tx.many<DraftRow>(sql`select ${draftColumns} from draft where owner_id = ${ownerId} and actor_id = ${actorId} and dossier_id is null and expires_at > ${now} order by updated_at desc`)

export const expiredDrafts = (tx: Tx, now: Instant, limit: number) =>
  tx.many<{ draftId: string }>(sql`select draft_id as "draftId" from draft where dossier_id is null and expires_at <= ${now} order by expires_at limit ${limit} for update skip locked`)

// ---- papers

export interface PaperRow {
  paperId: string
  item: string
  fileHash: string
  fileName: string
  mediaType: string
  size: number
  pages: number
  quality: Record<string, unknown>
  addedAt: Instant
}
const paperColumns = sql`paper_id as "paperId", item, file_hash as "fileHash", file_name as "fileName", media_type as "mediaType", size, pages, quality, added_at as "addedAt"`

export async function insertPaper(tx: Tx, row: Omit<PaperRow, 'paperId'> & { draftId: string | null; dossierId: string | null }): Promise<string> {
  const id = newId()
  await tx.run(sql`
    insert into dossier_paper (paper_id, draft_id, dossier_id, item, file_hash, file_name, media_type, size, pages, quality, added_at)
    values (${id}, ${row.draftId}, ${row.dossierId}, ${row.item}, ${row.fileHash}, ${row.fileName}, ${row.mediaType}, ${row.size}, ${row.pages}, ${sql.json(row.quality)}, ${row.addedAt})`)
  return id
}
export const papersOfDraft = (tx: Tx, draftId: string) => tx.many<PaperRow>(sql`select ${paperColumns} from dossier_paper where draft_id = ${draftId} and removed_at is null order by added_at`)
export const papersOfDossier = (tx: Tx, dossierId: string) => tx.many<PaperRow>(sql`select ${paperColumns} from dossier_paper where dossier_id = ${dossierId} and removed_at is null order by added_at`)
export const paperById = (tx: Tx, paperId: string) => tx.maybe<PaperRow & { draftId: string | null; dossierId: string | null }>(sql`select ${paperColumns}, draft_id as "draftId", dossier_id as "dossierId" from dossier_paper where paper_id = ${paperId} and removed_at is null`)
export const removePaper = (tx: Tx, paperId: string, at: Instant) => tx.run(sql`update dossier_paper set removed_at = ${at} where paper_id = ${paperId} and dossier_id is null and removed_at is null`)

// ---- dossiers

/** Gives back the number just taken, while its row is still held: the filing turned out to be made already. */
export const giveNumberBack = (tx: Tx, unitCode: string, day: PlainDate) => tx.run(sql`update dossier_sequence set last = last - 1 where unit_code = ${unitCode} and day = ${day}`)

export const dossierByCommand = (tx: Tx, commandId: string) => tx.maybe<{ dossierId: string; code: string }>(sql`select dossier_id as "dossierId", code from dossier where command_id = ${commandId}`)

export interface NewDossier extends Omit<DossierRow, 'endedAt' | 'version' | 'code'> {
  /** What the code begins with, before its number of the day. */
  unitCode: string
  day: PlainDate
  signature: object | null
  commandId: string
  /** What it is about, where only one may run at a time: a birth notice. */
  matter: string | null
}

export type NewLane = Pick<LaneRow, 'laneId' | 'dossierId' | 'lane' | 'procedureCode' | 'mandatory' | 'organisationId' | 'area' | 'state' | 'nationalStatus' | 'stateSince' | 'stateDue' | 'startedAt' | 'dueAt'>

export interface WholeFiling {
  dossier: NewDossier
  lanes: readonly NewLane[]
  event: NewEvent
  consents: readonly Pick<ConsentRow, 'item' | 'personId' | 'says'>[]
  draftId: string
}

/**
 * Files a dossier with all that belongs to it in one statement: the next number of its unit and day (that row is held until
 * the commit, so that no number is lost or given twice), lanes, the first line of its timeline, agreements asked of others; the
 * draft is closed and its papers go over. Undefined when this command has already made a dossier, or another one about the same
 * matter runs: then only the number was taken.
 */
export const insertFiling = (tx: Tx, { dossier: d, lanes, event, consents, draftId }: WholeFiling) =>
  tx.maybe<{ code: string }>(sql`
    with number as (
      insert into dossier_sequence as s (unit_code, day, last) values (${d.unitCode}, ${d.day}, 1) on conflict (unit_code, day) do update set last = s.last + 1 returning last),
    filed as (
      insert into dossier (dossier_id, code, service_code, procedure_hash, channel, filing_mode, applicant_id, requester_id, submitter_id, helper_id, subjects, receiving_unit, area,
        submitted_at, due_on, status, answers, snapshot, signature, command_id, matter)
      select ${d.dossierId}::uuid, ${d.unitCode} || '-' || to_char(${d.day}::date, 'YYMMDD') || '-' || case when last < 10000 then lpad(last::text, 4, '0') else last::text end, ${d.serviceCode}, ${d.procedureHash}, ${d.channel}, ${d.filingMode},
        ${d.applicantId}::uuid, ${d.requesterId}::uuid, ${d.submitterId}::uuid, ${d.helperId}::uuid, ${d.subjects}::uuid[], ${d.receivingUnit}::uuid, ${d.area},
        ${d.submittedAt}::timestamptz, ${d.dueOn}::date, ${d.status}, ${sql.json(d.answers)}::jsonb, ${sql.json(d.snapshot)}::jsonb, ${sql.json(d.signature)}::jsonb, ${d.commandId}, ${d.matter}
      from number on conflict do nothing returning code),
    laned as (
      insert into dossier_lane (lane_id, dossier_id, lane, procedure_code, mandatory, organisation_id, area, state, national_status, state_since, state_due, started_at, due_at)
      select (l->>'laneId')::uuid, (l->>'dossierId')::uuid, l->>'lane', l->>'procedureCode', (l->>'mandatory')::boolean, (l->>'organisationId')::uuid, l->>'area', l->>'state',
        (l->>'nationalStatus')::smallint, (l->>'stateSince')::timestamptz, (l->>'stateDue')::timestamptz, (l->>'startedAt')::timestamptz, (l->>'dueAt')::timestamptz
      from filed, jsonb_array_elements(${sql.json(lanes)}::jsonb) l),
    told as (
      insert into dossier_event (event_id, dossier_id, lane, at, kind, actor_kind, actor_id, says, command_id, data)
      select ${newId()}::uuid, ${d.dossierId}::uuid, null, ${event.at}::timestamptz, ${event.kind}, ${event.actorKind}, ${event.actorId}::uuid, ${event.says}, ${d.commandId}, ${sql.json(event.data)}::jsonb from filed),
    asked as (
      insert into dossier_consent (consent_id, dossier_id, item, person_id, says, asked_at)
      select (c->>'consentId')::uuid, ${d.dossierId}::uuid, c->>'item', (c->>'personId')::uuid, c->>'says', ${d.submittedAt}::timestamptz
      from filed, jsonb_array_elements(${sql.json(consents.map((each) => ({ consentId: newId(), ...each })))}::jsonb) c),
    attached as (update dossier_paper p set dossier_id = ${d.dossierId}::uuid from filed where p.draft_id = ${draftId} and p.removed_at is null),
    closed as (update draft set dossier_id = ${d.dossierId}::uuid, answers = '{}', confirmed = '{}' from filed where draft_id = ${draftId} and draft.dossier_id is null)
    select code from filed`)

/** Of these matters those somebody's dossier is running about. */
export const runningMatters = async (tx: Tx, matters: readonly string[]): Promise<Set<string>> =>
  new Set((await tx.many<{ matter: string }>(sql`select matter from dossier where matter = any(${matters}::text[]) and ended_at is null`)).map((row) => row.matter))

export const dossierOfMatter = (tx: Tx, matter: string) => tx.maybe<{ dossierId: string; code: string; applicantId: string }>(sql`select dossier_id as "dossierId", code, applicant_id as "applicantId" from dossier where matter = ${matter} and ended_at is null`)

export type NewEvent = Omit<DossierEvent, 'eventId'> & { dossierId: string; actorId: string | null; commandId?: string | null }

export const insertEvents = (tx: Tx, events: readonly NewEvent[]) =>
  tx.run(sql`
    insert into dossier_event (event_id, dossier_id, lane, at, kind, from_state, to_state, actor_kind, actor_id, organisation_id, says, note, command_id, data)
    select (e->>'eventId')::uuid, (e->>'dossierId')::uuid, e->>'lane', (e->>'at')::timestamptz, e->>'kind', e->>'fromState', e->>'toState', e->>'actorKind', (e->>'actorId')::uuid,
      (e->>'organisationId')::uuid, e->>'says', e->>'note', e->>'commandId', e->'data'
    from jsonb_array_elements(${sql.json(events.map((e) => ({ eventId: newId(), ...e })))}::jsonb) e`)

export const dossierById = (tx: Tx, dossierId: string) => tx.maybe<DossierRow>(sql`select ${dossierColumns} from dossier where dossier_id = ${dossierId}`)
export const dossierByCode = (tx: Tx, code: string) => tx.maybe<DossierRow>(sql`select ${dossierColumns} from dossier where code = ${code}`)
export const dossiersOf = (tx: Tx, personId: string) => tx.many<DossierRow>(sql`select ${dossierColumns} from dossier where applicant_id = ${personId} order by submitted_at desc limit 100`)
/** What others filed for this person. */
export const filedForPerson = (tx: Tx, personId: string) =>
  tx.many<DossierRow>(sql`select ${dossierColumns} from dossier where applicant_id = ${personId} and filing_mode = 'on-behalf' order by submitted_at desc limit 100`)
export const lanesOfDossiers = (tx: Tx, ids: readonly string[]) => tx.many<LaneRow>(sql`select ${laneColumns} from dossier_lane l where l.dossier_id = any(${ids}::uuid[]) order by l.lane_id`)
export const eventsOf = (tx: Tx, dossierId: string) =>
  tx.many<DossierEvent>(sql`
    select event_id as "eventId", lane, at, kind, from_state as "fromState", to_state as "toState", actor_kind as "actorKind", organisation_id as "organisationId", says, note, data
    from dossier_event where dossier_id = ${dossierId} order by at, event_id`)

/** How many lines of this kind a part's timeline has. */
export const eventsOfKind = async (tx: Tx, dossierId: string, lane: string, kind: string): Promise<number> =>
  (await tx.one<{ n: number }>(sql`select count(*)::int as n from dossier_event where dossier_id = ${dossierId} and lane = ${lane} and kind = ${kind}`)).n

/** Did this person carry out this command on this filing before? */
export const eventOfCommand = async (tx: Tx, dossierId: string, actorId: string, commandId: string): Promise<boolean> =>
  (await tx.maybe(sql`select 1 from dossier_event where dossier_id = ${dossierId} and actor_id = ${actorId} and command_id = ${commandId} limit 1`)) !== undefined

export const laneById = (tx: Tx, laneId: string, lock = false) => tx.maybe<LaneRow>(sql`select ${laneColumns} from dossier_lane l where l.lane_id = ${laneId} ${lock ? sql`for update` : sql.empty}`)

/** All lanes of a filing, held until commit: two officers on two lanes of one filing go one after the other. */
export const lockLanes = (tx: Tx, dossierId: string) => tx.many<LaneRow>(sql`select ${laneColumns} from dossier_lane l where l.dossier_id = ${dossierId} order by l.lane_id for update`)

export type LaneMove = Pick<LaneRow, 'state' | 'nationalStatus' | 'outcome' | 'stateSince' | 'stateDue' | 'startedAt' | 'dueAt' | 'pauses' | 'requests' | 'request' | 'result' | 'endedAt' | 'checked'>

/** Moves a lane when its version is the one the mover saw. */
export async function moveLane(tx: Tx, laneId: string, version: number, to: LaneMove): Promise<boolean> {
  return (await tx.run(sql`
    update dossier_lane set state = ${to.state}, national_status = ${to.nationalStatus}, outcome = ${to.outcome}, state_since = ${to.stateSince}, state_due = ${to.stateDue},
      started_at = ${to.startedAt}, due_at = ${to.dueAt}, pauses = ${sql.json(to.pauses)}, requests = ${to.requests}, request = nullif(${sql.json(to.request)}::jsonb, 'null'::jsonb), result = nullif(${sql.json(to.result)}::jsonb, 'null'::jsonb),
      ended_at = ${to.endedAt}, checked = ${sql.json(to.checked)}, claimed_by = null, claimed_at = null, version = version + 1
    where lane_id = ${laneId} and version = ${version}`)) === 1
}

export const setChecked = (tx: Tx, laneId: string, item: string, mark: string) =>
  tx.run(sql`update dossier_lane set checked = checked || ${sql.json({ [item]: mark })}::jsonb where lane_id = ${laneId} and outcome is null`)

export const claimLaneRow = (tx: Tx, laneId: string, appointmentId: string, at: Instant) =>
  tx.run(sql`update dossier_lane set claimed_by = ${appointmentId}, claimed_at = ${at} where lane_id = ${laneId} and outcome is null`)

export const setDossierStatus = (tx: Tx, dossierId: string, status: string, dueOn: PlainDate | null, endedAt: Instant | null, moreFacts: object) =>
  tx.run(sql`
    update dossier set status = ${status}, due_on = ${dueOn}, ended_at = ${endedAt}, version = version + 1,
      snapshot = jsonb_set(snapshot, '{facts}', (snapshot->'facts') || ${sql.json(moreFacts)}::jsonb)
    where dossier_id = ${dossierId}`)

/** Corrected answers to what an officer asked, with the list entries they name; the rest stays as it was filed. */
export const setDossierAnswers = (tx: Tx, dossierId: string, answers: object, lists: object) =>
  tx.run(sql`
    update dossier set answers = answers || ${sql.json(answers)}::jsonb, snapshot = jsonb_set(snapshot, '{lists}', ${sql.json(lists)}::jsonb), version = version + 1
    where dossier_id = ${dossierId}`)

export interface QueueRow extends LaneRow {
  code: string
  serviceCode: string
  procedureHash: string
  filingMode: string
  submittedAt: Instant
}

/** Where a lane stands in which procedure text: what decides whose work it is. */
export interface Standing { procedureHash: string; lane: string; state: string }

/** The kinds of work that lie with one organisation: few, however many lanes there are. */
export const standingsOf = (tx: Tx, organisationId: string) =>
  tx.many<Standing>(sql`
    select distinct d.procedure_hash as "procedureHash", l.lane, l.state from dossier_lane l join dossier d using (dossier_id)
    where l.organisation_id = ${organisationId} and l.outcome is null`)

/** Open lanes of one organisation that stand there, oldest deadline first. */
export const queueOf = (tx: Tx, organisationId: string, standings: readonly Standing[], limit: number) =>
  tx.many<QueueRow>(sql`
    select ${laneColumns}, d.code, d.service_code as "serviceCode", d.procedure_hash as "procedureHash", d.filing_mode as "filingMode", d.submitted_at as "submittedAt"
    from dossier_lane l join dossier d using (dossier_id)
    where l.organisation_id = ${organisationId} and l.outcome is null
      and (d.procedure_hash, l.lane, l.state) in (select s->>'procedureHash', s->>'lane', s->>'state' from jsonb_array_elements(${sql.json(standings)}::jsonb) s)
    order by l.state_due nulls last, l.lane_id limit ${limit}`)

/** Lanes that wait for the citizen and whose time is over. */
export const overdueCitizenLanes = (tx: Tx, now: Instant, limit: number) =>
  tx.many<LaneRow>(sql`select ${laneColumns} from dossier_lane l where l.outcome is null and l.request is not null and l.state_due < ${now} order by l.state_due, l.lane_id limit ${limit}`)

// ---- consents of others

export interface ConsentRow {
  consentId: string
  dossierId: string
  item: string
  personId: string
  says: string
  state: 'asked' | 'agreed' | 'refused'
  askedAt: Instant
  answeredAt: Instant | null
}
const consentColumns = sql`consent_id as "consentId", dossier_id as "dossierId", item, person_id as "personId", says, state, asked_at as "askedAt", answered_at as "answeredAt"`

export const consentsOfDossier = (tx: Tx, dossierId: string) => tx.many<ConsentRow>(sql`select ${consentColumns} from dossier_consent where dossier_id = ${dossierId}`)
export const consentsAskedOf = (tx: Tx, personId: string) => tx.many<ConsentRow>(sql`select ${consentColumns} from dossier_consent c where person_id = ${personId} and state = 'asked'
  and exists (select from dossier d where d.dossier_id = c.dossier_id and d.ended_at is null) order by asked_at`)
/** Held until commit, while it may still be answered. */
export const askedConsent = (tx: Tx, consentId: string) => tx.maybe<ConsentRow>(sql`select ${consentColumns} from dossier_consent where consent_id = ${consentId} for update`)
export const answerConsentRow = (tx: Tx, consentId: string, personId: string, state: 'agreed' | 'refused', at: Instant) =>
  tx.maybe<ConsentRow>(sql`update dossier_consent set state = ${state}, answered_at = ${at} where consent_id = ${consentId} and person_id = ${personId} and state = 'asked' returning ${consentColumns}`)
