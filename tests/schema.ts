import type { Database } from '../src/platform/index.ts'

/**
 * The schema as text, the same for every way it was reached: tables with their columns, keys, indexes and rights, views, sequences, comments.
 * Column order does not count (an upgrade adds at the end), nor who owns the tables, nor the words PostgreSQL 18 adds for "not null".
 */
export async function schemaText(owner: Database): Promise<string> {
  const lines = await owner.session(async (client) => {
    await client.query("set search_path = ''")
    return (await client.query<{ line: string }>(schemaQuery)).rows.map(({ line }) => line)
  })
  return lines.toSorted().join('\n') + '\n'
}

const ours = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname not like 'pg\\_temp%'"
const notOfExtension = (catalogue: string, oid: string): string => `not exists (select from pg_depend e where e.classid = '${catalogue}'::regclass and e.objid = ${oid} and e.deptype = 'e')`
const named = "n.nspname || '.' || c.relname"

const schemaQuery = `
with c as (
  select c.*, n.nspname, ${named} as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${ours} and c.relkind in ('r', 'p', 'v', 'm', 'S') and ${notOfExtension('pg_class', 'c.oid')}
)
select name || case relkind when 'v' then ' = ' || pg_get_viewdef(oid) when 'm' then ' = ' || pg_get_viewdef(oid) when 'S' then ' sequence' else ' table' || case relpersistence when 'u' then ', unlogged' else '' end end as line from c
union all
select name || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end || coalesce(case a.attgenerated when 's' then ' generated ' else ' default ' end || pg_get_expr(d.adbin, d.adrelid), '')
  || case a.attidentity when '' then '' else ' identity' end
from c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum where c.relkind in ('r', 'p')
union all
select name || ' constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) from c join pg_constraint k on k.conrelid = c.oid and k.contype <> 'n'
union all
select name || ' index ' || pg_get_indexdef(i.indexrelid) from c join pg_index i on i.indrelid = c.oid
union all
select name || ' trigger ' || pg_get_triggerdef(g.oid) from c join pg_trigger g on g.tgrelid = c.oid and not g.tgisinternal
union all
select name || ' grants ' || a.privilege_type || ' to ' || r.rolname from c cross join lateral aclexplode(relacl) a join pg_roles r on r.oid = a.grantee where a.grantee <> c.relowner
union all
select name || '.' || t.attname || ' grants ' || a.privilege_type || ' to ' || r.rolname from c join pg_attribute t on t.attrelid = c.oid cross join lateral aclexplode(t.attacl) a join pg_roles r on r.oid = a.grantee
union all
select name || coalesce('.' || a.attname, '') || ' says ' || s.description from c join pg_description s on s.classoid = 'pg_class'::regclass and s.objoid = c.oid left join pg_attribute a on a.attrelid = c.oid and a.attnum = s.objsubid and s.objsubid > 0
union all
select n.nspname || '.' || t.typname || ' domain of ' || format_type(t.typbasetype, t.typtypmod) || coalesce(' ' || k.conname || ' ' || pg_get_constraintdef(k.oid), '')
from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_constraint k on k.contypid = t.oid where t.typtype = 'd' and ${ours} and ${notOfExtension('pg_type', 't.oid')}
union all
select 'schema ' || n.nspname || coalesce(' says ' || obj_description(n.oid), '') from pg_namespace n where n.nspname like '%\\_public'
union all
select 'function ' || pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours} and ${notOfExtension('pg_proc', 'p.oid')}
union all
select 'type ' || n.nspname || '.' || t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace where ${ours} and t.typtype in ('e', 'd') and ${notOfExtension('pg_type', 't.oid')}
union all
select 'extension ' || extname from pg_extension where extname <> 'plpgsql'`
