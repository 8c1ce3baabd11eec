import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { closeBulkLoad, openBulkLoad, rebuild } from '../../foundations/acts/index.ts'
import { changePersonFacts } from '../../foundations/population/index.ts'
import { sql } from '../../platform/index.ts'
import { systemActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import { importPeople, type ImportReport } from './import-people.ts'
import type { ListRow } from './list-row.ts'
import { personIdOf } from './person-of-row.ts'
import { definitions, line, listOf } from './testing.ts'

const home = { householdNo: 'H1', residenceArea: '29602', residenceDetail: 'Số 1', residenceSince: '2010-05-01' }
const first = [
  line({ externalId: 'head', ...home, relationToHead: '01', pin: '099080000101' }),
  line({ externalId: 'wrong', ...home, relationToHead: '04', birthDate: '2012-02-30', fatherExternalId: 'head' }),
]

describe('the next delivery of a list', () => {
  let t: TestDatabase
  let asMade: string[]
  before(async () => {
    t = await testDb()
    asMade = await definitions(t.owner)
    await take(first)
  })
  after(() => t.close())
  const take = (rows: ListRow[], allowTestNumbers = true): Promise<ImportReport> => importPeople({ database: t.db, owner: t.owner, source: listOf(rows), allowTestNumbers })
  const rows = <R>(table: string, externalId: string) => t.db.query<R>(sql`select * from ${sql.ident(table)} where person_id = ${personIdOf('test', externalId)}`)
  const codes = async (report: ImportReport) => (await t.db.query<{ code: string }>(sql`select code from import_objection where run_id = ${report.runId} order by line, ordinal`)).map(({ code }) => code)

  it('brings a mended line into the household and to the father that stand already', async () => {
    const report = await take([{ ...first[1]!, birthDate: '2012-02-28' }])
    assert.deepEqual([report.imported, await codes(report)], [1, []])
    assert.deepEqual((await rows<{ standing: string }>('household_member', 'wrong')).map((row) => row.standing), ['confirmed'])
    assert.deepEqual((await rows<{ kind: string; other_id: string }>('relation', 'wrong')).map((row) => [row.kind, row.other_id]), [['father', personIdOf('test', 'head')]])
  })

  it('refuses a person who is there, and claims a number, a headship and a file number that are taken', async () => {
    const report = await take([
      { ...first[0]!, fullName: 'Nguyễn Văn Khác' },
      line({ externalId: 'thief', pin: '099080000101' }),
      line({ externalId: 'pretender', ...home, relationToHead: '01' }),
    ])
    assert.deepEqual(await codes(report), ['in-register', 'pin-taken', 'two-heads'])
    assert.deepEqual((await rows<{ standing: string }>('household_member', 'pretender')).map((row) => row.standing), ['claimed'])
    const other = await importPeople({ database: t.db, owner: t.owner, source: { ...listOf([line({ externalId: 'far', ...home, relationToHead: '01' })]), list: 'other' }, allowTestNumbers: true })
    assert.deepEqual(await codes(other), ['file-number-taken'])
  })

  it('keeps the indexes of a register that is in use, and what was written is proved by replay', async () => {
    assert.deepEqual(await definitions(t.owner), asMade)
    assert.equal(await openBulkLoad(t.owner), false)
    assert.equal((await rebuild({ database: t.owner })).equal, true)
  })

  it('takes no made-up number into a real register', async () => {
    const report = await take([line({ externalId: 'fake', pin: '099080000199' })], false)
    assert.deepEqual([report.imported, await codes(report)], [0, ['test-number']])
  })
})

describe('a register that is being filled', () => {
  let t: TestDatabase
  before(async () => { t = await testDb() })
  after(() => t.close())

  it('takes no other act until its constraints stand again', async () => {
    assert.equal(await openBulkLoad(t.owner), true)
    await importPeople({ database: t.db, source: listOf([line({ externalId: 'a' })]), allowTestNumbers: true })
    const change = () => t.as(systemActor)((ctx) => changePersonFacts(ctx, {
      personId: personIdOf('test', 'a'), facts: { phone: '0300000001' }, source: 'person', basis: { article: 'Luật Căn cước đ.11' }, commandId: newId(),
    }))
    await assert.rejects(change(), { code: 'acts.being-loaded' })
    await closeBulkLoad(t.owner)
    await change()
  })
})
