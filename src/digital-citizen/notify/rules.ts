import { readFileSync } from 'node:fs'
import { parseCsv } from '../../foundations/areas/index.ts'
import { addMinutes, instantOfLocal, localTimeOf, minutesOfClock, addDays, type Instant, type PlainDate } from '../../kernel/plain-date.ts'
import { rootPath } from '../../platform/index.ts'

/** Hours, pauses and lengths of data/messages/rules.csv, as they hold on one day. */
export interface MessageRules {
  readonly quietFrom: string
  readonly quietTo: string
  readonly gatherMinutes: number
  readonly emailRetrySeconds: readonly number[]
  readonly codeRetrySeconds: readonly number[]
  readonly codeMinutes: number
  readonly newAccountMinutes: number
  readonly sms: { readonly marks: number; readonly nextMarks: number; readonly plain: number; readonly nextPlain: number }
  readonly help: { readonly phone: string; readonly hours: string }
}

interface Line { readonly key: string; readonly value: string; readonly from: PlainDate; readonly to: PlainDate | null }
let lines: readonly Line[] | undefined

/** The rules in force on a day. Throws when the file lacks one: the program cannot guess it. */
export function messageRules(on: PlainDate): MessageRules {
  lines ??= parseCsv(readFileSync(rootPath('data', 'messages', 'rules.csv'), 'utf8'))
    .map((row) => ({ key: row['key']!, value: row['value']!, from: row['valid_from']!, to: row['valid_to'] || null }))
  const text = (key: string): string => {
    const found = lines!.find((line) => line.key === key && line.from <= on && (line.to === null || on < line.to))
    if (!found) throw new Error(`data/messages/rules.csv has no ${key} for ${on}`)
    return found.value
  }
  const number = (key: string): number => Number(text(key))
  const numbers = (key: string): number[] => text(key).split(' ').map(Number)
  return {
    quietFrom: text('quiet-from'), quietTo: text('quiet-to'), gatherMinutes: number('gather-minutes'),
    emailRetrySeconds: numbers('email-retry-minutes').map((minutes) => minutes * 60), codeRetrySeconds: numbers('code-retry-seconds'),
    codeMinutes: number('code-minutes'), newAccountMinutes: number('new-account-minutes'),
    sms: { marks: number('sms-part-marks'), nextMarks: number('sms-next-part-marks'), plain: number('sms-part-plain'), nextPlain: number('sms-next-part-plain') },
    help: { phone: text('help-phone'), hours: text('help-hours') },
  }
}

/** The same instant, or the end of the quiet hours it falls into (Vietnamese clock; the hours may cross midnight). */
export function afterQuietHours(instant: Instant, rules: Pick<MessageRules, 'quietFrom' | 'quietTo'>): Instant {
  const { date, hour, minute } = localTimeOf(instant)
  const at = hour * 60 + minute
  const from = minutesOfClock(rules.quietFrom)
  const to = minutesOfClock(rules.quietTo)
  if (from === to) return instant
  const quiet = from < to ? at >= from && at < to : at >= from || at < to
  if (!quiet) return instant
  return instantOfLocal(at < to ? date : addDays(date, 1), rules.quietTo)
}

export const gatheringEnds = (now: Instant, rules: MessageRules): Instant => addMinutes(now, rules.gatherMinutes)
