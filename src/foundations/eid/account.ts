/** States of an account, NĐ 69/2024 (intake, approval, activation and use are counted apart, never mixed). */
export type AccountState = 'registered' | 'under-review' | 'approved' | 'activation-pending' | 'active' | 'locked' | 'rejected' | 'cancelled'

/**
 * Ways of proving who one is, as RFC 8176 names them: a key bound to one device (hwk) or carried between devices (swk), the device's own
 * check of its user (user), a password, a code sent (otp) or made (totp), the chip of the card (sc), face and fingerprint checked by
 * a device of ours. 'demo' exists only in a demonstration.
 */
export type Factor = 'hwk' | 'swk' | 'user' | 'pwd' | 'otp' | 'totp' | 'sc' | 'face' | 'fpt' | 'demo'

export type AuthLevel = 1 | 2 | 3 | 4

const kindOf: Readonly<Record<Factor, 'possession' | 'knowledge' | 'biometric' | 'demo'>> = {
  hwk: 'possession', swk: 'possession', otp: 'possession', totp: 'possession', sc: 'possession', user: 'knowledge', pwd: 'knowledge', face: 'biometric', fpt: 'biometric', demo: 'demo',
}

/**
 * Authentication level from the factors used (NĐ 69/2024 art. 20, likely): one factor is 1, two different ones without biometrics 2,
 * with a biometric one 3, biometric with possession and knowledge 4. A passkey proves possession and a second factor on the device;
 * whether that was a biometric the server cannot know, so it is never counted as one.
 */
export function authLevelOf(factors: readonly Factor[]): AuthLevel {
  const kinds = new Set(factors.map((factor) => kindOf[factor]))
  if (kinds.has('demo')) return 2
  if (kinds.has('biometric')) return kinds.size >= 3 ? 4 : kinds.size === 2 ? 3 : 1
  return kinds.size >= 2 ? 2 : 1
}

export type AccountKind = 'citizen' | 'child' | 'foreigner'

export interface Account {
  readonly accountId: string
  readonly personId: string
  /** Name as the register had it when the account was opened or the name last changed. */
  readonly displayName: string
  readonly level: 1 | 2
  readonly state: AccountState
  readonly kind: AccountKind
  /** Keyed hash of the number it was opened on, or bound to since. */
  readonly numberKey: Uint8Array
  /** Who opened the account of a child. */
  readonly representativeId: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly version: number
}

/** The last digits are enough for the holder to recognise a phone: '*** *** 512'. */
export function maskPhone(phone: string): string {
  return `*** *** ${phone.slice(-3)}`
}
