import { earliest } from '../../kernel/partial-date.ts'
import { ageOn } from '../../kernel/plain-date.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { codeEntry } from '../areas/index.ts'
import { personStatus, refuseMerged, type PersonStatus } from '../population/index.ts'
import { nextFileNumber, nextNoticeNumber, selectOpenMemberships, type OpenMembership } from './residence.sql.ts'
import { refuseUnless } from './refusals.ts'
import { ruleNumber } from './rules.ts'

/** A living person, and a day that lies neither in the future nor before birth. */
export async function mayLiveFrom(ctx: Ctx, personId: string, from: PlainDate): Promise<PersonStatus> {
  const person = await personStatus(ctx.tx, personId)
  refuseUnless(person?.lifeStatus === 'living', 'residence.person-not-living', { field: 'personId' })
  refuseMerged(personId, person)
  refuseUnless(from <= ctx.today, 'residence.date-in-future', { field: 'from' })
  refuseUnless(!person.birthDate || from >= person.birthDate, 'residence.before-birth', { field: 'from' })
  return person
}

/** Households the person belongs to, and who else does. */
export interface Leaving {
  readonly households: readonly string[]
  /** The household nobody is left in when the person leaves it in this kind of residence. */
  emptied(kind: 'permanent' | 'temporary'): string | null
  /** The household this person heads and others belong to. */
  headOfOthers(kind: 'permanent' | 'temporary'): string | null
}

export async function leaving(ctx: Ctx, personId: string): Promise<Leaving> {
  const rows = await selectOpenMemberships(ctx.tx, personId)
  const own = (kind: string): OpenMembership | undefined => rows.find((row) => row.personId === personId && row.kind === kind && row.standing === 'confirmed')
  const others = (mine: OpenMembership): OpenMembership[] => rows.filter((row) => row.householdId === mine.householdId && row !== mine)
  return {
    households: [...new Set(rows.filter((row) => row.personId === personId).map((row) => row.householdId))].sort(),
    emptied(kind) {
      const mine = own(kind)
      return mine && others(mine).length === 0 ? mine.householdId : null
    },
    headOfOthers(kind) {
      const mine = own(kind)
      return mine?.relationToHead === '01' && others(mine).some((row) => row.kind === kind && row.standing === 'confirmed' && row.personId !== personId) ? mine.householdId : null
    },
  }
}

export function refuseUnknownRelation(relation: string, on: PlainDate, field = 'relationToHead'): void {
  refuseUnless(codeEntry('relation-to-head', relation, on), 'residence.relation-unknown', { field })
}

/** Luật Cư trú 2020 đ.10: the head has full civil capacity, unless nobody in the household has. */
export async function refuseUnableHead(ctx: Ctx, personId: string, on: PlainDate, others: readonly string[], field: string): Promise<void> {
  if (await isOfAge(ctx, personId, on)) return
  for (const other of others) refuseUnless(!(await isOfAge(ctx, other, on)), 'residence.head-not-of-age', { field })
}

async function isOfAge(ctx: Ctx, personId: string, on: PlainDate): Promise<boolean> {
  const person = await personStatus(ctx.tx, personId)
  return person?.lifeStatus === 'living' && (person.birthDate === null || ageOn(earliest(person.birthDate), on) >= ruleNumber('head-full-capacity-age', on))
}

/** Number of a notice of result (CT08) or a slip (CT03), in one row for the whole register; the form of the number is ours (certainty: guess). */
export async function noticeNumber(ctx: Ctx, form: 'CT08' | 'CT03' | 'CT07' = 'CT08'): Promise<string> {
  return `${await nextNoticeNumber(ctx.tx)}/${ctx.today.slice(0, 4)}/${form}`
}

export async function newFileNumber(ctx: Ctx, area: string): Promise<string> {
  return `${area}-${String(await nextFileNumber(ctx.tx)).padStart(7, '0')}`
}
