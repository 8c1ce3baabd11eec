import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import type { AuthenticationResponseJSON, PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { sql, type Database } from '../../platform/index.ts'
import { numberKey } from './open-account.ts'
import type { Site } from './passkey-offer.ts'

type Cbor = number | string | Uint8Array | Map<Cbor, Cbor>

/** The few forms of CBOR that WebAuthn needs (RFC 8949). */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])])
}

function head(major: number, n: number): Buffer {
  if (n < 24) return Buffer.from([(major << 5) | n])
  if (n < 256) return Buffer.from([(major << 5) | 24, n])
  return Buffer.from([(major << 5) | 25, n >> 8, n & 255])
}

const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

export interface Tricks {
  /** Says another site asked. */
  readonly origin?: string
  readonly host?: string
  /** Leaves out that the person was verified (fingerprint, PIN). */
  readonly unverified?: boolean
  /** Sends this signature counter. */
  readonly counter?: number
  /** Signs with a key that was never registered. */
  readonly key?: KeyObject
}

/** A passkey in software, as the WebAuthn standard describes one: ES256, attestation none, a counter that goes up. */
export class SoftwareAuthenticator {
  readonly credentialId: Buffer = randomBytes(32)
  readonly #pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  counter = 0
  readonly site: Site

  constructor(site: Site) {
    this.site = site
  }

  get id(): string {
    return this.credentialId.toString('base64url')
  }

  create(options: PublicKeyCredentialCreationOptionsJSON, tricks: Tricks = {}): RegistrationResponseJSON {
    const clientData = this.#clientData('webauthn.create', options.challenge, tricks)
    const { x, y } = this.#pair.publicKey.export({ format: 'jwk' })
    const key = cbor(new Map<Cbor, Cbor>([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x!, 'base64url')], [-3, Buffer.from(y!, 'base64url')]]))
    const length = Buffer.from([0, this.credentialId.length])
    const authData = Buffer.concat([this.#authData(tricks, 0x40), Buffer.alloc(16), length, this.credentialId, key])
    const attestation = cbor(new Map<Cbor, Cbor>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]]))
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON: clientData.toString('base64url'), attestationObject: attestation.toString('base64url'), transports: ['internal'] } }
  }

  get(options: PublicKeyCredentialRequestOptionsJSON, tricks: Tricks = {}): AuthenticationResponseJSON {
    this.counter = tricks.counter ?? this.counter + 1
    const clientData = this.#clientData('webauthn.get', options.challenge, tricks)
    const authData = this.#authData(tricks, 0)
    const signature = createSign('sha256').update(Buffer.concat([authData, sha256(clientData)])).sign(tricks.key ?? this.#pair.privateKey)
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON: clientData.toString('base64url'), authenticatorData: authData.toString('base64url'), signature: signature.toString('base64url') } }
  }

  #clientData(type: string, challenge: string, tricks: Tricks): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: tricks.origin ?? this.site.origin, crossOrigin: false }))
  }

  /** Host, flags (user present 1, verified 4), counter. */
  #authData(tricks: Tricks, more: number): Buffer {
    const flags = Buffer.from([1 | (tricks.unverified ? 0 : 4) | more])
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    return Buffer.concat([sha256(tricks.host ?? this.site.host), flags, counter])
  }
}

/** A house that was filled under other keys than those of this run: its accounts stand on the numbers of their holders again. */
export async function rekeyAccounts(owner: Database): Promise<void> {
  const rows = await owner.query<{ accountId: string; pin: string }>(sql`select a.account_id as "accountId", n.number as pin from eid_account a join personal_number n using (person_id)`)
  for (const { accountId, pin } of rows) await owner.query(sql`update eid_account set number_key = ${Buffer.from(numberKey(pin))} where account_id = ${accountId}`)
}
