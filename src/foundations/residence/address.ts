import type { PlainDate } from '../../platform/index.ts'
import { areaAsOf, fullAreaName, provinceOf } from '../areas/index.ts'

/** A dwelling: house number, street or hamlet, and the commune of today; older wording kept as it was. */
export interface Address {
  /** Commune code, five digits. */
  readonly area: string
  /** Province code, two digits. */
  readonly province: string
  readonly detail: string
  readonly oldText: string | null
}

/** The address with its province, which follows from the commune on that day. */
export function addressOf(place: { readonly area: string; readonly detail: string; readonly oldText?: string | null }, on: PlainDate): Address {
  return { area: place.area, province: provinceOf(place.area, on)?.code ?? place.area.slice(0, 2), detail: place.detail, oldText: place.oldText ?? null }
}

/** 'Số 45, Ấp Phước Lợi, Xã Phú Quới, tỉnh Vĩnh Long': as people write it on that day. */
export function addressText(address: Pick<Address, 'area' | 'detail' | 'oldText'>, on: PlainDate): string {
  const place = areaAsOf(address.area, on) ? fullAreaName(address.area, on) : address.oldText ?? address.area
  return [address.detail, place].filter((part) => part !== '').join(', ')
}

/** An address as it is shown: the parts and the words. */
export interface ShownAddress extends Address {
  /** The same code as `area`. */
  readonly commune: string
  readonly text: string
}

export function shownAddress(address: Address, on: PlainDate): ShownAddress {
  return { ...address, commune: address.area, text: addressText(address, on) }
}
