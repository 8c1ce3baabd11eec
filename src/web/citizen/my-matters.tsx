import { noticesForMother, type BirthNotice } from '../../foundations/civil-status/index.ts'
import { formatDateVi, formatInstantVi, type PlainDate } from '../../kernel/plain-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { consentsForMe, findService, ownDossiers, ownDrafts, type ConsentAsked, type DossierSummary, type DraftSummary } from '../../public-services/dossier/index.ts'
import { ButtonLink, EmptyState, Icon, Notice, WorklistCard, type IconName, type Lang } from '../kit/index.ts'
import { page } from '../public/index.ts'
import { dossierStrings } from './dossier-strings.ts'
import { DossierCard, DraftCard } from './dossiers.tsx'
import { myStrings } from './my-strings.ts'
import { following } from './purposes.ts'
import { readsThisMonth } from './reads-of-dossier.ts'

const birthService = 'khai-sinh-thuong-tru-bhyt'

export interface MyMattersModel {
  readonly name: string
  readonly dossiers: readonly DossierSummary[]
  readonly drafts: readonly DraftSummary[]
  readonly consents: readonly ConsentAsked[]
  readonly births: readonly Pick<BirthNotice, 'noticeId' | 'birthDate' | 'facilityName'>[]
  /** Looks of offices this month; null while they cannot be counted. */
  readonly reads: number | null
  readonly today: PlainDate
  readonly saved?: 'draft' | 'consent'
}

/** C-04: what waits for the person comes first, one action a block, offers say why. */
export function MyMatters(props: MyMattersModel & { lang: Lang }) {
  const { dossiers, drafts, consents, births, today, lang } = props
  const say = myStrings.in(lang)
  const waiting = dossiers.filter((each) => each.waitsForMe)
  const running = dossiers.filter((each) => !each.waitsForMe && each.endedAt === null)
  const begun = drafts.find((draft) => draft.slug === birthService)
  const now = waiting.length + consents.length
  return (
    <>
      <p class="caption">{props.name}</p>
      <h1>{say('home.title')}</h1>
      {props.saved && <Notice kind="success" title={say(props.saved === 'draft' ? 'home.saved' : 'consent.done')} live />}
      {now > 0 && (
        <section class="stack"><h2>{say('home.now', { n: now })}</h2>
          {waiting.map((dossier) => <WaitingCard dossier={dossier} lang={lang} />)}
          {consents.map((consent) => <WorklistCard level={3} tone="todo" title={say('consent.asked', { service: consent.serviceName })} lines={[consent.says]} actions={<ButtonLink href={`/y-kien/${consent.consentId}`} act="open-consent">{say('consent.open')}</ButtonLink>} />)}
        </section>
      )}
      {births.length > 0 && (
        <section class="stack"><h2>{say('home.offers')}</h2>
          {births.map((birth) => (
            <WorklistCard level={3} tone="offer" title={say('offer.birth', { day: formatDateVi(birth.birthDate) })} lines={[say('offer.birth-why', { facility: birth.facilityName })]}
              actions={<ButtonLink href={`/thu-tuc/${birthService}/bat-dau`} act="start-birth">{begun ? say('offer.resume') : say('offer.do')}</ButtonLink>} />
          ))}
        </section>
      )}
      {drafts.length > 0 && <section class="stack"><h2>{say('home.drafts')}</h2>{drafts.map((draft) => <DraftCard draft={draft} today={today} lang={lang} />)}</section>}
      {now + births.length + drafts.length + running.length === 0 && <EmptyState title={say('home.none')} action={<ButtonLink kind="secondary" href="/thu-tuc">{say('often.search')}</ButtonLink>}>{say('home.none-text')}</EmptyState>}
      {running.length > 0 && <section class="stack"><h2>{say('home.running', { n: running.length })}</h2>{running.map((dossier) => <DossierCard dossier={dossier} today={today} lang={lang} />)}</section>}
      {dossiers.length > 0 && <p><a href="/ho-so">{say('home.all')}</a></p>}
      <h2>{say('home.often')}</h2>
      <ul class="events">
        {shortcuts.map(([href, icon, key]) => <li><a class="event" href={href}><Icon name={icon} size="large" /><span>{say(key)}</span></a></li>)}
      </ul>
      <p><Icon name="eye" /> <a href="/luot-xem">{props.reads === null ? say('home.reads-unknown') : say('home.reads', { n: props.reads })}</a></p>
    </>
  )
}

const shortcuts: readonly (readonly [string, IconName, 'often.wallet' | 'often.lodging' | 'often.household' | 'often.data' | 'often.search'])[] = [
  ['/luu-tru', 'people', 'often.lodging'], ['/vi', 'paper', 'often.wallet'], ['/ho', 'home', 'often.household'], ['/du-lieu', 'shield', 'often.data'], ['/thu-tuc', 'search', 'often.search'],
]

function WaitingCard(props: { dossier: DossierSummary; lang: Lang }) {
  const { dossier, lang } = props
  const say = dossierStrings.in(lang)
  const lanes = dossier.lanes.filter((lane) => lane.status === 'supplement-requested' && lane.request)
  const lines = lanes.flatMap((lane) => [...lane.request!.defects.map((defect) => defect.says), say('view.supplement-until', { when: formatInstantVi(lane.request!.until) })])
  return <WorklistCard level={3} tone="todo" title={dossier.serviceName} href={`/ho-so/${dossier.dossierId}`} lines={lines} actions={<ButtonLink href={`/ho-so/${dossier.dossierId}/bo-sung`} act="answer-request">{say('view.supplement')}</ButtonLink>} />
}

async function birthsWaiting(ctx: Ctx, dossiers: readonly DossierSummary[]): Promise<BirthNotice[]> {
  if (ctx.actor.kind !== 'citizen' || !findService(birthService, ctx.today)) return []
  // A birth that is already being registered is no offer any more.
  if (dossiers.some((each) => each.slug === birthService && each.endedAt === null)) return []
  return noticesForMother(ctx, ctx.actor.personId)
}

export const myMattersRoute = pageRoute({
  method: 'GET', url: '/toi', access: { citizen: {} }, purpose: following,
  async handler(ctx, req) {
    const dossiers = await ownDossiers(ctx)
    const drafts = (await ownDrafts(ctx)).filter((draft) => draft.answered > 0)
    const model: MyMattersModel = {
      name: req.session!.displayName, dossiers, drafts, consents: await consentsForMe(ctx), births: await birthsWaiting(ctx, dossiers), reads: await readsThisMonth(ctx), today: ctx.today,
      ...(req.query['luu'] !== undefined ? { saved: 'draft' as const } : req.query['y-kien'] !== undefined ? { saved: 'consent' as const } : {}),
    }
    return page(req, { title: myStrings.t(req.lang, 'home.title'), screen: 'C-04' }, <MyMatters {...model} lang={req.lang} />)
  },
})
