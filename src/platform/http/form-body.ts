import { refuseUnless } from './refusals.ts'
import type { FormBody } from './types.ts'

/** Form fields as the handlers see them. Refuses nothing: limits are kept where the bytes arrive. */
export function formBody(entries: Iterable<readonly [string, string]>): FormBody {
  const fields = new Map<string, string[]>()
  for (const [name, value] of entries) {
    const clean = value.normalize('NFC').replaceAll('\r\n', '\n').replaceAll('\0', '')
    const key = name.normalize('NFC').replaceAll('\0', '')
    const held = fields.get(key)
    if (held) held.push(clean)
    else fields.set(key, [clean])
  }
  const get = (name: string): string => fields.get(name)?.at(-1) ?? ''
  return {
    get,
    all: (name) => fields.get(name) ?? [],
    has: (name) => fields.has(name),
    names: () => [...fields.keys()],
    number: (name) => numberIn(get(name)),
    whole: (name) => wholeIn(get(name)),
    get raw() {
      return Object.fromEntries([...fields].filter(([name]) => !name.startsWith('_')))
    },
  }
}

/** Digits only: `Number` would also take '', '1e9', '0x10' and what no column can hold. */
export function numberIn(text: string): number {
  const digits = text.trim()
  return /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN
}

/** The same for a part of a hidden value. */
export function wholeIn(text: string): number {
  const found = numberIn(text)
  refuseUnless(!Number.isNaN(found), 'http.form-damaged')
  return found
}

export const emptyForm: FormBody = formBody([])
