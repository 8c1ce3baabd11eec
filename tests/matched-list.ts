import type { CastHouse } from '../src/app/testing/cast-house.ts'
import { handModel } from '../src/data-ecosystem/linkage/testing.ts'
import { newId } from '../src/kernel/ids.ts'
import { sql, type OfficerActor } from '../src/platform/index.ts'
import type { CastKey } from '../synthetic/index.ts'

export interface HandRow {
  readonly name: string
  readonly birth?: string
  readonly gender?: string
  readonly numbers?: string
  readonly commune?: string
  readonly address?: string
  readonly phone?: string
  readonly blocked?: true
  readonly zone?: 'automatic' | 'review'
  /** Likeliest first. */
  readonly people?: readonly { readonly key: CastKey; readonly weight: number; readonly levels: Readonly<Record<string, number>>; readonly lifeStatus?: string; readonly area?: string }[]
}

/** A list of the health department as if it had been handed over and matched: rows, pairs and a finished run, without a matching. */
export async function matchedList(house: CastHouse, rows: readonly HandRow[], more: { readonly kind?: string; readonly title?: string } = {}): Promise<{ listId: string; runId: string }> {
  const [listId, runId] = [newId(), newId()]
  const owner = house.actorOf('hanhSteward') as OfficerActor
  const { t } = house
  const headings = ['Mã hội viên', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Số CCCD', 'Địa chỉ', 'Số điện thoại']
  const mapping = { columns: headings.map((heading, i) => ({ heading, role: ['ref', 'fullName', 'birth', 'gender', 'number', 'address', 'ignore'][i] })), dates: 'dmy', declined: [] }
  await t.owner.query(sql`
    insert into matching_list (list_id, kind, title, organisation_id, area, purpose, legal_basis, retain_until, uploaded_by, uploaded_at, file_name, file_bytes, sha256, format, mapping, status, counts)
    values (${listId}, ${more.kind ?? 'elderly'}, ${more.title ?? 'Hội người cao tuổi 2026'}, ${owner.organisationId}, '86', 'Rà soát hội viên', 'Luật Căn cước 2023, đ.10', '2027-06-30', ${owner.personId}, '2026-11-17T02:00:00Z', 'hoi-vien.csv', 100, ${'a'.repeat(64)}, 'csv', ${sql.json(mapping)}::jsonb, 'linked', '{}')`)
  await t.owner.query(sql`insert into matching_model (model_id, version, model, sha256, trained_at) values (${`list-${listId}`}, 1, ${sql.json(handModel)}::jsonb, ${'b'.repeat(64)}, '2026-11-17T02:00:00Z')`)
  await t.owner.query(sql`
    insert into matching_run (run_id, list_id, model_id, model_version, lower_bits, upper_bits, pair_budget, memory_mb, threads, status, manifest, ordered_at, finished_at)
    values (${runId}, ${listId}, ${`list-${listId}`}, 1, -2, 10, 1000000, 512, 1, 'done', ${sql.json({ bestByBit: { '-3': 5, '4': 3, '12': 40 } })}::jsonb, '2026-11-17T02:00:00Z', '2026-11-17T02:01:00Z')`)
  for (const [i, row] of rows.entries()) {
    const rowNo = i + 2
    const fields = { id: `HV${rowNo}`, name: row.name, birth: row.birth ?? '', gender: row.gender ?? '', numbers: row.numbers ?? '', commune: row.commune ?? '', address: row.address ?? '' }
    await t.owner.query(sql`insert into matching_row (list_id, row_no, raw, fields, state, commune)
      values (${listId}, ${rowNo}, ${sql.json([fields.id, row.name, fields.birth, fields.gender, fields.numbers, fields.address, row.phone ?? ''])}::jsonb, ${sql.json(fields)}::jsonb, ${row.blocked ? 'blocked' : 'ok'}, ${row.commune ?? null})`)
    for (const [k, person] of (row.people ?? []).entries()) {
      await t.owner.query(sql`insert into matching_pair (run_id, row_no, rank, person_id, weight, probability, levels, zone, life_status, area)
        values (${runId}, ${rowNo}, ${k + 1}, ${house.who(person.key).personId}, ${person.weight}, ${1 / (1 + 2 ** -person.weight)}, ${sql.json({ rarity: 0, ...person.levels })}::jsonb, ${row.zone ?? 'review'}, ${person.lifeStatus ?? 'living'}, ${person.area ?? '29602'})`)
    }
  }
  return { listId, runId }
}

/** Name unmarked, only the year known, the same hamlet. */
export const likely = { name: 6, number: -1, birth: 3, gender: 1, address: 2 } as const
export const unlike = { name: 2, number: 0, birth: 1, gender: 1, address: 1 } as const
export const certain = { name: 7, number: 3, birth: 5, gender: 1, address: 2 } as const
