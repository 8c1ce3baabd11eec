import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { rootPath } from '../../src/platform/index.ts'

const promised = [...Array.from({ length: 11 }, (_each, i) => `A${i + 1}`), 'A17']

describe('docs/attacks.md', () => {
  const rows = [...readFileSync(rootPath('docs/attacks.md'), 'utf8').matchAll(/^\| (A\d+) \|.*\| `([^`]+)`: (.+) \|$/gm)].map(([, id = '', file = '', name = '']) => ({ id, file, name }))

  it('has a test for every attack', () => {
    assert.deepEqual([...new Set(rows.map(({ id }) => id))], promised)
  })

  it('names tests that are there and are not left out', () => {
    for (const { id, file, name } of rows) {
      const text = readFileSync(rootPath(file), 'utf8')
      const begins = [...text.matchAll(/\bit\((['`])(.*?)\1, /g)].some(([, , title]) => title!.replace(/^\$\{[^}]*\}: /, '').startsWith(name))
      assert.ok(begins, `${id}: ${file} has no test that begins with «${name}»`)
      assert.doesNotMatch(text, /\bit\.(skip|todo|only)\b|\bskip: true/, file)
    }
  })
})
