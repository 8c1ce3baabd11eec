import assert from 'node:assert/strict'
import fc from 'fast-check'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { sql, type Ctx } from '../../platform/index.ts'
import { officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { rebuild } from '../acts/index.ts'
import { communes, somePerson } from '../residence/testing.ts'
import { holdsRights, historyOf, personStatus, readPerson, readPersonAsOf, recordDeclaredDead, recordLeft, recordMissing, recordRenounced, recordReturn, relatedTo, undoLifeStatus, type LifeStatusRecorded } from './index.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const basis = { article: 'Bộ luật Dân sự 2015, đ.68–73', documents: [{ kind: 'Quyết định', number: '12/2026/QĐDS-ST', issuer: 'Tòa án nhân dân khu vực 1' }] }

describe('life status', async () => {
  const t = await testDb()
  after(() => t.close())
  const commander = officerActor('police-commander', [communes.home])
  const run = <T>(work: (ctx: Ctx) => Promise<T>) => t.as(commander, undefined, { now: '2026-11-22T02:00:00.000Z' })(work)
  const asSystem = <T>(work: (ctx: Ctx) => Promise<T>) => t.as(systemActor, undefined, { now: '2026-11-22T03:00:00.000Z' })(work)
  const look = (personId: string) => asSystem((ctx) => readPerson(ctx, personId, ['lifeStatus', 'deathDate', 'missingDate', 'maritalStatus', 'nationalities', 'relatives']))
  const statusAsOf = async (personId: string, on: string, known?: string) => (await asSystem((ctx) => readPersonAsOf(ctx, personId, ['lifeStatus'], { true: on, ...(known ? { known } : {}) })))?.lifeStatus
  const ties = (personId: string) => asSystem(async (ctx) => (await relatedTo(ctx.tx, personId, ['spouse', 'ward', 'guardian', 'child'])).map((each) => each.kind).sort())

  async function family() {
    const wife = await somePerson(t, { now: '2026-11-20T02:00:00.000Z', name: 'Trần Thị Hoa', area: communes.home, facts: { maritalStatus: 'married' } })
    const ward = await somePerson(t, { now: '2026-11-20T02:00:00.000Z', name: 'Phạm Văn Út', birthDate: '2015-05-05', gender: 'male', area: communes.home })
    const man = await somePerson(t, { now: '2026-11-20T02:00:00.000Z',
      name: 'Phạm Văn Sáu', gender: 'male', area: communes.home, facts: { maritalStatus: 'married' },
      relatives: [{ kind: 'spouse', personId: wife.personId, mutual: true, from: '2015-01-01' }, { kind: 'ward', personId: ward.personId, mutual: true, from: '2020-01-01' }],
    })
    const child = await somePerson(t, { now: '2026-11-20T02:00:00.000Z', name: 'Phạm Thị Na', birthDate: '2016-03-03', area: communes.home, relatives: [{ kind: 'father', personId: man.personId, mutual: true }] })
    return { man: man.personId, wife: wife.personId, ward: ward.personId, child: child.personId }
  }

  it('a death ends the marriage and the guardianship on that day, never the ties of blood, and rewrites no past', async () => {
    const { man, wife, ward } = await family()
    await asSystem((ctx) => recordDeclaredDead(ctx, { personId: man, deathDate: '2024-06-30', basis, commandId: newId() }))
    assert.deepEqual(await look(man).then(({ lifeStatus, deathDate }) => [lifeStatus, deathDate]), ['declared-dead', '2024-06-30'])
    assert.deepEqual([await ties(man), await ties(wife), await ties(ward)], [['child'], [], []])
    assert.equal((await look(wife)).maritalStatus, 'widowed')
    const then = async (on: string) => (await asSystem((ctx) => readPersonAsOf(ctx, wife, ['maritalStatus'], { true: on })))?.maritalStatus
    assert.deepEqual([await then('2024-06-29'), await then('2024-06-30')], ['married', 'widowed'])
  })

  it('the court takes a declaration back: living from that day, dead in between, married again only where the court says so', async () => {
    const { man, wife } = await family()
    await asSystem((ctx) => recordDeclaredDead(ctx, { personId: man, deathDate: '2024-06-30', basis, commandId: newId() }))
    await asSystem((ctx) => recordReturn(ctx, { personId: man, on: '2026-10-01', marriageRestored: wife, basis, commandId: newId() }))
    assert.deepEqual(await look(man).then(({ lifeStatus, deathDate, maritalStatus }) => [lifeStatus, deathDate, maritalStatus]), ['living', null, 'married'])
    assert.equal((await look(wife)).maritalStatus, 'married')
    assert.deepEqual([await ties(man), await ties(wife)], [['child', 'spouse'], ['spouse']])
    assert.equal(await statusAsOf(man, '2025-01-01'), 'declared-dead')
    const stranger = await somePerson(t, { now: '2026-11-20T02:00:00.000Z', area: communes.home })
    await asSystem((ctx) => recordDeclaredDead(ctx, { personId: man, deathDate: '2026-11-01', basis, commandId: newId() }))
    await assert.rejects(asSystem((ctx) => recordReturn(ctx, { personId: man, on: '2026-11-20', marriageRestored: stranger.personId, basis, commandId: newId() })), refusedWith('population.never-married'))
  })

  it('a mistaken entry is undone as if it had never been true, and what was believed stays readable', async () => {
    const { man, wife, ward } = await family()
    const { actId } = await asSystem((ctx) => recordDeclaredDead(ctx, { personId: man, deathDate: '2024', basis, commandId: newId() }))
    await t.as(systemActor, undefined, { now: '2026-11-22T03:30:00.000Z' })((ctx) => undoLifeStatus(ctx, { personId: man, basis, commandId: newId() }))
    assert.deepEqual(await look(man).then(({ lifeStatus, deathDate }) => [lifeStatus, deathDate]), ['living', null])
    assert.deepEqual([await ties(man), await ties(wife), await ties(ward)], [['child', 'spouse', 'ward'], ['spouse'], ['guardian']])
    assert.equal((await look(wife)).maritalStatus, 'married')
    for (const on of ['2023-01-01', '2024-12-31', '2026-01-01']) assert.equal(await statusAsOf(man, on, '2026-11-22T04:00:00.000Z'), 'living')
    assert.equal(await statusAsOf(man, '2026-01-01', '2026-11-22T03:15:00.000Z'), 'declared-dead')
    assert.ok((await asSystem((ctx) => historyOf(ctx, man))).some((each) => each.act?.actId === actId))
    await assert.rejects(asSystem((ctx) => undoLifeStatus(ctx, { personId: man, basis, commandId: newId() })), refusedWith('population.life-status-not-by-act'))
  })

  it('giving up the nationality takes it off the list, and regaining it puts it back', async () => {
    const { man } = await family()
    await assert.rejects(run(async (ctx) => recordRenounced(ctx, { personId: man, on: '2026-01-05', nationalities: ['VNM', 'DEU'], basis, commandId: newId() })), refusedWith('population.still-vietnamese'))
    await run((ctx) => recordRenounced(ctx, { personId: man, on: '2026-01-05', nationalities: ['DEU'], basis, commandId: newId() }))
    assert.deepEqual(await look(man).then(({ lifeStatus, nationalities }) => [lifeStatus, nationalities]), ['renounced', ['DEU']])
    await run((ctx) => recordReturn(ctx, { personId: man, on: '2026-09-02', nationalities: ['DEU', 'VNM'], basis, commandId: newId() }))
    assert.deepEqual(await look(man).then(({ lifeStatus, nationalities }) => [lifeStatus, nationalities]), ['living', ['DEU', 'VNM']])
  })

  it('refuses impossible days, statuses that cannot follow, and posts that may not', async () => {
    const { man } = await family()
    const dead = (deathDate: string, on?: string) => (ctx: Ctx) => recordDeclaredDead(ctx, { personId: man, deathDate, basis, commandId: newId(), ...(on ? { on } : {}) })
    await assert.rejects(asSystem(dead('2026-12-01')), refusedWith('population.date-in-future'))
    await assert.rejects(asSystem(dead('1960-01-01')), refusedWith('population.date-before-birth'))
    await assert.rejects(run((ctx) => recordReturn(ctx, { personId: man, on: '2026-01-01', basis, commandId: newId() })), refusedWith('population.life-status-same'))
    for (const actor of [commander, officerActor('police-officer', [communes.home]), officerActor('police-commander', [communes.second])]) await assert.rejects(t.as(actor)(dead('2026-01-01')), refusedWith('authorise.not-allowed'))
    await assert.rejects(t.as(officerActor('police-officer', [communes.home]))((ctx) => recordLeft(ctx, { personId: man, on: '2026-02-01', basis, commandId: newId() })), refusedWith('authorise.not-allowed'))
    await asSystem(dead('2026-01-01'))
    await assert.rejects(run((ctx) => recordLeft(ctx, { personId: man, on: '2026-02-01', basis, commandId: newId() })), refusedWith('population.life-status-cannot-follow'))
  })

  it('no right of a closed person is usable at the commit that closes it', async () => {
    const steps: Record<string, (personId: string) => (ctx: Ctx) => Promise<LifeStatusRecorded>> = {
      'missing': (personId) => (ctx) => recordMissing(ctx, { personId, missingDate: '2026-02-01', basis, commandId: newId() }),
      'declared-dead': (personId) => (ctx) => recordDeclaredDead(ctx, { personId, deathDate: '2026-03-01', basis, commandId: newId() }),
      'renounced': (personId) => (ctx) => recordRenounced(ctx, { personId, on: '2026-04-01', nationalities: ['FRA'], basis, commandId: newId() }),
      'left': (personId) => (ctx) => recordLeft(ctx, { personId, on: '2026-05-01', basis, commandId: newId() }),
      'living': (personId) => (ctx) => recordReturn(ctx, { personId, on: '2026-06-01', basis, commandId: newId() }),
    }
    let recorded = 0
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...Object.keys(steps)), { minLength: 1, maxLength: 5 }), async (statuses) => {
      const { personId } = await somePerson(t, { now: '2026-11-20T02:00:00.000Z', area: communes.home })
      for (const status of statuses) {
        const inside = await asSystem(async (ctx) => {
          await steps[status]!(personId)(ctx)
          return personStatus(ctx.tx, personId)
        }).catch((error: unknown) => {
          if (error instanceof Refusal) return undefined
          throw error
        })
        const outside = await asSystem((ctx) => personStatus(ctx.tx, personId))
        if (inside) {
          recorded += 1
          assert.equal(inside.lifeStatus, status)
          assert.deepEqual(outside, inside)
          assert.equal(holdsRights(inside.lifeStatus), status === 'living' || status === 'left')
          const told = await t.owner.query<{ n: number }>(sql`select count(*)::int as n from outbox where type = 'population.life-status-changed' and payload->>'personId' = ${personId} and payload->>'after' = ${status}`)
          assert.ok(told[0]!.n > 0)
        }
      }
    }), { numRuns: 12 })
    assert.ok(recorded > 12)
  })

  it('is what replay of the acts gives', async () => {
    assert.deepEqual((await rebuild({ database: t.owner })).differences, [])
  })
})
