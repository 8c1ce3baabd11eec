import type { Lane } from './linked.ts'
import type { ExitName, State } from './process-nodes.ts'

export interface Move { readonly from: string; readonly exit: ExitName; readonly to: string }
export interface Walk { readonly moves: readonly Move[]; readonly end: string }

/** Every way through a lane in which each state is entered at most `visits` times: what the generated tests walk. */
export function walksOf(lane: Pick<Lane, 'start' | 'steps'>, visits = 2): Walk[] {
  const walks: Walk[] = []
  const go = (at: string, moves: readonly Move[], seen: ReadonlyMap<string, number>): void => {
    const state = lane.steps[at]
    if (!state) return
    if (state.kind === 'end') { walks.push({ moves, end: at }); return }
    for (const { exit, to } of exitsOf(state)) {
      if ((seen.get(to) ?? 0) >= visits) continue
      go(to, [...moves, { from: at, exit, to }], new Map(seen).set(to, (seen.get(to) ?? 0) + 1))
    }
  }
  go(lane.start, [], new Map([[lane.start, 1]]))
  return walks
}

export function exitsOf(state: State): { exit: ExitName; to: string }[] {
  return state.kind === 'end' ? [] : Object.entries(state.exits).map(([exit, to]) => ({ exit: exit as ExitName, to }))
}

/** States reached from the start. */
export function reachable(lane: Pick<Lane, 'start' | 'steps'>): Set<string> {
  const found = new Set<string>()
  const open = [lane.start]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const state = lane.steps[at]
    if (!state || found.has(at)) continue
    found.add(at)
    open.push(...exitsOf(state).map((each) => each.to))
  }
  return found
}
