import { codeList, labelOf } from '../../../foundations/areas/index.ts'
import { findPersonByNumber, matchPerson, readNames, type PossiblePeople } from '../../../foundations/population/index.ts'
import { readHousehold, refuseHouseholdChanged, type HouseholdRecord, type RecordedMember } from '../../../foundations/residence/index.ts'
import { isId } from '../../../kernel/ids.ts'
import { formatDateVi } from '../../../kernel/plain-date.ts'
import { parseTypedPin } from '../../../kernel/personal-number.ts'
import type { Ctx, PlainDate, Purpose } from '../../../platform/index.ts'
import type { FormBody, PageRequest } from '../../../platform/http/index.ts'
import { FactLine, KnownCard, Notice, PinField, type Lang, type Option } from '../../kit/index.ts'
import { actStrings } from '../act-strings.ts'
import type { ActScreen, Faults, Typed } from '../act-screen.tsx'
import { householdOf } from '../household.tsx'
import { householdStrings } from '../household-strings.ts'
import { chosenPerson, factsTyped, possibleAgain, WhoItMayBe } from '../possible-people.tsx'
import { possibleStrings } from '../possible-strings.ts'

/** The purpose of an act on residence, as citizens read it. */
export const actPurpose = (article: string, text: string): Purpose => ({ code: 'residence-act', basis: `Luật Cư trú 2020, ${article}`, text })

export interface HomeModel {
  readonly home: HouseholdRecord
  readonly today: PlainDate
  /** Whom the typed facts of somebody who moves in may mean. */
  readonly possible?: PossiblePeople | undefined
}

/** What every act on a household shares: its known facts, its version, the way back. */
export const onHousehold = {
  load: async (ctx: Ctx, req: PageRequest): Promise<HomeModel> => ({ home: await readHousehold(ctx, householdOf(req)), today: ctx.today }),
  back: ({ home }: HomeModel) => ({ href: hrefOf(home), label: householdStrings.vi['house.title'].replace('{number}', home.fileNumber) }),
  version: ({ home }: HomeModel): string => home.version,
  recorded: (ctx: Ctx, { home }: HomeModel, commandId: string): string | null => home.changes.find(({ act }) => act?.commandId === commandId && 'personId' in act.actor && 'personId' in ctx.actor && act.actor.personId === ctx.actor.personId)?.act?.type ?? null,
  refuseChanged: (ctx: Ctx, { home }: HomeModel, seen: string): Promise<void> => refuseHouseholdChanged(ctx, home.householdId, seen),
  lost: lostIn,
  unless: ({ home }: HomeModel, lang: Lang) => (home.endedOn === null ? null : <Notice kind="info" title={actStrings.t(lang, 'act.ended', { date: formatDateVi(home.endedOn) })}><p>{actStrings.t(lang, 'act.ended-text')}</p></Notice>),
  known: ({ home }: HomeModel, lang: Lang) => <HomeKnown home={home} lang={lang} />,
} satisfies Partial<ActScreen<HomeModel, unknown>>

/** Choices of the form by person: `members.<id>`, `relations.<id>`. Whoever has left the household since is named with what was chosen. */
async function lostIn(ctx: Ctx, { home, today }: HomeModel, form: Pick<FormBody, 'raw'>): Promise<{ label: string; value: string }[]> {
  const chosen = Object.entries(form.raw).flatMap(([name, values]) => {
    const personId = /^(?:members|relations)\.(.{36})$/.exec(name)?.[1]
    const code = values.at(-1) ?? ''
    return personId !== undefined && isId(personId) && /^\d{2}$/.test(code) && !permanentOf(home).some((each) => each.personId === personId) ? [{ personId, code }] : []
  })
  const known = chosen.filter(({ personId }) => home.changes.some((change) => change.personId === personId))
  const names = await readNames(ctx, known.map((each) => each.personId))
  return known.map(({ personId, code }) => ({ label: names.get(personId) ?? '', value: relationText(code, today) }))
}

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

/** Who moves in: by the number on the card, or found by name and birth and chosen by hand. */
export function WhoMovesIn(props: { typed: Typed; model: HomeModel; lang: Lang }) {
  const { typed, model, lang } = props
  const say = actStrings.in(lang)
  return (
    <>
      <PinField name="pin" label={say('add.pin')} hint={say('add.pin-hint')} value={typed.get('pin')} />
      <WhoItMayBe typed={typed} possible={model.possible} today={model.today} step="_buoc" otherwise={<p><a href="/dc/in/dc01">{possibleStrings.t(lang, 'dc01')}</a></p>} lang={lang} />
    </>
  )
}

/** What acts with `WhoMovesIn` share. */
export const searching = {
  async search(ctx: Ctx, model: HomeModel, typed: Typed, must: boolean): Promise<HomeModel> {
    return { ...model, possible: must ? await matchPerson(ctx, factsTyped(typed)) : await possibleAgain(ctx, typed) }
  },
}

/** The person of `WhoMovesIn`; a fault where number and choice name two people. */
export async function whoMovesIn(ctx: Ctx, typed: Typed, faults: Faults): Promise<FoundByNumber | undefined> {
  if (typed.get('person') === '') return personByPin(ctx, typed, faults)
  const chosen = await chosenPerson(ctx, typed, faults.errors)
  if (typed.get('pin').trim() === '' || !chosen) return chosen && { ...chosen, chosen: true }
  const byNumber = await personByPin(ctx, typed, faults)
  if (byNumber && byNumber.personId !== chosen.personId) faults.errors.push({ field: 'pin', vi: possibleStrings.vi['wrong.both'], en: possibleStrings.en['wrong.both'] })
  return chosen
}

/** Said at the look before recording where nobody typed a number. */
export const chosenWarning = (person: FoundByNumber, lang: Lang): string[] => (person.chosen ? [possibleStrings.t(lang, 'chosen')] : [])

export interface FoundByNumber {
  readonly personId: string
  readonly fullName: string
  /** Found by name and birth, not by the number. */
  readonly chosen?: true
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
