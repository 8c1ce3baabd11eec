import { priorWeight, weighsSets, weightsOf, type BlockingRule, type LinkModel } from '../model.ts'
import { dialects, type SqlDialect } from './dialect.ts'

/**
 * The model as one statement of SQL a rule, over tables `list_side` and `register_side` of prepared rows (`Col`, with the syllables as a list) and
 * `name_share`, `surname_given_share`. The reference the kernel is held to, and the text for other engines. Pairs are never stored: join, exclude, score and
 * threshold are one statement. The edit distance stands behind a CASE: only pairs with exactly one other syllable pay for it.
 */
export function ruleSql(rule: BlockingRule, model: LinkModel, dialect: SqlDialect = dialects.duckdb): string {
  const on = conditions(dialect)
  const number = (value: number): string => `cast(${value} as ${dialect.double})`
  const logOf = (above: number, below: string): string => dialect.log2(`${number(above)} / cast(${below} as ${dialect.double})`)
  const earlier = model.blocking.slice(0, model.blocking.indexOf(rule)).map((each) => `not (${on[each]})`)
  const weights = weightsOf(model)
  const u = model.levels.name.u
  const whole = u[4]! + u[5]! + u[6]! + u[7]!
  const sum = (name: keyof typeof weights): string => `case l_${name} ${[...weights[name]].map((weight, level) => `when ${level} then ${number(weight)}`).join(' ')} else ${number(0)} end`
  return `select list_row, register_row, weight from (
  select list_row, register_row, ${number(priorWeight(model))}
    + ${sum('name')}
    + ${sum('number')}
    + ${sum('birth')}
    + ${sum('gender')}
    + ${sum('address')}
    + case when l_name >= 4 and whole_share > 0 then ${logOf(whole, 'whole_share')} when l_name = 2 and sg_share > 0 then ${logOf(u[2]!, 'sg_share')} else ${number(0)} end as weight
  from (
    select l.row as list_row, r.row as register_row, n.share as whole_share, s.share as sg_share,
      ${dialect.columns(levels(dialect, weighsSets(model)))}
    from list_side l join register_side r on ${on[rule]}
    left join name_share n on n.plain = r.plain left join surname_given_share s on s.surname = r.surname and s.given = r.given
    ${earlier.length > 0 ? `where ${earlier.join('\n      and ')}` : ''}) pairs) scored
where weight >= ${model.keep}`
}

const whole = (side: string): string => `(${side}.birth % 100 <> 0 and ${side}.birth % 10000 >= 100)`
const equal = (column: string): string => `(l.${column} = r.${column} and l.${column} > 0)`

function conditions({ wholeDivision }: SqlDialect): Readonly<Record<BlockingRule, string>> {
  const sameYear = `${wholeDivision('l.birth', 10_000)} = ${wholeDivision('r.birth', 10_000)} and l.birth > 0`
  return {
    'pin': '(l.pin_high = r.pin_high and l.pin_low = r.pin_low and l.pin_high >= 0)',
    'cmnd': '(l.cmnd = r.cmnd and l.cmnd >= 0)',
    'name-year': `(${equal('plain')} and ${sameYear})`,
    'birth-given': `(${equal('given')} and l.birth = r.birth and ${whole('l')})`,
    'birth-surname-gender': `(${equal('surname')} and l.birth = r.birth and ${whole('l')} and l.gender = r.gender and l.gender > 0)`,
    'syllables-year': `(${equal('sorted')} and ${sameYear})`,
    'name-commune': `(${equal('plain')} and ${equal('commune')})`,
    'surname-given-year-commune': `(${equal('surname')} and ${equal('given')} and ${equal('commune')} and ${sameYear})`,
    'given-year-commune-hamlet': `(${equal('given')} and ${equal('commune')} and ${equal('hamlet')} and ${sameYear})`,
    'name-day': `(${equal('plain')} and ${whole('l')} and ${whole('r')} and l.birth % 10000 = r.birth % 10000)`,
  }
}

const differing = Array.from({ length: 6 }, (_, k) => `(case when l.s${k} <> r.s${k} then 1 else 0 end)`).join(' + ')

function oneDigit({ wholeDivision }: SqlDialect, a: string, b: string): string {
  const digit = (column: string, place: number): string => `(${wholeDivision(column, 10 ** place)} % 10)`
  const off = Array.from({ length: 6 }, (_, k) => `(case when ${digit(a, k)} <> ${digit(b, k)} then 1 else 0 end)`).join(' + ')
  const swapped = Array.from({ length: 5 }, (_, k) => `(${digit(a, k)} = ${digit(b, k + 1)} and ${digit(a, k + 1)} = ${digit(b, k)} and ${digit(a, k)} <> ${digit(a, k + 1)})`).join(' or ')
  return `(case when (${off}) = 1 then true when (${off}) = 2 then (${swapped}) else false end)`
}

/** Conditions of what speaks against a pair whatever its weight: 'other-gender' and 'other-number' of `judgeLine`. */
export function against(dialect: SqlDialect): Readonly<Record<'gender' | 'number', string>> {
  const expression = (name: string): string => levels(dialect, false).find(([each]) => each === name)![1]
  return { gender: `${expression('l_gender')} = 0`, number: `${expression('l_number')} = 0` }
}

function levels(dialect: SqlDialect, withSets: boolean): [name: string, expression: string][] {
  const { wholeDivision, withinOneEdit } = dialect
  const oneEdit = `case ${Array.from({ length: 6 }, (_, k) => `when l.s${k} <> r.s${k} then ${withinOneEdit(`l.t${k}`, `r.t${k}`)}`).join(' ')} else false end`
  const year = (side: string): string => wholeDivision(`${side}.birth`, 10_000)
  const month = (side: string): string => `(${wholeDivision(`${side}.birth`, 100)} % 100)`
  return [
    ['l_name', `case when l.plain = 0 or r.plain = 0 then -1 when l.telex = r.telex then 7 when l.plain = r.plain then case when l.marked = 0 or r.marked = 0 then 6 else 5 end when l.sorted = r.sorted then 4
        when case when l.syllables = r.syllables and l.syllables <= 6 then case when (${differing}) = 1 then ${oneEdit} else false end else false end then 3
        when l.given = r.given and l.given > 0 then case when l.surname = r.surname and l.surname > 0 then 2 else 1 end else 0 end`],
    ['l_number', `case when l.pin_high >= 0 and r.pin_high >= 0 and l.pin_high = r.pin_high and l.pin_low = r.pin_low then 3 when l.cmnd >= 0 and l.cmnd = r.cmnd then 2
        when l.pin_high >= 0 and r.pin_high >= 0 then case when l.pin_high = r.pin_high then case when ${oneDigit(dialect, 'l.pin_low', 'r.pin_low')} then 1 else 0 end
          when l.pin_low = r.pin_low then case when ${oneDigit(dialect, 'l.pin_high', 'r.pin_high')} then 1 else 0 end else 0 end
        when l.cmnd >= 0 and r.cmnd >= 0 then 0 else -1 end`],
    ['l_birth', `case when l.birth = 0 or r.birth = 0 then -1 when l.birth = r.birth then case when ${whole('l')} then 5 else 3 end
        when ${year('l')} = ${year('r')} then case when ${whole('l')} and ${whole('r')} and ${month('l')} = r.birth % 100 and l.birth % 100 = ${month('r')} then 4
          when not ${whole('l')} or not ${whole('r')} or l.birth % 10000 = 101 or r.birth % 10000 = 101 then 3
          when ${month('l')} = ${month('r')} or l.birth % 100 = r.birth % 100 then 2 else 1 end
        when ${whole('l')} and ${whole('r')} and l.birth % 10000 = r.birth % 10000 and abs(${year('l')} - ${year('r')}) = 1 then 2 else 0 end`],
    ['l_gender', `case when l.gender = 0 or r.gender = 0 then -1 when l.gender = r.gender then 1 else 0 end`],
    ['l_address', `case when l.commune = 0 or r.commune ${withSets ? '<=' : '='} 0 then -1 ${withSets ? 'when l.commune < 0 then case when r.commune in (l.c0, l.c1, l.c2, l.c3) then 3 else 0 end ' : ''}when l.commune <> r.commune then 0 when l.hamlet > 0 and l.hamlet = r.hamlet then 2 else 1 end`],
  ]
}
