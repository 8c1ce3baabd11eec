import { writeFileSync } from 'node:fs'
import { dayInVietnam, systemClock } from '../../platform/index.ts'
import { isPlainDate } from '../../kernel/plain-date.ts'
import { convertAddresses, type ConvertedGroup } from '../../foundations/residence/index.ts'
import { openHouse } from '../open.ts'
import { wire } from '../wire.ts'
import { progressLine, readFlags, UsageError, type Command } from './command.ts'

export const convertAddressesCommand: Command = {
  name: 'convert-addresses',
  usage: '[--as-of YYYY-MM-DD] [--report TỆP.csv] [--demo]',
  vi: 'Chuyển địa chỉ cư trú sang xã, tỉnh của ngày đã cho. Xã bị chia thì mở việc cho cán bộ quyết định. Dừng rồi chạy lại được.',
  en: 'Gives stored addresses the communes of that day; a divided commune opens a line for a person. May be stopped and run again.',
  async run(args, config) {
    const { values, positionals } = readFlags(args, { 'as-of': { type: 'string' }, 'report': { type: 'string' }, 'demo': { type: 'boolean', default: false } })
    if (positionals.length > 0) throw new UsageError('Lệnh này không nhận tên tệp. Xem: npx congdan help')
    const asOf = values['as-of'] ?? dayInVietnam(systemClock())
    if (!isPlainDate(asOf)) throw new UsageError(`--as-of: cần ngày dạng YYYY-MM-DD, nhận được «${asOf}».`)
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      const groups = await convertAddresses({ database: house.database, asOf, onProgress: progressLine('Chuyển địa chỉ') })
      if (values.report) writeFileSync(values.report, csvOf(groups))
      console.log(said(groups, values.report))
    } finally {
      await house.close()
    }
  },
}

const sum = (groups: readonly ConvertedGroup[], of: (group: ConvertedGroup) => number): string => groups.reduce((total, each) => total + of(each), 0).toLocaleString('vi')

function said(groups: readonly ConvertedGroup[], report: string | undefined): string {
  if (groups.length === 0) return 'Mọi địa chỉ đã theo đơn vị hành chính của ngày này. Không có gì để làm.'
  const moved = groups.filter((each) => each.to !== null)
  const waiting = groups.filter((each) => each.to === null)
  return [
    `Đã chuyển ${sum(moved, (each) => each.households)} hộ và ${sum(moved, (each) => each.people)} người ngoài hộ, từ ${moved.length} đơn vị cũ.`,
    `${sum(waiting, (each) => each.households + each.people)} địa chỉ ở ${waiting.length} đơn vị bị chia cần người quyết định; ${sum(waiting, (each) => each.opened)} việc mới mở.`,
    ...(report ? [`Chi tiết: ${report}`] : []),
  ].join('\n')
}

function csvOf(groups: readonly ConvertedGroup[]): string {
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return `${['area,old_name,to,candidates,households,people,opened', ...groups.map((each) => [each.area, each.oldText, each.to ?? '', each.candidates.join(' '), String(each.households), String(each.people), String(each.opened)].map(cell).join(','))].join('\n')}\n`
}
