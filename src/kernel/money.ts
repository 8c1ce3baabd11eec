import { numberInWordsVi } from './number-words.ts'
import type { WordsOptions } from './number-words.ts'

export { numberInWordsVi } from './number-words.ts'
export type { WordsOptions } from './number-words.ts'

/** Whole đồng; there is nothing smaller, and never a float. */
export type Dong = number

export function isDong(value: number): boolean
export function isDong(value: unknown): value is Dong
export function isDong(value: unknown): boolean {
  return Number.isSafeInteger(value)
}

/** '1.234.567' or, with decimals, '1.234.567,89'. Refuses (RangeError) what is not a finite number. */
export function formatNumberVi(n: number, decimals = 0): string {
  if (!Number.isFinite(n)) throw new RangeError('only a finite number can be written')
  const [digits, fraction] = Math.abs(n).toFixed(decimals).split('.')
  const text = digits!.replace(/\B(?=(?:\d{3})+$)/g, '.') + (fraction ? `,${fraction}` : '')
  return n < 0 && /[1-9]/.test(text) ? `-${text}` : text
}

/** '20.000 đồng'; RangeError unless whole. */
export function formatDong(amount: Dong): string {
  return `${formatNumberVi(wholeDong(amount))} đồng`
}

/** For receipts, "bằng chữ": 'Hai mươi nghìn đồng'. */
export function dongInWordsVi(amount: Dong, options: WordsOptions = {}): string {
  const words = numberInWordsVi(wholeDong(amount), options)
  return `${words[0]!.toUpperCase()}${words.slice(1)} đồng`
}

/** An amount as typed, '20.000', '20000', '20 000 đ', '1.000.000 đồng'; null unless it is whole đồng without doubt. */
export function parseDong(typed: string): Dong | null {
  if (typed.length > 60) return null
  const text = typed.normalize('NFKC').trim().toLowerCase().replace(/\s*(?:đồng|đ|vnđ|vnd)$/, '')
  if (!/^(?:\d+|\d{1,3}(?:[., ]\d{3})+)$/.test(text)) return null
  if (new Set(text.match(/[., ]/g)).size > 1) return null
  const amount = Number(text.replace(/[., ]/g, ''))
  return isDong(amount) ? amount : null
}

function wholeDong(amount: number): Dong {
  if (!isDong(amount)) throw new RangeError('an amount is a whole number of đồng')
  return amount
}
