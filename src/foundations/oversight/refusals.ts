import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'oversight.unknown': { status: 404, vi: 'Không có mục này.', en: 'There is no such finding.', next: 'Mở lại danh sách.' },
  'oversight.own': { status: 403, vi: 'Lượt xem của chính mình do người khác xem xét.', en: 'Somebody else looks at your own readings.', next: 'Nhờ cán bộ bảo vệ dữ liệu của cơ quan cấp trên.' },
  'oversight.asked-already': { status: 409, vi: 'Đã hỏi cán bộ này rồi.', en: 'The officer was asked already.', next: 'Chờ trả lời, hoặc kết luận.' },
  'oversight.not-asked': { status: 409, vi: 'Mục này chưa được hỏi hoặc đã trả lời.', en: 'Nobody asked, or it was answered.', next: 'Mở lại danh sách lượt xem.' },
  'oversight.closed': { status: 409, vi: 'Mục này đã có kết luận.', en: 'This was closed already.', next: 'Mở lại để xem kết luận.' },
  'oversight.text-needed': { status: 422, vi: 'Viết một hai câu, nhiều nhất 2.000 chữ cái.', en: 'Write a sentence or two.', next: 'Viết bằng lời thường: việc gì, vì sao.' },
  'oversight.not-own-reading': { status: 404, vi: 'Không có lượt xem này của ông/bà.', en: 'There is no such reading of yours.', next: 'Mở lại danh sách lượt xem của mình.' },
  'oversight.reason-given': { status: 409, vi: 'Lượt xem này đã có lý do.', en: 'This reading has a reason already.', next: 'Mở lại danh sách để xem.' },
  'oversight.day-unknown': { status: 422, vi: 'Ngày này chưa đúng.', en: 'This is no day.', next: 'Chọn một ngày tới hôm nay.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
export const refuseUnless: Refusals<keyof typeof texts>['refuseUnless'] = own.refuseUnless
