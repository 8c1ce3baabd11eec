import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { csvSource, ListProblem } from './csv-source.ts'
import { isUnreadable, type ListRow, type Unreadable } from './list-row.ts'

const folder = mkdtempSync(join(tmpdir(), 'congdan-csv-'))
let files = 0

async function read(content: string | Buffer): Promise<{ lines: Map<number, ListRow | Unreadable>; fingerprint: string }> {
  const path = join(folder, `${++files}.csv`)
  writeFileSync(path, content)
  const reading = csvSource({ path, list: 'test', statedOn: '2026-11-01' }).read()
  const lines = new Map<number, ListRow | Unreadable>()
  for await (const { firstLine, rows } of reading.chunks) rows.forEach((row, i) => row && lines.set(firstLine + i, row))
  return { lines, fingerprint: reading.fingerprint() }
}
const nameOf = (row: ListRow | Unreadable | undefined): string => (row === undefined ? '(none)' : isUnreadable(row) ? `!${row.unreadable.code}` : row.fullName)

describe('a list in a CSV file', () => {
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('is read with a byte order mark, CRLF, quoted cells and columns in any order', async () => {
    const { lines } = await read('\ufefffull_name,external_id,residence_detail\r\n"Trần ""Tèo"", Văn",a,"Số 1,\nẤp 2"\r\nLê Thị Bé,b,\r\n')
    assert.deepEqual([...lines.values()].map(nameOf), ['Trần "Tèo", Văn', 'Lê Thị Bé'])
    assert.equal((lines.get(2) as ListRow).residenceDetail, 'Số 1,\nẤp 2')
    assert.equal((lines.get(3) as ListRow).pin, '')
  })

  it('reads a last line without its end, and a cell of two quotes alone', async () => {
    const { lines } = await read('external_id,full_name,other_name\na,Lê A,""""\nb,"Lê B",x')
    assert.deepEqual([...lines.values()].map(nameOf), ['Lê A', 'Lê B'])
    assert.equal((lines.get(2) as ListRow).otherName, '"')
  })

  it('counts lines as a spreadsheet does, empty ones too', async () => {
    const { lines } = await read('external_id,full_name\n\na,Lê A\n\r\nb,Lê B\n')
    assert.deepEqual([...lines.keys()], [3, 5])
  })

  it('loses only the line whose quote never closes', async () => {
    const { lines } = await read('external_id,full_name\na,"Lê A\nb,Lê B\nc,"Lê C"\n')
    assert.deepEqual([...lines.values()].map(nameOf), ['!unclosed-quote', 'Lê B', 'Lê C'])
    const many = Array.from({ length: 9_000 }, (_, i) => `x${i},Người Thứ Mười`).join('\n')
    const long = await read(`external_id,full_name\na,"Lê A\n${many}\n`)
    assert.equal(long.lines.size, 9_001)
    assert.equal([...long.lines.values()].filter(isUnreadable).length, 1)
  })

  it('refuses a line with too many or too few cells, by itself', async () => {
    const { lines } = await read('external_id,full_name\na\nb,Lê B,thừa\nc,Lê C\n')
    assert.deepEqual([...lines.values()].map(nameOf), ['!cell-count', '!cell-count', 'Lê C'])
  })

  it('is the same whatever way its bytes arrive: letters and records across pieces of a megabyte', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `k${i},"Nguyễn Thị Ứng ${'ệ'.repeat(i % 7)}",`)
    const { lines } = await read(`external_id,full_name,residence_detail\n${rows.join('\n')}\n`)
    assert.equal(lines.size, 60_000)
    for (let i = 0; i < 60_000; i++) assert.equal(nameOf(lines.get(i + 2)), `Nguyễn Thị Ứng ${'ệ'.repeat(i % 7)}`)
  })

  it('refuses a heading it does not understand, a file without lines and no file, before anything else', async () => {
    await assert.rejects(read('external_id,full_name,mã\n'), /cột lạ: mã/)
    await assert.rejects(read('external_id,full_name,pin,pin\n'), /hai lần/)
    await assert.rejects(read('external_id,pin\n'), /thiếu cột full_name/)
    await assert.rejects(read(''), ListProblem)
    assert.throws(() => csvSource({ path: join(folder, 'nowhere.csv'), list: 'x', statedOn: '2026-11-01' }), ListProblem)
  })

  it('has the same fingerprint for the same content and another for one letter more', async () => {
    const [a, b, c] = [await read('external_id,full_name\na,Lê A\n'), await read('external_id,full_name\na,Lê A\n'), await read('external_id,full_name\na,Lê Á\n')]
    assert.equal(a.fingerprint, b.fingerprint)
    assert.notEqual(a.fingerprint, c.fingerprint)
  })
})
