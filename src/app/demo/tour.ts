import type { CastKey } from '../../../synthetic/index.ts'

export interface TourStep {
  readonly number: number
  readonly title: string
  readonly text: string
  readonly who: string
  readonly persona: CastKey
  /** Path the step opens at. */
  readonly landing: string
  /** Who goes on, or where, within the same step. */
  readonly next?: { readonly label: string; readonly persona: CastKey; readonly landing: string }
}

/** The six steps of the demonstration, in the order of the journey. */
export const tourSteps: readonly TourStep[] = [
  { number: 1, who: 'Chị Mai, 26 tuổi', persona: 'mai', landing: '/toi', title: 'Đăng nhập và thấy việc cần làm', text: 'Bệnh viện đã báo sinh. Trang đầu của chị gợi ý làm khai sinh cho bé.' },
  { number: 2, who: 'Chị Mai', persona: 'mai', landing: '/thu-tuc/khai-sinh-thuong-tru-bhyt/bat-dau', next: { label: 'Không có điện thoại? Tới quầy', persona: 'receptionOfficer', landing: '/mc' }, title: 'Khai sinh – thường trú – thẻ BHYT một lần', text: 'Nhà nước đã biết gần hết. Chị chỉ gõ tên bé, xem lại rồi ký.' },
  { number: 3, who: 'Cán bộ tư pháp, rồi Chủ tịch xã', persona: 'lanJustice', landing: '/lam-viec', next: { label: 'Rồi tới Chủ tịch xã', persona: 'dungChair', landing: '/lam-viec' }, title: 'Kiểm tra và ký giấy khai sinh', text: 'Cán bộ chỉ xem điều chưa đối chiếu. Chủ tịch ký là bé có số định danh.' },
  { number: 4, who: 'Công an xã, rồi Bảo hiểm xã hội', persona: 'haiPolice', landing: '/lam-viec', next: { label: 'Rồi tới Bảo hiểm xã hội', persona: 'insuranceOfficer', landing: '/lam-viec' }, title: 'Thường trú và thẻ bảo hiểm y tế', text: 'Mỗi phần có đồng hồ và kết quả riêng. Phần này vướng thì phần kia vẫn xong.' },
  { number: 5, who: 'Chị Mai', persona: 'mai', landing: '/vi', next: { label: 'Rồi xem ai đã đọc', persona: 'mai', landing: '/luot-xem' }, title: 'Kết quả, và ai đã xem dữ liệu của tôi', text: 'Giấy tờ đã về, bé có tên trong hộ. Mỗi lượt xem của cán bộ hiện ra kèm bằng chứng.' },
  { number: 6, who: 'Bà Thư, Phó Chủ tịch tỉnh', persona: 'thuLeader', landing: '/dieu-hanh', title: 'Mỗi con số mở ra hồ sơ', text: 'Đã nhận, đúng hạn, trễ, tự nộp, được giúp. Bấm số thấy danh sách, bấm mã thấy hồ sơ.' },
]

/** Personas of the demonstration, with where each begins. */
export const personas: readonly { readonly key: CastKey; readonly role: string; readonly landing: string }[] = [
  { key: 'mai', role: 'Mẹ của bé, 26 tuổi, công nhân may', landing: '/toi' },
  { key: 'nam', role: 'Cha của bé, chủ hộ', landing: '/toi' },
  { key: 'hoa', role: 'Mẹ, cha mẹ ở hai nơi', landing: '/toi' },
  { key: 'binh', role: 'Cha, cha mẹ ở hai nơi', landing: '/toi' },
  { key: 'receptionOfficer', role: 'Cán bộ một cửa, tiếp nhận ở quầy', landing: '/mc' },
  { key: 'lanJustice', role: 'Cán bộ tư pháp – hộ tịch', landing: '/lam-viec' },
  { key: 'dungChair', role: 'Chủ tịch Ủy ban nhân dân xã', landing: '/lam-viec' },
  { key: 'haiPolice', role: 'Cán bộ Công an xã', landing: '/lam-viec' },
  { key: 'policeCommander', role: 'Trưởng Công an xã', landing: '/lam-viec' },
  { key: 'insuranceOfficer', role: 'Bảo hiểm xã hội tỉnh', landing: '/lam-viec' },
  { key: 'secondPolice', role: 'Công an xã thứ hai', landing: '/lam-viec' },
  { key: 'hanhSteward', role: 'Phụ trách dữ liệu của Sở Y tế', landing: '/dl' },
  { key: 'thuLeader', role: 'Lãnh đạo tỉnh', landing: '/dieu-hanh' },
  { key: 'securityPerson', role: 'Cán bộ bảo vệ dữ liệu cá nhân', landing: '/lam-viec' },
  { key: 'adminPerson', role: 'Quản trị hệ thống', landing: '/lam-viec' },
]
