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
  return {
    get: (name) => fields.get(name)?.at(-1) ?? '',
    all: (name) => fields.get(name) ?? [],
    has: (name) => fields.has(name),
    names: () => [...fields.keys()],
    get raw() {
      return Object.fromEntries([...fields].filter(([name]) => !name.startsWith('_')))
    },
  }
}

export const emptyForm: FormBody = formBody([])
