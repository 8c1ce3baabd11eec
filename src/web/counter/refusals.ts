import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'web-counter.unknown': { status: 404, vi: 'Không thấy mục này ở quầy.', en: 'No such thing at this desk.', next: 'Quét thẻ của người đang đứng ở quầy.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
