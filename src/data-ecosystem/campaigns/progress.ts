import { daysBetween, type PlainDate } from '../../kernel/plain-date.ts'

/** What the matching said of a line; one of these for every line of the list. */
export const findings = ['linked', 'review', 'not-found', 'dead', 'duplicate', 'moved', 'blocked'] as const
export type Finding = (typeof findings)[number]

/** Where a case stands: nothing to do, waiting, taken by an officer, an outcome waiting for approval, done. */
export const caseStates = ['settled', 'open', 'taken', 'proposed', 'done'] as const
export type CaseState = (typeof caseStates)[number]

/** Cases that are alike, counted from the rows: the smallest piece every figure is a sum of. */
export interface Cell {
  readonly area: string
  readonly hamlet: string | null
  readonly site: string | null
  readonly finding: Finding
  readonly state: CaseState
  /** Of what is done. */
  readonly outcome: string | null
  readonly n: number
}

/** total = sum of findings = settled + done + left; done = sum of outcomes; left = open + taken + proposed. */
export interface Progress {
  readonly total: number
  readonly findings: Readonly<Record<Finding, number>>
  readonly settled: number
  readonly done: number
  readonly left: number
  readonly open: number
  readonly taken: number
  readonly proposed: number
  readonly outcomes: ReadonlyMap<string, number>
}

/** The figures of these cells. */
export function progressOf(cells: readonly Cell[]): Progress {
  const sum = (which: (cell: Cell) => boolean): number => cells.reduce((all, cell) => all + (which(cell) ? cell.n : 0), 0)
  const inState = (state: CaseState): number => sum((cell) => cell.state === state)
  const [open, taken, proposed] = [inState('open'), inState('taken'), inState('proposed')]
  const outcomes = new Map<string, number>()
  for (const { state, outcome, n } of cells) if (state === 'done') outcomes.set(outcome ?? '', (outcomes.get(outcome ?? '') ?? 0) + n)
  return {
    total: sum(() => true), findings: Object.fromEntries(findings.map((finding) => [finding, sum((cell) => cell.finding === finding)])) as Record<Finding, number>,
    settled: inState('settled'), done: inState('done'), left: open + taken + proposed, open, taken, proposed, outcomes,
  }
}

/** The same by unit, hamlet, school: the figures of the parts are those of the whole. */
export function progressBy<K>(cells: readonly Cell[], key: (cell: Cell) => K): Map<K, Progress> {
  return new Map([...Map.groupBy(cells, key)].map(([name, some]) => [name, progressOf(some)]))
}

/** Done of what people have to do, in percent; nothing where nobody has to do anything. */
export function percentDone({ done, left }: Progress): number | null {
  return done + left === 0 ? null : (100 * done) / (done + left)
}

export interface Ranked<T> {
  readonly unit: T
  readonly progress: Progress
  /** Null: too few cases to be ranked, or nobody has done anything yet. Equal shares share a rank. */
  readonly rank: number | null
}

/** Units by the share that is done, best first; those with few cases after them, without a rank. */
export function leagueOf<T extends { readonly area: string }>(units: readonly { readonly unit: T; readonly progress: Progress }[], smallest: number): Ranked<T>[] {
  const rated = units.map((each) => ({ ...each, percent: percentDone(each.progress) }))
  const large = rated.filter(({ percent, progress }) => percent !== null && progress.done + progress.left >= smallest).sort((a, b) => b.percent! - a.percent! || a.progress.left - b.progress.left || (a.unit.area < b.unit.area ? -1 : 1))
  const small = rated.filter((each) => !large.includes(each)).sort((a, b) => b.progress.left - a.progress.left || (a.unit.area < b.unit.area ? -1 : 1))
  return [
    ...large.map(({ unit, progress, percent }) => ({ unit, progress, rank: large[0]!.percent === 0 ? null : 1 + large.filter((other) => other.percent! > percent!).length })),
    ...small.map(({ unit, progress }) => ({ unit, progress, rank: null })),
  ]
}

/** How much is left against the days left: overdue begins the day after the deadline. */
export interface Pace {
  readonly late: boolean
  /** Days after the deadline; 0 before. */
  readonly lateDays: number
  /** Days left, today included; 0 when late. */
  readonly daysLeft: number
  /** Cases a day to be done in time; null when late or nothing is left. */
  readonly perDay: number | null
}

export function paceOf(left: number, dueOn: PlainDate, today: PlainDate): Pace {
  const over = today > dueOn
  const daysLeft = over ? 0 : daysBetween(today, dueOn) + 1
  return { late: over && left > 0, lateDays: over && left > 0 ? daysBetween(dueOn, today) : 0, daysLeft, perDay: over || left === 0 ? null : Math.ceil(left / daysLeft) }
}
