/** How a number is read aloud on receipts and certificates. The defaults are the northern, written forms. */
export interface WordsOptions {
  /** 105: "một trăm linh năm" (north) or "một trăm lẻ năm" (south). */
  readonly zero?: 'linh' | 'lẻ'
  /** 24: "hai mươi tư" or "hai mươi bốn". */
  readonly four?: 'tư' | 'bốn'
  /** 1.000: "một nghìn" or "một ngàn" (south). */
  readonly thousand?: 'nghìn' | 'ngàn'
}

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const
const BILLION = 1_000_000_000

/**
 * A whole number in Vietnamese words, lower case: 1005 → "một nghìn không trăm linh năm".
 * Refuses (RangeError) fractions and anything beyond ±(2^53 − 1).
 */
export function numberInWordsVi(n: number, options: WordsOptions = {}): string {
  if (!Number.isSafeInteger(n)) throw new RangeError('only whole numbers up to 2^53 − 1 can be read in words')
  if (n === 0) return 'không'
  const words = whole(Math.abs(n), { zero: 'linh', four: 'tư', thousand: 'nghìn', ...options })
  return n < 0 ? `âm ${words}` : words
}

/** Everything of a billion and more is read as "… tỷ", which is how "nghìn tỷ" and "triệu tỷ" arise. */
function whole(n: number, o: Required<WordsOptions>): string {
  if (n < BILLION) return belowBillion(n, false, o)
  const rest = n % BILLION
  const head = `${whole(Math.floor(n / BILLION), o)} tỷ`
  return rest === 0 ? head : `${head} ${belowBillion(rest, true, o)}`
}

/** `follows`: something larger was read before, so hundreds of zero are spoken ("không trăm linh năm"). */
function belowBillion(n: number, follows: boolean, o: Required<WordsOptions>): string {
  const groups: readonly [number, string][] = [
    [Math.floor(n / 1_000_000), 'triệu'],
    [Math.floor(n / 1000) % 1000, o.thousand],
    [n % 1000, ''],
  ]
  const words: string[] = []
  for (const [value, unit] of groups) {
    if (value === 0) continue
    words.push(hundreds(value, follows || words.length > 0, o))
    if (unit !== '') words.push(unit)
  }
  return words.join(' ')
}

function hundreds(n: number, full: boolean, o: Required<WordsOptions>): string {
  const hundred = Math.floor(n / 100)
  const rest = n % 100
  if (hundred === 0 && !full) return tens(rest, o)
  const head = `${DIGITS[hundred]!} trăm`
  if (rest === 0) return head
  return rest < 10 ? `${head} ${o.zero} ${DIGITS[rest]!}` : `${head} ${tens(rest, o)}`
}

function tens(n: number, o: Required<WordsOptions>): string {
  const ten = Math.floor(n / 10)
  const unit = n % 10
  if (ten === 0) return DIGITS[unit]!
  const head = ten === 1 ? 'mười' : `${DIGITS[ten]!} mươi`
  if (unit === 0) return head
  if (unit === 5) return `${head} lăm`
  if (unit === 1 && ten > 1) return `${head} mốt`
  if (unit === 4 && ten > 1) return `${head} ${o.four}`
  return `${head} ${DIGITS[unit]!}`
}
