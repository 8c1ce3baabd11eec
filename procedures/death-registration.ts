import {
  address, all, choice, communeCommitteeOf, date, defect, derived, done, effect, facility, firstOf, ground, has, is, known, legal, legalItems, not, option, page, paper, pin,
  procedure, result, sameWorkingDay, source, text, within,
} from '../src/public-services/catalogue/index.ts'
import { civilLaws, committeeSteps, portal } from './parts/civil-status.ts'
import { askedOnce, asker, declarePage, knownTitle, receivePage, withoutResult } from './parts/filing.ts'
import { deathRules } from './rules/death.ts'

const law = portal('1.000656')
const other = is('deceased.of', 'other')
const noNotice = is('death.noticeKind', '0')
const noticed = all(has('death.noticeKind'), not(noNotice))
const noticeLaw = legal('NĐ 123/2015/NĐ-CP', 'đ.4', 'likely')

export default procedure({
  code: '1.000656', slug: 'khai-tu', name: 'Đăng ký khai tử', field: 'Hộ tịch', level: 'TOAN_TRINH', lists: [{ list: 'QD06-25', ordinal: 13 }],
  validFrom: '2026-07-01',
  legal: [legal('Luật Hộ tịch 60/2014/QH13', 'đ.32-34'), ...civilLaws, law],
  authority: communeCommitteeOf('deceased.sharedCommune', 'deceased.lastHome.commune'),
  who: { accountLevel: 2, authLevel: 2, orFor: [], assisted: true },
  synonyms: ['khai tu', 'bao tu', 'nguoi nha mat', 'co nguoi mat', 'qua doi', 'chet', 'trich luc khai tu', 'giay chung tu', 'giay bao tu', 'khai tu qua han'],
  promise: 'Trích lục khai tử. Dữ liệu dân cư, cư trú và tài khoản của người đã mất đóng theo.',

  form: [
    page('known', knownTitle, [asker('Người đi khai tử')]),
    page('who', 'Ai đã mất?', [facility('deceased.of', 'Ai đã mất?', 'Chọn người đã mất', 'relatives').hint('Người cùng hộ, cha mẹ, vợ chồng, con của ông/bà theo dữ liệu.')]),
    page('named', 'Người đã mất là ai?', [
      pin('deceased.pin', 'Số định danh của người đã mất', 'Nhập số định danh 12 chữ số của người đã mất').when(other),
      text('deceased.declaredName', 'Họ tên của người đã mất', 'Nhập họ tên của người đã mất').hint('Viết đủ họ, chữ đệm và tên, có dấu.').must('person-name').when(other),
    ]),
    page('relation', 'Ông/bà là gì của người đã mất?', [
      choice('deceased.relationAsked', 'Ông/bà là gì của người đã mất?', 'Chọn quan hệ với người đã mất', [
        option('Vợ', 'Vợ'), option('Chồng', 'Chồng'), option('Con', 'Con'), option('Cha', 'Cha'), option('Mẹ', 'Mẹ'), option('Anh, chị, em', 'Anh, chị, em'), option('Người thân khác', 'Người thân khác'),
      ]).when(all(has('deceased.of'), not(has('deceased.relation')))),
    ]),
    page('deceased', 'Người đã mất có đúng là người này không?', [
      known('deceased', 'Người đã mất', source.person(['personId', 'fullName', 'pin', 'birthDate', 'gender', 'lifeStatus', 'permanentResidence', 'permanentCommune', 'relation', 'sharedHome', 'sharedCommune'])).hide('relation', 'lifeStatus'),
    ]),
    page('home', 'Người đã mất cư trú cuối cùng ở đâu?', [address('deceased.lastHome', 'Nơi cư trú cuối cùng', 'Chọn xã, phường rồi ghi địa chỉ').when(all(has('deceased.of'), not(has('deceased.sharedHome'))))]),
    page('death', 'Người ấy mất khi nào?', [
      date('death.date', 'Ngày mất', 'Nhập ngày mất').must('not-after-today', 'Ngày mất không thể sau hôm nay, {today}.'),
      text('death.time', 'Giờ mất', 'Nhập giờ mất').optional().hint('Biết thì ghi, ví dụ 10:30.').must('time-of-day', 'Ghi giờ và phút, ví dụ 10:30.'),
    ]),
    page('how', 'Mất ở đâu, vì sao?', [
      text('death.place', 'Nơi mất', 'Nhập nơi mất: tên cơ sở y tế, hoặc địa chỉ').hint('Ghi tên cơ sở y tế, hoặc thôn, xã, tỉnh.').must('at-most', 'Nơi mất dài quá 300 ký tự. Viết ngắn lại.', 300),
      text('death.cause', 'Nguyên nhân', 'Nhập nguyên nhân; chưa rõ thì ghi: Không rõ').hint('Theo giấy báo tử. Chưa rõ thì ghi: Không rõ.').must('at-most', 'Nguyên nhân dài quá 300 ký tự. Viết ngắn lại.', 300),
      choice('death.noticeKind', 'Ông/bà có giấy nào về việc mất?', 'Chọn loại giấy', [
        option('1', 'Giấy báo tử'), option('5', 'Văn bản của cơ sở y tế'), option('4', 'Văn bản của công an hoặc pháp y'), option('6', 'Biên bản xác nhận việc chết'), option('7', 'Văn bản của người làm chứng'), option('0', 'Chưa có giấy nào'),
      ]),
    ]),
    page('notice', 'Giấy ấy ghi thế nào?', [
      text('notice.number', 'Số của giấy', 'Nhập số của giấy').must('at-most', 'Số giấy dài quá 60 ký tự. Xem lại.', 60).when(noticed),
      date('notice.date', 'Ngày cấp giấy', 'Nhập ngày cấp giấy').must('not-after-today', 'Ngày cấp không thể sau hôm nay, {today}.').when(noticed),
      text('notice.issuer', 'Nơi cấp giấy', 'Nhập nơi cấp giấy').must('at-most', 'Nơi cấp dài quá 200 ký tự. Viết ngắn lại.', 200).when(noticed),
    ]),
    page('papers', 'Giấy tờ cần thêm', [
      paper('death-notice', 'Giấy báo tử hoặc giấy thay thế').when(noticed).reuse('store').why('Chưa có giấy báo tử điện tử.').by(noticeLaw),
      paper('death-evidence', 'Giấy tờ chứng minh việc mất').when(noNotice).reuse('store').why('Người mất đã lâu hoặc chưa có giấy báo tử.')
        .withoutIt('Không có giấy cũng nộp được. Xã nơi mất sẽ xác minh và cấp giấy báo tử.').by(noticeLaw),
    ]),
    receivePage,
    declarePage,
  ],
  derived: [
    derived('deceased.requesterIs', 'Quan hệ với người đã mất', firstOf('deceased.relation', 'deceased.relationAsked')),
    derived('deceased.home', 'Nơi cư trú cuối cùng', firstOf('deceased.sharedHome', 'deceased.lastHome')),
    derived('deceased.nameShown', 'Người đã mất', firstOf('deceased.fullName', 'deceased.declaredName')),
  ],

  clock: [within(sameWorkingDay('15:00'), legal('Luật Hộ tịch 2014', 'đ.34', 'sure', 'Trong ngày; nhận sau 15 giờ thì trả ngày làm việc tiếp theo. Phải xác minh: không quá 3 ngày làm việc'))],
  start: 'received',
  steps: {
    ...committeeSteps('Ký trích lục khai tử'),
    returned: askedOnce(['deceased-unclear', 'last-home-unclear', 'death-unclear', 'place-unclear', 'cause-unclear', 'notice-missing', 'notice-unreadable', 'notice-differs', 'evidence-missing'], 'checking'),
    done: done('Đã đăng ký khai tử', 'Đã đăng ký khai tử. Trích lục có trong ví giấy tờ của ông/bà.', result('civil-paper', 'Trích lục khai tử'),
      effect('civil-status.registerDeath', { person: 'deceased.personId', relation: 'deceased.requesterIs', diedOn: 'death.date', diedAt: 'death.time', place: 'death.place', cause: 'death.cause', noticeKind: 'death.noticeKind', noticeNumber: 'notice.number', noticeDate: 'notice.date', noticeIssuer: 'notice.issuer' })),
    ...withoutResult,
  },
  defects: [
    defect('deceased-unclear', 'deceased.pin', 'Chưa rõ người đã mất', 'Xem lại số định danh và họ tên của người đã mất.'),
    defect('last-home-unclear', 'deceased.lastHome', 'Chưa rõ nơi cư trú cuối cùng', 'Ghi lại nơi cư trú cuối cùng của người đã mất.', legal('Luật Hộ tịch 2014', 'đ.32')),
    defect('death-unclear', 'death.date', 'Ngày mất chưa khớp giấy', 'Ghi lại ngày mất theo giấy báo tử.'),
    defect('place-unclear', 'death.place', 'Nơi mất chưa rõ', 'Ghi lại nơi mất theo giấy báo tử.'),
    defect('cause-unclear', 'death.cause', 'Nguyên nhân chưa rõ', 'Ghi lại nguyên nhân theo giấy báo tử.'),
    defect('notice-missing', 'death-notice', 'Thiếu giấy báo tử', 'Chụp và gửi giấy báo tử hoặc giấy thay thế.', noticeLaw),
    defect('notice-unreadable', 'death-notice', 'Ảnh giấy báo tử không đọc được', 'Chụp lại giấy báo tử cho rõ chữ và đủ bốn mép.'),
    defect('notice-differs', 'notice.number', 'Số giấy báo tử chưa khớp', 'Ghi lại số của giấy báo tử.'),
    defect('evidence-missing', 'death-evidence', 'Chưa xác minh được việc mất', 'Chụp và gửi giấy tờ chứng minh việc mất.', law),
  ],
  grounds: [
    ground('already-registered', 'Đã đăng ký khai tử', 'Người này đã được đăng ký khai tử. Muốn thêm bản, xin bản sao trích lục.', legal('Luật Hộ tịch 2014', 'đ.12', 'likely')),
    ground('not-proven', 'Không có căn cứ về việc chết', 'Chưa có giấy tờ, chứng cứ về việc mất nên chưa đăng ký được.', law),
    ground('not-competent', 'Không thuộc thẩm quyền của xã', 'Việc này thuộc Ủy ban nhân dân xã nơi người đã mất cư trú cuối cùng.', legal('Luật Hộ tịch 2014', 'đ.32')),
  ],
  rules: deathRules,
  legalItems: legalItems('TKĐKKT', [
    ['requester-name', 'Họ, chữ đệm, tên người yêu cầu', 'requester.fullName', 'known'], ['requester-paper', 'Giấy tờ tuỳ thân', 'requester.pin', 'known'], ['requester-residence', 'Nơi cư trú', 'requester.permanentResidence', 'known'],
    ['requester-relation', 'Quan hệ với người đã chết', 'deceased.requesterIs', 'derived', 'deceased.relationAsked'], ['deceased-name', 'Họ, chữ đệm, tên người chết', 'deceased.nameShown', 'known', 'deceased.declaredName'],
    ['deceased-birth', 'Ngày, tháng, năm sinh', 'deceased.birthDate', 'known'], ['deceased-gender', 'Giới tính', 'deceased.gender', 'known'], ['deceased-paper', 'Giấy tờ tuỳ thân của người chết', 'deceased.pin', 'known', 'deceased.pin'],
    ['deceased-home', 'Nơi cư trú cuối cùng', 'deceased.home', 'derived', 'deceased.lastHome'], ['death-date', 'Đã chết vào lúc', 'death.date', 'typed', 'death.date'], ['death-time', 'Giờ, phút', 'death.time', 'typed', 'death.time'],
    ['death-place', 'Nơi chết', 'death.place', 'typed', 'death.place'], ['death-cause', 'Nguyên nhân chết', 'death.cause', 'typed', 'death.cause'], ['notice-kind', 'Giấy báo tử hoặc giấy thay thế', 'death.noticeKind', 'choice', 'death.noticeKind'],
    ['notice-number', 'Số giấy báo tử', 'notice.number', 'typed', 'notice.number'], ['notice-date', 'Ngày cấp', 'notice.date', 'typed', 'notice.date'], ['notice-issuer', 'Nơi cấp', 'notice.issuer', 'typed', 'notice.issuer'],
  ]),
  whenDown: { population: 'fetch-later', 'civil-status': 'fetch-later' },
  notes: [
    legal('QĐ 163/QĐ-BTP', undefined, 'sure', 'Nộp trực tuyến: cán bộ gửi bản nháp trích lục, người yêu cầu xác nhận trong một ngày. Ở đây người nộp xem đúng nội dung đó trước khi gửi.'),
    legal('Phạm vi của biểu mẫu này', undefined, 'guess', 'Chỉ nhớ năm mất, người chưa có số định danh, có yếu tố nước ngoài, Tòa án tuyên bố chết: làm tại Ủy ban nhân dân xã.'),
  ],
})
