import type { PlainDate } from '../../platform/index.ts'

/** A place of examination and treatment over one stretch of time. */
export interface Facility {
  /** Five characters. */
  readonly code: string
  readonly name: string
  readonly kind: 'hospital' | 'health-station'
  /** Commune it lies in, five digits. */
  readonly commune: string
  /** May be chosen as the place of first registration of a card. */
  readonly firstRegistration: boolean
  readonly from: PlainDate
  /** First day it no longer holds; null while it holds. */
  readonly to: PlainDate | null
}
