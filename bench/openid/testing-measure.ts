import { fork, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { beginPasskeyRegistration, registerPasskey, signInAsPersona } from '../../src/foundations/eid/index.ts'
import { rekeyAccounts, SoftwareAuthenticator } from '../../src/foundations/eid/testing.ts'
import { setProviderSettings } from '../../src/foundations/openid/index.ts'
import { authorizePath, callToken, offerIn, pkce, ProtocolBrowser, redeem, testClient, userinfo, type TestClient } from '../../src/foundations/openid/testing.ts'
import { freshRing, memoryKeystore } from '../../src/platform/key-ring.ts'
import { inTransaction, rootPath, setKeystore, systemClock, type CitizenActor } from '../../src/platform/index.ts'
import { fillFamilies, inParallel, mothers } from '../dossier-submit/families.ts'
import { percentile, print, rounded, serverCpu, tell } from '../figures.ts'
import { openBenchHouse } from '../house.ts'
import { addPasswordAndApp, forgetSteps, signInByPassword } from './testing-by-password.ts'
import { throughProxy } from './through-proxy.ts'

const people = 200
const [what = 'sign-in', count = '2000', atOnce = '8'] = process.argv.slice(2)
const n = Number(count)
const concurrency = Number(atOnce)

const house = await openBenchHouse({ key: 'openid', fill: ({ database, owner }) => fillFamilies(database, owner, people) })
const ring = freshRing()
setKeystore(memoryKeystore(systemClock, ring))
await rekeyAccounts(house.owner)
await house.owner.script('truncate openid_payload, openid_consent, openid_call, openid_decision, openid_paper, openid_client, openid_member, openid_organisation, eid_challenge, eid_session, eid_throttle, eid_authenticator, rate_window, outbox, job cascade')
// One process of the program a core, as docs/production.md has it.
const servers = Array.from({ length: availableParallelism() }, () => fork(rootPath('tests/attacks/openid/server.ts'), [], { execArgv: [...(process.env['PROF'] ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof2'] : []), '--import', rootPath('scripts/tsx-hook.mjs')], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }))
const ports = await Promise.all(servers.map(async (server) => {
  server.send({ address: house.database.address, ring })
  return (await said<{ port: number }>(server)).port
}))
const url = `http://localhost:${ports[0]}`
setProviderSettings({ publicUrl: url, certificateHeader: null })
await Promise.all(servers.map(async (server) => {
  server.send(url)
  await said(server)
}))
globalThis.fetch = throughProxy(ports)

const shop = await testClient(house.database, url)
const site = { host: 'localhost', origin: url }
const holders = (await mothers(house.owner)).slice(0, people)
const devices = new Map<string, SoftwareAuthenticator>()
const consented = new Set<string>()
const signedIn = new Map<string, CitizenActor>()
for (const { personId, accountId } of holders) {
  const device = new SoftwareAuthenticator(site)
  const purpose = { code: 'bench', basis: 'đo tốc độ' }
  const sessionId = await inTransaction(house.database, { actor: { kind: 'visitor' }, purpose }, (ctx) => signInAsPersona(ctx, { personId, appointmentId: null, device: 'Máy', tokenHash: accountId }))
  const actor = { kind: 'citizen', personId, accountId, sessionId, level: 2, authLevel: 2 } as const
  signedIn.set(accountId, actor)
  await inTransaction(house.database, { actor, purpose }, async (ctx) => {
    const { challengeId, options } = await beginPasskeyRegistration(ctx, site)
    await registerPasskey(ctx, { challengeId, response: device.create(options), label: 'Máy', site })
  })
  devices.set(accountId, device)
}
tell(`${holders.length} people with a device key`)

// The first sign-in of everybody is with consent, and warms the server; what is measured comes after it.
await inParallel(holders.length, concurrency, async (i) => void (await signIn(holders[i]!.accountId, i)))
if (what === 'sign-in') {
  await measure(async (i) => void (await signIn(holders[i % holders.length]!.accountId, i)))
  await measureSlowHash(Math.min(n, holders.length))
}
else {
  const tokens = await Promise.all(Array.from({ length: 50 }, (_, i) => signIn(holders[i]!.accountId, i)))
  if (what === 'refresh') await measure(async (i) => good((await callToken(url, shop, { grant_type: 'refresh_token', refresh_token: tokens[i % 50]!.body['refresh_token']! })).status))
  else await measure(async (i) => good((await introspect(shop, tokens[i % 50]!.body['access_token']!)) ? 200 : 500))
}
for (const server of servers) server.disconnect()
await house.close()
process.exit(0)

/** Everything a browser and a relying party do, one after the other. */
async function signIn(accountId: string, i: number): Promise<{ status: number; body: Record<string, string> }> {
  const browser = new ProtocolBrowser(url)
  // Each from an address of its own: what is measured is not how soon one address is held up.
  const from = { 'x-forwarded-for': `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}` }
  const { verifier, challenge } = pkce()
  // As browsers say of an address that is opened: the page on which the request waits is the answer.
  const opens = { ...from, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  const page = await browser.get(authorizePath(shop, 'openid name offline_access', challenge, consented.has(accountId) && what === 'sign-in' ? {} : { prompt: 'consent' }), opens)
  const path = /\/dong-y\/[\w-]+/.exec(page.text)![0]
  // As the script of the page does: the device answers what the page brought along.
  const offer = offerIn(page)
  const response = devices.get(accountId)!.get(offer.options)
  const signed = await browser.post(`${path}/khoa`, { challengeId: offer.challengeId, response: JSON.stringify(response) }, page, from)
  let { next } = JSON.parse(signed.text) as { next: string }
  if (next.includes('/dong-y/')) {
    const consent = new URL(next, url).pathname
    const shown = await browser.get(consent, from)
    const agreed = await browser.post(consent, { answer: 'yes' }, shown, from)
    next = (await browser.get(agreed.location, from)).location
    consented.add(accountId)
  }
  const tokens = await redeem(url, shop, { code: new URL(next).searchParams.get('code') ?? '', verifier })
  good(tokens.status)
  good((await userinfo(url, tokens.body['access_token']!)).status)
  return tokens
}

async function introspect(client: TestClient, token: string): Promise<boolean> {
  const body = new URLSearchParams({ token, client_id: client.clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await client.assertion() })
  return ((await (await fetch(`${url}/oidc/token/introspection`, { method: 'POST', body })).json()) as { active: boolean }).active
}

/** The same people by password and app: told apart, because a hash that is slow on purpose is what takes the time. Each once, for a code works once. */
async function measureSlowHash(count: number): Promise<void> {
  const apps: { pin: string; secret: Buffer }[] = []
  await inParallel(count, concurrency, async (i) => {
    const { pin, accountId } = holders[i]!
    apps[i] = { pin, secret: await addPasswordAndApp(house.database, signedIn.get(accountId)!) }
  })
  for (const round of ['warming', 'measured'] as const) {
    await forgetSteps(house.owner)
    const one = async (i: number): Promise<void> => {
      const from = { 'x-forwarded-for': `10.${round === 'warming' ? 201 : 202}.${(i >> 8) & 255}.${i & 255}` }
      const tokens = await signInByPassword(new ProtocolBrowser(url), url, shop, apps[i]!, from)
      good(tokens.status)
      good((await userinfo(url, tokens.body['access_token']!)).status)
    }
    if (round === 'warming') await inParallel(Math.min(count, 20), concurrency, one)
    else await measure(one, 'sign-in.slow-hash', count)
  }
}

async function measure(one: (i: number) => Promise<void>, name: string = what, count = n): Promise<void> {
  const times: number[] = []
  await house.begin()
  const used = serverSeconds()
  const began = performance.now()
  await inParallel(count, concurrency, async (i) => {
    const from = performance.now()
    await one(i)
    times.push(performance.now() - from)
  })
  const seconds = (performance.now() - began) / 1_000
  const sorted = Float64Array.from(times).sort()
  print({ name, value: rounded(count / seconds, 0), unit: '/s', n: count, concurrency, processes: servers.length })
  for (const [part, share] of [['p50', 0.5], ['p95', 0.95], ['p99', 0.99]] as const) print({ name: `${name}.${part}`, value: rounded(percentile(sorted, share)), unit: 'ms', n: count })
  print({ name: `${name}.server-cpu`, value: rounded(serverSeconds() - used), unit: 's', of: 'the servers' })
  house.printCosts(name)
}

/** Processor seconds of the processes of the program. */
function serverSeconds(): number {
  return servers.reduce((sum, { pid }) => sum + serverCpu(pid!), 0)
}

function good(status: number): void {
  if (status !== 200) throw new Error(`answered ${status}`)
}

function said<T>(child: ChildProcess): Promise<T> {
  return new Promise((done, fail) => {
    child.once('message', (message) => done(message as T))
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}`)))
  })
}
