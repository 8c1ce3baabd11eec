import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { runListsCli } from './cli.ts'

describe('a sector’s list from the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'congdan-lists-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const lines = (name: string): string[][] => readFileSync(join(folder, name, 'list.csv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split(','))
  const make = (name: string, more: readonly string[]): number => runListsCli(['--people', '1500', '--lines', '600', '--out', join(folder, name), ...more])

  it('carries each kind of error as often as it is told to', () => {
    assert.equal(make('all', ['--error-shares', 'yearOnly=1,withoutGender=1']), 0)
    assert.ok(lines('all').every(([, , birth, gender]) => /^(01\/01\/)?\d{4}$/.test(birth!) && gender === ''))
    assert.equal(make('none', ['--error-shares', 'yearOnly=0,withoutGender=0']), 0)
    assert.ok(lines('none').every(([, , , gender]) => gender !== ''))
    assert.ok(lines('none').filter(([, , birth]) => birth!.length > 4).length > 500)
  })

  it('says old communes as sets of those of today, where it is told to', () => {
    assert.equal(make('plain', []), 0)
    assert.ok(lines('plain').every(([, , , , , commune]) => !commune!.includes(';')))
    assert.equal(make('old', ['--old-names', '0.5']), 0)
    const sets = lines('old').map(([, , , , , commune]) => commune!.split(';').length)
    assert.ok(sets.filter((n) => n > 1).length > 150 && Math.max(...sets) <= 3, String(sets.filter((n) => n > 1).length))
  })

  it('refuses what is no share and what is no error', (t) => {
    t.mock.method(process.stderr, 'write', () => true)
    assert.equal(make('x', ['--error-shares', 'yearOnly=2']), 1)
    assert.equal(make('x', ['--error-shares', 'khong=0.1']), 1)
    assert.equal(make('x', ['--old-names', 'nhieu']), 1)
  })
})
