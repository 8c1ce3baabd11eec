import type { Role } from '../../platform/index.ts'
import type { Lang } from '../kit/index.ts'

const titles: Readonly<Record<Role, Readonly<Record<Lang, string>>>> = {
  'reception-officer': { vi: 'cán bộ tiếp nhận', en: 'reception officer' }, 'justice-officer': { vi: 'công chức tư pháp – hộ tịch', en: 'justice officer' }, 'commune-chair': { vi: 'lãnh đạo UBND xã', en: 'commune chair' },
  'police-officer': { vi: 'cán bộ công an', en: 'police officer' }, 'police-commander': { vi: 'chỉ huy công an', en: 'police commander' }, 'insurance-officer': { vi: 'cán bộ bảo hiểm xã hội', en: 'insurance officer' }, 'data-steward': { vi: 'cán bộ phụ trách dữ liệu', en: 'data steward' },
  leader: { vi: 'lãnh đạo', en: 'leader' }, administrator: { vi: 'quản trị', en: 'administrator' }, auditor: { vi: 'thanh tra', en: 'auditor' }, 'security-officer': { vi: 'cán bộ bảo vệ dữ liệu', en: 'data protection officer' },
}

/** A role as officers name it. */
export const roleTitle = (role: string, lang: Lang): string => titles[role as Role]?.[lang] ?? role
