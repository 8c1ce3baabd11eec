import { captureAtDesk, chipProof, contactChanges, deliverCode, followLifeStatus, isDemonstration } from '../foundations/eid/index.ts'
import { endMandatesOfPerson } from '../foundations/mandates/index.ts'
import { isDead, personStatus, type PopulationEvents } from '../foundations/population/index.ts'
import { notify, sendOneTimeCode } from '../digital-citizen/notify/index.ts'
import { deterministicId } from '../kernel/ids.ts'
import { onEvent, type Ctx } from '../platform/index.ts'

type LifeStatusChanged = PopulationEvents['population.life-status-changed']

/** How e-ID reaches people and devices, and what it does when the register says that a life ended, paused or came back. */
export function wireEid(): void {
  deliverCode.fill(sendOneTimeCode)
  contactChanges.fill(async (ctx, { personId }) => void (await notify(ctx, { personId, template: 'eid.contact-changed', vars: {} })))
  // No driver for a card reader or camera is part of the program: a demonstration answers as one would, and says so on every screen.
  captureAtDesk.fill(async (ctx) => ((await isDemonstration.call(ctx.tx)) ? { device: 'Thiết bị mô phỏng', simulated: true, cardRead: true, faceScore: 96 } : null))
  chipProof.fill(() => null)
  onEvent<LifeStatusChanged>('population.life-status-changed', 'eid.follow-life-status', followLifeStatus)
  onEvent<LifeStatusChanged>('population.life-status-changed', 'mandates.end-with-life', endMandates)
}

async function endMandates(ctx: Ctx, { personId }: LifeStatusChanged): Promise<void> {
  if (isDead((await personStatus(ctx.tx, personId))?.lifeStatus)) await endMandatesOfPerson(ctx, { personId, commandIdOf: (mandateId) => deterministicId('mandate-ended-by-death', mandateId) })
}
