import { approveCase, approveFullMatches, isFullMatch, openForReview, readCases, readOrganisationFile, rejectCase, risksOf, type EidCase, type OrganisationFile } from '../../foundations/eid/index.ts'
import { areaName, areaAsOf } from '../../foundations/areas/index.ts'
import { entityById } from '../../foundations/mandates/index.ts'
import { getOrganisation } from '../../foundations/organisations/index.ts'
import { isId } from '../../kernel/ids.ts'
import { formatDateVi, formatInstantVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, ButtonLink, CheckAnswers, DataTable, EmptyState, Form, Notice, RadioGroup, StatusTag, TextArea, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { errorsOf } from '../public/index.ts'
import { intakePurpose as purpose, policeAccess as access } from './purposes.ts'
import { deskStrings } from './strings.ts'

export const home = '/dc/eid'
type Named = EidCase & { readonly name: string }

const kindWords = (each: EidCase, lang: Lang): string => deskStrings.t(lang, `kind.${each.kind}`, { level: each.level ?? '' })

function Marks(props: { of: EidCase; lang: Lang }) {
  const marks = risksOf(props.of)
  if (props.of.kind === 'organisation') return <>–</>
  if (marks.length === 0) return <StatusTag tone="known">{deskStrings.t(props.lang, 'mark.none')}</StatusTag>
  return <>{marks.map((mark) => <StatusTag tone={mark === 'face-differs' || mark === 'no-card' ? 'problem' : 'info'}>{deskStrings.t(props.lang, `mark.${mark}`)}</StatusTag>)}</>
}

/** P-11: what waits, by the day promised. */
function Queue(props: { cases: readonly Named[]; mine: string; done: boolean; lang: Lang }) {
  const { cases, lang } = props
  const say = deskStrings.in(lang)
  const full = cases.filter((each) => isFullMatch(each) && each.takenBy !== props.mine).length
  return (
    <>
      <h1>{say('queue.title')}</h1>
      {props.done && <Notice kind="success" title={say('queue.bulk-done')} live />}
      <p>{say('queue.lead')}</p>
      <p class="buttons"><ButtonLink href={`${home}/thu-nhan`} act="take-in">{say('queue.take-in')}</ButtonLink><ButtonLink kind="secondary" href={`${home}/to-chuc`} act="take-in-organisation">{say('queue.organisation')}</ButtonLink>
        <ButtonLink kind="secondary" href={`${home}/tai-khoan`} act="find-account">{say('queue.account')}</ButtonLink><ButtonLink kind="secondary" href={`${home}/to-chuc/danh-sach`} act="organisations">{say('orgs.title')}</ButtonLink><ButtonLink kind="quiet" href="/dc/kich-hoat" act="campaign">{say('queue.campaign')}</ButtonLink></p>
      <DataTable caption={say('queue.caption', { n: cases.length })} rows={cases} empty={<EmptyState title={say('queue.empty')}><p>{say('queue.empty-text')}</p></EmptyState>} columns={[
        { header: say('queue.who'), rowHeader: true, cell: (each) => <a href={`${home}/${each.caseId}`}>{each.name}</a> },
        { header: say('queue.what'), cell: (each) => kindWords(each, lang) },
        { header: say('queue.channel'), cell: (each) => say(`channel.${each.channel}`) },
        { header: say('queue.since'), cell: (each) => formatInstantVi(each.receivedAt) },
        { header: say('queue.due'), cell: (each) => formatDateVi(each.dueOn) },
        { header: say('queue.marks'), cell: (each) => <Marks of={each} lang={lang} /> },
      ]} />
      {full > 0 && <Form action={`${home}/duyet-het`} class="form-inline"><p class="hint">{say('queue.bulk-text')}</p><Button kind="secondary" act="approve-full-matches">{say('queue.bulk', { n: full })}</Button></Form>}
    </>
  )
}

export async function named(ctx: Ctx, cases: readonly EidCase[]): Promise<Named[]> {
  return Promise.all(cases.map(async (each) => ({ ...each, name: (each.entityId ? (await entityById(ctx.tx, each.entityId))?.name : each.displayName) ?? '' })))
}

export const queueRoute = pageRoute({
  method: 'GET', url: home, access, purpose,
  async handler(ctx, req) {
    const cases = await named(ctx, await readCases(ctx))
    return workPage(ctx, req, { title: deskStrings.t(req.lang, 'queue.title'), screen: 'P-11', back: { href: '/dc' } }, <Queue cases={cases} mine={req.session!.personId} done={req.query['xong'] === '1'} lang={req.lang} />)
  },
})

export const approveAllRoute = pageRoute({
  method: 'POST', url: `${home}/duyet-het`, access, purpose,
  async handler(ctx) {
    await approveFullMatches(ctx)
    return { redirect: `${home}?xong=1` }
  },
})

interface CaseModel { readonly found: Named; readonly organisation: OrganisationFile | null; readonly intake: string | null; readonly residence: string | null; readonly own: boolean; readonly taken: boolean; readonly decision: string; readonly reason: string }

function Case(props: CaseModel & { lang: Lang }) {
  const { found, lang } = props
  const say = deskStrings.in(lang)
  const { evidence } = found
  const yes = (value: boolean): string => say(value ? 'case.yes' : 'case.no')
  return (
    <>
      <p class="caption">{kindWords(found, lang)}</p>
      <h1>{found.name}</h1>
      {props.taken && <Notice kind="success" title={say('case.taken', { date: formatDateVi(found.dueOn) })} live />}
      {found.kind !== 'organisation' && <p><Marks of={found} lang={lang} /></p>}
      <CheckAnswers title={say('case.facts')} answers={[
        ...(props.organisation ? [{ label: say('org.code'), value: props.organisation.code }, { label: say('orgs.representative'), value: props.organisation.representative ?? '–' }, { label: say('org.document'), value: props.organisation.events.find(({ to }) => to === 'registered')?.document ?? '–' }] : []),
        { label: say('case.intake-unit'), value: props.intake ?? say('case.intake-home') }, { label: say(props.organisation ? 'orgs.seat' : 'case.residence'), value: props.residence ?? '–' }, { label: say('queue.since'), value: formatInstantVi(found.receivedAt) },
        { label: say('queue.due'), value: formatDateVi(found.dueOn) }, { label: say('case.basis'), value: found.basis },
      ]} />
      <CheckAnswers title={say('case.checks')} answers={[
        { label: say('case.register'), value: yes(evidence.register) }, ...(props.organisation ? [] : [{ label: say('case.phone'), value: yes(evidence.phoneVerified) }]),
        ...(evidence.capture ? [{ label: say('case.card'), value: yes(evidence.capture.cardRead) }, { label: say('case.face', { score: evidence.capture.faceScore ?? 0 }), value: yes(evidence.capture.faceScore !== null) }, { label: say('case.device'), value: evidence.capture.simulated ? say('mark.simulated') : evidence.capture.device }] : []),
        ...(evidence.representative === undefined ? [] : [{ label: say('case.representative'), value: yes(evidence.representative) }]),
      ]} />
      <p><ButtonLink kind="secondary" href={`${home}/${found.caseId}/thu`} act="print-letter">{say('letter.print')}</ButtonLink></p>
      {found.state === 'approved' || found.state === 'rejected'
        ? <Notice kind={found.state === 'approved' ? 'success' : 'info'} title={say(`case.${found.state}`)}>{found.reason && <p>{found.reason}</p>}</Notice>
        : props.own ? <Notice kind="info" title={say('case.own')} />
          : (
            <Form action={`${home}/${found.caseId}`} hidden={{ version: String(found.version) }} class="narrow-form" label={say('case.decide')}>
              <RadioGroup name="decision" label={say('case.decide')} value={props.decision} options={[{ value: 'approve', label: say('case.approve'), hint: say('case.approve-hint'), shortcut: '1' }, { value: 'refuse', label: say('case.refuse'), hint: say('case.refuse-hint'), shortcut: '2' }]} />
              <TextArea name="reason" label={say('case.reason')} value={props.reason} rows={3} maxlength={500} />
              <div class="buttons"><Button act="decide-case" shortcut="F10">{say('case.send')}</Button></div>
            </Form>
          )}
    </>
  )
}

export const idOf = (req: PageRequest): string => (isId(req.params['case'] ?? '') ? req.params['case']! : '00000000-0000-7000-8000-000000000000')

async function casePage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const [found] = await named(ctx, [await openForReview(ctx, idOf(req))])
  const model: CaseModel = {
    found: found!, own: found!.takenBy === req.session!.personId, taken: req.query['xong'] === 'da-nhan', decision: req.form.get('decision'), reason: req.form.get('reason'),
    organisation: found!.entityId ? await readOrganisationFile(ctx, found!.entityId) : null,
    intake: found!.intakeUnit ? (await getOrganisation(ctx, found!.intakeUnit)).name : null, residence: found!.residenceArea && areaAsOf(found!.residenceArea, ctx.today) ? areaName(found!.residenceArea, ctx.today) : found!.residenceArea,
  }
  return workPage(ctx, req, { title: deskStrings.t(req.lang, 'case.title'), screen: 'P-11-case', errors, back: { href: home } }, <Case {...model} lang={req.lang} />, status)
}

export const caseRoute = pageRoute({ method: 'GET', url: `${home}/:case`, access, purpose, handler: (ctx, req) => casePage(ctx, req) })

export const decideRoute = pageRoute({
  method: 'POST', url: `${home}/:case`, access, purpose,
  async handler(ctx, req) {
    const decision = req.form.get('decision')
    const given = { caseId: idOf(req), version: req.form.whole('version') }
    if (decision === 'approve') await approveCase(ctx, given)
    else if (decision === 'refuse') await rejectCase(ctx, { ...given, reason: req.form.get('reason') })
    else return casePage(ctx, req, [{ field: 'decision', vi: deskStrings.vi['case.choose'], en: deskStrings.en['case.choose'] }], 422)
    return { redirect: `${home}/${given.caseId}` }
  },
  onRefusal: (ctx, req, refusal) => casePage(ctx, req, errorsOf(refusal), refusal.status),
})
