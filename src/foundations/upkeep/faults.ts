import type { Ctx } from '../../platform/index.ts'
import { ownAreas } from './own-areas.ts'
import { countFaults, selectFaults, type StoredFault } from './upkeep.sql.ts'

/** Kinds of faults, the most pressing first. */
export const faultKinds = ['no-head', 'two-heads', 'head-gone', 'doubtful', 'missing-fields', 'old-number'] as const
export type FaultKind = (typeof faultKinds)[number]

export type Fault = StoredFault

export interface FaultsPage {
  readonly kind: FaultKind
  readonly total: number
  /** From 1. */
  readonly page: number
  readonly pages: number
  readonly faults: readonly Fault[]
}

export const faultsOnAPage = 20

/** One kind of fault in the officer's communes, in the order of the houses. Logged with the people it names. */
export async function faultsOf(ctx: Ctx, asked: { readonly kind: FaultKind; readonly hamlet?: string | null; readonly page?: number }): Promise<FaultsPage> {
  const areas = ownAreas(ctx)
  const place = asked.hamlet ?? null
  const total = (await countFaults(ctx.tx, areas, place)).get(asked.kind) ?? 0
  const pages = Math.max(1, Math.ceil(total / faultsOnAPage))
  const page = Math.min(Math.max(1, asked.page ?? 1), pages)
  const faults = await selectFaults(ctx.tx, asked.kind, areas, place, { most: faultsOnAPage, skip: (page - 1) * faultsOnAPage })
  const subjects = faults.flatMap((fault) => fault.personId ?? [])
  if (subjects.length > 0) ctx.logRead({ kind: 'list', register: 'population', subjects, fields: ['fullName', 'residence', ...new Set(faults.flatMap((fault) => fault.what).filter((field) => asked.kind === 'missing-fields' || field === 'identityNumbers'))] })
  return { kind: asked.kind, total, page, pages, faults }
}
