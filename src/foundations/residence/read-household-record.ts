import { allow, type Ctx, type Instant, type PlainDate } from '../../platform/index.ts'
import { readActs, type RecordedAct } from '../acts/index.ts'
import { labelOf } from '../areas/index.ts'
import { readPeople, readPerson, type Gender, type LifeStatus } from '../population/index.ts'
import { shownAddress, type ShownAddress } from './address.ts'
import { selectPeriods, selectRecord, type HomeRow, type MemberRow, type StoredRecord } from './household-record.sql.ts'
import { momentsOf, type Moment } from './household-moments.ts'
import { refuseUnless } from './refusals.ts'

export interface RecordedMember {
  readonly personId: string
  readonly fullName: string
  readonly birthDate: string | null
  readonly gender: Gender | null
  readonly lifeStatus: LifeStatus
  readonly kind: 'permanent' | 'temporary'
  readonly relationToHead: string
  readonly relationText: string
  readonly isHead: boolean
  readonly since: PlainDate
  readonly standing: MemberRow['standing']
}

export interface HouseholdChange extends Omit<Moment, 'personId'> {
  readonly personId: string | null
  readonly fullName: string | null
  readonly act: Pick<RecordedAct, 'actId' | 'type' | 'occurredOn' | 'actor' | 'basis' | 'dossierId' | 'commandId'> | null
}

/** A household as it stands, or as it stood on a day, with all its changes. */
export interface HouseholdRecord {
  readonly householdId: string
  readonly fileNumber: string
  readonly address: ShownAddress
  readonly since: PlainDate
  /** The day its last member left, where it is closed. */
  readonly endedOn: PlainDate | null
  /** Head first, then by relation and age. */
  readonly members: readonly RecordedMember[]
  /** Newest first. */
  readonly changes: readonly HouseholdChange[]
  /** Changes with every act: an act form sends it back, so that two officers never overwrite each other. */
  readonly version: string
}

export interface HouseholdAsOf {
  /** The day in life asked about; today where nothing is said. */
  readonly true?: PlainDate
  /** The moment of our knowledge; now where nothing is said. */
  readonly known?: Instant
}

/**
 * One household by its id: members, address and history, on any day and as known at any moment. For the police of its commune; logged with
 * everybody who is shown. Refuses `residence.household-unknown`, also for a day before it was opened.
 */
export async function readHousehold(ctx: Ctx, householdId: string, asOf: HouseholdAsOf = {}): Promise<HouseholdRecord> {
  const stored = await selectRecord(ctx.tx, householdId)
  refuseUnless(stored, 'residence.household-unknown')
  const ids = [...new Set(stored.members.map((row) => row.personId))]
  ctx.logRead({ kind: 'open', register: 'residence', subjects: ids, fields: ['household', 'history'] })
  allow(ctx, 'residence.read-household', { area: latest(stored.homes).area, person: null })
  const people = await readPeople(ctx, ids, ['fullName', 'birthDate', 'gender', 'lifeStatus'], { lawfulBy: 'Luật Căn cước 2023, đ.9 k.23' })
  const on = asOf.true ?? ctx.today
  const home = stored.homes.find((row) => stands(row, on, asOf.known)) ?? (asOf.true || asOf.known ? undefined : latest(stored.homes))
  refuseUnless(home, 'residence.household-not-then', { field: 'ngay' })
  const acts = new Map((await readActs(ctx.tx, [...new Set([...stored.homes, ...stored.members].map((row) => row.actId))])).map((act) => [act.actId, act]))
  const members = stored.members.filter((row) => stands(row, on, asOf.known)).map((row): RecordedMember => {
    const person = people.get(row.personId)
    return {
      personId: row.personId, fullName: person?.fullName ?? '', birthDate: person?.birthDate ?? null, gender: person?.gender ?? null, lifeStatus: person?.lifeStatus ?? 'living',
      kind: row.kind, relationToHead: row.relationToHead, relationText: labelOf('relation-to-head', row.relationToHead, on), isHead: row.relationToHead === '01', since: beginOf(stored, row), standing: row.standing,
    }
  })
  members.sort((a, b) => a.relationToHead.localeCompare(b.relationToHead) || (a.birthDate ?? '').localeCompare(b.birthDate ?? '') || a.personId.localeCompare(b.personId))
  const changes = momentsOf(stored).map((moment): HouseholdChange => {
    const act = acts.get(moment.actId)
    return { ...moment, fullName: moment.personId ? (people.get(moment.personId)?.fullName ?? '') : null, act: act ? { actId: act.actId, type: act.type, occurredOn: act.occurredOn, actor: act.actor, basis: act.basis, dossierId: act.dossierId, commandId: act.commandId } : null }
  })
  const { area, province, detail, oldText, fileNumber } = home
  return { householdId, fileNumber, address: shownAddress({ area, province, detail, oldText }, on), since: stored.homes[0]!.from, endedOn: home.to, members, changes, version: stored.version }
}

/** What the row said was true on that day, by what was known then (now: the rows nothing has replaced). */
function stands(row: HomeRow | MemberRow, on: PlainDate, known: Instant | undefined): boolean {
  const believed = known === undefined ? row.supersededAt === null : row.recordedAt <= known && (row.supersededAt === null || row.supersededAt > known)
  return believed && row.from <= on && (row.to === null || row.to > on)
}

const latest = (homes: readonly HomeRow[]): HomeRow => homes.filter((row) => row.supersededAt === null).sort((a, b) => a.from.localeCompare(b.from)).at(-1) ?? homes.at(-1)!

/** Since when this person belongs to the household without a break, whatever the relation was. */
function beginOf(stored: StoredRecord, row: MemberRow): PlainDate {
  const before = stored.members.find((each) => each.personId === row.personId && each.kind === row.kind && each.supersededAt === null && each.to === row.from)
  return before ? beginOf(stored, before) : row.from
}

/** A residence with its two ends. */
export interface PastResidence {
  readonly kind: 'permanent' | 'temporary' | 'current'
  readonly householdId: string | null
  readonly address: ShownAddress
  readonly from: PlainDate
  /** The day it ended; null while it lasts. */
  readonly to: PlainDate | null
  /** Last day of a temporary registration. */
  readonly until: PlainDate | null
  readonly standing: MemberRow['standing']
}

/** Where a person was registered, now and before, newest first. Rights and log as the field `area` of the population. */
export async function residenceHistoryOf(ctx: Ctx, personId: string): Promise<PastResidence[]> {
  await readPerson(ctx, personId, ['area'])
  ctx.logRead({ kind: 'open', register: 'residence', subjects: [personId], fields: ['residence', 'history'] })
  return (await selectPeriods(ctx.tx, personId)).map(({ kind, householdId, area, province, detail, oldText, from, to, until, standing }) =>
    ({ kind, householdId, address: shownAddress({ area, province, detail, oldText }, to ?? ctx.today), from, to, until, standing }))
}
