import type { Check, Problem } from './problem.ts'
import { lanesOf, type Lane, type Service } from './linked.ts'
import type { State } from './process-nodes.ts'
import { sureWorkingHours } from './time-limits.ts'
import { officerRoles, organisationKinds } from './vocabulary.ts'
import { exitsOf, reachable, walksOf } from './walks.ts'

const eachLane = (check: string, of: (lane: Lane, service: Service) => readonly (readonly [at: string, says: string])[]): Check =>
  (service) => lanesOf(service).flatMap((lane) => of(lane, service).map(([at, says]): Problem => ({ check, at: `${lane.id}.${at}`, says })))
const statesOf = (lane: Lane) => Object.entries(lane.steps)

const exitsLeadSomewhere = eachLane('exits-lead-somewhere', (lane) => [
  ...(lane.steps[lane.start] ? [] : [['start', `no state is named ${lane.start}`] as const]),
  ...statesOf(lane).flatMap(([id, state]) => exitsOf(state).filter(({ to }) => !lane.steps[to]).map(({ exit, to }) => [`${id}.${exit}`, `leads to ${to}, which is no state`] as const)),
  ...statesOf(lane).filter(([, state]) => state.kind !== 'end' && exitsOf(state).length === 0).map(([id]) => [id, 'has no way out'] as const),
])

const statesAreReached = eachLane('states-are-reached', (lane) => {
  const found = reachable(lane)
  return statesOf(lane).filter(([id]) => !found.has(id)).map(([id]) => [id, 'no way leads here'] as const)
})

/** From every state the dossier can still come to a good end, except where it has come to another. */
const doneCanBeReached = eachLane('done-can-be-reached', (lane) => {
  const good = statesOf(lane).filter(([, state]) => state.kind === 'end' && state.outcome === 'done').map(([id]) => id)
  const leadsNowhere = (id: string) => !good.some((end) => reachable({ start: id, steps: lane.steps }).has(end))
  return statesOf(lane).filter(([id, state]) => state.kind !== 'end' && leadsNowhere(id)).map(([id]) => [id, 'no good end can be reached from here'] as const)
})

const exitsMeanWhatTheySay = eachLane('exits-mean-what-they-say', (lane) => statesOf(lane).flatMap(([id, state]) => exitsOf(state).flatMap(({ exit, to }) => {
  const target = lane.steps[to]
  const wrong = target !== undefined && !fits(exit, target)
  return wrong ? [[`${id}.${exit}`, `may not lead to ${to}`] as const] : []
})))

function fits(exit: string, target: State): boolean {
  if (exit === 'defects') return target.kind === 'citizen'
  if (exit === 'refuse') return target.kind === 'end' && target.outcome === 'refused'
  if (exit === 'withdrawn') return target.kind === 'end' && target.outcome === 'withdrawn'
  if (exit === 'expired') return target.kind === 'end' && (target.outcome === 'stopped' || target.outcome === 'refused')
  return target.kind !== 'citizen'
}

const actorsAreKnown = eachLane('actors-are-known', (lane) => [
  ...statesOf(lane).flatMap(([id, state]) => state.kind === 'step' ? [
    ...(state.who.roles.length === 0 ? [[id, 'nobody may act'] as const] : []),
    ...state.who.roles.filter((role) => !officerRoles.includes(role)).map((role) => [id, `no role is named ${role}`] as const),
  ] : []),
  ...(organisationKinds.includes(lane.authority.organisation) ? [] : [['authority', `no kind of organisation is named ${lane.authority.organisation}`] as const]),
])

/** The office's own shares of time fit into the legal limit on every way to a good end; what is left is the reserve. */
const timesFit = eachLane('times-fit', (lane) => lane.clock.flatMap((rule, index) => {
  const spare = sureWorkingHours(rule.limit) - longestWork(lane)
  return spare < 0 ? [[`clock.${index}`, `steps take ${-spare} working hours more than the limit surely leaves`] as const] : []
}))

/** Working hours of the longest way without asking the citizen and without sending back. */
export function longestWork(lane: Pick<Lane, 'start' | 'steps'>): number {
  const isDone = (id: string) => { const state = lane.steps[id]; return state?.kind === 'end' && state.outcome === 'done' }
  const hoursIn = (id: string) => { const state = lane.steps[id]; return state?.kind === 'step' ? sureWorkingHours(state.within.limit) : 0 }
  const work = walksOf(lane, 1).filter((walk) => isDone(walk.end) && walk.moves.every((move) => lane.steps[move.from]?.kind !== 'citizen'))
    .map((walk) => walk.moves.reduce((sum, move) => sum + hoursIn(move.from), 0))
  return Math.max(0, ...work)
}
/** Working hours the legal limit leaves beyond the office's own shares (shown as "dự phòng"). */
export const reserveOf = (lane: Lane): number => Math.min(...lane.clock.map((rule) => sureWorkingHours(rule.limit))) - longestWork(lane)

const clockIsSet = eachLane('clock-is-set', (lane) => lane.clock.some((rule) => !rule.when) ? [] : [['clock', 'no limit holds when no condition does']])

const endsSpeak = eachLane('ends-speak', (lane) => statesOf(lane).flatMap(([id, state]) => state.kind !== 'end' || state.letter || state.result ? [] : [[id, 'has neither a letter nor a result'] as const]))

const refusalsHaveGrounds = eachLane('refusals-have-grounds', (lane) => {
  const mayRefuse = statesOf(lane).some(([, state]) => exitsOf(state).some(({ exit }) => exit === 'refuse'))
  return mayRefuse && lane.grounds.length === 0 ? [['grounds', 'may be refused, but no lawful ground is listed']] : []
})

const defectsAreListed = eachLane('defects-are-listed', (lane) => {
  const codes = new Set(lane.defects.map((each) => each.code))
  const askable = statesOf(lane).flatMap(([id, state]) => state.kind === 'citizen' ? state.defects.map((code) => [id, code] as const) : [])
  return [
    ...askable.filter(([, code]) => !codes.has(code)).map(([id, code]) => [id, `asks for ${code}, which is no defect`] as const),
    ...lane.defects.filter((each) => !askable.some(([, code]) => code === each.code)).map((each) => [`defects.${each.code}`, 'can never be asked for'] as const),
    ...lane.rules.filter((rule) => rule.defect && !codes.has(rule.defect)).map((rule) => [`rules.${rule.code}`, `names ${rule.defect}, which is no defect`] as const),
  ]
})

const lanesWaitForEarlierOnes = eachLane('lanes-wait-for-earlier-ones', (lane, service) => {
  const all = lanesOf(service).map((each) => each.id)
  const earlier = all.slice(0, all.indexOf(lane.id))
  return statesOf(lane).flatMap(([id, state]) => state.kind !== 'wait' ? []
    : state.lanes.filter((other) => !earlier.includes(other)).map((other) => [id, `waits for ${other}, which is no earlier lane`] as const))
})

export const processChecks: readonly Check[] = [
  exitsLeadSomewhere, statesAreReached, doneCanBeReached, exitsMeanWhatTheySay, actorsAreKnown, timesFit, clockIsSet, endsSpeak, refusalsHaveGrounds, defectsAreListed, lanesWaitForEarlierOnes,
]
