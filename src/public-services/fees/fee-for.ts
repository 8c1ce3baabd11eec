import { valueOf, type Values } from '../../kernel/expression.ts'
import { formatDong, type Dong } from '../../kernel/money.ts'
import { earliest, isPartialDate, latest } from '../../kernel/partial-date.ts'
import { ageOn, daysBetween, isPlainDate, type PlainDate } from '../../kernel/plain-date.ts'
import type { Channel, LegalSource } from '../catalogue/index.ts'
import { loadTariff, type Exemption, type FeeRule, type Tariff } from './tariff.ts'

/** What is known of the person who would pay, for exemptions. Marks come from registers: `poor-household`, `disabled`, … */
/** A birth date may be a year, or a month of one. */
export interface PayerFacts { readonly birthDate?: string; readonly marks?: readonly string[] }
export interface FeeOccasion {
  readonly channel: Channel
  /** Day of filing: the tariff in force on it counts. */
  readonly date: PlainDate
  /** Values of the filing (dates, number of copies). */
  readonly values?: Values
  readonly payer?: PayerFacts
}
export interface FeeLine { readonly kind: 'LE_PHI' | 'PHI'; readonly label: string; readonly unitAmount: Dong; readonly quantity: number; readonly amount: Dong; readonly reason?: string; readonly basis: LegalSource }
export interface Fee {
  readonly lines: readonly FeeLine[]
  readonly total: Dong
  /** Why nothing, or less, is to be paid. A zero never comes without one. */
  readonly reasons: readonly string[]
  /** A rate a provincial resolution should set and has not: a task for the province, never an error for the citizen. */
  readonly unset: readonly { readonly label: string; readonly basis: LegalSource }[]
  /** 'Cần nộp 0 đồng. Lý do: …' */
  readonly words: string
}

/** fee = tariff(procedure, channel, date), then exemptions(person facts); every zero says why. */
export function feeFor(procedure: { readonly code: string }, occasion: FeeOccasion, tariff: Tariff = loadTariff()): Fee {
  const rules = tariff.fees.filter((rule) => rule.procedure === procedure.code && isInForce(rule, occasion.date) && (rule.channel === '*' || rule.channel === occasion.channel) && holds(rule, occasion))
  const exempt = tariff.exemptions.find((each) => each.procedures.includes(procedure.code) && isInForce(each, occasion.date) && applies(each, occasion))
  const lines = rules.filter((rule) => rule.amount !== null).map((rule) => line(rule, occasion, exempt)).filter((each) => each.quantity > 0)
  const unset = rules.filter((rule) => rule.amount === null).map(({ label, basis }) => ({ label, basis }))
  const total = lines.reduce((sum, each) => sum + each.amount, 0)
  const reasons = [...new Set([
    ...lines.flatMap((each) => each.reason ? [each.reason] : []), ...unset.map(() => 'tỉnh chưa có nghị quyết về mức thu'), ...(rules.length === 0 ? ['thủ tục này không có khoản thu'] : []),
    ...(lines.length === 0 && unset.length === 0 ? rules.map((rule) => `chưa chọn số bản, mỗi bản ${formatDong(rule.amount!)}`) : []),
  ])]
  return { lines, total, reasons, unset, words: `Cần nộp ${formatDong(total)}.${reasons.length > 0 ? ` Lý do: ${reasons.map(lower).join('; ')}.` : ''}` }
}

const isInForce = (rule: { readonly from: PlainDate; readonly to: PlainDate | null }, on: PlainDate): boolean => rule.from <= on && (rule.to === null || on < rule.to)

/** A rule bound to a date holds when that date lies so many days back; an unknown date counts as today, the mildest case. */
function holds(rule: FeeRule, occasion: FeeOccasion): boolean {
  if (!rule.since) return true
  const since = valueOf(occasion.values ?? {}, rule.since.path)
  const passed = isPlainDate(since) ? daysBetween(since, occasion.date) : 0
  return passed >= rule.since.min && passed <= rule.since.max
}

function applies(exemption: Exemption, { payer, date }: FeeOccasion): boolean {
  if (exemption.mark !== null && !payer?.marks?.includes(exemption.mark)) return false
  if (exemption.minAge === null && exemption.maxAge === null) return exemption.mark !== null
  const { birthDate } = payer ?? {}
  if (!birthDate || !isPartialDate(birthDate) || earliest(birthDate) > date) return false
  // Of somebody whose day of birth is not known the whole year counts: an age is reached that nobody of it can lack.
  const youngest = latest(birthDate) > date ? 0 : ageOn(latest(birthDate), date)
  return youngest >= (exemption.minAge ?? 0) && ageOn(earliest(birthDate), date) <= (exemption.maxAge ?? Infinity)
}

function line(rule: FeeRule, occasion: FeeOccasion, exempt: Exemption | undefined): FeeLine {
  const unitAmount = rule.amount!
  const quantity = rule.quantityFrom === null ? 1 : countAt(occasion, rule.quantityFrom)
  const free = exempt !== undefined && unitAmount > 0 && rule.kind === 'LE_PHI'
  const reason = free ? exempt.reason : unitAmount === 0 ? rule.reason ?? undefined : undefined
  return { kind: rule.kind, label: rule.label, unitAmount, quantity, amount: free ? 0 : unitAmount * quantity, basis: free ? exempt.basis : rule.basis, ...(reason ? { reason } : {}) }
}

/** A number of copies, 0 to 999; anything else counts as none. */
function countAt(occasion: FeeOccasion, path: string): number {
  const value = valueOf(occasion.values ?? {}, path)
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value <= 999 ? value : 0
  return typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : 0
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
