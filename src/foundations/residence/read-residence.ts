import { todayAt } from '../../kernel/plain-date.ts'
import type { Ctx, Instant, PlainDate } from '../../platform/index.ts'
import { areaAsOf, fullAreaName, labelOf } from '../areas/index.ts'
import { readPerson, type ReadPeople } from '../population/index.ts'
import { shownAddress, type ShownAddress } from './address.ts'
import { householdOf } from './read-household.ts'
import { selectResidences, selectResidencesAsOf, type StoredResidence } from './residence.sql.ts'

export interface Residence {
  readonly kind: 'permanent' | 'temporary' | 'current'
  readonly householdId: string | null
  readonly address: ShownAddress
  readonly since: PlainDate
  /** Last day of a temporary registration. */
  readonly until: PlainDate | null
  readonly recordedAt: Instant
  readonly standing: 'confirmed' | 'claimed' | 'disputed'
}

/** Where the person is registered now: at most one of each kind. Rights as the field `area` of the population, unless the caller found it lawful itself; logged. */
export async function residencesOf(ctx: Ctx, personId: string, options: ReadPeople = {}): Promise<Residence[]> {
  if (!options.lawfulBy) await readPerson(ctx, personId, ['area'])
  ctx.logRead({ kind: 'open', register: 'residence', subjects: [personId], fields: ['residence'] })
  return (await selectResidences(ctx.tx, personId)).map((row) => residence(row, ctx.today))
}

/** The permanent residence of today, nothing when there is none. Rights and log as `residencesOf`. */
export async function permanentResidenceOf(ctx: Ctx, personId: string): Promise<Residence | undefined> {
  return (await residencesOf(ctx, personId)).find((each) => each.kind === 'permanent')
}

/** Where the person was registered on one day, as it was known at one moment. Rights and log as `residencesOf`. */
export async function residencesAsOf(ctx: Ctx, personId: string, asOf: { readonly true: PlainDate; readonly known?: Instant }): Promise<Residence[]> {
  await readPerson(ctx, personId, ['area'])
  ctx.logRead({ kind: 'open', register: 'residence', subjects: [personId], fields: ['residence'] })
  return (await selectResidencesAsOf(ctx.tx, personId, asOf.true, asOf.known ?? ctx.now)).map((row) => residence(row, asOf.true))
}

export const residenceFields = [
  'permanentResidence', 'permanentCommune', 'temporaryResidence', 'currentResidence', 'relationToHead', 'householdId', 'fileNumber', 'headName', 'headPin', 'headPersonId', 'address', 'commune', 'province',
] as const
export type ResidenceField = (typeof residenceFields)[number]

/** One fact as "Nhà nước đã biết" shows it; `value` is a code or an id where the field is one, else text. Null: not registered. */
export interface KnownResidenceFact {
  readonly field: ResidenceField
  readonly value: string | null
  /** In words, for people. */
  readonly text: string | null
  readonly source: 'residence'
  readonly sourceName: string
  readonly asOf: PlainDate
  readonly standing: Residence['standing']
}

const sourceName = 'Cơ sở dữ liệu về cư trú'
const ofHousehold: ReadonlySet<ResidenceField> = new Set(['relationToHead', 'fileNumber', 'headName', 'headPin', 'headPersonId', 'address'])

/** Residence facts of a person, with the day the register took them in. Reads the household only when a field needs it. */
export async function readResidenceFacts(ctx: Ctx, personId: string, fields: readonly ResidenceField[]): Promise<KnownResidenceFact[]> {
  const all = await residencesOf(ctx, personId)
  const home = fields.some((field) => ofHousehold.has(field)) ? await householdOf(ctx, personId) : undefined
  const of = (kind: Residence['kind']) => all.find((each) => each.kind === kind)
  const [permanent, temporary] = [of('permanent'), of('temporary')]
  const present = permanent ?? temporary ?? of('current')
  const relation = home?.members.find((member) => member.personId === personId)?.relationToHead ?? null
  const fact = (field: ResidenceField, from: Residence | undefined, value: string | null, text: string | null = value): KnownResidenceFact =>
    ({ field, value, text, source: 'residence', sourceName, asOf: from ? todayAt(from.recordedAt) : ctx.today, standing: from?.standing ?? 'confirmed' })
  const areaText = (code: string | undefined) => (code && areaAsOf(code, ctx.today) ? fullAreaName(code, ctx.today) : code ?? null)
  const facts: Record<ResidenceField, () => KnownResidenceFact> = {
    permanentResidence: () => fact('permanentResidence', permanent, permanent?.address.text ?? null),
    permanentCommune: () => fact('permanentCommune', permanent, permanent?.address.area ?? null, areaText(permanent?.address.area)),
    temporaryResidence: () => fact('temporaryResidence', temporary, temporary?.address.text ?? null),
    currentResidence: () => fact('currentResidence', present, present?.address.text ?? null),
    relationToHead: () => fact('relationToHead', permanent, relation, relation && labelOf('relation-to-head', relation, ctx.today)),
    householdId: () => fact('householdId', permanent, permanent?.householdId ?? null),
    fileNumber: () => fact('fileNumber', permanent, home?.fileNumber ?? null),
    headName: () => fact('headName', permanent, home?.headName ?? null),
    headPin: () => fact('headPin', permanent, home?.headPin ?? null),
    headPersonId: () => fact('headPersonId', permanent, home?.headPersonId ?? null),
    address: () => fact('address', permanent, home?.address.text ?? null),
    commune: () => fact('commune', permanent, permanent?.address.area ?? null, areaText(permanent?.address.area)),
    province: () => fact('province', permanent, permanent?.address.province ?? null, areaText(permanent?.address.province)),
  }
  return fields.map((field) => facts[field]())
}

function residence(row: StoredResidence, on: PlainDate): Residence {
  const { kind, householdId, area, province, detail, oldText, since, until, recordedAt, standing } = row
  const address = shownAddress({ area, province, detail, oldText }, on)
  return { kind, householdId, address, since, until, recordedAt, standing }
}
