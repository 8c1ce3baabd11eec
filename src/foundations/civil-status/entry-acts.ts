import { z } from 'zod'
import { changeFrom, correct, defineAct, endOn, insert, prior, Prior, supersede, type ActDefinition, type PriorRead, type RecordedAct, type Row, type RowChange, type Value } from '../acts/index.ts'
import { checkLifeStatus, columnsOf, factFields, fieldFromRow, lifeStatusPrior, lifeStatusRows, lifeStatusSchema, nameKeys, personFactsChanged, personVersion, plainDateSchema, relation, withProvenance, type FactField, type PersonFacts, type RowProvenance } from '../population/index.ts'
import { civilEntry, civilEntryPerson, marriageRecord } from './tables.sql.ts'

const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string()), z.record(z.string(), z.string())]))
const partsSchema = z.array(z.object({ part: z.string(), personId: z.uuid(), standing: z.enum(['confirmed', 'claimed', 'disputed']).optional() }))

/** What an entry changes in the registers. Everything the rows need stands here: replay asks nobody. */
export const effectsSchema = z.object({
  /** Facts of people: a change in life from that day on, or a correction of what was always wrong. */
  facts: z.array(z.object({ personId: z.uuid(), mode: z.enum(['change', 'correct']), from: plainDateSchema, set: z.record(z.string(), z.unknown()), number: z.object({ cancelled: z.string(), established: z.string(), reason: z.string() }).optional() })).default([]),
  /** Relations that begin; both directions are two lines. */
  relate: z.array(z.object({ personId: z.uuid(), kind: z.string(), otherId: z.uuid().nullable(), otherName: z.string().nullable(), from: plainDateSchema })).default([]),
  /** Relations that end on a day, never were, or go on again. */
  unrelate: z.array(z.object({ personId: z.uuid(), kind: z.string(), otherId: z.uuid().nullable(), on: plainDateSchema, how: z.enum(['end', 'undo', 'reopen']) })).default([]),
  /** A person dies, or turns out to live: the rows are those of the population register. */
  life: lifeStatusSchema.nullable().default(null),
  /** A marriage that begins (its row), or ends. */
  marries: rowSchema.nullable().default(null),
  marriage: z.object({ marriageId: z.uuid(), on: plainDateSchema, how: z.enum(['end', 'undo', 'reopen']) }).nullable().default(null),
})
export type Effects = z.infer<typeof effectsSchema>

const payloadSchema = z.object({ entry: rowSchema, people: partsSchema, effects: effectsSchema })
export interface EntryPayload { readonly entry: Row & { readonly entry_id: string; readonly kind: string; readonly registered_area: string; readonly registered_on: string }; readonly people: readonly { readonly part: string; readonly personId: string; readonly standing?: 'confirmed' | 'claimed' | 'disputed' | undefined }[]; readonly effects: Effects }

export const noEffects: Effects = { facts: [], relate: [], unrelate: [], life: null, marries: null, marriage: null }

function priorOf({ effects }: EntryPayload): PriorRead[] {
  const people = new Set(effects.facts.map((each) => each.personId))
  const numbered = effects.facts.filter((each) => each.number).map((each) => each.personId)
  const related = new Set(effects.unrelate.map((each) => each.personId))
  const life = effects.life ? lifeStatusPrior(effects.life) : []
  return [
    ...life, ...[...people].map((id) => prior(personVersion, 'person_id', id)), ...numbered.map((id) => prior('identity_number', 'person_id', id)),
    ...[...related].map((id) => prior(relation, 'person_id', id)), ...(effects.marriage ? [prior(marriageRecord, 'marriage_id', effects.marriage.marriageId)] : []),
  ]
}

/** All rows of an entry: its page, who it speaks of, and what it changes. Pure. */
function rowsOf(act: RecordedAct<EntryPayload>, before: Prior): RowChange[] {
  const { entry, people, effects } = act.payload
  return [
    insert(civilEntry, { ...entry, valid_from: entry.registered_on }),
    ...people.map(({ part, personId, standing }) => insert(civilEntryPerson, { entry_id: entry.entry_id, part, person_id: personId, valid_from: entry.registered_on, standing: standing ?? 'confirmed' })),
    ...effectRows(act, effects, before),
  ]
}

function effectRows(act: RecordedAct, effects: Effects, before: Prior): RowChange[] {
  const married = effects.marriage && before.rows(marriageRecord).find((row) => row['marriage_id'] === effects.marriage!.marriageId && stillConcerned(row, effects.marriage!))
  return [
    ...(effects.life ? lifeStatusRows(act, effects.life, before) : []),
    ...effects.facts.flatMap((each) => factRows(act, each, before)),
    ...effects.unrelate.flatMap(({ personId, kind, otherId, on, how }) => before.rows(relation)
      .filter((row) => row['person_id'] === personId && row['kind'] === kind && (otherId === null ? row['other_id'] === null : row['other_id'] === otherId) && stillConcerned(row, { on, how }))
      .flatMap((row) => endedRow(relation, row, { on, how }))),
    ...effects.relate.map(({ personId, kind, otherId, otherName, from }) => insert(relation, { person_id: personId, kind, other_id: otherId, other_name: otherName, other_pin: null, other_old_number: null, source: 'civil-status', valid_from: from })),
    ...(effects.marries ? [insert(marriageRecord, effects.marries as Row)] : []),
    ...(married ? endedRow(marriageRecord, married, effects.marriage!) : []),
  ]
}

type Ending = { readonly on: string; readonly how: 'end' | 'undo' | 'reopen' }
const stillConcerned = (row: Row, { on, how }: Ending): boolean => (how === 'reopen' ? row['valid_to'] === on : row['valid_to'] === null)
function endedRow(table: Parameters<typeof endOn>[0], row: Row, { on, how }: Ending): RowChange[] {
  if (how === 'undo') return [supersede(table, row)]
  return how === 'reopen' ? correct(table, row, { valid_to: null }) : endOn(table, row, on)
}

/**
 * New facts of one person. A change holds from its day on, in every row that still said what stood on that day: an event
 * registered late does not overwrite what changed again afterwards. A correction takes the place of the wrong fact in every period.
 */
function factRows(act: RecordedAct, { personId, mode, from, set, number }: Effects['facts'][number], before: Prior): RowChange[] {
  const rows = before.rows(personVersion).filter((row) => row['person_id'] === personId)
  const fields = Object.keys(set) as FactField[]
  const then = mode === 'correct' ? rows.find((row) => row['valid_to'] === null) : (rows.find((row) => row['valid_to'] === null || (row['valid_to'] as string) > from))
  if (!then) return []
  const concerned = rows.filter((row) => fields.some((field) => same(fieldFromRow(row, field), fieldFromRow(then, field))) && (mode === 'correct' || row['valid_to'] === null || (row['valid_to'] as string) > from))
  const changed = concerned.flatMap((row) => {
    const mine = fields.filter((field) => same(fieldFromRow(row, field), fieldFromRow(then, field)))
    const columns = factColumns(act, row, Object.fromEntries(mine.map((field) => [field, set[field]])) as Partial<PersonFacts>)
    return mode === 'correct' ? correct(personVersion, row, columns) : changeFrom(personVersion, row, from, columns)
  })
  return [...changed, ...(number ? numberRows(act, personId, number, before) : [])]
}

function factColumns(act: RecordedAct, row: Row, facts: Partial<PersonFacts>): Record<string, Value> {
  const provenance = withProvenance(row['provenance'] as RowProvenance, Object.keys(facts), { source: 'civil-status', date: act.occurredOn, act: act.actId })
  const keys = 'fullName' in facts ? nameKeys(facts.fullName!, row['other_name'] as string | null, row['syllables'] as string[]) : {}
  return { ...columnsOf(facts), ...keys, provenance }
}

/** The rows of a number that is given up for a new one are those the population register writes itself (NĐ 70/2024 đ.11). */
function numberRows(act: RecordedAct, personId: string, number: { cancelled: string; established: string; reason: string }, before: Prior): RowChange[] {
  const payload = { personId, facts: {}, source: 'civil-status', from: act.occurredOn, number }
  const own = new Prior(new Map([[personVersion.name, before.rows(personVersion).filter((row) => row['person_id'] === personId)], ['identity_number', before.rows(identityNumber()).filter((row) => row['person_id'] === personId)]]))
  return personFactsChanged.apply({ ...act, payload }, own).filter((change) => change.table !== personVersion)
}
const identityNumber = () => prior('identity_number', 'person_id', '').table

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

function civilAct(type: string): ActDefinition<EntryPayload> {
  return defineAct<EntryPayload>({
    type, schema: payloadSchema as unknown as z.ZodType<EntryPayload>, prior: priorOf, apply: rowsOf,
    check: ({ payload: { effects } }, before) => { if (effects.life) checkLifeStatus(effects.life, before) },
    event: ({ payload, actId, dossierId, subjectId }) => ({
      type: 'civil-status.entry-registered', subject: subjectId,
      payload: { act: type, entryId: payload.entry.entry_id, kind: payload.entry.kind, area: payload.entry.registered_area, people: payload.people.map(({ part, personId }) => ({ part, personId })), actId, dossierId },
    }),
  })
}

/** Each legal act of civil status that makes an entry, by the name it is recorded under for ever. */
export const entryActs = {
  deathRegistered: civilAct('death-registered'),
  foreignSpouseDeathRegistered: civilAct('foreign-spouse-death-registered'),
  deathDeclared: civilAct('death-declared'),
  deathDeclarationAnnulled: civilAct('death-declaration-annulled'),
  marriageRegistered: civilAct('marriage-registered'),
  divorceNoted: civilAct('divorce-noted'),
  marriageAnnulled: civilAct('marriage-annulled'),
  maritalStatusCertified: civilAct('marital-status-certified'),
  parentRecognised: civilAct('parent-recognised'),
  childAdopted: civilAct('child-adopted'),
  guardianshipRegistered: civilAct('guardianship-registered'),
  guardianshipEnded: civilAct('guardianship-ended'),
  civilFactsChanged: civilAct('civil-facts-changed'),
} as const

const importedSchema = z.object({ entry: rowSchema, people: partsSchema })
/** An entry of an old book that was digitised: the page as it is, people only as claimed. Changes nobody's facts. */
export const entryDigitised = defineAct<Pick<EntryPayload, 'entry' | 'people'>>({
  type: 'civil-entry-digitised', schema: importedSchema as unknown as z.ZodType<Pick<EntryPayload, 'entry' | 'people'>>,
  apply: ({ payload: { entry, people } }) => [
    insert(civilEntry, { ...entry, valid_from: entry.registered_on }),
    ...people.map(({ part, personId }) => insert(civilEntryPerson, { entry_id: entry.entry_id, part, person_id: personId, valid_from: entry.registered_on, standing: 'claimed' })),
  ],
})

const linkSchema = z.object({ entryId: z.uuid(), part: z.string(), personId: z.uuid().nullable(), standing: z.enum(['confirmed', 'claimed']), from: plainDateSchema })
/** Who an old entry speaks of: said, confirmed, or taken back (`personId` null). */
export const entryLinked = defineAct<z.infer<typeof linkSchema>>({
  type: 'civil-entry-linked', schema: linkSchema,
  prior: ({ entryId }) => [prior(civilEntryPerson, 'entry_id', entryId)],
  apply({ payload: { entryId, part, personId, standing, from } }, before) {
    const old = before.open(civilEntryPerson).filter((row) => row['part'] === part)
    return [...old.map((row) => supersede(civilEntryPerson, row)), ...(personId ? [insert(civilEntryPerson, { entry_id: entryId, part, person_id: personId, valid_from: from, standing })] : [])]
  },
})

export const isFactField = (field: string): field is FactField => (factFields as readonly string[]).includes(field)
