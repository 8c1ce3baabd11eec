import { caseHash, previewCase, readCase, returnCase, reviseCase, signCase, waitingCases, type CaseView, type Preview } from '../../foundations/civil-status/index.ts'
import { requestSigningCode, signWithCode } from '../../foundations/eid/index.ts'
import { appointmentOn } from '../../foundations/organisations/index.ts'
import { personIdOf, readPeople } from '../../foundations/population/index.ts'
import { isId } from '../../kernel/ids.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import { Refusal, type FieldError } from '../../kernel/refusal.ts'
import { isAllowed, type Ctx, type OfficerActor } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, ButtonLink, DataTable, DiffLine, EmptyState, Form, Notice, OtpField, StatusTag, TextField, type Lang } from '../kit/index.ts'
import { demo, DemoCodeHint, errorsOf } from '../public/index.ts'
import { workPage } from '../officer/index.ts'
import { ActItems, PreviewParts } from './act-form.tsx'
import { actForms, assemble, typedFrom, typedIn, type Typed } from './act-forms.ts'
import { actTitle, booksHome, civilPurpose, civilRoles, errorsAt } from './act-routes.tsx'
import { refuse } from './refusals.ts'
import { civilStrings } from './strings.ts'

const access = { officer: civilRoles }
const casesHome = `${booksHome}/du-thao`
const idOf = (req: PageRequest): string => (isId(req.params['case'] ?? '') ? req.params['case']! : refuse('civil.not-found'))

export const casesRoute = pageRoute({
  method: 'GET', url: casesHome, access, purpose: civilPurpose,
  async handler(ctx, req) {
    const say = civilStrings.in(req.lang)
    const cases = await waitingCases(ctx, (ctx.actor as OfficerActor).areas)
    return workPage(ctx, req, { title: say('list.title'), screen: 'O-28', back: { href: booksHome, label: say('books.title') } }, (
      <>
        <h1>{say('list.title')}</h1>
        <DataTable caption={say('list.caption')} rows={cases} empty={<EmptyState title={say('list.empty')}><p>{say('list.empty-text')}</p></EmptyState>} columns={[
          { header: say('books.who'), rowHeader: true, cell: (each) => <a href={`${casesHome}/${each.caseId}`}>{each.about}</a> }, { header: say('list.act'), cell: (each) => each.title },
          { header: say('list.state'), cell: (each) => <StateTag state={each.state} lang={req.lang} /> }, { header: say('list.since'), cell: (each) => formatInstantVi(each.preparedAt) },
        ]} />
      </>
    ))
  },
})

function StateTag(props: { state: CaseView['state']; lang: Lang }) {
  const word = { prepared: 'case.waiting', returned: 'case.returned', signed: 'case.signed', withdrawn: 'case.withdrawn' } as const
  const tone = { prepared: 'todo', returned: 'problem', signed: 'known', withdrawn: 'todo' } as const
  return <StatusTag tone={tone[props.state]}>{civilStrings.t(props.lang, word[props.state])}</StatusTag>
}

export const caseRoute = pageRoute({ method: 'GET', url: `${casesHome}/:case`, access, purpose: civilPurpose, handler: (ctx, req) => casePage(ctx, req) })

interface Sent { readonly challengeId: string; readonly to: string }

/** Sign (a code first), return, withdraw. The code signs exactly the version that was shown. */
export const decideCaseRoute = pageRoute({
  method: 'POST', url: `${casesHome}/:case`, access, purpose: civilPurpose,
  rateLimit: { key: 'session', max: 60, perSeconds: 600 },
  async handler(ctx, req) {
    const caseId = idOf(req)
    const version = req.form.whole('version')
    const doing = req.form.get('_do')
    if (doing === 'return' || doing === 'withdraw') {
      await returnCase(ctx, { caseId, version, reason: req.form.get('reason'), state: doing === 'return' ? 'returned' : 'withdrawn' })
      return { redirect: casesHome }
    }
    const found = await readCase(ctx, caseId)
    const documentHash = caseHash({ ...found, version })
    if (doing !== 'sign') {
      const { challengeId, to } = await requestSigningCode(ctx, { documentHash, what: `${found.title}: ${found.about}` })
      return casePage(ctx, req, { sent: { challengeId, to } })
    }
    const sent = { challengeId: req.form.get('ma'), to: req.form.get('to') }
    const outcome = await signWithCode(ctx, { challengeId: sent.challengeId, code: req.form.get('code').trim(), documentHash })
    if (!outcome.ok) {
      const key = outcome.reason === 'wrong' ? 'case.code-wrong' : 'case.code-ended'
      return casePage(ctx, req, { sent, errors: [{ field: 'code', vi: civilStrings.vi[key], en: civilStrings.en[key] }], status: 422 })
    }
    const done = await signCase(ctx, { caseId, version, signer: await signerOf(ctx, req), performedBy: found.preparedByName || null, evidence: outcome.evidence })
    return { redirect: `${booksHome}/so/${done.entryId}` }
  },
  onRefusal: (ctx, req, refusal) => casePage(ctx, req, { errors: refusal.code === 'civil-status.case-changed' ? [] : errorsOf(refusal).map((each) => ({ ...each, field: each.field === 'reason' ? 'reason' : '' })), status: refusal.status, changed: refusal.code === 'civil-status.case-changed' }),
})

/** Who signs: the officer in the post they hold today. */
export async function signerOf(ctx: Ctx, req: PageRequest): Promise<{ personId: string; fullName: string; title: string }> {
  const { personId, appointmentId } = ctx.actor as OfficerActor
  return { personId, fullName: req.session!.displayName, title: (await appointmentOn(ctx.tx, appointmentId, ctx.today))?.post.title ?? '' }
}

interface CaseMore { readonly sent?: Sent; readonly errors?: readonly FieldError[]; readonly status?: number; readonly changed?: boolean }

async function casePage(ctx: Ctx, req: PageRequest, more: CaseMore = {}): Promise<PageReply> {
  const found = await readCase(ctx, idOf(req))
  const waits = found.state === 'prepared' || found.state === 'returned'
  const shown = waits ? await tryPreview(ctx, found) : undefined
  const mine = isAllowed(ctx.actor, found.permission, { area: found.area }, ctx.today)
  const say = civilStrings.in(req.lang)
  const title = say('case.title', { act: actTitle(found.actName, req.lang), who: found.about })
  return workPage(ctx, req, { title, screen: 'O-17', errors: more.errors ?? [], path: `${casesHome}/${found.caseId}`, back: { href: casesHome, label: say('list.title') } }, <CaseScreen found={found} shown={shown} mine={mine} more={more} lang={req.lang} />, more.status)
}

/** The preview under the facts of now; what the act would refuse is said instead. */
async function tryPreview(ctx: Ctx, found: CaseView): Promise<Preview | Refusal> {
  try {
    return await previewCase(ctx, { act: found.actName, area: found.area, input: found.input })
  } catch (error) {
    if (error instanceof Refusal && error.status < 500 && !error.code.startsWith('authorise.')) return error
    throw error
  }
}

function CaseScreen(props: { found: CaseView; shown: Preview | Refusal | undefined; mine: boolean; more: CaseMore; lang: Lang }) {
  const { found, shown, mine, more, lang } = props
  const say = civilStrings.in(lang)
  const action = `${casesHome}/${found.caseId}`
  const version = { version: String(found.version) }
  const lastBy = found.decidedByName && found.decidedAt ? { name: found.decidedByName, when: formatInstantVi(found.decidedAt) } : { name: found.preparedByName, when: formatInstantVi(found.preparedAt) }
  return (
    <>
      <p class="caption">{actTitle(found.actName, lang)}</p>
      <h1>{found.about}</h1>
      <p><StateTag state={found.state} lang={lang} /> <span class="hint">{say('case.by', { name: found.preparedByName, when: formatInstantVi(found.preparedAt) })}</span></p>
      {more.changed && <Notice kind="warn" title={say('case.changed', lastBy)} live><p>{say('case.changed-text')}</p></Notice>}
      {found.state === 'returned' && <Notice kind="info" title={say('case.returned-why', { name: found.decidedByName ?? '', why: found.note ?? '' })} />}
      {found.state === 'signed' && found.entryId && <div class="buttons"><ButtonLink href={`${booksHome}/so/${found.entryId}`} act="open-entry">{say('case.open-entry')}</ButtonLink></div>}
      {shown instanceof Refusal && <Notice kind="error" title={say('case.cannot')}><p>{lang === 'en' && shown.en ? shown.en : shown.vi} {shown.next}</p></Notice>}
      {shown && !(shown instanceof Refusal) && <PreviewParts preview={shown} lang={lang} />}
      {shown && !(shown instanceof Refusal) && found.state === 'prepared' && (mine ? <SignForm action={action} version={version} sent={more.sent} lang={lang} /> : <Notice kind="info" title={say('case.not-yours')} />)}
      {shown && (
        <Form action={action} hidden={version} class="narrow-form" label={say('case.return')}>
          <TextField name="reason" label={say('case.reason')} autocomplete="off" />
          <div class="buttons">
            {mine && found.state === 'prepared' && <Button name="_do" value="return" kind="secondary" act="return-case">{say('case.return')}</Button>}
            <Button name="_do" value="withdraw" kind="quiet" act="withdraw-case">{say('case.withdraw')}</Button>
            <ButtonLink href={`${action}/sua`} kind="quiet" act="edit-case">{say('case.edit')}</ButtonLink>
          </div>
        </Form>
      )}
    </>
  )
}

function SignForm(props: { action: string; version: Record<string, string>; sent: Sent | undefined; lang: Lang }) {
  const { sent, lang } = props
  const say = civilStrings.in(lang)
  return (
    <Form action={props.action} hidden={{ ...props.version, ...(sent ? { ma: sent.challengeId, to: sent.to } : {}) }} class="narrow-form" label={say('case.sign')}>
      <p>{say('case.will')}</p>
      <Notice kind="warn" title={say('case.no-undo')} />
      {sent && <><p>{say('case.sent', { to: sent.to })}</p>{demo() !== null && <DemoCodeHint lang={lang} />}<OtpField name="code" f="sign.code" label={say('case.code')} hint={say('case.code-hint')} /></>}
      <div class="buttons">
        {sent ? <Button name="_do" value="sign" act="sign-case" shortcut="F10" icon="stamp">{say('case.sign')}</Button> : <Button name="_do" value="code" act="get-code">{say('case.get-code')}</Button>}
        {sent && <Button name="_do" value="code" kind="quiet" act="new-code" noValidate>{say('case.new-code')}</Button>}
      </div>
    </Form>
  )
}

export const editCaseRoute = pageRoute({
  method: 'GET', url: `${casesHome}/:case/sua`, access, purpose: civilPurpose,
  async handler(ctx, req) {
    const found = await readCase(ctx, idOf(req))
    return editPage(ctx, req, found, await typedOf(ctx, found))
  },
})

export const saveCaseRoute = pageRoute({
  method: 'POST', url: `${casesHome}/:case/sua`, access, purpose: civilPurpose,
  async handler(ctx, req) {
    const found = await readCase(ctx, idOf(req))
    const version = req.form.whole('version')
    const typed = typedIn(found.actName, req.form)
    const { input, errors } = await assemble(found.actName, typed, (number) => personIdOf(ctx.tx, number))
    if (errors.length > 0) return editPage(ctx, req, found, typed, { errors, status: 422 })
    await reviseCase(ctx, { caseId: found.caseId, version, input })
    return { redirect: `${casesHome}/${found.caseId}` }
  },
  async onRefusal(ctx, req, refusal) {
    const found = await readCase(ctx, idOf(req))
    const typed = typedIn(found.actName, req.form)
    if (refusal.code !== 'civil-status.case-changed') return editPage(ctx, req, found, typed, { errors: errorsAt(found.actName, refusal), status: refusal.status })
    return editPage(ctx, req, found, typed, { status: refusal.status, now: await typedOf(ctx, found) })
  },
})

async function typedOf(ctx: Ctx, found: CaseView): Promise<Typed> {
  const ids = JSON.stringify(found.input).match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []
  const people = await readPeople(ctx, [...new Set(ids)], ['pin'], { lawfulBy: civilPurpose.basis })
  return typedFrom(found.actName, found.input, (id) => people.get(id)?.pin ?? '')
}

/** The form again. When somebody was faster, what stands now is shown beside what was typed, and nothing typed is lost. */
async function editPage(ctx: Ctx, req: PageRequest, found: CaseView, typed: Typed, more: { errors?: readonly FieldError[]; status?: number; now?: Typed } = {}): Promise<PageReply> {
  const say = civilStrings.in(req.lang)
  const differs = more.now ? Object.entries(more.now).filter(([name, value]) => (typed[name] ?? '') !== value) : []
  const labels = new Map(actForms[found.actName].items.map((item) => [item.name, item.label[req.lang === 'en' ? 1 : 0]]))
  const labelOf = (name: string): string => labels.get(name) ?? [...labels].find(([each]) => name.startsWith(`${each}.`))?.[1] ?? name
  return workPage(ctx, req, { title: say('case.edit'), screen: 'O-civil-act', errors: more.errors ?? [], path: `${casesHome}/${found.caseId}/sua`, back: { href: `${casesHome}/${found.caseId}` } }, (
    <Form action={`${casesHome}/${found.caseId}/sua`} hidden={{ version: String(found.version) }} class="narrow-form" label={say('case.edit')}>
      <p class="caption">{actTitle(found.actName, req.lang)}</p>
      <h1>{found.about}</h1>
      {more.now && (
        <Notice kind="warn" title={say('case.changed', { name: found.decidedByName ?? found.preparedByName, when: formatInstantVi(found.decidedAt ?? found.preparedAt) })} live>
          {differs.length > 0 && <p>{say('case.differs')}</p>}
          {differs.map(([name, value]) => <DiffLine label={labelOf(name)} old={typed[name] ?? ''} new={value} />)}
        </Notice>
      )}
      <ActItems act={found.actName} typed={typed} today={ctx.today} lang={req.lang} />
      <div class="buttons"><Button act="save-case" shortcut="F10">{say('preview.send')}</Button></div>
    </Form>
  ), more.status)
}
