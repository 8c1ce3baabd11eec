import { isPartialDate, latest } from '../../kernel/partial-date.ts'
import { isPlainDate } from '../../kernel/plain-date.ts'
import { parse } from '../../kernel/personal-number.ts'
import { NAME_MAX, normaliseName } from '../../kernel/vietnamese-name.ts'
import { codeList, type CodeListName } from '../../foundations/areas/index.ts'
import { testPrefixes } from '../../foundations/population/index.ts'
import { communeStanding } from './communes.ts'
import { columnName, type ListRow, type Objection } from './list-row.ts'

/** What a row is held against. */
export interface RowRules {
  /** The day the list speaks of: nothing in it happened later. */
  readonly statedOn: string
  /** Made-up numbers (099 …) belong to a demonstration alone. */
  readonly allowTestNumbers: boolean
}

type Check = (row: ListRow, rules: RowRules) => Objection | undefined
type Key = keyof ListRow

const against = (key: Key, code: string, vi: string, value: string): Objection => ({ column: columnName[key], code, vi, value })

/**
 * Why this row cannot enter the register, or nothing. A value that cannot mean what its column says is refused with its row; what can be
 * true of somebody but breaks a rule of the register is taken as claimed (claims.ts).
 */
export function checkRow(row: ListRow, rules: RowRules): Objection | undefined {
  for (const check of checks) {
    const objection = check(row, rules)
    if (objection) return objection
  }
  return undefined
}

const freeText: readonly Key[] = ['externalId', 'pin', 'fullName', 'otherName', 'birthPlaceText', 'nativePlaceText', 'householdNo', 'residenceDetail', 'cmnd9', 'phone', 'email']
const longest: Partial<Record<Key, number>> = { externalId: 64, pin: 64, fullName: NAME_MAX, otherName: NAME_MAX, householdNo: 64, phone: 64 }
// eslint-disable-next-line no-control-regex -- PostgreSQL keeps no NUL; U+FFFD is what a decoder leaves of bytes that are no UTF-8
const unreadable = /[\u0000\ufffd]/

function readableText(row: ListRow): Objection | undefined {
  for (const key of freeText) {
    const value = row[key]
    if (value === '') continue
    if (unreadable.test(value)) return against(key, 'not-utf8', 'Có ký tự không đọc được. Lưu tệp ở dạng UTF-8.', value)
    if (value.length > (longest[key] ?? 500)) return against(key, 'too-long', `Ô dài ${value.length} ký tự, tối đa ${longest[key] ?? 500}.`, value)
  }
  return undefined
}

const someName: Check = (row) =>
  row.externalId.trim() === '' ? against('externalId', 'no-external-id', 'Thiếu mã dòng. Ghi external_id cho mỗi người.', row.externalId)
    : normaliseName(row.fullName) === '' ? against('fullName', 'no-name', 'Thiếu họ tên.', row.fullName) : undefined

const noTestNumber: Check = (row, { allowTestNumbers }) =>
  !allowTestNumbers && testPrefixes.has(parse(row.pin.trim())?.ppp ?? '') ? against('pin', 'test-number', 'Số định danh thử nghiệm. Dữ liệu thật không nhận người giả.', row.pin) : undefined

const known = new Map<string, boolean>()
/** Remembers answers about texts that come again and again (a century has 36,525 days). */
function remembered(kind: string, text: string, ask: (text: string) => boolean): boolean {
  const key = kind + text
  let answer = known.get(key)
  if (answer === undefined) {
    answer = ask(text)
    if (known.size < 200_000) known.set(key, answer)
  }
  return answer
}

function date(key: Key, shape: 'partial' | 'day', what: string): Check {
  const exists = shape === 'partial' ? isPartialDate : isPlainDate
  const form = shape === 'partial' ? 'YYYY, YYYY-MM hoặc YYYY-MM-DD' : 'YYYY-MM-DD'
  const sentence = `${what} không có thật. Ghi ${form}.`
  return (row, { statedOn }) => {
    const text = row[key]
    if (text === '') return undefined
    if (!remembered(shape, text, exists)) return against(key, 'impossible-date', sentence, text)
    if (text.slice(0, 4) >= statedOn.slice(0, 4) && (shape === 'day' ? text : firstDay(text)) > statedOn) return against(key, 'future-date', `${what} sau ngày của danh sách.`, text)
    return undefined
  }
}
const firstDay = (text: string): string => (text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : latest(text))

function oneOf(key: Key, words: readonly string[]): Check {
  const allowed = new Set(['', ...words])
  return (row) => (allowed.has(row[key]) ? undefined : against(key, 'unknown-word', `Chỉ nhận: ${words.join(', ')}.`, row[key]))
}

function inList(key: Key, list: CodeListName, what: string): Check {
  let codes: Set<string> | undefined
  const sentence = `${what} không có trong danh mục.`
  return (row) => {
    if (row[key] === '') return undefined
    codes ??= new Set(codeList(list).map((entry) => entry.code))
    return codes.has(row[key]) ? undefined : against(key, 'unknown-code', sentence, row[key])
  }
}

const commune = (key: Key, what: string): Check => (row, { statedOn }) =>
  row[key] === '' || communeStanding(row[key], statedOn) ? undefined : against(key, 'unknown-commune', `${what} không có trong danh mục xã, phường.`, row[key])

/** In the order of the columns; the first objection is the one that is told. */
const checks: readonly Check[] = [
  readableText, someName, noTestNumber,
  date('birthDate', 'partial', 'Ngày sinh'),
  oneOf('gender', ['male', 'female', 'undetermined']),
  inList('ethnicity', 'ethnic-groups', 'Mã dân tộc'), inList('religion', 'religions', 'Mã tôn giáo'), inList('nationality', 'nationalities', 'Mã quốc tịch'),
  inList('bloodType', 'blood-types', 'Nhóm máu'),
  commune('birthPlaceArea', 'Mã nơi sinh'), commune('birthRegistrationArea', 'Mã nơi đăng ký khai sinh'), commune('nativePlaceArea', 'Mã quê quán'),
  oneOf('maritalStatus', ['single', 'married', 'divorced', 'widowed']),
  inList('relationToHead', 'relation-to-head', 'Mã quan hệ với chủ hộ'),
  commune('residenceArea', 'Mã nơi cư trú'), date('residenceSince', 'day', 'Ngày bắt đầu cư trú'),
  oneOf('lifeStatus', ['living', 'deceased', 'missing']), date('deathDate', 'partial', 'Ngày mất'),
]
