import { allow, dayInVietnam, definePort, type Ctx, type OfficerActor, type PlainDate } from '../../platform/index.ts'
import { lanesOf, type Effect, type ExitName, type Lane, type Service, type StepState } from '../catalogue/index.ts'
import { evaluate } from '../../kernel/expression.ts'
import { effectInputs, officerView, resolve, type Filing } from '../forms/index.ts'
import type { DossierRow, FiledFact, LaneResult, LaneRow, SupplementRequest } from './dossier.ts'
import { toldToo } from './acting.ts'
import { askedAgain } from './asked-times.ts'
import { consentsOfDossier, dossierById, eventOfCommand, eventsOfKind, insertEvents, laneById, lockLanes, moveLane, papersOfDossier, setDossierStatus, type NewEvent } from './dossier.sql.ts'
import { withDeclaredPeople } from './declared-people.ts'
import { dueOfState, expectedDue } from './due.ts'
import { filingOf } from './filing-of.ts'
import { laneAfter, stoppedBecause, wakesTo } from './move-lane.ts'
import { statusOf } from './dossier.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { serviceByHash } from './services.ts'

export interface EffectCall {
  readonly act: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly dossier: DossierRow
  readonly lane: LaneRow
  readonly commandId: string
}
export interface EffectDone {
  /** Facts that exist since the act: 'child.personId', 'child.pin' … */
  readonly facts: Readonly<Record<string, FiledFact>>
  readonly documentId?: string
}
/** Records the legal act behind an end state, in the same transaction. Filled by `app`: the acts belong to many modules. */
export const effectOf = definePort<(ctx: Ctx, call: EffectCall) => Promise<EffectDone>>('dossier.effect')
/** Issues the letter behind a state (forms 02, 03, 05) and returns its document. `because`: why a part was stopped, where it was not the time that ended it. */
export const letterFor = definePort<(ctx: Ctx, call: { dossier: DossierRow; lane: LaneRow; definition: Lane; service: Service; letter: 'supplement' | 'refusal' | 'stop'; request: SupplementRequest | null; ground: string | null; note: string | null; because: string | null }) => Promise<string | null>>('dossier.letter')

export interface TakeExit {
  readonly laneId: string
  /** The version the officer saw: when somebody else was faster, nothing is done. */
  readonly version: number
  readonly exit: ExitName
  readonly defects?: readonly string[]
  readonly ground?: string
  /** Words for the citizen, besides the coded sentences. */
  readonly words?: string
  readonly note?: string
  readonly commandId: string
}

/**
 * An officer takes one lane from its state to the next: accepts, passes on, asks the citizen once and completely (form 02),
 * refuses on a lawful ground (form 03), or signs, which records the legal act in this same transaction.
 * The other lanes stand as they are; those that waited for this one go on. Refuses a wrong role, an exit the state does not have,
 * a second request, unchecked items, and a lane somebody else has moved meanwhile.
 */
export async function takeExit(ctx: Ctx, input: TakeExit): Promise<{ state: string; outcome: string | null; dossierId: string }> {
  const seen = (await laneById(ctx.tx, input.laneId)) ?? refuse('dossier.unknown')
  allow(ctx, 'dossier.work', { organisation: seen.organisationId })
  const work = await openWork(ctx, seen.dossierId)
  const row = work.lanes.find((lane) => lane.laneId === input.laneId)!
  if (row.version !== input.version && (await doneBefore(ctx, work, input.commandId))) return { state: row.state, outcome: row.outcome, dossierId: row.dossierId }
  refuseUnless(row.version === input.version, 'dossier.changed-meanwhile', { data: { dossierId: row.dossierId } })
  const definition = definitionOf(work.service, row)
  const step = definition.steps[row.state]
  if (step?.kind !== 'step') return refuse('dossier.exit-not-possible')
  refuseUnless((step.who.roles as readonly string[]).includes((ctx.actor as OfficerActor).role), 'dossier.role-wrong')
  // Taking a filing back is for whoever filed it.
  const to = (input.exit === 'withdrawn' ? undefined : step.exits[input.exit]) ?? refuse('dossier.exit-not-possible')
  work.filing = await withDeclaredPeople(ctx, work.service, definition, work.filing, row.dossierId)
  const request = requestFrom(ctx, input, definition, to, row, input.exit === 'defects' ? await eventsOfKind(ctx.tx, row.dossierId, row.lane, askedAgain) : 0)
  if (input.exit === 'refuse') refuseUnless(definition.grounds.some((each) => each.code === input.ground), 'dossier.ground-needed', { field: 'ground' })
  if (mustBeChecked(input.exit, step, row, definition)) refuseUnlessChecked(work, row)
  const end = await arrive(ctx, work, row, definition, to, input, request)
  return { state: to, outcome: end, dossierId: row.dossierId }
}

export interface Work {
  dossier: DossierRow
  service: Service
  filing: Filing
  lanes: LaneRow[]
  events: NewEvent[]
  newFacts: Record<string, FiledFact>
}

/** The dossier with all its lanes held until commit. */
export async function openWork(ctx: Ctx, dossierId: string): Promise<Work> {
  const lanes = await lockLanes(ctx.tx, dossierId)
  const dossier = (await dossierById(ctx.tx, dossierId)) ?? refuse('dossier.unknown')
  const service = await serviceByHash(ctx.tx, dossier.procedureHash)
  const filing = filingOf(dossier, await papersOfDossier(ctx.tx, dossierId), await consentsOfDossier(ctx.tx, dossierId), ctx.today)
  return { dossier, service, filing, lanes, events: [], newFacts: {} }
}

/** Was this very command carried out already, by the same person? Sending it twice gives the same answer. */
export async function doneBefore(ctx: Ctx, work: Pick<Work, 'dossier'>, commandId: string): Promise<boolean> {
  return 'personId' in ctx.actor && eventOfCommand(ctx.tx, work.dossier.dossierId, ctx.actor.personId, commandId)
}

export function definitionOf(service: Service, row: Pick<LaneRow, 'lane'>): Lane {
  return lanesOf(service).find((lane) => lane.id === row.lane)!
}

/** Moves one lane, runs the acts of an end state, wakes the lanes that waited, and writes status, timeline and events. */
export async function arrive(ctx: Ctx, work: Work, row: LaneRow, definition: Lane, to: string, input: Pick<TakeExit, 'commandId' | 'ground' | 'words' | 'note' | 'exit'>, request: SupplementRequest | null): Promise<string | null> {
  const state = definition.steps[to]!
  const result = state.kind === 'end' && state.result ? await runEffects(ctx, work, row, state.effects, state.result, input.commandId) : null
  const move = laneAfter(work.service, work.filing, definition, row, to, ctx.now, { request, ...(result ? { result } : {}) })
  refuseUnless(await moveLane(ctx.tx, row.laneId, row.version, move), 'dossier.changed-meanwhile', { data: { dossierId: row.dossierId } })
  const after = { ...row, ...move, version: row.version + 1 }
  work.lanes = work.lanes.map((lane) => (lane.laneId === row.laneId ? after : lane))
  const letter = state.kind === 'citizen' ? 'supplement' : state.kind === 'end' && (state.letter === 'refusal' || state.letter === 'stop') ? state.letter : null
  const because = move.outcome === 'stopped' && input.exit !== 'expired' ? stoppedBecause(work.service, definition, work.lanes) ?? null : move.outcome === 'withdrawn' ? 'Người nộp rút hồ sơ.' : null
  const documentId = letter ? await letterFor.call(ctx, { dossier: work.dossier, lane: after, definition, service: work.service, letter, request, ground: input.ground ?? null, note: input.words ?? null, because }) : null
  const says = (move.outcome === 'stopped' ? because : null) ?? saysOf(definition, to, input.ground)
  work.events.push(eventOf(ctx, row, to, input, says, { ...(documentId ? { documentId } : {}), ...(result?.documentId ? { documentId: result.documentId } : {}), ...(input.ground ? { ground: input.ground } : {}), ...(request ? { defects: request.defects } : {}) }))
  const news = { dossierId: row.dossierId, code: work.dossier.code, applicantId: work.dossier.applicantId, actorId: await toldToo(ctx, work.dossier), lane: row.lane, laneTitle: definition.title, serviceName: work.service.name }
  ctx.publish('dossier.lane-moved', { ...news, from: row.state, to, outcome: move.outcome, says }, { subject: row.dossierId })
  if (request) ctx.publish('dossier.supplement-requested', { ...news, until: request.until, count: request.defects.length }, { subject: row.dossierId })
  if (move.outcome !== null) await wakeOthers(ctx, work, input)
  await settle(ctx, work)
  return move.outcome
}

/** A lane that wakes may end and wake others in turn: each row is looked up anew. */
async function wakeOthers(ctx: Ctx, work: Work, input: Pick<TakeExit, 'commandId' | 'exit'>): Promise<void> {
  for (const { laneId } of work.lanes.slice()) {
    const row = work.lanes.find((lane) => lane.laneId === laneId)!
    if (row.outcome !== null) continue
    const definition = definitionOf(work.service, row)
    const to = wakesTo(work.service, work.filing, definition, row, work.lanes)
    if (to) await arrive(ctx, work, row, definition, to, { commandId: `${input.commandId}:${row.lane}`, exit: 'ready' }, null)
  }
}

async function runEffects(ctx: Ctx, work: Work, lane: LaneRow, effects: readonly Effect[], result: { type: string; name: string }, commandId: string): Promise<LaneResult> {
  let documentId: string | undefined
  const facts: Record<string, string> = {}
  for (const effect of effects) {
    if (effect.when && !evaluate(effect.when, resolve(work.service, work.filing).values)) continue
    const inputs = effectInputs(work.service, work.filing, effect.inputs)
    const done = await effectOf.call(ctx, { act: effect.act, inputs, dossier: work.dossier, lane, commandId: `${commandId}:${effect.act}` })
    documentId ??= done.documentId
    Object.assign(work.newFacts, done.facts)
    work.filing = { ...work.filing, facts: { ...work.filing.facts, ...(done.facts as Filing['facts']) } }
    for (const [path, fact] of Object.entries(done.facts)) facts[path] = fact.text
  }
  return { type: result.type, name: result.name, facts, ...(documentId ? { documentId } : {}) }
}

/** Status of the filing from its lanes; its timeline; its end. Written once, whatever moved. */
async function settle(ctx: Ctx, work: Work): Promise<void> {
  if (work.events.length > 0) await insertEvents(ctx.tx, work.events.splice(0))
  const status = statusOf(work.lanes.map((lane) => ({ mandatory: lane.mandatory, status: definitionOf(work.service, lane).steps[lane.state]!.status })))
  const ended = work.lanes.every((lane) => lane.outcome !== null)
  await setDossierStatus(ctx.tx, work.dossier.dossierId, status, dueOfAll(work), ended ? ctx.now : null, work.newFacts)
  if (ended && work.dossier.endedAt === null) {
    work.dossier = { ...work.dossier, endedAt: ctx.now }
    ctx.publish('dossier.ended', { dossierId: work.dossier.dossierId, code: work.dossier.code, applicantId: work.dossier.applicantId, actorId: await toldToo(ctx, work.dossier), serviceName: work.service.name }, { subject: work.dossier.dossierId })
  }
}

/** The last day any part is promised for: waits for the citizen move it. */
function dueOfAll(work: Work): PlainDate | null {
  const days = work.lanes.filter((lane) => lane.outcome === null || lane.outcome === 'done').flatMap((lane) => {
    if (lane.startedAt === null) return [expectedDue(work.service, work.filing, definitionOf(work.service, lane), work.dossier.submittedAt)]
    return lane.dueAt === null ? [] : [dayInVietnam(lane.dueAt)]
  })
  return days.sort().at(-1) ?? work.dossier.dueOn
}

function requestFrom(ctx: Ctx, input: TakeExit, definition: Lane, to: string, row: LaneRow, allowedMore: number): SupplementRequest | null {
  const state = definition.steps[to]!
  if (state.kind !== 'citizen') return null
  const defects = (input.defects ?? []).flatMap((code) => definition.defects.filter((each) => each.code === code && state.defects.includes(code)))
  refuseUnless(defects.length > 0, 'dossier.defects-needed', { field: 'defects' })
  refuseUnless(row.requests < state.times + allowedMore, 'dossier.asked-already', { vars: { times: row.requests } })
  return { at: ctx.now, defects: defects.map(({ code, item, says }) => ({ code, item, says })), words: input.words?.trim() || null, until: dueOfState(state, ctx.now)! }
}

/** Passing on or signing means: everything that needed eyes was looked at. A signature after a specialist's check relies on that check. */
function mustBeChecked(exit: ExitName, step: StepState, row: LaneRow, definition: Lane): boolean {
  if (exit === 'ok') return true
  const afterCheck = Object.values(definition.steps).some((state) => state.kind === 'step' && state.exits.ok === row.state)
  return exit === 'approve' && !afterCheck && !step.exits.accept
}

function refuseUnlessChecked(work: Work, row: LaneRow): void {
  const items = officerView(work.service, work.filing, row.lane).unverified
  const open = items.filter((each) => row.checked[checkKey(each)] === undefined)
  refuseUnless(open.length === 0, 'dossier.unchecked-items', { errors: open.map((each) => ({ field: checkKey(each), vi: `Xem mục «${each.label}»` })) })
  const wanting = items.filter((each) => row.checked[checkKey(each)] !== 'ok')
  refuseUnless(wanting.length === 0, 'dossier.marked-items', { errors: wanting.map((each) => ({ field: checkKey(each), vi: `Mục «${each.label}» đang đánh dấu cần thêm` })) })
}

/** The name under which an officer's look at an item is kept. */
export const checkKey = (item: { readonly kind: string; readonly item: string; readonly rule?: string }): string => `${item.kind}:${item.rule ?? item.item}`

function saysOf(definition: Lane, to: string, ground: string | undefined): string | null {
  const state = definition.steps[to]!
  if (ground) return definition.grounds.find((each) => each.code === ground)?.says ?? null
  if (state.kind === 'citizen') return 'Cần ông/bà gửi thêm. Đồng hồ dừng trong lúc chờ.'
  return 'says' in state ? (state.says ?? state.name) : null
}

function eventOf(ctx: Ctx, row: LaneRow, to: string, input: Pick<TakeExit, 'exit' | 'note' | 'commandId'>, says: string | null, data: Record<string, unknown>): NewEvent {
  const actor = ctx.actor
  return {
    dossierId: row.dossierId, lane: row.lane, at: ctx.now, kind: input.exit, fromState: row.state, toState: to, actorKind: actor.kind,
    actorId: 'personId' in actor ? actor.personId : null, organisationId: actor.kind === 'officer' ? actor.organisationId : null, says: says !== null && actor.kind === 'citizen' && ctx.onBehalfOf !== null ? `${says} (Người làm thay thực hiện.)` : says, note: input.note?.trim() || null, commandId: input.commandId, data,
  }
}
