import { sql, type Instant, type Tx } from '../../../platform/index.ts'
import type { LinkModel } from '../model.ts'
import type { PairEvidence } from './explain.ts'

export type DuplicateState = 'open' | 'proposed' | 'merged' | 'apart' | 'gone'

/** Two records that may be one person; `personId` is the smaller id. */
export interface Duplicate {
  readonly personId: string
  readonly otherId: string
  readonly clusterId: string
  readonly areas: readonly string[]
  readonly weight: number
  readonly evidence: PairEvidence
  readonly runId: string
  readonly state: DuplicateState
  readonly foundAt: Instant
  readonly proposalId: string | null
  readonly version: number
}

const columns = sql`person_id as "personId", other_id as "otherId", cluster_id as "clusterId", areas, weight, levels as evidence, run_id as "runId", state, found_at as "foundAt", proposal_id as "proposalId", version`

export interface FoundPair {
  readonly personId: string
  readonly otherId: string
  readonly clusterId: string
  readonly weight: number
  readonly evidence: PairEvidence
}

/** Keeps what a run found: new pairs open, known ones keep what people said of them, open ones that are found no more are gone. */
export async function keepFound(tx: Tx, run: { readonly runId: string; readonly at: Instant }, pairs: readonly FoundPair[]): Promise<{ opened: number; gone: number }> {
  let opened = 0
  for (let at = 0; at < pairs.length; at += 2_000) opened += await upsertFound(tx, run, pairs.slice(at, at + 2_000))
  const { gone } = await tx.one<{ gone: number }>(sql`
    with gone as (update matching_duplicate set state = 'gone', version = version + 1 where state = 'open' and run_id <> ${run.runId} returning person_id, other_id),
      said as (insert into matching_duplicate_event (event_id, person_id, other_id, at, kind, actor_kind) select gen_random_uuid(), person_id, other_id, ${run.at}, 'gone', 'system' from gone returning 1)
    select count(*) as gone from said`)
  return { opened, gone }
}

async function upsertFound(tx: Tx, { runId, at }: { readonly runId: string; readonly at: Instant }, pairs: readonly FoundPair[]): Promise<number> {
  const { opened } = await tx.one<{ opened: number }>(sql`
    with given as (
      select g.*, array(select distinct a from population_public.current_person p, unnest(p.areas) a where p.person_id in (g.person_id, g.other_id) and length(a) = 5 order by a) as areas, d.state as before
      from jsonb_to_recordset(${sql.json(pairs.map((pair) => ({ person_id: pair.personId, other_id: pair.otherId, cluster_id: pair.clusterId, weight: pair.weight, levels: pair.evidence })))}::jsonb)
        g (person_id uuid, other_id uuid, cluster_id uuid, weight double precision, levels jsonb) left join matching_duplicate d on d.person_id = g.person_id and d.other_id = g.other_id
      -- Whoever was merged with another since the register was read is no record of his own any more.
      where (select count(*) from population_public.current_person p where p.person_id in (g.person_id, g.other_id)) = 2),
    kept as (
      insert into matching_duplicate as d (person_id, other_id, cluster_id, areas, weight, levels, run_id, found_at) select person_id, other_id, cluster_id, areas, weight, levels, ${runId}, ${at} from given
      on conflict (person_id, other_id) do update set cluster_id = excluded.cluster_id, areas = excluded.areas, weight = excluded.weight, levels = excluded.levels, run_id = excluded.run_id,
        state = case when d.state = 'gone' then 'open' else d.state end, version = d.version + 1
      returning d.person_id, d.other_id),
    said as (
      insert into matching_duplicate_event (event_id, person_id, other_id, at, kind, actor_kind)
      select gen_random_uuid(), person_id, other_id, ${at}, case when before is null then 'found' else 'reopened' end, 'system' from given join kept using (person_id, other_id) where before is null or before = 'gone' returning 1)
    select count(*) as opened from said`)
  return opened
}

export interface DuplicateRun {
  readonly runId: string
  readonly startedAt: Instant
  readonly finishedAt: Instant
  readonly people: number
  readonly pairs: number
  readonly found: number
  readonly opened: number
  readonly gone: number
  readonly lower: number
  readonly model: LinkModel
  readonly seconds: Readonly<Record<string, number>>
}

export async function insertDuplicateRun(tx: Tx, run: DuplicateRun): Promise<void> {
  await tx.run(sql`insert into matching_duplicate_run (run_id, started_at, finished_at, people, pairs, found, opened, gone, lower_bits, model, seconds)
    values (${run.runId}, ${run.startedAt}, ${run.finishedAt}, ${run.people}, ${run.pairs}, ${run.found}, ${run.opened}, ${run.gone}, ${run.lower}, ${sql.json(run.model)}::jsonb, ${sql.json(run.seconds)}::jsonb)`)
}

const runColumns = sql`run_id as "runId", started_at as "startedAt", finished_at as "finishedAt", people, pairs, found, opened, gone, lower_bits as lower, model, seconds`

export function selectLastDuplicateRun(tx: Tx): Promise<DuplicateRun | undefined> {
  return tx.maybe<DuplicateRun>(sql`select ${runColumns} from matching_duplicate_run order by started_at desc limit 1`)
}

export function selectDuplicateRuns(tx: Tx, runIds: readonly string[]): Promise<DuplicateRun[]> {
  return tx.many<DuplicateRun>(sql`select ${runColumns} from matching_duplicate_run where run_id = any(${runIds}::uuid[])`)
}

export interface ListedCluster {
  readonly clusterId: string
  readonly people: readonly string[]
  readonly weight: number
  readonly open: number
  readonly proposed: number
  readonly foundAt: Instant
  readonly total: number
}

/** Clusters all of whose homes lie in these communes, the surest first. A record without a home goes with the other. */
export function selectClusters(tx: Tx, communes: readonly string[], most: number, skip: number): Promise<ListedCluster[]> {
  return tx.many<ListedCluster>(sql`
    select cluster_id as "clusterId", array_agg(distinct id) as people, max(weight) as weight, (count(*) filter (where state = 'open')) / 2 as open, (count(*) filter (where state = 'proposed')) / 2 as proposed, min(found_at) as "foundAt", count(*) over () as total
    from matching_duplicate d cross join lateral (values (d.person_id), (d.other_id)) both_ids (id)
    where state in ('open', 'proposed') group by cluster_id having bool_and(d.areas <@ ${communes} and d.areas <> '{}') order by (count(*) filter (where state = 'open') > 0) desc, max(weight) desc, cluster_id limit ${most} offset ${skip}`)
}

/** How many groups `selectClusters` would list. */
export async function countClusters(tx: Tx, communes: readonly string[]): Promise<number> {
  return (await tx.one<{ n: number }>(sql`select count(*) as n from (select from matching_duplicate d where state in ('open', 'proposed') group by cluster_id having bool_and(d.areas <@ ${communes} and d.areas <> '{}')) groups`)).n
}

/** Pairs that reach beyond these communes: counted, for whoever is responsible for both. */
export async function countBeyond(tx: Tx, communes: readonly string[]): Promise<number> {
  return (await tx.one<{ n: number }>(sql`select count(*) as n from matching_duplicate where state = 'open' and areas && ${communes} and not areas <@ ${communes}`)).n
}

export function selectCluster(tx: Tx, clusterId: string): Promise<Duplicate[]> {
  return tx.many<Duplicate>(sql`select ${columns} from matching_duplicate where cluster_id = ${clusterId} order by weight desc, person_id, other_id`)
}

export function selectDuplicate(tx: Tx, personId: string, otherId: string): Promise<Duplicate | undefined> {
  return tx.maybe<Duplicate>(sql`select ${columns} from matching_duplicate where person_id = ${personId} and other_id = ${otherId}`)
}

export function selectDuplicatesOfProposal(tx: Tx, proposalId: string): Promise<Duplicate[]> {
  return tx.many<Duplicate>(sql`select ${columns} from matching_duplicate where proposal_id = ${proposalId}`)
}

/** Open pairs in which one of these stands. */
export function selectDuplicatesWith(tx: Tx, people: readonly string[]): Promise<Duplicate[]> {
  return tx.many<Duplicate>(sql`select ${columns} from matching_duplicate where person_id = any(${people}::uuid[]) or other_id = any(${people}::uuid[])`)
}

export interface DuplicateStep {
  readonly personId: string
  readonly otherId: string
  /** As it was shown; nothing where the step follows from an act and not from a screen. */
  readonly version?: number
  readonly from: readonly DuplicateState[]
  readonly state: DuplicateState
  readonly proposalId?: string | null
  readonly kind: 'proposed' | 'merged' | 'apart' | 'reopened' | 'gone'
  readonly actorKind: string
  readonly actorPerson: string | null
  readonly appointment: string | null
  readonly reason?: string | null
  readonly note?: string | null
  readonly at: Instant
}

/** One step with its line of history; false when somebody else was first. */
export async function takeDuplicateStep(tx: Tx, step: DuplicateStep): Promise<boolean> {
  const done = await tx.maybe<{ id: string }>(sql`
    with moved as (
      update matching_duplicate set state = ${step.state}, proposal_id = ${step.proposalId ?? null}, version = version + 1
      where person_id = ${step.personId} and other_id = ${step.otherId} and state = any(${step.from}) and (${step.version ?? null}::int is null or version = ${step.version ?? null}) returning person_id, other_id)
    insert into matching_duplicate_event (event_id, person_id, other_id, at, kind, actor_kind, actor_person, appointment, reason, note)
    select gen_random_uuid(), person_id, other_id, ${step.at}, ${step.kind}, ${step.actorKind}, ${step.actorPerson}, ${step.appointment}, ${step.reason ?? null}, ${step.note ?? null} from moved returning person_id as id`)
  return done !== undefined
}

export interface DuplicateEvent {
  readonly at: Instant
  readonly kind: 'found' | 'proposed' | 'merged' | 'apart' | 'reopened' | 'gone'
  readonly actorPerson: string | null
  readonly reason: string | null
  readonly note: string | null
}

export function selectDuplicateEvents(tx: Tx, clusterId: string): Promise<DuplicateEvent[]> {
  return tx.many<DuplicateEvent>(sql`select e.at, e.kind, e.actor_person as "actorPerson", e.reason, e.note from matching_duplicate_event e join matching_duplicate d using (person_id, other_id) where d.cluster_id = ${clusterId} order by e.at, e.event_id`)
}

export async function duplicatesAreDue(tx: Tx, now: Instant): Promise<{ due: boolean; people: number }> {
  return tx.one(sql`select not exists (select from matching_duplicate_run where started_at > ${now}::timestamptz - interval '6 days 12 hours') as due, (select count(*) from population_public.current_person) as people`)
}
