import { openCorrectionCase, readPeople, type PersonField } from '../../../foundations/population/index.ts'
import { formatPartialVi, isPartialDate } from '../../../kernel/partial-date.ts'
import { addWorkingDays } from '../../../kernel/working-days.ts'
import { allow, defineJob, forPurpose, type Ctx } from '../../../platform/index.ts'
import { loadCalendar } from '../../../public-services/clock/index.ts'
import { selectList, selectListsOf } from '../intake/list.sql.ts'
import type { MatchingList } from '../intake/list.ts'
import { isSensitive } from '../intake/list-kinds.ts'
import { refuse, refuseUnless } from '../refusals.ts'
import { answers, countDiscrepancies, remindLate, selectDiscrepancies, selectDiscrepancy, selectDiscrepancyOfCase, sendOpen, takeDiscrepancyStep, type Discrepancy, type DiscrepancyCount, type DiscrepancyState } from './discrepancies.sql.ts'
import { whoOf } from './own.ts'
import { purposeOfList } from './read-rows.ts'
import { reopenRow, selectRowOf } from './review.sql.ts'
import { reviewRules } from './rules.ts'

export interface DiscrepancyOverview {
  readonly lists: readonly { readonly list: MatchingList; readonly counts: Readonly<Partial<Record<DiscrepancyState, number>>>; readonly late: number }[]
}

/** D-08: discrepancies of the lists of one's own organisation, by list and state. Counts alone. */
export async function readDiscrepancyOverview(ctx: Ctx): Promise<DiscrepancyOverview> {
  const lists = await ownLists(ctx)
  const counts = await countDiscrepancies(ctx.tx, lists.map((list) => list.listId), ctx.today)
  const of = (list: MatchingList): DiscrepancyCount[] => counts.filter((each) => each.listId === list.listId)
  return { lists: lists.filter((list) => of(list).length > 0).map((list) => ({ list, counts: Object.fromEntries(of(list).map((each) => [each.state, each.n])), late: of(list).reduce((sum, each) => sum + each.late, 0) })) }
}

export interface ShownDiscrepancy extends Discrepancy {
  /** What the list says: the owner's own line. */
  readonly line: { readonly id: string; readonly name: string; readonly value: string }
  /** What the register says of the field; nothing where there is none to say. */
  readonly register: string | null
}

export interface DiscrepancyPage {
  readonly list: MatchingList
  readonly items: readonly ShownDiscrepancy[]
  readonly total: number
  readonly page: number
  readonly pages: number
}

export const discrepanciesListed = 25

/** Discrepancies of one list in some states, with both values read where they stand. Logged with everybody shown, under the purpose of the list. */
export async function readDiscrepancies(ctx: Ctx, listId: string, asked: { readonly states: readonly DiscrepancyState[]; readonly page?: number }): Promise<DiscrepancyPage> {
  const list = await listForOwner(ctx, listId)
  const page = Math.max(1, asked.page ?? 1)
  const found = await selectDiscrepancies(ctx.tx, { listIds: [listId], states: asked.states, most: discrepanciesListed, skip: (page - 1) * discrepanciesListed })
  const items: ShownDiscrepancy[] = []
  for (const each of found) items.push(await shown(ctx, list, each))
  const total = found[0]?.total ?? 0
  return { list, items, total, page, pages: Math.max(1, Math.ceil(total / discrepanciesListed)) }
}

/** All that is open of a list goes out as one batch with a day to answer by. Returns how many. */
export async function sendDiscrepancies(ctx: Ctx, listId: string): Promise<number> {
  await listForOwner(ctx, listId)
  const dueOn = addWorkingDays(loadCalendar(), ctx.today, reviewRules(ctx.today).answerWorkingDays)
  return sendOpen(ctx.tx, { listId, at: ctx.now, dueOn, ...whoOf(ctx) })
}

/** Reminds of what is late, once a day. Returns how many. */
export async function remindDiscrepancies(ctx: Ctx, listId: string): Promise<number> {
  await listForOwner(ctx, listId)
  return remindLate(ctx.tx, { listId, at: ctx.now, today: ctx.today, ...whoOf(ctx) })
}

export interface AnswerDiscrepancy {
  readonly discrepancyId: string
  /** As shown. */
  readonly version: number
  readonly answer: string
  readonly note: string
}

/**
 * The owner of the list answers. Where the list is right and the register differs, a correction is proposed to the police of the area (they decide, nothing
 * is edited); an answered question brings its row back to the readers.
 */
export async function answerDiscrepancy(ctx: Ctx, input: AnswerDiscrepancy): Promise<void> {
  const found = await selectDiscrepancy(ctx.tx, input.discrepancyId)
  await listForOwner(ctx, found?.listId ?? null)
  refuseUnless(found, 'linkage.discrepancy-unknown')
  const answer = answers.find((each) => each === input.answer) ?? refuse('linkage.answer-needed', { field: 'answer' })
  const note = input.note.trim()
  refuseUnless(note !== '' || (answer !== 'list-right' && found.kind !== 'question'), 'linkage.answer-note-needed', { field: 'note' })
  const toRegister = answer === 'list-right' && (found.kind === 'differs' || found.kind === 'dead' || found.kind === 'left')
  const step = { discrepancyId: found.discrepancyId, version: input.version, from: ['sent'] as const, state: toRegister ? ('answered' as const) : ('closed' as const), answer, answerNote: note || null, kind: toRegister ? ('answered' as const) : ('closed' as const), ...whoOf(ctx), at: ctx.now }
  refuseUnless(await takeDiscrepancyStep(ctx.tx, step), 'linkage.discrepancy-changed')
  if (toRegister) ctx.enqueue('linkage.propose-correction', { discrepancyId: found.discrepancyId }, { uniqueKey: `propose-correction-${found.discrepancyId}` })
  if (found.kind !== 'question' || found.readingId === null) return
  await reopenRow(ctx.tx, found.runId, found.rowNo)
  ctx.publish('linkage.row-decided', { runId: found.runId, rowNo: found.rowNo })
}

/** The register may be wrong: its police are asked to look, with what the list says and what it rests on. They decide; nothing is edited here. */
export async function proposeFromDiscrepancy(ctx: Ctx, discrepancyId: string): Promise<void> {
  allow(ctx, 'linkage.publish')
  const found = await selectDiscrepancy(ctx.tx, discrepancyId)
  const list = found ? await selectList(ctx.tx, found.listId) : undefined
  if (!found?.personId || found.state !== 'answered' || !list) return
  const field = fieldOf(found)
  const { value } = await lineOf(ctx, found)
  const register = await registerValue(ctx, list, found)
  const claimed = found.kind === 'differs' ? value : 'Danh sách ghi người này còn sống, đang ở địa phương'
  const opened = await openCorrectionCase(forPurpose(ctx, purposeOfList(list)), {
    personId: found.personId, field, shown: register, claimed, reason: 'entered-wrong', note: `Danh sách «${list.title}», dòng ${found.rowNo}: ${found.answerNote ?? ''}`, commandId: `discrepancy ${discrepancyId}`,
  })
  await takeDiscrepancyStep(ctx.tx, { discrepancyId, from: ['answered'], state: 'with-register', correctionCase: opened.caseId, kind: 'proposed', ...whoOf(ctx), at: ctx.now })
}

defineJob<{ discrepancyId: string }>('linkage.propose-correction', (ctx, { discrepancyId }) => proposeFromDiscrepancy(ctx, discrepancyId))

/** The police decided: the answer comes back to the list's owner. */
export async function followCorrection(ctx: Ctx, { caseId, decision }: { readonly caseId: string; readonly decision: 'accepted' | 'refused' }): Promise<void> {
  allow(ctx, 'linkage.publish')
  const found = await selectDiscrepancyOfCase(ctx.tx, caseId)
  if (found) await takeDiscrepancyStep(ctx.tx, { discrepancyId: found.discrepancyId, from: ['with-register'], state: 'closed', outcome: decision, kind: 'closed', ...whoOf(ctx), at: ctx.now })
}

async function shown(ctx: Ctx, list: MatchingList, found: Discrepancy): Promise<ShownDiscrepancy> {
  return { ...found, line: await lineOf(ctx, found), register: await registerValue(ctx, list, found) }
}

const inList: Readonly<Record<string, string>> = { fullName: 'name', birthDate: 'birth', gender: 'gender' }
const genders: Readonly<Record<string, string>> = { male: 'Nam', female: 'Nữ' }

async function lineOf(ctx: Ctx, { listId, rowNo, field }: Discrepancy): Promise<{ id: string; name: string; value: string }> {
  const fields = (await selectRowOf(ctx.tx, listId, rowNo))?.fields ?? {}
  const text = (name: string): string => (typeof fields[name] === 'string' ? (fields[name] as string) : '')
  return { id: text('id'), name: text('name'), value: field ? worded(text(inList[field] ?? '')) : '' }
}

const fieldOf = ({ kind, field }: Discrepancy): string => (kind === 'differs' && field ? field : 'lifeStatus')

async function registerValue(ctx: Ctx, list: MatchingList, found: Discrepancy): Promise<string | null> {
  if (!found.personId || found.kind === 'duplicate' || found.kind === 'question') return null
  const field = fieldOf(found) as PersonField
  const person = await readPeopleOf(ctx, list, found.personId, field)
  return person === null ? null : worded(person)
}

async function readPeopleOf(ctx: Ctx, list: MatchingList, personId: string, field: PersonField): Promise<string | null> {
  const found = await readPeople(forPurpose(ctx, purposeOfList(list)), [personId], [field], { lawfulBy: 'Luật Căn cước 2023, đ.10' })
  const value = found.get(personId)?.[field]
  return typeof value === 'string' ? value : null
}

const worded = (value: string): string => genders[value] ?? (isPartialDate(value) ? formatPartialVi(value) : value)

async function ownLists(ctx: Ctx): Promise<MatchingList[]> {
  const organisation = ctx.actor.kind === 'officer' ? ctx.actor.organisationId : null
  allow(ctx, 'linkage.settle', { organisation })
  const trusted = ctx.actor.kind === 'officer' && ctx.actor.sensitive === true
  return (await selectListsOf(ctx.tx, organisation ?? '', 200)).filter((list) => trusted || !isSensitive(list.kind))
}

async function listForOwner(ctx: Ctx, listId: string | null): Promise<MatchingList> {
  const list = listId === null ? undefined : await selectList(ctx.tx, listId)
  const target = { organisation: list ? list.organisationId : ctx.actor.kind === 'officer' ? ctx.actor.organisationId : null }
  allow(ctx, list && isSensitive(list.kind) ? 'linkage.settle-sensitive' : 'linkage.settle', target)
  refuseUnless(list && list.erasedAt === null, 'linkage.list-unknown')
  return list
}
