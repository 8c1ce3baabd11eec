import { writeFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { bordersOfKind, linkFile, reportHtml, zoneReasons, type LinkedFile, type LinkFile, type LinkModel, type Mapping, type ZoneReason } from '../../data-ecosystem/linkage/index.ts'
import { dayInVietnam, inTransaction, systemClock, type Config } from '../../platform/index.ts'
import { doPending } from '../list-work.ts'
import { openHouse, type House } from '../open.ts'
import { programSettings, setProgramSettings } from '../settings.ts'
import { openStores } from '../stores.ts'
import { wire } from '../wire.ts'
import { openFile, stagesOfCommand, tellSteps, type AskedFile } from './asked-file.ts'
import { peakMemoryMb, UsageError, wholeNumber } from './command.ts'
import { readModel } from './read-model.ts'

/** What the command line says of a list. */
export interface AskedLink extends AskedFile {
  readonly purpose: { readonly text: string; readonly basis: string }
  readonly area: string
  readonly out?: string | undefined
  readonly model?: string | undefined
  /** Where nothing is said, the costs of the day say it. */
  readonly lower?: string | undefined
  readonly upper?: string | undefined
  readonly threads: string
  readonly budget: string
  /** Where the report is to stand. */
  readonly report?: string | undefined
  readonly demo: boolean
}

/** A file matched from end to end by `congdan link`. */
export async function linkList(config: Config, asked: AskedLink): Promise<void> {
  const stem = (asked.out ?? `${basename(asked.path, extname(asked.path))}.doi-khop.csv`).replace(/\.csv$/, '')
  const { linked, mapping } = await matchAsked(config, asked, { out: `${stem}.csv`, errors: `${stem}.loi.csv` }, asked.report !== undefined)
  for (const [ending, value] of [['manifest', { ...linked.manifest, peakMemoryMb: peakMemoryMb() }], ['mapping', mapping], ['model', linked.model]] as const) writeFileSync(`${stem}.${ending}.json`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  if (linked.figures) writeFileSync(asked.report!, reportHtml(linked.figures), { mode: 0o600 })
  console.log(said(linked, stem))
}

/** The file held against the register of this house; where nothing is to be written, nobody is shown and only counts come back. */
export async function matchAsked(config: Config, asked: AskedLink, files: Pick<LinkFile, 'out' | 'errors'>, report: boolean): Promise<{ linked: LinkedFile; mapping: Mapping }> {
  const given = askedBorders(asked)
  const fileModel = asked.model ? readModel(asked.model) : null
  const file = await openFile(config, asked)
  await wire()
  const house = await openHouse(config, { demo: asked.demo })
  try {
    setProgramSettings(house.mode, config)
    const { purpose, memoryMb } = asked
    const { model, borders } = await judging(house, { purpose, kind: asked.kind ?? null, fileModel, given })
    const { truthColumn, folder: _, ...table } = file
    const linked = await linkFile({
      database: house.database, ...table, purpose, area: asked.area, kind: asked.kind ?? null, model, borders, budget: wholeNumber(asked.budget, '--budget', 1, 1e12)!, threads: wholeNumber(asked.threads, '--threads', 1, 64)!, memoryMb, stages: stagesOfCommand(file, [asked.area, asked.kind, given, model, asked.budget, report]),
      ...files, program: programSettings().version, today: dayInVietnam(systemClock()), now: systemClock, ...(report ? { report: { title: basename(asked.path, extname(asked.path)), truthColumn } } : {}), tell: tellSteps('Đối khớp'),
    })
    return { linked, mapping: file.mapping }
  } finally {
    await house.close()
  }
}

/** Both thresholds, or neither. */
function askedBorders({ lower, upper }: AskedLink): { lower: number; upper: number } | null {
  if (lower === undefined && upper === undefined) return null
  if (lower === undefined || upper === undefined) throw new UsageError('--lower và --upper đi cùng nhau. Không ghi thì ngưỡng tính từ chi phí (data/linkage/review.csv).')
  const [from, to] = [lower, upper].map((text) => (text.trim() === '' ? NaN : Number(text.replace('−', '-').replace(',', '.')))) as [number, number]
  if (!(from <= to)) throw new UsageError('--lower và --upper: hai số, ngưỡng dưới không lớn hơn ngưỡng trên.')
  return { lower: from, upper: to }
}

interface Judging {
  readonly purpose: AskedLink['purpose']
  readonly kind: string | null
  readonly fileModel: LinkModel | null
  readonly given: { readonly lower: number; readonly upper: number } | null
}

/** The model and the thresholds of a file: what was asked for, else what lists of its kind are matched by on the pages. Readings speak only for the model they were about. */
async function judging(house: House, { purpose, kind, fileModel, given }: Judging): Promise<Pick<LinkFile, 'model' | 'borders'>> {
  const occasion = { actor: { kind: 'system', name: 'linkage.match' }, purpose: { code: 'list-match', basis: purpose.basis, text: purpose.text } } as const
  const { lower, upper, calibration, model: kept } = await inTransaction(house.database, occasion, (ctx) => bordersOfKind(ctx, fileModel ? null : kind))
  return {
    model: fileModel ? { id: 'file', version: 1, model: fileModel } : kept ? { id: kept.modelId, version: kept.version, model: kept.model } : null,
    borders: given ? { ...given, by: 'asked', readings: 0 } : { lower, upper, by: 'costs', readings: calibration.readings },
  }
}

/** Everything that waits, or one list or run of it. */
export async function linkPending(config: Config, demo: boolean, only: string | null, memoryMb: number): Promise<void> {
  await wire()
  const house: House = await openHouse(config, { demo })
  try {
    setProgramSettings(house.mode, config)
    openStores(house)
    const done = await doPending(house, only, memoryMb)
    console.log(done === 0 ? 'Không có danh sách nào đang đợi.' : `Đã làm ${done} việc.`)
  } finally {
    await house.close()
  }
}

const bits = (n: number): string => n.toFixed(1).replace('-', '−').replace('.', ',')

function said({ manifest: { zones, reasons = {}, outcomes, list, register, pairs, planned, seconds, thresholds, borders } }: LinkedFile, stem: string): string {
  const count = (n: number): string => n.toLocaleString('vi')
  const why = (Object.entries(reasons) as [ZoneReason, number][]).filter(([reason]) => reason !== 'sure' && reason !== 'nobody').map(([reason, n]) => `${zoneReasons[reason].vi} ${count(n)}`)
  const sum = (some: Readonly<Record<string, number>>): number => Object.values(some).reduce((all, n) => all + n, 0)
  return [
    `${count(list.lines)} dòng = ${count(zones.automatic)} khớp + ${count(zones.review)} cần người xem + ${count(zones.reject)} không thấy + ${count(list.blocked)} không đối khớp được.`,
    `Ngưỡng: từ ${bits(thresholds.upper)} bit tự khớp, dưới ${bits(thresholds.lower)} bit bỏ qua; ${borders?.by === 'asked' ? 'theo lệnh' : `tính từ chi phí${borders?.readings ? `, hiệu chỉnh theo ${count(borders.readings)} lượt người đọc` : ''}`}.`,
    ...(why.length > 0 ? [`Cần người xem vì: ${why.join('; ')}.`] : []),
    `Trong số khớp: ${count(outcomes.linked)} đúng nơi, ${count(outcomes.moved)} ở xã khác, ${count(outcomes.dead)} đã mất, ${count(outcomes.duplicate)} dòng lặp người.`,
    `So với ${count(register.people)} người, ${count(sum(planned))} cặp đã đếm trước, ${count(sum(pairs))} cặp được chấm trong ${(seconds.score ?? 0).toFixed(1)} giây.`,
    `Kết quả: ${stem}.csv. Dòng lỗi: ${stem}.loi.csv. Sổ chạy, ghép cột, mô hình: ${stem}.{manifest,mapping,model}.json. Các tệp có dữ liệu cá nhân, chỉ chủ máy đọc được.`,
  ].join('\n')
}
