import { isId } from '../../kernel/ids.ts'
import { allow, forPurpose, isAllowed, type Ctx, type Instant, type OfficerActor } from '../../platform/index.ts'
import { lanesOf, type ExitName, type Lane, type State } from '../catalogue/index.ts'
import { officerView, type OfficerView } from '../forms/index.ts'
import type { DossierEvent, DossierRow, LaneRow } from './dossier.ts'
import { mayAllowAgain } from './ask-again.ts'
import { claimLaneRow, dossierByCode, dossierById, eventsOf, laneById, lanesOfDossiers, queueOf, setChecked, standingsOf, type PaperRow, type Standing } from './dossier.sql.ts'
import { withDeclaredPeople } from './declared-people.ts'
import { clockOf, type ClockWords } from './due.ts'
import { readFiling } from './filing-of.ts'
import { tidyCode } from './read-dossiers.ts'
import { refuse } from './refusals.ts'
import { serviceByHash } from './services.ts'
import { checkKey, definitionOf } from './take-exit.ts'

export interface QueueItem {
  readonly laneId: string
  readonly dossierId: string
  readonly code: string
  readonly serviceName: string
  readonly laneTitle: string
  readonly stateName: string
  readonly filingMode: string
  readonly submittedAt: Instant
  readonly stateDue: Instant | null
  readonly late: boolean
  /** Somebody of the unit has it open. */
  readonly claimedBy: string | null
  /** It is my role that works on it now. */
  readonly mine: boolean
}

/** Open lanes of my unit, those my role works on now first, oldest deadline first. No personal data: opening one is a read of its own. */
export async function queue(ctx: Ctx, options: { all?: boolean } = {}): Promise<QueueItem[]> {
  const me = officerOf(ctx)
  allow(ctx, 'dossier.queue', { organisation: me.organisationId })
  const standings: (Standing & { mine: boolean })[] = []
  for (const standing of await standingsOf(ctx.tx, me.organisationId)) {
    const state = definitionOf(await serviceByHash(ctx.tx, standing.procedureHash), standing).steps[standing.state]!
    standings.push({ ...standing, mine: worksOn(me, state) })
  }
  // My own work is asked for by itself: what lies with colleagues can never push it out of sight.
  const rows = await queueOf(ctx.tx, me.organisationId, standings.filter((each) => each.mine), 200)
  if (options.all) rows.push(...await queueOf(ctx.tx, me.organisationId, standings.filter((each) => !each.mine), 200))
  const items: QueueItem[] = []
  for (const row of rows) {
    const service = await serviceByHash(ctx.tx, row.procedureHash)
    const definition = definitionOf(service, row)
    const state = definition.steps[row.state]!
    const mine = worksOn(me, state)
    items.push({
      laneId: row.laneId, dossierId: row.dossierId, code: row.code, serviceName: service.name, laneTitle: definition.title, stateName: state.name, filingMode: row.filingMode,
      submittedAt: row.submittedAt, stateDue: row.stateDue, late: row.stateDue !== null && row.stateDue < ctx.now, claimedBy: row.claimedBy, mine,
    })
  }
  return items
}

export interface OfficerCase {
  readonly dossier: DossierRow
  readonly serviceName: string
  readonly lane: LaneRow
  readonly definition: Lane
  readonly state: State
  /** Exits my role may take now. */
  readonly exits: readonly ExitName[]
  readonly view: OfficerView
  /** Unverified items with the key of their check and what was marked. */
  readonly checks: readonly { readonly key: string; readonly mark: string | undefined }[]
  readonly papers: readonly PaperRow[]
  readonly timeline: readonly DossierEvent[]
  readonly clockWords: ClockWords | null
  /** Everything has been asked once, and I may allow one more request. */
  readonly mayAllowAgain: boolean
  readonly otherLanes: readonly { readonly title: string; readonly stateName: string; readonly outcome: string | null }[]
}

/** Opens one lane for an officer of the unit that holds it: what is verified folded, what needs eyes in front. The reading is logged under the dossier's purpose. */
export async function openCase(ctx: Ctx, laneId: string): Promise<OfficerCase> {
  const row = (await laneById(ctx.tx, laneId)) ?? refuse('dossier.unknown')
  allow(ctx, 'dossier.work', { organisation: row.organisationId })
  const me = officerOf(ctx)
  const dossier = (await dossierById(ctx.tx, row.dossierId)) ?? refuse('dossier.unknown')
  const service = await serviceByHash(ctx.tx, dossier.procedureHash)
  const { filing: filed, papers } = await readFiling(ctx, dossier)
  const definition = definitionOf(service, row)
  const filing = await withDeclaredPeople(ctx, service, definition, filed, dossier.dossierId)
  const view = officerView(service, filing, row.lane)
  const shown = [...view.verified.map((each) => each.id), ...view.unverified.map((each) => each.item)]
  logShown(forPurpose(ctx, { ...ctx.purpose, dossierId: dossier.dossierId, text: `Giải quyết hồ sơ: ${definition.name}` }), dossier, shown)
  const state = definition.steps[row.state]!
  const others = (await lanesOfDossiers(ctx.tx, [dossier.dossierId])).filter((other) => other.laneId !== laneId)
  return {
    dossier, serviceName: service.name, lane: row, definition, state, exits: worksOn(me, state) && state.kind === 'step' ? (Object.keys(state.exits) as ExitName[]).filter((exit) => exit !== 'withdrawn') : [],
    view, checks: view.unverified.map((each) => ({ key: checkKey(each), mark: row.checked[checkKey(each)] })), papers: papers.filter((paper) => definition.items.includes(paper.item)),
    timeline: await eventsOf(ctx.tx, dossier.dossierId), clockWords: clockOf(service, filing, definition, row.startedAt, row.pauses, ctx.now, row.endedAt)?.words ?? null,
    mayAllowAgain: await mayAllowAgain(ctx, definition, row),
    otherLanes: others.map((other) => ({ title: definitionOf(service, other).title, stateName: definitionOf(service, other).steps[other.state]!.name, outcome: other.outcome })),
  }
}

/** Everyone whose data the screen shows: mother, father and, since the act, the child. */
function logShown(ctx: Ctx, dossier: DossierRow, fields: readonly string[]): void {
  const ids = Object.entries(dossier.snapshot.facts).filter(([path]) => /^(requester|mother|father|member|child|deceased)\.personId$/.test(path)).map(([, fact]) => String(fact.value))
  const subjects = [...new Set([...dossier.subjects, ...ids])]
  ctx.logRead({ kind: 'open', register: 'dossier', subjects, fields: [...new Set(fields)] })
}

/** Marks one item as looked at: 'ok', or the code of the defect that will be asked about. */
export async function checkItem(ctx: Ctx, input: { laneId: string; item: string; mark: string }): Promise<void> {
  const row = (await laneById(ctx.tx, input.laneId, true)) ?? refuse('dossier.unknown')
  allow(ctx, 'dossier.work', { organisation: row.organisationId })
  const dossier = (await dossierById(ctx.tx, row.dossierId))!
  const service = await serviceByHash(ctx.tx, dossier.procedureHash)
  const definition = definitionOf(service, row)
  if (!worksOn(officerOf(ctx), definition.steps[row.state]!)) return refuse('dossier.role-wrong')
  if (input.mark !== 'ok' && !definition.defects.some((each) => each.code === input.mark)) return refuse('dossier.defects-needed')
  const filing = await withDeclaredPeople(ctx, service, definition, (await readFiling(ctx, dossier)).filing, dossier.dossierId)
  if (!officerView(service, filing, row.lane).unverified.some((each) => checkKey(each) === input.item)) return refuse('dossier.item-unknown')
  await setChecked(ctx.tx, input.laneId, input.item, input.mark)
}

/** Claims a lane softly: colleagues see who has it; nobody is locked out. */
export async function claimLane(ctx: Ctx, laneId: string): Promise<void> {
  const row = (await laneById(ctx.tx, laneId)) ?? refuse('dossier.unknown')
  allow(ctx, 'dossier.work', { organisation: row.organisationId })
  await claimLaneRow(ctx.tx, laneId, officerOf(ctx).appointmentId, ctx.now)
}

export interface DossierOutline {
  readonly dossierId: string
  readonly code: string
  readonly serviceName: string
  readonly status: string
  readonly filingMode: string
  readonly submittedAt: Instant
  readonly endedAt: Instant | null
  readonly lanes: readonly { readonly title: string; readonly unit: string; readonly stateName: string; readonly outcome: string | null; readonly clockWords: ClockWords | null; readonly late: boolean; readonly dueAt: Instant | null; readonly endedAt: Instant | null }[]
  readonly timeline: readonly { readonly at: Instant; readonly lane: string | null; readonly kind: string; readonly says: string | null; readonly organisationId: string | null }[]
}

/** A dossier without anybody's data, for whoever answers for its area (leaders, auditors) or works on it: stages, clocks, who holds it. */
export async function outlineOf(ctx: Ctx, idOrCode: string): Promise<DossierOutline> {
  const dossier = (isId(idOrCode) ? await dossierById(ctx.tx, idOrCode) : await dossierByCode(ctx.tx, tidyCode(idOrCode))) ?? refuse('dossier.unknown')
  const rows = await lanesOfDossiers(ctx.tx, [dossier.dossierId])
  const mine = ctx.actor.kind === 'officer' ? rows.find((row) => row.organisationId === (ctx.actor as OfficerActor).organisationId) : undefined
  const organisation = mine?.organisationId ?? null
  // Whoever answers for the area of one part may see the outline: a part may lie in another area than the filing.
  const area = [dossier.area, ...rows.map((row) => row.area)].find((each) => isAllowed(ctx.actor, 'dossier.look-up', { area: each, organisation }, ctx.today)) ?? dossier.area
  allow(ctx, 'dossier.look-up', { area, organisation })
  const service = await serviceByHash(ctx.tx, dossier.procedureHash)
  const { filing } = await readFiling(ctx, dossier)
  const order = lanesOf(service).map((lane) => lane.id)
  return {
    dossierId: dossier.dossierId, code: dossier.code, serviceName: service.name, status: dossier.status, filingMode: dossier.filingMode, submittedAt: dossier.submittedAt, endedAt: dossier.endedAt,
    lanes: rows.sort((a, b) => order.indexOf(a.lane) - order.indexOf(b.lane)).map((row) => {
      const definition = definitionOf(service, row)
      const clock = clockOf(service, filing, definition, row.startedAt, row.pauses, ctx.now, row.endedAt)
      return {
        title: definition.title, unit: row.organisationId, stateName: definition.steps[row.state]!.name, outcome: row.outcome, clockWords: clock?.words ?? null,
        late: clock?.status.kind === 'late' || clock?.status.kind === 'ended-late', dueAt: row.dueAt, endedAt: row.endedAt,
      }
    }),
    timeline: (await eventsOf(ctx.tx, dossier.dossierId)).map(({ at, lane, kind, says, organisationId }) => ({ at, lane, kind, says, organisationId })),
  }
}

function officerOf(ctx: Ctx): OfficerActor {
  if (ctx.actor.kind === 'officer') return ctx.actor
  allow(ctx, 'dossier.queue')
  return refuse('dossier.role-wrong')
}

function worksOn(me: OfficerActor, state: State): boolean {
  return state.kind === 'step' && (state.who.roles as readonly string[]).includes(me.role)
}


/** A filed dossier for composing its letters and results. For the machinery that issues them in the act's own transaction; not for screens. */
export async function readDossierForLetters(ctx: Ctx, dossierId: string) {
  allow(ctx, 'dossier.issue-letters')
  const dossier = (await dossierById(ctx.tx, dossierId)) ?? refuse('dossier.unknown')
  const service = await serviceByHash(ctx.tx, dossier.procedureHash)
  const running = (await lanesOfDossiers(ctx.tx, [dossierId])).map((row) => row.lane)
  return { dossier, service, running, ...(await readFiling(ctx, dossier)) }
}
