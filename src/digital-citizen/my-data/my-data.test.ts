import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openOrganisation, type Organisation } from '../../foundations/organisations/index.ts'
import { importPerson } from '../../foundations/residence/index.ts'
import { allPersonFields, readPerson } from '../../foundations/population/index.ts'
import { fieldLabels, hasFieldLabel, keystoreSigner, sealNow } from '../../foundations/trail/index.ts'
import { readPublicKey } from '../../foundations/trail/verifier/head.ts'
import { checkProof } from '../../foundations/trail/verifier/check-proof.ts'
import { newId } from '../../kernel/ids.ts'
import { refusals } from '../../kernel/refusal.ts'
import { memoryKeystore, sql, systemClock, type Actor, type Ctx, type Purpose, type ReadEntry } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb, type TestDatabase } from '../../platform/testing.ts'
import {
  accessesOf, accessQuestionsFor, answerAccessQuestion, askAboutAccess, dossiersConcerning, openAccessQuestion, ownAccessQuestions, proofOf, type AccessPage,
} from './index.ts'

const { refuse } = refusals({ 'test.no': { vi: 'Không được.' } })
const now = '2026-11-22T02:00:00.000Z'
const home = '29602'
const other: Purpose = { code: 'health-desk', basis: 'Luật BHYT Đ28', text: 'Tiếp đón khám: cấp cứu' }

describe('who read my data', () => {
  let t: TestDatabase
  let committee: Organisation
  let province: Organisation
  const [mai, an, lan, binh, minh] = [newId(), newId(), newId(), newId(), newId()]
  const dossier = newId()
  const forDossier: Purpose = { code: 'dossier', basis: 'Luật Hộ tịch Đ16', text: 'Đăng ký khai sinh', dossierId: dossier }
  let serial = 0

  before(async () => {
    t = await testDb()
    dossiersConcerning.fill(async (_tx, ids, people) => (ids.includes(dossier) && people.includes(mai) ? [{ dossierId: dossier, code: 'H86.41-261122-0042', serviceName: 'Khai sinh' }] : []))
    const born = (personId: string, fullName: string, birthDate: string, mother?: string) => t.as(systemActor, undefined, { now: '2026-10-01T00:00:00.000Z' })((ctx) => importPerson(ctx, {
      person: {
        personId, facts: { fullName, birthDate, gender: 'female', nationalities: ['VNM'] }, source: 'population-register', statedOn: '2026-10-01',
        numbers: [{ kind: 'pin', value: `099${birthDate < '2000' ? 1 : 3}${birthDate.slice(2, 4)}${String(++serial).padStart(6, '0')}`, status: 'active' }],
        relatives: mother ? [{ kind: 'mother', personId: mother, mutual: true }] : [],
      },
    }, { commandId: newId() }))
    await born(mai, 'Nguyễn Thị Mai', '1996-03-02')
    await born(an, 'Trần Nguyễn Gia An', '2024-11-13', mai)
    await born(lan, 'Lê Thị Lan', '1990-07-07')
    await born(binh, 'Phạm Thị Bình', '1985-01-09')
    await born(minh, 'Võ Thị Minh', '1988-01-09')
    const open = (unitCode: string, name: string, kind: Organisation['kind'], areaCode: string, parentId?: string) =>
      t.as(systemActor, undefined, { now })((ctx) => openOrganisation(ctx, { unitCode, name, kind, areaCode, from: '2025-07-01', ...(parentId ? { parentId } : {}) }))
    province = await open('H98.01.01', 'Ủy ban nhân dân tỉnh mẫu', 'provincial-committee', '86')
    committee = await open('H98.41.01', 'Ủy ban nhân dân xã Long Hồ', 'commune-committee', home, province.id)
  })
  // All tests share one process: those that come later need the real port again.
  after(async () => {
    dossiersConcerning.fill((await import('../../app/wire-counter.ts')).concerning)
    await t.close()
  })

  const justice = () => officerActor('justice-officer', [home], { organisationId: committee.id, personId: binh, appointmentId: newId() })
  const look = (actor: Actor, purpose: Purpose, entry: Partial<ReadEntry> & { subjects: string[] }, at = now) => t.as(actor, purpose, { now: at })(async (ctx) => {
    ctx.logRead({ kind: 'open', register: 'population', fields: ['fullName', 'birthDate'], ...entry })
  })
  const mine = (personId: string, asked: Parameters<typeof accessesOf>[1] = {}, at = now): Promise<AccessPage> => t.as(citizenActor(personId), undefined, { now: at })((ctx) => accessesOf(ctx, asked))
  const clear = () => t.owner.script('truncate access_question_step, access_question, access_log, access_sealed, access_tile, access_seal')

  it('groups by purpose, names unit and role and never the officer, tells human from automatic', async () => {
    await clear()
    await look(justice(), forDossier, { subjects: [mai] })
    await look(justice(), forDossier, { subjects: [mai], register: 'residence', fields: ['permanentResidence'] })
    await look(systemActor, forDossier, { subjects: [mai], register: 'health-insurance', fields: ['card'] })
    await look({ kind: 'relying-party', clientId: 'Ngân hàng A' }, { code: 'consent', basis: 'Luật 91/2025 Đ9', text: 'Kiểm tra danh tính' }, { subjects: [mai] })
    await look(justice(), other, { subjects: [mai] })
    const inEnglish = (await mine(mai, { language: 'en' })).groups.flatMap((group) => group.lines)
    assert.deepEqual([...new Set(inEnglish.map((line) => line.role))].toSorted(), ['automatic', 'connected system', 'justice officer'])
    for (const { fields, registers } of inEnglish) assert.doesNotMatch([...fields, ...registers].join(), /[ăâđêôơưàáạảã]/, 'no Vietnamese among the words of our own')
    const page = await mine(mai)
    assert.deepEqual(page.groups.map((group) => [group.title, group.dossier?.code ?? null, group.times]), [
      ['Vì hồ sơ của tôi', 'H86.41-261122-0042', 3], ['Vì tôi đã đồng ý', null, 1], ['Lý do khác', null, 1],
    ])
    assert.deepEqual(page.groups[0]!.lines.map((line) => [line.unit, line.role, line.automatic, line.times]), [
      ['Hệ thống xử lý hồ sơ', 'tự động', true, 1], ['Ủy ban nhân dân xã Long Hồ', 'công chức tư pháp – hộ tịch', false, 2],
    ])
    assert.deepEqual(page.groups[0]!.lines[1]!.fields, ['nơi thường trú', 'họ tên', 'ngày sinh'])
    assert.equal(page.groups[1]!.lines[0]!.unit, 'Ngân hàng A')
    assert.equal(page.groups[2]!.lines[0]!.reason, 'Tiếp đón khám: cấp cứu')
    assert.equal(JSON.stringify(page).includes(binh), false)
  })

  it('shows every reading of a run exactly once, and nothing of anybody else', async () => {
    await clear()
    for (const person of [mai, lan, mai, lan, mai]) await look(justice(), other, { subjects: [person] })
    await look(justice(), other, { subjects: [mai, lan], kind: 'list' })
    const entries = async (person: string) => (await mine(person)).groups.flatMap((group) => group.lines.flatMap((line) => line.entries))
    const logged = await t.db.query<{ log_id: string; subjects: string[] }>(sql`select log_id, subjects from access_log`)
    for (const person of [mai, lan]) {
      const expected = logged.filter((row) => row.subjects.includes(person)).map((row) => row.log_id)
      assert.deepEqual((await entries(person)).map((entry) => entry.logId).sort(), expected.sort())
    }
    assert.equal((await mine(lan)).times, 3)
    assert.equal(JSON.stringify(await mine(lan)).includes(mai), false)
  })

  it('shows the readings of a request that was then refused', async () => {
    await clear()
    await assert.rejects(t.as(justice(), other, { now })(async (ctx) => {
      ctx.logRead({ kind: 'open', register: 'population', subjects: [mai], fields: ['fullName'] })
      refuse('test.no')
    }))
    const page = await mine(mai)
    assert.deepEqual([page.times, page.refusedTimes, page.groups[0]!.lines[0]!.entries[0]!.refused], [1, 1, true])
  })

  it('counts searches, and lists them only when asked', async () => {
    await clear()
    await look(justice(), other, { subjects: [mai, lan], kind: 'search' })
    const page = await mine(mai)
    assert.deepEqual([page.times, page.searches, page.groups.length], [0, 1, 0])
    assert.deepEqual((await mine(mai, { includeSearches: true })).groups.map((group) => group.purpose), ['search'])
  })

  it('shows parents the readings of a minor child, and not those of somebody else’s', async () => {
    await clear()
    await look(justice(), other, { subjects: [an] })
    assert.deepEqual((await mine(mai)).groups[0]!.lines[0]!.entries[0]!.about, [an])
    assert.equal((await mine(mai, { person: an })).times, 1)
    assert.equal((await mine(lan)).times, 0)
    await assert.rejects(mine(lan, { person: an }), { code: 'authorise.not-allowed' })
  })

  it('tells a reading for somebody else’s case late, and only as that', async () => {
    await clear()
    await look(justice(), { ...forDossier, dossierId: newId(), text: 'Công chứng di chúc' }, { subjects: [lan] })
    assert.equal((await mine(lan)).times, 0)
    const later = await mine(lan, { month: '2026-11' }, '2026-12-23T02:00:00.000Z')
    assert.deepEqual(later.groups[0]!.lines.map((line) => [line.unit, line.reason, line.basis, line.fields]), [['Liên quan hồ sơ của người khác trong gia đình', null, null, ['họ tên', 'ngày sinh']]])
    assert.equal(JSON.stringify(later).includes('di chúc') || JSON.stringify(later).includes('Long Hồ'), false)
  })

  it('holds back a reading for an investigation for as long as the rule says', async () => {
    await clear()
    await look(justice(), { code: 'investigation', basis: 'BLTTHS', text: 'Điều tra' }, { subjects: [lan] })
    assert.equal((await mine(lan, { month: '2026-11' }, '2027-02-19T02:00:00.000Z')).times, 0)
    assert.equal((await mine(lan, { month: '2026-11' }, '2027-02-21T02:00:00.000Z')).times, 1)
  })

  it('cuts months at midnight in Việt Nam, and refuses what is no month', async () => {
    await clear()
    await look(justice(), other, { subjects: [mai] }, '2026-10-31T16:59:59.999Z')
    await look(justice(), other, { subjects: [mai] }, '2026-10-31T17:00:00.000Z')
    assert.deepEqual([(await mine(mai, { month: '2026-10' })).times, (await mine(mai, { month: '2026-11' })).times], [1, 1])
    await assert.rejects(mine(mai, { month: '2026-13' }), { code: 'my-data.month-unknown' })
  })

  it('shows one dossier over all months', async () => {
    await clear()
    await look(justice(), forDossier, { subjects: [mai] }, '2026-08-01T02:00:00.000Z')
    await look(justice(), other, { subjects: [mai] })
    assert.deepEqual([(await mine(mai, { dossierId: dossier })).times, (await mine(mai, { dossierId: dossier })).month], [1, null])
  })

  it('is no reading itself; what a person opened alone is only counted', async () => {
    await clear()
    await t.as(citizenActor(mai), { code: 'own-data', basis: 'x' }, { now })((ctx) => readPerson(ctx, mai, ['fullName']))
    const page = await mine(mai)
    assert.deepEqual([page.ownTimes, page.times], [1, 0])
    const [{ count }] = (await t.db.query<{ count: number }>(sql`select count(*) from access_log`)) as [{ count: number }]
    assert.equal(count, 1)
  })

  it('is open to nobody but the person', async () => {
    for (const actor of [officerActor('administrator', ['86']), { kind: 'visitor' } as const, systemActor]) {
      await assert.rejects(t.as(actor)((ctx: Ctx) => accessesOf(ctx)), /authorise/)
    }
  })

  it('gives a proof of each entry that the verifier accepts, opened only where the entry is the person’s own matter', async () => {
    await clear()
    const store = memoryKeystore(systemClock)
    await look(justice(), other, { subjects: [mai] })
    await look(justice(), { ...forDossier, dossierId: newId() }, { subjects: [mai] })
    await sealNow(t.sealer, keystoreSigner(store), join(mkdtempSync(join(tmpdir(), 'congdan-my-data-')), 'heads.jsonl'))
    const keys = [readPublicKey((await store.publicKeys('trail-checkpoint'))[0]!.pem)]
    const late = '2026-12-23T02:00:00.000Z'
    const shown = (await mine(mai, { month: '2026-11' }, late)).groups.flatMap((group) => group.lines)
    const proofs = await Promise.all(shown.map((line) => t.as(citizenActor(mai), undefined, { now: late })((ctx) => proofOf(ctx, line.entries[0]!.logId))))
    assert.deepEqual(proofs.map((proof) => checkProof(JSON.parse(JSON.stringify(proof)), keys).faults), [[], []])
    assert.deepEqual(proofs.map((proof) => proof.opened === null), shown.map((line) => line.unit.startsWith('Liên quan')))
    await assert.rejects(t.as(citizenActor(lan), undefined, { now: late })((ctx) => proofOf(ctx, shown[0]!.entries[0]!.logId)), { code: 'my-data.no-such-access' })
    await assert.rejects(t.as(citizenActor(mai), undefined, { now })((ctx) => proofOf(ctx, shown.find((line) => line.unit.startsWith('Liên quan'))!.entries[0]!.logId)), { code: 'my-data.no-such-access' })
  })

  it('has words for every field of a person', () => {
    assert.deepEqual([...allPersonFields, 'household', 'residence', 'birthNotice', 'marriageRecord', 'paper:lease', 'mother.fullName'].filter((field) => !hasFieldLabel(field)), [])
    assert.deepEqual(fieldLabels(['mother.fullName', 'father.fullName', 'someNewField']), ['họ tên', 'mục khác'])
  })

  describe('a question about a reading', () => {
    const security = (organisationId: string) => officerActor('security-officer', [home], { organisationId, personId: minh, appointmentId: newId() })
    const ask = async (note = 'Tôi không tới cơ quan nào ngày đó.') => {
      await clear()
      await look(justice(), other, { subjects: [mai] })
      const logId = (await mine(mai)).groups[0]!.lines[0]!.entries[0]!.logId
      const asking = () => t.as(citizenActor(mai), undefined, { now })((ctx) => askAboutAccess(ctx, { logId, concern: 'not-known', note }))
      return { logId, asking, question: await asking() }
    }

    it('is promised an answer in working days, and asked twice stays one', async () => {
      const { question, asking } = await ask()
      // Sunday 22/11; Tuesday 24/11 is a holiday (NQ 28/2026/QH16): counted from Monday 23/11, two working days end on 26/11 and five on 01/12.
      assert.deepEqual([question.receiveBy, question.answerBy], ['2026-11-26', '2026-12-01'])
      assert.match(question.code, /^HX-[2-9A-Y]{4}-[2-9A-Y]{4}$/)
      assert.equal((await asking()).questionId, question.questionId)
    })

    it('is answered by the security officer of the unit that read, who sees who it was; the citizen is told', async () => {
      const { question } = await ask()
      const officer = security(committee.id)
      assert.deepEqual((await t.as(officer, undefined, { now })(accessQuestionsFor)).map((each) => each.questionId), [question.questionId])
      const opened = await t.as(officer, other, { now })((ctx) => openAccessQuestion(ctx, question.questionId))
      assert.deepEqual([opened.reading.officerName, opened.reading.purpose, opened.receivedAt], ['Phạm Thị Bình', 'Tiếp đón khám: cấp cứu', now])
      await t.as(officer, undefined, { now })((ctx) => answerAccessQuestion(ctx, { questionId: question.questionId, finding: 'mistake', text: 'Cán bộ mở nhầm người trùng tên.', namesOfficer: true }))
      const [told] = await t.as(citizenActor(mai), undefined, { now })(ownAccessQuestions)
      assert.deepEqual([told!.finding, told!.answer, told!.officerName, told!.late], ['mistake', 'Cán bộ mở nhầm người trùng tên.', 'Phạm Thị Bình', false])
      await assert.rejects(t.as(officer, undefined, { now })((ctx) => answerAccessQuestion(ctx, { questionId: question.questionId, finding: 'lawful', text: 'x' })), { code: 'my-data.already-answered' })
      const events = await t.db.query<{ type: string; payload: { personId?: string } }>(sql`select type, payload from outbox where type like 'my-data.%' and payload->>'questionId' = ${question.questionId} order by position`)
      assert.deepEqual(events.map((event) => [event.type, event.payload.personId ?? null]), [['my-data.access-questioned', null], ['my-data.question-answered', mai]])
    })

    it('keeps the officer’s name back unless the answer discloses it', async () => {
      const { question } = await ask()
      await t.as(security(province.id), undefined, { now })((ctx) => answerAccessQuestion(ctx, { questionId: question.questionId, finding: 'lawful', text: 'Xem để trả lời đơn của ông/bà.' }))
      const [told] = await t.as(citizenActor(mai), undefined, { now })(ownAccessQuestions)
      assert.equal(told!.officerName, null)
    })

    it('is nobody else’s to answer', async () => {
      const { question } = await ask()
      for (const actor of [security(newId()), justice(), officerActor('administrator', ['86'], { organisationId: committee.id }), citizenActor(mai)]) {
        await assert.rejects(t.as(actor, undefined, { now })((ctx) => answerAccessQuestion(ctx, { questionId: question.questionId, finding: 'lawful', text: 'x' })), { code: 'authorise.not-allowed' })
      }
      await assert.rejects(t.as(security(committee.id), undefined, { now })((ctx) => answerAccessQuestion(ctx, { questionId: question.questionId, finding: 'lawful', text: ' ' })), { code: 'my-data.answer-needed' })
    })

    it('says when the promise was broken', async () => {
      const { question } = await ask()
      const late = await t.as(citizenActor(mai), undefined, { now: '2026-12-02T02:00:00.000Z' })(ownAccessQuestions)
      assert.deepEqual([late[0]!.questionId, late[0]!.late], [question.questionId, true])
    })

    it('can be asked at a counter for the person being helped, and about nothing else', async () => {
      const { logId } = await ask()
      const clerk = officerActor('reception-officer', [home], { organisationId: committee.id, appointmentId: newId() })
      const input = { logId, concern: 'other' as const, note: '' }
      await assert.rejects(t.as(clerk, undefined, { now })((ctx) => askAboutAccess(ctx, input)), { code: 'my-data.not-on-behalf' })
      await assert.rejects(t.as(clerk, undefined, { now, onBehalfOf: lan })((ctx) => askAboutAccess(ctx, input)), { code: 'my-data.no-such-access' })
      assert.equal((await t.as(clerk, undefined, { now, onBehalfOf: mai })((ctx) => askAboutAccess(ctx, input))).askedBy, mai)
      await assert.rejects(t.as(citizenActor(lan), undefined, { now })((ctx) => askAboutAccess(ctx, input)), { code: 'my-data.no-such-access' })
    })
  })
})
