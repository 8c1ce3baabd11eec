import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse, type Somebody } from '../../app/testing/cast-house.ts'
import { fileAs, lanesNow, registerBirthOf, work } from '../../app/testing/journey.ts'
import { recordMarriage } from '../../foundations/civil-status/index.ts'
import { checkDocument, documentsIn, readDocument } from '../../foundations/documents/index.ts'
import { addMonths, formatDateVi, todayAt } from '../../kernel/plain-date.ts'
import { newId } from '../../kernel/ids.ts'
import { sql, type Instant } from '../../platform/index.ts'
import { feeFor } from '../fees/index.ts'
import { resolve } from '../forms/index.ts'
import { answerPage, openCase, openDraft, readOwnDossier, startDraft } from './index.ts'

const today = todayAt(morning)
const dateOf = (name: string, iso: string): Record<string, string> => Object.fromEntries(iso.split('-').map((part, i) => [`${name}.${['year', 'month', 'day'][i]}`, part]))

async function paperOf(house: CastHouse, person: Somebody, dossierId: string, kind: string): Promise<string> {
  const as = house.asPerson(person)
  const [paper] = (await as((ctx) => documentsIn(ctx, dossierId))).filter((each) => each.kind === kind)
  return paper ? JSON.stringify((await as((ctx) => readDocument(ctx, paper.documentId))).form) : ''
}

async function sign(house: CastHouse, dossierId: string): Promise<void> {
  await work(house, 'lanJustice', dossierId, 'main', ['accept', 'ok'])
  await work(house, 'dungChair', dossierId, 'main', ['approve'])
}

describe('certificate of marital status (1.004873)', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())
  const toMarry = { 'purpose.kind': '1', 'purpose.partner': 'Kết hôn với Nguyễn Văn Mẫu, tại xã Long Hồ', 'period.case': 'now', 'earlier.case': 'first' }

  it('for a marriage, of somebody unmarried: nothing known is asked, one certificate for one purpose, with its last day', async () => {
    const { mother } = await house.family('same', { notice: false, married: false })
    const { dossierId } = await fileAs(house, mother, { slug: 'tinh-trang-hon-nhan', answers: toMarry })
    await sign(house, dossierId)
    assert.equal((await house.asPerson(mother)((ctx) => readOwnDossier(ctx, dossierId))).status, 'done')
    const form = await paperOf(house, mother, dossierId, 'civil-paper')
    for (const said of ['Giấy xác nhận tình trạng hôn nhân', mother.fullName.toLocaleUpperCase('vi'), 'Chưa đăng ký kết hôn với ai', 'Nguyễn Văn Mẫu', formatDateVi(addMonths(today, 6))]) assert.ok(form.includes(said), `${said}: ${form}`)
  })

  it('holds until its last day, and no longer than the status it states', async () => {
    const { mother, father } = await house.family('same', { notice: false, married: false })
    const { dossierId } = await fileAs(house, mother, { slug: 'tinh-trang-hon-nhan', answers: toMarry })
    await sign(house, dossierId)
    const as = house.asPerson(mother)
    const [paper] = (await as((ctx) => documentsIn(ctx, dossierId))).filter((each) => each.kind === 'civil-paper')
    const { verificationCode } = await as((ctx) => readDocument(ctx, paper!.documentId))
    const check = (now: Instant) => house.t.as({ kind: 'visitor' }, undefined, { now })((ctx) => checkDocument(ctx, verificationCode))
    assert.equal((await check('2027-05-18T02:00:00.000Z')).verdict, 'valid')
    const late = await check('2027-05-19T02:00:00.000Z')
    assert.ok(late.verdict === 'revoked' && late.reason === 'Hết thời hạn ghi trên giấy.')
    await house.asSystem()((ctx) => recordMarriage(ctx, { husbandId: father.personId, wifeId: mother.personId, area: '29602', number: '77/2026', registeredOn: today, commandId: newId() }))
    const after = await check(morning)
    assert.ok(after.verdict === 'revoked' && /đã thay đổi/.test(after.reason ?? ''), JSON.stringify(after))
    assert.doesNotMatch(JSON.stringify(after), new RegExp(mother.fullName))
  })

  it('tells who is married that none is given for a marriage, keeps what was typed, and gives one for other use and for a time before', async () => {
    const { mother } = await house.family('same', { notice: false })
    const as = house.asPerson(mother)
    const { draftId } = await as((ctx) => startDraft(ctx, 'tinh-trang-hon-nhan'))
    const refused = await as((ctx) => answerPage(ctx, { draftId, page: 'purpose', body: { 'purpose.kind': '1' } }))
    assert.ok(!refused.ok && refused.shown.errors.some((each) => each.field === 'purpose.kind' && each.vi.includes('đang có vợ hoặc chồng')), JSON.stringify(refused))
    assert.equal(refused.shown.typed['purpose.kind'], '1')
    const long = 'x'.repeat(301)
    const wordy = await as((ctx) => answerPage(ctx, { draftId, page: 'purpose-words', body: { 'purpose.partner': long } }))
    assert.ok(!wordy.ok && wordy.shown.typed['purpose.partner'] === long, JSON.stringify(wordy))
    const now = await fileAs(house, mother, { slug: 'tinh-trang-hon-nhan', answers: { 'purpose.kind': '5', 'purpose.use': 'Vay vốn tại ngân hàng', 'period.case': 'now', 'earlier.case': 'lost', 'earlier.reason': 'Giấy cũ bị ướt' } })
    await sign(house, now.dossierId)
    assert.match(await paperOf(house, mother, now.dossierId, 'civil-paper'), /Đang có vợ\/chồng/)
    const before = await fileAs(house, mother, { slug: 'tinh-trang-hon-nhan', papers: ['earlier-certificate'], answers: { 'purpose.kind': '5', 'purpose.use': 'Mua bán nhà đất', 'period.case': 'past', 'period.place': 'Xã Long Hồ', ...dateOf('period.from', '2020-01-01'), ...dateOf('period.to', '2022-01-01'), 'earlier.case': 'have' } })
    await sign(house, before.dossierId)
    assert.match(await paperOf(house, mother, before.dossierId, 'civil-paper'), /Chưa kết hôn trong một khoảng thời gian/)
  })

  it('is refused with its ground, and nothing is entered', async () => {
    const { mother } = await house.family('same', { notice: false, married: false })
    const { dossierId } = await fileAs(house, mother, { slug: 'tinh-trang-hon-nhan', answers: toMarry })
    await work(house, 'lanJustice', dossierId, 'main', ['refuse'], { ground: 'not-verified' })
    assert.equal((await house.asPerson(mother)((ctx) => readOwnDossier(ctx, dossierId))).status, 'refused-at-reception')
    assert.deepEqual(await house.t.owner.query(sql`select 1 from civil_entry e join civil_entry_person p using (entry_id) where p.person_id = ${mother.personId}`), [])
  })
})

describe('copy of an entry (2.000635)', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())

  it('of the birth of one\'s child and of one\'s marriage, chosen from the book, with its fee by the number of prints', async () => {
    const { mother } = await house.family('same')
    const birth = await fileAs(house, mother)
    await registerBirthOf(house, birth.dossierId)
    const as = house.asPerson(mother)
    const { draftId } = await as((ctx) => startDraft(ctx, 'trich-luc-ho-tich'))
    const { service, filing } = await as((ctx) => openDraft(ctx, draftId))
    const entries = filing.lists?.['entries'] ?? []
    assert.deepEqual(entries.map((each) => each.label.split(':')[0]).sort(), ['Khai sinh', 'Kết hôn'])
    const child = entries.find((each) => each.label === 'Khai sinh: Lê Gia An')!
    const wrong = await as((ctx) => answerPage(ctx, { draftId, page: 'which', body: { 'copy.entry': '00000000-0000-7000-8000-000000000009' } }))
    assert.ok(!wrong.ok && wrong.shown.errors.some((each) => each.field === 'copy.entry'), 'an entry of somebody else is not offered')
    const { dossierId, code } = await fileAs(house, mother, { slug: 'trich-luc-ho-tich', answers: { 'copy.entry': child.value, 'copy.kind': 'copy', copies: '3' } })
    assert.match(code, /^H86\.41\./, 'the commune that keeps the book receives it')
    const { laneId } = (await lanesNow(house, dossierId))['main']!
    const seen = await house.asCast('lanJustice')((ctx) => openCase(ctx, laneId))
    assert.ok(seen.view.verified.some((each) => each.id === 'entry.about' && each.text === 'Lê Gia An'))
    assert.equal(feeFor(service, { channel: 'online', date: today, values: resolve(service, { facts: {}, answers: { copies: '3' }, today }).values }).total, 24_000)
    await sign(house, dossierId)
    const form = await paperOf(house, mother, dossierId, 'civil-copy')
    for (const said of ['Giấy khai sinh', '(Bản sao)', 'LÊ GIA AN', '/TLHT-BS']) assert.ok(form.includes(said), `${said}: ${form}`)
    const marriage = await fileAs(house, mother, { slug: 'trich-luc-ho-tich', answers: { 'copy.entry': entries.find((each) => each.label.startsWith('Kết hôn'))!.value, copies: '1' } })
    await sign(house, marriage.dossierId)
    assert.match(await paperOf(house, mother, marriage.dossierId, 'civil-extract'), /Trích lục kết hôn/)
  })

  it('is told before the first question to whom the book knows nothing of; a refusal gives no copy', async () => {
    const { mother, father } = await house.family('same', { notice: false, married: false })
    const { draftId } = await house.asPerson(father)((ctx) => startDraft(ctx, 'trich-luc-ho-tich'))
    const [need] = (await house.asPerson(father)((ctx) => openDraft(ctx, draftId))).missing
    assert.match(need!.says, /chưa có việc nào/)
    const status = await fileAs(house, mother, { slug: 'tinh-trang-hon-nhan', answers: { 'purpose.kind': '5', 'purpose.use': 'Vay vốn', 'period.case': 'now', 'earlier.case': 'first' } })
    await sign(house, status.dossierId)
    const open = await house.asPerson(mother)(async (ctx) => openDraft(ctx, (await startDraft(ctx, 'trich-luc-ho-tich')).draftId))
    const { dossierId } = await fileAs(house, mother, { slug: 'trich-luc-ho-tich', answers: { 'copy.entry': open.filing.lists!['entries']![0]!.value, copies: '1' } })
    await work(house, 'lanJustice', dossierId, 'main', ['refuse'], { ground: 'not-in-book' })
    assert.equal((await house.asPerson(mother)((ctx) => readOwnDossier(ctx, dossierId))).status, 'refused-at-reception')
    assert.equal(await paperOf(house, mother, dossierId, 'civil-extract'), '')
  })
})
