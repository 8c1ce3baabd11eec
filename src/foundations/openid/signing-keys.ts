import { createPublicKey, type KeyObject } from 'node:crypto'
import { ExternalSigningKey } from 'oidc-provider'
import { keys, millisecondsOf, type Instant, type PublicKey } from '../../platform/index.ts'

const use = 'identity-token'
/** Tokens live for minutes; hints made of old ID tokens for some days. After that the key is no longer published. */
const publishedDaysAfterRetirement = 30

/** The key stays behind the keystore's door: the library is given the public half and a way to ask for a signature. */
class KeystoreKey extends ExternalSigningKey {
  readonly #public: KeyObject

  constructor(key: PublicKey) {
    super()
    this.#public = createPublicKey({ key: key.jwk, format: 'jwk' })
    Object.assign(this, { kid: key.kid, alg: 'ES256' })
  }

  override keyObject(): KeyObject {
    return this.#public
  }

  override async sign(data: Uint8Array): Promise<Uint8Array> {
    const { kid, bytes } = await keys().sign(use, data)
    // Somebody turned the key since this request began: it is answered as busy and tried again, never signed under the wrong name.
    if (kid !== this.kid) throw new Error('the signing key was turned meanwhile')
    return bytes
  }
}

/** The newest key signs, those before it are still published: a rotation breaks nothing that was issued. */
export async function publishedKeys(now: Instant): Promise<readonly PublicKey[]> {
  const oldest = millisecondsOf(now) - publishedDaysAfterRetirement * 86_400_000
  return (await keys().publicKeys(use)).filter((key) => key.retiredAt === null || millisecondsOf(key.retiredAt) > oldest)
}

/** `sign` always uses the newest key, so that one must come first: the library takes the first that fits. */
export const signingKeys = (published: readonly PublicKey[]): ExternalSigningKey[] => published.map((key) => new KeystoreKey(key))
