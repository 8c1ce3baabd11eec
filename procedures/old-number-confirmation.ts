import {
  after, any, by, communePoliceOf, date, defect, derived, done, effect, facility, ground, has, hours, internalBudget, is, legal, legalItems, not, notice, page, paper, pick, procedure, result,
  sentence, step, text, within, workingDays,
} from '../src/public-services/catalogue/index.ts'
import { askedOnce, asker, declarePage, knownTitle, receivePage, withoutResult } from './parts/filing.ts'

const law = legal('NĐ 70/2024/NĐ-CP', 'đ.12')
const catalogue = legal('QĐ 4864/QĐ-BCA-C06 (thủ tục 1.012566)')
const notNeeded = ['Thường không cần giấy này', 'Mã QR trên thẻ căn cước và ứng dụng VNeID đã có số cũ. Nơi nào tra được thì không được đòi giấy.', law] as const
const typed = any(not(has('requester.oldNumbers')), is('old.which', 'other'))

export default procedure({
  code: '1.012566', slug: 'xac-nhan-so-chung-minh', name: 'Xác nhận số chứng minh nhân dân 09 số, số định danh cá nhân', field: 'Căn cước', level: 'TOAN_TRINH',
  validFrom: '2026-07-01',
  legal: [legal('Luật Căn cước 26/2023/QH15', 'đ.46 k.2'), law, legal('TT 17/2024/TT-BCA', undefined, 'sure', 'Mẫu DC02, CC04'), catalogue],
  authority: communePoliceOf('requester.permanentCommune', 'requester.temporaryCommune'),
  who: { accountLevel: 2, authLevel: 2, orFor: [], assisted: true },
  synonyms: ['xac nhan cmnd', 'so chung minh cu', 'cmnd 9 so', 'chung minh nhan dan', 'giay xac nhan so cmnd', 'xac nhan so cmnd cu', 'so can cuoc cu', 'dc02'],
  promise: 'Giấy xác nhận số chứng minh nhân dân cũ và số định danh là của cùng một người.',

  form: [
    page('known', knownTitle, [
      asker('Người đề nghị', 'temporaryResidence', 'temporaryCommune', 'oldNumbers'),
    ]),
    page('which', 'Cần xác nhận số nào?', [
      facility('old.which', 'Cần xác nhận số nào?', 'Chọn một số', 'oldNumbers').when(has('requester.oldNumbers')),
      notice('not-needed', ...notNeeded),
    ]),
    page('number', 'Số trên chứng minh nhân dân cũ', [
      text('old.typed', 'Số chứng minh nhân dân', 'Nhập chín chữ số của chứng minh nhân dân').hint('Chín chữ số. Dấu cách, dấu chấm đều được.').must('old-number').when(typed),
      date('old.issuedOn', 'Ngày cấp', 'Nhập ngày cấp').optional().hint('Không nhớ thì để trống.').must('not-after-today', 'Ngày cấp không thể sau hôm nay, {today}.').when(typed),
      text('old.issuedBy', 'Nơi cấp', 'Nhập nơi cấp').optional().hint('Ví dụ: Công an tỉnh Vĩnh Long.').must('at-most', 'Nơi cấp dài quá 160 ký tự. Viết ngắn lại.', 160).when(typed),
      notice('not-needed-either', ...notNeeded).when(not(has('requester.oldNumbers'))),
    ]),
    page('papers', 'Giấy tờ cần thêm', [
      paper('old-card', 'Chứng minh nhân dân cũ').when(typed).reuse('store').why('Dữ liệu chưa ghi số này.').withoutIt('Không có giấy cũng nộp được. Công an xã sẽ tra cứu, xác minh.').by(catalogue),
    ]),
    receivePage,
    declarePage,
  ],
  derived: [
    derived('residence.addressee', 'Kính gửi', sentence('Công an {requester.permanentCommune}')),
    derived('old.number', 'Số đề nghị xác nhận', pick('old.which', { other: 'old.typed' }, 'old.which', 'old.typed')),
    derived('old.request', 'Nội dung đề nghị', sentence('Xác nhận số chứng minh nhân dân {old.number} của {requester.fullName}')),
  ],

  clock: [
    within(after('15:00', workingDays(7)), legal('QĐ 4864/QĐ-BCA-C06', undefined, 'sure', 'Bảy ngày làm việc khi dữ liệu chưa có số cũ'), typed),
    within(after('15:00', workingDays(3)), legal('QĐ 4864/QĐ-BCA-C06', undefined, 'sure', 'Ba ngày làm việc khi dữ liệu đã có số cũ')),
  ],
  start: 'received',
  steps: {
    received: step('Tiếp nhận', by('police-officer'), within(hours(4), internalBudget), { accept: 'checking', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { status: 'submitted', says: 'Công an xã đang xem đề nghị' }),
    checking: step('Đối chiếu', by('police-officer'), within(workingDays(1), internalBudget), { ok: 'approving', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { says: 'Công an xã đang đối chiếu số cũ' }),
    approving: step('Xác nhận', by('police-commander'), within(hours(4), internalBudget), { approve: 'done', sendBack: 'checking', refuse: 'refused', withdrawn: 'withdrawn' }, { signs: 'agency-seal', says: 'Chờ Trưởng Công an xã xác nhận' }),
    returned: askedOnce(['old-card-missing', 'old-card-unreadable', 'number-unclear'], 'checking'),
    done: done('Đã xác nhận', 'Giấy xác nhận đã có trong ví giấy tờ.', result('old-number-confirmation', 'Giấy xác nhận số chứng minh nhân dân 09 số, số định danh cá nhân (CC04)', 'data'),
      effect('population.confirmOldNumber', { person: 'requester.personId', number: 'old.number' }, { when: not(typed) }),
      effect('population.confirmOldNumber', { person: 'requester.personId', number: 'old.number', issuedOn: 'old.issuedOn', issuedBy: 'old.issuedBy' }, { when: typed })),
    ...withoutResult,
  },
  defects: [
    defect('old-card-missing', 'old-card', 'Chưa tra được số này, cần xem giấy cũ', 'Chụp và gửi chứng minh nhân dân cũ, nếu còn giữ.', catalogue),
    defect('old-card-unreadable', 'old-card', 'Ảnh chứng minh nhân dân không đọc được', 'Chụp lại giấy cũ cho rõ số và ảnh.'),
    defect('number-unclear', 'old.typed', 'Số cũ chưa khớp giấy', 'Xem lại và nhập lại chín chữ số.'),
  ],
  grounds: [
    ground('number-wrong', 'Số này không phải của người đề nghị', 'Kết quả xác minh cho thấy số này không phải của ông/bà.', catalogue),
    ground('not-competent', 'Không thuộc thẩm quyền của Công an xã này', 'Việc này thuộc Công an xã nơi ông/bà cư trú.', catalogue),
  ],
  legalItems: legalItems('DC02', [
    ['person-name', 'Họ, chữ đệm và tên', 'requester.fullName', 'known'], ['person-birth', 'Ngày, tháng, năm sinh', 'requester.birthDate', 'known'], ['person-gender', 'Giới tính', 'requester.gender', 'known'], ['person-pin', 'Số định danh cá nhân', 'requester.pin', 'known'],
    ['residence', 'Nơi thường trú', 'requester.permanentResidence', 'known'], ['person-phone', 'Số điện thoại', 'contact.phone', 'known'], ['old-number', 'Số chứng minh nhân dân', 'old.number', 'derived', 'old.typed'],
    ['request', 'Nội dung đề nghị', 'old.request', 'derived'], ['person-signs', 'Người đề nghị', 'declaration', 'derived'],
  ]),
  whenDown: { population: 'fetch-later' },
  notes: [
    law,
    legal('Phạm vi của biểu mẫu này', undefined, 'guess', 'Người có thường trú hoặc tạm trú; người chỉ có nơi ở hiện tại nộp tại Công an xã. Một hồ sơ xác nhận một số.'),
  ],
})
