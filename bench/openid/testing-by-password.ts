/** Signing in by something that has to be slow: a password kept as argon2id (19 MiB, two passes), and the code of an app. */
import { addTotp, beginTotp, setPassword } from '../../src/foundations/eid/index.ts'
import { stepAt, totpCode } from '../../src/foundations/eid/totp.ts'
import { authorizePath, pkce, redeem, type ProtocolBrowser, type TestClient, type Tokens } from '../../src/foundations/openid/testing.ts'
import { inTransaction, sql, systemClock, type CitizenActor, type Database } from '../../src/platform/index.ts'

const password = 'một câu dễ nhớ để đo'
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** What the app of a person would hold; the password is the same for all, and hashed for each. */
export async function addPasswordAndApp(database: Database, actor: CitizenActor): Promise<Buffer> {
  return inTransaction(database, { actor, purpose: { code: 'bench', basis: 'đo tốc độ' } }, async (ctx) => {
    await setPassword(ctx, actor.accountId, password)
    const { setUpId, secret } = await beginTotp(ctx)
    const bytes = bytesOf(secret)
    await addTotp(ctx, { setUpId, code: totpCode(bytes, stepAt(ctx.now)) })
    return bytes
  })
}

/** Codes work once a step: between two rounds their last use is forgotten, which no real app could wait for. */
export const forgetSteps = (owner: Database): Promise<unknown> => owner.query(sql`update eid_authenticator set data = jsonb_set(data, '{lastStep}', '0') where kind = 'totp'`)

/** Everything a browser and a relying party do, with number, password and code instead of a device key. */
export async function signInByPassword(browser: ProtocolBrowser, url: string, shop: TestClient, person: { pin: string; secret: Buffer }, from: Record<string, string>): Promise<Tokens> {
  const { verifier, challenge } = pkce()
  const asked = await browser.get(authorizePath(shop, 'openid name offline_access', challenge), from)
  const path = new URL(asked.location, url).pathname
  await browser.get(path, from)
  const form = await browser.get(`/dang-nhap?tiep=${encodeURIComponent(path)}`, from)
  const typed = await browser.post('/dang-nhap', { pin: person.pin, password, tiep: path }, form, from)
  if (typed.status !== 303) throw new Error(`the password was answered ${typed.status}`)
  const code = await browser.get(typed.location, from)
  let answer = await browser.post('/dang-nhap/ma', { code: totpCode(person.secret, stepAt(systemClock())), tiep: path }, code, from)
  if (answer.status !== 303) throw new Error(`the code was answered ${answer.status}`)
  while (!answer.location.startsWith(shop.redirectUri)) {
    const to = answer.status === 200 ? /url=([^"]+)/.exec(answer.headers.get('refresh') ?? '')?.[1] : answer.location
    if (!to) throw new Error(`stopped at ${answer.status}`)
    answer = await browser.get(to.startsWith('http') ? new URL(to).pathname + new URL(to).search : to, from)
  }
  return redeem(url, shop, { code: new URL(answer.location).searchParams.get('code') ?? '', verifier })
}

function bytesOf(base32: string): Buffer {
  const bits = [...base32].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/[01]{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
