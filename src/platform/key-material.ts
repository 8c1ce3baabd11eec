import { createECDH, createHash, createPrivateKey, createPublicKey, createSecretKey, hkdfSync, type JsonWebKey, type KeyObject } from 'node:crypto'
import type { KeyAlgorithm } from './keys.ts'

/** The keys of one use and version, made from the master secret: whoever holds the secret can make them again. */
export interface KeyMaterial {
  readonly kid: string
  /** As a key object: handed over as bytes it would be made into one at each use. */
  readonly secret: KeyObject | null
  readonly privateKey: KeyObject | null
  readonly publicKey: KeyObject | null
}

/**
 * HKDF-SHA-256 (RFC 5869) of the master secret under use and version. One way: a stolen derived key tells
 * nothing of its neighbours. Two processes that make the same key at the same time make the same one.
 */
export function deriveKey(master: Uint8Array, use: string, version: number, algorithm: KeyAlgorithm): KeyMaterial {
  const bytes = (length: number) => Buffer.from(hkdfSync('sha256', master, 'congdan keys 1', `${use}\n${version}`, length))
  if (algorithm === 'hmac-sha256' || algorithm === 'aes-256-gcm') {
    const secret = bytes(32)
    return { kid: createHash('sha256').update('congdan kid').update(secret).digest('base64url').slice(0, 22), secret: createSecretKey(secret), privateKey: null, publicKey: null }
  }
  const privateKey = algorithm === 'ed25519' ? ed25519From(bytes(32)) : p256From(bytes(48))
  const publicKey = createPublicKey(privateKey)
  return { kid: thumbprint(publicKey), secret: null, privateKey, publicKey }
}

/** What is known of a key whose private half is elsewhere. */
export function publicMaterial(jwk: JsonWebKey): KeyMaterial {
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  return { kid: thumbprint(publicKey), secret: null, privateKey: null, publicKey }
}

/** JWK thumbprint, RFC 7638. */
export function thumbprint(publicKey: KeyObject): string {
  const jwk = publicKey.export({ format: 'jwk' })
  const required = jwk.kty === 'EC' ? { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y } : { crv: jwk.crv, kty: jwk.kty, x: jwk.x }
  return createHash('sha256').update(JSON.stringify(required)).digest('base64url')
}

const pkcs8OfEd25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

function ed25519From(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8OfEd25519, seed]), format: 'der', type: 'pkcs8' })
}

const orderOfP256 = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** 48 bytes reduced into 1 … n-1: the bias is below 2^-128 (FIPS 186-5, A.2.1). */
function p256From(bytes: Buffer): KeyObject {
  const scalar = (BigInt(`0x${bytes.toString('hex')}`) % (orderOfP256 - 1n)) + 1n
  const d = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex')
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(d)
  const point = curve.getPublicKey()
  const jwk = { kty: 'EC', crv: 'P-256', d: d.toString('base64url'), x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
  return createPrivateKey({ format: 'jwk', key: jwk })
}
