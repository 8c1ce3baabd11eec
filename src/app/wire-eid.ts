import { captureAtDesk, chipProof, contactChanges, deliverCode, followLifeStatus, followNumber, isDemonstration, type AccountEvents } from '../foundations/eid/index.ts'
import { holdersOf } from '../foundations/organisations/index.ts'
import { endMandatesOfPerson } from '../foundations/mandates/index.ts'
import { isDead, personStatus, type PopulationEvents } from '../foundations/population/index.ts'
import { notify, sendOneTimeCode } from '../digital-citizen/notify/index.ts'
import { deterministicId } from '../kernel/ids.ts'
import { onEvent, type Ctx, type StoredEvent } from '../platform/index.ts'

type LifeStatusChanged = PopulationEvents['population.life-status-changed']

/** How e-ID reaches people and devices, and what it does when the register says that a life ended, paused or came back. */
export function wireEid(): void {
  deliverCode.fill(sendOneTimeCode)
  contactChanges.fill(async (ctx, { personId }) => void (await notify(ctx, { personId, template: 'eid.contact-changed', vars: {} })))
  // No driver for a card reader or camera is part of the program: a demonstration answers as one would, and says so on every screen.
  captureAtDesk.fill(async (ctx) => ((await isDemonstration.call(ctx.tx)) ? { device: 'Thiết bị mô phỏng', simulated: true, cardRead: true, faceScore: 96 } : null))
  chipProof.fill(() => null)
  onEvent<LifeStatusChanged>('population.life-status-changed', 'eid.follow-life-status', followLifeStatus)
  onEvent<PopulationEvents['population.person-changed']>('population.person-changed', 'eid.follow-number', followNumber)
  onEvent<LifeStatusChanged>('population.life-status-changed', 'mandates.end-with-life', endMandates)
  onEvent<AccountEvents['eid.guessing-alarm']>('eid.guessing-alarm', 'notify.guessing-alarm', tellWhoWatches)
}

const guessed: Readonly<Record<string, string>> = {
  'password': 'mật khẩu từ một nơi', 'password-many-lines': 'mật khẩu của một số từ nhiều nơi', 'own-password': 'mật khẩu trong phiên đang mở', 'activation': 'mã kích hoạt', 'recovery': 'mã khôi phục', 'app': 'mã của ứng dụng', 'asking': 'hỏi số định danh',
}

/** Those who watch over the system hear of it as everybody hears of things: in their messages. */
async function tellWhoWatches(ctx: Ctx, { what, times }: AccountEvents['eid.guessing-alarm'], { id }: Pick<StoredEvent, 'id'>): Promise<void> {
  for (const personId of await holdersOf(ctx.tx, ['administrator', 'security-officer'], ctx.today)) await notify(ctx, { personId, template: 'eid.guessing-alarm', vars: { what: guessed[what] ?? what, times }, commandKey: id })
}

async function endMandates(ctx: Ctx, { personId }: LifeStatusChanged): Promise<void> {
  if (isDead((await personStatus(ctx.tx, personId))?.lifeStatus)) await endMandatesOfPerson(ctx, { personId, commandIdOf: (mandateId) => deterministicId('mandate-ended-by-death', mandateId) })
}
