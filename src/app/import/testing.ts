import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql, type Database } from '../../platform/index.ts'
import { columns, type ImportSource, type ListRow } from './list-row.ts'
import { csvSource } from './csv-source.ts'

const folder = mkdtempSync(join(tmpdir(), 'congdan-import-'))
let files = 0

/** A clean line: only what a test is about is said. */
export function line(parts: Partial<ListRow> & { externalId: string }): ListRow {
  const blank = Object.fromEntries(columns.map(({ key }) => [key, ''])) as ListRow
  return { ...blank, fullName: 'Nguyễn Văn Thử', birthDate: '1980-03-05', gender: 'male', lifeStatus: 'living', ...parts }
}

export const fileName = (): string => join(folder, `${++files}.csv`)

/** These lines as a CSV file, with whatever text is to follow them. */
export function listOf(lines: readonly ListRow[], more = ''): ImportSource {
  const path = fileName()
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  writeFileSync(path, `${[columns.map(({ name }) => name).join(','), ...lines.map((row) => columns.map(({ key }) => cell(row[key])).join(','))].join('\n')}\n${more}`)
  return csvSource({ path, list: 'test', statedOn: '2026-11-01' })
}

export const registerTableNames = ['person_version', 'personal_number', 'identity_number', 'relation', 'household', 'household_member', 'residence_period'] as const

/** A fingerprint of every register table and of the acts, without the order in which they were committed. */
export async function fingerprints(owner: Database): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const table of [...registerTableNames, 'legal_act', 'import_objection']) {
    const [row] = await owner.query<{ sum: string; n: number }>(sql`
      select count(*) as n, md5(string_agg(r, '' order by r)) as sum from (select (to_jsonb(t) - 'position')::text as r from ${sql.ident(table)} t) rows`)
    found[table] = `${row!.n} ${row!.sum}`
  }
  return found
}

/** The names of all indexes and constraints of the register. */
export async function definitions(owner: Database): Promise<string[]> {
  const rows = await owner.query<{ definition: string }>(sql`
    select i.indexdef || coalesce(' ' || pg_get_constraintdef(c.oid), '') as definition from pg_indexes i left join pg_constraint c on c.conname = i.indexname and c.contype in ('p', 'u', 'x')
    where i.schemaname = 'public' order by 1`)
  return rows.map(({ definition }) => definition)
}
