import { appointmentsOf } from '../../foundations/organisations/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { Notice, type Lang } from '../kit/index.ts'
import { page } from '../public/index.ts'
import { myStrings } from './my-strings.ts'
import { ownData } from './purposes.ts'

/** C-32: everything about the account, one door each. */
export function Settings(props: { name: string; level: 1 | 2; posts: boolean; lang: Lang }) {
  const say = myStrings.in(props.lang)
  const doors = [['/an-toan', 'settings.safety'], ['/uy-quyen', 'settings.mandates'], ['/lam-thay', 'settings.acting'], ['/tiep-can', 'settings.comfort'], ['/du-lieu', 'settings.data'], ['/ho', 'settings.household'], ['/luot-xem', 'settings.reads'], ['/quyen-da-cho', 'settings.allowed'], ['/nha-phat-trien', 'settings.developers'], ['/bao-sai', 'settings.corrections'], ...(props.posts ? [['/chuc-vu', 'settings.posts'] as const] : [])] as const
  return (
    <>
      <p class="caption">{props.name}</p>
      <h1>{say('settings.heading')}</h1>
      <p>{say('settings.level', { level: props.level })}</p>
      {props.level === 1 && <Notice kind="warn" title={say('settings.level-one')} />}
      <ul class="ways">{doors.map(([href, key]) => <li><a href={href}>{say(key)}</a></li>)}</ul>
      <h2>{say('settings.quiet')}</h2>
      <p>{say('settings.quiet-text')}</p>
    </>
  )
}

export const settingsRoute = pageRoute({
  method: 'GET', url: '/cai-dat', access: { citizen: {} }, purpose: ownData,
  async handler(ctx, req) {
    const posts = ctx.actor.kind === 'citizen' ? await appointmentsOf(ctx, ctx.actor.personId, ctx.today) : []
    return page(req, { title: myStrings.t(req.lang, 'settings.title'), screen: 'C-32' }, <Settings name={req.session!.displayName} level={req.session!.level ?? 1} posts={posts.length > 0} lang={req.lang} />)
  },
})
