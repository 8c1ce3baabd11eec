import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse } from '../../app/testing/cast-house.ts'
import { fileAs, lanesNow, work } from '../../app/testing/journey.ts'
import { documentsIn, readDocument } from '../../foundations/documents/index.ts'
import { absenceOf } from '../../foundations/residence/index.ts'
import { addDays, addMilliseconds, todayAt } from '../../kernel/plain-date.ts'
import { answerPage, openCase, readOwnDossier, startDraft } from './index.ts'

describe('confirmation of residence by itself (1.010041)', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())

  it('is asked for without a paper, signed by the commander, and comes as a CT07', async () => {
    const { mother } = await house.family('same', { notice: false })
    const { dossierId } = await fileAs(house, mother, { slug: 'xac-nhan-cu-tru', answers: { 'confirmation.content': 'Đã thường trú từ năm 2023' } })
    const { laneId } = (await lanesNow(house, dossierId))['main']!
    await assert.rejects(house.asCast('secondPolice')((ctx) => openCase(ctx, laneId)), 'another commune')
    await work(house, 'haiPolice', dossierId, 'main', ['accept'])
    await work(house, 'policeCommander', dossierId, 'main', ['approve'])
    const as = house.asPerson(mother)
    assert.equal((await as((ctx) => readOwnDossier(ctx, dossierId))).status, 'done')
    const [paper] = (await as((ctx) => documentsIn(ctx, dossierId))).filter((each) => each.kind === 'residence-confirmation')
    const form = JSON.stringify((await as((ctx) => readDocument(ctx, paper!.documentId))).form)
    for (const said of ['Mẫu CT07', mother.fullName, 'Đã thường trú từ năm 2023', 'Số hồ sơ cư trú']) assert.ok(form.includes(said), said)
  })

  it('what is not so is refused with its ground, and no paper goes out', async () => {
    const { mother } = await house.family('same', { notice: false })
    const { dossierId } = await fileAs(house, mother, { slug: 'xac-nhan-cu-tru', answers: { 'confirmation.content': 'Đã thường trú từ năm 1990' } })
    await work(house, 'haiPolice', dossierId, 'main', ['refuse'], { ground: 'not-so' })
    const as = house.asPerson(mother)
    assert.equal((await as((ctx) => readOwnDossier(ctx, dossierId))).status, 'refused-at-reception')
    assert.ok(!(await as((ctx) => documentsIn(ctx, dossierId))).some((each) => each.kind === 'residence-confirmation'))
  })
})

describe('temporary absence by itself (1.003677)', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())
  const date = (name: string, iso: string): Record<string, string> => Object.fromEntries(iso.split('-').map((part, i) => [`${name}.${['year', 'month', 'day'][i]}`, part]))
  const given = (from: string, until = '') => ({ 'absence.ground': 'other', ...date('absence.from', from), ...(until ? date('absence.until', until) : {}), 'absence.destination': 'Thành phố Hồ Chí Minh', 'absence.reason': 'Đi làm' })
  const day = (days: number): string => addDays(todayAt(morning), days)

  it('is declared before leaving and stands from the day said, though the officer comes to it later', async () => {
    const { mother } = await house.family('same', { notice: false })
    const as = house.asPerson(mother)
    const { draftId } = await as((ctx) => startDraft(ctx, 'tam-vang'))
    const late = await as((ctx) => answerPage(ctx, { draftId, page: 'when', body: date('absence.from', day(-1)) }))
    assert.ok(!late.ok && late.shown.errors.some((each) => each.field === 'absence.from' && each.vi.includes('trước khi đi')))
    const { dossierId } = await fileAs(house, mother, { slug: 'tam-vang', answers: given(day(0)) })
    const later = addMilliseconds(morning, 2 * 86_400_000)
    await work(house, 'haiPolice', dossierId, 'main', ['accept', 'approve'], { now: later })
    assert.equal((await as((ctx) => readOwnDossier(ctx, dossierId))).status, 'done')
    const absence = await house.asPerson(mother, { now: later })((ctx) => absenceOf(ctx, mother.personId))
    assert.deepEqual([absence?.from, absence?.until, absence?.destination.text], [day(0), null, 'Thành phố Hồ Chí Minh'])
  })

  it('a time the law does not ask to be declared is said to the officer, who refuses it with its ground', async () => {
    const { mother } = await house.family('same', { notice: false })
    const { dossierId } = await fileAs(house, mother, { slug: 'tam-vang', answers: given(day(1), day(20)) })
    await work(house, 'haiPolice', dossierId, 'main', ['accept'])
    await assert.rejects(work(house, 'haiPolice', dossierId, 'main', ['approve']), { code: 'residence.absence-too-short' })
    await work(house, 'haiPolice', dossierId, 'main', ['refuse'], { ground: 'not-needed' })
    assert.equal(await house.asPerson(mother)((ctx) => absenceOf(ctx, mother.personId)), undefined)
  })
})
