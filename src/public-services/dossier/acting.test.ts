import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { castHouse, morning, type CastHouse, type Family, type Somebody } from '../../app/testing/cast-house.ts'
import { fileAs, fillIn, lanesNow, signDraft, work } from '../../app/testing/journey.ts'
import { parseCsv } from '../../foundations/areas/index.ts'
import { acceptMandate, askMandate, endMandate, ownMandates } from '../../foundations/mandates/index.ts'
import { endRelation, linkRelatives } from '../../foundations/population/index.ts'
import { residencesOf } from '../../foundations/residence/index.ts'
import { somePerson } from '../../foundations/residence/testing.ts'
import { accessesOf } from '../../digital-citizen/my-data/index.ts'
import { newId } from '../../kernel/ids.ts'
import { addDays, addMonths, todayAt } from '../../kernel/plain-date.ts'
import { rootPath, sql } from '../../platform/index.ts'
import { answerPage, answerSupplement, dossiersActedFor, draftsActedFor, dropDraft, filedForMe, openCase, openDraft, ownDossiers, ownDrafts, readOwnDossier, services, servicesToFileFor, startDraft, submitDossier, withdraw } from './index.ts'

const basis = { article: 'kiểm thử' }
const confirmation = 'xac-nhan-cu-tru'
const today = todayAt(morning)
const date = (name: string, iso: string): Record<string, string> => Object.fromEntries(iso.split('-').map((part, i) => [`${name}.${['year', 'month', 'day'][i]}`, part]))
const absence = { 'absence.ground': 'other', ...date('absence.from', today), 'absence.destination': 'Thành phố Cần Thơ', 'absence.reason': 'Đi học' }

describe('filing online for another', () => {
  let house: CastHouse
  let family: Family
  before(async () => {
    house = await castHouse()
    family = await house.family('same', { notice: false })
  })
  after(() => house.close())

  const child = (mother: Somebody, name: string, birthDate = addMonths(today, -9 * 12)) =>
    somePerson(house.t, { name, birthDate, area: '29602', household: { householdId: family.homes.mother, relationToHead: '03', opens: false }, relatives: [{ kind: 'mother', personId: mother.personId, mutual: true }] })
  const permission = async (giver: Somebody, holder: Somebody, more: { scope?: string[]; dossierId?: string }): Promise<string> => {
    const requestId = newId()
    await house.asPerson(giver)((ctx) => askMandate(ctx, { requestId, askedAs: 'giver', pin: holder.pin, fullName: holder.fullName, kind: more.dossierId ? 'dossier' : 'standing', scope: more.scope ?? [], dossierId: more.dossierId ?? null, until: addMonths(today, 6) }))
    await house.asPerson(holder)((ctx) => acceptMandate(ctx, { requestId, commandId: newId() }))
    return (await house.asPerson(giver)(ownMandates)).given.find((each) => each.holderId === holder.personId && each.inForce)!.mandateId
  }
  const textsTo = async (personId: string): Promise<string[]> => {
    await house.t.drain(morning)
    return (await house.t.owner.query<{ template: string }>(sql`select template from message where person_id = ${personId} and channel = 'inbox' order by created_at, message_id`)).map((row) => row.template)
  }

  it('a mother for her child, from the form to the paper: the dossier knows both, the log names both, both are told', async () => {
    const { mother } = family
    const { personId: kid } = await child(mother, 'Lê Thị Con Nộp Thay')
    const { dossierId } = await fileAs(house, mother, { slug: confirmation, onBehalfOf: kid })
    const [row] = await house.t.owner.query<{ applicant: string; submitter: string; mode: string; channel: string; fact: string }>(sql`
      select applicant_id as applicant, submitter_id as submitter, filing_mode as mode, channel, snapshot->'facts'->'requester.fullName'->>'text' as fact from dossier where dossier_id = ${dossierId}`)
    assert.deepEqual(row, { applicant: kid, submitter: mother.personId, mode: 'on-behalf', channel: 'online', fact: 'Lê Thị Con Nộp Thay' })
    assert.deepEqual(await textsTo(kid), ['dossier.submitted-on-behalf'])
    assert.ok((await textsTo(mother.personId)).includes('dossier.submitted'))
    const as = house.asPerson(mother, { onBehalfOf: kid })
    const view = await as((ctx) => readOwnDossier(ctx, dossierId))
    assert.match(view.timeline[0]!.says!, new RegExp(`Người nộp thay: ${mother.fullName}, cha, mẹ của người chưa thành niên`))
    assert.deepEqual((view.timeline[0]!.data['acting'] as { basis: string }).basis, 'child')
    await assert.rejects(house.asPerson(mother)((ctx) => readOwnDossier(ctx, dossierId)), { code: 'dossier.filed-for-another' })
    const { laneId } = (await lanesNow(house, dossierId))['main']!
    const seen = await house.asCast('haiPolice')((ctx) => openCase(ctx, laneId))
    assert.equal(seen.dossier.filingMode, 'on-behalf')
    await work(house, 'haiPolice', dossierId, 'main', ['accept'])
    await work(house, 'policeCommander', dossierId, 'main', ['approve'])
    assert.equal((await as((ctx) => readOwnDossier(ctx, dossierId))).status, 'done')
    assert.deepEqual((await as(dossiersActedFor)).map((each) => each.dossierId), [dossierId])
    const reads = await house.t.owner.query<{ actor: string; behalf: string | null }>(sql`
      select actor_person as actor, on_behalf_of as behalf from access_log where ${kid} = any(subjects) and register = 'population' and actor_kind = 'citizen' and dossier_id = ${dossierId}`)
    assert.ok(reads.length > 0 && reads.every((each) => each.actor === mother.personId && each.behalf === kid), JSON.stringify(reads))
  })

  it('a guardian for a ward, until the court ends it: at once, and what was typed is there for the ward', async () => {
    const { father: guardian } = await house.family('same', { notice: false })
    const { mother: ward } = await house.family('same', { notice: false })
    await house.asCast('haiPolice')((ctx) => linkRelatives(ctx, { personId: guardian.personId, kind: 'ward', other: { personId: ward.personId }, from: '2025-01-01', source: 'declaration', basis, commandId: newId() }))
    const as = house.asPerson(guardian, { onBehalfOf: ward.personId })
    const draftId = await fillIn(house, guardian, { slug: 'tam-vang', answers: absence, onBehalfOf: ward.personId })
    const evidence = await signDraft(house, guardian, draftId, undefined, ward.personId)
    await house.asCast('haiPolice')((ctx) => endRelation(ctx, { personId: guardian.personId, kind: 'ward', other: { personId: ward.personId }, on: today, reason: 'court', source: 'court', basis, commandId: newId() }))
    await assert.rejects(as((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence })), { status: 403 })
    await assert.rejects(house.asPerson(guardian)((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence })), { code: 'dossier.acting-ended' })
    const [left] = (await house.asPerson(ward)(ownDrafts)).filter((each) => each.draftId === draftId)
    assert.equal(left!.byAnother, true)
    const open = await house.asPerson(ward)((ctx) => openDraft(ctx, draftId))
    assert.equal(open.filing.answers['absence.destination'], 'Thành phố Cần Thơ')
    const own = await signDraft(house, ward, draftId)
    const { dossierId } = await house.asPerson(ward)((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence: own }))
    assert.deepEqual(await house.t.owner.query(sql`select filing_mode as mode, submitter_id as by from dossier where dossier_id = ${dossierId}`), [{ mode: 'self', by: ward.personId }])
  })

  it('a standing permission reaches its procedures and no others; who gave it sees who filed; taken back, nothing goes on and nothing is lost', async () => {
    const { mother: giver, father: holder } = await house.family('same', { notice: false })
    const mandateId = await permission(giver, holder, { scope: ['1.010041'] })
    const as = house.asPerson(holder, { onBehalfOf: giver.personId })
    assert.deepEqual((await as(servicesToFileFor)).map((each) => each.code), ['1.010041'])
    await assert.rejects(as((ctx) => startDraft(ctx, 'tam-vang')), { code: 'dossier.not-for-another' })
    const { dossierId, code } = await fileAs(house, holder, { slug: confirmation, onBehalfOf: giver.personId })
    assert.deepEqual((await house.asPerson(giver)(filedForMe)).map((each) => [each.code, each.by]), [[code, holder.fullName]])
    assert.match((await house.asPerson(giver)((ctx) => readOwnDossier(ctx, dossierId))).timeline[0]!.says!, new RegExp(`${holder.fullName}, người được ủy quyền`))
    const looks = await house.asPerson(giver)((ctx) => accessesOf(ctx, { dossierId }))
    assert.ok(looks.groups.some((group) => group.lines.some((line) => line.unit === 'Người làm thay' && line.reason === 'Người làm thay chuẩn bị hồ sơ')), JSON.stringify(looks.groups))

    const { draftId } = await as((ctx) => startDraft(ctx, confirmation))
    await as((ctx) => answerPage(ctx, { draftId, page: 'content', body: { 'confirmation.content': 'Đã ở đây từ lâu' } }))
    assert.deepEqual((await as(draftsActedFor)).map((each) => each.draftId), [draftId])
    assert.notEqual((await house.asPerson(giver)((ctx) => startDraft(ctx, confirmation))).draftId, draftId, 'the giver\'s own draft is another one')
    await assert.rejects(house.asPerson(holder)((ctx) => openDraft(ctx, draftId)), { code: 'dossier.acting-paused' })
    await house.asPerson(giver)((ctx) => endMandate(ctx, { mandateId, commandId: newId() }))
    await assert.rejects(house.asPerson(holder)((ctx) => answerPage(ctx, { draftId, page: 'content', body: { 'confirmation.content': 'Khác' } })), { code: 'dossier.acting-ended' })
    await assert.rejects(as((ctx) => openDraft(ctx, draftId)), { code: 'dossier.acting-ended' }, 'also in a session that says it still acts')
    await assert.rejects(as((ctx) => readOwnDossier(ctx, dossierId)), { code: 'dossier.unknown' })
    await assert.rejects(as((ctx) => withdraw(ctx, { dossierId, commandId: newId() })), { code: 'dossier.unknown' })
    assert.equal((await house.asPerson(giver)((ctx) => openDraft(ctx, draftId))).filing.answers['confirmation.content'], 'Đã ở đây từ lâu')
    await house.asPerson(giver)((ctx) => dropDraft(ctx, draftId))
    const before = (await textsTo(holder.personId)).length
    await work(house, 'haiPolice', dossierId, 'main', ['accept'])
    assert.equal((await textsTo(holder.personId)).length, before, 'who lost the right is told no more')
  })

  it('a permission for one filing follows and answers that one, withdraws nothing, and begins no other', async () => {
    const { mother: giver, father: holder } = await house.family('same', { notice: false })
    const { dossierId } = await fileAs(house, giver, { slug: confirmation, answers: { 'confirmation.content': 'Xác nhận' } })
    const { dossierId: other } = await fileAs(house, giver, { slug: 'tam-vang', answers: absence })
    await permission(giver, holder, { dossierId })
    const as = house.asPerson(holder, { onBehalfOf: giver.personId })
    assert.deepEqual((await as(dossiersActedFor)).map((each) => each.dossierId), [dossierId])
    assert.deepEqual(await as(servicesToFileFor), [])
    await assert.rejects(as((ctx) => startDraft(ctx, confirmation)), { code: 'dossier.not-for-another' })
    await assert.rejects(as((ctx) => readOwnDossier(ctx, other)), { code: 'dossier.unknown' })
    await assert.rejects(as((ctx) => withdraw(ctx, { dossierId, commandId: newId() })), { code: 'dossier.not-yours-to-withdraw' })
    await work(house, 'haiPolice', dossierId, 'main', ['defects'], { defects: ['content-unclear'] })
    assert.equal((await as((ctx) => answerSupplement(ctx, { dossierId, lane: 'main', body: { 'confirmation.content': 'Đã thường trú từ năm 2023' }, commandId: newId() }))).ok, true)
    const view = await house.asPerson(giver)((ctx) => readOwnDossier(ctx, dossierId))
    assert.ok(view.timeline.some((event) => event.says?.includes('Người làm thay thực hiện')), JSON.stringify(view.timeline.map((event) => event.says)))
    assert.equal(view.dossier.answers['confirmation.content'], 'Đã thường trú từ năm 2023')
  })

  it('a stranger in a forged session for another opens nothing, and a grown child is nobody\'s to file for', async () => {
    const { mother } = family
    const { father: stranger } = await house.family('same', { notice: false })
    const { personId: kid } = await child(mother, 'Lê Văn Con Hai')
    const { personId: grown } = await child(mother, 'Lê Văn Đã Lớn', addMonths(today, -19 * 12))
    const { draftId } = await house.asPerson(mother, { onBehalfOf: kid })((ctx) => startDraft(ctx, confirmation))
    const forged = house.asPerson(stranger, { onBehalfOf: kid })
    await assert.rejects(forged((ctx) => startDraft(ctx, confirmation)), { status: 403 })
    await assert.rejects(forged((ctx) => openDraft(ctx, draftId)), { code: 'dossier.draft-unknown' })
    await assert.rejects(forged(dossiersActedFor), { status: 403 })
    await assert.rejects(house.asPerson(stranger)((ctx) => openDraft(ctx, draftId)), { code: 'dossier.draft-unknown' })
    await assert.rejects(house.asPerson(mother, { onBehalfOf: grown })((ctx) => startDraft(ctx, confirmation)), { status: 403 })
    assert.deepEqual(await house.asPerson(mother)(ownDossiers), [], 'and her own list holds nothing of her child')
  })

  it('what data/mandates/procedures.csv names for a right can be begun by that right, and nothing else', async () => {
    const { mother: actor } = await house.family('same', { notice: false })
    const [{ mother: ward }, { mother: represented }, { mother: giver }] = [await house.family('same', { notice: false }), await house.family('same', { notice: false }), await house.family('same', { notice: false })]
    const { personId: kid } = await child(actor, 'Lê Thị Mọi Việc')
    for (const [kind, other] of [['ward', ward], ['represented', represented]] as const) {
      await house.asCast('haiPolice')((ctx) => linkRelatives(ctx, { personId: actor.personId, kind, other: { personId: other.personId }, from: '2025-01-01', source: 'declaration', basis, commandId: newId() }))
    }
    const all = services(today).map(({ service }) => service)
    await permission(giver, actor, { scope: all.map(({ code }) => code) })
    const lines = parseCsv(readFileSync(rootPath('data', 'mandates', 'procedures.csv'), 'utf8')).map((row) => ({ service: row['service']!, basis: row['basis']!, from: row['valid_from']! }))
    const known = new Set(all.map(({ code }) => code))
    assert.deepEqual(lines.filter(({ service }) => !known.has(service)), [], 'no line for a procedure that does not exist')
    for (const [right, subject] of [['child', kid], ['ward', ward.personId], ['represented', represented.personId], ['standing', giver.personId]] as const) {
      const as = house.asPerson(actor, { onBehalfOf: subject })
      const named = lines.filter((line) => line.basis === right && line.from <= today).map(({ service }) => service)
      assert.deepEqual((await as(servicesToFileFor)).map(({ code }) => code).sort(), [...named].sort(), right)
      for (const { code, slug } of all) {
        if (!named.includes(code)) await assert.rejects(as((ctx) => startDraft(ctx, slug)), { name: 'Refusal' }, `${right} ${slug}`)
        else {
          const { draftId } = await as((ctx) => startDraft(ctx, slug))
          assert.equal((await as((ctx) => openDraft(ctx, draftId))).draft.ownerId, subject, `${right} ${slug}`)
        }
      }
    }
  })

  it('a temporary residence for a child, a death and a certificate by permission, a copy for a ward: to their end', async () => {
    const { mother, father: husband } = await house.family('same', { notice: false })
    const { father: holder } = await house.family('same', { notice: false })
    const { personId: kid } = await child(holder, 'Lê Thị Đi Học Xa')
    const room = await fileAs(house, holder, { slug: 'tam-tru', onBehalfOf: kid, papers: ['lease'], answers: { 'residence.case': 'rent', 'place.commune': '29308', 'place.detail': 'Phòng 5, nhà trọ số 9, Ấp Thử', 'residence.months': '12' } })
    await work(house, 'secondPolice', room.dossierId, 'main', ['accept', 'ok'])
    await work(house, 'secondCommander', room.dossierId, 'main', ['approve'])
    const homes = await house.asSystem()((ctx) => residencesOf(ctx, kid))
    assert.deepEqual(homes.filter(({ kind }) => kind === 'temporary').map(({ address }) => [address.area, address.detail]), [['29308', 'Phòng 5, nhà trọ số 9, Ấp Thử']])

    await permission(mother, holder, { scope: ['1.000656', '1.004873'] })
    const signed = async (dossierId: string): Promise<void> => {
      await work(house, 'lanJustice', dossierId, 'main', ['accept', 'ok'])
      await work(house, 'dungChair', dossierId, 'main', ['approve'])
    }
    const use = await fileAs(house, holder, { slug: 'tinh-trang-hon-nhan', onBehalfOf: mother.personId, answers: { 'purpose.kind': '5', 'purpose.use': 'Vay vốn tại ngân hàng', 'period.case': 'now', 'earlier.case': 'first' } })
    await signed(use.dossierId)
    const died = Object.assign(date('death.date', addDays(today, -3)), date('notice.date', addDays(today, -3)), { 'death.time': '10:30', 'death.place': 'Bệnh viện mẫu, xã Long Hồ', 'death.cause': 'Bệnh tim', 'death.noticeKind': '1', 'notice.number': '15/GBT', 'notice.issuer': 'Bệnh viện mẫu' })
    const death = await fileAs(house, holder, { slug: 'khai-tu', onBehalfOf: mother.personId, answers: { 'deceased.of': husband.personId, ...died }, papers: ['death-notice'] })
    await signed(death.dossierId)
    assert.deepEqual((await house.asPerson(mother)(filedForMe)).map((each) => each.by), [holder.fullName, holder.fullName])
    assert.equal((await house.asPerson(mother)((ctx) => readOwnDossier(ctx, death.dossierId))).status, 'done')
    const [entry] = await house.t.owner.query<{ requester: string }>(sql`select submitter_id::text || ' ' || applicant_id::text as requester from dossier where dossier_id = ${death.dossierId}`)
    assert.equal(entry!.requester, `${holder.personId} ${mother.personId}`)

    const { mother: ward } = await house.family('same', { notice: false })
    await house.asCast('haiPolice')((ctx) => linkRelatives(ctx, { personId: holder.personId, kind: 'ward', other: { personId: ward.personId }, from: '2025-01-01', source: 'declaration', basis, commandId: newId() }))
    const as = house.asPerson(holder, { onBehalfOf: ward.personId })
    const { draftId } = await as((ctx) => startDraft(ctx, 'trich-luc-ho-tich'))
    const [marriage] = (await as((ctx) => openDraft(ctx, draftId))).filing.lists?.['entries'] ?? []
    assert.match(marriage?.label ?? '', /kết hôn/i)
    const copy = await fileAs(house, holder, { slug: 'trich-luc-ho-tich', onBehalfOf: ward.personId, answers: { 'copy.entry': marriage!.value, copies: '1' } })
    await signed(copy.dossierId)
    assert.equal((await as((ctx) => readOwnDossier(ctx, copy.dossierId))).status, 'done')
  })
})
