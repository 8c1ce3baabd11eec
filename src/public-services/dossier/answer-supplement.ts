import { allow, type Ctx } from '../../platform/index.ts'
import { isInput, type Lane } from '../catalogue/index.ts'
import { itemModels, readAnswers, type ItemModel, type ListEntry, type ReadAnswers } from '../forms/index.ts'
import { actedDossier, actingOf, targetOf } from './acting.ts'
import type { LaneRow, SupplementRequest } from './dossier.ts'
import { dossierById, insertEvents, papersOfDossier, setDossierAnswers } from './dossier.sql.ts'
import { chosenEntries } from './filing-of.ts'
import { endsAs } from './move-lane.ts'
import { listsFor, listsOf, ownerOf } from './own-draft.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { arrive, definitionOf, doneBefore, openWork, type Work } from './take-exit.ts'

export interface AnswerSupplement {
  readonly dossierId: string
  readonly lane: string
  /** Corrected answers by item; `note`: a sentence for the officer, needed where nothing else can be given. */
  readonly body: Readonly<Record<string, unknown>>
  readonly commandId: string
}
export type SupplementOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly shown: ReadAnswers; readonly items: readonly ItemModel[]; readonly papersMissing: readonly string[]; readonly noteMissing: boolean }

const longestNote = 1_000

/**
 * The citizen answers everything that was asked, in one go (form 02): corrected answers, added papers, a sentence. The clock
 * runs again. Only what was asked can be changed: the rest stays as it was signed. Refuses what waits for nobody.
 */
export async function answerSupplement(ctx: Ctx, input: AnswerSupplement): Promise<SupplementOutcome> {
  const work = await ownWork(ctx, input.dossierId)
  if (await doneBefore(ctx, work, input.commandId)) return { ok: true }
  const row = work.lanes.find((lane) => lane.lane === input.lane) ?? refuse('dossier.not-waiting-for-you')
  const definition = definitionOf(work.service, row)
  const state = definition.steps[row.state]
  if (state?.kind !== 'citizen' || !row.request) return refuse('dossier.not-waiting-for-you')
  work.filing = { ...work.filing, lists: await currentLists(ctx, work) }
  const checked = checkAnswer(work, definition, row.request, await papersSince(ctx, input.dossierId, row.request), input.body)
  if (!checked.ok) return checked
  await sendAnswer(ctx, work, row, checked, input.commandId)
  return { ok: true }
}

export type AnswerChecked = { readonly ok: true; readonly values: Readonly<Record<string, string>>; readonly note: string; readonly shown: ReadAnswers } | Extract<SupplementOutcome, { ok: false }>

/** Does this answer everything that was asked? `given`: the items a paper was brought for since. Writes nothing. */
export function checkAnswer(at: Pick<Work, 'service' | 'filing'>, definition: Lane, request: SupplementRequest, given: ReadonlySet<string>, body: Readonly<Record<string, unknown>>): AnswerChecked {
  const items = request.defects.map((each) => each.item)
  const asked = askedItems(at, definition, items)
  const read = readOnly(at, asked.inputs, body)
  const papersMissing = asked.papers.filter((item) => !given.has(item))
  const note = noteOf(body)
  const noteMissing = note === '' && !items.some((item) => asked.inputs.includes(item) || asked.papers.includes(item) || given.has(item))
  // A paper sent for a question stands for its correction: parents may send their agreement and leave the name as it is.
  const errors = read.errors.filter((error) => !asked.inputs.some((id) => isOf(error.field, id) && given.has(id)))
  const shown = { ...read, errors }
  return errors.length > 0 || papersMissing.length > 0 || noteMissing ? { ok: false, shown, items: asked.models, papersMissing, noteMissing } : { ok: true, values: read.values, note, shown }
}

/** Writes a checked answer and lets the clock run again. */
export async function sendAnswer(ctx: Ctx, work: Work, row: LaneRow, checked: Pick<Extract<AnswerChecked, { ok: true }>, 'values' | 'note'>, commandId: string): Promise<void> {
  const definition = definitionOf(work.service, row)
  const state = definition.steps[row.state]
  if (state?.kind !== 'citizen') return refuse('dossier.not-waiting-for-you')
  if (Object.keys(checked.values).length > 0) await keep(ctx, work, checked.values)
  await arrive(ctx, work, row, definition, state.exits.answered, { commandId, exit: 'answered', note: checked.note }, null)
}

async function keep(ctx: Ctx, work: Work, values: Readonly<Record<string, string>>): Promise<void> {
  const { dossierId } = work.dossier
  await setDossierAnswers(ctx.tx, dossierId, values, chosenEntries(work.filing.lists ?? {}, { ...work.dossier.answers, ...values }))
  work.dossier = (await dossierById(ctx.tx, dossierId))!
  work.filing = { ...work.filing, answers: work.dossier.answers }
}

/** Lists as they are offered today, with what was chosen then: a clinic that is full must give way to another one. */
export async function currentLists(ctx: Ctx, work: Pick<Work, 'filing' | 'service'>): Promise<Readonly<Record<string, readonly ListEntry[]>>> {
  const { facts, answers, lists: kept = {} } = work.filing
  const offered = await listsFor.call(ctx, { facts, answers, wanted: listsOf(work.service) })
  const names = new Set([...Object.keys(kept), ...Object.keys(offered)])
  return Object.fromEntries([...names].map((name) => {
    const now = offered[name] ?? []
    return [name, [...now, ...(kept[name] ?? []).filter((entry) => !now.some((each) => each.value === entry.value))]]
  }))
}

export async function papersSince(ctx: Ctx, dossierId: string, request: SupplementRequest): Promise<Set<string>> {
  return new Set((await papersOfDossier(ctx.tx, dossierId)).filter((paper) => paper.addedAt >= request.at).map((paper) => paper.item))
}

function noteOf(body: Readonly<Record<string, unknown>>): string {
  const raw = body['note']
  const one: unknown = Array.isArray(raw) ? raw.at(-1) : raw
  return typeof one === 'string' ? one.normalize('NFC').trim().slice(0, longestNote) : ''
}

/** What is asked of the citizen now, as form items with the officer's sentences. */
export function askedItems(work: Pick<Work, 'service' | 'filing'>, definition: Lane, items: readonly string[]): { inputs: string[]; papers: string[]; models: ItemModel[] } {
  const all = work.service.form.flatMap((page) => page.items).filter((item) => items.includes(item.id) && definition.items.includes(item.id))
  return {
    inputs: all.filter(isInput).map((item) => item.id), papers: all.filter((item) => item.kind === 'paper').map((item) => item.id), models: itemModels(work.service, work.filing, all),
  }
}

/** Reads only what was asked. An asked question is read from what was sent alone: its old answer must not stand in for a new one. The commune of an address stays: by it the filing lies where it lies. */
function readOnly(work: Pick<Work, 'service' | 'filing'>, inputs: readonly string[], body: Readonly<Record<string, unknown>>): ReadAnswers {
  const ours = (id: string) => inputs.some((input) => isOf(id, input))
  const others = Object.fromEntries(Object.entries(work.filing.answers).filter(([id]) => !ours(id)))
  const communes = inputs.map((id) => `${id}.commune`).filter((id) => work.filing.answers[id] !== undefined).map((id) => [id, work.filing.answers[id]] as const)
  const sent = { ...Object.fromEntries(Object.entries(body).filter(([id]) => ours(id))), ...Object.fromEntries(communes) }
  const read = readAnswers(work.service, { ...others, ...sent }, work.filing)
  return { values: pickOwn(read.values, ours), typed: pickOwn(read.typed, ours), errors: read.errors.filter((each) => ours(each.field)) }
}

const isOf = (id: string, item: string): boolean => id === item || id.startsWith(`${item}.`)
const pickOwn = (from: Readonly<Record<string, string>>, ours: (id: string) => boolean) => Object.fromEntries(Object.entries(from).filter(([id]) => ours(id)))

async function ownWork(ctx: Ctx, dossierId: string): Promise<Work> {
  const work = await openWork(ctx, dossierId)
  const acting = await actingOf(ctx)
  if (acting) actedDossier(ctx, acting, work.dossier)
  if (work.dossier.applicantId !== (acting?.subjectId ?? ownerOf(ctx))) return refuse('dossier.unknown')
  allow(ctx, 'dossier.answer', targetOf(work.dossier.applicantId, acting))
  return work
}

/** The applicant takes back every lane that is still open; what is done stays done (a registered birth is never undone). */
export async function withdraw(ctx: Ctx, input: { dossierId: string; commandId: string }): Promise<{ withdrawn: number }> {
  const work = await ownWork(ctx, input.dossierId)
  const acting = await actingOf(ctx)
  allow(ctx, 'dossier.withdraw', targetOf(work.dossier.applicantId, acting))
  // Who has a permission takes back what they filed with it; who represents by law, everything.
  refuseUnless(acting === null || work.dossier.submitterId === acting.actor.personId || acting.rights.some(({ mandateId }) => mandateId === null), 'dossier.not-yours-to-withdraw')
  if (await doneBefore(ctx, work, input.commandId)) return { withdrawn: 0 }
  const withdrawn = await takeBack(ctx, work, input.commandId)
  refuseUnless(withdrawn > 0, 'dossier.too-late-to-withdraw')
  return { withdrawn }
}

/**
 * The applicant says that they never asked for the help this dossier names: what is open is taken back, what is done stands and is for
 * others to judge. The caller has made sure who says so. Returns how many parts were open.
 */
export async function takeBackDenied(ctx: Ctx, input: { dossierId: string; commandId: string; says: string }): Promise<{ withdrawn: number }> {
  const work = await openWork(ctx, input.dossierId)
  allow(ctx, 'dossier.take-back-denied', { person: work.dossier.applicantId, organisation: ctx.actor.kind === 'officer' ? ctx.actor.organisationId : null })
  refuseUnless(work.dossier.helperId !== null, 'dossier.unknown')
  const actor = ctx.actor
  await insertEvents(ctx.tx, [{
    dossierId: input.dossierId, lane: null, at: ctx.now, kind: 'help-denied', fromState: null, toState: null, actorKind: actor.kind, actorId: 'personId' in actor ? actor.personId : null,
    organisationId: actor.kind === 'officer' ? actor.organisationId : null, says: input.says, note: null, data: {},
  }])
  return { withdrawn: await takeBack(ctx, work, input.commandId) }
}

/** Takes back every open lane; returns how many. */
export async function takeBack(ctx: Ctx, work: Work, commandId: string): Promise<number> {
  // Lanes that wait for others first: else the end of those would stop them, and they were taken back, not stopped.
  const open = work.lanes.filter((lane) => lane.outcome === null)
  const waits = (lane: (typeof open)[number]): boolean => definitionOf(work.service, lane).steps[lane.state]?.kind === 'wait'
  for (const { laneId } of [...open.filter(waits), ...open.filter((lane) => !waits(lane))]) {
    const row = work.lanes.find((lane) => lane.laneId === laneId)!
    if (row.outcome !== null) continue
    const definition = definitionOf(work.service, row)
    const to = Object.keys(definition.steps).find((name) => endsAs(definition.steps[name], 'withdrawn'))
    if (to) await arrive(ctx, work, row, definition, to, { commandId, exit: 'withdrawn' }, null)
  }
  return work.lanes.filter((lane) => lane.outcome === 'withdrawn' && open.some((each) => each.laneId === lane.laneId)).length
}
