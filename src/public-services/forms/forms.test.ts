import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import bundle from '../../../procedures/linked/birth-residence-health-card.ts'
import residence from '../../../procedures/linked/permanent-residence.ts'
import { freeze, loadProcedure } from '../catalogue/index.ts'
import { answersToSubmit, checkModel, citizenPages, effectInputs, legalItemsFor, missingForSubmission, officerView, pageModel, promiseOf, readAnswers, shareNeverAsked, type Filing, type InputModel } from './index.ts'
import { homeBirth, joining, marriageUnknown, moving, sameHome, twoHomes } from './testing.ts'

/** Dossiers run from the frozen text, so do these tests. */
const linked = loadProcedure(freeze(bundle).canonicalJson)
const single = loadProcedure(freeze(residence).canonicalJson)

const screens = (filing: Filing) => citizenPages(linked, filing).map((page) => page.screen)
const pageIds = (filing: Filing) => citizenPages(linked, filing).map((page) => page.id)
const inputs = (filing: Filing): InputModel[] => citizenPages(linked, filing).flatMap((page) => pageModel(linked, filing, page.id)?.items ?? []).filter((item) => item.kind === 'input').filter((item) => !item.reveal)
const answered = (filing: Filing, answers: Record<string, string>): Filing => ({ ...filing, answers: { ...filing.answers, ...answers } })
const mothers = { 'child.fullName': 'Trần Gia An', clinic: '99011', copies: '0', 'contact.phone': '0912345678', declaration: 'yes' }
const apart = { ...mothers, 'child.ethnicityFrom': 'father', 'child.nativePlaceFrom': 'mother', 'home.of': 'father' }

describe('what the mother walks through', () => {
  it('is one typed answer, three choices and a declaration when the parents share a home', () => {
    assert.deepEqual(pageIds(sameHome), ['start', 'known', 'name', 'receive', 'check', 'declare', 'sent'])
    assert.deepEqual(inputs(sameHome).map((item) => [item.id, item.src]), [['child.fullName', 'typed'], ['clinic', 'choice'], ['copies', 'choice'], ['contact.phone', 'choice'], ['declaration', 'choice']])
    assert.equal(promiseOf(linked, sameHome).says, 'Còn 1 điều phải nhập và 3 điều phải chọn. Khoảng 3 phút. Không cần chuẩn bị giấy tờ.')
  })

  it('stays within 8 inputs, 1 typed and 9 pages when the parents live apart', () => {
    assert.deepEqual(screens(twoHomes), ['C-05', 'C-06', 'C-07', 'C-07', 'C-07', 'C-07', 'C-10', 'C-11', 'C-13'])
    assert.equal(inputs(twoHomes).length, 8)
    assert.equal(inputs(twoHomes).filter((item) => item.src === 'typed').length, 1)
  })

  it('never asks for at least 88 of 100 legal items', () => {
    for (const filing of [sameHome, answered(twoHomes, apart)]) assert.ok(shareNeverAsked(legalItemsFor(linked, filing)) >= 0.88)
  })

  it('fills every legal item but the number that birth registration will give', () => {
    const empty = legalItemsFor(linked, answered(twoHomes, apart)).filter((item) => !item.filled).map((item) => item.id)
    assert.deepEqual(empty, ['CT01.row-pin', 'TK-BHYT.pin'])
  })

  it('asks for a paper only when the hospital sent nothing', () => {
    assert.ok(!screens(sameHome).includes('C-08'))
    assert.ok(screens(homeBirth).includes('C-08'))
    const paper = pageModel(linked, homeBirth, 'papers')!.items[0]!
    assert.ok(paper.kind === 'paper' && paper.insteadOf.length === 2, 'a witness or a commitment may stand for it')
    assert.ok(inputs(homeBirth).length <= 16 && inputs(homeBirth).filter((item) => item.src === 'typed').length <= 6)
  })

  it('asks about the father only when no marriage is known, and for the certificate only when he is declared', () => {
    assert.ok(pageIds(marriageUnknown).includes('father') && !pageIds(marriageUnknown).includes('papers'))
    assert.ok(pageIds(answered(marriageUnknown, { 'father.case': 'married' })).includes('papers'))
    const page = pageModel(linked, marriageUnknown, 'father')!
    assert.deepEqual(page.items.map((item) => item.kind === 'input' ? [item.id, item.reveal?.is] : []), [['father.case', undefined], ['father.declaredPin', 'married']])
  })

  it('walks the fee page only when something is due', () => {
    assert.ok(!screens(sameHome).includes('C-12'))
    assert.deepEqual(citizenPages(linked, { ...sameHome, feeDue: true }).map((page) => page.screen).slice(-2), ['C-12', 'C-13'])
  })

  it('shows what is known as text with source and date, and what is still being fetched without blocking', () => {
    const cards = pageModel(linked, sameHome, 'known')!.items
    assert.ok(cards.every((item) => item.kind === 'facts'))
    const mother = cards.find((item) => item.id === 'mother')
    assert.ok(mother?.kind === 'facts' && mother.source === 'CSDL quốc gia về dân cư' && mother.asOf === '2026-03-02')
    assert.ok(mother.lines.find((line) => line.path === 'mother.pin')?.masked)
    assert.ok(!mother.lines.some((line) => line.path === 'mother.personId'), 'record ids are not for people')
    const slow = { ...sameHome, facts: { ...sameHome.facts, 'marriage.number': { value: null, pending: true } } }
    const marriage = pageModel(linked, slow, 'known')!.items.find((item) => item.id === 'marriage')
    assert.ok(marriage?.kind === 'facts' && marriage.lines.some((line) => line.pending && line.text === 'đang lấy'))
    assert.deepEqual(missingForSubmission(linked, answered(slow, mothers)).filter((each) => each.kind !== 'paper'), [])
  })

  it('shows the draft of what will be registered before sending, typed answers first', () => {
    const check = checkModel(linked, answered(twoHomes, apart))
    assert.equal(check.answers[0]?.id, 'child.fullName')
    const follows = new Map(check.follows.map((line) => [line.path, line.text]))
    assert.equal(follows.get('child.ethnicity'), 'Tày')
    assert.equal(follows.get('child.nativePlace'), 'xã Tân Mẫu, tỉnh Mẫu')
    assert.equal(follows.get('child.birthDateInWords'), 'Ngày tám tháng năm năm hai nghìn không trăm hai mươi sáu')
    assert.equal(follows.get('member.relation'), 'Cháu ruột', 'the head of the chosen home is the grandfather')
  })
})

describe('reading answers', () => {
  const read = (page: string, body: Record<string, unknown>, filing: Filing = sameHome) => readAnswers(linked, body, filing, page)

  it('keeps what was typed and says what to do, in the field and in the summary alike', () => {
    const result = read('name', { 'child.fullName': 'Trần Gia 4n' })
    assert.deepEqual(result.values, {})
    assert.deepEqual(result.typed, { 'child.fullName': 'Trần Gia 4n' })
    const shown = pageModel(linked, sameHome, 'name', result)!.items[0]!
    assert.ok(shown.kind === 'input' && shown.value['child.fullName'] === 'Trần Gia 4n' && shown.error === result.errors[0]?.vi)
  })

  it('names the cause of an empty answer', () => assert.deepEqual(read('name', {}).errors, [{ field: 'child.fullName', vi: 'Nhập tên đầy đủ của bé' }]))

  it('keeps names as people write them: minority letters, one word, tidied spaces', () => {
    for (const [typed, kept] of [['  Trần   Gia An ', 'Trần Gia An'], ['Y Ŏr', 'Y Ŏr'], ["H'Hen Niê", "H'Hen Niê"], ['Páo', 'Páo']] as const) assert.equal(read('name', { 'child.fullName': typed }).values['child.fullName'], kept)
  })

  it('counts the digits of a number for the person', () => {
    const filing = answered(marriageUnknown, { 'father.case': 'married' })
    assert.equal(read('father', { 'father.case': 'married', 'father.declaredPin': '09909400077' }, filing).errors[0]?.vi, 'Số định danh có 12 chữ số. Ông/bà đã nhập 11 chữ số.')
    assert.equal(read('father', { 'father.case': 'married', 'father.declaredPin': '099 094 000 777' }, filing).values['father.declaredPin'], '099094000777')
  })

  it('reads a question that appears because of another answer on the same page', () => {
    assert.deepEqual(read('father', { 'father.case': 'married' }, marriageUnknown).errors.map((each) => each.field), ['father.declaredPin'])
    assert.deepEqual(read('father', { 'father.case': 'not-declared', 'father.declaredPin': 'x' }, marriageUnknown).errors, [])
  })

  it('speaks of a date that lies ahead, does not exist or is not whole', () => {
    const birthday = (day: string, month: string, year: string) => read('birth', { 'child.declaredBirthDate.day': day, 'child.declaredBirthDate.month': month, 'child.declaredBirthDate.year': year, 'child.declaredGender': 'female', 'child.declaredBirthPlace': 'Ở nhà' }, homeBirth)
    assert.equal(birthday('13', '5', '2026').errors[0]?.vi, 'Ngày sinh của bé không thể sau hôm nay, 12/5/2026')
    assert.equal(birthday('31', '2', '2026').errors[0]?.vi, 'Không có ngày 31/2/2026. Xem lại ngày, tháng, năm.')
    assert.match(birthday('8', '', '2026').errors[0]!.vi, /ghi đủ ngày, tháng và năm/)
    assert.equal(birthday('8', '5', '2026').values['child.declaredBirthDate'], '2026-05-08')
  })

  it('counts a phone the account already gave as confirmed, however the account keeps it', () => {
    const international = { ...sameHome, facts: { ...sameHome.facts, 'contact.phone': { value: '+84912345678' } } }
    const phone = (filing: Filing) => inputs(filing).find((item) => item.id === 'contact.phone')!
    assert.deepEqual([phone(international).value['contact.phone'], phone(international).src], ['0912345678', 'choice'])
    assert.equal(phone(answered(international, { 'contact.phone': '0912345678' })).src, 'choice')
    assert.equal(phone(answered(international, { 'contact.phone': '0987654321' })).src, 'typed')
  })

  it('forgives how a phone is written', () => {
    const receive = (phone: string) => read('receive', { clinic: '99011', copies: '0', 'contact.phone': phone })
    assert.equal(receive('+84 912.345.678').values['contact.phone'], '0912345678')
    assert.match(receive('0912').errors[0]!.vi, /10 chữ số/)
  })

  it('takes only answers that were offered', () => {
    assert.deepEqual(read('receive', { clinic: '12345', copies: '40', 'contact.phone': '0912345678' }).errors.map((each) => each.field), ['clinic', 'copies'])
  })

  it('ignores posted facts and questions that do not apply', () => {
    const result = readAnswers(linked, { 'mother.fullName': 'Kẻ Gian', 'event.birthDate': '2020-01-01', 'home.of': 'father', 'child.ethnicityFrom': 'father', ...mothers }, sameHome)
    assert.deepEqual(Object.keys(result.values).sort(), Object.keys(mothers).sort())
  })
})

describe('before sending', () => {
  it('blocks only on lawful must-haves and says where each is given', () => {
    assert.deepEqual(missingForSubmission(linked, answered(sameHome, mothers)), [])
    assert.deepEqual(missingForSubmission(linked, sameHome).map((each) => each.page), ['name', 'receive', 'receive', 'receive', 'declare'])
  })

  it('asks for a demanded paper and takes "I have none" only where the law allows it', () => {
    const name = { ...mothers, 'child.declaredBirthDate': '2026-05-08', 'child.declaredGender': 'female', 'child.declaredBirthPlace': 'Ở nhà' }
    const filing = answered(homeBirth, name)
    assert.deepEqual(missingForSubmission(linked, filing).map((each) => each.item), ['birth-notice-paper'])
    assert.equal(missingForSubmission(linked, { ...filing, papers: { 'birth-notice-paper': { state: 'without' } } }).length, 1)
    assert.equal(missingForSubmission(linked, { ...filing, papers: { 'birth-notice-paper': { state: 'given', code: 'witness-statement' } } }).length, 0)
  })

  it('leads a father who wants to recognise his child to the procedure that does it', () => {
    assert.deepEqual(missingForSubmission(linked, answered(marriageUnknown, { ...mothers, 'father.case': 'recognition' })).map((each) => each.kind), ['elsewhere'])
  })

  it('drops answers of questions that no longer apply, by name', () => {
    const { kept, dropped } = answersToSubmit(linked, answered(sameHome, { ...mothers, 'home.of': 'father' }))
    assert.deepEqual([Object.keys(kept).sort(), dropped], [Object.keys(mothers).sort(), ['home.of']])
  })

  it('never waits for another person: the head of the household is asked, and the filing goes on', () => {
    assert.deepEqual(missingForSubmission(linked, { ...answered(twoHomes, apart), consents: { 'consent.head': 'asked' } }), [])
  })
})

describe('what the officer sees', () => {
  const view = (filing: Filing, lane: string) => officerView(linked, filing, lane)

  it('has nothing to look at when everything matches', () => {
    assert.deepEqual(view(answered(sameHome, mothers), 'birth').unverified, [])
    assert.ok(view(answered(sameHome, mothers), 'birth').verified.length > 20)
  })

  it('puts a family name that follows neither parent before the eyes, with digits to answer', () => {
    const [first, ...rest] = view(answered(sameHome, { ...mothers, 'child.fullName': 'Lê Gia An' }), 'birth').unverified
    assert.equal(rest.length, 0)
    assert.equal(first?.rule, 'name-follows-parent')
    assert.match(first.says, /khác họ cha Trần Văn Nam và họ mẹ Nguyễn Thị Mai/)
    assert.deepEqual([first.key, first.answers.map((answer) => [answer.key, answer.does, answer.defect])], ['1', [['1', 'accept', undefined], ['2', 'ask', 'family-name-agreement']]])
  })

  it('takes the mother\'s family name as readily as the father\'s, wherever the tone mark stands', () => {
    for (const name of ['Nguyễn Gia An', 'TRẦN Gia An']) assert.deepEqual(view(answered(sameHome, { ...mothers, 'child.fullName': name }), 'birth').unverified, [])
  })

  it('marks what the citizen wrote where a register is silent', () => {
    const filing: Filing = { ...answered(homeBirth, { ...mothers, 'child.declaredBirthDate': '2026-05-08', 'child.declaredGender': 'female', 'child.declaredBirthPlace': 'Ở nhà' }), papers: { 'birth-notice-paper': { state: 'given', pages: 2, quality: 'doubtful', qualitySays: 'Ảnh trang 2 hơi mờ.' } } }
    const open = view(filing, 'birth').unverified
    assert.deepEqual(open.map((each) => [each.item, each.kind]), [['child.declaredBirthDate', 'declared'], ['child.declaredBirthPlace', 'declared'], ['birth-notice-paper', 'paper']])
    assert.deepEqual(open.at(-1)?.answers.map((answer) => answer.defect), [undefined, 'birth-notice-missing', 'birth-notice-unreadable'])
    assert.deepEqual(open.map((each) => each.key), ['1', '2', '3'])
  })

  it('folds a paper that was reused from the store', () => {
    const filing: Filing = { ...answered(homeBirth, mothers), papers: { 'birth-notice-paper': { state: 'stored' } } }
    assert.ok(view(filing, 'birth').verified.some((each) => each.id === 'birth-notice-paper'))
  })

  it('shows a fact the citizen disputes with both values, outside the list that holds the case up', () => {
    const filing: Filing = { ...answered(sameHome, mothers), facts: { ...sameHome.facts, 'father.permanentResidence': { value: 'Ấp 1', correcting: { case: 'c-1', claimed: 'Ấp 3' } } } }
    assert.deepEqual(view(filing, 'birth').correcting.map((each) => [each.text, each.claimed]), [['Ấp 1', 'Ấp 3']])
    assert.deepEqual(view(filing, 'birth').unverified, [])
  })

  it('gives each lane its own items: insurance sees no marriage and no hospital weight', () => {
    const seen = view(answered(sameHome, mothers), 'health-card')
    assert.ok(![...seen.verified, ...seen.unverified].some((each) => JSON.stringify(each).includes('12/2024') || JSON.stringify(each).includes('3100')))
    assert.ok(seen.verified.some((each) => each.text === 'Trạm y tế xã Tân Mẫu'))
  })

  it('lets the police see whether the head of the household has agreed', () => {
    const filing = answered(twoHomes, apart)
    assert.deepEqual(view(filing, 'residence').unverified.map((each) => each.rule), ['head-agrees'])
    assert.deepEqual(view({ ...filing, consents: { 'consent.head': 'agreed' } }, 'residence').unverified, [])
    assert.match(view({ ...filing, consents: { 'consent.head': 'refused' } }, 'residence').unverified[0]!.says, /không đồng ý/)
  })

  it('asks the police to settle a relation the register does not know', () => {
    const stranger = { ...sameHome, facts: { ...sameHome.facts, ...Object.fromEntries(['motherHome', 'fatherHome'].flatMap((home) => [[`${home}.headPin`, { value: '099050000999' }], [`${home}.relationToHead`, { value: '24', text: 'Người ở nhờ' }]])) } }
    assert.deepEqual(view({ ...answered(stranger, mothers), consents: { 'consent.head': 'agreed' } }, 'residence').unverified.map((each) => each.rule), ['relation-clear'])
  })

  it('knows the child\'s number for the later lanes as soon as the birth lane has given it', () => {
    const filing = answered(sameHome, mothers)
    const later = { ...filing, facts: { ...filing.facts, 'child.pin': { value: '099326000001' }, 'child.personId': { value: 'p-be' } } }
    assert.deepEqual(view(filing, 'health-card').unverified.map((each) => each.rule), ['pin-known'])
    assert.deepEqual(view(later, 'health-card').unverified, [])
    assert.deepEqual(effectInputs(linked, later, { person: 'member.personId', household: 'newHousehold.householdId', relation: 'member.relation' }), { person: 'p-be', household: 'h-a', relation: '04' })
  })

  it('refuses a lane that does not exist', () => assert.throws(() => view(sameHome, 'nothing'), RangeError))
})

describe('permanent residence', () => {
  it('asks by case: a household to join, or an address and the papers of that case', () => {
    const of = (filing: Filing) => citizenPages(single, filing).map((page) => page.id)
    assert.deepEqual(of(moving), ['start', 'known', 'case', 'place', 'receive', 'check', 'declare', 'sent'])
    assert.deepEqual(of(joining), ['start', 'known', 'case', 'place', 'new-household', 'receive', 'check', 'declare', 'sent'])
    assert.ok(of(answered(moving, { 'residence.case': 'rent' })).includes('papers'))
    const rent = pageModel(single, answered(moving, { 'residence.case': 'rent' }), 'papers')!
    assert.deepEqual(rent.items.map((item) => item.id), ['lease', 'floor-area'])
  })

  it('asks no proof of the dwelling when the land register has it', () => {
    const own = answered(moving, { 'residence.case': 'own' })
    const known = { ...own, facts: { ...own.facts, 'land.certificate': { value: 'CS-1' } } }
    assert.ok(citizenPages(single, own).some((page) => page.id === 'papers'))
    assert.ok(!citizenPages(single, known).some((page) => page.id === 'papers'))
  })

  it('puts a declared address before the officer with its commune in words', () => {
    const filing = answered(moving, { 'residence.case': 'own', 'place.commune': '00031', 'place.detail': '12 Đường số 3' })
    assert.deepEqual(officerView(single, filing).unverified.map((each) => [each.item, each.given]), [['place', '12 Đường số 3, xã Tân Mẫu, tỉnh Mẫu']])
  })

  it('reads an address as commune and detail', () => {
    const filing = answered(moving, { 'residence.case': 'own' })
    assert.deepEqual(readAnswers(single, { 'place.commune': '00031', 'place.detail': ' 12  Đường số 3 ' }, filing, 'place').values, { 'place.commune': '00031', 'place.detail': '12 Đường số 3' })
    assert.deepEqual(readAnswers(single, { 'place.commune': '99999' }, filing, 'place').errors.map((each) => each.field), ['place.commune', 'place.detail'])
  })
})
