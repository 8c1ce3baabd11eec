/** Kept with every frozen procedure. Raise it when any condition would be answered otherwise than before. */
export const EVALUATOR_VERSION = 1

export type Scalar = string | number | boolean | null
/** A constant, or the value of another field. */
export type Operand = Scalar | { readonly field: string }

/** A condition on the values of a form, plain JSON: the browser, the server and a frozen dossier read the same tree. */
export type Condition =
  | { readonly op: 'is'; readonly field: string; readonly value: Scalar }
  | { readonly op: 'in'; readonly field: string; readonly values: readonly Scalar[] }
  | { readonly op: 'has'; readonly field: string }
  | { readonly op: 'not'; readonly of: Condition }
  | { readonly op: 'all'; readonly of: readonly Condition[] }
  | { readonly op: 'any'; readonly of: readonly Condition[] }
  | { readonly op: 'same'; readonly a: string; readonly b: string }
  | { readonly op: 'less'; readonly field: string; readonly than: Operand }
  | { readonly op: 'at-least'; readonly field: string; readonly than: Operand }

/** Answers by field; 'newHousehold.commune' is looked up whole first, then step by step. */
export type Values = Readonly<Record<string, unknown>>

// ── builders ────────────────────────────────────────────────────────────────

export const is = (field: string, value: Scalar): Condition => ({ op: 'is', field, value })
export const isIn = (field: string, values: readonly Scalar[]): Condition => ({ op: 'in', field, values })
/** The field is answered. */
export const has = (field: string): Condition => ({ op: 'has', field })
export const not = (of: Condition): Condition => ({ op: 'not', of })
/** Every one; with none, always. */
export const all = (...of: readonly Condition[]): Condition => ({ op: 'all', of })
/** At least one; with none, never. */
export const any = (...of: readonly Condition[]): Condition => ({ op: 'any', of })
/** Both fields are answered and equal. */
export const same = (a: string, b: string): Condition => ({ op: 'same', a, b })
export const lessThan = (field: string, than: Operand): Condition => ({ op: 'less', field, than })
export const atLeast = (field: string, than: Operand): Condition => ({ op: 'at-least', field, than })
/** The date of the field lies before a date ('YYYY-MM-DD') or the date of another field. */
export const before = (field: string, than: string | { readonly field: string }): Condition => ({ op: 'less', field, than })

// ── the evaluator ───────────────────────────────────────────────────────────

/**
 * True or false for any values. An unanswered field is, equals, exceeds and precedes nothing; a field with several answers
 * (a list) "is" each of them; numbers compare with numbers and texts with texts, never across. RangeError for an unknown node.
 */
export function evaluate(node: Condition, values: Values): boolean {
  switch (node.op) {
    case 'is': return answers(valueOf(values, node.field)).includes(node.value)
    case 'in': return answers(valueOf(values, node.field)).some((answer) => (node.values as readonly unknown[]).includes(answer))
    case 'has': return isAnswered(valueOf(values, node.field))
    case 'not': return !evaluate(node.of, values)
    case 'all': return node.of.every((inner) => evaluate(inner, values))
    case 'any': return node.of.some((inner) => evaluate(inner, values))
    case 'same': return equal(valueOf(values, node.a), valueOf(values, node.b))
    case 'less': return compare(valueOf(values, node.field), operand(node.than, values)) === -1
    case 'at-least': return (compare(valueOf(values, node.field), operand(node.than, values)) ?? -1) >= 0
    default: throw new RangeError('a condition of an unknown kind')
  }
}

/** The value of a field, undefined when there is none; never a property every object inherits. */
export function valueOf(values: Values, field: string): unknown {
  if (Object.hasOwn(values, field)) return values[field]
  let value: unknown = values
  for (const step of field.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Values)[step]
  }
  return value
}

/** Answered: not undefined, null, blank text or an empty list. False and 0 are answers. */
export function isAnswered(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null
}

/** Every field the condition reads, each once, in order of first use. */
export function fieldsOf(node: Condition): string[] {
  return [...new Set(readFields(node))]
}

function readFields(node: Condition): string[] {
  switch (node.op) {
    case 'not': return readFields(node.of)
    case 'all':
    case 'any': return node.of.flatMap(readFields)
    case 'same': return [node.a, node.b]
    case 'less':
    case 'at-least': return isFieldRef(node.than) ? [node.field, node.than.field] : [node.field]
    default: return [node.field]
  }
}

function answers(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

function operand(of: Operand, values: Values): unknown {
  return isFieldRef(of) ? valueOf(values, of.field) : of
}

function equal(a: unknown, b: unknown): boolean {
  if (!isAnswered(a) || !isAnswered(b)) return false
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => item === b[i])
  return a === b
}

function compare(a: unknown, b: unknown): -1 | 0 | 1 | undefined {
  const numbers = typeof a === 'number' && typeof b === 'number' && !Number.isNaN(a) && !Number.isNaN(b)
  const texts = typeof a === 'string' && typeof b === 'string' && a !== '' && b !== ''
  if (!numbers && !texts) return undefined
  return a === b ? 0 : a < b ? -1 : 1
}

// ── the check of what comes from outside ────────────────────────────────────

const MAX_DEPTH = 30
const MAX_CHILDREN = 200

/** True for a well-formed tree of at most 30 levels and 200 parts a node, with no member the evaluator would not read. */
export function isCondition(value: unknown, depth = MAX_DEPTH): value is Condition {
  if (depth === 0 || !isPlain(value)) return false
  switch (value['op']) {
    case 'is': return exactly(value, 'field', 'value') && isName(value['field']) && isScalar(value['value'])
    case 'in': return exactly(value, 'field', 'values') && isName(value['field']) && isList(value['values'], isScalar)
    case 'has': return exactly(value, 'field') && isName(value['field'])
    case 'not': return exactly(value, 'of') && isCondition(value['of'], depth - 1)
    case 'all':
    case 'any': return exactly(value, 'of') && isList(value['of'], (inner) => isCondition(inner, depth - 1))
    case 'same': return exactly(value, 'a', 'b') && isName(value['a']) && isName(value['b'])
    case 'less':
    case 'at-least': return exactly(value, 'field', 'than') && isName(value['field']) && isOperand(value['than'])
    default: return false
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function exactly(value: Record<string, unknown>, ...members: readonly string[]): boolean {
  return Object.keys(value).length === members.length + 1 && members.every((member) => Object.hasOwn(value, member))
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 200
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
}

function isOperand(value: unknown): value is Operand {
  return isFieldRef(value) ? isName(value.field) : isScalar(value)
}

function isFieldRef(value: unknown): value is { readonly field: string } {
  return isPlain(value) && Object.keys(value).length === 1 && typeof value['field'] === 'string'
}

function isList(value: unknown, of: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length <= MAX_CHILDREN && value.every(of)
}
