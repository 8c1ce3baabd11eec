import {
  after, by, days, declaration, defect, done, effect, facility, ground, hours, internalBudget, known, legal, legalItems, page, phone, procedure, refused, result, source,
  socialInsuranceOf, step, stopped, toCitizen, withdrawn, within, workingDays, type NamedRule, derived, sentence, copy,
} from '../src/public-services/catalogue/index.ts'

const insuranceLaw = legal('Luật Bảo hiểm y tế', 'đ.12, đ.16-17', 'likely', 'Sửa đổi bởi Luật 51/2024/QH15; điều khoản chưa đối chiếu')

const underSix: NamedRule = {
  code: 'under-six', item: 'member', title: 'Trẻ dưới 6 tuổi', check: { op: 'age-below', birth: 'member.birthDate', years: 6 },
  says: { holds: 'Trẻ dưới 6 tuổi.', fails: 'Trẻ đã đủ 6 tuổi: đóng theo hộ hoặc theo trường học.', unknown: 'Chưa có ngày sinh.' }, basis: insuranceLaw, defect: 'child-facts-differ',
}
const pinKnown: NamedRule = {
  code: 'pin-known', item: 'member', title: 'Trẻ có số định danh', check: { op: 'known', paths: ['member.pin'] },
  says: { holds: 'Số định danh đã có.', fails: 'Chưa có số định danh.', unknown: 'Chưa lấy được.' }, basis: legal('NĐ 188/2025/NĐ-CP', undefined, 'likely'), defect: 'child-facts-differ',
}
const clinicChosen: NamedRule = {
  code: 'clinic-chosen', item: 'clinic', title: 'Có nơi khám bệnh ban đầu', check: { op: 'known', paths: ['clinic'] },
  says: { holds: 'Nơi khám bệnh ban đầu: {clinic}.', fails: 'Chưa chọn nơi khám bệnh ban đầu.', unknown: 'Chưa chọn.' }, basis: insuranceLaw, defect: 'clinic-full',
}

export default procedure({
  code: '1.014137', slug: 'the-bhyt-tre-em', name: 'Cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi', field: 'Bảo hiểm y tế', level: 'TOAN_TRINH',
  validFrom: '2025-07-01',
  legal: [legal('Luật Bảo hiểm y tế 25/2008/QH12', undefined, 'sure', 'Sửa đổi bởi Luật 46/2014/QH13, Luật 51/2024/QH15'), legal('NĐ 188/2025/NĐ-CP', undefined, 'sure', 'Mẫu số 2 Phụ lục'), legal('QĐ 2306/QĐ-BYT (thủ tục 1.014137, bản tháng 7/2026)')],
  authority: socialInsuranceOf('newHousehold.province', 'newHousehold.commune'),
  who: { accountLevel: 2, authLevel: 2, orFor: ['child', 'ward'], assisted: true },
  synonyms: ['the bao hiem y te tre em', 'bhyt tre em', 'bao hiem cho be', 'the kham benh cho con'],
  promise: 'Thẻ bảo hiểm y tế bản điện tử cho bé, có giá trị từ ngày sinh.',
  notYet: { since: '2026-11-22', says: 'Chưa nộp riêng thủ tục này ở đây. Bé mới sinh: nộp cùng khai sinh. Bé lớn hơn: nộp tại Bảo hiểm xã hội, hoặc trên Cổng Dịch vụ công quốc gia.' },

  form: [
    page('known', 'Nhà nước đã biết những điều này. Chỉ cần xem có đúng không.', [
      known('requester', 'Người kê khai', source.person(['personId', 'fullName', 'pin', 'permanentResidence'])),
      known('member', 'Bé', source.person(['personId', 'fullName', 'birthDate', 'gender', 'ethnicity', 'nationality', 'pin', 'permanentResidence'])),
      known('newHousehold', 'Hộ của bé', source.household(['householdId', 'fileNumber', 'headName', 'headPin', 'address', 'commune', 'province'])),
    ]),
    page('receive', 'Nơi khám bệnh ban đầu của bé', [
      facility('clinic', 'Nơi khám bệnh ban đầu của bé', 'Chọn nơi khám bệnh ban đầu của bé', 'clinics').offerFirstOf('clinics').hint('Nơi gần nhà nhất đã được chọn sẵn.'),
      phone('contact.phone', 'Số điện thoại nhận tin báo').from('contact.phone').because('Tài khoản đã có số này; ông/bà chỉ xem lại hoặc đổi nơi nhận tin.'),
    ]),
    page('declare', 'Cam đoan và gửi', [declaration('declaration', 'Tôi cam đoan những điều trên là đúng sự thật. Tôi chịu trách nhiệm trước pháp luật về lời cam đoan này.')]),
  ],
  derived: [
    derived('insurance.request', 'Nội dung đề nghị', sentence('Cấp thẻ bảo hiểm y tế bản điện tử cho {member.fullName}')),
    derived('insurance.birthRegistrationPlace', 'Nơi đăng ký khai sinh', copy('newHousehold.commune')),
  ],

  clock: [within(after('15:00', workingDays(5)), legal('QĐ 2306/QĐ-BYT', undefined, 'sure', '5 ngày làm việc từ khi nhận đủ hồ sơ'))],
  start: 'received',
  steps: {
    received: step('Tiếp nhận', by('insurance-officer'), within(hours(7.5), internalBudget), { accept: 'issuing', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { status: 'submitted', says: 'Bảo hiểm xã hội đang xem hồ sơ' }),
    issuing: step('Cấp thẻ', by('insurance-officer'), within(workingDays(2), internalBudget), { approve: 'done', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { signs: 'agency-seal', says: 'Bảo hiểm xã hội đang cấp thẻ' }),
    returned: toCitizen('Cần thêm', ['clinic-full', 'child-facts-differ'], within(days(30), legal('Dữ liệu của hệ thống', undefined, 'guess', 'Thời gian chờ người dân, sửa được; chưa đối chiếu văn bản')), { answered: 'issuing', expired: 'stopped' }),
    done: done('Đã cấp thẻ', 'Thẻ bảo hiểm y tế của bé đã có, giá trị từ ngày sinh.', result('health-card', 'Thẻ bảo hiểm y tế bản điện tử', 'data'),
      effect('health.issueCardUnderSix', { person: 'member.personId', birthDate: 'member.birthDate', clinic: 'clinic', household: 'newHousehold.householdId' })),
    refused: refused(), stopped: stopped(), withdrawn: withdrawn(),
  },
  defects: [
    defect('clinic-full', 'clinic', 'Nơi khám bệnh ban đầu không nhận thêm', 'Chọn nơi khám bệnh ban đầu khác cho bé.'),
    defect('child-facts-differ', 'member', 'Thông tin của bé chưa khớp', 'Xem lại tên, ngày sinh và số định danh của bé.'),
  ],
  grounds: [
    ground('has-card', 'Bé đã có thẻ còn giá trị', 'Bé đã có thẻ bảo hiểm y tế còn giá trị.', insuranceLaw),
    ground('not-under-six', 'Không phải trẻ dưới 6 tuổi', 'Bé đã đủ 6 tuổi nên không thuộc diện này.', insuranceLaw),
  ],
  rules: [underSix, pinKnown, clinicChosen],
  legalItems: legalItems('TK-BHYT', [
    ['name', 'Họ, chữ đệm và tên', 'member.fullName', 'derived'], ['birth', 'Ngày sinh', 'member.birthDate', 'derived'], ['gender', 'Giới tính', 'member.gender', 'derived'], ['ethnicity', 'Dân tộc', 'member.ethnicity', 'derived'],
    ['nationality', 'Quốc tịch', 'member.nationality', 'derived'], ['pin', 'Số định danh', 'member.pin', 'derived'],
    ['address', 'Địa chỉ liên hệ', 'newHousehold.address', 'known'], ['phone', 'Điện thoại', 'contact.phone', 'known'], ['email', 'Thư điện tử', 'contact.email', 'known'],
    ['birth-registration', 'Nơi đăng ký khai sinh', 'insurance.birthRegistrationPlace', 'derived'], ['parent', 'Cha, mẹ, người giám hộ', 'requester.fullName', 'known'],
    ['clinic', 'Nơi khám bệnh ban đầu', 'clinic', 'choice', 'clinic'], ['household', 'Hộ gia đình', 'newHousehold.fileNumber', 'known'], ['request', 'Nội dung đề nghị', 'insurance.request', 'derived'],
  ]),
  whenDown: { population: 'hold-and-tell', residence: 'hold-and-tell' },
  links: ['2.000986'],
  notes: [
    legal('Quy tắc chung của một cửa', undefined, 'likely', 'Nhận từ 15 giờ tính như nhận ngày làm việc sau; điều khoản chưa đối chiếu.'),
    legal('Biểu mẫu', undefined, 'guess', '14 mục của tờ khai đếm theo hiểu biết chung, chưa đối chiếu Mẫu số 2 Phụ lục NĐ 188/2025.'),
  ],
})
