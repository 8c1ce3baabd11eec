import { addDays } from '../../kernel/plain-date.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { readPeople } from '../population/index.ts'
import { shownAddress, type ShownAddress } from './address.ts'
import { selectTemporaryEnding } from './residence.sql.ts'
import { ruleNumber } from './rules.ts'
import type { WorklistPart } from './worklists.sql.ts'

export interface TemporaryEnding {
  readonly personId: string
  readonly fullName: string
  readonly householdId: string | null
  readonly address: ShownAddress
  readonly since: PlainDate
  /** Last day of the term. */
  readonly until: PlainDate
  /** The term is over: only a new registration helps (đ.28). */
  readonly over: boolean
}

/** Temporary registrations of a commune whose term is over or in its last fifteen days, oldest first, at most 500 or the part asked. For its police; logged with everybody shown. */
export async function temporaryEnding(ctx: Ctx, area: string, part: WorklistPart = {}): Promise<TemporaryEnding[]> {
  allow(ctx, 'residence.read-worklists', { area })
  const rows = await selectTemporaryEnding(ctx.tx, area, addDays(ctx.today, ruleNumber('temporary-renew-before-days', ctx.today)), part)
  const ids = [...new Set(rows.map((row) => row.personId))]
  if (ids.length > 0) ctx.logRead({ kind: 'list', register: 'residence', subjects: ids, fields: ['temporaryResidence'] })
  const people = await readPeople(ctx, ids, ['fullName'], { lawfulBy: 'Luật Cư trú 2020, đ.28' })
  return rows.map(({ personId, householdId, since, until, ...place }) => ({ personId, fullName: people.get(personId)?.fullName ?? '', householdId, address: shownAddress(place, ctx.today), since, until, over: until < ctx.today }))
}
