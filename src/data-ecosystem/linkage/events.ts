/** Events of this module; payloads hold ids and codes only. */
export interface LinkageEvents {
  readonly 'linkage.run-finished': { readonly runId: string; readonly listId: string; readonly organisationId: string; readonly orderedBy: string | null; readonly status: 'done' | 'failed' }
}
