import type { Environment } from './request-scope.ts'

export interface ProviderSettings {
  /** Address people type, without a slash at the end. */
  readonly publicUrl: string
  /** Header in which the reverse proxy hands on the client certificate it has verified; null: no mutual TLS. */
  readonly certificateHeader: string | null
}

let settings: ProviderSettings | undefined

export function setProviderSettings(given: ProviderSettings): void {
  settings = given
}

export function providerSettings(): ProviderSettings {
  if (!settings) throw new Error('the OpenID provider has no address yet: setProviderSettings comes first')
  return settings
}

/** The sandbox is a provider of its own beside the true one: nothing it issues is worth anything there. */
export const pathOf = (environment: Environment): string => (environment === 'live' ? '' : '/thu')

export const issuerOf = (environment: Environment): string => `${providerSettings().publicUrl}${pathOf(environment)}`

/** Only where the operator's proxy verifies client certificates. */
export const mutualTlsOffered = (): boolean => providerSettings().certificateHeader !== null
