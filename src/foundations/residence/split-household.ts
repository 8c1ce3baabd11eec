import { newId } from '../../kernel/ids.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { mayLiveFrom, newFileNumber, noticeNumber, refuseUnableHead, refuseUnknownRelation } from './moving.ts'
import { holdHouseholds, type HouseholdSeen } from './hold-households.ts'
import { householdSplit, type HouseholdSplit } from './household-acts.ts'
import { areaOfHousehold } from './read-household.ts'
import { refuseUnless } from './refusals.ts'

export interface SplitHousehold {
  readonly householdId: string
  /** Who leaves, with the relation to the new head; exactly one has 01. */
  readonly members: readonly { readonly personId: string; readonly relationToHead: string }[]
  /** The head agrees; not needed from spouses who divorced and go on living there (đ.25 k.1 b). */
  readonly headConsent: 'given' | 'divorced'
  readonly from?: PlainDate
  readonly seen?: HouseholdSeen | null
  readonly commandId: string
  readonly dossierId?: string | null
}

export interface HouseholdChanged {
  readonly actId: string
  readonly replayed: boolean
  readonly householdId: string
  readonly fileNumber: string | null
  readonly noticeNumber: string
}

/**
 * Luật Cư trú 2020 đ.25: members of a household form one of their own at the same lawful dwelling. For the police of its
 * commune. Refuses members of other households, the head of the old one, everybody at once, a head without full capacity
 * while another has it, and a household that changed since the caller saw it.
 */
export async function splitHousehold(ctx: Ctx, input: SplitHousehold): Promise<HouseholdChanged> {
  allow(ctx, 'residence.change-household', { area: await areaOfHousehold(ctx.tx, input.householdId) })
  return once(ctx, input.commandId, done, async () => {
    const [home] = await holdHouseholds(ctx, [input.householdId], input.seen)
    const from = input.from ?? ctx.today
    const ids = input.members.map((each) => each.personId)
    refuseUnless(new Set(ids).size === ids.length && ids.length > 0, 'residence.members-missing', { field: 'members' })
    for (const { personId, relationToHead } of input.members) {
      await mayLiveFrom(ctx, personId, from)
      refuseUnknownRelation(relationToHead, from, 'members')
    }
    const head = input.members.find((each) => each.relationToHead === '01')
    refuseUnless(head, 'residence.one-head', { field: 'members' })
    await refuseUnableHead(ctx, head.personId, from, ids, 'members')
    const { area, province, detail, oldText } = home!
    const payload: HouseholdSplit = {
      householdId: input.householdId, newHouseholdId: newId(), fileNumber: await newFileNumber(ctx, area), from, address: { area, province, detail, oldText },
      members: input.members.map((each) => ({ ...each, kind: 'permanent' })), noticeNumber: await noticeNumber(ctx),
    }
    return done(await recordAct(ctx, householdSplit, {
      subjectId: head.personId, payload, occurredOn: from, basis: { article: 'Luật Cư trú 2020, đ.25', documents: [{ kind: input.headConsent === 'given' ? 'Ý kiến đồng ý của chủ hộ' : 'Vợ chồng đã ly hôn, cùng sử dụng chỗ ở' }] },
      commandId: input.commandId, dossierId: input.dossierId ?? null,
    }))
  })
}

function done(result: { readonly actId: string; readonly replayed?: boolean; readonly payload: unknown }): HouseholdChanged {
  const { newHouseholdId, fileNumber, noticeNumber: number } = result.payload as HouseholdSplit
  return { actId: result.actId, replayed: result.replayed ?? true, householdId: newHouseholdId, fileNumber, noticeNumber: number }
}
