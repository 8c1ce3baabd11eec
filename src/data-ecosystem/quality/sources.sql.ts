/** What the rules are judged on: facts that stand today, from the published views alone. Both engines read the same columns. */
import { sql, type Query, type Tx } from '../../platform/index.ts'

/** One export of the snapshot: the name of the file and what stands in it. */
export interface Source {
  readonly name: 'person' | 'number' | 'relation' | 'residence' | 'member' | 'household'
  readonly columns: Readonly<Record<string, 'uuid' | 'text' | 'int'>>
  readonly select: string
}

export const sources: readonly Source[] = [
  {
    name: 'person',
    columns: { person_id: 'uuid', full_name: 'text', name_plain: 'text', birth_date: 'text', birth_year: 'int', gender: 'text', ethnicity: 'text', nationality: 'text', birth_registration_area: 'text', native_place_area: 'text', native_place_text: 'text', marital_status: 'text', life_status: 'text', death_date: 'text', phone: 'text', email: 'text', standing: 'text' },
    select: `select person_id, full_name, name_plain, birth_date, birth_year, gender, ethnicity, array_to_string(nationalities, ',') as nationality, birth_registration_area, native_place_area, native_place_text, marital_status, life_status, death_date, phone, email, standing from population_public.current_person`,
  },
  {
    name: 'number', columns: { person_id: 'uuid', kind: 'text', value: 'text', status: 'text' },
    select: `select person_id, kind, value, status from population_public.current_identity_number where kind in ('pin', 'cmnd9')`,
  },
  {
    name: 'relation', columns: { person_id: 'uuid', kind: 'text', other_id: 'uuid' },
    select: `select person_id, kind, other_id from population_public.current_relation where kind in ('father', 'mother', 'spouse') and (other_id is not null or (kind <> 'spouse' and other_pin is not null))`,
  },
  {
    name: 'residence', columns: { person_id: 'uuid', rank: 'int', kind: 'text', area: 'text', detail: 'text' },
    select: `select person_id, rank, kind, area, detail from residence_public.open_residence`,
  },
  {
    name: 'member', columns: { household_id: 'uuid', person_id: 'uuid', kind: 'text', relation_to_head: 'text' },
    select: `select household_id, person_id, kind, relation_to_head from residence_public.open_member`,
  },
  { name: 'household', columns: { household_id: 'uuid' }, select: `select household_id from residence_public.open_household` },
]

export function exportStatement(source: Source): string {
  return `copy (${source.select}) to stdout (format csv)`
}

/** How a person with all that is judged of him is put together from the sources; the same text in both engines, `judged` left to the caller. */
export const personJoin = (judged: string): string => `
  select p.*, n.pin, n.pin_status, coalesce(n.cmnd9_count, 0) as cmnd9_count, coalesce(n.cmnd9_malformed, 0) as cmnd9_malformed,
    r.area as residence_area, r.detail as residence_detail, r.kind as residence_kind, m.relation_to_head, coalesce(u.parents_unlinked, 0) as parents_unlinked, ${judged} as judged
  from source_person p
  left join (
    select person_id, coalesce(min(case when kind = 'pin' and status = 'active' then value end), min(case when kind = 'pin' and status in ('claimed', 'disputed') then value end)) as pin,
      coalesce(min(case when kind = 'pin' and status = 'active' then 'active' end), min(case when kind = 'pin' and status in ('claimed', 'disputed') then status end)) as pin_status,
      cast(sum(case when kind = 'cmnd9' and status <> 'cancelled' then 1 else 0 end) as integer) as cmnd9_count,
      cast(sum(case when kind = 'cmnd9' and status <> 'cancelled' and (length(value) <> 9 or length(translate(value, '0123456789', '')) > 0 or length(replace(value, substr(value, 1, 1), '')) = 0) then 1 else 0 end) as integer) as cmnd9_malformed
    from source_number group by person_id) n on n.person_id = p.person_id
  left join (select person_id, area, detail, kind, row_number() over (partition by person_id order by rank, area, detail) as place from source_residence) r on r.person_id = p.person_id and r.place = 1
  left join (select person_id, cast(count(*) as integer) as parents_unlinked from source_relation where other_id is null group by person_id) u on u.person_id = p.person_id
  left join (select person_id, min(relation_to_head) as relation_to_head from source_member group by person_id) m on m.person_id = p.person_id`

export const householdJoin = `
  select h.household_id, cast(coalesce(sum(case when m.kind = 'permanent' then 1 else 0 end), 0) as integer) as members,
    cast(coalesce(sum(case when m.kind = 'permanent' and m.relation_to_head = '01' then 1 else 0 end), 0) as integer) as heads, cast(count(m.person_id) as integer) as everybody
  from source_household h left join source_member m on m.household_id = h.household_id group by h.household_id`

/** From here on the transaction sees the database as it is now, whatever others commit. Must be its first statement. */
export async function seeOneMoment(tx: Tx): Promise<void> {
  await tx.run(sql`set transaction isolation level repeatable read`)
}

/** The same parts are the same template, so that a long text is put together and named once. */
const templates = new WeakMap<readonly string[], TemplateStringsArray>()

/** A statement whose text was compiled from rules: no value a user typed is in it. */
export function compiled(strings: readonly string[], values: readonly unknown[] = []): Query {
  let template = templates.get(strings)
  if (!template) templates.set(strings, (template = Object.assign([...strings], { raw: [...strings] }) as unknown as TemplateStringsArray))
  return sql(template, ...values)
}
