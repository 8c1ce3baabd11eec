import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'mailbox.message-unknown': { status: 404, vi: 'Không thấy tin nhắn này trong hộp thư của ông/bà.', en: 'There is no such message in your mailbox.', next: 'Mở lại từ trang «Tin nhắn».' },
} as const

type Made = Refusals<keyof typeof texts>
const made: Made = refusals<keyof typeof texts>(texts)
export const refuse: Made['refuse'] = made.refuse
