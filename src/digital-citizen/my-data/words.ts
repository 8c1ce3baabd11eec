import type { Role } from '../../platform/index.ts'

/** Roles as the citizen reads them: who, never which person (ux.md §3.12 rule 3). */
const roleWords: Readonly<Record<Role, Readonly<Record<'vi' | 'en', string>>>> = {
  'reception-officer': { vi: 'cán bộ tiếp nhận', en: 'reception officer' }, 'justice-officer': { vi: 'công chức tư pháp – hộ tịch', en: 'justice officer' }, 'commune-chair': { vi: 'lãnh đạo UBND xã', en: 'head of the commune' },
  'police-officer': { vi: 'cán bộ công an', en: 'police officer' }, 'police-commander': { vi: 'chỉ huy công an', en: 'head of the commune police' }, 'insurance-officer': { vi: 'cán bộ bảo hiểm xã hội', en: 'insurance officer' },
  'data-steward': { vi: 'cán bộ phụ trách dữ liệu', en: 'data steward' }, leader: { vi: 'lãnh đạo', en: 'leader' }, administrator: { vi: 'người quản lý đơn vị', en: 'administrator' }, auditor: { vi: 'thanh tra', en: 'inspector' }, 'security-officer': { vi: 'cán bộ bảo vệ dữ liệu', en: 'data protection officer' },
}

export function roleWord(role: string | null, language: 'vi' | 'en' = 'vi'): string {
  return roleWords[role as Role]?.[language] ?? (language === 'vi' ? 'cán bộ' : 'officer')
}

export const otherCaseWords = 'Liên quan hồ sơ của người khác trong gia đình'

export const concernWords = {
  'not-known': 'Tôi không biết việc này', 'too-much': 'Xem nhiều hơn mức cần', 'not-my-case': 'Hồ sơ này không phải của tôi', other: 'Điều khác',
} as const
export type Concern = keyof typeof concernWords

export const findingWords = { lawful: 'Xem đúng việc, đúng quyền', mistake: 'Xem nhầm', unlawful: 'Xem trái quy định' } as const
export type Finding = keyof typeof findingWords
