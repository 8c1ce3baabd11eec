import { signInAsPersona } from '../../foundations/eid/index.ts'
import { newSessionToken, pageRoute, safePath } from '../../platform/http/index.ts'
import { Notice, PersonaCard, Tour, type Lang, type Start } from '../kit/index.ts'
import { demo, type Demo, type DemoPersona } from './demo.ts'
import { deviceOf } from './device.ts'
import { page } from './frame.ts'
import { refuse } from './refusals.ts'
import { endSessionBefore } from './session-before.ts'
import { frameStrings } from './strings.ts'
import { tourStrings } from './tour-strings.ts'

const purpose = { code: 'demo', basis: 'Bản chạy thử, dữ liệu không có thật' }

/** The demo's first page: who does what, and one button that opens it. */
export function TourPage(props: { demo: Demo; lang: Lang }) {
  const { lang } = props
  const say = tourStrings.in(lang)
  const personaOf = (key: string | null): DemoPersona | undefined => props.demo.personas.find((persona) => persona.key === key)
  return (
    <>
      <h1>{say('tour.heading')}</h1>
      <p class="lead">{say('tour.lead')}</p>
      <Notice kind="warn" title={say('tour.marked')}><p>{say('tour.mailbox')}. <a href="/hop-thu-thu">{say('tour.mailbox-open')}</a></p></Notice>
      <Tour label={say('tour.list')} steps={props.demo.steps.map((step) => ({ title: step.title[lang], who: step.who[lang], text: <p>{step.text[lang]}</p>, start: startOf(step, personaOf(step.persona)), ...(step.next ? { next: { label: step.next.label[lang], start: startOf(step.next, personaOf(step.next.persona)) } } : {}) }))} />
      <h2>{say('tour.personas')}</h2>
      <div>{props.demo.personas.map((persona) => <PersonaCard level={3} name={persona.name} who={persona.post ?? persona.role[lang]} what={persona.post && persona.post !== persona.role[lang] ? persona.role[lang] : ''} icon={persona.post ? 'stamp' : 'person'} start={startOf({}, persona)} />)}</div>
    </>
  )
}

function startOf(step: { readonly landing?: string }, persona: DemoPersona | undefined): Start {
  if (!persona) return { href: step.landing ?? '/' }
  return { action: '/gioi-thieu/nhan-vat', fields: { key: persona.key, ...(step.landing ? { tiep: step.landing } : {}) } }
}

export const tourRoute = pageRoute({
  method: 'GET', url: '/gioi-thieu', access: 'public', purpose,
  async handler(_ctx, req) {
    const given = demo() ?? refuse('public.demo-only')
    return page(req, { title: tourStrings.t(req.lang, 'tour.title'), screen: 'demo-tour', back: { href: '/?xem=cong', label: frameStrings.t(req.lang, 'back.home') } }, <TourPage demo={given} lang={req.lang} />)
  },
})

/** "Chọn nhân vật": the module refuses in any database that is not stamped as a demonstration. */
export const personaRoute = pageRoute({
  method: 'POST', url: '/gioi-thieu/nhan-vat', access: 'public', purpose,
  async handler(ctx, req) {
    const given = demo() ?? refuse('public.demo-only')
    const persona = given.personas.find((each) => each.key === req.form.get('key')) ?? refuse('public.persona-unknown')
    const { token, hash } = newSessionToken()
    // Whoever was signed in before is a stranger to the new persona: the act begins as a visitor.
    await signInAsPersona({ ...ctx, actor: { kind: 'visitor' } }, { personId: persona.personId, appointmentId: persona.appointmentId, device: deviceOf(req), tokenHash: hash })
    await endSessionBefore(ctx)
    return { redirect: safePath(req.form.get('tiep'), persona.landing), session: token }
  },
})
