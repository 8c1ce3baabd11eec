import { z } from 'zod'
import { earliest, latest, type PartialDate } from '../../kernel/partial-date.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { changeFrom, correct, endOn, insert, prior, type Prior, type PriorRead, type Row, type RowChange, type Value } from '../acts/index.ts'
import { partialDateSchema, plainDateSchema } from './new-person.ts'
import { lifeStatuses, type LifeStatus, type RelationKind } from './person.ts'
import { selectLifeLinks } from './population.sql.ts'
import { withProvenance, type RowProvenance } from './provenance.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { personVersion, relation } from './tables.sql.ts'

/** Everything an act must say to change the life status of a person: with the rows before it, the rows after it follow. */
export const lifeStatusSchema = z.object({
  personId: z.uuid(), before: z.enum(lifeStatuses), after: z.enum(lifeStatuses),
  /** The day from which the new status is true. */
  on: plainDateSchema,
  deathDate: partialDateSchema.nullable(), missingDate: partialDateSchema.nullable(), nationalities: z.array(z.string()).nullable(),
  source: z.string(),
  /** Husband or wife whose marriage ends with this death. */
  spouses: z.array(z.uuid()),
  /** People whose tie to this person ends with this death: spouses, guardians and wards, representatives and represented. */
  relatives: z.array(z.uuid()),
  /** The marriage that goes on when the court takes its declaration back (BLDS 2015 đ.73 k.2). */
  marriageRestored: z.uuid().nullable(),
})
export type LifeStatusChange = z.infer<typeof lifeStatusSchema>

const ofTheDead: readonly LifeStatus[] = ['deceased', 'declared-dead']
const withoutRights: readonly LifeStatus[] = [...ofTheDead, 'missing', 'renounced']
/** Ties that end with a death; those of blood never do. */
const tiesOfTheLiving: readonly RelationKind[] = ['spouse', 'guardian', 'ward', 'representative', 'represented']

export const isDead = (status: LifeStatus | undefined): boolean => status !== undefined && ofTheDead.includes(status)

/** True where this person may still sign in, sign and file: the living, also abroad. Unknown people may not. */
export const holdsRights = (status: LifeStatus | undefined): boolean => status !== undefined && !withoutRights.includes(status)

/** What may follow what. Out of `deceased` leads only the correction of a mistake (`undoLifeStatus`). */
const followers: Readonly<Record<LifeStatus, readonly LifeStatus[]>> = {
  'living': ['missing', 'deceased', 'declared-dead', 'left', 'renounced'],
  'missing': ['living', 'deceased', 'declared-dead'],
  'left': ['living', 'missing', 'deceased', 'declared-dead', 'renounced'],
  'renounced': ['living', 'deceased', 'declared-dead'],
  'declared-dead': ['living', 'deceased'],
  'deceased': [],
}

export interface LifeStatusWanted {
  readonly personId: string
  readonly after: LifeStatus
  /** From which day; where nothing is said, the last day the given date of death or of going missing allows, and never a day to come. */
  readonly on?: PlainDate
  readonly deathDate?: PartialDate
  readonly missingDate?: PartialDate
  /** The nationalities that remain, or stand again. */
  readonly nationalities?: readonly string[]
  readonly source: string
  /** The marriage stands again with this person. Only when a declaration of death is taken back. */
  readonly marriageRestored?: string
}

/**
 * Looks up what an act must say to change a life status: what stands, and whose ties end. For the payload of the act
 * (death: civil-status' own). Not logged: show nothing of it. Refuses unknown people, a status that cannot follow, and
 * impossible days.
 */
export async function planLifeStatus(ctx: Ctx, wanted: LifeStatusWanted): Promise<LifeStatusChange> {
  const found = await selectLifeLinks(ctx.tx, wanted.personId, tiesOfTheLiving)
  refuseUnless(found, 'population.person-unknown')
  const before = found.lifeStatus as LifeStatus
  const { after } = wanted
  refuseUnless(before !== after, 'population.life-status-same')
  refuseUnless(followers[before].includes(after), 'population.life-status-cannot-follow')
  const said = wanted.deathDate ?? wanted.missingDate
  const day = wanted.on ?? (said ? latest(said) : ctx.today)
  const on = wanted.on || day < ctx.today ? day : ctx.today
  refuseUnless(on <= ctx.today && (!said || earliest(said) <= ctx.today), 'population.date-in-future', { field: 'on' })
  refuseUnless(!found.birthDate || earliest(found.birthDate) <= on, 'population.date-before-birth', { field: 'on' })
  refuseUnless(!isDead(after) || wanted.deathDate, 'population.death-date-needed', { field: 'deathDate' })
  const ends = isDead(after) && !isDead(before) ? found.links : []
  return {
    personId: wanted.personId, before, after, on, source: wanted.source,
    deathDate: wanted.deathDate ?? null, missingDate: wanted.missingDate ?? null, nationalities: wanted.nationalities ? [...wanted.nationalities] : null,
    spouses: [...new Set(ends.filter((each) => each.kind === 'spouse' && each.standing === 'confirmed').map((each) => each.personId))],
    relatives: [...new Set(ends.map((each) => each.personId))],
    marriageRestored: before === 'declared-dead' && after === 'living' ? wanted.marriageRestored ?? null : null,
  }
}

/** The rows `lifeStatusRows` must see. */
export function lifeStatusPrior(change: LifeStatusChange): readonly PriorRead[] {
  const { personId, spouses, relatives, marriageRestored } = change
  const again = marriageRestored ? [marriageRestored] : []
  return [
    ...[personId, ...spouses, ...again].map((each) => prior(personVersion, 'person_id', each)),
    ...[personId, ...relatives, ...again].map((each) => prior(relation, 'person_id', each)),
  ]
}

/** Refuses when another act changed the status in between. For the `check` of the act. */
export function checkLifeStatus(change: LifeStatusChange, before: Prior): void {
  refuseUnless(openVersionOf(before, change.personId)['life_status'] === change.before, 'population.life-status-changed-meanwhile')
}

/** The act that changes a life status, as far as its rows name it. */
export interface LifeStatusAct {
  readonly actId: string
  readonly occurredOn: PlainDate
}

/**
 * The row changes of a person whose life status changes: the facts from that day on, and what population itself closes with a
 * death: the marriage (the other is widowed, Luật HNGĐ 2014 đ.65), guardianship and representation (BLDS 2015 đ.62, đ.140).
 * Pure. Every other register closes its own on `population.life-status-changed`.
 */
export function lifeStatusRows(act: LifeStatusAct, change: LifeStatusChange, before: Prior): RowChange[] {
  const { personId, on, relatives, spouses, marriageRestored } = change
  const restored = marriageRestored ? marriageAgain(change, marriageRestored, before) : []
  return [
    ...versionRows(before, personId, on, (row) => personColumns(row, act, change)),
    ...relatives.flatMap((other) => [...endedTies(before, personId, other, on), ...endedTies(before, other, personId, on)]),
    ...spouses.flatMap((other) => versionRows(before, other, on, (row) => row['marital_status'] === 'married' ? maritalColumns(row, act, change, 'widowed') : undefined)),
    ...restored,
    ...(restored.length > 0 ? versionRows(before, marriageRestored!, on, (row) => maritalColumns(row, act, change, 'married')) : []),
  ]
}

/**
 * The row changes that take a change of life status back because it was a mistake from the start: the person was never dead.
 * `undone` is the change as its act said it, `undoneActId` that act. Ties and the spouse's status stand as if nothing had been
 * recorded; what later acts changed stays as they changed it. Asks for the rows of `lifeStatusPrior(undone)`. Pure.
 */
export function lifeStatusUndoneRows(act: LifeStatusAct, undone: LifeStatusChange, undoneActId: string, before: Prior): RowChange[] {
  const from = { source: undone.source, date: act.occurredOn, act: act.actId }
  const ofAct = (row: Row, field: string): boolean => (row['provenance'] as RowProvenance)[field]?.act === undoneActId
  const versions = before.rows(personVersion).flatMap((row) => {
    if (row['person_id'] === undone.personId && ofAct(row, 'lifeStatus')) {
      const earlier = before.rows(personVersion).findLast((each) => each['person_id'] === undone.personId && (each['valid_from'] as string) < undone.on)
      return correct(personVersion, row, {
        life_status: undone.before, death_date: undone.deathDate ? null : row['death_date']!, missing_date: undone.missingDate ? null : row['missing_date']!,
        nationalities: undone.nationalities && earlier ? earlier['nationalities']! : row['nationalities']!,
        provenance: withProvenance(row['provenance'] as RowProvenance, changedFields(undone), from),
      })
    }
    if (undone.spouses.includes(row['person_id'] as string) && row['marital_status'] === 'widowed' && ofAct(row, 'maritalStatus')) {
      return correct(personVersion, row, { marital_status: 'married', provenance: withProvenance(row['provenance'] as RowProvenance, ['maritalStatus'], from) })
    }
    return []
  })
  const ties = before.rows(relation).filter((row) => row['act_id'] === undoneActId && row['valid_to'] === undone.on).flatMap((row) => correct(relation, row, { valid_to: null }))
  return [...versions, ...ties]
}

/** Says in the outbox that a life status changed; the other registers close their part. Call it in the use case that records the act. */
export function publishLifeStatus(ctx: Ctx, change: Pick<LifeStatusChange, 'personId' | 'before' | 'after' | 'on'>, actId: string): void {
  const { personId, before, after, on } = change
  ctx.publish('population.life-status-changed', { personId, before, after, on, actId }, { subject: personId })
}

/** Every row that is true on that day or later changes from then on; a late entry reaches over all of them. */
function versionRows(before: Prior, personId: string, on: PlainDate, columns: (row: Row) => Record<string, Value> | undefined): RowChange[] {
  const reached = before.rows(personVersion).filter((row) => row['person_id'] === personId && (row['valid_to'] === null || (row['valid_to'] as string) > on))
  return reached.flatMap((row) => {
    const changed = columns(row)
    return changed ? changeFrom(personVersion, row, on, changed) : []
  })
}

function personColumns(row: Row, act: LifeStatusAct, change: LifeStatusChange): Record<string, Value> {
  const { after, before, deathDate, missingDate, nationalities, marriageRestored } = change
  const returns = after === 'living'
  return {
    life_status: after,
    death_date: isDead(after) ? deathDate : null,
    missing_date: returns ? null : missingDate ?? row['missing_date']!,
    ...(nationalities ? { nationalities } : {}),
    ...(marriageRestored && isDead(before) ? { marital_status: 'married' } : {}),
    provenance: withProvenance(row['provenance'] as RowProvenance, changedFields(change), { source: change.source, date: act.occurredOn, act: act.actId }),
  }
}

function changedFields(change: LifeStatusChange): string[] {
  return [
    'lifeStatus', ...(change.deathDate || isDead(change.before) ? ['deathDate'] : []), ...(change.missingDate || change.before === 'missing' ? ['missingDate'] : []),
    ...(change.nationalities ? ['nationalities'] : []), ...(change.marriageRestored ? ['maritalStatus'] : []),
  ]
}

function maritalColumns(row: Row, act: LifeStatusAct, change: LifeStatusChange, maritalStatus: 'widowed' | 'married'): Record<string, Value> {
  const provenance = withProvenance(row['provenance'] as RowProvenance, ['maritalStatus'], { source: change.source, date: act.occurredOn, act: act.actId })
  return { marital_status: maritalStatus, provenance }
}

function endedTies(before: Prior, of: string, to: string, on: PlainDate): RowChange[] {
  return tiesBetween(before, of, to).flatMap((row) => endOn(relation, row, on))
}

function tiesBetween(before: Prior, of: string, to: string): Row[] {
  return before.open(relation).filter((row) => row['person_id'] === of && row['other_id'] === to && tiesOfTheLiving.includes(row['kind'] as RelationKind))
}

/** Both are married to each other again, unless one of them is married to somebody else by now. */
function marriageAgain(change: LifeStatusChange, spouse: string, before: Prior): RowChange[] {
  const { personId, on, source } = change
  const married = before.open(relation).some((row) => row['kind'] === 'spouse' && row['standing'] === 'confirmed')
  refuseUnless(!married, 'population.relation-exists')
  refuseUnless(before.rows(relation).some((row) => row['person_id'] === personId && row['kind'] === 'spouse' && row['other_id'] === spouse), 'population.never-married')
  const row = (of: string, to: string) => insert(relation, { person_id: of, kind: 'spouse', other_id: to, other_name: null, other_pin: null, other_old_number: null, source, valid_from: on })
  return [row(personId, spouse), row(spouse, personId)]
}

function openVersionOf(before: Prior, personId: string): Row {
  return before.open(personVersion).find((row) => row['person_id'] === personId) ?? refuse('population.person-unknown')
}
