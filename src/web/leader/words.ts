import { campaignKinds } from '../../data-ecosystem/campaigns/index.ts'
import { formatNumberVi } from '../../kernel/money.ts'
import type { Certainty } from '../../public-services/catalogue/index.ts'
import { lanesOf } from '../../public-services/catalogue/index.ts'
import { services } from '../../public-services/dossier/index.ts'
import { percentOf, type Counted, type Measured } from '../../steering/indicators/index.ts'
import type { PlainDate } from '../../platform/index.ts'
import type { Lang } from '../kit/index.ts'
import { leaderStrings } from './strings.ts'

/** Where a figure is looked at: kept in the address, so that it can be sent to somebody. */
export interface Place {
  readonly area: string
  readonly month: string
  /** Only the bodies of this very unit: the provincial ones beside the communes. */
  readonly own?: boolean
}

export const boardHref = (place: Place): string => `/dieu-hanh?khu=${place.area}&thang=${place.month}`

/** The list behind one number, narrowed the same way as the number. */
export function listHref(indicator: string, place: Place, more: { procedure?: string; step?: string; after?: string } = {}): string {
  const query = new URLSearchParams({ khu: place.area, thang: place.month })
  if (place.own) query.set('rieng', '1')
  if (more.procedure) query.set('phan', more.procedure)
  if (more.step) query.set('buoc', more.step)
  if (more.after) query.set('sau', more.after)
  return `/dieu-hanh/so/${indicator}?${query.toString()}`
}

/** '97,1 %'; undefined where there is nothing to divide by. */
export function percentWords(measured: Measured): string | undefined {
  const percent = percentOf(measured)
  return percent === null ? undefined : `${formatNumberVi(percent, 1)} %`
}

/** The value of a tile: a rate in percent, a count as it is; undefined is a gap. */
export function valueWords(measured: Measured | null): string | undefined {
  if (!measured) return undefined
  return measured.denominator === null ? formatNumberVi(measured.numerator) : percentWords(measured)
}

export const unitWords = (counts: Counted, lang: Lang): string => leaderStrings.t(lang, `board.unit.${counts}`)

export function monthWords(month: string, lang: Lang, running: boolean): string {
  return leaderStrings.t(lang, running ? 'board.month-running' : 'board.month-name', { month: Number(month.slice(5)), year: month.slice(0, 4) })
}

/** What a row of a list opens: the dossier, or the cases of the campaign in that commune. */
export const rowHref = (counts: Counted, row: { readonly dossierId: string; readonly area: string }): string => (counts === 'case' ? `/chien-dich/${row.dossierId}?xa=${row.area}` : `/dieu-hanh/ho-so/${row.dossierId}`)

export const unsure = (certainty: Certainty, lang: Lang): string => (certainty === 'sure' ? '' : leaderStrings.t(lang, 'board.unsure'))

/** Names of procedures and services by their national code, as published today, and of kinds of campaigns. */
export function procedureNames(today: PlainDate): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { service } of services(today)) {
    for (const lane of lanesOf(service)) if (!names.has(lane.code)) names.set(lane.code, lane.name)
    names.set(service.code, service.name)
  }
  for (const kind of campaignKinds(today)) names.set(kind.id, kind.name.vi)
  return names
}
