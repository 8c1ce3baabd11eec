import assert from 'node:assert/strict'
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { after, before, describe, it } from 'node:test'
import { commands } from '../src/app/commands/index.ts'
import { answersOf, bestOf, dialectNames, dialects, linkScript, linkSides, modelOf, newDictionaries, prepare, scriptText, sideLines, trainModel, type Best, type Dictionaries, type Linked, type LinkModel, type MatchInput, type Prepared } from '../src/data-ecosystem/linkage/index.ts'
import { openEngine } from '../src/data-ecosystem/quality/index.ts'
import { readConfig, rootPath, sql } from '../src/platform/index.ts'
import { testDb } from '../src/platform/testing.ts'
import { generatePeople, type PersonSeed } from '../synthetic/index.ts'
import { listErrors, sectorList } from '../synthetic/lists/sector-list.ts'

const asInput = (person: PersonSeed): MatchInput => ({ id: person.externalId, name: person.fullName, birth: person.birthDate, gender: person.gender, numbers: `${person.pin};${person.cmnd9}`, commune: person.residenceArea, address: person.residenceDetail })

interface Found { readonly list_row: number; readonly register_row: number; readonly weight: number }
interface Answer extends Found { readonly zone: string; readonly reason: string }

describe('the script of an engine of one\'s own', () => {
  let dictionaries: Dictionaries
  let left: Prepared
  let right: Prepared
  let model: LinkModel
  let linked: Linked
  let best: Best
  const folder = mkdtempSync(join(tmpdir(), 'congdan-link-sql-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  before(async () => {
    const people = [...generatePeople({ seed: 'link-sql', people: 4_000, errors: 'default' })].flatMap((household) => household.people)
    const strangers = [...generatePeople({ seed: 'link-sql-strangers', people: 60, errors: 'none', withCast: false, prefix: '098' })].flatMap((household) => household.people)
    const list: MatchInput[] = [...sectorList(people.filter((person, i) => i % 4 === 0 && person.lifeStatus === 'living'), strangers, listErrors['few-numbers'], 'link-sql')].map((line, i, all) => (i % 3 === 0 && line.commune !== '' ? { ...line, commune: '', communes: [...new Set([line.commune, all[(i * 7) % all.length]!.commune, all[(i * 11 + 5) % all.length]!.commune])].filter(Boolean) } : line))
    // What trips engines up: nothing said at all, a syllable more than six, two neighbours swapped, a letter more at the end.
    const somebody = people.find((person) => person.fullName.split(' ').at(-1)!.length >= 4 && person.lifeStatus === 'living')!
    const given = somebody.fullName.split(' ').at(-1)!
    const renamed = (name: string): MatchInput => ({ ...asInput(somebody), id: name, name: somebody.fullName.slice(0, -given.length) + name, numbers: '' })
    list.push({ id: 'empty', name: '', birth: '', gender: '', numbers: '', commune: '', address: '' }, { ...asInput(somebody), id: 'long', name: 'Nguyễn Thị Hồng Lan Chi Mai Anh Thư', numbers: '' })
    list.push(renamed(given.slice(0, -2) + given.at(-1)! + given.at(-2)!), renamed(`${given}t`), renamed(given.slice(0, -1)))
    list.push({ ...asInput(somebody), id: 'another number', numbers: '099987654321' })
    dictionaries = newDictionaries()
    right = prepare(people.map(asInput), people.length, dictionaries, 2026)
    left = prepare(list, list.length, dictionaries, 2026)
    model = trainModel({ left, right, dictionaries })
    linked = await linkSides({ left, right, dictionaries, model, threads: 1 })
    best = bestOf(linked, left.n)
    for (const [name, side] of [['list_side', left], ['register_side', right]] as const) writeFileSync(join(folder, `${name}.csv`), [...sideLines(side, dictionaries, model)].join('\n'))
  })

  /** The same pairs, the same weights, the same answer for every line as the kernel gives. */
  function assertEqualToKernel(pairs: readonly Found[], answers: readonly Answer[]): void {
    const found = new Map(pairs.map((row) => [`${row.list_row} ${row.register_row}`, Number(row.weight)]))
    assert.equal(found.size, pairs.length, 'a pair was brought by two rules')
    assert.equal(found.size, linked.left.length)
    let widest = 0
    for (let k = 0; k < linked.left.length; k++) {
      const weight = found.get(`${linked.left[k]} ${linked.right[k]}`)
      assert.notEqual(weight, undefined, `${linked.left[k]} ${linked.right[k]}`)
      widest = Math.max(widest, Math.abs(weight! - linked.weight[k]!))
    }
    assert.ok(widest < 1e-4, `weights differ by ${widest}`)
    assert.deepEqual(answers.map((row) => `${row.list_row} ${row.register_row} ${row.zone} ${row.reason}`).toSorted(), judged().toSorted())
  }

  /** What the program itself says of each line that has a candidate. */
  const judged = (): string[] => {
    const names = { automatic: 'matched', review: 'review', reject: 'not-found' } as const
    return [...answersOf(linked, left, right, model, dictionaries)].map(({ line, person, zone, reasons }) => `${line} ${person} ${names[zone]} ${reasons[0]}`)
  }

  it('is worth its test: some lines are one edit off, some have no candidate', () => {
    assert.ok(linked.left.length > 500, String(linked.left.length))
    assert.ok([...best.right].some((row) => row < 0))
    assert.deepEqual([...answersOf(linked, left, right, model, dictionaries)].map(({ line, person }) => `${line} ${person}`), [...best.right].flatMap((row, line) => (row < 0 ? [] : [`${line} ${row}`])))
    for (const reason of ['other-gender', 'other-number', 'two-fit', 'not-sure', 'sure']) assert.ok(judged().some((answer) => answer.endsWith(` ${reason}`)), `no line is judged ${reason}`)
    assert.equal(model.levels.address.m.length, 4, 'addresses that mean one of several communes are weighed')
  })

  it('on DuckDB gives what the kernel gives', async () => {
    const engine = await openEngine({ memory: '1GB', threads: 1, folder })
    try {
      for (const { statements } of linkScript(model, dialects.duckdb, folder)) for (const text of statements) await engine.run(text)
      const rows = async (name: string): Promise<Answer[]> => (await engine.rows(`select * from ${name}`)).map((row) => ({ list_row: Number(row['list_row']), register_row: Number(row['register_row']), weight: Number(row['weight']), zone: String(row['zone']), reason: String(row['reason']) }))
      assertEqualToKernel(await rows('linked_pair'), await rows('link_answer'))
    } finally {
      engine.close()
    }
  })

  it('on PostgreSQL gives what the kernel gives, without any extension', async () => {
    const t = await testDb()
    try {
      for (const { statements } of linkScript(model, dialects.postgresql, folder)) {
        for (const text of statements) {
          const copied = /^\\copy (\w+) from '([^']+)' with \(format csv\)$/.exec(text)
          if (copied) await t.owner.transaction(async (tx) => pipeline(createReadStream(copied[2]!), tx.copyIn(`copy ${copied[1]!} from stdin with (format csv)`)))
          else await t.owner.script(text)
        }
      }
      assertEqualToKernel(await t.owner.query<Found>(sql`select * from linked_pair`), await t.owner.query<Answer>(sql`select * from link_answer`))
    } finally {
      await t.close()
    }
  })
})

/** The texts that were run on the engines themselves (docs/examples says how, with which versions): a change to them is to be run there again. */
describe('the statements of the examples', () => {
  const model = modelOf(JSON.parse(readFileSync(rootPath('docs/examples/model.json'), 'utf8')))

  for (const name of ['postgresql', 'clickhouse', 'spark'] as const) {
    it(`for ${name} are what the command of docs/examples prints, to the letter`, async (t) => {
      const said: string[] = []
      t.mock.method(process.stdout, 'write', (text: string) => said.push(text) > 0)
      await (await commands['link-sql']!()).run(['--dialect', name, '--model', rootPath('docs', 'examples', 'model.json')], readConfig({}))
      t.mock.reset()
      assert.equal(said.join(''), readFileSync(rootPath('docs', 'examples', name, 'link.sql'), 'utf8'))
    })
  }

  it('hold nothing an engine does not know', () => {
    const text = (name: (typeof dialectNames)[number]): string => scriptText(linkScript(model, dialects[name], '/data/link'))
    for (const name of ['postgresql', 'clickhouse', 'spark'] as const) assert.doesNotMatch(text(name), / \/\/ |damerau_levenshtein/)
    assert.doesNotMatch(text('postgresql'), /log2|Distance|sequence\(/)
    assert.doesNotMatch(text('spark'), /Distance|generate_series|unlogged/)
    assert.doesNotMatch(text('clickhouse'), /generate_series|unlogged|Nullable/)
  })
})

describe('a model from a file', () => {
  const model = modelOf(JSON.parse(readFileSync(rootPath('docs/examples/model.json'), 'utf8')))

  it('is read from the record of a run too', () => assert.deepEqual(modelOf({ list: 'a.csv', model }), model))

  it('is refused when a number or a rule is none, for it would become text of a statement', () => {
    const wrong: unknown[] = [null, {}, { ...model, keep: '0; drop table x' }, { ...model, blocking: ['pin', '1=1'] }, { ...model, blocking: ['pin', 'pin'] }, { ...model, levels: { ...model.levels, name: { m: [1], u: [1] } } }, { ...model, prior: 0 }]
    for (const json of wrong) assert.throws(() => modelOf(json), { code: 'linkage.not-a-model' })
  })
})

describe('congdan link-sql', () => {
  const folder = mkdtempSync(join(tmpdir(), 'congdan-link-sql-command-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('writes sides, statements and what is to come out, from two files', async () => {
    const { runListsCli } = await import('../synthetic/lists/cli.ts')
    assert.equal(runListsCli(['--people', '400', '--lines', '100', '--out', folder]), 0)
    const command = await commands['link-sql']!()
    const out = join(folder, 'engine')
    await command.run(['--dialect', 'duckdb', '--list', join(folder, 'list.csv'), '--register', join(folder, 'register.csv'), '--out', out, '--expected'], readConfig({}))
    const engine = await openEngine({ memory: '1GB', threads: 1, folder })
    try {
      const statements = readFileSync(join(out, 'link.sql'), 'utf8').split(';\n')
      for (const text of statements.filter((each) => each.trim() !== '')) await engine.run(text)
      const pairs = await engine.rows('select list_row, register_row, weight from linked_pair')
      const expected = readFileSync(join(out, 'expected.csv'), 'utf8').trim().split('\n').slice(1)
      assert.ok(expected.length > 80)
      assert.deepEqual(pairs.map((row) => `${Number(row['list_row'])},${Number(row['register_row'])}`).toSorted(), expected.map((line) => line.split(',').slice(0, 2).join(',')).toSorted())
    } finally {
      engine.close()
    }
    await assert.rejects(command.run(['--dialect', 'duckdb', '--list', join(folder, 'list.csv'), '--register', join(folder, 'register.csv'), '--out', out], readConfig({})) as Promise<void>, /không ghi đè/)
  })

  it('reads the register as `bulk-export` writes it, its first line a remark', async () => {
    const export_ = join(folder, 'dan-cu.csv')
    writeFileSync(export_, '# 0190 | nơi nhận: Sở Y tế | 1/QĐ | 2026-11-22\nfullName,pin,birthDate,area,dau\nNguyễn Thị Lan,086300990001,1999-03-05,29602,a1\nTrần Văn Hậu,086200990002,1980-01-02,29602,a2\n')
    const list = join(folder, 'ds.csv')
    writeFileSync(list, 'Họ và tên,Ngày sinh,Số CCCD,Mã xã\nNguyễn Thị Lan,05/03/1999,86300990001,29602\n')
    const out = join(folder, 'from-export')
    await (await commands['link-sql']!()).run(['--dialect', 'duckdb', '--list', list, '--register', export_, '--out', out, '--expected', '--model', rootPath('docs', 'examples', 'model.json')], readConfig({}))
    assert.match(readFileSync(join(out, 'expected_answer.csv'), 'utf8'), /^0,0,matched,sure$/m)
  })

  it('says which dialects there are', async () => {
    const command = await commands['link-sql']!()
    await assert.rejects(command.run(['--dialect', 'oracle'], readConfig({})) as Promise<void>, /duckdb, postgresql, clickhouse, spark/)
  })
})
