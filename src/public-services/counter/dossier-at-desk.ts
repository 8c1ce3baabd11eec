import { readPerson } from '../../foundations/population/index.ts'
import { isAllowed, type Ctx, type Instant } from '../../platform/index.ts'
import { dossierToHandOver, helperOfDossier, ownDossiers, type DossierSummary } from '../dossier/index.ts'
import { denialOf, type Denial } from './counter.sql.ts'
import { asPerson, caseOfPerson, deskOfficer, inCase } from './desk.ts'
import { papersToGive, type PaperToGive } from './hand-over.ts'
import { refuse } from './refusals.ts'

export interface DeskDossier {
  readonly caseId: string
  readonly until: Instant
  readonly name: string
  readonly summary: DossierSummary
  /** Null where another desk received it: results are given out where they were asked for. */
  readonly papers: readonly PaperToGive[] | null
  readonly helped: boolean
  readonly denied: Denial | undefined
}

/** One dossier of the person at the desk, as they could see it themselves: where each part stands, and the papers to print and give. */
export async function dossierAtDesk(ctx: Ctx, input: { caseId: string; dossierId: string }): Promise<DeskDossier> {
  const { row, reading } = await inCase(ctx, input.caseId)
  const summary = (await ownDossiers(asPerson(reading, row.personId))).find((each) => each.dossierId === input.dossierId) ?? refuse('counter.case-unknown')
  const { fullName } = await readPerson(reading, row.personId, ['fullName'])
  reading.logRead({ kind: 'open', register: 'dossier', subjects: [row.personId], fields: ['status'] })
  const here = isAllowed(ctx.actor, 'dossier.hand-over', { organisation: summary.receivingUnit }, ctx.today)
  return {
    caseId: row.caseId, until: row.endsAt, name: fullName, summary, papers: here ? await papersToGive(ctx, input) : null,
    helped: (await helperOfDossier(ctx, input.dossierId)) !== undefined, denied: await denialOf(ctx.tx, input.dossierId),
  }
}

/** The case in which a dossier just taken in goes on: its applicant stands at this desk. */
export async function caseOfDossier(ctx: Ctx, dossierId: string): Promise<string> {
  deskOfficer(ctx)
  const { applicantId } = await dossierToHandOver(ctx, dossierId)
  return (await caseOfPerson(ctx, applicantId)).row.caseId
}
