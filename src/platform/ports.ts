/** A typed hole that a lower module declares and only `app/wire.ts` fills: calls go down, answers from above come through here. */
export interface Port<F extends (...args: never[]) => unknown> {
  readonly name: string
  readonly call: F
  fill(implementation: F): void
}

interface Hole {
  filled: boolean
}
const holes = new Map<string, Hole>()

/** Declares a port. Each name exists once in the program. */
export function definePort<F extends (...args: never[]) => unknown>(name: string): Port<F> {
  if (holes.has(name)) throw new Error(`port ${name} is declared twice`)
  const hole: Hole = { filled: false }
  holes.set(name, hole)
  let implementation: F | undefined
  return {
    name,
    call: ((...args: never[]) => {
      if (!implementation) throw new Error(`port ${name} is empty: src/app/wire.ts must fill it`)
      return implementation(...args)
    }) as F,
    fill(given) {
      implementation = given
      hole.filled = true
    },
  }
}

/** Start-up fails while a port is empty. */
export function emptyPorts(): string[] {
  return [...holes].filter(([, hole]) => !hole.filled).map(([name]) => name)
}
