import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'documents.unknown': { status: 404, vi: 'Không thấy giấy tờ này.', en: 'No such document.', next: 'Mở lại từ «Giấy tờ của tôi».' },
  'documents.not-ready': { status: 503, vi: 'Bản PDF đang được tạo, thường trong vài giây.', en: 'The PDF is being made.', next: 'Đợi vài giây rồi mở lại.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
export const refuseUnless: Refusals<keyof typeof texts>['refuseUnless'] = own.refuseUnless
