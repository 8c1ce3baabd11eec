import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { parseCsv } from '../src/foundations/areas/index.ts'
import { runCli } from './cli.ts'
import { columns, exportPeople, generatePeople, personLine, personSeed, truthColumns } from './index.ts'

describe('people.csv and truth.csv', () => {
  let dir: string
  before(() => { dir = mkdtempSync(join(tmpdir(), 'synthetic-')) })
  after(() => rmSync(dir, { recursive: true, force: true }))

  test('read back, the files are the generated people and their truth', () => {
    const options = { seed: 'file', people: 3_000, errors: 'default' as const }
    const seen: number[] = []
    const result = exportPeople({ ...options, dir, onProgress: ({ people }) => seen.push(people) })
    const households = [...generatePeople(options)]
    const rows = parseCsv(readFileSync(result.peopleFile, 'utf8'))
    assert.deepEqual(Object.keys(rows[0]!), columns.map((column) => column.name))
    assert.deepEqual(rows.map((row) => columns.map((column) => row[column.name])), households.flatMap((household) => household.people.map((person) => columns.map((column) => person[column.key]))))
    const truth = parseCsv(readFileSync(result.truthFile, 'utf8'))
    assert.equal(truth.length, households.flatMap((household) => household.truth ?? []).length)
    assert.deepEqual(Object.keys(truth[0]!), [...truthColumns])
    assert.deepEqual([rows.length, truth.length, seen.at(-1)], [result.people, result.truthRows, result.people])
    const shapes = parseCsv(readFileSync(result.shapesFile, 'utf8'))
    assert.deepEqual(shapes.map((row) => [row['external_id'], row['shape'], row['other_external_id']]), households.flatMap((household) => (household.shapes ?? []).map((row) => [row.externalId, row.shape, row.otherId])))
    assert.ok(shapes.length > 5 && result.shapeRows === shapes.length)
  })

  test('commas, quotes and line breaks are quoted (RFC 4180)', () => {
    const line = personLine(personSeed({ externalId: 'x', fullName: 'Lê "Út" Nam', residenceDetail: 'Số 1,\nẤp 2' }))
    assert.ok(line.startsWith('x,,"Lê ""Út"" Nam",'))
    assert.ok(line.includes('"Số 1,\nẤp 2"'))
  })

  test('shares of errors and shapes are options of the command', () => {
    const written = process.stdout.write
    process.stdout.write = (() => true) as typeof written
    try {
      assert.equal(runCli(['--people', '2000', '--out', dir, '--errors', 'none', '--error-shares', 'phone-shared=0.4', '--shapes', 'twins=0.5,remarried-mothers=0']), 0)
    } finally {
      process.stdout.write = written
    }
    const truth = parseCsv(readFileSync(join(dir, 'truth.csv'), 'utf8'))
    assert.ok(truth.length > 100 && truth.every((row) => row['error'] === 'phone-shared'))
    const shapes = parseCsv(readFileSync(join(dir, 'shapes.csv'), 'utf8'))
    assert.ok(shapes.filter((row) => row['shape'] === 'twin').length > 50 && !shapes.some((row) => row['shape'] === 'remarried-mother'))
  })

  test('the command refuses a prefix real people may hold and a number of people that is none, and says what to give', () => {
    const said: string[] = []
    const write = process.stderr.write
    process.stderr.write = ((text: string) => said.push(text) > 0) as typeof write
    try {
      assert.equal(runCli(['--people', '100', '--out', dir, '--prefix', '086']), 1)
      assert.equal(runCli(['--people', 'nhiều', '--out', dir]), 1)
      assert.equal(runCli(['--people', '100', '--out', dir, '--error-shares', 'no-such=0.1']), 1)
      assert.equal(runCli(['--people', '100', '--out', dir, '--shapes', 'twins=3']), 1)
    } finally {
      process.stderr.write = write
    }
    assert.match(said.join(''), /099, 098, 097, 090/)
    assert.match(said.join(''), /số nguyên dương/)
    assert.match(said.join(''), /không có «no-such»/)
    assert.match(said.join(''), /«twins=3» cần một tỷ lệ/)
  })
})
