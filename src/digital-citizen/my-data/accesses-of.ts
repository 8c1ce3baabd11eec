import { fieldLabels, registerLabel, type AccessRow, type LabelLanguage } from '../../foundations/trail/index.ts'
import { instantOfLocal } from '../../kernel/plain-date.ts'
import { plusSeconds, type Ctx, type Instant } from '../../platform/index.ts'
import { namesOfOrganisations } from './my-data.sql.ts'
import { boundsOfMonth, viewerOf, visibleAccesses, type ConcernedDossier, type Viewer, type VisibleAccess } from './visible-accesses.ts'
import { otherCaseWords, roleWord } from './words.ts'

export interface AccessesOf {
  /** '2026-11' of the Vietnamese calendar; this month when nothing is said. Not used with `dossierId`. */
  readonly month?: string
  readonly dossierId?: string
  /** Also lists the searches in which the person appeared; they are always counted. */
  readonly includeSearches?: boolean
  /** One of those the citizen acts for, alone; else the citizen and all of them together. */
  readonly person?: string
  /** Of registers, fields and roles; reasons stay as the officer wrote them. Vietnamese unless said. */
  readonly language?: LabelLanguage
}

/** One reading of one register. */
export interface ShownAccess {
  readonly logId: string
  readonly at: Instant
  readonly kind: 'open' | 'list' | 'search'
  readonly register: string
  /** In words. */
  readonly fields: readonly string[]
  readonly refused: boolean
  /** Which of the people shown it was about. */
  readonly about: readonly string[]
}

/** What one unit did in one role for one reason. */
export interface AccessLine {
  readonly unit: string
  readonly role: string
  readonly automatic: boolean
  readonly reason: string | null
  readonly basis: string | null
  /** Times the data were opened: several registers read by one page are one time. */
  readonly times: number
  readonly refusedTimes: number
  readonly first: Instant
  readonly last: Instant
  readonly registers: readonly string[]
  readonly fields: readonly string[]
  readonly entries: readonly ShownAccess[]
}

export interface AccessGroup {
  readonly purpose: 'dossier' | 'consent' | 'other' | 'search'
  readonly title: string
  readonly dossier: ConcernedDossier | null
  readonly times: number
  readonly lines: readonly AccessLine[]
}

export interface AccessPage {
  readonly month: string | null
  readonly people: readonly string[]
  /** Times others opened the data, refused ones included, searches and own openings not. */
  readonly times: number
  readonly refusedTimes: number
  /** Searches of others in whose result the person stood. */
  readonly searches: number
  /** Times the citizen opened his or her own data. */
  readonly ownTimes: number
  readonly groups: readonly AccessGroup[]
}

const titles = { dossier: 'Vì hồ sơ của tôi', consent: 'Vì tôi đã đồng ý', other: 'Lý do khác', search: 'Xuất hiện trong kết quả tìm kiếm' } as const

/**
 * "Ai đã xem dữ liệu của tôi" (ux.md C-24): every reading of the citizen's data and of those he or she acts for, grouped by purpose,
 * by unit and role, refused requests too. Reading one's own log leaves no row in it. Refuses anybody but the citizen.
 */
export async function accessesOf(ctx: Ctx, asked: AccessesOf = {}): Promise<AccessPage> {
  const viewer = await viewerOf(ctx, asked.person)
  const month = asked.dossierId === undefined ? (asked.month ?? ctx.today.slice(0, 7)) : null
  const bounds = month === null ? { from: instantOfLocal('2000-01-01', '00:00'), until: plusSeconds(ctx.now, 86_400) } : boundsOfMonth(month)
  return { month, ...(await accessesBetween(ctx, viewer, { ...bounds, ...(asked.language ? { language: asked.language } : {}), ...(asked.dossierId === undefined ? {} : { dossierId: asked.dossierId }) }, asked.includeSearches)) }
}

/** What may be shown of these people's readings, grouped and counted. For this module: the caller has asked whether the actor may see it. */
export async function accessesBetween(ctx: Ctx, viewer: Viewer, asked: { readonly from: Instant; readonly until: Instant; readonly dossierId?: string; readonly language?: LabelLanguage }, includeSearches = false): Promise<Omit<AccessPage, 'month'>> {
  const all = await visibleAccesses(ctx, viewer, asked)
  const own = all.filter(({ relation }) => relation === 'own')
  const searches = all.filter(({ relation, row }) => relation !== 'own' && row.kind === 'search')
  const shown = all.filter(({ relation, row }) => relation !== 'own' && row.kind !== 'search')
  const language = asked.language ?? 'vi'
  const names = await namesOfOrganisations(ctx.tx, [...new Set(all.map(({ row }) => row.actor_organisation).filter((id) => id !== null))])
  const words: Words = { names, language }
  const groups = groupsOf(shown, viewer, words)
  if (includeSearches && searches.length > 0) groups.push(groupOf('search', null, searches, viewer, words))
  return {
    people: viewer.people, times: timesOf(shown), refusedTimes: timesOf(shown.filter(({ row }) => row.outcome === 'refused')),
    searches: timesOf(searches), ownTimes: timesOf(own), groups,
  }
}

function groupsOf(shown: readonly VisibleAccess[], viewer: Viewer, words: Words): AccessGroup[] {
  const byDossier = Map.groupBy(shown.filter(({ relation }) => relation === 'dossier'), ({ dossier }) => dossier!.dossierId)
  const consent = shown.filter(({ relation }) => relation === 'consent')
  const other = shown.filter(({ relation }) => relation === 'other' || relation === 'other-case')
  return [
    ...[...byDossier.values()].map((some) => groupOf('dossier', some[0]!.dossier, some, viewer, words)),
    ...(consent.length > 0 ? [groupOf('consent', null, consent, viewer, words)] : []),
    ...(other.length > 0 ? [groupOf('other', null, other, viewer, words)] : []),
  ]
}

function groupOf(purpose: AccessGroup['purpose'], dossier: ConcernedDossier | null, some: readonly VisibleAccess[], viewer: Viewer, words: Words): AccessGroup {
  const described = some.map((access) => ({ access, who: whoRead(access, words), why: whyRead(access) }))
  const lines = Map.groupBy(described, ({ who, why }) => JSON.stringify([who, purpose === 'dossier' ? null : why]))
  return { purpose, title: titles[purpose], dossier, times: timesOf(some), lines: [...lines.values()].map((line) => lineOf(line, viewer, words)) }
}

/** Names of units, and the language of the other words. */
interface Words { readonly names: ReadonlyMap<string, string>; readonly language: LabelLanguage }
interface Who { readonly unit: string; readonly role: string; readonly automatic: boolean }
interface Why { readonly reason: string | null; readonly basis: string | null }

function lineOf(described: readonly { access: VisibleAccess; who: Who; why: Why }[], viewer: Viewer, { language }: Words): AccessLine {
  const accesses = described.map(({ access }) => access)
  const rows = accesses.map(({ row }) => row)
  return {
    ...described[0]!.who, ...described[0]!.why,
    times: timesOf(accesses), refusedTimes: timesOf(accesses.filter(({ row }) => row.outcome === 'refused')),
    first: rows.at(-1)!.at, last: rows[0]!.at,
    registers: [...new Set(rows.map((row) => registerLabel(row.register, language)))], fields: fieldLabels(rows.flatMap((row) => row.fields), language),
    entries: rows.map((row) => shownOf(row, viewer, language)),
  }
}

function shownOf(row: AccessRow, viewer: Viewer, language: LabelLanguage): ShownAccess {
  return {
    logId: row.log_id, at: row.at, kind: row.kind as ShownAccess['kind'], register: registerLabel(row.register, language), fields: fieldLabels(row.fields, language),
    refused: row.outcome === 'refused', about: row.subjects.filter((person) => viewer.people.includes(person)),
  }
}

/** Unit and role, never the officer. A reading for somebody else's case does not even tell the unit: a notary's name would tell the case. */
function whoRead({ row, relation }: VisibleAccess, { names, language }: Words): Who {
  const { automatic } = row
  const say = (vi: string, en: string): string => (language === 'vi' ? vi : en)
  if (relation === 'other-case') return { unit: say(otherCaseWords, 'For the case of somebody else in the family'), role: automatic ? say('tự động', 'automatic') : say('do người xem', 'by a person'), automatic }
  switch (row.actor_kind) {
    case 'officer': return { unit: names.get(row.actor_organisation ?? '') ?? say('Đơn vị chưa rõ tên', 'A unit without a name'), role: roleWord(row.actor_role, language), automatic }
    case 'relying-party': return { unit: row.actor_name ?? say('Hệ thống kết nối', 'A connected system'), role: say('hệ thống kết nối', 'connected system'), automatic }
    case 'citizen': return row.on_behalf_of !== null && row.subjects.includes(row.on_behalf_of) ? { unit: say('Người làm thay', 'Somebody who acts for another'), role: say('có quyền làm thay', 'with the right to'), automatic }
      : { unit: say('Người cùng hồ sơ', 'Somebody of the same application'), role: say('người dân', 'citizen'), automatic }
    case 'visitor': return { unit: say('Người tra cứu công khai', 'Somebody looking up in public'), role: say('không đăng nhập', 'not signed in'), automatic }
    case 'system': return { unit: say('Hệ thống xử lý hồ sơ', 'The program that works on applications'), role: say('tự động', 'automatic'), automatic }
  }
}

function whyRead({ row, relation }: VisibleAccess): Why {
  if (relation === 'other-case') return { reason: null, basis: null }
  return { reason: row.purpose_text, basis: row.purpose_basis }
}

function timesOf(some: readonly VisibleAccess[]): number {
  return new Set(some.map(({ row }) => row.request_id)).size
}
