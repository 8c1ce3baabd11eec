import type { PlainDate } from '../../kernel/plain-date.ts'

/** One fact as a register gave it. `null` or `pending` means: not there yet. */
export interface Fact {
  readonly value: string | number | boolean | null
  /** As people read it, when that is not the value itself ('Kinh' for code '01'). */
  readonly text?: string
  /** The register, in the words shown to the citizen; the register's own label when left out. */
  readonly source?: string
  /** Date or instant of the last change in the register: an old date is what makes people notice an error. */
  readonly asOf?: string
  /** The register has been asked and has not answered yet. */
  readonly pending?: boolean
  /** A correction case is open on this fact: both values are shown to the officer. */
  readonly correcting?: { readonly case: string; readonly claimed?: string }
}

/** Facts by path: `mother.fullName`, `event.birthDate`, `home…` are never here, they follow. */
export type Facts = Readonly<Record<string, Fact>>
/** Answers by item id, as `readAnswers` returned them. Answers of hidden items stay here and are dropped at submission. */
export type Answers = Readonly<Record<string, string>>

export interface ListEntry { readonly value: string; readonly label: string; readonly detail?: string }

/** What has been done about a paper. `doubtful` photos go on with a flag; the officer looks closer. */
export interface PaperState {
  readonly state: 'given' | 'stored' | 'without'
  /** Which paper it is, when one taken in its place. */
  readonly code?: string
  readonly pages?: number
  readonly quality?: 'clear' | 'doubtful'
  readonly qualitySays?: string
}
export type ConsentState = 'asked' | 'agreed' | 'refused'

/** Everything the pure form works from. The caller has read the facts and logged the reading. */
export interface Filing {
  readonly facts: Facts
  readonly answers: Answers
  readonly today: PlainDate
  /** Typed at a desk for somebody who may have no phone: where to reach them may then be left out. */
  readonly helped?: boolean
  /** Day of submission, once submitted. */
  readonly submittedOn?: PlainDate
  /** Lists the form refers to by name, nearest first: `clinics`, `households`, `communes`. */
  readonly lists?: Readonly<Record<string, readonly ListEntry[]>>
  readonly papers?: Readonly<Record<string, PaperState>>
  readonly consents?: Readonly<Record<string, ConsentState>>
  /** Facts that changed between showing and submitting: shown, never blocking. */
  readonly changed?: readonly { readonly path: string; readonly was: string; readonly now: string }[]
  /** True when an amount is due, so that the fee page C-12 is walked. */
  readonly feeDue?: boolean
}
