/** The final POST of the prefilled linked birth over HTTP: declaration, code, registers read again and logged, one dossier with three lanes, durable. At least fifty receiving units. */
import { fork } from 'node:child_process'
import { resolveSession } from '../src/app/session.ts'
import { buildServer } from '../src/platform/http/index.ts'
import { createLog, folderFileStore, readConfig, setFileStore, sql, type Database } from '../src/platform/index.ts'
import { citizenPages } from '../src/web/citizen/index.ts'
import { publicPages, renderKept, renderProblem } from '../src/web/public/index.ts'
import { bindAccounts, fillFamilies, mothers, units } from './dossier-submit/families.ts'
import { prepare, type Press } from './dossier-submit/prepare.ts'
import { percentile, print, rounded, tell } from './figures.ts'
import { benchFolder, openBenchHouse } from './house.ts'
import type { BenchOptions } from './main.ts'

interface Outcome { readonly seconds: number; readonly times: number[]; readonly wrong: string[]; readonly cpu: number }

export async function bench({ n = 6_000, concurrency = 16 }: BenchOptions): Promise<void> {
  const warmUp = Math.ceil(n / 10)
  const families = n + warmUp
  const house = await openBenchHouse({ key: `dossier-submit-${families}`, fill: ({ database, owner }) => fillFamilies(database, owner, families) })
  setFileStore(folderFileStore({ folder: benchFolder('files') }))
  await bindAccounts(house.owner)
  await emptyDossiers(house.owner)
  const began = performance.now()
  const presses = await prepare(house.database, await mothers(house.owner))
  tell(`set-up of this run: ${presses.length} births reported, drafts answered and codes sent in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  await house.owner.script('vacuum (analyze)')
  await house.owner.script('checkpoint')
  const app = await buildServer({
    database: house.database, config: { ...readConfig({}), TRUST_PROXY: 'loopback' }, mode: 'demo', pages: [...publicPages, ...citizenPages], apis: [], resolveSession, renderProblem, renderKept,
    log: createLog({ level: 'warn' }), health: () => true,
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as { port: number }
  const outcome = await drive({ port, concurrency, warmUp, presses }, house.begin)
  if (outcome.wrong.length > 0) throw new Error(`not every press filed a dossier: ${outcome.wrong.join(' | ')}`)
  await report(house.owner, outcome, n, concurrency)
  house.printCosts('dossier-submit')
  print({ name: 'dossier-submit.client-cpu', value: rounded(outcome.cpu), unit: 's', of: 'the browsers' })
  await app.close()
  await house.close()
}

/** A filing leaves the registers as they are: the same families file again in the next run, once their dossiers are gone. */
async function emptyDossiers(owner: Database): Promise<void> {
  await owner.script('truncate dossier, dossier_lane, dossier_event, dossier_consent, dossier_paper, draft, dossier_sequence, birth_notice, facility_key, eid_challenge, eid_session, eid_throttle, outbox, job cascade')
}

function drive(order: { port: number; concurrency: number; warmUp: number; presses: readonly Press[] }, begin: () => Promise<void>): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const client = fork(new URL('./dossier-submit/client.ts', import.meta.url))
    client.on('message', (said: Outcome | { begin: true }) => ('begin' in said ? void begin() : resolve(said)))
    client.on('error', reject)
    client.on('exit', (code) => code !== 0 && reject(new Error(`the client ended with ${code}`)))
    client.send(order)
  })
}

async function report(owner: Database, { seconds, times, cpu: _cpu }: Outcome, n: number, concurrency: number): Promise<void> {
  const sorted = Float64Array.from(times).sort()
  const [made] = await owner.query<{ dossiers: number; units: number; lanes: number; reads: number }>(sql`
    select count(*) as dossiers, count(distinct receiving_unit) as units, (select count(*) from dossier_lane) as lanes,
      (select count(*) from access_log where purpose_code = 'file-dossier' or at > (select min(submitted_at) from dossier)) as reads from dossier`)
  if (made!.dossiers !== n + Math.ceil(n / 10) || made!.lanes !== made!.dossiers * 3) throw new Error(`filed ${made!.dossiers} dossiers with ${made!.lanes} lanes`)
  if (made!.units < Math.min(units, 50)) throw new Error(`only ${made!.units} receiving units`)
  print({ name: 'dossier-submit', value: rounded(n / seconds, 0), unit: '/s', n, concurrency, units: made!.units })
  print({ name: 'dossier-submit.p95', value: rounded(percentile(sorted, 0.95)), unit: 'ms', n })
  print({ name: 'dossier-submit.p50', value: rounded(percentile(sorted, 0.5)), unit: 'ms', n })
  print({ name: 'dossier-submit.p99', value: rounded(percentile(sorted, 0.99)), unit: 'ms', n })
  tell(`${made!.dossiers} dossiers at ${made!.units} units, ${made!.reads} readings logged`)
}
