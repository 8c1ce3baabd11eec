import { readFileSync } from 'node:fs'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { rootPath } from '../../platform/index.ts'
import { parseCsv } from '../areas/index.ts'
import { covers, type ActingRight } from './mandate.ts'

interface Line { readonly service: string; readonly basis: string; readonly from: PlainDate; readonly to: PlainDate | null }
let lines: readonly Line[] | undefined

/** Of these rights the one by which this procedure may be filed for another on that day (data/mandates/procedures.csv); undefined where none reaches it, or the procedure is not filed by others. A permission for one filing begins no other. */
export function rightToFile(rights: readonly ActingRight[], service: string, on: PlainDate): ActingRight | undefined {
  return rights.find((right) => right.dossierId === null && covers([right], { service }) && filedByOthers(service, right.basis, on))
}

/** May this procedure be filed by whom one sends, on that day? What may not is not offered to be given away. */
export const givenToOthers = (service: string, on: PlainDate): boolean => filedByOthers(service, 'standing', on)

function filedByOthers(service: string, basis: string, on: PlainDate): boolean {
  lines ??= parseCsv(readFileSync(rootPath('data', 'mandates', 'procedures.csv'), 'utf8'))
    .map((row) => ({ service: row['service']!, basis: row['basis']!, from: row['valid_from']!, to: row['valid_to'] || null }))
  return lines.some((line) => line.service === service && line.basis === basis && line.from <= on && (line.to === null || on < line.to))
}
