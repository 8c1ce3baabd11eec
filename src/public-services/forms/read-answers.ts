import type { FieldError } from '../../kernel/refusal.ts'
import { isInput, type InputItem, type Page, type Service } from '../catalogue/index.ts'
import { brokenRule, mayBeLeftOut, readDate, tidied } from './answer-rules.ts'
import type { Filing } from './filing.ts'
import { membersAnswer, type MemberChosen } from './members.ts'
import { resolve } from './resolve.ts'

export interface ReadAnswers {
  /** Answers that keep their rules, by item id, ready to be saved. */
  readonly values: Readonly<Record<string, string>>
  /** One sentence per cause; `field` is the item id, and the same words stand at the field and in the summary. */
  readonly errors: readonly FieldError[]
  /** What was typed, to be shown again as it was. */
  readonly typed: Readonly<Record<string, string>>
}

type Body = Readonly<Record<string, unknown>>

/**
 * Reads one page (or with `page` left out the whole form, as the counter's one screen posts it). Only questions that apply
 * are read: whatever else a browser sends is ignored, so known facts cannot be posted over. Never throws on bad input.
 */
export function readAnswers(service: Service, body: Body, filing: Filing, page?: string): ReadAnswers {
  const values: Record<string, string> = {}
  const typed: Record<string, string> = {}
  const errors: FieldError[] = []
  for (const item of inputsOn(service, page)) {
    const here = { ...filing, answers: { ...filing.answers, ...values } }
    if (!resolve(service, here).applies(item)) continue
    for (const [id, raw] of partsOf(item, body, here)) if (raw !== '') typed[id] = raw
    for (const [id, read] of readItem(item, body, here)) {
      if ('problem' in read) errors.push({ field: id, vi: read.problem })
      else values[id] = read.value
    }
  }
  return { values, errors, typed }
}

const inputsOn = (service: Service, page: string | undefined): InputItem[] =>
  service.form.filter((each: Page) => page === undefined || each.id === page).flatMap((each) => each.items.filter(isInput))

function partsOf(item: InputItem, body: Body, filing: Filing): (readonly [id: string, raw: string])[] {
  if (item.kind === 'members') return entriesOf(item, filing).map((entry) => [`${item.id}.${entry.value}`, textOf(body[`${item.id}.${entry.value}`])] as const)
  const names = item.kind === 'date' ? [`${item.id}.day`, `${item.id}.month`, `${item.id}.year`, item.id] : item.kind === 'address' ? [`${item.id}.commune`, `${item.id}.detail`] : [item.id]
  return names.map((name) => [name, textOf(body[name])] as const)
}

/** One text per name; a repeated field counts by its last value, anything else (a file, an object) as nothing. */
function textOf(raw: unknown): string {
  const one = Array.isArray(raw) ? raw.at(-1) : raw
  return typeof one === 'string' ? one.slice(0, 10_000) : ''
}

type ReadItem = readonly [id: string, read: { readonly value: string } | { readonly problem: string }]

function readItem(item: InputItem, body: Body, filing: Filing): ReadItem[] {
  if (item.kind === 'address') return readAddress(item, body, filing)
  if (item.kind === 'members') return readMembers(item, body, filing)
  if (item.kind === 'declaration') return [judge(item, textOf(body[item.id]) === '' ? '' : 'yes', filing)]
  if (item.kind === 'date') return [readDateItem(item, body, filing)]
  const value = tidied(item, textOf(body[item.id]))
  if (value !== '' && !isOffered(item, value, filing)) return [[item.id, { problem: sayRequired(item) }]]
  return [judge(item, value, filing)]
}

const entriesOf = (item: InputItem, filing: Filing) => (item.list ? (filing.lists?.[item.list] ?? []) : [])

/** Everybody of the list is asked; an empty answer stays where he or she is. */
function readMembers(item: InputItem, body: Body, filing: Filing): ReadItem[] {
  const chosen: MemberChosen[] = []
  for (const entry of entriesOf(item, filing)) {
    const name = `${item.id}.${entry.value}`
    const as = textOf(body[name]).trim()
    if (as === '' || as === '-') continue
    if (!item.options?.some((option) => option.value === as)) return [[name, { problem: `Chọn lại cho ${entry.label}` }]]
    chosen.push({ id: entry.value, as })
  }
  return [[item.id, { value: membersAnswer(chosen) }]]
}

/** A chosen answer must be one of those offered: a list the caller did not bring offers nothing. */
function isOffered(item: InputItem, value: string, filing: Filing): boolean {
  if (item.options) return item.options.some((option) => option.value === value)
  return item.list ? (filing.lists?.[item.list] ?? []).some((entry) => entry.value === value) : true
}

function readDateItem(item: InputItem, body: Body, filing: Filing): ReadItem {
  const box = (part: string) => textOf(body[`${item.id}.${part}`]).trim()
  const whole = textOf(body[item.id]).trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(whole)
  const [day, month, year] = iso ? [iso[3]!, iso[2]!, iso[1]!] : whole.split(/[\s/.-]+/)
  const read = readDate(item.label, whole === '' ? { day: box('day'), month: box('month'), year: box('year') } : { day: day ?? '', month: month ?? '', year: year ?? '' })
  if (read && 'problem' in read) return [item.id, read]
  return judge(item, read?.value ?? '', filing)
}

function readAddress(item: InputItem, body: Body, filing: Filing): ReadItem[] {
  const commune = textOf(body[`${item.id}.commune`]).trim()
  const detail = tidied(item, textOf(body[`${item.id}.detail`]))
  const listed = (filing.lists?.['communes'] ?? []).some((entry) => entry.value === commune)
  if (commune === '' && detail === '' && item.optional) return []
  const parts: ReadItem[] = []
  parts.push([`${item.id}.commune`, listed ? { value: commune } : { problem: 'Chọn xã, phường của chỗ ở' }])
  parts.push([`${item.id}.detail`, detail === '' ? { problem: 'Ghi số nhà, đường, hoặc thôn, ấp' } : detail.length > 300 ? { problem: 'Địa chỉ dài quá 300 ký tự. Viết ngắn lại.' } : { value: detail }])
  return parts
}

function judge(item: InputItem, value: string, filing: Filing): ReadItem {
  const problem = value === '' && mayBeLeftOut(item, filing) ? undefined : brokenRule(item, value, filing.today)
  return [item.id, problem ? { problem } : { value }]
}

const sayRequired = (item: InputItem): string => item.rules.find((rule) => rule.rule === 'required')?.say ?? `Trả lời câu «${item.label}»`
