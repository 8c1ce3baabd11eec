import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { decodeJwt } from 'jose'
import { openidSite, type OpenidSite } from '../../app/testing/openid-site.ts'
import { changeClient, ownConsents, partyEventLog, resendEvent, safetyStatus, sendTestEvent, shortenConsent, withdrawConsent, type PartyEvent } from '../../foundations/openid/index.ts'
import { waits } from '../../foundations/openid/tell-party.ts'
import { authorize, redeem, testClient, type TestClient } from '../../foundations/openid/testing.ts'
import { dayInVietnam, plusSeconds, rootPath, sql, systemClock } from '../../platform/index.ts'

describe('events that are sent to a relying party', () => {
  let site: OpenidSite
  before(async () => { site = await openidSite() })
  after(() => site.close())

  const asDeveloper = <T>(work: Parameters<ReturnType<typeof site.house.asPerson>>[0], now = systemClock()): Promise<T> => site.house.asPerson(site.house.who('mai'), { now })(work) as Promise<T>
  const logOf = async (clientId: string): Promise<PartyEvent[]> => (await asDeveloper<{ events: PartyEvent[] }>((ctx) => partyEventLog(ctx, clientId))).events

  /** A party of Mai's organisation that is told at this address. */
  async function party(eventsUri: string | null, name = 'Ngân hàng Nghe'): Promise<TestClient> {
    const client = await testClient(site.house.t.db, site.url, eventsUri === null ? {} : { eventsUri }, 'live', name)
    const mai = site.house.who('mai')
    await site.house.t.owner.query(sql`
      insert into openid_member (organisation_id, account_id, person_id, joined_at) select organisation_id, ${mai.accountId}, ${mai.personId}, now() from openid_client where client_id = ${client.clientId}`)
    return client
  }

  /** A person agrees; answers the name by which the party knows them. */
  async function agreed(client: TestClient): Promise<{ sub: string; consentId: string }> {
    const nam = site.house.who('nam')
    const tokens = await redeem(site.url, client, await authorize(await site.signedIn(nam.personId), client, 'openid name'))
    const consents = await site.house.asPerson(nam, { now: systemClock() })(ownConsents)
    return { sub: decodeJwt(tokens.body['id_token']!).sub!, consentId: consents.find((each) => each.clientId === client.clientId && each.withdrawnAt === null)!.consentId }
  }
  const asNam = <T>(work: Parameters<ReturnType<typeof site.house.asPerson>>[0]): Promise<T> => site.house.asPerson(site.house.who('nam'), { now: systemClock() })(work) as Promise<T>

  it('an agreement taken back: the receiver as it is printed in the console hears of it, under the name it knows, and of nothing else', async () => {
    const port = await freePort()
    const client = await party(`http://127.0.0.1:${port}/su-kien`)
    const developer = await site.signedIn(site.house.who('mai').personId)
    const page = await developer.get(`/nha-phat-trien/ung-dung/${client.clientId}/su-kien`)
    assert.match(page.text, /data-screen="R-09"/)
    const receiver = await runReceiver(plain(/<pre[^>]*><code>([\s\S]*?)<\/code>/.exec(page.text)![1]!), port)
    try {
      const { sub, consentId } = await agreed(client)
      for (const days of [Number.NaN, 0, 1.5, 36_501, 1e15]) await assert.rejects(asNam((ctx) => shortenConsent(ctx, { consentId, days })), { code: 'openid.shorten-only' }, String(days))
      await asNam((ctx) => shortenConsent(ctx, { consentId, days: 7 }))
      await asNam((ctx) => withdrawConsent(ctx, consentId))
      await site.house.t.drain()
      const lines = (await receiver.lines(2)).map((line) => JSON.parse(line) as { who: object; events: Record<string, object> })
      assert.deepEqual(new Set(lines.flatMap(({ events }) => Object.keys(events))), new Set(['urn:congdan:event:consent-withdrawn', 'urn:congdan:event:consent-shortened']))
      for (const { who } of lines) assert.deepEqual(who, { format: 'iss_sub', iss: site.url, sub })
      assert.ok(!JSON.stringify(lines).includes(site.house.who('nam').pin) && !JSON.stringify(lines).includes(site.house.who('nam').fullName))
      const log = await logOf(client.clientId)
      assert.deepEqual(log.map(({ state, attempts, lastStatus }) => ({ state, attempts, lastStatus })), [{ state: 'delivered', attempts: 1, lastStatus: 202 }, { state: 'delivered', attempts: 1, lastStatus: 202 }])
      const forged = await fetch(`http://127.0.0.1:${port}/su-kien`, { method: 'POST', body: 'abc' })
      assert.equal(forged.status, 400)
    } finally {
      receiver.stop()
    }
  })

  it('a server that is down is tried again, later each time, then given up; by hand it begins again under the same id', async () => {
    const sink = await listen(() => 500)
    const client = await party(sink.url)
    const [{ consentId }] = [await agreed(client)]
    await asNam((ctx) => withdrawConsent(ctx, consentId))
    let now = systemClock()
    await site.house.t.drain(now)
    for (const wait of waits) {
      const [event] = await logOf(client.clientId)
      assert.equal(event!.state, 'waiting')
      assert.ok(event!.nextAt! > now, 'later than the last')
      now = plusSeconds(event!.nextAt!, 1)
      assert.ok(wait > 0)
      await site.house.t.drain(now)
    }
    assert.deepEqual((await logOf(client.clientId)).map(({ state, attempts, lastStatus, nextAt }) => ({ state, attempts, lastStatus, nextAt })), [{ state: 'failed', attempts: waits.length + 1, lastStatus: 500, nextAt: null }])
    const before = sink.bodies.length
    assert.equal(before, waits.length + 1)
    sink.answer = 202
    const [failed] = await logOf(client.clientId)
    await assert.rejects(site.house.asPerson(site.house.who('nam'))((ctx) => resendEvent(ctx, client.clientId, failed!.eventId)), { code: 'openid.client-unknown' })
    await asDeveloper((ctx) => resendEvent(ctx, client.clientId, failed!.eventId), now)
    await assert.rejects(asDeveloper((ctx) => resendEvent(ctx, client.clientId, failed!.eventId), now), { code: 'openid.event-unknown' }, 'it is under way')
    await site.house.t.drain(now)
    assert.equal((await logOf(client.clientId))[0]!.state, 'delivered')
    assert.equal(new Set(sink.bodies.map((body) => decodeJwt(body).jti)).size, 1)
    sink.close()
  })

  it('an event worked off twice, and two workers at the same moment: told once', async () => {
    const sink = await listen(() => 202, 50)
    const client = await party(sink.url)
    const { consentId } = await agreed(client)
    await asNam((ctx) => withdrawConsent(ctx, consentId))
    await site.house.t.owner.query(sql`insert into job (job_id, name, payload, run_at) select gen_random_uuid(), name, payload, run_at from job where name like 'openid.consent-withdrawn%openid.tell-party' and payload::text like ${`%${consentId}%`}`)
    await site.house.t.drain()
    await site.house.t.owner.query(sql`update openid_party_event set state = 'waiting', attempts = 0 where client_id = ${client.clientId}`)
    const before = sink.bodies.length
    assert.equal(before, 1)
    await site.house.t.owner.query(sql`insert into job (job_id, name, payload, run_at) select gen_random_uuid(), 'openid.tell-party', jsonb_build_object('eventId', event_id, 'attempt', 0), made_at from openid_party_event, generate_series(1, 6) where client_id = ${client.clientId}`)
    await Promise.all([site.house.t.drain(), site.house.t.drain(), site.house.t.drain()])
    assert.equal(sink.bodies.length, before + 1)
    sink.close()
  })

  it('calls no server of a private network, and connects to nothing to find out', async () => {
    const client = await party('https://10.0.0.1/su-kien')
    await asDeveloper((ctx) => sendTestEvent(ctx, client.clientId))
    await site.house.t.drain()
    const [event] = await logOf(client.clientId)
    assert.deepEqual([event!.kind, event!.state, event!.lastError, event!.lastStatus], ['verification', 'waiting', 'not-public-address', null])
    await assert.rejects(asDeveloper((ctx) => changeClient(ctx, client.clientId, { eventsUri: 'http://10.0.0.1/' })), { code: 'openid.field-missing' })
    const silent = await party(null, 'Cửa hàng Im lặng')
    await assert.rejects(asDeveloper((ctx) => sendTestEvent(ctx, silent.clientId)), { code: 'openid.no-events-address' })
    for (let i = 0; i < 19; i++) await asDeveloper((ctx) => sendTestEvent(ctx, client.clientId))
    await assert.rejects(asDeveloper((ctx) => sendTestEvent(ctx, client.clientId)), { code: 'openid.too-many-tests' })
  })

  it('an agreement with a last day: the console counts down, and afterwards nobody signs in by that client', async () => {
    const today = dayInVietnam(systemClock())
    const yesterday = dayInVietnam(plusSeconds(systemClock(), -86_400))
    const client = await party(null, 'Bưu cục Thử')
    const until = (day: string) => site.house.t.owner.query(sql`update openid_client set in_force = in_force || ${sql.json({ agreementUntil: day })}::jsonb where client_id = ${client.clientId}`)
    await until(today)
    const browser = await site.signedIn(site.house.who('nam').personId)
    assert.equal((await redeem(site.url, client, await authorize(browser, client, 'openid name'))).status, 200, 'the last day counts')
    const status = () => asDeveloper<Awaited<ReturnType<typeof safetyStatus>>>((ctx) => safetyStatus(ctx, client.clientId))
    assert.deepEqual((await status()).until, { day: today, daysLeft: 0 })
    await until(yesterday)
    await assert.rejects(authorize(browser, client, 'openid name'), /invalid_client/)
    assert.ok((await status()).checks.some(({ key, met }) => key === 'agreement' && !met))
    const developer = await site.signedIn(site.house.who('mai').personId)
    const page = await developer.get(`/nha-phat-trien/ung-dung/${client.clientId}/an-toan`)
    assert.match(page.text, /Thỏa thuận hết hiệu lực/)
  })
})

const plain = (html: string): string => html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

interface Sink { readonly url: string; readonly bodies: string[]; answer: number; close(): void }

/** A relying party's server that answers what it is told to. */
function listen(answer: () => number, wait = 0): Promise<Sink> {
  return new Promise((done) => {
    const bodies: string[] = []
    const server: Server = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => {
        bodies.push(body)
        setTimeout(() => response.writeHead(sink.answer).end(), wait)
      })
    })
    const sink: Sink = { url: '', bodies, answer: answer(), close: () => server.close() }
    server.listen(0, '127.0.0.1', () => done(Object.assign(sink, { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/su-kien` })))
  })
}

const freePort = async (): Promise<number> => {
  const sink = await listen(() => 200)
  sink.close()
  return Number(new URL(sink.url).port)
}

/** Runs the printed receiver as a developer would, and waits until it listens. */
async function runReceiver(code: string, port: number): Promise<{ lines(n: number): Promise<string[]>; stop(): void }> {
  const folder = rootPath('node_modules', '.cache')
  mkdirSync(folder, { recursive: true })
  const file = `${folder}/event-receiver-${process.pid}.mjs`
  writeFileSync(file, code)
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  const until = async <T>(found: () => Promise<T | undefined>): Promise<T> => {
    for (let i = 0; i < 400; i++) {
      const got = await found()
      if (got !== undefined) return got
      await new Promise((done) => setTimeout(done, 25))
    }
    throw new Error(`the receiver said: ${said}`)
  }
  await until(() => fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x' }).then(({ status }) => status, () => undefined))
  return {
    lines: (n) => until(async () => (said.trim().split('\n').length >= n && said.endsWith('\n') && said.trim() !== '' ? said.trim().split('\n') : undefined)),
    stop() {
      child.kill('SIGKILL')
      rmSync(file, { force: true })
    },
  }
}
