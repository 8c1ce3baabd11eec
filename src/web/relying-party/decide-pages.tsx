import type { VNode } from 'preact'
import { clientToDecide, clientsToDecide, decideClient, factOf, paperToDecide, suspendClient, type ListedClient } from '../../foundations/openid/index.ts'
import { isId } from '../../kernel/ids.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { dayInVietnam, type Ctx, type Role } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { Button, CheckAnswers, DataTable, EmptyState, Form, Notice, TaskList, TextArea, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { errorsOf } from '../public/index.ts'
import { clientIdOf, consolePurpose } from './pages.tsx'
import { consoleStrings } from './strings.ts'
import { toolsStrings } from './tools-strings.ts'

const root = '/lam-viec/ben-ket-noi'
const access = { officer: ['administrator', 'security-officer'] as const satisfies readonly Role[] }

async function listPage(ctx: Ctx, req: PageRequest): Promise<PageReply> {
  const say = consoleStrings.in(req.lang)
  const { waiting, live } = await clientsToDecide(ctx)
  const done = (['first', 'in-force', 'refused'] as const).find((each) => each === req.query['xong'])
  return workPage(ctx, req, { title: say('decide.title'), screen: 'A-18' }, (
    <>
      <h1>{say('decide.heading')}</h1>
      {done && <Notice kind="success" title={say(`decide.${done}`)} live />}
      <h2>{say('decide.waiting')}</h2>
      <Table rows={waiting} empty={<EmptyState icon="check-circle" title={say('decide.none')}>{say('decide.none-text')}</EmptyState>} caption={say('decide.waiting')} lang={req.lang} />
      <h2>{say('decide.live')}</h2>
      <Table rows={live} empty={<p>{say('decide.no-live')}</p>} caption={say('decide.live')} lang={req.lang} />
    </>
  ))
}

function Table(props: { rows: readonly ListedClient[]; empty: VNode; caption: string; lang: Lang }) {
  const say = consoleStrings.in(props.lang)
  return (
    <DataTable caption={props.caption} captionHidden rows={props.rows} empty={props.empty} columns={[
      { header: say('decide.client'), rowHeader: true, cell: ({ clientId, settings }) => <a href={`${root}/${clientId}`}>{settings.name}</a> }, { header: say('decide.organisation'), cell: ({ organisationName }) => organisationName },
      { header: say('client.state'), cell: ({ state }) => say(`state.${state}`) },
    ]} />
  )
}

async function decidePage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = []): Promise<PageReply> {
  const say = consoleStrings.in(req.lang)
  const { client, organisation, papers, checks, decisions, settingsHash } = await clientToDecide(ctx, clientIdOf(req))
  const { settings } = client
  const path = `${root}/${client.clientId}`
  return workPage(ctx, req, { title: settings.name, screen: 'A-18-client', back: { href: root }, errors, path }, (
    <>
      <h1>{say('decide.one', { client: settings.name, organisation: organisation.name })}</h1>
      <p class="lead">{say('decide.two')}</p>
      <CheckAnswers answers={[
        { label: say('decide.business'), value: organisation.businessNumber }, { label: say('organisation.kind'), value: say(`organisation.kind-${organisation.kind}`) }, { label: say('organisation.licence'), value: organisation.licence ?? '–' },
        { label: say('decide.contact'), value: `${organisation.contactName}, ${organisation.contactEmail}` }, { label: say('decide.officer'), value: organisation.dataOfficer },
        { label: say('client.redirects'), value: settings.redirectUris.join(', ') }, { label: say('client.auth'), value: say(`client.auth-${settings.auth}`) }, { label: say('edit.profile'), value: say(`edit.profile-${settings.profile}`) },
        { label: say('live.agreement'), value: settings.agreement || '–' }, { label: say('live.security'), value: settings.securityDecision || '–' }, { label: toolsStrings.t(req.lang, 'safety.until'), value: settings.agreementUntil ? formatDateVi(settings.agreementUntil) : '–' },
        { label: say('edit.back-channel'), value: settings.backchannelLogoutUri ?? '–' }, { label: toolsStrings.t(req.lang, 'events.address'), value: settings.eventsUri ?? '–' }, ...(settings.elsewhere.includes('ciba') ? [{ label: say('edit.ciba-ping'), value: settings.cibaPingUri ?? '–' }, { label: say('edit.ciba-how'), value: settings.cibaPingUri ? say(settings.cibaPush ? 'edit.ciba-push-how' : 'edit.ciba-ping-how') : say('edit.ciba-poll-how') }] : []),
      ]} />
      {settings.purposes.map((purpose) => (
        <section>
          <h2>{purpose[req.lang]}</h2>
          <p>{say('decide.facts')}:</p>
          <ul>{purpose.facts.map(({ fact, why, required }) => <li>{factOf(fact).label[req.lang]}{required && ` (${say('decide.required')})`}: {why}</li>)}</ul>
        </section>
      ))}
      <h2>{say('live.checks')}</h2>
      <TaskList label={say('live.checks')} tasks={checks.map(({ key, met }) => ({ title: say(`live.check-${key}`), state: met ? ('done' as const) : ('problem' as const) }))} />
      {papers.length > 0 && <><h2>{say('decide.papers')}</h2><ul>{papers.map(({ paperId, name }) => <li><a href={`${path}/tai-lieu/${paperId}`}>{name}</a></li>)}</ul></>}
      {decisions.length > 0 && <><h2>{say('live.decisions')}</h2><ul>{decisions.map((each) => <li>{formatDateVi(dayInVietnam(each.at))}: {each.approved ? say('live.yes') : say('live.no', { reason: each.reason })}</li>)}</ul></>}
      {client.state === 'waiting' && (
        <Form action={path} hidden={{ hash: settingsHash }}>
          <TextArea name="reason" label={say('decide.reason')} hint={say('decide.reason-hint')} optional rows={3} maxlength={600} value={req.form.get('reason')} />
          <div class="buttons"><Button name="decision" value="yes" act="approve-client">{say('decide.approve')}</Button><Button kind="secondary" name="decision" value="no" act="refuse-client">{say('decide.refuse')}</Button></div>
        </Form>
      )}
      {client.inForce !== null && (
        <Form action={`${path}/ngat`} hidden={{ cut: client.state === 'suspended' ? '0' : '1' }}><Button kind={client.state === 'suspended' ? 'secondary' : 'danger'} act="cut-client">{say(client.state === 'suspended' ? 'decide.resume' : 'decide.suspend')}</Button></Form>
      )}
    </>
  ), errors.length > 0 ? 422 : undefined)
}

const frame = { access, purpose: consolePurpose } as const

export const decideRoutes: readonly PageRoute[] = [
  pageRoute({ ...frame, method: 'GET', url: root, handler: listPage }),
  pageRoute({ ...frame, method: 'GET', url: `${root}/:client`, handler: (ctx, req) => decidePage(ctx, req) }),
  pageRoute({
    ...frame, method: 'POST', url: `${root}/:client`,
    async handler(ctx, req) {
      const done = await decideClient(ctx, { clientId: clientIdOf(req), approve: req.form.get('decision') === 'yes', reason: req.form.get('reason'), settingsHash: req.form.get('hash') })
      return { redirect: `${root}?xong=${done}` }
    },
    onRefusal: (ctx, req, refusal) => decidePage(ctx, req, errorsOf(refusal)),
  }),
  pageRoute({
    ...frame, method: 'POST', url: `${root}/:client/ngat`,
    async handler(ctx, req) {
      await suspendClient(ctx, clientIdOf(req), req.form.get('cut') === '1')
      return { redirect: `${root}/${encodeURIComponent(clientIdOf(req))}` }
    },
  }),
  pageRoute({
    ...frame, method: 'GET', url: `${root}/:client/tai-lieu/:document`,
    async handler(ctx, req) {
      const id = req.params['document'] ?? ''
      const { name, bytes } = await paperToDecide(ctx, clientIdOf(req), isId(id) ? id : '')
      return { bytes, type: 'application/pdf', filename: name, inline: true }
    },
  }),
]
