import { codeList, labelOf } from '../../../foundations/areas/index.ts'
import { findPersonByNumber } from '../../../foundations/population/index.ts'
import { readHousehold, type HouseholdRecord, type RecordedMember } from '../../../foundations/residence/index.ts'
import { parseTypedPin } from '../../../kernel/personal-number.ts'
import type { Ctx, PlainDate, Purpose } from '../../../platform/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { FactLine, KnownCard, type Lang, type Option } from '../../kit/index.ts'
import { actStrings } from '../act-strings.ts'
import type { ActScreen, Faults, Typed } from '../act-screen.tsx'
import { householdOf } from '../household.tsx'
import { householdStrings } from '../household-strings.ts'

/** The purpose of an act on residence, as citizens read it. */
export const actPurpose = (article: string, text: string): Purpose => ({ code: 'residence-act', basis: `Luật Cư trú 2020, ${article}`, text })

export interface HomeModel {
  readonly home: HouseholdRecord
  readonly today: PlainDate
}

/** What every act on a household shares: its known facts, its version, the way back. */
export const onHousehold = {
  load: async (ctx: Ctx, req: PageRequest): Promise<HomeModel> => ({ home: await readHousehold(ctx, householdOf(req)), today: ctx.today }),
  back: ({ home }: HomeModel) => ({ href: hrefOf(home), label: householdStrings.vi['house.title'].replace('{number}', home.fileNumber) }),
  version: ({ home }: HomeModel): string => home.version,
  known: ({ home }: HomeModel, lang: Lang) => <HomeKnown home={home} lang={lang} />,
} satisfies Partial<ActScreen<HomeModel, unknown>>

export const hrefOf = (home: Pick<HouseholdRecord, 'householdId'>): string => `/dc/ho/${home.householdId}`

function HomeKnown(props: { home: HouseholdRecord; lang: Lang }) {
  const { home } = props
  const say = actStrings.in(props.lang)
  return (
    <KnownCard title={householdStrings.t(props.lang, 'house.title', { number: home.fileNumber })}>
      <FactLine f="address" label={say('act.address')} value={home.address.text} />
      <FactLine f="head" label={say('act.head')} value={headName(home) ?? say('act.no-head')} />
      <FactLine f="members" label={say('act.members')} value={permanentOf(home).map((each) => `${each.fullName} (${each.relationText.toLowerCase()})`).join(', ')} />
    </KnownCard>
  )
}

/** Members an act moves: registered here for good, and confirmed. */
export const permanentOf = (home: HouseholdRecord): RecordedMember[] => home.members.filter((each) => each.kind === 'permanent' && each.standing === 'confirmed')
export const headName = (home: HouseholdRecord): string | null => permanentOf(home).find((each) => each.isHead)?.fullName ?? null

/** Relations to the head; with or without the head himself. */
export function relationOptions(on: PlainDate, head: boolean): Option[] {
  return codeList('relation-to-head', on).filter((each) => head || each.code !== '01').map(({ code }) => ({ value: code, label: labelOf('relation-to-head', code, on) }))
}

export const relationText = (code: string, on: PlainDate): string => labelOf('relation-to-head', code, on)

export interface FoundByNumber {
  readonly personId: string
  readonly fullName: string
}

/** Whoever bears the number that was typed; a name is all that is read of people of other communes. */
export async function personByPin(ctx: Ctx, typed: Typed, faults: Faults, name = 'pin'): Promise<FoundByNumber | undefined> {
  const pin = parseTypedPin(typed.get(name))
  if (pin === null) {
    faults.add(name, 'wrong.pin')
    return undefined
  }
  const found = await findPersonByNumber(ctx, pin, ['fullName'])
  if (!found) faults.add(name, 'wrong.pin-unknown')
  return found
}
