import { isPartialDate } from '../../kernel/partial-date.ts'
import { normaliseName } from '../../kernel/vietnamese-name.ts'
import { nfc, tidySpaces } from '../../kernel/vietnamese-text.ts'
import { codeEntry, codeOf } from '../areas/index.ts'
import type { LayoutField, RecordLayout } from './record-layouts.ts'

/** What a row of a digitised book says, or what is wrong with it. Columns the layout does not know are kept as they are. */
export type ReadRow = { readonly ok: true; readonly content: Record<string, string>; readonly unknown: readonly string[] } | { readonly ok: false; readonly why: readonly string[] }

/** Reads one row: dates as dd/mm/yyyy (also with dots or dashes, month or year alone) or yyyy-mm-dd, codes as code or word. Pure. */
export function readBookRow(layout: RecordLayout, row: Readonly<Record<string, unknown>>, today: string): ReadRow {
  const why: string[] = []
  const content: Record<string, string> = {}
  for (const field of layout.fields) {
    const given = text(row[field.name])
    if (given === '') {
      if (field.required) why.push(`thiếu ${field.name} (${field.label})`)
      continue
    }
    const value = readValue(field, given, today)
    if (value === undefined) why.push(`${field.name}: ${field.type === 'date' ? 'không phải ngày có trong lịch' : 'mã hoặc tên không có trong danh mục'}`)
    else content[field.name] = Object.values(layout.people).includes(field.name) ? normaliseName(value) : value
  }
  const registered = content['ngayDangKy']
  if (registered && registered.length !== 10) why.push('ngayDangKy: cần đủ ngày, tháng, năm')
  if (registered && registered > today) why.push('ngayDangKy: ngày chưa tới')
  if (why.length > 0) return { ok: false, why }
  const known = new Set(layout.fields.map((field) => field.name))
  // `them` of an exported CSV holds further columns as JSON.
  const further = { ...row, ...furtherColumns(row['them']) }
  const unknown = Object.keys(further).filter((name) => !known.has(name) && name !== 'them' && text(further[name]) !== '')
  for (const name of unknown) content[name] = text(further[name])
  return { ok: true, content, unknown }
}

function furtherColumns(given: unknown): Record<string, unknown> {
  if (typeof given !== 'string' || !given.startsWith('{')) return given === undefined || given === '' ? {} : { ghiChuThem: given }
  try {
    return JSON.parse(given) as Record<string, unknown>
  } catch {
    return { ghiChuThem: given }
  }
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : tidySpaces(nfc(String(value))))

function readValue(field: LayoutField, given: string, today: string): string | undefined {
  if (field.type === 'date') return readDate(given)
  if (field.type === 'text') return given
  if (codeEntry(field.list!, given, today)) return given
  const padded = /^\d$/.test(given) ? `0${given}` : given
  return codeEntry(field.list!, padded, today) ? padded : codeOf(field.list!, given, today)
}

/** dd/mm/yyyy, mm/yyyy, yyyy with any of / . - between, or ISO; undefined for a day that is not in the calendar. */
export function readDate(given: string): string | undefined {
  if (isPartialDate(given)) return given
  const parts = given.split(/[/.-]/).map((part) => part.trim())
  if (parts.length > 3 || parts.some((part) => !/^\d+$/.test(part))) return undefined
  const iso = parts.reverse().map((part, i) => (i === 0 ? part : part.padStart(2, '0'))).join('-')
  return isPartialDate(iso) ? iso : undefined
}

/** A value of an entry as the exchanged file writes it. */
export function writeValue(field: LayoutField, value: string | undefined): string {
  if (value === undefined) return ''
  return field.type === 'date' ? value.split('-').reverse().join('/') : value
}
