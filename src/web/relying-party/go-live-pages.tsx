import { addPaper, changeClient, createLiveClient, goLiveOf, submitClient, withdrawSubmission } from '../../foundations/openid/index.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { formatDateVi, parseDateVi } from '../../kernel/plain-date.ts'
import { dayInVietnam, type Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { Button, FileField, Form, Notice, TaskList, TextField } from '../kit/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { clientIdOf, clientPath, consoleAccess, consolePurpose } from './pages.tsx'
import { consoleStrings } from './strings.ts'
import { toolsStrings } from './tools-strings.ts'

/** what is met and what is open, the documents, and the way to the two who decide. */
async function goLivePage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = []): Promise<PageReply> {
  const say = consoleStrings.in(req.lang)
  const { client, checks, papers, decisions } = await goLiveOf(ctx, clientIdOf(req))
  const path = `${clientPath(client.clientId)}/len-that`
  const screen = { title: say('live.title'), screen: 'R-10', back: { href: clientPath(client.clientId) }, errors, path }
  const status = errors.length > 0 ? 422 : undefined
  if (client.environment === 'sandbox') {
    return page(req, screen, (
      <Form action={`${path}/tao`}>
        <h1>{say('live.heading', { name: client.settings.name })}</h1>
        <p>{say('live.make-text')}</p>
        <div class="buttons"><Button act="make-live">{say('live.make')}</Button></div>
      </Form>
    ), status)
  }
  const editable = client.state === 'draft' || client.state === 'approved'
  return page(req, screen, (
    <>
      <h1>{say('live.heading', { name: client.settings.name })}</h1>
      {client.inForce !== null && client.state === 'approved' && <Notice kind="success" title={say('live.in-force')} />}
      {client.state === 'waiting' && <Notice kind="info" title={say('live.waiting', { day: formatDateVi(dayInVietnam(client.submittedAt ?? ctx.now)) })} />}
      <h2>{say('live.checks')}</h2>
      <TaskList label={say('live.checks')} tasks={checks.map(({ key, met }) => ({ title: say(`live.check-${key}`), state: met ? ('done' as const) : ('problem' as const) }))} />
      {editable && (
        <>
          <Form action={path}>
            <TextField name="agreement" label={say('live.agreement')} value={req.form.has('agreement') ? req.form.get('agreement') : client.settings.agreement} maxlength={160} />
            <TextField name="securityDecision" label={say('live.security')} optional value={req.form.has('securityDecision') ? req.form.get('securityDecision') : client.settings.securityDecision} maxlength={160} />
            <TextField name="agreementUntil" label={toolsStrings.t(req.lang, 'safety.until')} hint={toolsStrings.t(req.lang, 'safety.until-hint')} optional width="twelve" maxlength={10} value={req.form.has('agreementUntil') ? req.form.get('agreementUntil') : client.settings.agreementUntil ? formatDateVi(client.settings.agreementUntil) : ''} />
            <Button kind="secondary" act="save-numbers">{say('live.save')}</Button>
          </Form>
          <Form action={`${path}/tai-lieu`} upload>
            <FileField name="paper" label={say('live.paper')} types="PDF" maxMegabytes={10} accept="application/pdf" />
            <Button kind="secondary" act="add-paper">{say('live.add-paper')}</Button>
          </Form>
        </>
      )}
      {papers.length > 0 && <><h2>{say('live.papers')}</h2><ul>{papers.map(({ name }) => <li>{name}</li>)}</ul></>}
      {decisions.length > 0 && <><h2>{say('live.decisions')}</h2><ul>{decisions.map((each) => <li>{formatDateVi(dayInVietnam(each.at))}: {each.approved ? say('live.yes') : say('live.no', { reason: each.reason })}</li>)}</ul></>}
      {client.state === 'draft' && <Form action={`${path}/gui`}><div class="buttons"><Button act="submit-client">{say('live.submit')}</Button></div></Form>}
      {client.state === 'waiting' && <Form action={`${path}/rut`}><div class="buttons"><Button kind="secondary" act="withdraw-client">{say('live.withdraw')}</Button></div></Form>}
    </>
  ), status)
}

const url = '/nha-phat-trien/ung-dung/:client/len-that'
const frame = { access: consoleAccess, purpose: consolePurpose, onRefusal: (ctx: Ctx, req: PageRequest, refusal: Parameters<NonNullable<PageRoute['onRefusal']>>[2]) => goLivePage(ctx, req, errorsOf(refusal)) } as const
const back = (req: PageRequest): string => `${clientPath(clientIdOf(req))}/len-that`

export const goLiveRoutes: readonly PageRoute[] = [
  pageRoute({ access: consoleAccess, purpose: consolePurpose, method: 'GET', url, handler: (ctx, req) => goLivePage(ctx, req) }),
  pageRoute({
    ...frame, method: 'POST', url,
    async handler(ctx, req) {
      const typed = req.form.get('agreementUntil').trim()
      const agreementUntil = typed === '' ? null : parseDateVi(typed)
      if (typed !== '' && agreementUntil === null) return goLivePage(ctx, req, [{ field: 'agreementUntil', vi: toolsStrings.vi['safety.until-wrong'], en: toolsStrings.en['safety.until-wrong'] }])
      await changeClient(ctx, clientIdOf(req), { agreement: req.form.get('agreement').trim(), securityDecision: req.form.get('securityDecision').trim(), agreementUntil })
      return { redirect: back(req) }
    },
  }),
  pageRoute({ ...frame, method: 'POST', url: `${url}/tao`, handler: async (ctx, req) => ({ redirect: `${clientPath(await createLiveClient(ctx, clientIdOf(req)))}/sua` }) }),
  pageRoute({
    ...frame, method: 'POST', url: `${url}/tai-lieu`, upload: { types: ['application/pdf'], maxFiles: 1, maxBytes: 10 * 1024 * 1024 },
    async handler(ctx, req) {
      const [file] = req.files
      if (!file) return goLivePage(ctx, req, [{ field: 'paper', vi: consoleStrings.vi['live.no-file'], en: consoleStrings.en['live.no-file'] }])
      await addPaper(ctx, clientIdOf(req), { name: file.name, bytes: file.bytes })
      return { redirect: back(req) }
    },
  }),
  pageRoute({
    ...frame, method: 'POST', url: `${url}/gui`,
    async handler(ctx, req) {
      await submitClient(ctx, clientIdOf(req))
      return { redirect: back(req) }
    },
  }),
  pageRoute({
    ...frame, method: 'POST', url: `${url}/rut`,
    async handler(ctx, req) {
      await withdrawSubmission(ctx, clientIdOf(req))
      return { redirect: back(req) }
    },
  }),
]
