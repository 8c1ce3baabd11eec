import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { sql, type Actor } from '../../platform/index.ts'
import { citizenActor, officerActor, testDb } from '../../platform/testing.ts'
import { communes, somePerson } from '../residence/testing.ts'
import { correctionsFor, decideCorrection, openCorrectionCase, ownCorrections, readCorrection, readPerson, type OpenCorrectionCase } from './index.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

describe('"Sai thông tin?"', async () => {
  const t = await testDb()
  after(() => t.close())
  const police = officerActor('police-officer', [communes.home])
  const run = (actor: Actor) => t.as(actor, undefined, { now: '2026-11-22T02:00:00.000Z' })
  const claim = (personId: string, more: Partial<OpenCorrectionCase> = {}): OpenCorrectionCase =>
    ({ personId, field: 'birthDate', shown: '12/05/1990', claimed: '13/05/1990', reason: 'entered-wrong', commandId: newId(), ...more })

  it('goes to the police of the area, who accept it; the register is corrected and the citizen told', async () => {
    const { personId } = await somePerson(t, { area: communes.home })
    const opened = await run(citizenActor(personId))((ctx) => openCorrectionCase(ctx, claim(personId)))
    assert.deepEqual((await run(police)((ctx) => correctionsFor(ctx))).map((each) => each.caseId), [opened.caseId])
    await assert.rejects(run(officerActor('police-officer', [communes.second]))((ctx) => correctionsFor(ctx, { area: communes.home })), refusedWith('authorise.not-allowed'))
    const decided = await run(police)((ctx) => decideCorrection(ctx, { caseId: opened.caseId, version: opened.version, decision: 'accept' }))
    assert.equal(decided.state, 'accepted')
    assert.equal((await run(citizenActor(personId))((ctx) => readPerson(ctx, personId, ['birthDate']))).birthDate, '1990-05-13')
    assert.deepEqual((await run(citizenActor(personId))(ownCorrections)).map((each) => [each.state, each.actId === null]), [['accepted', false]])
    const [event] = await t.db.query<{ payload: Record<string, unknown> }>(sql`select payload from outbox where type = 'population.correction-decided' and subject_id = ${personId}`)
    assert.equal(event?.payload['decision'], 'accepted')
    assert.equal(event?.payload['openedBy'], personId)
  })

  it('refuses only with a reason, which the citizen reads', async () => {
    const { personId } = await somePerson(t, { area: communes.home })
    const { caseId, version } = await run(citizenActor(personId))((ctx) => openCorrectionCase(ctx, claim(personId)))
    await assert.rejects(run(police)((ctx) => decideCorrection(ctx, { caseId, version, decision: 'refuse', reason: ' ' })), refusedWith('population.correction-reason-needed'))
    await run(police)((ctx) => decideCorrection(ctx, { caseId, version, decision: 'refuse', reason: 'Giấy khai sinh ghi ngày 12/05/1990.' }))
    const read = await run(citizenActor(personId))((ctx) => readCorrection(ctx, caseId))
    assert.deepEqual([read.state, read.decisionReason], ['refused', 'Giấy khai sinh ghi ngày 12/05/1990.'])
    await assert.rejects(run(police)((ctx) => decideCorrection(ctx, { caseId, version: 2, decision: 'accept' })), refusedWith('population.correction-decided'))
  })

  it('lets one of two officers decide', async () => {
    const { personId } = await somePerson(t, { area: communes.home })
    const { caseId, version } = await run(citizenActor(personId))((ctx) => openCorrectionCase(ctx, claim(personId)))
    const both = await Promise.allSettled([1, 2].map(() => run(police)((ctx) => decideCorrection(ctx, { caseId, version, decision: 'refuse', reason: 'Không đủ giấy tờ.' }))))
    assert.equal(both.filter((each) => each.status === 'fulfilled').length, 1)
    const lost = both.find((each) => each.status === 'rejected')
    assert.ok(lost && ['population.correction-changed', 'population.correction-decided'].includes((lost.reason as Refusal).code), String(lost?.reason))
  })

  it('opens one case for one command, also about the spouse, never about a stranger', async () => {
    const husband = await somePerson(t, { gender: 'male', area: communes.home })
    const wife = await somePerson(t, { area: communes.home, relatives: [{ kind: 'spouse', personId: husband.personId, mutual: true }] })
    const input = claim(husband.personId)
    const first = await run(citizenActor(wife.personId))((ctx) => openCorrectionCase(ctx, input))
    assert.equal((await run(citizenActor(wife.personId))((ctx) => openCorrectionCase(ctx, input))).caseId, first.caseId)
    const stranger = await somePerson(t, { area: communes.home })
    await assert.rejects(run(citizenActor(stranger.personId))((ctx) => openCorrectionCase(ctx, claim(husband.personId))), refusedWith('authorise.not-allowed'))
    await assert.rejects(run(citizenActor(stranger.personId))((ctx) => readCorrection(ctx, first.caseId)), refusedWith('authorise.not-allowed'))
  })

  it('asks the officer for the right value where the words cannot be read, and refuses fields of other registers', async () => {
    const { personId } = await somePerson(t, { area: communes.home })
    const vague = await run(citizenActor(personId))((ctx) => openCorrectionCase(ctx, claim(personId, { claimed: 'sớm hơn một ngày' })))
    await assert.rejects(run(police)((ctx) => decideCorrection(ctx, { caseId: vague.caseId, version: 1, decision: 'accept' })), refusedWith('population.correction-value-needed'))
    await run(police)((ctx) => decideCorrection(ctx, { caseId: vague.caseId, version: 1, decision: 'accept', value: { birthDate: '1990-05-11' } }))
    const elsewhere = await run(citizenActor(personId))((ctx) => openCorrectionCase(ctx, claim(personId, { field: 'permanentResidence' })))
    await assert.rejects(run(police)((ctx) => decideCorrection(ctx, { caseId: elsewhere.caseId, version: 1, decision: 'accept' })), refusedWith('population.correction-elsewhere'))
  })
})
