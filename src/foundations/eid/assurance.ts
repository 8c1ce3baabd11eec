import { authLevelOf, type AuthLevel, type Factor } from './account.ts'

/** What a session has proved, in the words of NĐ 69/2024 art. 20 and of OpenID Connect. */
export interface Assurance {
  /** Authentication level 1–4 of NĐ 69/2024 art. 20, from the factors used. */
  readonly level: AuthLevel
  /** 'urn:vn:eid:xac-thuc:2', with '+phr' when a phishing-resistant factor was used, '+chip' when the card's chip was. */
  readonly acr: string
  /** Authentication methods (RFC 8176), sorted. */
  readonly amr: readonly string[]
}

const acrBase = 'urn:vn:eid:xac-thuc:'
const amrOf: Readonly<Record<Factor, readonly string[]>> = { hwk: ['hwk'], swk: ['swk'], user: ['user'], pwd: ['pwd'], otp: ['otp'], totp: ['otp'], sc: ['sc'], face: ['face'], fpt: ['fpt'], demo: [] }

/** Level, acr and amr of a session: pure, from the factors that opened or raised it. */
export function assuranceOf(session: { readonly factors: readonly Factor[] }): Assurance {
  const { factors } = session
  const level = authLevelOf(factors)
  const amr = new Set(factors.flatMap((factor) => amrOf[factor]))
  if (level >= 2 && amr.size > 0) amr.add('mfa')
  const marks = `${factors.some((factor) => factor === 'hwk' || factor === 'swk' || factor === 'sc') ? '+phr' : ''}${factors.includes('sc') ? '+chip' : ''}`
  return { level, acr: `${acrBase}${level}${marks}`, amr: [...amr].sort() }
}

/** Every acr this program may state, from weak to strong: for discovery. */
export const acrValues: readonly string[] = [1, 2, 3, 4].flatMap((level) => ['', '+phr', '+phr+chip'].map((marks) => `${acrBase}${level}${marks}`))

/** Does what was proved satisfy what was asked? A higher level satisfies a lower one; a mark asked for must be there. Unknown values never match. */
export function satisfiesAcr(proved: Assurance, asked: string): boolean {
  const found = /^urn:vn:eid:xac-thuc:([1-4])(\+phr)?(\+chip)?$/.exec(asked)
  if (!found) return false
  return proved.level >= Number(found[1]) && (!found[2] || proved.acr.includes('+phr')) && (!found[3] || proved.acr.includes('+chip'))
}
