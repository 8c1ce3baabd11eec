import { readFileSync } from 'node:fs'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import { dueOn, type WorkCalendar } from '../../kernel/working-days.ts'
import { rootPath, type Instant, type PlainDate } from '../../platform/index.ts'
import { parseCsv, stateCalendar, type CsvRow } from '../areas/index.ts'

export const oddRules = ['own-household', 'neighbours', 'same-surname', 'protected', 'sought-after', 'night', 'above-colleagues', 'without-case', 'empty-searches', 'refused', 'sample'] as const
export type OddRule = (typeof oddRules)[number]

/** One rule of data/access-log/odd-readings.csv as it holds on one day. */
export interface OddRuleSetting {
  readonly rule: OddRule
  readonly least: number
  readonly factor: number | null
  readonly fromHour: number | null
  readonly untilHour: number | null
  readonly days: number | null
  readonly vi: string
  readonly en: string
}

let files: { odd: readonly CsvRow[]; rules: readonly CsvRow[]; calendar: WorkCalendar; common: readonly string[] } | undefined

const read = (...path: string[]): CsvRow[] => parseCsv(readFileSync(rootPath('data', ...path), 'utf8'))

function loaded(): NonNullable<typeof files> {
  return (files ??= {
    odd: read('access-log', 'odd-readings.csv'), rules: read('access-log', 'rules.csv'), calendar: stateCalendar(),
    common: read('population', 'family-name-shares-2005.csv').map((row) => plainKey(row['name']!)),
  })
}

const holds = (row: CsvRow, on: PlainDate): boolean => row['valid_from']! <= on && (!row['valid_to'] || on < row['valid_to'])
const numberOf = (text: string | undefined): number | null => (text ? Number(text) : null)

export function ruleSettings(on: PlainDate): OddRuleSetting[] {
  return loaded().odd.filter((row) => holds(row, on)).map((row) => ({
    rule: row['rule'] as OddRule, least: Number(row['least']), factor: numberOf(row['factor']), fromHour: numberOf(row['from_hour']), untilHour: numberOf(row['until_hour']), days: numberOf(row['days']), vi: row['vi']!, en: row['en']!,
  }))
}

/** Family names that say nothing: those of a percent of the people or more (data/population). */
export function commonFamilyNames(): readonly string[] {
  return loaded().common
}

/** The day by which an officer who is asked answers. */
export function reasonDay(askedAt: Instant, on: PlainDate): PlainDate {
  const rule = loaded().rules.find((row) => row['key'] === 'reason-working-days' && holds(row, on))
  if (!rule) throw new Error(`data/access-log/rules.csv has no reason-working-days for ${on}`)
  return dueOn(loaded().calendar, askedAt, Number(rule['value']))
}
