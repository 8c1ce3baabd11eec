import { pageRoute } from '../../platform/http/index.ts'
import { Button, ButtonLink, Form, Icon, Notice, TextField, type IconName } from '../kit/index.ts'
import { demo } from './demo.ts'
import { page } from './frame.ts'
import { searchServices } from './service-search.ts'
import { publicStrings } from './strings.ts'

export interface LifeEvent {
  readonly key: 'birth' | 'home' | 'health' | 'marriage' | 'card' | 'death' | 'school' | 'support'
  readonly icon: IconName
  /** What is searched for when it is pressed. */
  readonly words: string
}

/** Only events for which this installation has a service are shown: a picture that leads nowhere is worse than none. */
export const lifeEvents: readonly LifeEvent[] = [
  { key: 'birth', icon: 'life-birth', words: 'sinh con' },
  { key: 'home', icon: 'life-home', words: 'chuyển nhà' },
  { key: 'health', icon: 'life-health', words: 'thẻ bảo hiểm y tế' },
  { key: 'marriage', icon: 'life-marriage', words: 'kết hôn' },
  { key: 'card', icon: 'life-card', words: 'cấp thẻ căn cước' },
  { key: 'death', icon: 'life-death', words: 'khai tử' },
  { key: 'school', icon: 'life-school', words: 'đi học' },
  { key: 'support', icon: 'life-support', words: 'trợ cấp' },
]

export interface HomeModel {
  readonly events: readonly LifeEvent[]
  readonly demo: boolean
  readonly signedIn: boolean
}

/** G-01: start the right thing in one press. */
export function Home(props: HomeModel & { lang: 'vi' | 'en' }) {
  const say = publicStrings.in(props.lang)
  return (
    <>
      <h1>{say('home.heading')}</h1>
      <SearchForm lang={props.lang} query="" />
      {props.demo && (
        <Notice kind="info" title={say('home.demo-title')}>
          <p>{say('home.demo-text')}</p>
          <div class="buttons"><ButtonLink kind="secondary" href="/gioi-thieu" act="open-tour">{say('home.demo-tour')}</ButtonLink><a class="link-plain" href="/hop-thu-thu">{say('home.demo-mailbox')}</a></div>
        </Notice>
      )}
      <h2>{say('home.events')}</h2>
      <ul class="events">
        {props.events.map((event) => (
          <li><a class="event" href={`/thu-tuc?q=${encodeURIComponent(event.words)}`} data-act={`event-${event.key}`}><Icon name={event.icon} size="huge" /><span>{say(`event.${event.key}`)}</span></a></li>
        ))}
      </ul>
      <p><a href="/thu-tuc">{say('home.all')}</a></p>
      <h2>{say('home.have-code')}</h2>
      <ul class="ways">
        <li><a href="/tra-cuu">{say('home.track')}</a><p class="hint">{say('home.track-text')}</p></li>
        <li><a href="/kiem-tra">{say('home.check')}</a><p class="hint">{say('home.check-text')}</p></li>
      </ul>
      <h2>{say('home.login-title')}</h2>
      {props.signedIn
        ? <p><ButtonLink href="/toi" act="open-mine">{say('home.mine')}</ButtonLink></p>
        : <><p>{say('home.login-text')}</p><p><ButtonLink href="/dang-nhap" act="sign-in">{say('home.login')}</ButtonLink></p></>}
    </>
  )
}

export function SearchForm(props: { lang: 'vi' | 'en'; query: string }) {
  const say = publicStrings.in(props.lang)
  return (
    <Form action="/thu-tuc" method="get" class="search-form" label={say('home.search')}>
      <TextField name="q" maxlength={200} label={say('home.search')} hint={say('home.search-hint')} type="search" value={props.query} />
      <Button act="search" icon="search">{say('home.search-do')}</Button>
    </Form>
  )
}

export const homeRoute = pageRoute({
  method: 'GET', url: '/', access: 'public', purpose: { code: 'public-page', basis: 'Luật Tiếp cận thông tin 2016' },
  async handler(ctx, req) {
    // A trial opens with its tour; the portal's own first page is one press away, and is the first page for everybody else.
    if (demo() !== null && req.session === null && req.query['xem'] !== 'cong') return { redirect: '/gioi-thieu' }
    const model: HomeModel = { events: lifeEvents.filter((event) => searchServices(event.words, ctx.today).length > 0), demo: demo() !== null, signedIn: req.session?.kind === 'citizen' }
    return page(req, { title: publicStrings.t(req.lang, 'home.title'), screen: 'G-01' }, <Home {...model} lang={req.lang} />)
  },
})
