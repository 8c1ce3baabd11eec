import { keys } from '../../platform/index.ts'

/** A compact JWS by the key that signs ID tokens (`/oidc/jwks`), of a type of its own so that it never passes for another token. */
export async function signedToken(typ: 'logout+jwt' | 'secevent+jwt', payload: Readonly<Record<string, unknown>>): Promise<string> {
  const [key] = await keys().publicKeys('identity-token')
  const head = [{ alg: 'ES256', typ, kid: key!.kid }, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const { kid, bytes } = await keys().sign('identity-token', Buffer.from(head))
  if (kid !== key!.kid) throw new Error('the signing key was turned meanwhile')
  return `${head}.${Buffer.from(bytes).toString('base64url')}`
}
