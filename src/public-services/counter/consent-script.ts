import { createHash } from 'node:crypto'

/** The sentence read aloud, word for word, kept with every consent by its version. A new sentence is a new version. */
export const scriptVersion = 1

export function scriptOf(words: { person: string; officer: string; unit: string; service: string; declaration: string }): string {
  return `${words.person} đồng ý để ${words.officer}, ${words.unit}, nộp giúp hồ sơ «${words.service}» với đúng nội dung đã đọc. ${words.declaration} Đồng ý này chỉ dùng cho một hồ sơ này. Nếu không phải tôi nhờ, tôi báo ở bất kỳ quầy nào.`
}

/** The same for the other wishes. The first version of each. */
export const wishScripts = {
  answer: (words: { person: string; officer: string; unit: string; code: string; part: string }): string =>
    `${words.person} đồng ý để ${words.officer}, ${words.unit}, gửi giúp phần bổ sung của hồ sơ ${words.code}, phần «${words.part}», với đúng nội dung và giấy tờ đã đọc. Đồng ý này chỉ dùng cho một lần gửi này.`,
  agree: (words: { person: string; officer: string; unit: string; code: string; says: string }): string =>
    `${words.person} được hỏi ý kiến trong hồ sơ ${words.code} và đồng ý: «${words.says}» ${words.officer}, ${words.unit}, ghi lời đồng ý này. Tôi không đồng ý thì không ai ghi thay tôi.`,
  withdraw: (words: { person: string; officer: string; unit: string; code: string; parts: string }): string =>
    `${words.person} muốn rút hồ sơ ${words.code} và đồng ý để ${words.officer}, ${words.unit}, rút giúp. Phần dừng lại: ${words.parts}. Phần đã có kết quả vẫn giữ nguyên.`,
} as const

/** Letters that are not mistaken for one another on paper. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** What a printed slip is known by: follows from the answers, so a slip printed for other answers does not fit. */
export function slipCodeOf(draftId: string, documentHash: string): string {
  const bytes = createHash('sha256').update(`counter-slip|${draftId}|${documentHash}`).digest()
  return Array.from(bytes.subarray(0, 8), (byte) => alphabet[byte % 32]).join('').replace(/(.{4})(?=.)/, '$1-')
}

/** Forgives small letters, spaces and a missing dash. */
export const tidySlipCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '').replace(/^(.{4})(?=.)/, '$1-')
