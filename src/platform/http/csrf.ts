import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { keys } from '../index.ts'
import { refuseUnless } from './refusals.ts'

/**
 * A form token: the keyed hash of what the browser holds in a cookie, masked by fresh random bytes so that a page
 * compressed many times over tells nothing about it (BREACH).
 */
export function csrfToken(binding: string): string {
  const mask = randomBytes(32)
  return Buffer.concat([mask, xor(mask, keys().hmac('session-csrf', binding))]).toString('base64url')
}

/** Was this token made for one of these cookies? */
export function csrfTokenHolds(token: string, bindings: readonly string[]): boolean {
  if (!looksLikeCsrfToken(token)) return false
  const bytes = Buffer.from(token, 'base64url')
  const mac = xor(bytes.subarray(0, 32), bytes.subarray(32))
  return bindings.some((binding) => keys().hmacMatches('session-csrf', binding, mac))
}

/** Has the shape of a token, as the forms of our pages carry it, whoever it was made for. */
export const looksLikeCsrfToken = (token: string): boolean => /^[\w-]{86}$/.test(token)

/**
 * Refuses a request that a browser says came from elsewhere. `Origin` decides, then `Sec-Fetch-Site`, then `Referer`;
 * a program that sends none of them is no browser with somebody's cookies (all since 2021 send the first).
 */
export function refuseOtherSites(request: FastifyRequest, ownHost: string): void {
  const { origin, referer, 'sec-fetch-site': site } = request.headers
  refuseUnless(site === undefined || site === 'same-origin' || site === 'none', 'http.other-site')
  const claimed = origin ?? (site === undefined ? referer : undefined)
  if (claimed !== undefined) refuseUnless(hostOf(claimed) === ownHost, 'http.other-site')
}

/** True when the browser names a page of ours as the sender; a request without `Origin` does not count. */
export function claimsOwnPage(request: FastifyRequest, ownHost: string): boolean {
  const { origin } = request.headers
  return origin !== undefined && hostOf(origin) === ownHost
}

function hostOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).host : null
}

function xor(a: Uint8Array, b: Uint8Array): Buffer {
  return Buffer.from(a.map((byte, i) => byte ^ b[i]!))
}
