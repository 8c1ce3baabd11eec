import type { Condition } from '../../kernel/expression.ts'
import type { Derivation } from './derivations.ts'
import { registers, type LegalSource, type Source } from './vocabulary.ts'

/**
 * A rule an answer must keep. `say` is the sentence the citizen reads when it is not kept (`{today}` is filled in);
 * names, numbers and phones have their own exact sentences, so they say nothing here.
 */
export interface AnswerRule {
  readonly rule: 'required' | 'person-name' | 'phone' | 'pin' | 'old-number' | 'number' | 'not-after-today' | 'not-before-today' | 'days-ahead-at-least' | 'months-ahead-at-most' | 'time-of-day' | 'at-most'
  readonly say?: string
  readonly with?: string | number
}

/** One answer that can be chosen. Label and detail may show a fact: `{ path: 'motherHome.address' }`. */
export interface Option {
  readonly value: string
  readonly label: string
  readonly detail?: string | { readonly path: string }
  /** The case belongs to another procedure: choosing it leads there instead of into this dossier. */
  readonly elsewhere?: { readonly code: string; readonly say: string }
}

interface Common {
  readonly id: string
  readonly label: string
  readonly when?: Condition
}

/** Facts a register already holds: text with source and date, never an input. */
export interface KnownItem extends Common {
  readonly kind: 'known' | 'event'
  readonly source: Source
  readonly fields: readonly { readonly id: string; readonly label: string }[]
  /** Shown masked until asked for, because others may look over the shoulder. */
  readonly masked: readonly string[]
  /** Held for routing and effects, not shown. */
  readonly hidden: readonly string[]
}

/** A value that follows from others; nobody is asked. */
export interface DerivedItem extends Common {
  readonly kind: 'derived'
  readonly how: Derivation
  /** Held for routing and effects, not shown. */
  readonly hidden: boolean
}

export type InputKind = 'text' | 'phone' | 'pin' | 'date' | 'choice' | 'list' | 'household' | 'address' | 'members' | 'declaration'

/** Something the citizen decides or writes. */
export interface InputItem extends Common {
  readonly kind: InputKind
  /** The fact this asks for, if it is not its own id: a register that provides it forbids the question. */
  readonly about: string
  readonly optional: boolean
  readonly rules: readonly AnswerRule[]
  readonly options?: readonly Option[]
  /** Name of a list given with the page (clinics, communes), nearest first. */
  readonly list?: string
  /** Value offered before anything is answered: a fixed value, or the first entry of the list. */
  readonly offered?: { readonly value: string } | { readonly path: string } | { readonly firstOf: string }
  readonly hint?: string
  readonly why?: string
  /** Written reason why a question may stand although a register has the fact. */
  readonly because?: string
}

/** A paper nobody has yet. `insteadOf` names papers the law takes in its place. */
export interface PaperItem extends Common {
  readonly kind: 'paper'
  readonly insteadOf: readonly { readonly code: string; readonly label: string }[]
  readonly reuse?: 'store'
  readonly optional: boolean
  readonly why?: string
  readonly basis?: LegalSource
  /** Read out when the citizen has no such paper and may file all the same. */
  readonly withoutIt?: string
}

/** Agreement of another person, asked of that person, never typed by the applicant. */
export interface ConsentItem extends Common {
  readonly kind: 'consent'
  /** Path of the person id who is asked. */
  readonly party: string
  readonly says: string
  readonly basis: LegalSource
}

/** A dated sentence with its source, shown on the page; asks nothing. */
export interface NoticeItem extends Common {
  readonly kind: 'notice'
  readonly text: string
  readonly from?: string
  readonly to?: string
  readonly basis?: LegalSource
}

export type FormItem = KnownItem | DerivedItem | InputItem | PaperItem | ConsentItem | NoticeItem

export type Screen = 'C-06' | 'C-07' | 'C-08' | 'C-11'
export interface Page {
  readonly id: string
  readonly title: string
  readonly screen: Screen
  readonly items: readonly FormItem[]
}

/** One topic of the form. Known facts make screen C-06, papers C-08, the declaration C-11, all else C-07. */
export function page(id: string, title: string, drafts: readonly (Draft | FormItem)[]): Page {
  const items = drafts.map(nodeOf)
  return { id, title, screen: screenOf(items), items }
}

function screenOf(items: readonly FormItem[]): Screen {
  if (items.some((item) => item.kind === 'declaration')) return 'C-11'
  if (items.some((item) => item.kind === 'paper')) return 'C-08'
  return items.some(isInput) ? 'C-07' : 'C-06'
}

export const isInput = (item: FormItem): item is InputItem =>
  ['text', 'phone', 'pin', 'date', 'choice', 'list', 'household', 'address', 'members', 'declaration'].includes(item.kind)
export const isKnown = (item: FormItem): item is KnownItem => item.kind === 'known' || item.kind === 'event'

/** What may still be said about an item, one word after another. Each returns a new item. */
export interface Chain {
  when(condition: Condition): this
  optional(): this
  hint(text: string): this
  why(text: string): this
  about(path: string): this
  because(reason: string): this
  offer(value: string): this
  from(path: string): this
  offerFirstOf(list: string): this
  must(rule: AnswerRule['rule'], say?: string, value?: string | number): this
  reuse(place: 'store'): this
  orInstead(code: string, label: string): this
  withoutIt(say: string): this
  by(basis: LegalSource): this
  mask(...fields: string[]): this
  hide(...fields: string[]): this
}

/** A node with the words that may still be said about it; `page` takes the node out. */
export type Draft<T extends FormItem = FormItem> = Chain & { readonly node: T }

/** The members the words below extend; every other node has none of them. */
interface Extensible { readonly rules?: readonly AnswerRule[]; readonly insteadOf?: PaperItem['insteadOf']; readonly hidden?: readonly string[] }

const chain: Chain & ThisType<{ readonly node: Extensible }> = {
  when(condition) { return set(this, { when: condition }) },
  optional() { return set(this, { optional: true, rules: this.node.rules?.filter((each) => each.rule !== 'required') }) },
  hint(text) { return set(this, { hint: text }) },
  why(text) { return set(this, { why: text }) },
  about(path) { return set(this, { about: path }) },
  because(reason) { return set(this, { because: reason }) },
  offer(value) { return set(this, { offered: { value } }) },
  from(path) { return set(this, { offered: { path } }) },
  offerFirstOf(list) { return set(this, { offered: { firstOf: list } }) },
  must(rule, say, value) { return set(this, { rules: [...(this.node.rules ?? []).filter((each) => each.rule !== rule), { rule, ...(say === undefined ? {} : { say }), ...(value === undefined ? {} : { with: value }) }] }) },
  reuse(place) { return set(this, { reuse: place }) },
  orInstead(code, label) { return set(this, { insteadOf: [...(this.node.insteadOf ?? []), { code, label }] }) },
  withoutIt(say) { return set(this, { withoutIt: say, optional: true }) },
  by(basis) { return set(this, { basis }) },
  mask(...fields) { return set(this, { masked: fields }) },
  hide(...fields) { return set(this, { hidden: [...(this.node.hidden ?? []), ...fields] }) },
}

const item = <T extends FormItem>(node: T): Draft<T> => Object.assign(Object.create(chain) as Chain, { node })
const set = <D>(before: { readonly node: Extensible }, change: object): D => item(plain({ ...before.node, ...change } as unknown as FormItem)) as unknown as D

/** The node without empty members: plain data, ready for JSON. */
function plain<T extends FormItem>(node: T): T {
  return Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined)) as unknown as T
}
export const nodeOf = <T extends FormItem>(of: Draft<T> | T): T => ('node' in of ? of.node : of)

/** `known('mother', 'Mẹ', source.person(['fullName', …]))` gives the facts `mother.fullName`, … */
export const known = (id: string, label: string, from: Source): Draft<KnownItem> => knownItem('known', id, label, from)
/** Facts that arrive with an event (a hospital's birth notice). */
export const event = (id: string, label: string, from: Source): Draft<KnownItem> => knownItem('event', id, label, from)

function knownItem(kind: 'known' | 'event', id: string, label: string, from: Source): Draft<KnownItem> {
  const labels: Readonly<Record<string, string>> = registers[from.register].fields
  const fields = from.fields.map((field) => ({ id: field, label: labels[field] ?? field }))
  return item({ kind, id, label, source: from, fields, masked: from.fields.filter((field) => /pin$/i.test(field)), hidden: from.fields.filter(isForRouting) })
}
/** Record ids and area codes serve routing and effects; people read the address. */
const isForRouting = (path: string): boolean => /Id$|commune$|province$|Commune$|\.case$|\.household$|addressee$/.test(path)

export const derived = (id: string, label: string, how: Derivation): Draft<DerivedItem> => item({ kind: 'derived', id, label, how, hidden: isForRouting(id) })

function input(kind: InputKind, id: string, label: string, missing: string, more: Partial<InputItem> = {}): Draft<InputItem> {
  return item({ kind, id, label, about: id, optional: false, rules: [{ rule: 'required', say: missing }], ...more })
}

/** `missing` is the sentence for an empty answer: it says what to do ("Nhập tên đầy đủ của bé"). */
export const text = (id: string, label: string, missing: string) => input('text', id, label, missing)
export const date = (id: string, label: string, missing: string) => input('date', id, label, missing)
export const address = (id: string, label: string, missing: string) => input('address', id, label, missing)
/** A household chosen among those the state already shows the citizen. */
export const household = (id: string, label: string, missing: string, list = 'households') => input('household', id, label, missing, { list })
/** Several people of a list that comes with the page, each with what he or she will be; who stays is left as it is. Nobody is an answer too. */
export const members = (id: string, label: string, missing: string, list: string, as: readonly Option[]) => input('members', id, label, missing, { list, options: as, optional: true, rules: [] })
export const choice = (id: string, label: string, missing: string, options: readonly Option[]) => input('choice', id, label, missing, { options })
/** One entry of a list that comes with the page, e.g. first-registration clinics, nearest first. */
export const facility = (id: string, label: string, missing: string, list: string) => input('list', id, label, missing, { list })
export const phone = (id: string, label: string) => input('phone', id, label, 'Nhập số điện thoại nhận tin báo').must('phone')
export const pin = (id: string, label: string, missing: string) => input('pin', id, label, missing).must('pin')
/** The sentence a person answers for; one tick, one input. */
export const declaration = (id: string, label: string) => input('declaration', id, label, 'Đánh dấu vào ô cam đoan rồi gửi')

export const option = (value: string, label: string, detail?: string | { readonly path: string }): Option => ({ value, label, ...(detail ? { detail } : {}) })
export const optionElsewhere = (value: string, label: string, code: string, say: string): Option => ({ value, label, elsewhere: { code, say } })

export const paper = (id: string, label: string): Draft<PaperItem> => item({ kind: 'paper', id, label, insteadOf: [], optional: false })
export const consentOf = (id: string, label: string, party: string, says: string, basis: LegalSource): Draft<ConsentItem> => item({ kind: 'consent', id, label, party, says, basis })
export const notice = (id: string, label: string, words: string, basis?: LegalSource, dates: { from?: string; to?: string } = {}): Draft<NoticeItem> =>
  item({ kind: 'notice', id, label, text: words, ...(basis ? { basis } : {}), ...dates })
