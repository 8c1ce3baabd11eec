import { todayAt } from '../../kernel/plain-date.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { readActs } from '../acts/index.ts'
import { labelOf } from '../areas/index.ts'
import { readPeople } from '../population/index.ts'
import { addressText } from './address.ts'
import { householdOpened, permanentRegistered, type PermanentRegistration } from './residence-acts.ts'
import { refuseUnless } from './refusals.ts'

/** What form CT08 says: notice of the result of a residence registration (TT 116/2026/TT-BCA). */
export interface ResidenceNotice {
  readonly number: string
  readonly date: PlainDate
  readonly personId: string
  readonly fullName: string
  readonly birthDate: string | null
  readonly pin: string | null
  readonly kind: 'permanent'
  readonly addressText: string
  readonly area: string
  readonly fileNumber: string
  readonly relationToHead: string
  readonly relationText: string
  readonly from: PlainDate
}

/** The data of the notice of one registration. For the police of the commune and the system that prints it; logged. */
export async function residenceNotice(ctx: Ctx, actId: string): Promise<ResidenceNotice> {
  const [act] = await readActs(ctx.tx, [actId])
  refuseUnless(act && (act.type === permanentRegistered.type || act.type === householdOpened.type), 'residence.household-unknown')
  const payload = act.payload as PermanentRegistration
  allow(ctx, 'residence.register-permanent', { area: payload.address.area })
  const person = (await readPeople(ctx, [payload.personId], ['fullName', 'birthDate', 'pin'], { lawfulBy: 'Luật Cư trú 2020, đ.22' })).get(payload.personId)
  refuseUnless(person, 'residence.household-unknown')
  const relationToHead = payload.relationToHead ?? '01'
  return {
    number: payload.noticeNumber, date: todayAt(act.recordedAt), personId: payload.personId, fullName: person.fullName, birthDate: person.birthDate, pin: person.pin, kind: 'permanent',
    addressText: addressText(payload.address, payload.from), area: payload.address.area, fileNumber: payload.fileNumber,
    relationToHead, relationText: labelOf('relation-to-head', relationToHead, payload.from), from: payload.from,
  }
}
