import {
  after, by, choice, communePoliceOf, date, defect, derived, done, effect, ground, hours, internalBudget, legal, legalItems, option, page, procedure, result, sentence, step, text,
  within, workingDays, type NamedRule,
} from '../src/public-services/catalogue/index.ts'
import { askedOnce, asker, declarePage, knownTitle, receivePage, withoutResult } from './parts/filing.ts'

const absenceLaw = legal('Luật Cư trú 2020', 'đ.31')

const livesHere: NamedRule = {
  code: 'lives-here', item: 'requester', title: 'Đang cư trú trong xã', check: { op: 'known', paths: ['requester.permanentResidence'] },
  says: { holds: 'Thường trú: {requester.permanentResidence}.', fails: 'Chưa thấy đăng ký thường trú.', unknown: 'Chưa lấy được nơi thường trú.' }, basis: absenceLaw, defect: 'destination-unclear',
}

export default procedure({
  code: '1.003677', slug: 'tam-vang', name: 'Khai báo tạm vắng', field: 'Cư trú', level: 'TOAN_TRINH', lists: [{ list: 'QD06-25', ordinal: 5 }],
  validFrom: '2026-07-01',
  legal: [legal('Luật Cư trú 68/2020/QH14', 'đ.31'), legal('TT 116/2026/TT-BCA', undefined, 'sure', 'Phiếu CT03')],
  authority: communePoliceOf('requester.permanentCommune'),
  who: { accountLevel: 2, authLevel: 2, orFor: [], assisted: true },
  synonyms: ['di lam xa', 'di khoi xa', 'vang nha', 'bao tam vang', 'ct03', 'di xa lau ngay', 'nghia vu quan su di xa'],
  promise: 'Phiếu khai báo tạm vắng (CT03): đăng ký thường trú không bị xóa vì vắng lâu.',

  form: [
    page('known', knownTitle, [asker('Người khai báo')]),
    page('ground', 'Ông/bà thuộc trường hợp nào?', [
      choice('absence.ground', 'Ông/bà thuộc trường hợp nào?', 'Chọn một trường hợp', [
        option('other', 'Rời xã từ 12 tháng trở lên', 'Đi làm, đi học, theo gia đình…'), option('army-age', 'Trong độ tuổi nghĩa vụ quân sự, rời xã từ 3 tháng'),
        option('measures', 'Bị can, bị cáo, đang chấp hành án hoặc bị quản chế', 'Rời xã từ 1 ngày'), option('correction', 'Đang bị áp dụng biện pháp giáo dục, quản lý tại địa phương', 'Rời xã từ 1 ngày'),
      ]),
    ]),
    page('when', 'Ông/bà đi từ ngày nào?', [
      date('absence.from', 'Đi từ ngày', 'Nhập ngày bắt đầu đi').must('not-before-today', 'Khai báo trước khi đi: ngày đi từ hôm nay, {today}, trở đi.'),
      date('absence.until', 'Về ngày nào', 'Nhập ngày về').optional().hint('Chưa biết thì để trống.').must('not-before-today', 'Ngày về từ hôm nay, {today}, trở đi.'),
    ]),
    page('where', 'Ông/bà đi đâu, vì sao?', [
      text('absence.destination', 'Nơi đến', 'Nhập nơi sẽ đến').hint('Ghi xã, tỉnh, hoặc tên nước.').must('at-most', 'Nơi đến dài quá 200 ký tự. Viết ngắn lại.', 200),
      text('absence.reason', 'Lý do', 'Nhập lý do, một câu ngắn').hint('Ví dụ: đi làm, đi học.').must('at-most', 'Lý do dài quá 200 ký tự. Viết ngắn lại.', 200),
    ]),
    receivePage,
    declarePage,
  ],
  derived: [
    derived('residence.addressee', 'Kính gửi', sentence('Công an {requester.permanentCommune}')),
    derived('residence.request', 'Nội dung đề nghị', sentence('Khai báo tạm vắng của {requester.fullName}')),
  ],

  clock: [within(after('15:00', workingDays(1)), legal('Luật Cư trú 2020', 'đ.31', 'likely', '1 ngày làm việc; không quá 2 ngày khi phức tạp'))],
  start: 'received',
  steps: {
    received: step('Kiểm tra', by('police-officer'), within(hours(3), internalBudget), { accept: 'recording', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { status: 'submitted', says: 'Công an xã đang xem khai báo' }),
    recording: step('Ghi nhận', by('police-officer'), within(hours(3), internalBudget), { approve: 'done', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { says: 'Công an xã đang ghi nhận' }),
    returned: askedOnce(['destination-unclear', 'time-unclear']),
    done: done('Đã khai báo', 'Khai báo tạm vắng đã được ghi vào dữ liệu cư trú.', result('absence-slip', 'Phiếu khai báo tạm vắng (CT03)', 'data'),
      effect('residence.declareAbsence', { person: 'requester.personId', ground: 'absence.ground', from: 'absence.from', until: 'absence.until', destination: 'absence.destination', reason: 'absence.reason' })),
    ...withoutResult,
  },
  defects: [
    defect('destination-unclear', 'absence.destination', 'Chưa rõ nơi đến', 'Ghi rõ nơi đến: xã, tỉnh, hoặc tên nước.'),
    defect('time-unclear', 'absence.until', 'Thời gian vắng chưa hợp với trường hợp đã chọn', 'Xem lại ngày đi, ngày về và trường hợp đã chọn.', absenceLaw),
  ],
  grounds: [
    ground('not-needed', 'Không thuộc trường hợp phải khai báo', 'Thời gian vắng này không phải khai báo tạm vắng.', absenceLaw),
    ground('not-competent', 'Không thuộc thẩm quyền của Công an xã này', 'Việc này thuộc Công an xã nơi ông/bà cư trú.', absenceLaw),
  ],
  rules: [livesHere],
  legalItems: legalItems('CT03', [
    ['person-name', 'Họ, chữ đệm và tên', 'requester.fullName', 'known'], ['person-birth', 'Ngày, tháng, năm sinh', 'requester.birthDate', 'known'], ['person-gender', 'Giới tính', 'requester.gender', 'known'],
    ['person-pin', 'Số định danh cá nhân', 'requester.pin', 'known'], ['residence', 'Nơi cư trú', 'requester.permanentResidence', 'known'], ['ground', 'Trường hợp', 'absence.ground', 'choice', 'absence.ground'],
    ['from', 'Vắng từ ngày', 'absence.from', 'typed', 'absence.from'], ['until', 'Đến ngày', 'absence.until', 'typed', 'absence.until'], ['destination', 'Nơi đến', 'absence.destination', 'typed', 'absence.destination'], ['reason', 'Lý do', 'absence.reason', 'typed', 'absence.reason'],
  ]),
  whenDown: { population: 'fetch-later', residence: 'hold-and-tell' },
  notes: [legal('Phạm vi của biểu mẫu này', undefined, 'guess', 'Nộp trực tuyến cho người có thường trú; người chỉ tạm trú hoặc chưa đăng ký: khai báo tại Công an xã.')],
})
