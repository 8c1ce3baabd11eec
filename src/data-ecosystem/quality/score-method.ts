import { readFileSync } from 'node:fs'
import { parseCsv } from '../../foundations/areas/index.ts'
import { rootPath, type PlainDate } from '../../platform/index.ts'
import type { Rule } from './rule.ts'

/** How the scores of a day are made (data/quality/score-method.csv). */
export interface ScoreMethod {
  readonly weights: Readonly<Record<Rule['severity'], number>>
  /** From so many percent on a score is good, or passable. */
  readonly green: number
  readonly yellow: number
  readonly from: PlainDate
  readonly basis: string
  readonly certainty: string
}

/** An event of life that counts for sống when it was recorded in time (data/quality/timeliness.csv). */
export interface Timeliness {
  readonly event: 'birth'
  readonly days: number
  readonly windowDays: number
  readonly basis: string
}

/** The name under which births stand among the rules of a score. */
export const birthInTime = 'event-birth'

const rowOn = (file: string, day: PlainDate): Record<string, string> => {
  const row = (parseCsv(readFileSync(rootPath('data', 'quality', file), 'utf8')) as Record<string, string>[]).find((each) => each['from']! <= day && (each['to'] === '' || day < each['to']!))
  if (!row) throw new Error(`data/quality/${file} says nothing of ${day}`)
  return row
}

export function scoreMethodOn(day: PlainDate): ScoreMethod {
  const row = rowOn('score-method.csv', day)
  return { weights: { error: Number(row['error_weight']), warning: Number(row['warning_weight']) }, green: Number(row['green']), yellow: Number(row['yellow']), from: row['from']!, basis: row['basis']!, certainty: row['certainty']! }
}

export function timelinessOn(day: PlainDate): Timeliness {
  const row = rowOn('timeliness.csv', day)
  return { event: 'birth', days: Number(row['days']), windowDays: Number(row['window_days']), basis: row['basis']! }
}

export type Grade = 'green' | 'yellow' | 'red'
export const gradeOf = (percent: number, method: ScoreMethod): Grade => (percent >= method.green ? 'green' : percent >= method.yellow ? 'yellow' : 'red')
