import type { StageFolder } from '../../../platform/index.ts'

export interface StepClock<Step extends string> {
  /** The step's result, made now or left by an earlier attempt. */
  <T extends object>(step: Step, make: () => Promise<T> | T): Promise<T>
  /** How long each step took, in this attempt or an earlier one. */
  readonly seconds: Partial<Record<Step, number>>
  /** Steps that an earlier attempt had finished. */
  readonly resumed: readonly Step[]
}

/** Runs steps one after the other; one that the folder has already is not done again. `begun` and `ended` are told of every step. */
export function stepClock<Step extends string>(folder: StageFolder, now: () => number, begun: (step: Step) => Promise<void> = async () => undefined, ended: (step: Step, made: object) => Promise<void> = async () => undefined): StepClock<Step> {
  const seconds: Partial<Record<Step, number>> = {}
  const resumed: Step[] = []
  const run = async <T extends object>(step: Step, make: () => Promise<T> | T): Promise<T> => {
    await begun(step)
    if (folder.done(step) !== null) resumed.push(step)
    const left = await folder.step(step, async () => {
      const began = now()
      const made = await make()
      return { made, seconds: (now() - began) / 1000 }
    })
    seconds[step] = left.seconds
    await ended(step, left.made)
    return left.made
  }
  return Object.assign(run, { seconds, resumed })
}
