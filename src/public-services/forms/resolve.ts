import { evaluate, isAnswered } from '../../kernel/expression.ts'
import { dateInWordsVi, formatDateVi, isPlainDate } from '../../kernel/plain-date.ts'
import { inOrder, isInput, type Derivation, type FormItem, type InputItem, type Service } from '../catalogue/index.ts'
import type { Filing } from './filing.ts'
import { membersAnswer, membersIn } from './members.ts'

/** The form worked out for one filing: every value, its words, and which items apply. */
export interface Resolved {
  readonly values: Readonly<Record<string, unknown>>
  text(path: string): string
  applies(item: FormItem): boolean
}

const orders = new WeakMap<Service, readonly FormItem[]>()
function orderOf(service: Service): readonly FormItem[] {
  const known = orders.get(service)
  if (known) return known
  const order = inOrder(service)
  orders.set(service, order)
  return order
}

const worked = new WeakMap<Filing, WeakMap<Service, Resolved>>()

/** A filing is never changed in place, so what was worked out for it holds: a page asks twenty times. */
export function resolve(service: Service, filing: Filing): Resolved {
  const known = worked.get(filing)?.get(service)
  if (known) return known
  const made = workOut(service, filing)
  if (!worked.has(filing)) worked.set(filing, new WeakMap())
  worked.get(filing)!.set(service, made)
  return made
}

/**
 * Works out values and conditions in one pass, dependencies first. An answer counts only while its item applies; a fact
 * of a register is never replaced by an answer except where the item says so by having the fact's own path (a phone to be told on).
 */
function workOut(service: Service, filing: Filing): Resolved {
  const values: Record<string, unknown> = {}
  const texts: Record<string, string> = {}
  for (const [path, fact] of Object.entries(filing.facts)) {
    if (fact.value === null || fact.pending) continue
    values[path] = fact.value
    texts[path] = fact.text ?? wordsOf(fact.value)
  }
  const applying = new Set<FormItem>()
  for (const item of orderOf(service)) {
    if (item.when && !evaluate(item.when, values)) continue
    applying.add(item)
    bring(item, filing, values, texts)
  }
  return {
    values, applies: (item) => applying.has(item),
    text: (path) => texts[path] ?? (isAnswered(values[path]) ? wordsOf(values[path]) : ''),
  }
}

function bring(item: FormItem, filing: Filing, values: Record<string, unknown>, texts: Record<string, string>): void {
  if (isInput(item)) return bringAnswer(item, filing, values, texts)
  if (item.kind === 'derived') {
    if (isAnswered(values[item.id])) return
    const found = derive(item.how, values, texts)
    if (found === undefined) return
    values[item.id] = found.value
    texts[item.id] = found.text
  } else if (item.kind === 'consent' && filing.consents?.[item.id]) values[item.id] = filing.consents[item.id]
  else if (item.kind === 'paper' && filing.papers?.[item.id]) values[item.id] = filing.papers[item.id]!.state
}

function bringAnswer(item: InputItem, filing: Filing, values: Record<string, unknown>, texts: Record<string, string>): void {
  if (item.kind === 'members') return bringMembers(item, filing, values, texts)
  const paths = item.kind === 'address' ? [`${item.id}.commune`, `${item.id}.detail`] : [item.id]
  for (const path of paths) {
    const answer = filing.answers[path]
    if (answer === undefined || answer === '') continue
    values[path] = answer
    texts[path] = labelOf(item, path, answer, filing) ?? wordsOf(answer)
  }
  if (item.kind === 'address' && paths.every((path) => isAnswered(values[path]))) values[item.id] = texts[item.id] = `${texts[`${item.id}.detail`]}, ${texts[`${item.id}.commune`]}`
}

/** Only people of the list count: who has left it meanwhile goes along no more. */
function bringMembers(item: InputItem, filing: Filing, values: Record<string, unknown>, texts: Record<string, string>): void {
  const list = filing.lists?.[item.list ?? ''] ?? []
  const chosen = membersIn(filing.answers[item.id] ?? '').flatMap((each) => { const entry = list.find(({ value }) => value === each.id); return entry ? [{ ...each, label: entry.label }] : [] })
  if (chosen.length === 0) return
  values[item.id] = membersAnswer(chosen)
  texts[item.id] = chosen.map(({ label, as }) => `${label}: ${item.options?.find((option) => option.value === as)?.label ?? as}`).join('; ')
}

function labelOf(item: InputItem, path: string, answer: string, filing: Filing): string | undefined {
  const list = path.endsWith('.commune') && item.kind === 'address' ? 'communes' : item.list
  return item.options?.find((option) => option.value === answer)?.label ?? (list ? filing.lists?.[list]?.find((entry) => entry.value === answer)?.label : undefined)
}

/** A sentence with its `{path}` places filled. */
export const withWords = (says: string, now: Pick<Resolved, 'text'>): string => says.replace(/\{([\w.]+)\}/g, (_, path: string) => now.text(path) || '(chưa có)')

export function wordsOf(value: unknown): string {
  if (isPlainDate(value)) return formatDateVi(value)
  if (value === 'male') return 'Nam'
  if (value === 'female') return 'Nữ'
  return typeof value === 'boolean' ? (value ? 'Có' : 'Không') : String(value)
}

/** A value as it is kept, '' when there is none. */
export function rawText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

interface Found { readonly value: unknown; readonly text: string }

/** The value a derivation gives, or nothing while what it needs is missing. */
export function derive(how: Derivation, values: Readonly<Record<string, unknown>>, texts: Readonly<Record<string, string>>): Found | undefined {
  const at = (path: string): Found | undefined => isAnswered(values[path]) ? { value: values[path], text: texts[path] ?? wordsOf(values[path]) } : undefined
  switch (how.op) {
    case 'constant': return { value: how.value, text: how.value }
    case 'copy': return at(how.path)
    case 'first': return firstKnown(how.paths.map(at))
    case 'pick': { const chosen = how.among[rawText(values[how.by])]; return chosen ? at(chosen) : firstKnown(how.otherwise.map(at)) }
    case 'match': return matched(how, values)
    case 'date-in-words': { const date = values[how.path]; return isPlainDate(date) ? same(dateInWordsVi(date)) : undefined }
    case 'sentence': return filled(how.template, at)
  }
}

const same = (value: string): Found => ({ value, text: value })
const firstKnown = (found: readonly (Found | undefined)[]): Found | undefined => found.find((each) => each !== undefined)

function matched(how: Extract<Derivation, { op: 'match' }>, values: Readonly<Record<string, unknown>>): Found | undefined {
  const value = values[how.path]
  if (!isAnswered(value)) return undefined
  const { value: found, text } = how.among.find((each) => 'path' in each ? values[each.path] === value : each.isOneOf.includes(rawText(values[each.at]))) ?? how.otherwise
  return { value: found, text }
}

function filled(template: string, at: (path: string) => Found | undefined): Found | undefined {
  let whole = true
  const text = template.replace(/\{([\w.]+)\}/g, (_, path: string) => { const found = at(path); if (!found) whole = false; return found?.text ?? '' })
  return whole ? { value: text, text } : undefined
}

