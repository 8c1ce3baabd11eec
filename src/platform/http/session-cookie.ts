import { createHash, randomBytes } from 'node:crypto'

/** A new opaque session token: 256 random bits for the cookie, and the hash under which the session is stored. */
export function newSessionToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: sessionTokenHash(token) }
}

/** SHA-256 of a session token in hex: what the table of sessions holds and `resolveSession` receives. */
export function sessionTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Does this text have the shape of a token of ours? Spares the database a question for rubbish. */
export function looksLikeSessionToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text)
}
