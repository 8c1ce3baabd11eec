import { codeList, type CodeListName } from '../../foundations/areas/index.ts'
import type { CaseActName } from '../../foundations/civil-status/index.ts'
import { isPartialDate } from '../../kernel/partial-date.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { FormBody } from '../../platform/http/index.ts'
import type { Lang } from '../kit/index.ts'

/** Vietnamese and English of a label. */
export type Words = readonly [vi: string, en: string]
interface Base { readonly name: string; readonly label: Words; readonly hint?: Words; readonly optional?: boolean }
/** One item of the form of an act. `entry` and `person` take a number of a book page's address or a personal number; papers have three parts. */
export type FormItem =
  | (Base & { readonly kind: 'person' | 'text' | 'area' | 'date' | 'partial' | 'paper' | 'foreign' | 'check' })
  | (Base & { readonly kind: 'choice'; readonly options: readonly (readonly [value: string, label: Words])[] })
  | (Base & { readonly kind: 'code'; readonly list: CodeListName })
  | (Base & { readonly kind: 'hidden' })

const person = (name: string, vi: string, en: string, optional = false): FormItem => ({ kind: 'person', name, label: [vi, en], ...(optional ? { optional } : {}) })
const text = (name: string, vi: string, en: string, more: Partial<Base> = {}): FormItem => ({ kind: 'text', name, label: [vi, en], ...more })
const day = (name: string, vi: string, en: string, more: Partial<Base> = {}): FormItem => ({ kind: 'date', name, label: [vi, en], ...more })
const paper = (name: string, vi: string, en: string, optional = false): FormItem => ({ kind: 'paper', name, label: [vi, en], ...(optional ? { optional } : {}) })
const tick = (name: string, vi: string, en: string, hint?: Words): FormItem => ({ kind: 'check', name, label: [vi, en], ...(hint ? { hint } : {}) })
const abroad: FormItem = { kind: 'foreign', name: 'foreign', label: ['Đã đăng ký ở nước ngoài', 'Registered abroad'], hint: ['Chỉ ghi khi là việc ghi chú vào sổ.', 'Only for a note of what was registered abroad.'], optional: true }
const requester: FormItem[] = [person('requester.personId', 'Số định danh người yêu cầu', 'Personal number of the requester', true), text('requester.fullName', 'Họ tên người yêu cầu, nếu không có số định danh', 'Name of the requester, if there is no number', { optional: true }), text('requester.relation', 'Quan hệ của người yêu cầu', 'Relation of the requester', { optional: true })]
const hidden = (name: string): FormItem => ({ kind: 'hidden', name, label: ['', ''] })
const courtPaper = paper('decision', 'Quyết định, bản án của Tòa án', 'Decision of the court')
const effective = day('effectiveOn', 'Ngày có hiệu lực pháp luật', 'In force since')

/** What each act asks: only what the registers do not know. */
export const actForms: Readonly<Record<CaseActName, { readonly title: Words; readonly items: readonly FormItem[] }>> = {
  'khai-sinh': { title: ['Đăng ký khai sinh', 'Register a birth'], items: [
    text('child.fullName', 'Họ, chữ đệm, tên của bé', 'Name of the child'), { kind: 'choice', name: 'child.gender', label: ['Giới tính', 'Gender'], options: [['male', ['Nam', 'Male']], ['female', ['Nữ', 'Female']]] },
    day('child.birthDate', 'Ngày sinh', 'Date of birth'), text('child.birthPlace', 'Nơi sinh', 'Place of birth', { hint: ['Cơ sở y tế, hoặc địa chỉ kèm xã, tỉnh.', 'Health facility, or address with commune and province.'] }),
    text('child.nativePlace', 'Quê quán', 'Native place', { optional: true }), { kind: 'code', name: 'child.ethnicity', label: ['Dân tộc', 'Ethnic group'], list: 'ethnic-groups' },
    person('motherId', 'Số định danh của mẹ', 'Personal number of the mother', true), person('fatherId', 'Số định danh của cha', 'Personal number of the father', true),
    text('declaredMother.fullName', 'Họ tên mẹ, nếu chưa có trong dữ liệu', 'Name of the mother, if not in the register', { optional: true }), text('declaredFather.fullName', 'Họ tên cha, nếu chưa có trong dữ liệu', 'Name of the father, if not in the register', { optional: true }),
    tick('abandoned', 'Trẻ bị bỏ rơi', 'Abandoned child'), paper('minutes', 'Biên bản trẻ bị bỏ rơi', 'Minutes of finding the child', true), abroad, ...requester,
  ] },
  'khai-sinh-lai': { title: ['Đăng ký lại khai sinh', 'Register a birth again'], items: [
    person('personId', 'Số định danh người được đăng ký lại', 'Personal number'), day('firstRegisteredOn', 'Đã đăng ký ngày', 'First registered on'), text('firstPlace', 'Nơi đã đăng ký', 'Where it was registered'),
    tick('booksLost', 'Người yêu cầu cam đoan sổ và bản chính đều mất', 'The requester declares book and originals lost'), ...requester,
  ] },
  'khai-tu': { title: ['Đăng ký khai tử', 'Register a death'], items: [
    person('personId', 'Số định danh của người đã mất', 'Personal number of the deceased'), { kind: 'partial', name: 'diedOn', label: ['Ngày mất', 'Date of death'], hint: ['Không nhớ ngày thì ghi tháng, năm hoặc chỉ năm.', 'Month and year, or the year, where the day is not known.'] },
    text('diedAt', 'Giờ, phút mất', 'Time of death', { optional: true, hint: ['Ví dụ 10:30.', 'For example 10:30.'] }), text('place', 'Nơi mất', 'Place of death'), text('cause', 'Nguyên nhân', 'Cause'),
    { kind: 'code', name: 'noticeKind', label: ['Giấy báo tử hoặc giấy thay thế', 'Death notice or what stands for it'], list: 'death-notice-kinds' }, paper('notice', 'Số, ngày, nơi cấp giấy đó', 'Number, date and issuer of that paper', true), abroad, ...requester,
  ] },
  'khai-tu-nguoi-nuoc-ngoai': { title: ['Đăng ký khai tử cho vợ, chồng là người nước ngoài', 'Register the death of a foreign spouse'], items: [
    hidden('marriageId'), day('diedOn', 'Ngày mất', 'Date of death'), text('diedAt', 'Giờ, phút mất', 'Time of death', { optional: true, hint: ['Ví dụ 10:30.', 'For example 10:30.'] }), text('place', 'Nơi mất', 'Place of death'), text('cause', 'Nguyên nhân', 'Cause'),
    { kind: 'code', name: 'noticeKind', label: ['Giấy báo tử hoặc giấy thay thế', 'Death notice or what stands for it'], list: 'death-notice-kinds' }, paper('notice', 'Số, ngày, nơi cấp giấy đó', 'Number, date and issuer of that paper', true), abroad, ...requester,
  ] },
  'tuyen-bo-chet': { title: ['Khai tử theo quyết định của Tòa án', 'Death declared by a court'], items: [person('personId', 'Số định danh', 'Personal number'), { kind: 'partial', name: 'diedOn', label: ['Ngày chết ghi trong quyết định', 'Day of death in the decision'] }, courtPaper, effective, ...requester] },
  'huy-tuyen-bo-chet': { title: ['Ghi chú hủy tuyên bố chết', 'Declaration of death annulled'], items: [hidden('entryId'), courtPaper, effective] },
  'ket-hon': { title: ['Đăng ký kết hôn', 'Register a marriage'], items: [
    person('husbandId', 'Số định danh bên nam', 'Personal number of the man', true), person('wifeId', 'Số định danh bên nữ', 'Personal number of the woman', true),
    text('foreigner.fullName', 'Họ tên bên là người nước ngoài, nếu có', 'Name of the one who is no citizen, if any', { optional: true, hint: ['Để trống số định danh của bên đó.', 'Leave the personal number of that side empty.'] }), day('foreigner.birthDate', 'Ngày sinh của người nước ngoài', 'Birth date of the foreigner', { optional: true }),
    text('foreigner.nationality', 'Quốc tịch của người nước ngoài', 'Nationality of the foreigner', { optional: true, hint: ['Ghi tên nước, ví dụ: Hàn Quốc.', 'The country in Vietnamese, such as Hàn Quốc.'] }), text('foreigner.passportNumber', 'Số hộ chiếu của người nước ngoài', 'Passport number of the foreigner', { optional: true }),
    text('foreigner.residence', 'Nơi cư trú của người nước ngoài', 'Residence of the foreigner', { optional: true }), tick('bothPresent', 'Cả hai bên có mặt, tự nguyện kết hôn', 'Both are present and agree'),
    paper('statusProof', 'Giấy xác nhận tình trạng hôn nhân: của người nước ngoài, hoặc khi dữ liệu chưa có', 'Certificate of marital status: of the foreigner, or where the register has none', true), day('again.since', 'Đăng ký lại: ngày đã đăng ký trước đây', 'Registered again: first registered on', { optional: true }), abroad,
  ] },
  'ly-hon': { title: ['Ghi chú ly hôn', 'Note a divorce'], items: [hidden('marriageId'), courtPaper, effective] },
  'huy-ket-hon': { title: ['Ghi chú hủy kết hôn trái pháp luật', 'Note an annulled marriage'], items: [hidden('marriageId'), courtPaper, effective] },
  'tinh-trang-hon-nhan': { title: ['Xác nhận tình trạng hôn nhân', 'Certify marital status'], items: [
    person('personId', 'Số định danh', 'Personal number'), { kind: 'code', name: 'purposeKind', label: ['Loại mục đích', 'Kind of purpose'], list: 'marital-certificate-purposes' }, text('purpose', 'Mục đích sử dụng', 'Purpose', { hint: ['Kết hôn thì ghi với ai, ở đâu.', 'For a marriage: with whom and where.'] }),
    text('period.place', 'Xác nhận cho thời gian cư trú tại', 'For a time of residence at', { optional: true }), day('period.from', 'Từ ngày', 'From', { optional: true }), day('period.to', 'Đến ngày', 'To', { optional: true }), ...requester,
  ] },
  'nhan-cha-me-con': { title: ['Đăng ký nhận cha, mẹ, con', 'Recognise a parent or child'], items: [
    person('parentId', 'Số định danh của cha hoặc mẹ', 'Personal number of the parent'), person('childId', 'Số định danh của con', 'Personal number of the child'), { kind: 'code', name: 'kind', label: ['Ai nhận ai', 'Who recognises whom'], list: 'parent-child-recognition-kinds' },
    paper('proof', 'Chứng cứ về quan hệ', 'Proof of the relation'), tick('noDispute', 'Các bên cam đoan không có tranh chấp', 'Nobody disputes it'), tick('otherParentAgrees', 'Cha hoặc mẹ còn lại đồng ý', 'The other parent agrees', ['Cần khi con chưa thành niên.', 'Needed for a minor.']), ...requester,
  ] },
  'nuoi-con-nuoi': { title: ['Đăng ký nuôi con nuôi', 'Register an adoption'], items: [
    person('childId', 'Số định danh của trẻ', 'Personal number of the child'), person('fatherId', 'Số định danh cha nuôi', 'Personal number of the adoptive father', true), person('motherId', 'Số định danh mẹ nuôi', 'Personal number of the adoptive mother', true),
    tick('stepParent', 'Cha dượng hoặc mẹ kế nhận con riêng', 'A step-parent adopts'), tick('relative', 'Cô, cậu, dì, chú, bác ruột nhận cháu', 'An aunt or uncle by blood adopts'), tick('birthParentsAgree', 'Cha mẹ đẻ đồng ý', 'The birth parents agree'), tick('childAgrees', 'Trẻ từ đủ 9 tuổi đồng ý', 'A child of 9 or more agrees'),
    text('handedOverBy', 'Người giao con nuôi', 'Who hands the child over', { optional: true }),
  ] },
  'giam-ho': { title: ['Đăng ký giám hộ', 'Register a guardianship'], items: [
    person('guardianId', 'Số định danh người giám hộ', 'Personal number of the guardian'), person('wardId', 'Số định danh người được giám hộ', 'Personal number of the ward'), text('reason', 'Lý do cần giám hộ', 'Why a guardian is needed'), paper('decision', 'Quyết định cử giám hộ hoặc của Tòa án', 'Decision', true),
    tick('guardianAgrees', 'Người giám hộ đồng ý', 'The guardian agrees'), tick('together', 'Ông bà cùng giám hộ', 'Grandparents together'),
  ] },
  'cham-dut-giam-ho': { title: ['Chấm dứt giám hộ', 'End a guardianship'], items: [hidden('entryId'), day('on', 'Ngày chấm dứt', 'Ended on'), text('reason', 'Lý do chấm dứt', 'Why it ends'), paper('decision', 'Quyết định, nếu có', 'Decision, if any', true)] },
  'thay-doi-cai-chinh': { title: ['Thay đổi, cải chính hộ tịch', 'Change or correct facts'], items: [
    person('personId', 'Số định danh', 'Personal number'),
    { kind: 'choice', name: 'change', label: ['Loại việc', 'Kind'], options: [['name', ['Thay đổi họ, chữ đệm, tên', 'Change of name']], ['ethnicity', ['Xác định lại dân tộc', 'Ethnic group']], ['gender', ['Xác định lại giới tính', 'Gender']], ['correction', ['Cải chính sai sót khi đăng ký', 'Correction of an error']]] },
    { kind: 'choice', name: 'field', label: ['Mục cần cải chính', 'What to correct'], hint: ['Chỉ chọn khi cải chính.', 'For a correction only.'], optional: true, options: [['fullName', ['Họ tên', 'Name']], ['birthDate', ['Ngày sinh', 'Date of birth']], ['gender', ['Giới tính', 'Gender']], ['ethnicity', ['Dân tộc', 'Ethnic group']], ['birthPlace', ['Nơi sinh', 'Place of birth']], ['nativePlace', ['Quê quán', 'Native place']]] },
    text('value', 'Nội dung mới', 'New value', { hint: ['Ngày sinh ghi ngày/tháng/năm; giới tính ghi nam hoặc nữ; dân tộc ghi tên.', 'Dates as day/month/year; male or female; the name of the ethnic group.'] }), text('reason', 'Lý do', 'Reason'),
    paper('proof', 'Giấy tờ chứng minh', 'Proof', true), tick('personAgrees', 'Người đó đồng ý', 'The person agrees', ['Cần khi từ đủ 9 tuổi đổi tên, từ đủ 15 tuổi xác định lại dân tộc.', 'From 9 years for a name, from 15 for the ethnic group.']),
  ] },
}

/** Options of a code list, in the officer's language. */
export const listOptions = (list: CodeListName, lang: Lang, on: string) => codeList(list, on).map((entry) => ({ value: entry.code, label: lang === 'en' && entry.labelEn ? entry.labelEn : entry.label }))

/** What was typed, by control name; only what belongs to the form. */
export type Typed = Readonly<Record<string, string>>
export const controlsOf = (item: FormItem): readonly string[] => {
  switch (item.kind) {
    case 'date': case 'partial': return [`${item.name}.day`, `${item.name}.month`, `${item.name}.year`]
    case 'paper': return [`${item.name}.number`, `${item.name}.date.day`, `${item.name}.date.month`, `${item.name}.date.year`, `${item.name}.issuer`]
    case 'foreign': return [`${item.name}.number`, `${item.name}.date.day`, `${item.name}.date.month`, `${item.name}.date.year`, `${item.name}.authority`, `${item.name}.country`]
    default: return [item.name]
  }
}
export function typedIn(act: CaseActName, form: FormBody): Typed {
  return Object.fromEntries(actForms[act].items.flatMap(controlsOf).map((name) => [name, form.get(name).trim()]))
}

type Json = Record<string, unknown>
export interface Assembled { readonly input: Json; readonly errors: readonly FieldError[] }
/** Finds the person with a number; undefined when nobody has it. */
export type FindPerson = (number: string) => Promise<string | undefined>

/** The input of an act from what was typed: numbers become people, three boxes a date. What cannot be read is said at its field. */
export async function assemble(act: CaseActName, typed: Typed, find: FindPerson): Promise<Assembled> {
  const errors: FieldError[] = []
  const input: Json = {}
  for (const item of actForms[act].items) {
    const value = await valueOf(item, typed, find, errors)
    if (value !== undefined) put(input, item.name, value)
  }
  const whole = shaped(act, input)
  if (act === 'ket-hon' && whole['foreigner']) errors.push(...foreignerFaults(whole['foreigner'] as Json).filter(({ field }) => !errors.some((each) => each.field === field)))
  return { input: whole, errors }
}

async function valueOf(item: FormItem, typed: Typed, find: FindPerson, errors: FieldError[]): Promise<unknown> {
  const needed = (field: string): undefined => {
    if (!item.optional) errors.push({ field, vi: `Cần ghi: ${item.label[0]}.`, en: `Needed: ${item.label[1]}.` })
    return undefined
  }
  const given = typed[item.name] ?? ''
  switch (item.kind) {
    case 'check': return given === 'yes'
    case 'date': case 'partial': return dateOf(typed, item.name, item.kind === 'date', errors) ?? (isBlank(typed, item.name) ? needed(item.name) : undefined)
    case 'paper': case 'foreign': return paperOf(item, typed, errors)
    case 'person': {
      if (given === '') return item.optional ? null : needed(item.name)
      const id = await find(given.replace(/[\s.-]/g, ''))
      if (!id) errors.push({ field: item.name, vi: 'Chưa thấy số này trong dữ liệu dân cư. Xem lại đủ 12 số.', en: 'Nobody in the register has this number. Check all 12 digits.' })
      return id
    }
    default: return given === '' ? needed(item.name) : given
  }
}

function paperOf(item: FormItem, typed: Typed, errors: FieldError[]): unknown {
  const parts = item.kind === 'foreign' ? ['number', 'authority', 'country'] : ['number', 'issuer']
  const given = parts.map((part) => [part, typed[`${item.name}.${part}`] ?? ''] as const)
  if (item.optional && given.every((each) => each[1] === '') && isBlank(typed, `${item.name}.date`)) return undefined
  for (const [part, value] of given) if (value === '') errors.push({ field: `${item.name}.${part}`, vi: `Cần ghi mục này của «${item.label[0]}».`, en: `Needed for “${item.label[1]}”.` })
  const date = dateOf(typed, `${item.name}.date`, true, errors)
  if (date === undefined && isBlank(typed, `${item.name}.date`)) errors.push({ field: `${item.name}.date`, vi: `Cần ghi ngày của «${item.label[0]}».`, en: `The date of “${item.label[1]}” is needed.` })
  if (item.kind !== 'foreign') return { ...Object.fromEntries(given), date }
  const typedCountry = typed[`${item.name}.country`] ?? ''
  const country = countryCode(typedCountry)
  if (typedCountry !== '' && !country) errors.push({ field: `${item.name}.country`, vi: 'Không có nước nào tên như vậy. Ví dụ: Pháp.', en: 'There is no country of this name. For example: Pháp.' })
  return { ...Object.fromEntries(given), country, date }
}

const isBlank = (typed: Typed, name: string): boolean => ['day', 'month', 'year'].every((part) => (typed[`${name}.${part}`] ?? '') === '')

function dateOf(typed: Typed, name: string, whole: boolean, errors: FieldError[]): string | undefined {
  if (isBlank(typed, name)) return undefined
  const [d, m, y] = ['day', 'month', 'year'].map((part) => (typed[`${name}.${part}`] ?? '').trim()) as [string, string, string]
  const iso = [y, ...(m === '' ? [] : [m.padStart(2, '0')]), ...(d === '' ? [] : [d.padStart(2, '0')])].join('-')
  if ((m === '' && d !== '') || !isPartialDate(iso) || (whole && iso.length !== 10)) {
    errors.push({ field: name, vi: whole ? 'Ghi đủ ngày, tháng, năm có trong lịch. Ví dụ 5 / 9 / 2026.' : 'Ghi năm, hoặc tháng và năm, hoặc đủ ngày có trong lịch.', en: 'Write a date that is in the calendar.' })
    return undefined
  }
  return iso
}

function put(target: Json, path: string, value: unknown): void {
  const [first, ...rest] = path.split('.')
  if (rest.length === 0) target[first!] = value
  else put((target[first!] ??= {}) as Json, rest.join('.'), value)
}

/** What the acts want a little differently from what a form can ask. */
function shaped(act: CaseActName, input: Json): Json {
  const requesterGiven = input['requester'] as Json | undefined
  if (requesterGiven) for (const [name, value] of Object.entries(requesterGiven)) if (value === null || value === undefined) delete requesterGiven[name]
  if (act === 'khai-sinh') {
    const child = (input['child'] ?? {}) as Json
    if (child['birthPlace'] !== undefined) child['birthPlace'] = { area: null, text: child['birthPlace'] }
    if (child['nativePlace'] !== undefined) child['nativePlace'] = { area: null, text: child['nativePlace'] }
    input['requester'] = { relation: '', ...requesterGiven }
  }
  if (act === 'thay-doi-cai-chinh') input['value'] = readNewValue(input)
  if (input['period'] && Object.keys(input['period'] as Json).length < 3) delete input['period']
  if (act === 'ket-hon') input['foreigner'] = foreignerOf(input['foreigner'] as Json | undefined)
  if (input['again'] && (input['again'] as Json)['since'] === undefined) delete input['again']
  return input
}

/** All of it, or nothing: what is missing is refused at its field. The country as a code; a name nobody knows goes on as typed and is refused. */
function foreignerOf(given: Json | undefined): Json | null {
  if (!given || Object.values(given).every((each) => each === undefined || each === '')) return null
  const nationality = String(given['nationality'] ?? '')
  return { ...given, nationality: countryCode(nationality) ?? nationality }
}

/** What a foreigner's side lacks, at its field. */
function foreignerFaults(foreigner: Json): FieldError[] {
  const items = actForms['ket-hon'].items.filter((item) => ['fullName', 'birthDate', 'nationality', 'passportNumber'].includes(item.name.replace('foreigner.', '')))
  return items.filter((item) => !foreigner[item.name.replace('foreigner.', '')]).map((item) => ({ field: item.name, vi: `Cần ghi: ${item.label[0]}.`, en: `Needed: ${item.label[1]}.` }))
}

/** A country by its name or its three letters. */
function countryCode(text: string): string | undefined {
  const wanted = plainKey(text)
  return codeList('nationalities').find((entry) => plainKey(entry.label) === wanted || entry.code === text.trim().toUpperCase() || entry.aliases.some((alias) => plainKey(alias) === wanted))?.code
}

/** A new value as the act takes it: dates in ISO, gender and ethnic group as codes. What cannot be read goes on as typed and is refused there. */
function readNewValue(input: Json): string {
  const value = String(input['value'] ?? '')
  const field = input['change'] === 'correction' ? input['field'] : { name: 'fullName', ethnicity: 'ethnicity', gender: 'gender' }[String(input['change'])]
  if (field === 'gender') return /^(nam|male)$/i.test(value) ? 'male' : /^(nữ|nu|female)$/i.test(value) ? 'female' : value
  if (field === 'birthDate') return value.split(/[/.-]/).length > 1 && !/^\d{4}-/.test(value) ? value.split(/[/.-]/).reverse().map((part, i) => (i === 0 ? part : part.padStart(2, '0'))).join('-') : value
  if (field === 'ethnicity') return codeList('ethnic-groups').find((entry) => entry.label.toLowerCase() === value.toLowerCase())?.code ?? value
  return value
}

/** What was typed, found again from a prepared input: ids are given back as numbers by `numberOf`. */
export function typedFrom(act: CaseActName, input: unknown, numberOf: (personId: string) => string): Typed {
  const typed: Record<string, string> = {}
  for (const item of actForms[act].items) {
    const value = item.name.split('.').reduce<unknown>((at, part) => (at === null || at === undefined ? undefined : (at as Json)[part]), input)
    if (value === null || value === undefined) continue
    if (item.kind === 'person') typed[item.name] = numberOf(String(value))
    else if (item.kind === 'check') typed[item.name] = value === true ? 'yes' : ''
    else if (item.kind === 'date' || item.kind === 'partial') putDate(typed, item.name, String(value))
    else if (item.kind === 'paper' || item.kind === 'foreign') {
      for (const [part, each] of Object.entries(value as Json)) if (part === 'date') putDate(typed, `${item.name}.date`, String(each)); else typed[`${item.name}.${part}`] = String(each)
    } else typed[item.name] = typeof value === 'object' ? String((value as Json)['text'] ?? '') : String(value)
  }
  return typed
}

function putDate(typed: Record<string, string>, name: string, iso: string): void {
  const [y, m, d] = iso.split('-')
  Object.assign(typed, { [`${name}.year`]: y ?? '', [`${name}.month`]: m ?? '', [`${name}.day`]: d ?? '' })
}

/** Where an error of an act is shown: a paper's is at its number, a wrong date at its boxes. */
export function fieldFor(act: CaseActName, field: string): string {
  const item = actForms[act].items.find((each) => each.name === field)
  if (item?.kind === 'paper' || item?.kind === 'foreign') return `${field}.number`
  if (field === 'since') return 'again.since'
  if (field === 'period') return 'period.from'
  if (field === 'requester') return 'requester.personId'
  return field
}
