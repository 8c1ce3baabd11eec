import {
  after, all, choice, communePoliceOf, consentOf, defect, derived, done, effect, ground, has, is, known, legal, legalItems, not, option, page, paper, pin, procedure, result, same,
  sentence, source, within, workingDays,
} from '../src/public-services/catalogue/index.ts'
import { askedOnce, asker, declarePage, knownTitle, receivePage, withoutResult } from './parts/filing.ts'
import { addressee, consentLaw, ct01Person, policeSteps, residenceLaws } from './parts/residence.ts'

const law = legal('Luật Cư trú 2020', 'đ.27 k.2')
const byPhone = is('owner.agrees', 'phone')

export default procedure({
  code: '1.002755', slug: 'gia-han-tam-tru', name: 'Gia hạn tạm trú', field: 'Cư trú', level: 'TOAN_TRINH',
  validFrom: '2026-07-01',
  legal: [legal('Luật Cư trú 68/2020/QH14', 'đ.27-28'), ...residenceLaws.slice(1)],
  authority: communePoliceOf('requester.temporaryCommune'),
  who: { accountLevel: 2, authLevel: 2, orFor: [], assisted: true },
  synonyms: ['gia han tam tru', 'het han tam tru', 'tam tru het han', 'lam lai tam tru', 'kt3', 'ct01'],
  promise: 'Thời hạn tạm trú mới, nối tiếp thời hạn cũ, có thông báo kết quả (CT08).',

  form: [
    page('known', knownTitle, [asker('Người gia hạn tạm trú', 'temporaryResidence', 'temporaryCommune', 'temporaryUntil', 'temporaryRenewal')]),
    page('term', 'Gia hạn thêm bao lâu?', [
      choice('residence.months', 'Gia hạn thêm bao lâu?', 'Chọn thời gian gia hạn', [option('24', '2 năm', 'Dài nhất cho một lần'), option('12', '1 năm'), option('6', '6 tháng'), option('3', '3 tháng')]).hint('Tính tiếp từ ngày hết thời hạn cũ.'),
    ]),
    page('owner', 'Chủ nhà đã đồng ý cho ở tiếp chưa?', [
      choice('owner.agrees', 'Chủ nhà đã đồng ý cho ở tiếp chưa?', 'Chọn một cách', [
        option('phone', 'Hỏi chủ nhà trên điện thoại', 'Chủ nhà trả lời bằng tài khoản định danh'), option('paper', 'Có giấy đồng ý hoặc hợp đồng mới', 'Chụp và gửi'), option('own', 'Chỗ ở của mình'),
      ]),
      pin('owner.pin', 'Số định danh của chủ nhà', 'Nhập số định danh 12 chữ số của chủ nhà').when(byPhone),
      known('owner', 'Chủ nhà', source.person(['personId', 'fullName', 'pin'])).when(byPhone),
      consentOf('consent.owner', 'Ý kiến của chủ nhà', 'owner.personId', 'Tôi đồng ý cho {requester.fullName} tiếp tục tạm trú tại {requester.temporaryResidence}.', consentLaw).when(all(byPhone, not(same('owner.pin', 'requester.pin')))),
    ]),
    page('papers', 'Giấy tờ cần thêm', [paper('owner-consent', 'Giấy đồng ý của chủ nhà, hoặc hợp đồng mới').when(is('owner.agrees', 'paper')).reuse('store').why('Giấy này không phải công chứng, chứng thực.').by(consentLaw)]),
    receivePage,
    declarePage,
  ],
  derived: [addressee('requester.temporaryCommune'), derived('residence.request', 'Nội dung đề nghị', sentence('Gia hạn tạm trú tại {requester.temporaryResidence}'))],
  needs: [
    { item: 'requester', holds: has('requester.temporaryResidence'), says: 'Chưa thấy đăng ký tạm trú của ông/bà để gia hạn. Đăng ký tạm trú trước.', instead: '1.004194' },
    { item: 'requester', holds: not(is('requester.temporaryRenewal', 'early')), says: 'Chỉ gia hạn trong 15 ngày cuối của thời hạn. Của ông/bà: {requester.temporaryRenewal}.' },
    { item: 'requester', holds: not(is('requester.temporaryRenewal', 'over')), says: 'Thời hạn tạm trú đã hết ngày {requester.temporaryUntil}. Đăng ký tạm trú mới.', instead: '1.004194' },
  ],

  clock: [within(after('15:00', workingDays(3)), legal('Luật Cư trú 2020', 'đ.28', 'sure', 'Ba ngày làm việc, danh mục quốc gia 9354/QĐ-BCA-C06'))],
  start: 'received',
  steps: {
    ...policeSteps,
    returned: askedOnce(['owner-consent-missing', 'owner-consent-unreadable', 'owner-not-answered'], 'checking'),
    done: done('Đã gia hạn tạm trú', 'Thời hạn tạm trú mới đã có trong dữ liệu cư trú.', result('residence-notice', 'Thông báo kết quả gia hạn tạm trú (CT08)', 'data'),
      effect('residence.renewTemporary', { person: 'requester.personId', months: 'residence.months' })),
    ...withoutResult,
  },
  defects: [
    defect('owner-consent-missing', 'owner-consent', 'Thiếu giấy đồng ý của chủ nhà', 'Chụp và gửi giấy đồng ý của chủ nhà, hoặc hợp đồng mới.', consentLaw),
    defect('owner-consent-unreadable', 'owner-consent', 'Ảnh giấy đồng ý không đọc được', 'Chụp lại giấy đồng ý cho rõ chữ và đủ bốn mép.'),
    defect('owner-not-answered', 'consent.owner', 'Chủ nhà chưa trả lời', 'Nhờ chủ nhà trả lời trên điện thoại, hoặc cùng tới Công an xã để xác nhận.', consentLaw),
  ],
  grounds: [
    ground('term-over', 'Thời hạn tạm trú đã hết khi nộp', 'Thời hạn tạm trú đã hết. Ông/bà đăng ký tạm trú mới.', law),
    ground('owner-refuses', 'Chủ nhà không đồng ý', 'Chủ nhà không đồng ý cho ở tiếp nên không gia hạn được.', consentLaw),
    ground('not-living-there', 'Không còn ở nơi tạm trú', 'Ông/bà không còn ở nơi này nên không gia hạn được.', legal('Luật Cư trú 2020', 'đ.29', 'likely')),
  ],
  rules: [{
    code: 'owner-agrees', item: 'consent.owner', title: 'Chủ nhà đồng ý', check: { op: 'equals', path: 'consent.owner', value: 'agreed' },
    says: { holds: 'Chủ nhà đã đồng ý.', fails: 'Chủ nhà chưa trả lời hoặc không đồng ý.', unknown: 'Chủ nhà chưa trả lời.' }, basis: consentLaw, defect: 'owner-not-answered', when: all(byPhone, not(same('owner.pin', 'requester.pin'))),
  }],
  legalItems: legalItems('CT01', [
    ...ct01Person, ['request', 'Nội dung đề nghị', 'residence.request', 'derived'], ['term', 'Thời hạn gia hạn', 'residence.months', 'choice', 'residence.months'],
    ['owner-opinion', 'Ý kiến của chủ sở hữu chỗ ở', 'owner.agrees', 'choice', 'owner.agrees'], ['owner-signs', 'Chủ sở hữu: họ tên, số định danh', 'owner.pin', 'derived', 'owner.pin'], ['person-signs', 'Người kê khai', 'declaration', 'derived'],
  ]),
  whenDown: { population: 'fetch-later', residence: 'hold-and-tell' },
  links: ['1.004194'],
  notes: [legal('Phạm vi của biểu mẫu này', undefined, 'guess', 'Mỗi hồ sơ cho một người; theo danh sách: làm tại Công an xã.')],
})
