import { once as onceEvent } from 'node:events'
import type { Tx } from '../../platform/index.ts'
import { copyStatement } from './acts.sql.ts'
import { materialise, Prior } from './changes.ts'
import { copyLine } from './copy-text.ts'
import type { ActDefinition, RecordedAct } from './definition.ts'
import { tableNamed, type ColumnType, type Row } from './tables.ts'

const actColumns: Record<string, ColumnType> = {
  act_id: 'uuid', type: 'text', subject_id: 'uuid', payload: 'jsonb', occurred_on: 'date', recorded_at: 'instant',
  actor: 'jsonb', on_behalf_of: 'uuid', basis: 'jsonb', dossier_id: 'uuid', command_id: 'text',
}

interface Lines {
  readonly names: readonly string[]
  readonly types: readonly ColumnType[]
  parts: string[]
}

/** Acts and their rows as COPY text in memory, until `flush` sends them. */
export interface BulkWriter {
  /** Applies the act and keeps it and its rows. Only for acts that need no prior rows. No events are published. */
  add<P>(definition: ActDefinition<P>, act: RecordedAct<P>): void
  /** One stored row, bookkeeping included, of a register table. */
  addRow(table: string, row: Row): void
  readonly rows: number
  readonly characters: number
  /** Sends everything by COPY, the acts first, one table after the other, and forgets it. */
  flush(tx: Tx): Promise<void>
}

/** Writes many acts by COPY. `schema` names a copy of the register tables to write to instead (rebuild); acts are then not written. */
export function bulkWriter(options: { readonly schema?: string } = {}): BulkWriter {
  const { schema } = options
  const tables = new Map<string, Lines>()
  if (!schema) tables.set('legal_act', { names: Object.keys(actColumns), types: Object.values(actColumns), parts: [] })
  let rows = 0
  let characters = 0

  const linesOf = (table: string): Lines => {
    let lines = tables.get(table)
    if (!lines) {
      const { all } = tableNamed(table)
      lines = { names: Object.keys(all), types: Object.values(all), parts: [] }
      tables.set(table, lines)
    }
    return lines
  }
  const put = (lines: Lines, row: Row): void => {
    const line = copyLine(lines.names, lines.types, row)
    lines.parts.push(line)
    rows += 1
    characters += line.length
  }

  return {
    add(definition, act) {
      if (definition.prior) throw new Error(`${definition.type} looks at prior rows: record it with recordAct`)
      if (!schema) put(linesOf('legal_act'), actRow(act))
      for (const [table, inserts] of materialise(act, definition.apply(act, Prior.none)).inserts) {
        const lines = linesOf(table.name)
        for (const row of inserts) put(lines, row)
      }
    },
    addRow(table, row) {
      put(linesOf(table), row)
    },
    get rows() {
      return rows
    },
    get characters() {
      return characters
    },
    async flush(tx) {
      for (const [table, lines] of tables) {
        if (lines.parts.length === 0) continue
        const parts = lines.parts
        lines.parts = []
        await copyParts(tx, copyStatement(schema ? `${schema}.${table}` : table, lines.names), parts)
      }
      rows = 0
      characters = 0
    },
  }
}

async function copyParts(tx: Tx, statement: string, parts: readonly string[]): Promise<void> {
  const stream = tx.copyIn(statement)
  const finished = onceEvent(stream, 'finish')
  for (let i = 0; i < parts.length; i += 256) {
    if (!stream.write(parts.slice(i, i + 256).join(''))) await Promise.race([onceEvent(stream, 'drain'), finished])
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
