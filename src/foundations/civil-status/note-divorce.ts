import type { Ctx, PlainDate } from '../../platform/index.ts'
import { prior, readPrior } from '../acts/index.ts'
import { personVersion } from '../population/index.ts'
import { entryActs, noEffects } from './entry-acts.ts'
import { selectMarriageRow, type StoredMarriageRow } from './entries.sql.ts'
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
        ...noEffects, facts: [divorced(husband.personId), divorced(wife.personId)], unrelate: spouses(husband.personId, wife.personId, input.effectiveOn, 'end'),
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
        ...noEffects, facts: [await back(husband), await back(wife)], unrelate: spouses(husband.personId, wife.personId, input.effectiveOn, 'undo'),
        marriage: { marriageId: marriage.marriageId, on: input.effectiveOn, how: 'undo' },
      },
    }
  },
}

/** Luật Hôn nhân và gia đình 2014 đ.10–12: a court annuls a marriage. It never was: both have again the status they had before. The entry stays, with the note. For the justice officer. */
export async function annulMarriage(ctx: Ctx, input: CourtOnMarriage & Registering): Promise<Registered> {
  return register(ctx, annulMarriageAct, input)
}

async function marriageToEnd(ctx: Ctx, input: CourtOnMarriage): Promise<{ marriage: StoredMarriageRow & { validFrom: PlainDate }; husband: KnownPerson; wife: KnownPerson }> {
  const marriage = await selectMarriageRow(ctx.tx, input.marriageId)
  refuseUnless(marriage, 'civil-status.record-unknown', { field: 'marriageId' })
  refuseUnless(marriage.validTo === null && marriage.stands, 'civil-status.marriage-ended', { field: 'marriageId' })
  checkPaper(input.decision, 'decision', ctx.today)
  refuseUnless(input.effectiveOn <= ctx.today, 'civil-status.day-in-future', { field: 'effectiveOn' })
  refuseUnless(input.effectiveOn >= marriage.validFrom, 'civil-status.before-marriage', { field: 'effectiveOn' })
  const [husband, wife] = await knownPeople(ctx, [{ id: marriage.husbandId, field: 'marriageId', who: 'chồng' }, { id: marriage.wifeId, field: 'marriageId', who: 'vợ' }], basis) as [KnownPerson, KnownPerson]
  return { marriage, husband, wife }
}

async function noteOf(ctx: Ctx, input: CourtOnMarriage, marriage: StoredMarriageRow, husband: KnownPerson, wife: KnownPerson, what: string): Promise<Omit<Plan, 'effects'>> {
  return {
    kind: 'divorce', subjectId: husband.personId, occurredOn: input.effectiveOn, about: `${husband.fullName} – ${wife.fullName}`, registrationKind: null, refersTo: marriage.marriageId,
    basis: { article: basis, documents: [paperOf('court-decision', input.decision)] }, people: [{ part: 'husband', personId: husband.personId }, { part: 'wife', personId: wife.personId }],
    content: {
      ...await personContent(ctx, 'chong', husband, basis), ...await personContent(ctx, 'vo', wife, basis),
      ...filled({ loaiGhiChu: what, quyetDinhSo: input.decision.number, ngayQuyetDinh: input.decision.date, coQuanQuyetDinh: input.decision.issuer, ngayCoHieuLuc: input.effectiveOn }),
    },
  }
}

/** What the register said of the marital status the day before; single where it said nothing. */
async function statusBefore(ctx: Ctx, personId: string, day: PlainDate): Promise<string> {
  const rows = (await readPrior(ctx, [prior(personVersion, 'person_id', personId)])).rows(personVersion)
  ctx.logRead({ kind: 'open', register: 'population', subjects: [personId], fields: ['maritalStatus'] })
  const before = rows.filter((row) => (row['valid_from'] as string) < day).at(-1)
  const status = before?.['marital_status'] as string | null | undefined
  return status && status !== 'married' ? status : 'single'
}

