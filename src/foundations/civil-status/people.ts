import { earliest, yearOf } from '../../kernel/partial-date.ts'
import { ageOn } from '../../kernel/plain-date.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { isDead, readPeople, refuseHidden, refuseMerged, type PersonView } from '../population/index.ts'
import { residencesOf } from '../residence/index.ts'
import { refuseUnless } from './refusals.ts'

const fields = ['fullName', 'birthDate', 'gender', 'ethnicity', 'nationalities', 'nativePlace', 'pin', 'lifeStatus', 'deathDate', 'maritalStatus', 'birthPlace', 'birthRegistrationPlace'] as const
/** A person of the register as an entry needs to know them. */
export type KnownPerson = PersonView<(typeof fields)[number]>

/** These people as the register knows them now, in the order asked. Refuses an id nobody has, at its field, and somebody whom a decision hides from this post: no entry is made from masked facts. Logged. */
export async function knownPeople(ctx: Ctx, asked: readonly { readonly id: string; readonly field: string; readonly who: string }[], basis: string): Promise<KnownPerson[]> {
  const ids = [...new Set(asked.map((each) => each.id))]
  for (const id of ids) await refuseHidden(ctx, id)
  const found = await readPeople(ctx, ids, fields, { lawfulBy: basis })
  return asked.map(({ id, field, who }) => {
    const person = found.get(id)
    refuseUnless(person, 'civil-status.person-unknown', { field, vars: { who } })
    refuseMerged(id, person)
    return person
  })
}

/** Refuses somebody the register says is dead or missing. */
export function refuseUnlessLiving(person: KnownPerson, field: string): void {
  refuseUnless(!isDead(person.lifeStatus) && person.lifeStatus !== 'missing', 'civil-status.person-not-living', { field, vars: { name: person.fullName } })
}

/** Full years on that day; a year or month alone is counted from its first day. Null when no birth date is known. */
export function yearsOf(person: { readonly birthDate: string | null }, on: PlainDate): number | null {
  return person.birthDate ? ageOn(earliest(person.birthDate), on) : null
}

/** Has certainly reached that age: with only a year known, the youngest the person can be counts. */
export function hasReached(person: { readonly birthDate: string | null }, age: number, on: PlainDate): boolean {
  if (!person.birthDate) return false
  const youngest = person.birthDate.length === 10 ? person.birthDate : person.birthDate.length === 7 ? `${person.birthDate}-28` : `${yearOf(person.birthDate)}-12-31`
  return ageOn(youngest, on) >= age
}

const genders = { male: '1', female: '2', undetermined: '3' } as const
const homes = { permanent: '1', temporary: '2', current: '3' } as const

/** The columns `{prefix}…` of a record layout for a person of the register, as of today. */
export async function personContent(ctx: Ctx, prefix: string, person: KnownPerson, basis: string): Promise<Record<string, string>> {
  const [home] = await residencesOf(ctx, person.personId, { lawfulBy: basis })
  const all: Record<string, string | null | undefined> = {
    HoTen: person.fullName, GioiTinh: person.gender && genders[person.gender], NgaySinh: person.birthDate, QueQuan: person.nativePlace.text, DanToc: person.ethnicity, QuocTich: person.nationalities[0],
    QuocTichKhac: person.nationalities.slice(1).join(', '), LoaiCuTru: home ? homes[home.kind] : '0', NoiCuTru: home?.address.text, LoaiGiayToTuyThan: person.pin ? '4' : '0', SoGiayToTuyThan: person.pin,
  }
  return filled(Object.fromEntries(Object.entries(all).map(([name, value]) => [`${prefix}${name}`, value])))
}

/** Without what is empty. */
export function filled(values: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].trim() !== '').map(([name, value]) => [name, value.trim()]))
}

/** Who asks for the registration: of the register, or only by name. */
export interface Requester { readonly personId?: string | null; readonly fullName?: string | null; readonly relation?: string | null }

/** Columns nyc… of a record layout. */
export async function requesterContent(ctx: Ctx, requester: Requester | undefined, basis: string): Promise<Record<string, string>> {
  if (!requester) return {}
  const asker = requester.personId ? (await knownPeople(ctx, [{ id: requester.personId, field: 'requester', who: 'yêu cầu' }], basis))[0]! : undefined
  return filled({ nycHoTen: asker?.fullName ?? requester.fullName, nycQuanHe: requester.relation, nycLoaiGiayToTuyThan: asker?.pin ? '4' : null, nycSoGiayToTuyThan: asker?.pin })
}

/** A paper the act rests on. */
export interface Paper { readonly number: string; readonly date: PlainDate; readonly issuer: string }
export const paperOf = (kind: string, paper: Paper) => ({ kind, number: paper.number, date: paper.date, issuer: paper.issuer })

/** Refuses a paper without number, date or issuer, or of a day still to come. */
export function checkPaper(paper: Paper, field: string, today: PlainDate): void {
  refuseUnless(paper.number.trim() !== '' && paper.issuer.trim() !== '', 'civil-status.paper-incomplete', { field })
  refuseUnless(paper.date <= today, 'civil-status.day-in-future', { field: `${field}.date` })
}
