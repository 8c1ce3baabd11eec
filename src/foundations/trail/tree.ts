import { EMPTY_ROOT, MerkleFrontier, merkleRoot, nodeHash, type NodeRange } from '../../kernel/merkle.ts'

/** Hashes of full subtrees of 256^level leaves are stored; level 0 are the leaves themselves. */
export const tileWidth = 256

export interface Tile {
  readonly level: number
  readonly index: number
  readonly hash: Buffer
}

/** The growing tree: keeps less than 256 hashes a level and gives out each full subtree once. */
export class TreeBuilder {
  #size: number
  readonly #levels: MerkleFrontier[] = []

  /** `edge[level]`: the hashes of that level after its last full tile, as they are stored. */
  constructor(size: number, edge: readonly (readonly Uint8Array[])[]) {
    this.#size = size
    edge.forEach((hashes, level) => {
      const frontier = this.#level(level)
      for (const hash of hashes) frontier.append(hash)
    })
  }

  get size(): number {
    return this.#size
  }

  append(leaf: Uint8Array, emit: (tile: Tile) => void): void {
    this.#size++
    let hash = leaf
    for (let level = 0, width = 1; ; level++) {
      const frontier = this.#level(level)
      frontier.append(hash)
      if (frontier.size < tileWidth) return
      width *= tileWidth
      const full = frontier.root()
      this.#levels[level] = new MerkleFrontier()
      emit({ level: level + 1, index: this.#size / width - 1, hash: full })
      hash = full
    }
  }

  /** Root of the whole tree: the peaks of all levels, largest first, folded from the right. */
  root(): Buffer {
    const peaks = this.#levels.toReversed().flatMap((frontier) => frontier.serialise().hashes.map((hex) => Buffer.from(hex, 'hex')))
    return peaks.length === 0 ? EMPTY_ROOT : fold(peaks)
  }

  #level(level: number): MerkleFrontier {
    return (this.#levels[level] ??= new MerkleFrontier())
  }
}

/** A run of stored hashes of one level. */
export interface Span {
  readonly level: number
  readonly from: number
  readonly to: number
}

/** Where the tree of that size stands: per level, the stored hashes after its last full tile. */
export function edgeOf(size: number): Span[] {
  const spans: Span[] = []
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth)) {
    spans.push({ level, from: count - (count % tileWidth), to: count })
  }
  return spans
}

/** Which stored hashes make up a node of the tree, left to right. */
export function spansOf(node: NodeRange): Span[] {
  const spans: Span[] = []
  for (let from = node.from; from < node.to; ) {
    const size = largestSubtree(from, node.to)
    let level = 0
    let width = 1
    while (size >= width * tileWidth) {
      width *= tileWidth
      level++
    }
    spans.push({ level, from: from / width, to: (from + size) / width })
    from += size
  }
  return spans
}

/** The hash of a node from its spans: full subtrees, folded from the right. */
export function nodeFrom(node: NodeRange, hashOf: (level: number, index: number) => Uint8Array): Buffer {
  const peaks = spansOf(node).map((span) => merkleRoot(Array.from({ length: span.to - span.from }, (_, i) => hashOf(span.level, span.from + i))))
  return fold(peaks)
}

/** One hash of the roots of full subtrees, largest first. */
function fold(peaks: readonly Buffer[]): Buffer {
  let root: Buffer = peaks.at(-1)!
  for (let i = peaks.length - 2; i >= 0; i--) root = nodeHash(peaks[i]!, root)
  return root
}

/** The largest full subtree that begins at `from` and does not pass `to`; `from` is aligned to it because nodes of a tree are. */
function largestSubtree(from: number, to: number): number {
  let size = 1
  while (size * 2 <= to - from && from % (size * 2) === 0) size *= 2
  return size
}
