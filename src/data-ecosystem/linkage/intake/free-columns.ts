import { plainKey, tidySpaces } from '../../../kernel/vietnamese-text.ts'
import { readBirth } from './birth-text.ts'
import { headingKey } from './guess-mapping.ts'
import { freeColumns, type FreeColumn, type ListKind } from './list-kinds.ts'
import type { DateOrder, Fix, Mapping } from './mapping.ts'
import type { LineProblem } from './problems.ts'

/** What a line says in the columns of its kind that a person has mapped; nothing of a column the file does not have. */
export type FreeValues = Readonly<Partial<Record<FreeColumn, string>>>

export interface FreeRead {
  readonly values: FreeValues
  readonly problems: readonly Pick<LineProblem, 'code' | 'kind'>[]
}

/** Words for an end that never comes. */
const endless = /^(khong|vo) (thoi han|ky han|xac dinh( thoi han)?)$|^(vinh vien|suot doi)$/

/** Days of events may lie a little ahead; last days of papers far. */
const yearsAhead: Readonly<Record<'day' | 'until', number>> = { day: 1, until: 60 }

/** Reads what the rules look at beyond what is matched: words of a state by the kind's file, days that are whole, codes without spaces. */
export function freeReader(kind: ListKind, mapping: Mapping, today: string): (cells: readonly string[]) => FreeRead {
  const places = freeColumns.flatMap((name) => {
    const place = mapping.columns.findIndex(({ role }) => role === name)
    return kind.columns[name] === undefined || place < 0 ? [] : [{ name, place }]
  })
  const words = new Map(Object.entries(kind.columns.status?.values ?? {}).flatMap(([value, some]) => [value, ...some].map((word) => [word, value] as const)))
  return (cells) => {
    const problems: FreeRead['problems'][number][] = []
    const values: Partial<Record<FreeColumn, string>> = {}
    for (const { name, place } of places) {
      const cell = tidySpaces(cells[place] ?? '')
      if (name === 'code') values.code = /^[-x.0]*$/i.test(cell) ? '' : cell.replace(/[\s.'’]/g, '')
      else if (name === 'status') values.status = kind.columns.status?.values === undefined ? cell : (words.get(plainKey(cell)) ?? '')
      else {
        const { value, found } = dayOf(cell, mapping.dates, `${Number(today.slice(0, 4)) + yearsAhead[name]}-12-31`, mapping.declined)
        values[name] = value
        if (found) problems.push(found)
      }
      if (name === 'status' && values.status === '' && cell !== '') problems.push({ code: 'status-unknown', kind: 'warning' })
    }
    return { values, problems }
  }
}

function dayOf(cell: string, dates: DateOrder, last: string, declined: readonly Fix[]): { value: string; found?: FreeRead['problems'][number] } {
  if (cell === '' || endless.test(plainKey(cell))) return { value: '' }
  const { value, fix } = readBirth(cell, dates, last)
  if (value.length !== 10 || (fix && declined.includes(fix))) return { value: '', found: { code: 'day-unreadable', kind: 'warning' } }
  return fix ? { value, found: { code: fix, kind: 'fix' } } : { value }
}

/** The column of the kind that this heading is known for. */
export function freeRoleOf(kind: ListKind | undefined, heading: string): FreeColumn | null {
  const key = headingKey(heading)
  return freeColumns.find((name) => kind?.columns[name]?.headings.includes(key)) ?? null
}
