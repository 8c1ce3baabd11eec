import {
  address, after, all, by, choice, communePoliceOf, consentOf, copy, days, declaration, defect, derived, done, effect, firstOf, ground, has, hours, household, internalBudget, is, known, legal,
  legalItems, not, option, page, paper, phone, pin, procedure, refused, result, same, sentence, source, step, stopped, toCitizen, withdrawn, within, workingDays,
} from '../../src/public-services/catalogue/index.ts'
import { residenceRules } from '../rules/residence.ts'

const joins = is('residence.case', 'join')
const owns = is('residence.case', 'own')
const rents = is('residence.case', 'rent')
const papersLaw = legal('NĐ 154/2024/NĐ-CP', 'đ.5-6', 'likely')
const consentLaw = legal('Luật Cư trú 2020', 'đ.20', 'likely')

/** The residence part of a linked birth: the child joins a home. Filed by itself it is ../permanent-residence.ts. */
export default procedure({
  code: '1.004222', slug: 'thuong-tru', name: 'Đăng ký thường trú', field: 'Cư trú', level: 'TOAN_TRINH', lists: [{ list: 'QD06-25', ordinal: 3 }],
  validFrom: '2026-07-01',
  legal: [legal('Luật Cư trú 68/2020/QH14', 'đ.20-22'), legal('NĐ 154/2024/NĐ-CP'), legal('NĐ 58/2026/NĐ-CP'), legal('TT 116/2026/TT-BCA', undefined, 'sure', 'Mẫu CT01'), legal('TT 75/2022/TT-BTC', undefined, 'sure', 'Lệ phí')],
  authority: communePoliceOf('newHousehold.commune', 'place.commune'),
  who: { accountLevel: 2, authLevel: 2, orFor: ['child', 'ward'], assisted: true },
  synonyms: ['nhap khau', 'nhap ho khau', 'ho khau', 'so ho khau', 'chuyen nha', 've o voi cha me', 'dang ky cu tru', 'ct01'],
  promise: 'Nơi thường trú mới được ghi vào dữ liệu cư trú.',

  form: [
    page('known', 'Nhà nước đã biết những điều này. Chỉ cần xem có đúng không.', [
      known('requester', 'Người kê khai', source.person(['personId', 'fullName', 'pin', 'birthDate', 'gender', 'permanentResidence'])),
      known('member', 'Người đăng ký thường trú', source.person(['personId', 'fullName', 'birthDate', 'gender', 'pin', 'permanentResidence'])).when(not(same('member.pin', 'requester.pin'))),
      known('land', 'Nhà đất của ông/bà', source.land(['certificate', 'address'])).when(has('land.certificate')),
    ]),
    page('case', 'Chỗ ở mới thuộc trường hợp nào?', [
      choice('residence.case', 'Chỗ ở mới thuộc trường hợp nào?', 'Chọn một trường hợp', [
        option('own', 'Chỗ ở của mình'), option('join', 'Về ở với người thân', 'Vợ, chồng, cha, mẹ, con, anh, chị, em'), option('rent', 'Thuê, mượn, ở nhờ'),
      ]),
    ]),
    page('place', 'Nơi đăng ký thường trú', [
      household('residence.household', 'Ông/bà về ở với hộ nào?', 'Chọn hộ sẽ về ở').when(joins),
      address('place', 'Địa chỉ chỗ ở', 'Chọn xã, phường rồi ghi địa chỉ chỗ ở').when(not(joins)),
      pin('owner.pin', 'Số định danh của chủ nhà', 'Nhập số định danh 12 chữ số của chủ nhà').when(rents).why('Chủ nhà phải đồng ý; chúng tôi hỏi thẳng chủ nhà.'),
    ]),
    page('new-household', 'Hộ sẽ về ở', [
      known('newHousehold', 'Hộ sẽ về ở', source.household(['householdId', 'fileNumber', 'headName', 'headPin', 'headPersonId', 'relationToHead', 'address', 'commune', 'province'])).when(joins),
      consentOf('consent.head', 'Ý kiến của chủ hộ', 'newHousehold.headPersonId', 'Tôi đồng ý cho người này đăng ký thường trú vào hộ của tôi.', consentLaw).when(all(joins, not(same('newHousehold.headPin', 'requester.pin')))),
      consentOf('consent.owner', 'Ý kiến của chủ nhà', 'owner.pin', 'Tôi đồng ý cho người này đăng ký thường trú tại chỗ ở của tôi.', consentLaw).when(rents),
    ]),
    page('papers', 'Giấy tờ cần thêm', [
      paper('dwelling-proof', 'Giấy tờ chứng minh chỗ ở hợp pháp').when(all(owns, not(has('land.certificate')))).reuse('store').why('Chưa có thông tin nhà đất của ông/bà trong dữ liệu.').by(papersLaw),
      paper('relation-proof', 'Giấy tờ chứng minh quan hệ với chủ hộ').when(all(joins, not(has('newHousehold.relationToHead')))).reuse('store').why('Dữ liệu dân cư và hộ tịch chưa ghi quan hệ này.')
        .withoutIt('Không có giấy cũng nộp được. Công an xã sẽ tra cứu thêm.').by(papersLaw),
      paper('lease', 'Hợp đồng thuê, mượn, ở nhờ').when(rents).reuse('store').by(papersLaw),
      paper('floor-area', 'Giấy tờ chứng minh diện tích chỗ ở').when(rents).reuse('store').why('Diện tích tối thiểu 8 m² một người, hoặc mức của tỉnh.').by(legal('Luật Cư trú 2020', 'đ.20 k.3', 'likely')),
    ]),
    page('receive', 'Ông/bà nhận tin báo ở số nào?', [
      phone('contact.phone', 'Số điện thoại nhận tin báo').from('contact.phone').because('Tài khoản đã có số này; ông/bà chỉ xem lại hoặc đổi nơi nhận tin.'),
    ]),
    page('declare', 'Cam đoan và gửi', [
      declaration('declaration', 'Tôi cam đoan những điều trên là đúng sự thật. Tôi chịu trách nhiệm trước pháp luật về lời cam đoan này.'),
    ]),
  ],
  derived: [
    derived('residence.addressee', 'Kính gửi', sentence('Công an {residence.commune}')),
    derived('residence.commune', 'Xã, phường nơi đăng ký', firstOf('newHousehold.commune', 'place.commune')),
    derived('residence.address', 'Địa chỉ thường trú mới', firstOf('newHousehold.address', 'place')),
    derived('residence.request', 'Nội dung đề nghị', sentence('Đăng ký thường trú tại {residence.address}')),
    derived('member.relation', 'Quan hệ với chủ hộ', copy('newHousehold.relationToHead')),
  ],

  clock: [within(after('15:00', workingDays(7)), legal('Luật Cư trú 2020', 'đ.22 k.3'))],
  start: 'received',
  steps: {
    received: step('Tiếp nhận', by('police-officer'), within(hours(7.5), legal('NĐ 118/2025/NĐ-CP', undefined, 'likely', 'Trả lời hồ sơ trực tuyến trong 8 giờ làm việc; nội bộ đặt sớm hơn')), { accept: 'checking', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { status: 'submitted', says: 'Công an xã đang xem hồ sơ' }),
    checking: step('Thẩm định', by('police-officer'), within(workingDays(4), internalBudget), { ok: 'approving', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { says: 'Công an xã đang thẩm định chỗ ở' }),
    approving: step('Phê duyệt', by('police-commander'), within(workingDays(1), internalBudget), { approve: 'done', sendBack: 'checking', refuse: 'refused', withdrawn: 'withdrawn' }, { signs: 'agency-seal', says: 'Chờ Trưởng Công an xã duyệt' }),
    returned: toCitizen('Cần thêm', ['dwelling-proof-missing', 'dwelling-proof-unreadable', 'relation-proof-missing', 'lease-missing', 'lease-unreadable', 'floor-area-missing', 'head-consent-missing', 'owner-consent-missing', 'household-unclear'],
      within(days(30), legal('Dữ liệu của hệ thống', undefined, 'guess', 'Thời gian chờ người dân, sửa được; chưa đối chiếu văn bản')), { answered: 'checking', expired: 'stopped' }),
    done: done('Đã đăng ký thường trú', 'Nơi thường trú mới đã có trong dữ liệu cư trú.', result('residence-confirmation', 'Thông báo kết quả đăng ký thường trú (CT08)', 'data'),
      effect('residence.registerPermanent', { person: 'member.personId', household: 'newHousehold.householdId', relation: 'member.relation' }, { when: joins }),
      effect('residence.openHousehold', { person: 'member.personId', commune: 'place.commune', address: 'place.detail' }, { when: not(joins) })),
    refused: refused(), stopped: stopped(), withdrawn: withdrawn(),
  },
  defects: [
    defect('dwelling-proof-missing', 'dwelling-proof', 'Thiếu giấy tờ chứng minh chỗ ở hợp pháp', 'Chụp và gửi giấy tờ chứng minh chỗ ở hợp pháp.', papersLaw),
    defect('dwelling-proof-unreadable', 'dwelling-proof', 'Ảnh giấy tờ chỗ ở không đọc được', 'Chụp lại giấy tờ chỗ ở cho rõ chữ và đủ bốn mép.'),
    defect('relation-proof-missing', 'relation-proof', 'Chưa rõ quan hệ với chủ hộ', 'Chụp và gửi giấy tờ chứng minh quan hệ với chủ hộ.', papersLaw),
    defect('lease-missing', 'lease', 'Thiếu hợp đồng thuê, mượn, ở nhờ', 'Chụp và gửi hợp đồng hoặc giấy đồng ý cho thuê, mượn, ở nhờ.', papersLaw),
    defect('lease-unreadable', 'lease', 'Ảnh hợp đồng không đọc được', 'Chụp lại hợp đồng cho rõ chữ và đủ bốn mép.'),
    defect('floor-area-missing', 'floor-area', 'Thiếu giấy tờ về diện tích', 'Chụp và gửi giấy tờ ghi diện tích chỗ ở.', papersLaw),
    defect('head-consent-missing', 'consent.head', 'Chủ hộ chưa đồng ý', 'Nhờ chủ hộ trả lời trên điện thoại, hoặc cùng tới Công an xã để xác nhận.', consentLaw),
    defect('owner-consent-missing', 'consent.owner', 'Chủ nhà chưa đồng ý', 'Nhờ chủ nhà trả lời trên điện thoại, hoặc cùng tới Công an xã để xác nhận.', consentLaw),
    defect('household-unclear', 'newHousehold', 'Chưa rõ hộ sẽ về ở', 'Xem lại hộ sẽ về ở: chủ hộ và địa chỉ.'),
  ],
  grounds: [
    ground('conditions-not-met', 'Không đủ điều kiện đăng ký thường trú', 'Chưa đủ điều kiện đăng ký thường trú tại chỗ ở này.', legal('Luật Cư trú 2020', 'đ.20')),
    ground('place-not-allowed', 'Địa điểm không được đăng ký thường trú mới', 'Chỗ ở này thuộc nơi không được đăng ký thường trú mới.', legal('Luật Cư trú 2020', 'đ.23', 'likely')),
    ground('head-refuses', 'Chủ hộ hoặc chủ nhà không đồng ý', 'Chủ hộ hoặc chủ nhà không đồng ý nên chưa đăng ký được.', consentLaw),
    ground('not-competent', 'Không thuộc thẩm quyền của Công an xã này', 'Việc này thuộc Công an xã nơi có chỗ ở.', legal('Luật Cư trú 2020', 'đ.22')),
  ],
  rules: residenceRules,
  legalItems: legalItems('CT01', [
    ['addressee', 'Kính gửi', 'residence.addressee', 'derived'],
    ['person-name', 'Họ, chữ đệm và tên', 'member.fullName', 'known'], ['person-birth', 'Ngày, tháng, năm sinh', 'member.birthDate', 'known'], ['person-gender', 'Giới tính', 'member.gender', 'known'],
    ['person-pin', 'Số định danh cá nhân', 'member.pin', 'known'], ['person-phone', 'Số điện thoại liên hệ', 'contact.phone', 'known'], ['person-email', 'Email', 'contact.email', 'known'],
    ['head-name', 'Họ, chữ đệm và tên chủ hộ', 'newHousehold.headName', 'known'], ['head-relation', 'Mối quan hệ với chủ hộ', 'member.relation', 'derived'], ['head-pin', 'Số định danh của chủ hộ', 'newHousehold.headPin', 'known'],
    ['request', 'Nội dung đề nghị', 'residence.request', 'derived', 'residence.case'],
    ['row-name', 'Thành viên cùng thay đổi: họ tên', 'member.fullName', 'derived'], ['row-birth', 'Thành viên: ngày sinh', 'member.birthDate', 'derived'], ['row-gender', 'Thành viên: giới tính', 'member.gender', 'derived'],
    ['row-pin', 'Thành viên: số định danh', 'member.pin', 'derived'], ['row-relation', 'Thành viên: quan hệ với chủ hộ', 'member.relation', 'derived'],
    ['head-opinion', 'Ý kiến của chủ hộ', 'consent.head', 'derived'], ['head-signs', 'Chủ hộ: họ tên, số định danh', 'newHousehold.headName', 'derived'],
    ['owner-opinion', 'Ý kiến của chủ sở hữu chỗ ở', 'consent.owner', 'derived'], ['owner-signs', 'Chủ sở hữu: họ tên, số định danh', 'consent.owner', 'derived', 'owner.pin'],
    ['parent-opinion', 'Ý kiến của cha, mẹ, người giám hộ', 'declaration', 'derived'], ['parent-signs', 'Cha, mẹ, người giám hộ: họ tên, số định danh', 'requester.fullName', 'derived'],
  ]),
  whenDown: { population: 'fetch-later', residence: 'hold-and-tell', land: 'ask' },
  links: ['2.000986'],
  notes: [
    legal('Quy tắc chung của một cửa', undefined, 'likely', 'Nhận từ 15 giờ tính như nhận ngày làm việc sau; điều khoản chưa đối chiếu.'),
    legal('NĐ 154/2024/NĐ-CP', 'đ.5-6', 'likely', 'Cơ sở tôn giáo, trợ giúp xã hội, phương tiện để ở, đơn vị đóng quân: làm tại Công an xã, chưa có trong biểu mẫu này.'),
  ],
})
