import type { Account, BackchannelAuthenticationRequest, KoaContextWithOIDC } from 'oidc-provider'
import { errors } from 'oidc-provider'
import { isId } from '../../kernel/ids.ts'
import { findUsableAccount } from '../eid/index.ts'
import { signedInAs } from './acting.ts'
import { enqueueExpiry } from './ciba-push.ts'
import type { ClientNotes } from './client.ts'
import { scope } from './request-scope.ts'

/** A relying party names a person by the name it already knows (`sub`); never by a number, which anybody might try one after the other. */
export async function processLoginHint(_ctx: KoaContextWithOIDC, hint: string | undefined): Promise<string | undefined> {
  return hint !== undefined && !isId(hint) && /^[\w-]{43}$/.test(hint) ? hint : undefined
}

export async function refuseLoginHintToken(): Promise<string | undefined> {
  throw new errors.InvalidRequest('login_hint_token is not supported: send login_hint with the sub you know, or id_token_hint')
}

/** The request arrives at the person, or at whoever acts for them there, as a message; it is answered on our own pages. */
export async function triggerAuthenticationDevice(ctx: KoaContextWithOIDC, request: BackchannelAuthenticationRequest, account: Account): Promise<void> {
  const { ctx: ours } = scope()
  const holder = await findUsableAccount(ours.tx, signedInAs(account.accountId).accountId, ours.today)
  const { organisation, pushed } = (ctx.oidc.client as unknown as { congdan: ClientNotes }).congdan
  const message = request.params?.['binding_message']
  if (holder) ours.publish('openid.sign-in-asked', { personId: holder.personId, organisation, message: typeof message === 'string' ? message : null }, { subject: holder.personId })
  if (pushed) enqueueExpiry(ours, ctx.oidc.client!.clientId, { authReqId: request.jti, token: String(request.params?.['client_notification_token']) }, request.expiration)
}
