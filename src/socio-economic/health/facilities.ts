import { areaName, communesOf, getArea, provinceOf } from '../../foundations/areas/index.ts'
import { allow, type Ctx, type PlainDate, type Tx } from '../../platform/index.ts'
import type { Facility } from './facility.ts'
import { endFacility, facilitiesIn, facilityOn, insertFacility } from './health.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface Clinic {
  readonly code: string
  readonly name: string
  readonly kind: Facility['kind']
  readonly commune: string
  readonly communeName: string
  readonly sameCommune: boolean
}

const vietnamese = new Intl.Collator('vi')

/** Puts a facility on the list. Sending the same one again is harmless. Refuses a code in use and a commune that does not exist. */
export async function openFacility(ctx: Ctx, input: Omit<Facility, 'to'> & { readonly to?: PlainDate | null }): Promise<void> {
  allow(ctx, 'health.keep-facilities', { area: input.commune })
  getArea(input.commune, input.from, 'commune')
  const row: Facility = { ...input, to: input.to ?? null }
  if (await insertFacility(ctx.tx, row, ctx.now)) return
  const same = await facilityOn(ctx.tx, row.code, row.from)
  refuseUnless(same && same.name === row.name && same.commune === row.commune && same.from === row.from, 'health.facility-exists', { vars: { code: row.code } })
}

/** The facility closes, or goes on under another row, on that day. */
export async function closeFacility(ctx: Ctx, input: { readonly code: string; readonly on: PlainDate }): Promise<void> {
  const found = await facilityOn(ctx.tx, input.code, ctx.today)
  allow(ctx, 'health.keep-facilities', { area: found?.commune ?? null })
  if ((await endFacility(ctx.tx, input.code, input.on)) === 0) refuse('health.clinic-unknown', { vars: { code: input.code } })
}

/**
 * Where a card may first be registered, nearest first: the health station and hospitals of the commune, then those of
 * its province, stations before hospitals as families use them, then by name. No personal data.
 */
export async function clinicsNear(tx: Tx, communeCode: string, on: PlainDate): Promise<Clinic[]> {
  const province = provinceOf(communeCode, on)
  const communes = province ? communesOf(province.code, on).map((area) => area.code) : [communeCode]
  const found = (await facilitiesIn(tx, communes, on)).filter((each) => each.firstRegistration)
  return found
    .map(({ code, name, kind, commune }): Clinic => ({ code, name, kind, commune, communeName: areaName(commune, on), sameCommune: commune === communeCode }))
    .sort((a, b) => Number(b.sameCommune) - Number(a.sameCommune) || Number(a.kind === 'hospital') - Number(b.kind === 'hospital') || vietnamese.compare(a.name, b.name))
}
