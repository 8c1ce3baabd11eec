import { areaName } from '../../foundations/areas/index.ts'
import type { CaseState, Finding, Pace, Progress } from '../../data-ecosystem/campaigns/index.ts'
import { formatNumberVi } from '../../kernel/money.ts'
import { parseDateVi } from '../../kernel/plain-date.ts'
import type { FormBody } from '../../platform/http/index.ts'
import type { PlainDate, Purpose, Role } from '../../platform/index.ts'
import type { DateValue, Lang } from '../kit/index.ts'
import { campaignStrings } from './strings.ts'

export const campaignPurpose: Purpose = { code: 'campaign', basis: 'Luật Căn cước 26/2023/QH15, đ.10', text: 'Rà danh sách của ngành với dữ liệu dân cư' }
export const police: readonly Role[] = ['police-officer', 'police-commander']
export const everybody: { readonly officer: readonly Role[] } = { officer: [...police, 'data-steward', 'leader', 'auditor'] }

/** The cases behind a number: kept in the address, so that number and list are asked by the same words. */
export interface Narrowed {
  readonly area?: string | null
  /** Empty: those whose line says none. */
  readonly hamlet?: string | null
  readonly site?: string | null
  readonly finding?: Finding | null
  readonly state?: CaseState | 'left' | null
  readonly outcome?: string | null
  readonly closedOn?: PlainDate | null
}

/** In an address: cases whose line says no hamlet. */
const none = '-'
const names = { area: 'xa', hamlet: 'ap', site: 'noi', finding: 'tra-loi', state: 'tinh-trang', outcome: 'ket-qua', closedOn: 'ngay' } as const

export const campaignHref = (id: string, area?: string | null): string => `/chien-dich/${id}${area ? `?xa=${area}` : ''}`
export const caseHref = (id: string, caseId: string): string => `/chien-dich/${id}/viec/${caseId}`

export function casesHref(id: string, narrowed: Narrowed, more: { page?: number; print?: true } = {}): string {
  const query = new URLSearchParams(Object.entries(names).flatMap(([key, name]) => {
    const value = narrowed[key as keyof Narrowed]
    return value === null || value === undefined ? [] : [[name, value === '' ? none : value]]
  }))
  if (more.page) query.set('trang', String(more.page))
  const text = query.toString()
  return `/chien-dich/${id}/viec${more.print ? '/in' : ''}${text === '' ? '' : `?${text}`}`
}

/** What an address asks for; words nobody knows ask for nothing. */
export function narrowedBy(query: Readonly<Record<string, string>>, known: { findings: readonly Finding[]; states: readonly CaseState[] }): Narrowed {
  const text = (name: string): string | null => query[name]?.slice(0, 160) || null
  const day = query['ngay'] ?? ''
  return {
    area: /^(\d{2}|\d{5})$/.test(query['xa'] ?? '') ? query['xa']! : null, hamlet: query['ap'] === none ? '' : text('ap'), site: text('noi'), finding: known.findings.find((each) => each === query['tra-loi']) ?? null,
    state: (['left', ...known.states] as const).find((each) => each === query['tinh-trang']) ?? null, outcome: /^[a-z-]{1,40}$/.test(query['ket-qua'] ?? '') ? query['ket-qua']! : null, closedOn: /^\d{4}-\d{2}-\d{2}$/.test(day) && parseDateVi(day.split('-').reverse().join('/')) ? day : null,
  }
}

/** A commune by name; cases of the area itself are those whose commune nobody knows. */
export const unitName = (area: string, campaignArea: string, today: PlainDate, lang: Lang): string => (area === campaignArea && area.length === 2 ? campaignStrings.t(lang, 'one.unplaced') : areaName(area, today))

export const shareWords = ({ done, left }: Progress, lang: Lang): string => {
  const all = done + left
  return all === 0 ? '–' : `${formatNumberVi((100 * done) / all, 1)} % (${campaignStrings.t(lang, 'of', { done: formatNumberVi(done), all: formatNumberVi(all) })})`
}

export function paceWords(pace: Pace, lang: Lang): string {
  const say = campaignStrings.in(lang)
  if (pace.late) return say('late', { n: pace.lateDays })
  return pace.perDay === null ? '' : `${say('days-left', { n: pace.daysLeft })}, ${say('per-day', { n: formatNumberVi(pace.perDay) })}`
}

/** Day, month and year of a form; an impossible day becomes a text no deadline accepts. */
export function dayOf(form: FormBody, name: string): string {
  const [d, m, y] = [form.get(`${name}.day`), form.get(`${name}.month`), form.get(`${name}.year`)]
  return parseDateVi({ d, m, y }) ?? ''
}

export const typedDay = (form: FormBody, name: string): DateValue => ({ day: form.get(`${name}.day`), month: form.get(`${name}.month`), year: form.get(`${name}.year`) })
