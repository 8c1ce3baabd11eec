import {
  all, by, communeCommitteeOf, consentOf, defect, done, effect, ground, has, internalBudget, is, known, legal, legalItems, not, page, paper, pin, procedure, result, same, source, step, within,
  workingDays, after,
} from '../src/public-services/catalogue/index.ts'
import { civilLaws, committeeSteps, portal } from './parts/civil-status.ts'
import { askedOnce, asker, declarePage, knownTitle, receivePage, withoutResult } from './parts/filing.ts'
import { marriageRules } from './rules/marriage.ts'

const law = portal('1.000894')
const familyLaw = legal('Luật Hôn nhân và gia đình 2014', 'đ.8-9')
const { received, checking, signing } = committeeSteps('Ký giấy chứng nhận kết hôn')

export default procedure({
  code: '1.000894', slug: 'ket-hon', name: 'Đăng ký kết hôn', field: 'Hộ tịch', level: 'MOT_PHAN', lists: [{ list: 'QD06-25', ordinal: 14 }],
  validFrom: '2026-07-01',
  legal: [legal('Luật Hộ tịch 60/2014/QH13', 'đ.17-18'), familyLaw, ...civilLaws, law],
  authority: communeCommitteeOf('requester.permanentCommune', 'requester.temporaryCommune'),
  who: { accountLevel: 2, authLevel: 2, orFor: [], assisted: true },
  synonyms: ['ket hon', 'dang ky ket hon', 'giay ket hon', 'lam giay ket hon', 'cuoi vo', 'lay chong', 'giay chung nhan ket hon', 'hon thu'],
  promise: 'Giấy chứng nhận kết hôn. Nộp trước ở đây; hai người chỉ tới xã một lần để ký sổ.',

  form: [
    page('known', knownTitle, [asker('Người yêu cầu', 'ethnicity', 'nationality', 'temporaryResidence', 'temporaryCommune', 'maritalStatus')]),
    page('partner', 'Ông/bà kết hôn với ai?', [
      pin('partner.pin', 'Số định danh của người sẽ kết hôn', 'Nhập số định danh 12 chữ số của người sẽ kết hôn').why('Chúng tôi hỏi thẳng người ấy có tự nguyện kết hôn không. Kết hôn với người nước ngoài: làm tại Ủy ban nhân dân xã.'),
      known('partner', 'Người sẽ kết hôn', source.person(['personId', 'fullName', 'pin', 'birthDate', 'gender', 'ethnicity', 'nationality', 'permanentResidence', 'permanentCommune', 'maritalStatus'])),
      consentOf('consent.partner', 'Ý kiến của người sẽ kết hôn', 'partner.personId', 'Tôi tự nguyện kết hôn với {requester.fullName} và sẽ cùng tới Ủy ban nhân dân xã ký sổ.', familyLaw).when(has('partner.pin')),
    ]),
    page('papers', 'Giấy tờ cần thêm', [
      paper('status-proof', 'Giấy xác nhận tình trạng hôn nhân').when(not(has('requester.maritalStatus'))).reuse('store').why('Dữ liệu chưa ghi tình trạng hôn nhân của ông/bà.').withoutIt('Không có giấy cũng nộp được. Xã sẽ tra cứu, xác minh.').by(law),
    ]),
    receivePage,
    declarePage,
  ],
  derived: [],
  needs: [
    { item: 'requester', holds: not(is('requester.maritalStatus', 'married')), says: 'Dữ liệu ghi ông/bà đang có vợ hoặc chồng. Không đúng thì báo sửa ở trang «Dữ liệu của tôi».' },
    { item: 'partner.pin', holds: not(all(has('partner.pin'), same('partner.pin', 'requester.pin'))), says: 'Đây là số của chính ông/bà. Nhập số của người sẽ kết hôn.' },
  ],

  clock: [within(after('15:00', workingDays(5)), legal('Luật Hộ tịch 2014', 'đ.18 k.2', 'likely', 'Ngay sau khi nhận đủ giấy tờ; cần xác minh thì không quá năm ngày làm việc. Chưa đối chiếu cách tính ngày hẹn hai bên tới ký'))],
  start: 'received',
  steps: {
    received,
    checking: step('Kiểm tra điều kiện kết hôn', by('justice-officer'), checking.within, { ok: 'presence', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { says: 'Cán bộ tư pháp – hộ tịch đang kiểm tra' }),
    presence: step('Hai bên cùng ký sổ', by('justice-officer'), within(workingDays(2), internalBudget), { ok: 'signing', refuse: 'refused', withdrawn: 'withdrawn' }, { says: 'Mời hai người cùng tới Ủy ban nhân dân xã ký sổ, mang giấy tờ tùy thân' }),
    signing: step('Ký giấy chứng nhận kết hôn', by('commune-chair'), signing.within, { approve: 'done', sendBack: 'presence', refuse: 'refused', withdrawn: 'withdrawn' }, { signs: 'agency-seal', says: 'Chờ Chủ tịch Ủy ban nhân dân xã ký' }),
    returned: askedOnce(['partner-not-answered', 'status-proof-missing', 'status-proof-unreadable'], 'checking'),
    done: done('Đã đăng ký kết hôn', 'Giấy chứng nhận kết hôn đã có trong ví giấy tờ của hai người.', result('civil-paper', 'Giấy chứng nhận kết hôn'),
      effect('civil-status.registerMarriage', { requester: 'requester.personId', partner: 'partner.personId' })),
    ...withoutResult,
  },
  defects: [
    defect('partner-not-answered', 'consent.partner', 'Người kia chưa trả lời', 'Nhờ người ấy trả lời trên điện thoại, hoặc cùng tới Ủy ban nhân dân xã.', familyLaw),
    defect('status-proof-missing', 'status-proof', 'Chưa xác minh được tình trạng hôn nhân', 'Chụp và gửi giấy xác nhận tình trạng hôn nhân của nơi cư trú.', law),
    defect('status-proof-unreadable', 'status-proof', 'Ảnh giấy xác nhận không đọc được', 'Chụp lại giấy cho rõ chữ và đủ bốn mép.'),
  ],
  grounds: [
    ground('conditions-not-met', 'Không đủ điều kiện kết hôn', 'Chưa đủ điều kiện kết hôn theo Luật Hôn nhân và gia đình.', familyLaw),
    ground('partner-refuses', 'Người kia không đồng ý, hoặc một bên không tới', 'Hai bên phải cùng tự nguyện và cùng có mặt khi đăng ký.', familyLaw),
    // Who is named is not changed later: the agreement was asked of that person.
    ground('partner-wrong', 'Người được khai không phải người sẽ kết hôn', 'Người ông/bà khai không đúng. Nộp lại với số của người sẽ kết hôn.', law),
    ground('not-competent', 'Không thuộc thẩm quyền của xã', 'Việc này thuộc Ủy ban nhân dân xã nơi một trong hai người cư trú.', legal('Luật Hộ tịch 2014', 'đ.17')),
  ],
  rules: marriageRules,
  legalItems: legalItems('TKĐKKH', [
    ['person-name', 'Họ, chữ đệm, tên', 'requester.fullName', 'known'], ['person-birth', 'Ngày, tháng, năm sinh', 'requester.birthDate', 'known'], ['person-gender', 'Giới tính', 'requester.gender', 'known'], ['person-ethnicity', 'Dân tộc', 'requester.ethnicity', 'known'],
    ['person-nationality', 'Quốc tịch', 'requester.nationality', 'known'], ['person-residence', 'Nơi cư trú', 'requester.permanentResidence', 'known'], ['person-paper', 'Giấy tờ tuỳ thân', 'requester.pin', 'known'],
    ['partner', 'Người kia: họ tên, ngày sinh, dân tộc, quốc tịch, nơi cư trú, giấy tờ tuỳ thân', 'partner.pin', 'derived', 'partner.pin'], ['both-sign', 'Hai bên cam đoan', 'declaration', 'derived'],
  ]),
  whenDown: { population: 'fetch-later', 'civil-status': 'fetch-later' },
  notes: [
    legal('QĐ 163/QĐ-BTP', undefined, 'sure', 'Hai bên phải có mặt, xuất trình giấy tờ tùy thân, khẳng định tự nguyện và ký sổ, ký giấy: bước «Hai bên cùng ký sổ». Miễn lệ phí.'),
    legal('Phạm vi của biểu mẫu này', undefined, 'guess', 'Hai công dân Việt Nam có số định danh. Có yếu tố nước ngoài, đăng ký lại, lưu động, và mục «kết hôn lần thứ mấy»: làm tại Ủy ban nhân dân xã.'),
  ],
})
