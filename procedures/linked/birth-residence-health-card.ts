import {
  after, all, arrange, by, choice, communePoliceOf, copy, constant, derived, effect, done, firstOf, has, internalBudget, known, lane, legal, legalItems, linked, match, not, option, pick, result, same,
  sentence, source, step, waiting, within, workingDays,
} from '../../src/public-services/catalogue/index.ts'
import birth from '../birth-registration.ts'
import healthCard from '../health-card-under-six.ts'
import residence from './permanent-residence.ts'

const decree = legal('NĐ 63/2024/NĐ-CP', undefined, 'sure', 'Sửa đổi bởi NĐ 301/2026/NĐ-CP, hiệu lực 01/09/2026')
const homeFacts = ['householdId', 'fileNumber', 'headName', 'headPin', 'headPersonId', 'relationToHead', 'address', 'commune', 'province'] as const
const hasHome = has('home.householdId')

/** The home where the child will live: the one both parents share, or the one chosen. */
const home = homeFacts.map((fact) => derived(`home.${fact}`, 'Nơi ở của bé', pick('home.of', { mother: `motherHome.${fact}`, father: `fatherHome.${fact}` }, `motherHome.${fact}`, `fatherHome.${fact}`)))
const householdFromHome = (facts: readonly string[]) => Object.fromEntries(facts.map((fact) => [`newHousehold.${fact}`, copy(`home.${fact}`)]))
/** The newborn, seen by the lanes after birth registration. Number and record id exist only once the birth is registered. */
const memberIsChild = Object.fromEntries(['fullName', 'birthDate', 'gender', 'ethnicity', 'nationality', 'pin', 'personId'].map((fact) => [`member.${fact}`, copy(`child.${fact}`)]))
/**
 * Codes of the list relation-to-head: child of the head; grandchild when the parent there is the head's child (04, 05) or
 * child-in-law (12, 13); else 26, other, which the police officer settles.
 */
const relation = match('home.headPin', [
  { path: 'mother.pin', value: '04', text: 'Con đẻ' }, { path: 'father.pin', value: '04', text: 'Con đẻ' },
  { at: 'home.relationToHead', isOneOf: ['04', '05', '12', '13'], value: '16', text: 'Cháu ruột' },
], { value: '26', text: 'Khác' })

export default linked({
  code: '2.000986', slug: 'khai-sinh-thuong-tru-bhyt', name: 'Khai sinh – thường trú – thẻ BHYT cho trẻ dưới 6 tuổi', field: 'Hộ tịch', level: 'TOAN_TRINH',
  lists: [{ list: 'QD06-25', ordinal: 15 }],
  validFrom: '2026-09-01',
  legal: [decree, legal('Luật Hộ tịch 60/2014/QH13', 'đ.13-16'), legal('Luật Cư trú 68/2020/QH14'), legal('Luật Bảo hiểm y tế 25/2008/QH12'), legal('NĐ 123/2015/NĐ-CP')],
  who: { accountLevel: 2, authLevel: 2, orFor: ['child', 'ward'], assisted: true },
  channels: ['online', 'counter'],
  synonyms: ['lien thong khai sinh', 'moi sinh con', 'be moi sinh', 'khai sinh cho con', 'the bao hiem y te cho be', 'nhap khau cho con', 'sinh con'],
  promise: 'Một lần nộp: giấy khai sinh, nơi thường trú và thẻ bảo hiểm y tế cho bé.',

  lanes: [
    lane('birth', 'Khai sinh', birth, { given: { 'receiving.commune': firstOf('home.commune', 'mother.permanentCommune', 'father.permanentCommune') } }),
    lane('residence', 'Thường trú', residence, {
      when: hasHome, otherwise: 'Cha mẹ chưa có nơi thường trú trong dữ liệu nên phần thường trú làm sau.',
      given: {
        ...memberIsChild, ...householdFromHome(homeFacts), 'member.permanentResidence': copy('home.address'), 'residence.case': constant('join'), 'residence.household': copy('home.householdId'),
        'member.relation': relation, 'residence.commune': copy('home.commune'), 'residence.address': copy('home.address'),
        'residence.request': sentence('Đăng ký thường trú cho {child.fullName} vào hộ {home.fileNumber}'),
      },
      authority: communePoliceOf('home.commune'),
      sees: ['motherHome', 'fatherHome', 'home.of'],
      leaveOut: { reason: 'Trẻ mới sinh về ở với cha hoặc mẹ; giấy khai sinh chứng minh quan hệ', items: ['land', 'place', 'owner.pin', 'consent.owner', 'dwelling-proof', 'relation-proof', 'lease', 'floor-area'] },
      clock: [within(after('15:00', workingDays(4)), legal('NĐ 63/2024/NĐ-CP', undefined, 'likely', '3-4 ngày làm việc trong liên thông; điều khoản sau NĐ 301/2026 chưa đối chiếu'))],
      start: 'waiting',
      steps: {
        waiting: waiting('Chờ khai sinh', 'Chờ giấy khai sinh và số định danh của bé', { lanes: ['birth'], facts: ['child.personId', 'home.householdId'] }, 'checking'),
        received: null, approving: null,
        checking: step('Đăng ký thường trú', by('police-officer'), within(workingDays(3), internalBudget), { approve: 'done', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { signs: 'agency-seal', says: 'Công an xã đang đăng ký nơi thường trú' }),
        done: done('Đã đăng ký thường trú', 'Bé đã có tên trong hộ.', result('residence-confirmation', 'Thông báo kết quả đăng ký thường trú (CT08)', 'data'),
          effect('residence.registerPermanent', { person: 'child.personId', household: 'home.householdId', relation: 'member.relation' })),
      },
    }),
    lane('health-card', 'Thẻ BHYT', healthCard, {
      when: hasHome, otherwise: 'Chưa có địa chỉ của bé nên phần thẻ bảo hiểm y tế làm sau.',
      given: { ...memberIsChild, 'member.permanentResidence': copy('home.address'), ...householdFromHome(['householdId', 'fileNumber', 'headName', 'headPin', 'address', 'commune', 'province']), 'insurance.birthRegistrationPlace': copy('receiving.commune') },
      clock: [within(after('15:00', workingDays(3)), legal('NĐ 63/2024/NĐ-CP', undefined, 'likely', '2-3 ngày làm việc trong liên thông; điều khoản sau NĐ 301/2026 chưa đối chiếu'))],
      start: 'waiting',
      steps: {
        waiting: waiting('Chờ khai sinh', 'Chờ số định danh và địa chỉ của bé', { lanes: ['birth'], facts: ['child.personId', 'home.address'] }, 'issuing'),
        received: null,
      },
    }),
  ],
  laterLanes: [{
    id: 'identity-card', title: 'Thẻ căn cước cho bé', says: 'Phần này sẽ làm sau. Muốn có ngay, ông/bà tới Công an xã.', from: '2026-09-01',
    basis: legal('NĐ 301/2026/NĐ-CP', undefined, 'sure', 'Thêm thẻ căn cước cho trẻ dưới 6 tuổi từ 01/09/2026; bản này chưa làm phần đó'),
  }],

  pages: [
    arrange('known', 'Nhà nước đã biết những điều này. Chỉ cần xem có đúng không.', [
      'requester', 'mother', 'father', 'event', 'marriage',
      known('motherHome', 'Hộ của mẹ', source.household(homeFacts)),
      known('fatherHome', 'Hộ của cha', source.household(homeFacts)).when(not(same('motherHome.householdId', 'fatherHome.householdId'))),
    ]),
    arrange('father', 'Phần ghi về cha của bé thế nào?', ['father.case', 'father.declaredPin']),
    arrange('birth', 'Bé sinh khi nào, ở đâu?', ['child.declaredBirthDate', 'child.declaredGender', 'child.declaredBirthPlace']),
    arrange('name', 'Tên đầy đủ của bé là gì?', ['child.fullName']),
    arrange('origins', 'Bé theo cha hay theo mẹ?', ['child.ethnicityFrom', 'child.nativePlaceFrom']),
    arrange('home', 'Bé sẽ đăng ký thường trú ở nhà nào?', [
      choice('home.of', 'Bé sẽ đăng ký thường trú ở nhà nào?', 'Chọn nhà bé sẽ đăng ký thường trú', [option('mother', 'Nhà của mẹ', { path: 'motherHome.address' }), option('father', 'Nhà của cha', { path: 'fatherHome.address' })])
        .when(all(has('motherHome.householdId'), has('fatherHome.householdId'), not(same('motherHome.householdId', 'fatherHome.householdId'))))
        .why('Cha và mẹ đang thường trú ở hai nơi nên chúng tôi không tự chọn được.'),
      'consent.head',
    ]),
    arrange('receive', 'Nơi khám bệnh và cách nhận kết quả', ['clinic', 'copies', 'contact.phone']),
    arrange('papers', 'Giấy tờ cần thêm', ['birth-notice-paper', 'marriage-certificate']),
    arrange('declare', 'Cam đoan và gửi', ['declaration']),
  ],
  derived: home,
  whenDown: { population: 'fetch-later', 'civil-status': 'fetch-later', residence: 'fetch-later', hospital: 'ask' },
  legalItems: [
    ...birth.legalItems,
    ...legalItems('CT01', [
      ['addressee', 'Kính gửi', 'residence.addressee', 'derived'],
      ['person-name', 'Họ, chữ đệm và tên người kê khai', 'requester.fullName', 'known'], ['person-birth', 'Ngày, tháng, năm sinh', 'requester.birthDate', 'known'], ['person-gender', 'Giới tính', 'requester.gender', 'known'],
      ['person-pin', 'Số định danh cá nhân', 'requester.pin', 'known'], ['person-phone', 'Số điện thoại liên hệ', 'contact.phone', 'known'], ['person-email', 'Email', 'contact.email', 'known'],
      ['head-name', 'Họ, chữ đệm và tên chủ hộ', 'home.headName', 'known'], ['head-relation', 'Mối quan hệ với chủ hộ', 'member.relation', 'derived'], ['head-pin', 'Số định danh của chủ hộ', 'home.headPin', 'known'],
      ['request', 'Nội dung đề nghị', 'residence.request', 'derived', 'home.of'],
      ['row-name', 'Thành viên cùng thay đổi: họ tên', 'member.fullName', 'derived'], ['row-birth', 'Thành viên: ngày sinh', 'member.birthDate', 'derived'], ['row-gender', 'Thành viên: giới tính', 'member.gender', 'derived'],
      ['row-pin', 'Thành viên: số định danh', 'member.pin', 'derived'], ['row-relation', 'Thành viên: quan hệ với chủ hộ', 'member.relation', 'derived'],
      ['head-opinion', 'Ý kiến của chủ hộ', 'consent.head', 'derived'], ['head-signs', 'Chủ hộ: họ tên, số định danh', 'home.headName', 'known'],
      ['owner-opinion', 'Ý kiến của chủ sở hữu chỗ ở', 'consent.head', 'derived'], ['owner-signs', 'Chủ sở hữu: họ tên, số định danh', 'home.headName', 'known'],
      ['parent-opinion', 'Ý kiến của cha, mẹ', 'declaration', 'derived'], ['parent-signs', 'Cha, mẹ: họ tên, số định danh', 'requester.fullName', 'derived'],
    ]),
    ...healthCard.legalItems,
  ],
  notes: [
    ...birth.notes,
    legal('Quy tắc chung của một cửa', undefined, 'likely', 'Nhận từ 15 giờ tính như nhận ngày làm việc sau; điều khoản chưa đối chiếu.'),
    legal('NĐ 301/2026/NĐ-CP', undefined, 'guess', 'Tổng thời gian sau 01/09/2026 (nguồn thứ cấp: không quá 3 ngày làm việc) chưa đối chiếu; mỗi phần có đồng hồ riêng.'),
    legal('Đếm mục', undefined, 'guess', '61 mục của ba biểu mẫu do chúng tôi đếm; chờ đối chiếu biểu mẫu mới của NĐ 301/2026.'),
  ],
})
