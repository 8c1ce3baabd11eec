/** What each kind of legal act is called, as people read it. A type keeps its name for ever. */
const words: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  'person-imported': { vi: 'Nạp vào dữ liệu dân cư', en: 'Taken into the register' },
  'person-facts-changed': { vi: 'Cập nhật thông tin', en: 'Facts changed' },
  'person-facts-corrected': { vi: 'Sửa sai sót', en: 'Facts corrected' },
  'life-status-changed': { vi: 'Ghi tình trạng của người', en: 'Life status recorded' },
  'life-status-undone': { vi: 'Hủy việc ghi sai tình trạng', en: 'Life status taken back' },
  'persons-merged': { vi: 'Gộp hai bản ghi của một người', en: 'Entries merged' },
  'persons-unmerged': { vi: 'Tách lại hai người', en: 'Entries separated again' },
  'relation-linked': { vi: 'Ghi quan hệ gia đình', en: 'Relation recorded' },
  'relation-ended': { vi: 'Kết thúc quan hệ', en: 'Relation ended' },
  'relation-corrected': { vi: 'Sửa quan hệ ghi sai', en: 'Relation corrected' },
  'number-reestablished': { vi: 'Hủy và xác lập lại số định danh', en: 'Personal number re-established' },
  'old-number-claimed': { vi: 'Khai số giấy tờ cũ', en: 'Old number claimed' },
  'old-number-confirmed': { vi: 'Xác nhận số giấy tờ cũ', en: 'Old number confirmed' },
  'old-number-rejected': { vi: 'Không nhận số giấy tờ cũ', en: 'Old number rejected' },
  'identity-card-recorded': { vi: 'Ghi thẻ căn cước, chứng minh nhân dân', en: 'Identity card recorded' },
  'identity-card-ended': { vi: 'Ghi thẻ không còn dùng', en: 'Identity card out of use' },
  'birth-registered': { vi: 'Đăng ký khai sinh', en: 'Birth registered' },
  'marriage-recorded': { vi: 'Ghi vào sổ kết hôn', en: 'Marriage recorded' },
  'permanent-residence-registered': { vi: 'Đăng ký thường trú', en: 'Permanent residence registered' },
  'household-opened': { vi: 'Lập hộ', en: 'Household opened' },
  'household-head-changed': { vi: 'Đổi chủ hộ', en: 'Head of household changed' },
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
  'health-card-issued': { vi: 'Cấp thẻ bảo hiểm y tế', en: 'Health card issued' },
  'mandate-given': { vi: 'Lập ủy quyền', en: 'Mandate given' },
  'mandate-ended': { vi: 'Chấm dứt ủy quyền', en: 'Mandate ended' },
  'legal-entity-recorded': { vi: 'Ghi tổ chức', en: 'Organisation recorded' },
}

/** The name of a type of act; "another act" for one that has no name here yet. */
export function actWords(type: string, language: 'vi' | 'en' = 'vi'): string {
  return words[type]?.[language] ?? (language === 'vi' ? 'Việc pháp lý khác' : 'Another act')
}
