import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, type CastHouse } from '../../app/testing/cast-house.ts'
import { approveCase, captureAtDesk, openForReview, rejectCase, takeIn } from '../../foundations/eid/index.ts'
import { renderPdf } from '../../foundations/documents/index.ts'
import { communes, somePerson } from '../../foundations/residence/testing.ts'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { letterOf } from './letter.tsx'

describe('the letter of a request for an e-ID', () => {
  let house: CastHouse
  before(async () => {
    house = await castHouse()
    captureAtDesk.fill(async () => ({ device: 'Thiết bị mô phỏng', simulated: true, cardRead: true, faceScore: 93 }))
  })
  after(() => house.close())

  const phone = '0309000123'
  const letter = async (caseId: string, by: 'haiPolice' | 'policeCommander' = 'haiPolice') => JSON.stringify((await house.asCast(by)((ctx) => letterOf(ctx, caseId))).form)
  async function taken() {
    const person = await somePerson(house.t, { area: communes.home, name: 'Trần Văn Thư Giấy', birthDate: '1991-02-03', gender: 'male' })
    const made = await house.asCast('haiPolice')((ctx) => takeIn(ctx, { caseId: newId(), pin: person.pin, level: 2, withCard: false, phone, email: null, representativePin: null }))
    return { ...person, caseId: made.caseId, accountId: made.accountId! }
  }
  const decide = (caseId: string, reason: string | null) => house.asCast('policeCommander')(async (ctx) => {
    const { version } = await openForReview(ctx, caseId)
    await (reason === null ? approveCase(ctx, { caseId, version }) : rejectCase(ctx, { caseId, version, reason }))
  })

  it('says when an answer is due, then what it is and until when to activate; no number, no telephone and no code stands on it', async () => {
    const { caseId, pin, personId } = await taken()
    const receipt = await letter(caseId)
    assert.match(receipt, /Giấy hẹn/)
    assert.match(receipt, /Trần Văn Thư Giấy/)
    assert.match(receipt, /chậm nhất ngày 23\/11\/2026/, 'three working days after Wednesday 18 November')
    await decide(caseId, null)
    const code = house.codeFor(personId)
    const approved = await letter(caseId)
    assert.match(approved, /đã được duyệt/)
    assert.match(approved, /chậm nhất ngày 25\/11\/2026/, 'seven days after the approval')
    assert.match(approved, /\/kich-hoat"/)
    for (const paper of [receipt, approved]) for (const secret of [pin, phone, phone.slice(-3), code, code.replaceAll('-', '')]) assert.ok(!paper.includes(secret), secret)
    const { form } = await house.asCast('haiPolice')((ctx) => letterOf(ctx, caseId))
    assert.equal(Buffer.from(renderPdf(form, { footer: 'Thử' })).subarray(0, 5).toString(), '%PDF-')
    const [logged] = await house.t.owner.query<{ n: number }>(sql`select count(*)::int as n from access_log where ${personId} = any(subjects) and register = 'eid'`)
    assert.ok(logged!.n >= 3, 'each print is a reading its subject sees')
  })

  it('gives the reason of a refusal as it was written; another commune prints none', async () => {
    const { caseId } = await taken()
    await assert.rejects(house.asCast('secondPolice')((ctx) => letterOf(ctx, caseId)), { code: 'authorise.not-allowed' })
    await decide(caseId, 'Ảnh không rõ mặt')
    const refused = await letter(caseId)
    assert.match(refused, /chưa được duyệt/)
    assert.match(refused, /Lý do: Ảnh không rõ mặt/)
    assert.doesNotMatch(refused, /kích hoạt|kich-hoat/)
  })
})
