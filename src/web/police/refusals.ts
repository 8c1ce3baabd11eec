import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'police.person-unknown': { status: 404, vi: 'Không thấy người này.', en: 'No such person.', next: 'Tìm lại theo tên hoặc số định danh.' },
  'police.household-unknown': { status: 404, vi: 'Không thấy hộ này.', en: 'No such household.', next: 'Mở lại từ danh sách hộ.' },
  'police.case-unknown': { status: 404, vi: 'Không thấy việc này.', en: 'No such case.', next: 'Mở lại từ danh sách làm sạch.' },
  'police.score-unknown': { status: 404, vi: 'Không có điểm này.', en: 'No such score.', next: 'Mở lại từ trang điểm dữ liệu.' },
  'police.proposal-unknown': { status: 404, vi: 'Không thấy đề nghị này.', en: 'No such proposal.', next: 'Mở lại danh sách chờ duyệt.' },
  'police.form-unknown': { status: 404, vi: 'Không có mẫu này.', en: 'No such form.', next: 'Chọn mẫu ở trang của người đó.' },
  'police.paper-unknown': { status: 404, vi: 'Không thấy giấy này.', en: 'No such paper.', next: 'Mở lại từ trang của người đó.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
