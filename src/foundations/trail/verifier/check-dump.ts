import { MerkleFrontier } from '../../../kernel/merkle.ts'
import { dumpHeader, factsOf, readDumpLine, type DumpLine, type RowFacts } from './dump-line.ts'
import { checkSignature, headHash, noPrevious, type SignedHead, type TrustedKey, parseHead } from './head.ts'
import { keptDigest, leafOf } from './row.ts'

export type ProblemCode =
  | 'malformed-line' | 'row-altered' | 'row-missing' | 'gap' | 'root-differs' | 'rows-without-head' | 'chain-broken' | 'head-out-of-order' | 'unknown-key' | 'bad-signature'
  | 'earlier-head-differs' | 'cut-off' | 'added-row' | 'dated-back' | 'out-of-order' | 'redacted-without-order' | 'earlier-head-unsigned'

export interface Problem {
  readonly code: ProblemCode
  /** Line of the dump, from 1. */
  readonly line?: number
  readonly position?: number
  readonly batch?: number
  readonly logId?: string
}

export interface Redaction {
  readonly position: number
  readonly order: string
  readonly basis: string | null
}

export interface DumpReport {
  readonly whole: boolean
  readonly rows: number
  readonly heads: number
  readonly sealedAt: string | null
  /** Rows that wait for the next seal. */
  readonly unsealed: number
  readonly oldestUnsealed: string | null
  readonly redactions: readonly Redaction[]
  /** Earlier heads that were found in the log unchanged. */
  readonly earlierHeadsMet: number
  /** At most `maximumListed`, in the order found. */
  readonly problems: readonly Problem[]
  readonly problemCount: number
}

export interface CheckOptions {
  readonly keys: readonly TrustedKey[]
  readonly earlierHeads?: readonly SignedHead[]
  /** A row dated longer before the head preceding its own than this is reported; hours. */
  readonly toleranceHours?: number
}

const maximumListed = 200

/**
 * Checks a dump against signed heads. Feed it the lines in order (latin1, without the newline), then `finish()`.
 * Nothing the dump says is believed: every leaf is computed from the row's bytes, every root from the leaves, every head needs a known signature.
 * The leaf written beside a row only helps to say which row was changed: once a root fits the written leaves, a row that does not give its own was altered.
 */
export class DumpChecker {
  readonly #keys: readonly TrustedKey[]
  readonly #tolerance: number
  readonly #tree = new MerkleFrontier()
  readonly #problems: Problem[] = []
  readonly #redacted = new Map<string, { position: number; order: string; line: number }>()
  readonly #orders = new Map<string, { leaf: string; basis: string | null }>()
  readonly #waiting: SignedHead[]
  #problemCount = 0
  #line = 0
  #rows = 0
  #nextPosition = 0
  #last: SignedHead | undefined
  #heads = 0
  #rootsFit = true
  #met = 0
  #unsealed = 0
  #oldestUnsealed: string | null = null
  #batch = new BatchState()

  constructor(options: CheckOptions) {
    this.#keys = options.keys
    this.#tolerance = (options.toleranceHours ?? 24) * 3_600_000
    this.#waiting = [...(options.earlierHeads ?? [])].sort((a, b) => a.head.treeSize - b.head.treeSize)
    for (const earlier of this.#waiting) {
      if (checkSignature(earlier, this.#keys) !== 'good') this.#report({ code: 'earlier-head-unsigned', batch: earlier.head.batch })
    }
  }

  line(text: string): void {
    this.#line++
    if (this.#line === 1) {
      if (text !== dumpHeader) this.#report({ code: 'malformed-line', line: 1 })
      return
    }
    const read = readDumpLine(text)
    if (!read) return this.#report({ code: 'malformed-line', line: this.#line })
    if (read.kind === 'head') return this.#head(read.note)
    if (read.position === null) return this.#rowWithoutPlace(read as DumpLine & { kind: 'row' })
    this.#place(read.position)
    if (read.kind === 'missing') this.#report({ code: 'row-missing', line: this.#line, position: read.position })
    else this.#sealedRow(read, read.position)
    this.#append(Buffer.from(read.leaf, 'hex'))
  }

  finish(): DumpReport {
    if (this.#line === 0) this.#report({ code: 'malformed-line', line: 1 })
    if (this.#tree.size > (this.#last?.head.treeSize ?? 0)) this.#report({ code: 'rows-without-head', position: this.#last?.head.treeSize ?? 0 })
    for (const earlier of this.#waiting) this.#report({ code: 'cut-off', batch: earlier.head.batch, position: earlier.head.treeSize })
    const redactions = this.#settleRedactions()
    return {
      whole: this.#problemCount === 0, rows: this.#rows, heads: this.#heads, sealedAt: this.#last?.head.sealedAt ?? null, unsealed: this.#unsealed,
      oldestUnsealed: this.#oldestUnsealed, redactions, earlierHeadsMet: this.#met, problems: this.#problems, problemCount: this.#problemCount,
    }
  }

  #report(problem: Problem): void {
    this.#problemCount++
    if (this.#problems.length < maximumListed) this.#problems.push(problem)
  }

  #place(position: number): void {
    if (position !== this.#nextPosition) this.#report({ code: 'gap', line: this.#line, position: this.#nextPosition })
    this.#nextPosition = position + 1
    this.#rows++
  }

  #append(leaf: Uint8Array): void {
    this.#tree.append(leaf)
    while (this.#waiting[0]?.head.treeSize === this.#tree.size) {
      const earlier = this.#waiting.shift()!
      if (this.#tree.root().equals(earlier.head.root)) this.#met++
      else this.#report({ code: 'earlier-head-differs', batch: earlier.head.batch, position: earlier.head.treeSize })
    }
  }

  #sealedRow(row: DumpLine & { kind: 'row' }, position: number): void {
    if (row.redactedBy !== null) {
      this.#redacted.set(row.leaf, { position, order: row.redactedBy, line: this.#line })
      return
    }
    const salt = Buffer.from(row.salt!, 'hex')
    const facts = factsOf(row.shown)
    if (leafOf(salt, keptDigest(salt, row.kept), row.shown).toString('hex') !== row.leaf) {
      return this.#report({ code: 'row-altered', line: this.#line, position, logId: facts.logId })
    }
    if (facts.emptiesLeaf !== null) this.#orders.set(facts.logId, { leaf: facts.emptiesLeaf, basis: basisOf(row.shown) })
    this.#batch.see(facts)
  }

  #rowWithoutPlace(row: DumpLine & { kind: 'row' }): void {
    this.#unsealed++
    const facts = factsOf(row.shown)
    const sealed = this.#last?.head
    if (row.redactedBy !== null) this.#report({ code: 'redacted-without-order', line: this.#line, logId: facts.logId })
    else if (sealed && !isAbove(facts.writtenIn, facts.logId, sealed.sealedBelow, sealed.sealedTo)) this.#report({ code: 'added-row', line: this.#line, logId: facts.logId })
    else if (this.#oldestUnsealed === null || facts.at < this.#oldestUnsealed) this.#oldestUnsealed = facts.at
  }

  #head(note: string): void {
    this.#heads++
    const signed = parseHead(note)
    if (!signed) return this.#report({ code: 'malformed-line', line: this.#line })
    const { head } = signed
    const batch = head.batch
    const state = checkSignature(signed, this.#keys)
    if (state !== 'good') this.#report({ code: state === 'bad' ? 'bad-signature' : 'unknown-key', line: this.#line, batch })
    const before = this.#last
    if (batch !== (before?.head.batch ?? 0) + 1 || head.treeSize <= (before?.head.treeSize ?? 0) || (before && (head.origin !== before.head.origin || head.sealedAt < before.head.sealedAt))) {
      this.#report({ code: 'head-out-of-order', line: this.#line, batch })
    }
    if (!head.previous.equals(before ? headHash(before) : noPrevious)) this.#report({ code: 'chain-broken', line: this.#line, batch })
    this.#checkRoot(signed)
    this.#checkBatch(signed, before)
    this.#last = signed
    this.#batch = new BatchState()
  }

  /** After the first root that does not fit, no later one can; it is reported once. */
  #checkRoot({ head }: SignedHead): void {
    if (!this.#rootsFit) return
    this.#rootsFit = head.treeSize === this.#tree.size && head.root.equals(this.#tree.root())
    if (!this.#rootsFit) this.#report({ code: 'root-differs', line: this.#line, batch: head.batch, position: head.treeSize })
  }

  /** What an honest sealer guarantees: rows in their order, none from below the last head, none dated long before it. */
  #checkBatch({ head }: SignedHead, before: SignedHead | undefined): void {
    const { first, last, ordered, oldest } = this.#batch
    if (!first || !last) return
    const sameCluster = before !== undefined && before.head.cluster === head.cluster
    const below = sameCluster && !isAbove(first.writtenIn, first.logId, before.head.sealedBelow, before.head.sealedTo)
    const beyond = (before === undefined || sameCluster) && isAbove(last.writtenIn, last.logId, head.sealedBelow, head.sealedTo)
    if (!ordered || below || beyond) this.#report({ code: 'out-of-order', line: this.#line, batch: head.batch })
    if (before && oldest !== null && Date.parse(before.head.sealedAt) - Date.parse(oldest.at) > this.#tolerance) {
      this.#report({ code: 'dated-back', line: this.#line, batch: head.batch, logId: oldest.logId })
    }
  }

  #settleRedactions(): Redaction[] {
    const lawful: Redaction[] = []
    for (const [leaf, { position, order, line }] of this.#redacted) {
      const found = this.#orders.get(order)
      if (found?.leaf === leaf) lawful.push({ position, order, basis: found.basis })
      else this.#report({ code: 'redacted-without-order', line, position })
    }
    return lawful
  }
}

/** The rows since the last head, as far as their order matters. */
class BatchState {
  first: RowFacts | null = null
  last: RowFacts | null = null
  oldest: RowFacts | null = null
  ordered = true

  see(row: RowFacts): void {
    if (this.last && !isAbove(row.writtenIn, row.logId, this.last.writtenIn, this.last.logId)) this.ordered = false
    this.first ??= row
    this.last = row
    if (this.oldest === null || row.at < this.oldest.at) this.oldest = row
  }
}

/** Is (a, idA) above (b, idB)? Transaction numbers are compared as numbers without leading zeros: longer is larger. */
function isAbove(a: string, idA: string, b: string, idB: string): boolean {
  if (a !== b) return a.length === b.length ? a > b : a.length > b.length
  return idA > idB
}

function basisOf(shown: string): string | null {
  const { purpose_basis: basis } = JSON.parse(Buffer.from(shown, 'latin1').toString('utf8')) as { purpose_basis?: string }
  return basis ?? null
}
