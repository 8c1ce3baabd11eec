import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { consistencyNodes, inclusionNodes, leafHash, merkleRoot } from '../../kernel/merkle.ts'
import { edgeOf, nodeFrom, TreeBuilder, type Tile } from './tree.ts'

const leaves = Array.from({ length: 70_000 }, (_, i) => leafHash(String(i)))
const key = (level: number, index: number) => `${level}/${index}`

function built(size: number) {
  const stored = new Map<string, Uint8Array>()
  const builder = new TreeBuilder(0, [])
  for (let i = 0; i < size; i++) {
    stored.set(key(0, i), leaves[i]!)
    builder.append(leaves[i]!, (tile: Tile) => stored.set(key(tile.level, tile.index), tile.hash))
  }
  return { builder, hashOf: (level: number, index: number) => stored.get(key(level, index))! }
}

describe('the tree of the access log', () => {
  const whole = built(leaves.length)

  it('has the root of RFC 6962 at every size, also when it is taken up again from what is stored', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_500 }), fc.integer({ min: 0, max: 1_200 }), (first, more) => {
      const { hashOf } = built(first)
      const edge = edgeOf(first).map((span) => Array.from({ length: span.to - span.from }, (_, i) => hashOf(span.level, span.from + i)))
      const again = new TreeBuilder(first, edge)
      assert.deepEqual(again.root(), merkleRoot(leaves.slice(0, first)))
      for (let i = first; i < first + more; i++) again.append(leaves[i]!, () => undefined)
      assert.equal(again.size, first + more)
      assert.deepEqual(again.root(), merkleRoot(leaves.slice(0, first + more)))
    }), { numRuns: 40 })
  })

  it('makes every node of a proof from a few hundred stored hashes, across three levels', () => {
    const sizes = fc.integer({ min: 1, max: leaves.length })
    fc.assert(fc.property(sizes, sizes, (a, b) => {
      const [small, large] = [Math.min(a, b), Math.max(a, b)]
      for (const node of [...inclusionNodes(small - 1, large), ...consistencyNodes(small, large)]) {
        assert.deepEqual(nodeFrom(node, whole.hashOf), merkleRoot(leaves.slice(node.from, node.to)))
      }
    }), { numRuns: 25 })
    assert.deepEqual(whole.builder.root(), merkleRoot(leaves))
  })
})
