import { sql, type Tx } from '../../platform/index.ts'
import { codeTable, passSql, postgres } from './compile.ts'
import type { Found } from './merge.sql.ts'
import type { CodeSet, Rule } from './rule.ts'
import { compiled, householdJoin, personJoin } from './sources.sql.ts'

const codeSets: readonly CodeSet[] = ['open-communes', 'number-places', 'number-provinces', 'number-homes']
/** The sets of codes as named queries; those nobody asks for cost nothing. */
export const codes = codeSets.map((set) => `${codeTable(set)} as (select code from quality_code where code_set = '${set}')`)

/** The whole register judged by PostgreSQL alone: for a small one, and to prove the other engine. */
export function wholePassSql(rules: readonly Rule[], today: string): string {
  const views: Record<string, string> = {
    source_person: `select person_id, full_name, name_plain, birth_date, birth_year, gender, ethnicity, array_to_string(nationalities, ',') as nationality, birth_registration_area, native_place_area, native_place_text, marital_status, life_status, death_date, phone, email, standing from population_public.current_person`,
    source_number: `select person_id, kind, value, status from population_public.current_identity_number where kind in ('pin', 'cmnd9')`,
    source_relation: `select person_id, kind, other_id from population_public.current_relation where kind in ('father', 'mother', 'spouse') and (other_id is not null or (kind <> 'spouse' and other_pin is not null))`,
    judged_relation: 'select * from source_relation',
    source_residence: 'select person_id, rank, kind, area, detail from residence_public.open_residence',
    source_member: 'select household_id, person_id, kind, relation_to_head from residence_public.open_member',
    source_household: 'select household_id from residence_public.open_household',
    judged_number: 'select * from source_number',
    judged_person: personJoin('true'),
    judged_household: householdJoin,
  }
  const ctes = [...codes, ...Object.entries(views).map(([name, text]) => `${name} as materialized (${text})`)]
  return `with ${ctes.join(',\n')}\n${passSql(rules, postgres, { today })}`
}

const texts = new Map<string, readonly string[]>()

/**
 * The statement of a re-check in parts between its four parameters: people asked, their near, those of their groups, households. One text a day, so that the server keeps its plan:
 * a parameter inside a sub-select says nothing of its length, so that a plan made for these very people can never look better than the one that is kept.
 */
function recheckParts(rules: readonly Rule[], today: string): readonly string[] {
  const key = `${today} ${rules.length}`
  const kept = texts.get(key)
  if (kept) return kept
  const mark = '\u0001'
  const person = `select p.person_id, p.full_name, p.name_plain, p.birth_date, p.birth_year, p.gender, p.ethnicity, array_to_string(p.nationalities, ',') as nationality, p.birth_registration_area, p.native_place_area, p.native_place_text, p.marital_status, p.life_status, p.death_date, p.phone, p.email, p.standing`
  const views: Record<string, string> = {
    asked: `select unnest((select ${mark}::uuid[])) as person_id`,
    near: `select unnest((select ${mark}::uuid[])) as person_id`,
    // Whoever stands in a group with them: only the groups they are in now are seen, nothing else of them.
    members: `select person_id from asked union select unnest((select ${mark}::uuid[]))`,
    namesakes: `select c.person_id from population_public.current_person a join population_public.current_person c on c.name_plain = a.name_plain and c.birth_year = a.birth_year where a.person_id in (select person_id from members) and c.birth_date = a.birth_date`,
    known: 'select person_id from asked union select person_id from near',
    everybody: 'select person_id from known union select person_id from namesakes',
    source_person: `${person} from everybody e join population_public.current_person p on p.person_id = e.person_id`,
    source_number: `select n.person_id, n.kind, n.value, n.status from known e join population_public.current_identity_number n on n.person_id = e.person_id where n.kind in ('pin', 'cmnd9')`,
    source_relation: `select r.person_id, r.kind, r.other_id from asked e join population_public.current_relation r on r.person_id = e.person_id where r.kind in ('father', 'mother') and r.other_id is null and r.other_pin is not null`,
    judged_relation: `select r.person_id, r.kind, r.other_id from known e join population_public.current_relation r on r.person_id = e.person_id
      where r.kind in ('father', 'mother', 'spouse') and r.other_id is not null and r.other_id in (select person_id from everybody)`,
    source_residence: `select r.person_id, r.rank, r.kind, r.area, r.detail from known e join residence_public.open_residence r on r.person_id = e.person_id`,
    houses: `select unnest((select ${mark}::uuid[])) as household_id`,
    source_member: `select m.household_id, m.person_id, m.kind, m.relation_to_head from residence_public.open_member m where m.household_id in (select household_id from houses)`,
    source_household: `select h.household_id from residence_public.open_household h where h.household_id in (select household_id from houses)`,
    judged_number: `select n.person_id, n.kind, n.value, n.status from population_public.current_identity_number n where n.kind in ('pin', 'cmnd9')
      and n.value in (select s.value from members e join population_public.current_identity_number s on s.person_id = e.person_id where s.kind in ('pin', 'cmnd9') and s.status <> 'cancelled')`,
    judged_person: personJoin('p.person_id in (select person_id from asked)'),
    judged_household: householdJoin,
  }
  const ctes = [...codes, ...Object.entries(views).map(([name, text]) => `${name} as materialized (${text})`)]
  const parts = `with ${ctes.join(',\n')}\n${passSql(rules, postgres, { today })}`.split(mark)
  if (texts.size > 4) texts.clear()
  texts.set(key, parts)
  return parts
}

export interface Around {
  readonly kin: readonly string[]
  /** Those who stand in a group with them by a finding that is not fixed. */
  readonly grouped: readonly string[]
  /** The fingerprints of these groups. */
  readonly groups: readonly string[]
  readonly households: readonly string[]
}

/** What stands against these people and households now. Rows about somebody else of a shared group come along; the caller keeps whole groups. */
export function selectFound(tx: Tx, rules: readonly Rule[], today: string, asked: readonly string[], { kin, grouped, households }: Around): Promise<Found[]> {
  return tx.many<Found>(compiled(recheckParts(rules, today), [asked, kin, grouped, households]))
}

/** Everybody whose findings may change with these people: kin on both sides, and those of the groups they stand in by a finding; `standing`: some finding there is not fixed yet. */
export async function selectNear(tx: Tx, rules: readonly Rule[], people: readonly string[], households: readonly string[]): Promise<Around & { readonly standing: boolean }> {
  const idsOf = (kind: 'group' | 'kin'): string[] => rules.filter((rule) => rule.scope.kind === kind).map((rule) => rule.id)
  const grouped = idsOf('group')
  const aboutKin = sql`rule = any((select ${idsOf('kin')}::text[])::text[]) and fingerprint = any((select ${people}::text[])::text[]) and fingerprint <> ''`
  return tx.one(sql`
    with mine as (select distinct rule, fingerprint from quality_finding where subject_id = any((select ${people}::uuid[])::uuid[]) and rule = any((select ${grouped}::text[])::text[]) and state <> 'fixed')
    select
      array(select distinct other_id from population_public.current_relation where person_id = any((select ${people}::uuid[])::uuid[]) and other_id is not null) as kin,
      array(
        select q.subject_id from mine m join quality_finding q on q.rule = m.rule and q.fingerprint = m.fingerprint and q.fingerprint <> '' and q.state in ('open', 'assigned', 'proposed') where q.subject_kind = 'person'
        union select q.subject_id from mine m join quality_finding q on q.rule = m.rule and q.fingerprint = m.fingerprint and q.fingerprint <> '' and q.state = 'exempted' where q.subject_kind = 'person') as grouped,
      array(select distinct fingerprint from mine) as groups,
      array(select distinct household_id from residence_public.past_member where person_id = any((select ${people}::uuid[])::uuid[])) as households,
      exists (select from mine)
        or exists (select from quality_finding where subject_id = any((select ${people}::uuid[])::uuid[]) and list_id is null and state <> 'fixed')
        or exists (select from quality_finding where subject_id = any((select ${households}::uuid[])::uuid[]) and state <> 'fixed')
        or exists (select from residence_public.past_member m join quality_finding q on q.subject_id = m.household_id and q.state <> 'fixed' where m.person_id = any((select ${people}::uuid[])::uuid[]))
        or exists (select from quality_finding where ${aboutKin} and state in ('open', 'assigned', 'proposed'))
        or exists (select from quality_finding where ${aboutKin} and state = 'exempted') as standing`)
}
