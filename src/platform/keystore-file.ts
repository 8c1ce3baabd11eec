import { createCipheriv, createDecipheriv, createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock, type Clock } from './clock.ts'
import type { Config } from './config.ts'
import { writeDurably } from './durable-file.ts'
import { deriveKey, publicMaterial } from './key-material.ts'
import { freshRing, keyRing, type RingState } from './key-ring.ts'
import { keyUse, type Keystore } from './keys.ts'
import { openHardwareKeys, type HardwareKeys } from './hardware-keys.ts'
import { withLockFile } from './lock-file.ts'

interface SealedFile {
  readonly format: 'congdan-keystore-1'
  readonly scrypt: { readonly N: number; readonly r: number; readonly p: number; readonly salt: string }
  /** Tells a wrong passphrase from a damaged file. */
  readonly check: string
  readonly nonce: string
  readonly sealed: string
}

export interface FileKeystoreOptions {
  readonly folder: string
  readonly passphrase: string
  readonly clock?: Clock
  /** Start with these secrets instead of fresh ones (restoring from a recovery sheet). Refused where a keystore exists. */
  readonly initial?: RingState
  /** Keys of some uses live in a hardware module. */
  readonly hardware?: HardwareKeys | undefined
}

export interface FileKeystore extends Keystore {
  renewMaster(): Promise<void>
  /** The secret state, for the recovery sheet only. */
  exportState(): RingState
}

/**
 * Opens, or creates, the encrypted key file `keystore.json` (scrypt, AES-256-GCM, mode 0600). Throws when the passphrase is
 * wrong or the file was changed. Several processes may share it. `public-keys.json` beside it holds all public
 * keys in clear, so that old signatures can be checked even when the passphrase is lost.
 */
export function openFileKeystore(options: FileKeystoreOptions): FileKeystore {
  const clock = options.clock ?? systemClock
  const path = join(options.folder, 'keystore.json')
  mkdirSync(options.folder, { recursive: true, mode: 0o700 })
  let wrapping: { salt: string; key: Buffer } | undefined
  let held: { state: RingState; stamp: string; lookedAt: number } | undefined

  const wrappingKey = (salt: string, { N, r, p } = cost): Buffer => {
    if (wrapping?.salt !== salt) wrapping = { salt, key: scryptSync(options.passphrase.normalize('NFC'), Buffer.from(salt, 'base64url'), 32, { N, r, p, maxmem: 256 * N * r }) }
    return wrapping.key
  }
  const read = (): RingState => {
    const stamp = stampOf(path)
    if (held && held.stamp === stamp) return (held = { ...held, lookedAt: performance.now() }).state
    const state = unseal(readFileSync(path, 'utf8'), wrappingKey)
    held = { state, stamp, lookedAt: performance.now() }
    return state
  }
  const write = (state: RingState): void => {
    const salt = wrapping?.salt ?? randomBytes(16).toString('base64url')
    writeDurably(path, Buffer.from(seal(state, salt, wrappingKey(salt))))
    writeDurably(join(options.folder, 'public-keys.json'), Buffer.from(publicList(state)), 0o644)
    held = { state, stamp: stampOf(path), lookedAt: performance.now() }
  }
  const lock = <T>(work: () => T): T => withLockFile(join(options.folder, 'keystore.lock'), work)

  lock(() => {
    if (existsSync(path)) {
      if (options.initial) throw new Error(`${path}: there are keys already; move them away before restoring others`)
      chmodSync(path, 0o600)
      read()
    } else {
      write(options.initial ?? freshRing())
    }
  })
  const state = (): RingState => (held && performance.now() - held.lookedAt < 2_000 ? held.state : read())
  const change = (next: (state: RingState) => RingState): RingState =>
    lock(() => {
      const before = read()
      const after = next(before)
      if (after !== before) write(after)
      return after
    })
  return Object.assign(keyRing({ state, newest: read, change }, clock, options.hardware), { exportState: read })
}

/**
 * The keystore that the configuration asks for, in DATA_DIR/keys; with PKCS11_MODULE its ES256 signing keys live in that module. Production needs KEYS_PASSPHRASE or
 * KEYS_PASSPHRASE_FILE; a demo makes a passphrase of its own and leaves it beside the keys.
 */
export function openKeystore(config: Pick<Config, 'DATA_DIR' | 'KEYS_PASSPHRASE' | 'KEYS_PASSPHRASE_FILE' | 'PKCS11_MODULE' | 'PKCS11_TOKEN' | 'PKCS11_PIN' | 'PKCS11_PIN_FILE'>, mode: 'demo' | 'production', clock?: Clock): FileKeystore {
  const folder = join(config.DATA_DIR, 'keys')
  return openFileKeystore({ folder, passphrase: passphraseFor(config, folder, mode), hardware: openHardwareKeys(config), ...(clock ? { clock } : {}) })
}

export function passphraseFor(config: Pick<Config, 'KEYS_PASSPHRASE' | 'KEYS_PASSPHRASE_FILE'>, folder: string, mode: 'demo' | 'production'): string {
  const given = config.KEYS_PASSPHRASE ?? (config.KEYS_PASSPHRASE_FILE ? readFileSync(config.KEYS_PASSPHRASE_FILE, 'utf8').trim() : undefined)
  if (given !== undefined) {
    if (given.length < 12) throw new Error('KEYS_PASSPHRASE: cần ít nhất 12 ký tự')
    return given
  }
  if (mode === 'production') throw new Error('Thiếu KEYS_PASSPHRASE hoặc KEYS_PASSPHRASE_FILE: khoá ký phải được mã hoá bằng mật khẩu của đơn vị.')
  const path = join(folder, 'demo-passphrase')
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    withLockFile(join(folder, 'keystore.lock'), () => {
      if (!existsSync(path)) writeDurably(path, Buffer.from(randomBytes(24).toString('base64url')))
    })
  }
  return readFileSync(path, 'utf8')
}

/** About 50 ms and 32 MB of work for each guess. */
const cost = { N: 32_768, r: 8, p: 1 }

function seal(state: RingState, salt: string, key: Buffer): string {
  const nonce = randomBytes(12)
  const head = { format: 'congdan-keystore-1', scrypt: { ...cost, salt }, check: checkOf(key), nonce: nonce.toString('base64url') } as const
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(JSON.stringify(head)))
  const sealed = Buffer.concat([cipher.update(JSON.stringify(state), 'utf8'), cipher.final(), cipher.getAuthTag()])
  const file: SealedFile = { ...head, sealed: sealed.toString('base64url') }
  return `${JSON.stringify(file, null, 2)}\n`
}

function unseal(text: string, wrappingKey: (salt: string, cost: { N: number; r: number; p: number }) => Buffer): RingState {
  const damaged = (cause?: unknown) => new Error('Tệp khoá keystore.json đã bị sửa hoặc hỏng. Khôi phục từ bản sao hoặc từ tờ khôi phục.', { cause })
  let file: SealedFile
  try {
    file = JSON.parse(text) as SealedFile
  } catch (error) {
    throw damaged(error)
  }
  const { sealed, ...head } = file
  if (head.format !== 'congdan-keystore-1' || !(head.scrypt.N <= 1_048_576) || typeof sealed !== 'string') throw damaged()
  const key = wrappingKey(head.scrypt.salt, head.scrypt)
  const expected = Buffer.from(checkOf(key))
  const found = Buffer.from(String(head.check))
  if (expected.length !== found.length || !timingSafeEqual(expected, found)) throw new Error('Mật khẩu kho khoá (KEYS_PASSPHRASE) không đúng với tệp keystore.json.')
  try {
    const bytes = Buffer.from(sealed, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(head.nonce, 'base64url'), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(JSON.stringify(head))).setAuthTag(bytes.subarray(-16))
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')) as RingState
  } catch (error) {
    throw damaged(error)
  }
}

function checkOf(key: Buffer): string {
  return createHmac('sha256', key).update('congdan keystore check').digest('base64url').slice(0, 16)
}

function publicList(state: RingState): string {
  const signing = state.versions.filter(({ use }) => ['ed25519', 'es256'].includes(keyUse(use).algorithm))
  const list = signing.filter(({ token, publicJwk }) => token === undefined || publicJwk !== undefined).map(({ use, version, master, createdAt, retiredAt, publicJwk }) => {
    const { kid, publicKey } = publicJwk ? publicMaterial(publicJwk) : deriveKey(Buffer.from(state.masters[master - 1]!, 'base64url'), use, version, keyUse(use).algorithm)
    return { kid, use, version, createdAt, retiredAt, jwk: publicKey!.export({ format: 'jwk' }) }
  })
  return `${JSON.stringify(list, null, 2)}\n`
}

function stampOf(path: string): string {
  const { mtimeMs, ino, size } = statSync(path)
  return `${mtimeMs} ${ino} ${size}`
}
