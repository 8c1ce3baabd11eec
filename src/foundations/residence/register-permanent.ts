import { newId } from '../../kernel/ids.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { codeEntry } from '../areas/index.ts'
import { personStatus } from '../population/index.ts'
import { addressOf, type Address } from './address.ts'
import { nextFileNumber, nextNoticeNumber, selectHeadship, selectHousehold } from './residence.sql.ts'
import { householdOpened, permanentRegistered, type PermanentRegistration } from './residence-acts.ts'
import { refuseUnless } from './refusals.ts'

export interface RegisterPermanent {
  readonly personId: string
  readonly householdId: string
  /** Code list relation-to-head, two digits; 01 only where the household has no head. */
  readonly relationToHead: string
  /** First day; today where nothing is said. */
  readonly from?: PlainDate
  readonly commandId: string
  readonly dossierId?: string | null
}

export interface PermanentRegistered {
  readonly actId: string
  readonly replayed: boolean
  readonly personId: string
  readonly householdId: string
  readonly fileNumber: string
  readonly address: Address
  readonly from: PlainDate
  /** Number of the notice CT08. */
  readonly noticeNumber: string
}

/**
 * Luật Cư trú 2020 đ.20–22: a person joins a household. The old permanent residence ends the day the new one begins.
 * For the police of the household's commune. Refuses the dead, a second head, a head who would leave others without one,
 * days in the future, before birth or before the present residence, and a household the person is in already.
 */
export async function registerPermanent(ctx: Ctx, input: RegisterPermanent): Promise<PermanentRegistered> {
  const home = await selectHousehold(ctx.tx, input.householdId)
  refuseUnless(home, 'residence.household-unknown', { field: 'householdId' })
  allow(ctx, 'residence.register-permanent', { area: home.area })
  return once(ctx, input.commandId, registered, async () => {
    const from = input.from ?? ctx.today
    await mayMove(ctx, input.personId, from, input.householdId)
    refuseUnless(codeEntry('relation-to-head', input.relationToHead, from), 'residence.relation-unknown', { field: 'relationToHead' })
    const confirmed = home.members.filter((member) => member.standing === 'confirmed')
    refuseUnless(confirmed.length > 0 || input.relationToHead === '01', 'residence.household-closed', { field: 'householdId' })
    const headed = confirmed.some((member) => member.relationToHead === '01' && member.personId !== input.personId)
    refuseUnless(input.relationToHead !== '01' || !headed, 'residence.has-head', { field: 'relationToHead' })
    refuseUnless(input.relationToHead === '01' || confirmed.some((member) => member.relationToHead === '01'), 'residence.head-needed', { field: 'householdId' })
    const { householdId, fileNumber, area, province, detail, oldText } = home
    const payload = { personId: input.personId, householdId, fileNumber, relationToHead: input.relationToHead, from, address: { area, province, detail, oldText }, noticeNumber: await noticeNumber(ctx) }
    return registered(await recordAct(ctx, permanentRegistered, {
      subjectId: input.personId, payload, occurredOn: from, basis: { article: 'Luật Cư trú 2020, đ.20–22' }, commandId: input.commandId, dossierId: input.dossierId ?? null,
    }))
  })
}

export interface OpenHousehold {
  /** The head: whoever opens a household heads it. */
  readonly personId: string
  readonly place: { readonly area: string; readonly detail: string; readonly oldText?: string | null }
  readonly from?: PlainDate
  readonly commandId: string
  readonly dossierId?: string | null
}

/** Luật Cư trú 2020 đ.10, 20: a new household at a lawful dwelling, with its head. Rules and rights as `registerPermanent`. */
export async function openHousehold(ctx: Ctx, input: OpenHousehold): Promise<PermanentRegistered> {
  allow(ctx, 'residence.open-household', { area: input.place.area })
  return once(ctx, input.commandId, registered, async () => {
    const from = input.from ?? ctx.today
    const householdId = newId()
    await mayMove(ctx, input.personId, from, householdId)
    const fileNumber = `${input.place.area}-${String(await nextFileNumber(ctx.tx)).padStart(7, '0')}`
    const payload = { personId: input.personId, householdId, fileNumber, from, address: addressOf(input.place, from), noticeNumber: await noticeNumber(ctx) }
    return registered(await recordAct(ctx, householdOpened, {
      subjectId: input.personId, payload, occurredOn: from, basis: { article: 'Luật Cư trú 2020, đ.10, 20–22' }, commandId: input.commandId, dossierId: input.dossierId ?? null,
    }))
  })
}

async function mayMove(ctx: Ctx, personId: string, from: PlainDate, to: string): Promise<void> {
  const person = await personStatus(ctx.tx, personId)
  refuseUnless(person?.lifeStatus === 'living', 'residence.person-not-living', { field: 'personId' })
  refuseUnless(from <= ctx.today, 'residence.date-in-future', { field: 'from' })
  refuseUnless(!person.birthDate || from >= person.birthDate, 'residence.before-birth', { field: 'from' })
  const heads = await selectHeadship(ctx.tx, personId)
  refuseUnless(!heads || heads.others === 0 || heads.householdId === to, 'residence.head-must-be-replaced')
}

/** Number of the notice of result (CT08), in a row of its own for the whole register; the form of the number is ours (certainty: guess). */
async function noticeNumber(ctx: Ctx): Promise<string> {
  return `${await nextNoticeNumber(ctx.tx)}/${ctx.today.slice(0, 4)}/CT08`
}

function registered(result: { readonly actId: string; readonly replayed?: boolean; readonly payload: unknown }): PermanentRegistered {
  const { personId, householdId, fileNumber, address, from, noticeNumber: number } = result.payload as PermanentRegistration
  return { actId: result.actId, replayed: result.replayed ?? true, personId, householdId, fileNumber, address, from, noticeNumber: number }
}
