const email = /[^\s@"'<>(),;:]{1,64}@[^\s@"'<>(),;:]+\.[^\s@"'<>(),;:]+/g
/**
 * Nine digits or more (identity numbers, phones, insurance, tax), with or without spaces, dots or dashes between groups. No upper end:
 * a number that other digits happen to stand beside is hidden with them.
 */
const digits = /(?<![0-9A-Za-z])\+?\d(?:[ .-]?\d){8,}(?![0-9A-Za-z])/g

/**
 * Replaces what may be a personal number, a phone number or a mail address. Errs on the side of hiding:
 * a log needs none of them.
 */
export function maskPersonalData(text: string): string {
  const shorter = text.includes('@') ? text.replace(email, '[thư]') : text
  return shorter.replace(digits, '[số]')
}

/** The same for a whole value, keys included, to a depth of eight; errors become name, message and stack, other objects of a class their name. */
export function maskDeep(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskPersonalData(value)
  if (typeof value === 'number' || typeof value === 'bigint') {
    const text = String(value)
    return maskPersonalData(text) === text ? value : '[số]'
  }
  if (value === null || typeof value !== 'object') return value
  if (depth >= 8) return '[sâu]'
  if (value instanceof Error) return errorForLog(value, depth)
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => maskDeep(item, depth + 1))
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`
  // A request, a socket, a pool: whatever a class holds is not for the log.
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return value instanceof Date ? value.toISOString() : `[${value.constructor.name}]`
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [maskPersonalData(key), maskDeep(item, depth + 1)]))
}

/**
 * Of a database error only what names the place: its detail line repeats values of the row, and its message may
 * quote what somebody typed (class 22, "invalid input syntax for type date: …").
 */
function errorForLog(error: Error, depth: number): unknown {
  const { code, constraint, table } = error as Error & { code?: unknown; constraint?: unknown; table?: unknown }
  const isSqlState = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)
  const masked = (text: string) => maskPersonalData(isSqlState ? text.replaceAll(/"[^"\n]*"/g, '"…"') : text)
  return {
    name: error.name,
    message: masked(error.message),
    stack: masked(error.stack ?? ''),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    ...(error.cause === undefined ? {} : { cause: maskDeep(error.cause, depth + 1) }),
  }
}
