import { sql, type Tx } from '../../platform/index.ts'

export interface StoredCorrection {
  readonly caseId: string
  readonly personId: string
  readonly field: string
  readonly shown: string | null
  readonly claimed: string | null
  readonly reason: 'entered-wrong' | 'has-changed' | 'not-me'
  readonly note: string | null
  readonly dossierId: string | null
  readonly area: string | null
  readonly openedBy: string | null
  readonly openedAt: string
  readonly state: 'open' | 'accepted' | 'refused'
  readonly version: number
  readonly decidedAt: string | null
  readonly decisionReason: string | null
  readonly actId: string | null
}

const columns = sql`c.case_id as "caseId", c.person_id as "personId", c.field, c.shown, c.claimed, c.reason, c.note, c.dossier_id as "dossierId", c.area,
  c.opened_by as "openedBy", c.opened_at as "openedAt", c.state, c.version, c.decided_at as "decidedAt", c.decision_reason as "decisionReason", c.act_id as "actId"`

export type NewCorrection = Pick<StoredCorrection, 'caseId' | 'personId' | 'field' | 'shown' | 'claimed' | 'reason' | 'note' | 'dossierId' | 'area' | 'openedBy' | 'openedAt'> & { readonly commandId: string }

/** False when this command opened a case before. */
export async function insertCorrection(tx: Tx, c: NewCorrection): Promise<boolean> {
  return (await tx.run(sql`insert into correction_case (case_id, person_id, field, shown, claimed, reason, note, dossier_id, area, opened_by, opened_at, command_id)
    values (${c.caseId}, ${c.personId}, ${c.field}, ${c.shown}, ${c.claimed}, ${c.reason}, ${c.note}, ${c.dossierId}, ${c.area}, ${c.openedBy}, ${c.openedAt}, ${c.commandId})
    on conflict (command_id) do nothing`)) === 1
}

export function selectCorrectionOfCommand(tx: Tx, commandId: string): Promise<StoredCorrection> {
  return tx.one<StoredCorrection>(sql`select ${columns} from correction_case c where c.command_id = ${commandId}`)
}

export function selectCorrection(tx: Tx, caseId: string): Promise<StoredCorrection | undefined> {
  return tx.maybe<StoredCorrection>(sql`select ${columns} from correction_case c where c.case_id = ${caseId}`)
}

/** Open cases of these communes, oldest first. */
export function selectWorklist(tx: Tx, areas: readonly string[]): Promise<StoredCorrection[]> {
  return tx.many<StoredCorrection>(sql`select ${columns} from correction_case c where c.state = 'open' and c.area = any(${areas}) order by c.opened_at limit 200`)
}

export function selectCorrectionsOf(tx: Tx, personId: string): Promise<StoredCorrection[]> {
  return tx.many<StoredCorrection>(sql`select ${columns} from correction_case c where c.person_id = ${personId} or c.opened_by = ${personId} order by c.opened_at desc limit 200`)
}

export interface Decision {
  readonly caseId: string
  readonly version: number
  readonly state: 'accepted' | 'refused'
  readonly by: string | null
  readonly at: string
  readonly reason: string | null
  readonly actId: string | null
}

/** False when somebody decided or changed the case first. */
export async function decide(tx: Tx, d: Decision): Promise<boolean> {
  return (await tx.run(sql`update correction_case set state = ${d.state}, version = version + 1, decided_by = ${d.by}, decided_at = ${d.at}, decision_reason = ${d.reason}, act_id = ${d.actId}
    where case_id = ${d.caseId} and version = ${d.version} and state = 'open'`)) === 1
}
