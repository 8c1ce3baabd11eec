import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Certainty } from '../../public-services/catalogue/index.ts'

/**
 * What a rule may look at of one person: the facts that stand today. `pin` is the number in force, else the one only claimed; `residenceArea` and
 * `householdId` are of the permanent residence, else of the temporary one, else of the present place.
 */
export const personColumns = {
  fullName: 'full_name', birthDate: 'birth_date', birthYear: 'birth_year', gender: 'gender', ethnicity: 'ethnicity', nationality: 'nationality',
  birthRegistrationArea: 'birth_registration_area', nativePlaceArea: 'native_place_area', nativePlaceText: 'native_place_text', maritalStatus: 'marital_status',
  lifeStatus: 'life_status', deathDate: 'death_date', phone: 'phone', email: 'email', standing: 'standing', pin: 'pin', pinStatus: 'pin_status',
  cmnd9Count: 'cmnd9_count', cmnd9Malformed: 'cmnd9_malformed', residenceArea: 'residence_area', residenceDetail: 'residence_detail', residenceKind: 'residence_kind',
  relationToHead: 'relation_to_head',
} as const
export type PersonColumn = keyof typeof personColumns
/** What a rule may look at of a household: its permanent members and heads, and everybody in it; rows only claimed count as well. */
export const householdColumns = { members: 'members', heads: 'heads', everybody: 'everybody' } as const
export type HouseholdColumn = keyof typeof householdColumns
/** In rules about two relatives a column says whose it is. */
export type Column = PersonColumn | HouseholdColumn | `self.${PersonColumn}` | `other.${PersonColumn}`

/** Sets of codes that are too long for a rule file; the caller hands them over. */
export type CodeSet = 'open-communes' | 'number-places'

export type Value =
  | { readonly op: 'column'; readonly column: Column }
  | { readonly op: 'constant'; readonly value: string | number }
  /** Digits of a text as a number; nothing where they are no digits. Places count from 1. */
  | { readonly op: 'digits'; readonly column: Column; readonly from: number; readonly length: number }
  | { readonly op: 'minus'; readonly left: Value; readonly right: Value }
  /** Whole part of a division by a constant. */
  | { readonly op: 'part'; readonly of: Value; readonly by: number }
  | { readonly op: 'rest'; readonly of: Value; readonly by: number }
  | { readonly op: 'today' }
  | { readonly op: 'this-year' }

/** True or false, never unknown: a comparison with a missing value is false, so `not` means what it says. */
export type Condition =
  | { readonly op: 'missing'; readonly column: Column }
  | { readonly op: 'is'; readonly column: Column; readonly among: readonly string[] }
  /** A pattern both engines read alike: anchors, classes, counts. No back references. */
  | { readonly op: 'matches'; readonly column: Column; readonly pattern: string }
  | { readonly op: 'listed'; readonly column: Column; readonly set: CodeSet; readonly length?: number }
  | { readonly op: 'compare'; readonly left: Value; readonly by: '=' | '<>' | '<' | '<=' | '>' | '>='; readonly right: Value }
  | { readonly op: 'all'; readonly of: readonly Condition[] }
  | { readonly op: 'any'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  /** Relatives only: the other person does not name this one in return. */
  | { readonly op: 'not-returned' }

const column = (name: Column): Value => ({ op: 'column', column: name })
export const digits = (name: Column, from: number, length: number): Value => ({ op: 'digits', column: name, from, length })
export const minus = (left: Value | Column | number, right: Value | Column | number): Value => ({ op: 'minus', left: valueOf(left), right: valueOf(right) })
export const part = (of: Value | Column, by: number): Value => ({ op: 'part', of: valueOf(of), by })
export const rest = (of: Value | Column, by: number): Value => ({ op: 'rest', of: valueOf(of), by })
export const today: Value = { op: 'today' }
export const thisYear: Value = { op: 'this-year' }

export const missing = (name: Column): Condition => ({ op: 'missing', column: name })
export const known = (name: Column): Condition => not(missing(name))
export const is = (name: Column, ...among: readonly string[]): Condition => ({ op: 'is', column: name, among })
export const matches = (name: Column, pattern: string): Condition => ({ op: 'matches', column: name, pattern })
/** The value, or its first `length` characters, is one of the set. */
export const listed = (name: Column, set: CodeSet, length?: number): Condition => ({ op: 'listed', column: name, set, ...(length ? { length } : {}) })
type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>='
export const compare = (left: Value | Column | number, by: Comparison, right: Value | Column | number): Condition => ({ op: 'compare', left: valueOf(left), by, right: valueOf(right) })
export const all = (...of: readonly Condition[]): Condition => ({ op: 'all', of })
export const any = (...of: readonly Condition[]): Condition => ({ op: 'any', of })
export const not = (of: Condition): Condition => ({ op: 'not', of })
export const notReturned: Condition = { op: 'not-returned' }

function valueOf(given: Value | string | number): Value {
  return typeof given === 'number' ? { op: 'constant', value: given } : typeof given === 'string' ? column(given as Column) : given
}

/** What a rule is about, and which other records its answer hangs on. */
export type Scope =
  | { readonly kind: 'row'; readonly when: Condition }
  | { readonly kind: 'household'; readonly when: Condition }
  /** The same value of a number or the same text, name and date, held by more than one person. */
  | { readonly kind: 'group'; readonly by: 'pin' | 'cmnd9' | 'name-birth-origin' }
  | { readonly kind: 'kin'; readonly relation: readonly ('father' | 'mother' | 'spouse')[]; readonly when: Condition }

/** đúng (agrees with what is so), đủ (complete), sạch (valid and once), sống (followed life): domain §8.1. */
export type Dimension = 'accurate' | 'complete' | 'clean' | 'live'
interface Words { readonly vi: string; readonly en: string }

export interface Rule {
  readonly id: string
  /** Category C01–C25 of the cleaning work (domain §8.2). */
  readonly category: string
  readonly dimension: Dimension
  /** A sentence people understand: 'Hộ không có chủ hộ'. */
  readonly name: Words
  readonly scope: Scope
  /** `error`: cannot be so. `warning`: may be so, somebody must look. */
  readonly severity: 'error' | 'warning'
  readonly basis: string
  readonly certainty: Certainty
  /** In force from this day until before `to`; open where nothing is said. */
  readonly from: PlainDate
  readonly to: PlainDate | null
  /** Who sets it right. */
  readonly fixer: 'commune-police' | 'provincial-police' | 'justice'
  /** What to look at, in the order that settles it fastest. */
  readonly lookAt: Words
  /** What makes the finding go away. */
  readonly closes: Words
  /** Field of the register that a correction would change; absent where an act of another kind is needed. */
  readonly field?: string
}

/** Declares a rule; refuses (throws) one that cannot be compiled or read. */
export function rule(given: Rule): Rule {
  const fault = faultOf(given)
  if (fault) throw new Error(`quality rule ${given.id}: ${fault}`)
  return given
}

function faultOf({ id, category, scope, name, lookAt, closes, from, to }: Rule): string | undefined {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) return 'the id is lower-case words with hyphens'
  if (to !== null && to <= from) return 'it ends before it begins'
  if (!/^C(0[1-9]|1\d|2[0-5])$/.test(category)) return 'the category is C01 to C25'
  if ([name, lookAt, closes].some((words) => words.vi === '' || words.en === '')) return 'a sentence is missing'
  if (scope.kind === 'group') return undefined
  const wrong = columnsOf(scope.when).find((each) => !mayName(scope.kind, each))
  return wrong && `a ${scope.kind} rule cannot look at ${wrong}`
}

function mayName(kind: 'row' | 'household' | 'kin', name: string): boolean {
  if (kind === 'row') return name in personColumns
  if (kind === 'household') return name in householdColumns
  return /^(self|other)\./.test(name) && name.slice(name.indexOf('.') + 1) in personColumns
}

function columnsOf(node: Condition | Value): readonly string[] {
  switch (node.op) {
    case 'all': case 'any': return node.of.flatMap(columnsOf)
    case 'not': return columnsOf(node.of)
    case 'compare': case 'minus': return [...columnsOf(node.left), ...columnsOf(node.right)]
    case 'part': case 'rest': return columnsOf(node.of)
    case 'constant': case 'today': case 'this-year': case 'not-returned': return []
    default: return [node.column]
  }
}
