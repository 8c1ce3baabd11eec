import { earliest, formatPartialVi, latest } from '../../kernel/partial-date.ts'
import { dateInWordsVi, daysBetween } from '../../kernel/plain-date.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { isDead, planLifeStatus, relatedTo } from '../population/index.ts'
import { selectEntriesOf, selectMarriagesOf } from './entries.sql.ts'
import { entryActs, noEffects, type Effects } from './entry-acts.ts'
import { checkPaper, filled, knownPeople, paperOf, personContent, requesterContent, type Paper, type Requester } from './people.ts'
import { register, type CivilAct, type Plan, type Registered, type Registering } from './plan.ts'
import { refuseUnless } from './refusals.ts'
import { civilRule } from './rules.ts'

const basis = 'Luật Hộ tịch 2014, đ.32–34'

/** What is said of a death itself, whoever died. */
export interface DeathWords {
  /** HH:MM. */
  readonly diedAt?: string | null
  readonly place: string
  readonly cause: string
  /** Code list death-notice-kinds; '0' where there is none. */
  readonly noticeKind: string
  readonly notice?: Paper | null
  readonly requester: Requester
  /** Died abroad: what was registered there. */
  readonly foreign?: { readonly number: string; readonly date: PlainDate; readonly authority: string; readonly country: string } | null
  readonly note?: string | null
}

export interface DeathFacts extends DeathWords {
  readonly personId: string
  /** 'YYYY', 'YYYY-MM' or a day: old deaths registered late may lack the day. */
  readonly diedOn: string
}
export type RegisterDeath = DeathFacts & Registering

/** The checks of a death and what it changes; for `registerDeath` and its preview. */
export const deathAct: CivilAct<DeathFacts> = {
  permission: 'civil-status.register', definition: entryActs.deathRegistered,
  async plan(ctx, input): Promise<Plan> {
    const [person] = await knownPeople(ctx, [{ id: input.personId, field: 'personId', who: 'đã mất' }], basis)
    refuseUnless(!isDead(person!.lifeStatus), 'civil-status.already-dead', { field: 'personId', vars: { name: person!.fullName } })
    refuseUnless(!(await selectEntriesOf(ctx.tx, input.personId, ['death'])).some((each) => each.part === 'deceased'), 'civil-status.death-registered', { field: 'personId' })
    const died = earliest(input.diedOn)
    refuseUnless(died <= ctx.today, 'civil-status.day-in-future', { field: 'diedOn' })
    refuseUnless(!person!.birthDate || earliest(person!.birthDate) <= died || person!.birthDate.startsWith(input.diedOn), 'civil-status.died-before-birth', { field: 'diedOn', vars: { date: person!.birthDate ? formatPartialVi(person!.birthDate) : '' } })
    refuseUnless(input.place.trim() !== '', 'civil-status.field-needed', { field: 'place', vars: { what: 'nơi chết' } })
    refuseUnless(input.cause.trim() !== '', 'civil-status.field-needed', { field: 'cause', vars: { what: 'nguyên nhân chết; chưa rõ thì ghi «Không rõ»' } })
    refuseUnless(input.noticeKind === '0' || input.notice, 'civil-status.field-needed', { field: 'notice', vars: { what: 'số, ngày và nơi cấp giấy báo tử' } })
    if (input.notice) checkPaper(input.notice, 'notice', ctx.today)
    const late = daysBetween(died, ctx.today) > civilRule('death-registration-days', ctx.today)
    const survivor = await survivorOf(ctx, input.personId)
    refuseUnlessAfter(survivor, input.diedOn)
    return {
      kind: 'death', subjectId: input.personId, occurredOn: died, about: person!.fullName, registrationKind: input.foreign ? '3' : late ? '4' : '1',
      basis: { article: basis, documents: input.notice ? [paperOf('death-notice', input.notice)] : [] },
      people: [{ part: 'deceased', personId: input.personId }],
      content: { ...await personContent(ctx, 'nkt', person!, basis), ...await requesterContent(ctx, input.requester, basis), ...deathContent(input) },
      effects: await deathEffects(ctx, input.personId, survivor, input.diedOn, 'deceased'),
      remarks: input.noticeKind === '0' ? ['Chưa có giấy báo tử hoặc giấy tờ thay thế.'] : [],
    }
  },
}

/**
 * Luật Hộ tịch 2014 đ.32–34: enters a death. In the same commit the person is dead, the marriage ends, husband or wife is
 * widowed. More than 15 days after the death it is registered and marked late. Refuses somebody already dead, a death before
 * the birth or in the future, a death without place or cause. For the chair of the commune.
 */
export async function registerDeath(ctx: Ctx, input: RegisterDeath): Promise<Registered> {
  return register(ctx, deathAct, input)
}

/** The columns of the layout about the death itself. */
export function deathContent(input: DeathWords & Pick<DeathFacts, 'diedOn'>): Record<string, string> {
  return filled({
    nktNgayChet: input.diedOn, nktNgayChetGhiBangChu: input.diedOn.length === 10 ? dateInWordsVi(input.diedOn) : null, nktGioPhutChet: input.diedAt, nktNoiChet: input.place, nktNguyenNhanChet: input.cause,
    gbtLoai: input.noticeKind, gbtSo: input.notice?.number, gbtNgay: input.notice?.date, gbtCoQuanCap: input.notice?.issuer, ghiChu: input.note,
    soDangKyNuocNgoai: input.foreign?.number, ngayDangKyNuocNgoai: input.foreign?.date, cqNuocNgoaiDaDangKy: input.foreign?.authority, qgNuocNgoaiDaDangKy: input.foreign?.country,
  })
}

/** `personId` is null for a husband or wife who is no citizen. */
export interface Survivor { readonly personId: string | null; readonly marriageId: string | null; readonly since: PlainDate | null }

/** The husband or wife left behind, by the marriage book and by the register's relations. */
export async function survivorOf(ctx: Ctx, personId: string): Promise<Survivor | null> {
  const marriage = (await selectMarriagesOf(ctx.tx, personId)).find((each) => each.to === null)
  if (marriage) return { personId: marriage.husbandId === personId ? marriage.wifeId : marriage.husbandId, marriageId: marriage.marriageId, since: marriage.from }
  const [spouse] = await relatedTo(ctx.tx, personId, ['spouse'])
  return spouse ? { personId: spouse.personId, marriageId: null, since: null } : null
}

/** Nobody marries after death: one of the two days is wrong. */
export function refuseUnlessAfter(survivor: Survivor | null, diedOn: string): void {
  refuseUnless(!survivor?.since || latest(diedOn) >= survivor.since, 'civil-status.died-before-marriage', { field: 'diedOn', vars: { date: survivor?.since ? formatPartialVi(survivor.since) : '' } })
}

/** Dead from that day, husband or wife widowed, guardianships over (population's own rows); the marriage book's row ends. */
export async function deathEffects(ctx: Ctx, personId: string, survivor: Survivor | null, diedOn: string, after: 'deceased' | 'declared-dead'): Promise<Effects> {
  const life = await planLifeStatus(ctx, { personId, after, deathDate: diedOn, source: 'civil-status' })
  const named = survivor && survivor.personId === null ? [{ personId, kind: 'spouse', otherId: null, on: life.on, how: 'end' as const }] : []
  return { ...noEffects, life, unrelate: named, marriage: survivor?.marriageId ? { marriageId: survivor.marriageId, on: life.on, how: 'end' } : null }
}

/** Both directions of a marriage. */
export function spouses(one: string, other: string, on: PlainDate, how: 'end' | 'undo' | 'reopen'): Effects['unrelate'] {
  return [{ personId: one, kind: 'spouse', otherId: other, on, how }, { personId: other, kind: 'spouse', otherId: one, on, how }]
}
