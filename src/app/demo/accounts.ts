import { cast } from '../../../synthetic/index.ts'
import { recordMarriage } from '../../foundations/civil-status/index.ts'
import { contactOf, openAccount, setPassword } from '../../foundations/eid/index.ts'
import { personIdOf } from '../../foundations/population/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { demoId } from './system.ts'

/** The password of every persona, for trying the sign-in without a passkey. Demonstration only: real holders choose their own. */
export const demoPassword = 'trời xanh mây trắng'

/** Level-2 accounts for the cast (but for those without a phone), and the three marriages the births rest on. */
export async function seedAccounts(ctx: Ctx, { passwords = true } = {}): Promise<void> {
  for (const person of Object.values(cast)) {
    if (!person.phone) continue
    const personId = (await personIdOf(ctx.tx, person.pin))!
    if (await contactOf(ctx.tx, personId)) continue
    const accountId = await openAccount(ctx, {
      personId, displayName: person.fullName, pin: person.pin, level: 2, state: 'active', intakeUnit: demoId('organisation', 'homePolice'), residenceArea: person.residenceArea, phone: person.phone, email: person.email,
    })
    if (passwords) await setPassword(ctx, accountId, demoPassword)
  }
  await marry(ctx, 'nam', 'mai', '2023-04-15', '31/2023')
  await marry(ctx, 'binh', 'hoa', '2022-11-20', '87/2022')
  await marry(ctx, 'le', 'ut', '2024-02-03', '9/2024')
}

async function marry(ctx: Ctx, husband: 'nam' | 'binh' | 'le', wife: 'mai' | 'hoa' | 'ut', registeredOn: string, number: string): Promise<void> {
  const [husbandId, wifeId] = [(await personIdOf(ctx.tx, cast[husband].pin))!, (await personIdOf(ctx.tx, cast[wife].pin))!]
  await recordMarriage(ctx, { husbandId, wifeId, area: cast[wife].residenceArea, number, registeredOn, commandId: demoId('marriage', husband, wife) })
}
