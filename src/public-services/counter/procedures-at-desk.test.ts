import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, type CastHouse, type Somebody } from '../../app/testing/cast-house.ts'
import { somePaper, work } from '../../app/testing/journey.ts'
import { personStatus } from '../../foundations/population/index.ts'
import { householdOf, importPerson, residencesOf } from '../../foundations/residence/index.ts'
import { newId } from '../../kernel/ids.ts'
import { addPaper, answerWhole } from '../dossier/index.ts'
import { beginIntake, fileAtCounter, openIntake } from './index.ts'
import { atDesk, looksAt, signOnPaper } from './testing.ts'

const desk = 'receptionOfficer'

describe('procedures of one part, typed at a desk for somebody without a phone', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())
  const begin = async (person: Somebody, slug: string): Promise<string> => {
    const { caseId } = await atDesk(house, desk, person)
    return (await house.asCast(desk)((ctx) => beginIntake(ctx, { caseId, slug }))).draftId
  }
  const type = async (draftId: string, body: Record<string, string>, paper: string): Promise<void> => {
    await house.asCast(desk)(async (ctx) => {
      const saved = await answerWhole(ctx, { draftId, body })
      assert.deepEqual(saved.shown.errors, [])
      await addPaper(ctx, { draftId, item: paper, file: somePaper })
    })
    assert.deepEqual((await house.asCast(desk)((ctx) => openIntake(ctx, draftId))).missing.filter((each) => each.kind !== 'declaration'), [])
    await signOnPaper(house, desk, draftId)
  }

  it('a temporary residence: the commune refused where the person lives, the rest filed on consent and registered', async () => {
    const { father } = await house.family('two', { notice: false })
    const draftId = await begin(father, 'tam-tru')
    const rented = { 'residence.case': 'rent', 'place.commune': '29308', 'place.detail': 'Phòng 8', 'residence.months': '12', 'contact.phone': '' }
    const own = await house.asCast(desk)((ctx) => answerWhole(ctx, { draftId, body: rented }))
    assert.ok(own.open.missing.some((each) => each.kind === 'need' && each.says.includes('cùng xã')))
    await type(draftId, { ...rented, 'place.commune': '29602' }, 'lease')
    const { dossierId } = await house.asCast(desk)((ctx) => fileAtCounter(ctx, { draftId }))
    await work(house, 'haiPolice', dossierId, 'main', ['accept', 'ok'])
    await work(house, 'policeCommander', dossierId, 'main', ['approve'])
    assert.ok((await house.asPerson(father)((ctx) => residencesOf(ctx, father.personId))).some((each) => each.kind === 'temporary' && each.address.detail === 'Phòng 8'))
  })

  it('a household split: the members are those the person sees, and go along as they were chosen', async () => {
    const { mother, father, homes } = await house.family('same', { notice: false })
    const child = newId()
    await house.asSystem()((ctx) => importPerson(ctx, {
      person: { personId: child, source: 'population-register', statedOn: '2026-08-01', relatives: [], numbers: [{ kind: 'pin', value: '099220889001', status: 'active' }], facts: { fullName: 'Lê Gia Quầy', birthDate: '2020-04-12', gender: 'male', nationalities: ['VNM'] } },
      residence: { kind: 'permanent', area: '29602', province: '86', detail: 'Số 1', oldText: null, since: '2020-05-01', household: { householdId: homes.mother, relationToHead: '04', opens: null } },
    }, { commandId: newId() }))
    const draftId = await begin(mother, 'tach-ho')
    const open = await house.asCast(desk)((ctx) => openIntake(ctx, draftId))
    assert.deepEqual(open.filing.lists?.['householdMembers']?.map((each) => each.value), [child])
    await type(draftId, { [`split.members.${child}`]: '04', 'split.ground': 'divorced', 'contact.phone': '' }, 'divorce-proof')
    const { dossierId } = await house.asCast(desk)((ctx) => fileAtCounter(ctx, { draftId }))
    await work(house, 'haiPolice', dossierId, 'main', ['accept', 'ok'])
    await work(house, 'policeCommander', dossierId, 'main', ['approve'])
    assert.deepEqual((await house.asPerson(mother)((ctx) => householdOf(ctx, mother.personId)))!.members.map((each) => each.personId), [mother.personId, child])
    assert.deepEqual((await house.asPerson(father)((ctx) => householdOf(ctx, father.personId)))!.members.map((each) => each.personId), [father.personId])
  })

  it('a death: who is near is shown to the desk as to the person, under the name of the officer', async () => {
    const { mother, father } = await house.family('same', { notice: false })
    const draftId = await begin(mother, 'khai-tu')
    const open = await house.asCast(desk)((ctx) => openIntake(ctx, draftId))
    assert.ok(open.filing.lists?.['relatives']?.some((each) => each.value === father.personId))
    assert.ok((await looksAt(house, mother.personId)).some((each) => each.role === 'reception-officer' && each.fields.includes('relatives')))
    const body = {
      'deceased.of': father.personId, 'death.date.day': '16', 'death.date.month': '11', 'death.date.year': '2026', 'death.time': '', 'death.place': 'Bệnh viện mẫu', 'death.cause': 'Không rõ', 'death.noticeKind': '1',
      'notice.number': '3/GBT', 'notice.date.day': '16', 'notice.date.month': '11', 'notice.date.year': '2026', 'notice.issuer': 'Bệnh viện mẫu', 'contact.phone': '',
    }
    // Which questions apply follows from who was chosen: the desk sees them once that is saved.
    await house.asCast(desk)((ctx) => answerWhole(ctx, { draftId, body: { 'deceased.of': father.personId } }))
    await type(draftId, body, 'death-notice')
    const { dossierId } = await house.asCast(desk)((ctx) => fileAtCounter(ctx, { draftId }))
    await work(house, 'lanJustice', dossierId, 'main', ['accept', 'ok'])
    await work(house, 'dungChair', dossierId, 'main', ['approve'])
    assert.equal((await house.asSystem()((ctx) => personStatus(ctx.tx, father.personId)))?.lifeStatus, 'deceased')
  })
})
