import type { Ctx, PlainDate } from '../../platform/index.ts'
import { prior, readPrior } from '../acts/index.ts'
import { personVersion, type MaritalStatus } from '../population/index.ts'

/** What the register said of the marital status the day before; single where it said nothing. Logged. */
export async function statusBefore(ctx: Ctx, personId: string, day: PlainDate): Promise<MaritalStatus> {
  const before = (await statuses(ctx, personId)).filter((each) => each.from < day).at(-1)?.status
  return before && before !== 'married' ? before : 'single'
}

/** The first day after this one on which the register changed the marital status. Undefined when it has been the same ever since. Logged. */
export async function statusChangedAfter(ctx: Ctx, personId: string, day: PlainDate): Promise<PlainDate | undefined> {
  const known = await statuses(ctx, personId)
  return known.find((each, i) => each.from > day && each.status !== known[i - 1]?.status)?.from
}

async function statuses(ctx: Ctx, personId: string): Promise<{ from: PlainDate; status: MaritalStatus | null }[]> {
  const rows = (await readPrior(ctx, [prior(personVersion, 'person_id', personId)])).rows(personVersion)
  ctx.logRead({ kind: 'open', register: 'population', subjects: [personId], fields: ['maritalStatus'] })
  return rows.map((row) => ({ from: row['valid_from'] as PlainDate, status: row['marital_status'] as MaritalStatus | null }))
}
