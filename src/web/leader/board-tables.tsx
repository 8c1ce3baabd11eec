import { areaName } from '../../foundations/areas/index.ts'
import { formatNumberVi } from '../../kernel/money.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { PlainDate } from '../../platform/index.ts'
import { rank, SMALLEST_RANKED, type Figure, type Listing, type Measured, type StepRow } from '../../steering/indicators/index.ts'
import { BarChart, DataTable, EmptyState, StatusTag, type Lang } from '../kit/index.ts'
import { StandingTag } from './standing.tsx'
import { leaderStrings } from './strings.ts'
import { listHref, percentWords, procedureNames, type Place } from './words.ts'

interface Shared { readonly place: Place; readonly lang: Lang; readonly today: PlainDate }

const none: Measured = { numerator: 0, denominator: 0 }
const find = (figures: readonly Figure[], id: string): Figure => figures.find((figure) => figure.indicator.id === id)!

/** What needs somebody now: the five longest past their promise. */
export function LateNow(props: Shared & { late: Listing }) {
  const { late, place, lang, today } = props
  const say = leaderStrings.in(lang)
  const names = procedureNames(today)
  return (
    <section class="board-section stack">
      <h2>{say('board.late')}</h2>
      <DataTable caption={say('board.late')} captionHidden rows={late.rows} empty={<EmptyState title={say('board.late-empty')}><p>{say('board.late-empty-text')}</p></EmptyState>} columns={[
        { header: say('list.code'), rowHeader: true, cell: (row) => <a class="dossier-code" href={`/dieu-hanh/ho-so/${row.dossierId}`}>{row.code}</a> },
        { header: say('list.part'), cell: (row) => row.title ?? names.get(row.procedure) ?? row.procedure },
        { header: say('list.step'), cell: (row) => row.step ?? '' },
        { header: say('list.place'), cell: (row) => areaName(row.area, today) },
        { header: say('list.standing'), cell: (row) => <StandingTag row={row} lang={lang} /> },
      ]} />
      {late.total > late.rows.length && <p><a href={listHref('qua-han-chua-xong', place)}>{say('board.late-all')} ({formatNumberVi(late.total)})</a></p>}
    </section>
  )
}

/** Where work stands, step by step. */
export function Steps(props: Shared & { steps: readonly StepRow[] }) {
  const { steps, place, lang } = props
  const say = leaderStrings.in(lang)
  return (
    <section class="board-section stack">
      <h2>{say('board.steps')}</h2>
      <DataTable caption={say('board.steps-caption')} rows={steps} empty={<EmptyState title={say('board.steps-empty')} />} columns={[
        { header: say('board.step'), rowHeader: true, cell: (row) => row.step },
        { header: say('board.step-part'), cell: (row) => row.title },
        { header: say('board.step-holding'), align: 'num', cell: (row) => <a href={listHref('dang-o-buoc', place, { procedure: row.procedure, step: row.step })}>{formatNumberVi(row.waiting)}<span class="sr-only"> {row.step}, {row.title}</span></a> },
        { header: say('board.step-late'), align: 'num', cell: (row) => (row.late > 0 ? <StatusTag tone="problem" icon="warning">{formatNumberVi(row.late)}</StatusTag> : '0') },
        { header: say('board.step-oldest'), cell: (row) => formatInstantVi(row.oldestSince) },
      ]} />
    </section>
  )
}

const modes = ['tu-nop', 'duoc-giup', 'thay-mat', 'tai-quay']

/** Who files: four ways that are never added together. */
export function Modes(props: Shared & { figures: readonly Figure[] }) {
  const say = leaderStrings.in(props.lang)
  const shown = modes.map((id) => find(props.figures, id)).filter((figure) => figure.value)
  const all = shown[0]?.value?.denominator ?? 0
  return (
    <section class="board-section stack">
      <h2>{say('board.modes')}</h2>
      {all === 0 ? <p class="muted">{say('board.modes-empty')}</p> : (
        <BarChart caption={say('board.modes-caption', { n: formatNumberVi(all) })} labelHeader={say('board.mode')} valueHeader={say('board.share')} max={all} note={say('board.modes-note')}
          bars={shown.map(({ indicator, value }) => ({ label: indicator.name[props.lang], value: value!.numerator, text: `${percentWords(value!)} (${formatNumberVi(value!.numerator)}/${formatNumberVi(all)})`, href: listHref(indicator.id, props.place) }))} />
      )}
    </section>
  )
}

/** Units inside the area, ranked by what came on time where there is enough to say so. */
export function Places(props: Shared & { figures: readonly Figure[] }) {
  const { figures, place, lang, today } = props
  const say = leaderStrings.in(lang)
  const onTime = find(figures, 'dung-han')
  const columns = [['da-nhan', 'board.received'], ['tre-han', 'board.late-count'], ['qua-han-chua-xong', 'board.open-late']] as const
  const areas = new Set(columns.flatMap(([id]) => [...find(figures, id).byArea].filter(([, measured]) => measured.numerator > 0).map(([area]) => area)))
  for (const [area, measured] of onTime.byArea) if (measured.denominator! > 0) areas.add(area)
  const rows = rank({ byArea: new Map([...areas].map((area) => [area, onTime.byArea.get(area) ?? none])) })
  const at = (area: string): Place => ({ ...place, area, ...(area === place.area ? { own: true } : {}) })
  const nameOf = (area: string): string => (area === place.area ? say('board.provincial', { area: areaName(area, today) }) : areaName(area, today))
  return (
    <section class="board-section stack">
      <h2>{say('board.places')}</h2>
      <DataTable caption={say('board.places-caption')} rows={rows} empty={<p class="muted">{say('board.places-empty')}</p>} columns={[
        { header: say('board.rank'), cell: (row) => (row.rank === null ? <span class="muted">{say('board.not-ranked')}</span> : String(row.rank)) },
        { header: say('board.place'), rowHeader: true, cell: (row) => (row.area === place.area ? nameOf(row.area) : <a href={`/dieu-hanh?khu=${row.area}&thang=${place.month}`}>{nameOf(row.area)}</a>) },
        { header: say('board.on-time'), align: 'num', cell: (row) => <Rate id="dung-han" measured={row.measured} place={at(row.area)} about={nameOf(row.area)} /> },
        ...columns.map(([id, word]) => ({ header: say(word), align: 'num' as const, cell: (row: { area: string }) => <Count id={id} n={find(figures, id).byArea.get(row.area)?.numerator ?? 0} place={at(row.area)} about={nameOf(row.area)} /> })),
      ]} />
      <p class="hint">{say('board.places-note', { least: SMALLEST_RANKED })}</p>
    </section>
  )
}

/** The same by procedure: each is another authority's promise. */
export function Procedures(props: Shared & { figures: readonly Figure[] }) {
  const { figures, place, lang, today } = props
  const say = leaderStrings.in(lang)
  const names = procedureNames(today)
  const [onTime, late, openLate, held] = ['dung-han', 'tre-han', 'qua-han-chua-xong', 'dang-o-buoc'].map((id) => find(figures, id)) as [Figure, Figure, Figure, Figure]
  const codes = [...new Set([onTime, late, openLate, held].flatMap((figure) => [...figure.byProcedure].filter(([, m]) => m.numerator > 0 || (m.denominator ?? 0) > 0).map(([code]) => code)))].sort()
  return (
    <section class="board-section stack">
      <h2>{say('board.procedures')}</h2>
      <DataTable caption={say('board.procedures-caption')} rows={codes} columns={[
        { header: say('board.procedure'), rowHeader: true, cell: (code) => names.get(code) ?? code },
        { header: say('board.on-time'), align: 'num', cell: (code) => <Rate id="dung-han" measured={onTime.byProcedure.get(code) ?? none} place={place} procedure={code} about={names.get(code) ?? code} /> },
        ...([[late, 'board.late-count'], [openLate, 'board.open-late'], [held, 'board.step-holding']] as const).map(([figure, word]) => ({
          header: say(word), align: 'num' as const, cell: (code: string) => <Count id={figure.indicator.id} n={figure.byProcedure.get(code)?.numerator ?? 0} place={place} procedure={code} about={names.get(code) ?? code} />,
        })),
      ]} />
    </section>
  )
}

/** A rate with its two halves; no rate where there is nothing to divide by. */
function Rate(props: { id: string; measured: Measured; place: Place; procedure?: string; about: string }) {
  const { measured } = props
  if (!measured.denominator) return <span class="muted">–</span>
  return <a href={listHref(props.id, props.place, props.procedure ? { procedure: props.procedure } : {})}>{percentWords(measured)} ({formatNumberVi(measured.numerator)}/{formatNumberVi(measured.denominator)})<span class="sr-only"> {props.about}</span></a>
}

function Count(props: { id: string; n: number; place: Place; procedure?: string; about: string }) {
  return <a href={listHref(props.id, props.place, props.procedure ? { procedure: props.procedure } : {})}>{formatNumberVi(props.n)}<span class="sr-only"> {props.about}</span></a>
}
