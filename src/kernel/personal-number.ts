import type { PartialDate } from './partial-date.ts'
import { yearOf } from './partial-date.ts'

/** Số định danh cá nhân, twelve digits kept as text: leading zeros count, and there is no check digit (Luật Căn cước 2023 Đ12). */
export type PersonalNumber = string
export type Gender = 'male' | 'female'

export interface PinParts {
  /** Code of the province or country where the birth was registered, three digits. */
  readonly ppp: string
  /** Fourth digit: century of birth and gender. */
  readonly centuryGender: number
  readonly gender: Gender
  readonly birthYear: number
  /** Six digits. */
  readonly serial: string
}

export interface PinRules {
  /** Three-digit codes of the provinces; all 63 of before 01/07/2025 stay good. */
  readonly provinceCodes: ReadonlySet<string>
  /** Codes no province has, for made-up people; empty in production. */
  readonly testProvinceCodes: ReadonlySet<string>
  /** Codes of countries for births registered abroad; the annex is not public, so empty unless filled in. */
  readonly countryCodes?: ReadonlySet<string>
}

/** The parts of a number, or null unless it is twelve digits. Says nothing of the real gender or year: those are facts of the record. */
export function parse(pin: string): PinParts | null {
  if (!/^\d{12}$/.test(pin)) return null
  const centuryGender = Number(pin[3])
  return {
    ppp: pin.slice(0, 3),
    centuryGender,
    gender: centuryGender % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + Math.floor(centuryGender / 2) * 100 + Number(pin.slice(4, 6)),
    serial: pin.slice(6),
  }
}

export interface PinSeed { readonly ppp: string; readonly gender: Gender; readonly birthYear: number; readonly serial: number }

/** The number of these parts; RangeError for years outside 1900–2399 or a serial outside 0–999999. */
export function compose({ ppp, gender, birthYear, serial }: PinSeed): PersonalNumber {
  if (!/^\d{3}$/.test(ppp)) throw new RangeError('the code of the place has three digits')
  if (!Number.isInteger(birthYear) || birthYear < 1900 || birthYear > 2399) throw new RangeError('the year of birth must lie in 1900–2399')
  if (!Number.isInteger(serial) || serial < 0 || serial > 999_999) throw new RangeError('the serial must lie in 0–999999')
  const century = Math.floor((birthYear - 1900) / 100) * 2 + (gender === 'female' ? 1 : 0)
  return `${ppp}${century}${String(birthYear % 100).padStart(2, '0')}${String(serial).padStart(6, '0')}`
}

// ── as typed and as shown ───────────────────────────────────────────────────

/** What was typed without spaces, dots, dashes and invisible characters, digits in plain form; other characters stay to be named. */
export function cleanTypedPin(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s.,\-‐-―_\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
}

/** The twelve digits that were meant, or null; `typedPinProblem` says why. */
export function parseTypedPin(typed: string): PersonalNumber | null {
  const pin = cleanTypedPin(typed)
  return /^\d{12}$/.test(pin) ? pin : null
}

/** The sentence for a text that is no personal number; null when it is one (check P1). */
export function typedPinProblem(typed: string): string | null {
  const text = cleanTypedPin(typed)
  if (text === '') return 'Nhập số định danh, gồm 12 chữ số.'
  const wrong = Array.from(text).find((character) => !/^\d$/.test(character))
  if (wrong !== undefined) return `Số định danh chỉ có chữ số. Bỏ ký tự «${wrong}».`
  return text.length === 12 ? null : `Số định danh có 12 chữ số. Ông/bà đã nhập ${text.length} chữ số.`
}

/** '099 196 000 512', an old nine-digit number '099 145 871'; other text as it is. */
export function groupPin(pin: string): string {
  return /^(?:\d{9}|\d{12})$/.test(pin) ? pin.replace(/\d{3}(?=\d)/g, '$& ') : pin
}

/** For shared screens: '099 1** *** 512', an old nine-digit number '099 *** 871'. Text of another shape is hidden whole. */
export function maskPin(pin: string): string {
  if (/^\d{12}$/.test(pin)) return `${pin.slice(0, 3)} ${pin[3]!}** *** ${pin.slice(9)}`
  return /^\d{9}$/.test(pin) ? `${pin.slice(0, 3)} *** ${pin.slice(6)}` : '***'
}

// ── coherence ───────────────────────────────────────────────────────────────

export type PinCheckId = 'P1' | 'P2' | 'P3' | 'P4' | 'P5' | 'P6' | 'P7'
export type Severity = 'error' | 'warning'

/** What is known beside the number; a check without its fact is not made. */
export interface PinFacts {
  /** A number being assigned is held to more than one found in a record. */
  readonly kind: 'new' | 'existing'
  readonly gender?: Gender
  readonly birthDate?: PartialDate
  /** Three-digit codes the registered place of birth registration has borne through its history. */
  readonly registrationCodes?: ReadonlySet<string>
  readonly heldByAnother?: boolean
  readonly cancelled?: boolean
}

export interface PinCheck {
  readonly id: PinCheckId
  readonly severity: Readonly<Record<PinFacts['kind'], Severity>>
  /** The sentence when the number fails; null when it passes or the fact is missing. */
  readonly problem: (pin: PinParts, facts: PinFacts, rules: PinRules) => string | null
}
export interface PinFinding { readonly id: PinCheckId; readonly severity: Severity; readonly vi: string }

const ALWAYS_ERROR = { new: 'error', existing: 'error' } as const
const ERROR_IF_NEW = { new: 'error', existing: 'warning' } as const
const ALWAYS_WARNING = { new: 'warning', existing: 'warning' } as const

/** P2–P7 (P1, the shape, comes first and alone). A re-determined gender or corrected year gives a new number, hence the warnings. */
export const pinChecks: readonly PinCheck[] = [
  { id: 'P2', severity: ERROR_IF_NEW, problem: (pin, _, rules) => (knownCode(pin.ppp, rules) ? null
    : `Ba chữ số đầu là ${pin.ppp}, không phải mã tỉnh hay mã nước. Xem lại số định danh.`) },
  { id: 'P3', severity: ERROR_IF_NEW, problem: (pin, { gender }) => (gender === undefined || gender === pin.gender ? null
    : `Chữ số thứ 4 là ${pin.centuryGender}, dùng cho ${GENDER_VI[pin.gender]}, còn giới tính ghi ${GENDER_VI[gender]}. Xem lại một trong hai.`) },
  { id: 'P4', severity: ERROR_IF_NEW, problem: (pin, { birthDate }) => (birthDate === undefined ? null : yearProblem(pin, yearOf(birthDate))) },
  { id: 'P5', severity: ALWAYS_WARNING, problem: (pin, { registrationCodes }) => (!registrationCodes || registrationCodes.has(pin.ppp) ? null
    : `Ba chữ số đầu là ${pin.ppp}, khác mã tỉnh nơi đăng ký khai sinh. Xem lại một trong hai.`) },
  { id: 'P6', severity: ALWAYS_ERROR, problem: (_, facts) => (facts.heldByAnother ? 'Số định danh này đang là của người khác. Xem lại từng chữ số.' : null) },
  { id: 'P7', severity: ALWAYS_ERROR, problem: (_, facts) => (facts.cancelled ? 'Số định danh này đã bị hủy. Nhập số đang dùng.' : null) },
]

/** Every check the number fails, in order. A number of the wrong shape fails P1 and is not looked at further. */
export function checkPin(pin: string, facts: PinFacts, rules: PinRules): PinFinding[] {
  const parts = parse(pin)
  if (!parts) return [{ id: 'P1', severity: 'error', vi: typedPinProblem(pin) ?? 'Số định danh có 12 chữ số, viết liền nhau.' }]
  return pinChecks.flatMap((check) => {
    const vi = check.problem(parts, facts, rules)
    return vi === null ? [] : [{ id: check.id, severity: check.severity[facts.kind], vi }]
  })
}

const GENDER_VI = { male: 'nam', female: 'nữ' } as const

function knownCode(ppp: string, rules: PinRules): boolean {
  return rules.provinceCodes.has(ppp) || rules.testProvinceCodes.has(ppp) || (rules.countryCodes?.has(ppp) ?? false)
}

function yearProblem(pin: PinParts, year: number): string | null {
  if (pin.birthYear === year) return null
  const digits = String(pin.birthYear % 100).padStart(2, '0')
  const century = Math.floor(pin.birthYear / 100)
  if (century === Math.floor(year / 100)) return `Chữ số thứ 5 và 6 là năm sinh ${digits}, còn ngày sinh ghi ${year}. Xem lại một trong hai.`
  return `Chữ số thứ 4 là ${pin.centuryGender}, dùng cho người sinh ${century}00–${century}99, còn ngày sinh ghi ${year}. Xem lại một trong hai.`
}
