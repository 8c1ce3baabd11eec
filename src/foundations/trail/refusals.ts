import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'trail.no-such-access': { status: 404, vi: 'Không có lượt xem này.', en: 'There is no such reading.', next: 'Mở lại danh sách lượt xem và chọn từ đó.' },
  'trail.not-sealed-yet': { status: 409, vi: 'Lượt xem này chưa được niêm phong.', en: 'This reading is not sealed yet.', next: 'Thử lại sau mười giây.' },
  'trail.no-such-head': { status: 404, vi: 'Không có đầu cây của kích thước {size}.', en: 'There is no head of size {size}.', next: 'Dùng đúng kích thước ghi trong một đầu cây đã ký.' },
  'trail.already-redacted': { status: 409, vi: 'Lượt xem này đã được xóa nội dung theo lệnh trước.', en: 'This reading was already redacted.', next: 'Mở lệnh trước để xem căn cứ.' },
  'trail.basis-needed': { status: 422, vi: 'Ghi điều luật hoặc quyết định làm căn cứ xóa.', en: 'Name the law or decision that orders it.', next: 'Ghi số và ngày của văn bản.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
export const refuseUnless: Refusals<keyof typeof texts>['refuseUnless'] = own.refuseUnless
