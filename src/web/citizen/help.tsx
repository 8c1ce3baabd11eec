import { newId } from '../../kernel/ids.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { denyHelp, helpOf, type HelpShown, type LaterHelp } from '../../public-services/counter/index.ts'
import { readOwnDossier } from '../../public-services/dossier/index.ts'
import { Button, ButtonLink, CheckAnswers, Form, Notice, TextArea, type Lang } from '../kit/index.ts'
import { page } from '../public/index.ts'
import { dossierStrings } from './dossier-strings.ts'
import { idOf } from './ids.ts'
import { following } from './purposes.ts'
import { refuse } from './refusals.ts'

/** Who helped, how I am said to have agreed, and the way to say that I never asked. */
export function HelpBehind(props: { help: HelpShown; dossierId: string; lang: Lang }) {
  const { help, lang } = props
  const say = dossierStrings.in(lang)
  return (
    <section class="stack" data-help>
      <CheckAnswers title={say('help.title')} answers={[
        { label: say('help.who'), value: `${help.helper}, ${help.unit}` },
        { label: say('help.how'), value: say(`help.${help.method}`, { to: help.sentTo ?? '' }) },
        ...(help.witness ? [{ label: say('help.witness'), value: help.witness }] : []),
        ...(help.givenAt ? [{ label: say('help.when'), value: formatInstantVi(help.givenAt) }] : []),
      ]} />
      {help.script && <details class="details"><summary>{say('help.script')}</summary><div class="details-body"><p>«{help.script}»</p></div></details>}
      {help.denied
        ? <Notice kind="info" title={say('help.denied', { when: formatInstantVi(help.denied.saidAt) })} />
        : help.method !== 'own-account' && <p><a href={`/ho-so/${props.dossierId}/khong-nho`} data-act="not-me">{say('help.not-me')}</a></p>}
    </section>
  )
}

/** What a desk did later on my consent: an answer it sent, a withdrawal. */
export function LaterHelps(props: { helps: readonly LaterHelp[]; lang: Lang }) {
  const say = dossierStrings.in(props.lang)
  return (
    <>
      {props.helps.map((help) => (
        <section class="stack" data-later-help>
          <CheckAnswers title={say(help.what === 'withdraw' ? 'help.withdrew' : 'help.answered')} answers={[
            { label: say('help.who'), value: `${help.helper}, ${help.unit}` },
            { label: say('help.how'), value: say(`help.${help.method}`, { to: help.sentTo ?? '' }) },
            ...(help.witness ? [{ label: say('help.witness'), value: help.witness }] : []),
            ...(help.givenAt ? [{ label: say('help.when'), value: formatInstantVi(help.givenAt) }] : []),
          ]} />
          {help.script && <details class="details"><summary>{say('help.script')}</summary><div class="details-body"><p>«{help.script}»</p></div></details>}
        </section>
      ))}
    </>
  )
}

function NotMe(props: { help: HelpShown; dossierId: string; command: string; lang: Lang }) {
  const say = dossierStrings.in(props.lang)
  return (
    <Form action={`/ho-so/${props.dossierId}/khong-nho`} command={props.command} class="narrow-form">
      <h1>{say('not-me.heading')}</h1>
      <p class="lead">{say('not-me.lead', { who: `${props.help.helper}, ${props.help.unit}` })}</p>
      <Notice kind="warn" title={say('not-me.what')}><p>{say('not-me.done')}</p></Notice>
      <TextArea name="loi" label={say('not-me.words')} rows={3} optional />
      <div class="buttons"><Button kind="danger" act="deny-help">{say('not-me.do')}</Button><ButtonLink kind="secondary" href={`/ho-so/${props.dossierId}`}>{say('not-me.back')}</ButtonLink></div>
    </Form>
  )
}

export const notMeRoute = pageRoute({
  method: 'GET', url: '/ho-so/:id/khong-nho', access: { citizen: {} }, purpose: following,
  async handler(ctx, req) {
    const { dossierId } = await readOwnDossier(ctx, idOf(req, 'id'))
    const help = (await helpOf(ctx, dossierId)) ?? refuse('citizen.dossier-unknown')
    if (help.denied || help.method === 'own-account') return { redirect: `/ho-so/${dossierId}` }
    return page(req, { title: dossierStrings.t(req.lang, 'not-me.heading'), screen: 'C-15-not-me', back: { href: `/ho-so/${dossierId}` }, nav: false }, <NotMe help={help} dossierId={dossierId} command={newId()} lang={req.lang} />)
  },
})

export const denyRoute = pageRoute({
  method: 'POST', url: '/ho-so/:id/khong-nho', access: { citizen: {} }, purpose: following,
  async handler(ctx, req) {
    const { dossierId } = await readOwnDossier(ctx, idOf(req, 'id'))
    await denyHelp(ctx, { dossierId, words: req.form.get('loi'), commandId: req.commandId ?? newId() })
    return { redirect: `/ho-so/${dossierId}` }
  },
})
