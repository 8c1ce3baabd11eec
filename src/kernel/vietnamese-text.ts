import { canonicalSyllable } from './vietnamese-tone.ts'

/** NFC text that can be stored: a broken half of a character pair becomes U+FFFD. */
export function nfc(text: string): string {
  return text.toWellFormed().normalize('NFC')
}

/** Outer space removed, inner space single; also the spaces and invisible characters that pasting brings along. */
export function tidySpaces(text: string): string {
  return text.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '').replace(/\s+/g, ' ').trim()
}

/** The key of search and matching: lower case, no diacritics, đ → d, single spaces, one kind of apostrophe. */
export function plainKey(text: string): string {
  const lower = tidySpaces(text.toWellFormed().toLowerCase())
  return lower.normalize('NFKD').replace(/\p{M}+/gu, '').replaceAll('đ', 'd').replace(/[‘’ʼ`´]/g, "'")
}

/** The plain syllables in the order written: "H'Hen Niê" → ['h', 'hen', 'nie']. */
export function syllables(text: string): string[] {
  return plainKey(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The plain syllables, sorted, each once: equal for names written in another order. */
export function syllableSet(text: string): string[] {
  return [...new Set(syllables(text))].sort()
}

/**
 * Every tone mark at its one place: 'hoà' → 'hòa', 'thuý' → 'thúy', 'qúy' → 'quý', 'hòan' → 'hoàn'.
 * The placement kept is the one of the state's own place names (Hòa Bình, Khánh Hòa). What is no Vietnamese syllable stays.
 */
export function canonicalTone(text: string): string {
  return nfc(text).normalize('NFD').replace(/[\p{L}\p{M}]+/gu, canonicalSyllable).normalize('NFC')
}

/** Same words to a reader: tone placement, capitals, spacing and Unicode form do not count; tones and letters do. */
export function sameText(a: string, b: string): boolean {
  return readerKey(a) === readerKey(b)
}

function readerKey(text: string): string {
  return canonicalTone(tidySpaces(text)).toLowerCase().replace(/[‘’ʼ]/g, "'")
}

const collator = new Intl.Collator('vi')

/** Dictionary order on this machine. For anything stored or paged use `sortKeyVi`, which never changes with ICU. */
export function compareVi(a: string, b: string): number {
  return collator.compare(a, b)
}

export function upperVi(text: string): string {
  return nfc(text).toUpperCase()
}

// ── the stored order ────────────────────────────────────────────────────────

/** Punctuation, digits, then the alphabet with ă â đ ê ô ơ ư as letters of their own (domain Annex I) and f j w z in place. */
const ORDER = Array.from(" _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
const WEIGHT = new Map(ORDER.map((letter, index) => [letter, String.fromCharCode(0x22 + index)]))
/** ngang, huyền, hỏi, ngã, sắc, nặng; then the breve, caron and diaeresis of minority and foreign names. */
const MARKS = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323', '\u0306', '\u030c', '\u0308']
const MARK_WEIGHT = new Map(MARKS.map((mark, index) => [mark, String(index + 1)]))
/** Letter qualities: with them a base letter is another letter, not the same letter with a mark. */
const QUALITY = /^(?:[aeo]\u0302|a\u0306|[ou]\u031b)/

/**
 * A key whose byte order (`collate "C"`) is Vietnamese dictionary order: letters first, then tones, then capitals,
 * each over the whole text. Printable ASCII for Vietnamese text; other characters keep a fixed place after z.
 */
export function sortKeyVi(text: string): string {
  let letters = ''
  let tones = ''
  let capitals = ''
  for (const cluster of nfc(text).replace(/[‘’ʼ]/g, "'").normalize('NFD').match(/\P{M}\p{M}*|\p{M}+/gu) ?? []) {
    const lower = cluster.toLowerCase()
    const { letter, marks } = splitCluster(lower)
    letters += WEIGHT.get(letter) ?? `~${letter}`
    tones += marks.map((mark) => MARK_WEIGHT.get(mark) ?? '9').join('') || '0'
    capitals += lower === cluster ? '0' : '1'
  }
  return `${letters}!${tones.replace(/0+$/, '')}!${capitals.replace(/0+$/, '')}`
}

/** 'ệ' decomposed is e + dot + circumflex: the letter is ê, the mark is the dot. */
function splitCluster(cluster: string): { letter: string; marks: string[] } {
  const [base, ...all] = Array.from(cluster)
  for (const mark of all) {
    if (!QUALITY.test(base! + mark)) continue
    return { letter: (base! + mark).normalize('NFC'), marks: all.toSpliced(all.indexOf(mark), 1) }
  }
  return { letter: base!, marks: all }
}
