import { nfc } from '../../kernel/vietnamese-text.ts'
import { isPlainSyllable, isSyllable } from './syllables.ts'

export type Damage = 'tcvn3' | 'vni' | 'telex'
export interface Repaired {
  readonly text: string
  /** In which old form it came; null when it was read as it stood. */
  readonly damage: Damage | null
}

/** TCVN 5712 (ABC fonts) read as Latin-1, letter by letter (TCVN 5712:1993). */
const tcvn3 = new Map(Object.entries({
  'µ': 'à', '¸': 'á', '¶': 'ả', '·': 'ã', '¹': 'ạ', '¨': 'ă', '»': 'ằ', '¾': 'ắ', '¼': 'ẳ', '½': 'ẵ', 'Æ': 'ặ', '©': 'â', 'Ç': 'ầ', 'Ê': 'ấ', 'È': 'ẩ', 'É': 'ẫ', 'Ë': 'ậ', '®': 'đ',
  'Ì': 'è', 'Ð': 'é', 'Î': 'ẻ', 'Ï': 'ẽ', 'Ñ': 'ẹ', 'ª': 'ê', 'Ò': 'ề', 'Õ': 'ế', 'Ó': 'ể', 'Ô': 'ễ', 'Ö': 'ệ', '×': 'ì', 'Ý': 'í', 'Ø': 'ỉ', 'Ü': 'ĩ', 'Þ': 'ị',
  'ß': 'ò', 'ã': 'ó', 'á': 'ỏ', 'â': 'õ', 'ä': 'ọ', '«': 'ô', 'å': 'ồ', 'è': 'ố', 'æ': 'ổ', 'ç': 'ỗ', 'é': 'ộ', '¬': 'ơ', 'ê': 'ờ', 'í': 'ớ', 'ë': 'ở', 'ì': 'ỡ', 'î': 'ợ',
  'ï': 'ù', 'ó': 'ú', 'ñ': 'ủ', 'ò': 'ũ', 'ô': 'ụ', '\u00ad': 'ư', 'õ': 'ừ', 'ø': 'ứ', 'ö': 'ử', '÷': 'ữ', 'ù': 'ự', 'ú': 'ỳ', 'ý': 'ý', 'û': 'ỷ', 'ü': 'ỹ', 'þ': 'ỵ',
  '¡': 'Ă', '¢': 'Â', '§': 'Đ', '£': 'Ê', '¤': 'Ô', '¥': 'Ơ', '¦': 'Ư',
}))
/** Signs that no Vietnamese word has: one is enough. */
const surely = /[µ¶·¸¹¨©ª«¬®¡¢£¤¥¦§»¼½¾ÆËÎÏÐÑÖ×ØÞßäåæçëîïñöø÷ûüþ\u00ad]/u
/** A capital with a mark inside a word of small letters. */
const capitalInside = /\p{Ll}[À-Ý]|[À-Ý]\p{Ll}*[À-Ý]/u

const vniTones: Readonly<Record<string, string>> = { '1': '\u0301', '2': '\u0300', '3': '\u0309', '4': '\u0303', '5': '\u0323' }
const telexTones: Readonly<Record<string, string>> = { s: '\u0301', f: '\u0300', r: '\u0309', x: '\u0303', j: '\u0323' }

/**
 * Text as it was meant: legacy code points put back (TCVN3), keystrokes left in the text put together (VNI digits, raw Telex). A word is only taken
 * for keystrokes when it is no syllable as it stands and the keystrokes make one. The raw text stays with whoever asks.
 */
export function repairText(raw: string): Repaired {
  const text = nfc(raw)
  const sure = surely.test(text)
  if (sure || capitalInside.test(text) || wordsOf(text).some((word) => !isSyllable(word))) {
    const read = Array.from(text, (letter) => tcvn3.get(letter) ?? letter).join('')
    const words = wordsOf(read).map(isSyllable)
    // Names of other peoples have words that are no Vietnamese syllables; beside signs that can be nothing else one word that is one is enough.
    if (sure ? words.some(Boolean) && !surely.test(read) : words.every(Boolean) && read !== text) return { text: nfc(read), damage: 'tcvn3' }
  }
  const isMarked = /[^\p{ASCII}]/u.test(text)
  let damage: Damage | null = null
  const parts = text.split(/(\s+)/).map((word) => {
    const mended = word.trim() === '' ? null : fromVni(word, false) ?? (isMarked && longO.test(word) ? null : fromTelex(word))
    if (!mended) return word
    damage ??= mended.damage
    return mended.text
  })
  // Once a word was keystrokes of VNI, digits in the others are too.
  const words = (damage as Damage | null) === 'vni' ? parts.map((word) => fromVni(word, true)?.text ?? word) : parts
  return { text: damage ? nfc(words.join('')) : text, damage }
}

/** Words with a long o are written so in Vietnamese and in names of other peoples ('xoong', 'Pơ Loong'): beside letters with marks they are what they say. */
const longO = /^\p{L}*oo(ng|c)$/iu

const wordsOf = (text: string): string[] => text.split(/[\s'-]+/).filter((word) => word !== '')

/** 'Nguye6n4' → 'Nguyễn'. */
function fromVni(word: string, anyWord: boolean): Repaired | null {
  if (!/^\p{L}[\p{L}1-9]*[1-9][\p{L}1-9]*$/u.test(word)) return null
  let tone = ''
  let letters = ''
  for (const sign of word) {
    if (vniTones[sign]) tone = vniTones[sign]
    else if (sign === '6') letters = marked(letters, /[aeo](?=[^aeo]*$)/i, '\u0302')
    else if (sign === '7') letters = withHorns(letters)
    else if (sign === '8') letters = marked(letters, /a(?=[^a]*$)/i, '\u0306')
    else if (sign === '9') letters = letters.replace(/d(?=[^d]*$)/i, (d) => (d === 'D' ? 'Đ' : 'đ'))
    else letters += sign
  }
  return syllable(letters, tone, 'vni', anyWord)
}

/** 'Nguyeenx' → 'Nguyễn'; 'Ddawngj' → 'Đặng'. Only words that are no syllable as they stand. */
function fromTelex(word: string): Repaired | null {
  if (!/^[a-z]{2,}$/i.test(word) || isPlainSyllable(word.toLowerCase())) return null
  const last = word.at(-1)!.toLowerCase()
  const tone = telexTones[last] ?? ''
  let letters = tone === '' ? word : word.slice(0, -1)
  // The tone may also stand right after its vowel: 'Hofa'.
  let inner = tone
  if (tone === '') {
    const at = letters.slice(1).search(/[sfrxj]/i) + 1
    if (at > 0 && telexTones[letters[at]!.toLowerCase()] && /[aeiouyw]/i.test(letters[at - 1]!)) {
      inner = telexTones[letters[at]!.toLowerCase()]!
      letters = letters.slice(0, at) + letters.slice(at + 1)
    }
  }
  letters = letters.replace(/^dd/i, (d) => (d[0] === 'D' ? 'Đ' : 'đ')).replace(/uow/gi, 'ươ').replace(/uwow/gi, 'ươ').replace(/aa|ee|oo/gi, (pair) => `${pair[0]!}\u0302`).replace(/[ou]w/gi, (pair) => `${pair[0]!}\u031b`).replace(/aw/gi, (pair) => `${pair[0]!}\u0306`)
  return letters === word ? null : syllable(letters, inner, 'telex')
}

function syllable(letters: string, tone: string, damage: Damage, anyWord = false): Repaired | null {
  const whole = nfc(letters)
  if (!anyWord && !isSyllable(whole)) return null
  return { text: tone === '' ? whole : withTone(whole, tone), damage }
}

const marked = (letters: string, place: RegExp, mark: string): string => letters.replace(place, (letter) => letter + mark)
const withHorns = (letters: string): string => (/uo(?!\u031b)/i.test(letters) ? letters.replace(/uo/i, (pair) => `${pair[0]!}\u031b${pair[1]!}\u031b`) : letters.replace(/[uo](?!\u031b)(?=[^uo]*$)/i, (letter) => `${letter}\u031b`))

/** A tone on its vowel: the marked one, else the last of an open or closed group; the canonical place is put right afterwards. */
function withTone(text: string, tone: string): string {
  const letters = text.normalize('NFD').match(/\P{M}\p{M}*/gu) ?? []
  const vowels = letters.flatMap((letter, i) => (/^[aeiouy]/i.test(letter) ? [i] : []))
  const quality = vowels.filter((i) => /[\u0302\u0306\u031b]/.test(letters[i]!)).at(-1)
  const at = quality ?? vowels.at(-1)
  return at === undefined ? text : letters.map((letter, i) => (i === at ? letter + tone : letter)).join('').normalize('NFC')
}
