/** What this module tells others. */
export interface OversightEvents {
  readonly 'oversight.reason-asked': { readonly findingId: string; readonly officer: string }
  readonly 'oversight.finding-closed': { readonly findingId: string; readonly finding: 'lawful' | 'mistake' | 'unlawful' }
}
