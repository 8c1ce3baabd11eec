import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'civil.not-found': { status: 404, vi: 'Không thấy trang này của sổ hộ tịch.', en: 'No such page of the books.', next: 'Mở lại từ danh sách.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
