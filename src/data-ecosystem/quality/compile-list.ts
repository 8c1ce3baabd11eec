import { bits, conditionSql, quoted, type AsOf, type Dialect, type Judged } from './compile.ts'
import type { ListKind, Rule } from './rule.ts'

/** A line with the person it was matched with and whoever holds the number it gives; a number two people hold is judged by the register's own rules. */
const lineFrom = `list_line line
    left join judged_person person on person.person_id = line.person_id
    left join (select value, min(cast(person_id as text)) as holder_id from judged_number where kind = 'pin' and status <> 'cancelled' and value in (select number from list_line) group by value) held on held.value = line.number
    left join judged_person holder on cast(holder.person_id as text) = held.holder_id`

/**
 * One statement over `list_line`, `list_waiting`, `judged_person`, `judged_number` and the code tables that gives every finding of one list as (rule, subject_id, fingerprint):
 * the number of the line (0 for people no line was matched with) and the person, or nothing where nobody was found. `areas` are the communes the list covers.
 * `among` narrows the absent to these people. Empty text where no rule is about this kind of list.
 */
export function listPassSql(rules: readonly Rule[], list: ListKind, areas: readonly string[], dialect: Dialect, asOf: AsOf, among?: readonly string[]): string {
  const own = rules.filter((each) => 'list' in each.scope && each.scope.list === list)
  const lines = own.flatMap(({ id, scope }): Judged[] => (scope.kind === 'line' ? [{ id, when: conditionSql(scope.when, dialect, asOf) }] : []))
  return [
    lines.length === 0 ? '' : bits(lines, 'line.row_no', `coalesce(cast(line.person_id as text), '')`, lineFrom),
    ...own.map((each) => severalSql(each, dialect, asOf)),
    ...own.map((each) => absentSql(each, areas, dialect, asOf, among)),
  ].filter(Boolean).join('\nunion all\n')
}

function severalSql({ id, scope }: Rule, dialect: Dialect, asOf: AsOf): string {
  if (scope.kind !== 'lines') return ''
  const person = 'cast(line.person_id as text)'
  const several = scope.by === 'person'
    ? 'count(*) over (partition by line.person_id, line.status) > 1'
    : `min(${person}) over (partition by line.code) <> max(${person}) over (partition by line.code)`
  const known = scope.by === 'person' ? '' : ` and coalesce(line.code, '') <> ''`
  return `select cast(${quoted(id)} as text) as rule, w.subject_id, w.fingerprint from (
    select line.row_no as subject_id, ${person} as fingerprint, ${several} as several from ${lineFrom}
    where line.person_id is not null${known} and ${conditionSql(scope.when, dialect, asOf)}) w where w.several`
}

function absentSql({ id, scope }: Rule, areas: readonly string[], dialect: Dialect, asOf: AsOf, among?: readonly string[]): string {
  if (scope.kind !== 'absent' || areas.length === 0 || among?.length === 0) return ''
  const some = among ? ` and cast(subject.person_id as text) in (${among.map(quoted).join(', ')})` : ''
  return `select cast(${quoted(id)} as text) as rule, 0 as subject_id, cast(subject.person_id as text) as fingerprint from judged_person subject
    where subject.residence_area in (${areas.map(quoted).join(', ')}) and ${conditionSql(scope.when, dialect, asOf)}${some}
      and subject.person_id not in (select line.person_id from list_line line where line.person_id is not null) and subject.person_id not in (select person_id from list_waiting)`
}
