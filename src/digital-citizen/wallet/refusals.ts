import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'wallet.paper-unknown': { status: 404, vi: 'Không thấy giấy tờ này trong ví của ông/bà.', en: 'There is no such paper in your wallet.', next: 'Mở lại từ trang «Ví giấy tờ».' },
} as const

type Made = Refusals<keyof typeof texts>
const made: Made = refusals<keyof typeof texts>(texts)
export const refuse: Made['refuse'] = made.refuse
