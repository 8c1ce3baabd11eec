import { readFileSync } from 'node:fs'
import { rootPath, type PlainDate } from '../../platform/index.ts'
import { parseCsv, type CsvRow } from '../areas/index.ts'
import type { PersonField } from '../population/index.ts'
import { refuse, refuseUnless } from './refusals.ts'

let rows: readonly CsvRow[] | undefined

/** The most that may leave for this purpose on that day; refuses a purpose that stands in no row. */
export function fieldsFor(purpose: string, on: PlainDate): readonly PersonField[] {
  rows ??= parseCsv(readFileSync(rootPath('data', 'sharing', 'field-scopes.csv'), 'utf8'))
  const row = rows.find((each) => each['purpose'] === purpose && each['valid_from']! <= on && (!each['valid_to'] || on < each['valid_to']))
  return (row ?? refuse('feeds.purpose-unknown', { field: 'purpose' }))['fields']!.split(' ') as PersonField[]
}

/** Refuses fields the purpose does not need. */
export function checkFields(purpose: string, fields: readonly string[], on: PlainDate): readonly PersonField[] {
  const allowed: readonly string[] = fieldsFor(purpose, on)
  const more = fields.filter((field) => !allowed.includes(field))
  refuseUnless(more.length === 0, 'feeds.too-many-fields', { field: 'fields', vars: { fields: more.join(', ') } })
  return fields as readonly PersonField[]
}
