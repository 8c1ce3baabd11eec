import type { Provider, Session } from 'oidc-provider'
import { allow, type Ctx } from '../../platform/index.ts'
import { HeldResponse, requestOf } from './held-exchange.ts'
import { notesOf, providerFor } from './provider.ts'
import { refuse } from './refusals.ts'
import { inScope, scopeOf, type Environment } from './request-scope.ts'
import { askerOf, type Asker, type BrowserCookies } from './requests.ts'

interface State { readonly secret?: string; readonly clientId?: string; readonly postLogoutRedirectUri?: string }

/** What the library keeps for forms of this browser between two requests. */
async function withState<T>(ctx: Ctx, environment: Environment, cookies: BrowserCookies, work: (state: State, provider: Provider) => Promise<T>): Promise<T> {
  const provider = await providerFor(environment)
  return inScope(scopeOf(ctx), async () => {
    const request = requestOf({ method: 'GET', url: '/', headers: { cookie: Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; ') }, body: null, remote: '' }, '')
    const session: Session = await provider.Session.get(provider.createContext(request, new HeldResponse(request)) as never)
    return work((session.state ?? {}) as State, provider)
  })
}

async function askerById(provider: Provider, clientId: string | undefined): Promise<Asker | null> {
  const client = clientId === undefined ? undefined : await provider.Client.find(clientId)
  return client ? askerOf(client.clientId, client.clientName ?? client.clientId, notesOf(client)) : null
}

export interface SignOutQuestion {
  /** Goes back with the form: only a page of ours can know it. */
  readonly xsrf: string
  readonly from: Asker | null
  /** Where the browser goes afterwards. */
  readonly goesTo: string
}

/** A relying party sent the browser here to sign out. Refuses without such a request. */
export async function signOutQuestion(ctx: Ctx, environment: Environment, cookies: BrowserCookies): Promise<SignOutQuestion> {
  allow(ctx, 'openid.serve')
  return withState(ctx, environment, cookies, async (state, provider) => {
    if (!state.secret) return refuse('openid.request-ended')
    const back = state.postLogoutRedirectUri
    return { xsrf: state.secret, from: await askerById(provider, state.clientId), goesTo: back && URL.canParse(back) ? new URL(back).origin : '' }
  })
}

export interface DeviceQuestion {
  /** Null: the browser must pass by the device address of the protocol first. */
  readonly xsrf: string | null
  readonly code: string
  /** Null where no device waits with this code. */
  readonly from: Asker | null
}

/** Which device waits with this code, for the page on which a person says that it is the one in front of them. */
export async function deviceQuestion(ctx: Ctx, environment: Environment, cookies: BrowserCookies, typed: string): Promise<DeviceQuestion> {
  allow(ctx, 'openid.serve')
  const letters = typed.toUpperCase().replace(/[^BCDFGHJKLMNPQRSTVWXZ]/g, '')
  return withState(ctx, environment, cookies, async (state, provider) => {
    const found = letters.length === 8 ? await provider.DeviceCode.findByUserCode(letters, { ignoreExpiration: false }) : undefined
    const waiting = found && !found.isExpired && !found.accountId && !found.error && !found.inFlight ? found : undefined
    return { xsrf: state.secret ?? null, code: letters.length === 8 ? `${letters.slice(0, 4)}-${letters.slice(4)}` : typed.slice(0, 20), from: await askerById(provider, waiting?.clientId) }
  })
}
