// The floors of the house, enforced: who may import whom, where SQL and the wall clock may stand. Prints one line per breach.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** From the ground up; inside a floor with an order, a module may import only those named before it. */
const floors = [
  { name: 'kernel', path: 'src/kernel' },
  { name: 'platform', path: 'src/platform' },
  { name: 'foundations', path: 'src/foundations', order: ['areas', 'organisations', 'trail', 'acts', 'documents', 'population', 'residence', 'civil-status', 'mandates', 'card', 'eid'] },
  { name: 'public-services', path: 'src/public-services', rank: 3, order: ['catalogue', 'forms', 'clock', 'fees', 'signing', 'dossier', 'payments', 'results', 'one-stop', 'linked', 'counter'] },
  { name: 'digital-citizen', path: 'src/digital-citizen', rank: 3, order: ['notify', 'mailbox', 'consent', 'wallet', 'my-data'] },
  { name: 'data-ecosystem', path: 'src/data-ecosystem', rank: 4, order: ['sharing', 'quality', 'linkage', 'campaigns', 'enrichment'] },
  { name: 'socio-economic', path: 'src/socio-economic', rank: 5, order: ['health', 'social-payments', 'banking', 'tax', 'telecom', 'utilities'] },
  { name: 'steering', path: 'src/steering', rank: 6, order: ['targets', 'tasks', 'indicators', 'outreach', 'reports', 'alerts'] },
  { name: 'web', path: 'src/web', rank: 7 },
  { name: 'app', path: 'src/app', rank: 8 },
].map((floor, i) => ({ rank: i, ...floor }))

/** Folders of data import only the vocabulary they are written in. */
const dataFolders = { procedures: ['src/public-services/catalogue/index.ts', 'src/kernel'], indicators: ['src/steering/indicators/index.ts'], 'quality-rules': ['src/data-ecosystem/quality/index.ts'] }
const clockFiles = new Set(['src/platform/clock.ts', 'src/kernel/ids.ts'])
const isTest = (file) => /\.test\.tsx?$/.test(file) || file.startsWith('tests/') || file === 'src/platform/testing.ts' || /\/testing(\.ts|\/)/.test(file)

export function checkFloors() {
  const breaches = []
  const imports = new Map()
  const say = (file, line) => breaches.push(`${file}: ${line}`)
  for (const file of sourceFiles()) {
    const text = readFileSync(join(root, file), 'utf8')
    const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
    const targets = importsOf(file, code)
    imports.set(file, targets)
    if (isTest(file)) continue
    for (const target of targets) checkImport(file, target, say)
    if (file.startsWith('src/') || file.startsWith('procedures/') || file.startsWith('indicators/')) {
      if (!clockFiles.has(file) && !file.includes('/islands/') && /\bnew Date\(\s*\)|\bDate\.now\(|\bMath\.random\(/.test(code)) say(file, 'asks the machine for time or chance: use ctx.now, ctx.today, the keystore or src/kernel/ids.ts')
      if (!file.endsWith('.sql.ts') && !file.startsWith('src/platform/') && /\bsql`/.test(code)) say(file, 'holds SQL: move it to the module\'s *.sql.ts')
      if (file.startsWith('src/kernel/') && /from 'node:(?!crypto)/.test(code)) say(file, 'the kernel does no I/O')
    }
    if (file.endsWith('.sql.ts')) checkTables(file, code, say)
  }
  for (const cycle of findCycles(imports)) breaches.push(`cycle: ${cycle.join(' → ')}`)
  return breaches
}

function checkImport(file, target, say) {
  const data = Object.keys(dataFolders).find((folder) => file.startsWith(folder + '/'))
  if (data) {
    if (!target.startsWith(data + '/') && !dataFolders[data].some((allowed) => target === allowed || target.startsWith(allowed + '/'))) say(file, `data of ${data} may not import ${target}`)
    return
  }
  const to = placeOf(target)
  const from = placeOf(file)
  if (!to) return
  if (!from) {
    if (!/(^|\/)index\.tsx?$/.test(target) && to.floor.rank > 1 && to.floor.name !== 'app') say(file, `imports past the index of ${to.floor.name}/${to.module}: ${target}`)
    return
  }
  if (from.floor === to.floor && from.module === to.module) return
  if (to.floor.rank > from.floor.rank) return say(file, `imports upward: ${target}`)
  if (to.floor.rank === from.floor.rank && to.floor !== from.floor) return say(file, `${from.floor.name} and ${to.floor.name} never import each other: ${target}`)
  if (to.floor === from.floor && from.floor.order) {
    const a = from.floor.order.indexOf(from.module)
    const b = from.floor.order.indexOf(to.module)
    if (a < 0 || b < 0) say(file, `module is not in the order of its floor: ${a < 0 ? from.module : to.module}`)
    else if (b > a) say(file, `imports a module above its own: ${target}`)
  }
  const face = to.floor.name === 'kernel' || /(^|\/)index\.tsx?$/.test(target) || /strings\.ts$/.test(target)
  if (!face && from.floor.name !== 'app') say(file, `imports past the index: ${target}`)
}

/** A `*.sql.ts` names only the tables its own module's migrations make, or the published views of another. */
const owners = tableOwners()
function checkTables(file, code, say) {
  const module = moduleKey(file)
  for (const [, name] of code.matchAll(/\b(?:from|join|into|update|table)\s+([a-z_][a-z0-9_]*)\b(?!\s*\(|\.)/g)) {
    const owner = owners.get(name)
    if (owner && owner !== module && !(owner === 'src/platform' && module.startsWith('src/platform'))) say(file, `names table ${name}, which belongs to ${owner}`)
  }
}

function tableOwners() {
  const found = new Map()
  for (const file of walk('src').filter((path) => path.endsWith('.sql'))) {
    for (const [, name] of readFileSync(join(root, file), 'utf8').matchAll(/create (?:unlogged )?table (?:if not exists )?([a-z_][a-z0-9_]*)/g)) found.set(name, moduleKey(file))
  }
  return found
}

function moduleKey(file) {
  const place = placeOf(file)
  return place ? (place.module && place.floor.order ? `${place.floor.path}/${place.module}` : place.floor.path) : dirname(file)
}

function placeOf(file) {
  const floor = floors.find((candidate) => file.startsWith(candidate.path + '/'))
  if (!floor) return undefined
  const [module] = file.slice(floor.path.length + 1).split('/')
  return { floor, module: module.includes('.') ? '' : module }
}

function importsOf(file, code) {
  const found = []
  for (const [, specifier] of code.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)) found.push(relative(root, resolve(root, dirname(file), specifier)))
  return found.filter((target) => /\.tsx?$/.test(target))
}

function findCycles(graph) {
  const cycles = []
  const state = new Map()
  const visit = (file, trail) => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') return void cycles.push([...trail.slice(trail.indexOf(file)), file])
    state.set(file, 'open')
    for (const target of graph.get(file) ?? []) if (!isTest(target) || isTest(file)) visit(target, [...trail, file])
    state.set(file, 'done')
  }
  for (const file of graph.keys()) if (!isTest(file)) visit(file, [])
  return cycles.slice(0, 5)
}

function sourceFiles() {
  return ['src', 'procedures', 'indicators', 'quality-rules', 'synthetic', 'bench', 'tests'].filter((folder) => existsSync(join(root, folder))).flatMap(walk).filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
}

function walk(folder) {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`
    return statSync(join(root, path)).isDirectory() ? walk(path) : [path]
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const breaches = checkFloors()
  for (const line of breaches) console.error(line)
  console.error(breaches.length === 0 ? 'floors: in order' : `floors: ${breaches.length} breaches`)
  process.exit(breaches.length === 0 ? 0 : 1)
}
