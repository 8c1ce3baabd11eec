import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { sql, type Ctx } from '../../platform/index.ts'
import { citizenActor, officerActor, systemActor, testDb } from '../../platform/testing.ts'
import { rebuild } from '../acts/index.ts'
import { changePersonFacts, placeMark, readPerson, relatedTo } from '../population/index.ts'
import * as civil from './index.ts'
import { chair, commune, court, justice, now, registering, someone, working } from './testing.ts'

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

describe('entries of civil status', async () => {
  const t = await testDb()
  after(() => t.close())
  const asChair = t.as(chair, working, { now })
  const asOfficer = t.as(justice, working, { now })
  const asSystem = t.as(systemActor, undefined, { now })
  const command = () => ({ ...registering, commandId: newId() })
  const facts = (personId: string) => asSystem((ctx) => readPerson(ctx, personId, ['fullName', 'maritalStatus', 'lifeStatus', 'deathDate', 'pin', 'gender', 'ethnicity', 'birthDate']))
  const related = (personId: string, kind: Parameters<typeof relatedTo>[2][number]) => asSystem(async (ctx) => (await relatedTo(ctx.tx, personId, [kind])).map((each) => each.personId))
  const marry = (husbandId: string, wifeId: string, more: Partial<civil.MarriageFacts> = {}) => asChair((ctx) => civil.registerMarriage(ctx, { husbandId, wifeId, bothPresent: true, ...command(), ...more }))
  const die = (personId: string, more: Partial<civil.DeathFacts> = {}) => asChair((ctx) => civil.registerDeath(ctx, { personId, diedOn: '2026-11-10', place: 'Tại nhà', cause: 'Tuổi già', noticeKind: '0', requester: { fullName: 'Người nhà', relation: 'con' }, ...command(), ...more }))
  const couple = async () => {
    const [a, b] = [await someone(t, 'Lê Văn Anh', 'male', '1990-01-02'), await someone(t, 'Trần Thị Bình', 'female', '1992-03-04')]
    // Registered again: it has held since 2020.
    return { a, b, marriage: await marry(a, b, { again: { since: '2020-02-02' } }) }
  }

  it('a marriage makes both spouses, and its entry is found in the book', async () => {
    const { a, b, marriage } = await couple()
    assert.equal((await facts(a)).maritalStatus, 'married')
    assert.deepEqual([await related(a, 'spouse'), await related(b, 'spouse')], [[b], [a]])
    const entry = await asOfficer((ctx) => civil.readEntry(ctx, marriage.entryId))
    assert.equal(entry.content['chongHoTen'], 'Lê Văn Anh')
    assert.equal(entry.content['voSoGiayToTuyThan'], (await facts(b)).pin)
    const found = await asOfficer((ctx) => civil.searchBooks(ctx, { kind: 'marriage', name: 'tran thi binh', year: 2026 }))
    assert.deepEqual(found.lines.map((line) => line.entryId), [marriage.entryId])
    assert.ok((await t.as(citizenActor(a), working, { now })((ctx) => civil.marriageOf(ctx, a)))?.marriageId === marriage.entryId)
  })

  it('refuses a marriage the law forbids, each with its own sentence', async () => {
    const { a } = await couple()
    const [grandmother, young, free] = [await someone(t, 'Bà Nội', 'female', '1940-01-01'), await someone(t, 'Phạm Trẻ', 'male', '2007-11-23'), await someone(t, 'Vũ Thị Lan', 'female', '1995-01-01')]
    const [father, aunt] = [await someone(t, 'Con Một', 'male', '1965-01-01', { mother: grandmother }), await someone(t, 'Con Hai', 'female', '1968-01-01', { mother: grandmother })]
    const [he, she] = [await someone(t, 'Cháu Trai', 'male', '1990-01-01', { father }), await someone(t, 'Cháu Gái', 'female', '1991-01-01', { mother: aunt })]
    const unknown = await someone(t, 'Chưa Rõ', 'male', '1988-01-01', { maritalStatus: null })
    await assert.rejects(marry(a, free), refusedWith('civil-status.is-married'))
    await assert.rejects(marry(young, free), refusedWith('civil-status.too-young-to-marry'))
    await assert.rejects(marry(he, she), refusedWith('civil-status.close-kin'))
    await assert.rejects(marry(father, grandmother), refusedWith('civil-status.close-kin'))
    await assert.rejects(marry(free, young), refusedWith('civil-status.spouse-gender'))
    await assert.rejects(marry(unknown, free), refusedWith('civil-status.marital-status-unknown'))
    await assert.rejects(marry(he, free, { bothPresent: false }), refusedWith('civil-status.both-present'))
    await assert.rejects(t.as(justice, working, { now })((ctx) => civil.registerMarriage(ctx, { husbandId: he, wifeId: free, bothPresent: true, ...command() })), refusedWith('authorise.not-allowed'))
    await assert.rejects(t.as(officerActor('commune-chair', ['29551']), working, { now })((ctx) => civil.registerMarriage(ctx, { husbandId: he, wifeId: free, bothPresent: true, ...command() })), refusedWith('authorise.not-allowed'))
    assert.equal((await marry(unknown, free, { statusProof: court })).replayed, false)
  })

  it('a marriage registered again cannot reach back over a marriage that ended since; after its end it can', async () => {
    const { a, marriage } = await couple()
    await asOfficer((ctx) => civil.noteDivorce(ctx, { marriageId: marriage.entryId, decision: court, effectiveOn: '2026-11-01', ...command() }))
    const other = await someone(t, 'Vũ Thị Mới', 'female', '1995-01-01')
    await assert.rejects(marry(a, other, { again: { since: '2026-10-31' } }), refusedWith('civil-status.status-changed-since'))
    await assert.rejects(marry(a, other, { again: { since: '2019-10-31' } }), refusedWith('civil-status.status-changed-since'))
    await marry(a, other, { again: { since: '2026-11-10' } })
    assert.deepEqual([(await facts(a)).maritalStatus, await related(a, 'spouse')], ['married', [other]])
  })

  it('one of the two may be no citizen: the marriage stands by name, and ends by divorce, by death and by annulment like any other', async () => {
    const foreigner = { fullName: 'Kim Min-jun', birthDate: '1990-05-05', nationality: 'KOR', passportNumber: 'M12345678', residence: 'Seoul' }
    const wed = (more: Partial<civil.MarriageFacts> = {}, wifeId?: string) => async () => marry(null as never, wifeId ?? (await someone(t, 'Lý Thị Xa', 'female', '1995-01-01')), { husbandId: null, foreigner, statusProof: court, ...more })
    await assert.rejects(wed({ foreigner: null }), refusedWith('civil-status.field-needed'))
    await assert.rejects(wed({ statusProof: null }), refusedWith('civil-status.marital-status-unknown'))
    await assert.rejects(wed({ foreigner: { ...foreigner, nationality: 'VNM' } }), refusedWith('civil-status.foreigner-nationality'))
    await assert.rejects(wed({ foreigner: { ...foreigner, birthDate: '2008-01-01' } }), refusedWith('civil-status.too-young-to-marry'))
    await assert.rejects(wed({ husbandId: await someone(t, 'Thừa Một Người', 'male', '1990-01-01') }), refusedWith('civil-status.foreigner-beside'))
    const named = (personId: string) => asSystem(async (ctx) => (await readPerson(ctx, personId, ['relatives'])).relatives.map((each) => [each.kind, each.fullName]))
    const buryForeigner = (marriageId: string, more: Partial<civil.ForeignSpouseDeathFacts> = {}) => asChair((ctx) => civil.registerForeignSpouseDeath(ctx, {
      marriageId, diedOn: '2026-11-22', place: 'Seoul', cause: 'Bệnh', noticeKind: '1', notice: { number: '7', date: '2026-11-22', issuer: 'Bệnh viện Seoul' }, requester: { fullName: 'Lý Thị Gần', relation: 'vợ' }, ...command(), ...more,
    }))
    const ends: Record<string, (marriageId: string, wife: string) => Promise<unknown>> = {
      divorced: (marriageId) => asOfficer((ctx) => civil.noteDivorce(ctx, { marriageId, decision: court, effectiveOn: '2026-11-22', ...command() })),
      single: (marriageId) => asOfficer((ctx) => civil.annulMarriage(ctx, { marriageId, decision: court, effectiveOn: '2026-11-22', ...command() })),
      dead: (_marriageId, wife) => die(wife, { diedOn: '2026-11-22' }),
      widowed: (marriageId) => buryForeigner(marriageId),
    }
    for (const [how, end] of Object.entries(ends)) {
      const wife = await someone(t, 'Lý Thị Gần', 'female', '1995-01-01')
      const marriage = await wed({}, wife)()
      assert.deepEqual([(await facts(wife)).maritalStatus, await named(wife)], ['married', [['spouse', 'Kim Min-jun']]], how)
      const entry = await asOfficer((ctx) => civil.readEntry(ctx, marriage.entryId))
      assert.deepEqual([entry.content['chongHoTen'], entry.content['chongQuocTich'], entry.content['chongSoGiayToTuyThan'], entry.people.map((each) => each.part)], ['Kim Min-jun', 'KOR', 'M12345678', ['wife']])
      await assert.rejects(wed({}, wife), refusedWith('civil-status.is-married'))
      await end(marriage.entryId, wife)
      assert.deepEqual(await named(wife), [], how)
      if (how !== 'dead') assert.equal((await facts(wife)).maritalStatus, how)
      const [row] = await t.owner.query<{ open: number }>(sql`select count(*)::int as open from marriage_record where marriage_id = ${marriage.entryId} and superseded_at is null and valid_to is null`)
      assert.equal(row!.open, 0, how)
    }
  })

  it('the death of a husband or wife who is no citizen: their page in the book, the marriage over, the other widowed; nothing of it before its papers are there', async () => {
    const wife = await someone(t, 'Lý Thị Xuân', 'female', '1995-01-01')
    const foreigner = { fullName: 'Jean Dupont', birthDate: '1960-05-05', nationality: 'FRA', passportNumber: 'P99', residence: 'Lyon' }
    const marriage = await marry(null as never, wife, { husbandId: null, foreigner, statusProof: court, again: { since: '2020-02-02' } })
    const bury = (more: Partial<civil.ForeignSpouseDeathFacts> = {}) => asChair((ctx) => civil.registerForeignSpouseDeath(ctx, {
      marriageId: marriage.entryId, diedOn: '2026-10-01', place: 'Lyon', cause: 'Không rõ', noticeKind: '0', foreign: { number: '12', date: '2026-10-02', authority: 'Mairie de Lyon', country: 'FRA' }, requester: { personId: wife, relation: 'vợ' }, ...command(), ...more,
    }))
    await assert.rejects(bury({ diedOn: '2026-11-23' }), refusedWith('civil-status.day-in-future'))
    await assert.rejects(bury({ diedOn: '2019-12-31' }), refusedWith('civil-status.died-before-marriage'))
    await assert.rejects(bury({ foreign: null }), refusedWith('civil-status.field-needed'))
    await assert.rejects(bury({ place: ' ' }), refusedWith('civil-status.field-needed'))
    await assert.rejects(bury({ noticeKind: '1' }), refusedWith('civil-status.field-needed'))
    await assert.rejects(bury({ marriageId: (await couple()).marriage.entryId }), refusedWith('civil-status.spouse-is-citizen'))
    assert.equal((await facts(wife)).maritalStatus, 'married', 'a refusal changes nothing')
    const done = await bury()
    assert.equal(done.registrationKind, '3')
    assert.equal((await facts(wife)).maritalStatus, 'widowed')
    assert.equal((await facts(wife)).lifeStatus, 'living')
    const entry = await asOfficer((ctx) => civil.readEntry(ctx, done.entryId))
    assert.deepEqual([entry.kind, entry.about, entry.content['nktHoTen'], entry.content['nktQuocTich'], entry.content['nktSoGiayToTuyThan'], entry.content['nktNoiCuTru'], entry.content['nktNgayChet'], entry.people.map((each) => [each.part, each.personId])],
      ['death', 'Jean Dupont', 'Jean Dupont', 'FRA', 'P99', 'Lyon', '2026-10-01', [['survivor', wife]]])
    assert.deepEqual((await asOfficer((ctx) => civil.readEntry(ctx, marriage.entryId))).later.map((each) => each.entryId), [done.entryId], 'the page of the marriage says so')
    await assert.rejects(bury(), refusedWith('civil-status.marriage-ended'))
    assert.equal((await marry(await someone(t, 'Người Sau', 'male', '1960-01-01'), wife)).replayed, false, 'free to marry again')
    assert.equal((await die(wife, { diedOn: '2026-11-22' })).replayed, false, 'her own death is not taken for registered')
  })

  it('of two officers who marry one person at once, one wins', async () => {
    const [he, one, two] = [await someone(t, 'Hồ Văn Đôi', 'male', '1990-01-01'), await someone(t, 'Cô Nhất', 'female', '1990-01-01'), await someone(t, 'Cô Nhị', 'female', '1990-01-01')]
    const done = await Promise.allSettled([marry(he, one), marry(he, two)])
    assert.deepEqual(done.map((each) => each.status).sort(), ['fulfilled', 'rejected'])
    const lost = done.find((each) => each.status === 'rejected') as PromiseRejectedResult
    assert.ok(lost.reason instanceof Refusal && /is-married|already-married|changed-meanwhile|relation-exists/.test(lost.reason.code), String(lost.reason))
    assert.equal((await related(he, 'spouse')).length, 1)
  })

  it('a death closes in the same commit what it must close here, late or not', async () => {
    const { a, b, marriage } = await couple()
    const done = await die(a)
    assert.equal(done.registrationKind, '1')
    assert.deepEqual([(await facts(a)).lifeStatus, (await facts(a)).deathDate, (await facts(b)).maritalStatus], ['deceased', '2026-11-10', 'widowed'])
    assert.deepEqual([await related(b, 'spouse'), (await t.owner.query<{ to: string }>(sql`select valid_to as "to" from marriage_record where marriage_id = ${marriage.entryId} and superseded_at is null`))[0]?.to], [[], '2026-11-10'])
    await assert.rejects(die(a), refusedWith('civil-status.already-dead'))
    assert.equal((await die(b, { diedOn: '2026-11-06' })).registrationKind, '4')
    const c = await someone(t, 'Đinh Văn Cả', 'male', '1950-01-01')
    await assert.rejects(die(c, { diedOn: '2026-11-23' }), refusedWith('civil-status.day-in-future'))
    await assert.rejects(die(c, { diedOn: '1949' }), refusedWith('civil-status.died-before-birth'))
    await assert.rejects(die(c, { cause: ' ' }), refusedWith('civil-status.field-needed'))
    await assert.rejects(die(c, { noticeKind: '1' }), refusedWith('civil-status.field-needed'))
    const year = await die(c, { diedOn: '2019', noticeKind: '1', notice: { number: '5', date: '2019-03-01', issuer: 'Trạm y tế' } })
    assert.equal((await asOfficer((ctx) => civil.readEntry(ctx, year.entryId))).content['gbtLoai'], '1')
  })

  it('a death registered late does not overwrite what changed in between', async () => {
    const { a, b } = await couple()
    await t.as(systemActor, undefined, { now })((ctx) => changePersonFacts(ctx, { personId: b, facts: { phone: '0300000123' }, from: '2026-11-01', source: 'declaration', basis: { article: 'kiểm thử' }, commandId: newId() }))
    await die(a, { diedOn: '2026-10-01' })
    const rows = await t.owner.query<{ from: string; phone: string | null; status: string }>(sql`select valid_from as "from", phone, marital_status as status from person_version where person_id = ${b} and superseded_at is null and valid_from > '2020-01-01' order by valid_from`)
    assert.deepEqual(rows.map(({ from, phone, status }) => [from, phone, status]), [['2020-02-02', null, 'married'], ['2026-10-01', null, 'widowed'], ['2026-11-01', '0300000123', 'widowed']])
    const { a: c, b: d } = await couple()
    await asOfficer(async (ctx) => civil.noteDivorce(ctx, { marriageId: (await asSystem((own) => civil.marriageOf(own, c)))!.marriageId, decision: court, effectiveOn: '2026-05-05', ...command() }))
    await die(c, { diedOn: '2026-11-20' })
    assert.equal((await facts(d)).maritalStatus, 'divorced', 'no widow of a marriage that had ended')
    const [e, f] = [await someone(t, 'Vợ Mới', 'female', '1990-01-01'), await someone(t, 'Chồng Mới', 'male', '1990-01-01')]
    await marry(f, e)
    await assert.rejects(die(f, { diedOn: '2026-11-20' }), refusedWith('civil-status.died-before-marriage'))
  })

  it('a court declares a death and takes it back: the person lives, the marriage goes on, the entry stays', async () => {
    const { a, b } = await couple()
    const declared = await asChair((ctx) => civil.declareDeath(ctx, { personId: a, diedOn: '2024-01-01', decision: court, effectiveOn: '2026-11-20', ...command() }))
    assert.equal((await facts(b)).maritalStatus, 'widowed')
    const annul = () => asChair((ctx) => civil.annulDeathDeclaration(ctx, { entryId: declared.entryId, decision: court, effectiveOn: '2026-11-22', ...command() }))
    await annul()
    assert.deepEqual([(await facts(a)).lifeStatus, (await facts(a)).deathDate, (await facts(b)).maritalStatus], ['living', null, 'married'])
    await assert.rejects(annul(), refusedWith('civil-status.already-annulled'))
    const entry = await asOfficer((ctx) => civil.readEntry(ctx, declared.entryId))
    assert.equal(entry.content['nktNgayChet'], '2024-01-01')
    assert.deepEqual(entry.later.map((each) => each.content['loaiGhiChu']), ['Hủy quyết định tuyên bố chết'])
    const natural = await die(await someone(t, 'Ngô Tự Nhiên', 'male', '1950-01-01'))
    await assert.rejects(asChair((ctx) => civil.annulDeathDeclaration(ctx, { entryId: natural.entryId, decision: court, effectiveOn: '2026-11-22', ...command() })), refusedWith('civil-status.not-declared'))
  })

  it('a divorce is noted by the officer alone; an annulled marriage never was; both leave the page as it is', async () => {
    const { a, b, marriage } = await couple()
    const note = (marriageId: string, effectiveOn = '2026-11-22') => asOfficer((ctx) => civil.noteDivorce(ctx, { marriageId, decision: court, effectiveOn, ...command() }))
    await assert.rejects(note(marriage.entryId, '2020-02-01'), refusedWith('civil-status.before-marriage'))
    await note(marriage.entryId, '2026-06-06')
    assert.deepEqual([(await facts(a)).maritalStatus, (await facts(b)).maritalStatus, await related(a, 'spouse')], ['divorced', 'divorced', []])
    await assert.rejects(note(marriage.entryId), refusedWith('civil-status.marriage-ended'))
    const again = await marry(a, b)
    await asOfficer((ctx) => civil.annulMarriage(ctx, { marriageId: again.entryId, decision: court, effectiveOn: '2026-11-22', ...command() }))
    assert.deepEqual([(await facts(a)).maritalStatus, await related(b, 'spouse')], ['divorced', []])
    const page = await asOfficer((ctx) => civil.readEntry(ctx, again.entryId))
    assert.deepEqual([page.content['chongHoTen'], page.later.length], ['Lê Văn Anh', 1])
  })

  it('a certificate says what the register shows, for one purpose and six months', async () => {
    const single = await someone(t, 'Độc Thân', 'female', '2000-01-01')
    const { a } = await couple()
    const certify = (personId: string, more: Partial<civil.MaritalStatusFacts> = {}) => asChair((ctx) => civil.certifyMaritalStatus(ctx, { personId, purposeKind: '5', purpose: 'Vay vốn', ...command(), ...more }))
    const star = await someone(t, 'Ngôi Sao', 'female', '1990-01-01')
    await asSystem((ctx) => placeMark(ctx, { personId: star, kind: 'protected', decision: '1/QĐ', commandId: newId() }))
    await assert.rejects(certify(star), refusedWith('population.restricted'), 'no entry is made from masked facts')
    const content = async (entryId: string) => (await asOfficer((ctx) => civil.readEntry(ctx, entryId))).content
    const given = await content((await certify(single, { purposeKind: '1', purpose: 'Kết hôn' })).entryId)
    assert.deepEqual([given['nxnTinhTrangHonNhan'], given['giaTriDenNgay']], ['1', '2027-05-22'])
    await assert.rejects(certify(a, { purposeKind: '1' }), refusedWith('civil-status.married-for-marriage'))
    assert.equal((await content((await certify(a)).entryId))['nxnTinhTrangHonNhan'], '2')
    assert.equal((await content((await certify(a, { period: { place: 'xã mẫu', from: '2015-01-01', to: '2019-01-01' } })).entryId))['nxnTinhTrangHonNhan'], '5')
  })

  it('a recognised parent stands in both directions, and a second one is for the court', async () => {
    const mother = await someone(t, 'Trần Thị Mẹ', 'female', '1990-01-01')
    const [father, other] = [await someone(t, 'Lê Văn Cha', 'male', '1988-01-01'), await someone(t, 'Vũ Văn Khác', 'male', '1988-01-01')]
    const child = await someone(t, 'Trần Bé Con', 'female', '2020-05-05', { mother })
    const recognise = (parentId: string, more: object = {}) => asChair((ctx) => civil.recogniseParent(ctx, { parentId, childId: child, kind: '1', proof: court, noDispute: true, otherParentAgrees: true, ...command(), ...more }))
    await assert.rejects(recognise(father, { otherParentAgrees: false }), refusedWith('civil-status.consent-needed'))
    await assert.rejects(recognise(father, { noDispute: false }), refusedWith('civil-status.recognition-disputed'))
    await assert.rejects(recognise(mother), refusedWith('civil-status.parent-gender'))
    await recognise(father)
    assert.deepEqual([await related(child, 'father'), await related(father, 'child')], [[father], [child]])
    await assert.rejects(recognise(other), refusedWith('civil-status.has-parent'))
  })

  it('an adoption gives new parents and keeps the old ones in the history', async () => {
    const { a, b } = await couple()
    const mother = await someone(t, 'Mẹ Đẻ', 'female', '1990-01-01')
    const child = await someone(t, 'Bé Nuôi', 'male', '2022-05-05', { mother })
    const adopt = (more: object = {}) => asChair((ctx) => civil.adoptChild(ctx, { childId: child, fatherId: a, motherId: b, birthParentsAgree: true, childAgrees: false, ...command(), ...more }))
    await assert.rejects(adopt({ motherId: null }), refusedWith('civil-status.adopts-alone'))
    await assert.rejects(adopt({ motherId: mother }), refusedWith('civil-status.adopters-not-married'))
    await assert.rejects(adopt({ birthParentsAgree: false }), refusedWith('civil-status.consent-needed'))
    const grown = await someone(t, 'Đã Lớn', 'male', '2008-05-05')
    await assert.rejects(adopt({ childId: grown }), refusedWith('civil-status.too-old-to-adopt'))
    const teen = await someone(t, 'Sắp Lớn', 'male', '2011-05-05', {})
    await assert.rejects(adopt({ childId: teen }), refusedWith('civil-status.child-consent-needed'))
    await adopt()
    assert.deepEqual([await related(child, 'father'), await related(child, 'mother'), await related(mother, 'child')], [[a], [b], []])
    const [old] = await t.owner.query<{ to: string }>(sql`select valid_to as "to" from relation where person_id = ${child} and other_id = ${mother} and superseded_at is null`)
    assert.equal(old?.to, '2026-11-22')
  })

  it('a guardianship begins and ends in both directions', async () => {
    const [guardian, ward, adult] = [await someone(t, 'Bà Ngoại', 'female', '1960-01-01'), await someone(t, 'Bé Côi', 'female', '2018-01-01'), await someone(t, 'Người Lớn', 'male', '1980-01-01')]
    const begin = (wardId: string, more: object = {}) => asChair((ctx) => civil.registerGuardianship(ctx, { guardianId: guardian, wardId, reason: 'Cha mẹ đã mất', guardianAgrees: true, ...command(), ...more }))
    await assert.rejects(begin(adult), refusedWith('civil-status.adult-ward'))
    const begun = await begin(ward)
    assert.deepEqual([await related(ward, 'guardian'), await related(guardian, 'ward')], [[guardian], [ward]])
    await assert.rejects(begin(ward), refusedWith('civil-status.has-guardian'))
    const end = () => asChair((ctx) => civil.endGuardianship(ctx, { entryId: begun.entryId, on: '2026-11-22', reason: 'Được nhận làm con nuôi', ...command() }))
    await end()
    assert.deepEqual([await related(ward, 'guardian'), await related(guardian, 'ward')], [[], []])
    await assert.rejects(end(), refusedWith('civil-status.guardianship-ended'))
  })

  it('a change and a correction follow into the register; gender makes a new number; the birth entry stays', async () => {
    const [mother, father] = [await someone(t, 'Ksor Hờ Mẹ', 'female', '1990-01-01', { ethnicity: '10' }), await someone(t, 'Lê Văn Bố', 'male', '1988-01-01')]
    const born = await asChair((ctx) => civil.registerBirth(ctx, { ...command(), motherId: mother, fatherId: father, requester: { personId: mother, relation: 'mẹ' }, child: { fullName: 'Lê Thị Nhỏ', gender: 'female', birthDate: '2026-10-10', birthPlace: { area: null, text: 'Trạm y tế' }, ethnicity: '01' } }))
    const change = (input: Partial<civil.CivilFactsChange>) => asChair((ctx) => civil.changeCivilFacts(ctx, { personId: born.personId, change: 'name', value: '', reason: 'Theo nguyện vọng', personAgrees: false, ...command(), ...input }))
    await change({ value: 'Lê Thị Minh Anh' })
    await assert.rejects(change({ value: 'Lê Thị Minh Anh' }), refusedWith('civil-status.nothing-changes'))
    await assert.rejects(change({ change: 'ethnicity', value: '05' }), refusedWith('civil-status.ethnicity-of-parents'))
    await change({ change: 'ethnicity', value: '10' })
    await assert.rejects(change({ change: 'gender', value: 'male' }), refusedWith('civil-status.field-needed'))
    const { newPin } = await change({ change: 'gender', value: 'male', proof: court })
    await change({ change: 'correction', field: 'birthDate', value: '2026-10-09', proof: court })
    const now_ = await facts(born.personId)
    assert.deepEqual([now_.fullName, now_.ethnicity, now_.gender, now_.birthDate, now_.pin], ['Lê Thị Minh Anh', '10', 'male', '2026-10-09', newPin])
    assert.match(newPin!, /^099226/)
    assert.notEqual(newPin, born.pin)
    const entry = await asOfficer((ctx) => civil.readEntry(ctx, born.recordId))
    assert.deepEqual([entry.content['nksHoTen'], entry.content['nksGioiTinh'], entry.later.length], ['Lê Thị Nhỏ', '2', 4])
    assert.deepEqual(entry.later[0]?.content['noiDungCu'], 'Lê Thị Nhỏ')
  })

  it('births of every kind: mother alone, abandoned, abroad, again', async () => {
    const mother = await someone(t, 'Đỗ Thị Một Mình', 'female', '1995-01-01')
    const birth = (more: object, child: object = {}) => asChair((ctx) => civil.registerBirth(ctx, { ...command(), motherId: null, fatherId: null, requester: { fullName: 'Trưởng ấp', relation: 'người phát hiện' }, child: { fullName: 'Nguyễn Hy Vọng', gender: 'male', birthDate: '2026-11-01', birthPlace: { area: null, text: 'Cổng chùa' }, ...child }, ...more }))
    await assert.rejects(birth({ motherId: mother }), refusedWith('civil-status.family-name-of-mother'))
    const kind = async (recordId: string) => (await asOfficer((ctx) => civil.readEntry(ctx, recordId))).content
    assert.equal((await kind((await birth({ motherId: mother }, { fullName: 'Đỗ Hy Vọng' })).recordId))['nksLoaiKhaiSinh'], '3')
    await assert.rejects(birth({ abandoned: true }), refusedWith('civil-status.field-needed'))
    await assert.rejects(birth({ abandoned: true, minutes: { number: '1', date: '2026-11-16', issuer: 'Công an xã' } }), refusedWith('civil-status.notice-not-posted'))
    assert.equal((await kind((await birth({ abandoned: true, minutes: { number: '1', date: '2026-11-02', issuer: 'Công an xã' } })).recordId))['nksLoaiKhaiSinh'], '5')
    const abroad = await birth({ motherId: mother, foreign: { number: 'A-1', date: '2026-02-02', authority: 'Ville de Lyon', country: 'FRA' } }, { fullName: 'Hugo Martin', birthDate: '2026-02-01' })
    assert.equal((await kind(abroad.recordId))['loaiDangKy'], '3')
    const old = await someone(t, 'Cụ Già', 'female', '1940-02-02')
    const again = (input: object = {}) => asChair((ctx) => civil.registerBirthAgain(ctx, { personId: old, firstRegisteredOn: '1975-01-01', firstPlace: 'xã cũ', requester: { personId: old, relation: 'bản thân' }, booksLost: true, ...command(), ...input }))
    await assert.rejects(again({ firstRegisteredOn: '2016-01-01' }), refusedWith('civil-status.too-late-to-repeat'))
    const { recordId } = await again()
    assert.equal((await kind(recordId))['loaiDangKy'], '2')
    await assert.rejects(again(), refusedWith('civil-status.already-registered'))
  })

  it('an act is prepared by one, signed by another, over exactly what was shown', async () => {
    const [he, she] = [await someone(t, 'Chú Rể', 'male', '1995-01-01'), await someone(t, 'Cô Dâu', 'female', '1996-01-01')]
    const input = { husbandId: he, wifeId: she, bothPresent: true }
    const { caseId, preview } = await asOfficer((ctx) => civil.prepareCase(ctx, { act: 'ket-hon', area: commune, input }))
    assert.deepEqual(preview.changes.map((each) => `${each.who}: ${each.what} ${each.after}`), ['Chú Rể: Tình trạng hôn nhân Đang có vợ/chồng', 'Cô Dâu: Tình trạng hôn nhân Đang có vợ/chồng', 'Chú Rể: Vợ/chồng Cô Dâu', 'Cô Dâu: Vợ/chồng Chú Rể'])
    const sign = (actor: typeof chair, version: number) => async (ctx: Ctx) => civil.signCase(ctx, { caseId, version, signer: registering.signer, performedBy: null, evidence: { documentHash: civil.caseHash({ ...(await civil.readCase(ctx, caseId)), version }) } })
    await assert.rejects(asOfficer(sign(justice, 1)), refusedWith('authorise.not-allowed'))
    await asOfficer((ctx) => civil.reviseCase(ctx, { caseId, version: 1, input: { ...input, note: 'Ghi thêm' } }))
    await assert.rejects(asChair(sign(chair, 1)), refusedWith('civil-status.case-changed'))
    await assert.rejects(asOfficer((ctx) => civil.reviseCase(ctx, { caseId, version: 1, input })), refusedWith('civil-status.case-changed'))
    const both = await Promise.allSettled([asChair(sign(chair, 2)), asChair((ctx) => civil.returnCase(ctx, { caseId, version: 2, reason: 'Thiếu giấy', state: 'returned' }))])
    assert.deepEqual(both.map((each) => each.status).sort(), ['fulfilled', 'rejected'])
    assert.equal((await facts(he)).maritalStatus, both[0]!.status === 'fulfilled' ? 'married' : 'single')
  })

  it('the same command answers the same, and numbers run by commune, kind and year', async () => {
    const person = await someone(t, 'Một Lần', 'male', '1950-01-01')
    const input = { personId: person, diedOn: '2026-11-20', place: 'Tại nhà', cause: 'Bệnh', noticeKind: '0', requester: { fullName: 'A', relation: 'con' }, ...command() }
    const first = await asChair((ctx) => civil.registerDeath(ctx, input))
    assert.deepEqual(await asChair((ctx) => civil.registerDeath(ctx, input)), { ...first, replayed: true })
    const next = await die(await someone(t, 'Kế Tiếp', 'male', '1950-01-01'))
    assert.equal(Number(next.entryNumber), Number(first.entryNumber) + 1)
    assert.equal(next.bookNumber, '01/2026')
  })

  it('is what replay of the acts gives', async () => {
    const report = await rebuild({ database: t.owner })
    assert.deepEqual(report.differences, [])
    assert.ok((report.rows['civil_entry'] ?? 0) > 20)
  })
})
