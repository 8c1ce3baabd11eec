import { allow, isAllowed, type Ctx } from '../../platform/index.ts'
import { readActs, recordAct, type Basis } from '../acts/index.ts'
import { personsMerged, personsUnmerged, type PersonsMerge } from './merge-acts.ts'
import { selectToMerge, type EntryToMerge } from './merges.sql.ts'
import type { PersonField, PersonView } from './person.ts'
import { readPeople } from './read-person.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { fieldGroups } from './rights.ts'

export interface Merging {
  readonly mergedId: string
  readonly survivorId: string
  readonly basis: Basis
  readonly commandId: string
}

/** Records a merge that two officers agreed on. Refuses entries that cannot be one person, and says which of them to set right first. */
export async function recordMerge(ctx: Ctx, { mergedId, survivorId, basis, commandId }: Merging): Promise<string> {
  const { followers } = await refuseUnlessMergeable(ctx, mergedId, survivorId)
  const payload = { mergedId, survivorId, followers: [...followers] }
  return (await recordAct(ctx, personsMerged, { subjectId: survivorId, payload, basis, commandId })).actId
}

/** Records that two entries were two people after all: both read again as before. */
export async function recordUnmerge(ctx: Ctx, { mergedId, survivorId, basis, commandId }: Merging): Promise<string> {
  const payload = await mergeToUndo(ctx, mergedId, survivorId)
  return (await recordAct(ctx, personsUnmerged, { subjectId: survivorId, payload, basis, commandId })).actId
}

/** The entry that is to be merged, when both can be one person. */
export async function refuseUnlessMergeable(ctx: Ctx, mergedId: string, survivorId: string): Promise<EntryToMerge> {
  refuseUnless(mergedId !== survivorId, 'population.merge-same')
  const found = await selectToMerge(ctx.tx, [mergedId, survivorId])
  const [merged, survivor] = [found.get(mergedId) ?? refuse('population.person-unknown'), found.get(survivorId) ?? refuse('population.person-unknown')]
  refuseUnless(!merged.survivorId && !survivor.survivorId, 'population.merged-already')
  refuseUnless(merged.lifeStatus === survivor.lifeStatus, 'population.merge-life-status')
  refuseUnless(merged.kinship.length === 0 && survivor.kinship.length === 0, 'population.merge-relatives')
  refuseUnless(!merged.lives, 'population.merge-residence')
  return merged
}

/** What the merge of this entry said. Refuses where the survivor was merged on since: the later merge goes first. */
export async function mergeToUndo(ctx: Ctx, mergedId: string, survivorId: string): Promise<PersonsMerge> {
  const merged = (await selectToMerge(ctx.tx, [mergedId, survivorId])).get(mergedId)
  refuseUnless(merged?.survivorId === survivorId, 'population.not-merged')
  const [act] = merged.mergedBy ? await readActs(ctx.tx, [merged.mergedBy]) : []
  const payload = act?.payload as PersonsMerge | undefined
  refuseUnless(act?.type === personsMerged.type && payload?.mergedId === mergedId, 'population.merge-later-first')
  return payload
}

/** How two entries agree in one field. */
export interface FieldAgreement {
  readonly field: PersonField
  readonly agreement: 'same' | 'different' | 'one-empty'
  readonly values: readonly [unknown, unknown]
}

const compared: readonly PersonField[] = [
  ...fieldGroups.name, ...fieldGroups.number, ...fieldGroups.identity, ...fieldGroups.status, 'birthPlace', 'birthRegistrationPlace', 'nativePlace', 'ethnicity', 'maritalStatus', 'relatives', 'area', 'phone', 'email',
]

/**
 * Two entries side by side, field by field, for the officer who has to say whether they are one person: one of them lives in the officer's area, the
 * other there too or nowhere (an entry with a home is not merged away). Refuses to open somebody of another area beside one's own. Logged as a reading of both.
 */
export async function comparePersons(ctx: Ctx, one: string, other: string): Promise<{ readonly fields: readonly FieldAgreement[]; readonly people: readonly [PersonView, PersonView] }> {
  refuseUnless(one !== other, 'population.merge-same')
  const entries = await selectToMerge(ctx.tx, [one, other])
  const homes = [...entries.values()].map((each) => each.areas).filter((areas) => areas.length > 0)
  const mine = (areas: readonly string[]): string | undefined => areas.find((area) => isAllowed(ctx.actor, 'population.propose', { area }, ctx.today))
  for (const areas of homes.length > 0 ? homes : [[]]) allow(ctx, 'population.propose', { area: mine(areas) ?? areas[0] ?? null })
  const found = await readPeople(ctx, [one, other], compared, { lawfulBy: 'Luật Căn cước 2023, đ.11' })
  const people = [found.get(one) ?? refuse('population.person-unknown'), found.get(other) ?? refuse('population.person-unknown')] as const
  refuseUnless(people[0].personId !== people[1].personId, 'population.merged-already')
  const fields = compared.map((field): FieldAgreement => {
    const values = [people[0][field], people[1][field]] as const
    return { field, values, agreement: empty(values[0]) !== empty(values[1]) ? 'one-empty' : JSON.stringify(values[0]) === JSON.stringify(values[1]) ? 'same' : 'different' }
  })
  return { fields: fields.filter((each) => !each.values.every(empty)), people }
}

function empty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0) || (typeof value === 'object' && 'area' in value && 'text' in value && value.area === null && value.text === null)
}
