import type { ShapeRow } from './shapes.ts'
import type { TruthRow } from './truth.ts'

/**
 * One person of the synthetic register, exactly as one row of people.csv.
 * The importer reads these columns in any order, by their header. An empty cell means "not recorded".
 * Field list: Luật Căn cước 2023, art. 9 (the items a register may hold and a test needs).
 */
export type PersonSeed = {
  /** Stable key of the source list; never shown to people. */
  externalId: string
  /** 12 digits, always with a test prefix (099, 098, 097, 090). */
  pin: string
  fullName: string
  otherName: string
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  birthDate: string
  gender: 'male' | 'female'
  /** 01–55, Quyết định 121-TCTK/PPCĐ 1979. */
  ethnicity: string
  /** Code list religions, 00 = none. */
  religion: string
  /** ISO 3166 alpha-3. */
  nationality: string
  /** A+, O- …; empty when unknown. */
  bloodType: string
  /** Commune code of today for the place named in birthPlaceText. */
  birthPlaceArea: string
  birthPlaceText: string
  birthRegistrationArea: string
  nativePlaceArea: string
  nativePlaceText: string
  maritalStatus: 'single' | 'married' | 'divorced' | 'widowed'
  fatherExternalId: string
  motherExternalId: string
  spouseExternalId: string
  /** Residence file number; empty for people without a household (the dead, the missing). */
  householdNo: string
  /** Two digits of code list relation-to-head, 01 = head. */
  relationToHead: string
  /** Commune code of today. */
  residenceArea: string
  /** House number, hamlet or street; without commune and province. */
  residenceDetail: string
  /** YYYY-MM-DD. */
  residenceSince: string
  /** Nine-digit numbers of the old identity card, several separated by ';'. */
  cmnd9: string
  phone: string
  email: string
  lifeStatus: 'living' | 'deceased' | 'missing'
  /** YYYY-MM-DD. */
  deathDate: string
}

/** Column name of people.csv and the property it carries, in the order the exporter writes them. */
export const columns: readonly { readonly name: string; readonly key: keyof PersonSeed }[] = [
  { name: 'external_id', key: 'externalId' },
  { name: 'pin', key: 'pin' },
  { name: 'full_name', key: 'fullName' },
  { name: 'other_name', key: 'otherName' },
  { name: 'birth_date', key: 'birthDate' },
  { name: 'gender', key: 'gender' },
  { name: 'ethnicity', key: 'ethnicity' },
  { name: 'religion', key: 'religion' },
  { name: 'nationality', key: 'nationality' },
  { name: 'blood_type', key: 'bloodType' },
  { name: 'birth_place_area', key: 'birthPlaceArea' },
  { name: 'birth_place_text', key: 'birthPlaceText' },
  { name: 'birth_registration_area', key: 'birthRegistrationArea' },
  { name: 'native_place_area', key: 'nativePlaceArea' },
  { name: 'native_place_text', key: 'nativePlaceText' },
  { name: 'marital_status', key: 'maritalStatus' },
  { name: 'father_external_id', key: 'fatherExternalId' },
  { name: 'mother_external_id', key: 'motherExternalId' },
  { name: 'spouse_external_id', key: 'spouseExternalId' },
  { name: 'household_no', key: 'householdNo' },
  { name: 'relation_to_head', key: 'relationToHead' },
  { name: 'residence_area', key: 'residenceArea' },
  { name: 'residence_detail', key: 'residenceDetail' },
  { name: 'residence_since', key: 'residenceSince' },
  { name: 'cmnd9', key: 'cmnd9' },
  { name: 'phone', key: 'phone' },
  { name: 'email', key: 'email' },
  { name: 'life_status', key: 'lifeStatus' },
  { name: 'death_date', key: 'deathDate' },
]

/** People who share one dwelling and one residence file, with the dead who once belonged to it (householdNo empty). */
export type SyntheticHousehold = {
  /** Position in the stream of its province; the cast has negative positions. */
  index: number
  householdNo: string
  residenceArea: string
  people: PersonSeed[]
  /** Twins, siblings of one name, children of a first marriage, names in their own form. Absent for the cast. */
  shapes?: readonly ShapeRow[]
  /** What was damaged and what is true; present only when errors are planted, empty for a clean household. */
  truth?: TruthRow[]
}

const blank: PersonSeed = {
  externalId: '', pin: '', fullName: '', otherName: '', birthDate: '', gender: 'male', ethnicity: '01', religion: '00',
  nationality: 'VNM', bloodType: '', birthPlaceArea: '', birthPlaceText: '', birthRegistrationArea: '', nativePlaceArea: '',
  nativePlaceText: '', maritalStatus: 'single', fatherExternalId: '', motherExternalId: '', spouseExternalId: '',
  householdNo: '', relationToHead: '', residenceArea: '', residenceDetail: '', residenceSince: '', cmnd9: '', phone: '',
  email: '', lifeStatus: 'living', deathDate: '',
}

/** A complete seed from the parts that matter; everything else is "not recorded". */
export function personSeed(parts: Partial<PersonSeed>): PersonSeed {
  return { ...blank, ...parts }
}
