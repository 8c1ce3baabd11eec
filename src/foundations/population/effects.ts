import type { Ctx } from '../../platform/index.ts'

/** Something outside the register of people that rests on the fields to be changed. */
export interface Effect {
  /** Which system: residence, eid, health-insurance, documents, dossier … */
  readonly system: string
  readonly vi: string
  readonly en: string
}

export type EffectFinder = (ctx: Ctx, personId: string, fields: readonly string[]) => Promise<readonly Effect[]>

const finders = new Map<string, EffectFinder>()

/** A module above says what of its own rests on a person's fields. Only `app` calls this. */
export function findEffectsWith(system: string, finder: EffectFinder): void {
  finders.set(system, finder)
}

/** What else a change of these fields touches, found in the data of each system at this moment. */
export async function effectsOf(ctx: Ctx, personId: string, fields: readonly string[]): Promise<Effect[]> {
  const found: Effect[] = []
  for (const finder of finders.values()) found.push(...(await finder(ctx, personId, fields)))
  return found
}
