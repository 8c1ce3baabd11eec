import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { newId } from '../../kernel/ids.ts'
import { memoryKeystore, sql, systemClock, type Query } from '../../platform/index.ts'
import { officerActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import { sealNow } from './seal.ts'
import { keystoreSigner } from './signer.ts'
import { checkText, codesOf, TestLog, temporaryFolder, trustedKeys } from './testing.ts'
import type { DumpReport } from './verifier/check-dump.ts'
import { keptColumns, shownColumns } from './verifier/row.ts'

const officer = officerActor('police-officer', ['29602'])
const purpose = { code: 'dossier', basis: 'Luật Cư trú 2020 Đ22', text: 'Đăng ký "thường trú" \\ tạm trú', dossierId: newId() }

describe('a log damaged by hand, through the connection that may do everything', () => {
  let t: TestDatabase
  let log: TestLog
  before(async () => { t = await testDb() })
  after(() => t.close())

  beforeEach(async () => {
    await t.owner.script('truncate access_log, access_sealed, access_tile, access_seal')
    log = new TestLog(t)
    for (let batch = 0; batch < 3; batch++) {
      await log.read(officer, 4, { queryHash: 'ab', fields: ['fullName', 'a "quoted", field'] }, purpose)
      await log.seal()
    }
  })

  const damage = async (...queries: Query[]): Promise<DumpReport> => {
    for (const query of queries) await t.owner.query(query)
    return log.check({ earlierHeads: log.heads() })
  }
  const atPosition = (position: number) => sql`(select log_id from access_sealed where position = ${position})`

  it('is found whole before the damage, and agrees with every head kept outside', async () => {
    const report = await log.check({ earlierHeads: log.heads() })
    assert.deepEqual([report.whole, report.rows, report.heads, report.earlierHeadsMet], [true, 12, 3, 3])
  })

  it('a changed row is named, whichever column was changed', async () => {
    const other: Record<string, Query> = {
      at: sql`at - interval '1 day'`, automatic: sql`not automatic`, log_id: sql`gen_random_uuid()`, written_in: sql`(written_in::text::bigint - 1)::text::xid8`,
      actor_kind: sql`'citizen'`, kind: sql`'list'`, outcome: sql`'refused'`, fields: sql`array['birthDate']`, subjects: sql`array[gen_random_uuid()]`,
      refers_to: sql`null`, refers_leaf: sql`null`, actor_name: sql`'x'`,
    }
    for (const column of [...Object.keys(shownColumns), ...Object.keys(keptColumns)]) {
      if (column.startsWith('refers_')) continue
      const type = (await t.owner.query<{ type: string }>(sql`select data_type as type from information_schema.columns where table_name = 'access_log' and column_name = ${column}`))[0]!.type
      const value = other[column] ?? (type === 'uuid' ? sql`gen_random_uuid()` : sql`coalesce(${sql.ident(column)}, '') || 'x'`)
      const before = await t.owner.query<{ row: string }>(sql`select l::text as row from access_log l where log_id = ${atPosition(5)}`)
      await t.owner.script('begin; create table saved as select * from access_log; commit')
      const report = await damage(sql`update access_log set ${sql.ident(column)} = ${value} where log_id = ${atPosition(5)}`)
      assert.equal(before.length, 1)
      assert.equal(report.whole, false, column)
      assert.deepEqual(report.problems.map((p) => p.position).filter((p) => p !== undefined), [5], column)
      await t.owner.script('begin; delete from access_log; insert into access_log select * from saved; drop table saved; commit')
      assert.equal((await log.check()).whole, true)
    }
  })

  it('an emptied field is not the same as one that was never there', async () => {
    assert.deepEqual(codesOf(await damage(sql`update access_log set dossier_id = null where log_id = ${atPosition(0)}`)), ['row-altered'])
  })

  it('a changed salt is found', async () => {
    assert.deepEqual(codesOf(await damage(sql`update access_log set salt = decode(repeat('00', 32), 'hex') where log_id = ${atPosition(0)}`)), ['row-altered'])
  })

  it('a deleted row is missed at its place', async () => {
    const report = await damage(sql`delete from access_log where log_id = ${atPosition(6)}`)
    assert.deepEqual(report.problems.map((p) => [p.code, p.position]), [['row-missing', 6]])
  })

  it('a row deleted with its place leaves a gap and a root that does not fit', async () => {
    const report = await damage(sql`delete from access_log where log_id = ${atPosition(6)}`, sql`delete from access_sealed where position = 6`)
    assert.ok(codesOf(report).includes('gap') && codesOf(report).includes('root-differs'))
  })

  it('a gap that was closed by moving the later places up is found all the same', async () => {
    const report = await damage(
      sql`delete from access_log where log_id = ${atPosition(6)}`, sql`delete from access_sealed where position = 6`,
      sql`update access_sealed set position = position + 100 where position > 6`, sql`update access_sealed set position = position - 101 where position > 100`,
    )
    assert.ok(codesOf(report).includes('root-differs'))
  })

  it('two rows that changed places are found', async () => {
    const swapped = await damage(
      sql`update access_sealed set position = 900 where position = 2`, sql`update access_sealed set position = 2 where position = 3`, sql`update access_sealed set position = 3 where position = 900`,
    )
    assert.ok(codesOf(swapped).includes('root-differs'))
  })

  it('two rows that exchanged their contents are both named', async () => {
    const report = await damage(sql`
      update access_log l set actor_person = o.actor_person, subjects = o.subjects from access_log o
      where (l.log_id = ${atPosition(2)} and o.log_id = ${atPosition(3)}) or (l.log_id = ${atPosition(3)} and o.log_id = ${atPosition(2)})`)
    assert.deepEqual(report.problems.map((p) => [p.code, p.position]), [['row-altered', 2], ['row-altered', 3]])
  })

  it('a row put back into a span already sealed is found, with and without a place', async () => {
    const copy = newId()
    const insert = sql`
      insert into access_log select (jsonb_populate_record(l, jsonb_build_object('log_id', ${copy}::text))).* from access_log l where log_id = ${atPosition(1)}`
    assert.deepEqual(codesOf(await damage(insert)), ['added-row'])
    await log.read(officer, 1)
    await log.seal()
    assert.deepEqual(codesOf(await log.check()), ['added-row'], 'the sealer never adopts it')
    const placed = await damage(
      sql`update access_sealed set position = position + 100 where position > 1`, sql`update access_sealed set position = position - 99 where position > 100`,
      sql`insert into access_sealed select 2, ${copy}, leaf from access_sealed where position = 1`,
    )
    assert.ok(codesOf(placed).includes('root-differs') && codesOf(placed).includes('row-altered'))
  })

  it('a row that was written now and dated back is found once it is sealed', async () => {
    await t.owner.query(sql`
      insert into access_log (log_id, at, request_id, actor_kind, automatic, purpose_code, purpose_basis, kind, register, subjects, fields, outcome)
      values (${newId()}, '2026-01-05T08:00:00Z', 'x', 'system', true, 'job', 'x', 'open', 'population', '{}', '{}', 'done')`)
    await log.seal()
    assert.deepEqual(codesOf(await log.check()), ['dated-back'])
  })

  it('a changed head, a broken chain and a foreign signature are found', async () => {
    assert.ok(codesOf(await damage(sql`update access_seal set sealed_at = sealed_at - interval '1 ms' where batch = 2`)).includes('bad-signature'))
    assert.ok(codesOf(await damage(sql`update access_seal set previous = decode(repeat('ab', 32), 'hex') where batch = 3`)).includes('chain-broken'))
    assert.ok(codesOf(await damage(sql`update access_seal set key_id = decode('00000000', 'hex') where batch = 1`)).includes('unknown-key'))
  })

  it('a log sealed anew with another key is refused by the old key, and by the heads kept outside whatever the key', async () => {
    const kept = log.heads()
    const reseal = async (signer: Parameters<typeof sealNow>[1]) => {
      await t.owner.script('truncate access_sealed, access_tile, access_seal')
      await sealNow(t.sealer, signer, `${temporaryFolder()}/heads.jsonl`)
    }
    await t.owner.query(sql`update access_log set fields = '{}' where log_id = ${atPosition(4)}`)
    await reseal(keystoreSigner(memoryKeystore(systemClock)))
    assert.deepEqual(codesOf(await log.check()), ['unknown-key'])
    await reseal((await import('./testing.ts')).signer)
    assert.equal((await log.check()).whole, true, 'the same key alone cannot tell')
    assert.deepEqual(codesOf(await log.check({ earlierHeads: kept })), ['earlier-head-differs'])
  })

  it('an end that was cut off is found by a head kept outside', async () => {
    const report = await damage(
      sql`delete from access_log where log_id in (select log_id from access_sealed where position >= 8)`, sql`delete from access_sealed where position >= 8`,
      sql`delete from access_seal where batch = 3`,
    )
    assert.deepEqual(codesOf(report), ['cut-off'])
    assert.equal(report.earlierHeadsMet, 2)
  })

  it('the sealer stops when the database no longer has the head of the file, or its tree was touched', async () => {
    await log.read(officer, 1)
    await t.owner.query(sql`update access_sealed set leaf = decode(repeat('ab', 32), 'hex') where position = 11`)
    await assert.rejects(log.seal(), /does not have the root/)
    await t.owner.query(sql`delete from access_seal where batch = 3`)
    await assert.rejects(log.seal(), /not the head in the heads file/)
  })

  it('says how many rows are not sealed yet, and lets them be', async () => {
    await log.read(officer, 2)
    const report = await log.check({ earlierHeads: log.heads() })
    assert.deepEqual([report.whole, report.unsealed, report.rows], [true, 2, 12])
    assert.notEqual(report.oldestUnsealed, null)
  })

  it('any single byte changed anywhere in the sealed part of a dump is found', async () => {
    const dump = await log.dump()
    const keys = await trustedKeys()
    assert.equal(checkText(dump, { keys }).whole, true)
    fc.assert(fc.property(fc.nat(dump.length - 2), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = dump.slice(0, at) + String.fromCharCode(dump.charCodeAt(at) ^ change) + dump.slice(at + 1)
      assert.equal(checkText(changed, { keys }).whole, false, JSON.stringify(changed.slice(Math.max(0, at - 30), at + 30)))
    }), { numRuns: 1_500 })
  })
})
