import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { issueDocument, readDocument, readDocumentFile, revokeDocument } from '../../foundations/documents/index.ts'
import { openOrganisation, type Organisation } from '../../foundations/organisations/index.ts'
import { endRelation, linkRelatives } from '../../foundations/population/index.ts'
import { importPerson } from '../../foundations/residence/index.ts'
import { newId } from '../../kernel/ids.ts'
import { sql } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import { ownPapers, readPaper, representedBy } from './index.ts'
import { routes } from './routes.ts'

const now = '2026-11-22T02:00:00.000Z'
let serial = 0

describe('the wallet', () => {
  let t: TestDatabase
  let unit: Organisation
  const [mai, an, lon, lan] = [newId(), newId(), newId(), newId()]
  const as = (personId: string) => t.as(citizenActor(personId), { code: 'own-data', basis: 'NĐ 69/2024/NĐ-CP' }, { now })
  const publish = (type: string, payload: object) => t.as(systemActor, undefined, { now })(async (ctx) => ctx.publish(type, payload))

  before(async () => {
    t = await testDb()
    const born = async (personId: string, fullName: string, birthDate: string, mother?: string) => t.as(systemActor, undefined, { now })((ctx) => importPerson(ctx, {
      person: {
        personId, facts: { fullName, birthDate, gender: 'female', nationalities: ['VNM'] }, source: 'population-register', statedOn: '2026-11-20',
        numbers: [{ kind: 'pin', value: `099${birthDate < '2000' ? 1 : 3}${birthDate.slice(2, 4)}${String(++serial).padStart(6, '0')}`, status: 'active' }],
        relatives: mother ? [{ kind: 'mother', personId: mother, mutual: true }] : [],
      },
    }, { commandId: newId() }))
    await born(mai, 'Nguyễn Thị Mai', '1996-03-02')
    await born(an, 'Trần Nguyễn Gia An', '2026-11-13', mai)
    await born(lon, 'Trần Nguyễn Hà', '2008-01-05', mai)
    await born(lan, 'Lê Thị Lan', '1990-07-07')
    unit = await t.as(systemActor, undefined, { now })((ctx) => openOrganisation(ctx, { unitCode: 'H99.41.03', name: 'Ủy ban nhân dân xã Long Hồ', kind: 'commune-committee', areaCode: '29602', from: '2025-07-01' }))
  })
  after(() => t.close())

  const issue = async (kind: string, subjects: string[], holders: string[], title = 'Giấy khai sinh') => {
    const { documentId } = await t.as(systemActor, undefined, { now })((ctx) => issueDocument(ctx, {
      kind, issuerId: unit.id, issuerName: unit.name, dossierId: null, subjects, holders,
      form: { agency: [unit.name], number: '12/2026', placeAndDate: 'Long Hồ, ngày 22 tháng 11 năm 2026', title, signer: null, blocks: [{ kind: 'rows', heading: 'Người được khai sinh', rows: [{ label: 'Họ và tên', value: 'Trần Nguyễn Gia An' }] }] },
    }))
    await t.drain(now)
    return documentId
  }
  const tabOf = async (reader: string, subject: string) => (await as(reader)((ctx) => ownPapers(ctx))).find((tab) => tab.personId === subject)

  it('has a tab for the person and one for each minor child, with or without papers', async () => {
    const tabs = await as(mai)((ctx) => ownPapers(ctx))
    assert.deepEqual(tabs.map((tab) => [tab.name, tab.who, tab.papers.length]), [['Nguyễn Thị Mai', 'self', 0], ['Trần Nguyễn Gia An', 'represented', 0]])
    assert.deepEqual(new Set(await t.db.transaction((tx) => representedBy(tx, mai, '2026-01-04'))), new Set([an, lon]), 'the day before the eighteenth birthday both')
    assert.deepEqual(await t.db.transaction((tx) => representedBy(tx, mai, '2026-01-05')), [an])
  })

  it('shows a birth certificate under the child, once, to whoever holds it', async () => {
    const documentId = await issue('birth-certificate', [an, mai], [an, mai])
    const tab = await tabOf(mai, an)
    assert.deepEqual(tab!.papers.map((paper) => [paper.title, paper.issuer, paper.issuedOn, paper.standing, paper.sourceRef]), [['Giấy khai sinh', 'Ủy ban nhân dân xã Long Hồ', '2026-11-22', 'valid', documentId]])
    assert.deepEqual((await tabOf(mai, mai))!.papers, [], 'it is the child’s, not the mother’s')
    const read = await as(mai)((ctx) => readPaper(ctx, tab!.papers[0]!.id))
    assert.deepEqual(read.facts[0], { label: 'Số', value: '12/2026' })
    assert.deepEqual(read.facts[1], { label: 'Người được khai sinh: Họ và tên', value: 'Trần Nguyễn Gia An' })
  })

  it('opens to nobody else: not another citizen, not an officer, not the mother of a grown child', async () => {
    await issue('extract', [lon], [lon])
    const [hers] = (await tabOf(lon, lon))!.papers
    for (const reader of [lan, mai]) {
      await assert.rejects(as(reader)((ctx) => readPaper(ctx, hers!.id)), { code: 'wallet.paper-unknown', status: 404 })
      assert.equal(await tabOf(reader, lon), undefined)
    }
    await assert.rejects(as(lan)((ctx) => readPaper(ctx, newId())), { code: 'wallet.paper-unknown' })
    for (const actor of [officerActor('police-officer', ['86']), officerActor('administrator', ['86']), { kind: 'visitor' } as const]) {
      await assert.rejects(t.as(actor, undefined, { now })((ctx) => readPaper(ctx, hers!.id)), /authorise\./)
      await assert.rejects(t.as(actor, undefined, { now })((ctx) => ownPapers(ctx)), /authorise\./)
    }
  })

  it('opens a ward\'s papers to the guardian while the guardianship stands, and to nobody from the commit that ends it', async () => {
    const ward = { personId: lan, kind: 'ward', other: { personId: lon }, source: 'declaration', basis: { article: 'Bộ luật Dân sự 2015, đ.46' } } as const
    const documentId = await issue('extract', [lon], [lon], 'Trích lục')
    assert.equal(await tabOf(lan, lon), undefined)
    const registrar = t.as(systemActor, undefined, { now })
    await registrar((ctx) => linkRelatives(ctx, { ...ward, from: '2026-10-01', commandId: newId() }))
    const tab = await tabOf(lan, lon)
    const paper = tab!.papers.find((each) => each.sourceRef === documentId)!
    assert.deepEqual([tab!.who, paper.title], ['represented', 'Trích lục'])
    assert.equal((await as(lan)((ctx) => readPaper(ctx, paper.id))).title, 'Trích lục')
    const [log] = await t.owner.query<{ actor: string; purpose: string }>(sql`select actor_person as actor, purpose_code as purpose from access_log where register = 'wallet' and kind = 'open' and subjects = array[${lon}]::uuid[] and outcome = 'done' and actor_person = ${lan}`)
    assert.deepEqual(log, { actor: lan, purpose: 'own-data' }, 'the log names both')
    await registrar((ctx) => endRelation(ctx, { personId: lan, kind: 'ward', other: { personId: lon }, on: '2026-11-22', reason: 'court', source: 'court', basis: { article: 'Bộ luật Dân sự 2015, đ.62' }, commandId: newId() }))
    assert.equal(await tabOf(lan, lon), undefined)
    await assert.rejects(as(lan)((ctx) => readPaper(ctx, paper.id)), { code: 'wallet.paper-unknown' })
    await assert.rejects(as(lan)(async (ctx) => readDocumentFile(ctx, documentId, await representedBy(ctx.tx, lan, ctx.today))), { code: 'documents.unknown' })
  })

  it('leaves letters about a filing with the filing', async () => {
    const before = (await tabOf(lan, lan))!.papers.length
    await issue('receipt', [lan], [lan], 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả')
    assert.equal((await tabOf(lan, lan))!.papers.length, before)
  })

  it('says that a paper was taken back', async () => {
    const documentId = await issue('birth-certificate', [lan], [lan])
    await t.as(systemActor, undefined, { now })(async (ctx) => {
      const document = await t.as(officerActor('justice-officer', ['29602'], { organisationId: unit.id }), undefined, { now })((inner) => readDocument(inner, documentId))
      await revokeDocument(ctx, document, 'Cấp nhầm người.')
    })
    await t.drain(now)
    const paper = (await tabOf(lan, lan))!.papers.find((each) => each.sourceRef === documentId)
    assert.deepEqual([paper!.standing, paper!.stateReason], ['revoked', 'Cấp nhầm người.'])
  })

  it('lets the newest residence hold, in whatever order the events come, and each event count once', async () => {
    const later = { personId: lan, householdId: newId(), area: '29602', from: '2026-05-01', actId: newId(), dossierId: null }
    const earlier = { ...later, area: '29308', from: '2024-03-01', actId: newId() }
    for (const event of [later, earlier, later]) {
      await publish('residence.permanent-registered', event)
      await t.drain(now)
    }
    const papers = (await tabOf(lan, lan))!.papers.filter((paper) => paper.kind === 'permanent-residence')
    assert.deepEqual(papers.map((paper) => [paper.issuer, paper.issuedOn, paper.standing]), [['Công an xã Long Hồ', '2026-05-01', 'valid'], ['Công an xã Cầu Kè', '2024-03-01', 'replaced']])
  })

  it('says that a card has run out', async () => {
    await publish('health.card-issued', { cardId: newId(), personId: an, issuerName: 'Bảo hiểm xã hội tỉnh Vĩnh Long', issuedOn: '2026-11-22', validTo: '2033-10-01' })
    await t.drain(now)
    const standing = async (at: string) => (await t.as(citizenActor(mai), undefined, { now: at })((ctx) => ownPapers(ctx))).find((tab) => tab.personId === an)!.papers.find((paper) => paper.kind === 'health-card')!.standing
    assert.equal(await standing('2033-09-30T16:59:00.000Z'), 'valid', 'the last evening')
    assert.equal(await standing('2033-09-30T17:00:00.000Z'), 'expired', 'midnight in Việt Nam')
  })

  it('answers programs in the shape it promises', async () => {
    const [list, one] = routes
    const asked = { params: {}, query: {}, body: undefined, session: null, requestId: '', remote: '', commandId: null, header: () => undefined }
    const all = list!.reply.parse(await as(mai)((ctx) => list!.handler(ctx, asked))) as { people: { papers: { id: string; title: string }[] }[] }
    const paper = all.people[1]!.papers.find((each) => each.title === 'Giấy khai sinh')!
    const read = one!.reply.parse(await as(mai)((ctx) => one!.handler(ctx, { ...asked, params: { id: paper.id } }))) as { facts: { label: string }[]; sourceRef?: string }
    assert.equal(read.facts[0]!.label, 'Số')
    assert.equal(read.sourceRef, undefined, 'ids of inner rows stay inside')
  })

  it('logs who opened which paper of whom', async () => {
    const [log] = await t.owner.query<{ actor: string; fields: string[] }>(sql`
      select actor_person as actor, fields from access_log where register = 'wallet' and kind = 'open' and subjects = array[${an}]::uuid[] and outcome = 'done' limit 1`)
    assert.deepEqual(log, { actor: mai, fields: ['birth-certificate'] })
  })
})
