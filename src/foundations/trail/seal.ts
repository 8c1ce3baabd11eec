import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { newId } from '../../kernel/ids.ts'
import { systemClock, type Clock, type Database, type Tx } from '../../platform/index.ts'
import { openHeadsFile, type HeadsFile } from './heads-file.ts'
import { copiedColumns, copyLines, rowTextsOf } from './row-copy.ts'
import {
  copyOfPlaces, findHead, findLastHead, hasMoved, headsAfter, insertSeal, insertTiles, lockSealing, storedHashes, transactionHorizon, unsealedRows, type Unsealed,
} from './seal.sql.ts'
import type { HeadSigner } from './signer.ts'
import { edgeOf, TreeBuilder, type Tile } from './tree.ts'
import { headBody, headHash, keyIdOf, noPrevious, signedHead, type Head, type SignedHead } from './verifier/head.ts'
import { keptDigest, leafOf, saltLength } from './verifier/row.ts'

export interface SealOptions {
  readonly clock?: Clock
  /** Most rows of one batch. */
  readonly limit?: number
}

/** 'busy': another sealer is at work. 'nothing': every row whose transaction has ended is sealed. */
export type SealOutcome = { readonly state: 'busy' } | { readonly state: 'nothing' } | { readonly state: 'sealed'; readonly rows: number; readonly head: SignedHead }

/** The database and what stands outside it disagree, or the stored tree does not give the sealed root: somebody must look before sealing goes on. */
export class SealBroken extends Error {}

const nilId = '00000000-0000-0000-0000-000000000000'

/**
 * Seals one batch: every row whose transaction lies below pg_snapshot_xmin and is not sealed yet gets the next place in the Merkle tree;
 * the new head is chained to the one before, signed, committed, and appended to `headsFile`. `database` has the role congdan_sealer and at
 * least two connections. Interrupted at any moment, nothing is half done; a head missing from the file is added by the next call.
 */
export async function sealNow(database: Database, signer: HeadSigner, headsFile: string, options: SealOptions = {}): Promise<SealOutcome> {
  return database.transaction(async (reader): Promise<SealOutcome> => {
    if (!(await lockSealing(reader))) return { state: 'busy' }
    const file = await openHeadsFile(headsFile)
    try {
      await catchUp(reader, file)
      const batch = await nextBatch(reader, options.limit ?? 1_000_000)
      const sealed = await database.transaction((writer) => writeBatch(reader, writer, batch, signer, options.clock ?? systemClock))
      if (!sealed) return { state: 'nothing' }
      await file.append([sealed.head])
      return { state: 'sealed', ...sealed }
    } finally {
      await file.close()
    }
  })
}

/** Adds heads the file lacks; refuses when file and database tell different stories. */
async function catchUp(tx: Tx, file: HeadsFile): Promise<void> {
  const known = file.last
  if (known) {
    const same = await findHead(tx, known.head.batch)
    if (same?.note !== known.note) throw new SealBroken(`batch ${known.head.batch} in the database is not the head in the heads file`)
  }
  for (let batch = known?.head.batch ?? 0; ; ) {
    const missing = await headsAfter(tx, batch, 1_000)
    if (missing.length === 0) return
    await file.append(missing)
    batch = missing.at(-1)!.head.batch
  }
}

interface Batch {
  readonly last: SignedHead | undefined
  readonly tree: TreeBuilder
  readonly unsealed: Unsealed
}

async function nextBatch(tx: Tx, limit: number): Promise<Batch> {
  const horizon = await transactionHorizon(tx)
  const last = await findLastHead(tx)
  const moved = last !== undefined && (await hasMoved(tx, horizon.cluster))
  const tree = await takeUpTree(tx, last)
  const after = last ? { below: last.head.sealedBelow, to: last.head.sealedTo } : { below: '0', to: nilId }
  return { last, tree, unsealed: { horizon, after, moved, arriving: moved && last!.head.cluster !== horizon.cluster, limit } }
}

async function takeUpTree(tx: Tx, last: SignedHead | undefined): Promise<TreeBuilder> {
  const size = last?.head.treeSize ?? 0
  const spans = edgeOf(size)
  const stored = await storedHashes(tx, spans)
  const hashes = spans.map((span) => Array.from({ length: span.to - span.from }, (_, i) => stored.get(`${span.level}/${span.from + i}`)))
  if (hashes.flat().includes(undefined)) throw new SealBroken('hashes of the sealed tree are missing')
  const tree = new TreeBuilder(size, hashes as Buffer[][])
  if (last && !tree.root().equals(last.head.root)) throw new SealBroken(`the stored tree does not have the root of batch ${last.head.batch}`)
  return tree
}

async function writeBatch(reader: Tx, writer: Tx, batch: Batch, signer: HeadSigner, clock: Clock): Promise<{ rows: number; head: SignedHead } | undefined> {
  const first = batch.tree.size
  const { tiles, lastKey } = await copyPlaces(reader, writer, batch)
  const rows = batch.tree.size - first
  if (rows === 0) return undefined
  if (tiles.length > 0) await insertTiles(writer, tiles)
  const { unsealed, last } = batch
  const full = !unsealed.arriving && rows === unsealed.limit
  const head = await sign(signer, {
    origin: last?.head.origin ?? `congdan/access-log/${newId()}`,
    treeSize: batch.tree.size, root: batch.tree.root(), batch: (last?.head.batch ?? 0) + 1, previous: last ? headHash(last) : noPrevious, sealedAt: clock(),
    sealedBelow: full ? lastKey.writtenIn : unsealed.horizon.xmin, sealedTo: full ? lastKey.logId : nilId, cluster: unsealed.horizon.cluster,
  })
  await insertSeal(writer, head, first)
  return { rows, head }
}

const logIdCell = 1 + copiedColumns.indexOf('log_id')
const writtenInCell = 1 + copiedColumns.indexOf('written_in')

/** Streams the rows through the hash into their places; nothing is held but the edge of the tree. */
async function copyPlaces(reader: Tx, writer: Tx, { tree, unsealed }: Batch): Promise<{ tiles: Tile[]; lastKey: { writtenIn: string; logId: string } }> {
  const tiles: Tile[] = []
  let lastKey = { writtenIn: '0', logId: nilId }
  const out = writer.copyIn(copyOfPlaces)
  const done = finished(out)
  done.catch(() => undefined)
  try {
    for await (const lines of copyLines(reader.copyOut(unsealedRows(unsealed)))) {
      let text = ''
      let cells: string[] = []
      for (const line of lines) {
        cells = line.split('\t')
        const leaf = leafOfCells(cells)
        text += `${tree.size}\t${cells[logIdCell]}\t\\\\x${leaf.toString('hex')}\n`
        tree.append(leaf, (tile) => tiles.push(tile))
      }
      lastKey = { writtenIn: cells[writtenInCell]!, logId: cells[logIdCell]! }
      if (!out.write(text)) await Promise.race([once(out, 'drain'), done])
    }
    out.end()
    await done
  } catch (error) {
    out.destroy(error as Error)
    throw error
  }
  return { tiles, lastKey }
}

function leafOfCells(cells: readonly string[]): Buffer {
  // A row somebody emptied before it was sealed has no salt; it is sealed as it stands, and the verifier will ask for the order.
  const salt = cells[0] === '\\N' ? Buffer.alloc(saltLength) : Buffer.from(cells[0]!, 'hex')
  const { shown, kept } = rowTextsOf(cells, 1)
  return leafOf(salt, keptDigest(salt, kept), shown)
}

async function sign(signer: HeadSigner, head: Head): Promise<SignedHead> {
  const { signature, publicKey } = await signer.sign(Buffer.from(headBody(head)))
  return signedHead(head, keyIdOf(head.origin, publicKey), signature)
}
