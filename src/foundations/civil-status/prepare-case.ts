import { newId } from '../../kernel/ids.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { readNames } from '../population/index.ts'
import { caseAct, isCaseAct, type CaseActName } from './case-acts.ts'
import { closeCase, insertCase, rewriteCase, selectCase, selectCases, type StoredCase } from './entries.sql.ts'
import type { Preview } from './preview.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface PrepareCase {
  readonly act: CaseActName
  readonly area: string
  readonly input: unknown
  /** The id sent by the caller: the same again prepares nothing twice. */
  readonly caseId?: string
}

/** Luật Hộ tịch 2014 đ.16, đ.18, đ.25, đ.34: the justice officer checks and prepares what the chair will sign. Every check of the act runs; nothing is entered. */
export async function prepareCase(ctx: Ctx, { act, area, input, caseId = newId() }: PrepareCase): Promise<{ caseId: string; preview: Preview }> {
  allow(ctx, 'civil-status.prepare', { area })
  const preview = await previewCase(ctx, { act, area, input })
  await insertCase(ctx.tx, { caseId, act, area, about: preview.about, input, by: officer(ctx), at: ctx.now })
  return { caseId, preview }
}

/** Runs the checks of an act and says what it would change; for the officer who fills the form. */
export async function previewCase(ctx: Ctx, { act, area, input }: Omit<PrepareCase, 'caseId'>): Promise<Preview> {
  allow(ctx, 'civil-status.prepare', { area })
  const definition = caseAct(act)
  return definition.preview(ctx, { ...(definition.schema.parse(input) as object), area })
}

export interface CaseView extends StoredCase {
  readonly title: string
  readonly actName: CaseActName
  readonly preparedByName: string
  readonly decidedByName: string | null
  /** May this actor sign it? */
  readonly permission: string
}

/** One prepared act, for officer and chair of the commune. Refuses `civil-status.case-unknown`. */
export async function readCase(ctx: Ctx, caseId: string): Promise<CaseView> {
  const found = await selectCase(ctx.tx, caseId)
  refuseUnless(found, 'civil-status.case-unknown')
  allow(ctx, 'civil-status.prepare', { area: found.area })
  ctx.logRead({ kind: 'open', register: 'civil-status', subjects: peopleIn(found.input), fields: ['preparedAct'] })
  const names = await readNames(ctx, [found.preparedBy, ...(found.decidedBy ? [found.decidedBy] : [])])
  const actName = isCaseAct(found.act) ? found.act : refuse('civil-status.case-unknown')
  return { ...found, actName, title: caseAct(actName).title, permission: caseAct(actName).permission, preparedByName: names.get(found.preparedBy) ?? '', decidedByName: found.decidedBy ? (names.get(found.decidedBy) ?? '') : null }
}

/** Prepared acts that wait in these communes, oldest first. Logged as a list. */
export async function waitingCases(ctx: Ctx, areas: readonly string[]): Promise<(StoredCase & { readonly title: string })[]> {
  for (const area of areas) allow(ctx, 'civil-status.prepare', { area })
  const found = (await selectCases(ctx.tx, areas)).filter((each) => isCaseAct(each.act))
  ctx.logRead({ kind: 'list', register: 'civil-status', subjects: [...new Set(found.flatMap((each) => peopleIn(each.input)))], fields: ['preparedAct'] })
  return found.map((each) => ({ ...each, title: caseAct(each.act as CaseActName).title }))
}

export interface ChangeCase { readonly caseId: string; readonly version: number; readonly input: unknown }

/** Writes a prepared act anew. Refuses when somebody else changed or decided it since `version`. */
export async function reviseCase(ctx: Ctx, { caseId, version, input }: ChangeCase): Promise<Preview> {
  const found = await readCase(ctx, caseId)
  const preview = await previewCase(ctx, { act: found.actName, area: found.area, input })
  refuseUnless((await rewriteCase(ctx.tx, { caseId, version, about: preview.about, input, by: officer(ctx), at: ctx.now })) === 1, 'civil-status.case-changed')
  return preview
}

/** The chair sends a prepared act back with a reason, or the officer takes it back. */
export async function returnCase(ctx: Ctx, { caseId, version, reason, state }: { caseId: string; version: number; reason: string; state: 'returned' | 'withdrawn' }): Promise<void> {
  await readCase(ctx, caseId)
  refuseUnless(reason.trim() !== '', 'civil-status.reason-needed', { field: 'reason' })
  refuseUnless((await closeCase(ctx.tx, { caseId, version, state, by: officer(ctx), at: ctx.now, note: reason.trim() })) === 1, 'civil-status.case-changed')
}

const officer = (ctx: Ctx): string => ('personId' in ctx.actor ? ctx.actor.personId : refuse('civil-status.case-unknown'))

/** The people an input names: every field that holds a person's id. */
export function peopleIn(input: unknown): string[] {
  if (typeof input !== 'object' || input === null) return []
  return Object.entries(input).flatMap(([name, value]) => (typeof value === 'string' ? (/^(person|child|parent|mother|father|husband|wife|guardian|ward)Id$/.test(name) ? [value] : []) : peopleIn(value)))
}
