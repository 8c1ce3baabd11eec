import {
  after, by, communePoliceOf, defect, derived, done, effect, ground, hours, internalBudget, legal, legalItems, page, procedure, result, sentence, step, text, within, workingDays,
  type NamedRule,
} from '../src/public-services/catalogue/index.ts'
import { askedOnce, asker, declarePage, knownTitle, receivePage, withoutResult } from './parts/filing.ts'

const confirmationLaw = legal('Luật Cư trú 2020', 'đ.17', 'likely')

const registered: NamedRule = {
  code: 'registered-here', item: 'requester', title: 'Có đăng ký cư trú trong xã', check: { op: 'known', paths: ['requester.permanentResidence'] },
  says: { holds: 'Thường trú: {requester.permanentResidence}.', fails: 'Chưa thấy đăng ký thường trú.', unknown: 'Chưa lấy được nơi thường trú.' }, basis: confirmationLaw, defect: 'content-unclear',
}

export default procedure({
  code: '1.010041', slug: 'xac-nhan-cu-tru', name: 'Xác nhận thông tin về cư trú', field: 'Cư trú', level: 'TOAN_TRINH',
  validFrom: '2026-07-01',
  legal: [legal('Luật Cư trú 68/2020/QH14', 'đ.17', 'likely'), legal('NĐ 154/2024/NĐ-CP'), legal('TT 116/2026/TT-BCA', undefined, 'sure', 'Mẫu CT01, CT07; giấy có giá trị một năm')],
  authority: communePoliceOf('requester.permanentCommune'),
  who: { accountLevel: 2, authLevel: 2, orFor: [], assisted: true },
  synonyms: ['ct07', 'giay xac nhan cu tru', 'xac nhan thuong tru', 'xac nhan noi o', 'giay xac nhan nhan khau', 'thay so ho khau'],
  promise: 'Giấy xác nhận thông tin về cư trú (CT07), có mã để kiểm tra, giá trị một năm.',

  form: [
    page('known', knownTitle, [asker('Người đề nghị')]),
    page('content', 'Giấy cần ghi thêm điều gì?', [
      text('confirmation.content', 'Giấy cần ghi thêm điều gì?', 'Ghi điều cần xác nhận').optional().hint('Thường để trống: giấy ghi đủ nơi cư trú và thành viên trong hộ. Ví dụ: đã thường trú liên tục từ năm 2020.')
        .must('at-most', 'Nội dung dài quá 300 ký tự. Viết ngắn lại.', 300),
    ]),
    receivePage,
    declarePage,
  ],
  derived: [
    derived('residence.addressee', 'Kính gửi', sentence('Công an {requester.permanentCommune}')),
    derived('residence.request', 'Nội dung đề nghị', sentence('Xác nhận thông tin về cư trú của {requester.fullName}')),
  ],

  clock: [within(after('15:00', workingDays(3)), legal('Luật Cư trú 2020', 'đ.17', 'likely', 'Thường nửa ngày đến một ngày làm việc; cần xác minh thì ba ngày'))],
  start: 'received',
  steps: {
    received: step('Kiểm tra', by('police-officer'), within(hours(4), internalBudget), { accept: 'approving', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { status: 'submitted', says: 'Công an xã đang xem đề nghị' }),
    approving: step('Ký xác nhận', by('police-commander'), within(hours(4), internalBudget), { approve: 'done', sendBack: 'received', refuse: 'refused', withdrawn: 'withdrawn' }, { signs: 'agency-seal', says: 'Chờ Trưởng Công an xã ký' }),
    returned: askedOnce(['content-unclear']),
    done: done('Đã xác nhận', 'Giấy xác nhận cư trú đã có trong ví giấy tờ.', result('residence-confirmation', 'Xác nhận thông tin về cư trú (CT07)', 'data'),
      effect('residence.confirm', { person: 'requester.personId', content: 'confirmation.content' })),
    ...withoutResult,
  },
  defects: [defect('content-unclear', 'confirmation.content', 'Chưa rõ điều cần xác nhận', 'Ghi rõ điều cần xác nhận, hoặc để trống để lấy giấy đầy đủ.')],
  grounds: [
    ground('not-so', 'Dữ liệu cư trú không như điều đề nghị xác nhận', 'Dữ liệu cư trú không như điều ông/bà đề nghị xác nhận.', confirmationLaw),
    ground('not-competent', 'Không thuộc thẩm quyền của Công an xã này', 'Việc này thuộc Công an xã nơi ông/bà cư trú.', confirmationLaw),
  ],
  rules: [registered],
  legalItems: legalItems('CT01', [
    ['addressee', 'Kính gửi', 'residence.addressee', 'derived'], ['person-name', 'Họ, chữ đệm và tên', 'requester.fullName', 'known'], ['person-birth', 'Ngày, tháng, năm sinh', 'requester.birthDate', 'known'],
    ['person-gender', 'Giới tính', 'requester.gender', 'known'], ['person-pin', 'Số định danh cá nhân', 'requester.pin', 'known'], ['person-phone', 'Số điện thoại liên hệ', 'contact.phone', 'known'], ['person-email', 'Email', 'contact.email', 'known'],
    ['request', 'Nội dung đề nghị', 'residence.request', 'derived', 'confirmation.content'],
  ]),
  whenDown: { population: 'fetch-later', residence: 'hold-and-tell' },
  notes: [legal('Phạm vi của biểu mẫu này', undefined, 'guess', 'Nộp trực tuyến cho người có thường trú; người chỉ tạm trú hoặc chưa đăng ký: xác nhận tại Công an xã.')],
})
