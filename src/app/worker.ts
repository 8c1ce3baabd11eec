import { expireRequests } from '../public-services/dossier/index.ts'
import { sweepChallengesAndFailures } from '../foundations/eid/index.ts'
import { keystoreSigner, startSealer } from '../foundations/trail/index.ts'
import { inTransaction, startWorker, type FileKeystore, type Log } from '../platform/index.ts'
import type { House } from './open.ts'
import { headsFileOf } from './stores.ts'

export interface Workers {
  stop(): Promise<void>
}

/** Everything that runs beside the pages: jobs of the outbox, the sealer of the access log, requests whose time is over. */
export function startWorkers(house: House, keystore: FileKeystore, log: Log): Workers {
  const jobs = startWorker(house.database, {
    onFailure: (job, error, dead) => log[dead ? 'error' : 'warn']({ err: error, job: job.name, attempts: job.attempts }, dead ? 'job is dead' : 'job failed, will be tried again'),
  })
  const sealer = startSealer(house.sealer, keystoreSigner(keystore), headsFileOf(house), { onError: (error) => log.error({ err: error }, 'sealing failed') })
  const everyMinute = setInterval(() => {
    inTransaction(house.database, { actor: { kind: 'system', name: 'dossier.expire' }, purpose: { code: 'dossier-clock', basis: 'NĐ 118/2025/NĐ-CP' } }, expireRequests)
      .catch((error: unknown) => log.error({ err: error }, 'expiring requests failed'))
    inTransaction(house.database, { actor: { kind: 'system', name: 'eid.sweep' }, purpose: { code: 'eid-sweep', basis: 'NĐ 69/2024/NĐ-CP' } }, sweepChallengesAndFailures)
      .catch((error: unknown) => log.error({ err: error }, 'forgetting old codes failed'))
  }, 60_000)
  return {
    async stop() {
      clearInterval(everyMinute)
      await Promise.all([jobs.stop(), sealer.stop()])
    },
  }
}
