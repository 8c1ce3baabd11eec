import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse, type Family, type Somebody } from '../../app/testing/cast-house.ts'
import { fileAs, lanesNow, work } from '../../app/testing/journey.ts'
import { documentsIn, readDocument } from '../../foundations/documents/index.ts'
import { changeHead, householdOf, importPerson, readHousehold } from '../../foundations/residence/index.ts'
import { newId } from '../../kernel/ids.ts'
import { todayAt } from '../../kernel/plain-date.ts'
import { sql } from '../../platform/index.ts'
import { answerConsent, answerPage, answerSupplement, consentsForMe, openCase, openDraft, readOwnDossier, startDraft } from './index.ts'

const agreed = { 'split.ground': 'agreed', 'split.owner': 'head' }

describe('household split by itself (1.010038)', () => {
  let house: CastHouse
  before(async () => { house = await castHouse() })
  after(() => house.close())
  const homeOf = (person: Somebody) => house.asPerson(person)((ctx) => householdOf(ctx, person.personId))
  const [officer, commander] = ['haiPolice', 'policeCommander'] as const
  let serial = 700
  /** A young family with a child of six in the household that the father heads. */
  const withChild = async (): Promise<Family & { child: { personId: string; fullName: string } }> => {
    const family = await house.family('same', { notice: false })
    const child = { personId: newId(), fullName: 'Lê Gia Thử' }
    await house.asSystem()((ctx) => importPerson(ctx, {
      person: {
        personId: child.personId, source: 'population-register', statedOn: '2026-08-01', relatives: [], numbers: [{ kind: 'pin', value: `099220${880_000 + ++serial}`, status: 'active' }],
        facts: { fullName: child.fullName, birthDate: '2020-04-12', gender: 'male', nationalities: ['VNM'] },
      },
      residence: { kind: 'permanent', area: '29602', province: '86', detail: `Số ${serial}`, oldText: null, since: '2020-05-01', household: { householdId: family.homes.mother, relationToHead: '04', opens: null } },
    }, { commandId: newId() }))
    return { ...family, child }
  }
  const answerOf = async (head: Somebody, agree: boolean): Promise<string> => {
    const [asked] = await house.asPerson(head)(consentsForMe)
    await house.asPerson(head)((ctx) => answerConsent(ctx, { consentId: asked!.consentId, agree }))
    return asked!.says
  }
  const noticeOf = async (person: Somebody, dossierId: string): Promise<string> => {
    const as = house.asPerson(person)
    const [paper] = (await as((ctx) => documentsIn(ctx, dossierId))).filter((each) => each.kind === 'residence-notice')
    return paper ? JSON.stringify((await as((ctx) => readDocument(ctx, paper.documentId))).form) : ''
  }

  it('leaves with those who were chosen, on the word of the head, with a CT08 for the new household', async () => {
    const family = await withChild()
    const { mother, father, child } = family
    const draft = await house.asPerson(mother)((ctx) => startDraft(ctx, 'tach-ho'))
    const open = await house.asPerson(mother)((ctx) => openDraft(ctx, draft.draftId))
    assert.deepEqual(open.filing.lists?.['householdMembers']?.map((each) => each.value), [child.personId], 'neither herself nor the head')
    const { dossierId } = await fileAs(house, mother, { slug: 'tach-ho', answers: { ...agreed, [`split.members.${child.personId}`]: '04' } })
    assert.equal(await answerOf(father, true), `Tôi đồng ý cho ${mother.fullName} (cùng tách: ${child.fullName}: Con đẻ) tách hộ tại ${(await homeOf(mother))!.address.text}.`)
    const { laneId } = (await lanesNow(house, dossierId))['main']!
    const seen = await house.asCast(officer)((ctx) => openCase(ctx, laneId))
    assert.ok(seen.view.unverified.some((each) => each.item === 'split.members' && each.given.includes(child.fullName)), 'the officer looks at who goes along')
    assert.ok(seen.dossier.subjects.includes(child.personId))
    const before_ = (await homeOf(father))!
    await work(house, officer, dossierId, 'main', ['accept', 'ok'])
    await work(house, commander, dossierId, 'main', ['approve'])
    const home = (await homeOf(mother))!
    assert.notEqual(home.householdId, before_.householdId)
    assert.deepEqual([home.address.text, home.since], [before_.address.text, todayAt(morning)])
    assert.deepEqual(home.members.map((each) => [each.personId, each.relationToHead]), [[mother.personId, '01'], [child.personId, '04']])
    assert.deepEqual((await homeOf(father))!.members.map((each) => each.personId), [father.personId])
    const form = await noticeOf(mother, dossierId)
    for (const said of ['Thông báo kết quả tách hộ', 'Mẫu CT08', mother.fullName, child.fullName, 'Con đẻ', home.fileNumber]) assert.ok(form.includes(said), `${said}: ${form}`)
    assert.ok((await house.t.owner.query(sql`select 1 from access_log where dossier_id = ${dossierId} and subjects @> array[${child.personId}]::uuid[]`)).length > 0)
  })

  it('is told at once that a head splits off from nobody, and takes nobody who is not of the household', async () => {
    const { mother, father } = await house.family('same', { notice: false })
    const as = house.asPerson(father)
    const { draftId } = await as((ctx) => startDraft(ctx, 'tach-ho'))
    assert.match((await as((ctx) => openDraft(ctx, draftId))).missing.find((each) => each.kind === 'need')!.says, /Ông\/bà là chủ hộ/)
    const hers = house.asPerson(mother)
    const draft = await hers((ctx) => startDraft(ctx, 'tach-ho'))
    const open = await hers((ctx) => openDraft(ctx, draft.draftId))
    assert.ok(!open.pages.some((page) => page.id === 'members'), 'nobody else is there: nobody is asked about')
    const stranger = (await house.family('two', { notice: false })).father
    await hers((ctx) => answerPage(ctx, { draftId: draft.draftId, page: 'ground', body: { ...agreed, [`split.members.${stranger.personId}`]: '04' } }))
    assert.ok(!JSON.stringify((await hers((ctx) => openDraft(ctx, draft.draftId))).draft.answers).includes(stranger.personId))
  })

  it('is refused when the head does not agree; and not approved when the head has changed since', async () => {
    const family = await withChild()
    const { mother, father } = family
    const first = await fileAs(house, mother, { slug: 'tach-ho', answers: agreed })
    await answerOf(father, false)
    const { laneId } = (await lanesNow(house, first.dossierId))['main']!
    assert.ok((await house.asCast(officer)((ctx) => openCase(ctx, laneId))).view.unverified.some((each) => each.rule === 'head-agrees'))
    await work(house, officer, first.dossierId, 'main', ['accept'])
    await work(house, officer, first.dossierId, 'main', ['refuse'], { ground: 'head-refuses' })
    assert.equal((await house.asPerson(mother)((ctx) => readOwnDossier(ctx, first.dossierId))).status, 'refused-at-reception')
    const home = (await homeOf(mother))!
    assert.equal(home.headPersonId, father.personId)
    const second = await fileAs(house, mother, { slug: 'tach-ho', answers: agreed })
    await answerOf(father, true)
    const { members } = await house.asCast(officer)((ctx) => readHousehold(ctx, home.householdId))
    const relations = Object.fromEntries(members.filter((each) => each.personId !== family.mother.personId).map((each) => [each.personId, each.personId === father.personId ? '03' : '04']))
    await house.asCast(officer)((ctx) => changeHead(ctx, { householdId: home.householdId, newHeadId: mother.personId, relations, commandId: newId() }))
    await work(house, officer, second.dossierId, 'main', ['accept', 'ok'])
    await assert.rejects(work(house, commander, second.dossierId, 'main', ['approve']), { code: 'effects.head-changed' })
    assert.equal((await homeOf(mother))!.householdId, home.householdId)
    assert.equal(await noticeOf(mother, first.dossierId), '')
  })

  it('asked once about who goes along: somebody may be left out, nobody taken in', async () => {
    const { mother, father, child } = await withChild()
    const { dossierId } = await fileAs(house, mother, { slug: 'tach-ho', answers: { ...agreed, [`split.members.${child.personId}`]: '04' } })
    await answerOf(father, true)
    await work(house, officer, dossierId, 'main', ['accept'])
    await work(house, officer, dossierId, 'main', ['defects'], { defects: ['members-unclear'] })
    const as = house.asPerson(mother)
    const wrong = await as((ctx) => answerSupplement(ctx, { dossierId, lane: 'main', body: { [`split.members.${child.personId}`]: 'xx' }, commandId: newId() }))
    assert.ok(!wrong.ok && wrong.shown.errors.length === 1)
    assert.ok((await as((ctx) => answerSupplement(ctx, { dossierId, lane: 'main', body: { [`split.members.${child.personId}`]: '-', [`split.members.${father.personId}`]: '03' }, commandId: newId() }))).ok)
    await work(house, officer, dossierId, 'main', ['ok'])
    await work(house, commander, dossierId, 'main', ['approve'])
    assert.deepEqual((await homeOf(mother))!.members.map((each) => each.personId), [mother.personId])
    assert.deepEqual((await homeOf(father))!.members.map((each) => each.personId).sort(), [father.personId, child.personId].sort())
  })

  it('after a divorce nobody is asked: the papers are looked at', async () => {
    const family = await house.family('same', { notice: false })
    const { dossierId } = await fileAs(house, family.mother, { slug: 'tach-ho', answers: { 'split.ground': 'divorced' }, papers: ['divorce-proof'] })
    assert.deepEqual(await house.asPerson(family.father)(consentsForMe), [])
    await work(house, officer, dossierId, 'main', ['accept', 'ok'])
    await work(house, commander, dossierId, 'main', ['approve'])
    assert.deepEqual((await homeOf(family.mother))!.members.map((each) => each.personId), [family.mother.personId])
  })
})
