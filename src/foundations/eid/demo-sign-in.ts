import { allow, definePort, type Ctx, type Tx } from '../../platform/index.ts'
import { accountOfPerson } from './eid.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { openNewSession } from './sessions.ts'

/** Is this database stamped as a demonstration? Read from the stamp itself, not from a flag somebody could set. */
export const isDemonstration = definePort<(tx: Tx) => Promise<boolean>>('eid.isDemonstration')

/** "Chọn nhân vật": signs in as a synthetic person. Refused in any database that is not stamped as a demonstration. */
export async function signInAsPersona(ctx: Ctx, input: { personId: string; appointmentId: string | null; device: string; tokenHash: string }): Promise<string> {
  allow(ctx, 'eid.sign-in')
  refuseUnless(await isDemonstration.call(ctx.tx), 'eid.demo-only')
  const account = (await accountOfPerson(ctx.tx, input.personId)) ?? refuse('eid.account-not-found')
  return openNewSession(ctx, account, ['demo'], input.device, input.tokenHash, input.appointmentId)
}
