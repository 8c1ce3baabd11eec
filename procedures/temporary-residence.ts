import {
  address, after, all, choice, communePoliceOf, consentOf, date, defect, derived, done, effect, ground, has, is, known, legal, legalItems, not, option, page, paper, pick, pin,
  procedure, result, same, sentence, source, within, workingDays,
} from '../src/public-services/catalogue/index.ts'
import { askedOnce, asker, declarePage, knownTitle, receivePage, withoutResult } from './parts/filing.ts'
import { addressee, consentLaw, ct01Person, papersLaw, policeSteps, residenceLaws } from './parts/residence.ts'
import { hostAgrees, hostLivesThere } from './rules/host.ts'
import { outsideOwnCommune } from './rules/temporary.ts'

const law = legal('Luật Cư trú 2020', 'đ.27')
const joins = is('residence.case', 'join')
const rents = is('residence.case', 'rent')

export default procedure({
  code: '1.004194', slug: 'tam-tru', name: 'Đăng ký tạm trú', field: 'Cư trú', level: 'TOAN_TRINH', lists: [{ list: 'QD06-25', ordinal: 4 }],
  validFrom: '2026-07-01',
  legal: [legal('Luật Cư trú 68/2020/QH14', 'đ.27-28'), ...residenceLaws.slice(1)],
  authority: communePoliceOf('place.commune'),
  who: { accountLevel: 2, authLevel: 2, orFor: [], assisted: true },
  synonyms: ['dang ky tam tru', 'kt3', 'so tam tru', 'o tro', 'thue nha', 'thue tro', 'chuyen cho o', 'di lam xa', 'di hoc xa', 'ct01'],
  promise: 'Nơi tạm trú và thời hạn được ghi vào dữ liệu cư trú, có thông báo kết quả (CT08).',

  form: [
    page('known', knownTitle, [asker('Người đăng ký tạm trú', 'temporaryResidence', 'temporaryUntil')]),
    page('case', 'Chỗ ở này thuộc trường hợp nào?', [
      choice('residence.case', 'Chỗ ở này thuộc trường hợp nào?', 'Chọn một trường hợp', [
        option('rent', 'Thuê, mượn, ở nhờ', 'Nhà trọ, nhà thuê, ký túc xá…'), option('join', 'Ở cùng hộ của người khác', 'Người thân hoặc người quen đứng tên chủ hộ'), option('own', 'Chỗ ở của mình'),
      ]),
    ]),
    page('where', 'Ông/bà tạm trú ở đâu?', [address('place', 'Địa chỉ tạm trú', 'Chọn xã, phường rồi ghi địa chỉ chỗ ở')]),
    page('host', 'Chủ hộ là ai?', [
      pin('host.pin', 'Số định danh của chủ hộ', 'Nhập số định danh 12 chữ số của chủ hộ').when(joins).why('Chủ hộ phải đồng ý; chúng tôi hỏi thẳng chủ hộ.'),
      choice('host.relation', 'Ông/bà là gì của chủ hộ?', 'Chọn quan hệ với chủ hộ', [
        option('04', 'Con'), option('16', 'Cháu'), option('20', 'Em'), option('18', 'Anh'), option('19', 'Chị'), option('06', 'Cha'), option('07', 'Mẹ'), option('02', 'Vợ'), option('03', 'Chồng'), option('24', 'Người ở nhờ'), option('26', 'Quan hệ khác'),
      ]).when(joins),
      known('host', 'Chủ hộ', source.person(['personId', 'fullName', 'pin', 'permanentResidence', 'permanentCommune'])).when(joins),
      consentOf('consent.host', 'Ý kiến của chủ hộ', 'host.personId', 'Tôi đồng ý cho {requester.fullName} đăng ký tạm trú vào hộ của tôi, tại {place}.', consentLaw).when(all(joins, not(same('host.pin', 'requester.pin')))),
    ]),
    page('term', 'Ông/bà tạm trú bao lâu?', [
      choice('residence.months', 'Ông/bà tạm trú bao lâu?', 'Chọn thời hạn tạm trú', [option('24', '2 năm', 'Dài nhất; hết hạn thì gia hạn'), option('12', '1 năm'), option('6', '6 tháng'), option('3', '3 tháng'), option('date', 'Đến một ngày khác')]),
      date('residence.until', 'Tạm trú đến ngày', 'Nhập ngày cuối tạm trú').when(is('residence.months', 'date'))
        .must('days-ahead-at-least', 'Dưới 30 ngày là lưu trú, không phải tạm trú. Nhập ngày muộn hơn.', 30).must('months-ahead-at-most', 'Thời hạn tạm trú dài nhất là 2 năm. Nhập ngày sớm hơn.', 24),
    ]),
    page('papers', 'Giấy tờ cần thêm', [
      paper('lease', 'Hợp đồng thuê, mượn, hoặc giấy đồng ý của chủ nhà').when(rents).reuse('store').why('Giấy này không phải công chứng, chứng thực.').by(papersLaw),
      paper('dwelling-proof', 'Giấy tờ chứng minh chỗ ở hợp pháp').when(is('residence.case', 'own')).reuse('store').why('Chưa nối được với dữ liệu đất đai, nhà ở.')
        .withoutIt('Không có giấy cũng nộp được. Công an xã sẽ tra cứu dữ liệu đất đai, nhà ở.').by(papersLaw),
    ]),
    receivePage,
    declarePage,
  ],
  derived: [addressee('place.commune'), derived('residence.term', 'Thời hạn tạm trú', pick('residence.months', { date: 'residence.until' }, 'residence.months')), derived('residence.request', 'Nội dung đề nghị', sentence('Đăng ký tạm trú tại {place}'))],
  needs: [
    { item: 'place', holds: not(same('place.commune', 'requester.permanentCommune')), says: 'Nơi này cùng xã với nơi thường trú nên không đăng ký tạm trú. Chọn xã khác, hoặc thôi nộp.' },
    { item: 'place', holds: not(all(has('place.commune'), same('place', 'requester.temporaryResidence'))), says: 'Ông/bà đang tạm trú ở nơi này, đến hết ngày {requester.temporaryUntil}. Gần hết hạn thì gia hạn.', instead: '1.002755' },
  ],

  clock: [within(after('15:00', workingDays(3)), legal('Luật Cư trú 2020', 'đ.28 k.3', 'sure', 'Ba ngày làm việc, danh mục quốc gia 9354/QĐ-BCA-C06'))],
  start: 'received',
  steps: {
    ...policeSteps,
    returned: askedOnce(['place-unclear', 'lease-missing', 'lease-unreadable', 'dwelling-proof-missing', 'dwelling-proof-unreadable', 'host-consent-missing', 'term-unclear'], 'checking'),
    done: done('Đã đăng ký tạm trú', 'Nơi tạm trú đã có trong dữ liệu cư trú.', result('residence-notice', 'Thông báo kết quả đăng ký tạm trú (CT08)', 'data'),
      effect('residence.registerTemporary', { person: 'requester.personId', case: 'residence.case', commune: 'place.commune', address: 'place.detail', term: 'residence.term' }, { when: not(joins) }),
      effect('residence.registerTemporary', { person: 'requester.personId', case: 'residence.case', host: 'host.personId', relation: 'host.relation', term: 'residence.term' }, { when: joins })),
    ...withoutResult,
  },
  defects: [
    defect('place-unclear', 'place', 'Chưa rõ địa chỉ chỗ ở', 'Ghi lại địa chỉ: số nhà, đường, hoặc thôn, ấp.'),
    defect('lease-missing', 'lease', 'Thiếu hợp đồng hoặc giấy đồng ý', 'Chụp và gửi hợp đồng, hoặc giấy đồng ý cho thuê, mượn, ở nhờ.', papersLaw),
    defect('lease-unreadable', 'lease', 'Ảnh hợp đồng không đọc được', 'Chụp lại hợp đồng cho rõ chữ và đủ bốn mép.'),
    defect('dwelling-proof-missing', 'dwelling-proof', 'Chưa tra cứu được chỗ ở hợp pháp', 'Chụp và gửi giấy tờ chứng minh chỗ ở hợp pháp.', papersLaw),
    defect('dwelling-proof-unreadable', 'dwelling-proof', 'Ảnh giấy tờ chỗ ở không đọc được', 'Chụp lại giấy tờ chỗ ở cho rõ chữ và đủ bốn mép.'),
    defect('host-consent-missing', 'consent.host', 'Chủ hộ chưa đồng ý', 'Nhờ chủ hộ trả lời trên điện thoại, hoặc cùng tới Công an xã để xác nhận.', consentLaw),
    defect('term-unclear', 'residence.until', 'Thời hạn chưa khớp giấy tờ', 'Ghi lại ngày cuối tạm trú theo hợp đồng hoặc giấy đồng ý.'),
  ],
  grounds: [
    ground('conditions-not-met', 'Không đủ điều kiện đăng ký tạm trú', 'Chưa đủ điều kiện đăng ký tạm trú tại chỗ ở này.', law),
    ground('place-not-allowed', 'Địa điểm không được đăng ký tạm trú mới', 'Chỗ ở này thuộc nơi không được đăng ký tạm trú mới.', legal('Luật Cư trú 2020', 'đ.23, đ.27 k.3', 'likely')),
    // Who is named is not changed later: the agreement was asked of that person.
    ground('host-wrong', 'Người được khai không phải chủ hộ ở đây', 'Người ông/bà khai không đứng tên hộ ở nơi này. Nộp lại với số của chủ hộ.', law),
    ground('host-refuses', 'Chủ hộ hoặc chủ nhà không đồng ý', 'Chủ hộ hoặc chủ nhà không đồng ý nên chưa đăng ký được.', consentLaw),
    ground('not-competent', 'Không thuộc thẩm quyền của Công an xã này', 'Việc này thuộc Công an xã nơi có chỗ ở.', legal('Luật Cư trú 2020', 'đ.28', 'likely')),
  ],
  rules: [outsideOwnCommune, hostLivesThere(law), hostAgrees(consentLaw)],
  legalItems: legalItems('CT01', [
    ...ct01Person,
    ['head-name', 'Họ, chữ đệm và tên chủ hộ', 'host.pin', 'derived', 'host.pin'], ['head-relation', 'Mối quan hệ với chủ hộ', 'host.relation', 'derived', 'host.relation'], ['head-pin', 'Số định danh của chủ hộ', 'host.pin', 'derived', 'host.pin'],
    ['request', 'Nội dung đề nghị', 'residence.request', 'derived', 'place'], ['term', 'Thời hạn tạm trú', 'residence.months', 'choice', 'residence.months'],
    ['head-opinion', 'Ý kiến của chủ hộ', 'consent.host', 'derived'], ['owner-opinion', 'Ý kiến của chủ sở hữu chỗ ở', 'lease', 'derived'], ['person-signs', 'Người kê khai', 'declaration', 'derived'],
  ]),
  whenDown: { population: 'fetch-later', residence: 'hold-and-tell' },
  links: ['1.002755'],
  notes: [
    legal('Phạm vi của biểu mẫu này', undefined, 'guess', 'Mỗi hồ sơ cho một người đã thành niên; theo danh sách, người chưa thành niên, nơi đóng quân: làm tại Công an xã.'),
    legal('Luật Cư trú 2020', 'đ.28', 'likely', 'Thời hạn tính từ ngày nộp hồ sơ; văn bản không nói rõ ngày bắt đầu.'),
  ],
})
