import type { PartialDate } from '../../kernel/partial-date.ts'
import type { PlainDate } from '../../platform/index.ts'

/** A place as the document said it, with the unit it lies in today or lay in then. */
export interface Place {
  readonly area: string | null
  readonly text: string | null
}

export type Gender = 'male' | 'female' | 'undetermined'
export type MaritalStatus = 'single' | 'married' | 'divorced' | 'widowed'
/** Missing and declared-dead by court; left: settled abroad; renounced: Vietnamese nationality given up. */
export const lifeStatuses = ['living', 'missing', 'deceased', 'declared-dead', 'left', 'renounced'] as const
export type LifeStatus = (typeof lifeStatuses)[number]
/** Only `confirmed` facts are bound by uniqueness; `claimed` and `disputed` ones live beside until somebody decides. */
export type Standing = 'confirmed' | 'claimed' | 'disputed'

export type NumberKind = 'pin' | 'cmnd9' | 'foreigner' | 'passport' | 'military'
export type NumberStatus = 'active' | 'cancelled' | 'superseded' | 'claimed' | 'disputed'

/** One identity number of a person (domain §1.7). */
export interface IdentityNumber {
  readonly kind: NumberKind
  readonly value: string
  readonly status: NumberStatus
  readonly issuedOn: PartialDate | null
  readonly issuedBy: string | null
  readonly standing: Standing
}

export const relationKinds = ['father', 'mother', 'spouse', 'child', 'guardian', 'ward', 'representative', 'represented'] as const
export type RelationKind = (typeof relationKinds)[number]

/** A relative: in the register (`personId`), or only named in a document. */
export interface Relative {
  readonly kind: RelationKind
  readonly personId: string | null
  readonly fullName: string | null
  readonly pin: string | null
  /** Nine-digit number of an old card, where the relative has one. */
  readonly oldNumber: string | null
  readonly standing: Standing
}

/** The facts of one person that stand in one dated row: Luật Căn cước 2023 art. 9, the items that are not lists. */
export interface PersonFacts {
  readonly fullName: string
  readonly otherName: string | null
  /** 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD': old people's papers often say only the year. */
  readonly birthDate: PartialDate | null
  readonly gender: Gender | null
  /** Code list ethnic-groups, '01'–'55'. */
  readonly ethnicity: string | null
  /** Code list religions, '00' = none. Sensitive. */
  readonly religion: string | null
  /** ISO 3166 alpha-3. */
  readonly nationalities: readonly string[]
  readonly bloodType: string | null
  readonly birthPlace: Place
  readonly birthRegistrationPlace: Place
  readonly nativePlace: Place
  readonly maritalStatus: MaritalStatus | null
  readonly lifeStatus: LifeStatus
  readonly deathDate: PartialDate | null
  readonly missingDate: PartialDate | null
  readonly phone: string | null
  readonly email: string | null
}

export const cardKinds = ['cmnd9', 'cmnd12', 'cccd', 'cccd-chip', 'can-cuoc', 'certificate'] as const
export type CardKind = (typeof cardKinds)[number]
export type CardStatus = 'valid' | 'replaced' | 'revoked' | 'lost'

/** One identity card a person has or had: day, place, time of validity (Luật Căn cước đ.9 k.14). */
export interface IdentityCard {
  readonly kind: CardKind
  readonly number: string
  readonly issuedOn: PartialDate | null
  readonly issuedBy: string | null
  /** Null where the card does not say, or never ends (`unlimited`). */
  readonly expiresOn: PlainDate | null
  readonly unlimited: boolean
  readonly status: CardStatus
}

/** Everything that can be asked of a person. The residence module adds the residence fields. */
export interface PersonData extends PersonFacts {
  readonly personId: string
  readonly pin: string | null
  readonly identityNumbers: readonly IdentityNumber[]
  readonly identityCards: readonly IdentityCard[]
  readonly relatives: readonly Relative[]
  /** The commune the person is found in today, null without a registered residence. */
  readonly area: string | null
}

export type PersonField = Exclude<keyof PersonData, 'personId'>

/** Only the fields that were asked for, and the id. */
/** `mergedFrom`: the id or number asked for belongs to an entry that was merged into this person. */
export type PersonView<F extends PersonField = PersonField> = { readonly personId: string; readonly mergedFrom?: string } & { readonly [K in F]: PersonData[K] }

/** Where a fact comes from: source code (see sources.ts), the day the source stated it, and the act that brought it. */
export interface Provenance {
  readonly source: string
  readonly date: PlainDate
  readonly act?: string
}

/** One fact as "Nhà nước đã biết" shows it. */
export interface KnownFact<F extends PersonField = PersonField> {
  readonly field: F
  readonly value: PersonData[F]
  readonly source: string
  /** Vietnamese name of the source. */
  readonly sourceName: string
  /** The day for which the source stated it. */
  readonly asOf: PlainDate
  readonly standing: Standing
}
