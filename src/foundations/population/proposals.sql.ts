import { sql, type Tx } from '../../platform/index.ts'
import type { Basis } from '../acts/index.ts'

export type ProposalKind = 'correct-facts' | 'correct-relation' | 'merge' | 'unmerge' | 'reestablish-number'

export interface StoredProposal {
  readonly proposalId: string
  readonly kind: ProposalKind
  readonly personId: string
  readonly otherId: string | null
  readonly content: Readonly<Record<string, unknown>>
  readonly basis: Basis
  readonly note: string | null
  readonly area: string | null
  readonly proposedBy: string
  readonly proposedAt: string
  readonly state: 'open' | 'approved' | 'refused' | 'withdrawn'
  readonly version: number
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly decisionReason: string | null
  readonly actId: string | null
}

const columns = sql`r.proposal_id as "proposalId", r.kind, r.person_id as "personId", r.other_id as "otherId", r.content, r.basis, r.note, r.area, r.proposed_by as "proposedBy",
  r.proposed_at as "proposedAt", r.state, r.version, r.decided_by as "decidedBy", r.decided_at as "decidedAt", r.decision_reason as "decisionReason", r.act_id as "actId"`

export type NewProposal = Pick<StoredProposal, 'proposalId' | 'kind' | 'personId' | 'otherId' | 'content' | 'basis' | 'note' | 'area' | 'proposedBy' | 'proposedAt'> & { readonly commandId: string }

/** False when an open proposal of this kind waits for this person, or this command made one before. */
export async function insertProposal(tx: Tx, r: NewProposal): Promise<boolean> {
  return (await tx.run(sql`insert into person_proposal (proposal_id, kind, person_id, other_id, content, basis, note, area, proposed_by, proposed_at, command_id)
    values (${r.proposalId}, ${r.kind}, ${r.personId}, ${r.otherId}, ${sql.json(r.content)}, ${sql.json(r.basis)}, ${r.note}, ${r.area}, ${r.proposedBy}, ${r.proposedAt}, ${r.commandId})
    on conflict do nothing`)) === 1
}

export function selectProposalOfCommand(tx: Tx, commandId: string): Promise<StoredProposal | undefined> {
  return tx.maybe<StoredProposal>(sql`select ${columns} from person_proposal r where r.command_id = ${commandId}`)
}

export function selectProposal(tx: Tx, proposalId: string): Promise<StoredProposal | undefined> {
  return tx.maybe<StoredProposal>(sql`select ${columns} from person_proposal r where r.proposal_id = ${proposalId}`)
}

/** Open proposals of these communes, oldest first. */
export function selectOpenProposals(tx: Tx, areas: readonly string[]): Promise<StoredProposal[]> {
  return tx.many<StoredProposal>(sql`select ${columns} from person_proposal r where r.state = 'open' and r.area = any(${areas}) order by r.proposed_at, r.proposal_id limit 200`)
}

export function selectProposalsOf(tx: Tx, personId: string): Promise<StoredProposal[]> {
  return tx.many<StoredProposal>(sql`select ${columns} from person_proposal r where r.person_id = ${personId} or r.other_id = ${personId} order by r.proposed_at desc, r.proposal_id limit 200`)
}

export interface Settling {
  readonly proposalId: string
  readonly version: number
  readonly state: 'approved' | 'refused' | 'withdrawn'
  readonly by: string
  readonly at: string
  readonly reason: string | null
  readonly actId: string | null
}

/** False when somebody settled or changed the proposal first. */
export async function settleProposal(tx: Tx, s: Settling): Promise<boolean> {
  return (await tx.run(sql`update person_proposal set state = ${s.state}, version = version + 1, decided_by = ${s.by}, decided_at = ${s.at}, decision_reason = ${s.reason}, act_id = ${s.actId}
    where proposal_id = ${s.proposalId} and version = ${s.version} and state = 'open'`)) === 1
}
