export interface Phone {
  readonly kind: 'mobile' | 'landline'
  /** As dialled at home: '0912345678'. */
  readonly national: string
  /** As stored and sent to gateways: '+84912345678'. */
  readonly e164: string
}

/** Mobile: ten digits, 03 05 07 08 09. Landline: eleven digits, 02 (likely). Domain Annex I. */
const MOBILE = /^0[35789]\d{8}$/
const LANDLINE = /^02\d{9}$/

/** A Vietnamese number as typed: spaces, dots, dashes, brackets, full-width digits, and +84, 84 or 0084 in front are forgiven; null otherwise. */
export function parsePhone(typed: string): Phone | null {
  const digits = clean(typed).replace(/^(?:\+|00)?84(?:\(0\)|0)?(?=[2-9])/, '0').replace(/[()]/g, '')
  const kind = MOBILE.test(digits) ? 'mobile' : LANDLINE.test(digits) ? 'landline' : null
  return kind && { kind, national: digits, e164: `+84${digits.slice(1)}` }
}

/** The sentence for a text that is no telephone number; null when it is one. */
export function phoneProblem(typed: string): string | null {
  if (parsePhone(typed)) return null
  const text = clean(typed)
  if (text === '') return 'Nhập số điện thoại.'
  const wrong = Array.from(text).find((character) => !/^[\d+()]$/.test(character))
  if (wrong !== undefined) return `Số điện thoại chỉ có chữ số. Bỏ ký tự «${wrong}».`
  const digits = text.replace(/\D/g, '')
  if (/^0[35789]/.test(digits)) return `Số di động có 10 chữ số. Ông/bà đã nhập ${digits.length} chữ số.`
  return 'Nhập số di động 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09.'
}

/** '0912 345 678', landlines '024 3825 1234'-like groups from the end. */
export function formatPhone({ kind, national }: Phone): string {
  if (kind === 'mobile') return `${national.slice(0, 4)} ${national.slice(4, 7)} ${national.slice(7)}`
  return `${national.slice(0, 3)} ${national.slice(3, 7)} ${national.slice(7)}`
}

/** For shared screens and logs of delivery: '091* *** 678'. */
export function maskPhone({ national }: Phone): string {
  return `${national.slice(0, 3)}* *** ${national.slice(-3)}`
}

function clean(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s.,\-‐-―/\u00ad\u200b-\u200f\u2060\ufeff]/g, '').slice(0, 40)
}
