/**
 * Where each table would lie on more than one machine (Citus). Large tables are spread by one column, and every key that the database defends must hold that column;
 * `elsewhere` lists the keys that do not, each with what must be done before that table is spread. Small tables stand whole on every machine.
 */
export interface Spread {
  readonly by: string
  readonly elsewhere?: Readonly<Record<string, string>>
}
export type Placement = Spread | 'everywhere' | 'first-machine'

const prefixed = 'the id alone is unique by itself; the key takes the spreading column in front'
const directory = 'unique over the whole country: wants a directory keyed by it and written first, as personal_number is'
const byPerson = 'a rule about one person in a table spread otherwise: wants a directory by person, written in the same transaction'

export const placements: Readonly<Record<string, Placement>> = {
  // Registers: by person, household or the record's own id.
  person_version: { by: 'person_id' },
  identity_number: { by: 'person_id' },
  relation: { by: 'person_id' },
  identity_card: { by: 'person_id' },
  person_alias: { by: 'person_id' },
  person_proposal: { by: 'proposal_id', elsewhere: { person_proposal_command: 'the command id becomes the proposal id', person_proposal_one_open: byPerson } },
  person_mark: { by: 'person_id' },
  emergency_reading: { by: 'person_id', elsewhere: { emergency_reading_pkey: prefixed, emergency_reading_command: 'the command id becomes the reading id' } },
  emergency_reading_review: { by: 'reading_id' },
  residence_period: { by: 'person_id' },
  health_card: { by: 'person_id', elsewhere: { health_card_number_once: directory } },
  personal_number: { by: 'number' },
  household: { by: 'household_id', elsewhere: { household_file_number: directory } },
  household_member: { by: 'household_id', elsewhere: { household_member_one_household: byPerson } },
  head_vacancy: { by: 'household_id' },
  residence_confirmation: { by: 'person_id', elsewhere: { residence_confirmation_document: 'found by paper at a check: wants a directory keyed by the document' } },
  absence_declaration: { by: 'person_id' },
  address_decision: { by: 'decision_id', elsewhere: { address_decision_household: 'spread by the subject', address_decision_person: 'spread by the subject' } },
  lodging_place: { by: 'place_id' },
  lodging_staff: { by: 'place_id' },
  lodging_stay: { by: 'host_id' },
  lodging_standing: { by: 'host_id' },
  birth_record: { by: 'child_id', elsewhere: { birth_record_record: prefixed, birth_record_entry: directory, birth_record_notice: directory, birth_record_once: byPerson } },
  marriage_record: { by: 'marriage_id', elsewhere: { marriage_record_husband: byPerson, marriage_record_wife: byPerson } },
  civil_entry: { by: 'entry_id', elsewhere: { civil_entry_number: directory } },
  civil_entry_person: { by: 'entry_id' },
  civil_case: { by: 'case_id' },
  civil_copy: { by: 'entry_id', elsewhere: { civil_copy_pkey: prefixed, civil_copy_command: 'the command id becomes the copy id', civil_copy_number: directory } },
  birth_notice: { by: 'notice_id', elsewhere: { birth_notice_once: directory } },
  correction_case: { by: 'case_id', elsewhere: { correction_case_command: 'the command id becomes the case id' } },
  mandate: { by: 'giver_id' },
  legal_entity: { by: 'entity_id', elsewhere: { legal_entity_code: directory } },
  mandate_request: { by: 'request_id' },
  // Acts and the log: one line in time; the positions are given by one machine.
  legal_act: { by: 'act_id', elsewhere: { legal_act_command: 'acts and commands need one id: the act id is then derived from the command', legal_act_position: 'one position per machine; replay merges by recorded_at' } },
  access_log: { by: 'log_id' },
  access_sealed: 'first-machine',
  access_seal: 'first-machine',
  access_tile: 'first-machine',
  odd_reading: { by: 'finding_id', elsewhere: { odd_reading_once: 'the finding id is derived from rule, day and appointment' } },
  odd_reading_step: { by: 'finding_id' },
  reading_reason: { by: 'log_id' },
  // Dossiers.
  dossier: { by: 'dossier_id', elsewhere: { dossier_code: directory, dossier_command: 'the command id becomes the dossier id', dossier_one_per_matter: directory } },
  dossier_lane: { by: 'dossier_id', elsewhere: { dossier_lane_pkey: prefixed } },
  dossier_event: { by: 'dossier_id', elsewhere: { dossier_event_pkey: prefixed } },
  dossier_consent: { by: 'dossier_id', elsewhere: { dossier_consent_pkey: prefixed } },
  dossier_paper: { by: 'paper_id', elsewhere: { dossier_paper_dossier_id_fkey: 'a paper is there before its dossier: the key to the dossier goes' } },
  draft: { by: 'owner_id', elsewhere: { draft_pkey: prefixed } },
  dossier_sequence: { by: 'unit_code' },
  counter_case: { by: 'case_id' },
  counter_consent: { by: 'draft_id', elsewhere: { counter_consent_pkey: prefixed, counter_consent_one_per_dossier: 'the dossier of a helped draft bears the id of the draft: the key becomes one on it' } },
  counter_answer: { by: 'dossier_id', elsewhere: { counter_answer_pkey: prefixed } },
  counter_code: { by: 'code_id' },
  counter_denial: { by: 'dossier_id' },
  counter_handover: { by: 'dossier_id', elsewhere: { counter_handover_pkey: prefixed } },
  civil_book: { by: 'area' },
  // The citizen's side.
  message: { by: 'person_id', elsewhere: { message_pk: prefixed, message_once_per_channel: prefixed } },
  message_command: { by: 'person_id' },
  mailbox_reading: { by: 'person_id', elsewhere: { mailbox_reading_pk: prefixed } },
  wallet_item: { by: 'owner_id', elsewhere: { wallet_item_pk: prefixed } },
  access_question: { by: 'question_id', elsewhere: { access_question_code: directory, access_question_once: 'spread by the log row asked about' } },
  access_question_step: { by: 'question_id' },
  issued_document: { by: 'document_id', elsewhere: { issued_document_code: directory, issued_document_replaced_by_fkey: 'a paper and the one that replaces it may lie apart: the key goes, the act keeps both ids' } },
  // e-ID.
  eid_account: { by: 'account_id', elsewhere: { eid_account_one_per_person: byPerson, eid_account_number_key: directory } },
  eid_account_event: { by: 'account_id', elsewhere: { eid_account_event_pkey: prefixed } },
  eid_authenticator: { by: 'account_id', elsewhere: { eid_authenticator_pkey: prefixed, eid_authenticator_credential: directory } },
  eid_challenge: { by: 'challenge_id', elsewhere: { eid_challenge_enrolment: 'unique for safety alone: the code has sixty bits', eid_challenge_account_id_fkey: 'challenges also come before an account is known: the key goes' } },
  eid_session: { by: 'session_id', elsewhere: { eid_session_token: 'spread by the hash of the token, by which it is found', eid_session_account_id_fkey: 'found by token, not by account: the key goes' } },
  eid_case: { by: 'case_id', elsewhere: { eid_case_one_open: byPerson, eid_case_account_id_fkey: 'keeps the id alone', eid_case_entity_id_fkey: 'keeps the id alone' } },
  eid_lock: { by: 'account_id', elsewhere: { eid_lock_pkey: prefixed } },
  eid_recovery: { by: 'account_id', elsewhere: { eid_recovery_pkey: prefixed } },
  eid_organisation: { by: 'entity_id' },
  eid_throttle: { by: 'key' },
  // Relying parties.
  openid_payload: { by: 'id_hash', elsewhere: { openid_payload_uid: 'sessions found by uid: spread by the hash of the uid, or a directory', openid_payload_user_code: 'a directory from user code to id hash, written first' } },
  openid_consent: { by: 'account_id', elsewhere: { openid_consent_pkey: prefixed } },
  openid_call: { by: 'call_id' },
  openid_organisation: 'everywhere',
  openid_member: 'everywhere',
  openid_client: 'everywhere',
  openid_decision: 'everywhere',
  openid_paper: 'everywhere',
  rate_window: { by: 'key_hash' },
  kept_form: { by: 'token_hash' },
  // What leaves for other systems: one line in time, as the outbox.
  feed_event: 'first-machine',
  feed_state: 'first-machine',
  feed_consumer: 'everywhere',
  bulk_export: 'first-machine',
  bulk_export_end: 'first-machine',
  // Small and read by everyone.
  organisation: 'everywhere',
  post: 'everywhere',
  appointment: 'everywhere',
  health_facility: 'everywhere',
  facility_key: 'everywhere',
  procedure_version: 'everywhere',
  // Data cleaning.
  quality_finding: { by: 'subject_id', elsewhere: { quality_finding_pkey: prefixed } },
  quality_finding_event: { by: 'finding_id', elsewhere: { quality_finding_event_pkey: prefixed } },
  quality_check: { by: 'subject_id' },
  quality_score: 'everywhere',
  quality_code: 'everywhere',
  quality_pass: 'first-machine',
  quality_follow: 'first-machine',
  // Records that may be one person.
  matching_duplicate: { by: 'person_id' },
  matching_duplicate_event: { by: 'person_id', elsewhere: { matching_duplicate_event_pkey: prefixed } },
  matching_duplicate_run: 'first-machine',
  // The work of the program itself.
  outbox: 'first-machine',
  job: 'first-machine',
  import_run: 'first-machine',
  import_batch: 'first-machine',
  import_objection: 'first-machine',
  bulk_load_definition: 'first-machine',
  operation_record: 'first-machine',
  installation: 'first-machine',
  schema_migration: 'first-machine',
}
