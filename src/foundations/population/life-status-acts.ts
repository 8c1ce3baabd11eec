import { z } from 'zod'
import { defineAct } from '../acts/index.ts'
import { checkLifeStatus, lifeStatusPrior, lifeStatusRows, lifeStatusSchema, lifeStatusUndoneRows, type LifeStatusChange } from './life-status.ts'
import { refuseUnless } from './refusals.ts'
import { personVersion } from './tables.sql.ts'

/** A status that population records itself: declared missing or dead by court, settled abroad, nationality given up, and the ways back. */
export const lifeStatusChanged = defineAct<LifeStatusChange>({
  type: 'life-status-changed',
  schema: lifeStatusSchema,
  prior: lifeStatusPrior,
  check: (act, before) => checkLifeStatus(act.payload, before),
  apply: (act, before) => lifeStatusRows(act, act.payload, before),
  event: ({ payload: { personId, before, after, on }, actId }) => ({ type: 'population.life-status-changed', payload: { personId, before, after, on, actId } }),
})

const undoneSchema = z.object({ undone: lifeStatusSchema, undoneActId: z.uuid() })
export type LifeStatusUndone = z.infer<typeof undoneSchema>

/** A change of life status was recorded by mistake: the register is set right for the whole time it stood wrong. */
export const lifeStatusUndone = defineAct<LifeStatusUndone>({
  type: 'life-status-undone',
  schema: undoneSchema,
  prior: ({ undone }) => lifeStatusPrior(undone),
  check({ payload: { undone, undoneActId } }, before) {
    const open = before.open(personVersion).find((row) => row['person_id'] === undone.personId)
    const by = (open?.['provenance'] as Record<string, { act?: string }> | undefined)?.['lifeStatus']?.act
    refuseUnless(open && open['life_status'] === undone.after && by === undoneActId, 'population.life-status-changed-meanwhile')
  },
  apply: (act, before) => lifeStatusUndoneRows(act, act.payload.undone, act.payload.undoneActId, before),
  event: ({ payload: { undone }, actId }) => ({ type: 'population.life-status-changed', payload: { personId: undone.personId, before: undone.after, after: undone.before, on: undone.on, actId } }),
})
