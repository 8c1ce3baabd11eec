import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { decodeJwt } from 'jose'
import { openidSite, type OpenidSite } from '../../app/testing/openid-site.ts'
import type { Somebody } from '../../app/testing/cast-house.ts'
import { newId } from '../../kernel/ids.ts'
import { addMonths } from '../../kernel/plain-date.ts'
import { dayInVietnam, sql, systemClock } from '../../platform/index.ts'
import { approveCase, captureAtDesk, handOverCode, lockAccount, openAccount, openForReview, takeInOrganisation } from '../eid/index.ts'
import { acceptMandate, askMandate } from '../mandates/index.ts'
import { recordNumberAnew } from '../population/reestablish-number.ts'
import { endRelation, linkRelatives, recordDeclaredDead } from '../population/index.ts'
import { somePerson } from '../residence/testing.ts'
import { endSessionsOfNobody, ownConsents, withdrawConsent } from './index.ts'
import { authorize, authorizePath, callToken, follow, pkce, ProtocolBrowser, redeem, testClient, userinfo, type TestClient } from './testing.ts'

const basis = { article: 'kiểm thử' }
const facts = 'openid name birthdate offline_access'
/** Only who is asked anew gives a refresh token (OpenID Connect Core §11). */
const anew = { prompt: 'consent' }

describe('signing in elsewhere for another', () => {
  let site: OpenidSite
  let bank: TestClient
  before(async () => {
    site = await openidSite()
    bank = await testClient(site.house.t.db, site.url)
  })
  after(() => site.close())

  const born = dayInVietnam(systemClock())
  const child = (mother: Somebody, name: string) => somePerson(site.house.t, { name, birthDate: addMonths(born, -8 * 12), area: '29602', relatives: [{ kind: 'mother', personId: mother.personId, mutual: true }] })
  const police: ReturnType<OpenidSite['house']['asCast']> = (work) => site.house.asCast('haiPolice', { now: systemClock() })(work)

  async function actingFor(person: Somebody, subjectId: string): Promise<ProtocolBrowser> {
    const browser = await site.signedIn(person.personId)
    const done = await browser.post('/lam-thay', { id: subjectId }, await browser.get('/lam-thay'))
    assert.equal(done.status, 303, done.text.replace(/<[^>]+>/g, ' ').slice(0, 400))
    return browser
  }

  async function introspect(token: string): Promise<Record<string, unknown>> {
    const body = new URLSearchParams({ token, client_id: bank.clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await bank.assertion() })
    return (await (await fetch(`${site.url}/oidc/token/introspection`, { method: 'POST', body })).json()) as Record<string, unknown>
  }

  /** Nothing that was issued works, and no new code is. */
  async function nothing(browser: ProtocolBrowser, tokens: Record<string, string>, waiting: Awaited<ReturnType<typeof authorize>>): Promise<void> {
    assert.ok(tokens['refresh_token'], 'there is one to try')
    assert.equal((await redeem(site.url, bank, waiting)).body['error'], 'invalid_grant', 'a code not yet redeemed')
    assert.equal((await userinfo(site.url, tokens['access_token']!)).status, 401)
    assert.equal((await introspect(tokens['access_token']!))['active'], false)
    assert.equal((await callToken(site.url, bank, { grant_type: 'refresh_token', refresh_token: tokens['refresh_token']! })).body['error'], 'invalid_grant')
    assert.doesNotMatch((await browser.get(authorizePath(bank, facts, pkce().challenge))).location, /code=/)
  }

  it('a mother for her child: the page says for whom and why, the token names both, the facts are the child\'s, the log names both', async () => {
    const mai = site.house.who('mai')
    const { personId: childId } = await child(mai, 'Lê Thị Con Một')
    const own = await redeem(site.url, bank, await authorize(await site.signedIn(mai.personId), bank, facts))
    const browser = await actingFor(mai, childId)
    const asked = await browser.get(authorizePath(bank, facts, pkce().challenge))
    assert.match(asked.location, /\/dong-y\//, 'what the mother allowed for herself does not count for the child')
    const authorization = await authorize(browser, bank, facts)
    const tokens = await redeem(site.url, bank, authorization)
    assert.equal(tokens.status, 200, JSON.stringify(tokens.body))
    const [herOwn, childs] = [decodeJwt(own.body['id_token']!), decodeJwt(tokens.body['id_token']!)]
    assert.equal(herOwn['act'], undefined)
    assert.deepEqual(childs['act'], { sub: herOwn.sub }, 'who acts, by the name the party knows her by')
    assert.notEqual(childs.sub, herOwn.sub)
    const told = await userinfo(site.url, tokens.body['access_token']!)
    assert.deepEqual([told.body['name'], told.body['sub'], told.body['act']], ['Lê Thị Con Một', childs.sub, { sub: herOwn.sub }])
    const seen = await introspect(tokens.body['access_token']!)
    assert.deepEqual([seen['sub'], seen['act']], [childs.sub, { sub: herOwn.sub }])
    const rows = await site.house.t.owner.query<{ kind: string; actor: string | null; behalf: string | null }>(sql`
      select actor_kind as kind, actor_person as actor, on_behalf_of as behalf from access_log where ${childId} = any(subjects) and 'birthDate' = any(fields) order by at desc limit 2`)
    assert.deepEqual(rows.toSorted((a, b) => a.kind.localeCompare(b.kind)), [{ kind: 'citizen', actor: mai.personId, behalf: childId }, { kind: 'relying-party', actor: null, behalf: mai.personId }])
  })

  it('says on the page for whom, by which right and until when', async () => {
    const mai = site.house.who('mai')
    const { personId: childId } = await child(mai, 'Lê Thị Con Hai')
    const browser = await actingFor(mai, childId)
    let answer = await browser.get(authorizePath(bank, facts, pkce().challenge, { prompt: 'consent' }))
    for (let i = 0; i < 8 && !/data-act="agree"/.test(answer.text); i++) {
      const to = answer.location || /url=([^"]+)/.exec(answer.headers.get('refresh') ?? '')![1]!
      answer = await browser.get(to.startsWith('http') ? new URL(to).pathname + new URL(to).search : to)
    }
    const text = answer.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    assert.match(text, /Ngân hàng Thử xin biết những điều này về Lê Thị Con Hai/)
    assert.match(text, /Con chưa thành niên – Bộ luật Dân sự 2015, đ\.136/)
  })

  it('the right withdrawn between code and token, and between token and userinfo: nothing from that commit on', async () => {
    const mai = site.house.who('mai')
    const { personId: wardId } = await somePerson(site.house.t, { name: 'Trần Văn Được Giám Hộ', birthDate: '1971-03-04', gender: 'male', area: '29602' })
    await police((ctx) => linkRelatives(ctx, { personId: mai.personId, kind: 'ward', other: { personId: wardId }, from: '2025-01-01', source: 'declaration', basis, commandId: newId() }))
    const browser = await actingFor(mai, wardId)
    const tokens = await redeem(site.url, bank, await authorize(browser, bank, facts, anew))
    assert.equal((await userinfo(site.url, tokens.body['access_token']!)).body['name'], 'Trần Văn Được Giám Hộ')
    const waiting = await authorize(browser, bank, facts)
    await police((ctx) => endRelation(ctx, { personId: mai.personId, kind: 'ward', other: { personId: wardId }, on: dayInVietnam(systemClock()), reason: 'court', source: 'court', basis, commandId: newId() }))
    await nothing(browser, tokens.body, waiting)
    const told = await follow(browser, await browser.get(authorizePath(bank, facts, pkce().challenge)))
    assert.match(told.text, /không còn làm thay người khác/, 'said before anybody signs in as themselves')
    const page = /href="(\/dong-y\/[^"]+)"[^>]*data-act="go-on-as-oneself"|data-act="go-on-as-oneself"[^>]*href="(\/dong-y\/[^"]+)"/.exec(told.text)!
    assert.match((await follow(browser, await browser.get(page[1] ?? page[2]!))).location, /code=/, 'for oneself, once that was said')
  })

  it('the person acted for has an e-ID: the same name as when they come themselves; they see it and may take it back; locked, there is nothing', async () => {
    const [mai, hoa] = [site.house.who('mai'), site.house.who('hoa')]
    await police((ctx) => linkRelatives(ctx, { personId: mai.personId, kind: 'represented', other: { personId: hoa.personId }, source: 'declaration', basis, commandId: newId() }))
    const herself = decodeJwt((await redeem(site.url, bank, await authorize(await site.signedIn(hoa.personId), bank, 'openid name'))).body['id_token']!)
    const browser = await actingFor(mai, hoa.personId)
    const tokens = await redeem(site.url, bank, await authorize(browser, bank, facts, anew))
    assert.equal(decodeJwt(tokens.body['id_token']!).sub, herself.sub)
    const asHoa = site.house.asPerson(hoa, { now: systemClock() })
    const given = (await asHoa(ownConsents)).find(({ accountId, withdrawnAt }) => accountId !== hoa.accountId && withdrawnAt === null)!
    assert.ok((await site.house.asPerson(mai)(ownConsents)).some(({ consentId }) => consentId === given.consentId))
    await assert.rejects(site.house.asPerson(site.house.who('nam'))((ctx) => withdrawConsent(ctx, given.consentId)), { code: 'openid.consent-unknown' })
    await asHoa((ctx) => withdrawConsent(ctx, given.consentId))
    assert.equal((await userinfo(site.url, tokens.body['access_token']!)).status, 401)
    const again = await redeem(site.url, bank, await authorize(browser, bank, facts, anew))
    const waiting = await authorize(browser, bank, facts)
    await site.house.asSystem()((ctx) => lockAccount(ctx, { personId: hoa.personId, reason: 'thử' }))
    await nothing(browser, again.body, waiting)
  })

  it('a permission for named procedures does not reach other parties: a clear sentence, and nobody signs in as themselves instead', async () => {
    const { mother: giver, father: holder } = await site.house.family('same', { notice: false })
    const requestId = newId()
    const now = systemClock()
    await site.house.asPerson(giver, { now })((ctx) => askMandate(ctx, { requestId, askedAs: 'giver', pin: holder.pin, fullName: holder.fullName, kind: 'standing', scope: ['1.001193'], dossierId: null, until: addMonths(dayInVietnam(now), 6) }))
    await site.house.asPerson(holder, { now })((ctx) => acceptMandate(ctx, { requestId, commandId: newId() }))
    await authorize(await site.signedIn(holder.personId), bank, facts)
    const browser = await actingFor(holder, giver.personId)
    const stopped = await follow(browser, await browser.get(authorizePath(bank, facts, pkce().challenge)))
    assert.equal(stopped.status, 403)
    assert.match(stopped.text, /không gồm việc đăng nhập ở nơi khác/)
  })

  describe('on another device', () => {
    let counter: TestClient
    before(async () => { counter = await testClient(site.house.t.db, site.url, { elsewhere: ['device', 'ciba'] }, 'live', 'Quầy Ngân hàng Thử') })

    async function call(path: string, fields: Record<string, string>): Promise<{ status: number; body: Record<string, string> }> {
      const body = new URLSearchParams({ client_id: counter.clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await counter.assertion(), ...fields })
      const answer = await fetch(site.url + path, { method: 'POST', body })
      return { status: answer.status, body: (await answer.json()) as Record<string, string> }
    }
    const device = () => call('/oidc/device/auth', { scope: 'openid name birthdate' })
    const deviceToken = (code: string) => call('/oidc/token', { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: code })
    const ciba = (hint: string) => call('/oidc/ciba', { scope: 'openid name birthdate', login_hint: hint, binding_message: 'Quầy 7' })
    const cibaToken = (id: string) => call('/oidc/token', { grant_type: 'urn:openid:params:grant-type:ciba', auth_req_id: id })
    /** The page on which this browser says that the device is the one in front of it, and what follows. */
    async function confirm(browser: ProtocolBrowser, userCode: string) {
      const page = await follow(browser, await browser.get(`/oidc/device?user_code=${userCode}`))
      const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)![1]!
      return follow(browser, await browser.post('/oidc/device', { xsrf, user_code: userCode, confirm: 'yes' }))
    }
    async function loggedFor(personId: string): Promise<{ kind: string; actor: string | null; behalf: string | null }[]> {
      return site.house.t.owner.query(sql`select distinct actor_kind as kind, actor_person as actor, on_behalf_of as behalf from access_log where ${personId} = any(subjects) and 'birthDate' = any(fields) and purpose_code like '%consent%' order by 1`)
    }
    const open = async (browser: ProtocolBrowser) => {
      const list = await browser.get('/yeu-cau-dang-nhap')
      return { list, path: /href="(\/yeu-cau-dang-nhap\/[^"]+)"/.exec(list.text)?.[1] }
    }

    it('a kiosk, while acting for a child: the token names both, the facts are the child\'s, the log names both', async () => {
      const mai = site.house.who('mai')
      const { personId: childId } = await child(mai, 'Lê Thị Con Máy Khác')
      const browser = await actingFor(mai, childId)
      const asked = await device()
      const done = await confirm(browser, asked.body['user_code']!)
      assert.match(done.text, /data-screen="C-22-device-done"/, done.text.replace(/<[^>]+>/g, ' ').slice(0, 400))
      const tokens = await deviceToken(asked.body['device_code']!)
      assert.equal(tokens.status, 200, JSON.stringify(tokens.body))
      const claims = decodeJwt(tokens.body['id_token']!)
      const told = await userinfo(site.url, tokens.body['access_token']!)
      assert.deepEqual([told.body['name'], told.body['sub'], told.body['act']], ['Lê Thị Con Máy Khác', claims.sub, claims['act']])
      const again = await device()
      const own = await site.signedIn(mai.personId)
      await confirm(own, again.body['user_code']!)
      const herself = decodeJwt((await deviceToken(again.body['device_code']!)).body['id_token']!)
      assert.deepEqual([claims['act'], herself['act']], [{ sub: herself.sub }, undefined])
      assert.deepEqual(await loggedFor(childId), [{ kind: 'citizen', actor: mai.personId, behalf: childId }, { kind: 'relying-party', actor: null, behalf: mai.personId }])
    })

    it('a kiosk, on a permission for named procedures or for an organisation: a clear sentence, and nobody is signed in', async () => {
      const { mother: giver, father: holder } = await site.house.family('same', { notice: false })
      const requestId = newId()
      const now = systemClock()
      await site.house.asPerson(giver, { now })((ctx) => askMandate(ctx, { requestId, askedAs: 'giver', pin: holder.pin, fullName: holder.fullName, kind: 'standing', scope: ['1.001193'], dossierId: null, until: addMonths(dayInVietnam(now), 6) }))
      await site.house.asPerson(holder, { now })((ctx) => acceptMandate(ctx, { requestId, commandId: newId() }))
      const company = await police((ctx) => takeInOrganisation(ctx, { caseId: newId(), code: '0300000777-TEST', name: 'Hợp tác xã Máy Khác', area: '29602', representativePin: site.house.who('mai').pin, document: 'Giấy đăng ký 7/2024 (mẫu)' }))
      await site.house.asCast('policeCommander', { now })(async (ctx) => approveCase(ctx, { caseId: company.caseId, version: (await openForReview(ctx, company.caseId)).version }))
      for (const [person, subject, says] of [[holder, giver.personId, /không gồm việc đăng nhập ở nơi khác/], [site.house.who('mai'), company.entityId!, /Chưa đăng nhập ở nơi khác thay tổ chức được/]] as const) {
        const browser = await actingFor(person, subject)
        const asked = await device()
        const stopped = await confirm(browser, asked.body['user_code']!)
        assert.equal(stopped.status, 403)
        assert.match(stopped.text, says)
        assert.equal((await deviceToken(asked.body['device_code']!)).body['error'], 'authorization_pending')
      }
    })

    it('a counter asks by the child\'s name there (CIBA): whoever acts is asked, answers only while acting for that child, and token and log name both', async () => {
      const mai = site.house.who('mai')
      const { personId: childId } = await child(mai, 'Lê Thị Con Ở Quầy')
      const browser = await actingFor(mai, childId)
      assert.equal((await ciba('A'.repeat(43))).body['error'], 'unknown_user_id')
      const known = decodeJwt((await redeem(site.url, counter, await authorize(browser, counter, 'openid name birthdate'))).body['id_token']!)
      const asked = await ciba(known.sub!)
      assert.equal(asked.status, 200, JSON.stringify(asked.body))
      const herself = await site.signedIn(mai.personId)
      const unchosen = await open(herself)
      assert.match(unchosen.list.text, /hỏi về người ông\/bà làm thay/)
      assert.equal(unchosen.path, undefined, 'no button that leads nowhere')
      const acting = await open(browser)
      assert.equal((await herself.get(acting.path!)).status, 403)
      const page = await browser.get(acting.path!)
      const text = page.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
      assert.match(text, /xin biết những điều này về Lê Thị Con Ở Quầy/)
      assert.match(text, /Con chưa thành niên – Bộ luật Dân sự 2015, đ\.136/)
      assert.equal((await browser.post(acting.path!, { answer: 'yes' }, page)).status, 303)
      const tokens = await cibaToken(asked.body['auth_req_id']!)
      assert.equal(tokens.status, 200, JSON.stringify(tokens.body))
      const claims = decodeJwt(tokens.body['id_token']!)
      assert.deepEqual([claims.sub, claims['act']], [known.sub, known['act']])
      assert.deepEqual((await userinfo(site.url, tokens.body['access_token']!)).body['name'], 'Lê Thị Con Ở Quầy')
      assert.deepEqual(await loggedFor(childId), [{ kind: 'citizen', actor: mai.personId, behalf: childId }, { kind: 'relying-party', actor: null, behalf: mai.personId }])
    })

    it('a counter asks the mother herself while she acts for a child: not answered in the child\'s place', async () => {
      const mai = site.house.who('mai')
      const { personId: childId } = await child(mai, 'Lê Thị Con Không Lẫn')
      const known = decodeJwt((await redeem(site.url, counter, await authorize(await site.signedIn(mai.personId), counter, 'openid name birthdate'))).body['id_token']!)
      const asked = await ciba(known.sub!)
      const alone = await open(await site.signedIn(mai.personId))
      const browser = await actingFor(mai, childId)
      assert.match((await open(browser)).list.text, /hỏi chính ông\/bà/)
      const refused = await browser.get(alone.path!)
      assert.equal(refused.status, 403)
      assert.match(refused.text, /đang làm thay người khác/)
      assert.equal((await cibaToken(asked.body['auth_req_id']!)).body['error'], 'authorization_pending')
    })

    it('the right ends between the question and the answer, or between the answer and the token: nothing', async () => {
      const mai = site.house.who('mai')
      const { personId: wardId } = await somePerson(site.house.t, { name: 'Trần Văn Hỏi Từ Xa', birthDate: '1972-03-04', gender: 'male', area: '29602' })
      const represent = () => police((ctx) => linkRelatives(ctx, { personId: mai.personId, kind: 'ward', other: { personId: wardId }, from: '2025-01-01', source: 'declaration', basis, commandId: newId() }))
      const end = () => police((ctx) => endRelation(ctx, { personId: mai.personId, kind: 'ward', other: { personId: wardId }, on: dayInVietnam(systemClock()), reason: 'court', source: 'court', basis, commandId: newId() }))
      await represent()
      const browser = await actingFor(mai, wardId)
      const known = decodeJwt((await redeem(site.url, counter, await authorize(browser, counter, 'openid name birthdate'))).body['id_token']!)
      const [answered, waiting] = [await ciba(known.sub!), await device()]
      const { path } = await open(browser)
      assert.equal((await browser.post(path!, { answer: 'yes' }, await browser.get(path!))).status, 303)
      const unanswered = await ciba(known.sub!)
      const later = await open(browser)
      const page = await browser.get(later.path!)
      await confirm(browser, waiting.body['user_code']!)
      await end()
      assert.equal((await cibaToken(answered.body['auth_req_id']!)).body['error'], 'invalid_grant')
      assert.equal((await deviceToken(waiting.body['device_code']!)).body['error'], 'invalid_grant')
      assert.equal((await browser.post(later.path!, { answer: 'yes' }, page)).status, 403)
      assert.equal((await cibaToken(unanswered.body['auth_req_id']!)).body['error'], 'authorization_pending')
      assert.equal((await ciba(known.sub!)).body['error'], 'unknown_user_id', 'nobody is reached by the name of a person they no longer act for')
    })
  })

  describe('the account of a child, opened by its guardian', () => {
    interface Opened { readonly personId: string; readonly accountId: string; readonly guardian: Somebody; readonly browser: ProtocolBrowser }
    /** As a desk takes it in: the guardian's phone, the guardian's word. */
    async function opened(birthDate: string): Promise<Opened> {
      const { mother: guardian } = await site.house.family('same', { notice: false })
      const { personId, pin } = await somePerson(site.house.t, { name: 'Lê Văn Tuổi Lớn', birthDate, area: '29602' })
      await police((ctx) => linkRelatives(ctx, { personId: guardian.personId, kind: 'ward', other: { personId }, from: '2025-01-01', source: 'court', basis, commandId: newId() }))
      const accountId = await site.house.asSystem(systemClock())((ctx) => openAccount(ctx, { personId, displayName: 'Lê Văn Tuổi Lớn', pin, level: 2, state: 'active', intakeUnit: null, residenceArea: '29602', phone: '0309000777', email: null }))
      const browser = await site.signedIn(personId)
      await site.house.t.owner.query(sql`update eid_account set kind = 'child', representative_id = ${guardian.personId} where account_id = ${accountId}`)
      return { personId, accountId, guardian, browser }
    }
    const sameDay = (years: number): string => addMonths(born, -years * 12)
    const sessions = async (accountId: string) => (await site.house.t.owner.query<{ n: number }>(sql`select count(*)::int as n from openid_payload where model = 'Session' and account_id = ${accountId}`))[0]!.n
    const tell = () => site.house.asSystem(systemClock())(endSessionsOfNobody)

    it('from the eighteenth birthday on: no token for a code, no refresh, no facts, no new code; parties are told, and what was agreed to before does not come back with the account', async () => {
      const young = await opened(sameDay(18))
      // Signed in and agreed while it was an account in use; of age on this very day.
      await site.house.t.owner.query(sql`update eid_account set kind = 'citizen' where account_id = ${young.accountId}`)
      const tokens = await redeem(site.url, bank, await authorize(young.browser, bank, facts, anew))
      const waiting = await authorize(young.browser, bank, facts)
      await site.house.t.owner.query(sql`update eid_account set kind = 'child' where account_id = ${young.accountId}`)
      await nothing(young.browser, tokens.body, waiting)
      assert.equal((await young.browser.get('/toi')).status, 303, 'nor is anybody in here')

      captureAtDesk.fill(async () => ({ device: 'Thiết bị mô phỏng', simulated: true, cardRead: true, faceScore: 93 }))
      await police((ctx) => handOverCode(ctx, young.personId, { phone: '0309000888', email: null }))
      await nothing(young.browser, tokens.body, waiting)
      assert.equal((await young.browser.get('/toi')).status, 303)
      const grown = { ...young.guardian, personId: young.personId, accountId: young.accountId }
      const own = await site.house.asPerson(grown, { now: systemClock() })(ownConsents)
      assert.deepEqual(own.filter(({ withdrawnAt }) => withdrawnAt === null), [], 'nothing that was agreed to stands')
      assert.ok(own.length >= 1, 'and its holder sees what it was')
    })

    it('while the guardian represents it, it works; from the moment that ends, nothing does; parties are told at the latest within the hour', async () => {
      const young = await opened(sameDay(9))
      const tokens = await redeem(site.url, bank, await authorize(young.browser, bank, facts, anew))
      const refreshed = await callToken(site.url, bank, { grant_type: 'refresh_token', refresh_token: tokens.body['refresh_token']! })
      assert.equal(refreshed.status, 200, JSON.stringify(refreshed.body))
      const waiting = await authorize(young.browser, bank, facts)
      await tell()
      assert.equal(await sessions(young.accountId), 1, 'nobody is told of what goes on')
      await police((ctx) => endRelation(ctx, { personId: young.guardian.personId, kind: 'ward', other: { personId: young.personId }, on: dayInVietnam(systemClock()), reason: 'court', source: 'court', basis, commandId: newId() }))
      await nothing(young.browser, { ...refreshed.body, refresh_token: tokens.body['refresh_token']! }, waiting)
      await tell()
      assert.equal(await sessions(young.accountId), 0)
    })
  })

  it('a permission that ran out or was ended: parties are told of the sign-ins by it', async () => {
    const mai = site.house.who('mai')
    const { personId: wardId } = await somePerson(site.house.t, { name: 'Trần Thị Hết Hạn', birthDate: '1971-03-04', gender: 'female', area: '29602' })
    await police((ctx) => linkRelatives(ctx, { personId: mai.personId, kind: 'ward', other: { personId: wardId }, from: '2025-01-01', source: 'declaration', basis, commandId: newId() }))
    const browser = await actingFor(mai, wardId)
    await authorize(browser, bank, facts)
    const open = async () => (await site.house.t.owner.query<{ n: number }>(sql`select count(*)::int as n from openid_payload where model = 'Session' and account_id = ${`${mai.accountId}~${wardId}`}`))[0]!.n
    await site.house.asSystem(systemClock())(endSessionsOfNobody)
    assert.equal(await open(), 1)
    await police((ctx) => endRelation(ctx, { personId: mai.personId, kind: 'ward', other: { personId: wardId }, on: dayInVietnam(systemClock()), reason: 'court', source: 'court', basis, commandId: newId() }))
    await site.house.asSystem(systemClock())(endSessionsOfNobody)
    assert.equal(await open(), 0)
  })

  it('the number of somebody who signed in for themselves is cancelled and another given: nothing from that commit on', async () => {
    const { father } = await site.house.family('same', { notice: false })
    const browser = await site.signedIn(father.personId)
    const tokens = await redeem(site.url, bank, await authorize(browser, bank, facts, anew))
    const waiting = await authorize(browser, bank, facts)
    await site.house.asSystem(systemClock())((ctx) => recordNumberAnew(ctx, { personId: father.personId, reason: 'assigned-wrong', basis, commandId: newId() }))
    await nothing(browser, tokens.body, waiting)
    assert.equal((await browser.get('/toi')).status, 303)
  })

  it('the holder dies, or the person acted for: nothing from that commit on', async () => {
    for (const dies of ['holder', 'subject'] as const) {
      const { mother } = await site.house.family('same', { notice: false })
      const { personId: childId } = await child(mother, 'Lê Văn Con Ba')
      const browser = await actingFor(mother, childId)
      const tokens = await redeem(site.url, bank, await authorize(browser, bank, facts, anew))
      const waiting = await authorize(browser, bank, facts)
      await site.house.asSystem(systemClock())((ctx) => recordDeclaredDead(ctx, { personId: dies === 'holder' ? mother.personId : childId, deathDate: born, basis, commandId: newId() }))
      await nothing(browser, tokens.body, waiting)
    }
  })

  it('somebody who signed in for themselves dies: no token for a code, no refresh, no facts, no new code from that commit on', async () => {
    const { father } = await site.house.family('same', { notice: false })
    const browser = await site.signedIn(father.personId)
    const tokens = await redeem(site.url, bank, await authorize(browser, bank, facts, anew))
    const waiting = await authorize(browser, bank, facts)
    assert.equal((await userinfo(site.url, tokens.body['access_token']!)).status, 200)
    await site.house.asSystem(systemClock())((ctx) => recordDeclaredDead(ctx, { personId: father.personId, deathDate: born, basis, commandId: newId() }))
    await nothing(browser, tokens.body, waiting)
  })
})

