import { readPeople, restrictedWords, type PersonView } from '../../../foundations/population/index.ts'
import { newId } from '../../../kernel/ids.ts'
import { forPurpose, isAllowed, plusSeconds, type Ctx, type Instant, type Purpose } from '../../../platform/index.ts'
import type { MatchingList } from '../intake/list.ts'
import type { MatchInput } from '../records.ts'
import { refuse, refuseUnless } from '../refusals.ts'
import { openQuestion, withdrawQuestion } from './discrepancies.sql.ts'
import { explainPair, type Explanation, type PairEvidence } from './explain.ts'
import { nextStage } from './next-stage.ts'
import { whoOf } from './own.ts'
import { runForReader, type RunOfReader } from './own-list.ts'
import { claimNext, insertReading, prepareRun, releaseClaim, selectHomes, selectLastReading, selectModel, selectOtherRows, selectPairsOf, selectReadings, selectReviewRow, selectRowOf, settleRow, undoReading, verdicts, type Reading, type ReviewRow, type Verdict } from './review.sql.ts'
import { reviewRules } from './rules.ts'

/** Most people shown beside one row: as many as there are keys for. */
export const mostCandidates = 5

export interface ReviewCandidate {
  readonly rank: number
  readonly personId: string
  /** A decision protects this person: only announced. */
  readonly restricted: boolean
  readonly fullName: string
  readonly birthDate: string | null
  readonly gender: string | null
  /** Whole for posts that may read it, else all but the last three digits hidden. */
  readonly pin: string | null
  readonly lifeStatus: string | null
  readonly deathDate: string | null
  readonly home: { readonly area: string; readonly detail: string } | null
  readonly explanation: Explanation
  /** Other rows of the list with the same likeliest person. */
  readonly alsoRows: readonly number[]
}

export interface ReviewCase {
  readonly row: ReviewRow
  readonly list: MatchingList
  readonly line: MatchInput
  readonly candidates: readonly ReviewCandidate[]
  /** For the third person: what the two said, without who. */
  readonly twoAnswers: readonly Pick<Reading, 'verdict' | 'personId' | 'reason' | 'note'>[]
}

/** Why a row is opened: what the list was handed over for. Its people read this. */
export const purposeOfList = (list: MatchingList): Purpose => ({ code: 'list-match', basis: list.legalBasis, text: `Đối khớp danh sách «${list.title}»: ${list.purpose}` })

/** Gives this reader the next row, held for some minutes; nothing where none is left. Nobody else is given it meanwhile. */
export async function takeNextRow(ctx: Ctx, runId: string): Promise<number | null> {
  const { list, areas } = await runForReader(ctx, runId)
  const rules = reviewRules(ctx.today)
  await prepareRun(ctx.tx, { runId, listId: list.listId, at: ctx.now, automaticShare: rules.automaticShare })
  const row = await claimNext(ctx.tx, { runId, reader: readerOf(ctx), areas, now: ctx.now, until: plusSeconds(ctx.now, rules.claimMinutes * 60) })
  return row?.rowNo ?? null
}

/** The row given back unread. */
export async function leaveRow(ctx: Ctx, runId: string, rowNo: number): Promise<void> {
  await runForReader(ctx, runId)
  await releaseClaim(ctx.tx, runId, rowNo, readerOf(ctx))
}

/** One row with everybody it may be. Only for whoever holds it now; logged as a reading of all candidates, under the purpose of the list. */
export async function readRow(ctx: Ctx, runId: string, rowNo: number): Promise<ReviewCase> {
  const { of, row } = await heldRow(ctx, runId, rowNo)
  const { list, run } = of
  const stored = await selectRowOf(ctx.tx, list.listId, rowNo)
  const model = await selectModel(ctx.tx, run.modelId, run.modelVersion)
  if (!stored || !model) refuse('linkage.run-unknown')
  const pairs = await selectPairsOf(ctx.tx, runId, rowNo, mostCandidates)
  const ids = pairs.map((pair) => pair.personId)
  const reading = forPurpose(ctx, purposeOfList(list))
  const people = await readPeople(reading, ids, ['fullName', 'birthDate', 'gender', 'pin', 'lifeStatus', 'deathDate', 'area'], { lawfulBy: 'Luật Căn cước 2023, đ.10' })
  const homes = new Map((await selectHomes(ctx.tx, ids)).map((home) => [home.personId, home]))
  reading.logRead({ kind: 'list', register: 'residence', subjects: ids, fields: ['residence'] })
  const others = await selectOtherRows(ctx.tx, runId, rowNo, ids)
  const candidates = pairs.flatMap(({ rank, personId, levels: { rarity = 0, ...levels } }): ReviewCandidate[] => {
    const person = people.get(personId)
    if (!person) return []
    const restricted = person.fullName === restrictedWords
    const home = restricted ? undefined : homes.get(personId)
    return [{
      rank, personId, restricted, fullName: person.fullName, birthDate: person.birthDate, gender: person.gender, pin: pinFor(ctx, person), lifeStatus: restricted ? null : person.lifeStatus, deathDate: person.deathDate,
      home: home ? { area: home.area, detail: home.detail } : null, explanation: explainPair(model, { levels: levels as PairEvidence['levels'], rarity }), alsoRows: others.filter((each) => each.personId === personId).map((each) => each.rowNo),
    }]
  })
  const twoAnswers = row.stage === 3 ? (await selectReadings(ctx.tx, runId, rowNo, row.round)).map(({ verdict, personId, reason, note }) => ({ verdict, personId, reason, note })) : []
  return { row, list, line: lineOf(stored.fields), candidates, twoAnswers }
}

export const readingReasons = ['same-number', 'same-birth-and-home', 'known-to-me', 'twins-or-relatives', 'too-little', 'other'] as const

export interface DecideRow {
  readonly runId: string
  readonly rowNo: number
  /** As shown. */
  readonly version: number
  readonly verdict: string
  /** Of the candidate, for 'same' and 'another'. */
  readonly personId?: string | null
  readonly reason?: string
  /** What the owner is asked, for 'ask'. */
  readonly note?: string
}

/**
 * What this reader says of the row. Refuses whoever does not hold it, and whoever has read it before: the second reading is another person's.
 * A question goes to the owner of the list at once; everything else becomes known when the results are.
 */
export async function decideRow(ctx: Ctx, input: DecideRow): Promise<void> {
  const { row, of } = await heldRow(ctx, input.runId, input.rowNo)
  const verdict = verdicts.find((each) => each === input.verdict) ?? refuse('linkage.verdict-needed', { field: 'verdict' })
  const note = input.note?.trim() || null
  refuseUnless(verdict !== 'ask' || note, 'linkage.question-needed', { field: 'note' })
  const pairs = await selectPairsOf(ctx.tx, input.runId, input.rowNo, mostCandidates)
  const chosen = verdict === 'same' || verdict === 'another' ? pairs.find((pair) => pair.personId === input.personId) ?? refuse('linkage.candidate-unknown', { field: 'verdict' }) : null
  const earlier = await selectReadings(ctx.tx, input.runId, input.rowNo, row.round)
  refuseUnless(!earlier.some((each) => each.reader === readerOf(ctx)), 'linkage.read-before')
  const said: Verdict = chosen ? (chosen.rank === 1 ? 'same' : 'another') : verdict
  const answer = { verdict: said, personId: chosen?.personId ?? null }
  const next = nextStage({ ...row, likeliest: pairs[0]?.personId ?? '' }, earlier, answer, reviewRules(ctx.today).secondShare)
  const final = next.state === 'done' ? next.answer : null
  const held = await settleRow(ctx.tx, { runId: input.runId, rowNo: input.rowNo, version: input.version, reader: readerOf(ctx), now: ctx.now, stage: next.stage, state: next.state, verdict: final?.verdict ?? null, personId: final?.personId ?? null })
  refuseUnless(held, 'linkage.row-taken')
  const readingId = newId()
  const reason = readingReasons.find((each) => each === input.reason) ?? null
  await insertReading(ctx.tx, { readingId, runId: input.runId, rowNo: input.rowNo, round: row.round, stage: row.stage, reader: readerOf(ctx), appointment: whoOf(ctx).appointment, ...answer, reason, note, at: ctx.now })
  if (final) ctx.publish('linkage.row-decided', { runId: input.runId, rowNo: input.rowNo })
  if (said === 'ask') await openQuestion(ctx.tx, { discrepancyId: newId(), runId: input.runId, listId: of.list.listId, rowNo: input.rowNo, readingId, area: row.area, question: note!, at: ctx.now, ...whoOf(ctx) })
}

/** Takes back one's own last reading of a run, for some minutes and while nobody has gone on with the row. The row is this reader's again. */
export async function undoLastReading(ctx: Ctx, runId: string): Promise<number> {
  await runForReader(ctx, runId)
  const rules = reviewRules(ctx.today)
  const last = await selectLastReading(ctx.tx, runId, readerOf(ctx))
  refuseUnless(last && last.at >= plusSeconds(ctx.now, -rules.undoMinutes * 60), 'linkage.nothing-to-undo')
  refuseUnless(await undoReading(ctx.tx, { reading: last, now: ctx.now, until: plusSeconds(ctx.now, rules.claimMinutes * 60) }), 'linkage.nothing-to-undo')
  if (last.verdict === 'ask') refuseUnless(await withdrawQuestion(ctx.tx, { runId, readingId: last.readingId, at: ctx.now, ...whoOf(ctx) }), 'linkage.nothing-to-undo')
  ctx.publish('linkage.row-decided', { runId, rowNo: last.rowNo })
  return last.rowNo
}

/** The row, for whoever holds it now in this run and area. */
async function heldRow(ctx: Ctx, runId: string, rowNo: number): Promise<{ of: RunOfReader; row: ReviewRow }> {
  const of = await runForReader(ctx, runId)
  const row = await selectReviewRow(ctx.tx, runId, rowNo)
  refuseUnless(row && (of.areas === null || (row.area !== null && of.areas.includes(row.area))), 'linkage.row-unknown')
  refuseUnless(row.state === 'waiting' && isHeldBy(row, readerOf(ctx), ctx.now), 'linkage.row-taken')
  return { of, row }
}

const isHeldBy = (row: ReviewRow, reader: string, now: Instant): boolean => row.claimedBy === reader && row.claimedUntil !== null && row.claimedUntil > now

const readerOf = (ctx: Ctx): string => (ctx.actor.kind === 'officer' ? ctx.actor.personId : refuse('linkage.run-unknown'))

/** A number is whole only for posts that may read numbers where the person lives. */
function pinFor(ctx: Ctx, { pin, area }: PersonView<'pin' | 'area'>): string | null {
  if (!pin) return null
  return isAllowed(ctx.actor, 'population.read.number', { area }, ctx.today) ? pin : `•••••••••${pin.slice(-3)}`
}

/** A stored row as the list says it. */
export function lineOf(fields: StoredFields): MatchInput {
  const text = (name: string): string => (typeof fields[name] === 'string' ? (fields[name] as string) : '')
  return { id: text('id'), name: text('name'), birth: text('birth'), gender: text('gender'), numbers: text('numbers'), commune: text('commune'), address: text('address') }
}
type StoredFields = Readonly<Record<string, unknown>>
