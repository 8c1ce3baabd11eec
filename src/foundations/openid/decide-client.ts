import { canonicalJson } from '../../kernel/canonical-json.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import { allow, getFile, type Ctx, type OfficerActor } from '../../platform/index.ts'
import type { Client, RelyingOrganisation } from './client.ts'
import { clientsLive, clientsWaiting, decisionsOn, findClient, findOrganisation, insertDecision, isMember, lockClient, lockNumber, papersOf, putInForce, setClientState, verifiedWithNumber, verifyOrganisation, type Decision, type StoredPaper } from './clients.sql.ts'
import { goLiveChecks, type GoLiveCheck } from './go-live.ts'
import { refuse, refuseUnless } from './refusals.ts'

export type ListedClient = Client & { readonly organisationName: string }

/** Requests that wait, and the clients in force. */
export async function clientsToDecide(ctx: Ctx): Promise<{ waiting: ListedClient[]; live: ListedClient[] }> {
  allow(ctx, 'openid.decide-client')
  return { waiting: await clientsWaiting(ctx.tx), live: await clientsLive(ctx.tx) }
}

export interface ClientToDecide {
  readonly client: Client
  readonly organisation: RelyingOrganisation
  readonly papers: readonly StoredPaper[]
  readonly checks: readonly GoLiveCheck[]
  readonly decisions: readonly Decision[]
  /** Of exactly what is shown: the decision is over this. */
  readonly settingsHash: string
}

export async function clientToDecide(ctx: Ctx, clientId: string): Promise<ClientToDecide> {
  allow(ctx, 'openid.decide-client')
  const client = (await findClient(ctx.tx, clientId)) ?? refuse('openid.client-unknown')
  const organisation = (await findOrganisation(ctx.tx, client.organisationId))!
  const papers = await papersOf(ctx.tx, clientId)
  return { client, organisation, papers, checks: goLiveChecks(organisation, client, papers.length, true), decisions: await decisionsOn(ctx.tx, clientId), settingsHash: hashOf(client, organisation) }
}

/** A document of the request, for the two who decide. */
export async function paperToDecide(ctx: Ctx, clientId: string, paperId: string): Promise<{ name: string; bytes: Uint8Array }> {
  allow(ctx, 'openid.decide-client')
  const paper = (await papersOf(ctx.tx, clientId)).find((each) => each.paperId === paperId) ?? refuse('openid.client-unknown')
  return { name: paper.name, bytes: await getFile(paper.fileHash) }
}

/**
 * One of the two who decide says yes or no, over what was shown (ux.md: four eyes). The second yes, of another person, puts the settings into force and
 * verifies the organisation; one no sends the request back. Refuses members of the organisation, a second answer of the same person, and settings that changed meanwhile.
 */
export async function decideClient(ctx: Ctx, input: { clientId: string; approve: boolean; reason: string; settingsHash: string }): Promise<'first' | 'in-force' | 'refused'> {
  allow(ctx, 'openid.decide-client')
  const me = ctx.actor as OfficerActor
  const client = (await lockClient(ctx.tx, input.clientId)) ?? refuse('openid.client-unknown')
  refuseUnless(client.state === 'waiting', 'openid.not-waiting')
  refuseUnless(!(await isMember(ctx.tx, client.organisationId, me.personId)), 'openid.own-organisation')
  const organisation = (await findOrganisation(ctx.tx, client.organisationId))!
  const settingsHash = hashOf(client, organisation)
  refuseUnless(settingsHash === input.settingsHash, 'openid.changed-meanwhile')
  refuseUnless(input.approve || input.reason.trim().length >= 5, 'openid.reason-needed', { field: 'reason' })
  const before = (await decisionsOn(ctx.tx, client.clientId)).filter((each) => each.version === client.version && each.approved)
  refuseUnless(await insertDecision(ctx.tx, { clientId: client.clientId, version: client.version, decidedBy: me.personId, approved: input.approve, reason: input.reason.trim(), settingsHash, at: ctx.now }), 'openid.second-person-needed')
  const final = !input.approve || before.some((each) => each.decidedBy !== me.personId && each.settingsHash === settingsHash)
  ctx.publish('openid.client-decided', { clientId: client.clientId, approved: input.approve, final })
  if (!input.approve) {
    await setClientState(ctx.tx, client.clientId, 'draft')
    return 'refused'
  }
  if (!final) return 'first'
  await lockNumber(ctx.tx, organisation.businessNumber)
  const other = await verifiedWithNumber(ctx.tx, organisation.businessNumber)
  refuseUnless(!other || other.organisationId === organisation.organisationId, 'openid.number-taken')
  await putInForce(ctx.tx, client.clientId, client.settings)
  await verifyOrganisation(ctx.tx, organisation.organisationId, ctx.now)
  return 'in-force'
}

/** Cuts a client off at once, whatever is being changed or waits meanwhile; nothing it holds works any more. Lets it back in, with what was approved. */
export async function suspendClient(ctx: Ctx, clientId: string, suspend: boolean): Promise<void> {
  allow(ctx, 'openid.decide-client')
  const client = (await lockClient(ctx.tx, clientId)) ?? refuse('openid.client-unknown')
  refuseUnless(client.inForce !== null && (client.state === 'suspended') !== suspend, 'openid.not-waiting')
  const unchanged = canonicalJson(client.settings as object) === canonicalJson(client.inForce as object)
  await setClientState(ctx.tx, clientId, suspend ? 'suspended' : unchanged ? 'approved' : 'draft')
}

const hashOf = ({ clientId, version, settings }: Client, { name, businessNumber, kind, licence }: RelyingOrganisation): string => sha256Hex(canonicalJson({ clientId, version, settings, organisation: { name, businessNumber, kind, licence } }))
