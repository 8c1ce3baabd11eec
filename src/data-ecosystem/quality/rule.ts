import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Certainty } from '../../public-services/catalogue/index.ts'

/**
 * What a rule may look at of one person: the facts that stand today. `pin` is the number in force, else the one only claimed; `residenceArea` and
 * `householdId` are of the permanent residence, else of the temporary one, else of the present place.
 */
export const personColumns = {
  fullName: 'full_name', namePlain: 'name_plain', birthDate: 'birth_date', birthYear: 'birth_year', gender: 'gender', ethnicity: 'ethnicity', nationality: 'nationality',
  birthRegistrationArea: 'birth_registration_area', nativePlaceArea: 'native_place_area', nativePlaceText: 'native_place_text', maritalStatus: 'marital_status',
  lifeStatus: 'life_status', deathDate: 'death_date', phone: 'phone', email: 'email', standing: 'standing', pin: 'pin', pinStatus: 'pin_status',
  cmnd9Count: 'cmnd9_count', cmnd9Malformed: 'cmnd9_malformed', residenceArea: 'residence_area', residenceDetail: 'residence_detail', residenceKind: 'residence_kind',
  relationToHead: 'relation_to_head', parentsUnlinked: 'parents_unlinked',
} as const
export type PersonColumn = keyof typeof personColumns
/** What a rule may look at of a household: its permanent members and heads, and everybody in it; rows only claimed count as well. */
export const householdColumns = { members: 'members', heads: 'heads', everybody: 'everybody' } as const
export type HouseholdColumn = keyof typeof householdColumns
/**
 * What a rule may look at of one line of a sector's list, as it was normalised. `status`, `code`, `day` and `until` are what the kind of list says they
 * are (`listKinds`); `outcome` says whether the matching found the person (matched), was not sure (review), or found nobody (not-found).
 */
export const lineColumns = {
  number: 'number', namePlain: 'name_plain', birthDate: 'birth_date', birthYear: 'birth_year', gender: 'gender', commune: 'commune',
  status: 'status', code: 'code', day: 'day', until: 'until', outcome: 'outcome',
} as const
export type LineColumn = keyof typeof lineColumns
/** In rules about two relatives, and about a line and people, a column says whose it is: `person` was matched with the line, `holder` bears the number it gives. */
export type Column = PersonColumn | HouseholdColumn | `self.${PersonColumn}` | `other.${PersonColumn}` | `line.${LineColumn}` | `person.${PersonColumn}` | `holder.${PersonColumn}`

/** Sets of codes that are too long for a rule file; the caller hands them over. `number-homes`: place code of a number with each commune of today that lies there. */
export type CodeSet = 'open-communes' | 'number-places' | 'number-provinces' | 'number-homes'

/** The kinds of sector lists there are rules for, and what the free columns of a line mean there. */
export const listKinds = {
  'nationality-decisions': { vi: 'Quyết định cho thôi quốc tịch', en: 'Decisions on renounced nationality', day: 'day of the decision' },
  'prisoners': { vi: 'Người đang chấp hành án phạt tù', en: 'Prisoners', status: 'held or released', commune: 'of the prison' },
  'paper-records': { vi: 'Hồ sơ giấy, cơ sở dữ liệu khác', en: 'Paper records, other databases' },
  'special-care': { vi: 'Người cần quản lý, chăm sóc đặc biệt', en: 'People under special care' },
  'identity-cards': { vi: 'Thẻ căn cước, thẻ căn cước công dân đã cấp', en: 'Identity cards issued, of either name', until: 'last day of the card' },
  'eid-accounts': { vi: 'Tài khoản định danh đã thu nhận', en: 'e-ID accounts taken in', status: 'collected, approved or active', day: 'day of the notice' },
  'social-insurance': { vi: 'Người tham gia bảo hiểm xã hội', en: 'Social insurance', status: 'active or stopped' },
  'vaccination': { vi: 'Người đã tiêm chủng', en: 'Vaccinations', day: 'day of the dose' },
  'social-payments': { vi: 'Người hưởng trợ cấp', en: 'Social payments', status: 'kind of payment', code: 'bank account', day: 'last day paid' },
  'elderly': { vi: 'Hội viên người cao tuổi', en: 'Association of the elderly' },
  'veterans': { vi: 'Hội viên cựu chiến binh', en: 'Veterans' },
  'birth-book': { vi: 'Sổ khai sinh', en: 'Birth book' },
  'death-book': { vi: 'Sổ khai tử', en: 'Death book', day: 'day of death' },
  'marriage-book': { vi: 'Sổ kết hôn', en: 'Marriage book', day: 'day of the marriage' },
  'tax-codes': { vi: 'Mã số thuế', en: 'Tax codes', code: 'tax code' },
  'pupils': { vi: 'Học sinh', en: 'Pupils' },
  'land-users': { vi: 'Người sử dụng đất', en: 'Users of land' },
  'vehicles': { vi: 'Xe cơ giới đã đăng ký', en: 'Registered vehicles' },
  'household-businesses': { vi: 'Hộ kinh doanh', en: 'Household businesses', status: 'active or stopped' },
  'driving-licences': { vi: 'Giấy phép lái xe', en: 'Driving licences', until: 'last day of the licence' },
} as const satisfies Record<string, { vi: string; en: string; status?: string; code?: string; day?: string; until?: string; commune?: string }>
export type ListKind = keyof typeof listKinds

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
  /** So many days or years before the day of the pass. */
  | { readonly op: 'before-today'; readonly days?: number; readonly years?: number }
  | { readonly op: 'this-year' }

/** True or false, never unknown: a comparison with a missing value is false, so `not` means what it says. */
export type Condition =
  | { readonly op: 'missing'; readonly column: Column }
  | { readonly op: 'is'; readonly column: Column; readonly among: readonly string[] }
  /** A pattern both engines read alike: anchors, classes, counts. No back references. */
  | { readonly op: 'matches'; readonly column: Column; readonly pattern: string }
  /** `and`: the text of a further column follows. */
  | { readonly op: 'listed'; readonly column: Column; readonly set: CodeSet; readonly length?: number; readonly and?: Column }
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
export const daysAgo = (days: number): Value => ({ op: 'before-today', days })
export const yearsAgo = (years: number): Value => ({ op: 'before-today', years })
export const thisYear: Value = { op: 'this-year' }

export const missing = (name: Column): Condition => ({ op: 'missing', column: name })
export const known = (name: Column): Condition => not(missing(name))
export const is = (name: Column, ...among: readonly string[]): Condition => ({ op: 'is', column: name, among })
export const matches = (name: Column, pattern: string): Condition => ({ op: 'matches', column: name, pattern })
/** The value, or its first `length` characters, is one of the set; with `and`, what is looked for is both texts together. */
export const listed = (name: Column, set: CodeSet, length?: number, and?: Column): Condition => ({ op: 'listed', column: name, set, ...(length ? { length } : {}), ...(and ? { and } : {}) })
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
  /** One line of a list, with whom it was matched and who holds its number. */
  | { readonly kind: 'line'; readonly list: ListKind; readonly when: Condition }
  /** Several lines of one list for one person, or lines of several people with one code; `when` says which lines count. */
  | { readonly kind: 'lines'; readonly list: ListKind; readonly by: 'person' | 'code'; readonly when: Condition }
  /** People of the register whom no line of the list was matched with. Only where the list is meant to be whole for the area it covers. */
  | { readonly kind: 'absent'; readonly list: ListKind; readonly when: Condition }

/** đúng (agrees with what is so), đủ (complete), sạch (valid and once), sống (followed life): domain §8.1. */
export type Dimension = 'accurate' | 'complete' | 'clean' | 'live'
interface Words { readonly vi: string; readonly en: string }

export interface Rule {
  readonly id: string
  /** `register`: judged on the register alone, every night and after each change. `list`: judged on a sector's list that was matched with it. */
  readonly kind: 'register' | 'list'
  /** Category C01–C25 of the cleaning work (domain §8.2). */
  readonly category: string
  readonly dimension: Dimension
  /** A sentence people understand: 'Hộ không có chủ hộ'. */
  readonly name: Words
  readonly scope: Scope
  /** `error`: cannot be so. `warning`: may be so, somebody must look. */
  readonly severity: 'error' | 'warning'
  /** An act that would newly break it is refused (`blocking.ts`): only for what cannot be so and shows in the person's own row. */
  readonly blocking?: true
  readonly basis: string
  readonly certainty: Certainty
  /** In force from this day until before `to`; open where nothing is said. */
  readonly from: PlainDate
  readonly to: PlainDate | null
  /** Who sets it right. */
  readonly fixer: 'commune-police' | 'provincial-police' | 'justice' | 'list-owner'
  /** What to look at, in the order that settles it fastest. */
  readonly lookAt: Words
  /** What makes the finding go away. */
  readonly closes: Words
  /** Field of the register that a correction would change; absent where an act of another kind is needed. */
  readonly field?: string
  /** About people a list of whom is itself delicate (domain §8.4): seen by the commander and whoever has taken the case, never in figures of few, never on paper. */
  readonly sensitive?: true
}

/** Declares a rule; refuses (throws) one that cannot be compiled or read. */
export function rule(given: Omit<Rule, 'kind'>): Rule {
  const fault = faultOf(given)
  if (fault) throw new Error(`quality rule ${given.id}: ${fault}`)
  return { ...given, kind: 'list' in given.scope ? 'list' : 'register' }
}

/** What stands in the person's own row, and so is known inside an act without a question. */
const ownColumns = new Set<string>(['fullName', 'birthDate', 'birthYear', 'gender', 'ethnicity', 'birthRegistrationArea', 'nativePlaceArea', 'nativePlaceText', 'maritalStatus', 'lifeStatus', 'deathDate', 'phone', 'email', 'standing'])

function blockingFault({ blocking, scope, severity, certainty }: Omit<Rule, 'kind'>): string | undefined {
  if (!blocking) return undefined
  if (severity !== 'error' || certainty !== 'sure') return 'only what the law is sure to forbid may stop an act'
  if (scope.kind !== 'row' || JSON.stringify(scope.when).includes('"op":"listed"')) return 'an act is stopped by the person\'s own row alone'
  return columnsOf(scope.when).every((each) => ownColumns.has(each)) ? undefined : 'an act does not know all it looks at'
}

function faultOf(given: Omit<Rule, 'kind'>): string | undefined {
  const { id, category, scope, name, lookAt, closes, from, to } = given
  const stops = blockingFault(given)
  if (stops) return stops
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) return 'the id is lower-case words with hyphens'
  if (to !== null && to <= from) return 'it ends before it begins'
  if (!/^C(0[1-9]|1\d|2[0-5])$/.test(category)) return 'the category is C01 to C25'
  if ([name, lookAt, closes].some((words) => words.vi === '' || words.en === '')) return 'a sentence is missing'
  if (scope.kind === 'group') return undefined
  const wrong = columnsOf(scope.when).find((each) => !mayName(scope.kind, each))
  return wrong && `a ${scope.kind} rule cannot look at ${wrong}`
}

function mayName(kind: Exclude<Scope['kind'], 'group'>, name: string): boolean {
  const own = name.slice(name.indexOf('.') + 1)
  if (kind === 'row' || kind === 'absent') return name in personColumns
  if (kind === 'household') return name in householdColumns
  if (kind === 'line' || kind === 'lines') return name.startsWith('line.') ? own in lineColumns : /^(person|holder)\./.test(name) && own in personColumns
  return /^(self|other)\./.test(name) && name.slice(name.indexOf('.') + 1) in personColumns
}

/** What a rule looks at of a person, so that a screen can show it: the own row, of relatives both, of a line whom it was matched with or who holds its number. */
export function lookedAt({ scope }: Pick<Rule, 'scope'>): readonly PersonColumn[] {
  if (scope.kind === 'group') return scope.by === 'pin' ? ['pin'] : scope.by === 'cmnd9' ? ['cmnd9Count'] : ['fullName', 'birthDate', 'nativePlaceArea']
  const names = columnsOf(scope.when).flatMap((each) => (each.startsWith('line.') ? [] : [each.slice(each.indexOf('.') + 1)]))
  return [...new Set(names)].filter((name): name is PersonColumn => name in personColumns)
}

function columnsOf(node: Condition | Value): readonly string[] {
  switch (node.op) {
    case 'all': case 'any': return node.of.flatMap(columnsOf)
    case 'not': return columnsOf(node.of)
    case 'compare': case 'minus': return [...columnsOf(node.left), ...columnsOf(node.right)]
    case 'part': case 'rest': return columnsOf(node.of)
    case 'constant': case 'today': case 'before-today': case 'this-year': case 'not-returned': return []
    case 'listed': return [node.column, ...(node.and ? [node.and] : [])]
    default: return [node.column]
  }
}
