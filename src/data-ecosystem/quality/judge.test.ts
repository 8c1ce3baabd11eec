import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import { cardNotMade } from '../../../quality-rules/card-not-made.ts'
import { qualityRules } from '../../../quality-rules/index.ts'
import { testDb } from '../../platform/testing.ts'
import { conditionSql, numbers, postgres } from './compile.ts'
import { holds } from './judge.ts'
import { personColumns, type PersonColumn, type Rule } from './rule.ts'
import { compiled } from './sources.sql.ts'

const today = '2026-11-22'
/** Rules on one person's row without a table of codes: those an act could be stopped by, and all others of that form. */
const judged = qualityRules.filter((each): each is Rule & { scope: { kind: 'row' } } => each.scope.kind === 'row' && !JSON.stringify(each.scope).includes('"op":"listed"'))

const values: Partial<Record<PersonColumn, fc.Arbitrary<string | number | null>>> = {
  fullName: fc.constantFrom('Nguyễn Thị Mai', 'Nguyễn 2 Mai', 'Nguyeenx Thi Mai', 'NguyÔn ThÞ', 'An', '', null), birthYear: fc.constantFrom(1899, 1980, 2008, 2026, null),
  nationality: fc.constantFrom('VNM', 'VNM,USA', 'LAO', null), cmnd9Count: fc.constantFrom(0, 1), cmnd9Malformed: fc.constantFrom(0, 2), parentsUnlinked: fc.constantFrom(0, 1), gender: fc.constantFrom('male', 'female', 'undetermined', null), lifeStatus: fc.constantFrom('living', 'deceased', 'missing'),
  maritalStatus: fc.constantFrom('single', 'married', null), standing: fc.constantFrom('confirmed', 'claimed'), pin: fc.constantFrom('099180000123', '099280000123', '099', '', null), pinStatus: fc.constantFrom('active', 'claimed', null),
}
const dates = fc.constantFrom('1980', '1980-02', '1980-02-28', '2008-12-31', '2026-11-22', '2026-11-23', '2031', '', null)
const other = fc.constantFrom('01', '82', '29602', 'Bến Tre', '0312345678', '12', 'a@b.vn', 'khong dung', '', null)
const rowOf = fc.record(Object.fromEntries(Object.keys(personColumns).map((column) => [column, values[column as PersonColumn] ?? (column.endsWith('Date') ? dates : other)])) as Record<PersonColumn, fc.Arbitrary<string | number | null>>)

describe('a rule judged in the program', async () => {
  const t = await testDb()
  after(() => t.close())

  it('says of every row what PostgreSQL says', async () => {
    assert.ok(judged.length >= 15, `${judged.length} rules`)
    const rows = fc.sample(rowOf, { numRuns: 600, seed: 26 })
    const columns = Object.values(personColumns)
    const typed = columns.map((column) => `${column} ${numbers.has(column) ? 'int' : 'text'}`).join(', ')
    const list = rows.map((row, nth) => ({ nth, ...Object.fromEntries(Object.entries(personColumns).map(([name, column]) => [column, row[name as PersonColumn]])) }))
    const answers = judged.map(({ scope }, i) => `${conditionSql(scope.when, postgres, { today })} as a${i}`).join(', ')
    const found = await t.owner.query<Record<string, boolean>>(compiled([`select ${answers} from jsonb_to_recordset(`, `::jsonb) as subject (nth int, ${typed}) order by nth`], [JSON.stringify(list)]))
    const broken = new Set<string>()
    rows.forEach((row, nth) => judged.forEach(({ id, scope }, i) => {
      const here = holds(scope.when, (column) => row[column], today)
      assert.equal(here, found[nth]![`a${i}`], `${id} of ${JSON.stringify(row)}`)
      if (here) broken.add(id)
    }))
    assert.deepEqual(judged.filter(({ id }) => !broken.has(id)).map(({ id }) => id), [], 'every rule is broken by some row of the sample')
  })

  it('the duty to have a card begins on the fourteenth birthday, and is that of citizens alone', () => {
    const row = { lifeStatus: 'living', nationality: 'VNM', birthDate: '2012-11-22' }
    const must = (more: Partial<typeof row>): boolean => cardNotMade.scope.kind === 'absent' && holds(cardNotMade.scope.when, (column) => ({ ...row, ...more })[column as keyof typeof row], today)
    assert.deepEqual([must({}), must({ birthDate: '2012-11-23' }), must({ birthDate: '1950-01-01' }), must({ nationality: 'VNM,USA' }), must({ nationality: 'LAO' }), must({ lifeStatus: 'deceased' })], [true, false, true, true, false, false])
    assert.deepEqual([cardNotMade.basis, cardNotMade.certainty, cardNotMade.from], ['Luật Căn cước 26/2023/QH15 đ.19 k.2', 'sure', '2024-07-01'])
  })
})
