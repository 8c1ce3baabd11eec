import { earliest, latest } from '../../kernel/partial-date.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { isDead, planLifeStatus } from '../population/index.ts'
import { selectEntry, selectEntryPeople, selectLater, selectMarriagesOf } from './entries.sql.ts'
import { entryActs, noEffects } from './entry-acts.ts'
import { checkPaper, filled, knownPeople, paperOf, personContent, requesterContent, type Paper, type Requester } from './people.ts'
import { register, type CivilAct, type Plan, type Registered, type Registering } from './plan.ts'
import { refuseUnless } from './refusals.ts'
import { deathEffects, refuseUnlessAfter, survivorOf } from './register-death.ts'

const basis = 'BLDS 2015, đ.71–73; Luật Hộ tịch 2014, đ.30, đ.34'

export interface DeclarationFacts {
  readonly personId: string
  /** The day of death the court fixed. */
  readonly diedOn: string
  readonly decision: Paper
  /** The day the judgment took effect. */
  readonly effectiveOn: PlainDate
  readonly requester?: Requester
}

/** The checks of a court's declaration of death and what it changes. */
export const declarationAct: CivilAct<DeclarationFacts> = {
  permission: 'civil-status.register', definition: entryActs.deathDeclared,
  async plan(ctx, input): Promise<Plan> {
    const [person] = await knownPeople(ctx, [{ id: input.personId, field: 'personId', who: 'bị tuyên bố chết' }], basis)
    refuseUnless(!isDead(person!.lifeStatus), 'civil-status.already-dead', { field: 'personId', vars: { name: person!.fullName } })
    checkPaper(input.decision, 'decision', ctx.today)
    refuseUnless(input.effectiveOn <= ctx.today, 'civil-status.day-in-future', { field: 'effectiveOn' })
    refuseUnless(earliest(input.diedOn) <= input.effectiveOn, 'civil-status.day-in-future', { field: 'diedOn' })
    refuseUnless(!person!.birthDate || earliest(person!.birthDate) <= earliest(input.diedOn), 'civil-status.died-before-birth', { field: 'diedOn', vars: { date: person!.birthDate ?? '' } })
    const survivor = await survivorOf(ctx, input.personId)
    refuseUnlessAfter(survivor, input.diedOn)
    return {
      kind: 'death', subjectId: input.personId, occurredOn: earliest(input.diedOn), about: person!.fullName, registrationKind: '1',
      basis: { article: basis, documents: [paperOf('court-decision', input.decision)] }, people: [{ part: 'deceased', personId: input.personId }],
      content: {
        ...await personContent(ctx, 'nkt', person!, basis), ...await requesterContent(ctx, input.requester, basis),
        ...filled({ nktNgayChet: input.diedOn, gbtLoai: '3', gbtSo: input.decision.number, gbtNgay: input.decision.date, gbtCoQuanCap: input.decision.issuer, ghiChu: 'Tòa án tuyên bố chết' }),
      },
      effects: await deathEffects(ctx, input.personId, survivor, input.diedOn, 'declared-dead'),
    }
  },
}

/** BLDS 2015 đ.71–72: enters a death that a court declared. Closes what a death closes, on the day the court fixed. For the chair. */
export async function declareDeath(ctx: Ctx, input: DeclarationFacts & Registering): Promise<Registered> {
  return register(ctx, declarationAct, input)
}

export interface AnnulmentFacts {
  /** The entry of the death the court had declared. */
  readonly entryId: string
  readonly decision: Paper
  readonly effectiveOn: PlainDate
}

/** The checks of an annulled declaration and what it restores. */
export const annulDeclarationAct: CivilAct<AnnulmentFacts> = {
  permission: 'civil-status.register', definition: entryActs.deathDeclarationAnnulled,
  async plan(ctx, input): Promise<Plan> {
    const death = await selectEntry(ctx.tx, input.entryId)
    refuseUnless(death?.kind === 'death' && death.content['gbtLoai'] === '3', 'civil-status.not-declared', { field: 'entryId' })
    refuseUnless(!(await selectLater(ctx.tx, input.entryId)).some((each) => each.kind === 'court-decision'), 'civil-status.already-annulled', { field: 'entryId' })
    checkPaper(input.decision, 'decision', ctx.today)
    refuseUnless(input.effectiveOn <= ctx.today, 'civil-status.day-in-future', { field: 'effectiveOn' })
    const mine = (await selectEntryPeople(ctx.tx, input.entryId)).find((each) => each.part === 'deceased')?.personId
    refuseUnless(mine, 'civil-status.record-unknown', { field: 'entryId' })
    const [person] = await knownPeople(ctx, [{ id: mine, field: 'entryId', who: 'bị tuyên bố chết' }], basis)
    const on = latest(death.content['nktNgayChet']!)
    // Luật Hôn nhân và gia đình 2014 đ.67: the marriage is restored unless the other has married again.
    const ended = (await selectMarriagesOf(ctx.tx, mine)).find((each) => each.to === on)
    const otherId = ended ? (ended.husbandId === mine ? ended.wifeId : ended.husbandId) : null
    const remarried = otherId ? (await selectMarriagesOf(ctx.tx, otherId)).some((each) => each.to === null) : false
    const restored = ended && !remarried
    const named = restored && otherId === null ? [{ personId: mine, kind: 'spouse', otherId: null, on, how: 'reopen' as const }] : []
    return {
      kind: 'court-decision', subjectId: mine, occurredOn: input.effectiveOn, about: person!.fullName, registrationKind: null, refersTo: input.entryId,
      basis: { article: 'BLDS 2015, đ.73; Luật Hôn nhân và gia đình 2014, đ.67', documents: [paperOf('court-decision', input.decision)] }, people: [{ part: 'person', personId: mine }],
      content: {
        ...await personContent(ctx, 'nyd', person!, basis),
        ...filled({ loaiGhiChu: 'Hủy quyết định tuyên bố chết', quyetDinhSo: input.decision.number, ngayQuyetDinh: input.decision.date, coQuanQuyetDinh: input.decision.issuer, ngayCoHieuLuc: input.effectiveOn }),
      },
      effects: {
        ...noEffects,
        life: await planLifeStatus(ctx, { personId: mine, after: 'living', on, source: 'civil-status', ...(restored && otherId ? { marriageRestored: otherId } : {}) }),
        unrelate: named,
        marriage: restored ? { marriageId: ended.marriageId, on, how: 'reopen' } : null,
      },
      remarks: remarried ? ['Vợ hoặc chồng đã kết hôn với người khác: hôn nhân cũ không được khôi phục. Kiểm tra tình trạng hôn nhân của người trở về.'] : [],
    }
  },
}

/** BLDS 2015 đ.73: a court annuls its declaration of death. The person lives again in the register; the marriage goes on unless the other has married again. The entry of the death stays. For the chair. */
export async function annulDeathDeclaration(ctx: Ctx, input: AnnulmentFacts & Registering): Promise<Registered> {
  return register(ctx, annulDeclarationAct, input)
}
