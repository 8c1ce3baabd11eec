import { allow, type Ctx, type Instant, type PlainDate } from '../../platform/index.ts'
import { readActs, type RecordedAct } from '../acts/index.ts'
import { factFields, factsFromRow, fieldFromRow, type FactField } from './person-columns.ts'
import type { PersonFacts, Standing } from './person.ts'
import { selectPeople, selectVersionAsOf, selectVersions } from './population.sql.ts'
import { refuseForbidden, refuseHidden, subjectOf } from './read-person.ts'
import { refuseUnless } from './refusals.ts'

export interface AsOf {
  /** The day in life asked about. */
  readonly true: PlainDate
  /** The moment of our knowledge; now where nothing is said. */
  readonly known?: Instant
}

/**
 * What was true on one day as it was known at one moment: "what was true" and "what we believed" are two questions.
 * Undefined when nothing was known then. Rights and log as `readPerson`.
 */
export async function readPersonAsOf<F extends FactField>(ctx: Ctx, personId: string, fields: readonly F[], asOf: AsOf): Promise<Pick<PersonFacts, F> | undefined> {
  const [now] = await selectPeople(ctx.tx, [personId], { numbers: false, relatives: false, reader: ctx.actor.kind === 'citizen' ? ctx.actor.personId : null })
  refuseUnless(now, 'population.person-unknown')
  ctx.logRead({ kind: 'open', register: 'population', subjects: [personId], fields })
  await refuseForbidden(ctx, subjectOf(now), fields)
  const row = await selectVersionAsOf(ctx.tx, personId, asOf.true, asOf.known ?? ctx.now)
  return row && (Object.fromEntries(fields.map((field) => [field, fieldFromRow(row, field)])) as Pick<PersonFacts, F>)
}

/** One row of a person's history, oldest knowledge first. */
export interface PersonVersion {
  readonly validFrom: PlainDate
  readonly validTo: PlainDate | null
  readonly recordedAt: Instant
  /** When it stopped being what we know; null for what we know now. */
  readonly supersededAt: Instant | null
  readonly standing: Standing
  readonly facts: PersonFacts
  readonly act: Pick<RecordedAct, 'actId' | 'type' | 'occurredOn' | 'actor' | 'basis' | 'dossierId'> | null
}

/** All that was ever recorded of a person, with the acts. For the person and the police of the area; logged as a reading of every field. */
export async function historyOf(ctx: Ctx, personId: string): Promise<PersonVersion[]> {
  const [now] = await selectPeople(ctx.tx, [personId], { numbers: false, relatives: false, reader: null })
  refuseUnless(now, 'population.person-unknown')
  ctx.logRead({ kind: 'open', register: 'population', subjects: [personId], fields: ['history', ...factFields] })
  allow(ctx, 'population.read-history', { person: personId, area: now.areas[0] ?? null })
  await refuseHidden(ctx, personId)
  const versions = await selectVersions(ctx.tx, personId)
  const acts = new Map((await readActs(ctx.tx, [...new Set(versions.map((row) => row.act_id))])).map((act) => [act.actId, act]))
  return versions.map((row) => {
    const act = acts.get(row.act_id)
    return {
      validFrom: row.valid_from, validTo: row['valid_to'] as string | null, recordedAt: row.recorded_at, supersededAt: row['superseded_at'] as string | null,
      standing: row['standing'] as Standing, facts: factsFromRow(row),
      act: act ? { actId: act.actId, type: act.type, occurredOn: act.occurredOn, actor: act.actor, basis: act.basis, dossierId: act.dossierId } : null,
    }
  })
}
