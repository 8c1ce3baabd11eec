import { FileProblem } from './table.ts'
import { refuseOthers } from './xlsx.ts'
import { zipEntries } from './zip.ts'
import type { ListFormat } from './list.ts'

const endings: Readonly<Record<ListFormat, RegExp>> = { csv: /\.(csv|txt|tsv)$/i, xlsx: /\.xlsx$/i, parquet: /\.parquet$/i }

/**
 * What a file is, by its bytes, and whether its name says the same. Reads no line: cheap enough for the page that takes the file. Refuses macros, locked
 * files, old workbooks, archives, and whatever else is no table, each by its own sentence.
 */
export function formatOf(bytes: Buffer, name: string): ListFormat {
  if (bytes.length === 0) throw new FileProblem('empty-file')
  const format = byBytes(bytes)
  if (!endings[format].test(name)) throw new FileProblem('wrong-ending', { name, format: format.toUpperCase() })
  return format
}

const starts = (bytes: Buffer, text: string): boolean => bytes.subarray(0, text.length).toString('latin1') === text

function byBytes(bytes: Buffer): ListFormat {
  if (starts(bytes, 'PK\u0003\u0004')) {
    refuseOthers(zipEntries(bytes))
    return 'xlsx'
  }
  if (starts(bytes, 'PAR1')) {
    if (bytes.subarray(-4).toString('latin1') !== 'PAR1') throw new FileProblem('damaged-file')
    return 'parquet'
  }
  if (starts(bytes, '\u00d0\u00cf\u0011\u00e0')) throw new FileProblem('old-workbook')
  const head = bytes.subarray(0, 512).toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
  if (/^<(!doctype|html|\?xml|table|meta|head)/i.test(head)) throw new FileProblem('web-page')
  if (/^(%PDF|MZ|\u007fELF|\u0089PNG|\u00ff\u00d8\u00ff|GIF8|Rar!|7z\u00bc\u00af|\u001f\u008b|\{\\rtf)/.test(head)) throw new FileProblem('not-a-table')
  return 'csv'
}
