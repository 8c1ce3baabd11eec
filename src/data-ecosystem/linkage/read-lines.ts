import { allow, type Ctx, type Instant } from '../../platform/index.ts'
import { refuseHidden } from '../../foundations/population/index.ts'
import { isSensitive } from './intake/list-kinds.ts'
import { selectDecided, selectFields, selectLinesOfPerson, type DecidedLine } from './lines.sql.ts'
import { selectAreaOf } from './review/claims.sql.ts'

/** What the matching said of a line, as campaigns count it. */
export type LineFinding = 'linked' | 'review' | 'not-found' | 'dead' | 'duplicate' | 'moved' | 'blocked'

export interface LineOfRun extends Omit<DecidedLine, 'outcome'> {
  readonly finding: LineFinding
}

/** The lines of a run that is done with what came of each: for work of the program that goes on from them, shown to nobody and so not logged. */
export async function linesOfRun(ctx: Ctx, runId: string, page: { readonly after: number; readonly most: number }): Promise<LineOfRun[]> {
  allow(ctx, 'linkage.handle-list')
  return (await selectDecided(ctx.tx, runId, page.after, page.most)).map(({ outcome, ...line }) => ({ ...line, finding: outcome === 'notFound' ? 'not-found' : (outcome as Exclude<LineFinding, 'not-found'>) }))
}

/** A line as it is compared; gone when the retention of its list is over. */
export interface ListLine {
  readonly rowNo: number
  readonly fields: { readonly name: string; readonly birth: string; readonly gender: string; readonly numbers: string; readonly address: string }
}

export interface ReadLines {
  readonly kind: 'open' | 'list'
  /** The article by which the calling module has found that the actor may read these lines. */
  readonly lawfulBy: string
}

/** These lines of a list, for whoever works them. Logged with the people they were linked with. */
export async function readLines(ctx: Ctx, listId: string, lines: readonly { readonly rowNo: number; readonly personId: string | null }[], { kind, lawfulBy }: ReadLines): Promise<Map<number, ListLine>> {
  if (lawfulBy === '' || lines.length === 0) return new Map()
  ctx.logRead({ kind, register: 'linkage', subjects: [...new Set(lines.flatMap((line) => line.personId ?? []))], fields: ['listLine'] })
  const found = await selectFields(ctx.tx, listId, lines.map((line) => line.rowNo))
  return new Map(found.map((row) => [row.rowNo, lineOf(row)]))
}

function lineOf({ rowNo, fields }: { readonly rowNo: number; readonly fields: Readonly<Record<string, unknown>> }): ListLine {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  return { rowNo, fields: { name: text(fields['name']), birth: text(fields['birth']), gender: text(fields['gender']), numbers: text(fields['numbers']), address: text(fields['address']) } }
}

export interface PersonLine extends ListLine {
  readonly listId: string
  readonly title: string
  readonly uploadedAt: Instant
}

const mostLines = 12

/**
 * What all lists kept today say of one person in the rows that stand as theirs, so that sources can be held side by side. For the police of the area; of
 * protected people and of sensitive lists as `claimedValuesOf`. Logged.
 */
export async function linesOfPerson(ctx: Ctx, personId: string): Promise<PersonLine[]> {
  ctx.logRead({ kind: 'open', register: 'linkage', subjects: [personId], fields: ['listLine'] })
  allow(ctx, 'linkage.read-claims', { person: personId, area: await selectAreaOf(ctx.tx, personId) })
  await refuseHidden(ctx, personId)
  const trusted = ctx.actor.kind !== 'officer' || ctx.actor.sensitive === true
  return (await selectLinesOfPerson(ctx.tx, personId, ctx.today, mostLines)).filter(({ kind }) => trusted || !isSensitive(kind)).map((row) => ({ ...lineOf(row), listId: row.listId, title: row.title, uploadedAt: row.uploadedAt }))
}
