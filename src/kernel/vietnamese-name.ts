import { nfc, sortKeyVi, tidySpaces } from './vietnamese-text.ts'

/** Họ, chữ đệm, tên. A single-word name is a given name alone; missing parts are ''. */
export interface NameParts { readonly family: string; readonly middle: string; readonly given: string }

export type NameProblemCode = 'empty' | 'has-digit' | 'bad-character' | 'single-letter' | 'misplaced-mark' | 'too-long'
export interface NameProblem {
  readonly code: NameProblemCode
  /** What is wrong and how to mend it, for the field and the summary. */
  readonly vi: string
}

/** A technical bound of ours, above any name on record; the law sets none. */
export const NAME_MAX = 100

/** First word, last word, and what lies between: nobody can know better from text alone. */
export function splitName(full: string): NameParts {
  const words = normaliseName(full).split(' ')
  if (words.length < 2) return { family: '', middle: '', given: words[0] ?? '' }
  return { family: words[0]!, middle: words.slice(1, -1).join(' '), given: words.at(-1)! }
}

/** The form a name is stored in: NFC, single spaces, one kind of apostrophe. Capitals stay as written. */
export function normaliseName(raw: string): string {
  return tidySpaces(nfc(raw)).replace(/[‘’ʼ]/g, "'")
}

/** Vietnamese letters and those of minority scripts: breve on any vowel, č, ñ; decomposed, so that marks combine freely. */
const LETTERS = /^(?:[a-zđ]|[aeiouy][\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]{1,3}|c\u030c|n\u0303)$/i
const ANY_LATIN = /^\p{Script=Latin}\p{M}{0,3}$/u

/**
 * What keeps a text from being a person's name, each problem once; [] when nothing does.
 * Single-word names and all-capital names are names. `foreign` admits every Latin letter (names from foreign papers).
 */
export function checkPersonName(raw: string, options: { readonly foreign?: boolean } = {}): NameProblem[] {
  const name = normaliseName(raw)
  if (name === '') return [{ code: 'empty', vi: 'Nhập họ, chữ đệm và tên.' }]
  if (name.length > NAME_MAX) {
    return [{ code: 'too-long', vi: `Họ tên có ${name.length} ký tự. Viết không quá ${NAME_MAX} ký tự.` }]
  }
  const problems: NameProblem[] = []
  const digits = name.match(/\p{N}/gu)
  if (digits) problems.push({ code: 'has-digit', vi: `Họ tên chỉ có chữ. Bỏ chữ số «${digits[0]}».` })
  const bad = firstBad(name, options.foreign ? ANY_LATIN : LETTERS)
  if (bad !== undefined) problems.push({ code: 'bad-character', vi: `Họ tên không dùng ký tự «${bad}». Bỏ hoặc gõ lại ký tự này.` })
  if (/^\p{L}\p{M}*$/u.test(name.normalize('NFD'))) {
    problems.push({ code: 'single-letter', vi: 'Viết đủ họ, chữ đệm và tên, không viết tắt.' })
  }
  if (/(?:^|[ '-])['-]|-(?:$| )/.test(name)) {
    problems.push({ code: 'misplaced-mark', vi: 'Dấu nối và dấu phẩy trên phải đứng sau một chữ. Xem lại họ tên.' })
  }
  return problems
}

function firstBad(name: string, allowed: RegExp): string | undefined {
  const clusters = name.normalize('NFD').match(/\P{M}\p{M}*|\p{M}+/gu) ?? []
  const bad = clusters.find((cluster) => !allowed.test(cluster) && !/^[ '-]$/.test(cluster) && !/^\p{N}$/u.test(cluster))
  return bad?.normalize('NFC')
}

/** Byte-comparable key of lists of people: given name, then family, then middle (domain Annex I); capitals do not count. */
export function nameSortKey(full: string): string {
  const { family, middle, given } = splitName(full.toLowerCase())
  return `${partKey(given)} ${partKey(family)} ${partKey(middle)}`
}

const partKeys = new Map<string, string>()

/** Family names, middle names and given names come again and again. */
function partKey(part: string): string {
  let key = partKeys.get(part)
  if (key === undefined) {
    key = sortKeyVi(part)
    if (partKeys.size < 50_000) partKeys.set(part, key)
  }
  return key
}
