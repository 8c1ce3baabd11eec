import { dateParts, decideRow, digitParts, leaveRow, nameParts, probabilityText, readReviewHome, readRow, readingReasons, takeNextRow, type Part, type ReviewCandidate, type ReviewCase } from '../../data-ecosystem/linkage/index.ts'
import { areaAsOf, fullAreaName } from '../../foundations/areas/index.ts'
import { newId } from '../../kernel/ids.ts'
import { formatPartialVi, isPartialDate } from '../../kernel/partial-date.ts'
import { groupPin } from '../../kernel/personal-number.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, DataTable, Form, Notice, Select, TextArea, Waterfall, type Children, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { genderWord, lifeWord, waterfallLines } from '../police/index.ts'
import { count, idOf, listPurpose, stewardPage } from './frame.tsx'
import { refuse } from './refusals.ts'
import { homePage, reviewAccess } from './review-runs.tsx'
import { reviewStrings } from './review-strings.ts'

interface RowModel {
  readonly opened: ReviewCase
  readonly left: number
  readonly total: number
  readonly typed: { readonly reason: string; readonly note: string }
  readonly today: PlainDate
}

const decisionForm = 'quyet-dinh'

/** D-06: everybody a row may be, side by side with what the list says; one key decides. */
export function ReviewRowPage(props: RowModel & { lang: Lang }) {
  const { opened, lang, typed } = props
  const { row, list, candidates } = opened
  const say = reviewStrings.in(lang)
  return (
    <>
      <p class="caption">{say('row.where', { list: list.title, left: count(props.left), total: count(props.total) })}</p>
      <h1>{say('row.heading', { n: row.rowNo })}</h1>
      {opened.twoAnswers.length > 0 && (
        <Notice kind="warn" title={say('row.third')}>
          <p>{say('row.third-text')}</p>
          <ul class="plain-list">{opened.twoAnswers.map((answer) => <li>{say('row.third-said', { answer: answerWords(opened, answer, lang) })}{reasonWord(answer.reason, lang)}{answer.note && <>. {answer.note}</>}</li>)}</ul>
        </Notice>
      )}
      {candidates.length === 0 && <Notice kind="info" title={say('row.no-candidates')} />}
      <div class="review-people">{candidates.map((candidate) => <Candidate {...props} candidate={candidate} />)}</div>
      <Form action={`/dl/duyet/${row.runId}/${row.rowNo}`} command={newId()} id={decisionForm} hidden={{ version: String(row.version) }} class="review-decision" label={say('row.decide')}>
        <Select name="reason" label={say('row.reason')} optional value={typed.reason} options={readingReasons.map((reason) => ({ value: reason, label: say(`reason.${reason}`) }))} />
        <TextArea name="note" label={say('row.note')} hint={say('row.note-hint')} optional value={typed.note} rows={2} />
        <div class="buttons">
          <Button kind="secondary" name="verdict" value="none" act="none" shortcut="6">{say(candidates.length === 1 ? 'row.none-of-one' : 'row.none-of')}</Button>
          <Button kind="secondary" name="verdict" value="unsure" act="unsure" shortcut="7">{say('row.unsure')}</Button>
          <Button kind="secondary" name="verdict" value="ask" act="ask" shortcut="8">{say('row.ask')}</Button>
          <Button kind="quiet" name="verdict" value="leave" act="leave" shortcut="9">{say('row.leave')}</Button>
        </div>
      </Form>
      <Form action={`/dl/duyet/${row.runId}/hoan-tac`} label={say('home.undo')}><Button kind="quiet" act="undo-reading" shortcut="0">{say('home.undo')}</Button></Form>
    </>
  )
}

function Candidate(props: RowModel & { candidate: ReviewCandidate; lang: Lang }) {
  const { candidate, opened: { line }, lang, today } = props
  const say = reviewStrings.in(lang)
  const n = candidate.rank
  const title = `${say('row.candidate', { n })}: ${say('row.guess', { p: probabilityText(candidate.explanation.probability, lang) })}`
  if (candidate.restricted) return <section class="police-part" aria-label={title}><h2>{title}</h2><Notice kind="info" title={say('row.restricted')} /></section>
  const none = <span class="muted">{say('row.none')}</span>
  const number = line.numbers.split(';').find((each) => each.length === (candidate.pin?.length ?? 12)) ?? line.numbers.split(';')[0] ?? ''
  const rows: readonly { label: string; list: Children; register: Children }[] = [
    { label: say('row.name'), list: line.name || none, register: line.name === '' ? candidate.fullName : parts(nameParts(candidate.fullName, line.name), ' ', lang) },
    { label: say('row.birth'), list: line.birth ? dateWords(line.birth) : none, register: candidate.birthDate ? parts(dateParts(dateWords(candidate.birthDate), dateWords(line.birth)), '/', lang) : none },
    { label: say('row.gender'), list: line.gender ? genderWord(line.gender, lang) : none, register: candidate.gender ? genderWord(candidate.gender, lang) : none },
    { label: say('row.numbers'), list: line.numbers ? line.numbers.split(';').map(groupPin).join(', ') : none, register: candidate.pin ? (number === '' || candidate.pin.includes('•') ? candidate.pin : parts(digitParts(candidate.pin, number), '', lang)) : none },
    { label: say('row.home'), list: placeWords(line.commune, line.address, today) || none, register: candidate.home ? placeWords(candidate.home.area, candidate.home.detail, today) : none },
    ...(candidate.lifeStatus && candidate.lifeStatus !== 'living' ? [{ label: say('row.life'), list: none, register: <strong>{lifeWord(candidate.lifeStatus, lang)}</strong> }] : []),
  ]
  const dead = candidate.lifeStatus === 'deceased' || candidate.lifeStatus === 'declared-dead'
  return (
    <section class="police-part" aria-label={title}>
      <h2>{title}</h2>
      <DataTable caption={say('row.caption', { n })} captionHidden rows={rows} columns={[
        { header: say('row.field'), rowHeader: true, cell: (row) => row.label }, { header: say('row.list'), cell: (row) => row.list }, { header: say('row.register'), cell: (row) => row.register },
      ]} />
      {dead && <Notice kind="warn" title={say('row.dead', { when: candidate.deathDate ? say('row.dead-when', { day: formatPartialVi(candidate.deathDate) }) : '' })} />}
      {candidate.alsoRows.length > 0 && <p class="hint">{say('row.also', { rows: candidate.alsoRows.join(', ') })}</p>}
      <div class="buttons"><Button name="verdict" value={`same ${candidate.personId}`} form={decisionForm} act={`same-${n}`} shortcut={String(n)}>{say('row.same', { n })}<span class="sr-only">: {candidate.fullName}</span></Button></div>
      <Waterfall label={say('row.why', { n })} lines={waterfallLines(candidate.explanation.lines, lang)} />
    </section>
  )
}

/** What differs is marked by line and word, never by colour alone. */
function parts(all: readonly Part[], between: string, lang: Lang): Children {
  const say = reviewStrings.in(lang)
  return <span>{all.map((part, i) => <>{i > 0 && between}{part.how === 'same' ? part.text : <mark class={`part-${part.how}`}>{part.text}{between !== '' && <span class="sr-only"> ({say(part.how === 'marks' ? 'row.other-marks' : 'row.other')})</span>}</mark>}</>)}</span>
}

const dateWords = (text: string): string => (isPartialDate(text) ? formatPartialVi(text) : text)
const placeWords = (area: string, detail: string, on: PlainDate): string => [detail, area === '' ? '' : areaAsOf(area, on) ? fullAreaName(area, on) : area].filter((part) => part !== '').join(', ')

function answerWords({ candidates }: ReviewCase, answer: ReviewCase['twoAnswers'][number], lang: Lang): string {
  const say = reviewStrings.in(lang)
  if (answer.verdict !== 'same' && answer.verdict !== 'another') return say(`answer.${answer.verdict}`)
  const place = candidates.find((each) => each.personId === answer.personId)?.rank
  return place === undefined ? say('answer.gone') : say('answer.same', { n: place })
}

function reasonWord(reason: string | null, lang: Lang): string {
  const known = readingReasons.find((each) => each === reason)
  return known ? `, ${reviewStrings.t(lang, `reason.${known}`)}` : ''
}

const rowOf = (req: PageRequest): number => (/^\d{1,9}$/.test(req.params['row'] ?? '') ? Number(req.params['row']) : refuse('steward.unknown'))

export const reviewRowRoute = pageRoute({
  method: 'GET', url: '/dl/duyet/:run/:row', access: reviewAccess, purpose: listPurpose, handler: (ctx, req) => rowPage(ctx, req),
  async onRefusal(ctx, req, refusal) {
    // The time of holding the row is over, or somebody else has it: back to where the next one is taken.
    if (refusal.code !== 'linkage.row-taken') throw refusal
    return homePage(ctx, req, refusal)
  },
})

export const decideRowRoute = pageRoute({
  method: 'POST', url: '/dl/duyet/:run/:row', access: reviewAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const [runId, rowNo] = [idOf(req, 'run'), rowOf(req)]
    const [verdict = '', personId] = req.form.get('verdict').split(' ')
    if (verdict === 'leave') {
      await leaveRow(ctx, runId, rowNo)
      return { redirect: `/dl/duyet/${runId}` }
    }
    await decideRow(ctx, { runId, rowNo, version: req.form.whole('version'), verdict, personId: personId ?? null, reason: req.form.get('reason'), note: req.form.get('note') })
    const next = await takeNextRow(ctx, runId)
    return { redirect: next === null ? `/dl/duyet/${runId}?xong=1` : `/dl/duyet/${runId}/${next}` }
  },
  async onRefusal(ctx, req, refusal) {
    if (refusal.code === 'linkage.row-taken') return homePage(ctx, req, refusal)
    if (refusal.status === 403 || refusal.status === 404) throw refusal
    return rowPage(ctx, req, errorsOf(refusal), refusal.status)
  },
})

async function rowPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const [runId, rowNo] = [idOf(req, 'run'), rowOf(req)]
  const opened = await readRow(ctx, runId, rowNo)
  const { progress, list } = await readReviewHome(ctx, runId)
  const screen = { title: reviewStrings.t(req.lang, 'row.title', { n: rowNo }), screen: 'D-06', path: `/dl/duyet/${runId}/${rowNo}`, back: { href: `/dl/duyet/${runId}`, label: list.title }, errors }
  return stewardPage(ctx, req, screen, <ReviewRowPage opened={opened} left={progress.waiting} total={progress.total} typed={{ reason: req.form.get('reason'), note: req.form.get('note') }} today={ctx.today} lang={req.lang} />, status)
}
