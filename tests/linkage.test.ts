import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { bestOf, linkSides, meet, nameShares, newDictionaries, planPairs, prepare, ruleSql, sideLines, sideTable, Scorer, trainModel, width, type Dictionaries, type Linked, type LinkModel, type MatchInput, type Prepared } from '../src/data-ecosystem/linkage/index.ts'
import { openEngine } from '../src/data-ecosystem/quality/index.ts'
import { generatePeople, type PersonSeed } from '../synthetic/index.ts'
import { listErrors, sectorList, type ListLine } from '../synthetic/lists/sector-list.ts'

const asInput = (person: PersonSeed): MatchInput => ({ id: person.externalId, name: person.fullName, birth: person.birthDate, gender: person.gender, numbers: `${person.pin};${person.cmnd9}`, commune: person.residenceArea, address: person.residenceDetail })

describe('a list of people linked to the register', () => {
  let dictionaries: Dictionaries
  let left: Prepared
  let right: Prepared
  let list: ListLine[]
  let model: LinkModel
  let linked: Linked
  const folder = mkdtempSync(join(tmpdir(), 'congdan-linkage-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  before(async () => {
    const people = [...generatePeople({ seed: 'linkage-test', people: 12_000, errors: 'default' })].flatMap((household) => household.people)
    const strangers = [...generatePeople({ seed: 'linkage-strangers', people: 300, errors: 'none', withCast: false, prefix: '098' })].flatMap((household) => household.people)
    list = [...sectorList(people.filter((person, i) => i % 3 === 0 && person.lifeStatus === 'living'), strangers, listErrors['few-numbers'], 'test')]
    dictionaries = newDictionaries()
    right = prepare(people.map(asInput), people.length, dictionaries, 2026)
    left = prepare(list, list.length, dictionaries, 2026)
    model = trainModel({ left, right, dictionaries })
    linked = await linkSides({ left, right, dictionaries, model })
  })

  it('finds nearly everybody although four in five carry no number, and hardly ever the wrong one', () => {
    const best = bestOf(linked, left.n)
    const possible = list.filter((line) => line.truth !== '').length
    const automatic = list.flatMap((line, i) => (best.weight[i]! >= 3 ? [sameAs(right.ids[best.right[i]!]!, line.truth)] : []))
    const correct = automatic.filter(Boolean).length
    assert.ok(correct / automatic.length >= 0.998, `precision ${correct / automatic.length}`)
    assert.ok(correct / possible >= 0.95, `recall ${correct / possible}`)
  })

  it('says how many pairs a rule brings before it starts, exactly, and refuses what is beyond the budget', async () => {
    const plan = planPairs({ left, right, model })
    assert.deepEqual(Object.fromEntries(Object.entries(plan).map(([rule, { pairs }]) => [rule, pairs])), linked.planned)
    const few = { n: 150, rows: left.rows }
    const partly = await linkSides({ left: few, right, dictionaries, model })
    const met = (rules: LinkModel['blocking']): number => Array.from({ length: few.n }, (_, i) => Array.from({ length: right.n }, (_each, j) => j).filter((j) => meet(rules, left.rows, i, right.rows, j)).length).reduce((sum, n) => sum + n, 0)
    for (const rule of model.blocking) assert.equal(partly.planned[rule], met([rule]), rule)
    assert.equal(Object.values(partly.pairs).reduce((sum, n) => sum + n, 0), met(model.blocking), 'each pair once, whatever rules it meets')
    await assert.rejects(linkSides({ left, right, dictionaries, model, budget: 10 }), { code: 'linkage.over-budget' })
  })

  /** Pairs and weights of the SQL, by line and person. */
  async function bySql(sides: { readonly left: Prepared; readonly model: LinkModel }): Promise<Map<string, number>> {
    const engine = await openEngine({ memory: '1GB', threads: 1, folder })
    try {
      for (const [name, side] of [['list_side', sides.left], ['register_side', right]] as const) {
        const file = join(folder, `${name}.csv`)
        writeFileSync(file, [...sideLines(side, dictionaries, sides.model)].join('\n'))
        await engine.run(sideTable(name, file, sides.model))
      }
      const shares = nameShares(right, dictionaries)
      const values = (array: Float32Array): string => [...array].flatMap((share, i) => (share > 0 ? [`(${i}, ${share}::double)`] : [])).join(', ')
      await engine.run(`create table name_share as select * from (values ${values(shares.whole)}) v (plain, share)`)
      await engine.run(`create table surname_given_share as select k // ${shares.givens} as surname, k % ${shares.givens} as given, share from (values ${values(shares.surnameGiven)}) v (k, share)`)
      const found = new Map<string, number>()
      for (const rule of sides.model.blocking) for (const row of await engine.rows(ruleSql(rule, sides.model))) found.set(`${Number(row['list_row'])} ${Number(row['register_row'])}`, Number(row['weight']))
      return found
    } finally {
      engine.close()
    }
  }

  function assertEqual(found: ReadonlyMap<string, number>, kernel: Linked): void {
    assert.equal(found.size, kernel.left.length)
    let widest = 0
    for (let k = 0; k < kernel.left.length; k++) {
      const weight = found.get(`${kernel.left[k]} ${kernel.right[k]}`)
      assert.notEqual(weight, undefined)
      widest = Math.max(widest, Math.abs(weight! - kernel.weight[k]!))
    }
    assert.ok(widest < 1e-4, `weights differ by ${widest}`)
  }

  it('the kernel and the SQL of the same model give the same pairs and the same weights', async () => assertEqual(await bySql({ left, model }), linked))

  it('an old address that means one of several communes is compared as that: more are found than where it says nothing, none wrongly, and both engines agree', async () => {
    const communes = [...new Set(list.map((line) => line.commune).filter(Boolean))].toSorted()
    const others = (i: number, commune: string): string[] => [communes[i % communes.length]!, communes[(i * 7 + 3) % communes.length]!].filter((each) => each !== commune).slice(0, 1 + (i % 2))
    const doubtful = (i: number, line: ListLine): boolean => i % 2 === 0 && line.commune !== ''
    const silentLines = list.map((line, i): MatchInput => (doubtful(i, line) ? { ...line, commune: '' } : line))
    const severalLines = list.map((line, i): MatchInput => (doubtful(i, line) ? { ...line, commune: '', communes: [...others(i, line.commune), line.commune] } : line))
    const outcome = async (lines: readonly MatchInput[]): Promise<{ side: Prepared; own: LinkModel; kernel: Linked; recall: number; precision: number }> => {
      const side = prepare(lines, lines.length, dictionaries, 2026)
      const own = trainModel({ left: side, right, dictionaries })
      const kernel = await linkSides({ left: side, right, dictionaries, model: own })
      const best = bestOf(kernel, side.n)
      const said = list.flatMap((line, i) => (best.weight[i]! >= 3 ? [sameAs(right.ids[best.right[i]!]!, line.truth)] : []))
      const correct = said.filter(Boolean).length
      return { side, own, kernel, recall: correct / list.filter((line) => line.truth !== '').length, precision: correct / said.length }
    }
    const [silent, several] = [await outcome(silentLines), await outcome(severalLines)]
    assert.equal(silent.own.levels.address.m.length, 3)
    assert.equal(several.own.levels.address.m.length, 4, 'learnt from the list')
    assert.ok(several.recall > silent.recall, `recall ${several.recall}, ${silent.recall} without`)
    assert.ok(several.precision >= silent.precision - 0.0005, `precision ${several.precision}, ${silent.precision} without`)
    assertEqual(await bySql({ left: several.side, model: several.own }), several.kernel)
    const untaught = { ...several.own, levels: { ...several.own.levels, address: silent.own.levels.address } }
    const quiet = await linkSides({ left: several.side, right, dictionaries, model: untaught })
    assertEqual(await bySql({ left: several.side, model: untaught }), quiet)
    assert.deepEqual(quiet.weight, (await linkSides({ left: silent.side, right, dictionaries, model: untaught })).weight, 'to a model that did not learn it such an address says nothing')
  })

  it('pairs that are passed over unweighed are those that weigh too little, and are counted all the same', async () => {
    // As in a register of many millions: the prior is low, and who differs in everything but the day of birth cannot reach the weight.
    const strict: LinkModel = { ...model, prior: 1e-9, keep: 0 }
    const scorer = new Scorer(strict, nameShares(right, dictionaries), dictionaries)
    assert.ok(scorer.mostOfFar < strict.keep, 'some are passed over')
    const few = { n: 150, rows: left.rows }
    const partly = await linkSides({ left: few, right, dictionaries, model: strict })
    const kept = new Map<string, number>()
    let pairs = 0
    for (let i = 0; i < few.n; i++) {
      for (let j = 0; j < right.n; j++) {
        if (!meet(strict.blocking, left.rows, i, right.rows, j)) continue
        pairs++
        const weight = scorer.weight(left.rows, i * width, right.rows, j * width)
        if (weight >= strict.keep) kept.set(`${i} ${j}`, weight)
      }
    }
    assert.ok(kept.size > 20 && kept.size < pairs)
    assert.equal(Object.values(partly.pairs).reduce((sum, n) => sum + n, 0), pairs)
    assertEqual(kept, partly)
  })

  it('two threads give what one gives', async () => {
    const parallel = await linkSides({ left, right, dictionaries, model, threads: 2, threadsFrom: 0 })
    assert.deepEqual([parallel.planned, parallel.pairs], [linked.planned, linked.pairs])
    assert.deepEqual(parallel.weight, linked.weight)
  })
})

/** A person recorded twice has two records; either is right. */
const sameAs = (id: string, truth: string): boolean => id === truth || id.replace(/-D$/, '') === truth
