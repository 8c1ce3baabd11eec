import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { render } from 'preact-render-to-string'
import { placeOf, provinceOutlines } from '../../../foundations/areas/index.ts'
import { CommuneMap } from './commune-map.tsx'
import type { Group } from './groups.ts'

const group = (key: string, lines: number): Group => ({ key, lines, zones: { automatic: lines, review: 0, reject: 0 }, linked: null, truth: false, recall: null, precision: null, differs: null })
const drawn = (...groups: Group[]): string => render(<CommuneMap groups={groups} day="2026-11-22" name={(code) => `xã ${code}`} stepOf={() => 'm4'} wordsOf={({ lines }) => `${lines} dòng`} />)
/** Places of the dots on the paper, by commune. */
const dotsOf = (html: string) => new Map([...html.matchAll(/<circle class="m4" cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"><title>xã (\d{5}): /g)].map(([, x, y, r, code]) => [code!, { x: Number(x), y: Number(y), r: Number(r) }]))

describe('the map of a report', () => {
  it('shows each commune where it lies: west of, north of, and as large as its lines', () => {
    // Three communes of Vĩnh Long; the third has most lines.
    const codes = ['29602', '29308', '29551']
    const dots = dotsOf(drawn(group(codes[0]!, 10), group(codes[1]!, 20), group(codes[2]!, 90)))
    assert.deepEqual([...dots.keys()].toSorted(), codes.toSorted())
    for (const a of codes) {
      for (const b of codes) {
        const [one, other] = [placeOf(a)!, placeOf(b)!]
        if (one[0] < other[0] - 0.01) assert.ok(dots.get(a)!.x < dots.get(b)!.x, `${a} lies west of ${b}`)
        if (one[1] > other[1] + 0.01) assert.ok(dots.get(a)!.y < dots.get(b)!.y, `${a} lies north of ${b}`)
      }
    }
    assert.ok(dots.get(codes[2]!)!.r > dots.get(codes[1]!)!.r && dots.get(codes[1]!)!.r > dots.get(codes[0]!)!.r)
    for (const { x, y } of dots.values()) assert.ok(x > 0 && x < 640 && y > 0)
  })

  it('draws the whole country for a list of many provinces, both archipelagos named', () => {
    const html = drawn(...['00004', '29602', '20194', '01273', '03127'].map((code) => group(code, 10)))
    assert.match(html, />Hoàng Sa<.*>Trường Sa</)
    assert.equal(html.match(/<path /g)!.length, provinceOutlines().size)
    assert.doesNotMatch(drawn(group('29602', 10)), /Hoàng Sa/)
  })

  it('draws nothing where no commune is known', () => {
    assert.equal(drawn(group('99999', 10)), '')
  })
})
