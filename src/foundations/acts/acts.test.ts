import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { sql, type Ctx } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { changePersonFacts, personFactsChanged, readPerson } from '../population/index.ts'
import '../civil-status/index.ts'
import { personImported, importBasis, importPerson } from '../residence/index.ts'
import { communes, somePerson, testPin } from '../residence/testing.ts'
import { bulkWriter, once, rebuild, recordAct, registerTables, type RecordedAct } from './index.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const basis = { article: 'kiểm thử' }
const now = '2026-11-22T02:00:00.000Z'

describe('acts', async () => {
  const t = await testDb()
  after(() => t.close())
  const run = t.as(systemActor, undefined, { now })
  const phone = (personId: string, value: string, commandId = newId()) => (ctx: Ctx) =>
    changePersonFacts(ctx, { personId, facts: { phone: value }, source: 'declaration', basis, commandId })

  it('cannot be changed or removed by the program, nor the facts of any register row', async () => {
    const { personId } = await somePerson(t)
    const forbidden = ['update legal_act set payload = \'{}\'', 'delete from legal_act', 'truncate legal_act', 'update personal_number set person_id = gen_random_uuid()', 'delete from personal_number',
      ...registerTables().filter((table) => table.kind === 'bitemporal').flatMap(({ name }) => [`delete from ${name}`, `update ${name} set valid_from = valid_from`, `update ${name} set act_id = act_id`])]
    for (const statement of forbidden) await assert.rejects(t.db.script(statement), /permission denied/, statement)
    assert.ok(await run((ctx) => readPerson(ctx, personId, ['fullName'])))
  })

  it('keys every register row by its subject, and names only constraints that exist', async () => {
    for (const table of registerTables()) {
      const [key] = await t.owner.query<{ columns: string[] }>(sql`select array_agg(a.attname::text order by k.place) as columns from pg_index i, unnest(i.indkey) with ordinality as k(number, place)
        join pg_attribute a on a.attnum = k.number where a.attrelid = i.indrelid and i.indisprimary and i.indrelid = ${table.name}::regclass`)
      assert.deepEqual(key?.columns, table.kind === 'bitemporal' ? [...table.key, 'row_id'] : table.key, table.name)
      for (const name of Object.keys(table.constraints ?? {})) {
        assert.equal((await t.owner.query(sql`select 1 from pg_index where indrelid = ${table.name}::regclass and indexrelid = to_regclass(${name})`)).length, 1, name)
      }
      const [described] = await t.owner.query<{ comment: string | null }>(sql`select obj_description(${table.name}::regclass) as comment`)
      assert.ok(described?.comment, `${table.name} has no comment`)
    }
  })

  it('keeps actor, basis, time and every chosen value', async () => {
    const { personId } = await somePerson(t, { area: communes.home })
    const officer = officerActor('police-officer', [communes.home], { personId: newId() })
    const { actId } = await t.as(officer, { code: 'x', basis: 'y' }, { now })(phone(personId, '0300000001'))
    const [act] = await t.db.query<Record<string, unknown>>(sql`select type, subject_id, payload, occurred_on, recorded_at, actor, basis from legal_act where act_id = ${actId}`)
    assert.deepEqual(act, {
      type: 'person-facts-changed', subject_id: personId, payload: { personId, facts: { phone: '0300000001' }, source: 'declaration', from: '2026-11-22' }, occurred_on: '2026-11-22', recorded_at: now,
      actor: { kind: 'officer', personId: officer.personId, appointmentId: officer.appointmentId, organisationId: officer.organisationId, role: 'police-officer' }, basis,
    })
  })

  it('refuses a command id that was used for another kind of act or by somebody else', async () => {
    const { personId } = await somePerson(t)
    const commandId = newId()
    await run(phone(personId, '0300000002', commandId))
    const other = { person: { personId: newId(), facts: { fullName: 'Lê An' }, numbers: [], relatives: [], source: 'population-register', statedOn: '2025-01-01' } }
    await assert.rejects(run((ctx) => importPerson(ctx, other, { commandId })), refusedWith('acts.command-used'))
    const payload = { personId, facts: { phone: '0300000003' }, source: 'declaration', from: '2026-11-22' }
    await assert.rejects(t.as(citizenActor(personId), undefined, { now })((ctx) => recordAct(ctx, personFactsChanged, { subjectId: personId, payload, basis, commandId })), refusedWith('acts.command-used'))
  })

  it('does not take half of its own work for a first result', async () => {
    const { personId } = await somePerson(t)
    const commandId = newId()
    const half = run((ctx) => once(ctx, commandId, () => 'first result', async () => {
      await phone(personId, '0300000004', commandId)(ctx)
      throw new Refusal('test.later', { vi: 'Việc sau không làm được.' })
    }))
    await assert.rejects(half, refusedWith('test.later'))
    assert.equal((await run((ctx) => readPerson(ctx, personId, ['phone']))).phone, null)
  })

  it('writes by COPY what it writes one by one', async () => {
    const imported = (actId: string, personId: string, pin: string): RecordedAct<Parameters<typeof personImported.apply>[0]['payload']> => ({
      actId, type: 'person-imported', subjectId: personId, occurredOn: '2025-01-01', recordedAt: now, actor: { kind: 'system', name: 'test' }, onBehalfOf: null, basis: importBasis, dossierId: null, commandId: newId(),
      payload: {
        person: { personId, source: 'population-register', statedOn: '2025-01-01', numbers: [{ kind: 'pin', value: pin, status: 'active' }], relatives: [{ kind: 'mother', fullName: 'Bà "Hai" \\ O\'Neil', pin: null }],
          facts: { fullName: 'Đỗ\tThị\nÚt', birthDate: '1971', gender: 'female', nationalities: ['VNM', 'FRA'], birthPlace: { area: null, text: '{a,"b"} \\N' } } },
        residence: { kind: 'permanent', area: communes.home, province: '86', detail: 'Số 1', oldText: null, since: '2001-01-01', household: { householdId: newId(), relationToHead: '01', opens: { fileNumber: `86.${personId.slice(-7)}` } } },
      },
    })
    const [a, b] = [imported(newId(), newId(), testPin('female', 1971)), imported(newId(), newId(), testPin('female', 1971))]
    await run((ctx) => recordAct(ctx, personImported, { ...a, dossierId: null }))
    const bulk = bulkWriter()
    bulk.add(personImported, b)
    await t.db.transaction((tx) => bulk.flush(tx))
    const rows = (personId: string) => t.db.query<object>(sql`select full_name, birth_date, birth_year, nationalities, birth_place_text, name_plain, syllables, valid_from, valid_to, standing, recorded_at, superseded_at
      from person_version where person_id = ${personId}`)
    assert.deepEqual(await rows(a.subjectId), await rows(b.subjectId))
    assert.equal((await rows(b.subjectId)).length, 1)
    const [relative] = await t.db.query<{ other_name: string }>(sql`select other_name from relation where person_id = ${b.subjectId}`)
    assert.equal(relative?.other_name, 'Bà "Hai" \\ O\'Neil')
  })

  it('replays to the same rows while people go on working, and shows a row changed by hand', async () => {
    const { personId } = await somePerson(t)
    for (let i = 0; i < 5; i++) await run(phone(personId, `030000010${i}`))
    let meanwhile: Promise<unknown> = Promise.resolve()
    const good = await rebuild({ database: t.owner, progress: () => (meanwhile = run(phone(personId, '0300000200'))) })
    await meanwhile
    assert.equal(good.equal, true, JSON.stringify(good.differences))
    await t.owner.query(sql`update person_version set full_name = 'Người Khác' where person_id = ${personId} and superseded_at is null and valid_to is null`)
    const [row] = await t.owner.query<{ n: number }>(sql`delete from relation returning 1 as n`)
    assert.equal(row?.n, 1)
    const bad = await rebuild({ database: t.owner })
    assert.deepEqual(bad.differences.map(({ table, kind, columns }) => ({ table, kind, columns })), [
      { table: 'person_version', kind: 'different', columns: ['full_name'] },
      ...bad.differences.slice(1).map(() => ({ table: 'relation', kind: 'only-in-replay', columns: [] })),
    ])
    assert.ok(bad.differences.length > 1)
    assert.deepEqual(await t.owner.query(sql`select 1 from pg_namespace where nspname = 'acts_rebuild'`), [])
  })
})
