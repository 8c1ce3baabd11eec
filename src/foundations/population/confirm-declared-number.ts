import { checkCmnd9, parseTypedCmnd9 } from '../../kernel/old-number.ts'
import { earliest, type PartialDate } from '../../kernel/partial-date.ts'
import type { Ctx } from '../../platform/index.ts'
import { readActs, recordAct, type Basis } from '../acts/index.ts'
import { oldNumberConfirmed } from './number-acts.ts'
import { allowForNumbers } from './old-numbers.ts'
import { countHolders, selectClaim } from './population.sql.ts'
import { readPerson } from './read-person.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface ConfirmDeclaredNumber {
  readonly personId: string
  /** Nine digits of an old card, or a personal number that was cancelled. */
  readonly value: string
  readonly issuedOn?: PartialDate | null
  readonly issuedBy?: string | null
  /** Who declared it, in the dossier this is done for: never the officer who confirms. */
  readonly declaredBy: string
  readonly basis: Basis
  readonly commandId: string
  readonly dossierId?: string | null
}

export interface NumberConfirmed {
  /** How many other people hold or claim the same number (domain §1.5: it happens). */
  readonly alsoHeldBy: number
  readonly kind: 'cmnd9' | 'pin'
}

/**
 * NĐ 70/2024 đ.12: an officer confirms, at the end of a dossier, that an old number is this person's. What the register holds as confirmed,
 * or as a cancelled number of this person, needs no act; what was only declared or claimed is confirmed. Refuses a
 * number that was never nine digits, a cancelled number of somebody else, and whoever declared or entered it.
 */
export async function confirmDeclaredNumber(ctx: Ctx, input: ConfirmDeclaredNumber): Promise<NumberConfirmed> {
  await allowForNumbers(ctx, 'population.confirm-number', input.personId)
  const me = 'personId' in ctx.actor ? ctx.actor.personId : null
  refuseUnless(me === null || (me !== input.declaredBy && me !== input.personId), 'population.proposal-own')
  const { personId } = input
  const { identityNumbers } = await readPerson(ctx, personId, ['identityNumbers'])
  if (identityNumbers.some((each) => each.kind === 'pin' && each.status === 'cancelled' && each.value === input.value)) return { alsoHeldBy: 0, kind: 'pin' }
  const value = parseTypedCmnd9(input.value)
  const [wrong] = checkCmnd9(input.value).filter((each) => each.severity === 'error')
  if (!value || wrong) return refuse('population.old-number-wrong', { field: 'value', vars: { why: wrong?.vi ?? '' } })
  if (!identityNumbers.some((each) => each.kind === 'cmnd9' && each.value === value && each.standing === 'confirmed')) await confirm(ctx, input, value, me)
  return { alsoHeldBy: await countHolders(ctx.tx, 'cmnd9', value, personId), kind: 'cmnd9' }
}

async function confirm(ctx: Ctx, input: ConfirmDeclaredNumber, value: string, me: string | null): Promise<void> {
  const { personId, basis, issuedOn = null, issuedBy = null, commandId, dossierId = null } = input
  const claim = await selectClaim(ctx.tx, personId, 'cmnd9', value)
  if (claim) {
    const [act] = await readActs(ctx.tx, [claim.actId])
    const entered = act && 'personId' in act.actor ? act.actor.personId : null
    refuseUnless(!entered || entered !== me, 'population.proposal-own')
  }
  const from = issuedOn ? earliest(issuedOn) : ctx.today
  refuseUnless(from <= ctx.today, 'population.date-in-future', { field: 'issuedOn' })
  const payload = { personId, kind: 'cmnd9' as const, value, reason: null, declared: { issuedOn, issuedBy, from } }
  await recordAct(ctx, oldNumberConfirmed, { subjectId: personId, payload, basis, commandId, dossierId })
}
