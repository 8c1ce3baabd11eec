import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Ctx, PlainDate, Tx } from '../../platform/index.ts'
import { selectActOfCommand, selectActs, selectEarlierAct, selectPrior, writeAct, type WriteOutcome } from './acts.sql.ts'
import { loadGuard } from './bulk-load.sql.ts'
import { materialise, Prior, type PriorRead, type WrittenRows } from './changes.ts'
import { actActor, type ActActor, type ActDefinition, type Basis, type RecordedAct } from './definition.ts'
import { askGuards } from './guards.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { registerTables, type RegisterTable } from './tables.ts'

export interface ActInput<P> {
  /** The person, household or record the act is about. */
  readonly subjectId: string
  readonly payload: P
  readonly basis: Basis
  /** The day it happened in life; today where nothing is said. */
  readonly occurredOn?: PlainDate
  readonly dossierId?: string | null
  /** Sent by the caller; the same id again answers with the first result. */
  readonly commandId: string
  /** Where the act's id had to be known before (a directory row written first). */
  readonly actId?: string
  /** Directories whose rows of this act have been written already. */
  readonly reserved?: readonly RegisterTable[]
  /** The prior rows, where the use case has read them in this transaction for its own checks (`readPrior`). */
  readonly before?: Prior
}

/** The rows an act would see, for a use case that must look at them first. */
export async function readPrior(ctx: Ctx, reads: readonly PriorRead[]): Promise<Prior> {
  return reads.length === 0 ? Prior.none : new Prior(await selectPrior(ctx.tx, reads))
}

export interface ActResult<P> {
  readonly actId: string
  /** True when this command had been recorded before: `payload` is then the first one. */
  readonly replayed: boolean
  readonly payload: P
  readonly act: RecordedAct<P>
}

/**
 * Records one legal act: appends it, changes the register rows that follow from it, publishes its event. Two questions
 * to the database (one if the act needs no prior rows). Refuses what `check` refuses, `acts.changed-meanwhile` when
 * somebody else superseded the same rows first, and whatever the constraints of the tables say.
 */
export async function recordAct<P>(ctx: Ctx, definition: ActDefinition<P>, input: ActInput<P>): Promise<ActResult<P>> {
  const act = actOf(ctx, definition, input)
  return once(ctx, act.commandId, (first) => replayOf<P>(definition, first), async () => {
    const before = input.before ?? await readPrior(ctx, definition.prior?.(act.payload) ?? [])
    definition.check?.(act, before, ctx.today)
    const rows = materialise(act, definition.apply(act, before))
    askGuards(rows, ctx.today)
    const outcome = await write(ctx.tx, act, rows, input.reserved ?? [])
    if (!outcome) return replayOf<P>(definition, await firstAct(ctx, act.commandId))
    const event = definition.event?.(act)
    if (event) ctx.publish(event.type, event.payload, { subject: event.subject ?? act.subjectId })
    return { actId: act.actId, replayed: false, payload: act.payload, act }
  })
}

/**
 * Runs a use case that makes checks of its own before it records its act. When it is refused but this very command had
 * been recorded before, the first result is the answer: a retry after success must not read "already registered".
 */
export async function once<R>(ctx: Ctx, commandId: string, resultOf: (first: RecordedAct) => R | Promise<R>, work: () => Promise<R>): Promise<R> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal) || error.code.startsWith('authorise.') || (error as { lost?: boolean }).lost) throw error
    const first = await selectEarlierAct(ctx.tx, commandId)
    if (!first || !sameActor(first.actor, actActor(ctx.actor))) throw error
    return resultOf(first)
  }
}

/** These acts in the order they were recorded. */
export function readActs(tx: Tx, actIds: readonly string[]): Promise<RecordedAct[]> {
  return actIds.length === 0 ? Promise.resolve([]) : selectActs(tx, actIds)
}

function actOf<P>(ctx: Ctx, definition: ActDefinition<P>, input: ActInput<P>): RecordedAct<P> {
  return {
    actId: input.actId ?? newId(), type: definition.type, subjectId: input.subjectId, payload: definition.schema.parse(input.payload),
    occurredOn: input.occurredOn ?? ctx.today, recordedAt: ctx.now, actor: actActor(ctx.actor), onBehalfOf: ctx.onBehalfOf,
    basis: input.basis, dossierId: input.dossierId ?? ctx.purpose.dossierId ?? null, commandId: input.commandId,
  }
}

/** Writes act and rows; false when the command had been recorded before. */
async function write(tx: Tx, act: RecordedAct, rows: WrittenRows, reserved: readonly RegisterTable[]): Promise<boolean> {
  for (const table of reserved) rows.inserts.delete(table)
  let outcome: WriteOutcome
  try {
    outcome = await writeAct(tx, act, rows)
  } catch (error) {
    throw refusalOf(error as { code?: string; constraint?: string })
  }
  if (outcome.recorded === 0) return false
  const expected = [...rows.supersedes.values()].reduce((sum, list) => sum + list.length, 0)
  if (outcome.superseded !== expected) throw lost(() => refuse('acts.changed-meanwhile'))
  return true
}

/** A named constraint that the database defended, as the refusal its table gives for it. */
function refusalOf(error: { code?: string; constraint?: string }): unknown {
  // 42P10: the unique command id is put aside while an empty register is filled.
  if (error.constraint === loadGuard || error.code === '42P10') return lost(() => refuse('acts.being-loaded'))
  if (error.code === '40P01' || error.code === '40001') return lost(() => refuse('acts.changed-meanwhile'))
  const raise = error.constraint ? registerTables().map((table) => table.constraints?.[error.constraint!]).find(Boolean) : undefined
  return raise ? lost(raise) : error
}

/** A refusal that came out of the writing itself: the transaction holds half an act or is dead, and can only be rolled back. */
function lost(raise: () => never): unknown {
  try {
    return raise()
  } catch (refusal) {
    return Object.assign(refusal as object, { lost: true })
  }
}

async function firstAct(ctx: Ctx, commandId: string): Promise<RecordedAct> {
  const first = await selectActOfCommand(ctx.tx, commandId)
  refuseUnless(first && sameActor(first.actor, actActor(ctx.actor)), 'acts.command-used')
  return first
}

function replayOf<P>(definition: ActDefinition<P>, first: RecordedAct): ActResult<P> {
  refuseUnless(first.type === definition.type, 'acts.command-used')
  const act = first as RecordedAct<P>
  return { actId: act.actId, replayed: true, payload: act.payload, act }
}

const sameActor = (a: ActActor, b: ActActor): boolean => identity(a) === identity(b)
const identity = (actor: ActActor): string =>
  'personId' in actor ? `${actor.kind} ${actor.personId}` : actor.kind === 'system' ? 'system' : actor.kind === 'relying-party' ? actor.clientId : actor.kind

