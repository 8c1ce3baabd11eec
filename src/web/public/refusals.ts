import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'public.service-unknown': { status: 404, vi: 'Không thấy thủ tục này, hoặc thủ tục đã hết hiệu lực.', en: 'No such service, or it no longer holds.', next: 'Tìm lại ở trang «Thủ tục».' },
  'public.demo-only': { status: 404, vi: 'Trang này chỉ có trong bản chạy thử.', en: 'This page exists only in a trial copy.', next: 'Về trang chủ.' },
  'public.persona-unknown': { status: 404, vi: 'Không có nhân vật này.', en: 'There is no such persona.', next: 'Chọn lại ở trang giới thiệu.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
export const refuseUnless: Refusals<keyof typeof texts>['refuseUnless'] = own.refuseUnless
