import { deterministicId } from '../../../kernel/ids.ts'
import { addDays, daysBetween, instantOfLocal, parseDateVi, todayAt } from '../../../kernel/plain-date.ts'
import { parseTypedPin, typedPinProblem } from '../../../kernel/personal-number.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { plainKey, tidySpaces } from '../../../kernel/vietnamese-text.ts'
import type { Ctx, Instant } from '../../../platform/index.ts'
import { codeOf, codeEntry } from '../../areas/index.ts'
import { ruleNumber } from '../rules.ts'
import { hostFor } from './hosts.ts'
import { selectTold } from './lodging.sql.ts'
import { isLodgingReason, lodgingReasons, reasonWords } from './reasons.ts'
import { refuseUnless } from './refusals.ts'
import { mostGuests, mostLetters, mostShort, tellLodging, textTooLong, type LodgingGuest, type LodgingReceipt } from './tell-lodging.ts'

/** Columns of a guest list (domain Annex F) with their headings in the sample; a program may write the codes. Those about the host and the receipt may stand beside them. */
export const lodgingFileColumns = {
  guestName: 'Họ và tên', birthDate: 'Ngày sinh', gender: 'Giới tính', nationality: 'Quốc tịch', docKind: 'Loại giấy tờ', docNumber: 'Số giấy tờ', permanentAddress: 'Nơi thường trú', room: 'Phòng', arriveAt: 'Ngày giờ đến', leaveAt: 'Ngày đi', reason: 'Lý do',
} as const
type Column = keyof typeof lodgingFileColumns
const columnCodes = Object.keys(lodgingFileColumns) as Column[]
const needed: readonly Column[] = ['guestName', 'docNumber', 'arriveAt', 'leaveAt']
const mostLines = 2_000
/** What is left of letters in another encoding than UTF-8. */
const unreadable = /[\0\ufffd]/

export interface LodgingFileResult {
  readonly receipts: readonly LodgingReceipt[]
  readonly told: number
  /** Lines that were not taken, each with what to do about it. */
  readonly wrong: readonly { readonly line: number; readonly cells: Readonly<Record<string, string>>; readonly why: string }[]
}

interface Line {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}
interface Right {
  readonly guest: LodgingGuest
  readonly arriveAt: Instant
  readonly nights: number
  readonly reason: string
  readonly line: Line
}

/** Takes a list of guests from a CSV file (comma or semicolon). Right lines are told, wrong ones come back with their reason; sent again with the same command, nobody is told twice. */
export async function lodgingFile(ctx: Ctx, input: { readonly hostId: string; readonly text: string; readonly commandId: string }): Promise<LodgingFileResult> {
  const host = await hostFor(ctx, input.hostId)
  refuseUnless(!unreadable.test(input.text), 'lodging.file-letters', { field: 'file' })
  const lines = linesOf(input.text)
  refuseUnless(lines.length > 0, 'lodging.file-empty', { field: 'file' })
  refuseUnless(lines.length <= mostLines, 'lodging.file-long', { field: 'file', vars: { most: mostLines } })
  const missing = needed.filter((column) => !(column in lines[0]!.cells))
  refuseUnless(missing.length === 0, 'lodging.file-columns', { field: 'file', vars: { columns: missing.map((column) => lodgingFileColumns[column]).join(', ') } })
  const wrong: LodgingFileResult['wrong'][number][] = []
  const seen = new Set<string>()
  const right: Right[] = []
  for (const line of lines) {
    const read = readLine(ctx, line)
    const twice = typeof read !== 'string' && read.guest.docNumber && seen.has(`${todayAt(read.arriveAt)} ${read.guest.docNumber}`)
    if (typeof read === 'string' || twice) wrong.push({ ...line, why: typeof read === 'string' ? read : 'Khách này trùng với một dòng trên. Bỏ một dòng.' })
    else {
      seen.add(`${todayAt(read.arriveAt)} ${read.guest.docNumber}`)
      right.push(read)
    }
  }
  const receipts: LodgingReceipt[] = []
  for (const [i, batch] of batches(right).entries()) {
    const commandId = deterministicId('lodging-file', input.commandId, i)
    const receipt = await tellBatch(ctx, host.hostId, batch, commandId, wrong)
    if (receipt) receipts.push(receipt)
  }
  return { receipts, told: receipts.reduce((sum, each) => sum + each.guests, 0), wrong: wrong.toSorted((a, b) => a.line - b.line) }
}

async function tellBatch(ctx: Ctx, hostId: string, batch: readonly Right[], commandId: string, wrong: LodgingFileResult['wrong'][number][]): Promise<LodgingReceipt | undefined> {
  const { arriveAt, nights, reason } = batch[0]!
  const told = await selectTold(ctx.tx, hostId, todayAt(arriveAt), batch.flatMap((each) => each.guest.docNumber ?? []))
  const fresh = batch.filter((each) => !each.guest.docNumber || !told.has(each.guest.docNumber))
  const tell = (guests: readonly Right[]) => tellLodging(ctx, { hostId, guests: guests.map((each) => each.guest), reason, nights, arriveAt, channel: 'file', commandId })
  // A file sent again: its own first notice is the answer, not "told already".
  if (fresh.length < batch.length) {
    try {
      const first = await tell([])
      if (first.replayed) return first
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  for (const each of batch) if (!fresh.includes(each)) wrong.push({ ...each.line, why: 'Khách này đã được báo lưu trú ở đây trong ngày. Không cần báo lại.' })
  return fresh.length === 0 ? undefined : tell(fresh)
}

/** Guests who arrived at the same minute for as many nights and the same reason are one notice. */
function batches(rows: readonly Right[]): Right[][] {
  const groups = new Map<string, Right[]>()
  for (const row of rows) {
    const key = `${row.arriveAt} ${row.nights} ${row.reason}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].flatMap((group) => Array.from({ length: Math.ceil(group.length / mostGuests) }, (_, i) => group.slice(i * mostGuests, (i + 1) * mostGuests)))
}

/** Kinds of papers with how people write them; the first is ours. */
export const lodgingPapers = { pin: ['Căn cước', 'CCCD', 'Số định danh'], passport: ['Hộ chiếu'], other: ['Giấy tờ khác', 'Khác'], none: ['Không có', 'Không'] } as const
const docKinds = Object.keys(lodgingPapers) as (keyof typeof lodgingPapers)[]
const docKindOf = (text: string) => docKinds.find((kind) => [kind, ...lodgingPapers[kind]].some((word) => plainKey(word) === plainKey(text)))
const columnOf = (heading: string): string => columnCodes.find((code) => [code, lodgingFileColumns[code]].some((word) => plainKey(word) === plainKey(heading))) ?? heading.trim()
/** How a sentence about a cell begins. */
const at = (column: Column): string => `Cột «${lodgingFileColumns[column]}»`

/** The guest of a line, or what is wrong with it and what to do. */
function readLine(ctx: Ctx, line: Line): Right | string {
  const cell = (column: Column): string => tidySpaces(line.cells[column] ?? '')
  const nationality = cell('nationality') === '' ? 'VNM' : (codeEntry('nationalities', cell('nationality').toUpperCase(), ctx.today)?.code ?? codeOf('nationalities', cell('nationality'), ctx.today))
  if (!nationality) return `${at('nationality')}: chưa rõ «${cell('nationality')}». Ghi tên nước, ví dụ Việt Nam, hoặc mã ba chữ như trên hộ chiếu.`
  const docKind = cell('docKind') === '' ? (nationality === 'VNM' ? 'pin' : 'passport') : docKindOf(cell('docKind'))
  if (!docKind) return `${at('docKind')}: ghi ${docKinds.map((kind) => lodgingPapers[kind][0]).join(', ')}.`
  if (docKind === 'pin' && parseTypedPin(cell('docNumber')) === null) return typedPinProblem(cell('docNumber')) ?? 'Xem lại số định danh.'
  if (docKind !== 'none' && cell('docNumber') === '') return `${at('docNumber')}: nhập số giấy tờ. Khách không có thì ghi loại giấy tờ là Không có.`
  if (cell('guestName') === '') return `${at('guestName')}: nhập họ tên của khách.`
  const arriveAt = arrivalOf(cell('arriveAt'))
  if (!arriveAt) return `${at('arriveAt')}: ghi như 22/11/2026 21:30.`
  if (arriveAt > ctx.now) return `${at('arriveAt')}: giờ đến không thể sau lúc này.`
  const longest = ruleNumber('lodging-longest-days', ctx.today)
  if (todayAt(arriveAt) < addDays(ctx.today, -longest)) return `${at('arriveAt')}: khách đến đã quá lâu để báo lưu trú. Gọi công an xã.`
  const leave = parseDateVi(cell('leaveAt').split(' ')[0] ?? '')
  if (!leave || leave <= todayAt(arriveAt)) return `${at('leaveAt')}: ghi ngày sau ngày đến, ví dụ 23/11/2026.`
  const nights = daysBetween(todayAt(arriveAt), leave)
  if (nights >= longest) return `Ở từ ${longest} ngày trở lên phải đăng ký tạm trú.`
  const birthDate = cell('birthDate') === '' ? null : parseDateVi(cell('birthDate'))
  if (birthDate === null && cell('birthDate') !== '') return `${at('birthDate')}: ghi như 15/01/2003.`
  const reason = lodgingReasons.find((each) => each === cell('reason').toLowerCase() || reasonWords[each].toLowerCase() === cell('reason').toLowerCase()) ?? (cell('reason') === '' ? 'travel' : 'other')
  if (!isLodgingReason(reason)) return `${at('reason')}: ghi ${lodgingReasons.map((each) => reasonWords[each]).join(', ')}.`
  const gender = /^(nam|male)$/i.test(cell('gender')) ? 'male' as const : /^(nữ|female)$/i.test(cell('gender')) ? 'female' as const : null
  const docNumber = docKind === 'none' ? null : docKind === 'pin' ? parseTypedPin(cell('docNumber')) : cell('docNumber').toUpperCase()
  const guest: LodgingGuest = { docKind, docNumber, name: cell('guestName'), birthDate, gender, nationality, homeText: cell('permanentAddress') || null, room: cell('room') || null }
  if (textTooLong(guest)) return `Dòng này quá dài: tên và nơi ở tới ${mostLetters} chữ, số giấy tờ và phòng tới ${mostShort} chữ.`
  return { line, arriveAt, nights, reason, guest }
}

/** '22/11/2026 21:30', '2026-11-22T21:30', on the Vietnamese clock; a day alone is its noon. */
export function arrivalOf(text: string): Instant | null {
  const [day = '', clock = '12:00'] = text.trim().split(/[\sT]+/)
  const date = parseDateVi(day)
  const time = /^(\d{1,2})[:hg](\d{2})/.exec(clock)
  if (!date || !time || Number(time[1]) > 23 || Number(time[2]) > 59) return null
  return instantOfLocal(date, `${time[1]!.padStart(2, '0')}:${time[2]}`)
}

function linesOf(text: string): Line[] {
  const rows = cellsOf(text.replace(/^\ufeff/, ''))
  const [heading = [], ...body] = rows
  return body.map((cells, i) => ({ line: i + 2, cells: Object.fromEntries(heading.map((column, place) => [columnOf(column), cells[place] ?? ''])) })).filter(({ cells }) => Object.values(cells).some((cell) => cell.trim() !== ''))
}

/** RFC 4180 with the separator of the heading line: spreadsheets of this country write semicolons. */
function cellsOf(text: string): string[][] {
  const first = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'))
  const separator = first.includes(';') && !first.includes(',') ? ';' : ','
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (text[at + 1] === '"') cell += text[++at]!
      else quoted = false
    } else if (letter === '"' && cell === '') quoted = true
    else if (letter === separator || letter === '\n') {
      rows.at(-1)!.push(cell.replace(/\r$/, ''))
      cell = ''
      if (letter === '\n') rows.push([])
    } else cell += letter
  }
  rows.at(-1)!.push(cell.replace(/\r$/, ''))
  return rows
}
