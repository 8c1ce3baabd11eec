import type { Condition } from '../../kernel/expression.ts'
import type { ClockRule } from './time-limits.ts'
import type { Authority, LegalSource, NationalStatus, OfficerRole } from './vocabulary.ts'

/** A reason a dossier comes back: bound to an item, with the sentence the citizen will read. Officers pick, never write it. */
export interface Defect {
  readonly code: string
  /** Path or paper the defect is about; the citizen's link goes to exactly this item. */
  readonly item: string
  /** What the officer sees in the list. */
  readonly label: string
  /** What the citizen reads: verb first, says what to do. */
  readonly says: string
  readonly basis?: LegalSource
}
export const defect = (code: string, item: string, label: string, says: string, basis?: LegalSource): Defect => ({ code, item, label, says, ...(basis ? { basis } : {}) })

/** A lawful ground for refusing, printed on form 03. A refusal without one cannot be made. */
export interface RefusalGround {
  readonly code: string
  readonly label: string
  readonly says: string
  readonly basis: LegalSource
}
export const ground = (code: string, label: string, says: string, basis: LegalSource): RefusalGround => ({ code, label, says, basis })

/** Letters of the one-stop mechanism (TT 03/2025/TT-VPCP, annex I). */
export type LetterKind = 'receipt' | 'supplement' | 'refusal' | 'apology' | 'stop'

export interface Who { readonly roles: readonly OfficerRole[]; readonly at?: Authority }
/** The officer who may act; `at` only where it is not the procedure's own authority. */
export const by = (role: OfficerRole | readonly OfficerRole[], at?: Authority): Who => ({ roles: typeof role === 'string' ? [role] : role, ...(at ? { at } : {}) })

/** What an exit means to the dossier module: accept and propose go on, defects and refuse need codes, approve signs. */
export type ExitName = 'accept' | 'ok' | 'approve' | 'sendBack' | 'defects' | 'refuse' | 'answered' | 'expired' | 'ready' | 'withdrawn'
export type Exits = Partial<Record<ExitName, string>>

interface Named { readonly name: string; readonly status: NationalStatus }

export interface StepState extends Named {
  readonly kind: 'step'
  readonly who: Who
  readonly within: ClockRule
  readonly exits: Exits
  readonly signs?: 'agency-seal'
  /** Sentence of the timeline when the step begins: who holds it and what comes next. */
  readonly says?: string
}
export interface WaitState extends Named {
  readonly kind: 'wait'
  /** Lanes that must have ended well, and facts that must be known, before the lane goes on. */
  readonly lanes: readonly string[]
  readonly facts: readonly string[]
  readonly exits: { readonly ready: string }
  readonly says: string
}
export interface CitizenState extends Named {
  readonly kind: 'citizen'
  readonly defects: readonly string[]
  /** How often one may be asked. A further request needs a supervisor's written reason and no longer stops the clock. */
  readonly times: number
  readonly within: ClockRule
  readonly letter: 'supplement'
  readonly exits: { readonly answered: string; readonly expired: string }
}
export interface EndState extends Named {
  readonly kind: 'end'
  readonly outcome: 'done' | 'refused' | 'stopped' | 'withdrawn'
  readonly letter?: LetterKind
  readonly effects: readonly Effect[]
  readonly result?: Result
  readonly says: string
}
export type State = StepState | WaitState | CitizenState | EndState
export type States = Readonly<Record<string, State>>

/** A legal act recorded in the same transaction as the exit that leads to the end. Inputs are fact paths. */
export interface Effect {
  readonly act: string
  readonly inputs: Readonly<Record<string, string>>
  readonly when?: Condition
  /** Facts that exist from now on, for the lanes that wait for them. */
  readonly yields: readonly string[]
}
export const effect = (act: string, inputs: Record<string, string>, more: { when?: Condition; yields?: readonly string[] } = {}): Effect =>
  ({ act, inputs, yields: more.yields ?? [], ...(more.when ? { when: more.when } : {}) })

/** What the citizen gets: a document with QR and code, or data in a register, and where it is kept. */
export interface Result {
  readonly type: string
  readonly name: string
  readonly form: 'document' | 'data'
  readonly intoStore: boolean
  readonly qr: boolean
}
export const result = (type: string, name: string, form: Result['form'] = 'document'): Result => ({ type, name, form, intoStore: true, qr: form === 'document' })

export const step = (name: string, who: Who, limit: ClockRule, exits: Exits, more: Partial<Pick<StepState, 'signs' | 'says' | 'status'>> = {}): StepState =>
  ({ kind: 'step', name, who, within: limit, exits, status: 'in-process', ...more })

export const waiting = (name: string, says: string, needs: { lanes: readonly string[]; facts?: readonly string[] }, then: string): WaitState =>
  ({ kind: 'wait', name, says, lanes: needs.lanes, facts: needs.facts ?? [], exits: { ready: then }, status: 'accepted' })

/** One complete request to the citizen (form 02). Answered goes back to the officer; silence past the limit ends it. */
export const toCitizen = (name: string, defects: readonly string[], limit: ClockRule, exits: { answered: string; expired: string }, times = 1): CitizenState =>
  ({ kind: 'citizen', name, defects, times, within: limit, letter: 'supplement', exits, status: 'supplement-requested' })

export const done = (name: string, says: string, gives: Result, ...effects: Effect[]): EndState =>
  ({ kind: 'end', name, says, outcome: 'done', status: 'done', result: gives, effects })
export const refused = (name = 'Từ chối', says = 'Không giải quyết được; lý do và căn cứ ở trong thư từ chối.'): EndState =>
  ({ kind: 'end', name, says, outcome: 'refused', status: 'refused-at-reception', letter: 'refusal', effects: [] })
export const stopped = (name = 'Đã dừng', says = 'Đã dừng vì hết thời gian chờ phần cần thêm. Nộp lại lúc nào cũng được.'): EndState =>
  ({ kind: 'end', name, says, outcome: 'stopped', status: 'stopped', letter: 'stop', effects: [] })
export const withdrawn = (name = 'Đã rút', says = 'Ông/bà đã rút hồ sơ.'): EndState =>
  ({ kind: 'end', name, says, outcome: 'withdrawn', status: 'withdrawn', letter: 'stop', effects: [] })
