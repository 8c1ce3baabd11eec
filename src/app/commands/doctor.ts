import { examine, type Check, type CheckState } from '../operations/index.ts'
import { readFlags, type Command } from './command.ts'

const marks: Readonly<Record<CheckState, string>> = { 'good': '  tốt ', 'warn': ' xem  ', 'bad': ' HỎNG ', 'not-applicable': '  –   ' }

export const doctor: Command = {
  name: 'doctor',
  usage: '[--json]',
  vi: 'Khám hệ thống: cơ sở dữ liệu, khoá, đồng hồ, đĩa, việc nền, niêm sổ, thư, sao lưu, địa chỉ; mỗi chỗ hỏng có cách chữa. Mã thoát 0 tốt, 1 cần xem, 2 hỏng.',
  en: 'Examines the house: database, keys, clock, disk, jobs, seals, mail, backup, address; a remedy for each fault. Exit code 0 well, 1 look, 2 broken.',
  async run(args, config) {
    const { values } = readFlags(args, { json: { type: 'boolean', default: false } })
    const checks = await examine(config)
    const code = checks.some(({ state }) => state === 'bad') ? 2 : checks.some(({ state }) => state === 'warn') ? 1 : 0
    console.log(values.json ? JSON.stringify({ state: ['good', 'warn', 'bad'][code], checks }, null, 1) : said(checks))
    return code
  },
}

function said(checks: readonly Check[]): string {
  const lines = checks.map(({ state, vi, found, remedy }) => `[${marks[state]}] ${vi}: ${found}${remedy ? `\n           → ${remedy}` : ''}`)
  const faults = checks.filter(({ state }) => state === 'bad' || state === 'warn').length
  return [...lines, '', faults === 0 ? 'Mọi thứ đều tốt.' : `${faults} chỗ cần xem.`].join('\n')
}
