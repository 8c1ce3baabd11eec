/** Events of this module, by type; payloads hold ids and codes only. */
export interface CivilStatusEvents {
  readonly 'civil-status.birth-registered': {
    readonly personId: string; readonly recordId: string; readonly motherId: string | null; readonly fatherId: string | null
    readonly area: string; readonly actId: string; readonly dossierId: string | null
  }
  readonly 'civil-status.birth-notice-received': { readonly noticeId: string; readonly motherId: string | null; readonly facilityCode: string }
  /** Any entry of the other books; `act` is the type of the legal act (death-registered, divorce-noted …). */
  readonly 'civil-status.entry-registered': {
    readonly act: string; readonly entryId: string; readonly kind: string; readonly area: string; readonly people: readonly { readonly part: string; readonly personId: string }[]
    readonly actId: string; readonly dossierId: string | null
  }
  readonly 'civil-status.marriage-recorded': { readonly husbandId: string; readonly wifeId: string; readonly marriageId: string; readonly actId: string }
}
