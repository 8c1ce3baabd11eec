import type { Lang } from './catalogue.ts'

export interface StringFault {
  readonly lang: Lang
  readonly key: string
  readonly rule: 'empty' | 'banned' | 'long-sentence' | 'shouting' | 'unicode' | 'number' | 'places' | 'spaces'
  readonly text: string
  readonly why: string
}

interface AnyCatalogue {
  readonly vi: Readonly<Record<string, string>>
  readonly en: Readonly<Record<string, string>>
}

/** Tiếng (syllables, which are what spaces part in Vietnamese) a sentence may have: ux.md §3.7. */
export const MAX_SYLLABLES = 25

/** What we never say, and what we say instead: ux.md §5.5. */
export const BANNED_VI: Readonly<Record<string, string>> = {
  'vui lòng': 'nói thẳng việc phải làm', 'quý khách': 'ông/bà', 'không hợp lệ': 'nói sai ở đâu và sửa thế nào', 'thao tác': 'nói tên việc', 'hệ thống báo': 'nói điều xảy ra',
  'truy vấn': 'tìm, xem', 'xác thực thất bại': 'nói điều không đúng', 'liên hệ quản trị viên': 'nói gọi số nào', 'nộp hộ': 'nộp giúp', 'đơn vị thụ lý': 'nơi đang giữ',
  'gửi thất bại': 'chưa báo được', 'lỗi hệ thống': 'trục trặc', 'hoàn thiện hồ sơ theo quy định': 'cần thêm', 'trong vòng': 'nói ngày', bạn: 'ông/bà', 'anh/chị': 'ông/bà', 'đối tượng': 'người',
}

const BANNED_EN: Readonly<Record<string, string>> = { please: 'say what to do', invalid: 'say what is wrong', 'contact the administrator': 'give a phone number', query: 'search' }

/**
 * Faults of a catalogue against the rules for plain language (ux.md §3.7): works on any `{ vi, en }`, so that each screen module
 * can test its own. An empty list means: fit for people.
 */
export function lintStrings(catalogue: AnyCatalogue): readonly StringFault[] {
  const faults: StringFault[] = []
  for (const [key, vi] of Object.entries(catalogue.vi)) {
    const en = catalogue.en[key] ?? ''
    const note = (lang: Lang, rule: StringFault['rule'], why: string): void => { faults.push({ lang, key, rule, text: lang === 'vi' ? vi : en, why }) }
    for (const [lang, text] of [['vi', vi], ['en', en]] as const) {
      if (text.trim() === '') note(lang, 'empty', 'không có chữ nào')
      if (text !== text.normalize('NFC')) note(lang, 'unicode', 'chữ chưa ghép dấu (NFC)')
      if (/ {2}/.test(text)) note(lang, 'spaces', 'hai dấu cách liền nhau')
      const banned = lang === 'vi' ? BANNED_VI : BANNED_EN
      const said = text.replace(/\{\w+\}/g, '')
      for (const word of Object.keys(banned)) if (hasWord(said, word)) note(lang, 'banned', `«${word}» → ${banned[word]}`)
    }
    for (const sentence of sentencesOf(vi)) {
      const syllables = syllablesOf(sentence)
      if (syllables > MAX_SYLLABLES) note('vi', 'long-sentence', `${syllables} tiếng trong một câu, tối đa ${MAX_SYLLABLES}`)
    }
    if (/(?:\p{Lu}{2,}\s+){2,}\p{Lu}{2,}/u.test(vi)) note('vi', 'shouting', 'ba từ viết hoa liền nhau')
    if (/\d,\d{3}(?!\d)/.test(vi)) note('vi', 'number', 'viết 1.234 và 0,5')
    if (/(?<!\d)0\d (?:ngày|tháng|giờ|bản|người)/.test(vi)) note('vi', 'number', 'viết 3 ngày, không viết 03 ngày')
    if (placesOf(vi) !== placesOf(en)) note('en', 'places', `chỗ điền không khớp: ${placesOf(vi)} và ${placesOf(en)}`)
  }
  return faults
}

/** Sentences end with . ! ? … before a space or the end: "1.234" and "0,5" are not ends. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?…])(?=\s|$)|\n/).map((sentence) => sentence.trim()).filter((sentence) => sentence !== '')
}

/** Tiếng of a sentence; a dash or a lone sign is none. */
export function syllablesOf(sentence: string): number {
  return sentence.split(/[\s/]+/).filter((part) => /[\p{L}\p{N}{]/u.test(part)).length
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'iu').test(text)
}

function placesOf(text: string): string {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort((a, b) => a < b ? -1 : 1).join(', ')
}
