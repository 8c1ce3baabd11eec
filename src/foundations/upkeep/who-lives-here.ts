import { allow, type Ctx } from '../../platform/index.ts'
import { ownAreas } from './own-areas.ts'
import { selectHomes, selectHomesAt, selectTemporary, type StoredGuest, type StoredHome } from './upkeep.sql.ts'

export const homesOnAPage = 50

export interface Listed<T> {
  readonly rows: readonly T[]
  /** From 1. */
  readonly page: number
  readonly more: boolean
}
export type ListedHome = StoredHome
export type ListedGuest = StoredGuest

/** The households of the officer's communes, or of one hamlet, in the order of the houses. Logged with the heads it names. */
export async function householdsHere(ctx: Ctx, asked: { readonly hamlet?: string | null; readonly page?: number } = {}): Promise<Listed<ListedHome>> {
  const found = await onPage(asked.page, (page) => selectHomes(ctx.tx, ownAreas(ctx), asked.hamlet ?? null, page))
  const heads = found.rows.flatMap((each) => each.headId ?? [])
  if (heads.length > 0) ctx.logRead({ kind: 'list', register: 'residence', subjects: heads, fields: ['fullName', 'household'] })
  return found
}

/** The households at one dwelling, to choose which is merged into which. For the police of its commune; logged with the heads it names. */
export async function householdsAt(ctx: Ctx, place: { readonly area: string; readonly detail: string }): Promise<ListedHome[]> {
  allow(ctx, 'upkeep.work', { area: place.area })
  const rows = await selectHomesAt(ctx.tx, place.area, place.detail)
  const heads = rows.flatMap((each) => each.headId ?? [])
  if (heads.length > 0) ctx.logRead({ kind: 'list', register: 'residence', subjects: heads, fields: ['fullName', 'household'] })
  return rows
}

/** Who is registered here for a time, by the end of the term. Logged with everybody. */
export async function temporaryResidentsHere(ctx: Ctx, asked: { readonly page?: number } = {}): Promise<Listed<ListedGuest>> {
  const found = await onPage(asked.page, (page) => selectTemporary(ctx.tx, ownAreas(ctx), page))
  if (found.rows.length > 0) ctx.logRead({ kind: 'list', register: 'residence', subjects: found.rows.map((each) => each.personId), fields: ['fullName', 'temporaryResidence'] })
  return found
}

async function onPage<T>(asked: number | undefined, select: (page: { most: number; skip: number }) => Promise<T[]>): Promise<Listed<T>> {
  const page = Math.max(1, asked ?? 1)
  const rows = await select({ most: homesOnAPage + 1, skip: (page - 1) * homesOnAPage })
  return { rows: rows.slice(0, homesOnAPage), page, more: rows.length > homesOnAPage }
}
