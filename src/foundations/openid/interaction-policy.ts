import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { leastLevelAsked, levelOfAcr } from './acr.ts'
import { purposeAsked } from './purpose.ts'
import type { Environment } from './request-scope.ts'

const { base, Check } = interactionPolicy

/** When a person is asked something: the library's own checks, and that the sign-in is as strong and as fresh as the request or the registered purpose wants it. */
export function interactionPolicyOf(_environment: Environment): interactionPolicy.DefaultPolicy {
  const policy = base()
  const login = policy.get('login')!
  login.checks.add(new Check('too-weak', 'stronger authentication is required', 'unmet_authentication_requirements', (ctx) => {
    const { oidc } = ctx
    return oidc.session?.accountId !== undefined && levelOfAcr(oidc.session.acr) < levelNeeded(ctx) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT
  }))
  login.checks.add(new Check('not-fresh', 'recent authentication is required', 'login_required', (ctx) => {
    const within = purposeAsked(ctx).freshWithin
    const { session, result } = ctx.oidc
    return within !== null && session?.accountId !== undefined && session.past(within) && !result?.login ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT
  }))
  // The account of a session may have been locked since, or its holder have died: then nobody is signed in.
  login.checks.add(new Check('no-account', 'the account can no longer be used', 'login_required', ({ oidc }) => (oidc.session?.accountId !== undefined && oidc.account === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT)), 0)
  const consent = policy.get('consent')!
  consent.checks.remove('native_client_prompt')
  return policy
}

/** The higher of what the request asks by `acr_values` and what the purpose was registered with. */
export function levelNeeded(ctx: KoaContextWithOIDC): number {
  const asked = String(ctx.oidc.params?.['acr_values'] ?? '').split(' ').filter((one) => one !== '')
  return Math.max(leastLevelAsked(asked), purposeAsked(ctx).authLevel)
}
