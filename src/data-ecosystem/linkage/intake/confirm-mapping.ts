import type { Ctx } from '../../../platform/index.ts'
import { refuse, refuseUnless } from '../refusals.ts'
import { missingRoles } from './guess-mapping.ts'
import { tellLife } from './list-life.ts'
import { changeList, keepTemplate, selectRunsOf } from './list.sql.ts'
import { single, type ColumnRole, type Mapping } from './mapping.ts'
import { listFor } from './read-lists.ts'

export interface ConfirmMapping {
  readonly listId: string
  readonly version: number
  readonly mapping: Mapping
  /** How a role is called, for the sentence about two columns of one role. */
  readonly roleName?: (role: ColumnRole) => string
}

/** A person confirms what each column holds; it is remembered for the owner's next list of this kind, and the lines are checked. Refuses what cannot be matched by. */
export async function confirmMapping(ctx: Ctx, { listId, version, mapping, roleName = (role) => role }: ConfirmMapping): Promise<void> {
  const list = await listFor(ctx, listId, 'take-in')
  refuseUnless(list.erasedAt === null && list.status !== 'cancelled', 'linkage.list-over')
  refuseUnless(list.task === null, 'linkage.list-busy')
  refuseUnless((await selectRunsOf(ctx.tx, listId)).length === 0, 'linkage.has-runs')
  refuseUnless(mapping.columns.length === (list.layout.headings ?? []).length, 'linkage.columns-differ')
  mapping.columns.forEach(({ role }, i) => {
    if (single.has(role) && mapping.columns.findIndex((other) => other.role === role) < i) refuse('linkage.column-twice', { field: `column-${i}`, vars: { role: roleName(role) } })
  })
  const [missing] = missingRoles(mapping)
  if (missing === 'name') refuse('linkage.name-column-needed', { field: 'column-0' })
  if (missing) refuse('linkage.birth-or-number-column-needed', { field: 'column-0' })
  refuseUnless(await changeList(ctx.tx, { listId, version, status: 'mapped', task: 'check', mapping }), 'linkage.list-changed')
  await keepTemplate(ctx.tx, { organisationId: list.organisationId, kind: list.kind, mapping, at: ctx.now })
  await tellLife(ctx, listId, 'mapped', { columns: mapping.columns.filter(({ role }) => role !== 'ignore').length, declined: mapping.declined.join(',') })
}
