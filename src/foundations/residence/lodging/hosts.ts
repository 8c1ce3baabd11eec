import { allow, type Ctx } from '../../../platform/index.ts'
import { shownAddress, type ShownAddress } from '../address.ts'
import { selectHost, selectHosts, type StoredHost } from './lodging.sql.ts'
import { refuse } from './refusals.ts'

/** A dwelling or a place the signed-in person may tell of guests for. */
export interface LodgingHost {
  readonly hostId: string
  readonly kind: 'household' | 'place'
  /** Name of the place; null for a dwelling. */
  readonly name: string | null
  readonly address: ShownAddress
  /** Owners of a place change its staff; staff only report. */
  readonly owner: boolean
}

/** One's own dwellings (permanent and temporary) and the places one owns or works for. Nothing of others: not logged. */
export async function lodgingHosts(ctx: Ctx): Promise<LodgingHost[]> {
  allow(ctx, 'lodging.tell')
  return (await selectHosts(ctx.tx, reporterOf(ctx))).map((each) => shown(each, ctx))
}

/** The host, if this person may tell of guests there. Refuses `lodging.no-host`. */
export async function hostFor(ctx: Ctx, hostId: string): Promise<StoredHost> {
  allow(ctx, 'lodging.tell')
  return (await selectHost(ctx.tx, reporterOf(ctx), hostId)) ?? refuse('lodging.no-host', { field: 'host' })
}

export function reporterOf(ctx: Ctx): string {
  return ctx.actor.kind === 'citizen' ? ctx.actor.personId : refuse('lodging.no-host', { field: 'host' })
}

const shown = ({ hostId, kind, name, area, province, detail, owner }: StoredHost, ctx: Ctx): LodgingHost =>
  ({ hostId, kind, name, owner, address: shownAddress({ area, province, detail, oldText: null }, ctx.today) })
