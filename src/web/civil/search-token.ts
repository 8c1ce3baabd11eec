import { keys, type Ctx, type OfficerActor } from '../../platform/index.ts'

const use = 'field-encryption'
const longest = 200
const contextOf = (ctx: Ctx): string => `civil-books-search/${(ctx.actor as OfficerActor).personId}`

/** What was asked of the books. */
export interface BookSearch { readonly kind: string; readonly year: string; readonly number: string; readonly name: string }

/** A search with a name in it, sealed for the officer who typed it: the address leads back to the list and tells nobody a name. */
export function sealSearch(ctx: Ctx, { kind, year, number, name }: BookSearch): string {
  const text = JSON.stringify([kind, year, number, name].map((each) => each.slice(0, longest)))
  return Buffer.from(keys().encrypt(use, Buffer.from(text, 'utf8'), contextOf(ctx))).toString('base64url')
}

/** Nothing for an address that was changed, or made for another officer. */
export function openSearch(ctx: Ctx, token: string | undefined): BookSearch | undefined {
  if (!isSealed(token)) return undefined
  try {
    const [kind, year, number, name] = JSON.parse(Buffer.from(keys().decrypt(use, Buffer.from(token, 'base64url'), contextOf(ctx))).toString('utf8')) as [string, string, string, string]
    return { kind, year, number, name }
  } catch {
    return undefined
  }
}

export const isSealed = (token: string | undefined): token is string => token !== undefined && /^[\w-]{20,4000}$/.test(token)
