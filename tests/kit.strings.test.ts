import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { lintStrings } from '../src/web/kit/index.ts'
import type { StringFault } from '../src/web/kit/index.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Every catalogue of sentences that a screen brings: `strings.ts` or `<something>-strings.ts` under src/web. */
const files = readdirSync(join(root, 'src/web'), { recursive: true, encoding: 'utf8' }).filter((file) => /(?:^|[/-])strings\.ts$/.test(file) && !file.endsWith('lint-strings.ts')).map((file) => join(root, 'src/web', file))

describe('what the screens say', () => {
  it('is found', () => {
    assert.ok(files.length > 0)
  })

  for (const file of files) {
    it(`is plain Vietnamese with an English beside it: ${relative(root, file)}`, async () => {
      const exports = Object.entries(await import(pathToFileURL(file).href) as Record<string, unknown>)
      const catalogues = exports.flatMap(([, value]) => isCatalogue(value) ? [value] : [])
      assert.ok(catalogues.length > 0, 'exports no catalogue made by strings()')
      const faults = catalogues.flatMap((catalogue) => lintStrings(catalogue))
      assert.deepEqual(faults.map(inWords), [])
    })
  }
})

function isCatalogue(value: unknown): value is { vi: Record<string, string>; en: Record<string, string> } {
  return typeof value === 'object' && value !== null && 'vi' in value && 'en' in value && 't' in value
}

function inWords(fault: StringFault): string {
  return `${fault.key} (${fault.lang}): ${fault.why}: ${fault.text}`
}
