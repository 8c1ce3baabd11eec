import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { importSynthetic, personIdOf as personOfList } from '../src/app/import/index.ts'
import { runPass } from '../src/data-ecosystem/quality/index.ts'
import { newId } from '../src/kernel/ids.ts'
import { changePersonFacts } from '../src/foundations/population/index.ts'
import { sql } from '../src/platform/index.ts'
import { officerActor, testDb, type TestDatabase } from '../src/platform/testing.ts'
import { generatePeople } from '../synthetic/index.ts'
import { followed } from './follow.ts'

const people = 4_000
const seed = 'quality-test'

interface Row { rule: string; subject_id: string; fingerprint: string }

/** By which rule each planted kind of error is found. Kinds that the import itself mends (letters of another form) or refuses are not here. */
const rulesOfError: Readonly<Record<string, readonly string[]>> = {
  'no-head': ['household-without-head'], 'two-heads': ['household-two-heads'], 'cmnd9-missing': ['old-number-missing'], 'cmnd9-structure': ['old-number-malformed'],
  'child-without-residence': ['child-without-residence'], 'person-twice': ['person-twice', 'number-missing', 'child-without-number', 'number-shared'], 'pin-shared': ['number-shared'],
  'cmnd9-shared': ['old-number-shared'], 'dead-in-household': ['dead-in-household'], 'pin-structure': ['number-not-twelve'], 'pin-gender': ['number-gender'], 'pin-year': ['number-year', 'number-century'],
  'child-without-pin': ['child-without-number'], 'old-area-code': ['old-commune'], 'parent-too-young': ['mother-too-young', 'father-too-young'], 'spouse-one-sided': ['spouse-not-returned'], 'name-tcvn3': ['name-legacy-letters'],
}

describe('cleaning the register', async () => {
  const t: TestDatabase = await testDb()
  const folder = mkdtempSync(join(tmpdir(), 'congdan-quality-'))
  after(async () => {
    await t.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const open = (): Promise<Row[]> => t.owner.query<Row>(sql`select rule, subject_id, fingerprint from quality_finding where state <> 'fixed' order by 1, 2, 3`)

  before(async () => {
    await importSynthetic({ database: t.db, owner: t.owner, people, seed, errors: 'default' })
  })

  it('finds what was planted, and both engines find the same', async () => {
    const here = await runPass(t.db, { engine: 'postgres' })
    const found = await open()
    assert.equal(here.found, found.length)
    assert.ok(here.found > 100, `${here.found} found`)
    const again = await runPass(t.db, { engine: { kind: 'duckdb', memory: '512MB', threads: 1, folder } })
    assert.deepEqual({ found: again.found, opened: again.opened, reopened: again.reopened, closed: again.closed }, { found: here.found, opened: 0, reopened: 0, closed: 0 })
    assert.deepEqual(await open(), found)
  })

  it('finds every planted error of the kinds that live in the register', async () => {
    const found = new Set((await open()).map((row) => `${row.rule} ${row.subject_id}`))
    const households = new Map((await t.owner.query<{ person: string; household: string }>(sql`select person_id as person, household_id as household from residence_public.open_member`)).map((row) => [row.person, row.household]))
    const missed: string[] = []
    let planted = 0
    for (const household of generatePeople({ seed, people, errors: 'default' })) {
      for (const { externalId, error, field, trueValue } of household.truth ?? []) {
        const rules = rulesOfError[error]
        if (!rules) continue
        const person = personOfList('synthetic', externalId)
        planted++
        // A spouse who no longer names the other is found at the other.
        const subjects = [person, households.get(person), personOfList('synthetic', trueValue)]
        if (!rules.some((rule) => subjects.some((subject) => found.has(`${rule} ${subject}`)))) missed.push(`${error} ${field} ${externalId}`)
      }
    }
    assert.ok(planted > 60, `${planted} planted`)
    assert.deepEqual(missed, [])
  })

  it('keeps up: after changes and their events a full pass has nothing to add and nothing to take away', async () => {
    const police = t.as(officerActor('police-officer', ['86']))
    const some = await t.owner.query<Row>(sql`select distinct on (rule) rule, subject_id, fingerprint from quality_finding where subject_kind = 'person' and state = 'open' order by rule, subject_id`)
    const values: Record<string, object> = { 'ethnicity-missing': { ethnicity: '01' }, 'nationality-missing': { nationalities: ['VNM'] }, 'phone-missing': { phone: '0312345678' }, 'name-legacy-letters': { fullName: 'Nguyễn Thị Sửa' }, 'person-twice': { fullName: 'Trần Văn Khác' } }
    let changed = 0
    const seen = new Set<string>()
    for (const { rule, subject_id: personId } of some) {
      if (seen.has(personId)) continue
      seen.add(personId)
      const facts = values[rule] ?? { email: 'khong-dung' }
      await police((ctx) => changePersonFacts(ctx, { personId, facts, source: 'person', basis: { article: 'Luật Căn cước 26/2023/QH15, đ.11' }, commandId: newId() }))
      changed++
    }
    assert.ok(changed > 10)
    await followed(t)
    assert.ok((await open()).some((row) => row.rule === 'email-malformed'), 'a new fault is found without a pass')
    assert.equal((await open()).some((row) => row.rule === 'name-legacy-letters' && some.some((each) => each.rule === row.rule && each.subject_id === row.subject_id)), false, 'a mended fault is gone without a pass')
    const stands = await open()
    const pass = await runPass(t.db, { engine: 'postgres' })
    assert.deepEqual({ opened: pass.opened, reopened: pass.reopened, closed: pass.closed }, { opened: 0, reopened: 0, closed: 0 })
    assert.deepEqual(await open(), stands)
  })
})
