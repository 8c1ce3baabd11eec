import {
  all, any, by, choice, communeCommitteeOf, dateInWords, days, date, declaration, defect, derived, done, effect, event, firstOf, ground, has, hours, is, known,
  legal, legalItems, match, not, option, optionElsewhere, page, paper, phone, pick, pin, procedure, refused, result, same, sameWorkingDay, sentence, source, step, stopped,
  text, toCitizen, withdrawn, within, internalBudget,
} from '../src/public-services/catalogue/index.ts'
import { birthRules } from './rules/birth.ts'

const person = ['personId', 'fullName', 'birthDate', 'ethnicity', 'nationality', 'nativePlace', 'pin', 'permanentResidence', 'permanentCommune']
const noNotice = not(has('event.noticeNumber'))
const noFather = not(has('father.pin'))
const portal = legal('QĐ 163/QĐ-BTP (thủ tục 1.001193, bản tháng 7/2026)')

export default procedure({
  code: '1.001193', slug: 'khai-sinh', name: 'Đăng ký khai sinh', field: 'Hộ tịch', level: 'TOAN_TRINH', lists: [{ list: 'QD06-25', ordinal: 12 }],
  validFrom: '2026-09-01',
  legal: [legal('Luật Hộ tịch 60/2014/QH13', 'đ.13-16'), legal('NĐ 123/2015/NĐ-CP'), legal('NĐ 87/2020/NĐ-CP'), legal('TT 04/2020/TT-BTP'), legal('NQ 66.7/2025/NQ-CP'), portal],
  authority: communeCommitteeOf('receiving.commune'),
  who: { accountLevel: 2, authLevel: 2, orFor: ['child', 'ward'], assisted: true },
  synonyms: ['giay khai sinh', 'lam khai sinh cho con', 'moi sinh con', 'be moi sinh', 'dat ten cho con', 'giay chung sinh'],
  promise: 'Giấy khai sinh và số định danh cho bé.',

  form: [
    page('known', 'Nhà nước đã biết những điều này. Chỉ cần xem có đúng không.', [
      known('requester', 'Người yêu cầu', source.person(['personId', 'fullName', 'pin', 'permanentResidence', 'permanentCommune'])).when(not(any(same('requester.pin', 'mother.pin'), same('requester.pin', 'father.pin')))),
      known('mother', 'Mẹ', source.person(person)),
      known('father', 'Cha', source.person(person)),
      event('event', 'Việc sinh', source.birthNotice(['noticeNumber', 'noticeDate', 'birthDate', 'birthTime', 'gender', 'weightGrams', 'childOrder', 'birthPlace', 'facilityCode', 'motherPin'])).hide('motherPin', 'facilityCode'),
      known('marriage', 'Cha mẹ kết hôn', source.marriage(['number', 'date', 'place'])),
    ]),
    page('father', 'Phần ghi về cha của bé thế nào?', [
      choice('father.case', 'Phần ghi về cha của bé thế nào?', 'Chọn một cách ghi về cha của bé', [
        option('married', 'Cha mẹ đã đăng ký kết hôn, dữ liệu chưa có'),
        option('not-declared', 'Chưa ghi phần cha', 'Họ, dân tộc, quê quán của bé theo mẹ'),
        optionElsewhere('recognition', 'Cha nhận con cùng lúc', '1.001022', 'Việc nhận cha, mẹ, con làm cùng lúc tại Ủy ban nhân dân xã.'),
      ]).when(noFather).why('Dữ liệu hộ tịch chưa có đăng ký kết hôn của ông/bà.'),
      pin('father.declaredPin', 'Số định danh của cha', 'Nhập số định danh 12 chữ số của cha').about('father.pin').when(all(noFather, is('father.case', 'married'))),
    ]),
    page('birth', 'Bé sinh khi nào, ở đâu?', [
      date('child.declaredBirthDate', 'Ngày sinh của bé', 'Nhập ngày sinh của bé').about('event.birthDate').when(not(has('event.birthDate')))
        .must('not-after-today', 'Ngày sinh của bé không thể sau hôm nay, {today}'),
      choice('child.declaredGender', 'Bé trai hay bé gái?', 'Chọn bé trai hoặc bé gái', [option('male', 'Bé trai'), option('female', 'Bé gái')]).about('event.gender').when(not(has('event.gender'))),
      text('child.declaredBirthPlace', 'Nơi sinh', 'Nhập nơi sinh: tên cơ sở y tế, hoặc địa chỉ nhà').about('event.birthPlace').when(not(has('event.birthPlace')))
        .hint('Ghi tên cơ sở y tế và xã, tỉnh. Sinh ở nhà thì ghi địa chỉ nhà.').must('at-most', 'Nơi sinh dài quá 300 ký tự. Viết ngắn lại.', 300),
    ]),
    page('name', 'Tên đầy đủ của bé là gì?', [
      text('child.fullName', 'Tên đầy đủ của bé là gì?', 'Nhập tên đầy đủ của bé').hint('Viết đủ họ, chữ đệm và tên, có dấu. Ví dụ: Trần Nguyễn Gia An').must('person-name'),
    ]),
    page('origins', 'Bé theo cha hay theo mẹ?', [
      choice('child.ethnicityFrom', 'Dân tộc của bé', 'Chọn dân tộc của bé theo cha hoặc theo mẹ', [option('mother', 'Theo mẹ', { path: 'mother.ethnicity' }), option('father', 'Theo cha', { path: 'father.ethnicity' })])
        .about('child.ethnicity').when(all(has('mother.ethnicity'), has('father.ethnicity'), not(same('mother.ethnicity', 'father.ethnicity')))).why('Dân tộc của cha và mẹ khác nhau.'),
      choice('child.nativePlaceFrom', 'Quê quán của bé', 'Chọn quê quán của bé theo cha hoặc theo mẹ', [option('mother', 'Theo mẹ', { path: 'mother.nativePlace' }), option('father', 'Theo cha', { path: 'father.nativePlace' })])
        .about('child.nativePlace').when(all(has('mother.nativePlace'), has('father.nativePlace'), not(same('mother.nativePlace', 'father.nativePlace')))).why('Quê quán của cha và mẹ khác nhau.'),
    ]),
    page('receive', 'Ông/bà nhận kết quả thế nào?', [
      choice('copies', 'Bản sao giấy khai sinh', 'Chọn số bản sao', [option('0', 'Chỉ bản điện tử'), option('1', '1 bản giấy'), option('2', '2 bản giấy'), option('3', '3 bản giấy'), option('5', '5 bản giấy')]).offer('0'),
      phone('contact.phone', 'Số điện thoại nhận tin báo').from('contact.phone').because('Tài khoản đã có số này; ông/bà chỉ xem lại hoặc đổi nơi nhận tin.'),
    ]),
    page('papers', 'Giấy tờ cần thêm', [
      paper('birth-notice-paper', 'Giấy chứng sinh').when(noNotice).reuse('store').why('Bệnh viện chưa gửi giấy chứng sinh điện tử.')
        .orInstead('witness-statement', 'Văn bản của người làm chứng về việc sinh').orInstead('birth-commitment', 'Giấy cam đoan về việc sinh').by(legal('Luật Hộ tịch 2014', 'đ.16')),
      paper('marriage-certificate', 'Giấy chứng nhận kết hôn').when(all(not(has('marriage.number')), any(has('father.pin'), is('father.case', 'married')))).reuse('store')
        .why('Dữ liệu hộ tịch chưa có đăng ký kết hôn này.').withoutIt('Không có giấy cũng nộp được. Xã sẽ hỏi nơi đã đăng ký kết hôn.').by(portal),
    ]),
    page('declare', 'Cam đoan và gửi', [
      declaration('declaration', 'Tôi cam đoan những điều trên là đúng sự thật và các bên liên quan đã thống nhất. Tôi chịu trách nhiệm trước pháp luật về lời cam đoan này.'),
    ]),
  ],
  derived: [
    derived('child.birthDate', 'Ngày sinh', firstOf('event.birthDate', 'child.declaredBirthDate')),
    derived('child.birthDateInWords', 'Ngày sinh ghi bằng chữ', dateInWords('child.birthDate')),
    derived('child.gender', 'Giới tính', firstOf('event.gender', 'child.declaredGender')),
    derived('child.birthPlace', 'Nơi sinh', firstOf('event.birthPlace', 'child.declaredBirthPlace')),
    derived('child.ethnicity', 'Dân tộc', pick('child.ethnicityFrom', { mother: 'mother.ethnicity', father: 'father.ethnicity' }, 'mother.ethnicity', 'father.ethnicity')),
    derived('child.nativePlace', 'Quê quán', pick('child.nativePlaceFrom', { mother: 'mother.nativePlace', father: 'father.nativePlace' }, 'mother.nativePlace', 'father.nativePlace')),
    derived('child.nationality', 'Quốc tịch', firstOf('mother.nationality', 'father.nationality')),
    derived('requester.relation', 'Quan hệ với bé', match('requester.pin', [{ path: 'mother.pin', value: 'mother', text: 'Mẹ' }, { path: 'father.pin', value: 'father', text: 'Cha' }], { value: 'relative', text: 'Người thân' })),
    derived('receiving.commune', 'Nơi nhận', firstOf('mother.permanentCommune', 'father.permanentCommune', 'requester.permanentCommune')),
    derived('receiving.addressee', 'Kính gửi', sentence('Ủy ban nhân dân {receiving.commune}')),
  ],

  clock: [within(sameWorkingDay('15:00'), legal('Luật Hộ tịch 2014', 'đ.16', 'sure', 'Trong ngày; nhận sau 15 giờ thì trả ngày làm việc tiếp theo'))],
  start: 'received',
  steps: {
    received: step('Tiếp nhận', by(['justice-officer', 'reception-officer']), within(hours(0.5), internalBudget), { accept: 'checking', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { status: 'submitted', says: 'Ủy ban nhân dân xã đang xem hồ sơ' }),
    checking: step('Kiểm tra', by('justice-officer'), within(hours(1), internalBudget), { ok: 'signing', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { says: 'Cán bộ tư pháp – hộ tịch đang kiểm tra' }),
    signing: step('Ký giấy khai sinh', by('commune-chair'), within(hours(0.5), internalBudget), { approve: 'done', sendBack: 'checking', refuse: 'refused', withdrawn: 'withdrawn' }, { signs: 'agency-seal', says: 'Chờ Chủ tịch Ủy ban nhân dân xã ký' }),
    returned: toCitizen('Cần thêm', ['birth-notice-missing', 'birth-notice-unreadable', 'marriage-certificate-missing', 'marriage-certificate-unreadable', 'family-name-agreement', 'nationality-agreement', 'name-unclear', 'birth-facts-differ'],
      within(days(30), legal('Dữ liệu của hệ thống', undefined, 'guess', 'Thời gian chờ người dân, sửa được; chưa đối chiếu văn bản')), { answered: 'checking', expired: 'stopped' }),
    done: done('Đã đăng ký khai sinh', 'Bé đã được đăng ký khai sinh và có số định danh.', result('birth-certificate', 'Giấy khai sinh'),
      effect('civil-status.registerBirth', {
        fullName: 'child.fullName', birthDate: 'child.birthDate', birthTime: 'event.birthTime', gender: 'child.gender', birthPlace: 'child.birthPlace', ethnicity: 'child.ethnicity', nationality: 'child.nationality',
        nativePlace: 'child.nativePlace', mother: 'mother.personId', father: 'father.personId', requester: 'requester.personId', relation: 'requester.relation', notice: 'event.noticeNumber', commune: 'receiving.commune', copies: 'copies',
      }, { yields: ['child.personId', 'child.pin'] })),
    refused: refused(), stopped: stopped(), withdrawn: withdrawn(),
  },
  defects: [
    defect('birth-notice-missing', 'birth-notice-paper', 'Thiếu giấy chứng sinh hoặc giấy thay thế', 'Chụp và gửi giấy chứng sinh. Không có thì gửi văn bản người làm chứng hoặc giấy cam đoan về việc sinh.', legal('Luật Hộ tịch 2014', 'đ.16')),
    defect('birth-notice-unreadable', 'birth-notice-paper', 'Ảnh giấy chứng sinh không đọc được', 'Chụp lại giấy chứng sinh: đặt trên nền sẫm, thấy đủ bốn mép.'),
    defect('marriage-certificate-missing', 'marriage-certificate', 'Chưa thấy giấy chứng nhận kết hôn', 'Chụp và gửi giấy chứng nhận kết hôn, hoặc cho biết nơi đã đăng ký kết hôn.', portal),
    defect('marriage-certificate-unreadable', 'marriage-certificate', 'Ảnh giấy chứng nhận kết hôn không đọc được', 'Chụp lại giấy chứng nhận kết hôn cho rõ chữ và đủ bốn mép.'),
    defect('family-name-agreement', 'child.fullName', 'Họ của bé khác họ cha và họ mẹ', 'Cần thêm 1 giấy: văn bản cha mẹ thoả thuận chọn họ cho bé. Hoặc sửa lại họ của bé.', legal('Bộ luật Dân sự 2015', 'đ.26', 'likely')),
    defect('nationality-agreement', 'child.nationality', 'Cha mẹ khác quốc tịch', 'Cần thêm 1 giấy: văn bản cha mẹ thoả thuận quốc tịch cho bé.', legal('Luật Quốc tịch', undefined, 'likely')),
    defect('name-unclear', 'child.fullName', 'Tên bé chưa rõ', 'Viết lại tên của bé, đủ họ, chữ đệm và tên, có dấu.'),
    defect('birth-facts-differ', 'event', 'Thông tin việc sinh không khớp', 'Xem lại ngày sinh, giới tính, nơi sinh và người mẹ trong giấy chứng sinh.'),
  ],
  grounds: [
    ground('already-registered', 'Bé đã được đăng ký khai sinh', 'Bé đã có đăng ký khai sinh. Muốn có thêm bản, làm thủ tục cấp bản sao trích lục.', legal('Luật Hộ tịch 2014', 'đ.12', 'likely')),
    ground('not-true', 'Có cơ sở xác định nội dung cam đoan không đúng sự thật', 'Nội dung cam đoan không đúng sự thật nên không đăng ký được.', portal),
    ground('not-completed', 'Không bổ sung, hoàn thiện được hồ sơ', 'Phần cần thêm chưa có nên chưa đăng ký được. Nộp lại khi có đủ.', portal),
    ground('not-competent', 'Không thuộc thẩm quyền của xã', 'Việc này thuộc Ủy ban nhân dân xã nơi cha hoặc mẹ cư trú.', legal('Luật Hộ tịch 2014', 'đ.13')),
  ],
  rules: birthRules,
  legalItems: legalItems('TKĐKKS', [
    ['addressee', 'Kính gửi', 'receiving.addressee', 'derived'],
    ['requester-name', 'Họ, chữ đệm, tên người yêu cầu', 'requester.fullName', 'known'], ['requester-paper', 'Giấy tờ tuỳ thân', 'requester.pin', 'known'],
    ['requester-residence', 'Nơi cư trú', 'requester.permanentResidence', 'known'], ['requester-relation', 'Quan hệ với người được khai sinh', 'requester.relation', 'derived'],
    ['child-name', 'Họ, chữ đệm, tên', 'child.fullName', 'typed', 'child.fullName'], ['child-birth-date', 'Ngày, tháng, năm sinh', 'child.birthDate', 'event', 'child.declaredBirthDate'],
    ['child-birth-words', 'Ghi bằng chữ', 'child.birthDateInWords', 'derived'], ['child-birth-place', 'Nơi sinh', 'child.birthPlace', 'event', 'child.declaredBirthPlace'],
    ['child-gender', 'Giới tính', 'child.gender', 'event', 'child.declaredGender'], ['child-ethnicity', 'Dân tộc', 'child.ethnicity', 'derived', 'child.ethnicityFrom'],
    ['child-nationality', 'Quốc tịch', 'child.nationality', 'derived'], ['child-native-place', 'Quê quán', 'child.nativePlace', 'derived', 'child.nativePlaceFrom'],
    ['mother-name', 'Họ, chữ đệm, tên mẹ', 'mother.fullName', 'known'], ['mother-birth', 'Năm sinh của mẹ', 'mother.birthDate', 'known'], ['mother-ethnicity', 'Dân tộc của mẹ', 'mother.ethnicity', 'known'],
    ['mother-nationality', 'Quốc tịch của mẹ', 'mother.nationality', 'known'], ['mother-residence', 'Nơi cư trú của mẹ', 'mother.permanentResidence', 'known'],
    ['father-name', 'Họ, chữ đệm, tên cha', 'father.fullName', 'known'], ['father-birth', 'Năm sinh của cha', 'father.birthDate', 'known'], ['father-ethnicity', 'Dân tộc của cha', 'father.ethnicity', 'known'],
    ['father-nationality', 'Quốc tịch của cha', 'father.nationality', 'known'], ['father-residence', 'Nơi cư trú của cha', 'father.permanentResidence', 'known'],
    ['copies-wanted', 'Đề nghị cấp bản sao', 'copies', 'choice', 'copies'], ['copies-number', 'Số bản sao', 'copies', 'choice', 'copies'],
  ]),
  whenDown: { population: 'fetch-later', 'civil-status': 'fetch-later', hospital: 'ask' },
  links: ['2.000986'],
  notes: [
    legal('QĐ 163/QĐ-BTP', undefined, 'sure', 'Nộp trực tuyến: cán bộ gửi bản nháp giấy khai sinh, người yêu cầu xác nhận trong một ngày. Ở đây người nộp xem đúng bản nháp đó trước khi gửi.'),
    legal('QĐ 163/QĐ-BTP', undefined, 'sure', 'Trẻ bị bỏ rơi, mang thai hộ, nhận cha mẹ con cùng lúc: làm tại quầy, chưa có trong biểu mẫu này.'),
  ],
})
