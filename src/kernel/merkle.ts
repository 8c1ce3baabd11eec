import { sameBytes, sha256 } from './hash.ts'

// The Merkle tree of certificate logs (RFC 6962 §2.1): leaves 0x00‖data, nodes 0x01‖left‖right,
// split at the largest power of two below the size. Every hash is 32 bytes.

/** The root of no leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Buffer = sha256('')

export function leafHash(data: string | Uint8Array): Buffer {
  return sha256(Buffer.concat([LEAF, typeof data === 'string' ? Buffer.from(data) : data]))
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  PAIR.set(left, 1)
  PAIR.set(right, 33)
  return sha256(PAIR)
}

export function merkleRoot(leafHashes: readonly Uint8Array[]): Buffer {
  const frontier = new MerkleFrontier()
  for (const leaf of leafHashes) frontier.append(leaf)
  return frontier.root()
}

// ── the frontier ────────────────────────────────────────────────────────────

/** What `MerkleFrontier.serialise` writes: the number of leaves and the roots of the full subtrees, largest first, in hex. */
export interface FrontierState { readonly size: number; readonly hashes: readonly string[] }

/** Roots a growing list of leaves in O(log n) memory: it keeps one hash per 1 in the binary form of its size. */
export class MerkleFrontier {
  #size = 0
  /** Roots of full subtrees, largest (leftmost) first. */
  readonly #peaks: Buffer[] = []

  get size(): number {
    return this.#size
  }

  append(leaf: Uint8Array): void {
    if (leaf.length !== 32) throw new RangeError('a leaf hash has 32 bytes')
    let hash: Buffer = Buffer.from(leaf)
    for (let low = this.#size; low % 2 === 1; low = Math.floor(low / 2)) hash = nodeHash(this.#peaks.pop()!, hash)
    this.#peaks.push(hash)
    this.#size++
  }

  root(): Buffer {
    return foldPeaks(this.#peaks)
  }

  serialise(): FrontierState {
    return { size: this.#size, hashes: this.#peaks.map((peak) => peak.toString('hex')) }
  }

  /** RangeError when the state cannot be one that `serialise` wrote. */
  static restore(state: FrontierState): MerkleFrontier {
    if (!Number.isSafeInteger(state.size) || state.size < 0) throw new RangeError('not the size of a tree')
    const ones = state.size.toString(2).replaceAll('0', '').length
    const wrong = state.hashes.length !== ones || state.hashes.some((hash) => !/^[0-9a-f]{64}$/.test(hash))
    if (wrong) throw new RangeError('the hashes do not belong to a tree of that size')
    const frontier = new MerkleFrontier()
    frontier.#size = state.size
    frontier.#peaks.push(...state.hashes.map((hash) => Buffer.from(hash, 'hex')))
    return frontier
  }
}

function foldPeaks(peaks: readonly Buffer[]): Buffer {
  if (peaks.length === 0) return EMPTY_ROOT
  return peaks.reduceRight((right, left) => nodeHash(left, right))
}

// ── proofs ──────────────────────────────────────────────────────────────────

/** Leaves [from, to) under one node of a tree. A proof is a list of such nodes: take their hashes from wherever they are kept. */
export interface NodeRange { readonly from: number; readonly to: number }

/** The nodes that prove leaf `index` in the tree of the first `size` leaves, nearest the leaf first (RFC 6962 §2.1.1). */
export function inclusionNodes(index: number, size: number): NodeRange[] {
  whole(size)
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError('that leaf is not in the tree')
  const nodes: NodeRange[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    nodes.push(index < middle ? { from: middle, to } : { from, to: middle })
    if (index < middle) to = middle
    else from = middle
  }
  return nodes.reverse()
}

/** The nodes that prove the tree of `oldSize` to be a beginning of the tree of `newSize` (RFC 6962 §2.1.2). */
export function consistencyNodes(oldSize: number, newSize: number): NodeRange[] {
  whole(newSize)
  if (!Number.isSafeInteger(oldSize) || oldSize < 0 || oldSize > newSize) throw new RangeError('the old tree must not be larger than the new one')
  if (oldSize === 0 || oldSize === newSize) return []
  const nodes: NodeRange[] = []
  let [from, to] = [0, newSize]
  while (to !== oldSize) {
    const middle = from + splitOf(to - from)
    nodes.push(oldSize <= middle ? { from: middle, to } : { from, to: middle })
    if (oldSize <= middle) to = middle
    else from = middle
  }
  // When the old tree is itself a node of the new one (from 0), the verifier knows its hash already.
  if (from > 0) nodes.push({ from, to })
  return nodes.reverse()
}

export function inclusionProof(leafHashes: readonly Uint8Array[], index: number): Buffer[] {
  return inclusionNodes(index, leafHashes.length).map((node) => rangeRoot(leafHashes, node))
}

export function consistencyProof(leafHashes: readonly Uint8Array[], oldSize: number): Buffer[] {
  return consistencyNodes(oldSize, leafHashes.length).map((node) => rangeRoot(leafHashes, node))
}

export interface InclusionClaim {
  readonly leafHash: Uint8Array
  readonly index: number
  readonly size: number
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

/**
 * True when the leaf stands at that place of the tree with that root (RFC 9162 §2.1.3.2). False, never an error, for malformed claims.
 * A root does not hold its size: take both from one signed head, never the size from whoever brings the proof.
 */
export function verifyInclusion({ leafHash: leaf, index, size, proof, root }: InclusionClaim): boolean {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) return false
  if (![leaf, root, ...proof].every(isHash)) return false
  const nodes = inclusionNodes(index, size)
  if (nodes.length !== proof.length) return false
  const computed = nodes.reduce<Buffer>((hash, node, i) => (node.to <= index ? nodeHash(proof[i]!, hash) : nodeHash(hash, proof[i]!)), Buffer.from(leaf))
  return sameBytes(computed, root)
}

export interface ConsistencyClaim {
  readonly oldSize: number
  readonly newSize: number
  readonly oldRoot: Uint8Array
  readonly newRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** True when the new tree only added leaves after the old one; sizes and roots from signed heads. False, never an error, for malformed claims. */
export function verifyConsistency({ oldSize, newSize, oldRoot, newRoot, proof }: ConsistencyClaim): boolean {
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(newSize) || oldSize < 0 || oldSize > newSize) return false
  if (![oldRoot, newRoot, ...proof].every(isHash)) return false
  if (oldSize === 0) return proof.length === 0 && sameBytes(oldRoot, EMPTY_ROOT) && (newSize > 0 || sameBytes(newRoot, EMPTY_ROOT))
  const nodes = consistencyNodes(oldSize, newSize)
  if (nodes.length !== proof.length) return false
  if (nodes.length === 0) return sameBytes(oldRoot, newRoot)
  return joinsBoth(nodes, { oldSize, oldRoot, newRoot, proof })
}

/** Walks from the last node of the old tree to the top, building the old root from what lies left and the new root from everything. */
function joinsBoth(nodes: readonly NodeRange[], claim: Omit<ConsistencyClaim, 'newSize'>): boolean {
  const startsInside = nodes[0]!.to === claim.oldSize
  let old: Buffer = Buffer.from(startsInside ? claim.proof[0]! : claim.oldRoot)
  let now = old
  for (let i = startsInside ? 1 : 0; i < nodes.length; i++) {
    const left = nodes[i]!.to < claim.oldSize
    now = left ? nodeHash(claim.proof[i]!, now) : nodeHash(now, claim.proof[i]!)
    if (left) old = nodeHash(claim.proof[i]!, old)
  }
  return sameBytes(old, claim.oldRoot) && sameBytes(now, claim.newRoot)
}

// ── inside ──────────────────────────────────────────────────────────────────

const LEAF = Buffer.from([0])
/** Scratch for 0x01‖left‖right; hashing is synchronous, so one is enough. */
const PAIR = Buffer.alloc(65, 1)

function rangeRoot(leafHashes: readonly Uint8Array[], { from, to }: NodeRange): Buffer {
  return merkleRoot(leafHashes.slice(from, to))
}

/** The largest power of two below n, for n > 1. */
function splitOf(n: number): number {
  let split = 1
  while (split * 2 < n) split *= 2
  return split
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === 32
}

function whole(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError('not the size of a tree')
}
