import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'feeds.no-right': { status: 403, vi: 'Hệ thống này chưa được giao theo dõi thay đổi dữ liệu.', en: 'No decision lets this system follow changes.', next: 'Gửi quyết định cho đơn vị quản lý dữ liệu.' },
  'feeds.purpose-unknown': { status: 422, vi: 'Mục đích này chưa có trong bảng dữ liệu tối thiểu.', en: 'data/sharing has no such purpose.', next: 'Chọn một mục đích trong data/sharing/field-scopes.csv.' },
  'feeds.too-many-fields': { status: 422, vi: 'Mục đích này không cần: {fields}.', en: 'The purpose does not need these fields.', next: 'Bỏ các mục thừa.' },
  'feeds.type-unknown': { status: 422, vi: 'Không có loại thay đổi: {type}.', en: 'No feed gives this type.', next: 'Xem các loại trong src/foundations/feeds/README.md.' },
  'feeds.already-granted': { status: 409, vi: 'Hệ thống này đang có một quyền. Kết thúc quyền cũ trước.', en: 'This system has a right in force.', next: 'Kết thúc quyền đang có rồi giao quyền mới.' },
  'feeds.decision-needed': { status: 422, vi: 'Ghi số và ngày của quyết định, và nơi nhận.', en: 'Name the decision and the recipient.', next: 'Ví dụ: 12/QĐ-UBND ngày 01/02/2026.' },
  'feeds.export-unknown': { status: 404, vi: 'Không có lần trích này.', en: 'There is no such export.', next: 'Xem lại mã lần trích.' },
  'feeds.export-ended': { status: 409, vi: 'Lần trích này đã xong.', en: 'This export has ended.', next: 'Mở lần trích mới.' },
} as const

const own: Refusals<keyof typeof texts> = refusals<keyof typeof texts>(texts)
export const refuse: Refusals<keyof typeof texts>['refuse'] = own.refuse
export const refuseUnless: Refusals<keyof typeof texts>['refuseUnless'] = own.refuseUnless
