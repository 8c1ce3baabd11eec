import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { Database, Tx } from '../../platform/index.ts'
import { lastOfNext, oneSnapshot, rowsWithoutPlace, sealedRows } from './export.sql.ts'
import { copyLines, rowTextsOf } from './row-copy.ts'
import { headsAfter } from './seal.sql.ts'
import { dumpHeader } from './verifier/dump-line.ts'
import { asBytes } from './verifier/row.ts'

const rowsAtOnce = 100_000

/**
 * Writes the whole log as the verifier reads it, of one snapshot: a header, one JSON line per sealed row in the order of the places with
 * each signed head after the rows it covers, then the rows not sealed yet. A row that is gone leaves a line saying so. Does not end `out`.
 */
export async function exportLog(database: Database, out: Writable): Promise<{ readonly rows: number; readonly unsealed: number }> {
  return database.transaction(async (tx) => {
    await oneSnapshot(tx)
    await write(out, dumpHeader + '\n')
    const counted = { rows: 0, unsealed: 0 }
    const heads = headLines(tx)
    let head = await heads.next()
    for (let from = 0; ; ) {
      const last = await lastOfNext(tx, from, rowsAtOnce)
      // Heads cannot be asked for while rows stream on the same connection: those of these rows are fetched first.
      const due: HeadLine[] = []
      for (; !head.done && (last === null || head.value.treeSize <= last + 1); head = await heads.next()) due.push(head.value)
      if (last === null) {
        await write(out, due.map(({ line }) => line).join(''))
        break
      }
      for await (const lines of copyLines(tx.copyOut(sealedRows(from, last + 1)))) {
        counted.rows += lines.length
        await write(out, withHeads(lines, due))
      }
      await write(out, due.map(({ line }) => line).join(''))
      from = last + 1
    }
    for await (const lines of copyLines(tx.copyOut(rowsWithoutPlace))) {
      counted.unsealed += lines.length
      await write(out, lines.map((line) => rowLine(line.split('\t'))).join(''))
    }
    return counted
  })
}

interface HeadLine {
  readonly treeSize: number
  readonly line: string
}

/** Row lines, each head put in where its tree ends; what is put in leaves `due`. */
function withHeads(lines: readonly string[], due: HeadLine[]): string {
  let text = ''
  for (const line of lines) {
    const cells = line.split('\t')
    while (due.length > 0 && due[0]!.treeSize <= Number(cells[0])) text += due.shift()!.line
    text += rowLine(cells)
  }
  return text
}

async function* headLines(tx: Tx): AsyncGenerator<HeadLine> {
  for (let batch = 0; ; ) {
    const heads = await headsAfter(tx, batch, 1_000)
    if (heads.length === 0) return
    batch = heads.at(-1)!.head.batch
    for (const { head, note } of heads) yield { treeSize: head.treeSize, line: asBytes(JSON.stringify({ head: note })) + '\n' }
  }
}

/** One line of the dump, as latin1; see verifier/dump-line.ts. */
function rowLine(cells: readonly string[]): string {
  const [position, leaf, logId, salt, redactedBy] = cells as [string, string, string, string, string]
  const place = position === '\\N' ? '{"position":null,' : `{"position":${position},"leaf":"${leaf}",`
  if (logId === '\\N') return `${place}"missing":true}\n`
  const { shown, kept } = rowTextsOf(cells, 5)
  const opening = redactedBy === '\\N' ? `"salt":"${salt}"` : `"redactedBy":"${redactedBy}"`
  return `${place}${opening},"shown":${shown},"kept":${kept}}\n`
}

async function write(out: Writable, text: string): Promise<void> {
  if (text !== '' && !out.write(text, 'latin1')) await once(out, 'drain')
}
