import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'notify.code-cannot-be-sent': { status: 503, vi: 'Lúc này chưa gửi được mã tới số điện thoại hay thư điện tử của ông/bà.', en: 'A code cannot be sent to your phone or e-mail now.', next: 'Dùng khóa truy cập để đăng nhập, hoặc tới quầy gần nhất.' },
} as const

type Made = Refusals<keyof typeof texts>
const made: Made = refusals<keyof typeof texts>(texts)
export const refuse: Made['refuse'] = made.refuse
