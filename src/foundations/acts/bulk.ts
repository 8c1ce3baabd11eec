import { once as onceEvent } from 'node:events'
import type { Tx } from '../../platform/index.ts'
import { copyStatement } from './acts.sql.ts'
import { CopyPages } from './copy-pages.ts'
import { eachInsert, Prior, type Written } from './changes.ts'
import type { ActDefinition, RecordedAct } from './definition.ts'
import { tableNamed, type ColumnType, type RegisterTable, type Row } from './tables.ts'

const actNames = ['act_id', 'type', 'subject_id', 'payload', 'occurred_on', 'recorded_at', 'actor', 'on_behalf_of', 'basis', 'dossier_id', 'command_id'] as const

interface Target {
  readonly names: readonly string[]
  readonly types: readonly ColumnType[]
  /** The module's own columns, which `apply` gives. */
  readonly ownNames: readonly string[]
  readonly ownTypes: readonly ColumnType[]
  readonly pages: CopyPages
}

/** Acts and their rows in COPY format in memory, until `flush` sends them. */
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
  const acts = new CopyPages()
  const targets = new Map<RegisterTable, Target>()
  let rows = 0
  const targetOf = (table: RegisterTable): Target => {
    let target = targets.get(table)
    if (!target) {
      const [names, ownNames] = [Object.keys(table.all), Object.keys(table.columns)]
      target = { names, ownNames, types: Object.values(table.all), ownTypes: Object.values(table.columns), pages: new CopyPages() }
      targets.set(table, target)
    }
    return target
  }

  return {
    add(definition, act) {
      if (definition.prior) throw new Error(`${definition.type} looks at prior rows: record it with recordAct`)
      if (!schema) {
        putAct(acts, act)
        rows += 1
      }
      eachInsert(act, definition.apply(act, Prior.none), (table, row, rowId) => {
        putFresh(targetOf(table), table, act, row, rowId)
        rows += 1
      })
    },
    addRow(name, row) {
      const { names, types, pages } = targetOf(tableNamed(name))
      pages.row(names.length)
      for (let i = 0; i < names.length; i++) pages.put(types[i]!, row[names[i]!])
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

function putAct(pages: CopyPages, act: RecordedAct): void {
  pages.row(actNames.length)
  pages.put('uuid', act.actId)
  pages.put('text', act.type)
  pages.put('uuid', act.subjectId)
  pages.put('json', act.payload as object)
  pages.put('date', act.occurredOn)
  pages.put('instant', act.recordedAt)
  pages.put('json', act.actor)
  pages.put('uuid', act.onBehalfOf)
  pages.put('json', act.basis)
  pages.put('uuid', act.dossierId)
  pages.put('text', act.commandId)
}

/** A row fresh from `apply`: the bookkeeping (in the order of tables.ts) is added on the way, without another object. */
function putFresh({ names, ownNames, ownTypes, pages }: Target, table: RegisterTable, act: Written, row: Row, rowId: string): void {
  pages.row(names.length)
  for (let i = 0; i < ownNames.length; i++) pages.put(ownTypes[i]!, row[ownNames[i]!])
  if (table.kind === 'directory') return pages.put('uuid', act.actId)
  pages.put('uuid', rowId)
  pages.put('date', row['valid_from'])
  pages.put('date', row['valid_to'])
  pages.put('text', row['standing'] ?? 'confirmed')
  pages.put('instant', act.recordedAt)
  pages.put('instant', null)
  pages.put('uuid', act.actId)
  pages.put('uuid', null)
}
