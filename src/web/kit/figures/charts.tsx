import type { Children } from '../context.ts'
import { useKitText } from '../context.ts'

export interface Bar {
  readonly label: string
  /** At or above zero; the longest bar is the largest value or `max`. */
  readonly value: number
  /** The value in words; by default the number itself. */
  readonly text?: string
  readonly href?: string
}

/** Bars inside their own table: the chart and its table twin are one thing, at every width. Refuses values below zero. */
export function BarChart(props: { caption: string; labelHeader: string; valueHeader: string; bars: readonly Bar[]; max?: number; note?: Children }) {
  if (props.bars.some((bar) => !(bar.value >= 0))) throw new Error('a bar has no length below zero')
  const max = Math.max(props.max ?? 0, ...props.bars.map((bar) => bar.value)) || 1
  return (
    <figure class="chart">
      <table class="bars">
        <caption>{props.caption}</caption>
        <thead><tr><th scope="col">{props.labelHeader}</th><th scope="col" class="num" colSpan={2}>{props.valueHeader}</th></tr></thead>
        <tbody>
          {props.bars.map((bar) => (
            <tr>
              <th scope="row">{bar.href === undefined ? bar.label : <a href={bar.href}>{bar.label}</a>}</th>
              <td class="bar-cell" aria-hidden="true"><svg class="bar" width="100%" height="18" focusable="false"><rect class="bar-rest" width="100%" height="18" rx="2" /><rect class="bar-fill" width={`${round(bar.value / max * 100)}%`} height="18" rx="2" /></svg></td>
              <td class="num">{bar.text ?? String(bar.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {props.note !== undefined && <figcaption class="hint">{props.note}</figcaption>}
    </figure>
  )
}

export interface Point {
  readonly label: string
  /** Null: no figure for that period; the line breaks, it does not fall to zero. */
  readonly value: number | null
  readonly text?: string
}

export interface LineChartProps {
  /** Unique on the page. */
  readonly id: string
  readonly caption: string
  readonly points: readonly Point[]
  readonly periodHeader?: string
  readonly valueHeader?: string
  readonly target?: { readonly value: number; readonly label: string }
  /** Where the scale begins and ends, said on the chart; it begins at zero unless told. */
  readonly from?: { readonly value: number; readonly label: string }
  readonly to?: { readonly value: number; readonly label: string }
}

/**
 * A line over time, drawn on the server, with the same figures as a table under it. The drawing stretches to its place and all words
 * are HTML, so that they keep their size on a phone.
 */
export function LineChart(props: LineChartProps) {
  const say = useKitText()
  const values = [...props.points.flatMap((point) => point.value ?? []), ...(props.target ? [props.target.value] : [])]
  const low = props.from?.value ?? Math.min(0, ...values)
  const high = Math.max(props.to?.value ?? -Infinity, ...values, low + 1e-9)
  const x = (index: number): number => round(props.points.length < 2 ? 50 : 2 + 96 * index / (props.points.length - 1))
  const y = (value: number): number => round(98 - 94 * (value - low) / (high - low))
  const last = props.points.findLast((point) => point.value !== null)
  const valueHeader = props.valueHeader ?? say('chart.value')
  return (
    <figure class="chart">
      <figcaption class="chart-title" id={`${props.id}-title`}>{props.caption}</figcaption>
      <ul class="legend">
        <li><svg viewBox="0 0 32 12" aria-hidden="true" focusable="false"><path class="line" d="M1 6h30" /></svg>{valueHeader}{last && <>, {last.label}: <strong>{last.text ?? String(last.value)}</strong></>}</li>
        {props.target && <li><svg viewBox="0 0 32 12" aria-hidden="true" focusable="false"><path class="target-line" d="M0 6h32" /></svg>{props.target.label}</li>}
      </ul>
      <div class="plot">
        {props.to && <span class="plot-high" aria-hidden="true">{props.to.label}</span>}
        <svg class="line-chart" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-labelledby={`${props.id}-title`} aria-describedby={`${props.id}-table`}>
          {props.target && <path class="target-line" d={`M0 ${y(props.target.value)}H100`} />}
          <path class="line" d={linePath(props.points, x, y)} />
          <path class="line-dot" d={props.points.map((point, index) => point.value === null ? '' : `M${x(index)} ${y(point.value)}h0`).join('')} />
        </svg>
        {props.from && <span class="plot-low" aria-hidden="true">{props.from.label}</span>}
      </div>
      <p class="plot-ends" aria-hidden="true"><span>{props.points[0]?.label}</span><span>{props.points.at(-1)?.label}</span></p>
      <details class="details" id={`${props.id}-table`}>
        <summary>{say('chart.table')}</summary>
        <table class="table-small">
          <caption class="sr-only">{props.caption}</caption>
          <thead><tr><th scope="col">{props.periodHeader ?? say('chart.period')}</th><th scope="col" class="num">{valueHeader}</th></tr></thead>
          <tbody>{props.points.map((point) => <tr><th scope="row">{point.label}</th><td class="num">{point.value === null ? say('tile.gap') : point.text ?? String(point.value)}</td></tr>)}</tbody>
        </table>
      </details>
    </figure>
  )
}

/** A small line without axes, beside a number that says the same; `label` is the trend in words. */
export function Sparkline(props: { values: readonly (number | null)[]; label: string }) {
  const width = 120, height = 32
  const known = props.values.flatMap((value) => value ?? [])
  const low = Math.min(...known), high = Math.max(...known)
  const x = (index: number): number => round(3 + (width - 6) * (props.values.length < 2 ? 0.5 : index / (props.values.length - 1)))
  const y = (value: number): number => round(high === low ? height / 2 : 3 + (height - 6) * (1 - (value - low) / (high - low)))
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={props.label}>
      <path class="line" d={linePath(props.values.map((value) => ({ label: '', value })), x, y)} />
    </svg>
  )
}

function linePath(points: readonly Point[], x: (index: number) => number, y: (value: number) => number): string {
  let broken = true
  return points.map((point, index) => {
    if (point.value === null) { broken = true; return '' }
    const step = `${broken ? 'M' : 'L'}${x(index)} ${y(point.value)}`
    broken = false
    return step
  }).join('')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
