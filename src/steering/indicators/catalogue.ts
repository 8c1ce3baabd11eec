import type { Indicator } from './definition.ts'
import { refuse } from './refusals.ts'

let given: readonly Indicator[] = []

/** The indicators of this release, handed over by `app`. Refuses (throws) two of one id. */
export function setIndicators(list: readonly Indicator[]): void {
  const ids = list.map((each) => each.id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice) throw new Error(`two indicators are named ${twice}`)
  given = list
}

export const indicators = (): readonly Indicator[] => given

/** The indicator of this id; refuses an unknown one. */
export function indicatorOf(id: string): Indicator {
  return given.find((each) => each.id === id) ?? refuse('steering.indicator-unknown')
}
