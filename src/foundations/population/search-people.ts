import { keys, isAllowed, allow, type Ctx } from '../../platform/index.ts'
import { maskPin } from '../../kernel/personal-number.ts'
import { plainKey, syllables } from '../../kernel/vietnamese-text.ts'
import { refuseUnless } from './refusals.ts'
import { selectByName, selectByNumber, type StoredHit } from './search.sql.ts'

export interface SearchPeople {
  readonly name?: string
  readonly birthYear?: number
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly birthDate?: string
  /** A commune (5 digits) or province (2 digits) of today. */
  readonly commune?: string
  /** Twelve digits, or nine of an old card; spaces and dots do not matter. */
  readonly number?: string
}

/** Enough to choose the right person, no more: the number is masked until the person is opened. */
export interface PersonHit {
  readonly personId: string
  readonly fullName: string
  readonly birthDate: string | null
  readonly gender: string | null
  readonly maskedPin: string | null
  readonly area: string | null
  /** How it was found: the number, the whole name, or all its syllables in another order or within a longer name. */
  readonly matched: StoredHit['matched']
}

const mostHits = 50
const hashKey = 'hash-personal-number'

/**
 * Finds people by number, or by name with a year of birth or a place; best first, at most 50 (linkage.md §3).
 * The police of an area search their own area; with a dossier, its caseworkers search anywhere. One log row: purpose,
 * keyed hash of the query, the ids shown. Refuses `population.search-too-wide` for a name alone.
 */
export async function searchPeople(ctx: Ctx, query: SearchPeople): Promise<PersonHit[]> {
  const areas = allowedAreas(ctx, query.commune)
  const number = query.number?.replace(/[\s.-]/g, '') ?? ''
  const wanted = syllables(query.name ?? '')
  refuseUnless(number !== '' || (wanted.length > 0 && (query.birthYear || query.birthDate || areas.length > 0)), 'population.search-too-wide')
  const year = query.birthYear ?? (query.birthDate ? Number(query.birthDate.slice(0, 4)) : null)
  const found = number !== ''
    ? await selectByNumber(ctx.tx, number, areas, mostHits)
    : await selectByName(ctx.tx, { plain: plainKey(query.name!), syllables: wanted, birthYear: year, birthDate: query.birthDate && query.birthDate.length > 4 ? query.birthDate : null, areas }, mostHits)
  ctx.logRead({ kind: 'search', register: 'population', subjects: found.map((hit) => hit.personId), fields: ['fullName', 'birthDate', 'gender', 'area'], queryHash: hashOf(query) })
  return found.map(({ personId, fullName, birthDate, gender, pin, area, matched }) => ({ personId, fullName, birthDate, gender, maskedPin: pin && maskPin(pin), area, matched }))
}

/** Where this actor may search; empty means anywhere. */
function allowedAreas(ctx: Ctx, commune: string | undefined): readonly string[] {
  if (ctx.actor.kind === 'system' || (ctx.purpose.dossierId && isAllowed(ctx.actor, 'population.search-in-case', {}, ctx.today))) return commune ? [commune] : []
  const areas = commune ? [commune] : ctx.actor.kind === 'officer' ? ctx.actor.areas : []
  allow(ctx, 'population.search', { area: areas[0] ?? null })
  return areas
}

function hashOf(query: SearchPeople): string {
  const plain = [plainKey(query.name ?? ''), query.birthYear ?? '', query.birthDate ?? '', query.commune ?? '', query.number ?? ''].join('|')
  return Buffer.from(keys().hmac(hashKey, plain)).toString('base64url')
}
