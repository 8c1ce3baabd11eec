import { verifySigningEvidence, type SigningEvidence } from '../../foundations/eid/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { lanesOf, nationalStatus, type Lane, type Service } from '../catalogue/index.ts'
import { answersToSubmit, resolve, type Filing } from '../forms/index.ts'
import { competentFor } from './authority.ts'
import { matterOf, type FiledFact, type Snapshot } from './dossier.ts'
import { dossierByCommand, dossierById, dossierOfMatter, draftById, giveNumberBack, insertFiling, type NewLane } from './dossier.sql.ts'
import { dueOfLane, dueOfState, expectedDue } from './due.ts'
import { chosenEntries } from './filing-of.ts'
import { forgetDraft, hashToSign, heldDraft, laneRuns, openDraft, ownerOf, type OpenDraft } from './own-draft.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { findService } from './services.ts'

export interface SubmitDossier {
  readonly draftId: string
  /** Made with the form: sending it twice gives the same receipt and one dossier. */
  readonly commandId: string
  readonly evidence: SigningEvidence
}

export interface Submitted {
  readonly dossierId: string
  readonly code: string
  readonly replayed: boolean
}

/**
 * Files the draft (NĐ 118/2025, NĐ 63/2024): facts are read again from the registers, the signature must be over exactly these
 * answers, every lane goes to its competent body with a clock of its own, and a code is given (TT 03/2025/TT-VPCP). All or nothing.
 * Refuses what is incomplete, unsigned, without a competent body, or already running for the same birth.
 */
export async function submitDossier(ctx: Ctx, input: SubmitDossier): Promise<Submitted> {
  const applicantId = ownerOf(ctx)
  allow(ctx, 'dossier.submit', { person: applicantId })
  // A draft this transaction already holds open has not been filed.
  const held = heldDraft(ctx, input.draftId)
  const earlier = held ? undefined : await receiptOf(ctx, input, applicantId)
  if (earlier) return earlier
  const open = held ?? (await openDraft(ctx, input.draftId, true))
  refuseUnless(findService(open.draft.serviceCode, ctx.today)?.hash === open.draft.procedureHash, 'dossier.service-unknown')
  refuseUnless(open.missing.length === 0, 'dossier.not-complete', { errors: open.missing.map((each) => ({ field: each.item, vi: each.says })), data: { missing: open.missing } })
  refuseUnless(verifySigningEvidence(input.evidence, applicantId, hashToSign(open)), 'dossier.signature-missing')
  return file(ctx, input, open, applicantId)
}

/** The receipt of a filing that was already made, by this command or from this draft on another device. */
async function receiptOf(ctx: Ctx, input: SubmitDossier, applicantId: string): Promise<Submitted | undefined> {
  const same = await dossierByCommand(ctx.tx, input.commandId)
  const draft = same ? undefined : await draftById(ctx.tx, input.draftId, true)
  const dossierId = same?.dossierId ?? (draft?.ownerId === applicantId ? (draft.dossierId ?? undefined) : undefined)
  if (dossierId === undefined) return undefined
  const dossier = await dossierById(ctx.tx, dossierId)
  return dossier?.applicantId === applicantId ? { dossierId, code: dossier.code, replayed: true } : refuse('dossier.unknown')
}

async function file(ctx: Ctx, input: SubmitDossier, open: OpenDraft, applicantId: string): Promise<Submitted> {
  const { service } = open
  const { kept } = answersToSubmit(service, open.filing)
  const filing: Filing = { ...open.filing, answers: kept, submittedOn: ctx.today }
  const running = lanesOf(service).filter((lane) => laneRuns(service, filing, lane))
  const authorities = await Promise.all(running.map((lane) => competentFor(ctx, service, filing, lane)))
  const receiving = authorities[0]!
  const dossierId = newId()
  const consents = consentsToAsk(open, filing)
  const matter = matterOf(filing.facts)
  const dueOn = running.map((lane) => expectedDue(service, filing, lane, ctx.now)).sort().at(-1) ?? null
  const inserted = await insertFiling(ctx.tx, {
    dossier: {
      dossierId, unitCode: receiving.organisation.unitCode, day: ctx.today, serviceCode: service.code, procedureHash: open.draft.procedureHash, channel: 'online', filingMode: 'self',
      applicantId, requesterId: applicantId, submitterId: applicantId, helperId: null, subjects: subjectsOf(filing, applicantId), receivingUnit: receiving.organisation.id, area: receiving.area,
      submittedAt: ctx.now, dueOn, status: 'submitted', answers: kept, snapshot: snapshotOf(filing, ctx.now), signature: input.evidence, commandId: input.commandId, matter,
    },
    lanes: running.map((lane, i) => newLane(ctx, service, filing, lane, dossierId, authorities[i]!)),
    event: {
      dossierId, lane: null, at: ctx.now, kind: 'submitted', fromState: null, toState: null, actorKind: 'citizen', actorId: applicantId, organisationId: null,
      says: input.evidence.method === 'passkey' ? 'Đã ký bằng khóa trên máy và gửi.' : 'Đã ký bằng mã và gửi.', note: null, data: { papers: open.papers.length },
    },
    consents, draftId: open.draft.draftId,
  })
  if (!inserted) return lostRace(ctx, input, applicantId, matter, receiving.organisation.unitCode)
  forgetDraft(ctx, open.draft.draftId)
  for (const { personId, says } of consents) ctx.publish('dossier.consent-asked', { dossierId, personId, says, serviceName: service.name }, { subject: personId })
  const { code } = inserted
  ctx.publish('dossier.submitted', { dossierId, code, applicantId, serviceName: service.name, unit: receiving.organisation.name, dueOn }, { subject: dossierId })
  return { dossierId, code, replayed: false }
}

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
async function lostRace(ctx: Ctx, input: SubmitDossier, applicantId: string, matter: string | null, unitCode: string): Promise<Submitted> {
  const same = await receiptOf(ctx, input, applicantId)
  if (same) {
    await giveNumberBack(ctx.tx, unitCode, ctx.today)
    return same
  }
  const other = matter ? await dossierOfMatter(ctx.tx, matter) : undefined
  return refuse('dossier.already-running', { vars: { code: other?.code ?? '' } })
}

function subjectsOf(filing: Filing, applicantId: string): string[] {
  const ids = ['mother.personId', 'father.personId', 'member.personId'].map((path) => filing.facts[path]?.value).filter((id): id is string => typeof id === 'string')
  return [...new Set([applicantId, ...ids])]
}

/** The facts as they were when filed: value, words, source and day. What the citizen was not shown is not kept. */
function snapshotOf(filing: Filing, takenAt: string): Snapshot {
  const facts = Object.fromEntries(Object.entries(filing.facts).filter(([, fact]) => fact.value !== null && !fact.pending).map(([path, fact]): [string, FiledFact] => [
    path, { value: fact.value as FiledFact['value'], text: fact.text ?? String(fact.value), source: fact.source ?? '', asOf: fact.asOf ?? null },
  ]))
  return { facts, lists: chosenEntries(filing.lists ?? {}, filing.answers), takenAt }
}

/** The people whose agreement the law wants, each to be asked on their own phone or at a counter (Luật Cư trú art. 20). */
function consentsToAsk(open: OpenDraft, filing: Filing): { item: string; personId: string; says: string }[] {
  const now = resolve(open.service, filing)
  return open.service.form.flatMap((page) => page.items).flatMap((item) => {
    if (item.kind !== 'consent' || !now.applies(item)) return []
    const personId = now.values[item.party]
    return typeof personId === 'string' && isId(personId) && personId !== open.draft.ownerId ? [{ item: item.id, personId, says: item.says }] : []
  })
}
