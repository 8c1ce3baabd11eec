import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'officer.dossier-unknown': { status: 404, vi: 'Không thấy hồ sơ này.', en: 'No such dossier.', next: 'Mở lại từ «Việc hôm nay».' },
  'officer.case-unknown': { status: 404, vi: 'Không thấy việc này.', en: 'No such case.', next: 'Mở lại từ danh sách.' },
  'officer.exit-unknown': { status: 409, vi: 'Bước này không cho phép việc đó với chức vụ của ông/bà.', en: 'Your post has no such exit in this step.', next: 'Mở lại hồ sơ để xem bước hiện tại.' },
  'officer.changed': { status: 409, vi: 'Hồ sơ vừa được người khác xử lý.', en: 'Somebody else has just worked on this dossier.' },
  'officer.asks-open': { status: 422, vi: 'Có mục ông/bà chọn hỏi lại. Bấm F11 để hỏi, hoặc đổi mục đó thành «Được».', en: 'You chose to ask about an item. Press F11 to ask, or change it to “Fine”.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
