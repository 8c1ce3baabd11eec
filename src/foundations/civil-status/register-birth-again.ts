import { dateInWordsVi, isPlainDate } from '../../kernel/plain-date.ts'
import { newId } from '../../kernel/ids.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { fullAreaName } from '../areas/index.ts'
import { relatedTo } from '../population/index.ts'
import { birthRegisteredAgain } from './birth-acts.ts'
import { nextEntry, selectBirth } from './books.sql.ts'
import { parentColumns, readParents } from './parents.ts'
import { knownPeople, refuseUnlessLiving, requesterContent, type KnownPerson, type Requester } from './people.ts'
import type { Registering } from './plan.ts'
import { refuseUnless } from './refusals.ts'
import { civilRuleText } from './rules.ts'

const basis = 'NĐ 123/2015/NĐ-CP, đ.24–26'

export interface BirthAgain {
  /** The person of the register whose birth entry is lost. */
  readonly personId: string
  /** When and where it had been registered, as old papers or witnesses say. */
  readonly firstRegisteredOn: PlainDate
  readonly firstPlace: string
  readonly requester: Requester
  /** The requester declares that book and originals are lost. */
  readonly booksLost: boolean
}

/** The checks of a birth registered again; returns the person. */
export async function checkBirthAgain(ctx: Ctx, input: BirthAgain & { readonly area: string }): Promise<KnownPerson> {
  const [person] = await knownPeople(ctx, [{ id: input.personId, field: 'personId', who: 'đăng ký lại khai sinh' }], basis)
  refuseUnlessLiving(person!, 'personId')
  refuseUnless(!(await selectBirth(ctx.tx, { personId: input.personId })), 'civil-status.already-registered', { field: 'personId' })
  const before = civilRuleText('re-registration-before', ctx.today)
  refuseUnless(isPlainDate(input.firstRegisteredOn) && input.firstRegisteredOn < before, 'civil-status.too-late-to-repeat', { field: 'firstRegisteredOn', vars: { date: before.split('-').reverse().join('/') } })
  refuseUnless(input.booksLost, 'civil-status.consent-needed', { field: 'booksLost', vars: { who: 'người yêu cầu, cam đoan sổ và bản chính đều mất' } })
  refuseUnless(person!.birthDate?.length === 10 && person!.pin && (person!.gender === 'male' || person!.gender === 'female'), 'civil-status.field-needed', { field: 'personId', vars: { what: 'đủ ngày sinh, giới tính và số định danh trong dữ liệu dân cư; bổ sung ở công an xã trước' } })
  return person!
}

/**
 * NĐ 123/2015 đ.24–26: registers a birth again whose book and originals are both lost. The entry is made from what the register
 * knows; no new person, no new number. Refuses what was registered on or after the dated day, and a birth that is in the book.
 * For the chair.
 */
export async function registerBirthAgain(ctx: Ctx, input: BirthAgain & Registering): Promise<{ actId: string; recordId: string; replayed: boolean }> {
  allow(ctx, 'civil-status.register-birth', { area: input.area })
  return once(ctx, input.commandId, (first) => ({ actId: first.actId, recordId: (first.payload as { record: { record_id: string } }).record.record_id, replayed: true }), async () => {
    const person = await checkBirthAgain(ctx, input)
    const related = await relatedTo(ctx.tx, person.personId, ['father', 'mother'])
    const parents = await readParents(ctx, { mother: related.find((each) => each.kind === 'mother')?.personId ?? null, father: related.find((each) => each.kind === 'father')?.personId ?? null })
    const asker = await requesterContent(ctx, input.requester, basis)
    const year = Number(ctx.today.slice(0, 4))
    const record = {
      ...await parentColumns(ctx, 'mother', parents.mother, undefined), ...await parentColumns(ctx, 'father', parents.father, undefined),
      child_id: person.personId, record_id: newId(), registered_area: input.area, authority: `Ủy ban nhân dân ${fullAreaName(input.area, ctx.today)}`, entry_number: String(await nextEntry(ctx.tx, input.area, 'birth', year)), book_number: `01/${year}`, page_number: null,
      registered_on: ctx.today, registration_kind: '2', birth_kind: parents.mother ? (parents.father ? '1' : '3') : parents.father ? '2' : '4',
      child_name: person.fullName, child_gender: person.gender!, child_birth_date: person.birthDate!, child_birth_time: null, child_birth_date_words: dateInWordsVi(person.birthDate!), child_birth_place: person.birthPlace.text ?? '', child_birth_place_area: person.birthPlace.area,
      child_native_place: person.nativePlace.text, child_native_place_area: person.nativePlace.area, child_ethnicity: person.ethnicity, child_nationalities: [...person.nationalities], child_pin: person.pin!, delivery_order: 1,
      requester_id: input.requester.personId ?? null, requester_name: asker['nycHoTen'] ?? person.fullName, requester_relation: input.requester.relation ?? '', requester_paper_kind: asker['nycLoaiGiayToTuyThan'] ?? null, requester_paper_number: asker['nycSoGiayToTuyThan'] ?? null,
      signer_id: input.signer.personId ?? null, signer_name: input.signer.fullName, signer_title: input.signer.title, performed_by: input.performedBy ?? null, notice_facility: null, notice_number: null,
      foreign_number: null, foreign_date: null, foreign_authority: null, foreign_country: null, note: `Đăng ký lại. Đã đăng ký ngày ${input.firstRegisteredOn.split('-').reverse().join('/')} tại ${input.firstPlace}`,
    }
    const done = await recordAct(ctx, birthRegisteredAgain, { subjectId: person.personId, payload: { record }, basis: { article: basis }, commandId: input.commandId, dossierId: input.dossierId ?? null })
    return { actId: done.actId, recordId: (done.payload.record as { record_id: string }).record_id, replayed: done.replayed }
  })
}
