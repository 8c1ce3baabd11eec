import { newId } from '../../../kernel/ids.ts'
import { sameText, tidySpaces } from '../../../kernel/vietnamese-text.ts'
import { allow, type Ctx } from '../../../platform/index.ts'
import { once, recordAct } from '../../acts/index.ts'
import { getArea, provinceOf } from '../../areas/index.ts'
import { personIdOf, readPeople } from '../../population/index.ts'
import { lodgingPlaceOpened, lodgingStaffChanged, type LodgingPlaceOpened } from './acts.ts'
import { reporterOf } from './hosts.ts'
import { selectOwnedPlace, selectStaff } from './lodging.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

export const placeKinds = ['hotel', 'guesthouse', 'homestay', 'rental', 'medical', 'other'] as const
export type PlaceKind = (typeof placeKinds)[number]
export const placeKindWords: Readonly<Record<PlaceKind, string>> = { hotel: 'Khách sạn', guesthouse: 'Nhà nghỉ', homestay: 'Nhà ở có phòng cho khách thuê', rental: 'Nhà trọ', medical: 'Cơ sở khám, chữa bệnh', other: 'Cơ sở khác' }

export interface OpenLodgingPlace {
  readonly kind: PlaceKind
  readonly name: string
  readonly area: string
  readonly detail: string
  readonly rooms?: number | null
  readonly commandId: string
}

/** Declares a place that takes guests; whoever declares it owns it and names its staff (Luật Cư trú 2020 đ.30 k.2). */
export async function openLodgingPlace(ctx: Ctx, input: OpenLodgingPlace): Promise<{ placeId: string }> {
  allow(ctx, 'lodging.open-place')
  return once(ctx, input.commandId, (act) => ({ placeId: (act.payload as LodgingPlaceOpened).placeId }), async () => {
    const name = tidySpaces(input.name)
    const detail = tidySpaces(input.detail)
    refuseUnless(name !== '', 'lodging.place-fields', { field: 'name', vars: { what: 'tên' } })
    refuseUnless(input.area !== '', 'lodging.place-fields', { field: 'area', vars: { what: 'xã, phường' } })
    refuseUnless(detail !== '', 'lodging.place-fields', { field: 'detail', vars: { what: 'số nhà, đường' } })
    refuseUnless(placeKinds.includes(input.kind), 'lodging.place-fields', { field: 'kind', vars: { what: 'loại' } })
    getArea(input.area, ctx.today, 'area')
    const payload: LodgingPlaceOpened = { placeId: newId(), kind: input.kind, name, ownerId: reporterOf(ctx), area: input.area, province: provinceOf(input.area, ctx.today)!.code, detail, rooms: input.rooms ?? null, from: ctx.today }
    await recordAct(ctx, lodgingPlaceOpened, { subjectId: payload.placeId, payload, basis: { article: 'Luật Cư trú 2020, đ.30' }, commandId: input.commandId })
    return { placeId: payload.placeId }
  })
}

export type LodgingStaffChange = { readonly placeId: string; readonly commandId: string } & ({ readonly may: true; readonly pin: string; readonly fullName: string } | { readonly may: false; readonly personId: string })

/** Lets somebody else report for the place, by personal number and name, or no longer. For its owner, who is never told the name behind a number: a wrong one is refused as one nobody has. */
export async function changeLodgingStaff(ctx: Ctx, input: LodgingStaffChange): Promise<void> {
  allow(ctx, 'lodging.open-place')
  await once(ctx, input.commandId, () => undefined, async () => {
    refuseUnless(await selectOwnedPlace(ctx.tx, reporterOf(ctx), input.placeId), 'lodging.place-unknown')
    const personId = input.may ? ((await named(ctx, input)) ?? refuse('lodging.staff-unknown', { field: 'pin' })) : input.personId
    await recordAct(ctx, lodgingStaffChanged, { subjectId: input.placeId, payload: { placeId: input.placeId, personId, on: ctx.today, may: input.may }, basis: { article: 'Luật Cư trú 2020, đ.30' }, commandId: input.commandId })
  })
}

/** Who has this number and this very name; looking at the name is logged for that person. */
async function named(ctx: Ctx, { pin, fullName }: { readonly pin: string; readonly fullName: string }): Promise<string | undefined> {
  const found = await personIdOf(ctx.tx, pin)
  const person = found === undefined ? undefined : (await readPeople(ctx, [found], ['fullName'], { lawfulBy: 'Luật Cư trú 2020, đ.30' })).get(found)
  return person && sameText(person.fullName, fullName.trim()) ? person.personId : undefined
}

/** Staff of one's own place, by name; logged. */
export async function lodgingStaffOf(ctx: Ctx, placeId: string): Promise<{ personId: string; fullName: string }[]> {
  allow(ctx, 'lodging.open-place')
  refuseUnless(await selectOwnedPlace(ctx.tx, reporterOf(ctx), placeId), 'lodging.place-unknown')
  const ids = await selectStaff(ctx.tx, placeId)
  const names = await readPeople(ctx, ids, ['fullName'], { lawfulBy: 'Luật Cư trú 2020, đ.30' })
  return ids.map((personId) => ({ personId, fullName: names.get(personId)?.fullName ?? '' }))
}
