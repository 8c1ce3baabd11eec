import { allow, type Ctx, type PlainDate, type Tx } from '../../platform/index.ts'
import { recordAct } from '../acts/index.ts'
import { markLifted, markPlaced, type MarkKind } from './mark-acts.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { selectAreas, selectMarked, selectMarks, selectProtected } from './restricted.sql.ts'

export { markKinds, type MarkKind } from './mark-acts.ts'

export const markWords: Readonly<Record<MarkKind, { readonly vi: string; readonly en: string }>> = {
  protected: { vi: 'Được bảo vệ thông tin', en: 'Protected' }, 'nationality-renounced': { vi: 'Thôi quốc tịch', en: 'Nationality renounced' },
  held: { vi: 'Đang chấp hành án, tạm giữ', en: 'In custody' }, 'special-list': { vi: 'Danh sách theo dõi riêng', en: 'Special list' },
}

export interface Mark {
  readonly personId: string
  readonly kind: MarkKind
  /** Number and date of the decision. */
  readonly decision: string
  readonly note: string | null
  readonly since: PlainDate
}

export interface PlaceMark {
  readonly personId: string
  readonly kind: MarkKind
  readonly decision: string
  readonly note?: string
  readonly from?: PlainDate
  readonly commandId: string
}

/** A decision protects somebody's data, or puts the person on a sensitive list (domain §8.2 C07, C08, C10). For commanders of the area with the sensitive right. Refuses an empty decision and a mark that stands. */
export async function placeMark(ctx: Ctx, input: PlaceMark): Promise<void> {
  allow(ctx, 'population.place-mark', { area: await areaOf(ctx, input.personId) })
  const decision = decisionOf(input.decision)
  const payload = { personId: input.personId, kind: input.kind, decision, note: input.note?.trim() || null, from: input.from ?? ctx.today }
  await recordAct(ctx, markPlaced, { subjectId: input.personId, payload, occurredOn: payload.from, basis: { article: 'Luật Căn cước 2023, đ.10', documents: [{ kind: 'decision', number: decision }] }, commandId: input.commandId })
}

/** Another decision ends it. Refuses where none stands. */
export async function liftMark(ctx: Ctx, input: Omit<PlaceMark, 'note' | 'from'> & { readonly on?: PlainDate }): Promise<void> {
  allow(ctx, 'population.place-mark', { area: await areaOf(ctx, input.personId) })
  const decision = decisionOf(input.decision)
  const payload = { personId: input.personId, kind: input.kind, decision, on: input.on ?? ctx.today }
  await recordAct(ctx, markLifted, { subjectId: input.personId, payload, occurredOn: payload.on, basis: { article: 'Luật Căn cước 2023, đ.10', documents: [{ kind: 'decision', number: decision }] }, commandId: input.commandId })
}

/** The marks of one person. For posts of the area with the sensitive right; logged. */
export async function readMarks(ctx: Ctx, personId: string): Promise<Mark[]> {
  ctx.logRead({ kind: 'open', register: 'population', subjects: [personId], fields: ['marks'] })
  allow(ctx, 'population.read-sensitive', { area: await areaOf(ctx, personId) })
  return (await selectMarks(ctx.tx, personId)).map(({ areas: _areas, ...each }) => each as Mark)
}

/** One sensitive list of one area. For posts of the area with the sensitive right; logged with everybody on it. */
export async function markedIn(ctx: Ctx, kind: MarkKind, area: string): Promise<Mark[]> {
  allow(ctx, 'population.read-sensitive', { area })
  const found = await selectMarked(ctx.tx, kind, area, 500)
  if (found.length > 0) ctx.logRead({ kind: 'list', register: 'population', subjects: found.map((each) => each.personId), fields: ['marks'] })
  return found.map(({ areas: _areas, ...each }) => each as Mark)
}

/** Of these people, those a decision protects: for modules that hand data on. Not logged, never to be shown. */
export async function isProtectedAmong(tx: Tx, people: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set(await selectProtected(tx, people))
}

async function areaOf(ctx: Ctx, personId: string): Promise<string | null> {
  return ((await selectAreas(ctx.tx, personId)) ?? refuse('population.person-unknown')).areas[0] ?? null
}

function decisionOf(typed: string): string {
  refuseUnless(typed.trim() !== '', 'population.decision-needed', { field: 'decision' })
  return typed.trim()
}
