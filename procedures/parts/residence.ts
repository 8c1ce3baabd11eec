import { by, derived, hours, internalBudget, legal, sentence, step, within, workingDays, type States } from '../../src/public-services/catalogue/index.ts'

/** What procedures of residence have in common: who may ask nothing else, how the police of the commune work on them, what form CT01 says. */
export const consentLaw = legal('Luật Cư trú 2020', 'đ.28', 'likely')
export const papersLaw = legal('NĐ 154/2024/NĐ-CP', 'đ.5', 'likely')
export const residenceLaws = [legal('Luật Cư trú 68/2020/QH14'), legal('NĐ 154/2024/NĐ-CP'), legal('TT 54/2025/TT-BCA', undefined, 'likely'), legal('TT 116/2026/TT-BCA', undefined, 'sure', 'Mẫu CT01, CT08'), legal('TT 75/2022/TT-BTC', undefined, 'sure', 'Lệ phí')]

/** Received, checked by the registering officer, decided by the commander: the office's own shares of three working days. */
export const policeSteps = {
  received: step('Tiếp nhận', by('police-officer'), within(hours(4), internalBudget), { accept: 'checking', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { status: 'submitted', says: 'Công an xã đang xem hồ sơ' }),
  checking: step('Thẩm định', by('police-officer'), within(workingDays(1), internalBudget), { ok: 'approving', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { says: 'Công an xã đang thẩm định chỗ ở' }),
  approving: step('Phê duyệt', by('police-commander'), within(hours(4), internalBudget), { approve: 'done', sendBack: 'checking', refuse: 'refused', withdrawn: 'withdrawn' }, { signs: 'agency-seal', says: 'Chờ Trưởng Công an xã duyệt' }),
} satisfies States

export const addressee = (commune: string) => derived('residence.addressee', 'Kính gửi', sentence(`Công an {${commune}}`))

/** The first items of form CT01, all known: who asks. */
export const ct01Person = [
  ['addressee', 'Kính gửi', 'residence.addressee', 'derived'], ['person-name', 'Họ, chữ đệm và tên', 'requester.fullName', 'known'], ['person-birth', 'Ngày, tháng, năm sinh', 'requester.birthDate', 'known'],
  ['person-gender', 'Giới tính', 'requester.gender', 'known'], ['person-pin', 'Số định danh cá nhân', 'requester.pin', 'known'], ['person-phone', 'Số điện thoại liên hệ', 'contact.phone', 'known'], ['person-email', 'Email', 'contact.email', 'known'],
] as const
