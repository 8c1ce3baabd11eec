import { newId } from '../../kernel/ids.ts'
import { allow, isAllowed, type Ctx } from '../../platform/index.ts'
import type { Basis } from '../acts/index.ts'
import { recordCorrection } from './change-person-facts.ts'
import { effectsOf, type Effect } from './effects.ts'
import { checkRelationCorrection, recordRelationCorrection, type OtherSide } from './link-relatives.ts'
import { mergeToUndo, recordMerge, recordUnmerge, refuseUnlessMergeable } from './merge-persons.ts'
import { factsSchema } from './new-person.ts'
import { recordNumberAnew, renumberingReasons, type RenumberingReason } from './reestablish-number.ts'
import type { PersonFacts, RelationKind } from './person.ts'
import { selectPeople } from './population.sql.ts'
import { insertProposal, selectOpenProposals, selectProposal, selectProposalOfCommand, selectProposalsOf, settleProposal, type ProposalKind, type StoredProposal } from './proposals.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

export type Proposal = StoredProposal

interface Proposing {
  readonly personId: string
  /** The papers that prove it. */
  readonly basis: Basis
  readonly note?: string
  readonly commandId: string
}

/** Luật Căn cước đ.11: an officer has seen that facts are wrong; a second one decides. */
export async function proposeCorrection(ctx: Ctx, input: Proposing & { readonly facts: Partial<PersonFacts> }): Promise<Proposal> {
  refuseUnless(Object.keys(input.facts).length > 0, 'population.nothing-changed')
  factsSchema.partial().parse(input.facts)
  return propose(ctx, 'correct-facts', input, { facts: input.facts, source: 'correction' })
}

export interface ProposeRelationCorrection extends Proposing {
  readonly relation: RelationKind
  readonly wrong: OtherSide
  /** Who it should have been; nothing where there never was such a relative. */
  readonly right?: OtherSide
}

/** Luật Căn cước đ.9 k.15, đ.11: the register names a relative who is not, or another one; a second officer decides. */
export async function proposeRelationCorrection(ctx: Ctx, { relation, wrong, right, ...input }: ProposeRelationCorrection): Promise<Proposal> {
  const content = { relation, wrong, right: right ?? null, source: 'correction' }
  return propose(ctx, 'correct-relation', input, content, null, () => checkRelationCorrection(ctx, { personId: input.personId, kind: relation, wrong, ...(right ? { right } : {}) }))
}

/** `personId` is one person with `survivorId`: after approval whoever asks for it is answered with the survivor. */
export async function proposeMerge(ctx: Ctx, input: Proposing & { readonly survivorId: string }): Promise<Proposal> {
  return propose(ctx, 'merge', input, {}, input.survivorId, () => refuseUnlessMergeable(ctx, input.personId, input.survivorId))
}

/** `personId`, merged into `survivorId`, is somebody else after all. */
export async function proposeUnmerge(ctx: Ctx, input: Proposing & { readonly survivorId: string }): Promise<Proposal> {
  return propose(ctx, 'unmerge', input, {}, input.survivorId, () => mergeToUndo(ctx, input.personId, input.survivorId))
}

/** NĐ 70/2024 đ.11: the number was given wrongly; it is cancelled for ever and another one given. */
export async function proposeNumberAnew(ctx: Ctx, input: Proposing & { readonly reason: RenumberingReason }): Promise<Proposal> {
  refuseUnless(renumberingReasons.includes(input.reason), 'population.renumbering-reason')
  return propose(ctx, 'reestablish-number', input, { reason: input.reason })
}

export interface SettleProposal {
  readonly proposalId: string
  /** As shown to the officer: somebody else's decision in between refuses this one. */
  readonly version: number
  readonly decision: 'approve' | 'refuse'
  /** A refusal needs one. */
  readonly reason?: string
}

/** The second pair of eyes: approving records the act, refusing says why. Nobody decides what he proposed himself. */
export async function decideProposal(ctx: Ctx, input: SettleProposal): Promise<Proposal> {
  const open = await openProposal(ctx, input)
  allow(ctx, 'population.decide-proposals', { area: open.area })
  const by = officerOf(ctx)
  refuseUnless(by !== open.proposedBy, 'population.proposal-own')
  const reason = input.reason?.trim() || null
  refuseUnless(input.decision === 'approve' || reason, 'population.proposal-reason-needed', { field: 'reason' })
  const actId = input.decision === 'approve' ? await carryOut(ctx, open) : null
  return settled(ctx, open, { state: input.decision === 'approve' ? 'approved' : 'refused', by, reason, actId })
}

/** Whoever proposed it takes it back. */
export async function withdrawProposal(ctx: Ctx, input: Pick<SettleProposal, 'proposalId' | 'version'>): Promise<Proposal> {
  const open = await openProposal(ctx, input)
  allow(ctx, 'population.propose', { area: open.area })
  const by = officerOf(ctx)
  refuseUnless(by === open.proposedBy, 'population.proposal-not-own')
  return settled(ctx, open, { state: 'withdrawn', by, reason: null, actId: null })
}

/** One proposal with what approving it would change elsewhere, for the officers of the area; logged as a reading of the person. */
export async function readProposal(ctx: Ctx, proposalId: string): Promise<Proposal & { readonly effects: readonly Effect[] }> {
  const found = (await selectProposal(ctx.tx, proposalId)) ?? refuse('population.proposal-unknown')
  allow(ctx, 'population.propose', { area: found.area })
  ctx.logRead({ kind: 'open', register: 'population', subjects: found.otherId ? [found.personId, found.otherId] : [found.personId], fields: ['corrections'] })
  return { ...found, effects: await effectsOf(ctx, found.personId, fieldsOf(found)) }
}

/** Open proposals of the officer's own communes, oldest first. */
export async function proposalsFor(ctx: Ctx, area?: string): Promise<Proposal[]> {
  const areas = area ? [area] : ctx.actor.kind === 'officer' ? ctx.actor.areas : []
  for (const each of areas) allow(ctx, 'population.propose', { area: each })
  refuseUnless(areas.length > 0, 'population.person-unknown')
  const found = await selectOpenProposals(ctx.tx, areas)
  ctx.logRead({ kind: 'list', register: 'population', subjects: found.map((each) => each.personId), fields: ['corrections'] })
  return found
}

/** All proposals about one person, newest first. */
export async function proposalsAbout(ctx: Ctx, personId: string): Promise<Proposal[]> {
  await allowForPerson(ctx, 'population.propose', personId)
  ctx.logRead({ kind: 'open', register: 'population', subjects: [personId], fields: ['corrections'] })
  return selectProposalsOf(ctx.tx, personId)
}

/** Which fields change when this is approved; a merge or a new number changes the number. */
function fieldsOf({ kind, content }: Proposal): readonly string[] {
  return kind === 'correct-facts' ? Object.keys(content['facts'] as object) : kind === 'correct-relation' ? ['relatives'] : ['pin']
}

async function propose(ctx: Ctx, kind: ProposalKind, input: Proposing, content: Record<string, unknown>, otherId: string | null = null, check?: () => Promise<unknown>): Promise<Proposal> {
  // A merge belongs to the officers of the survivor's area: the entry that goes lives nowhere.
  const area = await allowForPerson(ctx, 'population.propose', otherId ?? input.personId)
  const before = await selectProposalOfCommand(ctx.tx, input.commandId)
  if (before) return before
  await check?.()
  const proposal = {
    proposalId: newId(), kind, personId: input.personId, otherId, content, basis: input.basis, note: input.note ?? null, area, proposedBy: officerOf(ctx), proposedAt: ctx.now, commandId: input.commandId,
  }
  refuseUnless(await insertProposal(ctx.tx, proposal), 'population.proposal-open')
  ctx.publish('population.proposal-opened', { proposalId: proposal.proposalId, kind, personId: input.personId, area }, { subject: input.personId })
  return (await selectProposal(ctx.tx, proposal.proposalId))!
}

async function carryOut(ctx: Ctx, { kind, proposalId, personId, otherId, content, basis }: Proposal): Promise<string> {
  const commandId = `proposal ${proposalId}`
  switch (kind) {
    case 'correct-facts': return (await recordCorrection(ctx, { personId, facts: content['facts'] as Partial<PersonFacts>, source: content['source'] as string, basis, commandId })).actId
    case 'correct-relation': {
      const { relation, wrong, right, source } = content as unknown as { relation: RelationKind; wrong: OtherSide; right: OtherSide | null; source: string }
      return (await recordRelationCorrection(ctx, { personId, kind: relation, wrong, ...(right ? { right } : {}), source, basis, commandId })).actId
    }
    case 'merge': return recordMerge(ctx, { mergedId: personId, survivorId: otherId!, basis, commandId })
    case 'unmerge': return recordUnmerge(ctx, { mergedId: personId, survivorId: otherId!, basis, commandId })
    case 'reestablish-number': return (await recordNumberAnew(ctx, { personId, reason: content['reason'] as RenumberingReason, basis, commandId })).actId
  }
}

async function openProposal(ctx: Ctx, { proposalId, version }: Pick<SettleProposal, 'proposalId' | 'version'>): Promise<Proposal> {
  const found = (await selectProposal(ctx.tx, proposalId)) ?? refuse('population.proposal-unknown')
  allow(ctx, 'population.propose', { area: found.area })
  refuseUnless(found.state === 'open', 'population.proposal-settled')
  refuseUnless(found.version === version, 'population.correction-changed')
  return found
}

async function settled(ctx: Ctx, open: Proposal, how: { readonly state: 'approved' | 'refused' | 'withdrawn'; readonly by: string; readonly reason: string | null; readonly actId: string | null }): Promise<Proposal> {
  refuseUnless(await settleProposal(ctx.tx, { proposalId: open.proposalId, version: open.version, at: ctx.now, ...how }), 'population.correction-changed')
  ctx.publish('population.proposal-settled', { proposalId: open.proposalId, kind: open.kind, personId: open.personId, proposedBy: open.proposedBy, state: how.state, actId: how.actId }, { subject: open.personId })
  return (await selectProposal(ctx.tx, open.proposalId))!
}

/** Allowed where the person has a residence. */
async function allowForPerson(ctx: Ctx, action: string, personId: string): Promise<string | null> {
  const [found] = await selectPeople(ctx.tx, [personId], { numbers: false, relatives: false, cards: false, reader: null })
  refuseUnless(found, 'population.person-unknown')
  ctx.logRead({ kind: 'open', register: 'population', subjects: [found.person_id], fields: ['area'] })
  const area = found.areas.find((each) => isAllowed(ctx.actor, action, { area: each }, ctx.today)) ?? found.areas[0] ?? null
  allow(ctx, action, { area })
  return area
}

function officerOf(ctx: Ctx): string {
  return ctx.actor.kind === 'officer' ? ctx.actor.personId : refuse('population.officers-only')
}
