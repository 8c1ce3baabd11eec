import { readFileSync } from 'node:fs'
import { rootPath } from '../../platform/index.ts'
import type { Area, AreaKind, AreaLevel } from './area.ts'
import { parseCsv, parseCsvCells } from './csv.ts'

/** How much of an old commune went into a new one on 2025-07-01. */
export type Share =
  | 'unchanged' | 'renamed' | 'retyped' | 'whole' | 'part' | 'part-area-all-people' | 'part-people' | 'all-area'
  | 'part-area' | 'unincorporated' | 'district'

export interface Merge {
  readonly oldCode: string
  readonly newCode: string
  readonly share: Share
  readonly note: string
}

/** The text a unit rests on. Certainty as in the data: what is not `sure` was not read in the text itself. */
export interface LegalBasis {
  readonly key: string
  readonly title: string
  readonly issued: string | null
  readonly effective: string
  readonly certainty: 'sure' | 'likely' | 'guess'
}

export interface AreaFacts {
  /** Every row of every unit, provinces first. */
  readonly all: readonly Area[]
  /** The rows of one code, oldest first. */
  readonly byCode: ReadonlyMap<string, readonly Area[]>
  /** Rows by the code of the unit they lie in. */
  readonly byParent: ReadonlyMap<string, readonly Area[]>
  readonly mergesByOld: ReadonlyMap<string, readonly Merge[]>
  readonly mergesByNew: ReadonlyMap<string, readonly Merge[]>
  readonly provinceMerges: readonly { oldCode: string; newCode: string }[]
}

let facts: AreaFacts | undefined

/** The dated units of data/areas, read once at first use and kept: about 15,400 rows. */
export function areaFacts(): AreaFacts {
  facts ??= load()
  return facts
}

export const readAreaFile = (name: string): string => readFileSync(rootPath('data', 'areas', name), 'utf8')

function load(): AreaFacts {
  const all = [...units('provinces.csv', 'province'), ...units('districts.csv', 'district'), ...units('communes.csv', 'commune')]
  const merges = parseCsvCells(readAreaFile('merges-2025.csv')).slice(1)
    .map(([oldCode, newCode, share, note]): Merge => ({ oldCode: oldCode!, newCode: newCode!, share: share as Share, note: note ?? '' }))
  return {
    all,
    byCode: groupBy(all, (area) => area.code),
    byParent: groupBy(all.filter((area) => area.parent !== null), (area) => area.parent!),
    mergesByOld: groupBy(merges, (merge) => merge.oldCode),
    mergesByNew: groupBy(merges, (merge) => merge.newCode),
    provinceMerges: parseCsv(readAreaFile('province-merges-2025.csv')).map((row) => ({ oldCode: row['old_code']!, newCode: row['new_code']! })),
  }
}

function units(file: string, level: AreaLevel): Area[] {
  return parseCsvCells(readAreaFile(file)).slice(1).map(([code, kind, name, parent, from, to, basis]) => ({
    code: code!, level, kind: kind as AreaKind, name: name!, parent: parent || null, from: from || null, to: to || null, basis: basis || null,
  }))
}

/** Lists by key, in the order given. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

let bases: ReadonlyMap<string, LegalBasis> | undefined

/** The legal text behind a unit; undefined when the unit is older than our sources. */
export function legalBasisOf(area: Area): LegalBasis | undefined {
  bases ??= new Map(parseCsv(readAreaFile('bases.csv')).map((row) => [row['key']!, {
    key: row['key']!, title: row['title']!, issued: row['issued'] || null, effective: row['effective']!, certainty: row['certainty'] as LegalBasis['certainty'],
  }]))
  return area.basis === null ? undefined : bases.get(area.basis)
}

let figures: ReadonlyMap<string, { areaKm2: number | null; population: number | null }> | undefined

/** Approximate land (km²) and people of a commune of 2025-07-01; null where the source had none. Statistics, never a register count. */
export function areaFigures(code: string): { areaKm2: number | null; population: number | null } | undefined {
  figures ??= new Map(parseCsv(readAreaFile('figures-2025.csv')).map((row) => [row['code']!, { areaKm2: numberOrNull(row['area_km2']), population: numberOrNull(row['population']) }]))
  return figures.get(code)
}

const numberOrNull = (text: string | undefined): number | null => (text ? Number(text) : null)
