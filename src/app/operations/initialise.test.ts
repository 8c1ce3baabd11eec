import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { accountOfActivationLink, activateByLink } from '../../foundations/eid/index.ts'
import { appointmentsOf } from '../../foundations/organisations/index.ts'
import { personIdOf } from '../../foundations/population/index.ts'
import { buildServer } from '../../platform/http/index.ts'
import { TestBrowser } from '../../platform/http/testing.ts'
import { createLog, plusSeconds, sql, systemClock, type Actor, type Ctx } from '../../platform/index.ts'
import { systemActor, testDb, testPurpose, type TestDatabase } from '../../platform/testing.ts'
import { lintStrings } from '../../web/kit/index.ts'
import { administratorPages } from '../../web/administrator/index.ts'
import { administratorStrings } from '../../web/administrator/strings.ts'
import { publicPages } from '../../web/public/index.ts'
import { resolveSession } from '../session.ts'
import { initialise, newAdministratorLink, type NewAdministrator } from './index.ts'
import { closeAll, houseOver } from './testing.ts'

const visitor: Actor = { kind: 'visitor' }
const administrator: NewAdministrator = {
  name: ' Nguyễn  Văn An', pin: '001 085 012345', birthDate: '1985-03-02', email: 'an@example.vn', phone: '0912345678',
  organisationName: 'Ủy ban nhân dân thành phố Hà Nội', unitCode: 'H26', area: '01', decisionNumber: '12/QĐ-UBND',
}

describe('the first administrator', () => {
  let t: TestDatabase
  let production: Awaited<ReturnType<typeof houseOver>>
  before(async () => {
    t = await testDb()
    production = await houseOver(t, 'production', { PUBLIC_URL: 'http://localhost:80' })
  })
  after(async () => {
    await closeAll()
    await t.close()
  })
  const as = <T>(work: (ctx: Ctx) => Promise<T>, now = systemClock()): Promise<T> => t.as(visitor, testPurpose, { now })(work)
  let token = ''

  it('is refused in a demonstration, before anything is written', async () => {
    await assert.rejects(initialise({ ...production, mode: 'demo' }, administrator), /chạy thử/)
  })

  it('names every mistake at once', async () => {
    await assert.rejects(initialise(production, { ...administrator, name: 'An', birthDate: '1985-13-02', pin: '99', area: '001' }), (error: Error) => ['--name', '--birth-date', '--pin', '--area'].every((flag) => error.message.includes(flag)))
  })

  it('refuses a made-up number and one that contradicts the birth date', async () => {
    await assert.rejects(initialise(production, { ...administrator, pin: '099085012345' }), /--pin/)
    await assert.rejects(initialise(production, { ...administrator, birthDate: '1986-03-02' }), /--pin/)
  })

  it('enters the person, the body, the post and an account that waits for its link', async () => {
    const begun = await initialise(production, administrator)
    assert.equal(begun.personName, 'Nguyễn Văn An')
    token = begun.token
    await t.as(systemActor)(async (ctx) => {
      const personId = (await personIdOf(ctx.tx, '001085012345'))!
      const [appointment] = await appointmentsOf(ctx, personId, ctx.today)
      assert.equal(appointment!.role, 'administrator')
      assert.deepEqual(appointment!.areas, ['01'])
      assert.equal((await accountOfActivationLink({ ...ctx, actor: visitor }, token))!.state, 'activation-pending')
    })
    const acts = await t.owner.query<{ type: string }>(sql`select type from legal_act`)
    assert.deepEqual(acts, [{ type: 'person-imported' }])
  })

  it('is made once only', async () => {
    await assert.rejects(initialise(production, administrator), /đã khởi tạo/)
    await assert.rejects(initialise(production, { ...administrator, pin: '001085054321' }), /đã khởi tạo/)
  })

  it('keeps no secret of the link, and knows no altered or expired one', async () => {
    const [row] = await t.owner.query<{ all: string }>(sql`select row_to_json(c)::text as all from eid_challenge c`)
    assert.ok(!row!.all.includes(Buffer.from(token.split('.')[1]!, 'base64url').toString('hex')))
    const altered = token.slice(0, -2) + (token.endsWith('AA') ? 'BB' : 'AA')
    assert.equal(await as((ctx) => accountOfActivationLink(ctx, altered)), undefined)
    assert.equal(await as((ctx) => accountOfActivationLink(ctx, token), plusSeconds(systemClock(), 3_601)), undefined)
    assert.ok(await as((ctx) => accountOfActivationLink(ctx, token), plusSeconds(systemClock(), 3_500)))
  })

  it('leaves the link usable when the password is refused', async () => {
    const activate = (password: string) => as((ctx) => activateByLink(ctx, { token, password, device: 'thử', tokenHash: 'a'.repeat(64) }))
    await assert.rejects(activate('ngắn'), /ít nhất/)
    assert.ok(await as((ctx) => accountOfActivationLink(ctx, token)))
  })

  it('gets another link, which ends the first', async () => {
    const next = await newAdministratorLink(production)
    assert.equal(await as((ctx) => accountOfActivationLink(ctx, token)), undefined)
    token = next.token
  })

  it('sets a password in the browser, is signed in, is offered a passkey, and finds the post; the link is spent', async () => {
    const app = await buildServer({ database: t.db, config: production.config, mode: 'production', pages: [...publicPages, ...administratorPages], apis: [], resolveSession, log: createLog({ destination: { write: () => undefined } }) })
    const browser = new TestBrowser(app)
    const page = await browser.get(`/kich-hoat-quan-tri?m=${token}`)
    assert.equal(page.statusCode, 200)
    assert.match(page.payload, /Nguyễn Văn An/)
    const send = (password: string, again = password) => browser.post('/kich-hoat-quan-tri', { m: token, password, again })
    const differing = await send('mây trắng trời xanh', 'mây đen')
    assert.equal(differing.statusCode, 422)
    assert.match(differing.payload, /không giống nhau/)
    const short = await send('ngắn')
    assert.equal(short.statusCode, 400)
    assert.match(short.payload, /ít nhất 8 ký tự/)
    const done = await send('mây trắng trời xanh')
    assert.equal(done.headers.location, '/kich-hoat-quan-tri/khoa')
    const offer = await browser.get('/kich-hoat-quan-tri/khoa')
    assert.match(offer.payload, /data-passkey="add"/)
    assert.match((await browser.get('/chuc-vu')).payload, /Quản trị hệ thống/)
    const again = await new TestBrowser(app).get(`/kich-hoat-quan-tri?m=${token}`)
    assert.equal(again.statusCode, 410)
    assert.match(again.payload, /init --new-link/)
    await app.close()
  })

  it('gets no further link once the account is in use', async () => {
    await assert.rejects(newAdministratorLink(production), /đã kích hoạt/)
  })

  it('speaks plainly', () => {
    assert.deepEqual(lintStrings(administratorStrings), [])
  })
})
