import { basename, extname } from 'node:path'
import { dayInVietnam, systemClock } from '../../platform/index.ts'
import { isPlainDate } from '../../kernel/plain-date.ts'
import { openHouse } from '../open.ts'
import { wire } from '../wire.ts'
import { csvSource, importPeople, ListProblem, type ImportReport } from '../import/index.ts'
import { progressLine, readFlags, UsageError, type Command } from './command.ts'

const phases = { survey: 'Đọc danh sách', import: 'Nhập', indexes: 'Dựng chỉ mục' } as const

export const importCommand: Command = {
  name: 'import',
  usage: 'TỆP.csv [--list TÊN] [--as-of YYYY-MM-DD] [--errors TỆP] [--resume] [--demo]',
  vi: 'Nhập danh sách dân cư từ tệp CSV (docs/import.md). Dòng sai được ghi ra tệp lỗi, không chặn dòng đúng.',
  en: 'Takes a list of people from a CSV file (docs/import.md). Wrong lines go to the error file and stop nobody.',
  async run(args, config) {
    const { values, positionals } = readFlags(args, {
      'list': { type: 'string', default: 'dan-cu' }, 'as-of': { type: 'string' }, 'errors': { type: 'string' }, 'resume': { type: 'boolean', default: false }, 'demo': { type: 'boolean', default: false },
    })
    const [path, more] = positionals
    if (!path || more) throw new UsageError('Cho biết một tệp CSV. Ví dụ: npx congdan import dan-cu.csv --errors loi.csv')
    const statedOn = values['as-of'] ?? dayInVietnam(systemClock())
    if (!isPlainDate(statedOn)) throw new UsageError(`--as-of: cần ngày dạng YYYY-MM-DD, nhận được «${statedOn}».`)
    if (!/^[\w.-]{1,32}$/.test(values.list)) throw new UsageError('--list: tên ngắn, chỉ gồm chữ không dấu, số, dấu chấm và gạch nối.')
    const errorFile = values.errors ?? `${basename(path, extname(path))}.loi.csv`
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      const bars = { survey: progressLine(phases.survey), import: progressLine(phases.import), indexes: progressLine(phases.indexes) }
      const report = await importPeople({
        database: house.database, owner: house.owner, source: csvSource({ path, list: values.list, statedOn }), allowTestNumbers: house.mode === 'demo',
        resume: values.resume, errorFile, onProgress: (phase, done, of) => bars[phase](done, of),
      })
      console.log(said(report, errorFile))
    } catch (error) {
      if (error instanceof ListProblem) throw new UsageError(error.message)
      throw error
    } finally {
      await house.close()
    }
  },
}

function said(report: ImportReport, errorFile: string): string {
  const count = (n: number): string => n.toLocaleString('vi')
  if (report.before) return `Tệp này đã nhập trước đây: ${count(report.imported)} người, ${count(report.refused)} dòng không nhập. Không có gì để làm.`
  const { survey, import: writing, indexes } = report.seconds
  const seconds = survey + writing + indexes
  return [
    `Đã nhập ${count(report.imported)} người trong ${count(Math.round(seconds))} giây (${count(Math.round(report.imported / seconds))} người/giây).`,
    `${count(report.rows)} dòng = ${count(report.imported)} đã nhập + ${count(report.refused)} không nhập. ${count(report.claimed)} dòng có chỗ chờ xác minh.`,
    ...(report.refused + report.claimed > 0 ? [`Lý do từng dòng: ${errorFile}`] : []),
  ].join('\n')
}
