import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { refusals } from '../../kernel/refusal.ts'
import { forPurpose, sql } from '../../platform/index.ts'
import { citizenActor, officerActor, testDb, type TestDatabase } from '../../platform/testing.ts'

const { refuse } = refusals({ 'test.no': { vi: 'Không được.' } })
const allRows = sql`select * from access_log order by log_id`

interface Row { kind: string; subjects: string[]; fields: string[]; outcome: string; purpose_code: string; dossier_id: string | null; actor_role: string; automatic: boolean; at: string }

describe('the access log', () => {
  let t: TestDatabase
  before(async () => { t = await testDb() })
  after(() => t.close())

  it('keeps every reading of an act with who, when, which fields, why and for which dossier', async () => {
    const [person, other, dossier] = [newId(), newId(), newId()]
    const officer = officerActor('police-officer', ['29602'])
    await t.as(officer, { code: 'dossier', basis: 'Luật Cư trú Đ22', text: 'Đăng ký thường trú' }, { now: '2026-11-22T01:02:03.004Z' })(async (ctx) => {
      ctx.logRead({ kind: 'open', register: 'population', subjects: [person], fields: ['fullName', 'birthDate'] })
      forPurpose(ctx, { code: 'birth', basis: 'Luật Hộ tịch Đ16', dossierId: dossier }).logRead({ kind: 'search', register: 'population', subjects: [person, other, person], fields: [] })
    })
    const rows = (await t.db.query<Row>(allRows)).filter((row) => row.subjects.includes(person))
    assert.equal(rows.length, 2)
    assert.deepEqual(rows.map((r) => [r.kind, r.purpose_code, r.dossier_id, r.actor_role, r.automatic, r.at]), [
      ['open', 'dossier', null, 'police-officer', false, '2026-11-22T01:02:03.004Z'],
      ['search', 'birth', dossier, 'police-officer', false, '2026-11-22T01:02:03.004Z'],
    ])
    assert.deepEqual(rows[0]!.fields, ['fullName', 'birthDate'])
    assert.deepEqual(rows[1]!.subjects, [person, other])
  })

  it('keeps the readings of an act that was then refused, and says so', async () => {
    const person = newId()
    await assert.rejects(t.as(citizenActor(newId()))(async (ctx) => {
      ctx.logRead({ kind: 'open', register: 'residence', subjects: [person], fields: ['household'] })
      refuse('test.no')
    }), { code: 'test.no' })
    const rows = (await t.db.query<Row>(allRows)).filter((row) => row.subjects.includes(person))
    assert.deepEqual(rows.map((r) => r.outcome), ['refused'])
  })

  it('cannot be changed, emptied or dated back by the program', async () => {
    for (const attempt of [
      sql`update access_log set fields = '{}'`, sql`delete from access_log`, sql`truncate access_log`,
      sql`insert into access_log (log_id, written_in) values (${newId()}, '1')`, sql`insert into access_log (log_id, salt) values (${newId()}, '\\x00')`,
    ]) await assert.rejects(t.db.query(attempt), /permission denied/)
  })
})
