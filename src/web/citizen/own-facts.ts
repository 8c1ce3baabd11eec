import { fullAreaName, labelOf } from '../../foundations/areas/index.ts'
import { readFacts, type KnownFact, type PersonField, type Place } from '../../foundations/population/index.ts'
import { readResidenceFacts } from '../../foundations/residence/index.ts'
import { fieldLabels } from '../../foundations/trail/index.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import type { FactsModel } from '../../public-services/forms/index.ts'
import type { Lang } from '../kit/index.ts'
import { dataStrings } from './data-strings.ts'

const themes = {
  person: ['fullName', 'otherName', 'birthDate', 'gender', 'pin', 'nationalities'],
  origin: ['ethnicity', 'religion', 'birthPlace', 'birthRegistrationPlace', 'nativePlace'],
  family: ['maritalStatus', 'bloodType'],
  contact: ['phone', 'email'],
} as const satisfies Record<string, readonly PersonField[]>
const residenceOf = ['permanentResidence', 'temporaryResidence', 'currentResidence', 'relationToHead', 'fileNumber', 'headName'] as const
type Theme = keyof typeof themes

/** Everything the registers hold of the signed-in person, by theme, as cards. Read now and logged as the person's own look. */
export async function ownFacts(ctx: Ctx, personId: string, lang: Lang): Promise<FactsModel[]> {
  const facts = await readFacts(ctx, personId, Object.values(themes).flat())
  const cards = (Object.keys(themes) as Theme[]).flatMap((theme): FactsModel[] => {
    const lines = facts.filter((fact) => (themes[theme] as readonly string[]).includes(fact.field)).flatMap((fact) => line(ctx.today, lang, fact))
    return lines.length === 0 ? [] : [card(theme, lang, facts.find((fact) => fact.field === lines[0]!.path)!.sourceName, lines)]
  })
  const homes = (await readResidenceFacts(ctx, personId, [...residenceOf])).filter((fact) => fact.text !== null || fact.value !== null)
  const homeLines = homes.map((fact) => ({ path: fact.field, label: labelOfField(fact.field, lang), text: fact.text ?? fact.value ?? '', masked: false, pending: false, asOf: fact.asOf }))
  return homeLines.length === 0 ? cards : [...cards, card('residence', lang, homes[0]!.sourceName, homeLines)]
}

type Line = FactsModel['lines'][number]

function card(theme: Theme | 'residence', lang: Lang, source: string, lines: readonly Line[]): FactsModel {
  const newest = lines.map((each) => each.asOf).filter((date) => date !== undefined).sort().at(-1)
  return { kind: 'facts', id: theme, label: dataStrings.t(lang, `data.${theme}`), src: 'known', source, pending: false, lines, ...(newest ? { asOf: newest } : {}) }
}

function line(today: PlainDate, lang: Lang, fact: KnownFact): Line[] {
  const text = wordsOf(today, fact)
  return text === '' ? [] : [{ path: fact.field, label: labelOfField(fact.field, lang), text, masked: fact.field === 'pin', pending: false, asOf: fact.asOf }]
}

/** Subjects of a form that are the signed-in person. */
export const ofMine: ReadonlySet<string> = new Set(['requester', 'ownHome', 'contact'])

/** The words for a field in the language of the page: `nativePlace`, or `mother.nativePlace` with whose it is. */
export function labelOfField(field: string, lang: Lang): string {
  // A list's word ends with the list it stands in.
  const key = `field.${field.startsWith('list.') ? field.split('.').slice(0, 2).join('.') : field}` as keyof typeof dataStrings.vi
  if (key in dataStrings.vi) return dataStrings.in(lang)(key as 'field.fullName')
  const [subject = '', ...rest] = field.split('.')
  const last = `field.${rest.at(-1) ?? subject}`
  const words = last in dataStrings.vi ? dataStrings.in(lang)(last as 'field.fullName') : (fieldLabels([field], lang)[0] ?? field)
  return `${words.charAt(0).toLocaleUpperCase('vi')}${words.slice(1)}${rest.length === 0 || ofMine.has(subject) ? '' : ` (${fieldLabels([subject], lang)[0]})`}`
}

const marital: Readonly<Record<string, string>> = { single: 'Chưa kết hôn', married: 'Đã kết hôn', divorced: 'Đã ly hôn', widowed: 'Goá' }
const genders: Readonly<Record<string, string>> = { male: 'Nam', female: 'Nữ', undetermined: 'Chưa xác định' }

function wordsOf(today: PlainDate, { field, value }: KnownFact): string {
  if (value === null || value === undefined) return ''
  switch (field) {
    case 'birthDate': return formatPartialVi(String(value))
    case 'gender': return genders[String(value)] ?? String(value)
    case 'maritalStatus': return marital[String(value)] ?? String(value)
    case 'ethnicity': return labelOf('ethnic-groups', String(value), today) ?? String(value)
    case 'religion': return labelOf('religions', String(value), today) ?? String(value)
    case 'nationalities': return (value as readonly string[]).map((code) => labelOf('nationalities', code, today) ?? code).join(', ')
    case 'birthPlace': case 'birthRegistrationPlace': case 'nativePlace': { const place = value as Place; return place.text ?? (place.area ? fullAreaName(place.area, today) : '') }
    default: return String(value)
  }
}
