/** Kinds of lists that a sector holds. Of the sensitive ones only those may see lines whose appointment names that right (domain Annex G: C07, C08, C10). */
export const listKinds = {
  'social-insurance': { vi: 'Người tham gia bảo hiểm', en: 'Insured people' },
  'vaccination': { vi: 'Người đã tiêm chủng', en: 'Vaccinated people' },
  'elderly': { vi: 'Người cao tuổi', en: 'Elderly people' },
  'veterans': { vi: 'Người có công, cựu chiến binh', en: 'Veterans' },
  'pupils': { vi: 'Học sinh', en: 'Pupils' },
  'civil-status': { vi: 'Sổ hộ tịch cũ', en: 'Old civil-status books' },
  'bank-accounts': { vi: 'Tài khoản nhận tiền an sinh', en: 'Accounts for social payments' },
  'prisoners': { vi: 'Người đang chấp hành án', en: 'Prisoners', sensitive: true },
  'other': { vi: 'Danh sách khác', en: 'Another list' },
} as const satisfies Readonly<Record<string, { readonly vi: string; readonly en: string; readonly sensitive?: true }>>
export type ListKind = keyof typeof listKinds

export const isListKind = (text: string): text is ListKind => Object.hasOwn(listKinds, text)
export const isSensitive = (kind: string): boolean => isListKind(kind) && 'sensitive' in listKinds[kind]
