import { areaAsOf, fullAreaName } from '../../foundations/areas/index.ts'
import { cancelOrganisation, lockOrganisation, organisationAccounts, organisationCounts, readOrganisationFile, unlockOrganisation, type OrganisationFile, type OrganisationLine, type OrganisationStage, type OrganisationState } from '../../foundations/eid/index.ts'
import { isId } from '../../kernel/ids.ts'
import { formatDateVi, formatInstantVi, todayAt } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, ButtonLink, CheckAnswers, DataTable, EmptyState, Form, Notice, StatusTag, TextField, Timeline, type Lang, type Tone } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { errorsOf } from '../public/index.ts'
import { accountPurpose as purpose, policeAccess as access } from './purposes.ts'
import { deskStrings } from './strings.ts'

const home = '/dc/eid/to-chuc/danh-sach'
const tones: Readonly<Record<OrganisationState, Tone>> = { registered: 'info', active: 'known', locked: 'problem', rejected: 'neutral', cancelled: 'neutral' }

const stages = ['intake', 'approved', 'used'] as const
interface Model { readonly organisations: readonly OrganisationLine[]; readonly counts: Awaited<ReturnType<typeof organisationCounts>>; readonly stage: OrganisationStage | null }

/** Three counts that each open their list, and the list. */
function List(props: Model & { lang: Lang }) {
  const { organisations, counts, stage, lang } = props
  const say = deskStrings.in(lang)
  const label = (one: OrganisationStage): string => (one === 'used' ? say('orgs.used', { days: counts.usedWithinDays }) : say(`orgs.${one}`))
  const title = stage === null ? say('orgs.title') : say('camp.list', { what: label(stage) })
  return (
    <>
      <h1>{say('orgs.title')}</h1>
      <p>{say('orgs.lead')}</p>
      <p class="buttons"><ButtonLink href="/dc/eid/to-chuc" act="take-in-organisation">{say('queue.organisation')}</ButtonLink></p>
      <DataTable caption={say('orgs.counts')} rows={stages} columns={[
        { header: say('camp.step'), rowHeader: true, cell: label },
        { header: say('orgs.number'), align: 'num', cell: (one) => <a href={`${home}?buoc=${one}`} aria-label={`${label(one)}: ${counts[one]}`}>{counts[one]}</a> },
      ]} />
      <p class="hint">{say('orgs.counts-text')}</p>
      <h2>{title}</h2>
      {stage !== null && <p><a href={home}>{say('orgs.all')}</a></p>}
      <DataTable caption={title} captionHidden rows={organisations} empty={<EmptyState title={say('orgs.empty')}><p>{say('orgs.empty-text')}</p></EmptyState>} columns={[
        { header: say('org.name'), rowHeader: true, cell: (each) => <a href={`/dc/eid/to-chuc/${each.entityId}`}>{each.name}</a> },
        { header: say('org.code'), cell: (each) => each.code },
        { header: say('account.state'), cell: (each) => <StatusTag tone={tones[each.state]}>{say(`state.${each.state}`)}</StatusTag> },
        { header: say('account.intake'), cell: (each) => formatDateVi(todayAt(each.intakeAt)) },
        { header: say('account.approved'), cell: (each) => (each.approvedAt ? formatDateVi(todayAt(each.approvedAt)) : say('account.never')) },
        { header: say('account.used'), cell: (each) => (each.lastUsedAt ? formatDateVi(todayAt(each.lastUsedAt)) : say('account.never')) },
      ]} />
    </>
  )
}

export const organisationsRoute = pageRoute({
  method: 'GET', url: home, access, purpose,
  async handler(ctx, req) {
    const stage = stages.find((each) => each === req.query['buoc']) ?? null
    return workPage(ctx, req, { title: deskStrings.t(req.lang, 'orgs.title'), screen: 'P-11-organisations', back: { href: '/dc/eid' } }, <List organisations={await organisationAccounts(ctx, stage)} counts={await organisationCounts(ctx)} stage={stage} lang={req.lang} />)
  },
})

type Act = 'lock' | 'unlock' | 'cancel'
const acts: Readonly<Record<Act, typeof lockOrganisation>> = { lock: lockOrganisation, unlock: unlockOrganisation, cancel: cancelOrganisation }

/** What may be done next, each with its reason and paper. */
function Change(props: { act: Act; file: OrganisationFile; req: PageRequest; lang: Lang }) {
  const { act, file, lang, req: { form } } = props
  const say = deskStrings.in(lang)
  return (
    <Form action={`/dc/eid/to-chuc/${file.entityId}`} hidden={{ act, version: String(file.version) }} class="narrow-form" label={say(`orgs.${act}`)}>
      <h2>{say(`orgs.${act}`)}</h2>
      <p>{say(`orgs.${act}-text`)}</p>
      <TextField name={`${act}-reason`} label={say('account.reason')} value={form.get(`${act}-reason`)} maxlength={500} />
      <TextField name={`${act}-document`} label={say('account.document')} value={form.get(`${act}-document`)} maxlength={120} />
      <div class="buttons"><Button kind={act === 'unlock' ? 'secondary' : 'danger'} act={`${act}-organisation`}>{say(`orgs.${act}-do`)}</Button></div>
    </Form>
  )
}

const actOf = (req: PageRequest): Act => (['lock', 'unlock', 'cancel'] as const).find((each) => each === req.form.get('act')) ?? 'lock'
const idOf = (req: PageRequest): string => (isId(req.params['entity'] ?? '') ? req.params['entity']! : '00000000-0000-7000-8000-000000000000')

async function filePage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const { lang } = req
  const say = deskStrings.in(lang)
  const file = await readOrganisationFile(ctx, idOf(req))
  const done = (['lock', 'unlock', 'cancel'] as const).find((word) => word === req.query['xong'])
  const moment = (at: string | null): string => (at ? formatInstantVi(at) : say('account.never'))
  return workPage(ctx, req, { title: file.name, screen: 'P-11-organisation-file', errors, back: { href: home } }, (
    <>
      <h1>{file.name}</h1>
      {done && errors.length === 0 && <Notice kind="success" title={say(`orgs.done-${done}`)} live />}
      <p><StatusTag tone={tones[file.state]}>{say(`state.${file.state}`)}</StatusTag></p>
      <CheckAnswers title={say('orgs.account')} answers={[
        { label: say('org.code'), value: file.code }, { label: say('orgs.seat'), value: areaAsOf(file.area, ctx.today) ? fullAreaName(file.area, ctx.today) : file.area }, { label: say('orgs.representative'), value: file.representative ?? '–' },
        { label: say('account.intake'), value: moment(file.intakeAt) }, { label: say('account.approved'), value: moment(file.approvedAt) }, { label: say('account.used'), value: moment(file.lastUsedAt) },
      ]} />
      {file.state === 'active' && <Change act="lock" file={file} req={req} lang={lang} />}
      {file.state === 'locked' && <Change act="unlock" file={file} req={req} lang={lang} />}
      {req.session?.role === 'police-commander' && (file.state === 'active' || file.state === 'locked') && <Change act="cancel" file={file} req={req} lang={lang} />}
      <h2>{say('account.events')}</h2>
      <Timeline label={say('account.events')} events={file.events.map((event) => ({ when: formatInstantVi(event.at), text: say(`state.${event.to}`), detail: [event.reason, event.document].filter(Boolean).join(' · ') || undefined }))} />
    </>
  ), status)
}

export const organisationFileRoute = pageRoute({ method: 'GET', url: '/dc/eid/to-chuc/:entity', access, purpose, handler: (ctx, req) => filePage(ctx, req) })

export const changeOrganisationRoute = pageRoute({
  method: 'POST', url: '/dc/eid/to-chuc/:entity', access, purpose,
  async handler(ctx, req) {
    const act = actOf(req)
    await acts[act](ctx, { entityId: idOf(req), version: req.form.whole('version'), reason: req.form.get(`${act}-reason`), document: req.form.get(`${act}-document`) })
    return { redirect: `/dc/eid/to-chuc/${idOf(req)}?xong=${act}` }
  },
  // Two of these forms may stand on one page: the sentence belongs to the field of the one that was sent.
  onRefusal: (ctx, req, refusal) => filePage(ctx, req, errorsOf(refusal).map((each) => (each.field === '' ? each : { ...each, field: `${actOf(req)}-${each.field}` })), refusal.status),
})
