/**
 * The demo province, its communes and the bodies the cast works for.
 * Area codes and names are real (Quyết định 19/2025/QĐ-TTg). Every electronic unit code, phone and address
 * of an organisation is an example of our own: the series H86 is not among H01–H63 of Quyết định 20/2020/QĐ-TTg.
 */
export const demoProvince = { code: '86', name: 'Tỉnh Vĩnh Long', pinPrefix: '099' } as const

/** The eight communes a default demo population lives in; all formed from whole old communes on 2025-07-01. */
export const demoCommunes = [
  '29602', // Xã Long Hồ: the home commune
  '29308', // Xã Cầu Kè: the second home
  '29551', // Phường Long Châu: seat of the province
  '29557', // Phường Phước Hậu
  '29584', // Xã An Bình
  '28789', // Phường Bến Tre
  '28870', // Xã Chợ Lách
  '29242', // Phường Trà Vinh
] as const

export const homeCommune = { code: '29602', name: 'Xã Long Hồ' } as const
export const secondCommune = { code: '29308', name: 'Xã Cầu Kè' } as const

export type CastOrganisationKey =
  | 'homeCommittee' | 'homePolice' | 'homeCentre' | 'secondCommittee' | 'secondPolice' | 'secondCentre'
  | 'provincialInsurance' | 'provincialCommittee' | 'provincialPolice' | 'provincialHealth' | 'hospital'

export type CastOrganisation = {
  key: CastOrganisationKey
  name: string
  shortName: string
  kind: 'commune-committee' | 'commune-police' | 'service-centre' | 'insurance-office' | 'provincial-committee' | 'provincial-police' | 'provincial-department' | 'hospital'
  /** Commune (5 digits) or province (2 digits) the body answers for. */
  areaCode: string
  parentKey?: CastOrganisationKey
  /** Electronic identifier used in dossier codes; example values of our own. */
  unitCode: string
  address: string
  phone: string
}

export const castOrganisations: readonly CastOrganisation[] = [
  { key: 'provincialCommittee', name: 'Ủy ban nhân dân tỉnh Vĩnh Long', shortName: 'UBND tỉnh Vĩnh Long', kind: 'provincial-committee', areaCode: '86', unitCode: 'H86.01.01', address: 'Số 88 đường Hoàng Thái Hiếu, Phường Long Châu', phone: '0300000001' },
  { key: 'provincialPolice', name: 'Công an tỉnh Vĩnh Long', shortName: 'Công an tỉnh', kind: 'provincial-police', areaCode: '86', unitCode: 'H86.02.01', address: 'Số 71 đường Phạm Thái Bường, Phường Phước Hậu', phone: '0300000002' },
  { key: 'provincialInsurance', name: 'Bảo hiểm xã hội tỉnh Vĩnh Long', shortName: 'BHXH tỉnh', kind: 'insurance-office', areaCode: '86', unitCode: 'H86.03.01', address: 'Số 12 đường Trưng Nữ Vương, Phường Long Châu', phone: '0300000003' },
  { key: 'provincialHealth', name: 'Sở Y tế tỉnh Vĩnh Long', shortName: 'Sở Y tế', kind: 'provincial-department', areaCode: '86', unitCode: 'H86.05.01', address: 'Số 47 đường Lê Văn Tám, Phường Long Châu', phone: '0300000005' },
  { key: 'hospital', name: 'Bệnh viện Đa khoa Sông Tiền (mẫu)', shortName: 'BV Sông Tiền (mẫu)', kind: 'hospital', areaCode: '86', unitCode: 'H86.04.01', address: 'Số 301 đường Trần Phú, Phường Phước Hậu', phone: '0300000004' },
  { key: 'homeCommittee', name: 'Ủy ban nhân dân xã Long Hồ', shortName: 'UBND xã Long Hồ', kind: 'commune-committee', areaCode: '29602', parentKey: 'provincialCommittee', unitCode: 'H86.41.01', address: 'Ấp 1, Xã Long Hồ', phone: '0300000011' },
  { key: 'homePolice', name: 'Công an xã Long Hồ', shortName: 'Công an xã Long Hồ', kind: 'commune-police', areaCode: '29602', parentKey: 'provincialPolice', unitCode: 'H86.41.02', address: 'Ấp 1, Xã Long Hồ', phone: '0300000012' },
  { key: 'homeCentre', name: 'Trung tâm Phục vụ hành chính công xã Long Hồ', shortName: 'Trung tâm PVHCC xã Long Hồ', kind: 'service-centre', areaCode: '29602', parentKey: 'homeCommittee', unitCode: 'H86.41.03', address: 'Ấp 1, Xã Long Hồ', phone: '0300000013' },
  { key: 'secondCommittee', name: 'Ủy ban nhân dân xã Cầu Kè', shortName: 'UBND xã Cầu Kè', kind: 'commune-committee', areaCode: '29308', parentKey: 'provincialCommittee', unitCode: 'H86.57.01', address: 'Khóm 4, Xã Cầu Kè', phone: '0300000021' },
  { key: 'secondPolice', name: 'Công an xã Cầu Kè', shortName: 'Công an xã Cầu Kè', kind: 'commune-police', areaCode: '29308', parentKey: 'provincialPolice', unitCode: 'H86.57.02', address: 'Khóm 4, Xã Cầu Kè', phone: '0300000022' },
  { key: 'secondCentre', name: 'Trung tâm Phục vụ hành chính công xã Cầu Kè', shortName: 'Trung tâm PVHCC xã Cầu Kè', kind: 'service-centre', areaCode: '29308', parentKey: 'secondCommittee', unitCode: 'H86.57.03', address: 'Khóm 4, Xã Cầu Kè', phone: '0300000023' },
]
