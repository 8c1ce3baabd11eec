import { formatInstantVi } from '../../kernel/plain-date.ts'
import { pageRoute, type Comfort, type PageRequest } from '../../platform/http/index.ts'
import { Button, Form, RadioGroup, TaskList, type Lang } from '../kit/index.ts'
import { page } from './frame.ts'
import { helpStrings } from './help-strings.ts'
import { residenceProofPath } from './residence-proof.tsx'
import { frameStrings } from './strings.ts'

const purpose = { code: 'public-page', basis: 'Luật Tiếp cận thông tin 2016' }
const home = (req: PageRequest) => ({ href: '/', label: frameStrings.t(req.lang, 'back.home') })

/** G-10: ways to be helped, and how to tell a real call from a false one. */
export function Help(props: { lang: Lang }) {
  const say = helpStrings.in(props.lang)
  const questions = [1, 2, 3, 4, 5] as const
  return (
    <>
      <h1>{say('help.heading')}</h1>
      <ul class="ways">
        <li><a href="tel:19000000">{say('help.phone')}</a><p class="hint">{say('help.phone-text')}</p></li>
        <li><a href="/noi-lam">{say('help.counter')}</a><p class="hint">{say('help.counter-text')}</p></li>
        <li><strong>{say('help.someone')}</strong><p class="hint">{say('help.someone-text')}</p></li>
        <li><strong>{say('help.real')}</strong><p class="hint">{say('help.real-text')}</p></li>
      </ul>
      <h2>{say('help.how')}</h2>
      {questions.map((n) => <details class="details details-box"><summary>{say(`help.q${n}`)}</summary><div class="details-body"><p>{say(`help.a${n}`)}</p></div></details>)}
      <details class="details details-box"><summary>{say('help.q6')}</summary><div class="details-body"><p>{say('help.a6')}</p><p><a href={residenceProofPath}>{say('help.a6-more')}</a></p></div></details>
    </>
  )
}

/** G-11: settings that need no account and no script, and an honest statement. */
export function Accessibility(props: { lang: Lang; comfort: Comfort }) {
  const { lang, comfort } = props
  const say = helpStrings.in(lang)
  return (
    <>
      <h1>{say('access.heading')}</h1>
      <p class="lead">{say('access.lead')}</p>
      <Form action="/tuy-chon" hidden={{ back: '/tiep-can' }}>
        <RadioGroup name="text" label={say('access.text')} inline value={String(comfort.text)} options={[100, 125, 150].map((size) => ({ value: String(size), label: `${size} %` }))} />
        <RadioGroup name="theme" label={say('access.theme')} inline value={comfort.theme} options={(['light', 'dark', 'contrast'] as const).map((theme) => ({ value: theme, label: say(`access.theme.${theme}`) }))} />
        <RadioGroup name="simple" label={say('access.simple')} inline value={comfort.simple ? '1' : '0'} options={(['0', '1'] as const).map((value) => ({ value, label: say(`access.simple.${value}`) }))} />
        <RadioGroup name="lang" label={say('access.lang')} inline value={lang} options={[{ value: 'vi', label: 'Tiếng Việt' }, { value: 'en', label: 'English' }]} />
        <div class="buttons"><Button act="save-comfort">{say('access.save')}</Button></div>
      </Form>
      <h2>{say('access.statement')}</h2>
      <ul class="prose-list"><li>{say('access.statement-1')}</li><li>{say('access.statement-2')}</li></ul>
      <h2>{say('access.known')}</h2>
      <ul class="prose-list"><li>{say('access.known-1')}</li><li>{say('access.known-2')}</li></ul>
      <p>{say('access.tell')}</p>
    </>
  )
}

/** G-14: what is kept, how long, and the source. */
export function About(props: { lang: Lang }) {
  const say = helpStrings.in(props.lang)
  return (
    <>
      <h1>{say('about.heading')}</h1>
      <p>{say('about.p1')}</p>
      <p>{say('about.p2')} <a href="/luot-xem">{say('about.reads')}</a></p>
      <h2>{say('about.cookies')}</h2>
      <p>{say('about.cookies-text')}</p>
      <h2>{say('about.kept')}</h2>
      <ul class="prose-list"><li>{say('about.kept-1')}</li><li>{say('about.kept-2')}</li><li>{say('about.kept-3')}</li></ul>
      <h2>{say('about.source')}</h2>
      <p>{say('about.source-text')}</p>
    </>
  )
}

/** G-12: the page itself came through the program and its database, and says no more than that. */
export function Status(props: { lang: Lang; at: string }) {
  const say = helpStrings.in(props.lang)
  return (
    <>
      <h1>{say('status.heading')}</h1>
      <TaskList label={say('status.title')} tasks={[{ title: say('status.web'), state: 'done', stateText: say('status.up') }, { title: say('status.data'), state: 'done', stateText: say('status.up') }]} />
      <p class="hint">{say('status.seen', { when: formatInstantVi(props.at) })}</p>
    </>
  )
}

export const helpRoute = pageRoute({ method: 'GET', url: '/tro-giup', access: 'public', purpose, handler: async (_ctx, req) => page(req, { title: helpStrings.t(req.lang, 'help.title'), screen: 'G-10', back: home(req) }, <Help lang={req.lang} />) })
export const accessibilityRoute = pageRoute({ method: 'GET', url: '/tiep-can', access: 'public', purpose, handler: async (_ctx, req) => page(req, { title: helpStrings.t(req.lang, 'access.title'), screen: 'G-11', back: home(req) }, <Accessibility lang={req.lang} comfort={req.comfort} />) })
export const aboutRoute = pageRoute({ method: 'GET', url: '/ve-he-thong', access: 'public', purpose, handler: async (_ctx, req) => page(req, { title: helpStrings.t(req.lang, 'about.title'), screen: 'G-14', back: home(req) }, <About lang={req.lang} />) })
export const statusRoute = pageRoute({ method: 'GET', url: '/tinh-trang', access: 'public', purpose, handler: async (ctx, req) => page(req, { title: helpStrings.t(req.lang, 'status.title'), screen: 'G-12', back: home(req) }, <Status lang={req.lang} at={ctx.now} />) })
