import { earliest } from '../../kernel/partial-date.ts'
import { ageOn, type PlainDate } from '../../kernel/plain-date.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { labelOf } from '../areas/index.ts'
import { readPeople } from '../population/index.ts'
import { shownAddress, type ShownAddress } from './address.ts'
import { selectVacancies, type StoredVacancy } from './residence.sql.ts'
import { ruleNumber } from './rules.ts'
import type { WorklistPart } from './worklists.sql.ts'

export interface HeadVacancy {
  readonly householdId: string
  readonly fileNumber: string
  readonly address: ShownAddress
  readonly formerHead: { readonly personId: string; readonly fullName: string }
  readonly cause: StoredVacancy['cause']
  readonly since: PlainDate
  /** Relation to the former head. */
  readonly members: readonly { readonly personId: string; readonly fullName: string; readonly birthDate: string | null; readonly relationToHead: string; readonly relationText: string }[]
  /** Who might head it: wife or husband, else the eldest grown child, else the eldest grown member. A proposal; the members decide (đ.10). Null: nobody has full capacity. */
  readonly proposed: string | null
}

/** Households of a commune whose head is gone, each with a proposal. For the police of the commune; logged with everybody shown. */
export async function headVacancies(ctx: Ctx, area: string, part: WorklistPart = {}): Promise<HeadVacancy[]> {
  allow(ctx, 'residence.read-worklists', { area })
  const found = await selectVacancies(ctx.tx, area, part)
  const ids = [...new Set(found.flatMap((each) => [each.formerHead, ...each.members.map((member) => member.personId)]))]
  if (ids.length === 0) return []
  ctx.logRead({ kind: 'list', register: 'residence', subjects: ids, fields: ['household'] })
  const people = await readPeople(ctx, ids, ['fullName', 'birthDate'], { lawfulBy: 'Luật Cư trú 2020, đ.10' })
  return found.map(({ householdId, fileNumber, area: at, province, detail, oldText, formerHead, cause, since, members }) => {
    const shown = members.map(({ personId, relationToHead }) => ({
      personId, fullName: people.get(personId)?.fullName ?? '', birthDate: people.get(personId)?.birthDate ?? null, relationToHead, relationText: labelOf('relation-to-head', relationToHead, ctx.today),
    }))
    return {
      householdId, fileNumber, address: shownAddress({ area: at, province, detail, oldText }, ctx.today), formerHead: { personId: formerHead, fullName: people.get(formerHead)?.fullName ?? '' }, cause, since,
      members: shown, proposed: successorAmong(shown, ctx.today),
    }
  })
}

/** Pure. The order is ours (certainty: guess). */
export function successorAmong(members: readonly { readonly personId: string; readonly birthDate: string | null; readonly relationToHead: string }[], on: PlainDate): string | null {
  const grown = members.filter((each) => each.birthDate !== null && ageOn(earliest(each.birthDate), on) >= ruleNumber('head-full-capacity-age', on))
  const rank = (relation: string): number => (['02', '03'].includes(relation) ? 0 : ['04', '05'].includes(relation) ? 1 : 2)
  return grown.toSorted((a, b) => rank(a.relationToHead) - rank(b.relationToHead) || a.birthDate!.localeCompare(b.birthDate!) || a.personId.localeCompare(b.personId))[0]?.personId ?? null
}
