import { allow, type Ctx, type Instant, type PlainDate } from '../../platform/index.ts'
import { selectAsOf } from './as-of.sql.ts'
import { changesOf, type HistoryChange } from './history-changes.ts'
import { selectHistory, type HistoryAct, type HistoryRow, type StoredHistory } from './history.sql.ts'
import { factFields, factsFromRow } from './person-columns.ts'
import type { PersonFacts, PersonField, PersonView, Standing } from './person.ts'
import { isHidden, neededFor, refuseForbidden, unchecked } from './read-person.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface AsOf {
  /** The day in life asked about. */
  readonly true: PlainDate
  /** The moment of our knowledge; now where nothing is said. */
  readonly known?: Instant
}

/**
 * What was true on one day as it was known at one moment, of every part: facts, numbers, cards, relatives. "What was true"
 * and "what we believed" are two questions. Undefined when nothing was known then. Rights and log as `readPerson`, rights as of now.
 */
export async function readPersonAsOf<F extends PersonField>(ctx: Ctx, personId: string, fields: readonly F[], asOf: AsOf): Promise<PersonView<F> | undefined> {
  const found = await selectAsOf(ctx.tx, personId, asOf.true, asOf.known ?? ctx.now, neededFor(ctx, fields))
  refuseUnless(found, 'population.person-unknown')
  ctx.logRead({ kind: 'open', register: 'population', subjects: [...new Set([found.personId, found.asked])], fields })
  await refuseForbidden(ctx, { ...found, askedAs: found.asked }, fields)
  if (!found.facts) return undefined
  return unchecked({ ...found.facts, asked: found.asked, pin: found.pin, numbers: found.numbers, cards: found.cards, relatives: found.relatives }, fields)
}

/** One row of a person's facts, oldest knowledge first. */
export interface PersonVersion {
  readonly validFrom: PlainDate
  readonly validTo: PlainDate | null
  readonly recordedAt: Instant
  /** When it stopped being what we know; null for what we know now. */
  readonly supersededAt: Instant | null
  readonly standing: Standing
  readonly facts: PersonFacts
  readonly act: Pick<HistoryAct, 'actId' | 'type' | 'occurredOn' | 'actor' | 'basis' | 'dossierId'> | null
}

/** One act in the story of a person, with what it changed. */
export interface HistoryEntry {
  readonly actId: string
  /** Words for it: `actWords`. */
  readonly type: string
  readonly occurredOn: PlainDate
  readonly recordedAt: Instant
  readonly actor: HistoryAct['actor']
  readonly onBehalfOf: string | null
  readonly basis: HistoryAct['basis']
  readonly dossierId: string | null
  readonly changes: readonly HistoryChange[]
}

export interface PersonHistory {
  readonly personId: string
  /** The entry asked for, where it was merged into this person. */
  readonly mergedFrom: string | null
  /** Newest act first. */
  readonly entries: readonly HistoryEntry[]
}

/**
 * The whole story of a person: each act that changed facts, numbers, cards, relatives or the entry itself, with its basis, who did it,
 * and each value before and after. For the person and the police of the area; logged as a reading of every field.
 */
export async function personHistory(ctx: Ctx, personId: string): Promise<PersonHistory> {
  const found = await readWhole(ctx, personId)
  const changes = changesOf(found)
  const entries = found.acts.map((act): HistoryEntry => ({ ...act, changes: changes.get(act.actId) ?? [] })).filter((entry) => entry.changes.length > 0).reverse()
  return { personId: found.personId, mergedFrom: found.asked === found.personId ? null : found.asked, entries }
}

/** All facts that were ever recorded of a person, row by row, with the acts. Rights and log as `personHistory`. */
export async function historyOf(ctx: Ctx, personId: string): Promise<PersonVersion[]> {
  const found = await readWhole(ctx, personId)
  const acts = new Map(found.acts.map((act) => [act.actId, act]))
  return found.versions.map((row) => ({
    validFrom: row.valid_from, validTo: row.valid_to, recordedAt: row.recorded_at, supersededAt: row.superseded_at,
    standing: row.standing as Standing, facts: factsFromRow(row as never), act: actOf(acts, row),
  }))
}

async function readWhole(ctx: Ctx, personId: string): Promise<StoredHistory> {
  const found = await selectHistory(ctx.tx, personId, ctx.actor.kind === 'citizen' ? ctx.actor.personId : null)
  refuseUnless(found, 'population.person-unknown')
  ctx.logRead({ kind: 'open', register: 'population', subjects: [...new Set([found.personId, found.asked])], fields: ['history', ...factFields, 'identityNumbers', 'identityCards', 'relatives'] })
  const own = ctx.actor.kind === 'citizen' && ctx.actor.personId === found.asked
  allow(ctx, 'population.read-history', { person: own ? found.asked : found.personId, area: found.areas[0] ?? null })
  if (await isHidden(ctx, { ...found, askedAs: found.asked })) refuse('population.restricted')
  return found
}

function actOf(acts: ReadonlyMap<string, HistoryAct>, row: HistoryRow): PersonVersion['act'] {
  const act = acts.get(row.act_id)
  return act ? { actId: act.actId, type: act.type, occurredOn: act.occurredOn, actor: act.actor, basis: act.basis, dossierId: act.dossierId } : null
}
