import type { LaneView } from '../../public-services/dossier/index.ts'
import { StatusTag, type Lang, type LaneState } from '../kit/index.ts'

type Seen = Pick<LaneView, 'outcome' | 'clock'> & Partial<Pick<LaneView, 'status'>>

/** How a lane is drawn: by its outcome first, then by whether it has begun or waits for the citizen. */
export function laneStateOf(lane: Seen): LaneState {
  if (lane.outcome === 'done') return 'done'
  if (lane.outcome === 'refused') return 'refused'
  if (lane.outcome !== null) return 'stopped'
  if (lane.status === 'supplement-requested' || lane.clock?.status.kind === 'stopped') return 'returned'
  return lane.clock === null ? 'waiting' : 'active'
}

export const clockWords = (status: { readonly words: string; readonly en: string }, lang: Lang): string => (lang === 'en' ? status.en : status.words)

/** The clock of a lane in the words of the clock module; nothing before it has begun, nor where a part was refused or stopped: no result came early there. */
export function laneClock(lane: Seen, lang: Lang) {
  if (!lane.clock || (lane.outcome !== null && lane.outcome !== 'done')) return undefined
  const { kind } = lane.clock.status
  const words = clockWords(lane.clock.status, lang)
  if (kind === 'stopped') return <StatusTag tone="neutral" icon="pause">{words}</StatusTag>
  if (kind === 'late' || kind === 'ended-late') return <StatusTag tone="problem" icon="warning">{words}</StatusTag>
  return <StatusTag tone={kind === 'left' ? 'info' : 'known'} icon={kind === 'left' ? 'clock' : 'check'}>{words}</StatusTag>
}
