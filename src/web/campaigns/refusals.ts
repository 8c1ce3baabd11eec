import { refusals } from '../../kernel/refusal.ts'

const texts = refusals({
  'campaigns-web.unknown': { status: 404, vi: 'Không thấy chiến dịch hoặc việc này.', en: 'No such campaign or case.', next: 'Mở lại từ trang «Chiến dịch».' },
})
export const refuse: typeof texts.refuse = texts.refuse
