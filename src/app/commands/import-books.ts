import { basename, extname } from 'node:path'
import { areaAsOf } from '../../foundations/areas/index.ts'
import { layoutOf } from '../../foundations/civil-status/index.ts'
import { dayInVietnam, systemClock } from '../../platform/index.ts'
import { openHouse } from '../open.ts'
import { wire } from '../wire.ts'
import { BookFileProblem, importBooks } from '../books/index.ts'
import { progressLine, readFlags, UsageError, type Command } from './command.ts'

export const importBooksCommand: Command = {
  name: 'import-books',
  usage: 'TỆP.csv|.json --book KS|KH|KT|HN|CMC|… --area MÃ-XÃ [--report TỆP] [--demo]',
  vi: 'Nhập sổ hộ tịch đã số hóa theo bố cục của Bộ Tư pháp (docs/books.md). Dòng sai và số trùng được ghi ra tệp, dòng đúng vẫn vào.',
  en: 'Takes in a digitised civil-status book (docs/books.md). Wrong rows and taken numbers go to a report, right rows are kept.',
  async run(args, config) {
    const { values, positionals } = readFlags(args, { book: { type: 'string' }, area: { type: 'string' }, report: { type: 'string' }, demo: { type: 'boolean', default: false } })
    const [path, more] = positionals
    if (!path || more) throw new UsageError('Cho biết một tệp. Ví dụ: npx congdan import-books ks.csv --book KS --area 29602')
    const { layout, area } = bookAndArea(values)
    const reportPath = values.report ?? `${basename(path, extname(path))}.loi.csv`
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      const bar = progressLine('Nhập sổ')
      const done = await importBooks({ database: house.database, area, kind: layout.kind, path, reportPath, clock: systemClock, onProgress: (n, of) => bar(n, of) })
      const count = (n: number): string => n.toLocaleString('vi')
      console.log(`${count(done.rows)} dòng = ${count(done.entered)} đã nhập + ${count(done.present)} đã có sẵn + ${count(done.duplicate)} trùng số + ${count(done.wrong)} sai. ${count(done.linked)} chỗ gắn với người trong dữ liệu, chờ xác nhận.`)
      if (done.duplicate + done.wrong > 0) console.log(`Từng dòng chưa nhập: ${reportPath}`)
    } catch (error) {
      if (error instanceof BookFileProblem || (error as { code?: string }).code === 'ENOENT') throw new UsageError(error instanceof BookFileProblem ? error.message : `Không thấy tệp ${path}.`)
      throw error
    } finally {
      await house.close()
    }
  },
}

/** The layout and commune two flags name; both commands ask for them. */
export function bookAndArea(values: { readonly book?: string; readonly area?: string }): { layout: NonNullable<ReturnType<typeof layoutOf>>; area: string } {
  const layout = layoutOf(values.book ?? '')
  if (!layout) throw new UsageError('--book: cần tên bố cục: KS, KH, KT, HN, CMC, NCN, GH, CDGH, LH, TDCC hoặc QDTA.')
  const area = values.area ?? ''
  if (areaAsOf(area, dayInVietnam(systemClock()))?.level !== 'commune') throw new UsageError(`--area: cần mã xã hiện nay, 5 số, nhận được «${area}».`)
  return { layout, area }
}
