import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { compareVi } from '../../../kernel/vietnamese-text.ts'
import { rootPath, type PlainDate } from '../../../platform/index.ts'
import { listKinds as ruledKinds, type ListKind as RuledKind } from '../../quality/index.ts'

/** What the rules look at of a line beyond what is matched (`listKinds` of quality says what it means in a kind). */
export const freeColumns = ['status', 'code', 'day', 'until'] as const
export type FreeColumn = (typeof freeColumns)[number]

const words = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
const key = z.string().regex(/^[a-z0-9][a-z0-9 /]*$/)
const column = z.strictObject({
  name: words,
  /** How files call it, without marks. */
  headings: z.array(key).min(1),
  /** Words of a cell, without marks, by what the rules call them; without it the cell says what it says. */
  values: z.record(z.string(), z.array(key).min(1)).optional(),
  /** What every line is where a file has no such column. */
  unsaid: z.string().optional(),
})
const kindSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/), name: words,
  /** Which list rules judge it. */
  rules: z.string().nullable(),
  /** Only posts whose appointment names that right see its lines (domain Annex G: C07, C08, C10). */
  sensitive: z.boolean(),
  columns: z.strictObject(Object.fromEntries(freeColumns.map((name) => [name, column.optional()])) as Record<FreeColumn, z.ZodOptional<typeof column>>),
  keepDays: z.int().min(1), basis: z.string().min(1), certainty: z.enum(['sure', 'likely', 'guess']), from: z.iso.date(), to: z.iso.date().nullable(),
})
export type KindColumn = z.infer<typeof column>
export interface ListKind extends Omit<z.infer<typeof kindSchema>, 'rules'> {
  readonly rules: RuledKind | null
}

let loaded: readonly ListKind[] | undefined

/** Every kind of list a sector may hand over (data/list-kinds), in the order a screen shows them; throws on a file that says what cannot be. */
export function listKinds(): readonly ListKind[] {
  loaded ??= readdirSync(rootPath('data', 'list-kinds')).filter((name) => name.endsWith('.json')).map(readKind).sort((a, b) => Number(a.id === 'other') - Number(b.id === 'other') || compareVi(a.name.vi, b.name.vi))
  return loaded
}

function readKind(name: string): ListKind {
  const kind = kindSchema.parse(JSON.parse(readFileSync(rootPath('data', 'list-kinds', name), 'utf8')))
  if (name !== `${kind.id}.json`) throw new Error(`data/list-kinds/${name} names itself ${kind.id}`)
  const { rules } = kind
  if (rules !== null && !Object.hasOwn(ruledKinds, rules)) throw new Error(`data/list-kinds/${name}: no rules are about ${rules}`)
  const known: Readonly<Record<string, unknown>> = rules === null ? {} : ruledKinds[rules as RuledKind]
  for (const each of freeColumns) if ((each in known) !== (kind.columns[each] !== undefined)) throw new Error(`data/list-kinds/${name}: the rules ${each in known ? 'look' : 'do not look'} at ${each}`)
  return kind as ListKind
}

/** The kind of this id, whenever it held: a list keeps its kind. */
export const kindOfList = (id: string): ListKind | undefined => listKinds().find((kind) => kind.id === id)

/** Whether a list of this kind may be handed over on a day. */
export function isListKind(id: string, on: PlainDate): boolean {
  const kind = kindOfList(id)
  return kind !== undefined && kind.from <= on && (kind.to === null || on < kind.to)
}

export const isSensitive = (id: string): boolean => kindOfList(id)?.sensitive ?? false
