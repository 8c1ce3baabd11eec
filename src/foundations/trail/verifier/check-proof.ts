import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { verifyConsistency, verifyInclusion } from '../../../kernel/merkle.ts'
import { checkSignature, parseHead, type SignedHead, type TrustedKey } from './head.ts'
import { asBytes, leafOf } from './row.ts'

/** That one row stands in the log under a signed head. Hashes in hex. */
export interface InclusionProof {
  readonly proof: 'congdan/access-log-inclusion/1'
  readonly leaf: string
  readonly position: number
  readonly path: readonly string[]
  /** Signed note. */
  readonly head: string
  /** The shown part of the row, where the holder may see it: `salt` is its half (32 hex digits), `kept` the commitment to the rest. */
  readonly opened: { readonly salt: string; readonly kept: string; readonly shown: Readonly<Record<string, unknown>> } | null
}

/** That the log of one head only grew into the log of a later one. */
export interface ConsistencyProof {
  readonly proof: 'congdan/access-log-consistency/1'
  readonly from: string
  readonly to: string
  readonly path: readonly string[]
}

export type ProofFault = 'malformed' | 'bad-signature' | 'unknown-key' | 'content-differs' | 'path-differs' | 'earlier-head-differs'

export interface ProofReport {
  readonly faults: readonly ProofFault[]
  readonly head: SignedHead | undefined
  /** The earlier head of the same size that was given and is the same. */
  readonly metEarlierHead: boolean
}

const hexHash = /^[0-9a-f]{64}$/

/** Checks a downloaded proof with nothing but the public key (and, where given, heads somebody kept). Never throws for a wrong proof. */
export function checkProof(given: unknown, keys: readonly TrustedKey[], earlier: readonly SignedHead[] = []): ProofReport {
  const kind = (given as { proof?: unknown } | null)?.proof
  if (kind === 'congdan/access-log-inclusion/1') return checkInclusion(given as InclusionProof, keys, earlier)
  if (kind === 'congdan/access-log-consistency/1') return checkConsistency(given as ConsistencyProof, keys, earlier)
  return { faults: ['malformed'], head: undefined, metEarlierHead: false }
}

function checkInclusion(proof: InclusionProof, keys: readonly TrustedKey[], earlier: readonly SignedHead[]): ProofReport {
  const head = typeof proof.head === 'string' ? parseHead(proof.head) : undefined
  if (!head || !Number.isSafeInteger(proof.position) || !hexHash.test(proof.leaf) || !isPath(proof.path)) return { faults: ['malformed'], head, metEarlierHead: false }
  const { faults, met } = checkHead(head, keys, earlier)
  if (proof.opened !== null && leafOfOpened(proof.opened) !== proof.leaf) faults.push('content-differs')
  const stands = verifyInclusion({ leafHash: bytes(proof.leaf), index: proof.position, size: head.head.treeSize, proof: proof.path.map(bytes), root: head.head.root })
  if (!stands) faults.push('path-differs')
  return { faults, head, metEarlierHead: met }
}

function checkConsistency(proof: ConsistencyProof, keys: readonly TrustedKey[], earlier: readonly SignedHead[]): ProofReport {
  const [from, to] = [proof.from, proof.to].map((note) => (typeof note === 'string' ? parseHead(note) : undefined))
  if (!from || !to || !isPath(proof.path)) return { faults: ['malformed'], head: to, metEarlierHead: false }
  const checks = [checkHead(from, keys, earlier), checkHead(to, keys, earlier)]
  const faults = [...new Set(checks.flatMap((check) => check.faults))]
  const grew = from.head.origin === to.head.origin
    && verifyConsistency({ oldSize: from.head.treeSize, newSize: to.head.treeSize, oldRoot: from.head.root, newRoot: to.head.root, proof: proof.path.map(bytes) })
  if (!grew) faults.push('path-differs')
  return { faults, head: to, metEarlierHead: checks.some((check) => check.met) }
}

function checkHead(head: SignedHead, keys: readonly TrustedKey[], earlier: readonly SignedHead[]): { faults: ProofFault[]; met: boolean } {
  const state = checkSignature(head, keys)
  const faults: ProofFault[] = state === 'good' ? [] : [state === 'bad' ? 'bad-signature' : 'unknown-key']
  const sameSize = earlier.filter((kept) => kept.head.origin === head.head.origin && kept.head.treeSize === head.head.treeSize)
  if (sameSize.some((kept) => !kept.head.root.equals(head.head.root))) faults.push('earlier-head-differs')
  return { faults, met: sameSize.length > 0 && faults.length === 0 }
}

function leafOfOpened(opened: NonNullable<InclusionProof['opened']>): string | undefined {
  if (typeof opened !== 'object' || !/^[0-9a-f]{32}$/.test(opened.salt) || !hexHash.test(opened.kept)) return undefined
  try {
    return leafOf(bytes(opened.salt), bytes(opened.kept), asBytes(canonicalJson(opened.shown))).toString('hex')
  } catch {
    return undefined
  }
}

function isPath(path: unknown): path is string[] {
  return Array.isArray(path) && path.length <= 64 && path.every((hash) => typeof hash === 'string' && hexHash.test(hash))
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex')
}
