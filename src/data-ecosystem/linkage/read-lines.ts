import { allow, type Ctx } from '../../platform/index.ts'
import { selectDecided, selectFields, type DecidedLine } from './lines.sql.ts'

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
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  const found = await selectFields(ctx.tx, listId, lines.map((line) => line.rowNo))
  return new Map(found.map(({ rowNo, fields }) => [rowNo, { rowNo, fields: { name: text(fields['name']), birth: text(fields['birth']), gender: text(fields['gender']), numbers: text(fields['numbers']), address: text(fields['address']) } }]))
}
