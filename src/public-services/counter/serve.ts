import { readPerson, type PersonView } from '../../foundations/population/index.ts'
import { fullAreaName } from '../../foundations/areas/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { allow } from '../../platform/index.ts'
import { consentsForMe, endHelp, ownDossiers, ownDrafts, services, takenAtCounter, type ConsentAsked, type DossierSummary, type DraftSummary } from '../dossier/index.ts'
import { emptyAnswers, endCases, openCasesOf, type CaseRow } from './counter.sql.ts'
import { asPerson, deskOfficer, inCase } from './desk.ts'

const fields = ['fullName', 'birthDate', 'gender', 'pin', 'area'] as const

export interface DeskCase {
  readonly row: CaseRow
  readonly person: PersonView<(typeof fields)[number]>
  readonly areaName: string | null
  /** What this desk takes in now, and what it does not yet, with where to go. */
  readonly takes: readonly { readonly slug: string; readonly name: string }[]
  readonly takesNot: readonly { readonly name: string; readonly says: string }[]
  readonly dossiers: readonly DossierSummary[]
  /** Agreements that others' filings ask of this person. */
  readonly asks: readonly ConsentAsked[]
  /** What this desk has begun to type for the person. */
  readonly drafts: readonly DraftSummary[]
}

/** Who stands at the desk, what can be done for them, and what runs for them already. Logged with the reason of the case. */
export async function openCase(ctx: Ctx, caseId: string): Promise<DeskCase> {
  const { row, reading } = await inCase(ctx, caseId)
  const person = await readPerson(reading, row.personId, fields)
  const own = asPerson(reading, row.personId)
  const dossiers = await ownDossiers(own)
  if (dossiers.length > 0) reading.logRead({ kind: 'list', register: 'dossier', subjects: [row.personId], fields: ['status'] })
  const drafts = (await ownDrafts(own)).filter((draft) => draft.helperOrganisation === row.organisationId)
  const asks = await consentsForMe(own)
  const all = services(ctx.today).map((published) => published.service)
  return {
    row, person, areaName: person.area ? fullAreaName(person.area, ctx.today) : null, dossiers, drafts, asks,
    takes: all.filter(takenAtCounter).map(({ slug, name }) => ({ slug, name })),
    takesNot: all.filter((service) => service.notYet).map(({ name, notYet }) => ({ name, says: notYet!.says })),
  }
}

/** Cases this officer has open, without anybody's data: each is opened by itself. */
export async function myCases(ctx: Ctx): Promise<CaseRow[]> {
  const me = deskOfficer(ctx)
  allow(ctx, 'counter.serve', { organisation: me.organisationId })
  return openCasesOf(ctx.tx, me.personId, me.organisationId, ctx.now)
}

/** The person leaves: from now on nobody at this desk reads them, or what was typed for them, until the card is read again. */
export async function closeCase(ctx: Ctx, caseId: string): Promise<void> {
  const { row } = await inCase(ctx, caseId)
  await endCases(ctx.tx, row.personId, row.organisationId, ctx.now)
  await emptyAnswers(ctx.tx, row.organisationId, ctx.now)
  await endHelp(ctx, row.personId)
}
