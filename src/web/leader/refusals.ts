import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'leader.no-area': { status: 403, vi: 'Chức vụ này chưa được giao nơi nào để theo dõi.', en: 'This post has been given no place.', next: 'Hỏi người phụ trách tổ chức.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
