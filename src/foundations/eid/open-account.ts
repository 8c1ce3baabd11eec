import { newId } from '../../kernel/ids.ts'
import { allow, keys, type Ctx } from '../../platform/index.ts'
import type { AccountState } from './account.ts'
import { insertAccount, insertAccountEvent } from './eid.sql.ts'
import { refuse } from './refusals.ts'

export interface OpenAccount {
  readonly personId: string
  readonly displayName: string
  readonly pin: string
  readonly level: 1 | 2
  /** 'active' only where activation happened at the desk or the account is brought from elsewhere. */
  readonly state?: Extract<AccountState, 'registered' | 'approved' | 'activation-pending' | 'active'>
  readonly intakeUnit: string | null
  /** Commune of the desk that took it in, where it was a desk. */
  readonly intakeArea?: string | null
  readonly residenceArea: string | null
  readonly phone: string | null
  readonly email: string | null
}

/** Opens an e-ID account (NĐ 69/2024 art. 10–12). Unit of intake and area of residence are kept apart. Refuses a second account for a person. */
export async function openAccount(ctx: Ctx, input: OpenAccount): Promise<string> {
  allow(ctx, 'eid.open-account', { area: input.residenceArea })
  const accountId = newId()
  const state = input.state ?? 'registered'
  const made = await insertAccount(ctx.tx, { ...input, accountId, numberKey: numberKey(input.pin), state, at: ctx.now })
  if (!made) refuse('eid.account-exists')
  await insertAccountEvent(ctx.tx, accountId, null, state, ctx.actor, ctx.now, null)
  ctx.publish('eid.account-opened', { accountId, personId: input.personId, level: input.level }, { subject: input.personId })
  return accountId
}

/** Accounts are found by a keyed hash of the personal number: the number itself is not kept here. */
export const numberKey = (pin: string): Uint8Array => keys().hmac('hash-personal-number', numberText(pin))
/** The number as it goes into that hash. */
export const numberText = (pin: string): string => `eid:${pin}`
