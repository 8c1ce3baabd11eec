import { readAhead } from './adapter.ts'
import { readHolderAhead } from './account.ts'
import type { Environment } from './request-scope.ts'

/** What a grant of this type is asked for with. */
const ofGrantType = new Map([['authorization_code', ['AuthorizationCode', 'code']], ['refresh_token', ['RefreshToken', 'refresh_token']]] as const) as ReadonlyMap<string, readonly ['AuthorizationCode' | 'RefreshToken', string]>

/**
 * The two calls that every sign-in ends with ask for a dozen things one after the other: what a code or token leads to is read ahead, in the transaction
 * of the call. It is only reading: who may use it, once, is decided by the library and by conditional updates, as ever.
 */
export async function foresee(environment: Environment, path: string, sent: { readonly body: string | null; readonly authorization: string | undefined }): Promise<void> {
  if (path.endsWith('/oidc/token')) {
    const asked = new URLSearchParams(sent.body ?? '')
    const [model, name] = ofGrantType.get(asked.get('grant_type') ?? '') ?? []
    const brought = name === undefined ? null : asked.get(name)
    const found = model && brought ? await readAhead(environment, model, brought) : undefined
    if (found && found.consumedAt === null) readHolderAhead(environment, found.payload, undefined)
  } else if (path.endsWith('/oidc/userinfo')) {
    const token = /^(?:Bearer|DPoP) ([\w-]{20,100})$/i.exec(sent.authorization ?? '')?.[1]
    const found = token ? await readAhead(environment, 'AccessToken', token) : undefined
    if (found) readHolderAhead(environment, found.payload, found.payload['grantId'])
  }
}
