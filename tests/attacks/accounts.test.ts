import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { cast } from '../../synthetic/index.ts'
import { sql, type Database } from '../../src/platform/index.ts'
import { Attacker, formsOf, wordsOf, type Answer } from './browser.ts'
import { databaseOf } from './house.ts'
import { codeFor, lastCode, story, type Story } from './story.ts'
import { inTurns, samples, tellApart } from './timing.ts'

/** A10 and A11 of the security goals: guessing, and finding out who has an account, at every door that takes a number or a code. */
describe('guessing and finding out, at the doors of accounts', () => {
  let told: Story
  let owner: Database
  before(async () => {
    told = await story()
    owner = databaseOf(told.product)
  })
  after(() => owner.close())

  const numbers = { nobody: '099300999987', noAccount: cast.baSau.pin, holder: cast.binh.pin }
  const said = (answer: Answer, pin: string): string => wordsOf(answer.text.replaceAll(pin, '').replace(/value="[^"]*"/g, '')).replace(/\d[\d ]{10,}/g, '')

  const doors: readonly { readonly name: string; readonly path: string; readonly fields: (pin: string) => Record<string, string> }[] = [
    { name: 'recovery with a code', path: '/khoi-phuc', fields: (pin) => ({ pin, code: 'AAAA-AAAA-AAAA-AAAA-AAAA' }) },
    { name: 'recovery by number', path: '/khoi-phuc/muc-1', fields: (pin) => ({ pin }) },
    { name: 'emergency lock', path: '/khoa-khan-cap', fields: (pin) => ({ pin }) },
    { name: 'a new activation code', path: '/kich-hoat/gui-lai', fields: (pin) => ({ pin }) },
    { name: 'a request from home', path: '/dang-ky-dinh-danh', fields: (pin) => ({ pin, fullName: 'Lê Thị Thử', 'birth.day': '1', 'birth.month': '2', 'birth.year': '1990', phone: '0900000001' }) },
  ]

  for (const door of doors) {
    it(`${door.name}: a number nobody has, one without an account and a holder's are answered alike: status, way on, words, length, time`, async () => {
      const answers: Record<string, { status: number; location: string | null; words: string; length: number; ms: number[] }> = {}
      const browser = new Attacker(told.product.url)
      await browser.token()
      for (let round = 0; round < samples; round++) {
        for (const [who, pin] of inTurns(Object.entries(numbers), round)) {
          await owner.query(sql`delete from eid_throttle`)
          browser.moveOn()
          const started = performance.now()
          const answer = await browser.post(door.path, door.fields(pin))
          const ms = performance.now() - started
          const kept = (answers[who] ??= { status: answer.status, location: answer.location, words: said(answer, pin), length: answer.text.length, ms: [] })
          kept.ms.push(ms)
          assert.equal(answer.status, kept.status)
        }
      }
      const { nobody, noAccount, holder } = answers as Record<keyof typeof numbers, (typeof answers)[string]>
      for (const other of [noAccount, holder]) {
        assert.deepEqual({ ...other, ms: [] }, { ...nobody, ms: [] })
        const { apart, says } = tellApart(other.ms, nobody.ms)
        assert.ok(!apart, says)
      }
    })
  }

  it('the code page after a number tells nothing either, to the last try', async () => {
    const tries = async (pin: string): Promise<string[]> => {
      await owner.query(sql`delete from eid_throttle`)
      const browser = new Attacker(told.product.url)
      const sent = await browser.post('/khoa-khan-cap', { pin })
      assert.equal(sent.location, '/khoa-khan-cap/ma')
      const words = [wordsOf((await browser.get('/khoa-khan-cap/ma')).text)]
      for (let i = 0; i < 6; i++) words.push(wordsOf((await browser.post('/khoa-khan-cap/ma', { code: '12' })).text))
      return words
    }
    const nobody = await tries(numbers.nobody)
    assert.deepEqual(await tries(numbers.holder), nobody)
    assert.notEqual(nobody.at(-1), nobody[1], 'after five tries the code is over')
  })

  it('stops guessing at activation codes and recovery codes, and asking without end', async () => {
    await owner.query(sql`delete from eid_throttle`)
    const browser = new Attacker(told.product.url)
    for (let i = 0; i < 10; i++) assert.equal((await browser.post('/kich-hoat', { code: `AAAA-AAAA-${String(1_000 + i)}` })).status, 422)
    assert.equal((await browser.post('/kich-hoat', { code: 'AAAA-AAAA-AAAA' })).status, 429)
    for (let i = 0; i < 5; i++) assert.equal((await browser.post('/khoi-phuc', { pin: numbers.holder, code: `B${i}` })).status, 422)
    assert.equal((await browser.post('/khoi-phuc', { pin: numbers.holder, code: 'B' })).status, 429)
    for (let i = 0; i < 10; i++) await browser.post('/khoa-khan-cap', { pin: numbers.nobody })
    assert.equal((await browser.post('/khoa-khan-cap', { pin: numbers.nobody })).status, 429)
    const holder = await Attacker.persona(told.product.url, 'binh')
    assert.equal((await holder.get('/toi')).status, 200, 'whoever is signed in goes on')
    await owner.query(sql`delete from eid_throttle`)
  })

  it('an open session alone changes nothing about signing in: after ten minutes every such change asks who it is', async () => {
    const thief = await Attacker.persona(told.product.url, 'binh')
    await owner.query(sql`update eid_session set proved_at = proved_at - interval '11 minutes' where person_id = (select person_id from eid_account where account_id = (select account_id from eid_session order by created_at desc limit 1))`)
    for (const [path, fields] of [['/an-toan/ma-khoi-phuc', {}], ['/an-toan/ung-dung/bat-dau', {}], ['/an-toan/xoa-khoa', { id: told.ids.session }], ['/uy-quyen/moi', { vai: 'cho', pin: cast.mai.pin, fullName: cast.mai.fullName, months: '3', scope: '1.001193' }]] as const) {
      const answer = await thief.post(path, fields)
      assert.match(answer.location ?? '', /^\/xac-nhan\?/, `${path}: ${answer.status} ${wordsOf(answer.text).slice(0, 200)}`)
    }
    const before = await lastCode(thief, cast.binh)
    assert.equal((await thief.post('/xac-nhan/gui', { tiep: '/an-toan' })).status, 303)
    assert.equal((await thief.post('/xac-nhan', { tiep: '/an-toan', code: '000000' })).status, 422)
    assert.equal((await thief.post('/xac-nhan', { tiep: 'https://evil.example', code: await codeFor(thief, cast.binh, before) })).location, '/an-toan', 'the right code goes on, and never to another site')
    assert.equal((await thief.post('/an-toan/ma-khoi-phuc', {})).status, 200)
  })

  it('lets no machine in by a code nobody shows, nor by a number that is none', async () => {
    const mai = await Attacker.persona(told.product.url, 'mai')
    for (const so of ['', 'x', '1.5', '-1', '99999999999999999999', '27']) {
      const answer = await mai.post('/may-khac', { ma: 'AAAA-2222', so })
      assert.ok(answer.status >= 400 && answer.status < 500, `${so}: ${answer.status}`)
    }
    const stranger = new Attacker(told.product.url)
    assert.equal((await stranger.post('/dang-nhap/may-khac/vao', {})).location, '/dang-nhap')
    stranger.cookies.set('congdan-may-khac', Buffer.from(JSON.stringify([told.ids.account, 'x', 'AAAA-2222', '27', 'https://evil.example'])).toString('base64url'))
    const answer = await stranger.post('/dang-nhap/may-khac/vao', {})
    assert.equal(answer.status, 422, wordsOf(answer.text).slice(0, 200))
    assert.ok(!stranger.cookies.has('congdan'))
  })

  it('a permission: what the helper may do follows it at the next request, and own pages are closed meanwhile', async () => {
    const giver = await Attacker.persona(told.product.url, 'hoa')
    const helper = await Attacker.persona(told.product.url, 'nam')
    assert.equal((await giver.post('/uy-quyen/moi', { vai: 'cho', pin: cast.nam.pin, fullName: cast.nam.fullName, months: '3', scope: '1.001193', _command: crypto.randomUUID() })).location, '/uy-quyen?xong=asked')
    const form = formsOf((await helper.get('/uy-quyen')).text).find((each) => each.action === '/uy-quyen/tra-loi') ?? assert.fail('nothing waits')
    assert.equal((await helper.post(form.action, { ...form.fields, answer: 'yes' })).location, '/uy-quyen?xong=accepted')
    const card = (await helper.get('/lam-thay')).text.split('class="card"').find((each) => each.includes(cast.hoa.fullName)) ?? assert.fail('nobody to act for')
    const id = /name="id" value="([0-9a-f-]{36})"/.exec(card)?.[1] ?? assert.fail('no choice')
    const stranger = await Attacker.persona(told.product.url, 'binh')
    assert.equal((await stranger.post('/lam-thay', { id })).status, 403, 'nobody else acts for her')
    await helper.post('/lam-thay', { id })
    const page = await helper.get('/lam-thay/ho-so')
    assert.equal(page.status, 200)
    assert.ok(wordsOf(page.text).includes(cast.hoa.fullName), 'the bar says for whom')
    for (const path of ['/toi', '/ho-so', '/vi', '/luot-xem', '/an-toan', '/uy-quyen']) assert.equal((await helper.get(path)).status, 403, path)
    assert.equal((await helper.raw('/api/messages')).status, 403)
    const end = formsOf((await giver.get('/uy-quyen')).text).find((each) => each.action === '/uy-quyen/thoi') ?? assert.fail('nothing to end')
    assert.equal((await giver.post(end.action, end.fields)).location, '/uy-quyen?xong=ended')
    assert.equal((await helper.get('/lam-thay/ho-so')).location, '/lam-thay', 'gone at the next request')
    assert.equal((await helper.get('/toi')).status, 200, 'and the helper is himself again')
  })
})
