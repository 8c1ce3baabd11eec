import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'steering.indicator-unknown': { status: 404, vi: 'Không có chỉ số này.', en: 'No such figure.', next: 'Mở lại từ trang «Điều hành».' },
  'steering.month-unknown': { status: 422, vi: 'Tháng này chưa đến, hoặc viết chưa đúng.', en: 'This month has not come yet, or is not written as a month.', next: 'Chọn tháng trong danh sách.' },
  'steering.area-unknown': { status: 404, vi: 'Không thấy nơi này.', en: 'No such place.', next: 'Chọn nơi trong danh sách.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
export const refuseUnless: Refusals<keyof typeof texts>['refuseUnless'] = own.refuseUnless
