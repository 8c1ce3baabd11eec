import type { Condition } from '../../kernel/expression.ts'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { nodeOf, type DerivedItem, type Draft, type Page } from './form-nodes.ts'
import type { LegalItem } from './legal-items.ts'
import type { Defect, RefusalGround, States } from './process-nodes.ts'
import type { ClockRule } from './time-limits.ts'
import type { Authority, LegalSource } from './vocabulary.ts'

/** Online in full, in part, or information only (NĐ 42/2022). */
export type ServiceLevel = 'TOAN_TRINH' | 'MOT_PHAN' | 'THONG_TIN'
export type Channel = 'online' | 'counter' | 'post'

/** A rule an officer's screen checks by itself; it never blocks the citizen. Its text lies in procedures/rules. */
export interface NamedRule {
  readonly code: string
  /** The item the rule is about. */
  readonly item: string
  readonly title: string
  readonly check: RuleCheck
  /** Words when it holds, when it does not, and when a fact is missing. `{path}` places are filled. */
  readonly says: { readonly holds: string; readonly fails: string; readonly unknown: string }
  readonly basis: LegalSource
  /** Defect an officer may ask about when the rule fails. */
  readonly defect?: string
  readonly when?: Condition
}
export type RuleCheck =
  | { readonly op: 'family-name-in'; readonly name: string; readonly parents: readonly string[] }
  | { readonly op: 'same' | 'differ'; readonly left: string; readonly right: string }
  | { readonly op: 'known'; readonly paths: readonly string[] }
  | { readonly op: 'none-of-values'; readonly path: string; readonly among: readonly string[] }
  | { readonly op: 'equals'; readonly path: string; readonly value: string }
  | { readonly op: 'within-days'; readonly from: string; readonly to: 'submitted'; readonly days: number }
  | { readonly op: 'name-length'; readonly path: string; readonly most: number }
  | { readonly op: 'age-below' | 'age-at-least'; readonly birth: string; readonly years: number }

/** What must hold before it can be filed: shown before the first question and where it is decided. */
export interface Need {
  /** The item on whose page it is decided, or whose facts decide it. */
  readonly item: string
  readonly holds: Condition
  /** Words while it does not hold: what is so, and what to do instead. `{path}` places are filled. */
  readonly says: string
  /** Code of the procedure to do instead. */
  readonly instead?: string
}

/** What every public service says about itself, single or linked. */
export interface ServiceHead {
  /** National procedure code, e.g. 1.001193. */
  readonly code: string
  readonly slug: string
  readonly name: string
  readonly field: string
  readonly level: ServiceLevel
  /** Lists the service stands on, e.g. the 25 of Đề án 06 (`QD06-25`). */
  readonly lists: readonly { readonly list: string; readonly ordinal: number }[]
  readonly validFrom: PlainDate
  /** Half-open: the first day it no longer holds. */
  readonly validTo: PlainDate | null
  readonly legal: readonly LegalSource[]
  readonly who: Applicants
  readonly channels: readonly Channel[]
  /** Words people type to find it; compared without diacritics. */
  readonly synonyms: readonly string[]
  /** One sentence under the name: what one gets. */
  readonly promise: string
  readonly form: readonly Page[]
  /** Values that follow from others: computed, shown, never asked. */
  readonly derived: readonly DerivedItem[]
  readonly legalItems: readonly LegalItem[]
  readonly needs?: readonly Need[]
  /** While a source is down: the file goes on and the fact is fetched later, waits and says so, or is asked. */
  readonly whenDown: Readonly<Record<string, 'fetch-later' | 'hold-and-tell' | 'ask'>>
  readonly links: readonly string[]
  /** It cannot be filed in this program yet, since this day: shown in the place of the button, with where to go. */
  readonly notYet?: { readonly since: PlainDate; readonly says: string }
  /** Parts of the law this version does not follow, or follows from a secondary source: shown to administrators. */
  readonly notes: readonly LegalSource[]
}

/** Who works on it, in which states, within which time. A single procedure has one, a bundle one per lane. */
export interface Process {
  readonly authority: Authority
  /** First row whose condition holds. */
  readonly clock: readonly ClockRule[]
  readonly start: string
  readonly steps: States
  readonly defects: readonly Defect[]
  readonly grounds: readonly RefusalGround[]
  readonly rules: readonly NamedRule[]
}

export interface Procedure extends ServiceHead, Process {
  readonly kind: 'procedure'
}

export interface Applicants {
  /** e-ID account level 1 or 2 (NĐ 69/2024). */
  readonly accountLevel: 1 | 2
  /** Authentication level 1 to 4 at the moment of signing. */
  readonly authLevel: 1 | 2 | 3 | 4
  readonly orFor: readonly ('child' | 'ward')[]
  readonly assisted: boolean
}

type Defaulted = 'derived' | 'lists' | 'validTo' | 'channels' | 'synonyms' | 'rules' | 'legalItems' | 'whenDown' | 'links' | 'notes' | 'grounds'
export type ProcedureInput = Omit<Procedure, 'kind' | Defaulted> & Partial<Pick<Procedure, Exclude<Defaulted, 'derived'>>> & { readonly derived?: readonly Draft<DerivedItem>[] }

/** One procedure as one readable data file. Checked by `checkProcedure` when the catalogue loads. */
export function procedure(data: ProcedureInput): Procedure {
  return {
    kind: 'procedure', lists: [], validTo: null, channels: ['online', 'counter', 'post'], synonyms: [], rules: [], legalItems: [], whenDown: {}, links: [], notes: [], grounds: [],
    ...data, derived: (data.derived ?? []).map(nodeOf),
  }
}
