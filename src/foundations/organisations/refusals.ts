import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'organisations.not-found': { status: 404, vi: 'Không thấy cơ quan này.', en: 'No such organisation.', next: 'Chọn cơ quan trong danh sách.' },
  'organisations.post-not-found': { status: 404, vi: 'Không thấy vị trí công tác này.', en: 'No such post.' },
  'organisations.appointment-not-found': { status: 404, vi: 'Không thấy lần phân công này.', en: 'No such appointment.' },
  'organisations.name-missing': { status: 422, vi: 'Điền tên cơ quan hoặc tên vị trí.', en: 'Give the name.' },
  'organisations.unit-code-form': { status: 422, vi: 'Mã định danh điện tử viết như H61.41.03.', en: 'The electronic identifier looks like H61.41.03.' },
  'organisations.unit-code-taken': { status: 409, vi: 'Mã định danh {unitCode} đang do cơ quan khác dùng.', en: 'Another organisation holds the identifier {unitCode}.', next: 'Kiểm tra lại mã, hoặc đóng cơ quan cũ trước.' },
  'organisations.one-per-area': { status: 409, vi: 'Đơn vị này đã có một cơ quan cùng loại.', en: 'This unit already has such an organisation.', next: 'Mở cơ quan đang có, hoặc đóng cơ quan đó trước.' },
  'organisations.parent-not-in-force': { status: 422, vi: 'Cơ quan cấp trên không hoạt động vào ngày đó.', en: 'The parent organisation does not exist on that day.' },
  'organisations.dates': { status: 422, vi: 'Ngày kết thúc phải sau ngày bắt đầu.', en: 'The end must lie after the beginning.' },
  'organisations.not-in-force': { status: 409, vi: 'Cơ quan hoặc vị trí này không hoạt động trong suốt thời gian đó.', en: 'The organisation or post does not exist through that time.', next: 'Chọn ngày khác, hoặc vị trí khác.' },
  'organisations.role-unknown': { status: 422, vi: 'Chọn một vai trò trong danh sách.', en: 'Choose a role from the list.' },
  'organisations.area-outside': { status: 422, vi: 'Địa bàn {area} nằm ngoài địa bàn của cơ quan.', en: 'Area {area} lies outside that of the organisation.', next: 'Chọn xã, phường trong địa bàn của cơ quan.' },
  'organisations.decision-missing': { status: 422, vi: 'Điền số quyết định phân công.', en: 'Give the number of the decision.' },
  'organisations.self-appointment': { status: 403, vi: 'Ông/bà không tự phân công cho chính mình được.', en: 'Nobody appoints themselves.', next: 'Nhờ người quản trị khác làm việc này.' },
  'organisations.already-appointed': { status: 409, vi: 'Người này đã giữ vị trí đó trong thời gian này.', en: 'This person already holds the post in that time.' },
  'organisations.post-held': { status: 409, vi: 'Vị trí này chỉ một người giữ và đang có người giữ.', en: 'The post has one holder at a time and is held.', next: 'Kết thúc lần phân công đang có trước.' },
  'organisations.id-used': { status: 409, vi: 'Mã lần gửi này đã dùng cho việc khác.', en: 'This id was used for something else.', next: 'Mở lại trang rồi làm lại.' },
  'organisations.appointment-ended': { status: 409, vi: 'Lần phân công này đã kết thúc từ trước ngày đó.', en: 'This appointment ended before that day.' },
} as const

type Made = Refusals<keyof typeof texts>
const made: Made = refusals<keyof typeof texts>(texts)
export const refuse: Made['refuse'] = made.refuse
export const refuseUnless: Made['refuseUnless'] = made.refuseUnless
