import { earliest } from '../../kernel/partial-date.ts'
import { ageOn } from '../../kernel/plain-date.ts'
import type { Ctx } from '../../platform/index.ts'
import { mandateRules } from '../mandates/index.ts'
import { personStatus } from '../population/index.ts'
import type { Account } from './account.ts'
import { eidRule } from './rules.ts'

/** How the holder of an account that a representative opened stands to it today: too young, old enough for one of their own, or of age, when nobody represents them any more (Bộ luật Dân sự 2015 đ.20, 136). */
export async function holderNow(ctx: Ctx, account: Account): Promise<'not-a-child' | 'young' | 'may-be-own' | 'of-age'> {
  if (account.kind !== 'child') return 'not-a-child'
  const birthDate = (await personStatus(ctx.tx, account.personId))?.birthDate
  const age = birthDate ? ageOn(earliest(birthDate), ctx.today) : 0
  return age >= mandateRules(ctx.today).ageOfMajority ? 'of-age' : age >= eidRule('least-age-own', ctx.today).value ? 'may-be-own' : 'young'
}
