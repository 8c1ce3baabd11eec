import { refusals } from '../../kernel/refusal.ts'

const texts = refusals({
  'steward.unknown': { status: 404, vi: 'Không có trang này.', en: 'There is no such page.', next: 'Mở lại từ trang dữ liệu ngành.' },
})
export const refuse: typeof texts.refuse = texts.refuse
