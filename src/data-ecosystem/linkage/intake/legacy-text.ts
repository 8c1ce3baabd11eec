import { nfc } from '../../../kernel/vietnamese-text.ts'
import { repairText, type Damage } from '../repair.ts'
import { isSyllable } from '../syllables.ts'

/** VNI fonts of Windows: a mark is a letter of its own after its vowel, as Latin-1 reads it. */
const afterVowel: Readonly<Record<string, string>> = {
  'ù': '\u0301', 'ø': '\u0300', 'û': '\u0309', 'õ': '\u0303', 'ï': '\u0323', 'â': '\u0302', 'á': '\u0302\u0301', 'à': '\u0302\u0300', 'å': '\u0302\u0309', 'ã': '\u0302\u0303', 'ä': '\u0302\u0323',
  'ê': '\u0306', 'é': '\u0306\u0301', 'è': '\u0306\u0300', 'ú': '\u0306\u0309', 'ü': '\u0306\u0303', 'ë': '\u0306\u0323',
}
const alone: Readonly<Record<string, string>> = { 'ñ': 'đ', 'ô': 'ơ', 'ö': 'ư', 'í': 'í', 'ì': 'ì', 'æ': 'ỉ', 'ó': 'ĩ', 'ò': 'ị', 'î': 'ỵ' }

/** 'Nguyeãn Thò Höông' → 'Nguyễn Thị Hương'. Text without such letters stays. */
export function fromVniWindows(text: string): string {
  let read = ''
  for (const letter of text.normalize('NFC')) {
    const low = letter.toLowerCase()
    const isCapital = low !== letter
    const mark = afterVowel[low]
    if (mark && /[aeouyơư]$/iu.test(read)) read += mark
    else if (alone[low]) read += isCapital ? alone[low].toUpperCase() : alone[low]
    else read += letter
  }
  return nfc(read)
}

export type LegacyDamage = Damage | 'vni-windows'

/** Text as it was meant, from any of the old encodings and keystrokes; `damage` says in which it came. The one that makes the most Vietnamese syllables is taken. */
export function readLegacy(raw: string): { readonly text: string; readonly damage: LegacyDamage | null } {
  const text = nfc(raw)
  const repaired = repairText(raw)
  if (!/[\u00a1-\u00ff]/.test(text)) return repaired
  const vni = fromVniWindows(text)
  if (vni === text || goodWords(vni) <= Math.max(goodWords(repaired.text), goodWords(text))) return repaired
  return { text: vni, damage: 'vni-windows' }
}

const goodWords = (text: string): number => text.split(/[\s'-]+/).filter((word) => word !== '' && isSyllable(word)).length
