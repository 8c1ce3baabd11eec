import { readFileSync } from 'node:fs'
import type { MatchInput } from '../../data-ecosystem/linkage/index.ts'
import { parseCsv } from '../../foundations/areas/index.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import { UsageError } from './command.ts'

type Column = Exclude<keyof MatchInput, 'communes'>

/** Headings a list commonly has, and those of `bulk-export`, without marks. The first that is there is taken; --map says it otherwise. */
const headings: Readonly<Record<Column, readonly string[]>> = {
  id: ['id', 'stt', 'ma', 'external_id'], name: ['name', 'full_name', 'fullname', 'ho ten', 'ho va ten', 'ho chu dem va ten'], birth: ['birth', 'birth_date', 'birthdate', 'ngay sinh', 'ngay thang nam sinh', 'nam sinh'], gender: ['gender', 'gioi tinh', 'phai'],
  numbers: ['numbers', 'pin', 'so dinh danh', 'cccd', 'so cccd', 'cmnd', 'so cmnd', 'so giay to'], commune: ['commune', 'residence_area', 'area', 'ma xa'], address: ['address', 'residence_detail', 'dia chi', 'noi o'],
}

/** A list from a CSV file (several codes of communes in one cell, with semicolons between, are those an old name may mean), with the hash of the file and the columns that were taken; `map` names columns as `name=cột,birth=cột`, `truth` a column that takes no part. */
export function readList(path: string, map: string, truth?: string): { list: MatchInput[]; hash: string; columns: Record<string, string>; truth: string[] | null } {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new UsageError(`Không đọc được tệp «${path}».`)
  }
  // An export says in its first line whose it is.
  const rows = parseCsv(text.replace(/^\ufeff?#[^\n]*\n/, ''))
  const found = Object.keys(rows[0] ?? {})
  const said_ = Object.fromEntries(map.split(',').filter(Boolean).map((pair) => pair.split('=') as [string, string]))
  const columns = Object.fromEntries(Object.entries(headings).map(([key, names]) => [key, said_[key] ?? names.map((name) => found.find((heading) => plainKey(heading) === name)).find(Boolean) ?? ''])) as Record<Column, string>
  if (columns.name === '' || !found.includes(columns.name)) throw new UsageError(`Danh sách không có cột họ tên. Các cột đang có: ${found.join(', ')}. Chỉ cột bằng --map name=…`)
  if (truth !== undefined && !found.includes(truth)) throw new UsageError(`--truth: danh sách không có cột «${truth}». Các cột đang có: ${found.join(', ')}.`)
  if (truth !== undefined && Object.values(columns).includes(truth)) throw new UsageError(`--truth: cột «${truth}» đang dùng để đối khớp. Cột đáp án phải đứng ngoài.`)
  const list = rows.map((row, i): MatchInput => {
    const cell = (key: Column): string => (columns[key] === '' ? '' : row[columns[key]] ?? '')
    const communes = cell('commune').split(';').map((code) => code.trim()).filter((code) => code !== '')
    return { id: cell('id') || String(i + 1), name: cell('name'), birth: cell('birth'), gender: cell('gender'), numbers: cell('numbers'), ...(communes.length > 1 ? { commune: '', communes } : { commune: communes[0] ?? '' }), address: cell('address') }
  })
  return { list, hash: sha256Hex(text), columns, truth: truth === undefined ? null : rows.map((row) => row[truth] ?? '') }
}
