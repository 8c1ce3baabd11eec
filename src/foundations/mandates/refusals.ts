import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'mandates.exists': { status: 409, vi: 'Giấy ủy quyền này đã có.', en: 'This permission exists already.', next: 'Mở lại trang «Người giúp tôi» để xem.' },
  'mandates.entity-exists': { status: 409, vi: 'Tổ chức có mã số này đã được ghi.', en: 'An organisation with this code is recorded already.', next: 'Mở tổ chức đang có để sửa người đại diện.' },
  'mandates.not-found': { status: 404, vi: 'Không thấy việc ủy quyền này.', en: 'No such permission.', next: 'Mở lại trang «Người giúp tôi».' },
  'mandates.answered': { status: 409, vi: 'Đề nghị này đã được trả lời, đã rút hoặc đã hết hạn.', en: 'This request was answered, withdrawn or has ended.', next: 'Mở lại trang «Người giúp tôi» để xem.' },
  'mandates.until-wrong': { status: 422, vi: 'Ngày hết hạn phải sau hôm nay và không quá {months} tháng.', en: 'The end must lie after today and within {months} months.', next: 'Chọn ngày khác.' },
  'mandates.scope-empty': { status: 422, vi: 'Chọn ít nhất một việc được làm thay.', en: 'Choose at least one matter.', next: 'Đánh dấu các việc ông/bà muốn nhờ.' },
  'mandates.self': { status: 422, vi: 'Đây là số của chính ông/bà.', en: 'This is your own number.', next: 'Nhập số của người kia.' },
  'mandates.too-many': { status: 429, vi: 'Ông/bà đã gửi nhiều đề nghị trong một ngày.', en: 'You have sent many requests within a day.', next: 'Đợi tới mai, hoặc nhờ tại quầy.' },
  'mandates.person-not-living': { status: 409, vi: 'Không ủy quyền được vì một trong hai người không còn.', en: 'One of the two people is no longer living.', next: 'Hỏi công an xã nếu có nhầm lẫn.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
export const refuseUnless: Refusals<keyof typeof texts>['refuseUnless'] = own.refuseUnless
