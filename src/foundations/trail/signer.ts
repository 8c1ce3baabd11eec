import type { Keystore } from '../../platform/index.ts'

/** Signs heads of the access log with Ed25519. */
export interface HeadSigner {
  sign(bytes: Uint8Array): Promise<{ readonly signature: Uint8Array; /** 32 bytes. */ readonly publicKey: Uint8Array }>
}

/** The key 'trail-checkpoint' of the keystore. */
export function keystoreSigner(store: Keystore): HeadSigner {
  return {
    async sign(bytes) {
      const made = await store.sign('trail-checkpoint', bytes)
      const key = (await store.publicKeys('trail-checkpoint')).find((known) => known.kid === made.kid)
      return { signature: made.bytes, publicKey: Buffer.from(key!.jwk.x!, 'base64url') }
    },
  }
}
