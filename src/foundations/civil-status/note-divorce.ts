import type { Ctx, PlainDate } from '../../platform/index.ts'
import { entryActs, noEffects } from './entry-acts.ts'
import { selectMarriageRow, type StoredMarriageRow } from './entries.sql.ts'
import { statusBefore } from './marital-history.ts'
import { checkPaper, filled, knownPeople, paperOf, personContent, type KnownPerson, type Paper } from './people.ts'
import { register, type CivilAct, type Plan, type Registered, type Registering } from './plan.ts'
import { refuseUnless } from './refusals.ts'
import { spouses } from './register-death.ts'

const basis = 'Luật Hộ tịch 2014, đ.30'

export interface CourtOnMarriage {
  readonly marriageId: string
  readonly decision: Paper
  /** The day the judgment or decision took effect. */
  readonly effectiveOn: PlainDate
}

/** The checks of a divorce a court has spoken, and what it changes. */
export const divorceAct: CivilAct<CourtOnMarriage> = {
  permission: 'civil-status.note', definition: entryActs.divorceNoted,
  async plan(ctx, input): Promise<Plan> {
    const { marriage, husband, wife } = await marriageToEnd(ctx, input)
    const divorced = (personId: string) => ({ personId, mode: 'change' as const, from: input.effectiveOn, set: { maritalStatus: 'divorced' } })
    return {
      ...await noteOf(ctx, input, marriage, husband, wife, 'Ly hôn'),
      effects: {
        ...noEffects, facts: [husband, wife].flatMap((each) => (each ? [divorced(each.personId)] : [])), unrelate: partedFrom(husband, wife, input.effectiveOn, 'end'),
        marriage: { marriageId: marriage.marriageId, on: input.effectiveOn, how: 'end' },
      },
    }
  },
}

/** Luật Hộ tịch 2014 đ.30: notes a divorce from the court's decision. The marriage ends on the day it took effect; the entry of the marriage stays as it is. For the justice officer. */
export async function noteDivorce(ctx: Ctx, input: CourtOnMarriage & Registering): Promise<Registered> {
  return register(ctx, divorceAct, input)
}

/** The checks of an annulled marriage and what it takes back. */
export const annulMarriageAct: CivilAct<CourtOnMarriage> = {
  permission: 'civil-status.note', definition: entryActs.marriageAnnulled,
  async plan(ctx, input): Promise<Plan> {
    const { marriage, husband, wife } = await marriageToEnd(ctx, input)
    const since = marriage.validFrom
    const back = async (person: KnownPerson) => ({ personId: person.personId, mode: 'change' as const, from: since, set: { maritalStatus: await statusBefore(ctx, person.personId, since) } })
    return {
      ...await noteOf(ctx, input, marriage, husband, wife, 'Hủy kết hôn trái pháp luật'),
      effects: {
        ...noEffects, facts: await Promise.all([husband, wife].flatMap((each) => (each ? [back(each)] : []))), unrelate: partedFrom(husband, wife, input.effectiveOn, 'undo'),
        marriage: { marriageId: marriage.marriageId, on: input.effectiveOn, how: 'undo' },
      },
    }
  },
}

/** Luật Hôn nhân và gia đình 2014 đ.10–12: a court annuls a marriage. It never was: both have again the status they had before. The entry stays, with the note. For the justice officer. */
export async function annulMarriage(ctx: Ctx, input: CourtOnMarriage & Registering): Promise<Registered> {
  return register(ctx, annulMarriageAct, input)
}

async function marriageToEnd(ctx: Ctx, input: CourtOnMarriage): Promise<{ marriage: StoredMarriageRow & { validFrom: PlainDate }; husband: KnownPerson | null; wife: KnownPerson | null }> {
  const marriage = await selectMarriageRow(ctx.tx, input.marriageId)
  refuseUnless(marriage, 'civil-status.record-unknown', { field: 'marriageId' })
  refuseUnless(marriage.validTo === null && marriage.stands, 'civil-status.marriage-ended', { field: 'marriageId' })
  checkPaper(input.decision, 'decision', ctx.today)
  refuseUnless(input.effectiveOn <= ctx.today, 'civil-status.day-in-future', { field: 'effectiveOn' })
  refuseUnless(input.effectiveOn >= marriage.validFrom, 'civil-status.before-marriage', { field: 'effectiveOn' })
  const { husbandId, wifeId } = marriage
  const found = await knownPeople(ctx, [{ id: husbandId, who: 'chồng' }, { id: wifeId, who: 'vợ' }].flatMap(({ id, who }) => (id ? [{ id, field: 'marriageId', who }] : [])), basis)
  return { marriage, husband: husbandId ? found[0]! : null, wife: wifeId ? found.at(-1)! : null }
}

/** Both directions of the marriage, or the one to somebody who is no citizen. */
function partedFrom(husband: KnownPerson | null, wife: KnownPerson | null, on: PlainDate, how: 'end' | 'undo'): ReturnType<typeof spouses> {
  if (husband && wife) return spouses(husband.personId, wife.personId, on, how)
  return [{ personId: (husband ?? wife)!.personId, kind: 'spouse', otherId: null, on, how }]
}

async function noteOf(ctx: Ctx, input: CourtOnMarriage, marriage: StoredMarriageRow, husband: KnownPerson | null, wife: KnownPerson | null, what: string): Promise<Omit<Plan, 'effects'>> {
  return {
    kind: 'divorce', subjectId: (husband ?? wife)!.personId, occurredOn: input.effectiveOn, about: `${husband?.fullName ?? marriage.husbandName} – ${wife?.fullName ?? marriage.wifeName}`, registrationKind: null, refersTo: marriage.marriageId,
    basis: { article: basis, documents: [paperOf('court-decision', input.decision)] }, people: [...(husband ? [{ part: 'husband', personId: husband.personId }] : []), ...(wife ? [{ part: 'wife', personId: wife.personId }] : [])],
    content: {
      ...husband ? await personContent(ctx, 'chong', husband, basis) : filled({ chongHoTen: marriage.husbandName, chongNgaySinh: marriage.husbandBirthDate }),
      ...wife ? await personContent(ctx, 'vo', wife, basis) : filled({ voHoTen: marriage.wifeName, voNgaySinh: marriage.wifeBirthDate }),
      ...filled({ loaiGhiChu: what, quyetDinhSo: input.decision.number, ngayQuyetDinh: input.decision.date, coQuanQuyetDinh: input.decision.issuer, ngayCoHieuLuc: input.effectiveOn }),
    },
  }
}
