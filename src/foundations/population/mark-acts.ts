import { z } from 'zod'
import { defineAct, endOn, insert, prior } from '../acts/index.ts'
import { plainDateSchema } from './new-person.ts'
import { refuseUnless } from './refusals.ts'
import { personMark } from './tables.sql.ts'

export const markKinds = ['protected', 'nationality-renounced', 'held', 'special-list'] as const
export type MarkKind = (typeof markKinds)[number]

const placed = z.object({ personId: z.uuid(), kind: z.enum(markKinds), decision: z.string().min(1), note: z.string().nullable(), from: plainDateSchema })
const lifted = z.object({ personId: z.uuid(), kind: z.enum(markKinds), decision: z.string().min(1), on: plainDateSchema })

/** From that day only posts with the sensitive right read the person, or find the person on a sensitive list. */
export const markPlaced = defineAct<z.infer<typeof placed>>({
  type: 'person-mark-placed',
  schema: placed,
  prior: ({ personId }) => [prior(personMark, 'person_id', personId)],
  check(act, before, today) {
    refuseUnless(act.payload.from <= today, 'population.date-in-future', { field: 'from' })
    refuseUnless(!before.open(personMark).some((row) => row['kind'] === act.payload.kind), 'population.mark-stands')
  },
  apply: ({ payload: { personId, kind, decision, note, from } }) => [insert(personMark, { person_id: personId, kind, decision, note, valid_from: from })],
})

export const markLifted = defineAct<z.infer<typeof lifted>>({
  type: 'person-mark-lifted',
  schema: lifted,
  prior: ({ personId }) => [prior(personMark, 'person_id', personId)],
  check(act, before, today) {
    refuseUnless(act.payload.on <= today, 'population.date-in-future', { field: 'on' })
    refuseUnless(before.open(personMark).some((row) => row['kind'] === act.payload.kind), 'population.mark-unknown')
  },
  apply: (act, before) => before.open(personMark).filter((row) => row['kind'] === act.payload.kind).flatMap((row) => endOn(personMark, row, act.payload.on)),
})
