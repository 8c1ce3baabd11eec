import type { SigningEvidence } from '../../foundations/eid/index.ts'
import { provinceOf } from '../../foundations/areas/index.ts'
import { getOrganisation } from '../../foundations/organisations/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import type { Ctx } from '../../platform/index.ts'
import { lanesOf, nationalStatus, type Lane, type Service } from '../catalogue/index.ts'
import { answersToSubmit, membersIn, resolve, withWords, type Filing } from '../forms/index.ts'
import { competentFor } from './authority.ts'
import { declaredPerson } from './declared-people.ts'
import { matterOf, type FiledFact, type FilingMode, type Snapshot } from './dossier.ts'
import { dossierByCommand, dossierById, dossierOfMatter, draftById, giveNumberBack, insertFiling, type NewEvent, type NewLane } from './dossier.sql.ts'
import { dueOfLane, dueOfState, expectedDue } from './due.ts'
import { chosenEntries } from './filing-of.ts'
import { forgetDraft, laneRuns, type OpenDraft } from './own-draft.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface Submitted {
  readonly dossierId: string
  readonly code: string
  readonly replayed: boolean
}

/** How a draft becomes a dossier: who presses, who helped, and what proves that the person wants it. */
export interface Filed {
  readonly draftId: string
  /** Made with the form: sending it twice gives the same receipt and one dossier. */
  readonly commandId: string
  readonly mode: FilingMode
  readonly submitterId: string
  readonly helperId: string | null
  readonly proof: SigningEvidence | object
  readonly event: Pick<NewEvent, 'actorKind' | 'actorId' | 'organisationId' | 'says' | 'data'>
}

/** The receipt of a filing that was already made, by this command or from this draft on another device. */
export async function receiptOf(ctx: Ctx, input: { draftId: string; commandId: string }, mine: (draftOrDossier: { ownerId: string; helperOrganisation: string | null; actorId: string | null }) => boolean): Promise<Submitted | undefined> {
  const same = await dossierByCommand(ctx.tx, input.commandId)
  const draft = same ? undefined : await draftById(ctx.tx, input.draftId, true)
  const dossierId = same?.dossierId ?? (draft && mine(draft) ? (draft.dossierId ?? undefined) : undefined)
  if (dossierId === undefined) return undefined
  const dossier = await dossierById(ctx.tx, dossierId)
  const seen = dossier && mine({ ownerId: dossier.applicantId, helperOrganisation: dossier.helperId ? dossier.receivingUnit : null, actorId: dossier.filingMode === 'on-behalf' ? dossier.submitterId : null })
  return seen ? { dossierId, code: dossier.code, replayed: true } : refuse('dossier.unknown')
}

/**
 * Writes the filing: every lane to its competent body with a clock of its own, and a code of whoever receives it. At a desk that is
 * the desk's own unit, which takes in for bodies of its province (NĐ 118/2025: receipt is not bound to the commune).
 */
export async function fileDraft(ctx: Ctx, open: OpenDraft, by: Filed, earlier: () => Promise<Submitted | undefined>): Promise<Submitted> {
  const { service, draft } = open
  const applicantId = draft.ownerId
  const { kept } = answersToSubmit(service, open.filing)
  const filing: Filing = { ...open.filing, answers: kept, submittedOn: ctx.today }
  const running = lanesOf(service).filter((lane) => laneRuns(service, filing, lane))
  const authorities = await Promise.all(running.map((lane) => competentFor(ctx, service, filing, lane)))
  const first = authorities[0]!
  const receiving = draft.helperOrganisation === null ? first.organisation : await getOrganisation(ctx, draft.helperOrganisation)
  refuseUnless(receiving === first.organisation || authorities.every((each) => inOneProvince(ctx, each.area, receiving.areaCode)), 'dossier.other-province')
  // What others looked at before it was filed stands in the log under the id of the draft, which becomes the dossier's.
  const dossierId = draft.helperId === null && draft.actorId === null ? newId() : draft.draftId
  const consents = await consentsToAsk(ctx, open, filing)
  const matter = matterOf(filing.facts)
  const dueOn = running.map((lane) => expectedDue(service, filing, lane, ctx.now)).sort().at(-1) ?? null
  const inserted = await insertFiling(ctx.tx, {
    dossier: {
      dossierId, unitCode: receiving.unitCode, day: ctx.today, serviceCode: service.code, procedureHash: draft.procedureHash, channel: draft.helperId === null ? 'online' : 'counter', filingMode: by.mode,
      applicantId, requesterId: applicantId, submitterId: by.submitterId, helperId: by.helperId, subjects: subjectsOf(service, filing, applicantId), receivingUnit: receiving.id, area: first.area,
      submittedAt: ctx.now, dueOn, status: 'submitted', answers: kept, snapshot: snapshotOf(filing, ctx.now), signature: by.proof, commandId: by.commandId, matter,
    },
    lanes: running.map((lane, i) => newLane(ctx, service, filing, lane, dossierId, authorities[i]!)),
    event: { dossierId, lane: null, at: ctx.now, kind: 'submitted', fromState: null, toState: null, note: null, ...by.event, data: { papers: open.papers.length, ...by.event.data } },
    consents, draftId: draft.draftId,
  })
  if (!inserted) return lostRace(ctx, earlier, matter, receiving.unitCode)
  forgetDraft(ctx, draft.draftId)
  for (const { personId, says } of consents) ctx.publish('dossier.consent-asked', { dossierId, personId, says, serviceName: service.name }, { subject: personId })
  const { code } = inserted
  ctx.publish('dossier.submitted', { dossierId, code, applicantId, serviceName: service.name, unit: receiving.name, dueOn, helpedAt: by.helperId === null ? null : receiving.name, actorId: by.mode === 'on-behalf' ? by.submitterId : null }, { subject: dossierId })
  return { dossierId, code, replayed: false }
}

export const inOneProvince = (ctx: Ctx, a: string, b: string): boolean => provinceOf(a, ctx.today)?.code === provinceOf(b, ctx.today)?.code

function newLane(ctx: Ctx, service: Service, filing: Filing, lane: Lane, dossierId: string, authority: Awaited<ReturnType<typeof competentFor>>): NewLane {
  const state = lane.steps[lane.start]!
  const begins = state.kind === 'wait' ? null : ctx.now
  return {
    laneId: newId(), dossierId, lane: lane.id, procedureCode: lane.code, mandatory: lane.mandatory, organisationId: authority.organisation.id, area: authority.area,
    state: lane.start, nationalStatus: nationalStatus[state.status], stateSince: ctx.now, stateDue: dueOfState(state, ctx.now), startedAt: begins,
    dueAt: begins ? dueOfLane(service, filing, lane, begins).dueAt : null,
  }
}

/** Two sendings met: the same command, or the other parent has just filed for the same birth. */
async function lostRace(ctx: Ctx, earlier: () => Promise<Submitted | undefined>, matter: string | null, unitCode: string): Promise<Submitted> {
  const same = await earlier()
  if (same) {
    await giveNumberBack(ctx.tx, unitCode, ctx.today)
    return same
  }
  const other = matter ? await dossierOfMatter(ctx.tx, matter) : undefined
  return refuse('dossier.already-running', { vars: { code: other?.code ?? '' } })
}

function subjectsOf(service: Service, filing: Filing, applicantId: string): string[] {
  const now = resolve(service, filing).values
  const along = service.form.flatMap((page) => page.items).filter((item) => item.kind === 'members').flatMap((item) => membersIn(typeof now[item.id] === 'string' ? (now[item.id] as string) : ''))
  const ids = ['mother.personId', 'father.personId', 'member.personId', 'deceased.personId'].map((path) => filing.facts[path]?.value).filter((id): id is string => typeof id === 'string')
  return [...new Set([applicantId, ...ids, ...along.map((each) => each.id)])]
}

/** The facts as they were when filed: value, words, source and day. What the citizen was not shown is not kept. */
function snapshotOf(filing: Filing, takenAt: string): Snapshot {
  const facts = Object.fromEntries(Object.entries(filing.facts).filter(([, fact]) => fact.value !== null && !fact.pending).map(([path, fact]): [string, FiledFact] => [
    path, { value: fact.value as FiledFact['value'], text: fact.text ?? String(fact.value), source: fact.source ?? '', asOf: fact.asOf ?? null },
  ]))
  return { facts, lists: chosenEntries(filing.lists ?? {}, filing.answers), takenAt }
}

/** The people whose agreement the law wants, each to be asked on their own phone or at a counter (Luật Cư trú art. 20). They read who asks, and for what. */
async function consentsToAsk(ctx: Ctx, { service, draft }: OpenDraft, filing: Filing): Promise<{ item: string; personId: string; says: string }[]> {
  const now = resolve(service, filing)
  const asked: { item: string; personId: string; says: string }[] = []
  for (const item of service.form.flatMap((page) => page.items)) {
    if (item.kind !== 'consent' || !now.applies(item)) continue
    const known = now.values[item.party]
    const personId = typeof known === 'string' ? known : await declaredPerson(ctx, service, filing, item.party.split('.')[0]!)
    if (personId && isId(personId) && personId !== draft.ownerId) asked.push({ item: item.id, personId, says: withWords(item.says, now) })
  }
  return asked
}
