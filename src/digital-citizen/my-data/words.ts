import type { Role } from '../../platform/index.ts'

/** Roles as the citizen reads them: who, never which person (ux.md §3.12 rule 3). */
const roleWords: Readonly<Record<Role, string>> = {
  'reception-officer': 'cán bộ tiếp nhận', 'justice-officer': 'công chức tư pháp – hộ tịch', 'commune-chair': 'lãnh đạo UBND xã', 'police-officer': 'cán bộ công an',
  'police-commander': 'chỉ huy công an', 'insurance-officer': 'cán bộ bảo hiểm xã hội', 'data-steward': 'cán bộ phụ trách dữ liệu', leader: 'lãnh đạo', administrator: 'người quản lý đơn vị', auditor: 'thanh tra', 'security-officer': 'cán bộ bảo vệ dữ liệu',
}

export function roleWord(role: string | null): string {
  return roleWords[role as Role] ?? 'cán bộ'
}

export const otherCaseWords = 'Liên quan hồ sơ của người khác trong gia đình'

export const concernWords = {
  'not-known': 'Tôi không biết việc này', 'too-much': 'Xem nhiều hơn mức cần', 'not-my-case': 'Hồ sơ này không phải của tôi', other: 'Điều khác',
} as const
export type Concern = keyof typeof concernWords

export const findingWords = { lawful: 'Xem đúng việc, đúng quyền', mistake: 'Xem nhầm', unlawful: 'Xem trái quy định' } as const
export type Finding = keyof typeof findingWords
