import type { Purpose } from '../../platform/index.ts'

/** Why a citizen's own pages read: each sentence stands in the list of who looked. */
export const preparing: Purpose = { code: 'dossier.prepare', basis: 'NĐ 118/2025/NĐ-CP', text: 'Ông/bà chuẩn bị hồ sơ của mình' }
export const following: Purpose = { code: 'dossier.follow', basis: 'NĐ 118/2025/NĐ-CP', text: 'Ông/bà xem hồ sơ của mình' }
export const ownData: Purpose = { code: 'own-data', basis: 'Luật Căn cước 2023, đ.10', text: 'Ông/bà xem dữ liệu của mình' }
export const ownPapers: Purpose = { code: 'own-papers', basis: 'Luật Giao dịch điện tử 2023', text: 'Ông/bà xem giấy tờ của mình' }
export const ownMessages: Purpose = { code: 'own-messages', basis: 'Luật 91/2025/QH15', text: 'Ông/bà xem tin nhắn của mình' }
export const ownReads: Purpose = { code: 'own-reads', basis: 'Luật 91/2025/QH15', text: 'Ông/bà xem ai đã xem dữ liệu của mình' }
export const correcting: Purpose = { code: 'correction', basis: 'Luật Căn cước 2023, đ.11', text: 'Ông/bà báo thông tin sai' }
