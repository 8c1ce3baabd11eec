import type { ActActor } from '../../foundations/acts/index.ts'
import type { Lang } from '../kit/index.ts'
import { personStrings } from './person-strings.ts'

/** What an act is called, by its type. A type without words of its own is named by its basis alone. */
const words: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  'person-imported': { vi: 'Chuyển từ danh sách vào dữ liệu dân cư', en: 'Taken over from a list' },
  'person-facts-changed': { vi: 'Cập nhật thông tin', en: 'Facts changed' },
  'person-facts-corrected': { vi: 'Sửa sai sót', en: 'Facts corrected' },
  'birth-registered': { vi: 'Đăng ký khai sinh', en: 'Birth registered' },
  'marriage-recorded': { vi: 'Ghi đăng ký kết hôn', en: 'Marriage recorded' },
  'permanent-residence-registered': { vi: 'Đăng ký thường trú', en: 'Permanent residence registered' },
  'household-opened': { vi: 'Lập hộ', en: 'Household opened' },
  'household-head-changed': { vi: 'Đổi chủ hộ', en: 'Head changed' },
  'household-split': { vi: 'Tách hộ', en: 'Household split' },
  'households-merged': { vi: 'Nhập hộ', en: 'Households merged' },
  'household-relation-corrected': { vi: 'Sửa quan hệ với chủ hộ', en: 'Relation to the head corrected' },
  'residence-removed': { vi: 'Xóa đăng ký cư trú', en: 'Residence ended' },
  'residence-ended-with-status': { vi: 'Kết thúc cư trú của người đã mất, mất tích hoặc thôi quốc tịch', en: 'Residence ended with the person’s status' },
  'temporary-residence-registered': { vi: 'Đăng ký tạm trú', en: 'Temporary residence registered' },
  'temporary-residence-renewed': { vi: 'Gia hạn tạm trú', en: 'Temporary residence renewed' },
  'current-place-declared': { vi: 'Khai báo nơi ở hiện tại', en: 'Present place declared' },
  'absence-declared': { vi: 'Khai báo tạm vắng', en: 'Absence declared' },
  'absence-ended': { vi: 'Kết thúc tạm vắng', en: 'Absence ended' },
  'address-converted': { vi: 'Chuyển địa chỉ theo đơn vị hành chính mới', en: 'Address converted to the new units' },
}

export function actWord(type: string | undefined, lang: Lang): string | null {
  return (type === undefined ? undefined : words[type]?.[lang]) ?? null
}

/** Who recorded an act, without a name: as it stands in the books. */
export function actorWord(actor: ActActor | undefined, lang: Lang): string {
  const say = personStrings.in(lang)
  if (actor?.kind === 'officer') return say('who.officer')
  return say(actor?.kind === 'citizen' ? 'who.citizen' : 'who.system')
}
