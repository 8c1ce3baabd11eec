import { sql, type Instant, type Tx } from '../../platform/index.ts'

export const reasons = ['rules', 'calendar', 'new', 'waiting', 'unexplained'] as const
/** Why a pass differs from what the increments had: see `differences.ts`. */
export type Reason = (typeof reasons)[number]

export interface Difference {
  readonly rule: string
  /** missed: only the pass found it; stale: only the increments still had it. */
  readonly direction: 'missed' | 'stale'
  readonly reason: Reason
  readonly findings: number
}

export interface Step {
  readonly rule: string
  readonly direction: Difference['direction']
  /** Everybody it hangs on: the person, the other relative, members of the household, those of the same group. */
  readonly people: readonly string[]
}

export function selectPreviousPass(tx: Tx): Promise<{ rulesHash: string; takenAt: Instant } | undefined> {
  return tx.maybe(sql`select rules_hash as "rulesHash", taken_at as "takenAt" from quality_pass order by taken_at desc limit 1`)
}

const steps = sql`select q.rule, case e.kind when 'fixed' then 'stale' else 'missed' end as direction, q.subject_kind, q.subject_id, q.fingerprint from quality_finding_event e join quality_finding q using (finding_id)`

/** What a pass opened and closed, each with the people it hangs on. */
export function selectSteps(tx: Tx, passId: string): Promise<Step[]> {
  return tx.many<Step>(sql`
    select s.rule, s.direction, case s.subject_kind when 'household' then array(select m.person_id::text from residence_public.past_member m where m.household_id = s.subject_id)
      else array(select s.subject_id::text union select s.fingerprint where s.fingerprint ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$' union select g.subject_id::text from quality_finding g where s.fingerprint <> '' and g.rule = s.rule and g.fingerprint = s.fingerprint) end as people
    from (${steps} where e.pass_id = ${passId}) s`)
}

/** The same by rule alone. */
export function countSteps(tx: Tx, passId: string): Promise<Omit<Difference, 'reason'>[]> {
  return tx.many(sql`select s.rule, s.direction, count(*) as findings from (${steps} where e.pass_id = ${passId}) s group by 1, 2 order by 1, 2`)
}

export async function insertDifferences(tx: Tx, passId: string, found: readonly Difference[]): Promise<void> {
  await tx.run(sql`insert into quality_difference (pass_id, rule, direction, reason, findings) select ${passId}, d.rule, d.direction, d.reason, d.findings
    from jsonb_to_recordset(${sql.json(found)}::jsonb) as d (rule text, direction text, reason text, findings bigint)`)
}

/** How far the follower has come; nobody is held up. */
export async function followedTo(tx: Tx): Promise<number> {
  return (await tx.maybe<{ place: number }>(sql`select place from quality_follow where follower = 'recheck'`))?.place ?? 0
}

export interface PassSeen {
  readonly passId: string
  readonly engine: 'duckdb' | 'postgres'
  readonly takenAt: Instant
  readonly finishedAt: Instant
  readonly people: number
  readonly found: number
  readonly opened: number
  readonly closed: number
  readonly differences: readonly Difference[]
}

/** The last passes, newest first. */
export function selectPasses(tx: Tx, most: number): Promise<PassSeen[]> {
  return tx.many<PassSeen>(sql`
    select p.pass_id as "passId", p.engine, p.taken_at as "takenAt", p.finished_at as "finishedAt", p.people, p.found, p.opened, p.closed,
      coalesce((select jsonb_agg(jsonb_build_object('rule', d.rule, 'direction', d.direction, 'reason', d.reason, 'findings', d.findings) order by d.reason = 'unexplained' desc, d.findings desc, d.rule, d.direction) from quality_difference d where d.pass_id = p.pass_id), '[]') as differences
    from quality_pass p order by p.taken_at desc limit ${most}`)
}
