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

/** A line over time, drawn on the server, with the same figures as a table under it. */
export function LineChart(props: { caption: string; points: readonly Point[]; periodHeader?: string; valueHeader?: string; target?: { readonly value: number; readonly label: string }; id: string }) {
  const say = useKitText()
  const width = 640, height = 220, left = 8, right = 8, top = 28, bottom = 30
  const values = [...props.points.flatMap((point) => point.value ?? []), ...(props.target ? [props.target.value] : [])]
  const low = Math.min(0, ...values), high = Math.max(1e-9, ...values)
  const x = (index: number): number => round(left + (width - left - right) * (props.points.length < 2 ? 0.5 : index / (props.points.length - 1)))
  const y = (value: number): number => round(top + (height - top - bottom) * (1 - (value - low) / (high - low)))
  const drawn = props.points.flatMap((point, index) => point.value === null ? [] : [{ ...point, value: point.value, index }])
  const last = drawn.at(-1)
  return (
    <figure class="chart">
      <figcaption class="chart-title" id={`${props.id}-title`}>{props.caption}</figcaption>
      <svg class="line-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${props.id}-title`} aria-describedby={`${props.id}-table`}>
        <line class="axis" x1={left} x2={width - right} y1={y(low)} y2={y(low)} />
        {props.target && <><line class="target-line" x1={left} x2={width - right} y1={y(props.target.value)} y2={y(props.target.value)} /><text class="chart-text" x={left} y={y(props.target.value) - 7}>{props.target.label}</text></>}
        <path class="line" d={linePath(props.points, x, y)} />
        {drawn.map((point) => <circle class="line-dot" cx={x(point.index)} cy={y(point.value)} r={point === last ? 6 : 4} />)}
        {last && <text class="chart-text chart-last" x={width - right} y={Math.max(y(last.value) - 12, 14)} text-anchor="end">{last.text ?? String(last.value)}</text>}
        {props.points.length > 1 && <><text class="chart-text" x={left} y={height - 8}>{props.points[0]?.label}</text><text class="chart-text" x={width - right} y={height - 8} text-anchor="end">{props.points.at(-1)?.label}</text></>}
      </svg>
      <details class="details" id={`${props.id}-table`}>
        <summary>{say('chart.table')}</summary>
        <table class="table-small">
          <caption class="sr-only">{props.caption}</caption>
          <thead><tr><th scope="col">{props.periodHeader ?? say('chart.period')}</th><th scope="col" class="num">{props.valueHeader ?? say('chart.value')}</th></tr></thead>
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
