import { getFile } from '../../../platform/index.ts'
import type { MatchingRun } from '../intake/list.ts'
import type { ReportFigures } from './figures.ts'

/** The figures a run left when it ended; null where it has none. Who may see the run was asked when it was read: counts are nobody's data. */
export async function readReportOfRun({ manifest }: MatchingRun): Promise<ReportFigures | null> {
  return manifest?.report ? (JSON.parse(Buffer.from(await getFile(manifest.report)).toString('utf8')) as ReportFigures) : null
}
