import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, describe, it } from 'node:test'
import { CompactSign, exportJWK, generateKeyPair } from 'jose'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { inTransaction, plusSeconds, sql, type Actor, type Ctx } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb, testPurpose } from '../../platform/testing.ts'
import { changePersonFacts, placeMark } from '../population/index.ts'
import { communes, somePerson } from '../residence/testing.ts'
import { changesAfter, endFeed, exportPage, finishExport, followChanges, grantFeed, placeEvents, startExport, systemBehind, traceLine, type GrantFeed } from './index.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const now = '2026-11-20T02:00:00.000Z'

describe('changes and lists that leave', async () => {
  const t = await testDb()
  after(() => t.close())
  const as = (actor: Actor, at = now) => <T>(work: (ctx: Ctx) => Promise<T>) => t.as(actor, testPurpose, { now: at })(work)
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const grant: GrantFeed = {
    clientId: 'bhxh-thu', name: 'BHXH Thử', publicKey: await exportJWK(publicKey), purpose: 'health-insurance', basis: 'Luật BHYT, đ.17', text: 'Cập nhật thẻ', types: ['population.person-changed'],
    fields: ['fullName', 'lifeStatus'], areas: [communes.home], decision: '1/QĐ', from: '2026-01-01',
  }
  const mai = await somePerson(t, { name: 'Nguyễn Thị Mai', area: communes.home })
  const far = await somePerson(t, { name: 'Lê Văn Xa', area: communes.second })
  const star = await somePerson(t, { name: 'Trần Ngôi Sao', area: communes.home })
  await as(systemActor)((ctx) => placeMark(ctx, { personId: star.personId, kind: 'protected', decision: '1/QĐ', commandId: newId() }))
  const change = (personId: string, phone: string, ctx: Ctx) => changePersonFacts(ctx, { personId, facts: { phone }, source: 'person', basis: { article: 'Luật Căn cước đ.11' }, commandId: newId() })
  const system: Actor = { kind: 'relying-party', clientId: 'bhxh-thu' }
  const place = async (): Promise<void> => { while (await as(systemActor)(placeEvents)); }

  it('grants only what a decision, a purpose and the table give', async () => {
    await assert.rejects(as(officerActor('police-commander', ['86']))((ctx) => grantFeed(ctx, grant)), refusedWith('authorise.not-allowed'))
    await assert.rejects(as(systemActor)((ctx) => grantFeed(ctx, { ...grant, fields: ['fullName', 'religion'] })), refusedWith('feeds.too-many-fields'))
    await assert.rejects(as(systemActor)((ctx) => grantFeed(ctx, { ...grant, purpose: 'curiosity' })), refusedWith('feeds.purpose-unknown'))
    await assert.rejects(as(systemActor)((ctx) => grantFeed(ctx, { ...grant, types: ['eid.session-opened'] })), refusedWith('feeds.type-unknown'))
    await assert.rejects(as(systemActor)((ctx) => grantFeed(ctx, { ...grant, decision: ' ' })), refusedWith('feeds.decision-needed'))
    await as(systemActor)((ctx) => grantFeed(ctx, grant))
    await assert.rejects(as(systemActor)((ctx) => grantFeed(ctx, grant)), refusedWith('feeds.already-granted'))
  })

  it('gives changes of its people with its fields, announces protected people, leaves others out, and logs it', async () => {
    for (const [person, phone] of [[mai, '0300000001'], [far, '0300000002'], [star, '0300000003']] as const) await as(systemActor)((ctx) => change(person.personId, phone, ctx))
    await place()
    const { changes, next, newest } = await as(system)((ctx) => followChanges(ctx, 0, 100))
    assert.deepEqual(changes.map((each) => each.people), [
      [{ personId: mai.personId, restricted: false, facts: { fullName: 'Nguyễn Thị Mai', lifeStatus: 'living' } }], [{ personId: star.personId, restricted: true, facts: {} }],
    ])
    assert.equal(next, newest)
    assert.deepEqual((await as(system)((ctx) => followChanges(ctx, next, 100))).changes, [])
    const rows = await t.db.query<{ subjects: string[]; text: string; code: string }>(sql`select subjects, purpose_text as text, purpose_code as code from access_log where actor_name = 'bhxh-thu'`)
    assert.deepEqual(rows, [{ subjects: [mai.personId], text: 'BHXH Thử: Cập nhật thẻ', code: 'health-insurance' }])
  })

  it('resumes anywhere without a gap, page by page', async () => {
    const all = (await as(system)((ctx) => followChanges(ctx, 0, 100))).changes.map((each) => each.position)
    const paged: number[] = []
    for (let after = 0, rounds = 0; rounds < 20; rounds++) {
      const { changes, next, newest } = await as(system)((ctx) => followChanges(ctx, after, 1))
      paged.push(...changes.map((each) => each.position))
      if (next >= newest) break
      after = next
    }
    assert.deepEqual(paged, all)
    const places = (await changesAfterAll()).map((each) => each.position)
    assert.deepEqual(places, places.map((_, i) => i + 1), 'gapless')
  })

  const changesAfterAll = () => as(systemActor)((ctx) => changesAfter(ctx.tx, 0, { limit: 10_000 }))

  it('never gives a place past a transaction that is still open, and loses nothing of it', async () => {
    const before = (await changesAfterAll()).length
    let release = (): void => undefined
    const held = new Promise<void>((done) => (release = done))
    let opened = (): void => undefined
    const isOpen = new Promise<void>((done) => (opened = done))
    const slow = inTransaction(t.db, { actor: systemActor, purpose: testPurpose, now }, async (ctx) => {
      await change(mai.personId, '0300000011', ctx)
      opened()
      await held
    })
    await isOpen
    await as(systemActor)((ctx) => change(star.personId, '0300000012', ctx))
    await place()
    assert.equal((await changesAfterAll()).length, before, 'the later commit waits for the earlier transaction')
    release()
    await slow
    await place()
    assert.deepEqual((await changesAfterAll()).slice(before).map((each) => each.people[0]).toSorted(), [mai.personId, star.personId].toSorted())
  })

  it('goes on after the database was restored into another cluster', async () => {
    const before = await changesAfterAll()
    await t.owner.script(`update feed_state set cluster = '1', taken_in = '99999999', taken_position = 1`)
    await as(systemActor)((ctx) => change(mai.personId, '0300000021', ctx))
    await place()
    const later = await changesAfterAll()
    assert.deepEqual(later.slice(0, before.length), before)
    assert.equal(later.length, before.length + 1)
  })

  it('a right with a last day ends sooner when it is ended', async () => {
    const short: Actor = { kind: 'relying-party', clientId: 'thue-thu' }
    await as(systemActor)((ctx) => grantFeed(ctx, { ...grant, clientId: 'thue-thu', to: '2027-01-01' }))
    await as(short)((ctx) => followChanges(ctx, 0, 1))
    await as(systemActor)((ctx) => endFeed(ctx, 'thue-thu'))
    await assert.rejects(as(short)((ctx) => followChanges(ctx, 0, 1)), refusedWith('feeds.no-right'))
  })

  it('refuses whoever has no right today', async () => {
    await assert.rejects(as({ kind: 'relying-party', clientId: 'ai-do' })((ctx) => followChanges(ctx, 0, 10)), refusedWith('feeds.no-right'))
    await assert.rejects(as(system, '2025-12-31T00:00:00.000Z')((ctx) => followChanges(ctx, 0, 10)), refusedWith('feeds.no-right'))
    for (const actor of [citizenActor(mai.personId), officerActor('police-officer', ['86']), systemActor]) await assert.rejects(as(actor)((ctx) => followChanges(ctx, 0, 10)), refusedWith('authorise.not-allowed'))
  })

  it('knows a system by its signature alone: fresh, for this address, by the key of the right', async () => {
    const path = '/api/feeds/changes'
    const iat = Math.floor(Date.parse(now) / 1_000)
    const sign = async (claims: object, key = privateKey): Promise<string> => new CompactSign(Buffer.from(JSON.stringify(claims))).setProtectedHeader({ alg: 'ES256' }).sign(key)
    const behind = (jws: string, at = now) => as(systemActor)((ctx) => systemBehind(ctx.tx, jws, { path, now: at }))
    const good = await sign({ clientId: 'bhxh-thu', path, iat })
    assert.equal(await behind(good), 'bhxh-thu')
    assert.equal(await behind(good, plusSeconds(now, 61)), null)
    assert.equal(await behind(await sign({ clientId: 'bhxh-thu', path: '/api/other', iat })), null)
    assert.equal(await behind(await sign({ clientId: 'ai-do', path, iat })), null)
    assert.equal(await behind(await sign({ clientId: 'bhxh-thu', path, iat }, (await generateKeyPair('ES256')).privateKey)), null)
    const [head, , tail] = good.split('.')
    assert.equal(await behind(`${head}.${Buffer.from(JSON.stringify({ clientId: 'bhxh-thu', path, iat: iat + 1 })).toString('base64url')}.${tail}`), null)
    assert.equal(await behind(`${Buffer.from('{"alg":"none"}').toString('base64url')}.${good.split('.')[1]}.`), null)
  })

  it('exports a list with everybody in the log, a mark in every line and a hash; a protected person is not in it', async () => {
    const input = { recipient: 'Phòng LĐ-TBXH', purpose: 'social-payment', basis: 'NĐ 335/2026', text: 'Chi trả trợ cấp', decision: '9/QĐ', fields: ['fullName', 'pin'], area: communes.home }
    await assert.rejects(as(officerActor('police-officer', ['86'], { sensitive: true }))((ctx) => startExport(ctx, input)), refusedWith('authorise.not-allowed'))
    await assert.rejects(as(officerActor('police-commander', [communes.second], { sensitive: true }))((ctx) => startExport(ctx, input)), refusedWith('authorise.not-allowed'))
    await assert.rejects(as(systemActor)((ctx) => startExport(ctx, { ...input, fields: ['fullName', 'phone'] })), refusedWith('feeds.too-many-fields'))
    await assert.rejects(as(systemActor)((ctx) => startExport(ctx, { ...input, decision: '' })), refusedWith('feeds.decision-needed'))
    const formula = await somePerson(t, { name: '=HYPERLINK', area: communes.home })
    const started = await as(systemActor)((ctx) => startExport(ctx, input))
    let [text, after, rounds] = [started.header, null as string | null, 0]
    do {
      const page = await as(systemActor)((ctx) => exportPage(ctx, started.exportId, after, 1))
      text += page.lines
      after = page.next
    } while (after !== null && ++rounds < 20)
    const lines = text.trimEnd().split('\n')
    assert.match(lines[0]!, new RegExp(`${started.exportId}.*Phòng LĐ-TBXH.*9/QĐ`))
    assert.deepEqual(lines.slice(2).map((line) => line.split(',').slice(0, 2)).toSorted(), [['Nguyễn Thị Mai', mai.pin], ["'=HYPERLINK", formula.pin]].toSorted())
    const logged = await t.db.query<{ subjects: string[] }>(sql`select subjects from access_log where purpose_code = 'social-payment'`)
    assert.deepEqual(logged.flatMap((row) => row.subjects).toSorted(), [mai.personId, formula.personId].toSorted())
    await as(systemActor)((ctx) => finishExport(ctx, { exportId: started.exportId, people: 2, bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') }))
    await assert.rejects(as(systemActor)((ctx) => exportPage(ctx, started.exportId, null)), refusedWith('feeds.export-ended'))
    const again = await as(systemActor)((ctx) => startExport(ctx, { ...input, recipient: 'Nơi khác' }))
    assert.notEqual((await as(systemActor)((ctx) => exportPage(ctx, again.exportId, null))).lines, lines.slice(2).join('\n'))
    const auditor = officerActor('auditor', ['86'])
    assert.equal((await as(auditor)((ctx) => traceLine(ctx, lines[2]!)))?.exportId, started.exportId)
    assert.equal(await as(auditor)((ctx) => traceLine(ctx, lines[2]!.replace(/\d(?=,)/, '0x'))), undefined)
  })

  it('a right that ended is over at once', async () => {
    await as(systemActor)((ctx) => endFeed(ctx, 'bhxh-thu'))
    await assert.rejects(as(system)((ctx) => followChanges(ctx, 0, 10)), refusedWith('feeds.no-right'))
  })
})
