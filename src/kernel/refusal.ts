/** A place in a form and what is wrong there, in words a person can act on. */
export interface FieldError {
  readonly field: string
  readonly vi: string
  readonly en?: string
}

/** What a refusal code means: the sentence, what to do next, and the HTTP status it maps to. */
export interface RefusalText {
  readonly vi: string
  readonly en?: string
  readonly next?: string
  /** HTTP status of the one problem document; 409 where nothing is said. */
  readonly status?: number
}

export interface RefusalOptions {
  readonly field?: string
  /** Fills `{name}` in the sentence. Never put a personal number here: refusals reach logs. */
  readonly vars?: Record<string, string | number>
  readonly errors?: readonly FieldError[]
  readonly data?: unknown
}

/** A lawful "no": typed, speaks to people, and is the only expected error of a use case. */
export class Refusal extends Error {
  readonly code: string
  readonly vi: string
  readonly en: string | undefined
  readonly next: string | undefined
  readonly status: number
  readonly field: string | undefined
  readonly errors: readonly FieldError[]
  readonly data: unknown

  constructor(code: string, text: RefusalText, options: RefusalOptions = {}) {
    const vi = fill(text.vi, options.vars)
    super(`${code}: ${vi}`)
    this.name = 'Refusal'
    this.code = code
    this.vi = vi
    this.en = text.en === undefined ? undefined : fill(text.en, options.vars)
    this.next = text.next === undefined ? undefined : fill(text.next, options.vars)
    this.status = text.status ?? 409
    this.field = options.field
    this.errors = options.errors ?? []
    this.data = options.data
  }
}

export interface Refusals<C extends string> {
  /** Throws the refusal of that code. */
  refuse(code: C, options?: RefusalOptions): never
  /** Throws unless the condition holds. */
  refuseUnless(condition: unknown, code: C, options?: RefusalOptions): asserts condition
  readonly texts: Readonly<Record<C, RefusalText>>
}

/** The refusals of one module: every code with its sentence, in one readable table. */
export function refusals<C extends string>(texts: Readonly<Record<C, RefusalText>>): Refusals<C> {
  const refuse = (code: C, options?: RefusalOptions): never => {
    throw new Refusal(code, texts[code], options)
  }
  return {
    texts,
    refuse,
    refuseUnless(condition, code, options) {
      if (!condition) refuse(code, options)
    },
  }
}

function fill(sentence: string, vars: Record<string, string | number> | undefined): string {
  if (!vars) return sentence
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in vars ? String(vars[name]) : whole))
}
