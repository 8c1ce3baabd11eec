import { areaName } from '../../foundations/areas/index.ts'
import { bordersOfList, cancelRun, communesOfList, orderRun, outcomesOf, readList, readFoundOnList, readModels, readReportOfRun, readRun, reportHtml, sumOutcomes, usual, type CommuneLines, type MatchingList, type MatchingRun, type StoredModel } from '../../data-ecosystem/linkage/index.ts'
import { newId } from '../../kernel/ids.ts'
import { formatDateVi, formatInstantVi, todayAt } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, ButtonLink, Checkboxes, Form, Notice, RadioGroup, TextField, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { count, idOf, listPurpose, stewardAccess, stewardPage } from './frame.tsx'
import { listPath } from './list-words.tsx'
import { refuse } from './refusals.ts'
import { reviewStrings } from './review-strings.ts'
import { Expected, FoundOnList, RunProgressPart, RunResult, RunsOf } from './run-parts.tsx'
import { stewardStrings } from './strings.ts'

interface Typed {
  readonly lower: string
  readonly upper: string
  readonly budget: string
  readonly model: string
  readonly whole: readonly string[]
}

/** D-05: a matching is ordered; one that is under way is watched. */
export function Run(props: { list: MatchingList; runs: readonly MatchingRun[]; models: readonly StoredModel[]; communes: readonly CommuneLines[]; typed: Typed; readings: number; wrong: boolean; today: string; lang: Lang }) {
  const { list, runs, models, communes, typed, lang } = props
  const say = stewardStrings.in(lang)
  const open = runs.find(({ status }) => status === 'queued' || status === 'running')
  const last = runs.find(({ status }) => status === 'done')
  const path = listPath(list.listId, 'doi-khop')
  return (
    <>
      <h1>{say('run.title')}</h1>
      {open
        ? <RunProgressPart run={open} refreshHref={path} lang={lang} />
        : (
          <>
            {runs[0] && runs[0].status === 'failed' && <RunResult run={runs[0]} outcomes={null} lang={lang} />}
            {last && <Notice kind="success" title={say('run.done', { when: formatInstantVi(last.finishedAt ?? last.orderedAt) })}><div class="buttons"><ButtonLink act="open-result" href={`/dl/lan-chay/${last.runId}`}>{say('run.open-result')}</ButtonLink></div></Notice>}
            <p class="lead">{say('run.lead', { n: count((list.counts.ok ?? 0) + (list.counts.fixable ?? 0)) })}</p>
            <Form action={path} command={newId()} label={say('run.title')}>
              {communes.length > 0 && <Checkboxes name="whole" label={say('run.whole')} hint={say('run.whole-hint')} values={typed.whole} options={communes.map(({ code, lines }) => ({ value: code, label: areaName(code, props.today), hint: say('run.whole-lines', { n: count(lines) }) }))} />}
              <details class="details details-box" open={props.wrong}>
                <summary>{say('run.choices')}</summary>
                <div class="details-body">
                  <p class="hint">{say('run.choices-text')}</p>
                  {props.readings > 0 && <p class="hint">{say('run.choices-read', { n: count(props.readings) })}</p>}
                  <TextField name="upper" label={say('run.upper')} hint={say('run.upper-hint')} value={typed.upper} inputmode="text" width="four" autocomplete="off" />
                  <TextField name="lower" label={say('run.lower')} hint={say('run.lower-hint')} value={typed.lower} inputmode="text" width="four" autocomplete="off" />
                  <TextField name="budget" label={say('run.budget')} hint={say('run.budget-hint')} value={typed.budget} inputmode="numeric" width="twelve" autocomplete="off" />
                  <RadioGroup name="model" label={say('run.model')} value={typed.model} options={[...models.slice(0, 3).map(({ version, trainedAt }) => ({ value: String(version), label: say('run.model-kept', { n: version, day: formatDateVi(todayAt(trainedAt)) }) })), { value: 'new', label: say('run.model-new') }]} />
                </div>
              </details>
              <Button {...(last ? { kind: 'secondary' as const } : {})} act="start-run">{say(last ? 'run.again' : 'run.start')}</Button>
            </Form>
            {last?.manifest && <Expected manifest={last.manifest} lang={lang} />}
          </>
        )}
      {runs.length > 0 && <RunsOf runs={runs} lang={lang} />}
    </>
  )
}

async function runPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = []): Promise<PageReply> {
  const listId = idOf(req, 'list')
  const { list, runs } = await readList(ctx, listId)
  if (list.task || list.erasedAt || (list.status !== 'checked' && list.status !== 'linked')) return { redirect: listPath(listId) }
  const models = await readModels(ctx, listId)
  const communes = await communesOfList(ctx, listId)
  const { form } = req
  // Where reading pays by the costs of today and what readers said of earlier runs; the owner may choose otherwise.
  const borders = await bordersOfList(ctx, listId)
  const typed = req.method === 'POST'
    ? { lower: form.get('lower'), upper: form.get('upper'), budget: form.get('budget'), model: form.get('model'), whole: form.all('whole') }
    : { lower: bitsText(borders.lower), upper: bitsText(borders.upper), budget: count(usual.budget), model: models[0] ? String(models[0].version) : 'new', whole: runs.find((run) => run.wholeFor.length > 0)?.wholeFor ?? [] }
  return stewardPage(ctx, req, { title: stewardStrings.t(req.lang, 'run.title'), screen: 'D-05', path: listPath(listId, 'doi-khop'), back: { href: listPath(listId), label: list.title }, errors }, <Run list={list} runs={runs} models={models} communes={communes} typed={typed} readings={borders.calibration.readings} wrong={errors.length > 0} today={ctx.today} lang={req.lang} />, errors.length > 0 ? 422 : 200)
}

const bitsText = (n: number): string => n.toFixed(1).replace('-', '−').replace('.', ',')
/** '−2' and '10,5' as people write them; what is no number is refused by the use case. */
const bitsOf = (text: string): number => (/^\s*[-−]?\d{1,3}([.,]\d{1,3})?\s*$/.test(text) ? Number(text.trim().replace('−', '-').replace(',', '.')) : Number.NaN)
const wholeOf = (text: string): number => (/^\s*\d[\d.\s]*$/.test(text) ? Number(text.replace(/[.\s]/g, '')) : Number.NaN)

export const runFormRoute = pageRoute({ method: 'GET', url: '/dl/danh-sach/:list/doi-khop', access: stewardAccess, purpose: listPurpose, handler: (ctx, req) => runPage(ctx, req) })

export const startRunRoute = pageRoute({
  method: 'POST', url: '/dl/danh-sach/:list/doi-khop', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const { form } = req
    const listId = idOf(req, 'list')
    const model = form.get('model')
    await orderRun(ctx, { commandId: req.commandId ?? newId(), listId, lower: bitsOf(form.get('lower')), upper: bitsOf(form.get('upper')), budget: wholeOf(form.get('budget')), modelVersion: /^\d{1,6}$/.test(model) ? Number(model) : null, wholeFor: form.all('whole') })
    return { redirect: listPath(listId, 'doi-khop') }
  },
  onRefusal: (ctx, req, refusal) => runPage(ctx, req, errorsOf(refusal)),
})

export const cancelRunRoute = pageRoute({
  method: 'POST', url: '/dl/lan-chay/:run/huy', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const runId = idOf(req, 'run')
    await cancelRun(ctx, runId)
    const { list } = await readRun(ctx, runId)
    return { redirect: listPath(list.listId, 'doi-khop') }
  },
})

export const runRoute = pageRoute({
  method: 'GET', url: '/dl/lan-chay/:run', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const { run, list } = await readRun(ctx, idOf(req, 'run'))
    if (run.status === 'queued' || run.status === 'running') return { redirect: listPath(list.listId, 'doi-khop') }
    const of = run.status === 'done' && list.erasedAt === null ? sumOutcomes(await outcomesOf(ctx, run.runId)) : null
    const found = of === null ? [] : await readFoundOnList(ctx, list.listId)
    const say = stewardStrings.in(req.lang)
    return stewardPage(ctx, req, { title: say('run.results'), screen: 'D-05-result', back: { href: listPath(list.listId), label: list.title } }, <><h1>{say('run.results')}</h1><RunResult run={run} outcomes={of} lang={req.lang} />{found.length > 0 && <FoundOnList found={found} today={ctx.today} lang={req.lang} />}{of && <div class="buttons"><ButtonLink act="review" href={`/dl/duyet/${run.runId}`}>{reviewStrings.t(req.lang, 'runs.title')}</ButtonLink><ButtonLink act="results" kind="secondary" href={`/dl/ket-qua/${run.runId}`}>{reviewStrings.t(req.lang, 'results.title')}</ButtonLink></div>}{run.status === 'cancelled' && <p>{say('run.cancelled')}</p>}</>)
  },
})

/** The report of a run: counts alone, so it may be kept and sent on. */
export const reportRoute = pageRoute({
  method: 'GET', url: '/dl/lan-chay/:run/bao-cao.html', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const runId = idOf(req, 'run')
    const figures = await readReportOfRun(ctx, runId)
    if (!figures) refuse('steward.unknown')
    return { bytes: Buffer.from(reportHtml(figures), 'utf8'), type: 'text/html; charset=utf-8', filename: `bao-cao-${runId.slice(0, 8)}.html` }
  },
})

export const manifestRoute = pageRoute({
  method: 'GET', url: '/dl/lan-chay/:run/so-chay.json', access: stewardAccess, purpose: listPurpose,
  async handler(ctx, req) {
    const { run } = await readRun(ctx, idOf(req, 'run'))
    if (!run.manifest) refuse('steward.unknown')
    return { bytes: Buffer.from(`${JSON.stringify({ runId: run.runId, ...run.manifest }, null, 2)}\n`, 'utf8'), type: 'application/json; charset=utf-8', filename: `so-chay-${run.runId.slice(0, 8)}.json` }
  },
})
