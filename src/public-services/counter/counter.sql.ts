import { sql, type Instant, type Tx } from '../../platform/index.ts'
import type { BroughtPaper, ConsentWhat } from '../dossier/index.ts'

/** The driver sends only Buffers as bytea. */
const bytes = (value: Uint8Array) => Buffer.from(value.buffer, value.byteOffset, value.byteLength)

// ---- cases

export type Reason = 'file' | 'ask' | 'hand-over' | 'not-me' | 'other'

export interface CaseRow {
  caseId: string
  organisationId: string
  officerId: string
  appointmentId: string
  personId: string
  reason: Reason
  reasonText: string | null
  foundBy: 'card-text' | 'number' | 'old-number' | 'facts'
  warnings: string[]
  openedAt: Instant
  endsAt: Instant
}
const caseColumns = sql`case_id as "caseId", organisation_id as "organisationId", officer_id as "officerId", appointment_id as "appointmentId", person_id as "personId", reason,
  reason_text as "reasonText", found_by as "foundBy", warnings, opened_at as "openedAt", ends_at as "endsAt"`

export const insertCase = (tx: Tx, row: CaseRow) =>
  tx.run(sql`
    insert into counter_case (case_id, organisation_id, officer_id, appointment_id, person_id, reason, reason_text, found_by, warnings, opened_at, ends_at)
    values (${row.caseId}, ${row.organisationId}, ${row.officerId}, ${row.appointmentId}, ${row.personId}, ${row.reason}, ${row.reasonText}, ${row.foundBy}, ${sql.json(row.warnings)}, ${row.openedAt}, ${row.endsAt})`)

export const caseById = (tx: Tx, caseId: string) => tx.maybe<CaseRow>(sql`select ${caseColumns} from counter_case where case_id = ${caseId}`)

/** The open case of this person at this desk, the newest where there are several. */
export const openCaseOf = (tx: Tx, personId: string, organisationId: string, now: Instant) =>
  tx.maybe<CaseRow>(sql`select ${caseColumns} from counter_case where person_id = ${personId} and organisation_id = ${organisationId} and ends_at > ${now} order by opened_at desc limit 1`)

/** Of these ids, the cases in which any of these people stood at a desk. */
export const casesOf = (tx: Tx, ids: readonly string[], people: readonly string[]) =>
  tx.many<Pick<CaseRow, 'caseId' | 'reason' | 'openedAt'>>(sql`select case_id as "caseId", reason, opened_at as "openedAt" from counter_case where case_id = any(${ids}::uuid[]) and person_id = any(${people}::uuid[])`)

export const openCasesOf = (tx: Tx, officerId: string, organisationId: string, now: Instant) =>
  tx.many<CaseRow>(sql`select ${caseColumns} from counter_case where officer_id = ${officerId} and organisation_id = ${organisationId} and ends_at > ${now} order by opened_at desc limit 20`)

export const endCases = (tx: Tx, personId: string, organisationId: string, at: Instant) =>
  tx.run(sql`update counter_case set ends_at = ${at} where person_id = ${personId} and organisation_id = ${organisationId} and ends_at > ${at}`)

// ---- codes

export const insertCode = (tx: Tx, row: { codeId: string; draftId: string; personId: string; documentHash: string; secretHash: Uint8Array; sentTo: string; at: Instant; expiresAt: Instant }) =>
  tx.run(sql`
    insert into counter_code (code_id, draft_id, person_id, document_hash, secret_hash, sent_to, created_at, expires_at)
    values (${row.codeId}, ${row.draftId}, ${row.personId}, ${row.documentHash}, ${bytes(row.secretHash)}, ${row.sentTo}, ${row.at}, ${row.expiresAt})`)

/** Codes sent to this person since then; held until commit, so that two desks do not both find room for one more. */
export async function codesSentSince(tx: Tx, personId: string, since: Instant): Promise<number> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`counter-code:${personId}`}, 0))`)
  return (await tx.one<{ n: number }>(sql`select count(*)::int as n from counter_code where person_id = ${personId} and created_at > ${since}`)).n
}

export interface CodeRow { codeId: string; sentTo: string; right: boolean }

/** Counts one try and, when it is right, uses the code up. Nothing comes back when it is used, too old, tried too often, or was sent for other answers. */
export const tryCode = (tx: Tx, row: { codeId: string; draftId: string; personId: string; documentHash: string; typed: Uint8Array; at: Instant; mostTries: number }) =>
  tx.maybe<CodeRow>(sql`
    update counter_code set attempts = attempts + 1, used_at = case when secret_hash = ${bytes(row.typed)} then ${row.at}::timestamptz end
    where code_id = ${row.codeId} and draft_id = ${row.draftId} and person_id = ${row.personId} and document_hash = ${row.documentHash}
      and used_at is null and expires_at > ${row.at} and attempts < ${row.mostTries}
    returning code_id as "codeId", sent_to as "sentTo", used_at is not null as right`)

// ---- consents

export type ConsentMethod = 'phone-code' | 'signature' | 'thumbprint'

export interface ConsentRecord {
  consentId: string
  what: ConsentWhat
  /** The draft, the answer at the desk, the agreement asked for, or the dossier to take back. */
  draftId: string
  personId: string
  serviceCode: string
  documentHash: string
  method: ConsentMethod
  scriptVersion: number
  script: string
  officerId: string
  appointmentId: string
  organisationId: string
  witnessId: string | null
  /** By method: where the code went; or the code of the slip with the hash and kind of its scan. */
  evidence: { readonly sentTo?: string; readonly slip?: string; readonly fileHash?: string; readonly fileType?: string }
  givenAt: Instant
  validUntil: Instant
  seal: string
  dossierId: string | null
}
const consentColumns = sql`consent_id as "consentId", what, draft_id as "draftId", person_id as "personId", service_code as "serviceCode", document_hash as "documentHash", method, script_version as "scriptVersion",
  script, officer_id as "officerId", appointment_id as "appointmentId", organisation_id as "organisationId", witness_id as "witnessId", evidence, given_at as "givenAt", valid_until as "validUntil", seal, dossier_id as "dossierId"`

export const insertConsent = (tx: Tx, row: Omit<ConsentRecord, 'dossierId'>) =>
  tx.run(sql`
    insert into counter_consent (consent_id, what, draft_id, person_id, service_code, document_hash, method, script_version, script, officer_id, appointment_id, organisation_id, witness_id, evidence, given_at, valid_until, seal)
    values (${row.consentId}, ${row.what}, ${row.draftId}, ${row.personId}, ${row.serviceCode}, ${row.documentHash}, ${row.method}, ${row.scriptVersion}, ${row.script}, ${row.officerId}, ${row.appointmentId}, ${row.organisationId},
      ${row.witnessId}, ${sql.json(row.evidence)}, ${row.givenAt}, ${row.validUntil}, ${row.seal})`)

export const newestConsent = (tx: Tx, draftId: string, documentHash: string) =>
  tx.maybe<ConsentRecord>(sql`select ${consentColumns} from counter_consent where draft_id = ${draftId} and document_hash = ${documentHash} and dossier_id is null order by given_at desc limit 1`)

export const consentOfDossier = (tx: Tx, dossierId: string) => tx.maybe<ConsentRecord>(sql`select ${consentColumns} from counter_consent where dossier_id = ${dossierId} and what = 'file'`)

/** What was done later for the applicant at a desk, on consent, oldest first. */
export const laterConsents = (tx: Tx, dossierId: string, personId: string) =>
  tx.many<ConsentRecord>(sql`select ${consentColumns} from counter_consent where dossier_id = ${dossierId} and person_id = ${personId} and what <> 'file' order by given_at`)

/** True for the one dossier a consent is used for. */
export const consentUsed = async (tx: Tx, consentId: string, dossierId: string): Promise<boolean> =>
  (await tx.run(sql`update counter_consent set dossier_id = ${dossierId} where consent_id = ${consentId} and dossier_id is null`)) === 1

// ---- denials

export interface Denial {
  dossierId: string
  personId: string
  organisationId: string
  saidBy: 'self' | 'desk'
  officerId: string | null
  words: string | null
  withdrawn: number
  saidAt: Instant
}
const denialColumns = sql`dossier_id as "dossierId", person_id as "personId", organisation_id as "organisationId", said_by as "saidBy", officer_id as "officerId", words, withdrawn, said_at as "saidAt"`

/** False when it was said before. */
export const insertDenial = async (tx: Tx, row: Denial): Promise<boolean> =>
  (await tx.run(sql`
    insert into counter_denial (dossier_id, person_id, organisation_id, said_by, officer_id, words, withdrawn, said_at)
    values (${row.dossierId}, ${row.personId}, ${row.organisationId}, ${row.saidBy}, ${row.officerId}, ${row.words}, ${row.withdrawn}, ${row.saidAt}) on conflict (dossier_id) do nothing`)) === 1

export const denialOf = (tx: Tx, dossierId: string) => tx.maybe<Denial>(sql`select ${denialColumns} from counter_denial where dossier_id = ${dossierId}`)
export const denials = (tx: Tx, limit: number) => tx.many<Denial>(sql`select ${denialColumns} from counter_denial order by said_at desc limit ${limit}`)

// ---- handing over

export interface Handover {
  handoverId: string
  dossierId: string
  documentId: string
  lane: string | null
  receiverId: string
  signedBy: 'signature' | 'thumbprint'
  witnessId: string | null
  fileHash: string
  officerId: string
  appointmentId: string
  organisationId: string
  handedAt: Instant
}

/** False when this paper was handed over before. */
export const insertHandover = async (tx: Tx, row: Handover): Promise<boolean> =>
  (await tx.run(sql`
    insert into counter_handover (handover_id, dossier_id, document_id, lane, receiver_id, signed_by, witness_id, file_hash, officer_id, appointment_id, organisation_id, handed_at)
    values (${row.handoverId}, ${row.dossierId}, ${row.documentId}, ${row.lane}, ${row.receiverId}, ${row.signedBy}, ${row.witnessId}, ${row.fileHash}, ${row.officerId}, ${row.appointmentId}, ${row.organisationId}, ${row.handedAt})
    on conflict on constraint counter_handover_once do nothing`)) === 1

export const handoversOf = (tx: Tx, dossierIds: readonly string[]) =>
  tx.many<{ dossierId: string; documentId: string; handedAt: Instant; receiverId: string }>(sql`
    select dossier_id as "dossierId", document_id as "documentId", handed_at as "handedAt", receiver_id as "receiverId" from counter_handover where dossier_id = any(${dossierIds}::uuid[])`)

// ---- answers to form 02

/** A paper of an answer, still at the desk. */
export interface DeskPaper extends BroughtPaper { readonly paperId: string }

export interface AnswerRow {
  answerId: string
  caseId: string
  dossierId: string
  lane: string
  /** Which request it answers. */
  requestedAt: Instant
  personId: string
  organisationId: string
  officerId: string
  typed: Record<string, string>
  papers: DeskPaper[]
  startedAt: Instant
  sentAt: Instant | null
}
const answerColumns = sql`answer_id as "answerId", case_id as "caseId", dossier_id as "dossierId", lane, requested_at as "requestedAt", person_id as "personId", organisation_id as "organisationId", officer_id as "officerId", typed, papers,
  started_at as "startedAt", sent_at as "sentAt"`

/** The one answer of this case to this request: made when there is none. */
export async function ensureAnswer(tx: Tx, row: Omit<AnswerRow, 'typed' | 'papers' | 'sentAt'>): Promise<AnswerRow> {
  await tx.run(sql`
    insert into counter_answer (answer_id, case_id, dossier_id, lane, requested_at, person_id, organisation_id, officer_id, started_at, updated_at)
    values (${row.answerId}, ${row.caseId}, ${row.dossierId}, ${row.lane}, ${row.requestedAt}, ${row.personId}, ${row.organisationId}, ${row.officerId}, ${row.startedAt}, ${row.startedAt})
    on conflict on constraint counter_answer_once do update set officer_id = excluded.officer_id, updated_at = excluded.updated_at`)
  return tx.one<AnswerRow>(sql`select ${answerColumns} from counter_answer where case_id = ${row.caseId} and dossier_id = ${row.dossierId} and lane = ${row.lane} and requested_at = ${row.requestedAt}`)
}

export const answerById = (tx: Tx, answerId: string, lock = false) => tx.maybe<AnswerRow>(sql`select ${answerColumns} from counter_answer where answer_id = ${answerId} ${lock ? sql`for update` : sql.empty}`)

export const keepAnswer = (tx: Tx, answerId: string, typed: object, papers: readonly DeskPaper[], at: Instant) =>
  tx.run(sql`update counter_answer set typed = ${sql.json(typed)}, papers = ${sql.json(papers)}, updated_at = ${at} where answer_id = ${answerId} and sent_at is null`)

/** What was sent lies with the dossier from now on. */
export const answerSent = (tx: Tx, answerId: string, at: Instant) => tx.run(sql`update counter_answer set sent_at = ${at}, typed = '{}', papers = '[]' where answer_id = ${answerId} and sent_at is null`)

/** Empties what was typed at this desk and never sent, once the person has left. */
export const emptyAnswers = (tx: Tx, organisationId: string, at: Instant) =>
  tx.run(sql`
    update counter_answer a set typed = '{}', papers = '[]', updated_at = ${at} where organisation_id = ${organisationId} and sent_at is null and (typed <> '{}' or papers <> '[]')
      and exists (select from counter_case c where c.case_id = a.case_id and c.ends_at <= ${at})`)
