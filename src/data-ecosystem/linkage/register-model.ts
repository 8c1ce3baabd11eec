import type { PlainDate } from '../../platform/index.ts'
import type { LinkModel } from './model.ts'
import type { Dictionaries, Side } from './records.ts'
import { duplicateLevels } from './review/rules.ts'
import { trainModel } from './train.ts'

/** How often values agree by chance is counted in the register; how often two records of one person agree is set, because nobody has labelled them yet. */
export function registerModel(side: Side, dictionaries: Dictionaries, today: PlainDate): LinkModel {
  const trained = trainModel({ left: side, right: side, dictionaries })
  const m = duplicateLevels(today)
  const levels = Object.fromEntries(Object.entries(trained.levels).map(([of, { u }]) => [of, { m: m[of as keyof typeof m], u }])) as unknown as LinkModel['levels']
  return { ...trained, levels }
}
