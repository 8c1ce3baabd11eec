import { canonicalTelex } from '../name-forms.ts'
import { plainKey } from '../../../kernel/vietnamese-text.ts'

/** One part of a value with how it compares to the other side. */
export interface Part {
  readonly text: string
  readonly how: 'same' | 'marks' | 'other'
}

/** Syllables of `shown` beside `other`, in order: alike, alike but for marks, or other. A syllable more or less does not make all that follow differ. */
export function nameParts(shown: string, other: string): Part[] {
  const [a, b] = [wordsOf(shown), wordsOf(other)]
  const pairs = aligned(a.map(plainKey), b.map(plainKey))
  return a.map((text, i) => {
    const match = pairs.get(i)
    return { text, how: match === undefined ? 'other' : canonicalTelex(text) === canonicalTelex(b[match]!) ? 'same' : 'marks' }
  })
}

/** Digits of `shown` beside `other`, place by place; numbers of other lengths are compared from the right, where lost zeros do no harm. */
export function digitParts(shown: string, other: string): Part[] {
  return [...shown].map((text, i) => ({ text, how: other[other.length - shown.length + i] === text ? 'same' : 'other' }))
}

/** Day, month and year of `shown` beside `other`; what the other side does not say is no difference. */
export function dateParts(shown: string, other: string): Part[] {
  const [a, b] = [shown.split('/'), other === '' ? [] : other.split('/')]
  return a.map((text, i) => {
    const beside = b[b.length - a.length + i]
    return { text, how: beside === undefined || beside === text ? 'same' : 'other' }
  })
}

const wordsOf = (text: string): string[] => text.normalize('NFC').split(/\s+/).filter((word) => word !== '')

/** The longest common part of two lists of words, as places of the first and the second. */
function aligned(a: readonly string[], b: readonly string[]): Map<number, number> {
  const lengths = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
  const found = new Map<number, number>()
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) found.set(i++, j++)
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++
    else j++
  }
  return found
}
