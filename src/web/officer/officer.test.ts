import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import sharp from 'sharp'
import type { CastKey } from '../../../synthetic/index.ts'
import { morning, type Family } from '../../app/testing/cast-house.ts'
import { fileAs, fillIn, lanesNow, signDraft, work } from '../../app/testing/journey.ts'
import { accessesOf, askAboutAccess } from '../../digital-citizen/my-data/index.ts'
import { openCorrectionCase, ownCorrections, readNames } from '../../foundations/population/index.ts'
import { newId } from '../../kernel/ids.ts'
import { addPaper, startDraft, submitDossier } from '../../public-services/dossier/index.ts'
import { sql } from '../../platform/index.ts'
import { Desk } from './testing.ts'

/** An hour later, the same morning. */
const later = '2026-11-18T03:00:00.000Z'

describe('an officer\'s day', async () => {
  const desk = new Desk(later)

  /** A filing whose family name agrees with neither parent: one thing needs eyes. */
  const file = async (family?: Family, answers: Record<string, string> = { 'child.fullName': 'Phạm Gia An' }): Promise<{ dossierId: string; code: string; family: Family; lane(name: string): Promise<string> }> => {
    const home = family ?? (await desk.house.family('same'))
    const { dossierId, code } = await fileAs(desk.house, home.mother, { answers, now: morning })
    return { dossierId, code, family: home, lane: async (name) => (await lanesNow(desk.house, dossierId))[name]!.laneId }
  }
  const stateOf = async (dossierId: string, lane: string): Promise<string> => (await lanesNow(desk.house, dossierId))[lane]!.state
  const press = async (key: CastKey, laneId: string, exit: string, fields: Record<string, string> | [string, string][] = {}) => {
    const browser = desk.space.as(key)
    const page = await browser.get(`/lam-viec/ho-so/${laneId}`)
    const version = /name="version" value="(\d+)"/.exec(page.payload)?.[1] ?? '0'
    const more = Array.isArray(fields) ? fields : Object.entries(fields)
    return browser.post(`/lam-viec/ho-so/${laneId}`, [['_csrf', browser.token], ['version', version], ['_exit', exit], ...more])
  }
  const markName = async (key: CastKey, laneId: string): Promise<string> => /name="(m\.[^"]+)"/.exec((await desk.space.as(key).get(`/lam-viec/ho-so/${laneId}`)).payload)![1]!

  it('the queue shows what my post works on, with its deadline, and lets nobody in whose post has none', async () => {
    const { code } = await file()
    const mine = await desk.space.as('lanJustice').get('/lam-viec')
    assert.match(mine.payload, new RegExp(code))
    assert.match(mine.payload, /Đổi chức vụ/)
    const chair = await desk.space.as('dungChair').get('/lam-viec')
    assert.match(chair.payload, /Hết việc rồi/)
    assert.equal((await desk.space.as('thuLeader').get('/lam-viec')).headers.location, '/dieu-hanh')
    assert.equal((await desk.space.as('securityPerson').get('/lam-viec')).headers.location, '/lam-viec/cau-hoi-luot-xem')
    assert.equal((await desk.space.as('adminPerson').get('/lam-viec')).headers.location, '/quan-tri')
    assert.equal((await desk.space.as('thuLeader').get('/lam-viec/sua-thong-tin')).statusCode, 403)
  })

  it('passing on needs every open item looked at: the error names it and what was typed stays', async () => {
    const { dossierId, lane } = await file()
    const laneId = await lane('birth')
    assert.equal((await press('lanJustice', laneId, 'accept')).statusCode, 303)
    const refused = await press('lanJustice', laneId, 'ok', { note: 'Gọi điện rồi' })
    assert.equal(refused.statusCode, 422)
    assert.match(refused.payload, /Xem mục «/)
    assert.match(refused.payload, /value="Gọi điện rồi"/)
    assert.equal(await stateOf(dossierId, 'birth'), 'checking')
    const name = await markName('lanJustice', laneId)
    const asking = await press('lanJustice', laneId, 'ok', { [name]: 'family-name-agreement' })
    assert.equal(asking.statusCode, 422)
    assert.match(asking.payload, /Bấm F11 để hỏi/)
    assert.match(asking.payload, /value="family-name-agreement"[^>]* checked/)
    assert.equal((await press('lanJustice', laneId, 'ok', { [name]: 'ok', note: 'Gọi điện rồi' })).statusCode, 303)
    assert.equal(await stateOf(dossierId, 'birth'), 'signing')
    assert.match((await desk.space.as('dungChair').get(`/lam-viec/ho-so/${laneId}`)).payload, /Ghi chú: Gọi điện rồi/)
  })

  it('a signature is asked about first: only the second press records the birth', async () => {
    const { dossierId, lane } = await file()
    await work(desk.house, 'lanJustice', dossierId, 'birth', ['accept', 'ok'])
    const laneId = await lane('birth')
    const asked = await press('dungChair', laneId, 'approve')
    assert.equal(asked.statusCode, 200)
    assert.match(asked.payload, /cấp số định danh cho bé/)
    assert.match(asked.payload, /Phần «Thường trú» bắt đầu chạy/)
    assert.match(asked.payload, /Người dân sẽ đọc: «Bé đã được đăng ký khai sinh/)
    assert.match(asked.payload, /Phạm Gia An/)
    assert.equal(await stateOf(dossierId, 'birth'), 'signing')
    const signed = await press('dungChair', laneId, 'approve', { _sure: '1' })
    assert.equal(signed.statusCode, 303)
    assert.equal(await stateOf(dossierId, 'birth'), 'done')
    const done = await desk.space.as('dungChair').get(String(signed.headers.location))
    assert.match(done.payload, /Đã ký hồ sơ/)
  })

  it('a child of that name and day who is in the register already is shown before the birth is entered', async () => {
    const answers = { 'child.fullName': 'Lê Trùng Tên' }
    const first = await file(undefined, answers)
    const firstLane = await first.lane('birth')
    assert.doesNotMatch((await desk.space.as('lanJustice').get(`/lam-viec/ho-so/${firstLane}`)).payload, /đã có trong dữ liệu/)
    await work(desk.house, 'lanJustice', first.dossierId, 'birth', ['accept', 'ok'])
    assert.equal((await press('dungChair', firstLane, 'approve', { _sure: '1' })).statusCode, 303)
    const second = await file(undefined, answers)
    const secondLane = await second.lane('birth')
    assert.match((await desk.space.as('lanJustice').get(`/lam-viec/ho-so/${secondLane}`)).payload, /1 người cùng tên, cùng ngày sinh đã có trong dữ liệu.*Lê Trùng Tên/s)
    const [search] = await desk.house.t.owner.query<{ text: string }>(sql`select purpose_text as text from access_log where purpose_text like 'Xem bé%' and subjects <> '{}' limit 1`)
    assert.ok(search, 'the search is logged with whom it showed')
  })

  it('asks the citizen once, for everything, with the message shown before it goes', async () => {
    const { dossierId, lane, code } = await file()
    const laneId = await lane('birth')
    const name = await markName('lanJustice', laneId)
    const preview = await press('lanJustice', laneId, 'defects', { [name]: 'family-name-agreement' })
    assert.equal(preview.statusCode, 200)
    assert.match(preview.payload, /value="family-name-agreement"[^>]* checked/)
    assert.match(preview.payload, new RegExp(`của hồ sơ ${code} cần thêm 1 điều`))
    const none = await press('lanJustice', laneId, 'defects', { _sure: '1' })
    assert.equal(none.statusCode, 422)
    assert.match(none.payload, /Chọn ít nhất một điều cần thêm/)
    const sent = await press('lanJustice', laneId, 'defects', [['_sure', '1'], ['defects', 'family-name-agreement'], ['defects', 'name-unclear'], ['words', 'Gửi bản chụp rõ.']])
    assert.equal(sent.statusCode, 303)
    const { request } = (await desk.house.t.owner.query<{ request: { defects: { code: string }[]; words: string } }>(sql`select request from dossier_lane where lane_id = ${laneId}`))[0]!
    assert.deepEqual(request.defects.map((each) => each.code).sort(), ['family-name-agreement', 'name-unclear'])
    assert.equal(request.words, 'Gửi bản chụp rõ.')
    assert.equal(await stateOf(dossierId, 'birth'), 'returned')
    assert.match((await desk.space.as('lanJustice').get(`/lam-viec/ho-so/${laneId}`)).payload, /Ông\/bà chỉ xem/)
  })

  it('refuses only on a ground of the law, and the other parts are told apart', async () => {
    const { dossierId, lane } = await file()
    const laneId = await lane('birth')
    const page = await press('lanJustice', laneId, 'refuse')
    assert.match(page.payload, /Căn cứ từ chối/)
    assert.match(page.payload, /Luật Hộ tịch 2014, đ\.13/)
    const bare = await press('lanJustice', laneId, 'refuse', { _sure: '1', words: 'Xin ông/bà tới xã A.' })
    assert.equal(bare.statusCode, 422)
    assert.match(bare.payload, /Chọn căn cứ từ chối/)
    assert.match(bare.payload, /Xin ông\/bà tới xã A\./)
    assert.equal(await stateOf(dossierId, 'birth'), 'received')
    assert.equal((await press('lanJustice', laneId, 'refuse', { _sure: '1', ground: 'not-competent' })).statusCode, 303)
    assert.equal(await stateOf(dossierId, 'birth'), 'refused')
  })

  it('says that a colleague was faster, what is so now, and overwrites nothing', async () => {
    const { dossierId, lane } = await file()
    const laneId = await lane('birth')
    const slow = desk.space.as('lanJustice')
    const opened = await slow.get(`/lam-viec/ho-so/${laneId}`)
    const version = /name="version" value="(\d+)"/.exec(opened.payload)![1]!
    await work(desk.house, 'lanJustice', dossierId, 'birth', ['accept', 'ok'], { now: '2026-11-18T02:30:00.000Z' })
    const answer = await slow.post(`/lam-viec/ho-so/${laneId}`, { version, _exit: 'refuse', _sure: '1', ground: 'not-competent' })
    assert.equal(answer.statusCode, 409)
    assert.match(answer.payload, /Đồng nghiệp đã xử lý hồ sơ này trước/)
    assert.match(answer.payload, /Bước bây giờ: Ký giấy khai sinh/)
    assert.equal(await stateOf(dossierId, 'birth'), 'signing')
  })

  it('a button pressed twice is one decision', async () => {
    const { dossierId, lane } = await file()
    const laneId = await lane('birth')
    const browser = desk.space.as('lanJustice')
    const page = await browser.get(`/lam-viec/ho-so/${laneId}`)
    const form = { version: /name="version" value="(\d+)"/.exec(page.payload)![1]!, _exit: 'accept', _command: newId() }
    const [first, second] = [await browser.post(`/lam-viec/ho-so/${laneId}`, form), await browser.post(`/lam-viec/ho-so/${laneId}`, form)]
    assert.deepEqual([first.statusCode, second.statusCode], [303, 303])
    assert.equal(second.headers.location, first.headers.location)
    assert.equal(await stateOf(dossierId, 'birth'), 'checking')
  })

  it('another unit gets neither the dossier nor its papers, and a stranger\'s address is a clear page', async () => {
    const { lane } = await file()
    const laneId = await lane('birth')
    assert.equal((await desk.space.as('haiPolice').get(`/lam-viec/ho-so/${laneId}`)).statusCode, 403)
    assert.equal((await desk.space.as('secondPolice').get(`/lam-viec/ho-so/${await lane('residence')}`)).statusCode, 403)
    assert.equal((await desk.space.as('lanJustice').get('/lam-viec/ho-so/nonsense')).statusCode, 404)
    assert.equal((await desk.space.as('lanJustice').get(`/lam-viec/giay/${newId()}`)).statusCode, 404)
  })

  it('a paper stands beside the checks for the unit that works on it, and for nobody else', async () => {
    const { mother } = await desk.house.family('same', { notice: false })
    const as = desk.house.asPerson(mother)
    const { draftId } = await as((ctx) => startDraft(ctx, 'khai-sinh'))
    const bytes = await sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#fdfcf5' } }).jpeg().toBuffer()
    await as((ctx) => addPaper(ctx, { draftId, item: 'birth-notice-paper', file: { field: 'file', name: 'giay-chung-sinh.jpg', type: 'image/jpeg', bytes } }))
    const born = { 'child.declaredBirthDate': '2026-11-13', 'child.declaredBirthDate.d': '13', 'child.declaredBirthDate.m': '11', 'child.declaredBirthDate.y': '2026', 'child.declaredGender': 'female', 'child.declaredBirthPlace': 'Trạm y tế xã Long Hồ' }
    await fillIn(desk.house, mother, { slug: 'khai-sinh', answers: born })
    const evidence = await signDraft(desk.house, mother, draftId)
    const { dossierId } = await as((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence }))
    const { laneId } = (await lanesNow(desk.house, dossierId))['main']!
    const page = await desk.space.as('lanJustice').get(`/lam-viec/ho-so/${laneId}`)
    assert.match(page.payload, /Cần mắt người \(3\)/)
    const paper = /src="(\/lam-viec\/giay\/[0-9a-f-]{36})"/.exec(page.payload)![1]!
    const shown = await desk.space.as('lanJustice').get(paper)
    assert.deepEqual([shown.statusCode, shown.headers['content-type'], shown.headers['content-disposition']?.slice(0, 6)], [200, 'image/jpeg', 'inline'])
    for (const stranger of ['haiPolice', 'secondPolice'] as const) assert.equal((await desk.space.as(stranger).get(paper)).statusCode, 403)
    const { count } = (await desk.house.t.owner.query<{ count: number }>(sql`select count(*)::int as count from access_log where 'paper:birth-notice-paper' = any(fields) and subjects @> ${[mother.personId]} and outcome = 'done' and dossier_id = ${dossierId}`))[0]!
    assert.equal(count, 1)
  })

  it('looking a dossier up by its code shows stages and nobody\'s data; a wrong code is said at the field', async () => {
    const { code, family } = await file()
    const found = await desk.space.as('lanJustice').get(`/lam-viec/tra-cuu?ma=${encodeURIComponent(code.toLowerCase())}`)
    assert.equal(found.statusCode, 200)
    assert.match(found.payload, /Chờ khai sinh/)
    assert.doesNotMatch(found.payload, new RegExp(`${family.mother.fullName}|${family.mother.pin}|Phạm Gia An`))
    const wrong = await desk.space.as('lanJustice').get('/lam-viec/tra-cuu?ma=H00.11.22-000000-9999')
    assert.equal(wrong.statusCode, 404)
    assert.match(wrong.payload, /Không thấy hồ sơ này/)
    assert.match(wrong.payload, /value="H00\.11\.22-000000-9999"/)
  })

  describe('facts people say are wrong', () => {
    const open = async (claimed: string): Promise<{ family: Family; caseId: string }> => {
      const family = await desk.house.family('same')
      const { caseId } = await desk.house.asPerson(family.mother)((ctx) => openCorrectionCase(ctx, { personId: family.mother.personId, field: 'fullName', shown: family.mother.fullName, claimed, reason: 'entered-wrong', note: 'Xem giấy khai sinh của tôi', commandId: newId() }))
      return { family, caseId }
    }
    const answer = async (caseId: string, fields: Record<string, string>) => {
      const browser = desk.space.as('haiPolice')
      const page = await browser.get(`/lam-viec/sua-thong-tin/${caseId}`)
      return browser.post(`/lam-viec/sua-thong-tin/${caseId}`, { version: /name="version" value="(\d+)"/.exec(page.payload)?.[1] ?? '', ...fields })
    }

    it('stand in the police\'s list with both values, the source and what the person wrote', async () => {
      const { family, caseId } = await open('Trần Thị Bích Lan')
      assert.match((await desk.space.as('haiPolice').get('/lam-viec/sua-thong-tin')).payload, /Trần Thị Bích Lan/)
      const { payload } = await desk.space.as('haiPolice').get(`/lam-viec/sua-thong-tin/${caseId}`)
      for (const words of [family.mother.fullName, 'Trần Thị Bích Lan', 'Xem giấy khai sinh của tôi', 'Nguồn của giá trị đang ghi']) assert.ok(payload.includes(words), words)
    })

    it('accepted: the register says the new value and the person is told', async () => {
      const { family, caseId } = await open('Trần Thị Bích Lan')
      assert.equal((await answer(caseId, { decision: 'accept' })).statusCode, 303)
      const [own] = await desk.house.asPerson(family.mother)((ctx) => ownCorrections(ctx))
      assert.equal(own!.state, 'accepted')
    })

    it('words that say no value are no dead end: the officer enters the right one, and nonsense is told at its field', async () => {
      const { family, caseId } = await open('?')
      assert.match((await desk.space.as('haiPolice').get(`/lam-viec/sua-thong-tin/${caseId}`)).payload, /nhập giá trị đúng ở đây/)
      assert.equal((await answer(caseId, { decision: 'accept' })).statusCode, 422)
      const wrong = await answer(caseId, { decision: 'accept', value: '1' })
      assert.match(wrong.payload, /không hợp với mục/)
      assert.match(wrong.payload, /name="value"[^>]*value="1"|value="1"[^>]*name="value"/)
      assert.equal((await answer(caseId, { decision: 'accept', value: 'Trần Thị Bích Liên' })).statusCode, 303)
      const { payload } = await desk.space.as('haiPolice').get(`/lam-viec/sua-thong-tin/${caseId}`)
      assert.match(payload, /đã sửa/)
      const named = await desk.house.asPerson(family.mother)((ctx) => readNames(ctx, [family.mother.personId])) as Map<string, string>
      assert.equal(named.get(family.mother.personId), 'Trần Thị Bích Liên')
    })

    it('refused: only with a reason, which the person reads', async () => {
      const { family, caseId } = await open('Trần Thị Bích Lan')
      const bare = await answer(caseId, { decision: 'refuse', reason: ' ' })
      assert.equal(bare.statusCode, 422)
      assert.match(bare.payload, /Ghi lý do để người dân biết/)
      assert.match((await answer(caseId, {})).payload, /Chọn sửa hay không sửa/)
      assert.equal((await answer(caseId, { decision: 'refuse', reason: 'Giấy khai sinh gốc ghi như hiện nay.' })).statusCode, 303)
      const [own] = await desk.house.asPerson(family.mother)((ctx) => ownCorrections(ctx))
      assert.equal(own!.decisionReason, 'Giấy khai sinh gốc ghi như hiện nay.')
      assert.match((await answer(caseId, { decision: 'accept', version: '1' })).payload, /đã có người trả lời/, 'a colleague whose page was opened before')
    })
  })

  it('the security officer answers a question about a reading, and the asker gets that very answer', async () => {
    const { family, lane } = await file()
    await desk.space.as('haiPolice').get(`/lam-viec/ho-so/${await lane('residence')}`)
    const asPolice = await desk.house.asPerson(family.mother, { now: '2026-11-18T04:00:00.000Z' })((ctx) => accessesOf(ctx, {}))
    const entry = asPolice.groups.flatMap((group) => group.lines).filter((line) => line.unit.includes('Công an')).flatMap((line) => line.entries).at(0)!
    const asked = await desk.house.asPerson(family.mother, { now: '2026-11-18T04:00:00.000Z' })((ctx) => askAboutAccess(ctx, { logId: entry.logId, concern: 'not-known', note: 'Vì sao công an xem?' }))
    const browser = desk.space.as('securityPerson')
    const list = await browser.get('/lam-viec/cau-hoi-luot-xem')
    const href = new RegExp(`/lam-viec/cau-hoi-luot-xem/([0-9a-f-]{36})[^>]*>${asked.code}`).exec(list.payload)
    assert.ok(href, 'the question stands in the list')
    const page = await browser.get(`/lam-viec/cau-hoi-luot-xem/${href[1]}`)
    assert.match(page.payload, /Vì sao công an xem\?/)
    assert.match((await browser.post(`/lam-viec/cau-hoi-luot-xem/${href[1]}`, { finding: 'lawful', text: ' ' })).payload, /data-screen="S-question"/)
    assert.equal((await browser.post(`/lam-viec/cau-hoi-luot-xem/${href[1]}`, { finding: 'lawful', text: 'Công an xã xem để đăng ký thường trú cho bé.' })).statusCode, 303)
    assert.match((await browser.get(`/lam-viec/cau-hoi-luot-xem/${href[1]}`)).payload, /Công an xã xem để đăng ký thường trú cho bé\./)
  })

  it('the administrator reads the installation, with what was not compared with the law', async () => {
    const { payload } = await desk.space.as('adminPerson').get('/quan-tri')
    assert.match(payload, /Trang này chỉ để xem/)
    assert.match(payload, /phỏng đoán, chưa đối chiếu văn bản/)
    assert.doesNotMatch(payload, /<form[^>]+action="\/quan-tri/)
    assert.equal((await desk.space.as('lanJustice').get('/quan-tri')).statusCode, 403)
  })

  it('a leader walks from the number to its list to the dossier, and meets nobody\'s name', async () => {
    const { dossierId, family } = await file()
    const browser = desk.space.as('thuLeader')
    const board = await browser.get('/dieu-hanh')
    const list = await browser.get(/href="(\/dieu-hanh\/so\/da-nhan[^"]+)"/.exec(board.payload)![1]!.replaceAll('&amp;', '&'))
    const rows = [...list.payload.matchAll(/\/dieu-hanh\/ho-so\/([0-9a-f-]{36})/g)].map((match) => match[1])
    const said = Number(/<p class="tile-value">(\d+)<\/p>/.exec(board.payload)![1])
    assert.equal(rows.length, said)
    assert.ok(rows.includes(dossierId))
    const outline = await browser.get(`/dieu-hanh/ho-so/${dossierId}`)
    assert.equal(outline.statusCode, 200)
    for (const page of [board, list, outline]) assert.doesNotMatch(page.payload, new RegExp(`${family.mother.fullName}|${family.mother.pin}|Phạm Gia An`))
    assert.equal((await desk.space.as('lanJustice').get('/dieu-hanh')).statusCode, 403)
    assert.equal((await browser.get('/dieu-hanh?thang=2026-13')).statusCode, 422)
    assert.equal((await browser.get('/dieu-hanh?khu=79')).statusCode, 403)
  })
})
