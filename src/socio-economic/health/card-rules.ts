import { readFileSync } from 'node:fs'
import { codeEntry, parseCsv } from '../../foundations/areas/index.ts'
import { addYears, type PlainDate } from '../../kernel/plain-date.ts'
import { rootPath } from '../../platform/index.ts'

export type CardPart = 'object' | 'level' | 'province' | 'insurance-number'

/** How cards of children under six are numbered and how long they hold, as it stands on one day. */
export interface UnderSixRules {
  readonly objectGroup: string
  readonly benefitLevel: string
  readonly years: number
  /** 'MM-DD' or ''. */
  readonly notBefore: string
  readonly numberParts: readonly CardPart[]
  readonly insuranceNumber: 'bhxh' | 'pin'
}

interface Line { readonly key: string; readonly value: string; readonly from: PlainDate; readonly to: PlainDate | null }
let lines: readonly Line[] | undefined

/** The rules of data/health-insurance/card-rules.csv in force on a day. Throws when the file lacks one. */
export function underSixRules(on: PlainDate): UnderSixRules {
  lines ??= parseCsv(readFileSync(rootPath('data', 'health-insurance', 'card-rules.csv'), 'utf8'))
    .map((row) => ({ key: row['key']!, value: row['value']!, from: row['valid_from']!, to: row['valid_to'] || null }))
  const text = (key: string): string => {
    const found = lines!.find((line) => line.key === key && line.from <= on && (line.to === null || on < line.to))
    if (!found) throw new Error(`data/health-insurance/card-rules.csv has no ${key} for ${on}`)
    return found.value
  }
  const objectGroup = text('under-six-object')
  return {
    objectGroup, benefitLevel: codeEntry('bhyt-objects', objectGroup, on)!.more['level']!, years: Number(text('under-six-years')), notBefore: text('under-six-not-before'),
    numberParts: text('card-number-parts').split(' ') as CardPart[], insuranceNumber: text('insurance-number') as 'bhxh' | 'pin',
  }
}

/** The card number from its parts: 'TE' + '1' + '86' + number. */
export function cardNumberOf(parts: Readonly<Record<CardPart, string>>, order: readonly CardPart[]): string {
  return order.map((part) => parts[part]).join('')
}

/** First day the card no longer holds: the day the child turns six, or later in that year where the rules say so. */
export function underSixEnds(birthDate: PlainDate, rules: Pick<UnderSixRules, 'years' | 'notBefore'>): PlainDate {
  const sixth = addYears(birthDate, rules.years)
  const latest = rules.notBefore === '' ? sixth : `${sixth.slice(0, 4)}-${rules.notBefore}`
  return sixth < latest ? latest : sixth
}
