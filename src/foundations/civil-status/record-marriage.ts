import { newId } from '../../kernel/ids.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct } from '../acts/index.ts'
import { fullAreaName } from '../areas/index.ts'
import { readPeople, readPerson, refuseMerged, relatedTo } from '../population/index.ts'
import { marriageRecorded } from './birth-acts.ts'
import { selectMarriageOf, type StoredMarriage } from './books.sql.ts'
import { refuseUnless } from './refusals.ts'

export interface RecordMarriage {
  readonly husbandId: string
  readonly wifeId: string
  /** Commune that registered; null where only the place's name is known. */
  readonly area: string | null
  readonly place?: string
  readonly number: string
  readonly bookNumber?: string | null
  readonly registeredOn: PlainDate
  /** Code list marriage-registration-kinds: 1 first, 2 again. */
  readonly kind?: string
  readonly signer?: { readonly fullName: string; readonly title: string } | null
  readonly note?: string | null
  /** The entry of a digitised book that this marriage is; its own where nothing is said. */
  readonly marriageId?: string
  readonly commandId: string
}

/** Luật Hộ tịch 2014 đ.17–18: takes an entry of the marriage book into the register, so that no marriage certificate is asked for again. Refuses people married to somebody else. */
export async function recordMarriage(ctx: Ctx, input: RecordMarriage): Promise<{ actId: string; replayed: boolean }> {
  allow(ctx, 'civil-status.record-marriage', { area: input.area })
  return once(ctx, input.commandId, (act) => ({ actId: act.actId, replayed: true }), async () => {
    const people = await readPeople(ctx, [input.husbandId, input.wifeId], ['fullName', 'birthDate', 'maritalStatus'], { lawfulBy: 'Luật Hộ tịch 2014, đ.18' })
    const [husband, wife] = [people.get(input.husbandId), people.get(input.wifeId)]
    refuseUnless(husband && wife, 'civil-status.parent-unknown', { vars: { who: husband ? 'vợ' : 'chồng' } })
    refuseMerged(input.husbandId, husband)
    refuseMerged(input.wifeId, wife)
    const spouses = [...await relatedTo(ctx.tx, input.husbandId, ['spouse']), ...await relatedTo(ctx.tx, input.wifeId, ['spouse'])]
    refuseUnless(spouses.every((each) => each.personId === input.husbandId || each.personId === input.wifeId), 'civil-status.already-married')
    const record = {
      marriage_id: input.marriageId ?? newId(), husband_id: input.husbandId, wife_id: input.wifeId, registered_area: input.area, place: input.place ?? (input.area ? fullAreaName(input.area, ctx.today) : ''),
      entry_number: input.number, book_number: input.bookNumber ?? null, registered_on: input.registeredOn, registration_kind: input.kind ?? '1',
      husband_name: husband.fullName, husband_birth_date: husband.birthDate, wife_name: wife.fullName, wife_birth_date: wife.birthDate,
      signer_name: input.signer?.fullName ?? null, signer_title: input.signer?.title ?? null, note: input.note ?? null,
    }
    const payload = {
      record, husbandId: input.husbandId, wifeId: input.wifeId, from: input.registeredOn, relate: spouses.length === 0,
      statusOf: [husband, wife].filter((each) => each.maritalStatus !== 'married').map((each) => each.personId),
    }
    const { actId, replayed } = await recordAct(ctx, marriageRecorded, {
      subjectId: input.husbandId, payload, occurredOn: input.registeredOn, basis: { article: 'Luật Hộ tịch 2014, đ.17–18' }, commandId: input.commandId,
    })
    return { actId, replayed }
  })
}

export type MarriageRecord = StoredMarriage

/** The registered marriage a person lives in; nothing when none is recorded. Rights as the field `maritalStatus`; logged. */
export async function marriageOf(ctx: Ctx, personId: string): Promise<MarriageRecord | undefined> {
  await readPerson(ctx, personId, ['maritalStatus'])
  const found = await selectMarriageOf(ctx.tx, personId)
  if (found) ctx.logRead({ kind: 'open', register: 'civil-status', subjects: [found.husbandId, found.wifeId].filter((id) => id !== null), fields: ['marriageRecord'] })
  return found
}
