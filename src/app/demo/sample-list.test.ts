import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { it } from 'node:test'
import { guessMapping, openTable, surveyTable } from '../../data-ecosystem/linkage/index.ts'
import { sampleList } from './sample-list.ts'

it('the sample list is one the program reads by itself: every column known, lines spoilt on purpose among them', async () => {
  const table = await openTable(Buffer.from(sampleList(3_000)), 'hoi-vien-mau.csv', { memory: '100MB', threads: 1, folder: tmpdir() })
  const { layout, preview } = await surveyTable(table)
  assert.deepEqual(guessMapping(layout.headings!, preview).columns.map(({ role }) => role), ['ref', 'fullName', 'birth', 'gender', 'number', 'communeCode', 'hamlet'])
  assert.equal(layout.lines, 255)
  assert.equal(sampleList(3_000), sampleList(3_000), 'the same on every machine')
})
