import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'wallet.paper-unknown': { status: 404, vi: 'Không thấy giấy tờ này trong giấy tờ của ông/bà.', en: 'There is no such paper in your wallet.', next: 'Mở lại từ trang «Giấy tờ của tôi».' },
} as const

type Made = Refusals<keyof typeof texts>
const made: Made = refusals<keyof typeof texts>(texts)
export const refuse: Made['refuse'] = made.refuse
