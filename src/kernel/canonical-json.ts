export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * The one text of a JSON value (RFC 8785, JCS): keys in UTF-16 order, no spaces, numbers as ECMAScript writes them.
 * Members that are undefined are left out, as JSON does. Refuses (TypeError) what has no exact JSON form: NaN, infinities,
 * lone surrogates, big integers, undefined in a list, functions, dates and other class instances, cycles.
 */
export function canonicalJson(value: unknown): string {
  return write(value, [])
}

/** The same value again from its text. */
export function parseJson(text: string): Json {
  return JSON.parse(text) as Json
}

function write(value: unknown, path: readonly object[]): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return writeString(value)
  if (typeof value === 'number') return writeNumber(value)
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} has no canonical JSON`)
  if (path.includes(value)) throw new TypeError('a value that contains itself has no canonical JSON')
  const inside = [...path, value]
  if (Array.isArray(value)) return `[${Array.from(value, (item) => write(item, inside)).join(',')}]`
  return writeObject(value, inside)
}

function writeObject(value: object, path: readonly object[]): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('only plain objects have canonical JSON')
  const members: string[] = []
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key]
    if (member !== undefined) members.push(`${writeString(key)}:${write(member, path)}`)
  }
  return `{${members.join(',')}}`
}

function writeString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate has no canonical JSON')
  return JSON.stringify(text)
}

function writeNumber(n: number): string {
  if (!Number.isFinite(n)) throw new TypeError('a number without end has no canonical JSON')
  return JSON.stringify(n)
}
