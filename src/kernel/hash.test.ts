import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hmacSha256, sameBytes, sha256, sha256Hex } from './hash.ts'

describe('hashes', () => {
  it('are those of the standards (FIPS 180-4, RFC 4231)', () => {
    assert.equal(sha256Hex(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    assert.equal(sha256Hex('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    assert.equal(hmacSha256(Buffer.alloc(20, 0x0b), 'Hi There').toString('hex'), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7')
    assert.equal(hmacSha256('Jefe', 'what do ya want for nothing?').toString('hex'), '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
  })

  it('take text as UTF-8, and bytes as they are', () => {
    assert.equal(sha256Hex('Đặng'), sha256(Buffer.from('Đặng', 'utf8')).toString('hex'))
    assert.equal(sha256('abc').length, 32)
    assert.notEqual(sha256Hex('Đặng'), sha256Hex('Đặng'.normalize('NFD')))
    assert.deepEqual(sha256(new Uint8Array([1, 2, 3]).subarray(1)), sha256(Buffer.from([2, 3])))
  })

  it('compare without failing on unequal lengths', () => {
    assert.ok(sameBytes(sha256('a'), sha256('a')))
    assert.ok(!sameBytes(sha256('a'), sha256('b')))
    assert.ok(!sameBytes(sha256('a'), new Uint8Array()))
  })
})
