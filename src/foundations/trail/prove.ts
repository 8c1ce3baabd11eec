import { consistencyNodes, inclusionNodes, type NodeRange } from '../../kernel/merkle.ts'
import { allow, type Ctx, type Tx } from '../../platform/index.ts'
import { findPlaced } from './proofs.sql.ts'
import { findRow } from './read-row.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { findHeadOfSize, findLastHead, storedHashes } from './seal.sql.ts'
import { nodeFrom, spansOf } from './tree.ts'
import type { ConsistencyProof, InclusionProof } from './verifier/check-proof.ts'
import { asBytes, keptColumns, keptDigest, partText, shownColumns } from './verifier/row.ts'

export interface ProveOptions {
  /** Others whose log the actor may see (children, wards). */
  readonly represents?: readonly string[]
  /** False: prove that the entry stands in the log without opening what it says (a reading for another person's case). */
  readonly open?: boolean
}

/**
 * That this reading stands in the log under the newest signed head: a file its holder can check with the verifier and a public key alone.
 * Opens the part of the row a citizen may see; who exactly read and who else was read stay closed under their commitment.
 * Refuses readings that are not about the citizen or those he or she represents, and readings not sealed yet.
 */
export async function inclusionProof(ctx: Ctx, logId: string, options: ProveOptions = {}): Promise<InclusionProof> {
  const placed = await findPlaced(ctx.tx, logId)
  const represents = options.represents ?? []
  const actor = ctx.actor.kind === 'citizen' ? ctx.actor.personId : null
  allow(ctx, 'trail.prove', { person: placed?.subjects.find((person) => person === actor || represents.includes(person)) ?? null, represents })
  if (!placed) refuse('trail.no-such-access')
  const head = await findLastHead(ctx.tx)
  if (placed.position === null || !head || placed.position >= head.head.treeSize) refuse('trail.not-sealed-yet')
  return {
    proof: 'congdan/access-log-inclusion/1',
    leaf: placed.leaf!.toString('hex'),
    position: placed.position,
    path: await pathOf(ctx.tx, inclusionNodes(placed.position, head.head.treeSize)),
    head: head.note,
    opened: options.open === false || placed.salt === null ? null : await openedPart(ctx.tx, logId, placed.salt),
  }
}

/** That the log only grew between two signed heads, named by their sizes. Holds no personal data: anybody may ask. */
export async function consistencyProof(tx: Tx, oldSize: number, newSize: number): Promise<ConsistencyProof> {
  const [from, to] = [await findHeadOfSize(tx, oldSize), await findHeadOfSize(tx, newSize)]
  refuseUnless(from, 'trail.no-such-head', { vars: { size: oldSize } })
  refuseUnless(to && newSize >= oldSize, 'trail.no-such-head', { vars: { size: newSize } })
  return { proof: 'congdan/access-log-consistency/1', from: from.note, to: to.note, path: await pathOf(tx, consistencyNodes(oldSize, newSize)) }
}

/** Hashes of the nodes from what the sealer stored: a few hundred rows however large the log. */
async function pathOf(tx: Tx, nodes: readonly NodeRange[]): Promise<string[]> {
  const stored = await storedHashes(tx, nodes.flatMap(spansOf))
  const hashOf = (level: number, index: number): Buffer => {
    const hash = stored.get(`${level}/${index}`)
    if (!hash) throw new Error(`hash ${level}/${index} of the access-log tree is missing`)
    return hash
  }
  return nodes.map((node) => nodeFrom(node, hashOf).toString('hex'))
}

async function openedPart(tx: Tx, logId: string, salt: Buffer): Promise<InclusionProof['opened']> {
  const row = { ...(await findRow(tx, logId))! }
  const shown = Object.fromEntries(Object.keys(shownColumns).filter((name) => row[name as keyof typeof row] !== null).map((name) => [name, row[name as keyof typeof row]]))
  return { salt: salt.subarray(0, 16).toString('hex'), kept: keptDigest(salt, asBytes(partText(keptColumns, row))).toString('hex'), shown }
}
