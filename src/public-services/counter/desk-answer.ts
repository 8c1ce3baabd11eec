import { newId } from '../../kernel/ids.ts'
import { getFile, putFile, type Ctx, type Instant } from '../../platform/index.ts'
import type { UploadedFile } from '../../platform/http/index.ts'
import { readPerson } from '../../foundations/population/index.ts'
import { deskTakes, openFile, readSupplement, type SupplementDraft } from '../dossier/index.ts'
import { answerById, ensureAnswer, keepAnswer, type AnswerRow, type DeskPaper } from './counter.sql.ts'
import { asPerson, deskOfficer, inCase } from './desk.ts'
import { refuse, refuseUnless } from './refusals.ts'

const mostFiles = 20
const longest = 1_000

export interface DeskAnswer {
  readonly caseId: string
  readonly until: Instant
  readonly name: string
  readonly row: AnswerRow
  readonly supplement: SupplementDraft
}

/** Begins, or goes on with, the answer of the person of this case to what was asked about one part of their dossier. */
export async function beginAnswer(ctx: Ctx, input: { caseId: string; dossierId: string; lane: string }): Promise<string> {
  const me = deskOfficer(ctx)
  const { row, reading } = await inCase(ctx, input.caseId)
  const { view, request } = await readSupplement(asPerson(reading, row.personId), { ...input, body: {}, papers: [] })
  refuseUnless(row.personId !== me.personId, 'counter.own-matter')
  refuseUnless(await deskTakes(ctx, view.dossier.area), 'counter.other-province')
  const made = await ensureAnswer(ctx.tx, {
    answerId: newId(), caseId: row.caseId, dossierId: input.dossierId, lane: input.lane, requestedAt: request.at, personId: row.personId, organisationId: row.organisationId, officerId: me.personId, startedAt: ctx.now,
  })
  return made.answerId
}

/** O-09: what is asked, in the officer's words, and what has been typed and laid on the desk so far. Logged with the reason of the case. */
export async function openAnswer(ctx: Ctx, input: { caseId: string; answerId: string }): Promise<DeskAnswer> {
  const { row, reading, answer } = await answerOfCase(ctx, input, false)
  const supplement = await readSupplement(asPerson(reading, row.personId), { dossierId: answer.dossierId, lane: answer.lane, body: answer.typed, papers: answer.papers })
  refuseUnless(supplement.request.at === answer.requestedAt, 'counter.answer-gone', { data: { dossierId: answer.dossierId } })
  const { fullName } = await readPerson(reading, row.personId, ['fullName'])
  reading.logRead({ kind: 'open', register: 'dossier', subjects: [row.personId], fields: ['status', ...answer.papers.map((paper) => `paper:${paper.item}`)] })
  return { caseId: row.caseId, until: row.endsAt, name: fullName, row: answer, supplement }
}

export interface SaveAnswer {
  readonly caseId: string
  readonly answerId: string
  readonly body: Readonly<Record<string, unknown>>
  readonly files?: readonly UploadedFile[]
  /** A paper to take away again. */
  readonly remove?: string
}

/** Keeps what was typed as it was typed, right or wrong, and the papers that open. None of it belongs to the dossier yet. */
export async function saveAnswer(ctx: Ctx, input: SaveAnswer): Promise<void> {
  const { row, reading, answer } = await answerOfCase(ctx, input, true)
  const { request, items } = await readSupplement(asPerson(reading, row.personId), { dossierId: answer.dossierId, lane: answer.lane, body: {}, papers: [] })
  const inputs = items.flatMap((item) => (item.kind === 'input' ? [item.id] : []))
  const typed = Object.fromEntries(Object.entries(input.body).flatMap(([name, raw]) => {
    const one: unknown = Array.isArray(raw) ? raw.at(-1) : raw
    const ours = name === 'note' || inputs.some((id) => name === id || name.startsWith(`${id}.`))
    return ours && typeof one === 'string' ? [[name, one.slice(0, longest)]] : []
  }))
  const papers = answer.papers.filter((paper) => paper.paperId !== input.remove)
  for (const file of input.files ?? []) {
    const item = file.field.replace(/^file-/, '')
    refuseUnless(request.defects.some((defect) => defect.item === item), 'counter.paper-not-asked', { field: file.field })
    refuseUnless(papers.filter((paper) => paper.item === item).length < mostFiles, 'counter.too-many-papers', { field: file.field, vars: { most: mostFiles } })
    papers.push(await laidDown(item, file))
  }
  await keepAnswer(ctx.tx, answer.answerId, typed, papers, ctx.now)
}

async function laidDown(item: string, file: UploadedFile): Promise<DeskPaper> {
  const opened = await openFile(file)
  const { hash, size } = await putFile(opened.bytes)
  return { paperId: newId(), item, fileHash: hash, fileName: file.name, mediaType: opened.type, size, pages: opened.pages, quality: { ...opened.quality } }
}

/** A scan of this answer, beside the form; logged. */
export async function readAnswerPaper(ctx: Ctx, input: { caseId: string; answerId: string; paperId: string }): Promise<{ paper: DeskPaper; bytes: Uint8Array }> {
  const { row, reading, answer } = await answerOfCase(ctx, input, false)
  const paper = answer.papers.find((each) => each.paperId === input.paperId) ?? refuse('counter.case-unknown')
  reading.logRead({ kind: 'open', register: 'dossier', subjects: [row.personId], fields: [`paper:${paper.item}`] })
  return { paper, bytes: await getFile(paper.fileHash) }
}

/** An unsent answer of an open case of this desk. One that was sent says so; others are told nothing. */
export async function answerOfCase(ctx: Ctx, input: { caseId: string; answerId: string }, lock: boolean): Promise<Awaited<ReturnType<typeof inCase>> & { answer: AnswerRow }> {
  const { row, reading } = await inCase(ctx, input.caseId)
  const answer = await answerById(ctx.tx, input.answerId, lock)
  if (!answer || answer.caseId !== row.caseId) return refuse('counter.case-unknown')
  refuseUnless(answer.sentAt === null, 'counter.answer-gone', { data: { dossierId: answer.dossierId } })
  return { row, reading, answer }
}
