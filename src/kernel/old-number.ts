/** Chứng minh nhân dân, nine digits, void after 31/12/2024 and never unique: for matching old records only (Luật Căn cước 2023 Đ46 k2). */
export type Cmnd9 = string

export type Cmnd9ProblemCode = 'empty' | 'has-letter' | 'length' | 'repeated-digit' | 'unknown-series'
export interface Cmnd9Problem {
  readonly code: Cmnd9ProblemCode
  /** The issuing series are likely, not certain: an unknown one is only a warning. */
  readonly severity: 'error' | 'warning'
  readonly vi: string
}

/** The nine digits that were meant (spaces, dots, dashes, full-width digits forgiven), or null. Never pads a lost zero: that is a guess for the matcher. */
export function parseTypedCmnd9(typed: string): Cmnd9 | null {
  const text = clean(typed)
  return /^\d{9}$/.test(text) ? text : null
}

/**
 * What is wrong with an old number, [] when nothing. `series`: the known leading digits of issuing offices, two or three digits each;
 * leave out to skip that check. Eight-digit army and police numbers are another kind of number, never this one.
 */
export function checkCmnd9(typed: string, series?: ReadonlySet<string>): Cmnd9Problem[] {
  const text = clean(typed)
  if (text === '') return [problem('empty', 'error', 'Nhập số chứng minh nhân dân, gồm 9 chữ số.')]
  const letter = Array.from(text).find((character) => !/^\d$/.test(character))
  if (letter !== undefined) return [problem('has-letter', 'error', `Số chứng minh nhân dân chỉ có chữ số. Bỏ ký tự «${letter}».`)]
  if (text.length !== 9) return [problem('length', 'error', `Số chứng minh nhân dân có 9 chữ số. Ông/bà đã nhập ${text.length} chữ số.`)]
  if (/^(\d)\1{8}$/.test(text)) return [problem('repeated-digit', 'error', 'Chín chữ số giống nhau không phải số đã cấp. Xem lại trên giấy cũ.')]
  if (!series || series.has(text.slice(0, 2)) || series.has(text.slice(0, 3))) return []
  return [problem('unknown-series', 'warning', `Hai chữ số đầu là ${text.slice(0, 2)}, không thuộc nơi cấp nào đã biết. Xem lại trên giấy cũ.`)]
}

function problem(code: Cmnd9ProblemCode, severity: Cmnd9Problem['severity'], vi: string): Cmnd9Problem {
  return { code, severity, vi }
}

function clean(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s.,\-‐-―_\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
}
