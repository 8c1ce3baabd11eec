import { readFileSync } from 'node:fs'
import { isPlainDate, type PlainDate } from '../../kernel/plain-date.ts'
import { isDong, type Dong } from '../../kernel/money.ts'
import { parseCsv, type CsvRow } from '../../foundations/areas/index.ts'
import { rootPath } from '../../platform/index.ts'
import type { Certainty, Channel, LegalSource } from '../catalogue/index.ts'

/** One amount of the tariff, in force from `from` until the day before `to`. */
export interface FeeRule {
  readonly procedure: string
  readonly kind: 'LE_PHI' | 'PHI'
  readonly channel: Channel | '*'
  readonly label: string
  /** Null: a provincial resolution sets it, and none is in the table. */
  readonly amount: Dong | null
  /** Holds only when the date at `path` lies `min` to `max` days before filing. */
  readonly since: { readonly path: string; readonly min: number; readonly max: number } | null
  readonly quantityFrom: string | null
  readonly reason: string | null
  readonly from: PlainDate
  readonly to: PlainDate | null
  readonly basis: LegalSource
}

/** Who pays nothing: by age, by a mark in the registers, or both. */
export interface Exemption {
  readonly procedures: readonly string[]
  readonly category: string
  readonly minAge: number | null
  readonly maxAge: number | null
  readonly mark: string | null
  readonly reason: string
  readonly from: PlainDate
  readonly to: PlainDate | null
  readonly basis: LegalSource
}

export interface Tariff { readonly fees: readonly FeeRule[]; readonly exemptions: readonly Exemption[] }

/** Reads the two tables of data/tariffs. Throws on a row it cannot read: a wrong tariff must not start. */
export function readTariff(fees: string, exemptions: string): Tariff {
  return { fees: parseCsv(fees).map(feeRule), exemptions: parseCsv(exemptions).map(exemption) }
}

let loaded: Tariff | undefined

/** All fee rules of `data/tariffs`, read once. */
export function loadTariff(): Tariff {
  return loaded ??= readTariff(readFileSync(rootPath('data/tariffs/fees.csv'), 'utf8'), readFileSync(rootPath('data/tariffs/exemptions.csv'), 'utf8'))
}

function feeRule(row: CsvRow): FeeRule {
  const bad = (column: string) => new RangeError(`fees.csv: ${row['procedure']} has a wrong ${column}: '${row[column]}'`)
  const kind = row['kind']
  const channel = row['channel']
  if (kind !== 'LE_PHI' && kind !== 'PHI') throw bad('kind')
  if (channel !== 'online' && channel !== 'counter' && channel !== 'post' && channel !== '*') throw bad('channel')
  const amount = numberIn(row, 'amount')
  if (amount !== null && (!isDong(amount) || amount < 0)) throw bad('amount')
  if (amount === 0 && !row['reason']) throw bad('reason')
  return {
    procedure: row['procedure']!, kind, channel, label: row['label']!, amount,
    since: row['since'] ? { path: row['since'], min: numberIn(row, 'min_days') ?? 0, max: numberIn(row, 'max_days') ?? Infinity } : null,
    quantityFrom: row['quantity'] || null, reason: row['reason'] || null, ...inForce(row), basis: basisOf(row),
  }
}

function exemption(row: CsvRow): Exemption {
  return {
    procedures: row['procedures']!.split(' '), category: row['category']!, minAge: numberIn(row, 'min_age'), maxAge: numberIn(row, 'max_age'), mark: row['mark'] || null,
    reason: row['reason']!, ...inForce(row), basis: basisOf(row),
  }
}

function numberIn(row: CsvRow, column: string): number | null {
  const text = row[column] ?? ''
  if (text === '') return null
  if (!/^\d+$/.test(text)) throw new RangeError(`tariff: ${column} is no whole number: '${text}'`)
  return Number(text)
}

function inForce(row: CsvRow): { from: PlainDate; to: PlainDate | null } {
  const [from, to] = [row['from'] ?? '', row['to'] || null]
  if (!isPlainDate(from) || (to !== null && (!isPlainDate(to) || to <= from))) throw new RangeError(`tariff: the dates ${from} to ${to} do not follow`)
  return { from, to }
}

function basisOf(row: CsvRow): LegalSource {
  const certainty = row['certainty']
  if (certainty !== 'sure' && certainty !== 'likely' && certainty !== 'guess') throw new RangeError(`tariff: certainty is missing for ${row['basis']}`)
  return { text: row['basis']!, certainty: certainty satisfies Certainty, ...(row['article'] ? { article: row['article'] } : {}), ...(row['note'] ? { note: row['note'] } : {}) }
}
