// npm test: the floors and the types first, then every test in one process (unit, database, browser). Arguments narrow it to files whose path holds them.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkFloors } from './check-floors.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const filters = process.argv.slice(2)

if (filters.length === 0) {
  const breaches = checkFloors()
  for (const line of breaches) console.error(line)
  if (breaches.length > 0) process.exit(1)
  console.log('floors: in order')
  run('types', [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--noEmit', '-p', root])
  run('lint', [join(root, 'scripts', 'lint.mjs')])
}

const all = ['src', 'procedures', 'indicators', 'quality-rules', 'synthetic', 'tests'].flatMap(walk).filter((file) => /\.test\.tsx?$/.test(file))
const chosen = filters.length === 0 ? all : all.filter((file) => filters.some((part) => file.includes(part)))
if (chosen.length === 0) {
  console.error('no test file matches', filters.join(' '))
  process.exit(1)
}
const tests = spawnSync(process.execPath, [
  '--import', join(root, 'scripts', 'tsx-hook.mjs'), '--disable-warning=ExperimentalWarning',
  '--test', '--test-isolation=none', '--test-force-exit', '--test-timeout=300000', '--test-reporter', process.env.CI ? 'dot' : 'spec', '--test-reporter-destination', 'stdout',
  ...(process.env.CI ? ['--test-reporter', join(root, 'scripts', 'summary-reporter.mjs'), '--test-reporter-destination', 'stdout'] : []),
  ...chosen.map((file) => join(root, file)),
], { cwd: root, stdio: 'inherit' })
process.exit(tests.status ?? 1)

function run(what, args) {
  const started = performance.now()
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (done.status !== 0) process.exit(done.status ?? 1)
  console.log(`${what}: in order (${((performance.now() - started) / 1000).toFixed(1)} s)`)
}

function walk(folder) {
  try {
    return readdirSync(join(root, folder)).flatMap((name) => {
      const path = join(folder, name)
      return statSync(join(root, path)).isDirectory() ? walk(path) : [relative(root, join(root, path))]
    })
  } catch {
    return []
  }
}
