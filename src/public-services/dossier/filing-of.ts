import type { Ctx, PlainDate } from '../../platform/index.ts'
import { dayInVietnam } from '../../platform/index.ts'
import { membersIn, type Filing, type ListEntry } from '../forms/index.ts'
import type { DossierRow } from './dossier.ts'
import { consentsOfDossier, papersOfDossier, type ConsentRow, type PaperRow } from './dossier.sql.ts'
import { paperStates } from './own-draft.ts'

/** A filed dossier as the forms see it: the snapshot of its own day, never the registers of today. */
export function filingOf(dossier: DossierRow, papers: readonly PaperRow[], consents: readonly ConsentRow[], today: PlainDate): Filing {
  return {
    facts: dossier.snapshot.facts as Filing['facts'], answers: dossier.answers, today, submittedOn: dayInVietnam(dossier.submittedAt), lists: dossier.snapshot.lists,
    papers: paperStates(papers, {}), consents: Object.fromEntries(consents.map((each) => [each.item, each.state])),
    ...(dossier.snapshot.changed ? { changed: dossier.snapshot.changed } : {}),
  }
}

export async function readFiling(ctx: Ctx, dossier: DossierRow): Promise<{ filing: Filing; papers: PaperRow[] }> {
  const papers = await papersOfDossier(ctx.tx, dossier.dossierId)
  return { filing: filingOf(dossier, papers, await consentsOfDossier(ctx.tx, dossier.dossierId), ctx.today), papers }
}

/** Of the lists a form refers to, what was chosen: its words must not change later. */
export function chosenEntries(lists: Readonly<Record<string, readonly ListEntry[]>>, answers: Readonly<Record<string, string>>): Record<string, ListEntry[]> {
  const chosen = new Set(Object.values(answers).flatMap((answer) => [answer, ...membersIn(answer).map((each) => each.id)]))
  return Object.fromEntries(Object.entries(lists).map(([name, entries]) => [name, entries.filter((entry) => chosen.has(entry.value))]))
}
