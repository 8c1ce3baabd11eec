import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { testDb, type TestDatabase } from '../../platform/testing.ts'
import { insertAccesses } from './access-log.sql.ts'
import { findRow } from './read-row.sql.ts'
import { checkText, dumpOf, TestLog, trustedKeys } from './testing.ts'
import { readDumpLine } from './verifier/dump-line.ts'
import { asBytes, keptColumns, partText, shownColumns } from './verifier/row.ts'

// PostgreSQL holds any text but the character of code 0.
const anyText = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replaceAll('\u0000', '').toWellFormed())
const nasty = fc.oneof(anyText, fc.constantFrom('\\N', 'a\tb\nc\r', '"},"kept":{"', '{a,b}', 'NULL', '\\"', '', ' ', '\u0001\u001f\u007f', '\u2028Đặng Thị Ấm'))

describe('the canonical text of a row', () => {
  let t: TestDatabase
  before(async () => { t = await testDb() })
  after(() => t.close())

  it('made from COPY is the canonical JSON of the row read as an object, whatever people typed', async () => {
    const log = new TestLog(t)
    const texts = fc.sample(fc.tuple(nasty, nasty, nasty, fc.array(nasty, { maxLength: 4 }), fc.nat(999), fc.nat(3)), 300)
    await t.db.transaction(async (tx) => insertAccesses(tx, texts.map(([text, name, code, fields, ms, subjects]) => ({
      log_id: newId(), at: `2026-11-22T00:00:00.${String(ms).padStart(3, '0')}Z`, request_id: name, actor_kind: 'system', actor_person: null, actor_organisation: null, actor_role: code,
      actor_appointment: newId(), actor_name: name, on_behalf_of: null, automatic: ms % 2 === 0, purpose_code: code, purpose_basis: text, purpose_text: ms % 3 === 0 ? null : text, dossier_id: null,
      kind: 'open', register: name, subjects: Array.from({ length: subjects }, newId), fields, query_hash: text, outcome: 'done', refers_to: null, refers_leaf: null,
    }))))
    await log.seal()
    const dump = await dumpOf(t.db)
    const rows = dump.trimEnd().split('\n').map((line) => readDumpLine(line)).filter((line) => line?.kind === 'row')
    assert.equal(rows.length, 300)
    for (const row of rows) {
      const { log_id: logId } = JSON.parse(Buffer.from(row.shown, 'latin1').toString()) as { log_id: string }
      const read = { ...(await t.db.transaction((tx) => findRow(tx, logId)))! }
      assert.equal(row.shown, asBytes(partText(shownColumns, read)))
      assert.equal(row.kept, asBytes(partText(keptColumns, read)))
    }
    assert.equal(checkText(dump, { keys: await trustedKeys() }).whole, true)
  })

  it('covers every column of the table but the salt and the mark of redaction', async () => {
    const columns = await t.db.query<{ name: string }>(sql`select column_name as name from information_schema.columns where table_name = 'access_log' order by 1`)
    assert.deepEqual(columns.map((c) => c.name).filter((name) => name !== 'salt' && name !== 'redacted_by'), [...Object.keys(shownColumns), ...Object.keys(keptColumns)].sort())
    assert.deepEqual(Object.keys(shownColumns), Object.keys(shownColumns).sort())
    assert.deepEqual(Object.keys(keptColumns), Object.keys(keptColumns).sort())
  })
})
