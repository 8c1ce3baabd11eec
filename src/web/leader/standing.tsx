import type { Listed } from '../../steering/indicators/index.ts'
import { StatusTag, type Lang } from '../kit/index.ts'
import { leaderStrings } from './strings.ts'

/** How a row stands against its clock, in a word with its sign; a whole filing only runs or has ended. */
export function StandingTag(props: { row: Listed; lang: Lang }) {
  const { row } = props
  const say = leaderStrings.in(props.lang)
  switch (row.standing) {
    case 'on-time': return <StatusTag tone="known">{say('standing.on-time')}</StatusTag>
    case 'running': return <StatusTag tone="info" icon="clock">{say('standing.running')}</StatusTag>
    case 'not-counted': return <StatusTag tone="neutral">{say('standing.not-counted')}</StatusTag>
    case 'late': return <StatusTag tone="problem" icon="warning">{row.lateDays === null ? say('standing.late') : row.lateDays === 0 ? say('standing.late-today') : say('standing.late-days', { n: row.lateDays })}</StatusTag>
    default: return row.endedAt === null ? <StatusTag tone="info" icon="arrow-right">{say('standing.open')}</StatusTag> : <StatusTag tone="known">{say('standing.ended')}</StatusTag>
  }
}
