import { allow, type Ctx } from '../../platform/index.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import { readActs } from '../acts/index.ts'
import { actWords } from './act-words.ts'
import { selectTouches } from './household-record.sql.ts'
import { actsAfter, versionOf } from './household-version.ts'
import { lockHouseholds, selectHousehold, selectLastArea, type StoredHousehold } from './residence.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** `version` of the household record a screen was made from. */
export type HouseholdSeen = string

/**
 * Holds these households until the end of the transaction, so that of two officers who change one at the same moment the
 * second sees what the first did. Where the caller says what he or she had `seen`, a change since then is refused with
 * the acts in words. Refuses `residence.household-unknown`, `residence.household-changed`.
 */
export async function holdHouseholds(ctx: Ctx, householdIds: readonly string[], seen?: HouseholdSeen | null): Promise<StoredHousehold[]> {
  const ids = [...new Set(householdIds)].sort()
  await lockHouseholds(ctx.tx, ids)
  const homes: StoredHousehold[] = []
  for (const id of householdIds) {
    const home = await selectHousehold(ctx.tx, id)
    if (seen && id === householdIds[0]) await refuseChanged(ctx, id, seen)
    refuseUnless(home, 'residence.household-unknown', { field: 'householdId' })
    homes.push(home)
  }
  return homes
}

/** Refuses with the acts in words what changed since a screen was made; nothing where nothing did. For the police of its commune, before what was typed is judged by members who are others now. */
export async function refuseHouseholdChanged(ctx: Ctx, householdId: string, seen: HouseholdSeen): Promise<void> {
  allow(ctx, 'residence.change-household', { area: (await selectLastArea(ctx.tx, householdId))?.area ?? null })
  await refuseChanged(ctx, householdId, seen)
}

async function refuseChanged(ctx: Ctx, householdId: string, seen: HouseholdSeen): Promise<void> {
  const rows = await selectTouches(ctx.tx, householdId)
  if (versionOf(rows) === seen) return
  const acts = await readActs(ctx.tx, actsAfter(rows, seen))
  const what = acts.map((act) => `${actWords(act.type)} lúc ${formatInstantVi(act.recordedAt)}`).join('; ')
  refuse('residence.household-changed', { vars: { what }, data: { acts: acts.map(({ actId, type, recordedAt }) => ({ actId, type, recordedAt, words: actWords(type) })) } })
}
