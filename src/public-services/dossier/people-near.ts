import { readPeople, readPerson } from '../../foundations/population/index.ts'
import { householdOf } from '../../foundations/residence/index.ts'
import type { Ctx, Tx } from '../../platform/index.ts'
import type { Fact, ListEntry } from '../forms/index.ts'

/** Somebody the state knows to be near the applicant: of the own household, or a parent, husband, wife or child. */
export interface Near {
  readonly personId: string
  readonly fullName: string
  readonly pin: string | null
  /** What they are to the applicant, in words. */
  readonly says: string
  /** What the applicant is to them; nothing where the register does not say. */
  readonly relation: string | undefined
  /** The dwelling both are registered at; nothing of where others live. */
  readonly home: { readonly text: string; readonly commune: string } | undefined
}

const words = { father: 'Cha', mother: 'Mẹ', spouse: 'Vợ, chồng', child: 'Con' } as const
type Kin = keyof typeof words

const asked = new WeakMap<Tx, Map<string, Promise<Near[]>>>()

/** Household and closest kin of the applicant, of whom the register does not say that they are dead. Only what the own record holds of them; logged. Asked once in a transaction. */
export function peopleNear(ctx: Ctx, personId: string): Promise<Near[]> {
  const known = asked.get(ctx.tx) ?? new Map<string, ReturnType<typeof readNear>>()
  asked.set(ctx.tx, known)
  if (!known.has(personId)) known.set(personId, readNear(ctx, personId))
  return known.get(personId)!
}

async function readNear(ctx: Ctx, personId: string): Promise<Near[]> {
  const { relatives, gender } = await readPerson(ctx, personId, ['relatives', 'gender'])
  const home = await householdOf(ctx, personId)
  const kin = relatives.filter((each): each is typeof each & { kind: Kin; personId: string; fullName: string } => each.kind in words && each.personId !== null && each.fullName !== null)
  const states = await readPeople(ctx, kin.map((each) => each.personId), ['lifeStatus'])
  const shared = home && { text: home.address.text, commune: home.address.area }
  const near = kin.filter((each) => states.get(each.personId)?.lifeStatus === 'living').map((each): Near => ({
    personId: each.personId, fullName: each.fullName, pin: each.pin, says: words[each.kind], relation: relationTo(each.kind, gender), home: home?.members.some((member) => member.personId === each.personId) ? shared : undefined,
  }))
  const others = (home?.members ?? []).filter((member) => member.personId !== personId && !kin.some((each) => each.personId === member.personId))
  return [...near, ...others.map(({ personId: id, fullName, pin }): Near => ({ personId: id, fullName, pin, says: 'Cùng hộ', relation: undefined, home: shared }))]
}

function relationTo(kind: Kin, gender: string | null): string | undefined {
  if (kind === 'father' || kind === 'mother') return 'Con'
  if (gender !== 'male' && gender !== 'female') return undefined
  return kind === 'spouse' ? (gender === 'male' ? 'Chồng' : 'Vợ') : gender === 'male' ? 'Cha' : 'Mẹ'
}

/** Whom one may choose; the last entry is somebody else, named by number. */
export const listOfNear = (near: readonly Near[]): ListEntry[] => [...near.map(({ personId, fullName, says }) => ({ value: personId, label: fullName, detail: says })), { value: 'other', label: 'Người khác', detail: 'Nhập số định danh của người đã mất' }]

/** What the form shows of the one who was chosen. */
export function factsOfNear(subject: string, { personId, fullName, pin, relation, home }: Near): Record<string, Fact> {
  const all: Record<string, string | null | undefined> = { personId, fullName, pin, relation, sharedHome: home?.text, sharedCommune: home?.commune }
  return Object.fromEntries(Object.entries(all).flatMap(([field, value]) => (value ? [[`${subject}.${field}`, { value, source: 'Dữ liệu của ông/bà' }]] : [])))
}
