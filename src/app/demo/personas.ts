import { cast, type CastKey } from '../../../synthetic/index.ts'
import { personIdOf } from '../../foundations/population/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { setDemo } from '../../web/public/index.ts'
import { appointmentOf } from './offices.ts'
import { demoPassword } from './accounts.ts'
import { sampleList } from './sample-list.ts'
import { personas, tourSteps } from './tour.ts'

/** Tells the web which personas this demonstration has: every one is looked up, none is assumed. */
export async function loadPersonas(ctx: Ctx, people: number): Promise<void> {
  const found = []
  for (const { key, role, landing } of personas) {
    const person = cast[key]
    const personId = await personIdOf(ctx.tx, person.pin)
    if (personId) found.push({ key, name: person.fullName, role, post: person.post ?? null, personId, pin: person.pin, appointmentId: person.role ? appointmentOf(key) : null, landing })
  }
  setDemo({ personas: found, password: demoPassword, steps: tourSteps, deskCard: cardText(cast.ut), sampleList: () => sampleList(people) })
}

/** What the QR of her card would say (domain §3.6); the residence is not compared. */
function cardText({ pin, fullName, birthDate, gender }: (typeof cast)[CastKey]): string {
  const [year, month, day] = birthDate.split('-')
  return [pin, '', fullName, `${day}${month}${year}`, gender === 'female' ? 'Nữ' : 'Nam', 'Số 9, Ấp Long Thuận, Xã Long Hồ', '15062022'].join('|')
}
