import { sql, type Tx } from '../../platform/index.ts'
import { copiedColumns } from './row-copy.ts'
import { signedHead, type SignedHead } from './verifier/head.ts'
import type { Span, Tile } from './tree.ts'

/** One sealer at a time in the whole database; held until the head also stands in its file. False when another one is at work. */
export async function lockSealing(tx: Tx): Promise<boolean> {
  return (await tx.one<{ locked: boolean }>(sql`select pg_try_advisory_xact_lock(46283) as locked`)).locked
}

export interface TransactionHorizon {
  /** Transactions below this one have all ended. */
  xmin: string
  /** No transaction of this cluster has reached this one. */
  xmax: string
  /** The cluster that numbers transactions. */
  cluster: string
}

export function transactionHorizon(tx: Tx): Promise<TransactionHorizon> {
  return tx.one<TransactionHorizon>(sql`
    select pg_snapshot_xmin(pg_current_snapshot())::text as xmin, pg_snapshot_xmax(pg_current_snapshot())::text as xmax,
           (select system_identifier::text from pg_control_system()) as cluster`)
}

/** True when the log was restored from another cluster, whose transaction numbers mean nothing here. */
export async function hasMoved(tx: Tx, cluster: string): Promise<boolean> {
  return (await tx.one<{ moved: boolean }>(sql`select exists (select from access_seal where cluster <> ${cluster}) as moved`)).moved
}

interface SealRow {
  batch: number
  origin: string
  tree_size: number
  root: Buffer
  previous: Buffer
  sealed_at: string
  sealed_below: string
  sealed_to: string
  cluster: string
  key_id: Buffer
  signature: Buffer
}

const sealColumns = sql`batch, origin, tree_size, root, previous, sealed_at, sealed_below::text, sealed_to, cluster, key_id, signature`

function headOf(row: SealRow): SignedHead {
  return signedHead({
    origin: row.origin, treeSize: row.tree_size, root: row.root, batch: row.batch, previous: row.previous, sealedAt: row.sealed_at,
    sealedBelow: row.sealed_below, sealedTo: row.sealed_to, cluster: row.cluster,
  }, row.key_id, row.signature)
}

export async function findLastHead(tx: Tx): Promise<SignedHead | undefined> {
  const row = await tx.maybe<SealRow>(sql`select ${sealColumns} from access_seal order by batch desc limit 1`)
  return row && headOf(row)
}

export async function findHead(tx: Tx, batch: number): Promise<SignedHead | undefined> {
  const row = await tx.maybe<SealRow>(sql`select ${sealColumns} from access_seal where batch = ${batch}`)
  return row && headOf(row)
}

export async function findHeadOfSize(tx: Tx, treeSize: number): Promise<SignedHead | undefined> {
  const row = await tx.maybe<SealRow>(sql`select ${sealColumns} from access_seal where tree_size = ${treeSize}`)
  return row && headOf(row)
}

/** Heads after this batch, oldest first, at most `limit`. */
export async function headsAfter(tx: Tx, batch: number, limit: number): Promise<SignedHead[]> {
  return (await tx.many<SealRow>(sql`select ${sealColumns} from access_seal where batch > ${batch} order by batch limit ${limit}`)).map(headOf)
}

/** Stored hashes of these spans, keyed 'level/index'. */
export async function storedHashes(tx: Tx, spans: readonly Span[]): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  const arrays = (some: readonly Span[]) => sql`unnest(${some.map((s) => s.level)}::smallint[], ${some.map((s) => s.from)}::bigint[], ${some.map((s) => s.to)}::bigint[]) as span (level, lower, upper)`
  const ofLeaves = spans.filter((span) => span.level === 0)
  const ofTiles = spans.filter((span) => span.level > 0)
  if (ofLeaves.length > 0) {
    const rows = await tx.many<{ position: number; leaf: Buffer }>(sql`
      select s.position, s.leaf from ${arrays(ofLeaves)} join access_sealed s on s.position >= span.lower and s.position < span.upper`)
    for (const row of rows) found.set(`0/${row.position}`, row.leaf)
  }
  if (ofTiles.length > 0) {
    const rows = await tx.many<Tile>(sql`
      select t.level, t.index, t.hash from ${arrays(ofTiles)} join access_tile t on t.level = span.level and t.index >= span.lower and t.index < span.upper`)
    for (const row of rows) found.set(`${row.level}/${row.index}`, row.hash)
  }
  return found
}

const copied = copiedColumns.map((name) => `l.${name}`).join(', ')

/** Checked, because COPY takes no parameters. */
const number = (text: string): string => {
  if (!/^\d{1,20}$/.test(text)) throw new Error('not a transaction number')
  return `'${text}'::xid8`
}
const id = (text: string): string => {
  if (!/^[0-9a-f-]{36}$/.test(text)) throw new Error('not an id')
  return `'${text}'::uuid`
}

export interface Unsealed {
  readonly horizon: TransactionHorizon
  /** The pair up to which everything is sealed. */
  readonly after: { readonly below: string; readonly to: string }
  /** The log came from another cluster: look for what has no place instead of trusting the pair. */
  readonly moved: boolean
  /** Nothing has been sealed in this cluster yet. */
  readonly arriving: boolean
  readonly limit: number
}

/** COPY statement of the rows to seal now, in their order: written_in, log_id, salt (hex, empty when redacted before it was sealed), then `copiedColumns`. */
export function unsealedRows({ horizon, after, moved, arriving, limit }: Unsealed): string {
  const ended = `l.written_in < ${number(horizon.xmin)}`
  const chosen = !moved
    ? `(l.written_in, l.log_id) > (${number(after.below)}, ${id(after.to)}) and ${ended}`
    : arriving
      ? `not exists (select from access_sealed s where s.log_id = l.log_id) and (${ended} or l.written_in >= ${number(horizon.xmax)})`
      : `(l.written_in, l.log_id) > (${number(after.below)}, ${id(after.to)}) and ${ended} and not exists (select from access_sealed s where s.log_id = l.log_id)`
  return `copy (select encode(l.salt, 'hex'), ${copied} from access_log l where ${chosen} order by l.written_in, l.log_id${arriving ? '' : ` limit ${limit}`}) to stdout`
}

export const copyOfPlaces = 'copy access_sealed (position, log_id, leaf) from stdin'

export async function insertTiles(tx: Tx, tiles: readonly Tile[]): Promise<void> {
  await tx.run(sql`
    insert into access_tile (level, index, hash)
    select * from unnest(${tiles.map((t) => t.level)}::smallint[], ${tiles.map((t) => t.index)}::bigint[], ${tiles.map((t) => t.hash)}::bytea[])`)
}

export async function insertSeal(tx: Tx, { head, keyId, signature }: SignedHead, firstPosition: number): Promise<void> {
  await tx.run(sql`
    insert into access_seal (batch, origin, first_position, last_position, tree_size, root, previous, sealed_at, sealed_below, sealed_to, cluster, key_id, signature)
    values (${head.batch}, ${head.origin}, ${firstPosition}, ${head.treeSize - 1}, ${head.treeSize}, ${head.root}, ${head.previous}, ${head.sealedAt},
            ${head.sealedBelow}::xid8, ${head.sealedTo}, ${head.cluster}, ${keyId}, ${signature})`)
}
