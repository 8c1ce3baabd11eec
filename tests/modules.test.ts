import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { rootPath } from '../src/platform/index.ts'

const files = readdirSync(rootPath('src'), { recursive: true, encoding: 'utf8' }).map((path) => join('src', path))
const everything = files.filter((path) => /\.tsx?$/.test(path)).map((path) => readFileSync(rootPath(path), 'utf8')).join('\n')
const code = files.filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/testing/.test(path)).map((path) => ({ path, text: readFileSync(rootPath(path), 'utf8') }))
const modules = files.filter((path) => path.endsWith('/index.ts')).map(dirname).filter((path) => !['src/app/commands', 'src/web/kit/strings'].includes(path))
const ofLaw = modules.filter((path) => /^src\/(foundations|public-services|digital-citizen|data-ecosystem|socio-economic|steering)\//.test(path))
const readme = (module: string): string => readFileSync(rootPath(module, 'README.md'), 'utf8')
const inside = (module: string): string => code.filter(({ path }) => path.startsWith(`${module}/`)).map(({ text }) => text).join('\n')

/** A module says what it is, and what it says is so. */
describe('modules', () => {
  it('each has a page of its own, short enough to be read', () => {
    assert.ok(modules.length > 20)
    assert.deepEqual(modules.filter((module) => !existsSync(rootPath(module, 'README.md'))), [])
    assert.deepEqual(modules.filter((module) => readme(module).split('\n').length > 24), [])
  })

  it('each module of law names its legal basis and the owner of its data', () => {
    for (const module of ofLaw) for (const word of [/basis/i, /owner/i, /events/i]) assert.match(readme(module), word, module)
  })

  for (const module of ofLaw) {
    const name = module.split('/').at(-1)!
    const published = new Set([...inside(module).matchAll(new RegExp(`(?:publish\\(|type: |\\? |: )'(${name}\\.[a-z-]+)'[^:]`, 'g'))].map(([, type]) => type!).filter((type) => isEvent(module, type)))
    if (published.size === 0) continue
    it(`${name} names the events it publishes, all of them and no others`, () => {
      const told = readme(module).split('\n').filter((line) => /Events out|\*\*Out\*\*/.test(line)).flatMap((line) => [...line.split('Port')[0]!.matchAll(new RegExp(`\`(${name}\\.[a-z-]+)\``, 'g'))].map(([, type]) => type!))
      assert.deepEqual(told.toSorted(), [...published].toSorted())
    })
  }

  it('functions, tables and files named in a page exist', () => {
    const wrong = modules.flatMap((module) => [...readme(module).matchAll(/`([a-z]+[A-Z]\w*)(?:\(|`)/g)].map(([, name]) => name!).filter((name) => !new RegExp(`\\b${name}\\b`).test(everything)).map((name) => `${module}: ${name}`))
    const missing = modules.flatMap((module) => [...readme(module).matchAll(/`([\w/-]+\.(?:ts|tsx|css))`/g)].map(([, path]) => path!).filter((path) => !existsSync(rootPath(path)) && !existsSync(rootPath(module, path))).map((path) => `${module}: ${path}`))
    assert.deepEqual([...wrong, ...missing], [])
  })

  it('ARCHITECTURE.md lists every port, and only those', () => {
    const declared = code.flatMap(({ text }) => [...text.matchAll(/definePort<[\s\S]{0,400}?>\('(\w+\.\w+)'\)/g)].map(([, name]) => name!))
    const told = readFileSync(rootPath('ARCHITECTURE.md'), 'utf8').split('\n').filter((line) => line.startsWith('| `')).flatMap((line) => [...line.split('|')[1]!.matchAll(/`(\w+\.\w+)`/g)].map(([, name]) => name!))
    assert.ok(declared.length > 10)
    assert.deepEqual(told.toSorted(), declared.toSorted())
  })

  it('the words of the glossary are the words of the code', () => {
    const folders = ['src', 'procedures', 'indicators', 'data', 'synthetic']
    const text = folders.flatMap((folder) => readdirSync(rootPath(folder), { recursive: true, encoding: 'utf8' }).filter((path) => /\.(tsx?|sql|csv|json)$/.test(path)).map((path) => readFileSync(rootPath(folder, path), 'utf8'))).join('\n')
    const words = readFileSync(rootPath('GLOSSARY.md'), 'utf8').split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split('|')[2]!).filter((cell) => !cell.includes('not built yet')).flatMap((cell) => [...cell.matchAll(/`([\w.-]+)/g)].map(([, word]) => word!))
    assert.ok(words.length > 80, String(words.length))
    assert.deepEqual(words.filter((word) => !text.includes(word)), [])
  })

  it('every refusal and every permission is used somewhere', () => {
    const unused = code.filter(({ path }) => /\/(refusals|permissions)\.ts$/.test(path)).flatMap(({ path, text }) =>
      [...text.matchAll(/^\s+'([a-z-]+\.[a-z0-9-]+)':/gm)].map(([, name]) => name!).filter((name) => !code.some((other) => other.path !== path && other.text.includes(`'${name}'`))).map((name) => `${path}: ${name}`))
    assert.deepEqual(unused, [])
  })
})

/** Types in the same spelling that are acts or refusals are no events. */
function isEvent(module: string, type: string): boolean {
  const text = inside(module)
  return new RegExp(`publish\\([^\\n]*'${type}'|event[^\\n]*(?:\\n[^\\n]*){0,2}type: '${type}'`).test(text)
}
