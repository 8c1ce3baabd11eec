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
    let text = this.strings[0]!
    for (let i = 1; i < this.strings.length; i++) text += `$${i}${this.strings[i]}`
    return { text, values: this.values as unknown[], name: nameOf(text) }
  }
}

const names = new Map<string, string>()

function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('base64url')
    if (names.size < 5_000) names.set(text, name)
  }
  return name
}

function tag(template: TemplateStringsArray, ...parts: unknown[]): Query {
  const strings: string[] = [template[0]!]
  const values: unknown[] = []
  parts.forEach((part, i) => {
    if (part instanceof Query) {
      strings[strings.length - 1] += part.strings[0]!
      for (let k = 0; k < part.values.length; k++) {
        values.push(part.values[k])
        strings.push(part.strings[k + 1]!)
      }
    } else {
      values.push(part)
      strings.push('')
    }
    strings[strings.length - 1] += template[i + 1]!
  })
  return new Query(strings, values)
}

/** `sql\`… ${value}\`` makes a Query; a nested Query is spliced in, everything else becomes a parameter. */
export const sql = Object.assign(tag, {
  /** A quoted identifier (table or column), for descriptors only, never for what a user typed. */
  ident(name: string): Query {
    if (!/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(name)) throw new Error(`not a plain SQL name: ${name}`)
    return new Query([name.split('.').map((part) => `"${part}"`).join('.')], [])
  },
  join(parts: readonly Query[], separator = ', '): Query {
    if (parts.length === 0) return new Query([''], [])
    return parts.reduce((all, part) => tag`${all}${new Query([separator], [])}${part}`)
  },
  /** A value for a json or jsonb column (arrays would else become SQL arrays). */
  json(value: unknown): unknown {
    return JSON.stringify(value)
  },
  empty: new Query([''], []),
})
