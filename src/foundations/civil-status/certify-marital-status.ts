import { addMonths } from '../../kernel/plain-date.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { entryActs, noEffects } from './entry-acts.ts'
import { selectMarriagesOf } from './entries.sql.ts'
import { filled, knownPeople, personContent, refuseUnlessLiving, requesterContent, type Requester } from './people.ts'
import { register, type CivilAct, type Plan, type Registered, type Registering } from './plan.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { civilRule } from './rules.ts'

const basis = 'NĐ 123/2015/NĐ-CP, đ.21–23'

export interface MaritalStatusFacts {
  readonly personId: string
  /** Code list marital-certificate-purposes; 1–4 are for a marriage. */
  readonly purposeKind: string
  readonly purpose: string
  /** A time in the past the certificate is about; now where nothing is said. */
  readonly period?: { readonly place: string; readonly from: PlainDate; readonly to: PlainDate } | null
  readonly requester?: Requester
}

/** The checks of a certificate of marital status, and what it says. */
export const maritalStatusAct: CivilAct<MaritalStatusFacts> = {
  permission: 'civil-status.register', definition: entryActs.maritalStatusCertified,
  async plan(ctx, input): Promise<Plan> {
    const [person] = await knownPeople(ctx, [{ id: input.personId, field: 'personId', who: 'được xác nhận' }], basis)
    refuseUnlessLiving(person!, 'personId')
    refuseUnless(input.purpose.trim() !== '', 'civil-status.field-needed', { field: 'purpose', vars: { what: 'mục đích sử dụng' } })
    if (input.period) refuseUnless(input.period.from < input.period.to && input.period.to <= ctx.today, 'civil-status.period-wrong', { field: 'period' })
    const status = await statusCode(ctx, person!, input.period ?? null)
    refuseUnless(status !== '2' || !['1', '2', '3', '4'].includes(input.purposeKind), 'civil-status.married-for-marriage', { field: 'purposeKind', vars: { name: person!.fullName } })
    return {
      kind: 'marital-certificate', subjectId: input.personId, occurredOn: ctx.today, about: person!.fullName, registrationKind: null, basis: { article: basis }, people: [{ part: 'person', personId: input.personId }],
      content: {
        ...await personContent(ctx, 'nxn', person!, basis), ...await requesterContent(ctx, input.requester, basis),
        ...filled({
          nxnThoiGianCuTruTai: input.period?.place, nxnThoiGianCuTruTu: input.period?.from, nxnThoiGianCuTruDen: input.period?.to, nxnTinhTrangHonNhan: status, nxnLoaiMucDichSuDung: input.purposeKind, nxnMucDichSuDung: input.purpose,
          giaTriDenNgay: addMonths(ctx.today, civilRule('marital-certificate-months', ctx.today)),
        }),
      },
      effects: noEffects,
    }
  },
}

/**
 * NĐ 123/2015 đ.21–23: certifies the marital status that the register shows, for one named purpose, valid for the months of the
 * dated rule and never longer than the status lasts. Refuses an unknown status, and a married person for a marriage. For the chair.
 */
export async function certifyMaritalStatus(ctx: Ctx, input: MaritalStatusFacts & Registering): Promise<Registered> {
  return register(ctx, maritalStatusAct, input)
}

const codes = { single: '1', married: '2', divorced: '3', widowed: '4' } as const

/** Code list marital-certificate-status. Five: unmarried all through a time in the past, married now. */
async function statusCode(ctx: Ctx, person: { readonly personId: string; readonly fullName: string; readonly maritalStatus: keyof typeof codes | null }, period: { from: PlainDate; to: PlainDate } | null): Promise<string> {
  const now = person.maritalStatus ?? refuse('civil-status.marital-status-unknown', { field: 'personId', vars: { name: person.fullName } })
  if (!period || now !== 'married') return codes[now]
  const marriedThen = (await selectMarriagesOf(ctx.tx, person.personId)).some((each) => each.from < period.to && (each.to === null || each.to > period.from))
  return marriedThen ? '2' : '5'
}
