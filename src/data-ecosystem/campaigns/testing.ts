import { newId } from '../../kernel/ids.ts'
import { sql, type Instant } from '../../platform/index.ts'
import type { TestDatabase } from '../../platform/testing.ts'

/** One line of a made-up list and what its matching came to. */
export interface MadeLine {
  readonly name: string
  readonly commune?: string | null
  readonly address?: string
  readonly school?: string
  /** Nobody: the line is not found. */
  readonly personId?: string | null
  readonly zone?: 'automatic' | 'review'
  readonly lifeStatus?: string
  /** Where the register has the person. */
  readonly personArea?: string | null
  readonly blocked?: boolean
}

/** Writes a list and a matching that is done straight into the tables of linkage: known truth without a register of thousands. */
export async function madeRun(t: TestDatabase, given: { organisationId: string; area: string; kind: string; title?: string; listId?: string; at?: Instant }, lines: readonly MadeLine[]): Promise<{ listId: string; runId: string }> {
  const [listId, runId, at] = [given.listId ?? newId(), newId(), given.at ?? '2026-11-01T01:00:00.000Z']
  if (!given.listId) {
    await t.owner.query(sql`
      insert into matching_list (list_id, kind, title, organisation_id, area, purpose, legal_basis, retain_until, uploaded_at, file_name, file_bytes, sha256, format, layout, status, counts)
      values (${listId}, ${given.kind}, ${given.title ?? 'Danh sách mẫu'}, ${given.organisationId}, ${given.area}, 'Rà soát', 'Luật Căn cước 26/2023/QH15, đ.10', '2027-12-31', ${at}, 'mau.csv', 1, ${'0'.repeat(64)}, 'csv', ${sql.json({ headings: ['Họ tên', 'Trường'] })}, 'linked', ${sql.json({ lines: lines.length })})`)
    await t.owner.query(sql`
      insert into matching_row (list_id, row_no, raw, fields, state, commune)
      select ${listId}, l.row_no, jsonb_build_array(l.name, l.school), jsonb_build_object('name', l.name, 'birth', '', 'gender', '', 'numbers', '', 'address', coalesce(l.address, '')), case when l.blocked then 'blocked' else 'ok' end, l.commune
      from jsonb_to_recordset(${sql.json(lines.map((line, i) => ({ row_no: i + 2, school: '', blocked: false, ...line })))}::jsonb) as l (row_no int, name text, school text, address text, commune text, blocked boolean)`)
  }
  await t.owner.query(sql`
    insert into matching_run (run_id, list_id, model_id, lower_bits, upper_bits, pair_budget, memory_mb, threads, status, ordered_at, finished_at)
    values (${runId}, ${listId}, 'test', -2, 10, 1000, 100, 1, 'done', ${at}, ${at})`)
  const pairs = lines.flatMap((line, i) => (line.personId ? [{ row_no: i + 2, person_id: line.personId, zone: line.zone ?? 'automatic', life: line.lifeStatus ?? 'living', area: line.personArea ?? line.commune ?? null }] : []))
  await t.owner.query(sql`
    insert into matching_pair (run_id, row_no, rank, person_id, weight, probability, levels, zone, life_status, area)
    select ${runId}, l.row_no, 1, l.person_id, 12, 0.99, '{}', l.zone, l.life, l.area from jsonb_to_recordset(${sql.json(pairs)}::jsonb) as l (row_no int, person_id uuid, zone text, life text, area text)`)
  return { listId, runId }
}
