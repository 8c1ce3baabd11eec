import type { LifeStatus } from './person.ts'

/** Events of this module, by type; payloads hold ids and field names, never the facts themselves. */
export interface PopulationEvents {
  /** Facts changed (`correction: false`) or were corrected. */
  readonly 'population.person-changed': { readonly personId: string; readonly fields: readonly string[]; readonly correction: boolean; readonly actId: string }
  /** Life ended, paused or came back, from `on`. Each register closes what is its own; who may act is read from `personStatus`, which says so at the commit. */
  readonly 'population.life-status-changed': { readonly personId: string; readonly before: LifeStatus; readonly after: LifeStatus; readonly on: string; readonly actId: string }
  /** Somebody's data were opened beyond the rights of a post. */
  readonly 'population.emergency-opened': { readonly readingId: string; readonly organisationId: string }
  /** The moment at which the person may be told of it. */
  readonly 'population.emergency-told': { readonly readingId: string; readonly personId: string }
  readonly 'population.emergency-reviewed': { readonly readingId: string; readonly finding: 'justified' | 'not-justified' }
  /** `mergedId` is answered with `survivorId` from now on; registers that hold open rows of it look after them. */
  readonly 'population.persons-merged': { readonly mergedId: string; readonly survivorId: string; readonly actId: string }
  readonly 'population.persons-unmerged': { readonly mergedId: string; readonly survivorId: string; readonly actId: string }
  readonly 'population.proposal-opened': { readonly proposalId: string; readonly kind: string; readonly personId: string; readonly area: string | null }
  readonly 'population.proposal-settled': { readonly proposalId: string; readonly kind: string; readonly personId: string; readonly proposedBy: string; readonly state: 'approved' | 'refused' | 'withdrawn'; readonly actId: string | null }
  readonly 'population.correction-opened': { readonly caseId: string; readonly personId: string; readonly field: string; readonly area: string | null; readonly dossierId: string | null }
  /** `reason` is told to whoever opened the case. */
  readonly 'population.correction-decided': {
    readonly caseId: string; readonly personId: string; readonly openedBy: string | null; readonly field: string
    readonly decision: 'accepted' | 'refused'; readonly reason: string | null; readonly actId: string | null; readonly dossierId: string | null
  }
}
