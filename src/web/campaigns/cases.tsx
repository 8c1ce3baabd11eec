import { caseStates, casesShown, closeCase, findings, outcomeOf, readCampaign, readCaseList, type CaseList, type ListedCase } from '../../data-ecosystem/campaigns/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatNumberVi } from '../../kernel/money.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { Refusal, type FieldError } from '../../kernel/refusal.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { Button, Checkboxes, DataTable, EmptyState, Form, Notice, Pager, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { campaignIdOf } from './one.tsx'
import { campaignStrings } from './strings.ts'
import { campaignHref, campaignPurpose, caseHref, casesHref, everybody, narrowedBy, police, unitName, type Narrowed } from './words.ts'

interface Listing { readonly list: CaseList; readonly narrowed: Narrowed; readonly me: string | null; readonly today: PlainDate; readonly lang: Lang }

const lineName = (each: ListedCase, lang: Lang): string => campaignStrings.t(lang, 'cases.line', { n: each.rowNo })
const titleOf = (each: ListedCase, lang: Lang): string => each.title || lineName(each, lang)

/** The cases behind a number: the first line repeats what was asked. */
export function Cases(props: Listing) {
  const { list, narrowed, lang, today } = props
  const say = campaignStrings.in(lang)
  const id = list.campaign.campaignId
  const outcome = (each: ListedCase): string => (each.outcome === null ? '' : `: ${outcomeOf(each.outcome).name[lang]}`)
  return (
    <>
      <h1>{say('cases.heading')}</h1>
      <p class="lead">{list.campaign.title}</p>
      <Asked {...props} />
      <DataTable caption={say('cases.caption', { n: formatNumberVi(list.total) })} rows={list.cases} empty={<EmptyState icon="info" title={say('cases.empty')}><p>{say('cases.empty-text')}</p></EmptyState>} columns={[
        { header: list.named ? say('cases.who') : say('cases.row'), rowHeader: true, cell: (each) => (list.named ? <a href={caseHref(id, each.caseId)}>{titleOf(each, lang)}</a> : lineName(each, lang)) },
        { header: say('one.answer'), cell: (each) => say(`finding.${each.finding}`) },
        ...(narrowed.area ? [] : [{ header: say('cases.unit'), cell: (each: ListedCase) => unitName(each.area, list.campaign.area, today, lang) }]),
        { header: say('cases.where'), cell: (each) => [each.site, each.hamlet].filter(Boolean).join(', ') || '–' },
        { header: say('one.state'), cell: (each) => <>{say(each.state === 'taken' && each.takenBy !== null && each.takenBy === props.me ? 'state.mine' : `state.${each.state}`)}{outcome(each)}</> },
      ]} />
      <Pager total={formatNumberVi(list.total)} from={list.total === 0 ? 0 : (list.page - 1) * casesShown + 1} to={(list.page - 1) * casesShown + list.cases.length}
        {...(list.page > 1 ? { previousHref: casesHref(id, narrowed, { page: list.page - 1 }) } : {})} {...(list.page < list.pages ? { nextHref: casesHref(id, narrowed, { page: list.page + 1 }) } : {})} />
      {list.named ? narrowed.area && narrowed.state === 'left' && list.total > 0 && <p><a href={casesHref(id, narrowed, { print: true })}>{say('one.print-link')}</a></p> : <p class="hint">{say('cases.no-names')}</p>}
    </>
  )
}

function Asked(props: Listing) {
  const { list, narrowed, today, lang } = props
  const say = campaignStrings.in(lang)
  const words = [
    narrowed.area && unitName(narrowed.area, list.campaign.area, today, lang), narrowed.hamlet === '' ? `${say('one.hamlet')} ${say('one.hamlet-none')}` : narrowed.hamlet, narrowed.site, narrowed.finding && say(`finding.${narrowed.finding}`),
    narrowed.state && say(`state.${narrowed.state}`), narrowed.outcome && list.kind.outcomes.includes(narrowed.outcome) && outcomeOf(narrowed.outcome).name[lang], narrowed.closedOn && formatDateVi(narrowed.closedOn),
  ].filter(Boolean)
  return words.length === 0 ? null : <p>{say('cases.only', { what: words.join('; ') })}</p>
}

/** On paper, to be taken along: who, where, what the machine said, room for the answer. */
export function PrintedCases(props: Listing) {
  const { list, lang } = props
  const say = campaignStrings.in(lang)
  return (
    <>
      <h1>{list.campaign.title}</h1>
      <Asked {...props} />
      <p>{say('one.look', { look: list.kind.lookAt[lang] })}</p>
      <DataTable caption={say('cases.caption', { n: formatNumberVi(list.total) })} rows={list.cases} columns={[
        { header: say('cases.who'), rowHeader: true, cell: (each) => titleOf(each, lang) },
        { header: say('cases.row'), cell: (each) => each.rowNo },
        { header: say('cases.where'), cell: (each) => [each.site, each.hamlet].filter(Boolean).join(', ') || '–' },
        { header: say('one.answer'), cell: (each) => say(`finding.${each.finding}`) },
        { header: say('print.result'), cell: () => '………………' },
        { header: say('print.right'), cell: () => '………………………………' },
      ]} />
      {list.total > list.cases.length && <p class="hint">{say('print.most', { shown: list.cases.length, all: formatNumberVi(list.total) })}</p>}
      <p class="hint">{list.kind.outcomes.map((outcome) => `☐ ${outcomeOf(outcome).name[lang]}`).join('   ')}</p>
      <p class="hint">{say('print.note')}</p>
    </>
  )
}

const known = { findings, states: caseStates }
const pageOf = (req: PageRequest): number => (/^\d{1,4}$/.test(req.query['trang'] ?? '') ? Math.max(1, Number(req.query['trang'])) : 1)
const meOf = (ctx: Ctx): string | null => ('personId' in ctx.actor ? ctx.actor.personId : null)

export const casesRoute = pageRoute({
  method: 'GET', url: '/chien-dich/:campaign/viec', access: everybody, purpose: campaignPurpose,
  async handler(ctx, req) {
    const narrowed = narrowedBy(req.query, known)
    const list = await readCaseList(ctx, campaignIdOf(req), { ...narrowed, page: pageOf(req) })
    return workPage(ctx, req, { title: campaignStrings.t(req.lang, 'cases.heading'), screen: 'D-campaign-cases', path: req.target, back: { href: campaignHref(list.campaign.campaignId), label: list.campaign.title } }, <Cases list={list} narrowed={narrowed} me={meOf(ctx)} today={ctx.today} lang={req.lang} />)
  },
})

const mostPrinted = 200

export const printRoute = pageRoute({
  method: 'GET', url: '/chien-dich/:campaign/viec/in', access: { officer: police }, purpose: { ...campaignPurpose, text: 'In danh sách đi xác minh tại nhà' },
  async handler(ctx, req) {
    const narrowed = { ...narrowedBy(req.query, known), state: 'left' as const }
    const list = await readCaseList(ctx, campaignIdOf(req), { ...narrowed, most: mostPrinted })
    return workPage(ctx, req, { title: campaignStrings.t(req.lang, 'print.title'), screen: 'D-campaign-print', path: req.target, back: { href: casesHref(list.campaign.campaignId, narrowed), label: campaignStrings.t(req.lang, 'cases.heading') } }, <PrintedCases list={list} narrowed={narrowed} me={meOf(ctx)} today={ctx.today} lang={req.lang} />)
  },
})

/** Outcomes that wait for the second pair of eyes: read, tick, approve. */
export function Approvals(props: Listing & { approved: number | null; missed: number }) {
  const { list, lang } = props
  const say = campaignStrings.in(lang)
  const id = list.campaign.campaignId
  const mine = list.cases.filter((each) => each.proposedBy === props.me)
  const others = list.cases.filter((each) => each.proposedBy !== props.me)
  const words = (each: ListedCase): string => [outcomeOf(each.outcome!).name[lang], each.note].filter(Boolean).join('. ')
  return (
    <>
      <h1>{say('cases.approve-title')}</h1>
      <p class="lead">{say('cases.approve-lead')}</p>
      {props.approved !== null && <Notice kind="success" title={say('cases.approved', { n: props.approved })}>{props.missed > 0 && <p>{say('cases.not-approved', { n: props.missed })}</p>}</Notice>}
      {list.cases.length === 0 && <EmptyState title={say('cases.empty')}><p>{say('cases.empty-text')}</p></EmptyState>}
      {others.length > 0 && (
        <Form action={`/chien-dich/${id}/duyet`} command={newId()} label={say('cases.approve-title')}>
          <Checkboxes name="case" label={say('cases.choose')} options={others.map((each) => ({ value: `${each.caseId}.${each.version}`, label: titleOf(each, lang), hint: `${say(`finding.${each.finding}`)} → ${words(each)}` }))} />
          <div class="buttons"><Button act="approve-cases">{say('cases.approve')}</Button></div>
        </Form>
      )}
      {list.cases.length > 0 && <h2>{say('cases.one-by-one')}</h2>}
      <ul class="plain-list">{others.map((each) => <li><a href={caseHref(id, each.caseId)}>{titleOf(each, lang)}</a></li>)}{mine.map((each) => <li><a href={caseHref(id, each.caseId)}>{titleOf(each, lang)}</a> <span class="hint">{say('cases.own')}</span></li>)}</ul>
    </>
  )
}

const approveAccess = { officer: ['police-commander'] } as const

export const approvalsRoute = pageRoute({ method: 'GET', url: '/chien-dich/:campaign/duyet', access: approveAccess, purpose: campaignPurpose, handler: (ctx, req) => approvalsPage(ctx, req) })

export const approveRoute = pageRoute({
  method: 'POST', url: '/chien-dich/:campaign/duyet', access: approveAccess, purpose: campaignPurpose,
  async handler(ctx, req) {
    const campaignId = campaignIdOf(req)
    const chosen = req.form.all('case').flatMap((text) => {
      const [caseId = '', version = ''] = text.split('.')
      return isId(caseId) && /^\d{1,9}$/.test(version) ? [{ caseId, version: Number(version) }] : []
    }).slice(0, casesShown)
    if (chosen.length === 0) return approvalsPage(ctx, req, [{ field: 'case', vi: campaignStrings.vi['cases.choose-one'], en: campaignStrings.en['cases.choose-one'] }], 422)
    let missed = 0
    for (const each of chosen) await closeCase(ctx, { campaignId, ...each, decision: 'approve', note: '' }).catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.code !== 'campaigns.changed') throw error
      missed++
    })
    return { redirect: `/chien-dich/${campaignId}/duyet?xong=${chosen.length - missed}&lo=${missed}` }
  },
})

async function approvalsPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const campaignId = campaignIdOf(req)
  const opened = await readCampaign(ctx, campaignId)
  const area = opened.decideIn.length === 1 ? opened.decideIn[0]! : null
  const list = await readCaseList(ctx, campaignId, { state: 'proposed', area })
  const count = (name: string): number | null => (/^\d{1,3}$/.test(req.query[name] ?? '') ? Number(req.query[name]) : null)
  return workPage(ctx, req, { title: campaignStrings.t(req.lang, 'cases.approve-title'), screen: 'D-campaign-approve', path: `/chien-dich/${campaignId}/duyet`, errors, back: { href: campaignHref(campaignId), label: list.campaign.title } },
    <Approvals list={list} narrowed={{ state: 'proposed', area }} me={meOf(ctx)} today={ctx.today} lang={req.lang} approved={count('xong')} missed={count('lo') ?? 0} />, status)
}
