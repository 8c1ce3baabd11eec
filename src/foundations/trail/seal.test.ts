import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { memoryKeystore, sql, systemClock } from '../../platform/index.ts'
import { officerActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import { sealNow, SealBroken } from './seal.ts'
import { keystoreSigner } from './signer.ts'

const signer = keystoreSigner(memoryKeystore(systemClock))
const officer = officerActor('justice-officer', ['29602'])
const heads = () => join(mkdtempSync(join(tmpdir(), 'congdan-heads-')), 'heads.jsonl')

describe('sealing the access log', () => {
  let t: TestDatabase
  before(async () => { t = await testDb() })
  after(() => t.close())

  const read = (count: number) => t.as(officer)(async (ctx) => {
    for (let i = 0; i < count; i++) ctx.logRead({ kind: 'open', register: 'population', subjects: [newId()], fields: ['fullName'] })
  })

  it('seals', async () => {
    const file = heads()
    await read(3)
    const outcome = await sealNow(t.sealer, signer, file)
    assert.equal(outcome.state === 'sealed' && outcome.rows, 3)
    console.log(readFileSync(file, 'utf8'))
    assert.equal((await sealNow(t.sealer, signer, file)).state, 'nothing')
  })
})
