import { accessesAbout, findAccess, type AccessRow } from '../../foundations/trail/index.ts'
import { instantOfLocal, addMonths } from '../../kernel/plain-date.ts'
import { allow, definePort, plusSeconds, type Ctx, type Instant, type Tx } from '../../platform/index.ts'
import { representedBy } from '../wallet/index.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { accessRules, type AccessRules } from './rules.ts'

/** A dossier that concerns somebody, as its own page names it. */
export interface ConcernedDossier {
  /** False where the person has no page of it: a visit to a desk, a draft not filed yet. */
  readonly openable?: boolean
  readonly dossierId: string
  readonly code: string
  readonly serviceName: string
}

/** Of these dossiers, those that concern any of these people: as applicant or as somebody the case is about. Filled by `app`. */
export const dossiersConcerning = definePort<(tx: Tx, dossierIds: readonly string[], people: readonly string[]) => Promise<readonly ConcernedDossier[]>>('myData.dossiersConcerning')

/**
 * Why a reading is shown as it is. 'dossier': a case of the person's own. 'other-case': somebody else's case, shown late and only as that,
 * because a search shown to a relative can tell a will or a dispute (ux.md §3.12 rule 4). 'own': made by the person.
 */
export type Relation = 'dossier' | 'consent' | 'other' | 'other-case' | 'own'

export interface VisibleAccess {
  readonly row: AccessRow
  readonly relation: Relation
  readonly dossier: ConcernedDossier | null
}

export interface Viewer {
  readonly me: string
  readonly represents: readonly string[]
  /** Whose log is shown. */
  readonly people: readonly string[]
}

/** The signed-in citizen with the minors and wards he or she acts for, or one of them. Refuses everybody else. */
export async function viewerOf(ctx: Ctx, person?: string): Promise<Viewer> {
  const me = ctx.actor.kind === 'citizen' ? ctx.actor.personId : null
  const represents = me === null ? [] : await representedBy(ctx.tx, me, ctx.today)
  allow(ctx, 'my-data.read-accesses', { person: person ?? me, represents })
  return { me: me!, represents, people: person === undefined ? [me!, ...represents] : [person] }
}

/** First moment of a month of the Vietnamese calendar and of the next; '2026-11'. */
export function boundsOfMonth(month: string): { from: Instant; until: Instant } {
  refuseUnless(/^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(month), 'my-data.month-unknown', { field: 'month' })
  const first = `${month}-01`
  return { from: instantOfLocal(first, '00:00'), until: instantOfLocal(addMonths(first, 1), '00:00') }
}

/** What may be shown now of the readings of these people, newest first. */
export async function visibleAccesses(ctx: Ctx, viewer: Viewer, asked: { from: Instant; until: Instant; dossierId?: string }): Promise<VisibleAccess[]> {
  const rows = await accessesAbout(ctx.tx, { people: viewer.people, ...asked })
  return judge(ctx, viewer, rows)
}

/** One reading the viewer may see; refuses any other as if there were none. */
export async function visibleAccess(ctx: Ctx, viewer: Viewer, logId: string): Promise<VisibleAccess> {
  const row = await findAccess(ctx.tx, logId)
  if (!row || row.kind === 'redaction' || !row.subjects.some((person) => viewer.people.includes(person))) return refuse('my-data.no-such-access')
  const [visible] = await judge(ctx, viewer, [row])
  return visible ?? refuse('my-data.no-such-access')
}

async function judge(ctx: Ctx, viewer: Viewer, rows: readonly AccessRow[]): Promise<VisibleAccess[]> {
  const rules = accessRules(ctx.today)
  const dossierIds = [...new Set(rows.map((row) => row.dossier_id).filter((id) => id !== null))]
  const dossiers = new Map(dossierIds.length === 0 ? [] : (await dossiersConcerning.call(ctx.tx, dossierIds, viewer.people)).map((each) => [each.dossierId, each]))
  return rows
    .map((row): VisibleAccess => {
      const dossier = (row.dossier_id && dossiers.get(row.dossier_id)) || null
      return { row, dossier, relation: relationOf(row, viewer, dossier) }
    })
    .filter(({ row, relation }) => plusSeconds(row.at, delayDays(row, relation, rules) * 86_400) <= ctx.now)
}

function relationOf(row: AccessRow, viewer: Viewer, dossier: ConcernedDossier | null): Relation {
  if (row.actor_kind === 'citizen' && row.actor_person === viewer.me) return 'own'
  if (dossier) return 'dossier'
  if (row.dossier_id !== null) return 'other-case'
  if (/^consent\b/.test(row.purpose_code)) return 'consent'
  if (isActingFor(row, viewer)) return 'other'
  // Another citizen reads somebody's data only for a matter of his own.
  return row.actor_kind === 'citizen' ? 'other-case' : 'other'
}

/** Somebody who may act for one of these people, in a session that did so. */
export const isActingFor = (row: AccessRow, { people }: Pick<Viewer, 'people'>): boolean => row.actor_kind === 'citizen' && row.on_behalf_of !== null && people.includes(row.on_behalf_of) && row.actor_person !== row.on_behalf_of

function delayDays(row: AccessRow, relation: Relation, rules: AccessRules): number {
  return Math.max(relation === 'other-case' ? rules.otherCaseDelayDays : 0, rules.purposeDelayDays.get(row.purpose_code) ?? 0)
}
