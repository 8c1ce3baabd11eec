import { sql, type Instant, type Query, type Tx } from '../../platform/index.ts'
import type { OddRule, OddRuleSetting } from './rules.ts'

/** What a rule found in one officer's readings of the day. */
export interface Found {
  readonly rule: OddRule
  readonly officer: string
  readonly appointmentId: string
  readonly organisationId: string
  readonly role: string
  readonly readings: number
  readonly people: number
  readonly logIds: readonly string[]
  /** What colleagues do, where the rule compares. */
  readonly usual: number | null
}

export interface Day {
  readonly from: Instant
  readonly until: Instant
  readonly commonNames: readonly string[]
}

/** Each row of `hits` is one reading of one person (or of nobody): columns of the reading, `person`. */
type HitsOf = (day: Day, setting: OddRuleSetting) => Query

const readings = (day: Day): Query => sql`trail_public.officer_reading r where r.at >= ${day.from} and r.at < ${day.until} and r.actor_organisation is not null`
const readPeople = (day: Day): Query => sql`select r.*, s.person from trail_public.officer_reading r cross join lateral unnest(r.subjects) as s(person)
  where r.at >= ${day.from} and r.at < ${day.until} and r.actor_organisation is not null and s.person <> r.actor_person`
const opened = (day: Day): Query => sql`${readPeople(day)} and r.kind = 'open' and r.outcome = 'done'`
const openedWithoutCase = (day: Day): Query => sql`${opened(day)} and r.dossier_id is null`

/** Hamlet or street: what stands behind the house number. */
const hamlet = (detail: Query): Query => sql`lower(regexp_replace(${detail}, '^[^,]*,[[:space:]]*', ''))`

const hits: Readonly<Record<OddRule, HitsOf>> = {
  'own-household': (day) => sql`select o.* from (${opened(day)}) o where exists (select from residence_public.open_member mine join residence_public.open_member theirs on theirs.household_id = mine.household_id
    where mine.person_id = o.actor_person and theirs.person_id = o.person)`,
  neighbours: (day) => sql`select o.* from (${openedWithoutCase(day)}) o where exists (select from residence_public.open_residence mine join residence_public.open_residence theirs on theirs.area = mine.area and ${hamlet(sql`theirs.detail`)} = ${hamlet(sql`mine.detail`)}
    where mine.person_id = o.actor_person and theirs.person_id = o.person and mine.household_id is distinct from theirs.household_id)`,
  'same-surname': (day) => sql`select o.* from (${openedWithoutCase(day)}) o join population_public.current_person mine on mine.person_id = o.actor_person join population_public.current_person theirs on theirs.person_id = o.person
    where split_part(mine.name_plain, ' ', 1) = split_part(theirs.name_plain, ' ', 1) and split_part(mine.name_plain, ' ', 1) <> all(${day.commonNames})`,
  protected: (day) => sql`select o.* from (${readPeople(day)}) o where o.dossier_id is null and exists (select from population_public.protected_person p where p.person_id = o.person)`,
  'sought-after': (day, { least, days }) => sql`select o.* from (${openedWithoutCase(day)}) o where ${least} <= (select count(distinct w.actor_person) from trail_public.officer_reading w
    where w.subjects @> array[o.person] and w.kind = 'open' and w.outcome = 'done' and w.dossier_id is null and w.at < ${day.until} and w.at >= ${day.until}::timestamptz - make_interval(days => ${days}))`,
  night: (day, { fromHour, untilHour }) => sql`select o.* from (${openedWithoutCase(day)}) o where extract(hour from o.at at time zone 'Asia/Ho_Chi_Minh') >= ${fromHour} or extract(hour from o.at at time zone 'Asia/Ho_Chi_Minh') < ${untilHour}`,
  'above-colleagues': (day) => opened(day),
  'without-case': (day) => openedWithoutCase(day),
  'empty-searches': (day) => sql`select r.*, null::uuid as person from ${readings(day)} and r.kind = 'search' and r.subjects = '{}'`,
  refused: (day) => sql`select r.*, null::uuid as person from ${readings(day)} and r.outcome = 'refused'`,
  sample: (day, { factor }) => sql`select o.* from (${openedWithoutCase(day)}) o where ('x' || substr(md5(o.log_id::text), 1, 7))::bit(28)::int % ${factor} = 0`,
}

/** From how many on a rule speaks: of people where it counts people, else of readings. */
const counted: Readonly<Partial<Record<OddRule, Query>>> = { 'empty-searches': sql`readings`, refused: sql`readings`, night: sql`readings`, 'sought-after': sql`people * 1000000`, sample: sql`readings` }

const kept = 200

/** Runs one rule over one day, at once for all officers. */
export function runRule(tx: Tx, setting: OddRuleSetting, day: Day): Promise<Found[]> {
  const above = setting.rule === 'above-colleagues' && setting.factor !== null
  return tx.many<Found>(sql`
    with hit as materialized (${hits[setting.rule](day, setting)}),
    per as (
      select actor_person, actor_appointment, actor_organisation, actor_role, count(distinct log_id)::int as readings, count(distinct person)::int as people,
        (array_agg(distinct log_id))[1:${kept}] as log_ids
      from hit group by actor_person, actor_appointment, actor_organisation, actor_role),
    usual as (select actor_role, percentile_cont(0.5) within group (order by people) as median, count(*) as colleagues from per group by actor_role)
    select ${setting.rule} as rule, per.actor_person as officer, per.actor_appointment as "appointmentId", per.actor_organisation as "organisationId", per.actor_role as role, per.readings, per.people, per.log_ids as "logIds",
      case when ${above} then usual.median end as usual
    from per join usual on usual.actor_role = per.actor_role
    where ${counted[setting.rule] ?? sql`people`} >= ${setting.least} and (not ${above}::boolean or (usual.colleagues > 1 and per.people > usual.median * coalesce(${setting.factor}::numeric, 1)))
    order by per.actor_appointment`)
}
