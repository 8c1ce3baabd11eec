import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { testDb } from '../src/platform/testing.ts'
import { placements, type Spread } from './placement.ts'

interface Key {
  table: string
  name: string
  /** primary, unique, exclusion or foreign */
  kind: 'p' | 'u' | 'x' | 'f'
  columns: string[]
  target: string | null
  targetColumns: string[] | null
}
interface Right {
  table: string
  role: string
  right: string
  /** null: the whole table */
  column: string | null
}

/** Tables whose rows the running program may remove: nobody's rights hang on them. */
const passing = ['draft', 'eid_challenge', 'eid_limit_trip', 'eid_throttle', 'job', 'kept_form', 'matching_claim', 'matching_pair', 'matching_row', 'openid_call', 'openid_party_event', 'openid_payload', 'quality_check', 'quality_code', 'rate_window']
/** Tables that are only ever added to, by anyone but their owner. */
const onlyAdded = ['legal_act', 'access_log', 'access_seal', 'access_sealed', 'access_tile', 'personal_number', 'procedure_version', 'dossier_event', 'eid_account_event', 'eid_organisation_event', 'eid_limit_alarm', 'message_command', 'openid_decision', 'access_question', 'access_question_step', 'emergency_reading', 'emergency_reading_review', 'odd_reading_step', 'reading_reason', 'feed_event', 'bulk_export', 'bulk_export_end', 'outbox', 'import_batch', 'quality_finding_event', 'quality_pass', 'quality_difference', 'campaign_event', 'matching_duplicate_run', 'matching_duplicate_event', 'matching_discrepancy_event', 'matching_export', 'counter_denial', 'counter_handover', 'civil_copy', 'civil_paper', 'matching_list_event', 'matching_model', 'matching_claim_refuted']
/** Tables of counters and of the queue, where every column may change. */
const wholeRows = ['draft', 'dossier_sequence', 'eid_throttle', 'job', 'kept_form', 'rate_window']

const spread = Object.entries(placements).filter((entry): entry is [string, Spread] => typeof entry[1] === 'object')

describe('the catalogue of the database', async () => {
  const t = await testDb()
  after(() => t.close())
  const ask = <R extends object>(text: string): Promise<R[]> => t.owner.session(async (client) => (await client.query<R>(text)).rows)

  const tables = (await ask<{ name: string; comment: string | null }>(`
    select relname::text as name, obj_description(oid) as comment from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`))
  const keys = await ask<Key>(`
    select c.conrelid::regclass::text as table, c.conname::text as name, c.contype::text as kind,
      array(select a.attname::text from unnest(c.conkey) with ordinality k(n, i) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by k.i) as columns,
      case when c.contype = 'f' then c.confrelid::regclass::text end as target,
      case when c.contype = 'f' then array(select a.attname::text from unnest(c.confkey) with ordinality k(n, i) join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by k.i) end as "targetColumns"
    from pg_constraint c where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'x', 'f')
    union all
    select i.indrelid::regclass::text, i.indexrelid::regclass::text, 'u',
      array(select coalesce(a.attname::text, '(expression)') from unnest(i.indkey) with ordinality k(n, i) left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n and k.n > 0 order by k.i), null, null
    from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace and i.indisunique and not exists (select from pg_constraint p where p.conindid = i.indexrelid and p.contype in ('p', 'u', 'x'))`)
  const rights = await ask<Right>(`
    select c.relname::text as table, r.rolname::text as role, a.privilege_type as right, null as column
    from pg_class c cross join lateral aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.grantee <> c.relowner
    union all
    select c.relname::text, r.rolname::text, a.privilege_type, t.attname::text
    from pg_class c join pg_attribute t on t.attrelid = c.oid cross join lateral aclexplode(t.attacl) a join pg_roles r on r.oid = a.grantee
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`)
  const columns = await ask<{ table: string; column: string; type: string; required: boolean }>(`
    select c.relname::text as table, a.attname::text as column, format_type(a.atttypid, null) as type, a.attnotnull as required
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`)
  const columnsOf = (table: string): string[] => columns.filter((each) => each.table === table).map(({ column }) => column)
  const bitemporal = tables.map(({ name }) => name).filter((name) => columnsOf(name).includes('superseded_at'))

  describe('scale-out', () => {
    it('every table has a declared place, and every declared place a table', () => assert.deepEqual(Object.keys(placements).toSorted(), tables.map(({ name }) => name).toSorted()))

    it('a spread table has the column it is spread by, and always a value in it', () => {
      assert.deepEqual(spread.filter(([table, { by }]) => !columns.some((each) => each.table === table && each.column === by && each.required)).map(([table]) => table), [])
    })

    it('every key of a spread table holds the column it is spread by, or says what must come first', () => {
      const apart = spread.flatMap(([table, { by }]) => keys.filter((key) => key.table === table && key.kind !== 'f' && !key.columns.includes(by)).map(({ name }) => name))
      const foreign = spread.flatMap(([table, { by }]) => keys.filter((key) => key.table === table && key.kind === 'f' && !staysTogether(key, by)).map(({ name }) => name))
      assert.deepEqual([...apart, ...foreign].toSorted(), spread.flatMap(([, { elsewhere }]) => Object.keys(elsewhere ?? {})).toSorted())
    })

    it('the primary key of a register of people is led by the person', () => {
      const people = spread.filter(([table, { by }]) => by === 'person_id' && bitemporal.includes(table)).map(([table]) => table)
      assert.ok(people.length >= 5)
      for (const table of people) assert.equal(keys.find((key) => key.table === table && key.kind === 'p')?.columns[0], 'person_id', table)
    })
  })

  describe('names and kinds', () => {
    it('every table and published view says what it is for', async () => {
      const views = await ask<{ name: string; comment: string | null }>(`
        select n.nspname || '.' || c.relname as name, obj_description(c.oid) as comment from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname like '%\\_public' and c.relkind in ('v', 'm')`)
      assert.ok(views.length > 5)
      assert.deepEqual([...tables, ...views].filter(({ comment }) => !comment).map(({ name }) => name), [])
    })

    it('every table has a primary key', () => assert.deepEqual(tables.filter(({ name }) => !keys.some((key) => key.table === name && key.kind === 'p')).map(({ name }) => name), []))

    it('constraints and indexes carry the name of their table or domain and were named by people', async () => {
      const named = await ask<{ table: string; name: string; kind: string }>(`
        select coalesce(nullif(conrelid, 0)::regclass::text, contypid::regtype::text) as table, conname::text as name, contype::text as kind from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
        union all select indrelid::regclass::text, indexrelid::regclass::text, 'i' from pg_index i join pg_class c on c.oid = indrelid where relnamespace = 'public'::regnamespace`)
      const wrong = named.filter(({ table, name }) => !name.startsWith(`${table}_`) || !/^[a-z][a-z0-9_]+$/.test(name) || /_(check|excl|idx)\d*$/.test(name))
      assert.deepEqual(wrong.map(({ name }) => name), [])
    })

    it('a foreign key is found by an index', async () => {
      const without = await ask<{ name: string }>(`
        select c.conname::text as name from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace
          and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1]) order by 1`)
      assert.deepEqual(without.map(({ name }) => name).filter((name) => !unfollowed.includes(name)), [])
    })

    // legal_act keeps its JSON letter for letter: its bytes are what a proof is made of.
    it('moments carry their zone, texts no length, money no fraction', () => {
      const wrong = columns.filter(({ table, type }) => ['timestamp without time zone', 'time without time zone', 'character varying', 'character', 'json', 'money', 'real'].includes(type) && table !== 'legal_act')
      assert.deepEqual(wrong, [])
    })

    it('a row with two times has all of them, its act and its standing', () => {
      assert.ok(bitemporal.length >= 9, bitemporal.join())
      for (const table of bitemporal) for (const column of ['row_id', 'valid_from', 'recorded_at', 'act_id', 'standing']) assert.ok(columns.some((each) => each.table === table && each.column === column && each.required), `${table}.${column}`)
    })
  })

  describe('rights', () => {
    const may = (role: string, right: string): Right[] => rights.filter((each) => each.role === role && each.right === right)

    it('only the program and the sealer have any, and nobody else by the back door', () => {
      assert.deepEqual([...new Set(rights.map(({ role }) => role))].toSorted(), ['congdan_app', 'congdan_sealer'])
    })

    it('the program deletes only what passes', () => assert.deepEqual(may('congdan_app', 'DELETE').map(({ table }) => table).toSorted(), passing))

    it('nobody empties a table, adds triggers to it or hands rights on', () => {
      assert.deepEqual(rights.filter(({ right }) => !['SELECT', 'INSERT', 'UPDATE', 'DELETE'].includes(right)), [])
    })

    it('acts, logs, numbers and histories are only added to', () => {
      for (const table of onlyAdded) assert.deepEqual(rights.filter((each) => each.table === table && ['UPDATE', 'DELETE'].includes(each.right)), [], table)
    })

    it('a row with two times is only ever superseded', () => {
      for (const table of bitemporal) assert.deepEqual(may('congdan_app', 'UPDATE').filter((each) => each.table === table).map(({ column }) => column).toSorted(), ['superseded_at', 'superseded_by'], table)
    })

    it('whole rows change only where they are counters or the queue', () => {
      assert.deepEqual(may('congdan_app', 'UPDATE').filter(({ column }) => column === null).map(({ table }) => table).toSorted(), wholeRows.toSorted())
    })

    it('no key is ever rewritten', () => {
      const rewritten = may('congdan_app', 'UPDATE').filter(({ table, column }) => column !== null && keys.some((key) => key.table === table && key.kind === 'p' && key.columns.includes(column)))
      assert.deepEqual(rewritten, [])
    })

    it('the sealer adds seals and reads; the program cannot', () => {
      assert.deepEqual(may('congdan_sealer', 'INSERT').map(({ table }) => table).toSorted(), ['access_seal', 'access_sealed', 'access_tile'])
      assert.deepEqual(rights.filter(({ role, right }) => role === 'congdan_sealer' && ['UPDATE', 'DELETE'].includes(right)), [])
      assert.deepEqual(may('congdan_app', 'INSERT').filter(({ table }) => table.startsWith('access_seal') || table === 'access_tile'), [])
    })

    it('what the catalogue says is what the database does', async () => {
      for (const table of onlyAdded) {
        await assert.rejects(t.db.script(`delete from ${table}`), /permission denied/, table)
        await assert.rejects(t.db.script(`update ${table} set ${columnsOf(table)[0]} = ${columnsOf(table)[0]}`), /permission denied/, table)
      }
      await assert.rejects(t.db.script('create table mine (id int)'), /permission denied/)
    })
  })
})

/** Foreign keys that are checked when a row is added and never followed back. */
const unfollowed = ['dossier_procedure_hash_fkey', 'draft_procedure_hash_fkey', 'issued_document_replaced_by_fkey']

/** Does the key lead to a table that stands on every machine, or to a row spread by the same value? */
function staysTogether(key: Key, by: string): boolean {
  const target = placements[key.target!]
  if (target === 'everywhere') return true
  if (typeof target !== 'object') return false
  return key.columns.some((column, i) => column === by && key.targetColumns![i] === target.by)
}
