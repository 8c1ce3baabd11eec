import type { CastKey } from '../../../synthetic/index.ts'
import type { Said } from '../../web/public/index.ts'

export interface TourStep {
  readonly number: number
  readonly title: Said
  readonly text: Said
  readonly who: Said
  readonly persona: CastKey
  /** Path the step opens at. */
  readonly landing: string
  /** Who goes on, or where, within the same step. */
  readonly next?: { readonly label: Said; readonly persona: CastKey; readonly landing: string }
}

/** The six steps of the demonstration, in the order of the journey. */
export const tourSteps: readonly TourStep[] = [
  { number: 1, who: { vi: 'Chị Mai, 26 tuổi', en: 'Ms Mai, 26' }, persona: 'mai', landing: '/toi', title: { vi: 'Đăng nhập và thấy việc cần làm', en: 'Sign in and see what there is to do' }, text: { vi: 'Bệnh viện đã báo sinh. Trang đầu của chị gợi ý làm khai sinh cho bé.', en: 'The hospital has reported a birth. Her first page suggests registering it.' } },
  { number: 2, who: { vi: 'Chị Mai', en: 'Ms Mai' }, persona: 'mai', landing: '/thu-tuc/khai-sinh-thuong-tru-bhyt/bat-dau', next: { label: { vi: 'Không có điện thoại? Tới quầy', en: 'No phone? Go to a counter' }, persona: 'receptionOfficer', landing: '/mc' }, title: { vi: 'Khai sinh – thường trú – thẻ BHYT một lần', en: 'Birth, residence and health card in one go' }, text: { vi: 'Nhà nước đã biết gần hết. Chị chỉ gõ tên bé, xem lại rồi ký.', en: 'The state knows nearly everything. She types the name of the baby, looks and signs.' } },
  { number: 3, who: { vi: 'Cán bộ tư pháp, rồi Chủ tịch xã', en: 'Justice officer, then the chair of the commune' }, persona: 'lanJustice', landing: '/lam-viec', next: { label: { vi: 'Rồi tới Chủ tịch xã', en: 'Then the chair of the commune' }, persona: 'dungChair', landing: '/lam-viec' }, title: { vi: 'Kiểm tra và ký giấy khai sinh', en: 'Check and sign the birth certificate' }, text: { vi: 'Cán bộ chỉ xem điều chưa đối chiếu. Chủ tịch ký là bé có số định danh.', en: 'The officer looks only at what no register proves. The chair signs, and the baby has a personal number.' } },
  { number: 4, who: { vi: 'Công an xã, rồi Bảo hiểm xã hội', en: 'Commune police, then social insurance' }, persona: 'haiPolice', landing: '/lam-viec', next: { label: { vi: 'Rồi tới Bảo hiểm xã hội', en: 'Then social insurance' }, persona: 'insuranceOfficer', landing: '/lam-viec' }, title: { vi: 'Thường trú và thẻ bảo hiểm y tế', en: 'Permanent residence and health-insurance card' }, text: { vi: 'Mỗi phần có đồng hồ và kết quả riêng. Phần này vướng thì phần kia vẫn xong.', en: 'Each part has its own clock and result. If one is held up, the others still end.' } },
  { number: 5, who: { vi: 'Chị Mai', en: 'Ms Mai' }, persona: 'mai', landing: '/vi', next: { label: { vi: 'Rồi xem ai đã đọc', en: 'Then see who looked' }, persona: 'mai', landing: '/luot-xem' }, title: { vi: 'Kết quả, và ai đã xem dữ liệu của tôi', en: 'The results, and who looked at my data' }, text: { vi: 'Giấy tờ đã về, bé có tên trong hộ. Mỗi lượt xem của cán bộ hiện ra kèm bằng chứng.', en: 'The papers are there, the baby stands in the household. Each look of an officer is shown with its proof.' } },
  { number: 6, who: { vi: 'Bà Thư, Phó Chủ tịch tỉnh', en: 'Ms Thư, vice-chair of the province' }, persona: 'thuLeader', landing: '/dieu-hanh', title: { vi: 'Mỗi con số mở ra hồ sơ', en: 'Each number opens its applications' }, text: { vi: 'Đã nhận, đúng hạn, trễ, tự nộp, được giúp. Bấm số thấy danh sách, bấm mã thấy hồ sơ.', en: 'Received, in time, late, filed alone, filed with help. A number opens its list, a code its application.' } },
]

/** Personas of the demonstration, with where each begins. */
export const personas: readonly { readonly key: CastKey; readonly role: Said; readonly landing: string }[] = [
  { key: 'mai', role: { vi: 'Mẹ của bé, 26 tuổi, công nhân may', en: 'Mother of the baby, 26, works in a garment factory' }, landing: '/toi' },
  { key: 'nam', role: { vi: 'Cha của bé, chủ hộ', en: 'Father of the baby, head of the household' }, landing: '/toi' },
  { key: 'hoa', role: { vi: 'Mẹ, cha mẹ ở hai nơi', en: 'Mother; the parents live in two places' }, landing: '/toi' },
  { key: 'binh', role: { vi: 'Cha, cha mẹ ở hai nơi', en: 'Father; the parents live in two places' }, landing: '/toi' },
  { key: 'receptionOfficer', role: { vi: 'Cán bộ một cửa, tiếp nhận ở quầy', en: 'One-stop desk, takes applications in' }, landing: '/mc' },
  { key: 'lanJustice', role: { vi: 'Cán bộ tư pháp – hộ tịch', en: 'Justice and civil-status officer' }, landing: '/lam-viec' },
  { key: 'dungChair', role: { vi: 'Chủ tịch Ủy ban nhân dân xã', en: 'Chair of the People’s Committee of the commune' }, landing: '/lam-viec' },
  { key: 'haiPolice', role: { vi: 'Cán bộ Công an xã', en: 'Officer of the commune police' }, landing: '/lam-viec' },
  { key: 'policeCommander', role: { vi: 'Trưởng Công an xã', en: 'Head of the commune police' }, landing: '/lam-viec' },
  { key: 'insuranceOfficer', role: { vi: 'Bảo hiểm xã hội tỉnh', en: 'Social insurance of the province' }, landing: '/lam-viec' },
  { key: 'secondPolice', role: { vi: 'Công an xã thứ hai', en: 'Police of a second commune' }, landing: '/lam-viec' },
  { key: 'hanhSteward', role: { vi: 'Phụ trách dữ liệu của Sở Y tế', en: 'Answers for the data of the health department' }, landing: '/dl' },
  { key: 'thuLeader', role: { vi: 'Lãnh đạo tỉnh', en: 'Leader of the province' }, landing: '/dieu-hanh' },
  { key: 'securityPerson', role: { vi: 'Cán bộ bảo vệ dữ liệu cá nhân', en: 'Personal-data protection officer' }, landing: '/lam-viec' },
  { key: 'adminPerson', role: { vi: 'Quản trị hệ thống', en: 'System administrator' }, landing: '/lam-viec' },
]
