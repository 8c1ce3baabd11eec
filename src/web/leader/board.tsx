import { areaAsOf, communesOf, fullAreaName, withKind } from '../../foundations/areas/index.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import { pageRoute, type PageRequest } from '../../platform/http/index.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { monthsBack, readFigures, readList, stepsOfIndicator, type Figures, type Listing, type StepRow } from '../../steering/indicators/index.ts'
import { EmptyState, FilterBar, Select, type Lang, type Option } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { LateNow, Modes, Places, Procedures, Steps } from './board-tables.tsx'
import { leaderStrings } from './strings.ts'
import { FigureTiles } from './tiles.tsx'
import { boardHref, monthWords, type Place } from './words.ts'

export const steeringPurpose = { code: 'steering', basis: 'QĐ 766/QĐ-TTg', text: 'Theo dõi, chỉ đạo việc giải quyết hồ sơ' }
export const steeringRoles = ['leader', 'auditor'] as const

export interface BoardModel extends Figures {
  readonly place: Place
  /** Units this post answers for, with the communes inside them. */
  readonly areas: readonly Option[]
  readonly months: readonly Option[]
  readonly late: Listing
  readonly steps: readonly StepRow[]
  /** Another place or month than the first page's was asked for. */
  readonly narrowed: boolean
  readonly today: PlainDate
}

/** The six figures of the first look, in this order. */
const first = ['da-nhan', 'dung-han', 'tre-han', 'qua-han-chua-xong', 'dang-lam', 'cho-nguoi-dan']

/** L-01: one minute. */
export function Board(props: BoardModel & { lang: Lang }) {
  const { place, figures, asAt, lang, today } = props
  const say = leaderStrings.in(lang)
  const shared = { place, lang, today }
  const campaigns = figures.filter((figure) => figure.indicator.counts === 'case' && figure.value)
  return (
    <>
      <h1>{say('board.heading', { area: fullAreaName(place.area, today) })}</h1>
      <p class="lead">{say('board.as-at', { when: formatInstantVi(asAt) })}</p>
      <FilterBar action="/dieu-hanh" {...(props.narrowed ? { clearHref: '/dieu-hanh' } : {})}>
        <Select name="khu" label={say('board.area')} options={props.areas} value={place.area} />
        <Select name="thang" label={say('board.month')} options={props.months} value={place.month} />
      </FilterBar>
      <h2 class="sr-only">{say('board.figures')}</h2>
      <div class="board-tiles"><FigureTiles figures={first.map((id) => figures.find((figure) => figure.indicator.id === id)!)} place={place} asAt={asAt} lang={lang} /></div>
      <LateNow {...shared} late={props.late} />
      <div class="board-pair">
        <Steps {...shared} steps={props.steps} />
        <Modes {...shared} figures={figures} />
      </div>
      {campaigns.length > 0 && (
        <section class="board-section stack">
          <h2>{say('board.campaigns')}</h2>
          <div class="board-tiles"><FigureTiles figures={campaigns} place={place} asAt={asAt} lang={lang} /></div>
          <p><a href="/chien-dich">{say('board.campaigns-all')}</a></p>
        </section>
      )}
      {place.area.length === 2 && <Places {...shared} figures={figures} />}
      <Procedures {...shared} figures={figures} />
    </>
  )
}

/** The place and month asked for, else the whole area of the post and this month. */
export function placeOf(ctx: Ctx, req: PageRequest): Place | undefined {
  const mine = req.session!.areas ?? []
  const area = req.query['khu'] ?? mine[0]
  return area === undefined ? undefined : { area, month: req.query['thang'] ?? ctx.today.slice(0, 7), ...(req.query['rieng'] === '1' ? { own: true } : {}) }
}

function areaOptions(mine: readonly string[], today: PlainDate): Option[] {
  return mine.flatMap((code) => {
    const unit = areaAsOf(code, today)
    if (!unit) return []
    const inside = unit.level === 'province' ? communesOf(code, today) : []
    return [{ value: code, label: withKind(unit) }, ...inside.map((commune) => ({ value: commune.code, label: `– ${withKind(commune)}` })).sort((a, b) => a.label.localeCompare(b.label, 'vi'))]
  })
}

export const boardRoute = pageRoute({
  method: 'GET', url: '/dieu-hanh', access: { officer: steeringRoles }, purpose: steeringPurpose,
  async handler(ctx, req) {
    const place = placeOf(ctx, req)
    const screen = { title: leaderStrings.t(req.lang, 'board.title'), screen: 'L-01' }
    if (!place) return workPage(ctx, req, screen, <><h1>{screen.title}</h1><EmptyState icon="info" title={leaderStrings.t(req.lang, 'board.no-area')}><p>{leaderStrings.t(req.lang, 'board.no-area-text')}</p></EmptyState></>)
    const asked = { area: place.area, month: place.month }
    const model: BoardModel = {
      ...(await readFigures(ctx, asked)), place, today: ctx.today, areas: areaOptions(req.session!.areas ?? [], ctx.today),
      months: monthsBack(ctx.today, 12).map((month, index) => ({ value: month, label: monthWords(month, req.lang, index === 0) })),
      narrowed: place.area !== req.session!.areas?.[0] || place.month !== ctx.today.slice(0, 7), late: await readList(ctx, 'qua-han-chua-xong', asked, { limit: 5 }), steps: await stepsOfIndicator(ctx, 'dang-o-buoc', asked),
    }
    return workPage(ctx, req, { ...screen, path: boardHref(place) }, <Board {...model} lang={req.lang} />)
  },
})
