import { areaName, fullAreaName } from '../../foundations/areas/index.ts'
import { getOrganisation } from '../../foundations/organisations/index.ts'
import { formatNumberVi } from '../../kernel/money.ts'
import { formatDateVi, formatInstantVi, localTimeOf } from '../../kernel/plain-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { readList, type Listed, type Listing } from '../../steering/indicators/index.ts'
import { DataTable, EmptyState, Pager, type Column, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { placeOf, steeringPurpose, steeringRoles } from './board.tsx'
import { refuse } from './refusals.ts'
import { StandingTag } from './standing.tsx'
import { leaderStrings } from './strings.ts'
import { boardHref, listHref, monthWords, percentWords, procedureNames, rowHref, unitWords, unsure, type Place } from './words.ts'

export interface ListModel extends Listing {
  readonly place: Place
  readonly procedure?: string | undefined
  readonly step?: string | undefined
  readonly units: ReadonlyMap<string, string>
  readonly today: PlainDate
}

/** The list behind a number: its first line repeats the number, so that both are seen to be one. */
export function NumberList(props: ListModel & { lang: Lang }) {
  const { indicator, period, place, procedure, step, total, outOf, lang, today } = props
  const say = leaderStrings.in(lang)
  const names = procedureNames(today)
  const unit = unitWords(indicator.counts, lang)
  const narrowed = [procedure && say('list.only-procedure', { name: names.get(procedure) ?? procedure }), step && say('list.only-step', { name: step })].filter(Boolean).join(' · ')
  return (
    <>
      <h1>{say('list.heading', { name: indicator.name[lang], area: place.own ? say('board.provincial', { area: areaName(place.area, today) }) : fullAreaName(place.area, today) })}</h1>
      <div class="summary-band">
        <p class="big">{outOf === null ? say('list.number', { n: formatNumberVi(total), unit }) : `${say('board.of', { n: formatNumberVi(total), all: formatNumberVi(outOf), unit })}${outOf > 0 ? `: ${percentWords({ numerator: total, denominator: outOf })}` : ''}`}</p>
        <p>{monthWords(period.month, lang, !period.complete)}{narrowed && ` · ${narrowed}`}</p>
        <p class="hint">{say('board.as-at', { when: formatInstantVi(period.asAt) }).split('. ')[0]}.</p>
      </div>
      <details class="details details-box"><summary>{say('list.how')}</summary><div class="details-body"><p>{indicator.says[lang]}</p><p class="hint">{say('board.how-basis', { basis: indicator.basis })}{unsure(indicator.certainty, lang)}</p></div></details>
      <DataTable caption={say('list.caption')} rows={props.rows} columns={columnsOf(props, names)} empty={<EmptyState icon="info" title={say('list.empty')}><p>{say('list.empty-text')}</p></EmptyState>} />
      <Pager {...(props.next ? { nextHref: listHref(indicator.id, place, { ...(procedure ? { procedure } : {}), ...(step ? { step } : {}), after: props.next }) } : {})} />
      <p class="hint">{say(indicator.counts === 'case' ? 'list.no-person-case' : 'list.no-person')}</p>
    </>
  )
}

function columnsOf(props: ListModel & { lang: Lang }, names: ReadonlyMap<string, string>): Column<Listed>[] {
  const { lang, today, units } = props
  const say = leaderStrings.in(lang)
  const { counts } = props.indicator
  const due: Column<Listed> = { header: say('list.due'), cell: (row) => (row.dueAt ? formatDateVi(localTimeOf(row.dueAt).date) : '–') }
  return [
    { header: say(counts === 'case' ? 'list.line' : 'list.code'), rowHeader: true, cell: (row) => <a class={counts === 'case' ? undefined : 'dossier-code'} href={rowHref(props.indicator.counts, row)}>{row.code}</a> },
    { header: say('list.part'), cell: (row) => row.title ?? names.get(row.procedure) ?? row.procedure },
    { header: say('list.place'), cell: (row) => areaName(row.area, today) },
    ...(counts === 'case' ? [due] : counts === 'lane'
      ? [
          { header: say('list.holder'), cell: (row: Listed) => units.get(row.organisationId ?? '') ?? '' },
          { header: say('list.step'), cell: (row: Listed) => row.step ?? '' },
          due,
        ]
      : [
          { header: say('list.mode'), cell: (row: Listed) => say(`list.mode.${row.filingMode}` as 'list.mode.self') },
          { header: say('list.sent'), cell: (row: Listed) => formatInstantVi(row.submittedAt) },
        ]),
    { header: say('list.standing'), cell: (row) => <StandingTag row={row} lang={lang} /> },
  ]
}

/** Names of the bodies in a list, each read once. */
export async function unitNames(ctx: Ctx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const id of new Set(ids)) if (id) names.set(id, (await getOrganisation(ctx, id)).name)
  return names
}

export const listRoute = pageRoute({
  method: 'GET', url: '/dieu-hanh/so/:indicator', access: { officer: steeringRoles }, purpose: steeringPurpose,
  async handler(ctx, req) {
    const place = placeOf(ctx, req) ?? refuse('leader.no-area')
    const narrowed = { procedure: req.query['phan'], step: req.query['buoc'] }
    const listing = await readList(ctx, req.params['indicator'] ?? '', { ...place, ...narrowed }, { after: req.query['sau'] })
    const model: ListModel = { ...listing, place, ...narrowed, units: await unitNames(ctx, listing.rows.map((row) => row.organisationId)), today: ctx.today }
    return workPage(ctx, req, { title: listing.indicator.name[req.lang], screen: 'L-06', path: req.target, back: { href: boardHref(place), label: leaderStrings.t(req.lang, 'list.back') } }, <NumberList {...model} lang={req.lang} />)
  },
})
