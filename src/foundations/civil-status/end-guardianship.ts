import type { Ctx, PlainDate } from '../../platform/index.ts'
import { relatedTo } from '../population/index.ts'
import { entryActs, noEffects } from './entry-acts.ts'
import { selectEntry, selectEntryPeople } from './entries.sql.ts'
import { checkPaper, filled, knownPeople, paperOf, personContent, type KnownPerson, type Paper } from './people.ts'
import { register, type CivilAct, type Plan, type Registered, type Registering } from './plan.ts'
import { refuseUnless } from './refusals.ts'

const basis = 'BLDS 2015, đ.62; Luật Hộ tịch 2014, đ.22'

export interface GuardianshipEndFacts {
  /** The entry of the guardianship. */
  readonly entryId: string
  readonly on: PlainDate
  readonly reason: string
  readonly decision?: Paper | null
}

/** The checks of the end of a guardianship and what it changes. */
export const guardianshipEndAct: CivilAct<GuardianshipEndFacts> = {
  permission: 'civil-status.register', definition: entryActs.guardianshipEnded,
  async plan(ctx, input): Promise<Plan> {
    const entry = await selectEntry(ctx.tx, input.entryId)
    refuseUnless(entry?.kind === 'guardianship', 'civil-status.record-unknown', { field: 'entryId' })
    const people = await selectEntryPeople(ctx.tx, input.entryId)
    const [guardianId, wardId] = ['guardian', 'ward'].map((part) => people.find((each) => each.part === part)?.personId)
    refuseUnless(guardianId && wardId, 'civil-status.record-unknown', { field: 'entryId' })
    refuseUnless((await relatedTo(ctx.tx, wardId, ['guardian'])).some((each) => each.personId === guardianId), 'civil-status.guardianship-ended', { field: 'entryId' })
    refuseUnless(input.on <= ctx.today, 'civil-status.day-in-future', { field: 'on' })
    refuseUnless(input.on >= entry.registeredOn, 'civil-status.before-entry', { field: 'on' })
    refuseUnless(input.reason.trim() !== '', 'civil-status.field-needed', { field: 'reason', vars: { what: 'lý do chấm dứt' } })
    if (input.decision) checkPaper(input.decision, 'decision', ctx.today)
    const [guardian, ward] = await knownPeople(ctx, [{ id: guardianId, field: 'entryId', who: 'giám hộ' }, { id: wardId, field: 'entryId', who: 'được giám hộ' }], basis) as [KnownPerson, KnownPerson]
    return {
      kind: 'guardianship-end', subjectId: wardId, occurredOn: input.on, about: `${guardian.fullName} – ${ward.fullName}`, registrationKind: null, refersTo: input.entryId, basis: { article: basis, documents: input.decision ? [paperOf('decision', input.decision)] : [] },
      people: [{ part: 'guardian', personId: guardianId }, { part: 'ward', personId: wardId }],
      content: {
        ...await personContent(ctx, 'ngh', guardian, basis), ...await personContent(ctx, 'dgh', ward, basis),
        ...filled({ lyDo: input.reason, quyetDinhSo: input.decision?.number, ngayQuyetDinh: input.decision?.date, coQuanQuyetDinh: input.decision?.issuer }),
      },
      effects: { ...noEffects, unrelate: [{ personId: wardId, kind: 'guardian', otherId: guardianId, on: input.on, how: 'end' }, { personId: guardianId, kind: 'ward', otherId: wardId, on: input.on, how: 'end' }] },
    }
  },
}

/** BLDS 2015 đ.62, Luật Hộ tịch 2014 đ.22: registers that a guardianship has ended. For the chair. */
export async function endGuardianship(ctx: Ctx, input: GuardianshipEndFacts & Registering): Promise<Registered> {
  return register(ctx, guardianshipEndAct, input)
}
