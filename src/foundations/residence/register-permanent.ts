import { newId } from '../../kernel/ids.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { codeEntry } from '../areas/index.ts'
import { addressOf, type Address } from './address.ts'
import { holdHouseholds, type HouseholdSeen } from './hold-households.ts'
import { leaving, mayLiveFrom, newFileNumber, noticeNumber } from './moving.ts'
import { refuseUnmetCase } from './permanent-case.ts'
import { areaOfHousehold } from './read-household.ts'
import { selectHousehold, type StoredHousehold } from './residence.sql.ts'
import { householdOpened, permanentRegistered, type PermanentGrounds, type PermanentRegistration } from './residence-acts.ts'
import { refuseUnless } from './refusals.ts'

export interface RegisterPermanent {
  readonly personId: string
  readonly householdId: string
  /** Code list relation-to-head, two digits; 01 only where the household has no members. */
  readonly relationToHead: string
  /** First day; today where nothing is said. */
  readonly from?: PlainDate
  /** Case of đ.20 with its consents and proofs, checked where it is given; a dossier has checked its own. */
  readonly grounds?: PermanentGrounds | null
  readonly seen?: HouseholdSeen | null
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
  allow(ctx, 'residence.register-permanent', { area: await areaOfHousehold(ctx.tx, input.householdId, 'householdId') })
  return once(ctx, input.commandId, registered, async () => {
    const from = input.from ?? ctx.today
    const { home, emptied } = await mayMove(ctx, input, from, input.householdId)
    refuseUnless(home, 'residence.household-unknown', { field: 'householdId' })
    refuseUnless(codeEntry('relation-to-head', input.relationToHead, from), 'residence.relation-unknown', { field: 'relationToHead' })
    const confirmed = home.members.filter((member) => member.standing === 'confirmed')
    refuseUnless(confirmed.length > 0 || input.relationToHead === '01', 'residence.household-closed', { field: 'householdId' })
    const headed = confirmed.some((member) => member.relationToHead === '01' && member.personId !== input.personId)
    refuseUnless(input.relationToHead !== '01' || !headed, 'residence.has-head', { field: 'relationToHead' })
    // A household that waits for a head gets one of its members, by `changeHead`: whoever joins does not become it.
    refuseUnless(confirmed.length === 0 || confirmed.some((member) => member.relationToHead === '01'), 'residence.head-needed', { field: 'householdId' })
    const { householdId, fileNumber, area, province, detail, oldText } = home
    if (input.grounds) await refuseUnmetCase(ctx, input.personId, input.relationToHead, input.grounds, from)
    const payload = {
      personId: input.personId, householdId, fileNumber, relationToHead: input.relationToHead, from, address: { area, province, detail, oldText }, noticeNumber: await noticeNumber(ctx),
      ...(emptied ? { emptied } : {}), ...(input.grounds ? { grounds: input.grounds } : {}),
    }
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
  readonly grounds?: PermanentGrounds | null
  readonly commandId: string
  readonly dossierId?: string | null
}

/** Luật Cư trú 2020 đ.10, 20: a new household at a lawful dwelling, with its head. Rules and rights as `registerPermanent`. */
export async function openHousehold(ctx: Ctx, input: OpenHousehold): Promise<PermanentRegistered> {
  allow(ctx, 'residence.open-household', { area: input.place.area })
  return once(ctx, input.commandId, registered, async () => {
    const from = input.from ?? ctx.today
    const householdId = newId()
    const { emptied } = await mayMove(ctx, input, from, householdId)
    if (input.grounds) await refuseUnmetCase(ctx, input.personId, '01', input.grounds, from)
    const fileNumber = await newFileNumber(ctx, input.place.area)
    const payload = {
      personId: input.personId, householdId, fileNumber, from, address: addressOf(input.place, from), noticeNumber: await noticeNumber(ctx), ...(emptied ? { emptied } : {}), ...(input.grounds ? { grounds: input.grounds } : {}),
    }
    return registered(await recordAct(ctx, householdOpened, {
      subjectId: input.personId, payload, occurredOn: from, basis: { article: 'Luật Cư trú 2020, đ.10, 20–22' }, commandId: input.commandId, dossierId: input.dossierId ?? null,
    }))
  })
}

/** Holds the household left and the one joined; says which of them the move empties. */
async function mayMove(ctx: Ctx, input: { readonly personId: string; readonly seen?: HouseholdSeen | null }, from: PlainDate, to: string): Promise<{ home: StoredHousehold | undefined; emptied: string | null }> {
  await mayLiveFrom(ctx, input.personId, from)
  const before = await leaving(ctx, input.personId)
  const held = await holdHouseholds(ctx, [...new Set([...(await isHousehold(ctx, to)), ...before.households])], input.seen)
  const now = await leaving(ctx, input.personId)
  refuseUnless([null, to].includes(now.headOfOthers('permanent')), 'residence.head-must-be-replaced')
  const emptied = now.emptied('permanent')
  return { home: held.find((each) => each.householdId === to), emptied: emptied === to ? null : emptied }
}

const isHousehold = async (ctx: Ctx, householdId: string): Promise<string[]> => ((await selectHousehold(ctx.tx, householdId)) ? [householdId] : [])

function registered(result: { readonly actId: string; readonly replayed?: boolean; readonly payload: unknown }): PermanentRegistered {
  const { personId, householdId, fileNumber, address, from, noticeNumber: number } = result.payload as PermanentRegistration
  return { actId: result.actId, replayed: result.replayed ?? true, personId, householdId, fileNumber, address, from, noticeNumber: number }
}
