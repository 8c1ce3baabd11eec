import { plainKey, tidySpaces } from '../../../kernel/vietnamese-text.ts'
import type { PlainDate } from '../../../platform/index.ts'
import { addressUnits } from '../address-units.ts'
import type { MatchInput } from '../records.ts'
import { readBirth } from './birth-text.ts'
import { addressParts, communeFinder, foundOf } from './find-commune.ts'
import { freeReader, type FreeValues } from './free-columns.ts'
import { readLegacy, type LegacyDamage } from './legacy-text.ts'
import type { ListKind } from './list-kinds.ts'
import type { ColumnRole, Fix, Mapping } from './mapping.ts'
import type { LineProblem } from './problems.ts'
import type { TableRow } from './table.ts'

/** A line as it is matched, and how it came to that. */
export interface RowFields extends MatchInput {
  /** What the line says in the columns of its kind, for the rules; there wherever the kind has such columns. */
  readonly free?: FreeValues
  /** Which field was put right, and how: the raw text stays beside it. */
  readonly repaired?: Readonly<Partial<Record<LineProblem['field'], LegacyDamage | Fix>>>
}

export interface ReadRow {
  readonly rowNo: number
  readonly raw: readonly string[]
  readonly fields: RowFields
  readonly problems: readonly LineProblem[]
  readonly state: 'ok' | 'fixable' | 'blocked'
  readonly commune: string | null
}

const male = new Set(['nam', 'male', 'm', 'trai', 'ong', 'n', 'boy'])
const female = new Set(['nu', 'female', 'f', 'gai', 'ba', 'girl'])

/** Reads lines by a mapping. `home` is the unit of the list's owner; `kind` names the columns that are read for the rules alone. Keeps which lines it has seen: the second of two that say the same is told. */
export function rowReader(mapping: Mapping, home: string, today: PlainDate, kind?: ListKind): (row: TableRow) => ReadRow {
  const places = new Map<ColumnRole, number[]>()
  mapping.columns.forEach(({ role }, i) => places.set(role, [...(places.get(role) ?? []), i]))
  const findCommune = communeFinder(home, today)
  const seen = new Set<string>()
  const makes = (fix: Fix): boolean => !mapping.declined.includes(fix)
  const readFree = kind && Object.keys(kind.columns).length > 0 ? freeReader(kind, mapping, today) : null

  return ({ line, cells, broken }) => {
    const problems: LineProblem[] = []
    const repaired: Partial<Record<LineProblem['field'], LegacyDamage | Fix>> = {}
    const say = (code: LineProblem['code'], kind: LineProblem['kind'], field: LineProblem['field']): void => {
      if (!problems.some((each) => each.code === code && each.field === field)) problems.push({ code, kind, field })
    }
    const fixed = (code: Fix, field: LineProblem['field'], how: LegacyDamage | Fix = code): void => {
      say(code, 'fix', field)
      repaired[field] ??= how
    }
    const cell = (role: ColumnRole): string => tidySpaces((places.get(role) ?? []).map((place) => cells[place] ?? '').find((text) => text.trim() !== '') ?? '')
    const text = (role: ColumnRole, field: LineProblem['field']): string => {
      // The soft hyphen is a letter of TCVN3: read before stray signs are taken away.
      const raw = (places.get(role) ?? []).map((place) => cells[place] ?? '').find((each) => each.trim() !== '') ?? ''
      const { text: meant, damage } = readLegacy(raw)
      if (!damage || !makes('legacy-encoding')) return tidySpaces(raw)
      fixed('legacy-encoding', field, damage)
      return tidySpaces(meant)
    }

    const id = cell('ref')
    if (broken) return { rowNo: line, raw: cells, fields: emptyFields(String(line)), problems: [{ code: broken, kind: 'error', field: 'line' }], state: 'blocked', commune: null }
    const name = text('fullName', 'name') || tidySpaces(`${text('surname', 'name')} ${text('given', 'name')}`)
    if (name === '') say('name-missing', 'error', 'name')
    else if (/\d{3,}|[@=<>{}]/.test(name) || !/\p{L}/u.test(name)) say('name-not-a-name', 'error', 'name')
    const birth = birthOf(cell, mapping, today, makes, say, fixed)
    const numbers = numbersOf(places, cells, makes, say, fixed)
    if (name !== '' && birth === '' && numbers === '') say('too-little', 'error', 'line')
    // Some lists write the birth of men and of women in columns of their own: the column says the sex.
    const gender = genderOf(text('gender', 'gender'), say) || (cell('birthMale') !== '' && cell('birthFemale') === '' ? 'male' : cell('birthFemale') !== '' && cell('birthMale') === '' ? 'female' : '')

    const address = text('address', 'commune')
    const parts = addressParts(address)
    const said = { code: cell('communeCode'), commune: text('commune', 'commune') || parts.commune, district: text('district', 'commune') || parts.district, province: text('province', 'commune') || parts.province }
    let found = findCommune(said)
    let rest = parts.detail
    if (said.commune === '' && said.code === '' && address !== '') {
      // Units written without their kind: 'Long Phước, Long Hồ, Vĩnh Long'.
      const units = addressUnits(address, today)
      if (units.communes.length > 0) [found, rest] = [foundOf(units), units.detail]
    }
    if (found.old && !makes('old-commune')) found = { code: null, old: false }
    if (found.old) fixed('old-commune', 'commune')
    if (found.warning) say(found.warning, 'warning', 'commune')
    const detail = [rest, text('hamlet', 'commune')].filter((part) => part !== '').join(', ')

    const free = readFree?.(cells)
    for (const { code, kind: weight } of free?.problems ?? []) say(code, weight, 'extra')
    const same = `${plainKey(name)}|${birth}|${numbers}|${plainKey(detail)}|${found.code ?? ''}|${Object.values(free?.values ?? {}).join('|')}`
    if (name !== '' && seen.has(same)) say('duplicate-line', 'warning', 'line')
    seen.add(same)
    const state = problems.some(({ kind }) => kind === 'error') ? 'blocked' : problems.some(({ kind }) => kind === 'fix') ? 'fixable' : 'ok'
    return {
      rowNo: line, raw: cells, problems, state, commune: found.code,
      fields: { id: id === '' ? String(line) : id, name, birth, gender, numbers, commune: found.code ?? '', address: detail, ...(found.among ? { communes: found.among } : {}), ...(free ? { free: free.values } : {}), ...(Object.keys(repaired).length > 0 ? { repaired } : {}) },
    }
  }
}

const emptyFields = (id: string): RowFields => ({ id, name: '', birth: '', gender: '', numbers: '', commune: '', address: '' })

type Say = (code: LineProblem['code'], kind: LineProblem['kind'], field: LineProblem['field']) => void
type Fixed = (code: Fix, field: LineProblem['field']) => void

function birthOf(cell: (role: ColumnRole) => string, mapping: Mapping, today: string, makes: (fix: Fix) => boolean, say: Say, fixed: Fixed): string {
  const apart = [cell('birthDay'), cell('birthMonth'), cell('birthYear')]
  const raw = cell('birth') || cell('birthMale') || cell('birthFemale') || (apart[2] === '' ? '' : apart.map((part) => (part === '' ? '0' : part)).join('/').replace(/^(0\/)+/, ''))
  const read = readBirth(raw, apart[2] === '' || cell('birth') !== '' ? mapping.dates : 'dmy', today)
  if (read.warning) say(read.warning, 'warning', 'birth')
  if (!read.fix) return read.value
  if (!makes(read.fix)) {
    say('birth-unreadable', 'warning', 'birth')
    return ''
  }
  fixed(read.fix, 'birth')
  return read.value
}

/** Every number of the line, told apart by its length; those of no right length are reported and not used. */
function numbersOf(places: ReadonlyMap<ColumnRole, readonly number[]>, cells: readonly string[], makes: (fix: Fix) => boolean, say: Say, fixed: Fixed): string {
  const found: string[] = []
  for (const role of ['pin', 'number', 'oldNumber'] as const) {
    for (const place of places.get(role) ?? []) {
      for (const part of (cells[place] ?? '').split(/[;,/\n]/)) {
        const text = part.normalize('NFKC').trim().replace(/^'/, '')
        if (text === '' || /^[-x.]+$/i.test(text)) continue
        if (/^\d+([.,]\d+)?e\+?\d+$/i.test(text)) {
          say('number-rounded', 'warning', 'numbers')
          continue
        }
        const digits = text.replace(/\.0$/, '').replace(/[\s.\-’']/g, '').replace(/^(cccd|cmnd|cmt|so)[:\s]*/i, '')
        if (!/^\d+$/.test(digits)) {
          say('number-length', 'warning', 'numbers')
          continue
        }
        const whole = wholeNumber(digits, role, makes, fixed)
        if (whole === null) say('number-length', 'warning', 'numbers')
        else if (!found.includes(whole)) found.push(whole)
      }
    }
  }
  return found.join(';')
}

/** Twelve digits, or nine; zeros that were lost are put back, more of them where the column says which kind it is. */
function wholeNumber(digits: string, role: 'pin' | 'number' | 'oldNumber', makes: (fix: Fix) => boolean, fixed: Fixed): string | null {
  if (digits.length === 12 && !/^0+$/.test(digits)) return digits
  if (digits.length === 9 && !/^0+$/.test(digits)) {
    if (role !== 'pin') return digits
    if (!makes('number-kind')) return null
    fixed('number-kind', 'numbers')
    return digits
  }
  const length = digits.length === 10 || digits.length === 11 ? 12 : digits.length === 8 || (digits.length === 7 && role === 'oldNumber') ? 9 : 0
  if (length === 0 || (length === 12 && role === 'oldNumber') || !makes('lost-zeros')) return null
  fixed('lost-zeros', 'numbers')
  return digits.padStart(length, '0')
}

function genderOf(raw: string, say: Say): string {
  const text = plainKey(raw)
  if (text === '') return ''
  if (male.has(text)) return 'male'
  if (female.has(text)) return 'female'
  say('gender-unreadable', 'warning', 'gender')
  return ''
}
