import type { PageRequest, SetCookie } from '../../platform/http/index.ts'

const seconds = 1_800

/** What one page hands to the next of the same short piece of work, without an address that holds a secret: in a cookie no script reads. */
export const keepPending = (name: string, parts: readonly string[]): SetCookie => ({ name, value: Buffer.from(JSON.stringify(parts)).toString('base64url'), maxAgeSeconds: seconds, sameSite: 'Strict' })
export const dropPending = (name: string): SetCookie => ({ name, value: null })

export function pendingOf(req: PageRequest, name: string, count: number): string[] | undefined {
  try {
    const parts = JSON.parse(Buffer.from(req.cookies[name] ?? '', 'base64url').toString()) as unknown
    return Array.isArray(parts) && parts.length === count && parts.every((part): part is string => typeof part === 'string' && part.length <= 200) ? parts : undefined
  } catch {
    return undefined
  }
}
