/** Events of this module, by type; payloads hold ids and codes only. */
export interface ResidenceEvents {
  readonly 'residence.permanent-registered': { readonly personId: string; readonly householdId: string; readonly area: string; readonly from: string; readonly actId: string; readonly dossierId: string | null }
  readonly 'residence.head-changed': { readonly householdId: string; readonly newHeadId: string; readonly from: string; readonly actId: string }
  /** Single imports only; a bulk import publishes nothing per person. */
  readonly 'residence.person-imported': { readonly personId: string; readonly actId: string }
  readonly 'residence.household-split': { readonly householdId: string; readonly newHouseholdId: string; readonly personIds: readonly string[]; readonly from: string; readonly actId: string; readonly dossierId: string | null }
  readonly 'residence.households-merged': { readonly householdId: string; readonly mergedId: string; readonly personIds: readonly string[]; readonly from: string; readonly actId: string; readonly dossierId: string | null }
  readonly 'residence.relation-corrected': { readonly householdId: string; readonly personId: string; readonly actId: string }
  readonly 'residence.removed': { readonly personId: string; readonly kind: 'permanent' | 'temporary'; readonly ground: string; readonly on: string; readonly actId: string; readonly dossierId: string | null }
  /** Residence and membership of somebody who died, went missing or lost the nationality have ended; these households wait for a head. */
  readonly 'residence.ended-with-status': { readonly personId: string; readonly cause: string; readonly on: string; readonly withoutHead: readonly string[]; readonly actId: string }
  readonly 'residence.temporary-registered': { readonly personId: string; readonly householdId: string; readonly area: string; readonly from: string; readonly until: string; readonly actId: string; readonly dossierId: string | null }
  readonly 'residence.temporary-renewed': { readonly personId: string; readonly area: string; readonly until: string; readonly actId: string; readonly dossierId: string | null }
  readonly 'residence.current-place-declared': { readonly personId: string; readonly area: string; readonly from: string; readonly actId: string }
  readonly 'residence.absence-declared': { readonly personId: string; readonly area: string; readonly from: string; readonly until: string | null; readonly actId: string; readonly dossierId: string | null }
  readonly 'residence.absence-ended': { readonly personId: string; readonly on: string; readonly actId: string }
}
