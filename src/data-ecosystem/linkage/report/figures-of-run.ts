import type { ListCounts } from '../intake/list.ts'
import type { MatchedRun } from '../intake/run-stages.ts'
import type { MatchInput } from '../records.ts'
import { ReportCount, type ReportFigures } from './figures.ts'
import type { AboutRun } from './report-input.ts'
import { reportOfRun, type RunInMemory } from './report-of-run.ts'

/** The report of a run that has just been scored, its lines read once more in their order. Counts alone are left of them. */
export async function figuresOfRun(matched: MatchedRun, lines: AsyncIterable<{ readonly input: MatchInput }>, about: Omit<AboutRun, 'seconds'>, counts: Pick<ListCounts, 'blocked' | 'problems'>, more: Pick<RunInMemory, 'ethnicity' | 'truth'> = {}): Promise<ReportFigures> {
  const { memory, planned, pairs, seconds, model } = matched
  const count = new ReportCount(reportOfRun({ ...memory, model: model.model, planned, pairs, counts, ...more }, { ...about, seconds }))
  const candidates = matched.lines()
  for await (const { input } of lines) count.add(input, candidates.next().value!.candidates)
  return count.done()
}
