import { addKeys, clientKeys, cutOffOwnClient, stopKey, type ClientKey } from '../../foundations/openid/index.ts'
import { formatDateVi, formatInstantVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { Button, Checkboxes, DataTable, EmptyState, Form, Notice, StatusTag, TextArea, type Tone } from '../kit/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { clientIdOf, clientPath, consoleAccess, consolePurpose, keysOf, keysWrong } from './pages.tsx'
import { toolsStrings } from './tools-strings.ts'

const tones: Readonly<Record<ClientKey['state'], Tone>> = { active: 'known', next: 'todo', leaving: 'neutral' }
/** Days before the end of a certificate from which on the page warns. Our own choice. */
const warnDays = 30

/** change a key without a break, or stop one at once. */
async function keysPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = []): Promise<PageReply> {
  const say = toolsStrings.in(req.lang)
  const { client, keys, mayCutOff } = await clientKeys(ctx, clientIdOf(req))
  const back = clientPath(client.clientId)
  const path = `${back}/khoa`
  const live = client.environment === 'live'
  const done = (['them', 'ngung', 'ngat'] as const).find((word) => word === req.query['xong'])
  const chosen = keys.length > 1 ? keys.find(({ kid }) => kid !== '' && kid === req.query['ngung']) : undefined
  const ending = keys.filter(({ until }) => until !== null && until.daysLeft <= warnDays)
  return page(req, { title: say('keys.title'), screen: 'R-05-keys', back: { href: back }, errors, wide: true }, (
    <>
      <h1>{say('keys.heading')}</h1>
      {done && errors.length === 0 && <Notice kind="success" title={say(done === 'them' && live ? 'keys.done-them-live' : `keys.done-${done}`)} live />}
      {client.state === 'suspended' && <Notice kind="error" title={say('safety.cut')} />}
      {ending.map(({ kid, until }) => <Notice kind={until!.daysLeft < 0 ? 'error' : 'warn'} title={say(until!.daysLeft < 0 ? 'keys.ended' : 'keys.ends', { kid, day: formatDateVi(until!.day), n: until!.daysLeft })} />)}
      <p class="lead">{say(live ? 'keys.text-live' : 'keys.text')}</p>
      <DataTable caption={say('safety.keys')} captionHidden rows={keys} empty={<EmptyState icon="clock" title={say('safety.no-keys')}><p>{say('keys.empty-text')}</p></EmptyState>} columns={[
        { header: say('safety.key'), rowHeader: true, cell: ({ kid }) => <code>{kid || '–'}</code> }, { header: say('safety.key-kind'), cell: ({ kind }) => kind },
        { header: say('keys.state'), cell: ({ state }) => <StatusTag tone={tones[state]}>{say(`keys.${state}`)}</StatusTag> },
        { header: say('keys.used'), cell: ({ lastUsedAt }) => (lastUsedAt ? formatInstantVi(lastUsedAt) : say('keys.never')) },
        { header: say('keys.until'), cell: ({ until }) => (until ? formatDateVi(until.day) : '–') },
        { header: say('keys.stop'), cell: ({ kid }) => (keys.length > 1 && kid ? <a href={`${path}?${new URLSearchParams({ ngung: kid }).toString()}#ngung`} aria-label={say('keys.stop-one', { kid })}>{say('keys.stop')}</a> : '–') },
      ]} />
      {chosen && (
        <Form action={`${path}/ngung`} hidden={{ kid: chosen.kid }} label={say('keys.stop-one', { kid: chosen.kid })} class="narrow-form" id="ngung">
          <h2>{say('keys.stop-one', { kid: chosen.kid })}</h2>
          <p>{say('keys.stop-text')}</p>
          <div class="buttons"><Button kind="danger" act="stop-key">{say('keys.stop-do')}</Button></div>
        </Form>
      )}
      {client.settings.auth !== 'none' && (
        <Form action={path} label={say('keys.add')}>
          <h2>{say('keys.add')}</h2>
          <TextArea name="keys" label={say('keys.next-key')} hint={say('keys.next-hint')} rows={5} value={req.form.get('keys')} />
          <div class="buttons"><Button act="add-key">{say('keys.add-do')}</Button></div>
        </Form>
      )}
      {live && mayCutOff && (
        <Form action={`${path}/ngat`} label={say('keys.cut')} class="narrow-form">
          <h2>{say('keys.cut')}</h2>
          <p>{say('keys.cut-text')}</p>
          <Checkboxes name="sure" label={say('keys.cut')} values={[]} options={[{ value: 'yes', label: say('keys.cut-sure') }]} />
          <div class="buttons"><Button kind="danger" act="cut-off">{say('keys.cut-do')}</Button></div>
        </Form>
      )}
    </>
  ), errors.length > 0 ? 422 : undefined)
}

const url = '/nha-phat-trien/ung-dung/:client/khoa'
const frame = { access: consoleAccess, purpose: consolePurpose, onRefusal: (ctx: Ctx, req: PageRequest, refusal: Parameters<typeof errorsOf>[0]) => keysPage(ctx, req, errorsOf(refusal)) } as const
const backTo = (req: PageRequest, done: string): PageReply => ({ redirect: `${clientPath(clientIdOf(req))}/khoa?xong=${done}` })

export const keysRoutes: readonly PageRoute[] = [
  pageRoute({ access: consoleAccess, purpose: consolePurpose, method: 'GET', url, handler: (ctx, req) => keysPage(ctx, req) }),
  pageRoute({
    ...frame, method: 'POST', url,
    async handler(ctx, req) {
      const keys = keysOf(req.form.get('keys'))
      if (keys === null) return keysPage(ctx, req, [keysWrong])
      await addKeys(ctx, clientIdOf(req), keys)
      return backTo(req, 'them')
    },
  }),
  pageRoute({
    ...frame, method: 'POST', url: `${url}/ngung`,
    async handler(ctx, req) {
      await stopKey(ctx, clientIdOf(req), req.form.get('kid'))
      return backTo(req, 'ngung')
    },
  }),
  pageRoute({
    ...frame, method: 'POST', url: `${url}/ngat`,
    async handler(ctx, req) {
      if (req.form.get('sure') !== 'yes') return keysPage(ctx, req, [{ field: 'sure', vi: toolsStrings.vi['keys.cut-not-sure'], en: toolsStrings.en['keys.cut-not-sure'] }])
      await cutOffOwnClient(ctx, clientIdOf(req))
      return backTo(req, 'ngat')
    },
  }),
]
