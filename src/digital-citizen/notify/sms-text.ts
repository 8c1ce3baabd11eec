import type { MessageRules } from './rules.ts'

/** The same text without Vietnamese marks, capitals kept, for keypad phones and the 7-bit alphabet: 'Đã gửi' → 'Da gui'. */
export function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}+/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')
    .replace(/[«»“”]/g, '"').replace(/[‘’]/g, "'").replace(/[–—]/g, '-').replaceAll('…', '...').replaceAll('\u00a0', ' ').normalize('NFC')
}

/** Letters of the GSM 7-bit alphabet that a text of ours can hold (3GPP TS 23.038); everything else needs two bytes a character. */
const plainLetters = /^[A-Za-z0-9 \n\r@$!"#%&'()*+,\-./:;<=>?_]*$/

/** How many SMS parts a text takes. */
export function smsParts(text: string, lengths: MessageRules['sms']): number {
  const plain = plainLetters.test(text)
  const [single, each] = plain ? [lengths.plain, lengths.nextPlain] : [lengths.marks, lengths.nextMarks]
  return text.length <= single ? 1 : Math.ceil(text.length / each)
}

export interface SmsTexts {
  readonly marked: string
  readonly plain: string
  readonly markedParts: number
  readonly plainParts: number
}

/** Both texts of one message with their part counts, as the catalogue shows them. */
export function smsTexts(text: string, lengths: MessageRules['sms']): SmsTexts {
  const plain = withoutMarks(text)
  return { marked: text, plain, markedParts: smsParts(text, lengths), plainParts: smsParts(plain, lengths) }
}

/** The text that goes out: with marks while that costs no part more, else without. */
export function smsToSend(text: string, lengths: MessageRules['sms']): string {
  const texts = smsTexts(text, lengths)
  return texts.markedParts <= texts.plainParts ? texts.marked : texts.plain
}
