import { changeClient, issuerOf, partyEventLog, resendEvent, sendTestEvent, eventTypes, type Client, type PartyEvent, type PartyEventKind } from '../../foundations/openid/index.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { Button, DataTable, EmptyState, Form, Notice, StatusTag, TextField, type Lang } from '../kit/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { receiverFor } from './event-sample.ts'
import { clientIdOf, clientPath, consoleAccess, consolePurpose } from './pages.tsx'
import { toolsStrings } from './tools-strings.ts'

const kinds = Object.keys(eventTypes) as PartyEventKind[]
const done = ['saved', 'tested', 'resent'] as const

/** the address, what is sent there, how to check it, and how the telling went. */
async function eventsPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = []): Promise<PageReply> {
  const say = toolsStrings.in(req.lang)
  const { client, events } = await partyEventLog(ctx, clientIdOf(req))
  const path = `${clientPath(client.clientId)}/su-kien`
  const now = done.find((each) => each === req.query['xong'])
  const inUse = client.inForce?.eventsUri ?? null
  return page(req, { title: say('events.title'), screen: 'R-09', back: { href: clientPath(client.clientId) }, errors, path, wide: true }, (
    <>
      <h1>{say('events.heading')}</h1>
      <p class="lead">{say('events.text')}</p>
      {now && <Notice kind="success" title={say(`events.${now}`)} live />}
      <Form action={path}>
        <TextField name="eventsUri" label={say('events.address')} hint={say('events.address-hint')} optional type="url" value={req.method === 'POST' ? req.form.get('eventsUri') : (client.settings.eventsUri ?? '')} />
        <div class="buttons"><Button act="save-events">{say('events.save')}</Button></div>
      </Form>
      <p>{inUse === null ? say('events.none') : say('events.in-force', { address: inUse })}</p>
      {inUse !== null && <Form action={`${path}/thu`}><Button kind="secondary" act="test-event">{say('events.test')}</Button></Form>}
      <h2>{say('events.kinds')}</h2>
      <ul>{kinds.map((kind) => <li><code>{eventTypes[kind]}</code>: {say(`events.kind-${kind}`)}</li>)}</ul>
      <h2>{say('events.how')}</h2>
      <p>{say('events.how-text')}</p>
      <pre class="sample" tabindex={0}><code>{receiverFor(client, issuerOf(client.environment))}</code></pre>
      <h2>{say('events.log')}</h2>
      <Log client={client} events={events} lang={req.lang} />
    </>
  ), errors.length > 0 ? 422 : undefined)
}

function Log(props: { client: Client; events: readonly PartyEvent[]; lang: Lang }) {
  const say = toolsStrings.in(props.lang)
  const path = `${clientPath(props.client.clientId)}/su-kien`
  return (
    <DataTable caption={say('events.log')} captionHidden rows={props.events} empty={<EmptyState icon="clock" title={say('events.empty')}>{say('events.empty-text')}</EmptyState>} columns={[
      { header: say('events.kind'), rowHeader: true, cell: ({ kind }) => say(`events.kind-${kind}`) }, { header: say('events.when'), cell: ({ madeAt }) => formatInstantVi(madeAt) },
      { header: say('events.state'), cell: (event) => <StatusTag tone={event.state === 'delivered' ? 'known' : event.state === 'failed' ? 'problem' : 'todo'}>{stateOf(event, props.lang)}</StatusTag> },
      { header: say('events.attempts'), align: 'num', cell: ({ attempts }) => String(attempts) }, { header: say('events.last'), cell: (event) => lastOf(event, props.lang) },
      { header: say('events.again'), cell: (event) => (event.state === 'waiting' ? '–' : <Form action={`${path}/gui-lai`} hidden={{ event: event.eventId }}><Button kind="quiet" act="resend-event" label={say('events.again-of', { time: formatInstantVi(event.madeAt) })}>{say('events.again')}</Button></Form>) },
    ]} />
  )
}

function stateOf({ state, attempts, nextAt, lastStatus }: PartyEvent, lang: Lang): string {
  const say = toolsStrings.in(lang)
  if (state === 'delivered') return say('events.state-delivered', { status: lastStatus ?? '' })
  if (state === 'failed') return say('events.state-failed')
  return attempts === 0 || nextAt === null ? say('events.state-first') : say('events.state-waiting', { time: formatInstantVi(nextAt) })
}

function lastOf({ lastAt, lastStatus, lastError }: PartyEvent, lang: Lang): string {
  const say = toolsStrings.in(lang)
  if (lastAt === null) return '–'
  if (lastStatus !== null) return say('events.error-status', { status: lastStatus })
  return lastError === 'not-public-address' || lastError === 'no-address' ? say(`events.error-${lastError}`) : say('events.error-other', { code: lastError ?? '' })
}

const url = '/nha-phat-trien/ung-dung/:client/su-kien'
const frame = { access: consoleAccess, purpose: consolePurpose, rateLimit: { key: 'session', max: 120, perSeconds: 300, name: 'relying-party' }, onRefusal: (ctx: Ctx, req: PageRequest, refusal: Parameters<NonNullable<PageRoute['onRefusal']>>[2]) => eventsPage(ctx, req, errorsOf(refusal)) } as const
const back = (req: PageRequest, what: (typeof done)[number]): PageReply => ({ redirect: `${clientPath(clientIdOf(req))}/su-kien?xong=${what}` })

export const eventsRoutes: readonly PageRoute[] = [
  pageRoute({ access: consoleAccess, purpose: consolePurpose, method: 'GET', url, handler: (ctx, req) => eventsPage(ctx, req) }),
  pageRoute({
    ...frame, method: 'POST', url,
    async handler(ctx, req) {
      await changeClient(ctx, clientIdOf(req), { eventsUri: req.form.get('eventsUri').trim() || null })
      return back(req, 'saved')
    },
  }),
  pageRoute({
    ...frame, method: 'POST', url: `${url}/thu`,
    async handler(ctx, req) {
      await sendTestEvent(ctx, clientIdOf(req))
      return back(req, 'tested')
    },
  }),
  pageRoute({
    ...frame, method: 'POST', url: `${url}/gui-lai`,
    async handler(ctx, req) {
      await resendEvent(ctx, clientIdOf(req), req.form.get('event'))
      return back(req, 'resent')
    },
  }),
]
