import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { answersOf, linkSides, newDictionaries, prepare, trainModel, type LineAnswer, type MatchInput } from '../src/data-ecosystem/linkage/index.ts'
import { generatePeople, type PersonSeed } from '../synthetic/index.ts'
import { listErrors, sectorList, type ListLine } from '../synthetic/lists/sector-list.ts'

const asInput = (person: PersonSeed): MatchInput => ({ id: person.externalId, name: person.fullName, birth: person.birthDate, gender: person.gender, numbers: `${person.pin};${person.cmnd9}`, commune: person.residenceArea, address: person.residenceDetail })

/** Twins, brothers and sisters of one name, children of two marriages, names of other peoples: many of them, in a list where most carry no number. */
describe('a list of families that are hard to tell apart', () => {
  let list: ListLine[]
  let answers: Map<number, LineAnswer>
  let idOf: readonly string[]
  const shaped = new Map<string, Set<string>>()

  before(async () => {
    const households = [...generatePeople({ seed: 'families', people: 8_000, errors: 'none', withCast: false, shapes: { twins: 0.2, homonymSiblings: 0.2, remarriedMothers: 0.3, minorities: 0.3, ownNames: 0.8 } })]
    const people = households.flatMap((household) => household.people)
    for (const { externalId, shape, otherId } of households.flatMap((household) => household.shapes ?? [])) {
      for (const id of [externalId, otherId]) if (id !== '') shaped.set(shape, (shaped.get(shape) ?? new Set()).add(id))
    }
    const meant = people.filter((person, i) => person.lifeStatus === 'living' && (i % 5 === 0 || ['twin', 'homonym-sibling', 'own-name'].some((shape) => shaped.get(shape)?.has(person.externalId))))
    list = [...sectorList(meant, [], listErrors['few-numbers'], 'families')]
    const dictionaries = newDictionaries()
    const right = prepare(people.map(asInput), people.length, dictionaries, 2026)
    const left = prepare(list, list.length, dictionaries, 2026)
    idOf = right.ids
    const model = trainModel({ left, right, dictionaries })
    const linked = await linkSides({ left, right, dictionaries, model, threads: 1 })
    answers = new Map([...answersOf(linked, left, right, model, dictionaries)].map((answer) => [answer.line, answer]))
  })

  /** Of lines about these people: matched by itself, and of those the right ones. */
  function counted(of: (line: ListLine) => boolean): { lines: number; automatic: number; right: number } {
    const sum = { lines: 0, automatic: 0, right: 0 }
    for (const [i, line] of list.entries()) {
      if (!of(line)) continue
      sum.lines++
      const answer = answers.get(i)
      if (answer?.zone !== 'automatic') continue
      sum.automatic++
      if (idOf[answer.person] === line.truth) sum.right++
    }
    return sum
  }

  for (const shape of ['twin', 'homonym-sibling', 'remarried-mother', 'own-name']) {
    it(`${shape}: hardly ever the wrong one of the family by itself`, () => {
      const { lines, automatic, right } = counted((line) => shaped.get(shape)!.has(line.truth))
      assert.ok(lines > 50, `${lines} lines`)
      assert.ok(automatic > lines / 4, `${automatic} of ${lines} matched by themselves`)
      assert.ok(right / automatic >= 0.99, `${right} of ${automatic} right`)
    })
  }

  it('names of other peoples are found nearly as often as others', () => {
    const own = counted((line) => shaped.get('own-name')!.has(line.truth))
    const rest = counted((line) => ![...shaped.values()].some((ids) => ids.has(line.truth)))
    assert.ok(own.right / own.lines >= rest.right / rest.lines - 0.1, `${own.right / own.lines} against ${rest.right / rest.lines}`)
  })
})
