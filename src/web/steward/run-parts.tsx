import { blockingRules, outcomes, problemText, runSteps, zoneReasons, type MatchingRun, type Outcomes, type RunManifest, type ZoneReason } from '../../data-ecosystem/linkage/index.ts'
import type { CountedRule } from '../../data-ecosystem/quality/index.ts'
import { areaName } from '../../foundations/areas/index.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import { Button, ButtonLink, DataTable, Form, Notice, TaskList, type Lang, type TaskState } from '../kit/index.ts'
import { count } from './frame.tsx'
import { kindWord } from './list-words.tsx'
import { OutcomeCount } from './result-lines.tsx'
import { stewardStrings } from './strings.ts'

const runPath = (runId: string, part: string): string => `/dl/lan-chay/${runId}/${part}`

/** A run that waits or goes on: its steps, the pairs done, the time left; it goes on without the page. */
export function RunProgressPart(props: { run: MatchingRun; refreshHref: string; lang: Lang }) {
  const { run, lang } = props
  const say = stewardStrings.in(lang)
  const { step, seconds = {}, pairs, planned, people } = run.progress
  const at = step ? runSteps.indexOf(step) : -1
  const state = (i: number): TaskState => (seconds[runSteps[i]!] !== undefined ? 'done' : i === at ? 'waiting' : 'cannot-start')
  const hintOf = (i: number): string => {
    const name = runSteps[i]!
    if (name === 'score' && i === at && pairs) return pairsText(pairs, lang)
    if (name === 'read-register' && people !== undefined) return say('run.people', { n: count(people) })
    return seconds[name] === undefined ? '' : say('run.step-seconds', { n: seconds[name].toFixed(1).replace('.', ',') })
  }
  return (
    <>
      <Notice kind="info" title={say(run.status === 'queued' ? 'run.queued' : 'run.running')} live>
        <p>{say('run.leave')}</p>
        <div class="buttons">
          <ButtonLink kind="secondary" act="refresh" href={props.refreshHref}>{say('list.refresh')}</ButtonLink>
        </div>
      </Notice>
      <h2>{say('run.steps')}</h2>
      <TaskList label={say('run.steps')} tasks={runSteps.map((name, i) => ({ title: say(`run.step.${name}`), state: state(i), stateText: say(`run.step-${state(i) === 'done' ? 'done' : i === at ? 'now' : 'later'}`), ...(hintOf(i) === '' ? {} : { hint: hintOf(i) }) }))} />
      {planned && <Planned planned={planned} lang={lang} />}
      <Form action={runPath(run.runId, 'huy')} label={say('run.cancel')}><Button kind="danger" act="cancel-run">{say('run.cancel')}</Button></Form>
    </>
  )
}

/** Time left by pairs: what this attempt has done in its time. */
function pairsText({ done, all, seconds, before }: NonNullable<MatchingRun['progress']['pairs']>, lang: Lang): string {
  const say = stewardStrings.in(lang)
  const text = say('run.pairs', { done: count(done), all: count(all), percent: all === 0 ? 100 : Math.floor((done / all) * 100) })
  if (done - before <= 0 || done >= all) return text
  const left = ((all - done) / (done - before)) * seconds
  return `${text}, ${say('run.left', { time: left < 90 ? say('run.seconds', { n: Math.ceil(left) }) : say('run.minutes', { n: Math.ceil(left / 60) }) })}`
}

/** How many pairs each rule was counted to bring, in the order the rules are tried. */
export function Planned(props: { planned: NonNullable<MatchingRun['progress']['planned']>; lang: Lang }) {
  const say = stewardStrings.in(props.lang)
  const rows = blockingRules.flatMap((rule) => (props.planned[rule] === undefined ? [] : [{ name: say(`rule.${rule}`), pairs: props.planned[rule] }]))
  return (
    <details class="details details-box">
      <summary>{say('run.planned-total', { n: count(rows.reduce((sum, { pairs }) => sum + pairs, 0)) })}</summary>
      <div class="details-body">
        <DataTable caption={say('run.planned')} rows={rows} columns={[{ header: say('run.rule'), rowHeader: true, cell: ({ name }) => name }, { header: say('run.rule-pairs'), align: 'num', cell: ({ pairs }) => count(pairs) }]} />
      </div>
    </details>
  )
}

/** A run that is over: what came of the lines, on which model, and its manifest. */
export function RunResult(props: { run: MatchingRun; outcomes: Outcomes | null; lang: Lang }) {
  const { run, lang } = props
  const say = stewardStrings.in(lang)
  if (run.status === 'failed') return <Notice kind="error" title={say('run.failed')}><p>{failureText(run, lang)}</p></Notice>
  if (!run.manifest) return null
  return (
    <>
      <Notice kind="success" title={say('run.done', { when: formatInstantVi(run.finishedAt ?? run.orderedAt) })}><p>{say('run.model-used', { id: kindWord(run.modelId, lang), version: run.modelVersion ?? 0 })} · {say('run.people', { n: count(run.manifest.register.people) })}</p></Notice>
      {props.outcomes && (
        <DataTable caption={say('run.results')} rows={outcomes.map((outcome) => ({ outcome, lines: props.outcomes![outcome] }))} columns={[
          { header: say('run.outcome'), rowHeader: true, cell: ({ outcome }) => say(`outcome.${outcome}`) }, { header: say('run.lines'), align: 'num', cell: ({ outcome, lines }) => <OutcomeCount runId={run.runId} outcome={outcome} n={lines} lang={lang} /> },
        ]} />
      )}
      {props.outcomes && <p class="hint">{say('run.sum', { n: count(outcomes.reduce((all, outcome) => all + props.outcomes![outcome], 0)), all: count(run.manifest.list.lines) })}</p>}
      <Reasons manifest={run.manifest} lang={lang} />
      <Planned planned={run.manifest.planned} lang={lang} />
      <p>{say('run.manifest-text')}</p>
      {run.manifest.report !== undefined && <p>{say('run.report-text')}</p>}
      <div class="buttons">
        {run.manifest.report !== undefined && <ButtonLink kind="secondary" act="report" icon="download" href={runPath(run.runId, 'bao-cao.html')}>{say('run.report')}</ButtonLink>}
        <ButtonLink kind="secondary" act="manifest" icon="download" href={runPath(run.runId, 'so-chay.json')}>{say('run.manifest')}</ButtonLink>
      </div>
    </>
  )
}

/** Why lines are left to people, and between which weights; runs of before did not count it. */
function Reasons(props: { manifest: RunManifest; lang: Lang }) {
  const { manifest: { reasons = {}, thresholds }, lang } = props
  const say = stewardStrings.in(lang)
  const bits = (n: number): string => n.toFixed(1).replace('-', '−').replace('.', ',')
  const why = (Object.keys(zoneReasons) as ZoneReason[]).filter((reason) => reason !== 'sure' && reason !== 'nobody' && reasons[reason])
  if (why.length === 0) return null
  return (
    <>
      <h2>{say('run.why')}</h2>
      <ul class="plain-list">{why.map((reason) => <li>{say('run.why-line', { reason: zoneReasons[reason][lang], n: count(reasons[reason]!) })}</li>)}</ul>
      <p class="hint">{say('run.why-bounds', { lower: bits(thresholds.lower), upper: bits(thresholds.upper) })}</p>
    </>
  )
}

/** What the rules have found on the list, by commune: counts alone. */
export function FoundOnList(props: { found: readonly CountedRule[]; today: string; lang: Lang }) {
  const { found, lang } = props
  const say = stewardStrings.in(lang)
  const rows = found.flatMap(({ rule, units }) => units.map((unit) => ({ name: rule.name[lang], ...unit })))
  return (
    <>
      <p class="hint">{say('found.lead')}</p>
      <DataTable caption={say('found.title')} rows={rows} columns={[
        { header: say('found.rule'), rowHeader: true, cell: ({ name }) => name }, { header: say('found.unit'), cell: ({ area }) => (area === null ? say('found.nowhere') : areaName(area, props.today)) },
        { header: say('found.open'), align: 'num', cell: ({ open }) => count(open) }, { header: say('found.settled'), align: 'num', cell: ({ settled }) => count(settled) },
      ]} />
    </>
  )
}

const failureText = ({ problem }: MatchingRun, lang: Lang): string => (problem?.vars ? String(problem.vars[lang === 'vi' ? 'why' : 'whyEn'] ?? problemText(problem.code, lang, problem.vars)) : problemText(problem?.code ?? '', lang))

/** What other thresholds would leave to people, from the weights of the last run. */
export function Expected(props: { manifest: RunManifest; lang: Lang }) {
  const { manifest, lang } = props
  const say = stewardStrings.in(lang)
  const { lower } = manifest.thresholds
  const bits = Object.entries(manifest.bestByBit).flatMap(([bit, lines]) => (bit === 'none' ? [] : [{ bit: Number(bit), lines }]))
  const above = (from: number): number => bits.reduce((sum, { bit, lines }) => sum + (bit >= from ? lines : 0), 0)
  const rows = [4, 6, 8, 10, 12, 15, 20].filter((upper) => upper >= lower).map((upper) => ({ upper, auto: above(upper), review: above(Math.floor(lower)) - above(upper), none: manifest.list.matched - above(Math.floor(lower)) }))
  return (
    <>
      <p class="hint">{say('run.expected-hint')}</p>
      <DataTable caption={say('run.expected')} rows={rows} columns={[
        { header: say('run.expected-upper'), rowHeader: true, cell: ({ upper }) => String(upper) }, { header: say('run.expected-auto'), align: 'num', cell: ({ auto }) => count(auto) },
        { header: say('run.expected-review'), align: 'num', cell: ({ review }) => count(review) }, { header: say('run.expected-none'), align: 'num', cell: ({ none }) => count(none) },
      ]} />
    </>
  )
}

const stateWords = { queued: 'run.queued', running: 'run.running', failed: 'run.failed', cancelled: 'run.cancelled' } as const

export function RunsOf(props: { runs: readonly MatchingRun[]; lang: Lang }) {
  const say = stewardStrings.in(props.lang)
  return (
    <DataTable caption={say('list.runs')} rows={props.runs} columns={[
      { header: say('home.state'), rowHeader: true, cell: (run) => <a href={runPath(run.runId, '').replace(/\/$/, '')}>{run.status === 'done' ? say('run.done', { when: formatInstantVi(run.finishedAt!) }) : say(stateWords[run.status])}</a> },
      { header: say('outcome.linked'), align: 'num', cell: ({ manifest }) => (manifest ? count(manifest.zones.automatic) : '–') },
      { header: say('outcome.review'), align: 'num', cell: ({ manifest }) => (manifest ? count(manifest.zones.review) : '–') },
      { header: say('outcome.notFound'), align: 'num', cell: ({ manifest }) => (manifest ? count(manifest.zones.reject) : '–') },
    ]} />
  )
}
