import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { createHash, type JsonWebKey } from 'node:crypto'
import type * as Pkcs11 from 'pkcs11js'
import type { Config } from './config.ts'

/** Where private keys live that no program ever sees: a hardware module. It makes pairs of its own and signs with them; nothing is put into it. */
export interface HardwareKeys {
  /** Whether keys of this use are made there from now on. */
  holds(use: string): boolean
  /** Makes a P-256 pair that never leaves, under a label of its own; answers its public half. */
  generate(label: string): JsonWebKey
  /** The public half of a pair that is there. Throws when there is none. */
  publicKey(label: string): JsonWebKey
  /** ECDSA over SHA-256: r ‖ s, 64 bytes. */
  sign(label: string, bytes: Uint8Array): Promise<Uint8Array>
}

/** Signing keys of ES256: what relying parties and readers of papers check. The heads of the access log are Ed25519 and stay in the key file, which their offline witnesses know. */
const usesThere = ['identity-token', 'document-seal']
export const isHeldThere = (use: string): boolean => usesThere.includes(use.split('/')[0]!)

type Settings = Pick<Config, 'PKCS11_MODULE' | 'PKCS11_TOKEN' | 'PKCS11_PIN' | 'PKCS11_PIN_FILE'>

/** The hardware module that the configuration names; none without PKCS11_MODULE. */
export function openHardwareKeys(config: Settings): HardwareKeys | undefined {
  if (config.PKCS11_MODULE === undefined) return undefined
  const pin = config.PKCS11_PIN ?? (config.PKCS11_PIN_FILE ? readFileSync(config.PKCS11_PIN_FILE, 'utf8').trim() : undefined)
  if (!config.PKCS11_TOKEN || !pin) throw new Error('PKCS11_MODULE cần thêm PKCS11_TOKEN (nhãn của thiết bị) và PKCS11_PIN hoặc PKCS11_PIN_FILE.')
  return openPkcs11({ module: config.PKCS11_MODULE, token: config.PKCS11_TOKEN, pin })
}

const sessionsAtOnce = 4

export interface Pkcs11Address { readonly module: string; readonly token: string; readonly pin: string }

/** A token behind PKCS#11, found by its label. Sessions are opened once and used in turn; after the device was away they are opened anew. */
export function openPkcs11(address: Pkcs11Address): HardwareKeys & { close(): void } {
  const lib = loadLibrary()
  let open: OpenToken | undefined = openToken(lib, address)
  /** Once more on a fresh session: a device that was taken out and put back, or restarted, has forgotten the old one. */
  const withToken = <T>(work: (token: OpenToken) => T): T => {
    open ??= openToken(lib, address)
    try {
      return work(open)
    } catch (error) {
      if (!isGone(error)) throw error
      open.close()
      open = openToken(lib, address)
      return work(open)
    }
  }
  return {
    holds: isHeldThere,
    generate: (label) => withToken((token) => token.generate(label)),
    publicKey: (label) => withToken((token) => token.publicKey(label)),
    async sign(label, bytes) {
      const digest = createHash('sha256').update(bytes).digest()
      try {
        return await withToken((token) => token.sign(label, digest))
      } catch (error) {
        if (!isGone(error)) throw error
        open?.close()
        open = undefined
        return withToken((token) => token.sign(label, digest))
      }
    },
    close() {
      open?.close()
      open = undefined
    },
  }
}

interface OpenToken {
  generate(label: string): JsonWebKey
  publicKey(label: string): JsonWebKey
  sign(label: string, digest: Buffer): Promise<Buffer>
  close(): void
}

/** Object identifier of P-256 (prime256v1), DER. */
const p256 = Buffer.from('06082a8648ce3d030107', 'hex')

function openToken(lib: typeof Pkcs11, { module, token, pin }: Pkcs11Address): OpenToken {
  const device = new lib.PKCS11()
  device.load(module)
  try {
    device.C_Initialize()
  } catch (error) {
    if (codeOf(error) !== lib.CKR_CRYPTOKI_ALREADY_INITIALIZED) throw error
  }
  const slot = device.C_GetSlotList(true).find((each) => device.C_GetTokenInfo(each).label.trim() === token)
  if (!slot) throw new Error(`Không thấy thiết bị PKCS#11 có nhãn «${token}».`)
  const sessions = Array.from({ length: sessionsAtOnce }, () => device.C_OpenSession(slot, lib.CKF_SERIAL_SESSION | lib.CKF_RW_SESSION))
  try {
    device.C_Login(sessions[0]!, lib.CKU_USER, pin)
  } catch (error) {
    if (codeOf(error) !== lib.CKR_USER_ALREADY_LOGGED_IN) throw error
  }
  const [first] = sessions
  const handles = new Map<string, Pkcs11.Handle>()
  const find = (type: number, label: string): Pkcs11.Handle => {
    device.C_FindObjectsInit(first!, [{ type: lib.CKA_CLASS, value: type }, { type: lib.CKA_LABEL, value: label }])
    const found = device.C_FindObjects(first!, 2)
    device.C_FindObjectsFinal(first!)
    if (found.length !== 1) throw new Error(`Thiết bị PKCS#11 có ${found.length} khoá mang nhãn ${label}; cần đúng một.`)
    return found[0]!
  }
  const privateKey = (label: string): Pkcs11.Handle => {
    const handle = handles.get(label) ?? find(lib.CKO_PRIVATE_KEY, label)
    handles.set(label, handle)
    return handle
  }
  const free = [...sessions]
  const waiting: ((session: Pkcs11.Handle) => void)[] = []
  const take = (): Promise<Pkcs11.Handle> => {
    const session = free.pop()
    return session ? Promise.resolve(session) : new Promise((done) => waiting.push(done))
  }
  const giveBack = (session: Pkcs11.Handle): void => {
    const next = waiting.shift()
    if (next) next(session)
    else free.push(session)
  }
  return {
    generate(label) {
      const id = createHash('sha256').update(label).digest().subarray(0, 16)
      device.C_GenerateKeyPair(first!, { mechanism: lib.CKM_EC_KEY_PAIR_GEN }, [
        { type: lib.CKA_TOKEN, value: true }, { type: lib.CKA_VERIFY, value: true }, { type: lib.CKA_LABEL, value: label }, { type: lib.CKA_ID, value: id }, { type: lib.CKA_EC_PARAMS, value: p256 },
      ], [
        { type: lib.CKA_TOKEN, value: true }, { type: lib.CKA_PRIVATE, value: true }, { type: lib.CKA_SENSITIVE, value: true }, { type: lib.CKA_EXTRACTABLE, value: false },
        { type: lib.CKA_SIGN, value: true }, { type: lib.CKA_LABEL, value: label }, { type: lib.CKA_ID, value: id },
      ])
      return this.publicKey(label)
    },
    publicKey(label) {
      const [point] = device.C_GetAttributeValue(first!, find(lib.CKO_PUBLIC_KEY, label), [{ type: lib.CKA_EC_POINT }])
      return jwkOfPoint(point!.value as Buffer)
    },
    async sign(label, digest) {
      const key = privateKey(label)
      const session = await take()
      try {
        device.C_SignInit(session, { mechanism: lib.CKM_ECDSA }, key)
        return await device.C_SignAsync(session, digest, Buffer.alloc(64))
      } finally {
        giveBack(session)
      }
    },
    close() {
      try {
        device.C_CloseAllSessions(slot)
      } catch {
        // The device is gone, and its sessions with it.
      }
    },
  }
}

/** CKA_EC_POINT: the uncompressed point, as the standard wraps it (OCTET STRING) or, by some modules, bare. */
function jwkOfPoint(value: Buffer): JsonWebKey {
  const point = value.length === 67 && value[0] === 4 && value[1] === 65 ? value.subarray(2) : value
  if (point.length !== 65 || point[0] !== 4) throw new Error('Thiết bị PKCS#11 trả về một điểm không thuộc P-256.')
  return { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
}

function loadLibrary(): typeof Pkcs11 {
  try {
    return createRequire(import.meta.url)('pkcs11js') as typeof Pkcs11
  } catch (error) {
    throw new Error('PKCS11_MODULE đã đặt nhưng thư viện pkcs11js chưa dựng trên máy này. Chạy: npm rebuild pkcs11js (cần python3, make, g++).', { cause: error })
  }
}

const codeOf = (error: unknown): number | undefined => (error as { code?: number }).code

/** CKR_DEVICE_REMOVED, CKR_SESSION_CLOSED, CKR_SESSION_HANDLE_INVALID, CKR_TOKEN_NOT_PRESENT, CKR_USER_NOT_LOGGED_IN, CKR_OBJECT_HANDLE_INVALID. */
const isGone = (error: unknown): boolean => [0x32, 0xb0, 0xb3, 0xe0, 0x101, 0x82].includes(codeOf(error) ?? -1)
