import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sha256Hex } from './hash.ts'
import {
  consistencyNodes, consistencyProof, EMPTY_ROOT, inclusionNodes, inclusionProof, leafHash, merkleRoot, MerkleFrontier, nodeHash,
  verifyConsistency, verifyInclusion,
} from './merkle.ts'

const leaves = Array.from({ length: 70 }, (_, i) => leafHash(`row ${i}`))
const root = (size: number): Buffer => merkleRoot(leaves.slice(0, size))

describe('the Merkle tree (RFC 6962)', () => {
  /** The entries and roots published with the certificate transparency reference logs. */
  const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => leafHash(Buffer.from(hex, 'hex')))
  const roots = ['6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328']

  it('has the published roots, and the hash of nothing when empty', () => {
    assert.equal(EMPTY_ROOT.toString('hex'), sha256Hex(''))
    assert.deepEqual(merkleRoot([]), EMPTY_ROOT)
    assert.deepEqual(roots.map((_, i) => merkleRoot(entries.slice(0, i + 1)).toString('hex')), roots)
  })

  it('is the recursive definition, whatever the size', () => {
    const defined = (list: readonly Buffer[]): Buffer => {
      if (list.length <= 1) return list[0] ?? EMPTY_ROOT
      const split = 2 ** Math.ceil(Math.log2(list.length) - 1)
      return nodeHash(defined(list.slice(0, split)), defined(list.slice(split)))
    }
    for (let size = 0; size <= leaves.length; size++) {
      assert.deepEqual(root(size), defined(leaves.slice(0, size)), `${size}`)
    }
  })

  it('keeps leaves and nodes apart, so no node can pass for a row', () => {
    assert.notDeepEqual(leafHash(Buffer.concat([leaves[0]!, leaves[1]!])), nodeHash(leaves[0]!, leaves[1]!))
    assert.deepEqual(leafHash('Đặng'), leafHash(Buffer.from('Đặng')))
  })
})

describe('the frontier', () => {
  it('roots as it grows, and goes on after being put away, with at most one hash per bit of its size', () => {
    fc.assert(fc.property(fc.nat(70), fc.nat(70), (a, b) => {
      const [early, late] = [Math.min(a, b), Math.max(a, b)]
      const first = new MerkleFrontier()
      for (const leaf of leaves.slice(0, early)) first.append(leaf)
      const resumed = MerkleFrontier.restore(JSON.parse(JSON.stringify(first.serialise())))
      for (const leaf of leaves.slice(early, late)) resumed.append(leaf)
      assert.deepEqual(first.root(), root(early))
      assert.deepEqual(resumed.root(), root(late))
      assert.equal(resumed.size, late)
      assert.ok(resumed.serialise().hashes.length <= 7)
    }))
  })

  it('is not restored from a state it never wrote', () => {
    const { hashes } = growing(5).serialise()
    for (const bad of [{ size: 6, hashes: hashes.slice(1) }, { size: 7, hashes }, { size: -1, hashes: [] }, { size: 1.5, hashes: [] }, { size: 1, hashes: ['zz'] }]) {
      assert.throws(() => MerkleFrontier.restore(bad), RangeError)
    }
    assert.throws(() => new MerkleFrontier().append(Buffer.alloc(31)), RangeError)
  })

  it('does not change when the caller reuses the bytes of a leaf', () => {
    const bytes = Buffer.from(leaves[0]!)
    const frontier = new MerkleFrontier()
    frontier.append(bytes)
    bytes.fill(0)
    assert.deepEqual(frontier.root(), leaves[0])
  })
})

describe('a proof of inclusion', () => {
  it('holds for every leaf of every size', () => {
    for (let size = 1; size <= 33; size++) {
      const list = leaves.slice(0, size)
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(list, index)
        assert.ok(verifyInclusion({ leafHash: list[index]!, index, size, proof, root: root(size) }), `${index} of ${size}`)
      }
    }
  })

  it('fails for another leaf, place, size, root, or one changed bit', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 70 }), fc.nat(), fc.nat(), (size, i, j) => {
      const index = i % size
      const claim = { leafHash: leaves[index]!, index, size, proof: inclusionProof(leaves.slice(0, size), index), root: root(size) }
      const other = (index + 1 + (j % (size - 1))) % size
      assert.ok(!verifyInclusion({ ...claim, leafHash: leaves[other]! }))
      assert.ok(!verifyInclusion({ ...claim, index: other }))
      assert.ok(!verifyInclusion({ ...claim, root: root(size - 1) }))
      assert.ok(!verifyInclusion({ ...claim, proof: claim.proof.slice(1) }))
      assert.ok(!verifyInclusion({ ...claim, proof: [...claim.proof, leaves[0]!] }))
      assert.ok(!verifyInclusion({ ...claim, proof: claim.proof.map((hash, k) => (k === j % claim.proof.length ? flipped(hash, j) : hash)) }))
    }))
  })

  it('is false, not an error, for malformed claims', () => {
    const claim = { leafHash: leaves[0]!, index: 0, size: 1, proof: [], root: leaves[0]! }
    assert.ok(verifyInclusion(claim))
    for (const bad of [{ index: 1 }, { index: -1 }, { index: 0.5 }, { size: 0 }, { size: 2 ** 60 }, { leafHash: Buffer.alloc(5) }, { root: Buffer.alloc(0) }, { proof: [Buffer.alloc(3)] }]) {
      assert.equal(verifyInclusion({ ...claim, ...bad }), false)
    }
    assert.throws(() => inclusionNodes(3, 3), RangeError)
  })

  it('stays short for the largest logs', () => {
    assert.equal(inclusionNodes(123_456_789_012, 2 ** 40).length, 40)
    assert.ok(consistencyNodes(123_456_789_012, 2 ** 40 + 1).length <= 42)
  })
})

describe('a proof of consistency', () => {
  it('joins every earlier tree to every later one', () => {
    for (let newSize = 0; newSize <= 33; newSize++) {
      for (let oldSize = 0; oldSize <= newSize; oldSize++) {
        const proof = consistencyProof(leaves.slice(0, newSize), oldSize)
        assert.ok(verifyConsistency({ oldSize, newSize, oldRoot: root(oldSize), newRoot: root(newSize), proof }), `${oldSize} in ${newSize}`)
      }
    }
  })

  it('fails when an old row was altered, removed or put in before', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 69 }), fc.nat(), fc.nat(), (newSize, i, j) => {
      const oldSize = 1 + (i % (newSize - 1))
      const altered = leaves.slice(0, newSize)
      altered[j % oldSize] = leafHash('forged')
      const removed = leaves.slice(0, newSize + 1).toSpliced(j % oldSize, 1)
      const insertedBefore = leaves.slice(0, newSize - 1).toSpliced(j % oldSize, 0, leafHash('forged'))
      for (const list of [altered, removed, insertedBefore]) {
        assert.equal(list.length, newSize)
        assert.ok(!verifyConsistency({ oldSize, newSize, oldRoot: root(oldSize), newRoot: merkleRoot(list), proof: consistencyProof(list, oldSize) }))
      }
    }))
  })

  it('is false, not an error, for malformed claims', () => {
    const claim = { oldSize: 3, newSize: 7, oldRoot: root(3), newRoot: root(7), proof: consistencyProof(leaves.slice(0, 7), 3) }
    assert.ok(verifyConsistency(claim))
    for (const bad of [{ oldSize: 4 }, { newSize: 9 }, { oldSize: 8 }, { oldSize: -1 }, { newSize: 2 ** 70 }, { proof: [] }, { proof: [...claim.proof, root(1)] }, { oldRoot: root(4) }, { newRoot: root(6) }, { oldRoot: Buffer.alloc(1) }]) {
      assert.equal(verifyConsistency({ ...claim, ...bad }), false, JSON.stringify(bad))
    }
    assert.ok(!verifyConsistency({ oldSize: 0, newSize: 0, oldRoot: EMPTY_ROOT, newRoot: root(1), proof: [] }))
    assert.ok(!verifyConsistency({ oldSize: 5, newSize: 5, oldRoot: root(5), newRoot: root(6), proof: [] }))
  })
})

function growing(size: number): MerkleFrontier {
  const frontier = new MerkleFrontier()
  for (const leaf of leaves.slice(0, size)) frontier.append(leaf)
  return frontier
}

function flipped(hash: Buffer, bit: number): Buffer {
  const copy = Buffer.from(hash)
  copy[bit % 32]! ^= 1 << (bit % 8)
  return copy
}
