/** Events of this module; payloads hold ids and codes only. */
export interface QualityEvents {
  /** A full pass and the increments differ without a reason. */
  readonly 'quality.increments-differ': { readonly passId: string; readonly missed: number; readonly stale: number }
  readonly 'quality.finding-exempted': { readonly findingId: string; readonly rule: string }
}
