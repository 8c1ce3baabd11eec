import type { Instant, PlainDate } from '../../platform/index.ts'
import type { NationalStatus } from '../catalogue/index.ts'
import type { Pause } from '../clock/index.ts'
import type { Filing, ListEntry } from '../forms/index.ts'

export type Channel = 'online' | 'counter' | 'post'
/** Every dossier has exactly one: filed by oneself, with a helper, for another by permission, or by the counter. */
export type FilingMode = 'self' | 'helped' | 'on-behalf' | 'counter'
export type Outcome = 'done' | 'refused' | 'stopped' | 'withdrawn'

/** What was asked of the citizen, once and complete (form 02). */
export interface SupplementRequest {
  readonly at: Instant
  readonly defects: readonly { readonly code: string; readonly item: string; readonly says: string }[]
  readonly words: string | null
  readonly until: Instant
}

export interface LaneResult {
  readonly type: string
  readonly name: string
  /** Document in the documents module, when the result is one. */
  readonly documentId?: string
  /** What the effect gave back, by fact path. */
  readonly facts: Readonly<Record<string, string>>
}

export interface LaneRow {
  readonly laneId: string
  readonly dossierId: string
  readonly lane: string
  readonly procedureCode: string
  readonly mandatory: boolean
  readonly organisationId: string
  readonly area: string
  readonly state: string
  readonly nationalStatus: number
  readonly outcome: Outcome | null
  readonly stateSince: Instant
  readonly stateDue: Instant | null
  readonly startedAt: Instant | null
  readonly dueAt: Instant | null
  /** Waits for the citizen; the first one stops the clock. */
  readonly pauses: readonly Pause[]
  readonly requests: number
  readonly request: SupplementRequest | null
  /** Items an officer has looked at: item → 'ok' or a defect code. */
  readonly checked: Readonly<Record<string, string>>
  readonly claimedBy: string | null
  readonly claimedAt: Instant | null
  readonly result: LaneResult | null
  readonly endedAt: Instant | null
  readonly version: number
}

export interface DossierRow {
  readonly dossierId: string
  readonly code: string
  readonly serviceCode: string
  readonly procedureHash: string
  readonly channel: Channel
  readonly filingMode: FilingMode
  readonly applicantId: string
  readonly requesterId: string
  readonly submitterId: string
  readonly helperId: string | null
  readonly subjects: readonly string[]
  readonly receivingUnit: string
  readonly area: string
  readonly submittedAt: Instant
  readonly dueOn: PlainDate | null
  readonly status: NationalStatus
  readonly answers: Readonly<Record<string, string>>
  readonly snapshot: Snapshot
  readonly endedAt: Instant | null
  readonly version: number
}

/** A fact as it was shown and filed: value for rules, text for people, where from and of which day. */
export interface FiledFact {
  readonly value: string | number | boolean
  readonly text: string
  readonly source: string
  readonly asOf: string | null
}

export interface Snapshot {
  readonly facts: Readonly<Record<string, FiledFact>>
  /** Lists the answers were chosen from, cut down to what was chosen: words must not change later. */
  readonly lists: Readonly<Record<string, readonly ListEntry[]>>
  readonly changed?: Filing['changed']
  readonly takenAt: Instant
}

export interface DossierEvent {
  readonly eventId: string
  readonly lane: string | null
  readonly at: Instant
  readonly kind: string
  readonly fromState: string | null
  readonly toState: string | null
  readonly actorKind: string
  readonly organisationId: string | null
  readonly says: string | null
  readonly note: string | null
  readonly data: Readonly<Record<string, unknown>>
}

/** One birth, one running dossier: the notice of the hospital names it. */
export const matterOfNotice = (facilityCode: string, noticeNumber: string): string => `birth:${facilityCode}:${noticeNumber}`

/** What a filing is about, where only one may run at a time; null where nothing names it. */
export function matterOf(facts: Readonly<Record<string, { readonly value: unknown }>>): string | null {
  const [notice, deceased] = [facts['event.noticeNumber']?.value, facts['deceased.personId']?.value]
  if (deceased) return `death:${String(deceased)}`
  return notice ? matterOfNotice(String(facts['event.facilityCode']?.value ?? ''), String(notice)) : null
}

/** From least to most advanced; the filing as a whole is as far as its least advanced mandatory lane (domain Annex B). */
const order: readonly NationalStatus[] = [
  'submitted', 'accepted', 'supplement-requested', 'payment-requested', 'in-process', 'done', 'returned', 'refused-at-reception', 'stopped', 'withdrawn',
]

/** Status of a filing from its lanes: a lane that waits for the citizen comes before one that is being worked on. */
export function statusOf(lanes: readonly { readonly status: NationalStatus; readonly mandatory: boolean }[]): NationalStatus {
  const counted = lanes.filter((lane) => lane.mandatory)
  const open = counted.filter((lane) => order.indexOf(lane.status) < order.indexOf('done'))
  if (open.some((lane) => lane.status === 'supplement-requested')) return 'supplement-requested'
  if (open.length > 0) return open.reduce<NationalStatus>((least, lane) => (order.indexOf(lane.status) < order.indexOf(least) ? lane.status : least), 'in-process')
  return counted.some((lane) => lane.status === 'done' || lane.status === 'returned') ? 'done' : (counted[0]?.status ?? 'done')
}
