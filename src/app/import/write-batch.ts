import { setImmediate } from 'node:timers/promises'
import { allow, inTransaction, type Clock, type Database, type Purpose } from '../../platform/index.ts'
import { bulkWriter, type BulkWriter } from '../../foundations/acts/index.ts'
import { importBasis, personImported } from '../../foundations/residence/index.ts'
import type { RowRules } from './check-row.ts'
import { insertBatch, insertObjections, type ImportRun, type StoredObjection } from './import.sql.ts'
import { isUnreadable, type ImportSource, type ListRow, type Objection, type Unreadable } from './list-row.ts'
import { standingIn, type KnownReader } from './known.ts'
import { personOfRow } from './person-of-row.ts'
import { masked } from './report.ts'
import type { Survey } from './survey.ts'

export interface Line {
  readonly line: number
  readonly row: ListRow | Unreadable
}

/** A batch ready to be sent: acts and rows as COPY text. */
interface Built {
  readonly bulk: BulkWriter
  readonly objections: readonly StoredObjection[]
  readonly imported: number
  readonly refused: number
  readonly recordedAt: string
}

interface WriterOptions {
  readonly database: Database
  readonly source: ImportSource
  readonly survey: Survey
  readonly run: ImportRun
  readonly rules: RowRules
  readonly clock: Clock
  readonly actId: (line: number) => string
  readonly register: KnownReader
}

const actor = { kind: 'system', name: 'import' } as const
const purpose: Purpose = { code: 'import', basis: importBasis.article, text: 'Nhập danh sách dân cư' }
/** Lines built before the sockets get their turn: about a millisecond. */
const linesATurn = 25

/** Builds and writes batches of lines, in order: each line's place in the survey follows from the lines before it. */
export function batchWriter({ database, source, survey, run, rules, clock, actId, register }: WriterOptions) {
  const { list, statedOn, sourceCode } = source
  let seen = 0
  let next = 0

  const build = async (lines: readonly Line[]): Promise<Built> => {
    const known = await register.everything(lines.map(({ row }) => row))
    const context = { list, statedOn, sourceCode, survey, known }
    const stands = standingIn(known.people, list)
    const bulk = bulkWriter()
    const objections: StoredObjection[] = []
    const recordedAt = clock()
    let refused = 0
    for (let i = 0; i < lines.length; i++) {
      const { line, row } = lines[i]!
      if (i % linesATurn === 0) await setImmediate()
      const objection = survey.judge(row, seen++, rules, stands)
      if (objection || isUnreadable(row)) {
        refused += 1
        objections.push(stored(line, 0, 'refused', objection!, null, null))
        continue
      }
      const { payload, findings } = personOfRow(row, next++, context)
      const { personId } = payload.person
      bulk.add(personImported, {
        actId: actId(line), type: personImported.type, subjectId: personId, payload, occurredOn: statedOn, recordedAt, actor, onBehalfOf: null,
        basis: importBasis, dossierId: null, commandId: `import:${list}:${row.externalId.trim()}`,
      })
      findings.forEach((finding, ordinal) => objections.push(stored(line, ordinal, 'claimed', finding, personId, finding.rule || null)))
    }
    return { bulk, objections, imported: lines.length - refused, refused, recordedAt }
  }

  return {
    build,
    /** Writes acts, rows, objections and the mark of the batch in one transaction. */
    async write(batch: number, built: Built): Promise<void> {
      await inTransaction(database, { actor, purpose, now: built.recordedAt }, async (ctx) => {
        allow(ctx, 'residence.import')
        const { imported, refused, objections, recordedAt } = built
        await insertBatch(ctx.tx, { runId: run.runId, batch, imported, refused, found: objections.length - refused, recordedAt })
        await built.bulk.flush(ctx.tx)
        await insertObjections(ctx.tx, run.runId, objections)
      })
    },
    /** Passes over lines that an earlier process committed. */
    skip(lines: readonly Line[]): void {
      for (const _ of lines) if (!survey.isRefused(seen++)) next += 1
    },
  }
}

function stored(line: number, ordinal: number, outcome: StoredObjection['outcome'], { column, code, vi, value }: Objection, personId: string | null, rule: string | null): StoredObjection {
  return { line, ordinal, outcome, personId, rule, column, code, sentence: vi, shown: masked(column, value) }
}
