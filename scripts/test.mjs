// npm test: the floors and the types first, then every test (unit, database, browser). Arguments narrow it to files whose path holds them.
// Each lane is one process for all its files, with one database server and one browser: on two cores two lanes run side by side.
import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
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
process.exit(Math.max(...(await Promise.all(lanesOf(chosen).map(runLane)))))

/** What drives browsers and started products, and all the rest: about as long. Few files are sooner done by one process. */
function lanesOf(files) {
  const isJourney = (file) => /\.browser\.test\.|^tests.attacks./.test(file)
  const journeys = files.filter(isJourney)
  const rest = files.filter((file) => !isJourney(file))
  return availableParallelism() > 1 && journeys.length > 12 && rest.length > 12 ? [journeys, rest] : [files]
}

/** The first lane speaks while it runs; what another says follows in one piece when it is done, so that lines never mix. */
function runLane(files, lane) {
  const child = spawn(process.execPath, [
    '--import', join(root, 'scripts', 'tsx-hook.mjs'), '--disable-warning=ExperimentalWarning',
    '--test', '--test-isolation=none', '--test-force-exit', '--test-timeout=300000', '--test-reporter', process.env.CI ? 'dot' : 'spec', '--test-reporter-destination', 'stdout',
    ...(process.env.CI ? ['--test-reporter', join(root, 'scripts', 'summary-reporter.mjs'), '--test-reporter-destination', 'stdout'] : []),
    ...files.map((file) => join(root, file)),
  ], { cwd: root, stdio: lane === 0 ? 'inherit' : ['ignore', 'pipe', 'pipe'] })
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => said.push(bytes))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.on('disconnect', () => child.kill('SIGTERM'))
  return new Promise((done) => child.on('close', (code) => {
    process.stdout.write(Buffer.concat(said))
    done(code ?? 1)
  }))
}

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
