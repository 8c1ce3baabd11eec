import { cast } from '../../../synthetic/index.ts'
import { personIdOf } from '../../foundations/population/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { setDemo } from '../../web/public/index.ts'
import { appointmentOf } from './offices.ts'
import { demoPassword } from './accounts.ts'
import { personas, tourSteps } from './tour.ts'

/** Tells the web which personas this demonstration has: every one is looked up, none is assumed. */
export async function loadPersonas(ctx: Ctx): Promise<void> {
  const found = []
  for (const { key, role, landing } of personas) {
    const person = cast[key]
    const personId = await personIdOf(ctx.tx, person.pin)
    if (personId) found.push({ key, name: person.fullName, role, post: person.post ?? null, personId, pin: person.pin, appointmentId: person.role ? appointmentOf(key) : null, landing })
  }
  setDemo({ personas: found, password: demoPassword, steps: tourSteps })
}
