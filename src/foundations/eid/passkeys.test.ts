import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse, type Family, type Somebody } from '../../app/testing/cast-house.ts'
import { newId } from '../../kernel/ids.ts'
import { plusSeconds } from '../../platform/index.ts'
import { beginPasskeyRegistration, beginPasskeySignIn, beginPasskeySigning, offerPasskeySignIn, ownAccount, registerPasskey, revokeAuthenticator, signInWithPasskey, signWithPasskey, verifySigningEvidence } from './index.ts'
import { SoftwareAuthenticator, type Tricks } from './testing.ts'

const site = { host: 'dvc.example', origin: 'https://dvc.example' }
const hash = 'a'.repeat(64)

describe('passkeys', () => {
  let house: CastHouse
  let family: Family
  before(async () => {
    house = await castHouse()
    family = await house.family('same')
  })
  after(() => house.close())

  const visitor = (now = morning) => house.t.as({ kind: 'visitor' }, undefined, { now })
  async function added(person: Somebody, device = new SoftwareAuthenticator(site), tricks: Tricks = {}): Promise<SoftwareAuthenticator> {
    const as = house.asSignedIn(person)
    const { challengeId, options } = await as((ctx) => beginPasskeyRegistration(ctx, site))
    await as((ctx) => registerPasskey(ctx, { challengeId, response: device.create(options, tricks), label: 'Điện thoại của tôi', site }))
    return device
  }
  async function signIn(device: SoftwareAuthenticator, tricks: Tricks = {}, now = morning): Promise<{ personId: string }> {
    const { challengeId, options } = await visitor(now)((ctx) => beginPasskeySignIn(ctx, site))
    return visitor(now)((ctx) => signInWithPasskey(ctx, { challengeId, response: device.get(options, tricks), site, device: 'Điện thoại', tokenHash: newId() }))
  }

  it('added, then signs its owner in without a name being asked', async () => {
    const device = await added(family.mother)
    assert.equal((await signIn(device)).personId, family.mother.personId)
    assert.equal((await signIn(device)).personId, family.mother.personId)
    const { authenticators } = await house.asSignedIn(family.mother)(ownAccount)
    assert.ok(authenticators.some((each) => each.label === 'Điện thoại của tôi' && !('data' in each)))
  })

  it('adding is refused for another site, without verification, for another account\'s challenge, twice', async () => {
    for (const tricks of [{ origin: 'https://dvc.example.evil' }, { host: 'evil' }, { unverified: true }] as Tricks[]) await assert.rejects(added(family.mother, new SoftwareAuthenticator(site), tricks), { code: 'eid.passkey-not-verified' })
    const { challengeId, options } = await house.asSignedIn(family.mother)((ctx) => beginPasskeyRegistration(ctx, site))
    const device = new SoftwareAuthenticator(site)
    await assert.rejects(house.asSignedIn(family.father)((ctx) => registerPasskey(ctx, { challengeId, response: device.create(options), label: 'x', site })), { code: 'eid.challenge-ended' })
    await added(family.mother, device)
    await assert.rejects(added(family.father, device), { code: 'eid.passkey-known' }, 'a key belongs to one account')
    await assert.rejects(house.asSignedIn(family.mother)((ctx) => registerPasskey(ctx, { challengeId: 'không phải mã', response: device.create(options), label: 'x', site })), { code: 'eid.challenge-ended' })
  })

  it('sign-in is refused for an unknown key, a forged signature, another site, no verification, nonsense', async () => {
    const device = await added(family.mother)
    await assert.rejects(signIn(new SoftwareAuthenticator(site)), { code: 'eid.passkey-not-verified' })
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    for (const tricks of [{ key: other }, { origin: 'http://dvc.example' }, { host: 'example' }, { unverified: true }] as Tricks[]) await assert.rejects(signIn(device, tricks), { code: 'eid.passkey-not-verified' }, JSON.stringify(Object.keys(tricks)))
    const { challengeId } = await visitor()((ctx) => beginPasskeySignIn(ctx, site))
    await assert.rejects(visitor()((ctx) => signInWithPasskey(ctx, { challengeId, response: {} as never, site, device: '', tokenHash: newId() })), { code: 'eid.passkey-not-verified' })
  })

  it('a counter that goes back is a copied key and is refused', async () => {
    const device = await added(family.mother)
    await signIn(device, { counter: 40 })
    for (const counter of [39, 40, 1]) await assert.rejects(signIn(device, { counter }), { code: 'eid.passkey-not-verified' })
    await signIn(device, { counter: 41 })
  })

  it('a challenge that a page brought along: used once, on that page, unchanged, within five minutes', async () => {
    const device = await added(family.mother)
    const offer = (about: string, now = morning) => visitor(now)((ctx) => offerPasskeySignIn(ctx, site, about))
    const answer = (response: ReturnType<SoftwareAuthenticator['get']>, about: string, now = morning) => visitor(now)((ctx) => signInWithPasskey(ctx, { challengeId: 'page', response, about, site, device: '', tokenHash: newId() }))
    const { options } = await offer('/dang-nhap')
    const response = device.get(options)
    await assert.rejects(answer(response, '/dong-y/khac'), { code: 'eid.challenge-ended' }, 'made for another page')
    await assert.rejects(answer(response, '/dang-nhap', plusSeconds(morning, 301)), { code: 'eid.challenge-ended' })
    for (const challenge of [`${options.challenge.slice(0, 20)}${options.challenge[20] === 'A' ? 'B' : 'A'}${options.challenge.slice(21)}`, Buffer.alloc(54).toString('base64url'), 'x', '']) {
      await assert.rejects(answer(device.get({ ...options, challenge }), '/dang-nhap'), { code: 'eid.challenge-ended' }, challenge)
    }
    for (const nonsense of [{}, { id: device, response: null }, { response: { clientDataJSON: 7 } }]) await assert.rejects(answer(nonsense as never, '/dang-nhap'), { code: 'eid.challenge-ended' })
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => answer(response, '/dang-nhap')))
    assert.deepEqual([outcomes.filter((each) => each.status === 'fulfilled').length, outcomes.filter((each) => each.status === 'rejected' && (each.reason as { code: string }).code === 'eid.challenge-ended').length], [1, 9])
    await assert.rejects(answer(response, '/dang-nhap', plusSeconds(morning, 200)), { code: 'eid.challenge-ended' })
  })

  it('a challenge is used once, however many answer it at once, and ends after five minutes', async () => {
    const device = await added(family.mother)
    const { challengeId, options } = await visitor()((ctx) => beginPasskeySignIn(ctx, site))
    const response = device.get(options)
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => visitor()((ctx) => signInWithPasskey(ctx, { challengeId, response, site, device: '', tokenHash: newId() }))))
    assert.equal(outcomes.filter((each) => each.status === 'fulfilled').length, 1)
    assert.ok(outcomes.every((each) => each.status === 'fulfilled' || (each.reason as { code: string }).code === 'eid.challenge-ended'))
    const late = await visitor()((ctx) => beginPasskeySignIn(ctx, site))
    await assert.rejects(visitor(plusSeconds(morning, 301))((ctx) => signInWithPasskey(ctx, { challengeId: late.challengeId, response: device.get(late.options), site, device: '', tokenHash: newId() })), { code: 'eid.challenge-ended' })
    const signing = await house.asSignedIn(family.mother)((ctx) => beginPasskeySigning(ctx, site, hash))
    await assert.rejects(visitor()((ctx) => signInWithPasskey(ctx, { challengeId: signing.challengeId, response: device.get(signing.options), site, device: '', tokenHash: newId() })), { code: 'eid.challenge-ended' }, 'what was asked for signing does not sign in')
  })

  it('signs one text: not another, not for somebody else, not with somebody else\'s key', async () => {
    const mine = await added(family.mother)
    const his = await added(family.father)
    const asMother = house.asSignedIn(family.mother)
    const begin = () => asMother((ctx) => beginPasskeySigning(ctx, site, hash))
    const good = await begin()
    const evidence = await asMother((ctx) => signWithPasskey(ctx, { challengeId: good.challengeId, response: mine.get(good.options), documentHash: hash, site }))
    assert.equal(evidence.method, 'passkey')
    assert.ok(verifySigningEvidence(evidence, family.mother.personId, hash))
    assert.ok(!verifySigningEvidence(evidence, family.father.personId, hash))
    assert.ok(!verifySigningEvidence(evidence, family.mother.personId, 'b'.repeat(64)))
    const other = await begin()
    await assert.rejects(asMother((ctx) => signWithPasskey(ctx, { challengeId: other.challengeId, response: mine.get(other.options), documentHash: 'b'.repeat(64), site })), { code: 'eid.challenge-ended' })
    await assert.rejects(asMother((ctx) => signWithPasskey(ctx, { challengeId: other.challengeId, response: his.get(other.options), documentHash: hash, site })), { code: 'eid.passkey-not-verified' })
    await assert.rejects(house.asSignedIn(family.father)((ctx) => signWithPasskey(ctx, { challengeId: other.challengeId, response: his.get(other.options), documentHash: hash, site })), { code: 'eid.challenge-ended' })
  })

  it('taken off the account, a key opens nothing more; nobody takes off another\'s', async () => {
    const device = await added(family.mother)
    const { authenticators } = await house.asSignedIn(family.mother)(ownAccount)
    const { authenticatorId } = authenticators.find((each) => each.credentialId === device.id)!
    await assert.rejects(house.asSignedIn(family.father)((ctx) => revokeAuthenticator(ctx, authenticatorId)), { code: 'eid.account-not-found' })
    await signIn(device)
    await house.asSignedIn(family.mother)((ctx) => revokeAuthenticator(ctx, authenticatorId))
    await assert.rejects(signIn(device), { code: 'eid.passkey-not-verified' })
  })
})
