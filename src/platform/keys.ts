import type { JsonWebKey } from 'node:crypto'
import type { Instant } from './context.ts'
import { definePort } from './ports.ts'

/** What a key is made for decides its algorithm. */
export type KeyAlgorithm = 'ed25519' | 'es256' | 'hmac-sha256' | 'aes-256-gcm'

interface KeyUse {
  readonly algorithm: KeyAlgorithm
  /** False: old values must match for ever, so the key never changes. */
  readonly rotates: boolean
}

const uses = new Map<string, KeyUse>()

/**
 * Declares what keys of this name are for. A use may be narrowed by a slash: 'document-seal/<organisation id>'
 * is a key of its own with the algorithm of 'document-seal'.
 */
export function defineKeyUse(name: string, algorithm: KeyAlgorithm, options: { rotates?: boolean } = {}): string {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error(`not a name for a key use: ${name}`)
  const known = uses.get(name)
  if (known !== undefined && known.algorithm !== algorithm) throw new Error(`key use ${name} is already ${known.algorithm}`)
  uses.set(name, { algorithm, rotates: options.rotates ?? true })
  return name
}

/** Refuses a use nobody declared. */
export function keyUse(use: string): KeyUse {
  const found = uses.get(use.split('/')[0]!)
  if (!found || !/^[\x21-\x7e]{1,200}$/.test(use)) throw new Error(`key use ${use} is not defined`)
  return found
}

/** Signs the heads of the access log. */
defineKeyUse('trail-checkpoint', 'ed25519')
/** Seals results and papers; JOSE's ES256. */
defineKeyUse('document-seal', 'es256')
/** Signs what the e-ID says to relying parties. */
defineKeyUse('identity-token', 'es256')
/** Binds forms to a session. */
defineKeyUse('session-csrf', 'hmac-sha256')
/** Keyed hashes of personal numbers and queries: proves without repeating. Never rotated, or nothing would match. */
defineKeyUse('hash-personal-number', 'hmac-sha256', { rotates: false })
defineKeyUse('field-encryption', 'aes-256-gcm')
defineKeyUse('file-encryption', 'aes-256-gcm')

export interface Signature {
  readonly kid: string
  readonly algorithm: 'ed25519' | 'es256'
  /** Ed25519: 64 bytes; ES256: r ‖ s, 64 bytes (IEEE P1363, as JOSE wants it). */
  readonly bytes: Uint8Array
}

export interface PublicKey {
  /** JWK thumbprint, RFC 7638, base64url. */
  readonly kid: string
  readonly use: string
  readonly version: number
  readonly algorithm: 'ed25519' | 'es256'
  readonly jwk: JsonWebKey
  readonly pem: string
  readonly createdAt: Instant
  /** When the next key took over; old keys verify for ever. */
  readonly retiredAt: Instant | null
}

/** The one door to keys. Private keys never leave it; a hardware module can stand behind the same face (`hardware-keys.ts`). */
export interface Keystore {
  sign(use: string, bytes: Uint8Array): Promise<Signature>
  /** True when some key of this use, or the one named by `kid`, made the signature. Retired keys count. */
  verify(use: string, bytes: Uint8Array, signature: Uint8Array, kid?: string): Promise<boolean>
  /** HMAC-SHA-256 of the text in UTF-8 under the newest key: 32 bytes. */
  hmac(use: string, text: string): Uint8Array
  /** In constant time, over all versions of the key. */
  hmacMatches(use: string, text: string, mac: Uint8Array): boolean
  /** `context` (e.g. table, column and row id) must be the same at decryption: a value cannot be moved to another place. */
  encrypt(use: string, bytes: Uint8Array, context?: string): Uint8Array
  /** Throws when the bytes were changed, moved or made under an unknown key. */
  decrypt(use: string, bytes: Uint8Array, context?: string): Uint8Array
  /** Newest first. */
  publicKeys(use: string): Promise<readonly PublicKey[]>
  /** Makes a new version; old ones still verify and decrypt. Returns its kid. */
  rotate(use: string): Promise<string>
}

/** The keystore of this program: opened by `app` at start-up, by the test harness in tests. */
export const keystore = definePort<() => Keystore>('platform.keystore')

export function setKeystore(store: Keystore): void {
  keystore.fill(() => store)
}

/** The keystore in use. */
export function keys(): Keystore {
  return keystore.call()
}
