import type { InputKind, LegalSource } from '../catalogue/index.ts'
import type { ConsentState, PaperState } from './filing.ts'

/** Marks of the meter: where the value on screen comes from. */
export type DataSource = 'known' | 'event' | 'derived' | 'choice' | 'typed' | 'paper'

export interface FactLine {
  /** Path of the value, `data-f` in the HTML. */
  readonly path: string
  readonly label: string
  readonly text: string
  readonly masked: boolean
  readonly pending: boolean
  readonly asOf?: string
  readonly correcting?: { readonly case: string; readonly claimed?: string }
}
/** A card of facts: text with source and date, never an input. */
export interface FactsModel {
  readonly kind: 'facts'
  readonly id: string
  readonly label: string
  readonly src: 'known' | 'event'
  readonly source: string
  readonly asOf?: string
  /** The register has not answered: shown as being fetched, never blocking. */
  readonly pending: boolean
  readonly lines: readonly FactLine[]
}
export interface OptionModel { readonly value: string; readonly label: string; readonly detail?: string; readonly selected: boolean; readonly elsewhere?: { readonly code: string; readonly say: string } }
export interface InputModel {
  readonly kind: 'input'
  readonly id: string
  readonly label: string
  readonly input: InputKind
  readonly src: 'choice' | 'typed'
  readonly required: boolean
  /** Names of the form fields: one, or three for a date, two for an address, one for each person of `members`. */
  readonly names: readonly string[]
  readonly value: Readonly<Record<string, string>>
  readonly options: readonly OptionModel[]
  /** Of `members`: who may go along; the options are what each will be. */
  readonly rows?: readonly { readonly name: string; readonly label: string; readonly detail?: string }[]
  readonly hint?: string
  readonly why?: string
  readonly error?: string
  /** Shown only while another answer on the same page is this one; without scripts it stands below that answer. */
  readonly reveal?: { readonly of: string; readonly is: string }
}
export interface PaperModel {
  readonly kind: 'paper'
  readonly id: string
  readonly label: string
  readonly why?: string
  readonly insteadOf: readonly { readonly code: string; readonly label: string }[]
  readonly fromStore: boolean
  readonly required: boolean
  readonly withoutIt?: string
  readonly now?: PaperState
}
export interface ConsentModel { readonly kind: 'consent'; readonly id: string; readonly label: string; readonly says: string; readonly party: string; readonly partyKnown: boolean; readonly now: ConsentState | 'not-asked' }
export interface NoticeModel { readonly kind: 'notice'; readonly id: string; readonly label: string; readonly text: string; readonly from?: string; readonly basis?: LegalSource }
export type ItemModel = FactsModel | InputModel | PaperModel | ConsentModel | NoticeModel

export type ScreenCode = 'C-05' | 'C-06' | 'C-07' | 'C-08' | 'C-10' | 'C-11' | 'C-12' | 'C-13'
/** A page the citizen walks. `start`, `check`, `fee` and `sent` belong to every procedure; the others come from its file. */
export interface PageRef { readonly id: string; readonly screen: ScreenCode; readonly title: string }
export interface PageModel extends PageRef {
  readonly items: readonly ItemModel[]
  readonly position: { readonly index: number; readonly of: number }
  readonly before?: string
  readonly next?: string
}
