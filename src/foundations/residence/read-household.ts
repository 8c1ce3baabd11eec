import { allow, isAllowed, type Ctx, type PlainDate, type Tx } from '../../platform/index.ts'
import { labelOf } from '../areas/index.ts'
import { readPeople, refuseHidden, relatedTo, representedBy } from '../population/index.ts'
import { shownAddress, type ShownAddress } from './address.ts'
import { selectArea, selectHouseholdOfPerson, type StoredHousehold } from './residence.sql.ts'
import { refuseUnless } from './refusals.ts'

export interface HouseholdMember {
  readonly personId: string
  readonly fullName: string
  readonly pin: string | null
  readonly isHead: boolean
  readonly relationToHead: string
  /** 'Vợ', 'Con đẻ' … */
  readonly relationText: string
  readonly since: PlainDate
}

/** Head and members with names and numbers: Luật Căn cước 2023 đ.9 k.20, 22, 23. */
export interface HouseholdView {
  readonly householdId: string
  readonly fileNumber: string
  readonly address: ShownAddress
  readonly since: PlainDate
  readonly headPersonId: string | null
  readonly headName: string | null
  readonly headPin: string | null
  /** Head first. */
  readonly members: readonly HouseholdMember[]
}

const register = 'residence'
const fields = ['household']

/**
 * The household a person is permanently registered in, nothing when in none. For its members and their parents or
 * guardians, the police of its commune, and caseworkers with a dossier. Logged, with every member.
 */
export async function householdOf(ctx: Ctx, personId: string): Promise<HouseholdView | undefined> {
  await refuseHidden(ctx, personId)
  const found = await selectHouseholdOfPerson(ctx.tx, personId)
  return found && view(ctx, found)
}

/** Commune of a household, for permissions; refuses an unknown household. Not logged: no personal data. */
export async function areaOfHousehold(tx: Tx, householdId: string, field?: string): Promise<string> {
  const found = await selectArea(tx, householdId)
  refuseUnless(found, 'residence.household-unknown', field ? { field } : {})
  return found.area
}

async function view(ctx: Ctx, home: StoredHousehold): Promise<HouseholdView> {
  const ids = home.members.map((member) => member.personId)
  ctx.logRead({ kind: 'open', register, subjects: ids, fields })
  await mayRead(ctx, home, ids)
  const people = await readPeople(ctx, ids, ['fullName', 'pin'], { lawfulBy: 'Luật Căn cước 2023, đ.9 k.23' })
  const members = home.members.map(({ personId, relationToHead, since }) => ({
    personId, fullName: people.get(personId)?.fullName ?? '', pin: people.get(personId)?.pin ?? null, isHead: relationToHead === '01', relationToHead, relationText: labelOf('relation-to-head', relationToHead, ctx.today), since,
  }))
  const head = members.find((member) => member.relationToHead === '01')
  const { householdId, fileNumber, area, province, detail, oldText, since } = home
  const address = shownAddress({ area, province, detail, oldText }, ctx.today)
  return {
    householdId, fileNumber, address, since,
    headPersonId: head?.personId ?? null, headName: head?.fullName ?? null, headPin: head?.pin ?? null, members,
  }
}

async function mayRead(ctx: Ctx, home: StoredHousehold, ids: readonly string[]): Promise<void> {
  const { actor } = ctx
  if (ctx.purpose.dossierId && isAllowed(actor, 'residence.read-household-in-case', {}, ctx.today)) return
  if (actor.kind !== 'citizen' || ids.includes(actor.personId)) return allow(ctx, 'residence.read-household', { area: home.area, person: actor.kind === 'citizen' ? actor.personId : null })
  // A grown child's home is the child's own.
  const near = [...(await relatedTo(ctx.tx, actor.personId, ['spouse'])).map((each) => each.personId), ...(await representedBy(ctx.tx, actor.personId, ctx.today))]
  allow(ctx, 'residence.read-household', { area: home.area, person: near.find((each) => ids.includes(each)) ?? null, represents: near })
}
