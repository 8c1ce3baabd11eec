import { sql, type Tx } from '../../../platform/index.ts'

const open = sql`superseded_at is null and valid_to is null`
const household = sql`select m.household_id from household_member m where m.kind = 'permanent' and m.standing = 'confirmed' and m.superseded_at is null and m.valid_to is null and m.person_id = `

/**
 * One hash over everything a confirmation states: residences, household and members, and of each person what is printed.
 * Two readings differ exactly when a paper printed at one would differ from one printed at the other.
 */
export async function selectFingerprint(tx: Tx, personId: string): Promise<string> {
  const found = await tx.one<{ print: string }>(sql`select encode(sha256(convert_to(coalesce(string_agg(line, E'\n' order by line), ''), 'UTF8')), 'hex') as print from (
      select concat_ws('|', 'residence', kind, area, detail, household_id, until, valid_from) as line from residence_period where person_id = ${personId} and ${open} and standing = 'confirmed'
      union all select concat_ws('|', 'household', household_id, file_number, area, detail) from household where ${open} and household_id in (${household}${personId})
      union all select concat_ws('|', 'member', m.person_id, m.relation_to_head, p.full_name, p.birth_date, p.gender, p.life_status, n.value) from household_member m
        join population_public.current_person p on p.person_id = m.person_id left join population_public.current_identity_number n on n.person_id = m.person_id and n.kind = 'pin' and n.status = 'active'
        where m.superseded_at is null and m.valid_to is null and m.kind = 'permanent' and m.standing = 'confirmed' and m.household_id in (${household}${personId})
      union all select concat_ws('|', 'person', p.full_name, p.birth_date, p.gender, p.ethnicity, p.religion, array_to_string(p.nationalities, ','), p.native_place_area, p.native_place_text, p.life_status, n.value)
        from population_public.current_person p left join population_public.current_identity_number n on n.person_id = p.person_id and n.kind = 'pin' and n.status = 'active' where p.person_id = ${personId}) lines`)
  return found.print
}

export interface StoredConfirmation {
  readonly personId: string
  readonly documentId: string
  readonly issuerId: string
  readonly subjects: readonly string[]
  readonly holders: readonly string[]
  readonly fingerprint: string
  readonly validUntil: string
}

const columns = sql`person_id as "personId", document_id as "documentId", issuer_id as "issuerId", subjects, holders, fingerprint, valid_until as "validUntil"`

export function selectConfirmation(tx: Tx, documentId: string): Promise<StoredConfirmation | undefined> {
  return tx.maybe<StoredConfirmation>(sql`select ${columns} from residence_confirmation where document_id = ${documentId}`)
}

export function selectOfCommand(tx: Tx, personId: string, commandId: string): Promise<StoredConfirmation | undefined> {
  return tx.maybe<StoredConfirmation>(sql`select ${columns} from residence_confirmation where person_id = ${personId} and command_id = ${commandId}`)
}

export async function insertConfirmation(tx: Tx, c: StoredConfirmation & { readonly issuedAt: string; readonly commandId: string }): Promise<void> {
  await tx.run(sql`insert into residence_confirmation (person_id, document_id, issuer_id, subjects, holders, fingerprint, valid_until, issued_at, command_id)
    values (${c.personId}, ${c.documentId}, ${c.issuerId}, ${c.subjects}, ${c.holders}, ${c.fingerprint}, ${c.validUntil}, ${c.issuedAt}, ${c.commandId})`)
}

/** Confirmations that may state something about these people or whoever shares a household with them. */
export function selectTouched(tx: Tx, personIds: readonly string[]): Promise<StoredConfirmation[]> {
  return tx.many<StoredConfirmation>(sql`select ${columns} from residence_confirmation where ended_at is null and subjects && (
    select array_agg(id) from (select unnest(${personIds}::uuid[]) as id union select o.person_id from household_member m join household_member o on o.household_id = m.household_id and o.superseded_at is null and o.valid_to is null
      where m.person_id = any(${personIds}) and m.superseded_at is null and m.valid_to is null) near)`)
}

export async function endConfirmation(tx: Tx, documentId: string, now: string): Promise<boolean> {
  return (await tx.run(sql`update residence_confirmation set ended_at = ${now} where document_id = ${documentId} and ended_at is null`)) === 1
}
