import { allow, type Ctx } from '../../platform/index.ts'
import type { Basis } from '../acts/index.ts'
import { changePersonFacts, recordCorrection } from './change-person-facts.ts'
import { factFromText, isFactField } from './correction-value.ts'
import { decide, selectCorrection, type StoredCorrection } from './corrections.sql.ts'
import type { PersonFacts } from './person.ts'
import { refuseUnless } from './refusals.ts'

export interface DecideCorrection {
  readonly caseId: string
  /** As shown to the officer: somebody else's decision in between refuses this one. */
  readonly version: number
  readonly decision: 'accept' | 'refuse'
  /** Told to the citizen. A refusal needs one. */
  readonly reason?: string
  /** The right value, where the citizen's words are not to be taken as they stand. */
  readonly value?: Partial<PersonFacts>
  readonly documents?: Basis['documents']
}

/**
 * Luật Căn cước đ.11: the police of the area decide. Accepting records a correction (or, for "has changed", a change from
 * today); of what a sector's list says, which the register does not hold, it records nothing here: whoever keeps the list's word follows. Refusing needs a reason. Either way the citizen is told by `population.correction-decided`.
 */
export async function decideCorrection(ctx: Ctx, input: DecideCorrection): Promise<StoredCorrection> {
  const open = await selectCorrection(ctx.tx, input.caseId)
  refuseUnless(open, 'population.correction-unknown')
  allow(ctx, 'population.work-corrections', { area: open.area })
  refuseUnless(open.state === 'open', 'population.correction-decided')
  refuseUnless(!('personId' in ctx.actor) || ctx.actor.personId !== open.openedBy || input.decision === 'refuse', 'population.proposal-own')
  refuseUnless(open.version === input.version, 'population.correction-changed')
  const reason = input.reason?.trim() || null
  refuseUnless(input.decision === 'accept' || reason, 'population.correction-reason-needed', { field: 'reason' })
  const actId = input.decision === 'accept' && !isSaidByList(open.field) ? await recordIt(ctx, open, input) : null
  const state = input.decision === 'accept' ? 'accepted' : 'refused'
  const by = 'personId' in ctx.actor ? ctx.actor.personId : null
  refuseUnless(await decide(ctx.tx, { caseId: open.caseId, version: open.version, state, by, at: ctx.now, reason, actId }), 'population.correction-changed')
  ctx.publish('population.correction-decided', { caseId: open.caseId, personId: open.personId, openedBy: open.openedBy, field: open.field, decision: state, reason, actId, dossierId: open.dossierId }, { subject: open.personId })
  return (await selectCorrection(ctx.tx, open.caseId))!
}

/** `list.phone.…`: said by a list, beside the register. */
const isSaidByList = (field: string): boolean => field.startsWith('list.')

async function recordIt(ctx: Ctx, open: StoredCorrection, input: DecideCorrection): Promise<string> {
  const { field } = open
  // Whether somebody lives is recorded by acts of their own, never by a word.
  refuseUnless(isFactField(field) && field !== 'lifeStatus', 'population.correction-elsewhere')
  const facts = input.value ?? (open.claimed ? factFromText(field, open.claimed, ctx.today) : undefined)
  refuseUnless(facts && Object.keys(facts).length > 0, 'population.correction-value-needed', { field: 'value' })
  const basis: Basis = { article: 'Luật Căn cước 2023, đ.11', ...(input.documents ? { documents: input.documents } : {}) }
  const common = { personId: open.personId, facts, source: 'correction', basis, commandId: `correction ${open.caseId}`, ...(open.dossierId ? { dossierId: open.dossierId } : {}) }
  const { actId } = open.reason === 'has-changed' ? await changePersonFacts(ctx, common) : await recordCorrection(ctx, { ...common, caseId: open.caseId })
  return actId
}
