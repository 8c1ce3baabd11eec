/**
 * Seals, exports and verifies a million rows of the access log, fsync on, under the sealer's role. Prints one JSON line a figure (seconds).
 * The database of its own is kept in .data/bench-seal and filled once; every run seals it from nothing. The verifier runs as the program it is.
 */
import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { exportLog, keystoreSigner, sealNow } from '../src/foundations/trail/index.ts'
import { memoryKeystore, migrate, openDatabase, rootPath, sql, startEmbeddedPostgres, systemClock } from '../src/platform/index.ts'

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } }, strict: false })
const rows = Number(values.rows)
const folder = rootPath('.data', 'bench-seal')
mkdirSync(folder, { recursive: true, mode: 0o755 })

const server = await startEmbeddedPostgres({ dataFolder: join(folder, 'postgres'), settings: { fsync: 'on', synchronous_commit: 'on' } })
const admin = openDatabase(server.address('postgres'), { max: 1 })
if ((await admin.query(sql`select from pg_database where datname = 'bench'`)).length === 0) await admin.script('create database bench')
await admin.close()
const owner = openDatabase(server.address('bench'), { max: 1 })
const sealer = openDatabase(server.address('bench'), { role: 'congdan_sealer', max: 2 })
try {
  await migrate(owner)
  await prepare()
  await measure()
} finally {
  await sealer.close()
  await owner.close()
  await server.stop()
}

/** Rows as officers leave them: one person opened, three fields, a dossier, Vietnamese words. */
async function prepare(): Promise<void> {
  const [found] = await owner.query<{ count: number }>(sql`select count(*) from access_log`)
  if (found!.count !== rows) {
    const started = performance.now()
    await owner.script(`truncate access_log; insert into access_log (log_id, at, request_id, actor_kind, actor_person, actor_organisation, actor_role, actor_appointment, automatic,
        purpose_code, purpose_basis, purpose_text, dossier_id, kind, register, subjects, fields, outcome)
      select (lpad(to_hex(1767225600000 + i), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid, timestamptz '2026-11-22T00:00:00Z' + i * interval '1 ms',
        gen_random_uuid()::text, 'officer', gen_random_uuid(), gen_random_uuid(), 'police-officer', gen_random_uuid(), false,
        'dossier', 'Luật Cư trú 2020 Đ22', 'Giải quyết hồ sơ đăng ký thường trú', gen_random_uuid(), 'open', 'population', array[gen_random_uuid()],
        '{fullName,birthDate,permanentResidence}', 'done'
      from generate_series(1, ${rows}) i`)
    say('seal.setup', seconds(started))
  }
  await owner.script('truncate access_sealed, access_tile, access_seal')
  await owner.script('vacuum (analyze) access_log')
  await owner.script('checkpoint')
}

async function measure(): Promise<void> {
  const keys = memoryKeystore(systemClock)
  const heads = join(folder, 'heads.jsonl')
  rmSync(heads, { force: true })
  let started = performance.now()
  const outcome = await sealNow(sealer, keystoreSigner(keys), heads, { limit: rows })
  say('seal', seconds(started), { rows: outcome.state === 'sealed' ? outcome.rows : 0, memoryMb: Math.round(process.resourceUsage().maxRSS / 1024) })

  const dump = join(folder, 'log.jsonl')
  started = performance.now()
  const out = createWriteStream(dump)
  await exportLog(sealer, out)
  out.end()
  await finished(out)
  say('seal.export', seconds(started))

  const key = join(folder, 'key.pem')
  writeFileSync(key, (await keys.publicKeys('trail-checkpoint'))[0]!.pem)
  started = performance.now()
  const verified = spawnSync(process.execPath, [rootPath('src', 'foundations', 'trail', 'verifier', 'main.ts'), '--dump', dump, '--head', heads, '--public-key', key], { encoding: 'utf8' })
  const took = seconds(started)
  if (verified.status !== 0) throw new Error(verified.stdout + verified.stderr)
  say('seal.verify', took)
  rmSync(dump)
}

function seconds(started: number): number {
  return Math.round((performance.now() - started) / 10) / 100
}

function say(name: string, value: number, more: object = {}): void {
  console.log(JSON.stringify({ name, value, unit: 's', ...more }))
}
