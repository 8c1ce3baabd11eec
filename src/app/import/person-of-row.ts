import { deterministicId } from '../../kernel/ids.ts'
import { normaliseName } from '../../kernel/vietnamese-name.ts'
import { parse } from '../../kernel/personal-number.ts'
import { parsePhone } from '../../kernel/phone.ts'
import { nfc, tidySpaces } from '../../kernel/vietnamese-text.ts'
import type { NewNumber, NewRelative } from '../../foundations/population/index.ts'
import type { ImportedResidence, PersonImported } from '../../foundations/residence/index.ts'
import { communeStanding } from './communes.ts'
import { columnName, type ListRow, type Objection } from './list-row.ts'
import type { Survey } from './survey.ts'

/** What the register holds already, of everything a batch names. Empty while an empty register is filled. */
export interface Known {
  readonly people: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
  /** Households of this list that stand, with the number of their heads. */
  readonly households: ReadonlyMap<string, { readonly heads: number }>
  readonly fileNumbers: ReadonlySet<string>
}

/** Something of a row that stands in the register as claimed, or not at all, until somebody looks at it. */
export interface Finding extends Objection {
  /** Category of the cleaning work (domain §8.2), where it has one. */
  readonly rule: string
}

export interface ImportContext {
  readonly list: string
  readonly statedOn: string
  readonly sourceCode: string
  readonly survey: Survey
  readonly known: Known
}

export const personIdOf = (list: string, externalId: string): string => recent('person', list, externalId.trim())
export const householdIdOf = (list: string, householdNo: string): string => recent('household', list, householdNo.trim())

const recentIds = new Map<string, string>()
/** Members of a household stand near each other and name each other. */
function recent(kind: string, list: string, key: string): string {
  const text = `${kind} ${list} ${key}`
  let id = recentIds.get(text)
  if (id === undefined) {
    id = deterministicId(kind, list, key)
    if (recentIds.size > 2_000) recentIds.clear()
    recentIds.set(text, id)
  }
  return id
}

/**
 * The act's payload of one accepted row: every fact as the list states it, and a finding for each that may not be confirmed (D3: dirt lives beside, as claimed).
 * Pure: the same list makes the same payload.
 */
export function personOfRow(row: ListRow, place: number, context: ImportContext): { payload: PersonImported; findings: Finding[] } {
  const findings: Finding[] = []
  const find = (key: keyof ListRow, rule: string, code: string, vi: string): void => void findings.push({ column: columnName[key], rule, code, vi, value: row[key] })
  const residence = residenceOf(row, place, context, find)
  const payload: PersonImported = {
    person: {
      personId: personIdOf(context.list, row.externalId), facts: factsOf(row), numbers: numbersOf(row, place, context, find),
      relatives: relativesOf(row, place, context, find), source: context.sourceCode, statedOn: context.statedOn,
    },
    ...(residence && { residence }),
  }
  return { payload, findings }
}

type Find = (key: keyof ListRow, rule: string, code: string, vi: string) => void

/** Only what is recorded: acts are kept for ever, and an empty key says nothing. */
function factsOf(row: ListRow): PersonImported['person']['facts'] {
  const facts: Record<string, unknown> = { fullName: normaliseName(row.fullName) }
  if (row.otherName !== '') facts['otherName'] = normaliseName(row.otherName)
  if (row.birthDate !== '') facts['birthDate'] = row.birthDate
  if (row.gender !== '') facts['gender'] = row.gender
  if (row.ethnicity !== '') facts['ethnicity'] = row.ethnicity
  if (row.religion !== '') facts['religion'] = row.religion
  if (row.nationality !== '') facts['nationalities'] = [row.nationality]
  if (row.bloodType !== '') facts['bloodType'] = row.bloodType
  if (row.birthPlaceArea !== '' || row.birthPlaceText !== '') facts['birthPlace'] = place(row.birthPlaceArea, row.birthPlaceText)
  if (row.birthRegistrationArea !== '') facts['birthRegistrationPlace'] = place(row.birthRegistrationArea, '')
  if (row.nativePlaceArea !== '' || row.nativePlaceText !== '') facts['nativePlace'] = place(row.nativePlaceArea, row.nativePlaceText)
  if (row.maritalStatus !== '') facts['maritalStatus'] = row.maritalStatus
  if (row.lifeStatus !== '' && row.lifeStatus !== 'living') facts['lifeStatus'] = row.lifeStatus
  if (row.deathDate !== '') facts['deathDate'] = row.deathDate
  if (row.phone !== '') facts['phone'] = phoneOf(row.phone)
  if (row.email !== '') facts['email'] = row.email.trim()
  return facts as PersonImported['person']['facts']
}

const place = (area: string, text: string) => ({ area: area || null, text: text === '' ? null : tidied(text) })

const texts = new Map<string, string>()
/** Without doubled and invisible spaces, in one Unicode form. Names of places come again and again. */
function tidied(text: string): string {
  let tidy = texts.get(text)
  if (tidy === undefined) {
    tidy = tidySpaces(nfc(text))
    if (texts.size > 20_000) texts.clear()
    texts.set(text, tidy)
  }
  return tidy
}

const plainMobile = /^0[35789]\d{8}$/
const phoneOf = (typed: string): string => (plainMobile.test(typed) ? typed : parsePhone(typed)?.national ?? tidied(typed))

const nineDigits = /^(?!(\d)\1{8})\d{9}$/

function numbersOf(row: ListRow, at: number, { survey, known }: ImportContext, find: Find): NewNumber[] {
  const numbers: NewNumber[] = []
  const pin = row.pin.trim()
  if (pin !== '') {
    const problem = pinProblem(pin, at, survey, known)
    if (problem) find('pin', problem.rule, problem.code, problem.vi)
    numbers.push({ kind: 'pin', value: pin, status: problem ? 'claimed' : 'active' })
  }
  if (row.cmnd9 === '') return numbers
  for (const written of new Set(row.cmnd9.split(';'))) {
    const value = written.trim()
    if (value === '') continue
    const good = nineDigits.test(value)
    if (!good) find('cmnd9', 'C04', 'cmnd9-structure', 'Số chứng minh nhân dân sai cấu trúc 9 số.')
    numbers.push({ kind: 'cmnd9', value, status: good ? 'active' : 'claimed' })
  }
  return numbers
}

interface PinProblem {
  readonly rule: string
  readonly code: string
  readonly vi: string
}
const pinShape: PinProblem = { rule: 'C13', code: 'pin-shape', vi: 'Số định danh không đủ 12 chữ số.' }
const pinShared: PinProblem = { rule: 'C11', code: 'pin-shared', vi: 'Số định danh ghi cho nhiều người trong danh sách.' }
const pinTaken: PinProblem = { rule: 'C11', code: 'pin-taken', vi: 'Số định danh đang là của người khác trong cơ sở dữ liệu.' }

function pinProblem(pin: string, at: number, survey: Survey, known: Known): PinProblem | undefined {
  if (!parse(pin)) return pinShape
  if (known.numbers.has(pin)) return pinTaken
  return survey.holdingOf(pin, at) === 'shared' ? pinShared : undefined
}

const relatives = [['father', 'fatherExternalId'], ['mother', 'motherExternalId'], ['spouse', 'spouseExternalId']] as const

/** Each row states its own parents and spouse; a parent's list of children follows from the child's row. */
function relativesOf(row: ListRow, at: number, context: ImportContext, find: Find): NewRelative[] {
  const found: NewRelative[] = []
  for (const [kind, key] of relatives) {
    const externalId = row[key].trim()
    if (externalId === '') continue
    const other = context.survey.placeOf(externalId)
    const personId = personIdOf(context.list, externalId)
    if (other === at) find(key, 'C24', 'relative-self', 'Người thân trỏ về chính người này.')
    else if (other < 0 && !context.known.people.has(personId)) find(key, '', 'relative-missing', 'Người thân không có trong danh sách, nên chưa ghi quan hệ.')
    else if (kind !== 'spouse') found.push({ kind, personId, mutual: true })
    else if (other < 0 || context.survey.namesAsSpouse(other, at)) found.push({ kind, personId })
    else {
      find(key, 'C24', 'spouse-one-sided', 'Vợ hoặc chồng không ghi nhận lại quan hệ này.')
      found.push({ kind, personId, standing: 'claimed' })
    }
  }
  return found
}

function residenceOf(row: ListRow, at: number, context: ImportContext, find: Find): ImportedResidence | undefined {
  const householdNo = row.householdNo.trim()
  if (row.residenceArea === '') {
    if (householdNo !== '') find('residenceArea', 'C05', 'no-area', 'Thiếu mã xã, nên chưa ghi vào hộ.')
    return undefined
  }
  // The dead keep their last residence in the list; without a household it is no residence of today.
  if (householdNo === '' && row.lifeStatus !== 'living' && row.lifeStatus !== '') return undefined
  let claimed = false
  const claim: Find = (...finding) => {
    claimed = true
    find(...finding)
  }
  const commune = communeStanding(row.residenceArea, context.statedOn)!
  if (commune.closed) claim('residenceArea', 'C15', 'closed-commune', 'Mã xã này đã hết hiệu lực. Cần ghi xã hiện nay.')
  if (row.residenceSince === '') claim('residenceSince', 'C05', 'no-since', 'Thiếu ngày bắt đầu cư trú; tạm lấy ngày của danh sách.')
  const { household, doubtful } = householdNo === '' ? { household: undefined, doubtful: false } : householdOf(row, at, context, claim)
  return {
    kind: household ? 'permanent' : 'current', area: row.residenceArea, province: commune.province, detail: tidied(row.residenceDetail), oldText: null,
    since: row.residenceSince || context.statedOn, ...(household && { household }), ...((claimed || doubtful) && { standing: 'claimed' as const }),
  }
}

/** A household without exactly one head is doubtful: every member is claimed, and the row that brings it carries the finding. */
function householdOf(row: ListRow, at: number, { list, survey, known }: ImportContext, claim: Find) {
  const householdNo = row.householdNo.trim()
  const householdId = householdIdOf(list, householdNo)
  const { heads: inList, opener } = survey.householdOf(householdNo)
  const standing = known.households.get(householdId)
  const heads = inList + (standing?.heads ?? 0)
  if (opener === at && heads === 0) claim('householdNo', 'C01', 'no-head', 'Hộ không có chủ hộ.')
  if (opener === at && heads > 1) claim('householdNo', 'C02', 'two-heads', 'Hộ có nhiều hơn một chủ hộ.')
  if (row.lifeStatus === 'deceased') claim('householdNo', 'C12', 'dead-in-household', 'Người đã mất vẫn còn trong hộ.')
  if (row.relationToHead === '') claim('relationToHead', 'C05', 'no-relation', 'Thiếu quan hệ với chủ hộ.')
  const opens = opener === at && !standing
  if (opens && known.fileNumbers.has(householdNo)) claim('householdNo', 'C11', 'file-number-taken', 'Số hồ sơ cư trú đã có ở hộ khác.')
  return { household: { householdId, relationToHead: row.relationToHead || '26', ...(opens && { opens: { fileNumber: householdNo } }) }, doubtful: heads !== 1 }
}
