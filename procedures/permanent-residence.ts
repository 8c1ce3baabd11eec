import {
  address, after, all, any, by, choice, communePoliceOf, consentOf, defect, derived, done, effect, ground, has, hours, internalBudget, is, known, legal, legalItems, not, option, page, paper, pin,
  procedure, result, same, sentence, source, step, text, within, workingDays,
} from '../src/public-services/catalogue/index.ts'
import { askedOnce, asker, declarePage, knownTitle, receivePage, withoutResult } from './parts/filing.ts'
import { addressee, ct01Person } from './parts/residence.ts'
import { hostAgrees, hostLivesThere } from './rules/host.ts'
import { ownerAgrees } from './rules/permanent.ts'

const law = legal('Luật Cư trú 2020', 'đ.20')
const consentLaw = legal('Luật Cư trú 2020', 'đ.20', 'likely')
const papersLaw = legal('NĐ 154/2024/NĐ-CP', 'đ.5-6', 'likely')
const joins = is('residence.case', 'join')
const rents = is('residence.case', 'rent')
const owns = is('residence.case', 'own')
const asksOwner = any(rents, all(joins, is('dwelling.owner', 'other')))

export default procedure({
  code: '1.004222', slug: 'thuong-tru', name: 'Đăng ký thường trú', field: 'Cư trú', level: 'TOAN_TRINH', lists: [{ list: 'QD06-25', ordinal: 3 }],
  validFrom: '2026-07-01',
  legal: [legal('Luật Cư trú 68/2020/QH14', 'đ.20-22'), legal('NĐ 154/2024/NĐ-CP'), legal('NĐ 58/2026/NĐ-CP'), legal('TT 116/2026/TT-BCA', undefined, 'sure', 'Mẫu CT01'), legal('TT 75/2022/TT-BTC', undefined, 'sure', 'Lệ phí')],
  authority: communePoliceOf('place.commune'),
  who: { accountLevel: 2, authLevel: 2, orFor: [], assisted: true },
  synonyms: ['nhap khau', 'nhap ho khau', 'ho khau', 'so ho khau', 'chuyen nha', 'chuyen ho khau', 've o voi cha me', 'dang ky cu tru', 'ct01'],
  promise: 'Nơi thường trú mới được ghi vào dữ liệu cư trú, có thông báo kết quả (CT08).',

  form: [
    page('known', knownTitle, [
      asker('Người đăng ký thường trú'),
      known('ownHome', 'Hộ đang có tên', source.household(['householdId', 'fileNumber', 'headName', 'headPin', 'relationToHead', 'address', 'others'])).hide('others'),
    ]),
    page('case', 'Chỗ ở mới thuộc trường hợp nào?', [
      choice('residence.case', 'Chỗ ở mới thuộc trường hợp nào?', 'Chọn một trường hợp', [
        option('own', 'Chỗ ở của mình', 'Ông/bà là chủ hộ mới'), option('join', 'Về ở với vợ, chồng, cha, mẹ, con', 'Người ấy đứng tên chủ hộ, hoặc cùng hộ với chủ hộ'), option('rent', 'Thuê, mượn, ở nhờ', 'Ông/bà là chủ hộ mới'),
      ]),
    ]),
    page('where', 'Nơi ở mới ở đâu?', [address('place', 'Địa chỉ thường trú mới', 'Chọn xã, phường rồi ghi địa chỉ chỗ ở')]),
    page('host', 'Chủ hộ là ai?', [
      pin('host.pin', 'Số định danh của chủ hộ', 'Nhập số định danh 12 chữ số của chủ hộ').when(joins).why('Chủ hộ phải đồng ý; chúng tôi hỏi thẳng chủ hộ.'),
      choice('host.relation', 'Ông/bà là gì của chủ hộ?', 'Chọn quan hệ với chủ hộ', [
        option('02', 'Vợ'), option('03', 'Chồng'), option('04', 'Con đẻ'), option('05', 'Con nuôi'), option('06', 'Cha đẻ'), option('07', 'Mẹ đẻ'), option('12', 'Con dâu'), option('13', 'Con rể'), option('10', 'Cha, mẹ vợ'), option('11', 'Cha, mẹ chồng'),
      ]).when(joins),
      choice('dwelling.owner', 'Ai là chủ sở hữu chỗ ở?', 'Chọn một câu trả lời', [option('head', 'Chủ hộ, hoặc tôi'), option('other', 'Người khác', 'Chúng tôi hỏi thêm người ấy')]).when(joins),
      known('host', 'Chủ hộ', source.person(['personId', 'fullName', 'pin', 'permanentResidence', 'permanentCommune'])).when(joins),
      consentOf('consent.host', 'Ý kiến của chủ hộ', 'host.personId', 'Tôi đồng ý cho {requester.fullName} đăng ký thường trú vào hộ của tôi, tại {place}.', consentLaw).when(all(joins, not(same('host.pin', 'requester.pin')))),
    ]),
    page('owner', 'Chủ sở hữu chỗ ở là ai?', [
      pin('owner.pin', 'Số định danh của chủ sở hữu chỗ ở', 'Nhập số định danh 12 chữ số của chủ sở hữu').when(asksOwner).why('Chủ sở hữu phải đồng ý; chúng tôi hỏi thẳng người ấy.'),
      text('rent.floorArea', 'Diện tích ở của mỗi người (m²)', 'Nhập diện tích ở của mỗi người').hint('Ví dụ 8,5. Luật yêu cầu ít nhất 8 m²; tỉnh có thể quy định cao hơn.').must('number', 'Ghi một số, ví dụ 8,5').when(rents),
      known('owner', 'Chủ sở hữu', source.person(['personId', 'fullName', 'pin'])).when(asksOwner),
      consentOf('consent.owner', 'Ý kiến của chủ sở hữu', 'owner.personId', 'Tôi đồng ý cho {requester.fullName} đăng ký thường trú tại chỗ ở của tôi, {place}.', consentLaw).when(all(asksOwner, not(same('owner.pin', 'requester.pin')))),
    ]),
    page('papers', 'Giấy tờ cần thêm', [
      paper('dwelling-proof', 'Giấy tờ chứng minh chỗ ở hợp pháp').when(owns).reuse('store').why('Chưa nối được với dữ liệu đất đai, nhà ở.').withoutIt('Không có giấy cũng nộp được. Công an xã sẽ tra cứu dữ liệu đất đai, nhà ở.').by(papersLaw),
      paper('relation-proof', 'Giấy tờ chứng minh quan hệ với chủ hộ').when(joins).reuse('store').why('Chỉ cần khi dữ liệu dân cư, hộ tịch chưa ghi quan hệ này.').withoutIt('Không có giấy cũng nộp được. Công an xã sẽ tra cứu dữ liệu.').by(papersLaw),
      paper('lease', 'Hợp đồng hoặc văn bản cho thuê, mượn, ở nhờ').when(rents).reuse('store').why('Giấy này không phải công chứng, chứng thực.').by(papersLaw),
      paper('floor-area', 'Giấy tờ về diện tích chỗ ở').when(rents).reuse('store').why('Diện tích tối thiểu 8 m² một người, hoặc mức của tỉnh.').by(legal('Luật Cư trú 2020', 'đ.20 k.3', 'likely')),
    ]),
    receivePage,
    declarePage,
  ],
  derived: [addressee('place.commune'), derived('residence.request', 'Nội dung đề nghị', sentence('Đăng ký thường trú tại {place}'))],
  needs: [
    { item: 'place', holds: not(all(has('place.commune'), same('place', 'requester.permanentResidence'))), says: 'Ông/bà đang thường trú ở nơi này. Tách hộ ở cùng chỗ ở thì dùng thủ tục tách hộ.', instead: '1.010038' },
    { item: 'requester', holds: not(all(has('ownHome.others'), same('ownHome.headPin', 'requester.pin'))), says: 'Hộ của ông/bà còn người khác. Chọn chủ hộ mới tại Công an xã rồi đăng ký chuyển đi.' },
  ],

  clock: [within(after('15:00', workingDays(7)), legal('Luật Cư trú 2020', 'đ.22 k.3', 'sure', 'Bảy ngày làm việc'))],
  start: 'received',
  steps: {
    received: step('Tiếp nhận', by('police-officer'), within(hours(7.5), legal('NĐ 118/2025/NĐ-CP', undefined, 'likely', 'Trả lời hồ sơ trực tuyến trong 8 giờ làm việc; nội bộ đặt sớm hơn')), { accept: 'checking', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { status: 'submitted', says: 'Công an xã đang xem hồ sơ' }),
    checking: step('Thẩm định', by('police-officer'), within(workingDays(4), internalBudget), { ok: 'approving', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { says: 'Công an xã đang thẩm định chỗ ở' }),
    approving: step('Phê duyệt', by('police-commander'), within(workingDays(1), internalBudget), { approve: 'done', sendBack: 'checking', refuse: 'refused', withdrawn: 'withdrawn' }, { signs: 'agency-seal', says: 'Chờ Trưởng Công an xã duyệt' }),
    returned: askedOnce(['place-unclear', 'dwelling-proof-missing', 'dwelling-proof-unreadable', 'relation-proof-missing', 'relation-proof-unreadable', 'lease-missing', 'lease-unreadable', 'floor-area-missing', 'floor-area-unclear', 'host-consent-missing', 'owner-consent-missing'], 'checking'),
    done: done('Đã đăng ký thường trú', 'Nơi thường trú mới đã có trong dữ liệu cư trú.', result('residence-notice', 'Thông báo kết quả đăng ký thường trú (CT08)', 'data'),
      effect('residence.moveIn', { person: 'requester.personId', host: 'host.personId', relation: 'host.relation' }, { when: joins }),
      effect('residence.openHousehold', { person: 'requester.personId', commune: 'place.commune', address: 'place.detail', case: 'residence.case', floorArea: 'rent.floorArea' }, { when: not(joins) })),
    ...withoutResult,
  },
  defects: [
    defect('place-unclear', 'place', 'Chưa rõ địa chỉ chỗ ở', 'Ghi lại địa chỉ: số nhà, đường, hoặc thôn, ấp.'),
    defect('dwelling-proof-missing', 'dwelling-proof', 'Chưa tra cứu được chỗ ở hợp pháp', 'Chụp và gửi giấy tờ chứng minh chỗ ở hợp pháp.', papersLaw),
    defect('dwelling-proof-unreadable', 'dwelling-proof', 'Ảnh giấy tờ chỗ ở không đọc được', 'Chụp lại giấy tờ chỗ ở cho rõ chữ và đủ bốn mép.'),
    defect('relation-proof-missing', 'relation-proof', 'Chưa rõ quan hệ với chủ hộ', 'Chụp và gửi giấy tờ chứng minh quan hệ với chủ hộ.', papersLaw),
    defect('relation-proof-unreadable', 'relation-proof', 'Ảnh giấy tờ quan hệ không đọc được', 'Chụp lại giấy tờ cho rõ chữ và đủ bốn mép.'),
    defect('lease-missing', 'lease', 'Thiếu hợp đồng, văn bản cho ở', 'Chụp và gửi hợp đồng hoặc văn bản cho thuê, mượn, ở nhờ.', papersLaw),
    defect('lease-unreadable', 'lease', 'Ảnh hợp đồng không đọc được', 'Chụp lại hợp đồng cho rõ chữ và đủ bốn mép.'),
    defect('floor-area-missing', 'floor-area', 'Thiếu giấy tờ về diện tích', 'Chụp và gửi giấy tờ ghi diện tích chỗ ở.', papersLaw),
    defect('floor-area-unclear', 'rent.floorArea', 'Diện tích chưa khớp giấy tờ', 'Ghi lại diện tích ở của mỗi người theo giấy tờ.'),
    defect('host-consent-missing', 'consent.host', 'Chủ hộ chưa đồng ý', 'Nhờ chủ hộ trả lời trên điện thoại, hoặc cùng tới Công an xã để xác nhận.', consentLaw),
    defect('owner-consent-missing', 'consent.owner', 'Chủ sở hữu chưa đồng ý', 'Nhờ chủ sở hữu trả lời trên điện thoại, hoặc cùng tới Công an xã để xác nhận.', consentLaw),
  ],
  grounds: [
    ground('conditions-not-met', 'Không đủ điều kiện đăng ký thường trú', 'Chưa đủ điều kiện đăng ký thường trú tại chỗ ở này.', law),
    ground('place-not-allowed', 'Địa điểm không được đăng ký thường trú mới', 'Chỗ ở này thuộc nơi không được đăng ký thường trú mới.', legal('Luật Cư trú 2020', 'đ.23', 'likely')),
    // Who is named is not changed later: the agreement was asked of that person.
    ground('host-wrong', 'Người được khai không phải chủ hộ, chủ sở hữu ở đây', 'Người ông/bà khai không đứng tên ở nơi này. Nộp lại với đúng số định danh.', law),
    ground('host-refuses', 'Chủ hộ hoặc chủ sở hữu không đồng ý', 'Chủ hộ hoặc chủ sở hữu không đồng ý nên chưa đăng ký được.', consentLaw),
    ground('not-competent', 'Không thuộc thẩm quyền của Công an xã này', 'Việc này thuộc Công an xã nơi có chỗ ở.', legal('Luật Cư trú 2020', 'đ.22')),
  ],
  rules: [hostLivesThere(law), hostAgrees(law), ownerAgrees],
  legalItems: legalItems('CT01', [
    ...ct01Person,
    ['head-name', 'Họ, chữ đệm và tên chủ hộ', 'host.pin', 'derived', 'host.pin'], ['head-relation', 'Mối quan hệ với chủ hộ', 'host.relation', 'derived', 'host.relation'], ['head-pin', 'Số định danh của chủ hộ', 'host.pin', 'derived', 'host.pin'],
    ['request', 'Nội dung đề nghị', 'residence.request', 'derived', 'place'], ['head-opinion', 'Ý kiến của chủ hộ', 'consent.host', 'derived'], ['owner-opinion', 'Ý kiến của chủ sở hữu chỗ ở', 'consent.owner', 'derived', 'owner.pin'], ['person-signs', 'Người kê khai', 'declaration', 'derived'],
  ]),
  whenDown: { population: 'fetch-later', residence: 'hold-and-tell' },
  links: ['1.010038', '1.004194'],
  notes: [
    legal('Phạm vi của biểu mẫu này', undefined, 'guess', 'Mỗi hồ sơ cho một người đã thành niên. Người chưa thành niên, người cao tuổi, khuyết tật về ở với người thân khác, cơ sở tôn giáo, trợ giúp xã hội, phương tiện để ở, nơi đóng quân: làm tại Công an xã.'),
    legal('Quy tắc chung của một cửa', undefined, 'likely', 'Nhận từ 15 giờ tính như nhận ngày làm việc sau; điều khoản chưa đối chiếu.'),
  ],
})
