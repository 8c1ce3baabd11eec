import { plainKey } from '../../kernel/vietnamese-text.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { judgeList, type JudgedList, type ListKind as RuledKind, type ListLine as RuledLine } from '../quality/index.ts'
import { birthKeys, type BirthKeys } from './birth-keys.ts'
import type { ListKind } from './intake/list-kinds.ts'
import { selectList, selectRun } from './intake/list.sql.ts'
import { selectFields } from './lines.sql.ts'
import { numberKeys } from './numbers.ts'
import { linesOfRun, type LineOfRun } from './read-lines.ts'

interface Ruled {
  readonly kind: RuledKind
  /** What every line of such a list is, unless a column says it. */
  readonly status: string
}

/** Which kinds of lists there are rules for; the others are matched and judged by nobody. */
const ruled: Partial<Readonly<Record<ListKind, Ruled>>> = {
  'social-insurance': { kind: 'social-insurance', status: 'active' }, 'vaccination': { kind: 'vaccination', status: '' }, 'elderly': { kind: 'elderly', status: '' }, 'veterans': { kind: 'veterans', status: '' },
  'pupils': { kind: 'pupils', status: '' }, 'prisoners': { kind: 'prisoners', status: 'held' }, 'bank-accounts': { kind: 'social-payments', status: '' },
}
/** Headings, without marks, of the columns the rules look at beyond those that are matched. */
const headings = {
  code: ['so tai khoan', 'tai khoan', 'stk'], status: ['loai tro cap', 'che do', 'doi tuong huong'], day: ['ngay tiem', 'ngay chi tra', 'ngay nhan tien', 'ngay chi tra gan nhat'],
} as const
type Extra = keyof typeof headings
/** Where a file has no such column nothing is known: neither there nor missing. */
const notSaid: Readonly<Record<Extra, string>> = { code: 'not-said', status: '', day: '' }

const atOnce = 2_000

/**
 * A list whose matching is done is judged by the rules of its kind: what is found enters the worklists of the police of the place. Again after a newer
 * matching of the same list. Nothing where the run was cancelled, the list is gone, or no rule is about its kind.
 */
export async function judgeMatchedList(ctx: Ctx, runId: string): Promise<JudgedList | null> {
  allow(ctx, 'linkage.handle-list')
  const run = await selectRun(ctx.tx, runId)
  const list = run && (await selectList(ctx.tx, run.listId))
  const kind = list && ruled[list.kind as ListKind]
  if (!kind || run.status !== 'done' || list.status === 'cancelled' || list.status === 'closed') return null
  return judgeList(ctx, { listId: list.listId, kind: kind.kind, title: list.title, areas: [], lines: linesOf(ctx, list.listId, runId, kind) })
}

async function* linesOf(ctx: Ctx, listId: string, runId: string, kind: Ruled): AsyncGenerator<RuledLine> {
  for (let after = 0; ;) {
    const page = await linesOfRun(ctx, runId, { after, most: atOnce })
    const last = page.at(-1)
    if (!last) return
    const fields = new Map((await selectFields(ctx.tx, listId, page.map((line) => line.rowNo))).map((row) => [row.rowNo, row.fields]))
    for (const line of page) if (line.finding !== 'blocked') yield lineOf(line, fields.get(line.rowNo) ?? {}, kind, Number(ctx.today.slice(0, 4)))
    after = last.rowNo
  }
}

function lineOf(line: LineOfRun, fields: Readonly<Record<string, unknown>>, kind: Ruled, thisYear: number): RuledLine {
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '')
  const extra = (name: Extra, otherwise: string): string => {
    const at = line.headings.findIndex((heading) => (headings[name] as readonly string[]).includes(plainKey(heading)))
    return at < 0 ? otherwise : (line.cells[at] ?? '').trim()
  }
  const outcome = line.finding === 'not-found' ? 'not-found' : line.finding === 'review' || line.personId === null ? 'review' : 'matched'
  return {
    rowNo: line.rowNo, number: numberKeys(text('numbers')).pin ?? '', namePlain: plainKey(text('name')), birthDate: dateOf(birthKeys(text('birth'), thisYear)), gender: text('gender'), commune: line.commune ?? '',
    status: extra('status', kind.status), code: extra('code', notSaid.code), day: dateOf(birthKeys(extra('day', notSaid.day), thisYear)), until: '', outcome, personId: outcome === 'matched' ? line.personId : null,
  }
}

/** '1998-03-05', '1998-03', '1998', or nothing. */
function dateOf({ year, month, day }: BirthKeys): string {
  return [year > 0 ? String(year) : '', month > 0 ? String(month).padStart(2, '0') : '', month > 0 && day > 0 ? String(day).padStart(2, '0') : ''].filter((part) => part !== '').join('-')
}
