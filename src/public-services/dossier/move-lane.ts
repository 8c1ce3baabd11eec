import type { Instant } from '../../platform/index.ts'
import { lanesOf, nationalStatus, type Lane, type Service, type State } from '../catalogue/index.ts'
import type { Pause } from '../clock/index.ts'
import { resolve, type Filing } from '../forms/index.ts'
import type { LaneResult, LaneRow, SupplementRequest } from './dossier.ts'
import type { LaneMove } from './dossier.sql.ts'
import { dueOfLane, dueOfState } from './due.ts'

/** What a lane looks like after it has gone to another state. Pure. */
export function laneAfter(service: Service, filing: Filing, definition: Lane, before: LaneRow, to: string, at: Instant, more: { request?: SupplementRequest | null; result?: LaneResult | null } = {}): LaneMove {
  const state = definition.steps[to]
  if (!state) throw new Error(`lane ${before.lane} has no state ${to}`)
  const was = definition.steps[before.state]
  const pauses = pausesAfter(before.pauses, was, state, at)
  const startedAt = before.startedAt ?? (state.kind === 'wait' ? null : at)
  const outcome = state.kind === 'end' ? state.outcome : null
  return {
    state: to, nationalStatus: nationalStatus[state.status], outcome, stateSince: at, stateDue: outcome ? null : dueOfState(state, at), startedAt,
    dueAt: startedAt ? dueOfLane(service, filing, definition, startedAt, pauses).dueAt ?? before.dueAt : null, pauses,
    requests: before.requests + (state.kind === 'citizen' ? 1 : 0), request: more.request ?? (state.kind === 'citizen' ? before.request : null), result: more.result ?? before.result,
    endedAt: outcome ? at : null, checked: was?.kind === 'citizen' ? {} : before.checked,
  }
}

/** The clock stands while the lane waits for the citizen, the first time only (domain §5.5). */
function pausesAfter(pauses: readonly Pause[], was: State | undefined, now: State, at: Instant): Pause[] {
  if (now.kind === 'citizen') return [...pauses, { from: at, to: null }]
  if (was?.kind === 'citizen') return pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause))
  return [...pauses]
}

/** A waiting lane's next state now that others have moved: on when all it needs is there, stopped when a lane it needs ended without success, else nothing. */
export function wakesTo(service: Service, filing: Filing, definition: Lane, row: LaneRow, lanes: readonly Pick<LaneRow, 'lane' | 'outcome'>[]): string | undefined {
  const state = definition.steps[row.state]
  if (state?.kind !== 'wait') return undefined
  const needed = lanes.filter((other) => state.lanes.includes(other.lane))
  if (needed.some((other) => other.outcome !== null && other.outcome !== 'done')) return Object.keys(definition.steps).find((name) => endsAs(definition.steps[name], 'stopped'))
  const values = resolve(service, filing).values
  const ready = needed.every((other) => other.outcome === 'done') && state.facts.every((path) => values[path] !== undefined && values[path] !== null)
  return ready ? state.exits.ready : undefined
}

/** Why a lane ended that waited for another one, in words; nothing when it ended for a reason of its own. */
export function stoppedBecause(service: Service, definition: Lane, lanes: readonly Pick<LaneRow, 'lane' | 'outcome'>[]): string | undefined {
  const needs = Object.values(definition.steps).flatMap((state) => (state.kind === 'wait' ? state.lanes : []))
  const failed = lanes.find((other) => needs.includes(other.lane) && other.outcome !== null && other.outcome !== 'done')
  const title = failed && lanesOf(service).find((lane) => lane.id === failed.lane)?.title
  return title && `Phần «${title}» không thành nên phần này dừng theo. Làm lại phần đó thì nộp lại được.`
}

export const endsAs = (state: State | undefined, outcome: string): boolean => state?.kind === 'end' && state.outcome === outcome
