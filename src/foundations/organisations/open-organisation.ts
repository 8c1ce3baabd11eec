import type { PlainDate } from '../../kernel/plain-date.ts'
import { newId } from '../../kernel/ids.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { getArea } from '../areas/index.ts'
import type { OrganisationEvents } from './events.ts'
import type { Organisation, OrganisationKind } from './organisation.ts'
import { insertOrganisation, selectOrganisation, selectRivals } from './organisations.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface OpenOrganisation {
  /** Chosen by the caller so that a retry is harmless; a new one when not given. */
  readonly id?: string
  readonly unitCode: string
  readonly name: string
  readonly shortName?: string
  readonly kind: OrganisationKind
  readonly areaCode: string
  readonly parentId?: string | null
  readonly address?: string | null
  readonly phone?: string | null
  readonly from: PlainDate
  readonly to?: PlainDate | null
}

/**
 * Enters a body from the day it exists. Refuses an identifier already in use, a second committee or police of one unit,
 * a unit that does not exist on the first day. The same id again answers the body already entered.
 */
export async function openOrganisation(ctx: Ctx, input: OpenOrganisation): Promise<Organisation> {
  allow(ctx, 'organisations.open', { area: input.areaCode })
  const name = input.name.trim()
  refuseUnless(name !== '', 'organisations.name-missing', { field: 'name' })
  refuseUnless(/^[A-Z]\d{2}(\.\d{2,3}){0,3}$/.test(input.unitCode), 'organisations.unit-code-form', { field: 'unitCode' })
  refuseUnless(input.to == null || input.to > input.from, 'organisations.dates', { field: 'to' })
  getArea(input.areaCode, input.from, 'areaCode')
  const known = input.id && (await selectOrganisation(ctx.tx, input.id))
  if (known) {
    refuseUnless(known.unitCode === input.unitCode && known.areaCode === input.areaCode, 'organisations.id-used')
    return known
  }
  const organisation: Organisation = {
    id: input.id ?? newId(), unitCode: input.unitCode, name, shortName: input.shortName?.trim() || name, kind: input.kind, areaCode: input.areaCode,
    parentId: input.parentId ?? null, address: input.address ?? null, phone: input.phone ?? null, from: input.from, to: input.to ?? null,
  }
  await checkParent(ctx, organisation)
  await checkRivals(ctx, organisation)
  await insertOrganisation(ctx.tx, organisation, ctx.now, ctx.actor)
  const told: OrganisationEvents['organisations.opened'] = { organisationId: organisation.id, kind: organisation.kind, areaCode: organisation.areaCode, from: organisation.from }
  ctx.publish('organisations.opened', told)
  return organisation
}

async function checkParent(ctx: Ctx, { parentId, from }: Organisation): Promise<void> {
  if (parentId === null) return
  const parent = await selectOrganisation(ctx.tx, parentId)
  refuseUnless(parent && parent.from <= from && (parent.to === null || parent.to > from), 'organisations.parent-not-in-force', { field: 'parentId' })
}

const onePerArea: ReadonlySet<string> = new Set<OrganisationKind>(['commune-committee', 'commune-police', 'provincial-committee', 'provincial-police'])

async function checkRivals(ctx: Ctx, organisation: Organisation): Promise<void> {
  const rivals = await selectRivals(ctx.tx, organisation)
  if (rivals.some((rival) => rival.unitCode === organisation.unitCode)) refuse('organisations.unit-code-taken', { field: 'unitCode', vars: { unitCode: organisation.unitCode } })
  if (rivals.length > 0 && onePerArea.has(organisation.kind)) refuse('organisations.one-per-area', { field: 'areaCode' })
}
