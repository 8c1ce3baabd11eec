import type { ComponentChildren } from 'preact'
import { weightText } from '../review/explain.ts'
import type { Share } from '../review/agreement.ts'
import type { Both } from './words.ts'

/** Vietnamese, and English behind it in a smaller hand. */
export const Said = ({ vi, en }: Both) => <>{vi} <span class="en" lang="en">{en}</span></>

export const Heading = ({ id, vi, en }: Both & { id: string }) => <h2 id={id}><Said vi={vi} en={en} /></h2>

export const Note = ({ vi, en }: Both) => <p class="note"><Said vi={vi} en={en} /></p>

const whole = new Intl.NumberFormat('vi')
const one = new Intl.NumberFormat('vi', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const two = new Intl.NumberFormat('vi', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

export const count = (n: number): string => whole.format(n)
/** Bits, with a sign. */
export const bits = weightText
/** A share as a percentage: two places where one would say that nothing is missing. */
export const percent = (share: number | null): string => (share === null ? '–' : `${(share > 0.99 && share < 0.99995) || (share < 0.01 && share > 0) ? two.format(share * 100) : one.format(share * 100)} %`)
export const percentOf = (share: Share | null): string => percent(share?.share ?? null)
export const between = (share: Share | null): string => (share === null ? '–' : `${percent(share.low)} – ${percent(share.high)}`)
export const of = (part: number, all: number): string => percent(all === 0 ? null : part / all)

/** A table whose last column may be drawn as a bar beside its number; the bar says nothing the number does not. */
export function Table(props: { caption: Both; head: readonly Both[]; rows: readonly (readonly ComponentChildren[])[]; bars?: readonly (readonly BarPart[])[]; barHead?: Both }) {
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={props.caption.vi}>
      <table>
        <caption><Said {...props.caption} /></caption>
        <thead><tr>
          {props.head.map((head, i) => <th scope="col" class={i > 0 ? 'num' : undefined}><Said {...head} /></th>)}
          {props.bars && <th scope="col" class="bar-head">{props.barHead ? <Said {...props.barHead} /> : <Said vi="Hình" en="Drawn" />}</th>}
        </tr></thead>
        <tbody>
          {props.rows.map((row, r) => (
            <tr>
              {row.map((cell, i) => (i === 0 ? <th scope="row">{cell}</th> : <td class="num">{cell}</td>))}
              {props.bars && <td class="bar"><Bar parts={props.bars[r]!} /></td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export interface BarPart {
  /** From and to, as shares of the whole width. */
  readonly from: number
  readonly to: number
  readonly fill: 'blue' | 'gold' | 'grey' | 'red'
}

export const colours = { blue: '#0b4f6c', gold: '#c99700', grey: '#a9b2b9', red: '#a3231b' } as const

const place = (share: number): string => `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`

export function Bar({ parts }: { parts: readonly BarPart[] }) {
  return (
    <svg width="100%" height="16" aria-hidden="true" focusable="false">
      <rect width="100%" height="16" fill="#eef1f2" />
      {parts.filter(({ from, to }) => to > from).map(({ from, to, fill }) => <rect x={place(from)} width={place(to - from)} height="16" fill={colours[fill]} />)}
    </svg>
  )
}

/** Parts one after another, as shares of `all`. */
export function stacked(all: number, parts: readonly (readonly [number, BarPart['fill']])[]): BarPart[] {
  let at = 0
  return parts.map(([n, fill]) => {
    const from = at
    at += all === 0 ? 0 : n / all
    return { from, to: at, fill }
  })
}
