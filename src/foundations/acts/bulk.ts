import { once as onceEvent } from 'node:events'
import type { Tx } from '../../platform/index.ts'
import { copyStatement } from './acts.sql.ts'
import { BytePages } from './byte-pages.ts'
import { eachInsert, Prior } from './changes.ts'
import { copyFreshLine, copyLine } from './copy-text.ts'
import type { ActDefinition, RecordedAct } from './definition.ts'
import { tableNamed, type ColumnType, type RegisterTable, type Row } from './tables.ts'

const actColumns: Record<string, ColumnType> = {
  act_id: 'uuid', type: 'text', subject_id: 'uuid', payload: 'jsonb', occurred_on: 'date', recorded_at: 'instant',
  actor: 'jsonb', on_behalf_of: 'uuid', basis: 'jsonb', dossier_id: 'uuid', command_id: 'text',
}
const actNames = Object.keys(actColumns)
const actTypes = Object.values(actColumns)

interface Target {
  readonly names: readonly string[]
  readonly types: readonly ColumnType[]
  /** The module's own columns, which `apply` gives. */
  readonly ownNames: readonly string[]
  readonly ownTypes: readonly ColumnType[]
  readonly pages: BytePages
}

/** Acts and their rows as COPY text in memory, until `flush` sends them. */
export interface BulkWriter {
  /** Applies the act and keeps it and its rows. Only for acts that need no prior rows. No events are published. */
  add<P>(definition: ActDefinition<P>, act: RecordedAct<P>): void
  /** One stored row, bookkeeping included, of a register table. */
  addRow(table: string, row: Row): void
  /** Rows waiting, acts included. */
  readonly rows: number
  readonly bytes: number
  /** Sends everything by COPY, the acts first, one table after the other. What is added meanwhile waits for the next flush. */
  flush(tx: Tx): Promise<void>
}

/** Writes many acts by COPY. `schema` names a copy of the register tables to write to instead (rebuild); acts are then not written. */
export function bulkWriter(options: { readonly schema?: string } = {}): BulkWriter {
  const { schema } = options
  const acts = new BytePages()
  const targets = new Map<RegisterTable, Target>()
  let rows = 0
  const targetOf = (table: RegisterTable): Target => {
    let target = targets.get(table)
    if (!target) {
      const [names, ownNames] = [Object.keys(table.all), Object.keys(table.columns)]
      target = { names, ownNames, types: Object.values(table.all), ownTypes: Object.values(table.columns), pages: new BytePages() }
      targets.set(table, target)
    }
    return target
  }

  return {
    add(definition, act) {
      if (definition.prior) throw new Error(`${definition.type} looks at prior rows: record it with recordAct`)
      if (!schema) {
        acts.write(copyLine(actNames, actTypes, actRow(act)))
        rows += 1
      }
      eachInsert(act, definition.apply(act, Prior.none), (table, row, rowId) => {
        const { ownNames, ownTypes, pages } = targetOf(table)
        pages.write(copyFreshLine(ownNames, ownTypes, table, act, row, rowId))
        rows += 1
      })
    },
    addRow(name, row) {
      const { names, types, pages } = targetOf(tableNamed(name))
      pages.write(copyLine(names, types, row))
      rows += 1
    },
    get rows() {
      return rows
    },
    get bytes() {
      return [...targets.values()].reduce((sum, { pages }) => sum + pages.bytes, acts.bytes)
    },
    async flush(tx) {
      const parts = [{ statement: copyStatement('legal_act', actNames), pages: acts.take() }]
      for (const [table, { names, pages }] of targets) parts.push({ statement: copyStatement(schema ? `${schema}.${table.name}` : table.name, names), pages: pages.take() })
      rows = 0
      for (const { statement, pages } of parts) if (pages.length > 0) await copyPages(tx, statement, pages)
    },
  }
}

async function copyPages(tx: Tx, statement: string, pages: readonly Buffer[]): Promise<void> {
  const stream = tx.copyIn(statement)
  const finished = onceEvent(stream, 'finish')
  for (const page of pages) {
    if (!stream.write(page)) await Promise.race([onceEvent(stream, 'drain'), finished])
  }
  stream.end()
  await finished
}

function actRow(act: RecordedAct): Row {
  return {
    act_id: act.actId, type: act.type, subject_id: act.subjectId, payload: act.payload as object, occurred_on: act.occurredOn, recorded_at: act.recordedAt,
    actor: act.actor, on_behalf_of: act.onBehalfOf, basis: act.basis, dossier_id: act.dossierId, command_id: act.commandId,
  }
}
