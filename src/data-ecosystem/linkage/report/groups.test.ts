import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CountedLine } from './counted-line.ts'
import { fewLines, GroupCount, type Groups } from './groups.ts'

/** So many lines of each group, every second of them matched. */
function counted(sizes: Readonly<Record<string, number>>): Groups {
  const count = new GroupCount((line) => line.ethnicity)
  for (const [ethnicity, lines] of Object.entries(sizes)) for (let i = 0; i < lines; i++) count.add({ ethnicity, zone: i % 2 === 0 ? 'automatic' : 'reject', truth: null } as CountedLine)
  return count.done(10)
}
const shown = ({ groups }: Groups): unknown[] => groups.map(({ key, lines }) => [key, lines])

describe('groups of a report', () => {
  it('with fewer lines than the least are shown as one, named by nobody', () => {
    const groups = counted({ '01': 40, '02': 6, '03': 5, '05': 10 })
    assert.deepEqual(shown(groups), [['01', 40], ['05', 10], [fewLines, 11]])
    assert.equal(groups.all.lines, 61)
  })

  it('are left out where they are few even together; in the sum of all they stay', () => {
    const groups = counted({ '01': 40, '02': 6, '03': 3 })
    assert.deepEqual(shown(groups), [['01', 40]])
    assert.equal(groups.all.lines, 49)
  })

  it('lines that say nothing are a group of their own, however few', () => {
    assert.deepEqual(shown(counted({ '01': 40, '': 2 })), [['01', 40], ['', 2]])
  })
})
