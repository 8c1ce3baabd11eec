import { newId } from '../../kernel/ids.ts'
import { dateInWordsVi, daysBetween } from '../../kernel/plain-date.ts'
import { checkPersonName, normaliseName, splitName } from '../../kernel/vietnamese-name.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct, type Row } from '../acts/index.ts'
import { fullAreaName, getArea } from '../areas/index.ts'
import { personalNumber, readPeople, reserveNumber, type NewPerson, type NewRelative, type Place } from '../population/index.ts'
import { birthRegistered, type BirthRegistration } from './birth-acts.ts'
import { markUsed, selectNotice, selectNoticeByNumber, type BirthNotice } from './birth-notices.sql.ts'
import { nextEntry, selectSameBirth } from './books.sql.ts'
import { checkParents, parentColumns, readParents, type DeclaredParent } from './parents.ts'
import { checkPaper, paperOf, type Paper } from './people.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { civilRule } from './rules.ts'

export interface RegisterBirth {
  /** Commune whose People's Committee registers, five digits. */
  readonly area: string
  /** Name of that committee as printed; the commune's name where nothing is said. */
  readonly authority?: string
  readonly child: {
    readonly fullName: string
    readonly gender: 'male' | 'female'
    readonly birthDate: PlainDate
    /** HH:MM. */
    readonly birthTime?: string | null
    readonly birthPlace: Place
    readonly nativePlace?: Place | null
    readonly ethnicity?: string | null
    readonly nationalities?: readonly string[]
    /** Which child of this delivery; 1 where nothing is said. Twins are two registrations. */
    readonly deliveryOrder?: number
  }
  /** Person ids; null for a parent who is unknown or not in the register. */
  readonly motherId: string | null
  readonly fatherId: string | null
  readonly declaredMother?: DeclaredParent
  readonly declaredFather?: DeclaredParent
  readonly abandoned?: boolean
  /** An abandoned child: the minutes of finding it, from whose day the public notice runs (NĐ 123/2015 đ.14). */
  readonly minutes?: Paper
  /** Registered abroad: noted in the book (Luật Hộ tịch 2014 đ.48–49). */
  readonly foreign?: { readonly number: string; readonly date: PlainDate; readonly authority: string; readonly country: string } | null
  readonly requester: { readonly personId?: string | null; readonly fullName?: string; readonly relation: string }
  /** The hospital's notice, if one came. */
  readonly notice?: { readonly noticeId: string } | { readonly facilityCode: string; readonly noticeNumber: string } | null
  readonly signer: { readonly personId?: string | null; readonly fullName: string; readonly title: string }
  readonly performedBy?: string | null
  readonly note?: string | null
  readonly commandId: string
  readonly dossierId?: string | null
}

export interface BirthRegistered {
  readonly actId: string
  readonly replayed: boolean
  readonly personId: string
  readonly pin: string
  readonly recordId: string
  readonly entryNumber: string
  readonly bookNumber: string
  /** More than 60 days after the birth (Luật Hộ tịch 2014 đ.15). */
  readonly late: boolean
}

/**
 * Luật Hộ tịch 2014 đ.13–16, NĐ 70/2024 đ.11 k.2–3: enters the birth, brings the child into the population register with a
 * new personal number and its parents, and uses up the hospital's notice, in one act. For the chair of the commune.
 * Refuses a child registered already (same mother, day and place in the delivery; or the same notice), impossible parents,
 * a wrong name, a birth in the future. Late registration is registered and marked.
 */
export async function registerBirth(ctx: Ctx, input: RegisterBirth): Promise<BirthRegistered> {
  allow(ctx, 'civil-status.register-birth', { area: input.area })
  return once(ctx, input.commandId, registered, async () => {
    const { notice, parents, deliveryOrder } = await checkBirth(ctx, input)
    const { child } = input
    const [personId, recordId, actId] = [newId(), newId(), newId()]
    const pin = await reserveNumber(ctx, { personId, actId, gender: child.gender, birthDate: child.birthDate, area: input.area })
    const year = Number(ctx.today.slice(0, 4))
    const entryNumber = String(await nextEntry(ctx.tx, input.area, 'birth', year))
    if (notice) refuseUnless(await markUsed(ctx.tx, notice.noticeId, recordId, ctx.now), 'civil-status.birth-notice-used')
    const record = {
      ...await entryColumns(ctx, input, notice), ...await parentColumns(ctx, 'mother', parents.mother, input.declaredMother),
      ...await parentColumns(ctx, 'father', parents.father, input.declaredFather),
      child_id: personId, record_id: recordId, child_pin: pin, entry_number: entryNumber, book_number: `01/${year}`, delivery_order: deliveryOrder, registered_area: input.area,
    }
    const payload: BirthRegistration = { record, person: newborn(ctx, input, { personId, pin }) }
    const basis = { article: 'Luật Hộ tịch 2014, đ.13–16', documents: [
      ...(notice ? [{ kind: 'birth-notice', number: notice.noticeNumber, date: notice.noticeDate, issuer: notice.facilityName }] : []), ...(input.minutes ? [paperOf('minutes', input.minutes)] : []),
    ] }
    return registered(await recordAct(ctx, birthRegistered, {
      subjectId: personId, payload, basis, commandId: input.commandId, dossierId: input.dossierId ?? null, actId, reserved: [personalNumber],
    }))
  })
}

/** Everything that is looked at before a birth is written down; for the act and for its preview. */
export async function checkBirth(ctx: Ctx, input: RegisterBirth): Promise<{ notice: BirthNotice | undefined; parents: Awaited<ReturnType<typeof readParents>>; deliveryOrder: number }> {
  const { child } = input
  checkChild(ctx, input)
  checkAbandoned(ctx, input)
  const notice = await noticeOf(ctx, input)
  const deliveryOrder = child.deliveryOrder ?? notice?.deliveryOrder ?? 1
  const twin = await selectSameBirth(ctx.tx, { motherId: input.motherId, birthDate: child.birthDate, deliveryOrder, facility: notice?.facilityCode ?? null, noticeNumber: notice?.noticeNumber ?? null })
  refuseUnless(!twin, twin?.byNotice ? 'civil-status.birth-notice-used' : 'civil-status.already-registered', { data: twin })
  const parents = await readParents(ctx, { mother: input.motherId, father: input.fatherId })
  checkParents(parents, child.birthDate)
  const mother = parents.mother?.fullName ?? input.declaredMother?.fullName
  // BLDS 2015 đ.26 k.2: with no father known the family name is the mother's.
  const fatherKnown = parents.father ?? input.declaredFather
  refuseUnless(fatherKnown || !mother || input.foreign || splitName(child.fullName).family === splitName(mother).family, 'civil-status.family-name-of-mother', { field: 'child.fullName' })
  return { notice, parents, deliveryOrder }
}

/** Is it more days after the birth than the law gives (Luật Hộ tịch 2014 đ.15 k.1)? */
export const birthIsLate = (birthDate: PlainDate, on: PlainDate): boolean => daysBetween(birthDate, on) > civilRule('birth-registration-days', on)

function checkChild(ctx: Ctx, { child, area }: RegisterBirth): void {
  getArea(area, ctx.today, 'area')
  const [problem] = checkPersonName(child.fullName)
  refuseUnless(!problem, 'civil-status.name-wrong', { field: 'child.fullName', vars: { why: problem?.vi ?? '' } })
  refuseUnless(child.birthDate <= ctx.today, 'civil-status.birth-in-future', { field: 'child.birthDate' })
  refuseUnless(child.gender === 'male' || child.gender === 'female', 'civil-status.gender-needed', { field: 'child.gender' })
}

/** NĐ 123/2015 đ.14: nobody is written down as a parent, and the public notice has run its days. */
function checkAbandoned(ctx: Ctx, input: RegisterBirth): void {
  if (!input.abandoned) return
  refuseUnless(!input.motherId && !input.fatherId && !input.declaredMother && !input.declaredFather, 'civil-status.abandoned-has-parents', { field: 'motherId' })
  refuseUnless(input.minutes, 'civil-status.field-needed', { field: 'minutes', vars: { what: 'số, ngày và nơi lập biên bản' } })
  checkPaper(input.minutes, 'minutes', ctx.today)
  const days = civilRule('abandoned-notice-days', ctx.today)
  refuseUnless(daysBetween(input.minutes.date, ctx.today) >= days, 'civil-status.notice-not-posted', { field: 'minutes.date', vars: { days } })
}

async function noticeOf(ctx: Ctx, { notice: given, motherId }: RegisterBirth): Promise<BirthNotice | undefined> {
  if (!given) return undefined
  const notice = 'noticeId' in given ? await selectNotice(ctx.tx, given.noticeId) : await selectNoticeByNumber(ctx.tx, given.facilityCode, given.noticeNumber)
  refuseUnless(notice, 'civil-status.birth-notice-unknown', { field: 'notice' })
  refuseUnless(notice.state === 'waiting', 'civil-status.birth-notice-used', { field: 'notice' })
  refuseUnless(notice.motherId === null || motherId === null || notice.motherId === motherId, 'civil-status.notice-of-other-mother', { field: 'motherId' })
  return notice
}

async function entryColumns(ctx: Ctx, input: RegisterBirth, notice: BirthNotice | undefined): Promise<Row> {
  const { child, requester, signer } = input
  const asker = requester.personId ? (await readPeople(ctx, [requester.personId], ['fullName', 'pin'], { lawfulBy: 'Luật Hộ tịch 2014, đ.15' })).get(requester.personId) : undefined
  const requesterName = asker?.fullName ?? requester.fullName ?? refuse('civil-status.parent-unknown', { field: 'requester', vars: { who: 'yêu cầu đăng ký' } })
  const late = birthIsLate(child.birthDate, ctx.today)
  return {
    authority: input.authority ?? `Ủy ban nhân dân ${fullAreaName(input.area, ctx.today)}`, page_number: null, registered_on: ctx.today,
    registration_kind: input.foreign ? '3' : late ? '4' : '1', birth_kind: birthKind(input),
    child_name: normaliseName(child.fullName), child_gender: child.gender, child_birth_date: child.birthDate, child_birth_time: child.birthTime ?? notice?.birthTime ?? null,
    child_birth_date_words: dateInWordsVi(child.birthDate), child_birth_place: child.birthPlace.text ?? '', child_birth_place_area: child.birthPlace.area,
    child_native_place: child.nativePlace?.text ?? null, child_native_place_area: child.nativePlace?.area ?? null, child_ethnicity: child.ethnicity ?? null,
    child_nationalities: [...(child.nationalities ?? ['VNM'])],
    requester_id: requester.personId ?? null, requester_name: requesterName, requester_relation: requester.relation, requester_paper_kind: asker?.pin ? '4' : null, requester_paper_number: asker?.pin ?? null,
    signer_id: signer.personId ?? null, signer_name: signer.fullName, signer_title: signer.title, performed_by: input.performedBy ?? null,
    notice_facility: notice?.facilityCode ?? null, notice_number: notice?.noticeNumber ?? null,
    foreign_number: input.foreign?.number ?? null, foreign_date: input.foreign?.date ?? null, foreign_authority: input.foreign?.authority ?? null, foreign_country: input.foreign?.country ?? null, note: input.note ?? null,
  }
}

/** nksLoaiKhaiSinh: 1 both parents, 2 mother unknown, 3 father unknown, 4 both unknown, 5 abandoned. */
function birthKind({ abandoned, motherId, fatherId, declaredMother, declaredFather }: RegisterBirth): string {
  if (abandoned) return '5'
  const [mother, father] = [motherId ?? declaredMother, fatherId ?? declaredFather]
  if (mother && father) return '1'
  return mother ? '3' : father ? '2' : '4'
}

function newborn(ctx: Ctx, { child, area, motherId, fatherId, declaredMother, declaredFather }: RegisterBirth, { personId, pin }: { personId: string; pin: string }): NewPerson {
  const parent = (kind: 'mother' | 'father', id: string | null, declared: DeclaredParent | undefined): NewRelative[] => {
    if (id) return [{ kind, personId: id, mutual: true }]
    return declared ? [{ kind, fullName: declared.fullName, pin: declared.paperNumber ?? null }] : []
  }
  return {
    personId, source: 'civil-status', statedOn: ctx.today,
    facts: {
      fullName: normaliseName(child.fullName), birthDate: child.birthDate, gender: child.gender, ethnicity: child.ethnicity ?? null, nationalities: [...(child.nationalities ?? ['VNM'])],
      birthPlace: child.birthPlace, birthRegistrationPlace: { area, text: fullAreaName(area, ctx.today) }, nativePlace: child.nativePlace ?? { area: null, text: null },
      maritalStatus: 'single', lifeStatus: 'living',
    },
    numbers: [{ kind: 'pin', value: pin, status: 'active', issuedOn: ctx.today }],
    relatives: [...parent('mother', motherId, declaredMother), ...parent('father', fatherId, declaredFather)],
  }
}

function registered(result: { readonly actId: string; readonly replayed?: boolean; readonly payload: unknown }): BirthRegistered {
  const { record, person } = result.payload as BirthRegistration
  return {
    actId: result.actId, replayed: result.replayed ?? true, personId: person.personId, pin: record.child_pin, recordId: record.record_id,
    entryNumber: record.entry_number, bookNumber: record.book_number, late: record['registration_kind'] === '4',
  }
}
