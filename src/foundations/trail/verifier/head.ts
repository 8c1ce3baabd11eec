import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { sha256 } from '../../../kernel/hash.ts'

/**
 * A head of the access-log tree: its size and root at one moment. Written as a signed note with a checkpoint body
 * (C2SP signed-note and tlog-checkpoint, Ed25519), so that witnesses and tools of other transparency logs can read it.
 */
export interface Head {
  /** 'congdan/access-log/<uuid>': which log; also the name of its key. */
  readonly origin: string
  readonly treeSize: number
  readonly root: Buffer
  /** 1, 2, 3 … without gaps. */
  readonly batch: number
  /** SHA-256 of the whole signed note before this one; 32 zero bytes in the first. */
  readonly previous: Buffer
  readonly sealedAt: string
  /** Every row whose (written_in, log_id) is not above this pair is sealed. */
  readonly sealedBelow: string
  readonly sealedTo: string
  /** The database cluster that numbers the transactions. */
  readonly cluster: string
}

export interface SignedHead {
  readonly head: Head
  /** The whole note, signature line included. */
  readonly note: string
  readonly keyId: Buffer
  readonly signature: Buffer
}

export const noPrevious: Buffer = Buffer.alloc(32)

/** The signed text of a head. */
export function headBody(head: Head): string {
  return [
    head.origin, head.treeSize, head.root.toString('base64'), `batch ${head.batch}`, `previous ${head.previous.toString('base64')}`,
    `sealed-at ${head.sealedAt}`, `sealed-below ${head.sealedBelow} ${head.sealedTo}`, `cluster ${head.cluster}`, '',
  ].join('\n')
}

export function signedHead(head: Head, keyId: Uint8Array, signature: Uint8Array): SignedHead {
  const line = `\u2014 ${head.origin} ${Buffer.concat([keyId, signature]).toString('base64')}\n`
  return { head, note: `${headBody(head)}\n${line}`, keyId: Buffer.from(keyId), signature: Buffer.from(signature) }
}

/** What the next head names as `previous`. */
export function headHash(signed: SignedHead): Buffer {
  return sha256(signed.note)
}

/** Key id of a signed note: first four bytes of SHA-256(name ‖ newline ‖ 0x01 ‖ public key). `raw`: the 32 bytes of an Ed25519 key. */
export function keyIdOf(origin: string, raw: Uint8Array): Buffer {
  return sha256(Buffer.concat([Buffer.from(`${origin}\n\u0001`), raw])).subarray(0, 4)
}

const number = '(0|[1-9][0-9]{0,15})'
const base64 = '([A-Za-z0-9+/]{43}=)'
const shape = new RegExp(
  `^(congdan/access-log/[0-9a-f-]{36})\n${number}\n${base64}\nbatch ${number}\nprevious ${base64}\n`
  + 'sealed-at (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)\n'
  + 'sealed-below ([0-9]{1,20}) ([0-9a-f-]{36})\ncluster ([0-9]{1,20})\n\n\u2014 (\\S+) ([A-Za-z0-9+/]+={0,2})\n$',
)

/** Reads a note; undefined when it is not exactly one of ours. */
export function parseHead(note: string): SignedHead | undefined {
  const found = shape.exec(note)
  if (!found) return undefined
  const [, origin, treeSize, root, batch, previous, sealedAt, sealedBelow, sealedTo, cluster, , signed] = found as unknown as string[]
  const bytes = Buffer.from(signed!, 'base64')
  if (bytes.length !== 68) return undefined
  const head: Head = {
    origin: origin!, treeSize: Number(treeSize), root: Buffer.from(root!, 'base64'), batch: Number(batch), previous: Buffer.from(previous!, 'base64'),
    sealedAt: sealedAt!, sealedBelow: sealedBelow!, sealedTo: sealedTo!, cluster: cluster!,
  }
  const read = signedHead(head, bytes.subarray(0, 4), bytes.subarray(4))
  // Whatever another writer could have spelled differently (padding bits, another key name) is not the same note.
  return read.note === note ? read : undefined
}

export interface TrustedKey {
  readonly key: KeyObject
  /** The 32 bytes of the Ed25519 public key. */
  readonly raw: Buffer
}

/** Reads an Ed25519 public key from PEM or from a JWK as JSON. Throws for anything else. */
export function readPublicKey(text: string): TrustedKey {
  const key = text.trimStart().startsWith('{') ? createPublicKey({ key: JSON.parse(text), format: 'jwk' }) : createPublicKey(text)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 public key')
  return { key, raw: Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url') }
}

export type SignatureState = 'good' | 'unknown-key' | 'bad'

/** Was this head signed by one of the keys? */
export function checkSignature(signed: SignedHead, keys: readonly TrustedKey[]): SignatureState {
  const named = keys.filter((trusted) => keyIdOf(signed.head.origin, trusted.raw).equals(signed.keyId))
  if (named.length === 0) return 'unknown-key'
  const body = Buffer.from(headBody(signed.head))
  return named.some((trusted) => verify(null, body, trusted.key, signed.signature)) ? 'good' : 'bad'
}
