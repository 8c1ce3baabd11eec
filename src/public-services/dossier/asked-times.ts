import type { CitizenState, Lane } from '../catalogue/index.ts'
import type { LaneRow } from './dossier.ts'

/** The line of the timeline by which whoever is in charge allowed one more request. */
export const askedAgain = 'ask-again-allowed'

/** Where the present step would ask the citizen; undefined while it cannot. */
export function requestState(definition: Lane, row: Pick<LaneRow, 'state'>): CitizenState | undefined {
  const step = definition.steps[row.state]
  const to = step?.kind === 'step' ? step.exits.defects : undefined
  const state = to === undefined ? undefined : definition.steps[to]
  return state?.kind === 'citizen' ? state : undefined
}
