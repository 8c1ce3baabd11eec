import type { Condition } from '../../kernel/expression.ts'
import type { Derivation } from './derivations.ts'
import { derived, isKnown, nodeOf, page, type DerivedItem, type Draft, type FormItem, type KnownItem, type Page } from './form-nodes.ts'
import type { Defect, State } from './process-nodes.ts'
import type { Procedure, Process, ServiceHead } from './procedure.ts'
import type { ClockRule } from './time-limits.ts'
import type { Authority, LegalSource } from './vocabulary.ts'

/** One child procedure inside a bundle: its own row, clock, authority and result. */
export interface Lane extends Process {
  readonly id: string
  readonly title: string
  readonly code: string
  readonly name: string
  /** Form items this lane's officers may see: no lane sees more than its own procedure asks. */
  readonly items: readonly string[]
  /** The bundle is as far as its least advanced mandatory lane. */
  readonly mandatory: boolean
  /** The lane is opened only when this holds; `otherwise` tells the citizen why it is not. */
  readonly when?: Condition
  readonly otherwise?: string
}

/** A lane the law already knows and this version does not work yet: shown as a dated sentence, never promised. */
export interface LaterLane {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly from: string
  readonly basis: LegalSource
}

export interface Linked extends ServiceHead {
  readonly kind: 'linked'
  readonly lanes: readonly Lane[]
  readonly laterLanes: readonly LaterLane[]
}

interface LaneChange {
  /** What the bundle already knows: these paths follow from its other facts, so the child no longer asks them. */
  readonly given?: Readonly<Record<string, Derivation>>
  /** States changed or added for the bundle; `null` takes one out. */
  readonly steps?: Readonly<Record<string, State | null>>
  readonly start?: string
  readonly clock?: readonly ClockRule[]
  readonly mandatory?: boolean
  readonly authority?: Authority
  /** Items only the bundle has that this lane's officers also see. */
  readonly sees?: readonly string[]
  readonly when?: Condition
  readonly otherwise?: string
  /** The child's items that cannot arise in this bundle, with the reason. */
  readonly leaveOut?: { readonly reason: string; readonly items: readonly string[] }
}
export interface LaneDraft { readonly id: string; readonly title: string; readonly from: Procedure; readonly change: LaneChange }
export const lane = (id: string, title: string, from: Procedure, change: LaneChange): LaneDraft => ({ id, title, from, change })

/** A page of the bundle: ids of the children's items, and items only the bundle has. */
export interface PageDraft { readonly id: string; readonly title: string; readonly items: readonly (string | Draft)[] }
export const arrange = (id: string, title: string, items: PageDraft['items']): PageDraft => ({ id, title, items })

type LinkedInput = Omit<ServiceHead, 'form' | 'derived' | 'validTo' | 'notes' | 'links'> & Partial<Pick<ServiceHead, 'validTo' | 'notes' | 'links'>>
  & { readonly derived?: readonly Draft<DerivedItem>[]; readonly lanes: readonly LaneDraft[]; readonly pages: readonly PageDraft[]; readonly laterLanes?: readonly LaterLane[] }

/**
 * A bundle of procedures filed once. Its form is the children's questions minus what an earlier lane already asks and
 * what the bundle is `given`. Refuses (throws) when a child's question has no place on a page, so none can be lost.
 */
export function linked(input: LinkedInput): Linked {
  const { lanes, pages, laterLanes = [], ...head } = input
  const merged = mergeQuestions(lanes)
  return {
    kind: 'linked', validTo: null, notes: [], links: [], ...head,
    form: placed(merged.items, pages),
    derived: [...merged.derived, ...(head.derived ?? []).map(nodeOf)],
    lanes: lanes.map(toLane), laterLanes,
  }
}

/** The children's items, each once; what the bundle is given has become derived. */
export function mergeQuestions(lanes: readonly LaneDraft[]): { items: Map<string, FormItem>; derived: DerivedItem[] } {
  const items = new Map<string, FormItem>()
  const follows = new Map<string, DerivedItem>()
  for (const { from, change } of lanes) {
    const given = change.given ?? {}
    for (const item of from.form.flatMap((each) => each.items)) {
      if (isGiven(item, given) || change.leaveOut?.items.includes(item.id)) continue
      const before = items.get(item.id)
      items.set(item.id, before ? join(before, item) : item)
    }
    for (const item of from.derived) if (!given[item.id] && !items.has(item.id) && !follows.has(item.id)) follows.set(item.id, item)
    for (const [path, how] of Object.entries(given)) follows.set(path, derived(path, labelOf(from, path), how).node)
  }
  return { items, derived: [...follows.values()] }
}

const isGiven = (item: FormItem, given: Readonly<Record<string, Derivation>>): boolean =>
  isKnown(item) ? item.fields.every((field) => given[`${item.id}.${field.id}`]) : given[item.id] !== undefined

/** Two children that show the same subject show it once, with the facts of both. */
function join(before: FormItem, next: FormItem): FormItem {
  if (!isKnown(before) || !isKnown(next)) return before
  const extra = next.fields.filter((field) => !before.fields.some((known) => known.id === field.id))
  return {
    ...before, fields: [...before.fields, ...extra],
    source: { ...before.source, fields: [...before.source.fields, ...extra.map((field) => field.id)] },
    masked: [...new Set([...before.masked, ...next.masked])], hidden: [...new Set([...before.hidden, ...next.hidden])].filter((id) => !shows(before, id) && !shows(next, id)),
  } satisfies KnownItem
}

const shows = (item: KnownItem, id: string): boolean => item.fields.some((field) => field.id === id) && !item.hidden.includes(id)

function labelOf(from: Procedure, path: string): string {
  const follows = from.derived.find((item) => item.id === path)
  if (follows) return follows.label
  for (const item of from.form.flatMap((each) => each.items)) {
    if (item.id === path) return item.label
    if (isKnown(item)) for (const field of item.fields) if (`${item.id}.${field.id}` === path) return `${item.label}: ${field.label}`
  }
  return path
}

function placed(pool: Map<string, FormItem>, pages: readonly PageDraft[]): Page[] {
  const left = new Map(pool)
  const result = pages.map((draft) => page(draft.id, draft.title, draft.items.map((item) => {
    if (typeof item !== 'string') return item
    const found = left.get(item)
    if (!found) throw new Error(`page ${draft.id} names ${item}, which no lane asks or which already has a place`)
    left.delete(item)
    return found
  })))
  if (left.size > 0) throw new Error(`no page asks ${[...left.keys()].join(', ')}`)
  return result
}

function toLane({ id, title, from, change }: LaneDraft): Lane {
  const left = change.leaveOut?.items ?? []
  const defects = from.defects.filter((each) => !left.includes(each.item))
  const steps = Object.fromEntries(Object.entries({ ...from.steps, ...change.steps })
    .filter((entry): entry is [string, State] => entry[1] !== null).map(([name, state]) => [name, askable(state, defects)]))
  return {
    id, title, code: from.code, name: from.name, mandatory: change.mandatory ?? true,
    authority: change.authority ?? from.authority, clock: change.clock ?? from.clock, start: change.start ?? from.start, steps,
    defects, grounds: from.grounds, rules: from.rules.filter((rule) => !left.includes(rule.item)),
    ...(change.when ? { when: change.when } : {}), ...(change.otherwise ? { otherwise: change.otherwise } : {}),
    items: [...new Set([...idsOf(from).filter((item) => !left.includes(item)), ...Object.keys(change.given ?? {}), ...(change.sees ?? [])])],
  }
}

/** Ids of everything a procedure shows, asks or derives. */
const idsOf = (of: Pick<ServiceHead, 'form' | 'derived'>): string[] => [...of.form.flatMap((each) => each.items.map((item) => item.id)), ...of.derived.map((item) => item.id)]

/** A request to the citizen names only defects this lane still has. */
function askable(state: State, defects: readonly Defect[]): State {
  return state.kind === 'citizen' ? { ...state, defects: state.defects.filter((code) => defects.some((each) => each.code === code)) } : state
}

export type Service = Procedure | Linked

/** Every service as lanes: a single procedure is one lane named `main`, so dossiers have one shape. */
export function lanesOf(service: Service): readonly Lane[] {
  if (service.kind === 'linked') return service.lanes
  const { authority, clock, start, steps, defects, grounds, rules } = service
  return [{ id: 'main', title: service.name, code: service.code, name: service.name, items: idsOf(service), mandatory: true, authority, clock, start, steps, defects, grounds, rules }]
}
