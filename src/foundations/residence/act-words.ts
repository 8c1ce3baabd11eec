/** Acts of this module in words for people; an unknown one is named by its type. */
const words: Readonly<Record<string, string>> = {
  'permanent-residence-registered': 'đăng ký thường trú', 'household-opened': 'lập hộ', 'household-head-changed': 'đổi chủ hộ', 'household-split': 'tách hộ', 'households-merged': 'nhập hộ',
  'household-relation-corrected': 'sửa quan hệ với chủ hộ', 'residence-removed': 'xóa đăng ký cư trú', 'residence-ended-with-status': 'kết thúc cư trú của người đã mất, mất tích hoặc thôi quốc tịch',
  'temporary-residence-registered': 'đăng ký tạm trú', 'temporary-residence-renewed': 'gia hạn tạm trú', 'current-place-declared': 'khai báo nơi ở hiện tại', 'absence-declared': 'khai báo tạm vắng',
  'absence-ended': 'kết thúc tạm vắng', 'address-converted': 'chuyển địa chỉ theo đơn vị hành chính mới', 'person-imported': 'nhập từ danh sách dân cư',
}

export const actWords = (type: string): string => words[type] ?? type
