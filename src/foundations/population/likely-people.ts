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
