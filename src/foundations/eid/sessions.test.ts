import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse } from '../../app/testing/cast-house.ts'
import { appointmentOf } from '../../app/demo/offices.ts'
import { resolveSession } from '../../app/session.ts'
import { endAppointment } from '../organisations/index.ts'
import { recordDeclaredDead } from '../population/index.ts'
import { newId } from '../../kernel/ids.ts'
import { inTransaction, plusSeconds, sql, type Instant } from '../../platform/index.ts'
import { choosePost, lockAccount, ownSessions, revokeSession, sessionOf, signInAsPersona } from './index.ts'

describe('sessions', () => {
  let house: CastHouse
  before(async () => {
    house = await castHouse()
    await house.t.owner.query(sql`insert into installation (mode) values ('demo') on conflict do nothing`)
  })
  after(() => house.close())

  async function signedIn(personId: string, appointmentId: string | null = null, now = morning): Promise<{ token: string; sessionId: string }> {
    const token = newId()
    const sessionId = await house.t.as({ kind: 'visitor' }, undefined, { now })((ctx) => signInAsPersona(ctx, { personId, appointmentId, device: 'Điện thoại', tokenHash: token }))
    return { token, sessionId }
  }
  const live = async (token: string, now: Instant = morning): Promise<string> => {
    const found = await house.t.db.transaction((tx) => sessionOf(tx, token, now))
    return found === null ? 'never was' : 'endedAccountId' in found ? `ended ${found.endedAccountId}` : found.actor.kind
  }

  it('lives while it is used, ends when left alone for half an hour, and after twelve hours in any case', async () => {
    const { mother } = await house.family('same', { notice: false })
    const { token } = await signedIn(mother.personId)
    for (const minutes of [10, 35, 60, 85]) assert.equal(await live(token, plusSeconds(morning, minutes * 60)), 'citizen')
    assert.equal(await live(token, plusSeconds(morning, (85 + 31) * 60)), `ended ${mother.accountId}`, 'and it is told whose it was')
    const busy = await signedIn(mother.personId)
    for (let minutes = 20; minutes < 720; minutes += 20) assert.equal(await live(busy.token, plusSeconds(morning, minutes * 60)), 'citizen')
    assert.equal(await live(busy.token, plusSeconds(morning, 12 * 3_600)), `ended ${mother.accountId}`)
    assert.equal(await live(newId()), 'never was')
  })

  it('is ended by its holder, on this device or from another, and by nobody else', async () => {
    const { mother, father } = await house.family('same', { notice: false })
    const [one, two] = [await signedIn(mother.personId), await signedIn(mother.personId)]
    const as = house.asPerson(mother)
    assert.equal((await as(ownSessions)).length, 2)
    await assert.rejects(house.asPerson(father)((ctx) => revokeSession(ctx, one.sessionId)), { code: 'eid.session-not-found' })
    await as((ctx) => revokeSession(ctx, one.sessionId))
    assert.equal(await live(one.token), `ended ${mother.accountId}`)
    assert.equal(await live(two.token), 'citizen')
    await assert.rejects(as((ctx) => revokeSession(ctx, one.sessionId)), { code: 'eid.session-not-found' })
    await house.asSystem()((ctx) => lockAccount(ctx, { personId: mother.personId, reason: 'báo mất' }))
    assert.equal(await live(two.token), `ended ${mother.accountId}`, 'a locked account is out everywhere')
  })

  it('a person recorded dead is out at the commit of that very act, and does not come in again', async () => {
    const { mother } = await house.family('same', { notice: false })
    const { token } = await signedIn(mother.personId)
    await house.asSystem()(async (ctx) => {
      await recordDeclaredDead(ctx, { personId: mother.personId, deathDate: '2026-11-18', basis: { article: 'Bộ luật Dân sự 2015, đ.71' }, commandId: newId() })
      assert.equal(await live(token), 'citizen', 'not before')
    })
    assert.equal(await live(token), `ended ${mother.accountId}`)
    await assert.rejects(signedIn(mother.personId), { code: 'eid.person-not-living' })
  })

  it('an officer acts in a dated post of his own, and loses it the moment it ends', async () => {
    const lan = house.who('lanJustice')
    const { token, sessionId } = await signedIn(lan.personId)
    assert.equal(await live(token), 'citizen', 'signed in as a person first')
    const as = house.t.as({ kind: 'citizen', personId: lan.personId, accountId: lan.accountId, sessionId, level: 2, authLevel: 2 }, undefined, { now: morning })
    await assert.rejects(as((ctx) => choosePost(ctx, appointmentOf('dungChair'))), { code: 'eid.appointment-not-yours' })
    await assert.rejects(as((ctx) => choosePost(ctx, newId())), { code: 'eid.appointment-not-yours' })
    await as((ctx) => choosePost(ctx, appointmentOf('lanJustice')))
    assert.equal(await live(token), 'officer')
    const view = await house.t.db.transaction((tx) => resolveSession(tx, token, morning))
    assert.ok(view && 'view' in view && view.view.kind === 'officer' && view.view.role === 'justice-officer' && view.view.organisationName?.includes('Long Hồ'))
    await house.asSystem(morning)((ctx) => endAppointment(ctx, { appointmentId: appointmentOf('lanJustice'), on: '2026-11-18', decisionNumber: 'QĐ-9' }))
    assert.equal(await live(token), 'citizen', 'still a person, no longer an officer')
    await assert.rejects(as((ctx) => choosePost(ctx, appointmentOf('lanJustice'))), { code: 'eid.appointment-not-yours' })
  })

  it('a session forged for another\'s post gives the person, not the post', async () => {
    const hai = house.who('haiPolice')
    const { token } = await signedIn(hai.personId, appointmentOf('dungChair'))
    assert.equal(await live(token), 'citizen')
  })

  it('who may act is read in the request\'s own transaction', async () => {
    const { mother } = await house.family('same', { notice: false })
    const { token } = await signedIn(mother.personId)
    const asked = await inTransaction(house.t.db, {
      actor: { kind: 'visitor' }, purpose: { code: 't', basis: 't' }, now: morning,
      async identify(tx) {
        await house.asSystem()((ctx) => lockAccount(ctx, { personId: mother.personId, reason: 'x' }))
        const found = await resolveSession(tx, token, morning)
        return { actor: found && 'actor' in found ? found.actor : { kind: 'visitor' }, onBehalfOf: null, purpose: { code: 't', basis: 't' } }
      },
    }, async (ctx) => ctx.actor.kind)
    assert.equal(asked, 'visitor')
  })
})
