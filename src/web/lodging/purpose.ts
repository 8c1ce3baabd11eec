import type { Purpose } from '../../platform/index.ts'

/** What the guest reads in the list of readings. */
export const telling: Purpose = { code: 'lodging.tell', basis: 'Luật Cư trú 2020, đ.30', text: 'Nơi ở báo lưu trú cho công an xã' }
export const access = { citizen: {} } as const
