import { localTimeOf } from '../../kernel/plain-date.ts'
import { isId } from '../../kernel/ids.ts'
import type { KeptForm, PageRequest, Problem } from '../../platform/http/index.ts'
import { Button, ButtonLink, Form, type Lang } from '../kit/index.ts'
import { show, signInHref } from './frame.ts'
import { SearchForm } from './home.tsx'
import { problemStrings } from './problem-strings.ts'

const known = [401, 403, 404, 409, 422, 429, 500, 503] as const
type Known = (typeof known)[number]

/** The nearest status that has a title of its own. */
function nearest(status: number): Known {
  if (known.includes(status as Known)) return status as Known
  return status === 400 || status === 413 || status === 415 ? 422 : status === 410 ? 409 : status >= 500 ? 500 : status === 405 ? 404 : 409
}

/** G-13: the page for whatever could not be shown. Says the reason in plain words, what to do, and where help is; works without the database. */
export function renderProblem(problem: Problem, req: PageRequest): string {
  const status = nearest(problem.status)
  return show(req, { title: problemStrings.t(req.lang, `title.${status}`), screen: 'G-13', path: req.method === 'GET' ? req.path : '/', nav: status < 500 }, <ProblemPage problem={problem} status={status} req={req} />)
}

function ProblemPage(props: { problem: Problem; status: Known; req: PageRequest }) {
  const { problem, status, req } = props
  const say = problemStrings.in(req.lang)
  const words = (req.lang === 'en' && problem.en) || problem.vi
  const home = req.session?.kind === 'officer' ? '/lam-viec' : req.session ? '/toi' : '/'
  const dossierId = Object(problem.data)['dossierId'] as unknown
  return (
    <>
      <h1>{problem.kind === 'refusal' && status !== 422 && words.length <= 70 ? words : say(`title.${status}`)}</h1>
      {(problem.kind === 'fault' || status === 422 || words.length > 70) && <p class="lead">{words}</p>}
      {problem.errors.length > 0 && <ul class="prose-list">{problem.errors.map((error) => <li>{(req.lang === 'en' && error.en) || error.vi}</li>)}</ul>}
      {problem.next && req.lang === 'vi' && <p>{problem.next}</p>}
      {status >= 500 && <p>{say('kept')}</p>}
      {problem.retryAt && <p><strong>{say('retry-at', { time: timeOf(problem.retryAt) })}</strong></p>}
      {status === 429 && <p>{say('other-ways')}</p>}
      {problem.reference && <><p class="code-label">{say('reference')}</p><p class="code" data-code>{problem.reference}</p></>}
      <div class="buttons">
        {status === 401 && <ButtonLink href={signInHref(req.method === 'GET' ? req.target : '/')} act="sign-in">{say('sign-in')}</ButtonLink>}
        {problem.code === 'http.citizens-only' && <ButtonLink href={`/chuc-vu${req.method === 'GET' ? `?tiep=${encodeURIComponent(req.target)}` : ''}`} act="as-oneself">{say('as-oneself')}</ButtonLink>}
        {typeof dossierId === 'string' && isId(dossierId) && <ButtonLink href={`/ho-so/${dossierId}`} act="open-dossier">{say('dossier')}</ButtonLink>}
        {status >= 500 && req.method === 'GET' && <ButtonLink href={req.target} act="try-again">{say('again')}</ButtonLink>}
        <ButtonLink kind="secondary" href={home} act="home">{say(home === '/toi' ? 'mine' : home === '/lam-viec' ? 'work' : 'home')}</ButtonLink>
        {status >= 500 && <a class="link-plain" href="/tinh-trang">{say('status')}</a>}
      </div>
      {status === 404 && <><h2>{say('search')}</h2><SearchForm lang={req.lang} query="" /></>}
    </>
  )
}

/** After signing in again: what was sent is still there, and one button sends it. */
export function renderKept(kept: KeptForm, req: PageRequest): string {
  return show(req, { title: problemStrings.t(req.lang, 'kept-title'), screen: 'G-13-kept', nav: false }, <KeptPage kept={kept} lang={req.lang} />)
}

export function KeptPage(props: { kept: KeptForm; lang: Lang }) {
  const { kept, lang } = props
  const say = problemStrings.in(lang)
  return (
    <>
      <h1>{say('kept-title')}</h1>
      <p class="lead">{say('kept-text')}</p>
      <p class="hint">{say('kept-count', { fields: kept.fields, files: kept.files, until: timeOf(kept.keptUntil) })}</p>
      <Form action={kept.action} hidden={{ _kept: '1' }}>
        <div class="buttons"><Button act="send-kept">{say('kept-send')}</Button><a class="link-plain" href="/toi">{say('kept-drop')}</a></div>
      </Form>
    </>
  )
}

/** '14:05': nobody waits into another day. */
export function timeOf(instant: string): string {
  const { hour, minute } = localTimeOf(instant)
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
