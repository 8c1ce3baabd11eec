import type { VNode } from 'preact'
import type { Ctx, Role } from '../../platform/index.ts'
import type { PageReply, PageRequest } from '../../platform/http/index.ts'
import { type Lang } from '../kit/index.ts'
import { workPage, type WorkScreen } from '../officer/index.ts'
import { reasonOf } from './reasons.ts'
import { policeStrings } from './strings.ts'

export const police: readonly Role[] = ['police-officer', 'police-commander']
export const policeAccess = { officer: police }

/** One page of the police workspace: the reason for looking always stands above what is looked at. */
export function policePage(ctx: Ctx, req: PageRequest, screen: WorkScreen, body: VNode, status?: number): Promise<PageReply> {
  return workPage(ctx, req, screen, <><PoliceBar reason={ctx.purpose.text ?? ''} path={screen.path ?? req.path} chosen={reasonOf(req) !== null} lang={req.lang} />{body}</>, status)
}

/** Where to go, and why one looks: exactly what the log will say of this page. The search is one key away everywhere. */
function PoliceBar(props: { reason: string; chosen: boolean; path: string; lang: Lang }) {
  const say = policeStrings.in(props.lang)
  const links = [{ href: '/dc', word: 'bar.area' }, { href: '/dc/tim', word: 'bar.search', key: '/' }, { href: '/dc/sach', word: 'bar.upkeep' }, { href: '/dc/duyet', word: 'bar.approve' }] as const
  return (
    <div class="police-bar">
      <nav class="police-nav" aria-label={say('bar.label')}>
        <ul>{links.map((link) => <li><a href={link.href} aria-current={props.path === link.href ? 'page' : undefined} data-key={'key' in link ? link.key : undefined}>{say(link.word)}{'key' in link && <kbd class="key">{link.key}</kbd>}</a></li>)}</ul>
      </nav>
      <p class="police-reason">
        {say('bar.reason')} <strong>{props.reason}</strong>{' '}
        <a href={`/dc/ly-do?tiep=${encodeURIComponent(props.path)}`}>{say(props.chosen ? 'bar.change' : 'bar.choose')}</a>
      </p>
    </div>
  )
}
