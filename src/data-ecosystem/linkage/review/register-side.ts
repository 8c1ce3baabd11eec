import { createInterface } from 'node:readline'
import type { Ctx } from '../../../platform/index.ts'
import { memoryOf } from '../intake/run-stages.ts'
import { Col, newDictionaries, width, writeRow, type Dictionaries, type Prepared } from '../records.ts'
import { refuse } from '../refusals.ts'
import { registerLine } from '../register-line.ts'
import { registerSideStatement } from '../register-side.sql.ts'

/** The register as prepared rows in memory, line by line: of its texts only what is looked into later stays. Refuses where it would take more than allowed. The caller logs. */
export async function readRegisterSide(ctx: Ctx, memoryMb: number): Promise<{ readonly side: Prepared; readonly dictionaries: Dictionaries }> {
  const dictionaries = newDictionaries()
  const thisYear = Number(ctx.today.slice(0, 4))
  const ids: string[] = []
  const room = (people: number): Int32Array<SharedArrayBuffer> => {
    const needed = memoryOf(people)
    if (needed > memoryMb) refuse('linkage.needs-memory', { vars: { needed, given: memoryMb } })
    return new Int32Array(new SharedArrayBuffer(people * width * 4))
  }
  let rows = room(4_096)
  for await (const line of createInterface({ input: ctx.tx.copyOut(registerSideStatement), crlfDelay: Number.POSITIVE_INFINITY })) {
    const [n, { input }] = [ids.length, registerLine(line)]
    if ((n + 1) * width > rows.length) {
      const more = room(n * 2)
      more.set(rows)
      rows = more
    }
    writeRow(rows, n * width, input, dictionaries, thisYear)
    rows[n * width + Col.row] = n
    ids.push(input.id)
  }
  return { side: { n: ids.length, rows: rows.subarray(0, ids.length * width), ids }, dictionaries }
}
