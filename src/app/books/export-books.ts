import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { exportBookPage, recordLayouts, type EntryKind } from '../../foundations/civil-status/index.ts'
import { inTransaction, type Clock, type Database } from '../../platform/index.ts'
import { cell } from './cell.ts'

export interface ExportBooks { readonly database: Database; readonly area: string; readonly kind: EntryKind; readonly from: string; readonly to: string; readonly path: string; readonly clock: Clock; readonly onProgress?: (done: number) => void }

/** Writes one book of a commune in the columns of its layout: JSON keeps every further column an entry has; CSV has a last column `them` that holds them. Logged for everybody in it. */
export async function exportBooks(input: ExportBooks): Promise<number> {
  const json = input.path.toLowerCase().endsWith('.json')
  const names = recordLayouts[input.kind].fields.map((field) => field.name)
  const file = createWriteStream(input.path, { mode: 0o600, flags: 'wx' })
  await once(file, 'open')
  file.write(json ? '[' : `\ufeff${[...names, 'them'].join(',')}\r\n`)
  const purpose = { code: 'export-books', basis: 'NĐ 87/2020/NĐ-CP', text: 'Xuất sổ hộ tịch theo bố cục của Bộ Tư pháp' }
  let [after, done] = [null as string | null, 0]
  do {
    const page = await inTransaction(input.database, { actor: { kind: 'system', name: 'export-books' }, purpose, now: input.clock() }, (ctx) => exportBookPage(ctx, { ...input, after }))
    for (const row of page.rows) {
      const more = Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))
      file.write(json ? `${done > 0 ? ',' : ''}\n${JSON.stringify(row)}` : `${[...names.map((name) => row[name] ?? ''), Object.keys(more).length > 0 ? JSON.stringify(more) : ''].map(cell).join(',')}\r\n`)
      done++
    }
    if (file.writableNeedDrain) await once(file, 'drain')
    input.onProgress?.(done)
    after = page.next
  } while (after !== null)
  file.end(json ? '\n]\n' : '')
  await once(file, 'finish')
  return done
}
