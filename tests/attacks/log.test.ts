import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { before, describe, it } from 'node:test'
import { rootPath, sql } from '../../src/platform/index.ts'
import { databaseOf } from './house.ts'
import { story, type Story } from './story.ts'

describe('the access log under attack', () => {
  let told: Story
  before(async () => { told = await story() })

  it('cannot be changed or shortened by the running program, nor its seals by anybody but the sealer', async () => {
    const app = databaseOf(told.product, 'congdan_app')
    try {
      for (const statement of [
        sql`update access_log set at = at`, sql`delete from access_log`, sql`truncate access_log`, sql`update legal_act set payload = payload`, sql`delete from legal_act`, sql`drop table access_log`, sql`alter table access_log disable trigger all`,
        sql`insert into access_seal select * from access_seal`, sql`delete from dossier_event`, sql`update eid_session set person_id = person_id`, sql`update eid_account_event set reason = 'x'`, sql`update installation set mode = 'production'`, sql`create table x (y int)`, sql`copy (select 1) to program 'true'`,
      ]) await assert.rejects(app.query(statement), /permission denied|must be owner|does not exist|syntax/, JSON.stringify(statement))
    } finally {
      await app.close()
    }
  })

  it('tells, when an owner of the database changed one row by hand', async () => {
    const sealed = await congdan('seal')
    assert.equal(sealed.code, 0, sealed.said)
    const good = await congdan('verify-log')
    assert.equal(good.code, 0, good.said)
    const owner = databaseOf(told.product)
    try {
      await owner.query(sql`alter table access_log disable trigger user`)
      const [before] = await owner.query<{ code: string }>(sql`select purpose_code as code from access_log where log_id = ${told.ids.log}`)
      const changed = await owner.query<{ id: string }>(sql`update access_log set purpose_code = 'nothing' where log_id = ${told.ids.log} returning log_id as id`)
      assert.equal(changed.length, 1)
      const bad = await congdan('verify-log')
      assert.notEqual(bad.code, 0, bad.said)
      assert.match(bad.said, new RegExp(told.ids.log))
      await owner.query(sql`update access_log set purpose_code = ${before!.code} where log_id = ${told.ids.log}`)
      await owner.query(sql`alter table access_log enable trigger user`)
      assert.equal((await congdan('verify-log')).code, 0, 'as it was, it holds again')
    } finally {
      await owner.close()
    }
  })

  function congdan(command: string): Promise<{ code: number | null; said: string }> {
    return new Promise((done) => {
      let said = ''
      const child = spawn(process.execPath, [rootPath('scripts/run.mjs'), command], { env: { ...process.env, DATA_DIR: told.product.folder, npm_lifecycle_event: '' } })
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text))
      child.once('exit', (code) => done({ code, said }))
    })
  }
})
