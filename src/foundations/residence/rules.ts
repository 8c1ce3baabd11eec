import { readFileSync } from 'node:fs'
import { parseCsv, type CsvRow } from '../areas/index.ts'
import { rootPath, type PlainDate } from '../../platform/index.ts'

const files = new Map<string, readonly CsvRow[]>()

function rows(file: string, on: PlainDate): readonly CsvRow[] {
  const all = files.get(file) ?? parseCsv(readFileSync(rootPath('data', 'residence', `${file}.csv`), 'utf8'))
  files.set(file, all)
  return all.filter((row) => row['valid_from']! <= on && (row['valid_to'] === '' || on < row['valid_to']!))
}

export type RuleKey =
  | 'permanent-register-within-months' | 'temporary-longest-months' | 'temporary-shortest-days' | 'temporary-renew-before-days' | 'removal-file-within-days' | 'confirmation-valid-months'
  | 'head-full-capacity-age' | 'rented-floor-area-m2' | 'absence-army-age-months' | 'absence-other-months' | 'lodging-longest-days' | 'lodging-evening' | 'lodging-morning'
  | 'lodging-foreigner-hours' | 'lodging-undo-seconds'

/** A rule of data/residence/rules.csv in force on a day. Throws when the file lacks it. */
export function ruleText(key: RuleKey, on: PlainDate): string {
  const found = rows('rules', on).find((row) => row['key'] === key)
  if (!found) throw new Error(`data/residence/rules.csv has no ${key} for ${on}`)
  return found['value']!
}

export const ruleNumber = (key: RuleKey, on: PlainDate): number => Number(ruleText(key, on))

/** Why a registration ends: Luật Cư trú 2020 đ.24 (permanent), đ.29 (temporary). */
export interface RemovalGround {
  readonly code: string
  readonly kind: 'permanent' | 'temporary'
  readonly label: string
  readonly article: string
  /** How long the state must have lasted, in months. */
  readonly months: number
  /** Rests on a decision of a court or another body, whose number is recorded. */
  readonly needsDecision: boolean
}

export function removalGrounds(kind: RemovalGround['kind'], on: PlainDate): RemovalGround[] {
  return rows('removal-grounds', on).filter((row) => row['kind'] === kind)
    .map((row) => ({ code: row['code']!, kind, label: row['label']!, article: row['article']!, months: Number(row['months']), needsDecision: row['needs_decision'] === 'yes' }))
}

/** A case of permanent registration and what it asks for: Luật Cư trú 2020 đ.20. */
export interface PermanentCase {
  readonly code: string
  readonly label: string
  readonly article: string
  readonly needs: readonly PermanentNeed[]
  /** Relations to the head it is for; empty: any. */
  readonly relations: readonly string[]
}
export type PermanentNeed = 'headConsent' | 'ownerConsent' | 'dwellingProof' | 'relationProof' | 'floorArea'

const needColumns: readonly (readonly [string, PermanentNeed])[] =
  [['head_consent', 'headConsent'], ['owner_consent', 'ownerConsent'], ['dwelling_proof', 'dwellingProof'], ['relation_proof', 'relationProof'], ['floor_area', 'floorArea']]

export function permanentCases(on: PlainDate): PermanentCase[] {
  return rows('permanent-cases', on).map((row) => ({
    code: row['code']!, label: row['label']!, article: row['article']!, needs: needColumns.flatMap(([column, need]) => (row[column] === 'yes' ? [need] : [])),
    relations: row['relations'] === '' ? [] : row['relations']!.split(' '),
  }))
}

/** Who declares an absence, and from which length on: Luật Cư trú 2020 đ.31. */
export interface AbsenceGroup {
  readonly code: 'measures' | 'correction' | 'army-age' | 'other'
  readonly label: string
  readonly article: string
  readonly shortest: { readonly n: number; readonly unit: 'day' | 'months' }
}

export function absenceGroups(on: PlainDate): AbsenceGroup[] {
  return rows('absence-groups', on).map((row) => {
    const [n, unit] = row['shortest']!.split(' ') as [string, 'day' | 'months']
    return { code: row['code'] as AbsenceGroup['code'], label: row['label']!, article: row['article']!, shortest: { n: Number(n), unit } }
  })
}

/** One of the seven ways that took the place of the residence books (NĐ 104/2022; Luật Cư trú 2020 đ.38). */
export interface ProofMethod {
  readonly code: string
  readonly label: Readonly<Record<'vi' | 'en', string>>
  /** What whoever is asked has to bring or show. */
  readonly brings: Readonly<Record<'vi' | 'en', string>>
  readonly order: number
  readonly certainty: string
  readonly source: string
}

/** In the order an officer tries them: what the state looks up itself first, the paper last. */
export function proofMethods(on: PlainDate): ProofMethod[] {
  return rows('proof-methods', on).map((row) => ({
    code: row['code']!, label: { vi: row['label']!, en: row['label_en']! }, brings: { vi: row['brings']!, en: row['brings_en']! }, order: Number(row['order']), certainty: row['certainty']!, source: row['source']!,
  })).sort((a, b) => a.order - b.order)
}
