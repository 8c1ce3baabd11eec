import { isWithin } from '../../foundations/areas/index.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import { allow, type Ctx } from '../../platform/index.ts'
import { judgeList, type JudgedList, type ListKind as RuledKind, type ListLine as RuledLine } from '../quality/index.ts'
import { birthKeys, type BirthKeys } from './birth-keys.ts'
import { freeReader, freeRoleOf, type FreeRead, type FreeValues } from './intake/free-columns.ts'
import { kindOfList, type ListKind } from './intake/list-kinds.ts'
import type { MatchingList, MatchingRun } from './intake/list.ts'
import { selectList, selectRun, selectRunsOf } from './intake/list.sql.ts'
import { selectJudged, selectRowsNear, selectWaitingPeople, type JudgedRow } from './lines.sql.ts'
import { numberKeys } from './numbers.ts'

interface Ruled {
  readonly run: MatchingRun
  readonly list: MatchingList
  readonly kind: ListKind
  readonly rules: RuledKind
}

const atOnce = 2_000

/**
 * A list whose matching is done is judged by the rules of its kind: what is found enters the worklists of the police of the place; also people of the communes
 * the run was said to be whole for whom no line names. Again after a newer matching of the same list. Nothing where the run was cancelled, is not the newest, the list is gone, or no rule is about its kind.
 */
export async function judgeMatchedList(ctx: Ctx, runId: string): Promise<JudgedList | null> {
  allow(ctx, 'linkage.handle-list')
  const ruled = await ruledRun(ctx, runId)
  if (!ruled) return null
  return judgeList(ctx, { ...aboutList(ctx, ruled), lines: linesOf(ctx, ruled), ...(ruled.run.wholeFor.length > 0 ? { waiting: await selectWaitingPeople(ctx.tx, runId) } : {}) })
}

/** People have said of a row who it is, or took it back: the rules are judged again on that row, on the rows of the people it may have meant, and on rows with its code. */
export async function judgeDecidedRow(ctx: Ctx, { runId, rowNo }: { readonly runId: string; readonly rowNo: number }): Promise<JudgedList | null> {
  allow(ctx, 'linkage.handle-list')
  const ruled = await ruledRun(ctx, runId)
  if (!ruled) return null
  const { own, sharing, people } = await selectRowsNear(ctx.tx, runId, rowNo)
  const rows = await selectJudged(ctx.tx, runId, { rows: [...own, ...sharing] })
  // Lines read before kinds had columns of their own: which rows share a code is not known.
  if (Object.keys(ruled.kind.columns).length > 0 && rows.some(({ fields }) => fields['free'] === undefined)) return judgeMatchedList(ctx, runId)
  const read = lineReader(ctx, ruled)
  return judgeList(ctx, {
    ...aboutList(ctx, ruled), lines: rows.flatMap((row) => (row.state === 'blocked' ? [] : [read(row)])), only: { rows: own, sharing, people },
    ...(ruled.run.wholeFor.length > 0 ? { waiting: await selectWaitingPeople(ctx.tx, runId, people) } : {}),
  })
}

async function ruledRun(ctx: Ctx, runId: string): Promise<Ruled | null> {
  const run = await selectRun(ctx.tx, runId)
  const list = run && (await selectList(ctx.tx, run.listId))
  const kind = list && kindOfList(list.kind)
  if (!run || !list || !kind?.rules || run.status !== 'done' || list.erasedAt !== null || list.status === 'cancelled' || list.status === 'closed') return null
  const newest = (await selectRunsOf(ctx.tx, list.listId)).find(({ status }) => status === 'done')
  return newest?.runId === runId ? { run, list, kind, rules: kind.rules } : null
}

/** Communes that were dissolved since, or lie outside the owner's unit, are not judged. */
const aboutList = (ctx: Ctx, { run, list, rules }: Ruled) => ({ listId: list.listId, kind: rules, title: list.title, areas: run.wholeFor.filter((area) => list.area === '' || isWithin(area, list.area, ctx.today)) })

async function* linesOf(ctx: Ctx, ruled: Ruled): AsyncGenerator<RuledLine> {
  const read = lineReader(ctx, ruled)
  for (let after = -1; ;) {
    const page = await selectJudged(ctx.tx, ruled.run.runId, { after, most: atOnce })
    const last = page.at(-1)
    if (!last) return
    for (const row of page) if (row.state !== 'blocked') yield read(row)
    after = last.rowNo
  }
}

function lineReader(ctx: Ctx, { kind, list }: Ruled): (row: JudgedRow) => RuledLine {
  const thisYear = Number(ctx.today.slice(0, 4))
  const headings = list.layout.headings ?? []
  // Lines that were read before kinds had columns of their own: by their headings alone.
  let byHeadings: ((cells: readonly string[]) => FreeRead) | undefined
  const freeOf = ({ fields, cells }: JudgedRow): FreeValues => {
    if (fields['free'] !== undefined) return fields['free'] as FreeValues
    byHeadings ??= freeReader(kind, { columns: headings.map((heading) => ({ heading, role: freeRoleOf(kind, heading) ?? 'ignore' })), dates: list.mapping?.dates ?? 'dmy', declined: [] }, ctx.today)
    return byHeadings(cells).values
  }
  return (row) => {
    const text = (name: string): string => (typeof row.fields[name] === 'string' ? row.fields[name] : '')
    const free = freeOf(row)
    const outcome = row.zone === 'reject' ? 'not-found' : row.zone === 'review' || row.personId === null ? 'review' : 'matched'
    return {
      rowNo: row.rowNo, number: numberKeys(text('numbers')).pin ?? '', namePlain: plainKey(text('name')), birthDate: dateOf(birthKeys(text('birth'), thisYear)), gender: text('gender'), commune: row.commune ?? '',
      status: free.status ?? kind.columns.status?.unsaid ?? '', code: free.code ?? kind.columns.code?.unsaid ?? '', day: free.day ?? '', until: free.until ?? '', outcome, personId: outcome === 'matched' ? row.personId : null,
    }
  }
}

/** '1998-03-05', '1998-03', '1998', or nothing. */
function dateOf({ year, month, day }: BirthKeys): string {
  return [year > 0 ? String(year) : '', month > 0 ? String(month).padStart(2, '0') : '', month > 0 && day > 0 ? String(day).padStart(2, '0') : ''].filter((part) => part !== '').join('-')
}
