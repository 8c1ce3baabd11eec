import { createCipheriv, createDecipheriv, createHmac, randomBytes, sign, timingSafeEqual, verify, type JsonWebKey, type KeyObject } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { Instant } from './context.ts'
import type { HardwareKeys } from './hardware-keys.ts'
import { deriveKey, publicMaterial, type KeyMaterial } from './key-material.ts'
import { keyUse, type Keystore, type PublicKey } from './keys.ts'

export interface KeyVersion {
  readonly use: string
  readonly version: number
  /** Which master secret it comes from: 1 is the first. */
  readonly master: number
  readonly createdAt: Instant
  readonly retiredAt: Instant | null
  /** Lives in the hardware module: the last part of its label there. No master secret makes it (`master` is 0). */
  readonly token?: string
  /** Its public half, kept so that old signatures can be checked without the module. */
  readonly publicJwk?: JsonWebKey
}

/** Under which label a key lies in the hardware module. */
export const labelOf = ({ use, version, token }: Pick<KeyVersion, 'use' | 'version' | 'token'>): string => `congdan/${use}/${version}/${token}`

/** Everything secret there is: the master secrets, and which versions were made from them. */
export interface RingState {
  /** base64url, 32 bytes each, oldest first. */
  readonly masters: readonly string[]
  readonly versions: readonly KeyVersion[]
}

/** Where a ring keeps its state: memory or an encrypted file. */
export interface RingHome {
  state(): RingState
  /** The state after looking for what another process changed this moment. */
  newest?(): RingState
  /** Applies a change to the newest state and keeps it before it returns. */
  change(next: (state: RingState) => RingState): RingState
}

export function freshRing(): RingState {
  return { masters: [randomBytes(32).toString('base64url')], versions: [] }
}

/** A keystore over some home of its state. With a hardware module the keys of its uses are made there from now on; those before it stay where they are. */
export function keyRing(home: RingHome, clock: Clock, hardware?: HardwareKeys): Keystore & { renewMaster(): Promise<void> } {
  const made = new Map<string, KeyMaterial>()
  const material = (version: KeyVersion): KeyMaterial => {
    const name = `${version.master} ${version.version} ${version.use}`
    let found = made.get(name)
    if (!found && version.token !== undefined) {
      found = publicMaterial(version.publicJwk ?? module(version).publicKey(labelOf(version)))
      made.set(name, found)
    }
    if (!found) {
      const master = home.state().masters[version.master - 1]
      if (!master) throw new Error(`master secret ${version.master} is missing`)
      found = deriveKey(Buffer.from(master, 'base64url'), version.use, version.version, keyUse(version.use).algorithm)
      made.set(name, found)
    }
    return found
  }
  const module = ({ use }: KeyVersion): HardwareKeys => {
    if (!hardware) throw new Error(`khoá ${use} nằm trong thiết bị PKCS#11, mà PKCS11_MODULE chưa đặt. Đặt lại, hoặc: congdan rotate-keys ${use}`)
    return hardware
  }
  /** The next version of a use: in the hardware module where that holds it, else from the newest master secret. */
  const fresh = (state: RingState, use: string, version: number, now: Instant): KeyVersion => {
    if (!hardware?.holds(use)) return { use, version, master: state.masters.length, createdAt: now, retiredAt: null }
    const begun: KeyVersion = { use, version, master: 0, createdAt: now, retiredAt: null, token: randomBytes(4).toString('hex') }
    return { ...begun, publicJwk: hardware.generate(labelOf(begun)) }
  }
  let indexed: { state: RingState; byUse: Map<string, KeyVersion[]> } | undefined
  /** Newest first, as written down. */
  const listed = (use: string): KeyVersion[] => {
    const state = home.state()
    if (indexed?.state !== state) indexed = { state, byUse: Map.groupBy(state.versions.toSorted((a, b) => b.version - a.version), (version) => version.use) }
    return indexed.byUse.get(use) ?? []
  }
  /** A use never seen has a first version all the same: it only was not written down yet. */
  const versionsOf = (use: string): KeyVersion[] => {
    const found = listed(use)
    if (found.length > 0) return found
    if (!hardware?.holds(use)) return [fresh(home.state(), use, 1, clock())]
    writeDown(use)
    return listed(use)
  }
  const writeDown = (use: string): void => {
    const now = clock()
    home.change((state) => (state.versions.some((version) => version.use === use) ? state : { ...state, versions: [...state.versions, fresh(state, use, 1, now)] }))
  }
  const rotated = (state: RingState, use: string, now: Instant): RingState => {
    const old = state.versions.filter((version) => version.use === use)
    const before = old.length > 0 || hardware?.holds(use) ? old : [fresh(state, use, 1, now)]
    const newest = Math.max(0, ...before.map((version) => version.version))
    const retired = before.map((version) => ({ ...version, retiredAt: version.retiredAt ?? now }))
    return { ...state, versions: [...state.versions.filter((version) => version.use !== use), ...retired, fresh(state, use, newest + 1, now)] }
  }
  const current = (use: string, algorithm: string): KeyVersion => {
    if (keyUse(use).algorithm !== algorithm) throw new Error(`key use ${use} is ${keyUse(use).algorithm}, not ${algorithm}`)
    if (listed(use).length === 0) writeDown(use)
    return listed(use)[0]!
  }
  return {
    async sign(use, bytes) {
      const { algorithm } = keyUse(use)
      if (algorithm !== 'ed25519' && algorithm !== 'es256') throw new Error(`key use ${use} does not sign`)
      const version = current(use, algorithm)
      const { kid, privateKey } = material(version)
      if (version.token !== undefined) return { kid, algorithm, bytes: await module(version).sign(labelOf(version), bytes) }
      const made = algorithm === 'ed25519' ? sign(null, bytes, privateKey!) : sign('sha256', bytes, { key: privateKey!, dsaEncoding: 'ieee-p1363' })
      return { kid, algorithm, bytes: made }
    },
    async verify(use, bytes, signature, kid) {
      const { algorithm } = keyUse(use)
      return versionsOf(use).map(material).some(({ kid: own, publicKey }) => {
        if (!publicKey || (kid !== undefined && kid !== own)) return false
        return algorithm === 'ed25519' ? verify(null, bytes, publicKey, signature) : verify('sha256', bytes, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)
      })
    },
    hmac(use, text) {
      return createHmac('sha256', material(current(use, 'hmac-sha256')).secret!).update(text, 'utf8').digest()
    },
    hmacMatches(use, text, mac) {
      if (keyUse(use).algorithm !== 'hmac-sha256' || mac.byteLength !== 32) return false
      return versionsOf(use).map((version) => createHmac('sha256', material(version).secret!).update(text, 'utf8').digest()).some((own) => timingSafeEqual(own, mac))
    },
    encrypt(use, bytes, context = '') {
      const version = current(use, 'aes-256-gcm')
      const head = Buffer.alloc(3)
      head[0] = 1
      head.writeUInt16BE(version.version, 1)
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', material(version).secret!, nonce).setAAD(boundTo(use, head, context))
      return Buffer.concat([head, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    },
    decrypt(use, given, context = '') {
      const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
      if (bytes.length < 31 || bytes[0] !== 1) throw new Error(`not encrypted by ${use}`)
      const version = versionsOf(use).find((one) => one.version === bytes.readUInt16BE(1))
      if (!version || keyUse(use).algorithm !== 'aes-256-gcm') throw new Error(`no key of ${use} has version ${bytes.readUInt16BE(1)}`)
      const decipher = createDecipheriv('aes-256-gcm', material(version).secret!, bytes.subarray(3, 15), { authTagLength: 16 })
      decipher.setAAD(boundTo(use, bytes.subarray(0, 3), context)).setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(15, -16)), decipher.final()])
    },
    async publicKeys(use) {
      const { algorithm } = keyUse(use)
      if (algorithm !== 'ed25519' && algorithm !== 'es256') return []
      // Whoever asks for the keys of a signature that another process has just made must find the one it was made with.
      home.newest?.()
      return versionsOf(use).map((version) => describe(version, material(version), algorithm))
    },
    async rotate(use) {
      if (!keyUse(use).rotates) throw new Error(`key ${use} never changes: values made with it must match for ever`)
      home.change((state) => rotated(state, use, clock()))
      return material(versionsOf(use)[0]!).kid
    },
    /** After a leak: a new master secret, and a new version of every key that may change. Old signatures still verify. */
    async renewMaster() {
      const secret = randomBytes(32).toString('base64url')
      home.change((state) => {
        const withMaster: RingState = { ...state, masters: [...state.masters, secret] }
        const turning = [...new Set(state.versions.map((version) => version.use))].filter((use) => keyUse(use).rotates)
        return turning.reduce((all, use) => rotated(all, use, clock()), withMaster)
      })
    },
  }
}

/** A keystore that lives and dies with the process: for tests. */
export function memoryKeystore(clock: Clock, state: RingState = freshRing(), hardware?: HardwareKeys): ReturnType<typeof keyRing> {
  let held = state
  return keyRing({ state: () => held, change: (next) => (held = next(held)) }, clock, hardware)
}

function boundTo(use: string, head: Uint8Array, context: string): Buffer {
  return Buffer.concat([head, Buffer.from(`${use}\0${context}`, 'utf8')])
}

/** What a public key looks like written down: asked for by every request of a signed-in machine, and dear to make. */
const written = new WeakMap<KeyObject, Pick<PublicKey, 'jwk' | 'pem'>>()

function describe(version: KeyVersion, { kid, publicKey }: KeyMaterial, algorithm: 'ed25519' | 'es256'): PublicKey {
  let forms = written.get(publicKey!)
  if (!forms) {
    const jwk = { ...publicKey!.export({ format: 'jwk' }), kid, alg: algorithm === 'es256' ? 'ES256' : 'EdDSA', use: 'sig' }
    written.set(publicKey!, (forms = { jwk, pem: publicKey!.export({ format: 'pem', type: 'spki' }) as string }))
  }
  return { kid, use: version.use, version: version.version, algorithm, ...forms, createdAt: version.createdAt, retiredAt: version.retiredAt }
}
