import { sql, type Database, type Instant, type PlainDate, type Query, type Tx } from '../../platform/index.ts'
import type { Rule } from './rule.ts'
import { compiled } from './sources.sql.ts'

/** One finding as a pass or a re-check has it. */
export interface Found {
  readonly rule: string
  readonly subject_id: string
  readonly fingerprint: string
}

export interface Merged {
  readonly opened: number
  readonly reopened: number
  readonly closed: number
}

/** Acts that may have brought a step about, the newest with the highest place. */
export interface Cause {
  readonly person_id: string
  readonly act_id: string
  readonly place: number
}

interface Merging {
  readonly rules: readonly Rule[]
  readonly now: Instant
  /** The day by which a finding opened now is to be settled, by severity. */
  readonly dueOn: Readonly<Record<Rule['severity'], PlainDate>>
  /** Of a re-check: what happened to whom. */
  readonly causes?: readonly Cause[]
  /** Of a full pass. */
  readonly passId?: string
}

/**
 * The act behind a step: the newest one about the person it was found on, else about the other relative, a member of the household, or whoever stands
 * in the same group. `step` names rows with subject_id, subject_kind, rule and fingerprint.
 */
function actBehind(causes: readonly Cause[] | undefined, step: Query): Query {
  if (!causes || causes.length === 0) return sql`null::uuid`
  return sql`(
    select c.act_id from jsonb_to_recordset(${sql.json(causes)}::jsonb) as c (person_id uuid, act_id uuid, place bigint)
    where c.person_id = ${step}.subject_id or c.person_id::text = ${step}.fingerprint
      or (${step}.subject_kind = 'household' and exists (select from residence_public.past_member m where m.household_id = ${step}.subject_id and m.person_id = c.person_id))
      or (${step}.fingerprint <> '' and (exists (select from quality_finding g where g.rule = ${step}.rule and g.fingerprint = ${step}.fingerprint and g.subject_id = c.person_id)
        or exists (select from found g where g.rule = ${step}.rule and g.fingerprint = ${step}.fingerprint and g.subject_id = c.person_id)))
    order by c.person_id = ${step}.subject_id desc, c.person_id::text = ${step}.fingerprint desc, c.place desc limit 1)`
}

/** Where a found person or household stands: commune, and hamlet as the last part of the address. */
const whereabouts = sql`
  left join lateral (
    select r.area, nullif(trim(split_part(r.detail, ',', -1)), '') as hamlet from residence_public.open_residence r
    where f.subject_kind = 'person' and r.person_id = f.subject_id order by r.rank limit 1) home on true
  left join lateral (select h.area, nullif(trim(split_part(h.detail, ',', -1)), '') as hamlet from residence_public.open_household h where f.subject_kind = 'household' and h.household_id = f.subject_id limit 1) house on true
  left join lateral (select p.areas[1] as area, p.birth_registration_area from population_public.current_person p where f.subject_kind = 'person' and p.person_id = f.subject_id and home.area is null) kept on true`

/** What the rules say of themselves, beside each finding. */
function ruleFacts(rules: readonly Rule[]): Query {
  return sql`jsonb_to_recordset(${sql.json(rules.map((rule) => ({ rule: rule.id, category: rule.category, severity: rule.severity, subject_kind: rule.scope.kind === 'household' ? 'household' : 'person' })))}::jsonb)
    as r (rule text, category text, severity text, subject_kind text)`
}

/**
 * Brings the findings that stand in line with what was found. New ones open, fixed ones that came back reopen, those in `scope` that were not
 * found are fixed. An exempted one stays exempted while it is found; once it is not, the exemption has lapsed, and should it come back it opens.
 */
async function merge(tx: Tx, { rules, now, dueOn, causes, passId }: Merging, found: Query, scope: Query, fresh: Query = sql`true`): Promise<Merged> {
  const outcome = await tx.one<{ opened: number; reopened: number; closed: number }>(sql`
    with found as materialized (${found}),
    known as (select r.*, f.subject_id, f.fingerprint from found f join ${ruleFacts(rules)} on r.rule = f.rule),
    fresh as (
      insert into quality_finding (finding_id, rule, category, severity, subject_kind, subject_id, fingerprint, area, hamlet, opened_at, due_on)
      select gen_random_uuid(), f.rule, f.category, f.severity, f.subject_kind, f.subject_id, f.fingerprint, coalesce(home.area, house.area, kept.area, kept.birth_registration_area), coalesce(home.hamlet, house.hamlet), ${now}::timestamptz, case f.severity when 'error' then ${dueOn.error}::date else ${dueOn.warning}::date end
      from known f ${whereabouts} where ${fresh}
      on conflict (subject_id, rule, fingerprint) do update set state = 'open', closed_at = null, assigned_to = null, proposal = null, proposed_by = null, proposal_reason = null, proposal_note = null,
        correction_case = null, opened_at = excluded.opened_at, due_on = excluded.due_on, area = excluded.area, hamlet = excluded.hamlet, version = quality_finding.version + 1
        where quality_finding.state = 'fixed'
      returning finding_id, subject_id, subject_kind, rule, fingerprint, xmax = 0 as new),
    closed as (
      update quality_finding q set state = 'fixed', closed_at = case when q.state = 'exempted' then q.closed_at else ${now}::timestamptz end, version = q.version + 1
      where q.list_id is null and q.state in ('open', 'assigned', 'proposed', 'exempted') and ${scope} and not exists (select from found f where f.rule = q.rule and f.subject_id = q.subject_id and f.fingerprint = q.fingerprint)
      returning finding_id, subject_id, subject_kind, rule, fingerprint),
    told as (
      insert into quality_finding_event (event_id, finding_id, at, kind, actor_kind, act_id, pass_id)
      select gen_random_uuid(), finding_id, ${now}::timestamptz, case when new then 'opened' else 'reopened' end, 'system', ${actBehind(causes, sql`fresh`)}, ${passId ?? null}::uuid from fresh
      union all select gen_random_uuid(), finding_id, ${now}::timestamptz, 'fixed', 'system', ${actBehind(causes, sql`closed`)}, ${passId ?? null}::uuid from closed)
    select (select count(*) from fresh where new) as opened, (select count(*) from fresh where not new) as reopened, (select count(*) from closed) as closed`)
  return outcome
}

/** After a re-check: `rows` are what was found; the scope are those people and households, and whole groups. */
export function mergeChecked(tx: Tx, how: Merging, rows: readonly Found[], people: readonly string[], households: readonly string[], groups: readonly string[]): Promise<Merged> {
  const found = sql`select rule, subject_id, fingerprint from jsonb_to_recordset(${sql.json(rows)}::jsonb) as x (rule text, subject_id uuid, fingerprint text)`
  const kin = how.rules.filter((rule) => rule.scope.kind === 'kin').map((rule) => rule.id)
  const grouped = how.rules.filter((rule) => rule.scope.kind === 'group').map((rule) => rule.id)
  // In sub-selects, as in the statement that judges: the kept plan is as good as one made for these very people.
  const anyOf = (values: readonly string[], type: 'uuid' | 'text'): Query => sql`any((select ${values}::${sql.ident(type)}[])::${sql.ident(type)}[])`
  // Two partial indexes, each with its own condition.
  const grouping = [sql`fingerprint <> '' and state in ('open', 'assigned', 'proposed')`, sql`fingerprint <> '' and state = 'exempted'`] as const
  const scope = sql`q.finding_id in (
    select finding_id from quality_finding where subject_kind = 'person' and subject_id = ${anyOf(people, 'uuid')}
    union all select finding_id from quality_finding where subject_kind = 'person' and rule = ${anyOf(kin, 'text')} and fingerprint = ${anyOf(people, 'text')} and ${grouping[0]}
    union all select finding_id from quality_finding where subject_kind = 'person' and rule = ${anyOf(kin, 'text')} and fingerprint = ${anyOf(people, 'text')} and ${grouping[1]}
    union all select finding_id from quality_finding where subject_kind = 'household' and subject_id = ${anyOf(households, 'uuid')}
    union all select finding_id from quality_finding where rule = ${anyOf(grouped, 'text')} and fingerprint = ${anyOf(groups, 'text')} and ${grouping[0]}
    union all select finding_id from quality_finding where rule = ${anyOf(grouped, 'text')} and fingerprint = ${anyOf(groups, 'text')} and ${grouping[1]})`
  return merge(tx, how, found, scope)
}

/** After a full pass whose findings stand in the temporary table `quality_found`; whoever was judged by himself since `takenAt` is left to that judgement. */
export function mergePass(tx: Tx, how: Merging, takenAt: Instant): Promise<Merged> {
  const rules = how.rules.map((rule) => rule.id)
  const untouched = (subject: string): Query => sql`not exists (select from quality_check c where c.subject_id = ${sql.ident(subject)} and c.at >= ${takenAt}::timestamptz)`
  return merge(tx, how, sql`select rule, subject_id, fingerprint from quality_found`, sql`(q.rule = any(${rules}::text[]) and ${untouched('q.subject_id')})`, untouched('f.subject_id'))
}

export async function stageFound(tx: Tx): Promise<void> {
  await tx.run(sql`create temporary table if not exists quality_found (rule text not null, subject_id uuid not null, fingerprint text not null) on commit delete rows`)
}
export const stageStatement = 'copy quality_found (rule, subject_id, fingerprint) from stdin (format csv)'

/** Fills the stage by this engine itself. `text` is compiled from rules. */
export async function stageSelect(tx: Tx, text: string): Promise<void> {
  await tx.run(compiled([`insert into quality_found (rule, subject_id, fingerprint) select rule, subject_id, coalesce(fingerprint, '') from (${text}) x`]))
}

export async function countStaged(tx: Tx): Promise<number> {
  return (await tx.one<{ n: number }>(sql`select count(*) as n from quality_found`)).n
}

/** Everything found in the last pass, for the proof that increments and full pass agree. */
export function staged(tx: Tx): Promise<Found[]> {
  return tx.many<Found>(sql`select rule, subject_id, fingerprint from quality_found order by 1, 2, 3`)
}

export function standing(tx: Tx): Promise<Found[]> {
  return tx.many<Found>(sql`select rule, subject_id, fingerprint from quality_finding where state <> 'fixed' order by 1, 2, 3`)
}

export async function forgetChecks(tx: Tx, before: Instant): Promise<void> {
  await tx.run(sql`delete from quality_check where at < ${before}::timestamptz`)
}

/** Leaves with the commit. */
export function markChecked(tx: Tx, subjects: readonly string[], now: Instant): void {
  tx.last(sql`insert into quality_check (subject_id, at) select distinct s, ${now}::timestamptz from unnest(${subjects}::uuid[]) s order by 1 on conflict (subject_id) do update set at = greatest(quality_check.at, excluded.at)`)
}

/** The sets of codes as of today; nothing is written when they stand already. */
export async function syncCodes(tx: Tx, sets: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const rows = Object.entries(sets).flatMap(([set, codes]) => codes.map((code) => ({ code_set: set, code })))
  await tx.run(sql`
    with wanted as (select * from jsonb_to_recordset(${sql.json(rows)}::jsonb) as w (code_set text, code text)),
    gone as (delete from quality_code q where not exists (select from wanted w where w.code_set = q.code_set and w.code = q.code))
    insert into quality_code (code_set, code) select code_set, code from wanted on conflict do nothing`)
}

export interface PassRow {
  readonly passId: string
  readonly engine: 'duckdb' | 'postgres'
  readonly takenAt: Instant
  readonly finishedAt: Instant
  readonly rulesHash: string
  readonly people: number
  readonly households: number
  readonly found: number
  readonly opened: number
  readonly closed: number
}

export async function insertPass(tx: Tx, pass: PassRow): Promise<void> {
  await tx.run(sql`insert into quality_pass (pass_id, engine, taken_at, finished_at, rules_hash, people, households, found, opened, closed)
    values (${pass.passId}, ${pass.engine}, ${pass.takenAt}, ${pass.finishedAt}, ${pass.rulesHash}, ${pass.people}, ${pass.households}, ${pass.found}, ${pass.opened}, ${pass.closed})`)
}

/** Today's score of each rule in each commune: how many were judged, how many stand as found. */
export async function writeScores(tx: Tx, rules: readonly Rule[], day: PlainDate): Promise<void> {
  await tx.run(sql`
    with people as (select areas[1] as area, count(*) as n from population_public.current_person where areas[1] is not null group by 1),
    houses as (select area, count(*) as n from residence_public.open_household group by 1),
    found as (select area, rule, count(*) as n from quality_finding where state in ('open', 'assigned', 'proposed') and area is not null group by 1, 2)
    insert into quality_score (day, area, rule, judged, found)
    select ${day}::date, p.area, r.rule, p.n, coalesce(f.n, 0)
    from (select area, n, 'person' as subject_kind from people union all select area, n, 'household' from houses) p join ${ruleFacts(rules)} on r.subject_kind = p.subject_kind
    left join found f on f.area = p.area and f.rule = r.rule
    on conflict (day, area, rule) do update set judged = excluded.judged, found = excluded.found`)
}

/** Only one full pass at a time, over all processes. */
export async function takePassLock(tx: Tx): Promise<boolean> {
  return (await tx.one<{ taken: boolean }>(sql`select pg_try_advisory_xact_lock(hashtext('quality.pass')) as taken`)).taken
}

/** The same lock held by a connection of its own while a long pass works outside any transaction: free the moment the process is gone. Null, and nothing done, where another pass runs. */
export function withPassLock<T>(database: Database, work: () => Promise<T>): Promise<T | null> {
  return database.session(async (client) => {
    // A connection cut by the server frees the lock: the statement that ends the work then finds it over.
    client.on('error', () => undefined)
    const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock(hashtext('quality.pass')) as taken")
    return rows[0]!.taken ? work() : null
  })
}

export async function sizes(tx: Tx): Promise<{ people: number; households: number }> {
  return tx.one(sql`select (select count(*) from population_public.current_person) as people, (select count(*) from residence_public.open_household) as households`)
}

/** How far this program's follower has come, held until the transaction ends; null while another holds it. */
export async function holdPlace(tx: Tx): Promise<number | null> {
  await tx.run(sql`insert into quality_follow (follower, place) values ('recheck', 0) on conflict do nothing`)
  const row = await tx.maybe<{ place: number }>(sql`select place from quality_follow where follower = 'recheck' for update skip locked`)
  return row?.place ?? null
}

export async function keepPlace(tx: Tx, place: number): Promise<void> {
  await tx.run(sql`update quality_follow set place = ${place} where follower = 'recheck'`)
}
