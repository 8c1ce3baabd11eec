import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, it } from 'node:test'
import type { Command } from '../src/app/commands/command.ts'
import { commands } from '../src/app/commands/index.ts'
import { findMigrations, readConfig, rootPath } from '../src/platform/index.ts'
import { parseCsv } from '../src/foundations/areas/index.ts'

interface Manifest {
  readonly license?: string
  readonly bin: Record<string, string>
  readonly scripts: Record<string, string>
  readonly dependencies: Record<string, string>
  readonly optionalDependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
}

const manifest = JSON.parse(readFileSync(rootPath('package.json'), 'utf8')) as Manifest
const read = (path: string): string => readFileSync(rootPath(path), 'utf8')
const papers = [...readdirSync(rootPath()).filter((name) => name.endsWith('.md')), ...below('docs').filter((path) => path.endsWith('.md'))]
const allDocuments = [...papers, ...below('data').filter((path) => path.endsWith('.md'))]

/** How a command is called, and those under it. */
async function usageOf(load: () => Promise<Command>): Promise<string> {
  const { usage = '', parts = {} } = await load()
  return [usage, ...(await Promise.all(Object.values(parts).map(usageOf)))].join(' ')
}

/** What the documents say is held to what is there. */
describe('documents', () => {
  it('there are those a stranger looks for', () => {
    for (const name of ['README.md', 'README.vi.md', 'ARCHITECTURE.md', 'SECURITY.md', 'CONTRIBUTING.md', 'GLOSSARY.md', 'docs/production.md', 'LICENSE', 'NOTICE']) assert.ok(existsSync(rootPath(name)), name)
  })

  it('link to files that exist', () => {
    const broken = allDocuments.flatMap((path) => [...read(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!)
      .filter((target) => !/^(https?|mailto):|^#/.test(target)).filter((target) => !existsSync(join(dirname(rootPath(path)), target.split('#')[0]!))).map((target) => `${path}: ${target}`))
    assert.deepEqual(broken, [])
  })

  it('are all reached from the two pages a stranger opens first, by links', () => {
    const reached = new Set(['README.md', 'README.vi.md'])
    for (const path of reached) for (const [, target] of read(path).matchAll(/\]\(([^)\s#]+\.md)[^)]*\)/g)) if (!target!.startsWith('http')) reached.add(relative(rootPath(), join(dirname(rootPath(path)), target!)))
    assert.deepEqual(papers.filter((path) => !reached.has(path) && !path.startsWith('docs/decisions/') && !path.startsWith('docs/examples/')), [])
  })

  it('name files and folders that exist', () => {
    const broken = papers.flatMap((path) => [...read(path).matchAll(/`((?:src|tests|scripts|deploy|docs|data|procedures|indicators|synthetic|bench|tools)\/[\w./-]*)`/g)].map(([, named]) => named!)
      .filter((named) => !existsSync(rootPath(named))).map((named) => `${path}: ${named}`))
    assert.deepEqual(broken, [])
  })

  it('name only commands and scripts that exist', () => {
    const wrong = [...papers, ...below('deploy')].flatMap((path) => {
      const text = read(path)
      const programs = [...text.matchAll(/(?:npx |`)congdan ([a-z][a-z-]+)/g), ...text.matchAll(/main\.ts ([a-z][a-z-]+)/g)].map(([, name]) => name!).filter((name) => !(name in commands))
      const scripts = [...text.matchAll(/npm run ([a-z0-9]+)/g)].map(([, name]) => name!).filter((name) => !(name in manifest.scripts))
      const npm = [...text.matchAll(/npm (start|test)\b/g)].map(([, name]) => name!).filter((name) => !(name in manifest.scripts))
      return [...programs, ...scripts, ...npm].map((name) => `${path}: ${name}`)
    })
    assert.deepEqual(wrong, [])
  })

  it('name only flags that the command knows', async () => {
    const usage = new Map(await Promise.all(Object.entries(commands).map(async ([name, load]) => [name, read(`src/app/commands/${fileOf(name)}`) + (await usageOf(load))] as const)))
    const wrong = papers.flatMap((path) => [...read(path).matchAll(/congdan ([a-z][a-z-]+)((?: [^`\n#|]*)?)/g)].flatMap(([, name, rest]) =>
      [...rest!.matchAll(/--([a-z][a-z-]+)/g)].map(([, flag]) => flag!).filter((flag) => usage.has(name!) && !new RegExp(`['\\-\\s]${flag}\\b`).test(usage.get(name!)!)).map((flag) => `${path}: ${name} --${flag}`)))
    assert.deepEqual(wrong, [])
  })

  it('describe every setting of the environment, and none that is not read', () => {
    const known = [...read('src/platform/config.ts').matchAll(/^ {2}([A-Z_]{4,}):/gm)].map(([, name]) => name!)
    assert.ok(known.length > 10)
    const production = read('docs/production.md')
    assert.deepEqual(known.filter((name) => !production.includes(`\`${name}\``)), [])
    const example = [...read('deploy/congdan.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name!)
    assert.deepEqual(example.filter((name) => !known.includes(name)), [])
    assert.ok(readConfig(Object.fromEntries([...read('deploy/congdan.env.example').matchAll(/^([A-Z_]+)=(.+)$/gm)].map(([, name, value]) => [name!, value!]))).PUBLIC_URL)
  })

  it('tell of every port that only the wiring fills', () => {
    const ports = below('src').filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts')).flatMap((path) => [...read(path).matchAll(/definePort<[^\n]*>\('([^']+)'\)/g)].map(([, name]) => name!))
    assert.ok(ports.length > 8)
    const text = read('ARCHITECTURE.md')
    assert.deepEqual(ports.filter((name) => !text.includes(`\`${name}\``)), [])
  })

  it('list every dependency with its version and the licence it has', () => {
    const page = read('docs/decisions/0012-dependencies.md')
    const rows = new Map([...page.matchAll(/^\| (\S+) \| (\S+) \| ([^|]+) \| ([^|]+) \|$/gm)].filter(([, name]) => name !== 'package' && name !== '---').map(([, name, version, licence]) => [name!, { version: version!, licence: licence!.trim() }]))
    const declared = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies }
    assert.deepEqual([...rows.keys()].sort(), Object.keys(declared).sort())
    for (const [name, { version, licence }] of rows) {
      assert.equal(version, declared[name], name)
      const installed = rootPath('node_modules', name, 'package.json')
      if (existsSync(installed)) assert.equal(licence, (JSON.parse(readFileSync(installed, 'utf8')) as Manifest).license, name)
      assert.doesNotMatch(licence, /GPL|SSPL|BUSL|UNLICENSED/, name)
    }
  })

  it('hold retention to tables that exist', () => {
    const tables = new Set(findMigrations().flatMap(({ text }) => [...text.matchAll(/create (?:unlogged )?table (?:if not exists )?([a-z_]+)/g)].map(([, name]) => name!)))
    const rows = parseCsv(read('data/retention/periods.csv'))
    assert.ok(rows.length >= 8)
    for (const row of rows) {
      assert.match(row['certainty']!, /^(sure|likely|guess)$/)
      if (row['tables'] !== 'outside this program') for (const table of row['tables']!.split('; ')) assert.ok(tables.has(table), table)
    }
  })

  it('show pictures of a size that a poor line can bear', () => {
    const pictures = below('docs/pictures')
    assert.ok(pictures.length > 0)
    for (const path of pictures) assert.ok(statSync(rootPath(path)).size < 300_000, path)
  })

  it('are in two languages that point at each other', () => {
    assert.match(read('README.md'), /\(README\.vi\.md\)/)
    assert.match(read('README.vi.md'), /\(README\.md\)/)
  })
})

describe('the program called by its name', () => {
  it('npx congdan help lists every command in Vietnamese and English', async () => {
    const done = spawnSync(process.execPath, [rootPath(manifest.bin['congdan']!), 'help'], { encoding: 'utf8', cwd: '/' })
    assert.equal(done.status, 0, done.stderr)
    for (const [name, load] of Object.entries(commands)) {
      const command = await load()
      assert.equal(command.name, name)
      assert.ok(done.stdout.includes(`  ${name}`), name)
      assert.ok(done.stdout.includes(command.vi) && done.stdout.includes(command.en), name)
    }
  })

  it('answers an unknown command by a sentence', () => {
    const done = spawnSync(process.execPath, [rootPath(manifest.bin['congdan']!), 'helo'], { encoding: 'utf8' })
    assert.equal(done.status, 1)
    assert.match(done.stderr, /Không có lệnh «helo»/)
    assert.doesNotMatch(done.stderr, /at file:/)
  })
})

function fileOf(command: string): string {
  return existsSync(rootPath(`src/app/commands/${command}.ts`)) ? `${command}.ts` : 'index.ts'
}

/** Files below a folder of the project, as paths from its root. */
function below(folder: string): string[] {
  return readdirSync(rootPath(folder), { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map((entry) => relative(rootPath(), join(entry.parentPath, entry.name)))
}
