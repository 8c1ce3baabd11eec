import { choosePost } from '../../foundations/eid/index.ts'
import { appointmentsOf, type Appointment } from '../../foundations/organisations/index.ts'
import { isId } from '../../kernel/ids.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, safePath, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, Form, Notice, RadioGroup, type Lang } from '../kit/index.ts'
import { errorsOf, page } from './frame.ts'
import { signInStrings } from './sign-in-strings.ts'

const purpose = { code: 'sign-in', basis: 'NĐ 69/2024/NĐ-CP', text: 'Chọn chức vụ khi đăng nhập' }

export interface PostsModel {
  readonly posts: readonly { readonly id: string; readonly title: string; readonly unit: string; readonly decision: string; readonly from: string; readonly to: string | null }[]
  readonly current: string | null
  readonly next: string
}

/** An officer signs in as a person, then takes on one dated post. */
export function Posts(props: PostsModel & { lang: Lang }) {
  const say = signInStrings.in(props.lang)
  const options = [
    ...props.posts.map((post) => ({
      value: post.id, label: `${post.title}, ${post.unit}`,
      hint: post.to === null ? say('posts.since', { number: post.decision, date: formatDateVi(post.from) }) : say('posts.since-to', { number: post.decision, date: formatDateVi(post.from), end: formatDateVi(post.to) }),
    })),
    { value: 'self', label: say('posts.self'), hint: say('posts.self-hint') },
  ]
  return (
    <Form action="/chuc-vu" hidden={{ tiep: props.next }}>
      {props.posts.length === 0 && <Notice kind="info" title={say('posts.none')}><p>{say('posts.none-text')}</p></Notice>}
      <RadioGroup heading name="post" label={say('posts.heading')} options={options} value={props.current ?? props.posts[0]?.id ?? 'self'} />
      <div class="buttons"><Button act="choose-post">{say('posts.do')}</Button></div>
    </Form>
  )
}

async function postsPage(ctx: Ctx, req: PageRequest, appointments: readonly Appointment[], errors: readonly FieldError[] = []): Promise<PageReply> {
  const posts = appointments.map((each) => ({ id: each.appointmentId, title: each.post.title, unit: each.organisation.name, decision: each.decisionNumber, from: each.from, to: each.to }))
  const current = ctx.actor.kind === 'officer' ? ctx.actor.appointmentId : null
  const next = safePath(req.method === 'POST' ? req.form.get('tiep') : req.query['tiep'], '')
  return page(req, { title: signInStrings.t(req.lang, 'posts.title'), screen: 'C-01-post', errors, nav: false, ...(ctx.actor.kind === 'officer' ? { back: { href: ctx.actor.role === 'leader' ? '/dieu-hanh' : '/lam-viec', label: signInStrings.t(req.lang, 'posts.back') } } : {}) }, <Posts posts={posts} current={current} next={next} lang={req.lang} />)
}

const own = async (ctx: Ctx): Promise<Appointment[]> => (ctx.actor.kind === 'citizen' || ctx.actor.kind === 'officer' ? appointmentsOf(ctx, ctx.actor.personId, ctx.today) : [])

export const postsRoute = pageRoute({
  method: 'GET', url: '/chuc-vu', access: 'signed-in', purpose,
  async handler(ctx, req) {
    const appointments = await own(ctx)
    if (appointments.length === 0 && req.query['vao'] !== undefined) return { redirect: safePath(req.query['tiep'], '/toi') }
    return postsPage(ctx, req, appointments)
  },
})

export const choosePostRoute = pageRoute({
  method: 'POST', url: '/chuc-vu', access: 'signed-in', purpose,
  async handler(ctx, req) {
    const chosen = req.form.get('post')
    if (chosen !== 'self' && !isId(chosen)) return { ...(await postsPage(ctx, req, await own(ctx), [{ field: 'post', vi: signInStrings.vi['posts.choose'], en: signInStrings.en['posts.choose'] }])), status: 422 }
    await choosePost(ctx, chosen === 'self' ? null : chosen)
    if (chosen === 'self') return { redirect: safePath(req.form.get('tiep'), '/toi') }
    const role = (await own(ctx)).find((each) => each.appointmentId === chosen)?.role
    return { redirect: safePath(req.form.get('tiep'), role === 'leader' ? '/dieu-hanh' : '/lam-viec') }
  },
  onRefusal: async (ctx, req, refusal) => postsPage(ctx, req, await own(ctx), errorsOf(refusal)),
})
