/** Events of this module, by type; payloads hold ids and codes only. */
export interface ResidenceEvents {
  readonly 'residence.permanent-registered': { readonly personId: string; readonly householdId: string; readonly area: string; readonly from: string; readonly actId: string; readonly dossierId: string | null }
  readonly 'residence.head-changed': { readonly householdId: string; readonly newHeadId: string; readonly from: string; readonly actId: string }
  /** Single imports only; a bulk import publishes nothing per person. */
  readonly 'residence.person-imported': { readonly personId: string; readonly actId: string }
}
