import { by, hours, internalBudget, legal, step, within, type States } from '../../src/public-services/catalogue/index.ts'

/** What procedures of civil status have in common: the laws, and how the commune works on them. */
export const portal = (code: string) => legal(`QĐ 163/QĐ-BTP (thủ tục ${code}, bản tháng 7/2026)`)
export const civilLaws = [legal('NĐ 123/2015/NĐ-CP'), legal('NĐ 87/2020/NĐ-CP'), legal('TT 04/2020/TT-BTP'), legal('NQ 66.7/2025/NQ-CP')]

/** Received, checked by the justice officer, signed by the chair, all on one working day. */
export const committeeSteps = (signs: string) => ({
  received: step('Tiếp nhận', by(['justice-officer', 'reception-officer']), within(hours(0.5), internalBudget), { accept: 'checking', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { status: 'submitted', says: 'Ủy ban nhân dân xã đang xem hồ sơ' }),
  checking: step('Kiểm tra', by('justice-officer'), within(hours(1), internalBudget), { ok: 'signing', defects: 'returned', refuse: 'refused', withdrawn: 'withdrawn' }, { says: 'Cán bộ tư pháp – hộ tịch đang kiểm tra' }),
  signing: step(signs, by('commune-chair'), within(hours(0.5), internalBudget), { approve: 'done', sendBack: 'checking', refuse: 'refused', withdrawn: 'withdrawn' }, { signs: 'agency-seal', says: 'Chờ Chủ tịch Ủy ban nhân dân xã ký' }),
}) satisfies States
