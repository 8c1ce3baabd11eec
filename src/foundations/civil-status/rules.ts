import { readFileSync } from 'node:fs'
import { rootPath, type PlainDate } from '../../platform/index.ts'
import { parseCsv } from '../areas/index.ts'

interface Line { readonly key: string; readonly value: string; readonly from: PlainDate; readonly to: PlainDate | null }
let lines: readonly Line[] | undefined

/** A figure of data/civil-status/rules.csv as it holds on that day. Throws when there is none: the program cannot guess it. */
export function civilRule(key: string, on: PlainDate): number {
  return Number(civilRuleText(key, on))
}

/** As `civilRule`, for rules that are days. */
export function civilRuleText(key: string, on: PlainDate): string {
  lines ??= parseCsv(readFileSync(rootPath('data', 'civil-status', 'rules.csv'), 'utf8'))
    .map((row) => ({ key: row['key']!, value: row['value']!, from: row['valid_from']!, to: row['valid_to'] || null }))
  const ofKey = lines.filter((line) => line.key === key)
  // Days before the first row are held against the first: old events are registered late under the rule of today.
  const found = ofKey.find((line) => line.from <= on && (line.to === null || on < line.to)) ?? ofKey[0]
  if (!found) throw new Error(`data/civil-status/rules.csv has no ${key}`)
  return found.value
}
