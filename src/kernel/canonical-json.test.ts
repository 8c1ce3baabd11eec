import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, parseJson } from './canonical-json.ts'

describe('canonical JSON (RFC 8785)', () => {
  it('writes the example of the standard', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    assert.equal(canonicalJson(value), '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}')
  })

  it('orders keys by their UTF-16 units, as the standard shows', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const written = Object.keys(parseJson(canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])))) as object)
    assert.deepEqual(written, ['1', '\r', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'], 'integer-like keys come first when JavaScript reads them back')
    assert.equal(canonicalJson({ b: 1, a: { d: 1, c: 2 }, aa: 3 }), '{"a":{"c":2,"d":1},"aa":3,"b":1}')
  })

  it('is one text for one value, in whatever order it was built, and reads back to it', () => {
    fc.assert(fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
      const text = canonicalJson(value)
      assert.deepEqual(canonicalJson(parseJson(text)), text)
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
      assert.equal(canonicalJson(reversed(value)), text)
    }))
    assert.equal(canonicalJson(-0), '0')
    assert.equal(canonicalJson({ a: undefined, b: 1 }), '{"b":1}')
    assert.equal(canonicalJson(Object.assign(Object.create(null) as object, { a: 1 })), '{"a":1}')
  })

  it('refuses what has no exact form', () => {
    const cycle: unknown[] = []
    cycle.push({ cycle })
    const sparse: number[] = []
    sparse[1] = 1
    for (const bad of [undefined, Number.NaN, Number.POSITIVE_INFINITY, 1n, Symbol('a'), () => 1, '\ud800', { '\udfff': 1 }, [undefined], sparse, new Date(0), new Map(), cycle]) {
      assert.throws(() => canonicalJson(bad), TypeError, typeof bad)
    }
    const shared = { a: 1 }
    assert.equal(canonicalJson([shared, shared]), '[{"a":1},{"a":1}]', 'twice the same part is no cycle')
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, reversed(member)]))
}
