import { getFile, type Ctx } from '../../../platform/index.ts'
import { readRun } from '../intake/read-lists.ts'
import { selectReadTwice } from '../review/review.sql.ts'
import { zoneNames } from './counted-line.ts'
import type { ReportFigures } from './figures.ts'
import { qualityOfReadings } from './quality-of-run.ts'

/** The figures a run left when it ended, and what people have said of its rows since; null where it left none. Counts alone: nobody's data. */
export async function readReportOfRun(ctx: Ctx, runId: string): Promise<ReportFigures | null> {
  const { run } = await readRun(ctx, runId)
  if (!run.manifest?.report) return null
  const figures = JSON.parse(Buffer.from(await getFile(run.manifest.report)).toString('utf8')) as ReportFigures
  const read = await selectReadTwice(ctx.tx, runId)
  const of = (zone: string, which: (each: (typeof read)[number]) => boolean): number => read.filter((each) => each.origin === zone && which(each)).length
  const readings = qualityOfReadings(zoneNames.map((zone) => ({
    // Below the lower threshold no pair is kept: nobody can be read there.
    zone, lines: zone === 'reject' ? 0 : figures.zones[zone],
    same: of(zone, ({ decided, final, machine }) => decided && final === machine), different: of(zone, ({ decided, final, machine }) => decided && final !== machine), unsure: of(zone, ({ decided }) => !decided),
  })))
  return { ...figures, readings }
}
