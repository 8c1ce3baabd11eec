import { createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { answersOf, dialectNames, dialects, linkScript, linkSides, newDictionaries, prepare, scriptText, sideLines, trainModel, type Dictionaries, type DialectName, type Linked, type LinkModel, type Prepared } from '../../data-ecosystem/linkage/index.ts'
import { dayInVietnam, systemClock } from '../../platform/index.ts'
import { progressLine, readFlags, UsageError, wholeNumber, type Command } from './command.ts'
import { readModel } from './read-model.ts'
import { readList } from './read-list.ts'

export const linkSqlCommand: Command = {
  name: 'link-sql',
  usage: '--dialect duckdb|postgresql|clickhouse|spark [--model TỆP.json] [--list TỆP.csv --register TỆP.csv --out THƯ-MỤC] [--data THƯ-MỤC-CỦA-MÁY-CHỦ] [--map name=cột] [--expected] [--threads 2]',
  vi: 'In ra câu lệnh SQL đối khớp để chạy trên cụm máy của bộ, tỉnh: DuckDB, PostgreSQL, ClickHouse, Spark. Xem docs/link-sql.md.',
  en: 'Prints the statements of a matching for a cluster of one’s own: DuckDB, PostgreSQL, ClickHouse, Spark. See docs/link-sql.md.',
  async run(args) {
    const { values } = readFlags(args, {
      dialect: { type: 'string' }, model: { type: 'string' }, list: { type: 'string' }, register: { type: 'string' }, out: { type: 'string' }, data: { type: 'string' }, map: { type: 'string', default: '' }, expected: { type: 'boolean', default: false }, threads: { type: 'string', default: '2' },
    })
    const dialect = dialectNames.find((name) => name === values.dialect)
    if (!dialect) throw new UsageError(`--dialect: chọn một trong ${dialectNames.join(', ')}.`)
    const given = values.model === undefined ? undefined : readModel(values.model)
    if (values.list === undefined && values.register === undefined) {
      if (!given) throw new UsageError('Cho --model (tệp .model.json do congdan link ghi), hoặc --list và --register để học mô hình từ hai tệp.')
      process.stdout.write(scriptText(linkScript(given, dialects[dialect], values.data ?? '/data/link')))
      return
    }
    if (!values.list || !values.register || !values.out) throw new UsageError('--list, --register và --out đi cùng nhau: hai tệp CSV và thư mục để ghi.')
    const folder = resolve(values.out)
    if (existsSync(join(folder, 'list_side.csv'))) throw new UsageError(`${folder} đã có một lần ghép. Lệnh này không ghi đè.`)
    const sides = readSides(values.list, values.register, values.map)
    const model = given ?? trainModel(sides)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    await writeSides(folder, sides, model)
    write(folder, 'model.json', `${JSON.stringify(model, null, 2)}\n`)
    write(folder, 'link.sql', scriptText(linkScript(model, dialects[dialect as DialectName], values.data ?? folder)))
    if (values.expected) {
      const bar = progressLine('Chấm điểm tại đây', 'cặp')
      const linked = await linkSides({ ...sides, model, threads: wholeNumber(values.threads, '--threads', 1, 64)!, progress: (done, all) => bar(done, all) })
      await pipeline(Readable.from(pairLines(linked)), createWriteStream(join(folder, 'expected.csv'), { mode: 0o600 }))
      await pipeline(Readable.from(answerLines(linked, sides, model)), createWriteStream(join(folder, 'expected_answer.csv'), { mode: 0o600 }))
    }
    console.log(`${sides.left.n.toLocaleString('vi')} dòng, ${sides.right.n.toLocaleString('vi')} người: ${folder}. Thư mục có dữ liệu cá nhân, chỉ chủ máy đọc được.`)
  },
}

interface BothSides { readonly left: Prepared; readonly right: Prepared; readonly dictionaries: Dictionaries }

/** Both files in one go: ids of names and syllables are shared by the two sides. */
function readSides(list: string, register: string, map: string): BothSides {
  const dictionaries = newDictionaries()
  const thisYear = Number(dayInVietnam(systemClock()).slice(0, 4))
  const side = (path: string, columns: string): Prepared => {
    const lines = readList(path, columns).list
    return prepare(lines, lines.length, dictionaries, thisYear)
  }
  return { right: side(register, ''), left: side(list, map), dictionaries }
}

async function writeSides(folder: string, { left, right, dictionaries }: BothSides, model: LinkModel): Promise<void> {
  for (const [name, side] of [['list', left], ['register', right]] as const) {
    await pipeline(Readable.from(joined(sideLines(side, dictionaries, model))), createWriteStream(join(folder, `${name}_side.csv`), { mode: 0o600 }))
    write(folder, `${name}_id.csv`, `row,id\n${side.ids.map((id, row) => `${row},"${id.replaceAll('"', '""')}"\n`).join('')}`)
  }
}

const write = (folder: string, name: string, text: string): void => writeFileSync(join(folder, name), text, { mode: 0o600 })

function* pairLines({ left, right, weight }: Linked): Generator<string> {
  yield 'list_row,register_row,weight\n'
  yield* joined((function* () {
    for (let k = 0; k < left.length; k++) yield `${left[k]},${right[k]},${weight[k]}`
  })())
}

const zoneNames = { automatic: 'matched', review: 'review', reject: 'not-found' } as const

function* answerLines(linked: Linked, { left, right, dictionaries }: BothSides, model: LinkModel): Generator<string> {
  yield 'list_row,register_row,zone,reason\n'
  yield* joined((function* () {
    for (const { line, person, zone, reasons } of answersOf(linked, left, right, model, dictionaries)) yield `${line},${person},${zoneNames[zone]},${reasons[0]}`
  })())
}

/** Many lines a piece, so that a stream is not asked for each. */
function* joined(lines: Iterable<string>): Generator<string> {
  let batch = ''
  for (const line of lines) {
    batch += `${line}\n`
    if (batch.length < 1 << 16) continue
    yield batch
    batch = ''
  }
  yield batch
}
