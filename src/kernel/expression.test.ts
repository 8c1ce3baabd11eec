import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { all, any, atLeast, before, evaluate, EVALUATOR_VERSION, fieldsOf, has, is, isCondition, isIn, lessThan, not, same, valueOf } from './expression.ts'
import type { Condition } from './expression.ts'

const values = { case: 'join', age: 5, born: '2026-05-13', moved: '2026-06-01', kinds: ['rent', 'loan'], empty: '', none: null, zero: 0, no: false, place: { commune: '28759' }, 'a.b': 'flat' }
const field = fc.constantFrom('case', 'age', 'born', 'kinds', 'place.commune', 'missing')
const scalar = fc.constantFrom('join', 'rent', 5, 0, true, null, '2026-05-13')
const { tree } = fc.letrec<{ tree: Condition; leaf: Condition }>((tie) => ({
  leaf: fc.oneof(fc.tuple(field, scalar).map(([f, v]) => is(f, v)), fc.tuple(field, fc.array(scalar, { maxLength: 3 })).map(([f, v]) => isIn(f, v)), field.map(has),
    fc.tuple(field, field).map(([a, b]) => same(a, b)), fc.tuple(field, scalar).map(([f, v]) => atLeast(f, v)), fc.tuple(field, field).map(([f, b]) => before(f, { field: b }))),
  tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('tree').map(not), fc.array(tie('tree'), { maxLength: 3 }).map((list) => all(...list)), fc.array(tie('tree'), { maxLength: 3 }).map((list) => any(...list))),
}))

describe('a condition', () => {
  const yes = (condition: Condition): void => assert.equal(evaluate(condition, values), true, JSON.stringify(condition))
  const no = (condition: Condition): void => assert.equal(evaluate(condition, values), false, JSON.stringify(condition))

  it('asks what a field is, also inside a group and among several answers', () => {
    yes(is('case', 'join'))
    no(is('case', 'Join'))
    no(is('age', '5'))
    yes(is('place.commune', '28759'))
    yes(is('a.b', 'flat'))
    yes(is('kinds', 'loan'))
    yes(isIn('kinds', ['own', 'rent']))
    no(isIn('case', []))
    yes(is('none', null))
    no(is('missing', null))
  })

  it('asks whether a field is answered: zero and false are answers, blank is none', () => {
    for (const answered of ['case', 'zero', 'no', 'kinds', 'place.commune']) yes(has(answered))
    for (const open of ['empty', 'none', 'missing', 'place.province', 'case.length', 'kinds.x', '']) no(has(open))
    assert.equal(evaluate(has('a'), { a: '  ' }), false)
    assert.equal(evaluate(has('a'), { a: [] }), false)
  })

  it('compares numbers with numbers and dates with dates, and nothing with what is missing', () => {
    yes(atLeast('age', 5))
    no(atLeast('age', 6))
    yes(lessThan('age', 6))
    yes(before('born', '2026-05-14'))
    no(before('born', '2026-05-13'))
    yes(before('born', { field: 'moved' }))
    for (const condition of [atLeast('missing', 0), lessThan('missing', 9), before('empty', '2026-01-01'), atLeast('age', '5'), atLeast('none', 0), before('born', { field: 'missing' })]) no(condition)
    yes(same('case', 'case'))
    no(same('missing', 'other'))
    no(same('empty', 'empty'))
    assert.ok(evaluate(same('a', 'b'), { a: ['x'], b: ['x'] }))
  })

  it('combines: none of nothing, all of nothing', () => {
    yes(all())
    no(any())
    yes(all(is('case', 'join'), not(is('age', 6))))
    yes(any(is('case', 'own'), has('age')))
  })

  it('never reads what every object inherits', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'place.constructor.name', 'case.length']) assert.equal(valueOf(values, name), undefined, name)
  })

  it('obeys logic on any tree, and is the same after a trip through JSON', () => {
    fc.assert(fc.property(tree, tree, (a, b) => {
      assert.equal(evaluate(not(all(a, b)), values), evaluate(any(not(a), not(b)), values))
      assert.equal(evaluate(not(not(a)), values), evaluate(a, values))
      const stored: unknown = JSON.parse(JSON.stringify(a))
      assert.ok(isCondition(stored))
      assert.equal(evaluate(stored, values), evaluate(a, values))
    }))
    assert.equal(EVALUATOR_VERSION, 1)
  })

  it('depends on nothing but the fields it names', () => {
    fc.assert(fc.property(tree, (condition) => {
      const read = new Set(fieldsOf(condition).map((name) => name.split('.')[0]!))
      const only = Object.fromEntries(Object.entries(values).filter(([name]) => read.has(name)))
      assert.equal(evaluate(condition, only), evaluate(condition, values))
    }))
    assert.deepEqual(fieldsOf(all(is('a', 1), not(same('b', 'a')), before('c', { field: 'd' }), atLeast('e', 1), any(has('f.g')))), ['a', 'b', 'c', 'd', 'e', 'f.g'])
  })
})

describe('a condition from outside', () => {
  it('is taken only when whole and known to the last member', () => {
    const bad = [null, undefined, 'is', [], {}, { op: 'is', field: 'a' }, { op: 'is', field: '', value: 1 }, { op: 'is', field: 'a', value: 1, extra: 1 }, { op: 'is', field: 'a', value: {} },
      { op: 'is', field: 'a', value: Number.NaN }, { op: 'in', field: 'a', values: 'b' }, { op: 'eval', of: 'x' }, { op: 'not', of: null }, { op: 'all', of: [is('a', 1), 1] }, { op: 'all', of: {} },
      { op: 'less', field: 'a', than: { field: '' } }, { op: 'same', a: 'a' }, { op: 'all', of: Array.from({ length: 201 }, () => has('a')) }]
    for (const value of bad) assert.equal(isCondition(value), false, JSON.stringify(value)?.slice(0, 80))
  })

  it('is refused when nested without end', () => {
    let deep: Condition = has('a')
    for (let i = 0; i < 100_000; i++) deep = not(deep)
    assert.equal(isCondition(deep), false)
  })

  it('of an unknown kind stops the evaluator', () => assert.throws(() => evaluate({ op: 'maybe' } as unknown as Condition, {}), RangeError))
})
