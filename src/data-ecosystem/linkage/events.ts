/** Events of this module; payloads hold ids and codes only. */
export interface LinkageEvents {
  readonly 'linkage.run-finished': { readonly runId: string; readonly listId: string; readonly organisationId: string; readonly orderedBy: string | null; readonly status: 'done' | 'failed' }
  /** People have said of one row who it is, or took it back. */
  readonly 'linkage.row-decided': { readonly runId: string; readonly rowNo: number }
  /** What people said of the rows is settled: whoever works on from a run reads it anew. */
  readonly 'linkage.results-published': { readonly runId: string; readonly listId: string }
}
