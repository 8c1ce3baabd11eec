import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openCsv } from './csv.ts'
import { csvCell } from './error-file.ts'
import { FileProblem, type Table, type TableRow } from './table.ts'
import { workbook } from './testing-zip.ts'
import { openXlsx } from './xlsx.ts'

async function rowsOf(open: () => Table): Promise<TableRow[]> {
  const rows: TableRow[] = []
  try {
    for await (const row of open().rows()) rows.push(row)
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
  }
  return rows
}

/** Milliseconds of this process alone: other work on the machine does not count. */
async function cost(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** Read by hand what took minutes: one such file kept the background worker from everything else. */
describe('a file made to be read for ever', () => {
  const many = (text: string): string => text.repeat(Math.floor(600_000 / text.length))
  const sheet = (inner: string): Buffer => workbook([], { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${inner}</sheetData></worksheet>` })
  const cases: readonly (readonly [string, Buffer])[] = [
    ['rows that never begin', sheet(many('<row '))],
    ['cells that never end', sheet(`<row>${many('<c>')}</row>`)],
    ['values that never end', sheet(`<row><c>${many('<v>')}</c></row>`)],
    ['texts that never end', sheet(`<row><c t="inlineStr">${many('<t>')}</c></row>`)],
    ['readings that never end', sheet(`<row><c t="inlineStr">${many('<rPh>')}</c></row>`)],
    ['shared texts that never end', workbook([['a']], { 'xl/sharedStrings.xml': `<sst><si>${many('<t>')}</si></sst>` })],
    ['names of rows without a tag', sheet(many('row '))],
    ['names of sheets without a tag', workbook([['a']], { 'xl/workbook.xml': many('sheet ') })],
    ['many texts before a reading that never ends', sheet(`<row><c t="inlineStr">${many('<t>a</t>')}<rPh></c></row>`)],
    ['relations that never end', workbook([['a']], { 'xl/_rels/workbook.xml.rels': many('<Relationship ') })],
    ['formats that never end', workbook([['a']], { 'xl/styles.xml': many('<numFmt ') })],
    ['lists of formats that never end', workbook([['a']], { 'xl/styles.xml': many('<cellXfs>') })],
  ]
  for (const [what, bytes] of cases) it(what, async () => assert.ok((await cost(() => rowsOf(() => openXlsx(bytes)))) < 3_000))
})

describe('a text with odd quotes', () => {
  const people = Array.from({ length: 30_000 }, (_, i) => `${i},Nguyễn Thị Ngọc,05/03/1948,"Số ${i}, Ấp Phước Lợi",29602`)
  const odd = (mark: (line: string, i: number) => string): Buffer => Buffer.from(['STT,Họ và tên,Ngày sinh,Địa chỉ,Mã xã', ...people.map(mark)].join('\n'))
  for (const at of [3, 15_000, 29_999]) {
    it(`one that never closes at line ${at + 2} costs that line alone, and is told with its number`, async () => {
      const bytes = odd((line, i) => (i === at ? `${i},"Nguyễn Thị Mở,05/03/1948,x,29602` : line))
      let rows: TableRow[] = []
      assert.ok((await cost(async () => { rows = await rowsOf(() => openCsv(bytes)) })) < 3_000)
      assert.deepEqual(rows.filter(({ broken }) => broken).map(({ line, broken }) => [line, broken]), [[at + 2, 'unclosed-quote']])
      assert.equal(rows.length, people.length + 1)
    })
  }
  it('in every line costs no more', async () => {
    for (const mark of ['"a', '"a""', '"""', '"",""a', 'a,"b","']) assert.ok((await cost(() => rowsOf(() => openCsv(odd(() => mark))))) < 3_000, mark)
  })
})

describe('cells of a file that spreadsheets open', () => {
  it('run nothing, whatever sign the spreadsheet splits lines by', () => {
    for (const text of ['=1+1', ' =1', 'Hoa;=HYPERLINK("http://x")', 'Hoa\t@SUM(1)', 'Hoa\n=1', 'Hoa, =1', '＝1+1']) {
      const cell = csvCell(text)
      for (const sign of [',', ';', '\t', '\n', '\r', '"']) for (const part of cell.split(sign)) assert.doesNotMatch(part, /^["\s]*[=@＝＠]/, `${JSON.stringify(text)} by ${JSON.stringify(sign)}`)
    }
  })
  it('and stay as they are otherwise', () => assert.deepEqual(['Nguyễn Văn Hoa', 'Số 4; ấp 2', '1, Lê Lợi'].map(csvCell), ['Nguyễn Văn Hoa', '"Số 4; ấp 2"', '"1, Lê Lợi"']))
})
