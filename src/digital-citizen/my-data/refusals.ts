import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'my-data.month-unknown': { status: 422, vi: 'Không đọc được tháng này.', en: 'This month cannot be read.', next: 'Chọn tháng trong danh sách.' },
  'my-data.no-such-access': { status: 404, vi: 'Không có lượt xem này trong danh sách của ông/bà.', en: 'This reading is not in your list.', next: 'Mở «Ai đã xem dữ liệu của tôi» và chọn từ đó.' },
  'my-data.own-reading': { status: 409, vi: 'Lượt này do chính ông/bà mở.', en: 'You made this reading yourself.', next: 'Không nhớ đã mở? Đổi mật khẩu và xem các máy đang đăng nhập.' },
  'my-data.not-on-behalf': { status: 403, vi: 'Chọn người đang được giúp trước khi gửi câu hỏi.', en: 'Choose the person you are helping first.', next: 'Bấm «Làm giúp» rồi quét thẻ của người đó.' },
  'my-data.note-too-long': { status: 422, vi: 'Viết ngắn lại, nhiều nhất 2.000 chữ cái.', en: 'At most 2,000 characters.' },
  'my-data.no-such-question': { status: 404, vi: 'Không có câu hỏi này.', en: 'There is no such question.', next: 'Mở lại danh sách câu hỏi.' },
  'my-data.already-answered': { status: 409, vi: 'Câu hỏi này đã được trả lời.', en: 'This question was already answered.', next: 'Mở lại câu hỏi để xem trả lời.' },
  'my-data.answer-needed': { status: 422, vi: 'Viết lý do xem dữ liệu bằng lời người dân hiểu.', en: 'Say why the data were read, in plain words.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
export const refuseUnless: Refusals<keyof typeof texts>['refuseUnless'] = own.refuseUnless
