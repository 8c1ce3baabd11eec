import { plainKey, syllables } from '../../kernel/vietnamese-text.ts'
import { isPartialDate, type PartialDate } from '../../kernel/partial-date.ts'
import { allow, keys, type Ctx } from '../../platform/index.ts'
import { weighedPeople, type Reason } from './likely-people.ts'
import { isHidden } from './read-person.ts'
import { refuseUnless } from './refusals.ts'
import { hiddenHit, hitOf, ledToTheLiving, type PersonHit } from './search-people.ts'
import { placesOf } from './search-places.ts'
import { selectByName, selectHits, type StoredHit } from './search.sql.ts'

/** What an officer typed of somebody who stands before them: name and birth are needed, the rest helps. */
export interface MatchPerson {
  readonly name: string
  /** At least the year. */
  readonly birthDate: PartialDate | null
  readonly gender?: 'male' | 'female' | null
  /** Any number on the papers, of nine or twelve digits. */
  readonly number?: string
  /** Where the person comes from: code or name of a commune, of today or of before 01/07/2025. */
  readonly place?: string
}

export interface PossiblePerson extends PersonHit {
  /** The chance that this is the person; null where nothing weighed it. */
  readonly probability: number | null
  /** Counter-evidence first. */
  readonly why: readonly Reason[]
}

export interface PossiblePeople {
  /** Best first, at most five. */
  readonly people: readonly PossiblePerson[]
  /** False where no match process answers: then only the very same name and birth were looked for. */
  readonly weighed: boolean
}

/** Domain §8.4: show at most five, the officer chooses. */
const mostShown = 5
const hashKey = 'hash-personal-number'

/**
 * Who of the whole register somebody may be, from what was typed at a move or at a desk: another spelling, another number, a wrong day. Only people
 * likelier than not are shown, ranked, each with the reasons; nothing is merged, nothing changed, the officer chooses. Logged as a search.
 * Refuses a name of one word, and a name without a year of birth.
 */
export async function matchPerson(ctx: Ctx, typed: MatchPerson): Promise<PossiblePeople> {
  allow(ctx, 'population.match-person')
  refuseUnless(syllables(typed.name).length >= 2, 'population.match-needs-name', { field: 'name' })
  refuseUnless(typed.birthDate !== null && isPartialDate(typed.birthDate), 'population.match-needs-birth', { field: 'birthDate' })
  const places = typed.place?.trim() ? placesOf(typed.place, ctx.today).codes.filter((code) => code.length === 5) : []
  const number = typed.number?.replace(/[\s.-]/g, '') ?? ''
  const weighed = await weighedPeople.call({
    name: typed.name.trim(), birth: typed.birthDate, gender: typed.gender ?? '', number, commune: places.length === 1 ? places[0]! : '', communes: places.length > 1 ? places : [], most: mostShown,
  })
  const found = weighed ? await inOrder(ctx, weighed.map(({ personId }) => personId)) : await asWritten(ctx, typed.name, typed.birthDate)
  const shown = await ledToTheLiving(ctx, found, [])
  ctx.logRead({ kind: 'search', register: 'population', subjects: shown.map((hit) => hit.personId), fields: ['fullName', 'birthDate', 'gender', 'area'], queryHash: hashOf(typed, number) })
  const people: PossiblePerson[] = []
  for (const hit of shown) {
    const reasons = weighed?.find(({ personId }) => personId === hit.personId)
    people.push((await isHidden(ctx, { ...hit, kinship: [] })) ? { ...hiddenHit(hit), probability: null, why: [] } : { ...hitOf(hit), probability: reasons?.probability ?? null, why: reasons?.why ?? [] })
  }
  return { people, weighed: weighed !== null }
}

async function inOrder(ctx: Ctx, ids: readonly string[]): Promise<StoredHit[]> {
  if (ids.length === 0) return []
  const place = new Map(ids.map((id, i) => [id, i]))
  return (await selectHits(ctx.tx, ids)).sort((a, b) => place.get(a.personId)! - place.get(b.personId)!).map((hit) => ({ ...hit, matched: 'likely' as const }))
}

/** Without a match process: who bears this very name, marks aside, and was born then. */
async function asWritten(ctx: Ctx, name: string, birth: PartialDate): Promise<StoredHit[]> {
  return selectByName(ctx.tx, { plain: plainKey(name), syllables: syllables(name), areas: [], birthYear: Number(birth.slice(0, 4)), birthDate: birth.length > 4 ? birth : null }, mostShown)
}

function hashOf({ name, birthDate, gender, place }: MatchPerson, number: string): string {
  return Buffer.from(keys().hmac(hashKey, ['match', plainKey(name), birthDate ?? '', gender ?? '', number, plainKey(place ?? '')].join('|'))).toString('base64url')
}
