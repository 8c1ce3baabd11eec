import { definePort, type Ctx, type Query, type Tx } from '../../platform/index.ts'
import { findOpenEmergency } from './emergency.sql.ts'
import { fieldFromRow, type FactField } from './person-columns.ts'
import { selectNames, selectPeople, selectPersonByNumber, selectPersonIdByNumber, selectRelated, selectStatus, type Needed, type StoredPerson } from './population.sql.ts'
import { provenanceOf, type RowProvenance } from './provenance.ts'
import type { IdentityCard, IdentityNumber, KnownFact, PersonData, PersonField, PersonView, Relative, RelationKind } from './person.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { emergencyPurposes, fieldGroups, forbiddenFields, type Subject } from './rights.ts'
import { sourceName } from './sources.ts'

const register = 'population'
export const allPersonFields = Object.values(fieldGroups).flat() as readonly PersonField[]

/**
 * These fields of one person, and the id. Logs the reading. Refuses `population.person-unknown`, and
 * `population.field-not-allowed` when the actor's post, purpose or kinship does not give every field asked for.
 */
export async function readPerson<F extends PersonField>(ctx: Ctx, personId: string, fields: readonly F[]): Promise<PersonView<F>> {
  const [found] = await selectPeople(ctx.tx, [personId], neededFor(ctx, fields))
  refuseUnless(found, 'population.person-unknown')
  return view(ctx, found, fields, 'open')
}

/** The person who has, or had, this twelve-digit number; nothing when nobody has. Rights and log as `readPerson`. */
export async function findPersonByNumber<F extends PersonField>(ctx: Ctx, pin: string, fields: readonly F[]): Promise<PersonView<F> | undefined> {
  const found = await selectPersonByNumber(ctx.tx, pin, neededFor(ctx, fields))
  return found && view(ctx, found, fields, 'open')
}

export interface ReadPeople {
  /** The article by which the calling module has found that the actor may read these fields of these people: its own check then stands for ours. */
  readonly lawfulBy?: string
}

/** Several people in one question and one log row, by the id asked for; unknown ids are missing from the map. Refuses as `readPerson`. */
export async function readPeople<F extends PersonField>(ctx: Ctx, personIds: readonly string[], fields: readonly F[], options: ReadPeople = {}): Promise<Map<string, PersonView<F>>> {
  if (personIds.length === 0) return new Map()
  const found = await selectPeople(ctx.tx, personIds, neededFor(ctx, fields))
  ctx.logRead({ kind: 'list', register, subjects: found.flatMap(subjectsOf), fields })
  const views = new Map<string, PersonView<F>>()
  for (const row of found) views.set(row.asked, (await isHidden(ctx, subjectOf(row))) ? masked(row, fields) : options.lawfulBy ? unchecked(await withHiddenRelatives(ctx, row), fields) : await viewOf(ctx, row, fields))
  return views
}

/** Names of these people, for whoever works with them or is related to them; logged as a list. */
export async function readNames(ctx: Ctx, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const found = await selectNames(ctx.tx, personIds, readerOf(ctx))
  ctx.logRead({ kind: 'list', register, subjects: found.map((row) => row.personId), fields: ['fullName'] })
  const names = new Map<string, string>()
  for (const row of found) {
    const subject = { ...row, askedAs: row.asked, birthDate: null }
    const hidden = await isHidden(ctx, subject)
    if (!hidden) await refuseForbidden(ctx, subject, ['fullName'])
    names.set(row.asked, hidden ? restrictedWords : row.fullName)
  }
  return names
}

/** "Nhà nước đã biết": each field with its source, the name of the source, and the day the source stated it. Rights and log as `readPerson`. */
export async function readFacts<F extends PersonField>(ctx: Ctx, personId: string, fields: readonly F[]): Promise<KnownFact<F>[]> {
  const [found] = await selectPeople(ctx.tx, [personId], neededFor(ctx, fields))
  refuseUnless(found, 'population.person-unknown')
  const values = await view(ctx, found, fields, 'open')
  return fields.map((field) => {
    const { source, date } = provenanceOf(found.provenance as RowProvenance, field)
    return { field, value: values[field] as PersonData[F], source, sourceName: sourceName(source), asOf: date, standing: found.standing }
  })
}

/** Everything the register holds of the signed-in citizen (Luật Căn cước đ.10: one reads one's own data free). */
export async function ownPerson(ctx: Ctx): Promise<PersonData> {
  refuseUnless(ctx.actor.kind === 'citizen', 'population.field-not-allowed')
  return readPerson(ctx, ctx.actor.personId, allPersonFields)
}

export interface PersonStatus {
  /** Another than the one asked for where that entry was merged into this one. */
  readonly personId: string
  readonly lifeStatus: PersonData['lifeStatus']
  readonly birthDate: string | null
  readonly gender: PersonData['gender']
  /** The number in force, null when it was cancelled or never given. */
  readonly pin: string | null
}

/** For checks inside an act (a dead person cannot sign in): not logged, so never to be shown. `person`: an id, or another module's statement that gives one, so that both are asked at once. */
export async function personStatus(tx: Tx, person: string | Query): Promise<PersonStatus | undefined> {
  return (await selectStatus(tx, person)) as PersonStatus | undefined
}

/** For acts about a person: what is written belongs to the survivor, never to an entry that was merged. Refuses `population.merged-already`. */
export function refuseMerged(asked: string, answer: { readonly personId: string } | undefined): void {
  refuseUnless(!answer || answer.personId === asked, 'population.merged-already')
}

/** Who has this twelve-digit number, cancelled ones included. For checks: not logged. */
export async function personIdOf(tx: Tx, number: string): Promise<string | undefined> {
  return (await selectPersonIdByNumber(tx, number))?.personId
}

/** People in these confirmed relations to a person, for rights and checks: not logged. */
export function relatedTo(tx: Tx, personId: string, kinds: readonly RelationKind[]): Promise<{ kind: RelationKind; personId: string }[]> {
  return selectRelated(tx, personId, kinds)
}

export function neededFor(ctx: Ctx, fields: readonly PersonField[]): Needed {
  return { numbers: fields.includes('identityNumbers'), relatives: fields.includes('relatives'), cards: fields.includes('identityCards'), reader: readerOf(ctx) }
}

const readerOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'citizen' ? ctx.actor.personId : null)

/** Logs first: what was fetched has been read, also when the answer is then refused. */
async function view<F extends PersonField>(ctx: Ctx, row: StoredPerson, fields: readonly F[], kind: 'open'): Promise<PersonView<F>> {
  ctx.logRead({ kind, register, subjects: subjectsOf(row), fields })
  return viewOf(ctx, row, fields)
}

async function viewOf<F extends PersonField>(ctx: Ctx, row: StoredPerson, fields: readonly F[]): Promise<PersonView<F>> {
  await refuseForbidden(ctx, subjectOf(row), fields)
  return unchecked(await withHiddenRelatives(ctx, row), fields)
}

/** A protected relative is only announced, as in every list. */
async function withHiddenRelatives(ctx: Ctx, row: StoredPerson): Promise<StoredPerson> {
  const stored = row['relatives'] as readonly (Relative & { readonly areas: readonly string[] | null; readonly restricted: boolean })[] | undefined
  if (!stored) return row
  const relatives: Relative[] = []
  for (const { areas, restricted, ...each } of stored) {
    const hidden = restricted && each.personId !== null && (await isHidden(ctx, { personId: each.personId, birthDate: null, areas: areas ?? [], kinship: [], restricted }))
    relatives.push(hidden ? { ...each, fullName: restrictedWords, pin: null, oldNumber: null } : each)
  }
  return { ...row, relatives: relatives as never }
}

export const subjectOf = (row: StoredPerson): Subject =>
  ({ personId: row.person_id, askedAs: row.asked, birthDate: (row['birth_date'] as string | null) ?? null, areas: row.areas, kinship: row.kinship, restricted: row.restricted })

export function unchecked<F extends PersonField>(row: Pick<StoredPerson, 'person_id' | 'asked' | 'areas' | 'pin'> & Record<string, unknown>, fields: readonly F[]): PersonView<F> {
  const values: Record<string, unknown> = { personId: row.person_id, ...(row.asked === row.person_id ? {} : { mergedFrom: row.asked }) }
  for (const field of fields) values[field] = valueOf(row, field)
  return values as unknown as PersonView<F>
}

/** Whoever asks by a merged entry has read both. */
const subjectsOf = (row: Pick<StoredPerson, 'person_id' | 'asked'>): string[] => (row.asked === row.person_id ? [row.person_id] : [row.person_id, row.asked])

/** Refuses what post, purpose and kinship do not give; what is kept back only because the person is protected is said to be so. */
export async function refuseForbidden(ctx: Ctx, subject: Subject, fields: readonly PersonField[]): Promise<void> {
  refuseUnless(ctx.purpose.code !== '' && ctx.purpose.basis !== '', 'population.purpose-needed')
  if (forbiddenFields(ctx, subject, fields).length === 0) return
  const known = { ...subject, ...(await exceptionsFor(ctx, subject)) }
  const forbidden = forbiddenFields(ctx, known, fields)
  if (forbidden.length === 0) return
  if (subject.restricted && forbiddenFields(ctx, { ...known, restricted: false }, fields).length === 0) refuse('population.restricted')
  refuse('population.field-not-allowed', { data: { fields: forbidden } })
}

/** Of these people, those the case is about. Filled by `app`. */
export const partiesOfCase = definePort<(tx: Tx, dossierId: string, people: readonly string[]) => Promise<readonly string[]>>('population.partiesOfCase')

/** Asked only where the post alone does not give it: an emergency that is open, a case of that very person. */
async function exceptionsFor(ctx: Ctx, { personId, restricted }: Subject): Promise<Pick<Subject, 'party' | 'emergency'>> {
  if (ctx.actor.kind !== 'officer') return {}
  const inEmergency = ctx.purpose.code === emergencyPurposes.told || ctx.purpose.code === emergencyPurposes.toldLater
  return {
    emergency: inEmergency && (await findOpenEmergency(ctx.tx, personId, ctx.actor.appointmentId, ctx.now)) !== undefined,
    party: restricted === true && ctx.purpose.dossierId !== undefined && (await partiesOfCase.call(ctx.tx, ctx.purpose.dossierId, [personId])).includes(personId),
  }
}

/** What stands in a list in place of a protected person. */
export const restrictedWords = 'Có thông tin hạn chế'

/** Is this person in a list only announced to this actor, because a decision protects him or her? */
export async function isHidden(ctx: Ctx, subject: Subject): Promise<boolean> {
  if (!subject.restricted || ctx.actor.kind !== 'officer' || ctx.actor.personId === subject.personId) return false
  return forbiddenFields(ctx, { ...subject, ...(await exceptionsFor(ctx, subject)) }, ['fullName']).length > 0
}

/** Refuses where a list would only announce the person: for modules that show more of somebody than the register of people does. */
export async function refuseHidden(ctx: Ctx, personId: string): Promise<void> {
  if (ctx.actor.kind !== 'officer') return
  const [found] = await selectPeople(ctx.tx, [personId], neededFor(ctx, []))
  if (found && (await isHidden(ctx, subjectOf(found)))) refuse('population.restricted')
}

function masked<F extends PersonField>(row: StoredPerson, fields: readonly F[]): PersonView<F> {
  const values: Record<string, unknown> = { personId: row.person_id }
  for (const field of fields) values[field] = field === 'fullName' ? restrictedWords : ['identityNumbers', 'identityCards', 'relatives', 'nationalities'].includes(field) ? [] : null
  return values as unknown as PersonView<F>
}

function valueOf(row: Pick<StoredPerson, 'person_id' | 'areas' | 'pin'> & Record<string, unknown>, field: PersonField): unknown {
  switch (field) {
    case 'pin': return row.pin
    case 'area': return row.areas[0] ?? null
    case 'identityNumbers': return row['numbers'] as IdentityNumber[]
    case 'identityCards': return row['cards'] as IdentityCard[]
    case 'relatives': return relativesOf(row.person_id, row['relatives'] as Relative[])
    default: return fieldFromRow(row as never, field as FactField)
  }
}

/** Entries that were merged may say the same relation twice, or name each other. */
function relativesOf(personId: string, all: readonly Relative[]): Relative[] {
  const seen = new Set<string>()
  return all.filter((each) => {
    const key = each.personId ? `${each.kind} ${each.personId}` : null
    if (each.personId === personId || (key && seen.has(key))) return false
    if (key) seen.add(key)
    return true
  })
}
