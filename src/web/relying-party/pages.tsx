import { callLog, changeClient, createSandboxClient, issuerOf, mutualTlsOffered, ownClient, ownOrganisation, ownOrganisations, registerOrganisation, sandboxPeople, usageReport, factOf, type Client, type ClientAuth, type ClientSettings, type RelyingOrganisation } from '../../foundations/openid/index.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { Ctx, Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { Button, ButtonLink, CheckAnswers, Checkboxes, DataTable, EmptyState, Form, Notice, RadioGroup, StatusTag, TextArea, TextField, type Lang } from '../kit/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { sampleFor } from './sample.ts'
import { consoleStrings } from './strings.ts'

const root = '/nha-phat-trien'
export const consolePurpose: Purpose = { code: 'relying-party-console', basis: 'NĐ 69/2024/NĐ-CP, đ.18–23', text: 'Đăng ký hệ thống dựa vào định danh điện tử' }
export const consoleAccess = { citizen: {} } as const
export const perSession = { key: 'session', max: 120, perSeconds: 300, name: 'relying-party' } as const
export const clientIdOf = (req: PageRequest): string => req.params['client'] ?? ''
export const clientPath = (clientId: string): string => `${root}/ung-dung/${clientId}`

/** readable signed out; with an account, one's organisations and clients. */
async function startPage(ctx: Ctx, req: PageRequest): Promise<PageReply> {
  const say = consoleStrings.in(req.lang)
  const mine = ctx.actor.kind === 'citizen' ? await ownOrganisations(ctx) : []
  return page(req, { title: say('start.title'), screen: 'R-01', back: { href: '/' } }, (
    <>
      <h1>{say('start.heading')}</h1>
      <p class="lead">{say('start.lead')}</p>
      <h2>{say('start.quick')}</h2>
      <ol><li>{say('start.step-1')}</li><li>{say('start.step-2')}</li><li>{say('start.step-3')}</li><li>{say('start.step-4')}</li></ol>
      {ctx.actor.kind === 'visitor' && <p><ButtonLink href={`/dang-nhap?tiep=${encodeURIComponent(root)}`} act="sign-in">{say('start.sign-in')}</ButtonLink></p>}
      {ctx.actor.kind === 'officer' && <Notice kind="info" title={say('start.officer')} />}
      {ctx.actor.kind === 'citizen' && <Mine mine={mine} lang={req.lang} />}
      <h2>{say('start.issuers')}</h2>
      <CheckAnswers answers={[{ label: say('start.sandbox'), value: <code>{issuerOf('sandbox')}</code> }, { label: say('start.live'), value: <code>{issuerOf('live')}</code> }]} />
      <p><a href={`${root}/nguoi-thu`}>{say('start.people')}</a></p>
      <p><a href={`${root}/kiem-tra-giay`}>{say('start.offline')}</a></p>
      <p class="hint">{say('start.docs')}</p>
    </>
  ))
}

function Mine(props: { mine: readonly { organisation: RelyingOrganisation; clients: readonly Client[] }[]; lang: Lang }) {
  const say = consoleStrings.in(props.lang)
  return (
    <section class="stack">
      <h2>{say('start.mine')}</h2>
      {props.mine.length === 0 && <p>{say('start.none')}</p>}
      {props.mine.map(({ organisation, clients }) => (
        <div class="card">
          <h3>{organisation.name}</h3>
          <p><StatusTag tone={organisation.verifiedAt ? 'known' : 'neutral'}>{say(organisation.verifiedAt ? 'start.verified' : 'start.not-verified')}</StatusTag></p>
          <ul class="ways">{clients.map((client) => <li><a href={clientPath(client.clientId)}>{client.settings.name}</a> <StatusTag tone={client.environment === 'live' ? 'info' : 'neutral'}>{say(`start.${client.environment}`)}</StatusTag> <StatusTag tone={client.state === 'approved' ? 'known' : 'todo'}>{say(`state.${client.state}`)}</StatusTag></li>)}</ul>
          <p><ButtonLink kind="secondary" href={`${root}/to-chuc/${organisation.organisationId}/ung-dung-moi`} act="new-client">{say('start.add-client')}</ButtonLink> <ButtonLink kind="secondary" href={`${root}/to-chuc/${organisation.organisationId}/nguoi`} act="members">{say('start.members')}</ButtonLink></p>
        </div>
      ))}
      <p><ButtonLink kind={props.mine.length === 0 ? 'primary' : 'secondary'} href={`${root}/to-chuc`} act="add-organisation">{say('start.add-organisation')}</ButtonLink> <a href={`${root}/tham-gia`}>{say('start.join')}</a></p>
    </section>
  )
}

const kinds = ['state', 'licensed-provider', 'other'] as const

function organisationPage(req: PageRequest, errors: readonly FieldError[] = []): PageReply {
  const say = consoleStrings.in(req.lang)
  const typed = (name: string): string => req.form.get(name)
  return page(req, { title: say('organisation.title'), screen: 'R-02', back: { href: root }, errors }, (
    <Form action={`${root}/to-chuc`}>
      <h1>{say('organisation.heading')}</h1>
      <TextField name="name" label={say('organisation.name')} value={typed('name')} maxlength={120} />
      <TextField name="businessNumber" label={say('organisation.number')} width="twelve" value={typed('businessNumber')} maxlength={20} />
      <RadioGroup name="kind" label={say('organisation.kind')} value={typed('kind') || 'state'} options={kinds.map((kind) => ({ value: kind, label: say(`organisation.kind-${kind}`) }))} />
      <TextField name="licence" label={say('organisation.licence')} hint={say('organisation.licence-hint')} optional value={typed('licence')} maxlength={160} />
      <TextField name="contactName" label={say('organisation.contact')} value={typed('contactName')} maxlength={80} />
      <TextField name="contactEmail" label={say('organisation.email')} type="email" value={typed('contactEmail')} maxlength={120} />
      <TextField name="dataOfficer" label={say('organisation.officer')} value={typed('dataOfficer')} maxlength={80} />
      <div class="buttons"><Button act="save-organisation">{say('organisation.save')}</Button></div>
    </Form>
  ), errors.length > 0 ? 422 : undefined)
}

const linesOf = (text: string): string[] => text.split(/\s+/).filter((line) => line !== '')

/** Keys as they were pasted; null when it is no list of keys. */
export function keysOf(text: string): ClientSettings['keys'] | null {
  if (text.trim() === '') return []
  try {
    const parsed = JSON.parse(text) as { keys?: unknown }
    return Array.isArray(parsed.keys) && parsed.keys.every((key) => typeof key === 'object' && key !== null) ? (parsed.keys as ClientSettings['keys']) : null
  } catch {
    return null
  }
}

const authOf = (req: PageRequest): ClientAuth => (['private_key_jwt', 'mtls'] as const).find((auth) => auth === req.form.get('auth')) ?? 'none'
export const keysWrong: FieldError = { field: 'keys', vi: consoleStrings.vi['client.keys-wrong'], en: consoleStrings.en['client.keys-wrong'] }

function newClientPage(req: PageRequest, errors: readonly FieldError[] = []): PageReply {
  const say = consoleStrings.in(req.lang)
  const typed = (name: string, first = ''): string => (req.form.has(name) ? req.form.get(name) : first)
  return page(req, { title: say('new.title'), screen: 'R-03', back: { href: root }, errors }, (
    <Form action={req.path}>
      <h1>{say('new.heading')}</h1>
      <TextField name="name" label={say('client.name')} value={typed('name')} maxlength={80} />
      <TextField name="homeUrl" label={say('client.home')} type="url" value={typed('homeUrl', 'http://127.0.0.1:8765')} />
      <TextArea name="redirectUris" label={say('client.redirects')} hint={say('client.redirects-hint')} rows={2} value={typed('redirectUris', 'http://127.0.0.1:8765/cb')} />
      <Auth value={typed('auth', 'none')} lang={req.lang} />
      <TextArea name="keys" label={say('client.keys')} hint={say('client.keys-hint')} optional rows={4} value={typed('keys')} />
      <div class="buttons"><Button act="create-client">{say('client.create')}</Button></div>
    </Form>
  ), errors.length > 0 ? 422 : undefined)
}

function Auth(props: { value: string; lang: Lang }) {
  const say = consoleStrings.in(props.lang)
  return <RadioGroup name="auth" label={say('client.auth')} value={props.value} options={(['none', 'private_key_jwt', ...(mutualTlsOffered() ? ['mtls' as const] : [])] as const).map((auth) => ({ value: auth, label: say(`client.auth-${auth}`) }))} />
}

async function clientPage(ctx: Ctx, req: PageRequest): Promise<PageReply> {
  const say = consoleStrings.in(req.lang)
  const { client, organisation } = await ownClient(ctx, clientIdOf(req))
  const path = clientPath(client.clientId)
  const doors = [['sua', 'client.settings'], ['khoa', 'client.keys-page'], ['muc-dich', 'client.purposes'], ...(client.environment === 'sandbox' ? [['thu', 'client.try'] as const] : []), ['nhat-ky', 'client.calls'], ['su-kien', 'client.events'], ['muc-dung', 'client.usage'], ['an-toan', 'client.safety'], ['len-that', 'client.go-live']] as const
  return page(req, { title: client.settings.name, screen: 'R-03-client', back: { href: root } }, (
    <>
      <p class="caption">{organisation.name}</p>
      <h1>{client.settings.name}</h1>
      {req.query['luu'] !== undefined && <Notice kind="success" title={say(client.environment === 'live' ? 'edit.saved-live' : 'edit.saved')} live />}
      <CheckAnswers answers={[
        { label: say('client.id'), value: <code>{client.clientId}</code> }, { label: say('client.environment'), value: say(`start.${client.environment}`) },
        { label: say('client.state'), value: say(`state.${client.state}`) }, { label: say('client.issuer'), value: <code>{issuerOf(client.environment)}</code> },
      ]} />
      <ul class="ways">{doors.map(([to, word]) => <li><a href={`${path}/${to}`}>{say(word)}</a></li>)}</ul>
      <h2>{say('client.sample')}</h2>
      <p>{say('client.sample-text')}</p>
      {client.settings.auth === 'private_key_jwt' && <p>{say('client.sample-key')}</p>}
      <pre class="sample" tabindex={0}><code>{sampleFor(client, issuerOf(client.environment))}</code></pre>
    </>
  ))
}

async function editPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = []): Promise<PageReply> {
  const say = consoleStrings.in(req.lang)
  const { client: { settings, clientId, environment } } = await ownClient(ctx, clientIdOf(req))
  const sent = req.method === 'POST'
  const typed = (name: string, held: string): string => (sent ? req.form.get(name) : held)
  const more = sent ? req.form.all('more') : [...(settings.offline ? ['offline'] : []), ...settings.elsewhere]
  return page(req, { title: say('edit.title'), screen: 'R-05', back: { href: clientPath(clientId) }, errors }, (
    <Form action={`${clientPath(clientId)}/sua`}>
      <h1>{say('edit.title')}</h1>
      <TextField name="name" label={say('client.name')} value={typed('name', settings.name)} maxlength={80} />
      <TextField name="homeUrl" label={say('client.home')} type="url" value={typed('homeUrl', settings.homeUrl)} />
      <TextArea name="redirectUris" label={say('client.redirects')} hint={say('client.redirects-hint')} rows={3} value={typed('redirectUris', settings.redirectUris.join('\n'))} />
      <TextArea name="postLogoutUris" label={say('edit.post-logout')} optional rows={2} value={typed('postLogoutUris', settings.postLogoutUris.join('\n'))} />
      <TextField name="backchannelLogoutUri" label={say('edit.back-channel')} optional type="url" value={typed('backchannelLogoutUri', settings.backchannelLogoutUri ?? '')} />
      <Auth value={typed('auth', settings.auth)} lang={req.lang} />
      <TextArea name="keys" label={say('client.keys')} hint={say('client.keys-hint')} optional rows={6} value={typed('keys', settings.keys.length === 0 ? '' : JSON.stringify({ keys: settings.keys }, null, 1))} />
      <RadioGroup name="profile" label={say('edit.profile')} value={typed('profile', settings.profile)} options={(['standard', 'fapi2'] as const).map((profile) => ({ value: profile, label: say(`edit.profile-${profile}`) }))} />
      <Checkboxes name="more" label={say('edit.more')} values={more} options={[{ value: 'offline', label: say('edit.offline') }, { value: 'device', label: say('edit.device') }, ...(environment === 'live' ? [{ value: 'ciba', label: say('edit.ciba') }] : [])]} />
      {environment === 'live' && <TextField name="cibaPingUri" label={say('edit.ciba-ping')} hint={say('edit.ciba-ping-hint')} optional type="url" value={typed('cibaPingUri', settings.cibaPingUri ?? '')} />}
      {environment === 'live' && <RadioGroup name="cibaPush" label={say('edit.ciba-how')} value={typed('cibaPush', settings.cibaPush ? 'push' : 'ping')} options={(['ping', 'push'] as const).map((how) => ({ value: how, label: say(`edit.ciba-${how}-how`) }))} />}
      <div class="buttons"><Button act="save-client">{say('client.save')}</Button></div>
    </Form>
  ), errors.length > 0 ? 422 : undefined)
}

async function saveClient(ctx: Ctx, req: PageRequest): Promise<PageReply> {
  const keys = keysOf(req.form.get('keys'))
  if (keys === null) return editPage(ctx, req, [keysWrong])
  const more = req.form.all('more')
  await changeClient(ctx, clientIdOf(req), {
    name: req.form.get('name').trim(), homeUrl: req.form.get('homeUrl').trim(), redirectUris: linesOf(req.form.get('redirectUris')), postLogoutUris: linesOf(req.form.get('postLogoutUris')),
    backchannelLogoutUri: req.form.get('backchannelLogoutUri').trim() || null, auth: authOf(req), keys, profile: req.form.get('profile') === 'fapi2' ? 'fapi2' : 'standard',
    offline: more.includes('offline'), elsewhere: (['device', 'ciba'] as const).filter((each) => more.includes(each)),
    ...(req.form.has('cibaPingUri') ? { cibaPingUri: req.form.get('cibaPingUri').trim() || null, cibaPush: req.form.get('cibaPush') === 'push' } : {}),
  })
  return { redirect: `${clientPath(clientIdOf(req))}?luu=1` }
}

function peoplePage(req: PageRequest): PageReply {
  const say = consoleStrings.in(req.lang)
  return page(req, { title: say('people.title'), screen: 'R-06', back: { href: root }, wide: true }, (
    <>
      <h1>{say('people.heading')}</h1>
      <p class="lead">{say('people.text')}</p>
      <DataTable caption={say('people.heading')} captionHidden rows={sandboxPeople} columns={[
        { header: say('people.name'), rowHeader: true, cell: ({ name }) => name }, { header: say('people.key'), cell: ({ key }) => <code>{key}</code> },
        { header: say('people.born'), cell: ({ birthdate }) => birthdate }, { header: say('people.why'), cell: ({ why }) => why[req.lang] },
      ]} />
    </>
  ))
}

async function callsPage(ctx: Ctx, req: PageRequest): Promise<PageReply> {
  const say = consoleStrings.in(req.lang)
  const failed = req.query['loi'] !== undefined
  const { client, calls } = await callLog(ctx, clientIdOf(req), failed)
  const path = `${clientPath(client.clientId)}/nhat-ky`
  return page(req, { title: say('calls.title'), screen: 'R-08', back: { href: clientPath(client.clientId) }, wide: true }, (
    <>
      <h1>{say('calls.title')}</h1>
      <p class="lead">{say('calls.text')}</p>
      <p class="row-actions"><a href={path} aria-current={failed ? undefined : 'page'}>{say('calls.all')}</a> <a href={`${path}?loi=1`} aria-current={failed ? 'page' : undefined}>{say('calls.failed')}</a></p>
      <DataTable caption={say('calls.title')} captionHidden rows={calls} empty={<EmptyState icon="clock" title={say(failed ? 'calls.none-failed' : 'calls.empty')}>{say(failed ? 'calls.none-failed-text' : 'calls.empty-text')}</EmptyState>} columns={[
        { header: say('calls.endpoint'), rowHeader: true, cell: ({ endpoint }) => endpoint }, { header: say('calls.when'), cell: ({ at }) => formatInstantVi(at) },
        { header: say('calls.result'), cell: ({ status, error }) => (error === null ? <StatusTag tone="known">{String(status)}</StatusTag> : <StatusTag tone="problem">{`${status} ${error}`}</StatusTag>) },
        { header: say('calls.time'), align: 'num', cell: ({ milliseconds }) => `${milliseconds} ms` }, { header: say('calls.request'), cell: ({ requestId }) => <code>{requestId.slice(-12)}</code> },
      ]} />
    </>
  ))
}

async function usagePage(ctx: Ctx, req: PageRequest): Promise<PageReply> {
  const say = consoleStrings.in(req.lang)
  const { client, usage, consents, unused } = await usageReport(ctx, clientIdOf(req))
  return page(req, { title: say('usage.title'), screen: 'R-11', back: { href: clientPath(client.clientId) } }, (
    <>
      <h1>{say('usage.title')}</h1>
      <p class="lead">{say('usage.text')} {say('usage.consents', consents)}</p>
      <DataTable caption={say('usage.title')} captionHidden rows={usage} empty={<EmptyState icon="clock" title={say('calls.empty')}>{say('calls.empty-text')}</EmptyState>} columns={[
        { header: say('calls.endpoint'), rowHeader: true, cell: ({ endpoint }) => endpoint }, { header: say('usage.times'), align: 'num', cell: ({ times }) => String(times) }, { header: say('usage.errors'), align: 'num', cell: ({ failed }) => String(failed) },
        { header: say('usage.middle'), align: 'num', cell: ({ middle }) => `${middle} ms` }, { header: say('usage.slowest'), align: 'num', cell: ({ slowest }) => `${slowest} ms` },
      ]} />
      <h2>{say('usage.unused')}</h2>
      {unused.length === 0 ? <p>{say('usage.none-unused')}</p> : <><p>{say('usage.unused-text')}</p><ul>{unused.map(({ purpose, fact }) => <li>{purpose}: {factOf(fact as never).label[req.lang]}</li>)}</ul></>}
    </>
  ))
}

const route = (method: 'GET' | 'POST', url: string, handler: PageRoute['handler'], onRefusal?: PageRoute['onRefusal']): PageRoute =>
  pageRoute({ method, url: root + url, access: consoleAccess, purpose: consolePurpose, rateLimit: perSession, handler, ...(onRefusal ? { onRefusal } : {}) })

export const consoleRoutes: readonly PageRoute[] = [
  pageRoute({ method: 'GET', url: root, access: 'public', purpose: consolePurpose, handler: startPage }),
  pageRoute({ method: 'GET', url: `${root}/nguoi-thu`, access: 'public', purpose: consolePurpose, handler: async (_ctx, req) => peoplePage(req) }),
  route('GET', '/to-chuc', async (_ctx, req) => organisationPage(req)),
  route('POST', '/to-chuc', async (ctx, req) => {
    const text = (name: string): string => req.form.get(name).trim()
    const organisationId = await registerOrganisation(ctx, {
      name: text('name'), businessNumber: text('businessNumber').toUpperCase(), kind: kinds.find((kind) => kind === text('kind')) ?? 'other', licence: text('licence') || null,
      contactName: text('contactName'), contactEmail: text('contactEmail'), dataOfficer: text('dataOfficer'),
    })
    // Nobody registers an organisation for its own sake: the next thing to do is on the next page.
    return { redirect: `${root}/to-chuc/${organisationId}/ung-dung-moi` }
  }, async (_ctx, req, refusal) => organisationPage(req, errorsOf(refusal))),
  route('GET', '/to-chuc/:organisation/ung-dung-moi', async (ctx, req) => {
    await ownOrganisation(ctx, req.params['organisation'] ?? '')
    return newClientPage(req)
  }),
  route('POST', '/to-chuc/:organisation/ung-dung-moi', async (ctx, req) => {
    const keys = keysOf(req.form.get('keys'))
    if (keys === null) return newClientPage(req, [keysWrong])
    const clientId = await createSandboxClient(ctx, req.params['organisation'] ?? '', { name: req.form.get('name').trim(), homeUrl: req.form.get('homeUrl').trim(), redirectUris: linesOf(req.form.get('redirectUris')), auth: authOf(req), keys })
    return { redirect: clientPath(clientId) }
  }, async (ctx, req, refusal) => {
    await ownOrganisation(ctx, req.params['organisation'] ?? '')
    return newClientPage(req, errorsOf(refusal))
  }),
  route('GET', '/ung-dung/:client', clientPage),
  route('GET', '/ung-dung/:client/sua', (ctx, req) => editPage(ctx, req)),
  route('POST', '/ung-dung/:client/sua', saveClient, (ctx, req, refusal) => editPage(ctx, req, errorsOf(refusal))),
  route('GET', '/ung-dung/:client/nhat-ky', callsPage),
  route('GET', '/ung-dung/:client/muc-dung', usagePage),
]
