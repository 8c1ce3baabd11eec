import { isPartialDate, yearOf } from '../../kernel/partial-date.ts'
import { newId } from '../../kernel/ids.ts'
import { checkPersonName, normaliseName } from '../../kernel/vietnamese-name.ts'
import type { Ctx } from '../../platform/index.ts'
import { codeEntry, labelOf } from '../areas/index.ts'
import { personalNumber, readPeople, relatedTo, reserveNumber, type PersonFacts } from '../population/index.ts'
import { selectBirth } from './books.sql.ts'
import { selectEntriesOf } from './entries.sql.ts'
import { entryActs, noEffects } from './entry-acts.ts'
import { checkPaper, filled, knownPeople, paperOf, personContent, refuseUnlessLiving, yearsOf, type KnownPerson, type Paper } from './people.ts'
import { register, type CivilAct, type Plan, type Registered, type Registering } from './plan.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { civilRule } from './rules.ts'

const basis = 'Luật Hộ tịch 2014, đ.26–29, đ.45–47'

/** What may be asked for: a change of name (BLDS đ.27–28), another ethnic group (đ.29), gender (đ.36), or the correction of an error made at registration. */
export const civilChanges = ['name', 'ethnicity', 'gender', 'correction'] as const
export type CivilChange = (typeof civilChanges)[number]
/** Facts a correction may concern. */
export const correctable = ['fullName', 'birthDate', 'gender', 'ethnicity', 'birthPlace', 'nativePlace'] as const
export type Correctable = (typeof correctable)[number]

export interface CivilFactsChange {
  readonly personId: string
  readonly change: CivilChange
  /** For a correction: which fact. Follows from the change otherwise. */
  readonly field?: Correctable | null
  /** The new value: a name, a code, a date or a place in words. */
  readonly value: string
  readonly reason: string
  /** The paper that proves it: the medical confirmation for gender, the proof of the error for a correction. */
  readonly proof?: Paper | null
  /** The person agrees, where the law asks the young too. */
  readonly personAgrees: boolean
}

const fieldOf = { name: 'fullName', ethnicity: 'ethnicity', gender: 'gender' } as const
const words: Readonly<Record<CivilChange, string>> = { name: 'Thay đổi họ, chữ đệm, tên', ethnicity: 'Xác định lại dân tộc', gender: 'Xác định lại giới tính', correction: 'Cải chính' }

/** The checks of a change or correction and what it changes. */
export const civilChangeAct: CivilAct<CivilFactsChange> = {
  permission: 'civil-status.register', definition: entryActs.civilFactsChanged,
  async plan(ctx, input): Promise<Plan> {
    const [person] = await knownPeople(ctx, [{ id: input.personId, field: 'personId', who: 'có hộ tịch thay đổi' }], basis)
    if (input.change !== 'correction') refuseUnlessLiving(person!, 'personId')
    const field = input.change === 'correction' ? (input.field ?? refuse('civil-status.field-needed', { field: 'field', vars: { what: 'mục cần cải chính' } })) : fieldOf[input.change]
    const value = await newValue(ctx, input, field, person!)
    refuseUnless(shown(person!, field, ctx.today) !== shownValue(field, value, ctx.today), 'civil-status.nothing-changes', { field: 'value' })
    refuseUnless(input.reason.trim() !== '', 'civil-status.field-needed', { field: 'reason', vars: { what: 'lý do' } })
    refuseUnless((input.change !== 'gender' && input.change !== 'correction') || input.proof, 'civil-status.field-needed', { field: 'proof', vars: { what: input.change === 'gender' ? 'giấy của cơ sở y tế' : 'giấy tờ chứng minh có sai sót' } })
    if (input.proof) checkPaper(input.proof, 'proof', ctx.today)
    const consentFrom = input.change === 'name' ? civilRule('name-consent-from-age', ctx.today) : input.change === 'ethnicity' ? civilRule('ethnicity-consent-from-age', ctx.today) : null
    refuseUnless(consentFrom === null || (yearsOf(person!, ctx.today) ?? consentFrom) < consentFrom || input.personAgrees, 'civil-status.child-consent-needed', { field: 'personAgrees', vars: { age: consentFrom ?? 0 } })
    return {
      kind: 'change', subjectId: input.personId, occurredOn: ctx.today, about: person!.fullName, registrationKind: null, refersTo: await birthEntryOf(ctx, input.personId),
      basis: { article: basis, documents: input.proof ? [paperOf('proof', input.proof)] : [] }, people: [{ part: 'person', personId: input.personId }],
      content: {
        ...await personContent(ctx, 'nyd', person!, basis),
        ...filled({
          loaiViec: words[input.change], noiDungCu: shown(person!, field, ctx.today), noiDungMoi: shownValue(field, value, ctx.today), lyDo: input.reason,
          quyetDinhSo: input.proof?.number, ngayQuyetDinh: input.proof?.date, coQuanQuyetDinh: input.proof?.issuer,
        }),
      },
      effects: { ...noEffects, facts: [{ personId: input.personId, mode: input.change === 'correction' ? 'correct' : 'change', from: ctx.today, set: { [field]: value } }] },
      remarks: newNumberNeeded(person!, field, value) ? ['Số định danh cá nhân sẽ được cấp lại: số cũ bị hủy và không cấp cho ai khác (NĐ 70/2024, đ.11).'] : [],
    }
  },
}

/**
 * Luật Hộ tịch 2014 đ.26–29: changes or corrects facts of civil status. The register follows in the same commit; the birth entry
 * stays as it is and this entry refers to it. Another gender or year of birth makes a new number. Refuses an ethnic group neither
 * parent has, missing proof or consent, a change that changes nothing. For the chair.
 */
export async function changeCivilFacts(ctx: Ctx, input: CivilFactsChange & Registering): Promise<Registered> {
  const actId = newId()
  return register(ctx, civilChangeAct, input, { actId, reserved: [personalNumber], numbers: (plan) => withNumber(ctx, plan, actId, input) })
}

async function withNumber(ctx: Ctx, plan: Plan, actId: string, input: CivilFactsChange & Registering): Promise<Plan> {
  const [person] = await knownPeople(ctx, [{ id: input.personId, field: 'personId', who: 'có hộ tịch thay đổi' }], basis)
  const [change] = plan.effects.facts
  const [field, value] = Object.entries(change!.set)[0] as [Correctable, string]
  if (!person!.pin || !newNumberNeeded(person!, field, value)) return plan
  const [gender, birthDate] = [field === 'gender' ? value : person!.gender, field === 'birthDate' ? value : person!.birthDate]
  if ((gender !== 'male' && gender !== 'female') || !birthDate) return plan
  const area = person!.birthRegistrationPlace.area ?? input.area
  const established = await reserveNumber(ctx, { personId: input.personId, actId, gender, birthDate, area })
  const number = { cancelled: person!.pin, established, reason: field === 'gender' ? 'xác định lại giới tính' : 'cải chính năm sinh' }
  return { ...plan, effects: { ...plan.effects, facts: [{ ...change!, number }] } }
}

function newNumberNeeded(person: KnownPerson, field: Correctable, value: unknown): boolean {
  if (person.pin === null) return false
  if (field === 'gender') return person.gender !== null && value !== person.gender
  return field === 'birthDate' && person.birthDate !== null && yearOf(person.birthDate) !== yearOf(String(value))
}

/** The birth entry a change is noted at: made here, or of an old book in which the person was found and confirmed. */
async function birthEntryOf(ctx: Ctx, personId: string): Promise<string | null> {
  const own = await selectBirth(ctx.tx, { personId })
  if (own) return own.recordId
  return (await selectEntriesOf(ctx.tx, personId, ['birth'])).find((each) => each.part === 'child' && each.linkStanding === 'confirmed')?.entryId ?? null
}

async function newValue(ctx: Ctx, input: CivilFactsChange, field: Correctable, person: KnownPerson): Promise<PersonFacts[Correctable]> {
  const typed = input.value.trim()
  refuseUnless(typed !== '', 'civil-status.field-needed', { field: 'value', vars: { what: 'nội dung mới' } })
  switch (field) {
    case 'fullName': {
      const [problem] = checkPersonName(typed)
      refuseUnless(!problem, 'civil-status.name-wrong', { field: 'value', vars: { why: problem?.vi ?? '' } })
      return normaliseName(typed)
    }
    case 'birthDate': {
      refuseUnless(isPartialDate(typed) && typed <= ctx.today, 'civil-status.value-wrong', { field: 'value' })
      return typed
    }
    case 'gender': {
      refuseUnless(typed === 'male' || typed === 'female', 'civil-status.value-wrong', { field: 'value' })
      return typed
    }
    case 'ethnicity': {
      refuseUnless(codeEntry('ethnic-groups', typed, ctx.today), 'civil-status.value-wrong', { field: 'value' })
      if (input.change === 'ethnicity') await refuseUnlessOfParents(ctx, person, typed)
      return typed
    }
    default: return { area: null, text: typed }
  }
}

/** BLDS 2015 đ.29 k.3: the ethnic group of the father or of the mother. */
async function refuseUnlessOfParents(ctx: Ctx, person: KnownPerson, ethnicity: string): Promise<void> {
  const parents = await relatedTo(ctx.tx, person.personId, ['father', 'mother'])
  const known = await readPeople(ctx, parents.map((each) => each.personId), ['ethnicity'], { lawfulBy: 'BLDS 2015, đ.29' })
  refuseUnless([...known.values()].some((parent) => parent.ethnicity === ethnicity), 'civil-status.ethnicity-of-parents', { field: 'value' })
}

const shown = (person: KnownPerson, field: Correctable, on: string): string => shownValue(field, person[field], on)
const genderWords: Readonly<Record<string, string>> = { male: 'Nam', female: 'Nữ', undetermined: 'Chưa xác định' }

function shownValue(field: Correctable, value: PersonFacts[Correctable], on: string): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') return (value as { text: string | null }).text ?? ''
  if (field === 'gender') return genderWords[value] ?? value
  return field === 'ethnicity' ? labelOf('ethnic-groups', value, on) : value
}
