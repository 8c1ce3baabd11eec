import { isId } from '../../kernel/ids.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { outlineOf, queue, type DossierOutline, type OfficerCase, type QueueItem } from '../../public-services/dossier/index.ts'
import { ButtonLink, Icon, type Lang } from '../kit/index.ts'
import { caseStrings } from './case-strings.ts'
import { needsPage, whenWords } from './case-words.ts'
import { workers, workPage } from './frame.ts'
import { refuse } from './refusals.ts'

const outcomes = ['accept', 'ok', 'approve', 'sendBack', 'defects', 'refuse'] as const
type Outcome = (typeof outcomes)[number]

export interface AfterModel {
  readonly outline: DossierOutline
  readonly outcome: Outcome
  /** The same dossier still waits for me. */
  readonly same: QueueItem | undefined
  readonly next: QueueItem | undefined
  readonly left: number
}

/** Green, what has happened, and the next piece of work under Enter. */
export function After(props: AfterModel & { lang: Lang }) {
  const { outline, outcome, same, next, left, lang } = props
  const say = caseStrings.in(lang)
  return (
    <>
      <div class="confirmation confirmation-work">
        <h1><Icon name="check-circle" size="large" />{say(`done.${outcome}`, { code: outline.code })}</h1>
        <ul class="plain-list">{outline.lanes.map((lane) => <li><strong>{lane.title}</strong>: {lane.stateName}</li>)}</ul>
        <p>{say(needsPage.includes(outcome) ? 'done.told' : 'done.seen')}</p>
      </div>
      <p>{left > 0 ? say('done.left', { n: left }) : say('done.all')}</p>
      <div class="buttons">
        {same && <ButtonLink href={`/lam-viec/ho-so/${same.laneId}`} act="go-on" shortcut="Enter">{say('done.go-on')}</ButtonLink>}
        {next && <ButtonLink href={`/lam-viec/ho-so/${next.laneId}`} act="next-dossier" kind={same ? 'secondary' : 'primary'} {...(same ? {} : { shortcut: 'Enter' })}>{say('done.next')}</ButtonLink>}
        <ButtonLink href="/lam-viec" kind={same || next ? 'quiet' : 'primary'} act="queue">{say('done.list')}</ButtonLink>
      </div>
    </>
  )
}

export const afterRoute = pageRoute({
  method: 'GET', url: '/lam-viec/xong/:dossier', access: { officer: workers }, purpose: { code: 'dossier', basis: 'NĐ 118/2025/NĐ-CP', text: 'Giải quyết hồ sơ' },
  async handler(ctx, req) {
    const id = req.params['dossier'] ?? ''
    const outline = await outlineOf(ctx, isId(id) ? id : refuse('officer.dossier-unknown'))
    const outcome = outcomes.find((each) => each === req.query['viec']) ?? 'ok'
    const waiting = (await queue(ctx)).filter((item) => item.mine)
    const model: AfterModel = { outline, outcome, same: waiting.find((item) => item.laneId === req.query['phan']), next: waiting.find((item) => item.laneId !== req.query['phan']), left: waiting.length }
    return workPage(ctx, req, { title: caseStrings.t(req.lang, 'done.title'), screen: 'O-14-done' }, <After {...model} lang={req.lang} />)
  },
})

/** Somebody else was faster: what is so now, and that nothing was lost. */
export function changedPage(ctx: Ctx, req: PageRequest, found: OfficerCase, status: number): Promise<PageReply> {
  const say = caseStrings.in(req.lang)
  const last = found.timeline.filter((event) => event.lane === found.lane.lane).at(-1)
  const body = (
    <>
      <h1>{say('changed.heading')}</h1>
      <p class="lead">{say('changed.text')}</p>
      <div class="summary-band">
        <p class="big">{found.dossier.code}</p>
        <p>{say('changed.now', { state: found.state.name })}</p>
        {last && <p>{say('changed.last', { when: whenWords(last.at), what: last.says ?? last.kind })}</p>}
      </div>
      <div class="buttons">
        <ButtonLink href={`/lam-viec/ho-so/${found.lane.laneId}`} act="open-again" shortcut="Enter">{say('changed.open')}</ButtonLink>
        <ButtonLink href="/lam-viec" kind="secondary" act="queue">{say('done.list')}</ButtonLink>
      </div>
    </>
  )
  return workPage(ctx, req, { title: say('changed.title'), screen: 'O-13-changed', path: `/lam-viec/ho-so/${found.lane.laneId}` }, body, status)
}
