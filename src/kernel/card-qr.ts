import { parseDateVi, type PlainDate } from './plain-date.ts'
import { parse as parsePin } from './personal-number.ts'

/** What the QR code of an identity card says: a claim, never a proof, because anybody can print one. */
export interface CardQr {
  readonly pin: string
  readonly cmnd9: string | null
  readonly fullName: string
  readonly birthDate: PlainDate
  readonly gender: 'male' | 'female'
  readonly address: string
  readonly issuedOn: PlainDate | null
}

/**
 * The text of a card's QR code: number | old number | name | DDMMYYYY | Nam or Nữ | address | DDMMYYYY; later cards add
 * fields, which are left alone. Text that a reader delivered as Latin-1 is read as the UTF-8 it was. Null: no such text.
 */
export function parseCardQr(text: string): CardQr | null {
  const parts = repaired(text.trim()).split('|').map((part) => part.trim().normalize('NFC'))
  if (parts.length < 7) return null
  const [pin = '', cmnd9 = '', fullName = '', born = '', gender = '', address = '', issued = ''] = parts
  const birthDate = parseDateVi(born)
  if (parsePin(pin) === null || birthDate === null || fullName === '' || (gender !== 'Nam' && gender !== 'Nữ')) return null
  return { pin, cmnd9: /^\d{9}$/.test(cmnd9) ? cmnd9 : null, fullName, birthDate, gender: gender === 'Nam' ? 'male' : 'female', address, issuedOn: parseDateVi(issued) }
}

/** Has the shape of a card's text, whether or not it can be read. */
export const looksLikeCardQr = (text: string): boolean => text.split('|').length >= 6

function repaired(text: string): string {
  if (!/[\u00c3\u00e1\u00c4\u00c6]/.test(text) || [...text].some((letter) => letter.codePointAt(0)! > 0xff)) return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text, (letter) => letter.codePointAt(0)!))
  } catch {
    return text
  }
}
