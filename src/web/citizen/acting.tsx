import { actFor } from '../../foundations/eid/index.ts'
import { mandateRules, ownActingChoices, type ActingChoice } from '../../foundations/mandates/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { dossiersActedFor, draftsActedFor, servicesToFileFor } from '../../public-services/dossier/index.ts'
import { Button, ButtonLink, EmptyState, Form, Notice, WorklistCard, type Lang } from '../kit/index.ts'
import { clockWords, errorsOf, page } from '../public/index.ts'
import { DossierStatus, DraftCard } from './dossiers.tsx'
import { mandateStrings } from './mandate-strings.ts'
import { momentWords } from './words.ts'

const purpose: Purpose = { code: 'mandates', basis: 'Bộ luật Dân sự 2015, đ.134–143', text: 'Chọn người được làm thay' }
const access = { citizen: { level: 2 } } as const

interface Model { readonly choices: readonly ActingChoice[]; readonly acting: { readonly personId: string; readonly displayName: string } | null; readonly minutes: number }

/** C-30: for whom one is working now, and for whom one may. */
function ActFor(props: Model & { lang: Lang }) {
  const { acting, choices, lang } = props
  const say = mandateStrings.in(lang)
  // Several permissions of one person are one choice.
  const people = [...new Map(choices.map((each) => [each.right.subjectId, each])).values()]
  return (
    <>
      <h1>{say('act.heading')}</h1>
      {acting
        ? <Notice kind="warn" title={say('act.for', { name: acting.displayName })}><p><a href="/lam-thay/ho-so">{say('act.go', { name: acting.displayName })}</a></p></Notice>
        : <Notice kind="info" title={say('act.self')} />}
      <p>{say('act.lead', { minutes: props.minutes })}</p>
      <p>{say('act.can')}</p>
      {acting && <Form action="/lam-thay/ket-thuc" class="form-inline"><Button kind="secondary" act="end-acting-here">{say('act.end')}</Button></Form>}
      {people.length === 0 && <EmptyState title={say('act.none')} action={<ButtonLink href="/uy-quyen/moi?vai=xin" act="ask-mandate">{say('act.none-do')}</ButtonLink>}><p>{say('act.none-text')}</p></EmptyState>}
      {people.map(({ right, name }) => (
        <div class="card">
          <p><strong>{name}</strong></p>
          <p class="hint">{say(`basis.${right.basis}`)} · {say('act.basis', { article: right.article })}{right.until && <> · {say('list.until', { date: formatDateVi(right.until) })}</>}</p>
          {acting?.personId !== right.subjectId && <Form action="/lam-thay" hidden={{ id: right.subjectId }} class="form-inline"><Button kind="secondary" act="act-for">{say('act.choose', { name })}</Button></Form>}
        </div>
      ))}
    </>
  )
}

async function actingPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const model: Model = { choices: await ownActingChoices(ctx), acting: req.session?.onBehalfOf ?? null, minutes: mandateRules(ctx.today).actingIdleMinutes }
  return page(req, { title: mandateStrings.t(req.lang, 'act.title'), screen: 'C-30', errors, back: { href: '/cai-dat' }, path: '/lam-thay' }, <ActFor {...model} lang={req.lang} />, status)
}

export const actingRoute = pageRoute({ method: 'GET', url: '/lam-thay', access, acting: true, purpose, handler: (ctx, req) => actingPage(ctx, req) })

export const actForRoute = pageRoute({
  method: 'POST', url: '/lam-thay', access, acting: true, purpose,
  async handler(ctx, req) {
    await actFor(ctx, isId(req.form.get('id')) ? req.form.get('id') : newId())
    return { redirect: '/lam-thay' }
  },
  onRefusal: (ctx, req, refusal) => actingPage(ctx, req, errorsOf(refusal), refusal.status),
})

export const endActingRoute = pageRoute({
  method: 'POST', url: '/lam-thay/ket-thuc', access, acting: true, purpose,
  async handler(ctx) {
    await actFor(ctx, null)
    return { redirect: '/lam-thay' }
  },
})

/** What runs for the person acted for, as far as the right reaches. */
export const actedDossiersRoute = pageRoute({
  method: 'GET', url: '/lam-thay/ho-so', access, acting: true, purpose: { code: 'acting-for', basis: 'Bộ luật Dân sự 2015, đ.136, 138', text: 'Người làm thay theo dõi hồ sơ' },
  async handler(ctx, req) {
    const acting = req.session?.onBehalfOf
    if (!acting) return { redirect: '/lam-thay' }
    const say = mandateStrings.in(req.lang)
    const [dossiers, drafts, services] = [await dossiersActedFor(ctx), await draftsActedFor(ctx), await servicesToFileFor(ctx)]
    const begun = drafts.filter((draft) => draft.answered > 0)
    return page(req, { title: say('act.go', { name: acting.displayName }), screen: 'C-30-dossiers', back: { href: '/lam-thay' } }, (
      <>
        <h1>{say('act.go', { name: acting.displayName })}</h1>
        {req.query['luu'] !== undefined && <Notice kind="success" title={say('act.saved')} live />}
        <section class="stack">
          <h2>{say('act.file')}</h2>
          {services.length === 0 ? <p class="muted">{say('act.file-none')}</p> : <ul class="prose-list">{services.map((service) => <li><a href={`/thu-tuc/${service.slug}/bat-dau`} data-act="file-for">{service.name}</a></li>)}</ul>}
        </section>
        {begun.length > 0 && <section class="stack"><h2>{say('act.drafts')}</h2>{begun.map((draft) => <DraftCard draft={draft} today={ctx.today} lang={req.lang} acting />)}</section>}
        <h2>{say('act.dossiers')}</h2>
        {dossiers.length === 0 && <EmptyState title={say('act.no-dossiers')}><p>{say('act.no-dossiers-text')}</p></EmptyState>}
        {dossiers.map((each) => (
          <WorklistCard title={each.serviceName} level={3} href={`/ho-so/${each.dossierId}`} tone={each.waitsForMe ? 'todo' : 'plain'} tags={<DossierStatus status={each.status} lang={req.lang} />} lines={[
            <span class="hint">{each.code} · {momentWords(each.submittedAt, ctx.today)}</span>, ...each.lanes.map((lane) => <>{lane.title}: {lane.stateName}{lane.clock && lane.outcome === null ? `, ${clockWords(lane.clock.status, req.lang)}` : ''}</>),
          ]} />
        ))}
      </>
    ))
  },
})

export const actingPages = [actedDossiersRoute, actingRoute, actForRoute, endActingRoute]
