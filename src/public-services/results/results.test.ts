import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse } from '../../app/testing/cast-house.ts'
import { fileAs, work } from '../../app/testing/journey.ts'
import { documentsIn, readDocument, type StateForm } from '../../foundations/documents/index.ts'
import { accessesOf } from '../../digital-citizen/my-data/index.ts'

describe('letters and results of a dossier', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())

  async function paperOf(person: Parameters<CastHouse['asPerson']>[0], dossierId: string, kind: string): Promise<StateForm> {
    const as = house.asPerson(person)
    const found = (await as((ctx) => documentsIn(ctx, dossierId))).filter((each) => each.kind === kind)
    assert.equal(found.length, 1, `one ${kind}`)
    return (await as((ctx) => readDocument(ctx, found[0]!.documentId))).form
  }
  const textOf = (form: StateForm): string => JSON.stringify(form.blocks)

  it('the receipt is issued once by a job, to the applicant, in the name and words of form 01', async () => {
    const { father, mother } = await house.family('same')
    const { dossierId, code } = await fileAs(house, father)
    await house.t.drain(morning)
    await house.t.drain(morning)
    const form = await paperOf(father, dossierId, 'receipt')
    assert.equal(form.number, code)
    assert.equal(form.title, 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả')
    assert.equal(form.subtitle, 'Mẫu số 01')
    assert.deepEqual(form.agency, ['Ủy ban nhân dân tỉnh Vĩnh Long', 'Ủy ban nhân dân xã Long Hồ'])
    assert.match(form.placeAndDate, /^Long Hồ, ngày 18 tháng 11 năm 2026$/)
    assert.match(textOf(form), new RegExp(`"Người nộp","value":"${father.fullName}"`), 'the father filed, so it is his')
    assert.match(textOf(form), /09:00/, 'when it was received')
    for (const lane of ['Khai sinh', 'Thường trú', 'Thẻ BHYT']) assert.ok(textOf(form).includes(`Tờ khai điện tử: ${lane}`))
    assert.deepEqual(await house.asPerson(mother)((ctx) => documentsIn(ctx, dossierId)), [], 'the receipt is of whoever filed')
  })

  it('a part that does not run is not in the receipt', async () => {
    const { mother } = await house.family('same', { notice: true })
    const { dossierId } = await fileAs(house, mother, { slug: 'khai-sinh' })
    await house.t.drain(morning)
    const text = textOf(await paperOf(mother, dossierId, 'receipt'))
    assert.doesNotMatch(text, /Thẻ BHYT/)
  })

  it('the request for more names every defect with what to do, until when, and where to ask', async () => {
    const { mother } = await house.family('same')
    const { dossierId } = await fileAs(house, mother)
    await work(house, 'lanJustice', dossierId, 'birth', ['accept', 'defects'], { defects: ['name-unclear', 'birth-facts-differ'], words: 'Mong ông/bà xem kỹ dấu của tên.' })
    const text = textOf(await paperOf(mother, dossierId, 'supplement-letter'))
    for (const part of ['Viết lại tên của bé', 'Xem lại ngày sinh', '18/12/2026', '0300000011', 'Mong ông/bà xem kỹ dấu của tên.']) assert.ok(text.includes(part), part)
    assert.deepEqual((await paperOf(mother, dossierId, 'supplement-letter')).signer, { post: 'Công chức Tư pháp – Hộ tịch', name: 'Phạm Thị Ngọc Lan' }, 'who asks stands under it')
  })

  it('what signing reads stands in the log by post and with its reason', async () => {
    const { mother } = await house.family('same')
    const { dossierId } = await fileAs(house, mother)
    await work(house, 'lanJustice', dossierId, 'birth', ['accept', 'ok'])
    await work(house, 'dungChair', dossierId, 'birth', ['approve'])
    const page = await house.asPerson(mother)((ctx) => accessesOf(ctx, { dossierId }))
    const committee = page.groups.flatMap((group) => group.lines).filter((line) => line.unit === 'Ủy ban nhân dân xã Long Hồ')
    assert.equal(new Set(committee.map((line) => line.role)).size, 2, 'the justice officer and the chair, each by their post')
    assert.ok(committee.every((line) => line.basis && line.reason))
  })
})
