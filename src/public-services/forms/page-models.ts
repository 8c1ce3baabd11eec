import { isInput, isKnown, registers, type FormItem, type InputItem, type KnownItem, type Page, type Service } from '../catalogue/index.ts'
import { mayBeLeftOut, tidied } from './answer-rules.ts'
import type { Filing, ListEntry } from './filing.ts'
import { membersIn } from './members.ts'
import type { FactsModel, InputModel, ItemModel, PageModel, PageRef } from './models.ts'
import type { ReadAnswers } from './read-answers.ts'
import { rawText, resolve, withWords, wordsOf, type Resolved } from './resolve.ts'

const START: PageRef = { id: 'start', screen: 'C-05', title: 'Bắt đầu' }
const CHECK: PageRef = { id: 'check', screen: 'C-10', title: 'Kiểm tra trước khi gửi' }
const FEE: PageRef = { id: 'fee', screen: 'C-12', title: 'Nộp phí' }
const SENT: PageRef = { id: 'sent', screen: 'C-13', title: 'Đã gửi' }

/**
 * The pages that apply to this filing, in the order they are walked: C-05, what is known, the questions left, papers only
 * when one is missing, C-10, declaration, fee only when due, C-13.
 */
export function citizenPages(service: Service, filing: Filing): PageRef[] {
  const now = resolve(service, filing)
  const pages = service.form.filter((page) => pageApplies(page, filing, now)).map(({ id, screen, title }): PageRef => ({ id, screen, title }))
  return [START, ...pages.filter((page) => page.screen !== 'C-11'), CHECK, ...pages.filter((page) => page.screen === 'C-11'), ...(filing.feeDue ? [FEE] : []), SENT]
}

/** A page stands when something on it is to be seen or answered; another person's consent alone makes no page. */
function pageApplies(page: Page, filing: Filing, now: Resolved): boolean {
  return page.items.some((item) => now.applies(item) && (isKnown(item) ? hasSomething(item, filing) : item.kind !== 'consent' && item.kind !== 'derived' && item.kind !== 'notice'))
}
const hasSomething = (item: KnownItem, filing: Filing): boolean => item.fields.some((field) => { const fact = filing.facts[`${item.id}.${field.id}`]; return fact !== undefined && (fact.pending || fact.value !== null) })

/** One page as both renderers see it. `shown` brings back what was typed, with the errors. Undefined when the page does not apply. */
export function pageModel(service: Service, filing: Filing, id: string, shown?: ReadAnswers): PageModel | undefined {
  const pages = citizenPages(service, filing)
  const index = pages.findIndex((page) => page.id === id)
  const page = pages[index]
  if (!page) return undefined
  const items = service.form.find((each) => each.id === id)?.items ?? []
  return {
    ...page, items: itemModels(service, filing, items, shown, items), position: { index: index + 1, of: pages.length },
    ...(pages[index - 1] ? { before: pages[index - 1]!.id } : {}), ...(pages[index + 1] ? { next: pages[index + 1]!.id } : {}),
  }
}

/** The counter's one screen: the same items and the same rules in sections. */
export function counterForm(service: Service, filing: Filing, shown?: ReadAnswers): { readonly id: string; readonly title: string; readonly items: readonly ItemModel[] }[] {
  const now = resolve(service, filing)
  return service.form.filter((page) => pageApplies(page, filing, now)).map((page) => ({ id: page.id, title: page.title, items: itemModels(service, filing, page.items, shown, page.items) }))
}

/** Items as models. Without `page` no question is shown for an answer not given yet (summaries need none). */
export function itemModels(service: Service, filing: Filing, items: readonly FormItem[], shown?: ReadAnswers, page: readonly FormItem[] = []): ItemModel[] {
  const now = resolve(service, filing)
  return items.flatMap((item): ItemModel[] => {
    if (isInput(item)) return inputModels(service, filing, page, item, now, shown)
    if (!now.applies(item)) return []
    if (isKnown(item)) return hasSomething(item, filing) ? [factsModel(item, filing)] : []
    if (item.kind === 'paper') {
      return [{ kind: 'paper', id: item.id, label: item.label, insteadOf: item.insteadOf, fromStore: item.reuse === 'store', required: !item.optional,
        ...(item.why ? { why: item.why } : {}), ...(item.withoutIt ? { withoutIt: item.withoutIt } : {}), ...(filing.papers?.[item.id] ? { now: filing.papers[item.id]! } : {}) }]
    }
    if (item.kind === 'consent') return [{ kind: 'consent', id: item.id, label: item.label, says: withWords(item.says, now), party: item.party, partyKnown: now.text(item.party) !== '', now: filing.consents?.[item.id] ?? 'not-asked' }]
    if (item.kind === 'notice') return [{ kind: 'notice', id: item.id, label: item.label, text: item.text, ...(item.from ? { from: item.from } : {}), ...(item.basis ? { basis: item.basis } : {}) }]
    return []
  })
}

function factsModel(item: KnownItem, filing: Filing): FactsModel {
  const lines = item.fields.filter((field) => !item.hidden.includes(field.id)).flatMap((field) => {
    const path = `${item.id}.${field.id}`
    const fact = filing.facts[path]
    if (!fact || (fact.value === null && !fact.pending)) return []
    return [{ path, label: field.label, text: fact.pending ? 'đang lấy' : textOf(fact), masked: item.masked.includes(field.id), pending: fact.pending === true,
      ...(fact.asOf ? { asOf: fact.asOf } : {}), ...(fact.correcting ? { correcting: fact.correcting } : {}) }]
  })
  const newest = lines.map((line) => line.asOf).filter((date) => date !== undefined).sort().at(-1)
  const told = item.fields.map((field) => filing.facts[`${item.id}.${field.id}`]?.source).find((source) => source !== undefined)
  return {
    kind: 'facts', id: item.id, label: item.label, src: item.kind, source: told ?? registers[item.source.register].label,
    pending: lines.length > 0 && lines.every((line) => line.pending), lines, ...(newest ? { asOf: newest } : {}),
  }
}
const textOf = (fact: { readonly value: unknown; readonly text?: string }): string => fact.text ?? wordsOf(fact.value)

function inputModels(service: Service, filing: Filing, page: readonly FormItem[], item: InputItem, now: Resolved, shown: ReadAnswers | undefined): InputModel[] {
  const reveal = now.applies(item) ? undefined : revealedBy(service, filing, page, item)
  if (!now.applies(item) && !reveal) return []
  const rows = item.kind === 'members' ? listOf(item, filing).map((entry) => ({ name: `${item.id}.${entry.value}`, label: entry.label, ...(entry.detail ? { detail: entry.detail } : {}) })) : undefined
  const names = rows?.map((row) => row.name) ?? namesOf(item)
  const value = Object.fromEntries(names.map((name) => [name, shown?.typed[name] ?? valueFor(item, name, filing, now)]))
  const error = shown?.errors.find((each) => each.field === item.id || each.field.startsWith(`${item.id}.`))?.vi
  return [{
    kind: 'input', id: item.id, label: item.label, input: item.kind, src: sourceOf(item, filing), required: !mayBeLeftOut(item, filing), names, value,
    options: optionModels(item, filing, now, value[item.id] ?? ''), ...(rows ? { rows } : {}),
    ...(item.hint ? { hint: item.hint } : {}), ...(item.why ? { why: item.why } : {}), ...(error ? { error } : {}), ...(reveal ? { reveal } : {}),
  }]
}

/** The answer on the same page that would bring this question up. */
function revealedBy(service: Service, filing: Filing, page: readonly FormItem[], item: InputItem): InputModel['reveal'] {
  for (const other of page) {
    if (!isInput(other) || other.id === item.id || !other.options || other.kind === 'members') continue
    for (const option of other.options) {
      if (resolve(service, { ...filing, answers: { ...filing.answers, [other.id]: option.value } }).applies(item)) return { of: other.id, is: option.value }
    }
  }
  return undefined
}

const listOf = (item: InputItem, filing: Filing): readonly ListEntry[] => (item.list ? (filing.lists?.[item.list] ?? []) : [])

/** Names of the form fields of a question; those of `members` depend on who is in the list. */
export function namesOf(item: InputItem): readonly string[] {
  if (item.kind === 'date') return [`${item.id}.day`, `${item.id}.month`, `${item.id}.year`]
  return item.kind === 'address' ? [`${item.id}.commune`, `${item.id}.detail`] : [item.id]
}

function valueFor(item: InputItem, name: string, filing: Filing, now: Resolved): string {
  if (item.kind === 'date') return partOfDate(filing.answers[item.id] ?? '', name)
  if (item.kind === 'members') return membersIn(filing.answers[item.id] ?? '').find((each) => `${item.id}.${each.id}` === name)?.as ?? ''
  return filing.answers[name] ?? offeredFor(item, filing, now)
}

function partOfDate(date: string, name: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return name.endsWith('.day') ? day : name.endsWith('.month') ? month : year
}

/** What stands there before the citizen answers: a fixed choice, the account's own number, or the nearest of a list. */
function offeredFor(item: InputItem, filing: Filing, now: Resolved): string {
  if (!item.offered) return ''
  if ('value' in item.offered) return item.offered.value
  if ('path' in item.offered) return tidied(item, rawText(now.values[item.offered.path]))
  return filing.lists?.[item.offered.firstOf]?.[0]?.value ?? ''
}

function optionModels(item: InputItem, filing: Filing, now: Resolved, chosen: string) {
  if (item.options) {
    return item.options.map((option) => ({ value: option.value, label: option.label, selected: option.value === chosen, ...(option.elsewhere ? { elsewhere: option.elsewhere } : {}),
      ...(option.detail ? { detail: typeof option.detail === 'string' ? option.detail : now.text(option.detail.path) } : {}) }))
  }
  const list = item.kind === 'address' ? 'communes' : item.list
  return list ? (filing.lists?.[list] ?? []).map((entry) => ({ ...entry, selected: entry.value === chosen })) : []
}

/** Written by hand, or picked: a phone that the account already gave is only confirmed. */
function sourceOf(item: InputItem, filing: Filing): 'choice' | 'typed' {
  if (item.kind === 'phone' && item.offered && 'path' in item.offered) {
    const offered = tidied(item, rawText(filing.facts[item.offered.path]?.value))
    if (offered !== '' && (filing.answers[item.id] ?? offered) === offered) return 'choice'
  }
  return ['text', 'phone', 'pin', 'date', 'address'].includes(item.kind) ? 'typed' : 'choice'
}
