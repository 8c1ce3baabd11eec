/** One server process of two over one database: what a single process would hide shows here. */
import { mountOpenid, setProviderSettings } from '../../../src/foundations/openid/index.ts'
import { resolveSession } from '../../../src/app/session.ts'
import { wire } from '../../../src/app/wire.ts'
import { memoryKeystore, type RingState } from '../../../src/platform/key-ring.ts'
import { openFileKeystore } from '../../../src/platform/keystore-file.ts'
import { buildServer } from '../../../src/platform/http/index.ts'
import { createLog, openDatabase, readConfig, setKeystore, systemClock, type DatabaseAddress } from '../../../src/platform/index.ts'
import { citizenPages, pageOfRequest } from '../../../src/web/citizen/index.ts'
import { publicPages, renderKept, renderProblem } from '../../../src/web/public/index.ts'

/** The keys: in a file that others change too, or a ring of its own. */
type Order = { readonly address: DatabaseAddress } & ({ readonly keyFile: { readonly folder: string; readonly passphrase: string } } | { readonly ring: RingState })

// Kept for as long as the parent lives: the channel holds this process open.
process.on('message', (said: Order | string) => (typeof said === 'string' ? name(said) : void start(said)))
process.on('disconnect', () => process.exit(0))

function name(publicUrl: string): void {
  setProviderSettings({ publicUrl, certificateHeader: null })
  process.send!({ ready: true })
}

async function start({ address, ...keys }: Order): Promise<void> {
  await wire()
  setKeystore('keyFile' in keys ? openFileKeystore(keys.keyFile) : memoryKeystore(systemClock, keys.ring))
  const database = openDatabase(address, { role: 'congdan_app', max: 16, onError: () => process.exit(0) })
  const log = createLog({ level: process.env['DEBUG'] ? 'error' : 'silent' })
  const app = await buildServer({
    database, config: readConfig({ LOG_LEVEL: 'silent' }), mode: 'demo', pages: [...publicPages, ...citizenPages], apis: [], resolveSession, renderProblem, renderKept, log,
    health: () => true, extend: (inner, beside) => mountOpenid(inner, { database, log, firstPage: { ...beside, make: pageOfRequest } }),
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  process.send!({ port: (app.server.address() as { port: number }).port })
}
