import { readNames, representedBy } from '../../foundations/population/index.ts'
import { isId } from '../../kernel/ids.ts'
import { allow, definePort, type Ctx } from '../../platform/index.ts'
import { standingOf, type Paper } from './paper.ts'
import { refuse } from './refusals.ts'
import { paperById, papersOf } from './wallet.sql.ts'

export type ShownPaper = Paper & { readonly standing: ReturnType<typeof standingOf> }

/** The papers about one person, as one tab of the wallet. */
export interface PaperTab {
  readonly personId: string
  readonly name: string | null
  /** 'self', somebody the reader acts for, or somebody else whose paper the reader holds. */
  readonly who: 'self' | 'represented' | 'other'
  readonly papers: readonly ShownPaper[]
}

export interface PaperFact {
  readonly label: string
  readonly value: string
}

/** What a paper says, from the register it stands in, with that register's own rights and log. Filled above: some registers belong to other groups. */
export const readFacts = definePort<(ctx: Ctx, paper: Paper) => Promise<PaperFact[]>>('wallet.readFacts')

/** The signed-in person's papers and those of the minors and wards he or she acts for; a paper held twice stands once. Logged. */
export async function ownPapers(ctx: Ctx): Promise<PaperTab[]> {
  const me = ctx.actor.kind === 'citizen' ? ctx.actor.personId : null
  allow(ctx, 'wallet.read', { person: me })
  const mine = me!
  const represented = await representedBy(ctx.tx, mine, ctx.today)
  const found = await papersOf(ctx.tx, [mine, ...represented])
  const bySubject = new Map<string, Paper[]>([mine, ...represented].map((personId) => [personId, []]))
  for (const paper of found) {
    const tab = bySubject.get(paper.subjectId) ?? []
    if (!tab.some((each) => each.source === paper.source && each.sourceRef === paper.sourceRef)) tab.push(paper)
    bySubject.set(paper.subjectId, tab)
  }
  ctx.logRead({ kind: 'list', register: 'wallet', subjects: [...bySubject.keys()], fields: ['papers'] })
  const names = await readNames(ctx, [mine, ...represented])
  return [...bySubject].map(([personId, papers]) => ({
    personId, name: names.get(personId) ?? null, who: personId === mine ? 'self' : represented.includes(personId) ? 'represented' : 'other',
    papers: papers.map((paper) => ({ ...paper, standing: standingOf(paper, ctx.today) })),
  }))
}

/** One paper with what it says. Refuses a paper of somebody else as if there were none. Logged. */
export async function readPaper(ctx: Ctx, id: string): Promise<ShownPaper & { readonly facts: readonly PaperFact[] }> {
  const me = ctx.actor.kind === 'citizen' ? ctx.actor.personId : null
  const paper = isId(id) ? await paperById(ctx.tx, id) : undefined
  const represents = me ? await representedBy(ctx.tx, me, ctx.today) : []
  if (me && (!paper || (paper.ownerId !== me && !represents.includes(paper.ownerId)))) return refuse('wallet.paper-unknown')
  allow(ctx, 'wallet.read', { person: paper?.ownerId ?? null, represents })
  ctx.logRead({ kind: 'open', register: 'wallet', subjects: [paper!.subjectId], fields: [paper!.kind] })
  return { ...paper!, standing: standingOf(paper!, ctx.today), facts: await readFacts.call(ctx, paper!) }
}
