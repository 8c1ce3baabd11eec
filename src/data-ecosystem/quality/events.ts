/** Events of this module; payloads hold ids and codes only. */
export interface QualityEvents {
  readonly 'quality.finding-exempted': { readonly findingId: string; readonly rule: string }
}
