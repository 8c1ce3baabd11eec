import { fullAreaName } from '../../foundations/areas/index.ts'
import { correctionsFor, proposalsFor } from '../../foundations/population/index.ts'
import { readCampaigns } from '../../data-ecosystem/campaigns/index.ts'
import { countDuplicates, readReviewedRuns } from '../../data-ecosystem/linkage/index.ts'
import { readCleaning, type CleaningOverview } from '../../data-ecosystem/quality/index.ts'
import { countWorklists, type WorklistCounts } from '../../foundations/residence/index.ts'
import { countWaitingCases } from '../../foundations/eid/index.ts'
import { areaFigures, type AreaFigures } from '../../foundations/upkeep/index.ts'
import type { OfficerActor, PlainDate } from '../../platform/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { queue } from '../../public-services/dossier/index.ts'
import { DataTable, EmptyState, TaskList, type Lang, type Task } from '../kit/index.ts'
import { residenceProofPath } from '../public/index.ts'
import { policeAccess, policePage } from './frame.tsx'
import { areaPurpose } from './reasons.ts'
import { policeStrings } from './strings.ts'
import { worklistStrings } from './worklist-strings.ts'

export interface HomeModel {
  readonly areas: readonly string[]
  readonly figures: AreaFigures
  readonly cleaning: CleaningOverview
  readonly dossiers: number
  readonly corrections: number
  readonly eid: number
  readonly approvals: number
  /** Cases left in the campaigns on lists. */
  readonly campaigns: number
  /** Rows of sectors' lists that wait for a reader. */
  readonly listRows: number
  /** Groups of records that may be one person. */
  readonly duplicates: number
  readonly lists: WorklistCounts
  readonly today: PlainDate
}

/** P-01: the area in numbers, each opening what stands behind it. */
export function Home(props: HomeModel & { lang: Lang }) {
  const { figures, lang } = props
  const say = policeStrings.in(lang)
  const waiting: Task[] = [
    { title: say('home.dossiers'), href: '/lam-viec', state: stateOf(props.dossiers), stateText: String(props.dossiers) },
    { title: say('home.eid'), href: '/dc/eid', state: stateOf(props.eid), stateText: String(props.eid) },
    { title: say('home.activation'), href: '/dc/kich-hoat', state: 'todo', stateText: say('home.open') },
    { title: say('home.campaigns'), href: '/chien-dich', state: stateOf(props.campaigns), stateText: number(props.campaigns) },
    { title: say('home.corrections'), href: '/lam-viec/sua-thong-tin', state: stateOf(props.corrections), stateText: String(props.corrections) },
    { title: say('home.approvals'), href: '/dc/duyet', state: stateOf(props.approvals), stateText: String(props.approvals) },
    { title: say('home.list-rows'), href: '/dl/duyet', state: stateOf(props.listRows), stateText: String(props.listRows) },
    { title: say('home.duplicates'), href: '/dc/trung', state: stateOf(props.duplicates), stateText: number(props.duplicates) },
  ]
  const lists: Task[] = ([['cho-chu-ho', 'vacancies'], ['het-han', 'ending'], ['dia-chi', 'addresses']] as const).map(([slug, list]) => ({ title: worklistStrings.t(lang, `${list}.title`), href: `/dc/${slug}`, state: stateOf(props.lists[list]), stateText: number(props.lists[list]) }))
  const faults = props.cleaning.rules.filter((each) => each.open > 0).slice(0, 6)
  return (
    <>
      <h1>{say('home.title')}</h1>
      <p class="lead">{props.areas.map((area) => fullAreaName(area, props.today)).join('; ')}</p>
      <dl class="police-figures">
        <div><dt>{say('home.people')}</dt><dd><a href="/dc/ap">{number(figures.people)}</a></dd></div>
        <div><dt>{say('home.households')}</dt><dd><a href="/dc/ap">{number(figures.households)}</a></dd></div>
        <div><dt>{say('home.temporary')}</dt><dd><a href="/dc/tam-tru">{number(figures.temporary)}</a></dd></div>
      </dl>
      <p><a href="/dc/luu-tru">{say('home.lodging')}</a> · <a href="/lam-viec/luot-xem-cua-toi">{say('home.own-reads')}</a> · <a href="/dc/in/dc01">{say('search.dc01')}</a> · <a href={residenceProofPath}>{say('home.proof')}</a></p>
      <h2>{say('home.waiting')}</h2>
      <TaskList label={say('home.waiting')} tasks={[...waiting, ...lists]} />
      <h2>{say('home.faults')}</h2>
      {faults.length === 0
        ? <EmptyState title={say('home.clean')}><p>{say('home.clean-text')}</p></EmptyState>
        : <TaskList label={say('home.faults')} tasks={faults.map((each) => ({ title: each.of.name[lang], href: `/dc/sach/${each.rule}`, state: 'problem', stateText: number(each.open) }))} />}
      <DataTable caption={say('home.hamlets')} rows={figures.hamlets} empty={<p class="muted">{say('home.none')}</p>} columns={[
        { header: say('home.hamlet'), rowHeader: true, cell: (each) => <a href={`/dc/ap?ten=${encodeURIComponent(each.name)}`}>{each.name}</a> },
        { header: say('home.households'), align: 'num', cell: (each) => number(each.households) },
      ]} />
    </>
  )
}

const stateOf = (n: number): Task['state'] => (n > 0 ? 'todo' : 'done')
const number = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, '.')

export const homeRoute = pageRoute({
  method: 'GET', url: '/dc', access: policeAccess, purpose: areaPurpose,
  async handler(ctx, req) {
    const { areas } = ctx.actor as OfficerActor
    const lists = { vacancies: 0, ending: 0, addresses: 0 }
    for (const area of areas) {
      const each = await countWorklists(ctx, area)
      lists.vacancies += each.vacancies
      lists.ending += each.ending
      lists.addresses += each.addresses
    }
    const model: HomeModel = {
      areas, lists, figures: await areaFigures(ctx), cleaning: await readCleaning(ctx), today: ctx.today,
      dossiers: (await queue(ctx, { all: true })).filter((each) => each.mine).length, corrections: (await correctionsFor(ctx)).length, eid: await countWaitingCases(ctx), approvals: (await proposalsFor(ctx)).length, campaigns: (await readCampaigns(ctx)).reduce((sum, { campaign, progress, hidden }) => sum + (hidden || campaign.state === 'closed' ? 0 : progress.left), 0), listRows: (await readReviewedRuns(ctx)).reduce((sum, run) => sum + run.waiting, 0), duplicates: await countDuplicates(ctx),
    }
    return policePage(ctx, req, { title: policeStrings.t(req.lang, 'home.title'), screen: 'P-01' }, <Home {...model} lang={req.lang} />)
  },
})
