import { definePort } from '../../platform/index.ts'

/** What a search knows of the person it looks for; texts as typed, '' where nothing was. */
export interface LikelyQuestion {
  readonly name: string
  readonly birth: string
  readonly number: string
  readonly commune: string
}

/** People the matching holds for likelier than not, best first: for a search that finds nobody as typed. Ids alone; empty where no match process runs. */
export const likelyPeople = definePort<(question: LikelyQuestion) => Promise<readonly string[]>>('population.likelyPeople')

export interface WeighedQuestion extends LikelyQuestion {
  readonly gender: string
  /** Communes of today that an old name may mean, where it leaves a choice; `commune` is empty then. */
  readonly communes: readonly string[]
  readonly most: number
}

/** One reason, as an officer reads it. */
export interface Reason {
  readonly vi: string
  readonly en: string
  readonly side: 'against' | 'for' | 'silent'
  readonly strength: 'none' | 'weak' | 'fair' | 'strong' | 'very-strong'
  /** In bits; negative speaks against the two being one person. */
  readonly weight: number
  /** Length of the bar, 0–1 of the longest. */
  readonly bar: number
}

export interface WeighedPerson {
  readonly personId: string
  /** The chance, 0–1, that this is the person. */
  readonly probability: number
  /** Counter-evidence first. */
  readonly why: readonly Reason[]
}

/** The same with the reasons of each, for whoever has to choose among them; null where no match process runs. */
export const weighedPeople = definePort<(question: WeighedQuestion) => Promise<readonly WeighedPerson[] | null>>('population.weighedPeople')
