import { z } from 'zod'
import { correct, defineAct, insert, prior, supersede } from '../acts/index.ts'
import { refuseUnless } from './refusals.ts'
import { personAlias } from './tables.sql.ts'

const mergeSchema = z.object({
  mergedId: z.uuid(), survivorId: z.uuid(),
  /** Entries that were merged into `mergedId` before: they follow it, so that one step leads to the survivor. */
  followers: z.array(z.uuid()),
})
export type PersonsMerge = z.infer<typeof mergeSchema>

const aliasesOf = ({ mergedId, survivorId, followers }: PersonsMerge) => [mergedId, survivorId, ...followers].map((each) => prior(personAlias, 'person_id', each))

/** Two entries are one person. Only the alias is written: facts, numbers, relatives and residences of both stay as they are. */
export const personsMerged = defineAct<PersonsMerge>({
  type: 'persons-merged',
  schema: mergeSchema,
  prior: aliasesOf,
  check({ payload: { mergedId, survivorId } }, before) {
    refuseUnless(!before.open(personAlias).some((row) => row['person_id'] === mergedId || row['person_id'] === survivorId), 'population.merged-already')
  },
  apply({ payload: { mergedId, survivorId, followers }, occurredOn }, before) {
    const following = before.open(personAlias).filter((row) => followers.includes(row['person_id'] as string) && row['survivor_id'] === mergedId)
    return [insert(personAlias, { person_id: mergedId, survivor_id: survivorId, valid_from: occurredOn }), ...following.flatMap((row) => correct(personAlias, row, { survivor_id: survivorId }))]
  },
  event: ({ payload: { mergedId, survivorId }, actId }) => ({ type: 'population.persons-merged', subject: survivorId, payload: { mergedId, survivorId, actId } }),
})

/** They were two people after all: the alias goes, and what followed the entry follows it again. Both read as before the merge. */
export const personsUnmerged = defineAct<PersonsMerge>({
  type: 'persons-unmerged',
  schema: mergeSchema,
  prior: aliasesOf,
  check({ payload: { mergedId, survivorId } }, before) {
    refuseUnless(before.open(personAlias).some((row) => row['person_id'] === mergedId && row['survivor_id'] === survivorId), 'population.not-merged')
  },
  apply({ payload: { mergedId, followers } }, before) {
    const open = before.open(personAlias)
    const following = open.filter((row) => followers.includes(row['person_id'] as string))
    return [...open.filter((row) => row['person_id'] === mergedId).map((row) => supersede(personAlias, row)), ...following.flatMap((row) => correct(personAlias, row, { survivor_id: mergedId }))]
  },
  event: ({ payload: { mergedId, survivorId }, actId }) => ({ type: 'population.persons-unmerged', subject: survivorId, payload: { mergedId, survivorId, actId } }),
})
