import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { openidSite, type OpenidSite } from '../../app/testing/openid-site.ts'
import { addPaper, changeClient, clientKeys, clientToDecide, createLiveClient, decideClient, endMembership, goLiveOf, inviteMember, joinOrganisation, ownOrganisations, sandboxPeople, submitClient, suspendClient } from '../../foundations/openid/index.ts'
import { clientInForce } from '../../foundations/openid/clients.sql.ts'
import { callToken, follow, testClient, type Answered, type ProtocolBrowser } from '../../foundations/openid/testing.ts'
import { newId } from '../../kernel/ids.ts'
import { rootPath, sql } from '../../platform/index.ts'

const plain = (html: string): string => html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

describe('the console of relying parties', () => {
  let site: OpenidSite
  let developer: ProtocolBrowser
  let sandboxClient = ''
  before(async () => {
    site = await openidSite()
    developer = await site.signedIn(site.house.who('mai').personId)
  })
  after(() => site.close())

  const asDeveloper = <T>(work: Parameters<ReturnType<typeof site.house.asPerson>>[0]): Promise<T> => site.house.asPerson(site.house.who('mai'))(work) as Promise<T>

  it('from nothing to the first facts of a person: six pages and the sample as it is printed', async () => {
    const port = await freePort()
    const opened: string[] = []
    const open = async (path: string): Promise<Answered> => {
      opened.push(path)
      return developer.get(path)
    }
    assert.match((await open('/nha-phat-trien')).text, /data-screen="R-01"/)
    const organisation = await open('/nha-phat-trien/to-chuc')
    const bad = await developer.post('/nha-phat-trien/to-chuc', { name: 'Công ty Thử', businessNumber: '12', kind: 'other' }, organisation)
    assert.equal(bad.status, 422)
    assert.match(bad.text, /value="Công ty Thử"/, 'what was typed is still there')
    const registered = await developer.post('/nha-phat-trien/to-chuc', { name: 'Công ty Thử', businessNumber: '0312345678', kind: 'other', licence: 'Hợp đồng số 7 (thử)', contactName: 'Khoa', contactEmail: 'khoa@vidu.example', dataOfficer: 'Ngọc' }, bad)
    assert.equal(registered.status, 303)
    const form = await open(registered.location)
    const made = await developer.post(registered.location, { name: 'Ứng dụng Thử', homeUrl: `http://127.0.0.1:${port}`, redirectUris: `http://127.0.0.1:${port}/cb`, auth: 'none' }, form)
    assert.equal(made.status, 303, made.text.slice(0, 2_000))
    sandboxClient = made.location.split('/').at(-1)!
    const page = await open(made.location)
    const sample = plain(/<pre[^>]*><code>([\s\S]*?)<\/code>/.exec(page.text)![1]!)
    const said = await runSample(sample, async (start) => {
      assert.ok(start.startsWith(`${site.url}/thu/oidc/auth?`), start)
      const person = await site.signedIn(site.house.who('nam').personId)
      const there = await follow(person, await person.get(new URL(start).pathname + new URL(start).search), ['name'], 'p05')
      await fetch(there.location)
    })
    assert.deepEqual(JSON.parse(said) as object, { sub: (JSON.parse(said) as { sub: string }).sub, name: 'Thử' })
    assert.ok(opened.length + 2 <= 6, 'choosing a person and agreeing are two more')
  })

  it('shows the call in the log, with nothing about a person, and what is used', async () => {
    const log = await developer.get(`/nha-phat-trien/ung-dung/${sandboxClient}/nhat-ky`)
    assert.match(log.text, /userinfo/)
    const rows = await site.house.t.owner.query<{ text: string }>(sql`select row_to_json(c)::text as text from openid_call c where client_id = ${sandboxClient}`)
    assert.ok(rows.length >= 3 && rows.every(({ text }) => !text.includes('Thử')))
    assert.match((await developer.get(`/nha-phat-trien/ung-dung/${sandboxClient}/muc-dung`)).text, /userinfo/)
  })

  it('a purpose with its facts, and the page people will see beside it', async () => {
    const path = `/nha-phat-trien/ung-dung/${sandboxClient}/muc-dich`
    const page = await developer.get(path)
    const wrong = await developer.post(path, { code: 'mua-ruou', vi: 'Bán rượu cho người đủ tuổi', en: 'Sell wine to adults', ifRefused: 'Mang thẻ căn cước tới cửa hàng.', days: '30', authLevel: '2', freshWithin: '5', 'need-over_18': 'required', 'why-over_18': '' }, page)
    assert.match(wrong.text, /Viết vì sao cần điều này/)
    const saved = await developer.post(path, { code: 'mua-ruou', vi: 'Bán rượu cho người đủ tuổi', en: 'Sell wine to adults', ifRefused: 'Mang thẻ căn cước tới cửa hàng.', days: '30', authLevel: '2', freshWithin: '5', 'need-over_18': 'required', 'why-over_18': 'luật cấm bán cho trẻ em' }, wrong)
    const preview = await developer.get(saved.location)
    assert.match(preview.text, /Đã đủ 18 tuổi/)
    assert.match(preview.text, /luật cấm bán cho trẻ em/)
  })

  it('a call is tried on the page: the true answer, and that of each cause of failure', async () => {
    const path = `/nha-phat-trien/ung-dung/${sandboxClient}/thu`
    const page = await developer.get(path)
    assert.match(page.text, /data-screen="R-07"/)
    const tried = async (fields: Record<string, string>): Promise<string> => plain((await developer.post(path, { person: 'p01', purpose: 'mua-ruou', tried: 'good', ...fields }, page)).text)
    const good = await tried({})
    assert.match(good, /Trả lời: 200/)
    assert.match(good, /"over_18": true/)
    const token = /Bearer ([\w-]+)'/.exec(good)![1]!
    const copied = await fetch(`${site.url}/thu/oidc/userinfo`, { headers: { authorization: `Bearer ${token}` } })
    assert.equal(((await copied.json()) as { over_18: boolean }).over_18, true, 'the line can be copied')
    assert.match(await tried({ tried: 'no-token' }), /Trả lời: 40[01]/)
    assert.match(await tried({ tried: 'unknown-token' }), /"error": "invalid_token"/)
    assert.match(await tried({ tried: 'withdrawn' }), /"error": "invalid_token"/)
    assert.match(await tried({ tried: 'weak' }), /insufficient_user_authentication[\s\S]*acr_values="urn:vn:nd69-2024:xac-thuc:2"/)
    assert.match(await tried({ person: 'p17' }), /"error": "invalid_token"/, 'a locked account')
    assert.equal((await fetch(`${site.url}/oidc/userinfo`, { headers: { authorization: `Bearer ${token}` } })).status, 401, 'worth nothing in truth')
    assert.match((await developer.post(path, { person: 'khong-co', purpose: 'mua-ruou', tried: 'good' }, page)).text, /Chọn một dòng trong danh sách/)
    const mine = await developer.get(`/nha-phat-trien/ung-dung/${sandboxClient}/an-toan`)
    assert.match(mine.text, /data-screen="R-13"/)
  })

  it('speaks English on every page to whoever chose it: nothing Vietnamese stands there but what was typed', async () => {
    const reader = await site.signedIn(site.house.who('mai').personId)
    reader.cookies.set('congdan-comfort', 'en.100.light.0')
    const [mine] = await asDeveloper<Awaited<ReturnType<typeof ownOrganisations>>>((ctx) => ownOrganisations(ctx))
    const { organisation, clients } = mine!
    const typed = [...Object.values(organisation), ...clients.flatMap(({ settings }) => [settings.name, ...settings.purposes.flatMap(({ vi, ifRefused, facts }) => [vi, ifRefused, ...facts.map(({ why }) => why)])]), ...sandboxPeople.flatMap(({ name, why }) => [why.en, name, ...name.split(' ')]), 'Công ty Thử']
      .filter((text): text is string => typeof text === 'string' && text !== '').sort((a, b) => b.length - a.length)
    const own = `/ung-dung/${sandboxClient}`
    for (const path of ['', '/nguoi-thu', '/to-chuc', '/kiem-tra-giay', `/to-chuc/${organisation.organisationId}/ung-dung-moi`, `/to-chuc/${organisation.organisationId}/nguoi`, '/tham-gia', own, ...['/sua', '/muc-dich', '/thu', '/nhat-ky', '/su-kien', '/muc-dung', '/khoa', '/an-toan', '/len-that'].map((each) => own + each)]) {
      const answer = await reader.get(`/nha-phat-trien${path}`)
      assert.equal(answer.status, 200, path)
      const main = plain(/<main[\s\S]*<\/main>/.exec(answer.text)![0].replace(/<(textarea|pre|code)[\s\S]*?<\/\1>/g, '').replace(/<option[\s\S]*?<\/option>/g, '').replace(/<[^>]+>/g, '\n'))
      const left = typed.reduce((text, each) => text.replaceAll(each, ''), main).split('\n').filter((line) => /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i.test(line))
      assert.deepEqual(left, [], path)
    }
  })

  it('another person finds nothing of it', async () => {
    const stranger = await site.signedIn(site.house.who('nam').personId)
    for (const path of ['', '/sua', '/muc-dich', '/nhat-ky', '/muc-dung', '/len-that', '/thu', '/su-kien', '/khoa', '/an-toan']) assert.equal((await stranger.get(`/nha-phat-trien/ung-dung/${sandboxClient}${path}`)).status, 404, path)
  })

  it('goes live by two people over exactly what they saw', async () => {
    const clientId = await asDeveloper<string>((ctx) => createLiveClient(ctx, sandboxClient))
    await assert.rejects(asDeveloper((ctx) => submitClient(ctx, clientId)), { code: 'openid.not-complete' })
    const { publicKey } = await generateKeyPair('ES256', { extractable: true })
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'k1' }]
    await assert.rejects(asDeveloper((ctx) => changeClient(ctx, clientId, { redirectUris: ['http://127.0.0.1:1/cb'], auth: 'private_key_jwt', keys })), { code: 'openid.field-missing' }, 'no address of its own machine in truth')
    await assert.rejects(asDeveloper((ctx) => changeClient(ctx, clientId, { elsewhere: ['ciba'], cibaPingUri: 'http://127.0.0.1:1/ping' })), { code: 'openid.field-missing' })
    const right = { homeUrl: 'https://congty.example', redirectUris: ['https://congty.example/cb'], auth: 'private_key_jwt', keys } as const
    const pushed = { ...right, elsewhere: ['ciba'], cibaPush: true, cibaPingUri: 'https://congty.example/push', profile: 'standard' } as const
    for (const [wrong, field] of [[{ profile: 'fapi2' }, 'cibaPush'], [{ elsewhere: [] }, 'cibaPush'], [{ cibaPingUri: null }, 'cibaPingUri'], [{ auth: 'none' }, 'auth']] as const) {
      await assert.rejects(asDeveloper((ctx) => changeClient(ctx, clientId, { ...pushed, ...wrong })), (refused: { errors: { field: string }[] }) => refused.errors.some((each) => each.field === field), `tokens are pushed, and ${JSON.stringify(wrong)}`)
    }
    await asDeveloper((ctx) => changeClient(ctx, clientId, pushed))
    const unmet = async () => (await asDeveloper<Awaited<ReturnType<typeof goLiveOf>>>((ctx) => goLiveOf(ctx, clientId))).checks.filter(({ met }) => !met).map(({ key }) => key)
    assert.ok((await unmet()).includes('profile'), 'pushed tokens are bound to no key: not where anything of a person is told')
    const { purposes } = (await asDeveloper<Awaited<ReturnType<typeof goLiveOf>>>((ctx) => goLiveOf(ctx, clientId))).client.settings
    await asDeveloper((ctx) => changeClient(ctx, clientId, { purposes: purposes.map((purpose) => ({ ...purpose, facts: [] })) }))
    assert.ok(!(await unmet()).includes('profile'), 'for signing in alone they are fine')
    await asDeveloper((ctx) => changeClient(ctx, clientId, { purposes, elsewhere: [], cibaPush: false, cibaPingUri: null }))
    await asDeveloper((ctx) => changeClient(ctx, clientId, { homeUrl: 'https://congty.example', redirectUris: ['https://congty.example/cb'], auth: 'private_key_jwt', keys, profile: 'fapi2', agreement: 'Thỏa thuận số 9 (thử)' }))
    await asDeveloper((ctx) => addPaper(ctx, clientId, { name: 'thoa-thuan.pdf', bytes: Buffer.from('%PDF-1.7 thử') }))
    const { checks } = await asDeveloper<Awaited<ReturnType<typeof goLiveOf>>>((ctx) => goLiveOf(ctx, clientId))
    assert.deepEqual(checks.filter(({ met }) => !met), [])
    await asDeveloper((ctx) => submitClient(ctx, clientId))
    await assert.rejects(asDeveloper((ctx) => changeClient(ctx, clientId, { name: 'Tên khác' })), { code: 'openid.waiting-unchangeable' })
    const admin = site.house.asCast('adminPerson')
    const security = site.house.asCast('securityPerson')
    const { settingsHash } = await admin((ctx) => clientToDecide(ctx, clientId))
    const yes = { clientId, approve: true, reason: '', settingsHash }
    await assert.rejects(admin((ctx) => decideClient(ctx, { ...yes, settingsHash: 'khác' })), { code: 'openid.changed-meanwhile' })
    assert.equal(await admin((ctx) => decideClient(ctx, yes)), 'first')
    await assert.rejects(admin((ctx) => decideClient(ctx, yes)), { code: 'openid.second-person-needed' })
    assert.equal(await site.house.t.db.transaction((tx) => clientInForce(tx, 'live', clientId)), undefined, 'one is not enough')
    await assert.rejects(site.house.asCast('haiPolice')((ctx) => decideClient(ctx, yes)), { code: 'authorise.not-allowed' })
    assert.equal(await security((ctx) => decideClient(ctx, yes)), 'in-force')
    assert.ok(await site.house.t.db.transaction((tx) => clientInForce(tx, 'live', clientId)))
    const browser = await site.signedIn(site.house.who('nam').personId)
    const direct = await browser.get(`/oidc/auth?client_id=${clientId}&redirect_uri=${encodeURIComponent('https://congty.example/cb')}&response_type=code&scope=openid&code_challenge=${'A'.repeat(43)}&code_challenge_method=S256`)
    assert.doesNotMatch(direct.location, /code=|dong-y/, 'a FAPI client pushes its requests')
    const inForce = () => site.house.t.db.transaction((tx) => clientInForce(tx, 'live', clientId))
    await asDeveloper((ctx) => changeClient(ctx, clientId, { name: 'Tên đang sửa' }))
    assert.ok(await inForce(), 'what was approved stays in force')
    await admin((ctx) => suspendClient(ctx, clientId, true))
    assert.equal(await inForce(), undefined, 'cut off also while something is being changed')
    await asDeveloper((ctx) => changeClient(ctx, clientId, { name: 'Tên khác nữa' }))
    assert.equal(await inForce(), undefined, 'no edit brings it back')
    await assert.rejects(asDeveloper((ctx) => submitClient(ctx, clientId)), { code: 'openid.not-waiting' })
    await admin((ctx) => suspendClient(ctx, clientId, false))
    assert.equal((await inForce())?.inForce.name, 'Ứng dụng Thử')
  })

  it('a colleague joins by a code, once however many use it at the same moment, and may leave or be taken out; the last one stays', async () => {
    const [mine] = await asDeveloper<Awaited<ReturnType<typeof ownOrganisations>>>((ctx) => ownOrganisations(ctx))
    const { organisationId } = mine!.organisation
    const page = `/nha-phat-trien/to-chuc/${organisationId}/nguoi`
    const [hoa, nam, binh] = [site.house.who('hoa'), site.house.who('nam'), site.house.who('binh')]
    const [colleague, stranger] = [await site.signedIn(hoa.personId), await site.signedIn(binh.personId)]
    const out = async (by: ProtocolBrowser, personId: string) => by.post(`${page}/ra`, { person: personId }, await by.get('/nha-phat-trien/tham-gia'))
    assert.equal((await stranger.get(page)).status, 404)
    assert.match((await out(developer, site.house.who('mai').personId)).text, /người duy nhất/)
    const invited = await developer.post(`${page}/moi`, {}, await developer.get(page))
    const code = /data-code[^>]*>([^<]+)</.exec(invited.text)![1]!
    const [stored] = await site.house.t.owner.query<{ text: string }>(sql`select string_agg(i::text, ' ') as text from openid_invitation i`)
    assert.ok(!stored!.text.includes(code.replaceAll('-', '')), 'no code stands in the table')
    const join = async (by: ProtocolBrowser, typed: string) => by.post('/nha-phat-trien/tham-gia', { code: typed }, await by.get('/nha-phat-trien/tham-gia'))
    const wrong = await join(colleague, 'AAAA-BBBB-CCCC-DDDD')
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /value="AAAA-BBBB-CCCC-DDDD"/)
    const tries = await Promise.allSettled([hoa, nam, hoa, nam, hoa, nam].map((each) => site.house.asPerson(each)((ctx) => joinOrganisation(ctx, code.toLowerCase()))))
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
    const joined = tries[0]!.status === 'fulfilled' || tries[2]!.status === 'fulfilled' || tries[4]!.status === 'fulfilled' ? hoa : nam
    assert.match((await join(stranger, code)).text, /đã dùng hoặc đã hết hạn/)
    await assert.rejects(site.house.asPerson(binh, { level: 1 })((ctx) => inviteMember(ctx, organisationId)), (refused: { code: string }) => /^(authorise|openid)\./.test(refused.code))
    const other = await site.signedIn(joined.personId)
    assert.equal((await other.get(`/nha-phat-trien/ung-dung/${sandboxClient}`)).status, 200)
    assert.match((await developer.get(page)).text, new RegExp(joined.fullName))
    await assert.rejects(site.house.asPerson(binh)((ctx) => endMembership(ctx, { organisationId, personId: joined.personId })), { code: 'openid.organisation-unknown' })

    const theirs = /data-code[^>]*>([^<]+)</.exec((await other.post(`${page}/moi`, {}, await other.get(page))).text)![1]!
    assert.equal((await out(developer, joined.personId)).status, 303)
    assert.equal((await other.get(`/nha-phat-trien/ung-dung/${sandboxClient}`)).status, 404, 'from that commit on')
    assert.match((await join(stranger, theirs)).text, /đã dùng hoặc đã hết hạn/, 'nor does an invitation of theirs')
    const again = /data-code[^>]*>([^<]+)</.exec((await developer.post(`${page}/moi`, {}, await developer.get(page))).text)![1]!
    assert.equal((await join(other, again)).status, 303, 'and may come back')
    const both = await Promise.allSettled([site.house.who('mai'), joined].map((each) => site.house.asPerson(each)((ctx) => endMembership(ctx, { organisationId, personId: each.personId }))))
    assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1, 'two who leave at the same moment: one stays')
    await site.house.t.owner.query(sql`update openid_member set left_at = null where organisation_id = ${organisationId} and person_id = ${site.house.who('mai').personId}`)
  })

  it('a key is changed without a break, seen to be used, stopped at once; the last one is not stopped but the client cut off', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const mai = site.house.who('mai')
    const bank = await testClient(site.house.t.db, site.url, { redirectUris: ['https://nganhang.example/cb'] }, 'live', 'Ngân hàng Đổi khoá')
    await site.house.t.owner.query(sql`insert into openid_member (organisation_id, account_id, person_id, joined_at) select organisation_id, ${mai.accountId}, ${mai.personId}, now() from openid_client where client_id = ${bank.clientId}`)
    const page = `/nha-phat-trien/ung-dung/${bank.clientId}/khoa`
    const shown = async () => (await asDeveloper<Awaited<ReturnType<typeof clientKeys>>>((ctx) => clientKeys(ctx, bank.clientId))).keys.map(({ kid, state, lastUsedAt }) => ({ kid, state, used: lastUsedAt !== null }))
    const send = async (path: string, fields: Record<string, string>) => developer.post(page + path, fields, await developer.get(page))
    const first = (await shown())[0]!.kid
    const proves = async (key: CryptoKey, kid: string): Promise<string> => {
      const at = Math.floor(Date.now() / 1_000)
      const assertion = await new SignJWT({ iss: bank.clientId, sub: bank.clientId, aud: site.url, iat: at, exp: at + 60, jti: newId() }).setProtectedHeader({ alg: 'ES256', kid }).sign(key)
      return (await callToken(site.url, bank, { grant_type: 'authorization_code', code: newId(), redirect_uri: bank.redirectUri, code_verifier: 'v'.repeat(43), client_assertion: assertion })).body['error']!
    }
    assert.deepEqual(await shown(), [{ kid: first, state: 'active', used: false }])
    assert.equal(await proves(bank.key as CryptoKey, first), 'invalid_grant', 'known, and then has no code')
    assert.deepEqual(await shown(), [{ kid: first, state: 'active', used: true }])
    assert.match((await send('/ngung', { kid: first })).text, /khoá duy nhất/)

    const jwk = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'tiep-theo' }] })
    for (const wrong of ['không phải', '{"keys":[]}', jwk.replace('tiep-theo', first), JSON.stringify({ keys: [{ ...(await exportJWK(privateKey)), kid: 'rieng' }] })]) {
      const answer = await send('', { keys: wrong })
      assert.equal(answer.status, 422, wrong)
      assert.match(answer.text, /aria-invalid|class="error/, wrong)
    }
    assert.equal((await send('', { keys: jwk })).status, 303)
    assert.deepEqual((await shown()).map(({ state }) => state), ['active', 'next'])
    assert.equal(await proves(privateKey, 'tiep-theo'), 'invalid_client', 'not before two people have approved it')
    await site.house.t.owner.query(sql`update openid_client set in_force = settings, state = 'approved' where client_id = ${bank.clientId}`)
    for (const [key, kid] of [[bank.key as CryptoKey, first], [privateKey, 'tiep-theo']] as const) assert.equal(await proves(key, kid), 'invalid_grant', 'both work')

    assert.equal((await send('/ngung', { kid: first })).status, 303)
    assert.equal(await proves(bank.key as CryptoKey, first), 'invalid_client', 'from that commit on, and without anybody\'s approval')
    assert.equal(await proves(privateKey, 'tiep-theo'), 'invalid_grant')
    assert.equal((await send('/ngat', {})).status, 422)
    assert.equal((await send('/ngat', { sure: 'yes' })).status, 303)
    assert.equal(await proves(privateKey, 'tiep-theo'), 'invalid_client')
    assert.equal((await (await site.signedIn(site.house.who('nam').personId)).get(page)).status, 404)
  })

  it('two organisations with one business number, decided at the same moment: one is verified, the other is told', async () => {
    const made = await Promise.all(['Công ty Một', 'Công ty Hai'].map(async (name) => {
      const client = await testClient(site.house.t.db, site.url, {}, 'live', name)
      await site.house.t.owner.query(sql`update openid_organisation set business_number = '0399999999' where organisation_id = (select organisation_id from openid_client where client_id = ${client.clientId})`)
      await site.house.t.owner.query(sql`update openid_client set state = 'waiting', in_force = null where client_id = ${client.clientId}`)
      return client.clientId
    }))
    const [admin, security] = [site.house.asCast('adminPerson'), site.house.asCast('securityPerson')]
    const hashes = await Promise.all(made.map((clientId) => admin(async (ctx) => (await clientToDecide(ctx, clientId)).settingsHash)))
    const decide = (run: typeof admin, i: number) => run((ctx) => decideClient(ctx, { clientId: made[i]!, approve: true, reason: '', settingsHash: hashes[i]! }))
    for (const i of [0, 1]) assert.equal(await decide(admin, i), 'first')
    const outcomes = await Promise.allSettled([decide(security, 0), decide(security, 1)])
    assert.deepEqual(outcomes.map((each) => (each.status === 'fulfilled' ? each.value : (each.reason as { code: string }).code)).toSorted(), ['in-force', 'openid.number-taken'])
    const [count] = await site.house.t.owner.query<{ verified: number; live: number }>(sql`
      select count(*) filter (where o.verified_at is not null)::int as verified, count(*) filter (where c.in_force is not null)::int as live from openid_organisation o join openid_client c using (organisation_id) where o.business_number = '0399999999'`)
    assert.deepEqual(count, { verified: 1, live: 1 })
  })
})

/** Runs a printed sample as a developer would: in a folder with the package, looking at what it prints. */
async function runSample(code: string, open: (start: string) => Promise<void>): Promise<string> {
  const folder = rootPath('node_modules', '.cache')
  mkdirSync(folder, { recursive: true })
  const file = `${folder}/openid-sample-${process.pid}.mjs`
  writeFileSync(file, code)
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'] })
  try {
    return await new Promise<string>((done, fail) => {
      let lines: string[] = []
      let rest = ''
      let wrong = ''
      child.stderr.setEncoding('utf8').on('data', (text: string) => (wrong += text))
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        rest += text
        const parts = rest.split('\n')
        rest = parts.pop()!
        for (const line of parts) {
          lines = [...lines, line]
          if (lines.length === 1) open(line).catch(fail)
          if (lines.length === 2) done(line)
        }
      })
      child.once('exit', () => fail(new Error(`the sample ended: ${wrong}`)))
    })
  } finally {
    child.kill('SIGKILL')
    rmSync(file, { force: true })
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}
