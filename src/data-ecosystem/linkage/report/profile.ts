import { Tally, type CountedLine } from './counted-line.ts'
import type { LineFacts } from './line-facts.ts'

type Kinds<K extends 'name' | 'number' | 'birth' | 'gender' | 'commune' | 'address'> = Readonly<Record<LineFacts[K], number>>

/** How the columns of a list look: how many of each kind, and of values only what belongs to many. */
export interface Profile {
  readonly name: Kinds<'name'>
  readonly distinctNames: number
  /** The commonest surnames, each of at least ten lines. */
  readonly surnames: readonly { readonly surname: string; readonly lines: number }[]
  readonly number: Kinds<'number'>
  /** Lines whose twelve digits stand in another line too. */
  readonly sharedNumbers: number
  readonly birth: Kinds<'birth'>
  readonly firstOfJanuary: number
  readonly decades: readonly { readonly decade: number; readonly lines: number }[]
  readonly gender: Kinds<'gender'>
  readonly commune: Kinds<'commune'>
  readonly address: Kinds<'address'>
  /** Lines that another line repeats: equal name and date of birth. */
  readonly repeated: number
}

const fewest = 10

export class ProfileCount {
  readonly #kinds = new Tally<string>()
  readonly #names = new Set<string>()
  readonly #surnames = new Tally<string>()
  readonly #decades = new Tally<number>()
  readonly #numbers = new Tally<number>()
  readonly #nameAndBirth = new Tally<number>()
  #firstOfJanuary = 0

  add({ facts, birth }: CountedLine): void {
    for (const column of ['name', 'number', 'birth', 'gender', 'commune', 'address'] as const) this.#kinds.add(`${column} ${facts[column]}`)
    if (facts.plain !== '') this.#names.add(facts.plain)
    if (facts.surname !== '') this.#surnames.add(facts.surname)
    if (facts.year > 0) this.#decades.add(Math.floor(facts.year / 10) * 10)
    if (facts.pin) this.#numbers.add(Number(facts.pin))
    if (facts.plain !== '' && birth.trim() !== '') this.#nameAndBirth.add(keyOf(`${facts.plain}|${birth.trim()}`))
    if (facts.firstOfJanuary) this.#firstOfJanuary++
  }

  done(): Profile {
    const kinds = <K extends Parameters<typeof this.kindsOf>[0]>(column: K, names: readonly LineFacts[K][]): Kinds<K> => this.kindsOf(column, names) as Kinds<K>
    return {
      name: kinds('name', ['marked', 'unmarked', 'unreadable', 'empty']),
      distinctNames: this.#names.size,
      surnames: [...this.#surnames.counts].filter(([, n]) => n >= fewest).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 6).map(([surname, lines]) => ({ surname, lines })),
      number: kinds('number', ['pin', 'padded', 'cmnd', 'unreadable', 'empty']), sharedNumbers: inGroups(this.#numbers),
      birth: kinds('birth', ['whole', 'partial', 'unreadable', 'empty']), firstOfJanuary: this.#firstOfJanuary,
      decades: [...this.#decades.counts].toSorted((a, b) => a[0] - b[0]).map(([decade, lines]) => ({ decade, lines })),
      gender: kinds('gender', ['male', 'female', 'unreadable', 'empty']), commune: kinds('commune', ['known', 'unreadable', 'empty']), address: kinds('address', ['said', 'empty']),
      repeated: inGroups(this.#nameAndBirth),
    }
  }

  kindsOf(column: 'name' | 'number' | 'birth' | 'gender' | 'commune' | 'address', names: readonly string[]): Record<string, number> {
    return Object.fromEntries(names.map((name) => [name, this.#kinds.of(`${column} ${name}`)]))
  }
}

const inGroups = (tally: Tally<number>): number => [...tally.counts.values()].reduce((sum, n) => sum + (n > 1 ? n : 0), 0)

/** A text as a number of 53 bits: two texts of a list with the same one are not to be expected. */
function keyOf(text: string): number {
  let [a, b] = [0x811c9dc5, 0x9e3779b9]
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i)
    a = Math.imul(a ^ sign, 0x01000193)
    b = Math.imul(b ^ sign, 0x85ebca6b)
    b ^= b >>> 13
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff)
}
