import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { communesOf, provincesOn } from './areas-as-of.ts'
import { placeOf, provinceOutlines, type Point } from './places.ts'

const day = '2026-11-22'

/** By counting how often a line to the east crosses the ring. */
function isInside([x, y]: Point, ring: readonly Point[]): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[x1, y1], [x2, y2]] = [ring[i]!, ring[j]!]
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}

describe('where communes and provinces lie', () => {
  it('every commune has a place, nearly all of them within the outline of their province', () => {
    const [provinces, outlines] = [provincesOn(day), provinceOutlines()]
    assert.deepEqual([...outlines.keys()].toSorted(), provinces.map(({ code }) => code).toSorted())
    let [communes, within] = [0, 0]
    for (const province of provinces) {
      for (const { code } of communesOf(province.code, day)) {
        const place = placeOf(code)
        assert.ok(place && place[0] > 102 && place[0] < 115 && place[1] > 8 && place[1] < 23.5, code)
        communes++
        if (outlines.get(province.code)!.some((ring) => isInside(place, ring))) within++
      }
    }
    assert.equal(communes, 3_321)
    assert.ok(within / communes > 0.95, `${within} of ${communes}`)
  })

  it('both archipelagos are there, and a code that is none is nowhere', () => {
    assert.deepEqual([placeOf('20333'), placeOf('22736')], [[112.135, 16.568], [114.45, 9.71]])
    assert.equal(placeOf('99999'), undefined)
  })
})
