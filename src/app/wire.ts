import { isWithin } from '../foundations/areas/index.ts'
import { writeAccessLog } from '../foundations/trail/index.ts'
import { areaWithin, writeReads } from '../platform/index.ts'

let wired = false

/** The only place where modules meet: fills every port and subscribes every event. Safe to call again. */
export async function wire(): Promise<void> {
  if (wired) return
  wired = true
  areaWithin.fill(isWithin)
  writeReads.fill(writeAccessLog)
}
