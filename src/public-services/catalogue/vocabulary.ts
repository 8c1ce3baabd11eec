import type { Role } from '../../platform/index.ts'

/** How well a rule was checked against the legal text. Whatever is not `sure` stays dated, editable data. */
export type Certainty = 'sure' | 'likely' | 'guess'

/** Where a rule comes from: the text, the article where it was read, and how certain we are. */
export interface LegalSource {
  readonly text: string
  readonly article?: string
  readonly certainty: Certainty
  readonly note?: string
}

/** `legal('Luật Hộ tịch 2014', 'đ.15')`: a source in the shape every procedure file uses. */
export function legal(text: string, article?: string, certainty: Certainty = 'sure', note?: string): LegalSource {
  return { text, ...(article ? { article } : {}), certainty, ...(note ? { note } : {}) }
}

/** The officers a step may name; `satisfies` keeps the list equal to the platform's own. */
export const officerRoles = [
  'reception-officer', 'justice-officer', 'commune-chair', 'police-officer', 'police-commander', 'insurance-officer',
] as const satisfies readonly Role[]
export type OfficerRole = (typeof officerRoles)[number]

/** The state's own registers, and the facts each gives without asking anybody. */
export const registers = {
  population: {
    label: 'CSDL quốc gia về dân cư',
    fields: {
      personId: 'Mã hồ sơ dân cư', fullName: 'Họ và tên', birthDate: 'Ngày sinh', gender: 'Giới tính', pin: 'Số định danh',
      ethnicity: 'Dân tộc', nationality: 'Quốc tịch', nativePlace: 'Quê quán', permanentResidence: 'Nơi thường trú',
      permanentCommune: 'Xã, phường thường trú', currentResidence: 'Nơi ở hiện tại',
      temporaryResidence: 'Nơi tạm trú', temporaryCommune: 'Xã, phường tạm trú', temporaryUntil: 'Tạm trú đến hết ngày', temporaryRenewal: 'Gia hạn tạm trú',
      maritalStatus: 'Tình trạng hôn nhân', lifeStatus: 'Tình trạng',
      oldNumbers: 'Số chứng minh nhân dân đã ghi', entries: 'Việc đã đăng ký trong sổ hộ tịch', relation: 'Quan hệ của người nộp', sharedHome: 'Nơi cư trú cuối cùng', sharedCommune: 'Xã, phường cư trú cuối cùng',
    },
  },
  residence: {
    label: 'CSDL về cư trú',
    fields: {
      householdId: 'Mã hộ', fileNumber: 'Số hồ sơ cư trú', headName: 'Chủ hộ', headPin: 'Số định danh chủ hộ', headPersonId: 'Mã hồ sơ chủ hộ',
      relationToHead: 'Quan hệ với chủ hộ', address: 'Địa chỉ', commune: 'Xã, phường', province: 'Tỉnh, thành phố', others: 'Thành viên khác, trừ chủ hộ',
    },
  },
  'civil-status': {
    label: 'CSDL hộ tịch điện tử',
    fields: { number: 'Số giấy chứng nhận kết hôn', date: 'Ngày đăng ký kết hôn', place: 'Nơi đăng ký kết hôn', spousePin: 'Số định danh vợ, chồng' },
  },
  'civil-entry': {
    label: 'Sổ hộ tịch điện tử',
    fields: { entryId: 'Mã bản đăng ký', kind: 'Loại việc', title: 'Việc', about: 'Của ai', number: 'Số, quyển', date: 'Ngày đăng ký', place: 'Nơi đăng ký', commune: 'Xã, phường giữ sổ' },
  },
  hospital: {
    label: 'Giấy chứng sinh điện tử của cơ sở y tế',
    fields: {
      noticeNumber: 'Số giấy chứng sinh', noticeDate: 'Ngày cấp giấy chứng sinh', facilityName: 'Nơi cấp', facilityCode: 'Mã cơ sở', birthDate: 'Ngày sinh',
      birthTime: 'Giờ sinh', gender: 'Giới tính', weightGrams: 'Cân nặng', childOrder: 'Con thứ', birthPlace: 'Nơi sinh', motherPin: 'Số định danh người mẹ',
    },
  },
  account: { label: 'Tài khoản định danh điện tử', fields: { phone: 'Số điện thoại', email: 'Thư điện tử' } },
  land: { label: 'CSDL quốc gia về đất đai', fields: { certificate: 'Số giấy chứng nhận', address: 'Địa chỉ thửa đất, nhà' } },
} as const
export type Register = keyof typeof registers

/** Who or what a fact path may begin with, and the register that owns it. `child` is absent: a newborn is in no register yet. */
export const subjects: Readonly<Record<string, Register>> = {
  requester: 'population', mother: 'population', father: 'population', member: 'population', head: 'population',
  motherHome: 'residence', fatherHome: 'residence', newHousehold: 'residence', ownHome: 'residence',
  marriage: 'civil-status', event: 'hospital', contact: 'account', land: 'land',
}

/** Facts every filing has without a card of their own: the account of the person who signed in. */
export const ambientFacts: readonly string[] = ['contact.phone', 'contact.email']

/** A register and the facts of it that are shown, in the order they are shown. */
export interface Source {
  readonly register: Register
  readonly fields: readonly string[]
}

const from = (register: Register) => (fields: readonly string[]): Source => ({ register, fields })
export const source = {
  person: from('population'),
  household: from('residence'),
  marriage: from('civil-status'),
  entry: from('civil-entry'),
  birthNotice: from('hospital'),
  account: from('account'),
  land: from('land'),
}

/** The ten status codes exchanged with the National Portal (domain: likely, from public integrations). */
export const nationalStatus = {
  submitted: 1, accepted: 2, 'refused-at-reception': 3, 'in-process': 4, 'supplement-requested': 5,
  'payment-requested': 6, withdrawn: 7, stopped: 8, done: 9, returned: 10,
} as const
export type NationalStatus = keyof typeof nationalStatus

/** Organisations that hold a step. The dossier module resolves them for a commune or a province. */
export const organisationKinds = ['commune-people-committee', 'commune-police', 'social-insurance', 'one-stop-centre'] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** An authority: what kind, and the first of these fact paths that is known says where. */
export interface Authority {
  readonly organisation: OrganisationKind
  readonly areaFrom: readonly string[]
}
export const communeCommitteeOf = (...areaFrom: string[]): Authority => ({ organisation: 'commune-people-committee', areaFrom })
export const communePoliceOf = (...areaFrom: string[]): Authority => ({ organisation: 'commune-police', areaFrom })
export const socialInsuranceOf = (...areaFrom: string[]): Authority => ({ organisation: 'social-insurance', areaFrom })
