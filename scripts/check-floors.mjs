// The floors of the house, enforced: who may import whom, where SQL, the wall clock and printing may stand, what a migration may touch.
// Prints one line per breach. tests/floors.test.ts plants a breach of every rule and sees it found.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const codeFolders = ['src', 'procedures', 'indicators', 'quality-rules', 'synthetic', 'bench', 'tests']

/** From the ground up; inside a floor with an order, a module may import only those named before it. */
const floors = [
  { name: 'kernel', path: 'src/kernel' },
  { name: 'platform', path: 'src/platform' },
  { name: 'foundations', path: 'src/foundations', order: ['areas', 'organisations', 'trail', 'acts', 'documents', 'population', 'residence', 'upkeep', 'oversight', 'civil-status', 'mandates', 'card', 'eid', 'feeds', 'openid'] },
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
/** Who may hold a connection outside a use case's transaction. */
const connectionFiles = new Set(['src/app/open.ts', 'src/app/import/import-people.ts', 'src/app/operations/check-database.ts', 'src/app/operations/restore.ts'])
const ownsConnections = (file) => file.startsWith('src/platform/') || connectionFiles.has(file)
/** Who may print: the commands and what starts them. */
const printers = /^src\/app\/(commands\/|main\.ts$)|^src\/foundations\/trail\/verifier\/main\.ts$/
const isTest = (file) => /\.test\.tsx?$/.test(file) || file.startsWith('tests/') || /\/testing(\.ts|-[\w-]+\.ts|\/)/.test(file)
const isIndex = (file) => /(^|\/)index\.tsx?$/.test(file)

/** Reads the house from the disk and checks it. */
export function checkFloors() {
  return checkHouse(new Map(codeFolders.filter((folder) => existsSync(join(root, folder))).flatMap(walk)
    .filter((file) => /\.(tsx?|sql)$/.test(file) && !file.endsWith('.d.ts')).map((file) => [file, readFileSync(join(root, file), 'utf8')])))
}

/** Pure: paths from the root of the house and their text in, one line per breach out. */
export function checkHouse(files) {
  const breaches = []
  const imports = new Map()
  const owners = tableOwners(files)
  const say = (file, line) => breaches.push(`${file}: ${line}`)
  for (const [file, text] of files) {
    if (file.endsWith('.sql')) {
      checkMigration(file, text, owners, say)
      continue
    }
    const code = withoutComments(text)
    const targets = importsOf(file, code)
    imports.set(file, targets)
    if (isTest(file)) continue
    for (const target of targets) checkImport(file, target, say)
    checkPlaces(file, code, say)
    if (file.endsWith('.sql.ts')) checkTables(file, code, owners, say)
  }
  for (const cycle of findCycles(imports)) breaches.push(`cycle: ${cycle.join(' → ')}`)
  return breaches
}

/** What may stand only in named places: time and chance, SQL, the pool, printing, input and output. */
function checkPlaces(file, code, say) {
  if (!/^(src|procedures|indicators|quality-rules)\//.test(file)) return
  const island = file.includes('/islands/')
  if (!clockFiles.has(file) && !island && /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b/.test(code)) say(file, 'asks the machine for time or chance: use ctx.now, ctx.today, the keystore or src/kernel/ids.ts')
  if (!file.endsWith('.sql.ts') && !file.startsWith('src/platform/') && /\bsql`/.test(code)) say(file, 'holds SQL: move it to the module\'s *.sql.ts')
  if (!file.endsWith('.sql.ts') && !ownsConnections(file) && /\.(script|session)\(|\.query\(\s*[`']|\bopenDatabase\(|\bnew pg\./.test(code)) say(file, 'takes a connection of its own: only the platform, *.sql.ts and the files named in scripts/check-floors.mjs may')
  if (file.startsWith('src/') && !printers.test(file) && !island && /\bconsole\./.test(code)) say(file, 'prints: only commands print; write to the log or return the text')
  if (file.startsWith('src/kernel/') && (/(?:\bfrom\s+|\bimport\s*\(?\s*)['"`](?!\.|node:crypto['"`])/.test(code) || /\bprocess\.|\bfetch\(/.test(code))) say(file, 'the kernel does no I/O and imports no package')
}

function checkImport(file, target, say) {
  if (isTest(target)) return say(file, `imports what is there for tests: ${target}`)
  const data = Object.keys(dataFolders).find((folder) => file.startsWith(folder + '/'))
  if (data) {
    if (!target.startsWith(data + '/') && !dataFolders[data].some((allowed) => target === allowed || target.startsWith(allowed + '/'))) say(file, `data of ${data} may not import ${target}`)
    return
  }
  const to = placeOf(target)
  const from = placeOf(file)
  if (!to) {
    if (from && from.floor.name !== 'app') say(file, `imports from outside src: ${target}`)
    return
  }
  if (!from) {
    if (!isIndex(target) && to.floor.rank > 0 && to.floor.name !== 'app') say(file, `imports past the index of ${to.floor.name}/${to.module}: ${target}`)
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
  if (to.floor.name !== 'kernel' && !isIndex(target) && from.floor.name !== 'app') say(file, `imports past the index: ${target}`)
}

/** A `*.sql.ts` names only the tables its own module's migrations make, or the published views of another. */
function checkTables(file, code, owners, say) {
  const module = moduleKey(file)
  for (const name of tablesNamed(code)) {
    const owner = owners.get(name)
    if (owner && owner !== module && !(owner === 'src/platform' && module.startsWith('src/platform'))) say(file, `names table ${name}, which belongs to ${owner}`)
  }
}

/** A migration goes only forward, touches only its own module's tables, and says what each table is for and who may use it. */
function checkMigration(file, text, owners, say) {
  const module = moduleKey(file)
  const code = text.replace(/--.*$/gm, '').toLowerCase()
  for (const [, name] of code.matchAll(/create (?:unlogged )?table (?:if not exists )?(?:public\.)?([a-z_][a-z0-9_]*)/g)) {
    if (!new RegExp(`comment on table (?:public\\.)?${name} is`).test(code)) say(file, `table ${name} has no comment`)
    if (!new RegExp(`grant [^;]*\\bon (?:table )?[^;]*\\b${name}\\b[^;]* to congdan_`).test(code)) say(file, `table ${name} is granted to no role`)
  }
  for (const [, verb, name] of code.matchAll(/\b(alter table|drop table|drop view|truncate|delete from|update|insert into)\s+(?:only\s+|if exists\s+)*(?:public\.)?([a-z_][a-z0-9_]*)/g)) {
    const owner = owners.get(name)
    if (verb === 'drop table') say(file, `drops ${name}: migrations only go forward`)
    else if (owner && owner !== module) say(file, `${verb} ${name}, which belongs to ${owner}`)
  }
  for (const [, name] of code.matchAll(/\breferences\s+(?:public\.)?([a-z_][a-z0-9_]*)/g)) {
    const owner = owners.get(name)
    if (owner && owner !== module) say(file, `references ${name}, which belongs to ${owner}: keep the id, ask by function`)
  }
}

function tableOwners(files) {
  const found = new Map()
  for (const [file, text] of files) {
    if (!file.endsWith('.sql')) continue
    for (const [, name] of text.toLowerCase().matchAll(/create (?:unlogged )?table (?:if not exists )?(?:public\.)?([a-z_][a-z0-9_]*)/g)) found.set(name, moduleKey(file))
  }
  return found
}

/** Names after `from`, `join`, `into`, `update`, `table`, `copy`, `truncate`, also the later ones of a list with commas. */
function tablesNamed(code) {
  const name = '(?:public\\.)?([a-z_][a-z0-9_]*)\\b(?!\\s*\\(|\\.)'
  const found = [...code.matchAll(new RegExp(`\\b(?:from|join|into|update|table|copy|truncate)\\s+${name}`, 'gi'))].map((match) => match[1])
  for (const [list] of code.matchAll(/\bfrom\s+[a-z_][\w.]*(?:\s+(?:as\s+)?[a-z_]\w*)?(?:\s*,\s*[a-z_][\w.]*(?:\s+(?:as\s+)?[a-z_]\w*)?)+/gi)) found.push(...[...list.matchAll(new RegExp(`,\\s*${name}`, 'gi'))].map((match) => match[1]))
  return new Set(found.map((each) => each.toLowerCase()))
}

/** Comments go, strings stay: an import or a query inside a string must still be seen. */
function withoutComments(text) {
  return text.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\*[\s\S]*?\*\/|(?<![\\:'"`/])\/\/(?!\/).*$/gm, (found) => (found.startsWith('/') ? ' ' : found))
}

function moduleKey(file) {
  const place = placeOf(file)
  return place ? (place.module && (place.floor.order || place.floor.name === 'app') ? `${place.floor.path}/${place.module}` : place.floor.path) : posix.dirname(file)
}

function placeOf(file) {
  const floor = floors.find((candidate) => file.startsWith(candidate.path + '/'))
  if (!floor) return undefined
  const [module] = file.slice(floor.path.length + 1).split('/')
  return { floor, module: module.includes('.') ? '' : module }
}

function importsOf(file, code) {
  return [...code.matchAll(/(?:from|import)\s*\(?\s*['"`](\.{1,2}\/[^'"`]+)['"`]/g)].map(([, specifier]) => posix.normalize(posix.join(posix.dirname(file), specifier))).filter((target) => /\.tsx?$/.test(target))
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
