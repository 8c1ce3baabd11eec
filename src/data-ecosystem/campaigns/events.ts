/** Events of this module; payloads hold ids and codes only. */
export interface CampaignEvents {
  /** The lines of a list are to become cases: the worker goes on from `after`. */
  readonly 'campaigns.list-attached': { readonly campaignId: string; readonly listId: string; readonly runId: string; readonly after: number }
}
