import type { Purpose, Role } from '../../platform/index.ts'

export const policeAccess: { readonly officer: readonly Role[] } = { officer: ['police-officer', 'police-commander'] }
export const intakePurpose: Purpose = { code: 'eid-intake', basis: 'NĐ 69/2024/NĐ-CP, đ.10–12', text: 'Thu nhận, duyệt định danh điện tử' }
export const accountPurpose: Purpose = { code: 'eid-account', basis: 'NĐ 69/2024/NĐ-CP', text: 'Khóa, mở khóa, cấp lại tài khoản định danh' }
export const campaignPurpose: Purpose = { code: 'eid-campaign', basis: 'NĐ 69/2024/NĐ-CP', text: 'Vận động kích hoạt định danh' }
