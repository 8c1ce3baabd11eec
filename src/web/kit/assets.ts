import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { buildSync, transformSync } from 'esbuild'
import type { StaticAsset as ServedAsset } from '../../platform/http/index.ts'

/** One file of /static/<hash>/<name>: the content never changes under one path. */
export interface StaticAsset extends ServedAsset {
  readonly name: string
}

const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)
const CACHE = join(here, '../../../.build/kit')
const VERSION = '1'
/** Phones of 2020 and later; what these do not know, esbuild lowers. */
const TARGET = ['chrome80', 'safari15']
const STYLES = ['tokens', 'base', 'frame', 'forms', 'known', 'flow', 'lists', 'figures', 'trust', 'feedback', 'public', 'work', 'police', 'desk', 'print'] as const
const FONTS = [['latin', 400], ['vietnamese', 400], ['latin', 700], ['vietnamese', 700]] as const

const islands = new Map<string, string>([['kit', join(here, 'islands/kit.ts')]])
let built: { readonly assets: readonly StaticAsset[]; readonly byName: ReadonlyMap<string, StaticAsset> } | undefined

/**
 * Adds a script of a screen, served as `<name>.js` and named in `PageOptions.scripts`. To be called while modules load, before the
 * server asks for `staticAssets`. Refuses a name that another file has.
 */
export function defineIsland(name: string, entry: URL): void {
  const file = fileURLToPath(entry)
  const other = islands.get(name)
  if (other === file) return
  if (other !== undefined) throw new Error(`two islands are named ${name}: ${other} and ${file}`)
  islands.set(name, file)
  built = undefined
}

/** Every file under /static, built at the first call and kept on disk by the hash of its sources. */
export function staticAssets(): readonly StaticAsset[] {
  return build().assets
}

/** The served path of a file by its name, for example `cham.css`; refuses an unknown one. */
export function assetPath(name: string): string {
  const asset = build().byName.get(name)
  if (!asset) throw new Error(`no static file ${name}`)
  return asset.path
}

function build(): NonNullable<typeof built> {
  if (built) return built
  const fonts = FONTS.map(([subset, weight]) => plain(`be-vietnam-pro-${subset}-${weight}.woff2`, 'font/woff2', readFileSync(require.resolve(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff2`))))
  const css = STYLES.map((style) => readFileSync(join(here, `styles/${style}.css`), 'utf8')).join('\n')
  const fallback = readFileSync(join(here, 'styles/font-fallback.css'), 'utf8')
  const faces = fonts.map((font, index) => fontFace(font.path, FONTS[index]![0], FONTS[index]![1])).join('')
  const assets = [
    ...fonts,
    cached('cham.css', 'text/css; charset=utf-8', faces + fallback + css, minifyCss),
    cached('cham-lite.css', 'text/css; charset=utf-8', fallback + css, minifyCss),
    ...[...islands].map(([name, entry]) => cached(`${name}.js`, 'text/javascript; charset=utf-8', sourcesOf(entry), () => bundle(entry))),
    compressed('icon.svg', 'image/svg+xml', readFileSync(join(here, 'styles/icon.svg'))),
  ]
  built = { assets, byName: new Map(assets.map((asset) => [asset.name, asset])) }
  return built
}

/** font-display optional: a slow line keeps the device's font, and nothing jumps (ux.md §5.2). */
function fontFace(path: string, subset: string, weight: number): string {
  const ranges = require('@fontsource/be-vietnam-pro/unicode.json') as Record<string, string>
  return `@font-face{font-family:"Be Vietnam Pro";font-style:normal;font-weight:${weight};font-display:optional;src:url(${path}) format("woff2");unicode-range:${ranges[subset]}}\n`
}

function minifyCss(source: string): Buffer {
  return Buffer.from(transformSync(source, { loader: 'css', minify: true, target: TARGET }).code)
}

function bundle(entry: string): Buffer {
  const { outputFiles } = buildSync({ entryPoints: [entry], bundle: true, minify: true, format: 'esm', target: TARGET, write: false, legalComments: 'none' })
  return Buffer.from(outputFiles[0]!.contents)
}

/** Everything that lies in the folder of an island: a change of any of it makes a new build. */
function sourcesOf(entry: string): string {
  const folder = dirname(entry)
  return entry + readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).sort().map((file) => readFileSync(join(folder, file), 'utf8')).join('\0')
}

function cached(name: string, type: string, source: string, make: (source: string) => Buffer): StaticAsset {
  const file = join(CACHE, `${hash([VERSION, TARGET.join(), name, source].join('\0'))}-${name}`)
  if (!existsSync(file)) {
    const bytes = make(source)
    mkdirSync(CACHE, { recursive: true })
    for (const [suffix, content] of [['.br', brotli(bytes)], ['.gz', gzipSync(bytes, { level: 9 })], ['', bytes]] as const) keep(file + suffix, content)
  }
  return { ...plain(name, type, readFileSync(file)), br: readFileSync(`${file}.br`), gz: readFileSync(`${file}.gz`) }
}

/** Two processes may build at once: each writes its own file and renames it into place. */
function keep(file: string, content: Buffer): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, content)
  renameSync(draft, file)
}

function compressed(name: string, type: string, bytes: Buffer): StaticAsset {
  return { ...plain(name, type, bytes), br: brotli(bytes), gz: gzipSync(bytes, { level: 9 }) }
}

function plain(name: string, type: string, bytes: Buffer): StaticAsset {
  return { path: `/static/${hash(bytes)}/${name}`, name, bytes, type, immutable: true }
}

function brotli(bytes: Buffer): Buffer {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
}

function hash(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12)
}
