import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { rebuild } from '../../foundations/acts/index.ts'
import { sql } from '../../platform/index.ts'
import { testDb, type TestDatabase } from '../../platform/testing.ts'
import { importSynthetic } from './index.ts'

describe('an import', () => {
  let t: TestDatabase
  before(async () => { t = await testDb() })
  after(() => t.close())
  it('seeds', async () => {
    const report = await importSynthetic({ database: t.db, owner: t.owner, people: 20_000 })
    console.log(report)
    console.log(await t.owner.query(sql`select code, outcome, count(*) from import_objection group by 1,2 order by 1,2`))
    const again = await importSynthetic({ database: t.db, owner: t.owner, people: 20_000 })
    assert.equal(again.before, true)
    const checked = await rebuild({ database: t.owner })
    console.log(checked)
    assert.ok(checked.equal)
  })
})
