import { keys, isAllowed, allow, type Ctx } from '../../platform/index.ts'
import { nameVariants, withoutKeystrokes, type NameVariant } from '../../kernel/name-variants.ts'
import { maskPin } from '../../kernel/personal-number.ts'
import { parsePhone } from '../../kernel/phone.ts'
import { plainKey, syllables } from '../../kernel/vietnamese-text.ts'
import { likelyPeople } from './likely-people.ts'
import { isHidden, restrictedWords } from './read-person.ts'
import { refuseUnless } from './refusals.ts'
import { placesOf, type SearchedPlaces } from './search-places.ts'
import {
  selectByAddress, selectByFileNumber, selectByName, selectByNumber, selectByPhone, selectByRelativesName, selectByRelativesNumber, selectByVariants, selectHits, selectRelativesOf, type Narrowed, type StoredHit,
} from './search.sql.ts'

export interface SearchPeople {
  readonly name?: string
  readonly birthYear?: number
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly birthDate?: string
  /** A commune or province: its code, or its name of today or of before 01/07/2025, marks or not. */
  readonly commune?: string
  /** Twelve digits, also cancelled ones, or nine of an old card, which several people may share; spaces and dots do not matter. */
  readonly number?: string
  readonly phone?: string
  /** Residence file number of the household. */
  readonly fileNumber?: string
  /** House number, street, hamlet: needs a commune. */
  readonly address?: string
  /** Name of the father, mother, wife or husband. */
  readonly relativeName?: string
  /** Their number, twelve or nine digits. */
  readonly relativeNumber?: string
}

/** Enough to choose the right person, no more: the number is masked until the person is opened. */
export interface PersonHit {
  readonly personId: string
  readonly fullName: string
  readonly birthDate: string | null
  readonly gender: string | null
  readonly maskedPin: string | null
  readonly area: string | null
  /** How it was found: see `matchedWords`. */
  readonly matched: Matched
  /** Somebody is there whom a decision protects: only that is told, nothing else. */
  readonly restricted: boolean
  /** What was found is an entry that was merged into this person. */
  readonly merged: boolean
}

/** 'name': the whole name; 'syllables': all its words in another order or within a longer name; 'former-name': by a name no longer borne; 'variant': by another spelling of what was typed. */
export type Matched = StoredHit['matched'] | 'former-name' | 'variant'

export const matchedWords: Readonly<Record<Matched, { readonly vi: string; readonly en: string }>> = {
  number: { vi: 'Đúng số', en: 'Number' }, name: { vi: 'Đúng họ tên', en: 'Whole name' }, syllables: { vi: 'Đủ các chữ trong tên', en: 'All words of the name' }, 'former-name': { vi: 'Tên gọi khác hoặc tên cũ', en: 'Other or former name' },
  variant: { vi: 'Cách viết gần giống', en: 'Similar spelling' }, phone: { vi: 'Đúng số điện thoại', en: 'Telephone' }, household: { vi: 'Đúng hộ hoặc địa chỉ', en: 'Household or address' }, relative: { vi: 'Đúng người thân', en: 'Relative' }, likely: { vi: 'Có thể là người này', en: 'Perhaps this person' },
}

export interface SearchResult {
  /** Best first, at most 50. */
  readonly hits: readonly PersonHit[]
  /** More people fit than are shown: ask for one more thing. */
  readonly tooMany: boolean
  /** What else was tried because nobody was found as typed: plain names or padded numbers. Empty when the plain search found somebody. */
  readonly tried: readonly string[]
  /** How an old place name was followed to the units of today. */
  readonly places: readonly string[]
}

const mostHits = 50
const hashKey = 'hash-personal-number'

/**
 * Finds people by number, telephone, household, relative, or by name with a year of birth or a place; best first, at most 50 (linkage.md §3).
 * The police of an area search their own area; with a dossier, its caseworkers search anywhere. One log row: purpose,
 * keyed hash of the query, the ids shown. When nobody is found as typed, other spellings are tried and listed.
 * Refuses `population.search-too-wide` for a name alone, and places that nobody knows.
 */
export async function findPeople(ctx: Ctx, query: SearchPeople): Promise<SearchResult> {
  const places = query.commune?.trim() ? placesOf(query.commune, ctx.today) : { codes: [], led: [] }
  const areas = allowedAreas(ctx, places)
  const wanted = wantedOf(query, areas)
  const plain = await asTyped(ctx, query, wanted)
  const other = plain.length > 0 ? { found: plain, tried: [], how: null } : await otherwise(ctx, query, wanted)
  const { found, tried, how } = other.found.length > 0 ? other : { found: await likely(ctx, query, wanted), tried: other.tried, how: null }
  const shown = await ledToTheLiving(ctx, found.slice(0, mostHits), areas)
  ctx.logRead({ kind: 'search', register: 'population', subjects: shown.map((hit) => hit.personId), fields: ['fullName', 'birthDate', 'gender', 'area'], queryHash: hashOf(query) })
  const hits: PersonHit[] = []
  for (const hit of shown) hits.push((await isHidden(ctx, { ...hit, kinship: [] })) ? hiddenHit(hit) : hitOf(hit, wanted, how))
  return { hits, tooMany: found.length > mostHits, tried, places: places.led }
}

/** An entry that was merged is nobody: the person it belongs to stands in its place, once. Of a person elsewhere no more is shown than the entry itself says. */
export async function ledToTheLiving(ctx: Ctx, found: readonly StoredHit[], areas: readonly string[]): Promise<readonly StoredHit[]> {
  const merged = found.flatMap((hit) => hit.mergedInto ?? [])
  if (merged.length === 0) return found
  const survivors = new Map((await selectHits(ctx.tx, [...new Set(merged)])).map((hit) => [hit.personId, hit]))
  const shown = new Set(found.flatMap((hit) => (hit.mergedInto ? [] : [hit.personId])))
  return found.flatMap((hit): StoredHit[] => {
    if (hit.mergedInto === null) return [hit]
    const person = survivors.get(hit.mergedInto)
    if (!person || shown.has(person.personId)) return []
    shown.add(person.personId)
    const here = areas.length === 0 || person.areas.some((area) => areas.includes(area))
    return [{ ...(here ? person : { ...hit, personId: person.personId, areas: person.areas, restricted: person.restricted }), matched: hit.matched, led: true }]
  })
}

/** The hits of `findPeople` alone. */
export async function searchPeople(ctx: Ctx, query: SearchPeople): Promise<readonly PersonHit[]> {
  return (await findPeople(ctx, query)).hits
}

interface Wanted extends Narrowed {
  readonly number: string
  readonly relative: readonly string[]
}

function wantedOf(query: SearchPeople, areas: readonly string[]): Wanted {
  const words = syllables(query.name ?? '')
  const wanted: Wanted = {
    syllables: words, areas, number: digits(query.number), relative: syllables(query.relativeName ?? ''),
    birthYear: query.birthYear ?? (query.birthDate ? Number(query.birthDate.slice(0, 4)) : null), birthDate: query.birthDate && query.birthDate.length > 4 ? query.birthDate : null,
  }
  const narrow = wanted.birthYear !== null || areas.length > 0
  if (wanted.number !== '' || query.phone?.trim() || query.fileNumber?.trim() || digits(query.relativeNumber) !== '') return wanted
  if (query.address?.trim()) {
    refuseUnless(areas.some((area) => area.length === 5) && syllables(query.address).length > 0, 'population.address-needs-commune', { field: 'commune' })
    return wanted
  }
  refuseUnless(wanted.relative.length > 0 ? wanted.relative.length > 1 && (words.length > 0 || narrow) : words.length > 0 && narrow, 'population.search-too-wide')
  return wanted
}

/** One kind of search, the surest of what was typed; the rest narrows it. */
function asTyped(ctx: Ctx, query: SearchPeople, wanted: Wanted): Promise<StoredHit[]> {
  const most = mostHits + 1
  if (wanted.number !== '') return selectByNumber(ctx.tx, [wanted.number], wanted.areas, most)
  if (query.phone?.trim()) return selectByPhone(ctx.tx, phoneSpellings(query.phone), wanted, most)
  if (query.fileNumber?.trim()) return selectByFileNumber(ctx.tx, query.fileNumber.trim(), wanted, most)
  if (digits(query.relativeNumber) !== '') return selectByRelativesNumber(ctx.tx, [digits(query.relativeNumber)], wanted, most)
  if (query.address?.trim()) return selectByAddress(ctx.tx, syllables(query.address), wanted.areas.filter((area) => area.length === 5), wanted, most)
  if (wanted.relative.length > 0) return wanted.syllables.length > 0 ? selectByRelativesName(ctx.tx, wanted.relative, wanted, most) : selectRelativesOf(ctx.tx, wanted.relative.join(' '), wanted, most)
  return selectByName(ctx.tx, { plain: plainKey(query.name!), ...wanted }, most)
}

interface Otherwise {
  readonly found: readonly StoredHit[]
  readonly tried: readonly string[]
  /** Finds the variant by which a hit was found; null where the number was padded. */
  readonly how: readonly NameVariant[] | null
}

/** Nobody was found as typed: lost leading zeros of a number, other spellings of a name. */
async function otherwise(ctx: Ctx, query: SearchPeople, wanted: Wanted): Promise<Otherwise> {
  const nothing: Otherwise = { found: [], tried: [], how: null }
  if (wanted.number !== '') {
    const padded = paddedNumber(wanted.number)
    return padded === null ? nothing : { found: await selectByNumber(ctx.tx, [padded], wanted.areas, mostHits + 1), tried: [padded], how: null }
  }
  if (query.phone?.trim() || query.fileNumber?.trim() || digits(query.relativeNumber) !== '' || query.address?.trim()) return nothing
  if (wanted.relative.length > 0) return relativeOtherwise(ctx, wanted)
  const how = nameVariants(query.name!)
  if (how.length === 0) return nothing
  return { found: await selectByVariants(ctx.tx, how.map((each) => each.syllables), wanted, mostHits + 1), tried: how.map((each) => each.syllables.join(' ')), how }
}

/** Nobody bears what was typed: whom the matching holds for likelier than not (linkage.md §6), of the areas that may be searched. */
async function likely(ctx: Ctx, query: SearchPeople, { areas, number }: Wanted): Promise<StoredHit[]> {
  const name = query.name?.trim() ?? ''
  if (name === '') return []
  const ids = await likelyPeople.call({ name, birth: query.birthDate ?? (query.birthYear ? String(query.birthYear) : ''), number, commune: areas.find((area) => area.length === 5) ?? '' })
  if (ids.length === 0) return []
  const hits = await selectHits(ctx.tx, ids)
  const place = new Map(ids.map((id, i) => [id, i]))
  return hits.filter((hit) => areas.length === 0 || hit.areas.some((area) => areas.includes(area)))
    .sort((a, b) => place.get(a.personId)! - place.get(b.personId)!).map((hit) => ({ ...hit, matched: 'likely' as const }))
}

/** Keystrokes left in either name; more would be guessing about two people at once. */
async function relativeOtherwise(ctx: Ctx, wanted: Wanted): Promise<Otherwise> {
  const [own, relative] = [wanted.syllables.map(withoutKeystrokes), wanted.relative.map(withoutKeystrokes)]
  if (own.join() === wanted.syllables.join() && relative.join() === wanted.relative.join()) return { found: [], tried: [], how: null }
  const narrowed = { ...wanted, syllables: own }
  const found = own.length > 0 ? await selectByRelativesName(ctx.tx, relative, narrowed, mostHits + 1) : await selectRelativesOf(ctx.tx, relative.join(' '), narrowed, mostHits + 1)
  return { found, tried: [[...own, ...relative].join(' ')], how: null }
}

/** Spreadsheets lose the zeros in front (linkage.md §2.2): 10 and 11 digits were 12, 8 were 9. */
function paddedNumber(number: string): string | null {
  if (!/^\d+$/.test(number)) return null
  if (number.length === 10 || number.length === 11) return number.padStart(12, '0')
  return number.length === 8 ? number.padStart(9, '0') : null
}

function phoneSpellings(typed: string): string[] {
  const phone = parsePhone(typed)
  const raw = typed.replace(/[\s.()-]/g, '')
  return phone ? [phone.national, phone.e164, raw] : [raw]
}

const digits = (typed: string | undefined): string => typed?.replace(/[\s.-]/g, '') ?? ''

const nobodyWanted: Pick<Wanted, 'syllables'> = { syllables: [] }

export function hitOf(hit: StoredHit, wanted: Pick<Wanted, 'syllables'> = nobodyWanted, how: readonly NameVariant[] | null = null): PersonHit {
  const { personId, fullName, birthDate, gender, pin, area } = hit
  return { personId, fullName, birthDate, gender, maskedPin: pin && maskPin(pin), area, matched: matchedBy(hit, wanted, how), restricted: hit.restricted, merged: hit.led === true }
}

export const hiddenHit = ({ personId, matched }: StoredHit): PersonHit => ({ personId, fullName: restrictedWords, birthDate: null, gender: null, maskedPin: null, area: null, matched, restricted: true, merged: false })

/** All the words are search keys of the person; where they are not in the name of today they are of another or an earlier one. */
function matchedBy(hit: StoredHit, wanted: Pick<Wanted, 'syllables'>, how: readonly NameVariant[] | null): Matched {
  if (how !== null) return 'variant'
  if (hit.matched !== 'syllables') return hit.matched
  const words = new Set(syllables(hit.plain))
  return wanted.syllables.every((word) => words.has(word)) ? 'syllables' : 'former-name'
}

/** Where this actor may search; empty means anywhere. Of the units a name stands for, those of the post. */
function allowedAreas(ctx: Ctx, { codes }: SearchedPlaces): readonly string[] {
  if (ctx.actor.kind === 'system' || (ctx.purpose.dossierId && isAllowed(ctx.actor, 'population.search-in-case', {}, ctx.today))) return codes
  if (codes.length > 1) {
    const mine = codes.filter((area) => isAllowed(ctx.actor, 'population.search', { area }, ctx.today))
    if (mine.length > 0) return mine
  }
  const areas = codes.length > 0 ? codes : ctx.actor.kind === 'officer' ? ctx.actor.areas : []
  allow(ctx, 'population.search', { area: areas[0] ?? null })
  return areas
}

function hashOf(query: SearchPeople): string {
  const extra = [query.phone, query.fileNumber, query.address, query.relativeName, query.relativeNumber]
  const plain = [plainKey(query.name ?? ''), query.birthYear ?? '', query.birthDate ?? '', query.commune ?? '', query.number ?? '', ...(extra.some(Boolean) ? extra.map((each) => plainKey(each ?? '')) : [])].join('|')
  return Buffer.from(keys().hmac(hashKey, plain)).toString('base64url')
}
