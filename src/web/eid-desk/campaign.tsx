import { activationFunnel, peopleAtStage, type CampaignRow, type CountedBy, type Funnel, type Stage } from '../../foundations/eid/index.ts'
import { formatDateVi, todayAt } from '../../kernel/plain-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { ButtonRow, ButtonLink, DataTable, EmptyState, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { campaignPurpose as purpose, policeAccess as access } from './purposes.ts'
import { deskStrings } from './strings.ts'
import { plansUrl } from './visit-plan-words.ts'
import { visitUrl } from './visit-list.tsx'

const url = '/dc/kich-hoat'
const stages = ['intake', 'approved', 'not-activated', 'activated', 'used'] as const
type Shown = (typeof stages)[number]

const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, '.')

interface Model { readonly funnel: Funnel; readonly stage: Shown | null; readonly hamlet: string | null; readonly people: readonly CampaignRow[] }

/** P-12: four counts, each opening its people; those who wait, by hamlet. */
function Campaign(props: Model & { lang: Lang }) {
  const { funnel, lang } = props
  const say = deskStrings.in(lang)
  const { counts } = funnel
  const waiting = funnel.hamlets.reduce((sum, { n }) => sum + n, 0)
  const rows: { stage: Shown | null; label: string; n: number }[] = [
    ...(funnel.eligible === null ? [] : [{ stage: null, label: say('camp.eligible'), n: funnel.eligible }]),
    { stage: 'intake', label: say('camp.intake'), n: counts.intake }, { stage: 'approved', label: say('camp.approved'), n: counts.approved },
    ...(funnel.by === 'residence' ? [{ stage: 'not-activated' as const, label: say('camp.not-activated'), n: waiting }] : []),
    { stage: 'activated', label: say('camp.activated'), n: counts.activated }, { stage: 'used', label: say('camp.used', { days: funnel.usedWithinDays }), n: counts.used },
  ]
  const link = (more: Record<string, string>): string => `${url}?${new URLSearchParams({ theo: funnel.by === 'intake' ? 'thu-nhan' : 'thuong-tru', ...more }).toString()}#danh-sach`
  return (
    <>
      <h1>{say('camp.title')}</h1>
      <p>{say('camp.lead')}</p>
      <ButtonRow><ButtonLink kind={funnel.by === 'residence' ? 'primary' : 'secondary'} href={`${url}?theo=thuong-tru`} act="by-residence">{say('camp.by-residence')}</ButtonLink><ButtonLink kind={funnel.by === 'intake' ? 'primary' : 'secondary'} href={`${url}?theo=thu-nhan`} act="by-intake">{say('camp.by-intake')}</ButtonLink></ButtonRow>
      <DataTable caption={say(funnel.by === 'intake' ? 'camp.by-intake' : 'camp.by-residence')} rows={rows} columns={[
        { header: say('camp.step'), rowHeader: true, cell: (row) => row.label },
        { header: say('camp.number'), align: 'num', cell: (row) => <a href={row.stage ? link({ buoc: row.stage }) : '/dc/ap'} aria-label={`${row.label}: ${count(row.n)}`}>{count(row.n)}</a> },
      ]} />
      {funnel.by === 'residence' && <p><ButtonLink kind="secondary" href={plansUrl} act="visit-plans">{say('plan.title')}</ButtonLink></p>}
      {funnel.elsewhere > 0 && <p class="hint">{say('camp.elsewhere', { n: funnel.elsewhere })}</p>}
      {funnel.by === 'residence' && funnel.hamlets.length > 0 && (
        <DataTable caption={say('camp.hamlets')} rows={funnel.hamlets} columns={[
          { header: say('camp.hamlet'), rowHeader: true, cell: (row) => row.hamlet ?? say('camp.hamlet-none') },
          { header: say('camp.number'), align: 'num', cell: (row) => (row.hamlet === null ? row.n : <a href={link({ buoc: 'not-activated', ap: row.hamlet })} aria-label={`${row.hamlet}: ${row.n}`}>{row.n}</a>) },
        ]} />
      )}
      {props.stage && <People {...props} stage={props.stage} />}
    </>
  )
}

function People(props: Model & { stage: Shown; lang: Lang }) {
  const say = deskStrings.in(props.lang)
  const what = [props.stage === 'used' ? say('camp.used', { days: props.funnel.usedWithinDays }) : say(`camp.${props.stage}`), props.hamlet].filter(Boolean).join(', ')
  return (
    <section id="danh-sach">
      <h2>{say('camp.list', { what })}</h2>
      <DataTable caption={say('camp.list', { what })} captionHidden rows={props.people} empty={<EmptyState title={say('camp.list-empty')}><p>{say('camp.list-empty-text')}</p></EmptyState>} columns={[
        { header: say('camp.name'), rowHeader: true, cell: (row) => <a href={`/dc/eid/tai-khoan/${row.accountId}`}>{row.displayName}</a> },
        { header: say('camp.born'), cell: (row) => row.birthDate?.slice(0, 4) ?? '–' },
        { header: say('camp.hamlet'), cell: (row) => row.hamlet ?? '–' },
        { header: say('camp.address'), cell: (row) => [row.detail ?? '–', ...(row.elsewhere ? [`(${say('camp.taken-elsewhere')})`] : [])].join(' ') },
        { header: say('camp.phone'), cell: (row) => say(row.hasPhone ? 'camp.phone-yes' : 'camp.phone-no') },
        { header: say('camp.approved-on'), cell: (row) => (row.approvedAt ? formatDateVi(todayAt(row.approvedAt)) : '–') },
      ]} />
      {props.stage === 'not-activated' && props.funnel.by === 'residence' && props.people.length > 0 && <p><ButtonLink kind="secondary" href={props.hamlet === null ? visitUrl : `${visitUrl}?${new URLSearchParams({ ap: props.hamlet }).toString()}`} act="print-visits">{say('visit.print')}</ButtonLink></p>}
      {props.people.length >= 500 && <p class="hint">{say('camp.most')}</p>}
    </section>
  )
}

export const campaignRoute = pageRoute({
  method: 'GET', url, access, purpose,
  async handler(ctx, req) {
    const by: CountedBy = req.query['theo'] === 'thu-nhan' ? 'intake' : 'residence'
    const stage = stages.find((each) => each === req.query['buoc']) ?? null
    const hamlet = req.query['ap']?.slice(0, 80) || null
    const model: Model = { funnel: await activationFunnel(ctx, by), stage, hamlet, people: stage ? await peopleAtStage(ctx, { by, stage: stage as Stage, hamlet }) : [] }
    return workPage(ctx, req, { title: deskStrings.t(req.lang, 'camp.title'), screen: 'P-12', back: { href: '/dc' } }, <Campaign {...model} lang={req.lang} />)
  },
})
