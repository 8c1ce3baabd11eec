import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { refuseUnless } from './refusals.ts'

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. */
const cost = { parallelism: 1, memory: 19_456, passes: 2, tagLength: 32 } as const
const run = promisify(argon2)

/** With a second factor a password needs eight characters; no rules about kinds of characters (NIST SP 800-63B-4). */
const leastCharacters = 8
const common = new Set(['12345678', '123456789', '1234567890', 'password', 'matkhau123', 'matkhau1', 'abcd1234', '11111111', '88888888', 'anhyeuem', 'khongbiet', 'vietnam123', 'qwertyui', 'iloveyou'])

/** Refuses passwords that are short or on the list of common ones. */
export function checkPassword(password: string): void {
  const text = password.normalize('NFC')
  refuseUnless([...text].length >= leastCharacters, 'eid.password-too-short', { field: 'password', vars: { least: leastCharacters } })
  refuseUnless(!common.has(text.toLowerCase()), 'eid.password-common', { field: 'password' })
}

/** 'argon2id$salt$tag' in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await run('argon2id', { ...cost, message: Buffer.from(password.normalize('NFC')), nonce })
  return `argon2id$${nonce.toString('base64url')}$${Buffer.from(tag).toString('base64url')}`
}

/** Takes the same time whether there is a hash or not, so that nobody learns which accounts exist. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [, salt, tag] = (hash ?? `argon2id$${'A'.repeat(22)}$${'A'.repeat(43)}`).split('$') as [string, string, string]
  const made = Buffer.from(await run('argon2id', { ...cost, message: Buffer.from(password.slice(0, 200).normalize('NFC')), nonce: Buffer.from(salt, 'base64url') }))
  const expected = Buffer.from(tag, 'base64url')
  return hash !== undefined && made.length === expected.length && timingSafeEqual(made, expected)
}
