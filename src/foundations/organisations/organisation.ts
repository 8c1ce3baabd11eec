import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Role } from '../../platform/index.ts'

/** Bodies the program knows. A commune has one committee and one police; a province one of each too. */
export const organisationKinds = [
  'commune-committee', 'commune-police', 'service-centre', 'provincial-committee', 'provincial-police', 'provincial-department',
  'insurance-office', 'hospital', 'ministry',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** The Vietnamese word for each kind, for lists and filters. */
export const organisationKindWords: Readonly<Record<OrganisationKind, string>> = {
  'commune-committee': 'Ủy ban nhân dân cấp xã', 'commune-police': 'Công an cấp xã', 'service-centre': 'Trung tâm Phục vụ hành chính công',
  'provincial-committee': 'Ủy ban nhân dân cấp tỉnh', 'provincial-police': 'Công an cấp tỉnh', 'provincial-department': 'Sở',
  'insurance-office': 'Bảo hiểm xã hội', 'hospital': 'Cơ sở khám chữa bệnh', 'ministry': 'Bộ, cơ quan trung ương',
}

/** A body over the time it existed. Public: no personal data. */
export interface Organisation {
  readonly id: string
  /** Electronic identifier used in dossier codes, 'H61.41.03' (QĐ 20/2020/QĐ-TTg). */
  readonly unitCode: string
  readonly name: string
  readonly shortName: string
  readonly kind: OrganisationKind
  /** The unit it answers for: commune (5 digits) or province (2 digits). */
  readonly areaCode: string
  readonly parentId: string | null
  readonly address: string | null
  readonly phone: string | null
  readonly from: PlainDate
  /** First day it no longer exists; null while it does. */
  readonly to: PlainDate | null
}

/** A post of an organisation. Public: who holds it is not. */
export interface Post {
  readonly id: string
  readonly organisationId: string
  /** 'Trưởng Công an xã' */
  readonly title: string
  readonly role: Role
  /** Unit codes the holder is responsible for, each inside the organisation's own unit. */
  readonly areas: readonly string[]
  /** One holder at a time. */
  readonly sole: boolean
  readonly from: PlainDate
  readonly to: PlainDate | null
}

/** A post held by a person for a time. `personId` makes it personal data. */
export interface Appointment {
  readonly appointmentId: string
  readonly personId: string
  readonly organisationId: string
  /** From the post: what an officer's rights are made of. */
  readonly role: Role
  readonly areas: readonly string[]
  /** May see the categories C07, C08 and C10. */
  readonly sensitive: boolean
  readonly decisionNumber: string
  readonly from: PlainDate
  readonly to: PlainDate | null
  readonly post: Post
  readonly organisation: Organisation
}
