import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { sha256 } from '../../../kernel/hash.ts'
import { checkProof, type ConsistencyProof, type ProofFault } from './check-proof.ts'
import { headBody, headHash, parseHead, type SignedHead, type TrustedKey } from './head.ts'

/**
 * A witness keeps the newest head it has seen and signs a newer one only when the log has merely grown since (C2SP tlog-witness). It needs
 * the public endpoints of the house and this program, no access to the house and no personal data.
 */
export interface Witness {
  /** 'to-chuc-x.vn/nhan-chung': the name of the witness and of its key. */
  readonly name: string
  /** Ed25519, PEM. */
  readonly privateKey: string
}

export type WitnessFault = ProofFault | 'not-from-kept-head' | 'went-back'

export interface Countersigned {
  readonly faults: readonly WitnessFault[]
  readonly head: SignedHead | undefined
  /** The head with the line of the witness under it; undefined where there is a fault. */
  readonly note: string | undefined
}

/** Checks that the log grew from the head that was kept into the new one, and signs that. `at`: seconds since 1970. */
export function countersign(proof: unknown, kept: SignedHead, keys: readonly TrustedKey[], witness: Witness, at: number): Countersigned {
  const report = checkProof(proof, keys, [kept])
  const [from, to] = ['from', 'to'].map((end) => parseHead(String((proof as ConsistencyProof | null)?.[end as 'from' | 'to'])))
  const faults: WitnessFault[] = [...report.faults]
  if (from && !headHash(from).equals(headHash(kept))) faults.push('not-from-kept-head')
  if (from && to && (to.head.batch < from.head.batch || to.head.treeSize < from.head.treeSize)) faults.push('went-back')
  if ((proof as { proof?: unknown } | null)?.proof !== 'congdan/access-log-consistency/1' && !faults.includes('malformed')) faults.push('malformed')
  return { faults, head: to, note: faults.length > 0 || !to ? undefined : to.note + cosignatureLine(to, witness, at) }
}

/** The first head a witness signs: there is nothing to compare it with, only its own signature. */
export function countersignFirst(head: SignedHead, witness: Witness, at: number): string {
  return head.note + cosignatureLine(head, witness, at)
}

/** Does the note bear a good countersignature of this witness? Answers when it was made, in seconds since 1970. */
export function checkCountersignature(note: string, name: string, publicKey: TrustedKey): number | undefined {
  const lines = note.split('\n').filter((line) => line.startsWith('\u2014 '))
  const head = parseHead(note.slice(0, note.indexOf('\n\n') + 2) + (lines[0] ?? '') + '\n')
  for (const line of lines.slice(1)) {
    const [, by, text] = line.split(' ')
    const bytes = Buffer.from(text ?? '', 'base64')
    if (!head || by !== name || bytes.length !== 76 || !bytes.subarray(0, 4).equals(witnessKeyId(name, publicKey.raw))) continue
    const at = Number(bytes.readBigUInt64BE(4))
    if (verify(null, cosigned(head, at), publicKey.key, bytes.subarray(12))) return at
  }
  return undefined
}

/** cosignature/v1: the key id, the time and the signature over both the time and the body of the head. */
function cosignatureLine(head: SignedHead, { name, privateKey }: Witness, at: number): string {
  if (!/^[^\s+\u2014]{1,200}$/.test(name)) throw new Error('--name: tên nhân chứng không có dấu cách · the name of a witness has no spaces')
  const key = createPrivateKey(privateKey)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('--sign-with: cần khóa Ed25519 · an Ed25519 key is needed')
  const raw = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x!, 'base64url')
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(at))
  return `\u2014 ${name} ${Buffer.concat([witnessKeyId(name, raw), time, sign(null, cosigned(head, at), key)]).toString('base64')}\n`
}

const cosigned = (head: SignedHead, at: number): Buffer => Buffer.from(`cosignature/v1\ntime ${at}\n${headBody(head.head)}`)

/** First four bytes of SHA-256(name ‖ newline ‖ 0x04 ‖ public key). */
const witnessKeyId = (name: string, raw: Uint8Array): Buffer => sha256(Buffer.concat([Buffer.from(`${name}\n\u0004`), raw])).subarray(0, 4)
