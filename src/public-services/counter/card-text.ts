import { parseDateVi, type PlainDate } from '../../kernel/plain-date.ts'
import { parse } from '../../kernel/personal-number.ts'
import { couldEqual, formatPartialVi, type PartialDate } from '../../kernel/partial-date.ts'
import { nfc, sameText, tidySpaces } from '../../kernel/vietnamese-text.ts'

/**
 * What the QR of an identity card says (domain §3.6): number | old number | name | birth DDMMYYYY | sex | residence | issued
 * DDMMYYYY, and whatever later cards add. Anybody can print such a text: it is a claim and proves nothing.
 */
export interface CardText {
  readonly pin: string
  readonly oldNumber: string | null
  readonly fullName: string
  readonly birthDate: PartialDate
  readonly gender: 'male' | 'female' | null
  readonly issuedOn: PlainDate | null
}

export type CardRead = { readonly card: CardText } | { readonly problem: string }

export const looksLikeCard = (typed: string): boolean => typed.includes('|')

export function readCardText(typed: string): CardRead {
  const parts = mended(typed.trim()).split('|').map((part) => tidySpaces(nfc(part)))
  if (parts.length < 7) return { problem: `thẻ có ít nhất 7 mục, ở đây có ${parts.length}` }
  const [pin = '', old = '', fullName = '', birth = '', sex = '', , issued = ''] = parts
  if (!parse(pin)) return { problem: 'mục đầu không phải số định danh 12 chữ số' }
  if (old !== '' && !/^\d{9}$|^\d{12}$/.test(old)) return { problem: 'số chứng minh cũ không đúng 9 chữ số' }
  if (fullName === '' || /[\u0000-\u001f\ufffd]/.test(fullName)) return { problem: 'họ tên bị lỗi chữ, máy quét gửi sai bảng mã' }
  const birthDate = dayOf(birth)
  if (!birthDate) return { problem: 'ngày sinh không phải một ngày có thật' }
  const gender = sameText(sex, 'Nam') ? 'male' : sameText(sex, 'Nữ') ? 'female' : null
  return { card: { pin, oldNumber: old === '' ? null : old, fullName, birthDate, gender, issuedOn: dayOf(issued) } }
}

/** Some readers hand UTF-8 over as Latin-1, letter by letter: 'Nguyá»…n'. Read back where that gives whole text. */
function mended(text: string): string {
  if (!/[\u00c3\u00c4\u00c6\u00e1][\u0080-\u00ff]/.test(text) || /[\u0100-\uffff]/.test(text)) return text
  const again = Buffer.from(text, 'latin1').toString('utf8')
  return again.includes('\ufffd') ? text : again
}

const dayOf = (text: string): PlainDate | null => (/^\d{8}$/.test(text) ? parseDateVi({ d: text.slice(0, 2), m: text.slice(2, 4), y: text.slice(4) }) : null)

export interface Registered { readonly fullName: string; readonly birthDate: PartialDate | null; readonly gender: 'male' | 'female' | null }

/** Where card and register differ, in words for the officer. `stranger`: name and birth both differ, so it is somebody else's number or a made-up card. */
export function compareCard(card: CardText, known: Registered): { readonly stranger: boolean; readonly warnings: readonly string[] } {
  const name = sameText(card.fullName, known.fullName)
  const birth = known.birthDate === null || couldEqual(card.birthDate, known.birthDate)
  const warnings = [
    ...(name ? [] : [`Thẻ ghi tên «${card.fullName}», dữ liệu ghi «${known.fullName}».`]),
    ...(birth ? [] : [`Thẻ ghi ngày sinh ${formatPartialVi(card.birthDate)}, dữ liệu ghi ${formatPartialVi(known.birthDate!)}.`]),
    ...(card.gender === null || known.gender === null || card.gender === known.gender ? [] : ['Giới tính trên thẻ khác dữ liệu.']),
  ]
  return { stranger: !name && !birth, warnings }
}
