import { todayAt } from '../../kernel/plain-date.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { readActs } from '../acts/index.ts'
import { labelOf } from '../areas/index.ts'
import { readPeople } from '../population/index.ts'
import { addressText, type Address } from './address.ts'
import { householdSplit, type HouseholdSplit } from './household-acts.ts'
import { householdOpened, permanentRegistered, type PermanentRegistration } from './residence-acts.ts'
import { selectHousehold, selectResidences } from './residence.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { temporaryRegistered, temporaryRenewed, type TemporaryRegistered } from './temporary-acts.ts'

/** What form CT08 says: notice of the result of a residence registration (TT 116/2026/TT-BCA). */
export interface ResidenceNotice {
  readonly number: string
  readonly date: PlainDate
  readonly personId: string
  readonly fullName: string
  readonly birthDate: string | null
  readonly pin: string | null
  readonly kind: 'permanent' | 'temporary' | 'renewal' | 'split'
  readonly addressText: string
  readonly area: string
  /** Left out where the act did not change it. */
  readonly fileNumber: string | null
  readonly relationText: string | null
  /** First day; of a renewal the day after the old term. */
  readonly from: PlainDate
  /** Last day of a temporary residence. */
  readonly until: PlainDate | null
  /** Others of a household that was made by a split, each with the relation to its head. */
  readonly others: readonly { readonly personId: string; readonly fullName: string; readonly relationText: string }[]
}

type Stated = Pick<ResidenceNotice, 'kind' | 'fileNumber' | 'relationText' | 'from' | 'until'> & { readonly personId: string; readonly noticeNumber: string; readonly address: Address; readonly along?: HouseholdSplit['members'] }

const rights = { permanent: 'residence.register-permanent', temporary: 'residence.register-temporary', renewal: 'residence.register-temporary', split: 'residence.change-household' } as const

/** The data of the notice of one registration. For the police of the commune and the system that prints it; logged. */
export async function residenceNotice(ctx: Ctx, actId: string): Promise<ResidenceNotice> {
  const [act] = await readActs(ctx.tx, [actId])
  const stated = act && (await statedBy(ctx, act))
  refuseUnless(stated, 'residence.household-unknown')
  const { personId, noticeNumber: number, address, along = [], ...rest } = stated
  allow(ctx, rights[rest.kind], { area: address.area })
  const people = await readPeople(ctx, [personId, ...along.map((each) => each.personId)], ['fullName', 'birthDate', 'pin'], { lawfulBy: 'Luật Cư trú 2020, đ.22, đ.25, đ.28' })
  const person = people.get(personId)
  refuseUnless(person, 'residence.household-unknown')
  const { fullName, birthDate, pin } = person
  return {
    number, date: todayAt(act.recordedAt), personId, fullName, birthDate, pin, addressText: addressText(address, rest.from), area: address.area, ...rest,
    others: along.map((each) => ({ personId: each.personId, fullName: people.get(each.personId)?.fullName ?? '', relationText: labelOf('relation-to-head', each.relationToHead, rest.from) })),
  }
}

/** What an act registered, of those that have a notice; nothing for any other. */
async function statedBy(ctx: Ctx, act: { readonly type: string; readonly payload: unknown }): Promise<Stated | undefined> {
  switch (act.type) {
    case permanentRegistered.type: case householdOpened.type: {
      const { personId, noticeNumber, address, fileNumber, relationToHead, from } = act.payload as PermanentRegistration
      return { kind: 'permanent', personId, noticeNumber, address, fileNumber, relationText: labelOf('relation-to-head', relationToHead ?? '01', from), from, until: null }
    }
    case householdSplit.type: {
      const { members, noticeNumber, address, fileNumber, from } = act.payload as HouseholdSplit
      const head = members.find((each) => each.relationToHead === '01')!
      return { kind: 'split', personId: head.personId, noticeNumber, address, fileNumber, relationText: labelOf('relation-to-head', '01', from), from, until: null, along: members.filter((each) => each !== head) }
    }
    case temporaryRegistered.type: {
      const { personId, noticeNumber, address, householdId, opens, relationToHead, from, until } = act.payload as TemporaryRegistered
      const fileNumber = opens ?? (await selectHousehold(ctx.tx, householdId))?.fileNumber ?? null
      return { kind: 'temporary', personId, noticeNumber, address, fileNumber, relationText: labelOf('relation-to-head', relationToHead, from), from, until }
    }
    case temporaryRenewed.type: {
      const { personId, noticeNumber, was, until } = act.payload as { personId: string; noticeNumber: string; was: PlainDate; until: PlainDate }
      const home = (await selectResidences(ctx.tx, personId)).find((each) => each.kind === 'temporary') ?? refuse('residence.not-registered')
      const { area, province, detail, oldText } = home
      return { kind: 'renewal', personId, noticeNumber, address: { area, province, detail, oldText }, fileNumber: null, relationText: null, from: was, until }
    }
    default: return undefined
  }
}
