import {
  after, all, choice, communeCommitteeOf, date, defect, derived, done, effect, firstOf, ground, is, isIn, known, legal, legalItems, not, option, page, paper, procedure, result,
  source, text, within, workingDays,
} from '../src/public-services/catalogue/index.ts'
import { civilLaws, committeeSteps, portal } from './parts/civil-status.ts'
import { askedOnce, asker, declarePage, knownTitle, receivePage, withoutResult } from './parts/filing.ts'

const law = portal('1.004873')
const decree = legal('NĐ 123/2015/NĐ-CP', 'đ.21-23', 'likely')
const forMarriage = isIn('purpose.kind', ['1', '2', '3', '4'])
const past = is('period.case', 'past')

export default procedure({
  code: '1.004873', slug: 'tinh-trang-hon-nhan', name: 'Cấp giấy xác nhận tình trạng hôn nhân', field: 'Hộ tịch', level: 'TOAN_TRINH',
  validFrom: '2026-07-01',
  legal: [...civilLaws, law],
  authority: communeCommitteeOf('requester.permanentCommune', 'requester.temporaryCommune'),
  who: { accountLevel: 2, authLevel: 2, orFor: [], assisted: true },
  synonyms: ['giay doc than', 'xac nhan doc than', 'tinh trang hon nhan', 'chung nhan doc than', 'giay de ket hon', 'xac nhan hon nhan', 'mua ban nha dat doc than'],
  promise: 'Giấy xác nhận tình trạng hôn nhân, có mã để kiểm tra, dùng được sáu tháng.',

  form: [
    page('known', knownTitle, [
      asker('Người yêu cầu', 'ethnicity', 'nationality', 'temporaryResidence', 'temporaryCommune', 'maritalStatus'),
      known('marriage', 'Đăng ký kết hôn', source.marriage(['number', 'date', 'place'])),
    ]),
    page('purpose', 'Giấy dùng vào việc gì?', [
      choice('purpose.kind', 'Giấy dùng vào việc gì?', 'Chọn mục đích', [
        option('1', 'Kết hôn trong nước với công dân Việt Nam'), option('2', 'Kết hôn trong nước với người nước ngoài'), option('3', 'Kết hôn ở nước ngoài với công dân Việt Nam'), option('4', 'Kết hôn ở nước ngoài với người nước ngoài'),
        option('5', 'Việc khác', 'Mua bán nhà đất, vay vốn, làm thủ tục khác'),
      ]),
    ]),
    page('purpose-words', 'Ghi rõ việc cần dùng giấy', [
      text('purpose.partner', 'Kết hôn với ai, đăng ký ở đâu?', 'Nhập họ tên người sẽ kết hôn và nơi đăng ký').hint('Ví dụ: kết hôn với Nguyễn Văn A, sinh năm 1998, tại xã Long Hồ.').must('at-most', 'Nội dung dài quá 300 ký tự. Viết ngắn lại.', 300).when(forMarriage),
      text('purpose.use', 'Dùng làm gì, ở đâu?', 'Nhập việc cần dùng giấy').hint('Ví dụ: vay vốn tại ngân hàng.').must('at-most', 'Nội dung dài quá 300 ký tự. Viết ngắn lại.', 300).when(is('purpose.kind', '5')),
    ]),
    page('when', 'Xác nhận tình trạng khi nào?', [
      choice('period.case', 'Xác nhận tình trạng khi nào?', 'Chọn hiện nay hoặc trước đây', [option('now', 'Hiện nay'), option('past', 'Một thời gian trước đây', 'Trong thời gian ở một nơi khác')]).offer('now'),
    ]),
    page('period', 'Thời gian cần xác nhận', [
      text('period.place', 'Khi đó ông/bà cư trú ở đâu?', 'Nhập nơi cư trú khi đó').hint('Ghi xã, tỉnh.').must('at-most', 'Nơi cư trú dài quá 200 ký tự. Viết ngắn lại.', 200).when(past),
      date('period.from', 'Từ ngày', 'Nhập ngày bắt đầu').must('not-after-today', 'Ngày bắt đầu không thể sau hôm nay, {today}.').when(past),
      date('period.to', 'Đến ngày', 'Nhập ngày kết thúc').must('not-after-today', 'Ngày kết thúc không thể sau hôm nay, {today}.').when(past),
    ]),
    page('earlier', 'Ông/bà đã xin giấy này trước đây chưa?', [
      choice('earlier.case', 'Ông/bà đã xin giấy này trước đây chưa?', 'Chọn một câu trả lời', [option('first', 'Chưa, đây là lần đầu'), option('have', 'Đã có, gửi lại giấy cũ'), option('lost', 'Đã có, không gửi lại được')]),
      text('earlier.reason', 'Vì sao không gửi lại được giấy cũ?', 'Nhập lý do, một câu ngắn').must('at-most', 'Lý do dài quá 300 ký tự. Viết ngắn lại.', 300).when(is('earlier.case', 'lost')),
    ]),
    page('papers', 'Giấy tờ cần thêm', [paper('earlier-certificate', 'Giấy xác nhận đã được cấp trước đây').when(is('earlier.case', 'have')).reuse('store').why('Xin lại để dùng việc khác, hoặc vì giấy hết hạn, thì nộp lại giấy cũ.').by(law)]),
    receivePage,
    declarePage,
  ],
  derived: [derived('purpose.text', 'Mục đích sử dụng', firstOf('purpose.partner', 'purpose.use'))],
  needs: [
    { item: 'purpose.kind', holds: not(all(is('requester.maritalStatus', 'married'), forMarriage)), says: 'Dữ liệu ghi ông/bà đang có vợ hoặc chồng. Không đúng thì bấm «Sai thông tin?» ở trang đầu.' },
  ],

  clock: [within(after('15:00', workingDays(3)), legal('NĐ 123/2015/NĐ-CP', 'đ.22 k.3', 'likely', 'Ba ngày làm việc; phải hỏi nơi khác thì lâu hơn'))],
  start: 'received',
  steps: {
    ...committeeSteps('Ký giấy xác nhận'),
    returned: askedOnce(['purpose-unclear', 'use-unclear', 'period-unclear', 'period-end-unclear', 'earlier-missing', 'earlier-unreadable', 'reason-unclear'], 'checking'),
    done: done('Đã cấp giấy xác nhận', 'Giấy xác nhận tình trạng hôn nhân đã có trong ví giấy tờ.', result('civil-paper', 'Giấy xác nhận tình trạng hôn nhân'),
      effect('civil-status.certifyMaritalStatus', { person: 'requester.personId', purposeKind: 'purpose.kind', purpose: 'purpose.text' }, { when: not(past) }),
      effect('civil-status.certifyMaritalStatus', { person: 'requester.personId', purposeKind: 'purpose.kind', purpose: 'purpose.text', place: 'period.place', from: 'period.from', to: 'period.to' }, { when: past })),
    ...withoutResult,
  },
  defects: [
    defect('purpose-unclear', 'purpose.partner', 'Chưa rõ người sẽ kết hôn', 'Ghi rõ họ tên, năm sinh người sẽ kết hôn và nơi đăng ký.', decree),
    defect('use-unclear', 'purpose.use', 'Chưa rõ mục đích', 'Ghi rõ dùng giấy vào việc gì, ở đâu.', decree),
    defect('period-unclear', 'period.from', 'Ngày bắt đầu chưa rõ', 'Xem lại ngày bắt đầu của thời gian cần xác nhận.'),
    defect('period-end-unclear', 'period.to', 'Ngày kết thúc chưa rõ', 'Xem lại ngày kết thúc: phải sau ngày bắt đầu.'),
    defect('earlier-missing', 'earlier-certificate', 'Thiếu giấy đã cấp trước đây', 'Chụp và gửi giấy xác nhận đã được cấp trước đây.', law),
    defect('earlier-unreadable', 'earlier-certificate', 'Ảnh giấy cũ không đọc được', 'Chụp lại giấy cũ cho rõ chữ và đủ bốn mép.'),
    defect('reason-unclear', 'earlier.reason', 'Chưa rõ vì sao không nộp lại giấy cũ', 'Ghi rõ vì sao không nộp lại được giấy cũ.', law),
  ],
  grounds: [
    ground('married', 'Đang có vợ hoặc chồng, xin giấy để kết hôn', 'Dữ liệu ghi ông/bà đang có vợ hoặc chồng nên không cấp giấy để kết hôn.', decree),
    ground('not-verified', 'Không xác minh được tình trạng hôn nhân', 'Chưa xác minh được tình trạng hôn nhân của ông/bà.', decree),
    ground('not-competent', 'Không thuộc thẩm quyền của xã', 'Việc này thuộc Ủy ban nhân dân xã nơi ông/bà thường trú.', decree),
  ],
  rules: [{
    code: 'status-known', item: 'requester', title: 'Dữ liệu có tình trạng hôn nhân', check: { op: 'known', paths: ['requester.maritalStatus'] },
    says: { holds: 'Tình trạng hôn nhân: {requester.maritalStatus}.', fails: 'Dữ liệu chưa có tình trạng hôn nhân. Xác minh, cập nhật trước khi ký.', unknown: 'Chưa lấy được tình trạng hôn nhân.' }, basis: decree,
  }],
  legalItems: legalItems('TKXNHN', [
    ['person-name', 'Họ, chữ đệm, tên', 'requester.fullName', 'known'], ['person-birth', 'Ngày, tháng, năm sinh', 'requester.birthDate', 'known'], ['person-gender', 'Giới tính', 'requester.gender', 'known'], ['person-ethnicity', 'Dân tộc', 'requester.ethnicity', 'known'],
    ['person-nationality', 'Quốc tịch', 'requester.nationality', 'known'], ['person-paper', 'Giấy tờ tuỳ thân', 'requester.pin', 'known'], ['person-residence', 'Nơi cư trú', 'requester.permanentResidence', 'known'], ['status', 'Tình trạng hôn nhân', 'requester.maritalStatus', 'known'],
    ['purpose', 'Mục đích sử dụng', 'purpose.text', 'derived', 'purpose.kind'], ['partner', 'Người dự định kết hôn', 'purpose.text', 'derived', 'purpose.partner'], ['period', 'Trong thời gian cư trú tại', 'period.place', 'derived', 'period.place'],
  ]),
  whenDown: { population: 'fetch-later', 'civil-status': 'fetch-later' },
  notes: [
    legal('QĐ 163/QĐ-BTP', undefined, 'sure', 'Nộp trực tuyến: cán bộ gửi bản nháp giấy, người yêu cầu xác nhận trong một ngày. Ở đây người nộp xem đúng nội dung đó trước khi gửi.'),
    legal('NĐ 123/2015/NĐ-CP', 'đ.22', 'likely', 'Dữ liệu chưa có tình trạng hôn nhân thì xã hỏi nơi cư trú cũ; việc hỏi làm ngoài hệ thống.'),
  ],
})
