import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openEngine, pathText } from '../../quality/index.ts'
import { asTcvn3 } from '../../../../synthetic/error-text.ts'
import { checkedLines } from './check-list.ts'
import { decode, openCsv } from './csv.ts'
import { guessMapping } from './guess-mapping.ts'
import { surveyTable } from './open-list.ts'
import { openTable } from './open-table.ts'
import type { ReadRow } from './read-row.ts'
import { formatOf } from './sniff.ts'
import { FileProblem, limits, type Table } from './table.ts'
import { packed, workbook } from './testing-zip.ts'

const folder = mkdtempSync(join(tmpdir(), 'congdan-files-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const engine = { memory: '300MB', threads: 1, folder }
const fixture = (name: string): Buffer => readFileSync(new URL(`./fixtures/${name}`, import.meta.url))

/** A file read to its end as a list would be. */
async function readAll(bytes: Buffer, name: string): Promise<{ rows: ReadRow[]; encoding: string | null; headings: readonly string[] | undefined; counts: ReturnType<ReturnType<typeof checkedLines>['counts']>; roles: string[] }> {
  const table: Table = await openTable(bytes, name, engine)
  const { layout, encoding, preview } = await surveyTable(table)
  const mapping = guessMapping(layout.headings!, preview)
  const checked = checkedLines(table, { layout, area: '86' }, mapping, '2026-11-22')
  const rows: ReadRow[] = []
  for await (const row of checked.rows) rows.push(row)
  return { rows, encoding, headings: layout.headings, counts: checked.counts(), roles: mapping.columns.map(({ role }) => role) }
}
const refused = async (bytes: Buffer, name: string, code: string): Promise<void> => {
  await assert.rejects(async () => readAll(bytes, name), (error: unknown) => error instanceof FileProblem && error.code === code || assert.fail(String(error)))
}

const lines = [['Họ và tên', 'Ngày sinh', 'Số CCCD'], ['Nguyễn Thị Ngọc Hiền', '05/03/1948', '086148000123'], ['Trần Đình Hưởng', '1950', '331234567']]
const text = (delimiter: string, end = '\r\n'): string => lines.map((cells) => cells.join(delimiter)).join(end)
/** TCVN3 and VNI fonts are one byte a sign, as Latin-1 shows them. */
const oneByte = (content: string): Buffer => Buffer.from(content, 'latin1')
const vni = (word: string): string => ({ 'Nguyễn Thị Ngọc Hiền': 'Nguyeãn Thò Ngoïc Hieàn', 'Trần Đình Hưởng': 'Traàn Ñình Höôûng', 'Họ và tên': 'Hoï vaø teân', 'Ngày sinh': 'Ngaøy sinh', 'Số CCCD': 'Soá CCCD' })[word] ?? word

describe('files of lists', () => {
  const cases: readonly (readonly [string, string, Buffer, string])[] = [
    ['UTF-8', 'a.csv', Buffer.from(text(',')), 'UTF-8'],
    ['UTF-8 with its mark, semicolons', 'a.csv', Buffer.from(`\ufeff${text(';')}`), 'UTF-8 (BOM)'],
    ['UTF-16 with its mark, tabs', 'a.txt', Buffer.from(`\ufeff${text('\t')}`, 'utf16le'), 'UTF-16'],
    ['UTF-16 without a mark', 'a.csv', Buffer.from(text(','), 'utf16le'), 'UTF-16'],
    ['UTF-16 the other way round', 'a.csv', Buffer.from(`\ufeff${text(',')}`, 'utf16le').swap16(), 'UTF-16'],
    ['decomposed letters', 'a.csv', Buffer.from(text('|', '\n').normalize('NFD')), 'UTF-8'],
    ['TCVN3', 'a.csv', oneByte(lines.map((cells) => cells.map(asTcvn3).join(',')).join('\n')), 'TCVN3'],
    ['VNI', 'a.csv', oneByte(lines.map((cells) => cells.map(vni).join(';')).join('\r\n')), 'VNI'],
    ['quoted cells', 'a.csv', Buffer.from(lines.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n')), 'UTF-8'],
  ]
  for (const [what, name, bytes, encoding] of cases) {
    it(`reads ${what}`, async () => {
      const read = await readAll(bytes, name)
      assert.equal(read.encoding, encoding)
      assert.deepEqual(read.roles, ['fullName', 'birth', 'pin'])
      assert.deepEqual(read.rows.map(({ fields: { name: who, birth, numbers } }) => [who.normalize('NFC'), birth, numbers]), [['Nguyễn Thị Ngọc Hiền', '1948-03-05', '086148000123'], ['Trần Đình Hưởng', '1950', '331234567']])
    })
  }

  it('of an old font also headings and the sex are read, not the names alone', async () => {
    const table = [['Họ và tên', 'Ngày sinh', 'Giới tính'], ['Nguyễn Thị Ngọc Hiền', '1948', 'Nữ'], ['Trần Đình Hưởng', '1950', 'Nam'], ['Đặng Thị Mỹ', '1951', 'nữ']].map((cells) => cells.map(asTcvn3))
    const read = await readAll(oneByte(table.map((cells) => cells.join(',')).join('\n')), 'a.csv')
    assert.deepEqual(read.headings, ['Họ và tên', 'Ngày sinh', 'Giới tính'])
    assert.deepEqual(read.rows.map(({ fields: { gender } }) => gender), ['female', 'male', 'female'])
    assert.ok(read.rows.every(({ problems }) => problems.every(({ code }) => code === 'legacy-encoding')))
  })

  it('Windows-1258 is told from the fonts', () => {
    const bytes = Buffer.from([...'Nguy', 0xea, 0xde, 'n Th', 'i', 0xf2, ',x'].flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part, 'latin1')])))
    assert.deepEqual(decode(bytes), { text: 'Nguyễn Thị,x', encoding: 'Windows-1258' })
  })

  it('reads what another program wrote as a workbook: titles above, dates, kept zeros, formulas, entities, line ends', async () => {
    const read = await readAll(fixture('openpyxl.xlsx'), 'hoi-vien.xlsx')
    assert.deepEqual(read.roles, ['ignore', 'fullName', 'birth', 'gender', 'pin', 'address'])
    assert.deepEqual(read.rows.map(({ rowNo, fields }) => [rowNo, fields.name, fields.birth, fields.gender, fields.numbers, fields.commune]), [
      [5, 'Nguyễn Thị Mai', '1948-03-05', 'female', '079148000123', '29602'], [6, 'Lê Văn “Hùng” & Sơn', '1950', 'male', '086050001234', ''], [7, 'Trần Văn Bình', '1950-05-17', 'male', '', ''], [8, '', '', '', '', ''], [9, 'Võ Thị Năm', '1951-12-31', '', '086051000777', ''],
    ])
    assert.deepEqual(read.rows[0]!.problems.map(({ code }) => code), ['lost-zeros'])
    assert.deepEqual(read.rows[2]!.problems.map(({ code }) => code).toSorted(), ['excel-date', 'legacy-encoding'])
    assert.equal(read.rows[2]!.raw[1], 'TrÇn V¨n B×nh', 'the raw text stays')
    assert.equal(read.rows[3]!.state, 'blocked')
    assert.equal(read.rows[0]!.fields.address, 'Ấp 1')
  })

  it('counts days from 1904 where the workbook says so, joins a name of two columns and of several runs, passes over an empty sheet', async () => {
    const read = await readAll(fixture('xlsxwriter-1904.xlsx'), 'b.xlsx')
    assert.deepEqual(read.roles, ['surname', 'given', 'birth', 'oldNumber'])
    assert.deepEqual([read.rows.length, read.rows[0]!.fields.name, read.rows[0]!.fields.birth, read.rows[0]!.fields.numbers], [41, 'Nguyễn Văn An', '1960-02-29', '012345678'])
    assert.equal(read.rows[1]!.fields.birth, '1940')
  })

  it('reads Parquet, dates and numbers among it, and leaves nothing on the disk', async () => {
    const duck = await openEngine(engine)
    const file = join(folder, 'x.parquet')
    await duck.run(`copy (select 'Nguyễn Thị "Mai", Lan' as ho_ten, date '1948-03-05' as ngay_sinh, 79148000123::bigint as so_cccd union all select 'Lê Sáu', null, 331234567) to ${pathText(file)} (format parquet)`)
    duck.close()
    const read = await readAll(readFileSync(file), 'x.parquet')
    rmSync(file)
    assert.deepEqual(read.rows.map(({ fields: { name, birth, numbers } }) => [name, birth, numbers]), [['Nguyễn Thị "Mai", Lan', '1948-03-05', '079148000123'], ['Lê Sáu', '', '331234567']])
    assert.deepEqual(readdirSync(folder), [])
  })

  it('loses no line: an open quote, a missing cell and a cell that is too long cost their own line alone', async () => {
    const read = await readAll(Buffer.from(['Họ và tên,Ngày sinh,CCCD', '"Lê An,1950,086050000001', 'Lê Ba,1951', `Lê Tư,1952,${'9'.repeat(limits.cell + 5)}`, '"Lê ""Năm""",1953,086053000005', '', 'Lê Sáu,1954,086054000006,,'].join('\n')), 'a.csv')
    assert.deepEqual(read.rows.map(({ rowNo, state, problems }) => [rowNo, state, problems[0]?.code ?? '']), [[2, 'blocked', 'unclosed-quote'], [3, 'blocked', 'cell-count'], [4, 'blocked', 'cell-too-long'], [5, 'ok', ''], [7, 'ok', '']])
    assert.equal(read.rows[3]!.fields.name, 'Lê "Năm"')
    assert.deepEqual([read.counts.lines, read.counts.blocked], [5, 3])
    assert.match(read.rows[0]!.raw.join(), /Lê An,1950/)
  })

  it('reads headings of two lines, the birth of men and women in columns of their own', async () => {
    const read = await readAll(workbook([['DANH SÁCH HỘI VIÊN'], ['STT', 'Họ và tên', 'Năm sinh', '', 'Số CCCD'], ['', '', 'Nam', 'Nữ', ''], ['1', 'Lê An', '1950', '', '086050000001'], ['2', 'Võ Năm', '', '5/3/1951', '']]), 'a.xlsx')
    assert.deepEqual(read.roles, ['ignore', 'fullName', 'birthMale', 'birthFemale', 'pin'])
    assert.deepEqual(read.rows.map(({ rowNo, fields: { name, birth, gender } }) => [rowNo, name, birth, gender]), [[4, 'Lê An', '1950', 'male'], [5, 'Võ Năm', '1951-03-05', 'female']])
  })

  it('refuses a file that is not what it says, each with its own sentence', async () => {
    await refused(workbook(lines), 'a.csv', 'wrong-ending')
    await refused(Buffer.from(text(',')), 'a.xlsx', 'wrong-ending')
    await refused(workbook(lines, { 'xl/vbaProject.bin': 'x' }), 'a.xlsx', 'macro-file')
    await refused(packed({ 'xl/workbook.bin': 'x' }), 'a.xlsx', 'binary-workbook')
    await refused(packed({ 'word/document.xml': '<x/>' }), 'a.xlsx', 'other-archive')
    await refused(packed({ 'xl/workbook.xml': 'x' }, {}, 1), 'a.xlsx', 'locked-file')
    await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'a.xlsx', 'old-workbook')
    await refused(Buffer.from('<!DOCTYPE html><table><tr><td>Họ tên</td></tr></table>'), 'a.csv', 'web-page')
    await refused(Buffer.from('%PDF-1.7 …'), 'a.csv', 'not-a-table')
    await refused(Buffer.from([1, 2, 0, 0, 0, 7, 0, 9]), 'a.csv', 'not-a-table')
    await refused(Buffer.from('PAR1 cut off'), 'a.parquet', 'damaged-file')
    await refused(Buffer.from('PAR1 no footer PAR1'), 'a.parquet', 'damaged-file')
    await refused(Buffer.alloc(0), 'a.csv', 'empty-file')
    await refused(Buffer.from('Họ và tên,Ngày sinh\n'), 'a.csv', 'no-lines')
    await refused(workbook(lines).subarray(0, 400), 'a.xlsx', 'damaged-file')
  })

  it('unpacks no bomb: neither one that says what it becomes, nor one that lies', async () => {
    const bomb = packed({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': Buffer.alloc(30_000_000) })
    assert.ok(bomb.length < 100_000)
    assert.throws(() => formatOf(bomb, 'a.xlsx'), { code: 'packed-too-large' })
    await refused(workbook([...lines, ['x'.repeat(3_000), '', '']], { 'xl/sharedStrings.xml': Buffer.alloc(9_000_000) }, { 'xl/sharedStrings.xml': 100, 'xl/worksheets/sheet1.xml': 200 }), 'a.xlsx', 'damaged-file')
  })

  it('is not held up by text that is made to hold it up', async () => {
    const began = performance.now()
    for (const sheet of ['<c r="A1">'.repeat(90_000), '<row r="1"'.repeat(90_000), `<row>${'<c t="inlineStr"><is><t>'.repeat(60_000)}</row>`, `<row>${'<c'.repeat(300_000)}</row>`]) {
      await readAll(workbook(lines, { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}` }), 'a.xlsx').catch((error: unknown) => assert.ok(error instanceof FileProblem, String(error)))
    }
    await readAll(Buffer.from(`Họ và tên,Ngày sinh\n${'"x\n'.repeat(15_000)}`), 'a.csv')
    assert.ok(performance.now() - began < 20_000, `${performance.now() - began} ms`)
  })

  it('reads a workbook whose tags bear a prefix, and cells that name no place', async () => {
    const sheet = '<x:worksheet xmlns:x="s"><x:sheetData><x:row r="2"><x:c t="inlineStr"><x:is><x:t>Họ và tên</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t xml:space="preserve">Ngày sinh </x:t></x:is></x:c></x:row><x:row r="3"/><x:row r="4"><x:c r="A4" t="str"><x:v>Lê An</x:v></x:c><x:c r="B4"><x:v>1950</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    const read = await readAll(workbook(lines, { 'xl/worksheets/sheet1.xml': sheet }), 'a.xlsx')
    assert.deepEqual(read.rows.map(({ rowNo, fields: { name, birth } }) => [rowNo, name, birth]), [[4, 'Lê An', '1950']])
  })

  it('says how many lines and columns are too many', async () => {
    const wide = Array.from({ length: limits.columns + 1 }, (_, i) => `c${i}`).join(',')
    await refused(Buffer.from(`${wide}\n${wide}`), 'a.csv', 'too-many-columns')
    const table = openCsv(Buffer.from('a,b\n1,2\n'))
    const endless: Table = { ...table, async *rows() { for (const line of [1, 2, 3, limits.rows + 2_000, ...Array.from({ length: 30 }, (_, i) => limits.rows + 3_000 + i)]) yield { line, cells: ['Họ và tên', 'Ngày sinh'] } } }
    await assert.rejects(surveyTable(endless), { code: 'too-many-rows' })
  })
})
