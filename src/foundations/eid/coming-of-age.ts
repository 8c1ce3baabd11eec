import { earliest } from '../../kernel/partial-date.ts'
import { ageOn } from '../../kernel/plain-date.ts'
import { definePort, type Ctx, type PlainDate, type Tx } from '../../platform/index.ts'
import { mandateRules, rightsFor } from '../mandates/index.ts'
import { personStatus } from '../population/index.ts'
import type { Account } from './account.ts'
import { childAccountsUsed } from './eid.sql.ts'
import { eidRule } from './rules.ts'

/** How the holder of an account that a representative opened stands to it today: too young, old enough for one of their own, or of age, when nobody represents them any more (Bộ luật Dân sự 2015 đ.20, 136). */
export async function holderNow(tx: Tx, account: Pick<Account, 'kind' | 'personId'>, today: PlainDate): Promise<'not-a-child' | 'young' | 'may-be-own' | 'of-age'> {
  if (account.kind !== 'child') return 'not-a-child'
  const birthDate = (await personStatus(tx, account.personId))?.birthDate
  const age = birthDate ? ageOn(earliest(birthDate), today) : 0
  return age >= mandateRules(today).ageOfMajority ? 'of-age' : age >= eidRule('least-age-own', today).value ? 'may-be-own' : 'young'
}

/** Why an account that a representative opened lets nobody in any more, at this moment: its holder is of age, or whoever opened it represents the child no longer. */
export async function childEnded(tx: Tx, account: Pick<Account, 'kind' | 'personId' | 'representativeId'>, today: PlainDate): Promise<'eid.of-age' | 'eid.unrepresented' | null> {
  const holder = await holderNow(tx, account, today)
  if (holder === 'not-a-child') return null
  if (holder === 'of-age') return 'eid.of-age'
  return account.representativeId === null || (await represents(tx, account.representativeId, account.personId, today)) ? null : 'eid.unrepresented'
}

/** Parent, guardian or representative by law; a permission somebody gave is none of these. */
export const represents = async (tx: Tx, representativeId: string, personId: string, today: PlainDate): Promise<boolean> =>
  (await rightsFor(tx, representativeId, personId, today)).some(({ mandateId }) => mandateId === null)

/** Accounts that representatives opened and that somebody came in by since then. */
export const usedChildAccounts = childAccountsUsed

/** The account is in other hands from this commit on: what was agreed to elsewhere by whoever had it before ends with it. */
export const accountChangesHands = definePort<(ctx: Ctx, account: { accountId: string }) => Promise<void>>('eid.accountChangesHands')
