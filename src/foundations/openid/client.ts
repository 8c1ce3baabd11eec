import type { JsonWebKey } from 'node:crypto'
import type { Instant, PlainDate } from '../../platform/index.ts'
import type { Fact } from './facts.ts'
import type { Environment } from './request-scope.ts'

/** Why a relying party asks, and what for: the person agrees to each purpose by itself. */
export interface ClientPurpose {
  readonly code: string
  readonly vi: string
  readonly en: string
  /** What happens to somebody who says no. */
  readonly ifRefused: string
  /** How long an agreement holds. */
  readonly days: number
  readonly facts: readonly { readonly fact: Fact; readonly why: string; readonly required: boolean }[]
  /** Authentication level of NĐ 69/2024 art. 20 below which nothing is told. */
  readonly authLevel: 1 | 2 | 3 | 4
  /** Seconds after which the person must have signed in anew before anything is told; null: does not matter. */
  readonly freshWithin: number | null
}

export type ClientAuth = 'private_key_jwt' | 'mtls' | 'none'

/** What an organisation says of its system. Shown to the two who approve exactly so. */
export interface ClientSettings {
  readonly name: string
  readonly homeUrl: string
  /** `fapi2`: FAPI 2.0 Security Profile – pushed requests and sender-bound tokens only. */
  readonly profile: 'standard' | 'fapi2'
  readonly auth: ClientAuth
  readonly redirectUris: readonly string[]
  readonly postLogoutUris: readonly string[]
  readonly backchannelLogoutUri: string | null
  /** Where events about agreements and decisions are sent; older settings do not say. */
  readonly eventsUri?: string | null
  /** Public keys; for mutual TLS with the certificate in `x5c`. */
  readonly keys: readonly JsonWebKey[]
  readonly offline: boolean
  /** Sign-in on another device: a code that is scanned or typed (device flow), or a request that arrives at the person (CIBA). */
  readonly elsewhere: readonly ('device' | 'ciba')[]
  /** Where it is told that a person answered (CIBA ping); without it, and in older settings, the party asks (poll). */
  readonly cibaPingUri?: string | null
  /** At that address the tokens themselves arrive (CIBA push), and are fetched no more; older settings do not say. */
  readonly cibaPush?: boolean
  readonly purposes: readonly ClientPurpose[]
  /** Number and date of the agreement with the operator; of the decision on the security level of the system (≥ 3 for bodies of the state). */
  readonly agreement: string
  readonly securityDecision: string
  /** The last day on which the agreement holds: afterwards the client is in force no more. Older settings and agreements without an end do not say. */
  readonly agreementUntil?: PlainDate | null
}

export type ClientState = 'draft' | 'waiting' | 'approved' | 'refused' | 'suspended'

export interface Client {
  readonly clientId: string
  readonly organisationId: string
  readonly environment: Environment
  readonly state: ClientState
  readonly version: number
  readonly settings: ClientSettings
  readonly inForce: ClientSettings | null
  readonly createdAt: Instant
  readonly submittedAt: Instant | null
}

export interface RelyingOrganisation {
  readonly organisationId: string
  readonly name: string
  readonly businessNumber: string
  readonly kind: 'state' | 'licensed-provider' | 'other'
  readonly licence: string | null
  readonly contactName: string
  readonly contactEmail: string
  readonly dataOfficer: string
  readonly verifiedAt: Instant | null
}

/** What the provider carries along with a client. */
export interface ClientNotes {
  readonly organisationId: string
  readonly organisation: string
  readonly licence: string | null
  readonly profile: ClientSettings['profile']
  readonly environment: Environment
  readonly purposes: readonly ClientPurpose[]
  /** Tokens are pushed to it (CIBA): the library knows it as one that is told and fetches. */
  readonly pushed: boolean
}

export const emptySettings: ClientSettings = {
  name: '', homeUrl: '', profile: 'standard', auth: 'private_key_jwt', redirectUris: [], postLogoutUris: [], backchannelLogoutUri: null, keys: [],
  offline: false, elsewhere: [], purposes: [], agreement: '', securityDecision: '',
}
