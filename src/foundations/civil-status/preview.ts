import { formatPartialVi, isPartialDate } from '../../kernel/partial-date.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { Ctx } from '../../platform/index.ts'
import { labelOf } from '../areas/index.ts'
import { readPeople, type LifeStatusChange, type PersonFacts } from '../population/index.ts'
import type { Plan } from './plan.ts'
import { recordLayouts, type LayoutField } from './record-layouts.ts'

/** One thing that will be different in the registers, in words. */
export interface Change { readonly who: string; readonly what: string; readonly before: string; readonly after: string; readonly from: string }
/** What an act would enter and change, to be read before it is signed. */
export interface Preview {
  readonly about: string
  readonly entry: readonly { readonly label: string; readonly value: string }[]
  readonly changes: readonly Change[]
  readonly remarks: readonly string[]
  /** Registered after the time the law gives. */
  readonly late: boolean
}

const fieldWords: Readonly<Record<string, string>> = { fullName: 'Họ tên', birthDate: 'Ngày sinh', gender: 'Giới tính', ethnicity: 'Dân tộc', birthPlace: 'Nơi sinh', nativePlace: 'Quê quán', maritalStatus: 'Tình trạng hôn nhân', lifeStatus: 'Tình trạng sống', deathDate: 'Ngày mất' }
const codeWords: Readonly<Record<string, string>> = {
  single: 'Chưa kết hôn', married: 'Đang có vợ/chồng', divorced: 'Đã ly hôn', widowed: 'Góa', living: 'Còn sống', deceased: 'Đã mất', missing: 'Mất tích', 'declared-dead': 'Tòa án tuyên bố chết', left: 'Định cư ở nước ngoài', renounced: 'Thôi quốc tịch', male: 'Nam', female: 'Nữ', undetermined: 'Chưa xác định',
}
const relationWords: Readonly<Record<string, string>> = { spouse: 'Vợ/chồng', father: 'Cha', mother: 'Mẹ', child: 'Con', guardian: 'Người giám hộ', ward: 'Người được giám hộ' }

/** A plan in words: the entry as it will stand in the book, and every line of the register that changes. Logged for everybody in it. */
export async function previewOf(ctx: Ctx, plan: Plan): Promise<Preview> {
  const { effects } = plan
  const fields = ['fullName', ...(effects.life ? ['maritalStatus'] : []), ...new Set(effects.facts.flatMap((each) => Object.keys(each.set)))].filter((field, i, all) => all.indexOf(field) === i) as (keyof PersonFacts)[]
  const { life } = effects
  const ids = [...new Set([...(life ? [life.personId, ...life.spouses, ...(life.marriageRestored ? [life.marriageRestored] : [])] : []), ...[...effects.facts, ...effects.relate, ...effects.unrelate].flatMap((each) => ['otherId' in each ? each.otherId : null, each.personId])].filter((id): id is string => id !== null))]
  const people = await readPeople(ctx, ids, fields, { lawfulBy: plan.basis.article })
  const name = (id: string | null): string => (id && people.get(id)?.fullName) || 'người khai trong giấy tờ'
  const facts = effects.facts.flatMap(({ personId, set, from }) => Object.entries(set).map(([field, value]) => ({
    who: name(personId), what: fieldWords[field] ?? field, before: inWords(field, people.get(personId)?.[field as 'fullName'], ctx.today), after: inWords(field, value, ctx.today), from: formatDateVi(from),
  })))
  const lives = life ? lifeLines(life, name, (id) => people.get(id)?.maritalStatus ?? null) : []
  const gone = effects.unrelate.filter((each) => each.otherId !== null).map(({ personId, kind, otherId, on, how }) => ({
    who: name(personId), what: relationWords[kind] ?? kind, before: how === 'reopen' ? '' : name(otherId), after: how === 'reopen' ? name(otherId) : '', from: formatDateVi(on),
  }))
  const added = effects.relate.map(({ personId, kind, otherId, otherName, from }) => ({ who: name(personId), what: relationWords[kind] ?? kind, before: '', after: otherId ? name(otherId) : (otherName ?? ''), from: formatDateVi(from) }))
  return { about: plan.about, entry: entryLines(plan.kind, plan.content, ctx.today), changes: [...lives, ...facts, ...gone, ...added], remarks: plan.remarks ?? [], late: plan.registrationKind === '4' }
}

function lifeLines(life: LifeStatusChange, name: (id: string) => string, status: (id: string) => string | null): Change[] {
  const from = formatDateVi(life.on)
  const marital = (id: string, after: string): Change => ({ who: name(id), what: fieldWords['maritalStatus']!, before: codeWords[status(id) ?? ''] ?? '', after: codeWords[after]!, from })
  return [
    { who: name(life.personId), what: fieldWords['lifeStatus']!, before: codeWords[life.before] ?? life.before, after: codeWords[life.after] ?? life.after, from },
    ...(life.deathDate ? [{ who: name(life.personId), what: fieldWords['deathDate']!, before: '', after: formatPartialVi(life.deathDate), from }] : []),
    ...life.spouses.filter((id) => status(id) === 'married').map((id) => marital(id, 'widowed')), ...(life.marriageRestored ? [marital(life.marriageRestored, 'married'), marital(life.personId, 'married')] : []),
  ]
}

/** The entry as people read it: labels of the layout, codes as words, dates as dd/mm/yyyy. Empty columns are left out. */
export function entryLines(kind: keyof typeof recordLayouts, content: Readonly<Record<string, string>>, on: string): { label: string; value: string }[] {
  const known = new Map(recordLayouts[kind].fields.map((field) => [field.name, field]))
  const inLayout = recordLayouts[kind].fields.filter((field) => content[field.name]).map((field) => ({ label: field.label, value: contentInWords(field, content[field.name]!, on) }))
  const further = Object.entries(content).filter(([name, value]) => !known.has(name) && value).map(([name, value]) => ({ label: furtherWords[name] ?? name, value: isPartialDate(value) ? formatPartialVi(value) : value }))
  return [...inLayout, ...further]
}
const furtherWords: Readonly<Record<string, string>> = { giaTriDenNgay: 'Có giá trị đến ngày', soDinhDanhCaNhan: 'Số định danh cá nhân' }

export function contentInWords(field: LayoutField, value: string, on: string): string {
  if (field.type === 'date') return isPartialDate(value) ? formatPartialVi(value) : value
  return field.type === 'code' ? labelOf(field.list!, value, on) : value
}

function inWords(field: string, value: unknown, on: string): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') return (value as { text?: string | null }).text ?? ''
  const text = String(value)
  if (field === 'ethnicity') return labelOf('ethnic-groups', text, on)
  if (field === 'birthDate' || field === 'deathDate') return isPartialDate(text) ? formatPartialVi(text) : text
  return codeWords[text] ?? text
}
