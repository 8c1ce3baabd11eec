import { all, indicator, inPeriod, is, open } from '../src/steering/indicators/index.ts'

const timeliness = 'QĐ 766/QĐ-TTg, nhóm 2: tiến độ, kết quả giải quyết'
const clock = 'Lần đầu chờ người dân bổ sung thì đồng hồ dừng; đang chờ thì tính đến lúc hỏi. Hỏi thêm lần hai là trễ. Rút trước khi nhận thì không tính.'
const clockEn = 'The first wait for the citizen stops the clock; one still waiting counts up to the request. A second request is late. Withdrawn before being taken is not counted.'

export const onTime = indicator({
  id: 'dung-han', name: { vi: 'Đúng hạn', en: 'On time' }, list: { vi: 'Mở các phần đúng hạn', en: 'Open what was on time' },
  says: { vi: `Số này = phần việc xong đúng hẹn chia cho phần việc đến hẹn trong tháng. ${clock}`, en: `This figure = parts finished by the promised day, of parts due in the month. ${clockEn}` },
  basis: timeliness, certainty: 'likely', counts: 'lane',
  numerator: is('standing', 'on-time'), denominator: all(inPeriod('dueAt'), is('standing', 'on-time', 'late')),
  target: { percent: 98, from: '2026-01-01', basis: 'Mục tiêu thường dùng của các tỉnh năm 2025; tỉnh đặt lại bằng quyết định của mình', certainty: 'guess' }, better: 'more',
})

export const late = indicator({
  id: 'tre-han', name: { vi: 'Trễ hẹn', en: 'Late' }, list: { vi: 'Mở danh sách trễ', en: 'Open the late list' },
  says: { vi: `Số này = phần việc đến hẹn trong tháng mà xong sau hẹn, hoặc quá hẹn chưa xong. ${clock}`, en: `This figure = parts due in the month that ended after the promise or are past it and open. ${clockEn}` },
  basis: timeliness, certainty: 'likely', counts: 'lane', numerator: all(inPeriod('dueAt'), is('standing', 'late')), better: 'fewer',
})

export const overdue = indicator({
  id: 'qua-han-chua-xong', name: { vi: 'Quá hẹn, chưa xong', en: 'Past due and open' }, list: { vi: 'Mở danh sách quá hẹn', en: 'Open what is past due' },
  says: { vi: 'Số này = phần việc đã quá hẹn mà lúc này chưa xong, đến hẹn tháng nào cũng tính.', en: 'This figure = parts past their promise and not finished now, whatever month they were due.' },
  basis: timeliness, certainty: 'likely', counts: 'lane', numerator: all(open, is('standing', 'late')), better: 'fewer',
})
