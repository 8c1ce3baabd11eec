import type { HomeRow, MemberRow, StoredRecord } from './household-record.sql.ts'

/** One thing that happened to a household, in life and in our books. */
export interface Moment {
  readonly kind: 'opened' | 'moved' | 'closed' | 'joined' | 'left' | 'relation' | 'head'
  /** The day it became true. */
  readonly on: string
  readonly recordedAt: string
  readonly personId: string | null
  readonly member: 'permanent' | 'temporary' | null
  /** Relation codes before and after; for a move the two dwellings. */
  readonly was: string | null
  readonly is: string | null
  readonly actId: string
}

/** The changes of a household by what is known now, newest first. Pure. */
export function momentsOf({ homes, members }: Pick<StoredRecord, 'homes' | 'members'>): Moment[] {
  const known = members.filter((row) => row.supersededAt === null)
  const moments = [...homesMoments(homes), ...known.flatMap((row) => memberMoments(row, known, members))]
  return moments.sort((a, b) => b.on.localeCompare(a.on) || b.recordedAt.localeCompare(a.recordedAt) || order.indexOf(a.kind) - order.indexOf(b.kind) || (a.personId ?? '').localeCompare(b.personId ?? ''))
}

const order: readonly Moment['kind'][] = ['head', 'relation', 'joined', 'left', 'moved', 'closed', 'opened']

function homesMoments(homes: readonly HomeRow[]): Moment[] {
  const rows = homes.filter((row) => row.supersededAt === null).sort((a, b) => a.from.localeCompare(b.from))
  return rows.flatMap((row, i) => {
    const first = firstOf(homes, (each) => each.from === row.from) ?? row
    const begin: Moment = { kind: i === 0 ? 'opened' : 'moved', on: row.from, recordedAt: first.recordedAt, personId: null, member: null, was: i === 0 ? null : rows[i - 1]!.detail, is: row.detail, actId: first.actId }
    const end: Moment[] = row.to !== null && i === rows.length - 1 ? [{ kind: 'closed', on: row.to, recordedAt: row.recordedAt, personId: null, member: null, was: row.detail, is: null, actId: row.actId }] : []
    return [begin, ...end]
  })
}

function memberMoments(row: MemberRow, known: readonly MemberRow[], all: readonly MemberRow[]): Moment[] {
  const same = (each: MemberRow): boolean => each !== row && each.personId === row.personId && each.kind === row.kind
  const before = known.find((each) => same(each) && each.to === row.from)
  // The row that ends a stay replaced the one that began it: who began it stands in the older row.
  const first = firstOf(all, (each) => each.personId === row.personId && each.kind === row.kind && each.from === row.from && each.relationToHead === row.relationToHead) ?? row
  const { personId, kind: member, relationToHead: is } = row
  const moments: Moment[] = []
  if (!before) moments.push({ kind: 'joined', on: row.from, recordedAt: first.recordedAt, personId, member, was: null, is, actId: first.actId })
  else if (before.relationToHead !== is) moments.push({ kind: is === '01' ? 'head' : 'relation', on: row.from, recordedAt: first.recordedAt, personId, member, was: before.relationToHead, is, actId: first.actId })
  if (row.to !== null && !known.some((each) => same(each) && each.from === row.to)) moments.push({ kind: 'left', on: row.to, recordedAt: row.recordedAt, personId, member, was: is, is: null, actId: row.actId })
  return moments
}

function firstOf<R extends { readonly recordedAt: string }>(rows: readonly R[], matches: (row: R) => boolean): R | undefined {
  return rows.filter(matches).sort((a, b) => a.recordedAt.localeCompare(b.recordedAt))[0]
}
