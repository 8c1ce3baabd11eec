import { refusals } from '../../kernel/refusal.ts'

const texts = refusals({
  'acts.changed-meanwhile': {
    status: 409,
    vi: 'Người khác vừa sửa dữ liệu này.',
    en: 'Somebody else has just changed these data.',
    next: 'Mở lại trang để xem dữ liệu mới, rồi làm lại nếu vẫn cần.',
  },
  'acts.being-loaded': {
    status: 503,
    vi: 'Dữ liệu dân cư đang được nạp lần đầu, nên chưa ghi được việc này.',
    en: 'The register is being filled for the first time.',
    next: 'Thử lại sau khi nạp xong.',
  },
  'acts.command-used': {
    status: 409,
    vi: 'Mã gửi này đã dùng cho một việc khác.',
    en: 'This command id was used for something else.',
    next: 'Mở lại trang rồi gửi lại.',
  },
})

export const refuse: typeof texts.refuse = texts.refuse
export const refuseUnless: typeof texts.refuseUnless = texts.refuseUnless
