import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'citizen.draft-unknown': { status: 404, vi: 'Không thấy bản đang khai này.', en: 'No such draft.', next: 'Mở lại từ trang «Việc của tôi».' },
  'citizen.dossier-unknown': { status: 404, vi: 'Không thấy hồ sơ này.', en: 'No such application.', next: 'Mở lại từ trang «Hồ sơ».' },
  'citizen.fact-unknown': { status: 404, vi: 'Không thấy mục này.', en: 'No such item.', next: 'Mở lại trang vừa xem.' },
  'citizen.paper-unknown': { status: 404, vi: 'Không thấy giấy này.', en: 'No such paper.', next: 'Mở lại từ mục «Giấy tờ».' },
  'citizen.read-unknown': { status: 404, vi: 'Không thấy lượt xem này.', en: 'No such look.', next: 'Mở lại trang «Ai đã xem».' },
  'citizen.consent-unknown': { status: 404, vi: 'Không thấy lời hỏi ý kiến này, hoặc ông/bà đã trả lời.', en: 'No such question, or it was answered.', next: 'Mở lại từ trang «Việc của tôi».' },
  'citizen.file-missing': { status: 422, vi: 'Chọn tệp hoặc chụp ảnh trước khi gửi', en: 'Choose a file or take a picture first' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
export const refuseUnless: Refusals<keyof typeof texts>['refuseUnless'] = own.refuseUnless
