import { sql, type Instant, type PlainDate, type Tx } from '../../platform/index.ts'
import { listPassSql } from './compile-list.ts'
import { postgres, quoted } from './compile.ts'
import { columnsOf, type JudgeList, type ListLine } from './list-line.ts'
import type { Merged } from './merge.sql.ts'
import { codes } from './recheck.sql.ts'
import type { Rule } from './rule.ts'
import { compiled, personJoin, sources } from './sources.sql.ts'

/** One finding on a list: the line (0: no line names this person), and the person where one was matched. */
export interface ListFound {
  readonly rule: string
  readonly rowNo: number
  readonly person: string
}

const atOnce = 5_000

/** Puts the lines where the rules look for them, some thousand at a time. Answers how many they are. */
export async function stageLines(tx: Tx, lines: Iterable<ListLine> | AsyncIterable<ListLine>, waiting: readonly string[]): Promise<number> {
  await tx.run(sql`create temporary table if not exists quality_list_line (row_no int not null, person_id uuid, number text, name_plain text, birth_date text, birth_year int, gender text, commune text, status text, code text, day text, until text, outcome text not null) on commit delete rows`)
  await tx.run(sql`delete from quality_list_line`)
  await tx.run(sql`create temporary table if not exists quality_list_waiting (person_id uuid not null) on commit delete rows`)
  await tx.run(sql`delete from quality_list_waiting`)
  await tx.run(sql`insert into quality_list_waiting select unnest(${waiting}::uuid[])`)
  let [count, page]: [number, ListLine[]] = [0, []]
  const put = (): Promise<number> => tx.run(sql`insert into quality_list_line select * from jsonb_to_recordset(${sql.json(page.map(columnsOf))}::jsonb)
      as x (row_no int, person_id uuid, number text, name_plain text, birth_date text, birth_year int, gender text, commune text, status text, code text, day text, until text, outcome text)`)
  for await (const line of lines) {
    page.push(line)
    count++
    if (page.length === atOnce) {
      await put()
      page = []
    }
  }
  await put()
  await tx.run(sql`analyze quality_list_line`)
  return count
}

/** What the rules find on the staged lines. Where nobody can be found absent, only those whom the lines concern are put together. */
export async function selectListFound(tx: Tx, rules: readonly Rule[], list: Pick<JudgeList, 'kind' | 'areas' | 'only'>, today: PlainDate): Promise<ListFound[]> {
  const named = new Map(sources.map((source) => [`source_${source.name}`, source.select]))
  const among = list.only?.people
  const whole = list.areas.length > 0 && !among && rules.some((each) => each.scope.kind === 'absent')
  const concerned = `select person_id from list_line where person_id is not null union select n.person_id from population_public.current_identity_number n join list_line l on l.number = n.value where n.kind = 'pin'${among && among.length > 0 ? ` union select cast(x as uuid) from (values ${among.map((id) => `(${quoted(id)})`).join(', ')}) a (x)` : ''}`
  const only = (text: string): string => (whole ? text : `select s.* from (${text}) s where s.person_id in (select person_id from concerned)`)
  const views: Record<string, string> = {
    list_line: 'select * from quality_list_line',
    list_waiting: 'select person_id from quality_list_waiting',
    concerned,
    source_person: only(named.get('source_person')!), source_number: only(named.get('source_number')!), source_residence: only(named.get('source_residence')!), source_member: only(named.get('source_member')!), source_relation: only(named.get('source_relation')!),
    judged_number: 'select * from source_number', judged_person: personJoin('true'),
  }
  const ctes = [...codes, ...Object.entries(views).map(([name, text]) => `${name} as materialized (${text})`)]
  const text = listPassSql(rules, list.kind, list.areas, postgres, { today }, among)
  if (text === '') return []
  return tx.many<ListFound>(compiled([`with ${ctes.join(',\n')}\nselect rule, subject_id as "rowNo", fingerprint as person from (${text}) x order by 1, 2, 3`]))
}

interface MergingList {
  readonly list: Pick<JudgeList, 'listId' | 'kind' | 'title' | 'areas' | 'only'>
  readonly lines: number
  readonly rules: readonly Rule[]
  readonly found: readonly ListFound[]
  readonly now: Instant
  readonly dueOn: Readonly<Record<Rule['severity'], PlainDate>>
}

/** The line a finding on a list is about; 0 where the fault is that there is none. */
const lineOfFinding = sql`(case when q.subject_kind = 'line' then q.fingerprint else split_part(q.fingerprint, ':', 2) end)::int`

/** The findings of one list, or of a part of it, brought in line with what was found on it now. */
export async function mergeList(tx: Tx, { list, lines, rules, found, now, dueOn }: MergingList): Promise<Merged> {
  const facts = new Map(rules.map((rule) => [rule.id, rule]))
  const part = list.only ?? null
  const byCode = rules.flatMap(({ id, scope }) => (scope.kind === 'lines' && scope.by === 'code' ? [id] : []))
  const rows = found.map(({ rule, rowNo, person }) => {
    const of = facts.get(rule)!
    const about = person === '' ? { subject_kind: 'line', subject_id: list.listId, fingerprint: String(rowNo) } : { subject_kind: 'person', subject_id: person, fingerprint: `${list.listId}:${rowNo}` }
    return { ...about, rule, category: of.category, severity: of.severity, sensitive: of.sensitive ?? false, due_on: dueOn[of.severity], row_no: rowNo }
  })
  if (!list.only) await tx.run(sql`
    insert into quality_list (list_id, kind, title, areas, lines, judged_at) values (${list.listId}, ${list.kind}, ${list.title}, ${list.areas}, ${lines}, ${now})
    on conflict (list_id) do update set title = excluded.title, areas = excluded.areas, lines = excluded.lines, judged_at = excluded.judged_at`)
  return tx.one<Merged>(sql`
    with found as materialized (select * from jsonb_to_recordset(${sql.json(rows)}::jsonb) as x (rule text, category text, severity text, sensitive boolean, due_on date, row_no int, subject_kind text, subject_id uuid, fingerprint text)),
    fresh as (
      insert into quality_finding (finding_id, rule, category, severity, subject_kind, subject_id, fingerprint, area, hamlet, opened_at, due_on, list_id, sensitive)
      select gen_random_uuid(), f.rule, f.category, f.severity, f.subject_kind, f.subject_id, f.fingerprint, coalesce(home.area, l.commune, kept.area), home.hamlet, ${now}::timestamptz, f.due_on, ${list.listId}::uuid, f.sensitive
      from found f left join quality_list_line l on l.row_no = f.row_no
      left join lateral (select r.area, nullif(trim(split_part(r.detail, ',', -1)), '') as hamlet from residence_public.open_residence r where f.subject_kind = 'person' and r.person_id = f.subject_id order by r.rank limit 1) home on true
      left join lateral (select p.areas[1] as area from population_public.current_person p where f.subject_kind = 'person' and p.person_id = f.subject_id and home.area is null) kept on true
      on conflict (subject_id, rule, fingerprint) do update set state = 'open', closed_at = null, assigned_to = null, proposal = null, proposed_by = null, proposal_reason = null, proposal_note = null,
        correction_case = null, opened_at = excluded.opened_at, due_on = excluded.due_on, area = excluded.area, hamlet = excluded.hamlet, version = quality_finding.version + 1
        where quality_finding.state = 'fixed'
      returning finding_id, xmax = 0 as new),
    closed as (
      update quality_finding q set state = 'fixed', closed_at = case when q.state = 'exempted' then q.closed_at else ${now}::timestamptz end, version = q.version + 1
      where q.list_id = ${list.listId} and q.state <> 'fixed'
        and (${part === null}::boolean or ${lineOfFinding} = any(${part?.rows ?? []}::int[]) or (q.rule = any(${byCode}::text[]) and ${lineOfFinding} = any(${part?.sharing ?? []}::int[])) or (${lineOfFinding} = 0 and q.subject_id = any(${part?.people ?? []}::uuid[])))
        and not exists (select from found f where f.rule = q.rule and f.subject_id = q.subject_id and f.fingerprint = q.fingerprint)
      returning finding_id),
    told as (
      insert into quality_finding_event (event_id, finding_id, at, kind, actor_kind)
      select gen_random_uuid(), finding_id, ${now}::timestamptz, case when new then 'opened' else 'reopened' end, 'system' from fresh
      union all select gen_random_uuid(), finding_id, ${now}::timestamptz, 'fixed', 'system' from closed)
    select (select count(*) from fresh where new) as opened, (select count(*) from fresh where not new) as reopened, (select count(*) from closed) as closed`)
}

/** What list a finding is about, and its line; nothing for findings of the register alone. */
export function selectListOf(tx: Tx, listId: string): Promise<{ kind: string; title: string; judgedAt: Instant } | undefined> {
  return tx.maybe(sql`select kind, title, judged_at as "judgedAt" from quality_list where list_id = ${listId}`)
}

export interface ListCount {
  readonly rule: string
  /** Commune whose police work it; null where neither register nor list say one. */
  readonly area: string | null
  readonly open: number
  readonly settled: number
}

export function selectListCounts(tx: Tx, listId: string): Promise<ListCount[]> {
  return tx.many<ListCount>(sql`
    select rule, area, count(*) filter (where state in ('open', 'assigned', 'proposed')) as open, count(*) filter (where state not in ('open', 'assigned', 'proposed')) as settled
    from quality_finding where list_id = ${listId} group by rule, area order by rule, area nulls last`)
}
