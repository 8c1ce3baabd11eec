import { getOrganisation } from '../../foundations/organisations/index.ts'
import { allow, type Ctx, type Instant, type PlainDate } from '../../platform/index.ts'
import { lanesOf, type Lane, type NationalStatus, type Service } from '../catalogue/index.ts'
import { loadCalendar, quietTimes, type ClockStatus, type QuietTime } from '../clock/index.ts'
import type { Filing } from '../forms/index.ts'
import { actedDossier, actingOf, targetOf } from './acting.ts'
import { askedItems, currentLists } from './answer-supplement.ts'
import type { DossierEvent, DossierRow, LaneRow, SupplementRequest } from './dossier.ts'
import { consentsOfDossier, dossierByCode, dossierById, dossiersOf, eventsOf, lanesOfDossiers, type ConsentRow, type PaperRow } from './dossier.sql.ts'
import { clockOf, expectedDue } from './due.ts'
import { readFiling } from './filing-of.ts'
import { stoppedBecause } from './move-lane.ts'
import { ownerOf } from './own-draft.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { serviceByHash } from './services.ts'
import { definitionOf } from './take-exit.ts'

export interface LaneView {
  readonly lane: string
  readonly laneId: string
  readonly title: string
  readonly unit: string
  readonly state: string
  readonly stateName: string
  readonly says: string | null
  readonly status: NationalStatus
  readonly outcome: LaneRow['outcome']
  readonly clock: { readonly status: ClockStatus } | null
  /** The promised day; for a lane that has not begun, what it is expected to be. */
  readonly promisedOn: PlainDate | null
  readonly request: SupplementRequest | null
  readonly result: LaneRow['result']
  readonly endedAt: Instant | null
}

export interface DossierSummary {
  readonly dossierId: string
  readonly code: string
  readonly serviceName: string
  readonly slug: string
  readonly status: NationalStatus
  readonly submittedAt: Instant
  readonly endedAt: Instant | null
  readonly waitsForMe: boolean
  /** The unit that received it. */
  readonly receivingUnit: string
  readonly lanes: readonly LaneView[]
}

export interface DossierView extends DossierSummary {
  readonly dossier: DossierRow
  readonly service: Service
  readonly filing: Filing
  readonly timeline: readonly DossierEvent[]
  /** Nights, weekends, holidays and waits since it was sent, in words. */
  readonly quiet: readonly QuietTime[]
  readonly papers: readonly PaperRow[]
  readonly consents: readonly ConsentRow[]
  readonly laterLanes: readonly { readonly title: string; readonly says: string }[]
  readonly notRun: readonly { readonly title: string; readonly says: string }[]
}

/** The applicant's own dossiers, what waits for them first. */
export async function ownDossiers(ctx: Ctx): Promise<DossierSummary[]> {
  const me = ownerOf(ctx)
  allow(ctx, 'dossier.read-own', { person: me })
  const dossiers = await dossiersOf(ctx.tx, me)
  const lanes = await lanesOfDossiers(ctx.tx, dossiers.map((each) => each.dossierId))
  const summaries: DossierSummary[] = []
  for (const dossier of dossiers) summaries.push(await summaryOf(ctx, dossier, lanes.filter((lane) => lane.dossierId === dossier.dossierId)))
  return summaries.sort((a, b) => Number(b.waitsForMe) - Number(a.waitsForMe))
}

/** One own dossier with its lanes, clocks and whole timeline. What officers note for themselves is left out. */
export async function readOwnDossier(ctx: Ctx, dossierId: string): Promise<DossierView> {
  const found = await dossierById(ctx.tx, dossierId)
  const acting = await actingOf(ctx)
  const dossier = acting ? actedDossier(ctx, acting, found) : found
  refuseUnless(acting !== null || dossier?.filingMode !== 'on-behalf' || dossier.submitterId !== ownerOf(ctx), 'dossier.filed-for-another')
  if (!dossier || dossier.applicantId !== (acting?.subjectId ?? ownerOf(ctx))) return refuse('dossier.unknown')
  allow(ctx, 'dossier.read-own', targetOf(dossier.applicantId, acting))
  return viewOf(ctx, dossier)
}

async function viewOf(ctx: Ctx, dossier: DossierRow): Promise<DossierView> {
  const rows = await lanesOfDossiers(ctx.tx, [dossier.dossierId])
  const { filing: filed, papers } = await readFiling(ctx, dossier)
  const asks = rows.some((row) => row.outcome === null && row.request !== null)
  const service = await serviceByHash(ctx.tx, dossier.procedureHash)
  const filing = asks ? { ...filed, lists: await currentLists(ctx, { filing: filed, service }) } : filed
  const timeline = (await eventsOf(ctx.tx, dossier.dossierId)).map((event) => ({ ...event, note: null }))
  const running = new Set(rows.map((row) => row.lane))
  return {
    ...(await summaryOf(ctx, dossier, rows)), dossier, service, filing, timeline, papers, consents: await consentsOfDossier(ctx.tx, dossier.dossierId),
    quiet: quietTimes(dossier.submittedAt, dossier.endedAt ?? ctx.now, loadCalendar(), { nights: false }),
    laterLanes: service.kind === 'linked' ? service.laterLanes.map(({ title, says }) => ({ title, says })) : [],
    notRun: lanesOf(service).filter((lane) => !running.has(lane.id)).map((lane) => ({ title: lane.title, says: lane.otherwise ?? '' })),
  }
}

/** What an officer asked, as form items to answer, per lane that waits. `noteNeeded`: nothing can be corrected or sent, so a sentence is asked for. */
export function supplementOf(view: DossierView, lane: string) {
  const row = view.lanes.find((each) => each.lane === lane)
  if (!row?.request || row.status !== 'supplement-requested') return undefined
  const definition = lanesOf(view.service).find((each) => each.id === lane)!
  const asked = askedItems({ service: view.service, filing: view.filing }, definition, row.request.defects.map((each) => each.item))
  return { request: row.request, ...asked, noteNeeded: asked.inputs.length + asked.papers.length === 0 }
}

export interface TrackView {
  /** The desk that took it in for somebody; no names. */
  readonly helpedAt: string | null
  readonly code: string
  readonly serviceName: string
  readonly submittedAt: Instant
  readonly status: NationalStatus
  readonly lanes: readonly Pick<LaneView, 'title' | 'unit' | 'stateName' | 'outcome' | 'clock' | 'promisedOn'>[]
}

/** What anybody with the code may see: stages and dates; no names, no files, no reasons. */
export async function trackByCode(ctx: Ctx, typed: string): Promise<TrackView | undefined> {
  allow(ctx, 'dossier.track')
  const dossier = await dossierByCode(ctx.tx, tidyCode(typed))
  if (!dossier) return undefined
  const { code, serviceName, submittedAt, status, lanes } = await summaryOf(ctx, dossier, await lanesOfDossiers(ctx.tx, [dossier.dossierId]))
  const helpedAt = dossier.helperId === null ? null : (await getOrganisation(ctx, dossier.receivingUnit)).name
  return { code, serviceName, submittedAt, status, helpedAt, lanes: lanes.map(({ title, unit, stateName, outcome, clock, promisedOn }) => ({ title, unit, stateName, outcome, clock, promisedOn })) }
}

/** Forgives spaces, small letters, missing or odd dashes. */
export function tidyCode(typed: string): string {
  const text = typed.toUpperCase().replace(/[\s\u2010-\u2015]/g, (c) => (c.trim() === '' ? '' : '-'))
  const parts = /^([A-Z]\d{2}(?:\.\d{2,3})*)-?(\d{6})-?(\d{4,})$/.exec(text)
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : text
}

export async function summaryOf(ctx: Ctx, dossier: DossierRow, rows: readonly LaneRow[]): Promise<DossierSummary> {
  const service = await serviceByHash(ctx.tx, dossier.procedureHash)
  const filing: Filing = { facts: dossier.snapshot.facts as Filing['facts'], answers: dossier.answers, today: ctx.today }
  const order = lanesOf(service).map((lane) => lane.id)
  const lanes: LaneView[] = []
  for (const row of [...rows].sort((a, b) => order.indexOf(a.lane) - order.indexOf(b.lane))) lanes.push(await laneView(ctx, service, filing, dossier, row, rows))
  return {
    dossierId: dossier.dossierId, code: dossier.code, serviceName: service.name, slug: service.slug, status: dossier.status, submittedAt: dossier.submittedAt, endedAt: dossier.endedAt,
    waitsForMe: lanes.some((lane) => lane.status === 'supplement-requested'), receivingUnit: dossier.receivingUnit, lanes,
  }
}

async function laneView(ctx: Ctx, service: Service, filing: Filing, dossier: DossierRow, row: LaneRow, rows: readonly LaneRow[]): Promise<LaneView> {
  const definition: Lane = definitionOf(service, row)
  const state = definition.steps[row.state]!
  const clock = clockOf(service, filing, definition, row.startedAt, row.pauses, ctx.now, row.endedAt)
  return {
    lane: row.lane, laneId: row.laneId, title: definition.title, unit: (await getOrganisation(ctx, row.organisationId)).name, state: row.state, stateName: state.name,
    says: (row.outcome === 'stopped' ? stoppedBecause(service, definition, rows) : undefined) ?? ('says' in state ? (state.says ?? null) : null), status: state.status, outcome: row.outcome, clock: clock && { status: clock.status },
    promisedOn: clock ? clock.due.dueOn : expectedDue(service, filing, definition, dossier.submittedAt), request: row.request, result: row.result, endedAt: row.endedAt,
  }
}
