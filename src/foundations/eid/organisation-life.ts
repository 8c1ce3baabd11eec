import { newId } from '../../kernel/ids.ts'
import { allow, plusSeconds, type Ctx, type Instant } from '../../platform/index.ts'
import { entityById } from '../mandates/index.ts'
import { readPeople } from '../population/index.ts'
import { countOrganisations, insertOrganisationEvent, moveOrganisationWhen, organisationEvents, organisationFile, organisationsIn, type OrganisationEvent, type OrganisationFileRow, type OrganisationStage, type OrganisationState } from './cases.sql.ts'
import { intakeBasis } from './intake-basis.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { eidRule } from './rules.ts'

export type { OrganisationEvent, OrganisationStage, OrganisationState } from './cases.sql.ts'

/** One account of an organisation as a list shows it: nobody's data. */
export interface OrganisationLine extends OrganisationFileRow {
  readonly name: string
  readonly code: string
}

/** The accounts of organisations with their seat where this officer serves; only those behind one of the counts where it is named. */
export async function organisationAccounts(ctx: Ctx, stage: OrganisationStage | null = null): Promise<OrganisationLine[]> {
  const { areas, since } = own(ctx)
  return Promise.all((await organisationsIn(ctx.tx, areas, stage, since)).map((row) => named(ctx, row)))
}

/** How many were taken in, approved, and used within the days in which people are counted as using theirs: by themselves, never together with people. */
export async function organisationCounts(ctx: Ctx): Promise<Readonly<Record<OrganisationStage, number>> & { readonly usedWithinDays: number }> {
  const { areas, since, days } = own(ctx)
  return { ...(await countOrganisations(ctx.tx, areas, since)), usedWithinDays: days }
}

function own(ctx: Ctx): { areas: readonly string[]; since: Instant; days: number } {
  if (ctx.actor.kind !== 'officer') return refuse('eid.organisation-unknown')
  for (const area of ctx.actor.areas) allow(ctx, 'eid.read-case', { area })
  const days = eidRule('used-within-days', ctx.today).value
  return { areas: ctx.actor.areas, since: plusSeconds(ctx.now, -days * 86_400), days }
}

export interface OrganisationFile extends OrganisationLine {
  readonly representative: string | null
  readonly events: readonly OrganisationEvent[]
}

/** One of them with its representative and what happened to it. Logged for the representative. Refuses those of another seat as if there were none. */
export async function readOrganisationFile(ctx: Ctx, entityId: string): Promise<OrganisationFile> {
  const row = await found(ctx, entityId)
  allow(ctx, 'eid.read-case', { area: row.area })
  const entity = (await entityById(ctx.tx, entityId)) ?? refuse('eid.organisation-unknown')
  ctx.logRead({ kind: 'open', register: 'eid', subjects: [entity.representativeId], fields: ['account'] })
  const people = await readPeople(ctx, [entity.representativeId], ['fullName'], { lawfulBy: intakeBasis })
  return { ...(await named(ctx, row)), representative: people.get(entity.representativeId)?.fullName ?? null, events: await organisationEvents(ctx.tx, entityId) }
}

export interface MoveOrganisation {
  readonly entityId: string
  readonly version: number
  readonly reason: string
  /** Number and date of the paper it rests on. */
  readonly document: string
}

/** From this commit on nobody acts for the organisation: what a session did for it ends at its next request. */
export const lockOrganisation = (ctx: Ctx, input: MoveOrganisation): Promise<void> => move(ctx, input, 'eid.lock-account', ['active'], 'locked')

export const unlockOrganisation = (ctx: Ctx, input: MoveOrganisation): Promise<void> => move(ctx, input, 'eid.unlock-account', ['locked'], 'active')

/** For good: the organisation ended, or asks for it. A new account, also with another representative, is taken in anew. */
export const cancelOrganisation = (ctx: Ctx, input: MoveOrganisation): Promise<void> => move(ctx, input, 'eid.cancel-account', ['active', 'locked', 'registered'], 'cancelled')

async function move(ctx: Ctx, input: MoveOrganisation, action: 'eid.lock-account' | 'eid.unlock-account' | 'eid.cancel-account', from: readonly OrganisationState[], to: OrganisationState): Promise<void> {
  const row = await found(ctx, input.entityId)
  allow(ctx, action, { area: row.area })
  const entity = (await entityById(ctx.tx, input.entityId)) ?? refuse('eid.organisation-unknown')
  refuseUnless(ctx.actor.kind !== 'officer' || ctx.actor.personId !== entity.representativeId, 'eid.own-case')
  refuseUnless(input.reason.trim().length >= 5, 'eid.reason-needed', { field: 'reason' })
  refuseUnless(input.document.trim() !== '', 'eid.document-needed', { field: 'document' })
  refuseUnless(from.includes(row.state) && (await moveOrganisationWhen(ctx.tx, row, input.version, to)), 'eid.changed-meanwhile')
  await writeOrganisationEvent(ctx, { entityId: row.entityId, from: row.state, to, reason: input.reason.trim().slice(0, 500), document: input.document.trim().slice(0, 120) })
  ctx.publish('eid.organisation-moved', { entityId: row.entityId, personId: entity.representativeId, name: entity.name, to, reason: input.reason.trim().slice(0, 500) }, { subject: entity.representativeId })
}

/** Every change of state stands with who made it and why. */
export const writeOrganisationEvent = (ctx: Ctx, event: { entityId: string; from: OrganisationState | null; to: OrganisationState; reason: string | null; document: string | null }): Promise<void> =>
  insertOrganisationEvent(ctx.tx, { ...event, eventId: newId(), at: ctx.now, actor: ctx.actor })

async function found(ctx: Ctx, entityId: string): Promise<OrganisationFileRow> {
  const row = await organisationFile(ctx.tx, entityId)
  return row && ctx.actor.kind === 'officer' && ctx.actor.areas.includes(row.area) ? row : refuse('eid.organisation-unknown')
}

async function named(ctx: Ctx, row: OrganisationFileRow): Promise<OrganisationLine> {
  const entity = await entityById(ctx.tx, row.entityId)
  return { ...row, name: entity?.name ?? '', code: entity?.code ?? '' }
}
