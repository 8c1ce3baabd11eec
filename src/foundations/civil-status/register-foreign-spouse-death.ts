import { daysBetween } from '../../kernel/plain-date.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { selectEntry, selectMarriageRow, type StoredMarriageRow } from './entries.sql.ts'
import { entryActs, noEffects } from './entry-acts.ts'
import { checkPaper, filled, knownPeople, paperOf, requesterContent } from './people.ts'
import { register, type CivilAct, type Plan, type Registered, type Registering } from './plan.ts'
import { refuseUnless } from './refusals.ts'
import { deathContent, type DeathWords } from './register-death.ts'
import { civilRule } from './rules.ts'

// Likely: articles of the chapter on registrations with a foreign element; the procedure is 1.001766 of QĐ 163/QĐ-BTP.
const basis = 'Luật Hộ tịch 2014, đ.51–52'

export interface ForeignSpouseDeathFacts extends DeathWords {
  /** The marriage that ends: the one who died is the side that is no citizen. */
  readonly marriageId: string
  readonly diedOn: PlainDate
}

/** The checks of the death of a husband or wife who is no citizen, and what it changes for the one left behind. */
export const foreignSpouseDeathAct: CivilAct<ForeignSpouseDeathFacts> = {
  permission: 'civil-status.register', definition: entryActs.foreignSpouseDeathRegistered,
  async plan(ctx, input): Promise<Plan> {
    const marriage = await selectMarriageRow(ctx.tx, input.marriageId)
    refuseUnless(marriage, 'civil-status.record-unknown', { field: 'marriageId' })
    const survivorId = marriage.husbandId === null || marriage.wifeId === null ? (marriage.husbandId ?? marriage.wifeId) : null
    refuseUnless(survivorId, 'civil-status.spouse-is-citizen', { field: 'marriageId' })
    refuseUnless(marriage.validTo === null && marriage.stands, 'civil-status.marriage-ended', { field: 'marriageId' })
    const [survivor] = await knownPeople(ctx, [{ id: survivorId, field: 'marriageId', who: 'vợ hoặc chồng còn sống' }], basis)
    refuseUnless(input.diedOn <= ctx.today, 'civil-status.day-in-future', { field: 'diedOn' })
    refuseUnless(input.diedOn >= marriage.validFrom, 'civil-status.died-before-marriage', { field: 'diedOn', vars: { date: marriage.validFrom.split('-').reverse().join('/') } })
    refuseUnless(input.place.trim() !== '', 'civil-status.field-needed', { field: 'place', vars: { what: 'nơi chết' } })
    refuseUnless(input.cause.trim() !== '', 'civil-status.field-needed', { field: 'cause', vars: { what: 'nguyên nhân chết; chưa rõ thì ghi «Không rõ»' } })
    // Nothing of this person is in the register: without a paper there is only somebody's word.
    refuseUnless(input.noticeKind !== '0' || input.foreign, 'civil-status.field-needed', { field: 'noticeKind', vars: { what: 'loại giấy báo tử, hoặc việc đăng ký ở nước ngoài' } })
    refuseUnless(input.noticeKind === '0' || input.notice, 'civil-status.field-needed', { field: 'notice', vars: { what: 'số, ngày và nơi cấp giấy báo tử' } })
    if (input.notice) checkPaper(input.notice, 'notice', ctx.today)
    const late = daysBetween(input.diedOn, ctx.today) > civilRule('death-registration-days', ctx.today)
    const deceased = await contentOfForeigner(ctx, marriage)
    return {
      kind: 'death', subjectId: survivorId, occurredOn: input.diedOn, about: deceased['nktHoTen'] ?? '', registrationKind: input.foreign ? '3' : late ? '4' : '1', refersTo: marriage.marriageId,
      basis: { article: basis, documents: input.notice ? [paperOf('death-notice', input.notice)] : [] },
      people: [{ part: 'survivor', personId: survivorId }],
      content: { ...deceased, ...await requesterContent(ctx, input.requester, basis), ...deathContent(input) },
      effects: {
        ...noEffects, facts: survivor!.maritalStatus === 'married' ? [{ personId: survivorId, mode: 'change', from: input.diedOn, set: { maritalStatus: 'widowed' } }] : [],
        unrelate: [{ personId: survivorId, kind: 'spouse', otherId: null, on: input.diedOn, how: 'end' }], marriage: { marriageId: marriage.marriageId, on: input.diedOn, how: 'end' },
      },
      ...(input.foreign ? { remarks: ['Giấy tờ nước ngoài phải hợp pháp hóa lãnh sự và dịch, trừ khi được miễn.'] } : {}),
    }
  },
}

/**
 * Luật Hộ tịch 2014 đ.51–52: enters the death of a husband or wife who is no citizen and has no entry in the register of people. In the
 * same commit the marriage ends and the one left behind is widowed. Refuses a marriage of two citizens (their death is registered as such), one that has
 * ended, a day before the marriage or in the future, and a death nobody has a paper of. For the chair of the commune.
 */
export async function registerForeignSpouseDeath(ctx: Ctx, input: ForeignSpouseDeathFacts & Registering): Promise<Registered> {
  return register(ctx, foreignSpouseDeathAct, input)
}

/** What the marriage book says of the side that is no citizen, as the columns of the deceased. */
async function contentOfForeigner(ctx: Ctx, marriage: StoredMarriageRow): Promise<Record<string, string>> {
  const husbandDied = marriage.husbandId === null
  const prefix = husbandDied ? 'chong' : 'vo'
  const page = (await selectEntry(ctx.tx, marriage.marriageId))?.content ?? {}
  const said = Object.entries(page).filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [`nkt${name.slice(prefix.length)}`, value] as const)
  return filled({
    ...Object.fromEntries(said), nktHoTen: husbandDied ? marriage.husbandName : marriage.wifeName, nktNgaySinh: husbandDied ? marriage.husbandBirthDate : marriage.wifeBirthDate, nktGioiTinh: husbandDied ? '1' : '2',
  })
}
