import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { rootPath } from '../src/platform/index.ts'

const scripts = [...readFileSync(rootPath('docs', 'examples', 'README.md'), 'utf8').matchAll(/^sh (docs\/examples\/[\w-]+\/run\.sh) \d+ \d+$/gm)].map(([, script]) => script!)
const asked = process.env['EXAMPLES'] === '1'

/** The engines are not part of the program: they are fetched from PyPI, and Spark needs Java. `EXAMPLES=1` runs them here. */
describe('the examples of docs/examples', () => {
  it('are scripts a shell can read', () => {
    assert.deepEqual(scripts, ['docs/examples/clickhouse/run.sh', 'docs/examples/spark/run.sh'])
    for (const script of scripts) assert.equal(spawnSync('sh', ['-n', rootPath(script)]).status, 0, script)
  })

  for (const script of scripts) {
    it(`${script} ends with every pair, weight and answer equal`, { skip: asked ? false : 'asked for by EXAMPLES=1' }, () => {
      const { status, stdout, stderr } = spawnSync('sh', [script, '2000', '600'], { cwd: rootPath(), encoding: 'utf8' })
      assert.equal(status, 0, stdout + stderr)
      assert.match(stdout, /"equal": true/)
    })
  }
})
