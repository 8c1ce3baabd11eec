import { isId } from '../../kernel/ids.ts'

const columns = (more = ''): string => `p.person_id, p.full_name, coalesce(p.birth_date, ''), coalesce(p.gender, ''),
    coalesce((select string_agg(n.value, ';' order by n.kind desc, n.value) from population_public.current_identity_number n where n.person_id = p.person_id and n.kind in ('pin', 'cmnd9') and n.status <> 'cancelled'), ''),
    coalesce(r.area, ''), coalesce(r.detail, ''), p.life_status${more}
  from population_public.current_person p
  left join lateral (select area, detail from residence_public.open_residence r where r.person_id = p.person_id order by rank, area, detail limit 1) r on true`

/** The register as it is matched: COPY in text format, one line a living or departed person, tab between fields. */
export const registerSideStatement = `copy (
  select ${columns()}
  ) to stdout`
/** The same with the ethnic group behind, for a report that asks whom a matching serves worse. */
export const registerSideWithEthnicity = `copy (
  select ${columns(`, coalesce(p.ethnicity, '')`)}
  ) to stdout`

/** The same of these people alone; refuses (throws) what is no id, for COPY takes no parameters. */
export function registerSideOf(people: readonly string[]): string {
  const wrong = people.find((id) => !isId(id))
  if (wrong !== undefined) throw new Error(`${wrong} is no id of a person`)
  return `copy (
  select ${columns()} where p.person_id = any('{${people.join(',')}}'::uuid[])
  ) to stdout`
}
