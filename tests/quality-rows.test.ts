import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { codeTable, duckdb, passSql, postgres } from '../src/data-ecosystem/quality/compile.ts'
import { householdColumns, personColumns } from '../src/data-ecosystem/quality/rule.ts'
import { openEngine, registerRules, type Engine } from '../src/data-ecosystem/quality/index.ts'
import { testDb } from '../src/platform/testing.ts'

const today = '2026-11-22'
const numbers = new Set(['birth_year', 'cmnd9_count', 'cmnd9_malformed', 'parents_unlinked', 'members', 'heads', 'everybody'])
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const personNames = [...new Set(Object.values(personColumns))]
const householdNames = Object.values(householdColumns)

type Row = Readonly<Record<string, string | number | null>>
const sound: Row = {
  full_name: 'Nguyễn Thị Mai', name_plain: 'nguyen thi mai', birth_date: '1998-03-05', birth_year: 1998, gender: 'female', ethnicity: '01', nationality: 'VNM', birth_registration_area: '29602', native_place_area: '29602', native_place_text: 'x',
  marital_status: 'single', life_status: 'living', death_date: null, phone: '0912345678', email: 'a@b.vn', standing: 'confirmed', pin: '086198000001', pin_status: 'active', cmnd9_count: 1, cmnd9_malformed: 0,
  residence_area: '29602', residence_detail: 'Ấp 1', residence_kind: 'permanent', relation_to_head: '01', parents_unlinked: 0,
}
const rows: readonly Row[] = [
  sound,
  Object.fromEntries(personNames.map((name) => [name, null])),
  Object.fromEntries(personNames.map((name) => [name, numbers.has(name) ? 0 : ''])),
  { ...sound, parents_unlinked: 1 },
  { ...sound, birth_registration_area: '01301' },
  { ...sound, birth_registration_area: '99999' },
  { ...sound, pin: '099198000001', birth_registration_area: '01301' },
  { ...sound, full_name: 'Nguyeenx Thij Mai' },
  { ...sound, full_name: 'Dawngj Van Oanh' },
  { ...sound, full_name: 'Lee Aaron' },
  { ...sound, full_name: "H'Hen Niê" },
  { ...sound, full_name: 'Kpă Thul' },
  { ...sound, full_name: '0', birth_date: '0', pin: '0', gender: '0', phone: '0', email: '0' },
]
const households: readonly Row[] = [{ members: null, heads: null, everybody: null }, { members: 0, heads: 0, everybody: 0 }, { members: 2, heads: 1, everybody: 2 }, { members: 1, heads: 0, everybody: 1 }, { members: 1, heads: 2, everybody: 1 }]
const codes: Record<string, readonly string[]> = { 'open-communes': ['29602', '01301'], 'number-places': ['086', '099', '001'], 'number-provinces': ['086', '001'], 'number-homes': ['08629602'] }

const literal = (value: string | number | null | undefined, name: string): string => (value === null || value === undefined ? `cast(null as ${numbers.has(name) ? 'integer' : 'text'})` : typeof value === 'number' ? String(value) : `cast('${value.replaceAll("'", "''")}' as text)`)
const table = (names: readonly string[], key: string, list: readonly Row[], more = ''): string =>
  list.map((row, i) => `select cast('${id(i)}' as uuid) as ${key}, ${names.map((name) => `${literal(row[name], name)} as ${name}`).join(', ')}${more}`).join(' union all ')
/** The tables the compiled rules ask for, the same text in both engines. */
const made = [
  `create temporary table judged_person as ${table(personNames, 'person_id', rows, ', true as judged')}`,
  `create temporary table judged_household as ${table(householdNames, 'household_id', households)}`,
  `create temporary table judged_number as select cast('${id(0)}' as uuid) as person_id, cast('pin' as text) as kind, cast('1' as text) as value, cast('active' as text) as status where false`,
  `create temporary table judged_relation as select cast('${id(0)}' as uuid) as person_id, cast('father' as text) as kind, cast('${id(1)}' as uuid) as other_id where false`,
  ...Object.entries(codes).map(([set, list]) => `create temporary table ${codeTable(set as 'open-communes')} as ${list.map((code) => `select cast('${code}' as text) as code`).join(' union all ')}`),
]

describe('rules on odd rows', async () => {
  const t = await testDb()
  const folder = mkdtempSync(join(tmpdir(), 'congdan-rows-'))
  let engine: Engine
  const found: Record<'duckdb' | 'postgres', string[]> = { duckdb: [], postgres: [] }
  after(async () => {
    engine.close()
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })
  before(async () => {
    engine = await openEngine({ memory: '256MB', threads: 1, folder })
    for (const text of made) await engine.run(text)
    const said = (list: readonly Record<string, unknown>[]): string[] => list.map((row) => `${String(row['rule'])} ${Number(String(row['subject_id']).slice(-4))}`).toSorted()
    found.duckdb = said(await engine.rows(passSql(registerRules(), duckdb, { today })))
    found.postgres = said(await t.owner.session(async (client) => {
      for (const text of made) await client.query(text)
      return (await client.query<Record<string, unknown>>(passSql(registerRules(), postgres, { today }))).rows
    }))
  })
  const of = (rule: string): number[] => found.duckdb.filter((line) => line.startsWith(`${rule} `)).map((line) => Number(line.split(' ')[1]))

  it('nothing, an empty text, zero: both engines say the same of every rule', () => {
    assert.deepEqual(found.duckdb, found.postgres)
    assert.ok(found.duckdb.length > 20)
  })

  it('of a sound record nothing is found', () => {
    assert.deepEqual(found.duckdb.filter((line) => line.endsWith(' 0') && !/^(household|person-twice)/.test(line)), [])
  })

  it('a place code that is not that of the birth registration is found, where the number names a province and the commune stands', () => {
    assert.deepEqual(of('number-place-other'), [4])
  })

  it('keys of Telex in a name are found, names of other peoples are not', () => {
    assert.deepEqual(of('name-keystrokes'), [7, 8])
  })

  it('a parent named by a number that leads to nobody is found', () => {
    assert.deepEqual(of('parent-number-unknown'), [3])
  })
})
