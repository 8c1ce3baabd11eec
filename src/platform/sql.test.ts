import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'node:test'
import { Query, sql } from './sql.ts'

type Tree = { readonly value: number } | { readonly parts: readonly Tree[] }

const trees = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof({ maxDepth: 3 }, fc.record({ value: fc.nat(9) }), fc.record({ parts: fc.array(tie('tree'), { maxLength: 2 }) })),
})).tree

const one = (part: unknown): Query => sql`[${part}]`
const two = (a: unknown, b: unknown): Query => sql`<${a}|${b}>`
/** A value stands where another time a query stands: the same templates over and over. */
const built = (tree: Tree): unknown => {
  if ('value' in tree) return tree.value
  const [a, b] = tree.parts
  return a === undefined ? sql`()` : b === undefined ? one(built(a)) : two(built(a), built(b))
}
const written = (tree: Tree, values: number[]): string => {
  if ('value' in tree) return `$${values.push(tree.value)}`
  const [a, b] = tree.parts
  return a === undefined ? '()' : b === undefined ? `[${written(a, values)}]` : `<${written(a, values)}|${written(b, values)}>`
}

describe('sql', () => {
  it('puts queries and values together in their places, whatever stood there before', () => {
    fc.assert(fc.property(fc.array(trees, { minLength: 1, maxLength: 8 }), (all) => {
      for (const tree of all) {
        const values: number[] = []
        const text = `select ${written(tree, values)}`
        const compiled = sql`select ${built(tree)}`.compile()
        assert.deepEqual([compiled.text, compiled.values], [text, values])
      }
    }))
  })

  it('has one name for one text, and another for another', () => {
    const of = (n: number, table: string) => sql`select ${n} from ${sql.ident(table)}`.compile()
    assert.equal(of(1, 'a').name, of(2, 'a').name)
    assert.notEqual(of(1, 'a').name, of(1, 'b').name)
    assert.throws(() => sql.ident('a; drop table b'))
  })

  it('joins any number of parts', () => {
    const list = (values: readonly number[]) => sql`(${sql.join(values.map((value) => sql`${value}::int`))})`.compile()
    assert.deepEqual([list([1, 2, 3]).text, list([1, 2, 3]).values, list([]).text], ['($1::int, $2::int, $3::int)', [1, 2, 3], '()'])
    assert.equal(sql`${sql.join([sql`a`, sql`b = ${1}`], ' and ')} ${2}`.compile().text, 'a and b = $1 $2')
    assert.equal(list(Array.from({ length: 20_000 }, (_, i) => i)).values.length, 20_000)
  })
})
