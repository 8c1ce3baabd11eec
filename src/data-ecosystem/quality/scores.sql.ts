import { addDays } from '../../kernel/plain-date.ts'
import { sql, type PlainDate, type Tx } from '../../platform/index.ts'
import type { Dimension, Rule } from './rule.ts'
import { birthInTime, type ScoreMethod, type Timeliness } from './score-method.ts'

/** How many births of the last months each commune registered, and how many after the time the law gives. */
export async function writeTimeliness(tx: Tx, day: PlainDate, { days, windowDays }: Timeliness): Promise<void> {
  await tx.run(sql`
    insert into quality_score (day, area, rule, judged, found)
    select ${day}::date, registered_area, ${birthInTime}, count(*), count(*) filter (where registered_on > child_birth_date + ${days}::int)
    from civil_status_public.birth where registered_on > ${addDays(day, -windowDays)}::date and registered_area is not null group by registered_area
    on conflict (day, area, rule) do update set judged = excluded.judged, found = excluded.found`)
}

/** The scores of the day, of communes and of provinces, from what was judged and found. `provinces` says in which province each commune lies. */
export async function writeMeasures(tx: Tx, day: PlainDate, rules: readonly Rule[], method: ScoreMethod, name: string, provinces: ReadonlyMap<string, string>): Promise<void> {
  const facts = [...rules.map((rule) => ({ rule: rule.id, dimension: rule.dimension, weight: method.weights[rule.severity] })), { rule: birthInTime, dimension: 'live', weight: method.weights.warning }]
  const within = [...provinces].map(([area, province]) => ({ area, province }))
  await tx.run(sql`
    with facts as (select * from jsonb_to_recordset(${sql.json(facts)}::jsonb) as f (rule text, dimension text, weight numeric)),
    within as (select * from jsonb_to_recordset(${sql.json(within)}::jsonb) as w (area text, province text)),
    own as (select area, rule, judged, found from quality_score where day = ${day}::date),
    unit as (select area, rule, judged, found from own union all select w.province, o.rule, sum(o.judged), sum(o.found) from own o join within w on w.area = o.area group by 1, 2)
    insert into quality_measure (day, area, dimension, percent, judged, found, method)
    select ${day}::date, u.area, f.dimension, trunc(100 * sum(f.weight * (u.judged - least(u.found, u.judged)) / u.judged) / sum(f.weight), 1), sum(u.judged), sum(u.found), ${name}
    from unit u join facts f on f.rule = u.rule where u.judged > 0 and (length(u.area) = 2 or u.area in (select area from within)) group by u.area, f.dimension having sum(f.weight) > 0
    on conflict (day, area, dimension) do update set percent = excluded.percent, judged = excluded.judged, found = excluded.found, method = excluded.method`)
}

export interface Measure {
  readonly area: string
  readonly dimension: Dimension
  readonly percent: number
  readonly judged: number
  readonly found: number
}

export async function lastMeasured(tx: Tx): Promise<PlainDate | null> {
  return (await tx.one<{ day: PlainDate | null }>(sql`select max(day)::text as day from quality_measure`)).day
}

export function selectMeasures(tx: Tx, areas: readonly string[], day: PlainDate): Promise<Measure[]> {
  return tx.many<Measure>(sql`select area, dimension, percent::float8 as percent, judged, found from quality_measure where area = any(${areas}) and day = ${day}::date`)
}

/** One score through the days, newest first. */
export function selectTrend(tx: Tx, area: string, dimension: Dimension, most: number): Promise<{ day: PlainDate; percent: number }[]> {
  return tx.many(sql`select day::text as day, percent::float8 as percent from quality_measure where area = ${area} and dimension = ${dimension} order by day desc limit ${most}`)
}

/** What was judged and found by each rule in these communes on a day. */
export function selectParts(tx: Tx, areas: readonly string[], day: PlainDate): Promise<{ rule: string; judged: number; found: number }[]> {
  return tx.many(sql`select rule, sum(judged)::bigint as judged, sum(found)::bigint as found from quality_score where area = any(${areas}) and day = ${day}::date group by rule`)
}

/** Children whose birth was registered late, newest first: the people behind the number. */
export function selectLateBirths(tx: Tx, areas: readonly string[], day: PlainDate, { days, windowDays }: Timeliness, most: number): Promise<{ personId: string; bornOn: PlainDate; registeredOn: PlainDate }[]> {
  return tx.many(sql`
    select child_id as "personId", child_birth_date::text as "bornOn", registered_on::text as "registeredOn" from civil_status_public.birth
    where registered_area = any(${areas}) and registered_on > ${addDays(day, -windowDays)}::date and registered_on <= ${day}::date and registered_on > child_birth_date + ${days}::int
    order by registered_on desc, child_id limit ${most}`)
}
