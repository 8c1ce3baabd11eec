import { refusals, type Refusals } from '../../kernel/refusal.ts'

const texts = {
  'health.person-unknown': { status: 404, vi: 'Không thấy người này trong cơ sở dữ liệu dân cư.', en: 'No such person in the population register.', next: 'Xem lại số định danh.' },
  'health.person-not-living': { status: 409, vi: 'Người này đã mất theo dữ liệu hộ tịch.', en: 'This person is recorded as deceased.', next: 'Nếu có nhầm lẫn, báo Ủy ban nhân dân xã.' },
  'health.number-missing': { status: 409, vi: 'Trẻ chưa có số định danh nên chưa cấp được số thẻ.', en: 'The child has no personal number yet.', next: 'Chờ phần khai sinh xong rồi làm lại.' },
  'health.birth-date-differs': { status: 409, vi: 'Ngày sinh trong hồ sơ khác ngày sinh trong cơ sở dữ liệu dân cư.', en: 'The birth date differs from the register.', next: 'Trả hồ sơ với mục «Thông tin của bé chưa khớp».', },
  'health.not-under-six': { status: 409, vi: 'Trẻ đã đủ 6 tuổi nên không thuộc diện này.', en: 'The child is six or older.', next: 'Hướng dẫn gia đình tham gia theo hộ hoặc theo trường.' },
  'health.card-exists': { status: 409, vi: 'Bé đã có thẻ bảo hiểm y tế còn giá trị.', en: 'The child already has a valid card.', next: 'Mở thẻ đang có để đổi nơi khám bệnh ban đầu.' },
  'health.clinic-unknown': { status: 422, vi: 'Không có nơi khám bệnh mã {code}, hoặc nơi đó đã đóng.', en: 'No facility {code} in force.', next: 'Chọn nơi khám bệnh khác trong danh sách.' },
  'health.clinic-not-for-registration': { status: 422, vi: '{name} không nhận đăng ký khám bệnh ban đầu.', en: '{name} takes no first registrations.', next: 'Chọn nơi khám bệnh khác trong danh sách.' },
  'health.facility-exists': { status: 409, vi: 'Mã {code} đang do một nơi khám bệnh khác dùng trong thời gian này.', en: 'The code {code} is in use in that time.', next: 'Kết thúc dòng đang có trước.' },
} as const

type Made = Refusals<keyof typeof texts>
const made: Made = refusals<keyof typeof texts>(texts)
export const refuse: Made['refuse'] = made.refuse
export const refuseUnless: Made['refuseUnless'] = made.refuseUnless
