import { addDays, addYears } from '../../kernel/plain-date.ts'
import { householdColumns, lineColumns, personColumns, type CodeSet, type Column, type Condition, type Rule, type Value } from './rule.ts'

/** What differs between the two engines; everything else is the same text. */
export interface Dialect {
  readonly name: 'duckdb' | 'postgres'
  readonly matches: (text: string, pattern: string) => string
  readonly toNumber: (text: string) => string
  readonly wholeDivision: string
  /** A number made of some texts: different ones seldom have the same. */
  readonly hash: (texts: readonly string[]) => string
}

export const duckdb: Dialect = {
  name: 'duckdb',
  matches: (text, pattern) => `regexp_matches(${text}, ${quoted(pattern)})`,
  toNumber: (text) => `try_cast(${text} as integer)`,
  wholeDivision: '//',
  hash: (texts) => `hash(${texts.join(', ')})`,
}
export const postgres: Dialect = {
  name: 'postgres',
  matches: (text, pattern) => `${text} ~ ${quoted(pattern)}`,
  toNumber: (text) => `case when ${text} ~ '^[0-9]+$' then (${text})::integer end`,
  wholeDivision: '/',
  hash: (texts) => `hashtextextended(${texts.join(` || '|' || `)}, 0)`,
}

/** Columns that hold numbers; all others are texts. */
export const numbers: ReadonlySet<string> = new Set<string>(['birth_year', 'cmnd9_count', 'cmnd9_malformed', 'parents_unlinked', 'members', 'heads', 'everybody'])

/** The day a pass speaks of, as both engines are told it. */
export interface AsOf {
  readonly today: string
  /** Parts of conditions that are worked out once for all rules of a scan, by what they are; the column that holds each. */
  readonly once?: ReadonlyMap<string, string>
}

/** A condition as SQL that is never null. Column names come from the rule's vocabulary, constants are quoted: nothing a user typed comes here. */
export function conditionSql(condition: Condition, dialect: Dialect, asOf: AsOf): string {
  const down = (each: Condition): string => conditionSql(each, dialect, asOf)
  const kept = asOf.once?.get(JSON.stringify(condition))
  if (kept) return kept
  switch (condition.op) {
    case 'missing': return isNumber(condition.column) ? `${place(condition.column)} is null` : `coalesce(${place(condition.column)}, '') = ''`
    case 'is': return `coalesce(${place(condition.column)} in (${condition.among.map(quoted).join(', ')}), false)`
    case 'matches': return `coalesce(${dialect.matches(place(condition.column), condition.pattern)}, false)`
    case 'listed': return `coalesce(${listedText(condition.column, condition.length)}${condition.and ? ` || ${place(condition.and)}` : ''} in (select code from ${codeTable(condition.set)}), false)`
    case 'compare': return `coalesce(${valueSql(condition.left, dialect, asOf)} ${condition.by} ${valueSql(condition.right, dialect, asOf)}, false)`
    case 'all': return `(${condition.of.map(down).join(' and ')})`
    case 'any': return `(${condition.of.map(down).join(' or ')})`
    case 'not': return `not ${down(condition.of)}`
    case 'not-returned': return 'not returned'
  }
}

function valueSql(value: Value, dialect: Dialect, asOf: AsOf): string {
  const down = (each: Value): string => valueSql(each, dialect, asOf)
  const kept = asOf.once?.get(JSON.stringify(value))
  if (kept) return kept
  switch (value.op) {
    case 'column': return place(value.column)
    case 'constant': return typeof value.value === 'number' ? String(value.value) : quoted(value.value)
    case 'digits': return `(${dialect.toNumber(`substr(${place(value.column)}, ${value.from}, ${value.length})`)})`
    case 'minus': return `(${down(value.left)} - ${down(value.right)})`
    case 'part': return `(${down(value.of)} ${dialect.wholeDivision} ${value.by})`
    case 'rest': return `(${down(value.of)} % ${value.by})`
    case 'today': return quoted(asOf.today)
    case 'before-today': return quoted(addDays(addYears(asOf.today, -(value.years ?? 0)), -(value.days ?? 0)))
    case 'this-year': return asOf.today.slice(0, 4)
  }
}

/** Table of one code set; the engine of the pass has made it. */
export const codeTable = (set: CodeSet): string => `code_${set.replaceAll('-', '_')}`

const listedText = (name: Column, length?: number): string => (length ? `substr(${place(name)}, 1, ${length})` : place(name))

function place(name: Column): string {
  const [side, own] = name.includes('.') ? (name.split('.') as [string, string]) : ['subject', name]
  const column = side === 'line' ? (lineColumns as Record<string, string>)[own]! : (personColumns as Record<string, string>)[own] ?? (householdColumns as Record<string, string>)[own]!
  return `${side}.${column}`
}

const isNumber = (name: Column): boolean => numbers.has(place(name).split('.')[1]!)

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/**
 * One statement over `judged_person`, `judged_number`, `judged_relation`, `judged_household` and the code tables that gives every finding as (rule, subject_id, fingerprint).
 * All rules of a kind are judged in one scan, each as one bit; the few rows with a bit are then taken apart.
 */
export function passSql(rules: readonly Rule[], dialect: Dialect, asOf: AsOf): string {
  const parts = [rowPart(rules, dialect, asOf), householdPart(rules, dialect, asOf), kinPart(rules, dialect, asOf), ...groupParts(rules, dialect)]
  return parts.filter(Boolean).join('\nunion all\n')
}

function rowPart(rules: readonly Rule[], dialect: Dialect, asOf: AsOf): string {
  const scopes = rules.flatMap(({ id, scope }) => (scope.kind === 'row' ? [{ id, when: scope.when }] : []))
  if (scopes.length === 0) return ''
  const conditions = scopes.map(({ when }) => when)
  const parts = repeated(conditions)
  const rare = anyOfPatterns(conditions)
  const columns = [...parts.map((part, i) => `, ${partSql(part, dialect, asOf)} as once_${i}`), ...rare.map(({ any }, i) => `, ${conditionSql(any, dialect, asOf)} as rare_${i}`)].join('')
  const once = new Map([...parts.map((part, i) => [JSON.stringify(part), `subject.once_${i}`] as const),
    ...rare.flatMap(({ each }, i) => each.map((one) => [JSON.stringify(one), `(subject.rare_${i} and ${conditionSql(one, dialect, asOf)})`] as const))])
  const own = scopes.map(({ id, when }) => ({ id, when: conditionSql(when, dialect, { ...asOf, once }) }))
  return bits(own, 'subject.person_id', `''`, `(select subject.*${columns} from judged_person subject where subject.judged) subject`)
}

type Pattern = Extract<Condition, { op: 'matches' }>

/** Several patterns that a rule is about as a whole, sought in one column: first all at once, which hardly any row passes, and only there one by one. */
function anyOfPatterns(conditions: readonly Condition[]): { any: Pattern; each: Pattern[] }[] {
  const sought = conditions.filter((each): each is Pattern => each.op === 'matches')
  return [...Map.groupBy(sought, ({ column }) => column)].flatMap(([column, each]) =>
    (each.length > 1 ? [{ any: { op: 'matches' as const, column, pattern: each.map(({ pattern }) => `(?:${pattern})`).join('|') }, each }] : []))
}

type Part = Pattern | Extract<Value, { op: 'digits' }>

const partSql = (part: Part, dialect: Dialect, asOf: AsOf): string => (part.op === 'matches' ? conditionSql(part, dialect, asOf) : valueSql(part, dialect, asOf))

/** Patterns and digits that several rules look at, dear enough to be worked out once a row: an engine shares nothing between the branches of a `case`. */
function repeated(conditions: readonly Condition[]): Part[] {
  const seen = new Map<string, { part: Part; times: number }>()
  const visit = (node: Condition | Value): void => {
    if (node.op === 'matches' || node.op === 'digits') {
      const name = JSON.stringify(node)
      seen.set(name, { part: node, times: (seen.get(name)?.times ?? 0) + 1 })
    } else if (node.op === 'all' || node.op === 'any') node.of.forEach(visit)
    else if (node.op === 'not' || node.op === 'part' || node.op === 'rest') visit(node.of)
    else if (node.op === 'compare' || node.op === 'minus') [node.left, node.right].forEach(visit)
  }
  conditions.forEach(visit)
  return [...seen.values()].flatMap(({ part, times }) => (times > 1 ? [part] : []))
}

function householdPart(rules: readonly Rule[], dialect: Dialect, asOf: AsOf): string {
  const own = rules.flatMap((each) => (each.scope.kind === 'household' ? [{ id: each.id, when: conditionSql(each.scope.when, dialect, asOf) }] : []))
  return own.length === 0 ? '' : bits(own, 'subject.household_id', `''`, 'judged_household subject')
}

function kinPart(rules: readonly Rule[], dialect: Dialect, asOf: AsOf): string {
  const own = rules.flatMap((each) => (each.scope.kind === 'kin'
    ? [{ id: each.id, when: `(rel.kind in (${each.scope.relation.map(quoted).join(', ')}) and ${conditionSql(each.scope.when, dialect, asOf)})` }] : []))
  if (own.length === 0) return ''
  const from = `(select a.person_id, a.kind, a.other_id, a.kind <> 'spouse' or back.person_id is not null as returned
    from judged_relation a left join (select distinct person_id, other_id from judged_relation where kind = 'spouse') back on back.person_id = a.other_id and back.other_id = a.person_id) rel
    join judged_person self on self.person_id = rel.person_id join judged_person other on other.person_id = rel.other_id`
  return bits(own, 'rel.person_id', 'cast(rel.other_id as text)', from)
}

export interface Judged { readonly id: string; readonly when: string }

/**
 * The rules of one scan as bits of a number, the rows with a bit taken apart into (rule, subject_id, fingerprint). Many rows, few different numbers: each
 * number is taken apart once.
 */
export function bits(rules: readonly Judged[], subject: string, fingerprint: string, from: string): string {
  const mask = rules.map(({ when }, i) => `case when ${when} then ${2n ** BigInt(i)} else 0 end`).join('\n      + ')
  const names = rules.map(({ id }, i) => `(${quoted(id)}, cast(${2n ** BigInt(i)} as bigint))`).join(', ')
  return `select * from (with judged as materialized (select * from (
    select ${subject} as subject_id, ${fingerprint} as fingerprint, cast(${mask} as bigint) as mask from ${from}) m where m.mask <> 0)
    select r.rule, j.subject_id, j.fingerprint from judged j
    join (select d.mask, r.rule from (select distinct mask from judged) d join (values ${names}) r (rule, bit) on (d.mask & r.bit) <> 0) r on r.mask = j.mask) found`
}

const groupKeys = {
  'pin': { from: `judged_number k where k.kind = 'pin' and k.status <> 'cancelled'`, texts: ['k.value'] },
  'cmnd9': { from: `judged_number k where k.kind = 'cmnd9' and k.status <> 'cancelled'`, texts: ['k.value'] },
  'name-birth-origin': { from: `judged_person k where k.life_status = 'living' and length(k.birth_date) = 10`, texts: ['k.name_plain', 'k.birth_date', `coalesce(k.native_place_area, '')`] },
} as const

/** Every holder's finding names the whole group: when somebody joins or leaves, it is another finding. Numbers made of the keys say first which rows can be in a group at all. */
function groupParts(rules: readonly Rule[], dialect: Dialect): string[] {
  const collate = dialect.name === 'postgres' ? ' collate "C"' : ''
  return rules.flatMap((each) => {
    if (each.scope.kind !== 'group') return []
    const { from, texts } = groupKeys[each.scope.by]
    const hash = dialect.hash(texts)
    // The key itself is put together only of rows that can be in a group.
    const keyed = `select k.person_id, ${texts.join(` || '|' || `)} as key from ${from} and ${hash} in (select ${hash} from ${from} group by 1 having count(*) > 1)`
    return [`select ${quoted(each.id)} as rule, g.person_id as subject_id, g.fingerprint from (
      select person_id, count(*) over (partition by key) as holders,
        md5(string_agg(cast(person_id as text), ',') over (partition by key order by cast(person_id as text)${collate} rows between unbounded preceding and unbounded following)) as fingerprint
      from (select distinct person_id, key from (${keyed}) a) one) g
      where g.holders > 1 group by 1, 2, 3`]
  })
}
