import { createHash } from 'node:crypto'

/** A statement with its parameters apart from its text. Made only by the `sql` tag, so that no value is ever pasted into SQL. */
export class Query {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]

  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings
    this.values = values
  }

  /** The text with $1, $2 … and a name under which the server keeps the prepared statement. */
  compile(): { text: string; values: unknown[]; name: string } {
    let known = texts.get(this.strings)
    if (!known) {
      let text = this.strings[0]!
      for (let i = 1; i < this.strings.length; i++) text += `$${i}${this.strings[i]}`
      texts.set(this.strings, (known = { text, name: nameOf(text) }))
    }
    return { text: known.text, values: this.values as unknown[], name: known.name }
  }
}

/** Text and name of a statement put together once: the parts of a template, and of the templates spliced into it, are the same arrays every time. */
const texts = new WeakMap<readonly string[], { readonly text: string; readonly name: string }>()

const names = new Map<string, string>()

function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('base64url')
    if (names.size < 5_000) names.set(text, name)
  }
  return name
}

/** The parts of a template after what has been put into it so far, one step for each: found again by the arrays of the queries themselves. */
class Spliced {
  joined: readonly string[] | undefined
  #next: WeakMap<readonly string[], Spliced> | undefined

  with(strings: readonly string[]): Spliced {
    this.#next ??= new WeakMap()
    let next = this.#next.get(strings)
    if (!next) this.#next.set(strings, (next = new Spliced()))
    return next
  }
}

/** Stands for a value among the parts of a template. */
const aValue: readonly string[] = []
const templates = new WeakMap<readonly string[], Spliced>()

function tag(template: TemplateStringsArray, ...parts: unknown[]): Query {
  let place = templates.get(template)
  if (!place) templates.set(template, (place = new Spliced()))
  const values: unknown[] = []
  for (const part of parts) {
    place = place.with(part instanceof Query ? part.strings : aValue)
    if (!(part instanceof Query)) values.push(part)
    else for (const value of part.values) values.push(value)
  }
  return new Query((place.joined ??= joined(template, parts)), values)
}

function joined(template: TemplateStringsArray, parts: readonly unknown[]): string[] {
  const strings: string[] = [template[0]!]
  parts.forEach((part, i) => {
    const [first, ...rest] = part instanceof Query ? part.strings : ['', '']
    strings[strings.length - 1] += first!
    strings.push(...rest)
    strings[strings.length - 1] += template[i + 1]!
  })
  return strings
}

const identifiers = new Map<string, Query>()

/** `sql\`… ${value}\`` makes a Query; a nested Query is spliced in, everything else becomes a parameter. */
export const sql = Object.assign(tag, {
  /** A quoted identifier (table or column), for descriptors only, never for what a user typed. */
  ident(name: string): Query {
    if (!/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(name)) throw new Error(`not a plain SQL name: ${name}`)
    let known = identifiers.get(name)
    if (!known) identifiers.set(name, (known = new Query([name.split('.').map((part) => `"${part}"`).join('.')], [])))
    return known
  },
  join(parts: readonly Query[], separator = ', '): Query {
    const strings = ['']
    parts.forEach((part, i) => {
      strings[strings.length - 1] += (i === 0 ? '' : separator) + part.strings[0]!
      strings.push(...part.strings.slice(1))
    })
    return new Query(strings, parts.flatMap((part) => part.values))
  },
  /** A value for a json or jsonb column (arrays would else become SQL arrays). */
  json(value: unknown): unknown {
    return JSON.stringify(value)
  },
  empty: new Query([''], []),
})
