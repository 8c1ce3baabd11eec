/** Events of this module, by type; payloads hold ids and codes only. */
export interface CivilStatusEvents {
  readonly 'civil-status.birth-registered': {
    readonly personId: string; readonly recordId: string; readonly motherId: string | null; readonly fatherId: string | null
    readonly area: string; readonly actId: string; readonly dossierId: string | null
  }
  readonly 'civil-status.birth-notice-received': { readonly noticeId: string; readonly motherId: string | null; readonly facilityCode: string }
  readonly 'civil-status.marriage-recorded': { readonly husbandId: string; readonly wifeId: string; readonly marriageId: string; readonly actId: string }
}
