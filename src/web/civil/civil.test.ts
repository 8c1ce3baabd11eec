import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { accessesOf } from '../../digital-citizen/my-data/index.ts'
import { registerMarriage } from '../../foundations/civil-status/index.ts'
import { someone } from '../../foundations/civil-status/testing.ts'
import { readPerson } from '../../foundations/population/index.ts'
import { newId } from '../../kernel/ids.ts'
import { lintStrings } from '../kit/index.ts'
import { Desk, textOf, dateFields } from '../officer/testing.ts'
import { actForms } from './act-forms.ts'
import { civilStrings } from './strings.ts'

const now = '2026-11-18T03:00:00.000Z'

describe('screens of civil status', () => {
  const desk = new Desk(now)
  const lifeOf = (personId: string) => desk.house.asSystem()((ctx) => readPerson(ctx, personId, ['lifeStatus', 'maritalStatus']))

  /** The officer fills a form, looks, and sends it for signature; answers the address of the prepared act. */
  async function prepare(act: string, fields: Record<string, string>): Promise<string> {
    const officer = desk.space.as('lanJustice')
    await officer.get(`/ho-tich/viec/${act}`)
    const shown = await officer.post(`/ho-tich/viec/${act}`, { _do: 'check', ...fields })
    assert.equal(shown.statusCode, 200, textOf(shown.payload))
    assert.match(shown.payload, /Sẽ ghi vào sổ/)
    const command = /name="_command" value="([^"]+)"/.exec(shown.payload)![1]!
    const sent = await officer.post(`/ho-tich/viec/${act}`, { _do: 'send', _command: command, ...fields })
    assert.equal(sent.statusCode, 303, textOf(sent.payload))
    return sent.headers.location as string
  }
  /** The chair asks for a code and signs; answers what the last press answered. */
  async function sign(path: string, code?: string) {
    const chair = desk.space.as('dungChair')
    const page = await chair.get(path)
    const version = /name="version" value="(\d+)"/.exec(page.payload)![1]!
    const asked = await chair.post(path, { _do: 'code', version })
    const challenge = /name="ma" value="([^"]+)"/.exec(asked.payload)![1]!
    return chair.post(path, { _do: 'sign', version, ma: challenge, to: 'x', code: code ?? desk.house.codeFor(desk.house.who('dungChair').personId) })
  }
  const death = (pin: string): Record<string, string> => ({ personId: pin, ...dateFields('diedOn', '2026-11-15'), place: 'Tại nhà', cause: 'Bệnh', noticeKind: '0', 'requester.fullName': 'Người nhà', 'requester.relation': 'con' })

  it('words are plain Vietnamese, on every form too', () => {
    assert.deepEqual(lintStrings(civilStrings), [])
    const words = Object.entries(actForms).flatMap(([act, form]) => [[`${act}`, form.title] as const, ...form.items.filter((item) => item.kind !== 'hidden').flatMap((item) => [[`${act}.${item.name}`, item.label] as const, ...(item.hint ? [[`${act}.${item.name}.hint`, item.hint] as const] : [])])])
    assert.deepEqual(lintStrings({ vi: Object.fromEntries(words.map(([key, pair]) => [key, pair[0]])), en: Object.fromEntries(words.map(([key, pair]) => [key, pair[1]])) }), [])
  })

  it('a death is prepared by the officer, signed by the chair with a fresh code, and found in the book', async () => {
    const { mother, father } = await desk.house.family('same', { notice: false })
    const path = await prepare('khai-tu', death(father.pin))
    const seen = await desk.space.as('dungChair').get(path)
    assert.match(textOf(seen.payload), /Đã mất/)
    assert.match(textOf(seen.payload), /Góa/)
    assert.doesNotMatch((await desk.space.as('lanJustice').get(path)).payload, /get-code/, 'who prepares does not sign')
    assert.equal((await sign(path, '000000')).statusCode, 422)
    assert.equal((await lifeOf(father.personId)).lifeStatus, 'living')
    const done = await sign(path)
    assert.equal(done.statusCode, 303, textOf(done.payload))
    assert.deepEqual([(await lifeOf(father.personId)).lifeStatus, (await lifeOf(mother.personId)).maritalStatus], ['deceased', 'widowed'])
    const book = await desk.space.as('lanJustice').get('/ho-tich?so=death&nam=2026')
    assert.match(book.payload, new RegExp(father.fullName))
    const page = await desk.space.as('lanJustice').get(done.headers.location as string)
    assert.match(page.payload, /Tại nhà/)
    const reads = await desk.house.asPerson(mother, { now: '2026-11-18T09:00:00.000Z' })((ctx) => accessesOf(ctx, {}))
    assert.ok(JSON.stringify(reads).includes('Đăng ký và quản lý hộ tịch'), 'the widow sees who read, and why')
  })

  it('a wrong entry is said at its field, nothing typed is lost, and no number stands in an address', async () => {
    const officer = desk.space.as('lanJustice')
    const { father } = await desk.house.family('same', { notice: false })
    await officer.get('/ho-tich/viec/khai-tu')
    const missing = await officer.post('/ho-tich/viec/khai-tu', { _do: 'check', personId: '099000000000', place: 'Nhà riêng', 'diedOn.day': '31', 'diedOn.month': '2', 'diedOn.year': '2026' })
    assert.equal(missing.statusCode, 422)
    for (const said of [/Chưa thấy số này/, /có trong lịch/, /value="Nhà riêng"/, /value="099000000000"/, /Cần ghi: Nguyên nhân/]) assert.match(missing.payload, said)
    const future = await officer.post('/ho-tich/viec/khai-tu', { _do: 'check', ...death(father.pin), ...dateFields('diedOn', '2026-12-01') })
    assert.equal(future.statusCode, 422)
    assert.match(textOf(future.payload), /Ngày này chưa tới/)
    assert.equal((await desk.space.as('haiPolice').get('/ho-tich')).statusCode, 403)
    assert.equal((await desk.space.as('secondChair').get(await prepare('khai-tu', death(father.pin)))).statusCode, 403, 'another commune')
  })

  it('the second of two officers is told what changed, and keeps what was typed', async () => {
    const { father } = await desk.house.family('same', { notice: false })
    const path = await prepare('khai-tu', death(father.pin))
    const [one, two] = [desk.space.as('lanJustice'), desk.space.as('lanJustice')]
    const [first, second] = [await one.get(`${path}/sua`), await two.get(`${path}/sua`)]
    const version = (html: string): string => /name="version" value="(\d+)"/.exec(html)![1]!
    assert.equal((await one.post(`${path}/sua`, { version: version(first.payload), ...death(father.pin), place: 'Bệnh viện mẫu' })).statusCode, 303)
    const late = await two.post(`${path}/sua`, { version: version(second.payload), ...death(father.pin), cause: 'Tai nạn' })
    assert.equal(late.statusCode, 409)
    for (const said of [/vừa được/, /Bệnh viện mẫu/, /value="Tai nạn"/]) assert.match(late.payload, said)
    const chair = desk.space.as('dungChair')
    await chair.get(path)
    assert.equal((await chair.post(path, { _do: 'return', version: '1', reason: 'x' })).statusCode, 409)
    assert.equal((await chair.post(path, { _do: 'return', version: '2', reason: 'Thiếu giấy báo tử' })).statusCode, 303)
    assert.match((await one.get(path)).payload, /Thiếu giấy báo tử/)
  })

  it('a divorce begins at the marriage in the book, is the officer\'s own note, and shows on the extract', async () => {
    const { father } = await desk.house.family('same', { notice: false })
    const officer = desk.space.as('lanJustice')
    await officer.get('/ho-tich')
    const found = (await officer.post('/ho-tich', { so: 'marriage', ten: father.fullName })).headers.location as string
    assert.doesNotMatch(decodeURIComponent(found), new RegExp(father.fullName.split(' ').at(-1)!), 'no name stands in an address')
    const book = await officer.get(found)
    const entry = /href="\/ho-tich\/so\/([0-9a-f-]{36})[?"]/.exec(book.payload)![1]!
    const opened = /href="(\/ho-tich\/so\/[0-9a-f-]{36}\?tim=[\w-]+)"/.exec(book.payload)![1]!
    assert.ok((await officer.get(opened)).payload.includes(`href="/ho-tich?tim=${new URL(found, 'http://x').searchParams.get('tim')}"`), 'the way back leads to the list that was found')
    assert.ok(book.payload.includes(`value="${father.fullName}"`))
    assert.ok(!(await desk.space.as('dungChair').get(found)).payload.includes(`value="${father.fullName}"`), 'sealed for the officer who typed it')
    assert.match((await officer.get(`/ho-tich/so/${entry}`)).payload, new RegExp(`/ho-tich/viec/ly-hon\\?tu=${entry}`))
    const fields = { marriageId: entry, 'decision.number': '9/2026/QĐST', ...dateFields('decision.date', '2026-10-01'), 'decision.issuer': 'Tòa án mẫu', ...dateFields('effectiveOn', '2026-10-20') }
    const path = await prepare('ly-hon', fields)
    const page = await officer.get(path)
    const version = /name="version" value="(\d+)"/.exec(page.payload)![1]!
    const asked = await officer.post(path, { _do: 'code', version })
    const signed = await officer.post(path, { _do: 'sign', version, to: 'x', ma: /name="ma" value="([^"]+)"/.exec(asked.payload)![1]!, code: desk.house.codeFor(desk.house.who('lanJustice').personId) })
    assert.equal(signed.statusCode, 303, textOf(signed.payload))
    assert.equal((await lifeOf(father.personId)).maritalStatus, 'divorced')
    const issue = (seen: string) => officer.post(`/ho-tich/so/${entry}/trich-luc`, { kind: 'extract', copies: '2', requester: 'Người xin', seen })
    assert.equal((await issue('0')).statusCode, 409, 'a note came in between')
    assert.equal((await issue('1')).statusCode, 303)
    const after = await officer.get(`/ho-tich/so/${entry}`)
    assert.match(textOf(after.payload), /Tổng cộng 2 bản in/)
    await desk.house.t.drain(now)
    const pdf = await officer.get(/href="(\/ho-tich\/giay\/[^"]+)"/.exec(after.payload)![1]!)
    assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-')
  })

  it('a marriage with somebody who is no citizen: asked by passport, missing parts said at their fields', async () => {
    const officer = desk.space.as('lanJustice')
    const { mother } = await desk.house.family('same', { notice: false })
    const path = '/ho-tich/viec/ket-hon'
    await officer.get(path)
    const nobody = await officer.post(path, { _do: 'check', wifeId: mother.pin, bothPresent: 'yes' })
    assert.equal(nobody.statusCode, 422)
    assert.match(textOf(nobody.payload), /thông tin người nước ngoài/)
    const half = await officer.post(path, { _do: 'check', wifeId: mother.pin, bothPresent: 'yes', 'foreigner.fullName': 'Kim Min-jun', 'foreigner.nationality': 'Xứ Lạ' })
    assert.equal(half.statusCode, 422)
    for (const said of [/Cần ghi: Ngày sinh của người nước ngoài/, /Cần ghi: Số hộ chiếu/, /value="Xứ Lạ"/]) assert.match(half.payload, said)
    const whole = { wifeId: mother.pin, bothPresent: 'yes', 'foreigner.fullName': 'Kim Min-jun', 'foreigner.passportNumber': 'M1', ...dateFields('foreigner.birthDate', '1990-01-01'), 'statusProof.number': '1', ...dateFields('statusProof.date', '2026-10-01'), 'statusProof.issuer': 'Seoul' }
    assert.match(textOf((await officer.post(path, { _do: 'check', ...whole, 'foreigner.nationality': 'Xứ Lạ' })).payload), /phải là một nước khác Việt Nam/)
    assert.match(textOf((await officer.post(path, { _do: 'check', ...whole, 'foreigner.nationality': 'Hàn Quốc' })).payload), /đang có vợ hoặc chồng|đang kết hôn|đăng ký kết hôn/i, 'she is married already')
  })

  it('the death of a foreign husband begins at the marriage: only there, signed by the chair, the wife widowed', async () => {
    const { house } = desk
    const wife = await someone(house.t, 'Lý Thị Xa Nhà', 'female', '1995-01-01')
    const area = (house.actorOf('dungChair') as { areas: readonly string[] }).areas[0]!
    const { entryId } = await house.asCast('dungChair', { now })((ctx) => registerMarriage(ctx, {
      husbandId: null, wifeId: wife, bothPresent: true, foreigner: { fullName: 'Kim Min-jun', birthDate: '1990-05-05', nationality: 'KOR', passportNumber: 'M12345678' }, statusProof: { number: '1', date: '2026-10-01', issuer: 'Seoul' },
      again: { since: '2024-02-02' }, area, signer: { fullName: 'Người ký mẫu', title: 'Chủ tịch' }, commandId: newId(),
    }))
    const officer = desk.space.as('lanJustice')
    assert.match((await officer.get(`/ho-tich/so/${entryId}`)).payload, new RegExp(`/ho-tich/viec/khai-tu-nguoi-nuoc-ngoai\\?tu=${entryId}`))
    assert.doesNotMatch((await officer.get('/ho-tich/viec')).payload, /khai-tu-nguoi-nuoc-ngoai/, 'not from the list')
    const form = await officer.get(`/ho-tich/viec/khai-tu-nguoi-nuoc-ngoai?tu=${entryId}`)
    assert.match(textOf(form.payload), /Kim Min-jun – Lý Thị Xa Nhà/)
    const fields = { marriageId: entryId, place: 'Seoul', cause: 'Bệnh', noticeKind: '1', 'notice.number': '7', ...dateFields('notice.date', '2026-11-15'), 'notice.issuer': 'Bệnh viện mẫu' }
    const early = await officer.post('/ho-tich/viec/khai-tu-nguoi-nuoc-ngoai', { _do: 'check', ...fields, ...dateFields('diedOn', '2023-01-01') })
    assert.equal(early.statusCode, 422)
    for (const said of [/Ngày chết trước ngày kết hôn/, /value="Bệnh viện mẫu"/, /aria-invalid="true"/]) assert.match(early.payload, said)
    const path = await prepare('khai-tu-nguoi-nuoc-ngoai', { ...fields, ...dateFields('diedOn', '2026-11-14') })
    assert.match(textOf((await desk.space.as('dungChair').get(path)).payload), /Góa/)
    const done = await sign(path)
    assert.equal(done.statusCode, 303, textOf(done.payload))
    assert.deepEqual(await lifeOf(wife).then(({ maritalStatus, lifeStatus }) => [maritalStatus, lifeStatus]), ['widowed', 'living'])
    assert.match(textOf((await officer.get(done.headers.location as string)).payload), /Kim Min-jun.*Vợ hoặc chồng còn sống: Lý Thị Xa Nhà/s)
    assert.doesNotMatch((await officer.get(`/ho-tich/so/${entryId}`)).payload, /viec\/ly-hon/, 'the marriage is over')
  })

  it('an act that does not exist is not found, whatever it is called', async () => {
    for (const act of ['constructor', '__proto__', 'toString']) assert.equal((await desk.space.as('lanJustice').get(`/ho-tich/viec/${act}`)).statusCode, 404, act)
  })

  it('every act has a form that opens, and answers nothing but sentences to an empty one', async () => {
    const officer = desk.space.as('lanJustice')
    for (const act of Object.keys(actForms)) {
      if (actForms[act as keyof typeof actForms].items.some((item) => item.kind === 'hidden')) continue
      assert.equal((await officer.get(`/ho-tich/viec/${act}`)).statusCode, 200, act)
      assert.equal((await officer.post(`/ho-tich/viec/${act}`, { _do: 'check' })).statusCode, 422, act)
    }
    assert.equal((await officer.get('/ho-tich/viec/khong-co')).statusCode, 404)
    assert.equal((await officer.get('/ho-tich/viec/ly-hon')).statusCode, 404)
    assert.equal((await officer.get('/ho-tich?nam=26')).statusCode, 422)
    await officer.get('/ho-tich')
    const wrong = await officer.post('/ho-tich', { nam: '26', ten: 'Nguyễn Thị' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.payload, /value="Nguyễn Thị"/, 'nothing typed is lost')
    assert.equal((await officer.get('/ho-tich?tim=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')).statusCode, 200)
  })
})
