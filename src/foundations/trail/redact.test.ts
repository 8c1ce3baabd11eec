import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql } from '../../platform/index.ts'
import { officerActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import { inclusionProof } from './prove.ts'
import { orderRedaction, redactRow } from './redact.ts'
import { codesOf, TestLog, trustedKeys } from './testing.ts'
import { checkProof } from './verifier/check-proof.ts'

const auditor = officerActor('auditor', ['86'])
const basis = 'Quyết định 12/2026/QĐ-TA ngày 20/11/2026'

describe('a lawful redaction of the access log', () => {
  let t: TestDatabase
  let log: TestLog
  let logId: string
  before(async () => { t = await testDb() })
  after(() => t.close())
  beforeEach(async () => {
    await t.owner.script('truncate access_log, access_sealed, access_tile, access_seal')
    log = new TestLog(t)
    const [person] = await log.read(officerActor('police-officer', ['29602']), 5)
    logId = (await t.db.query<{ log_id: string }>(sql`select log_id from access_log where subjects @> array[${person}]::uuid[]`))[0]!.log_id
    await log.seal()
  })

  const order = () => t.as(auditor)((ctx) => orderRedaction(ctx, { logId, basis, reason: 'Bảo vệ người tố giác' }))

  it('empties the row, keeps every proof, and is reported as done by law', async () => {
    const kept = log.heads()
    const orderId = await order()
    await log.seal()
    await redactRow(t.owner, orderId)
    await redactRow(t.owner, orderId)
    const [row] = await t.owner.query<{ subjects: string[]; actor_person: string | null; salt: unknown; purpose_text: unknown }>(sql`select * from access_log where log_id = ${logId}`)
    assert.deepEqual([row!.subjects, row!.actor_person, row!.salt, row!.purpose_text], [[], null, null, null])
    const report = await log.check({ earlierHeads: kept })
    assert.deepEqual([report.whole, report.earlierHeadsMet, report.redactions], [true, 1, [{ position: 0, order: orderId, basis }]])
    const proof = await t.as(auditor)((ctx) => inclusionProof(ctx, logId))
    assert.equal(proof.opened, null)
    assert.deepEqual(checkProof(proof, await trustedKeys()).faults, [])
  })

  it('waits until its order is sealed', async () => {
    const orderId = await order()
    await assert.rejects(redactRow(t.owner, orderId), { code: 'trail.not-sealed-yet' })
  })

  it('without a sealed order for that very row it counts as damage', async () => {
    const orderId = await order()
    await t.owner.query(sql`update access_log set redacted_by = ${orderId}, salt = null, fields = '{}' where log_id = ${logId}`)
    assert.deepEqual(codesOf(await log.check()), ['redacted-without-order'])
    await log.seal()
    assert.equal((await log.check()).whole, true)
    await t.owner.query(sql`update access_log set redacted_by = ${orderId}, salt = null, fields = '{}' where log_id = (select log_id from access_sealed where position = 3)`)
    assert.deepEqual(codesOf(await log.check()), ['redacted-without-order'], 'one order empties one row')
  })

  it('only an auditor orders it, with a basis, for a sealed row', async () => {
    for (const role of ['administrator', 'security-officer', 'leader'] as const) {
      await assert.rejects(t.as(officerActor(role, ['86']))((ctx) => orderRedaction(ctx, { logId, basis, reason: '' })), { code: 'authorise.not-allowed' })
    }
    await assert.rejects(t.as(auditor)((ctx) => orderRedaction(ctx, { logId, basis: ' ', reason: '' })), { code: 'trail.basis-needed', field: 'basis' })
  })

  it('cannot be carried out by the program itself', async () => {
    const orderId = await order()
    await log.seal()
    await assert.rejects(redactRow(t.db, orderId), /permission denied/)
  })
})
