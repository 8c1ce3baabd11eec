import { expireRequests } from '../public-services/dossier/index.ts'
import { sweepChallengesAndFailures } from '../foundations/eid/index.ts'
import { followRegister } from '../data-ecosystem/quality/index.ts'
import { placeEvents } from '../foundations/feeds/index.ts'
import { endSessionsOfNobody, sweepOpenid } from '../foundations/openid/index.ts'
import { findOddReadings } from '../foundations/oversight/index.ts'
import { endGuardianshipsOfAge } from '../foundations/population/index.ts'
import { keystoreSigner, startSealer } from '../foundations/trail/index.ts'
import { dayInVietnam, inTransaction, plusSeconds, startLoop, startWorker, systemClock, type FileKeystore, type Log } from '../platform/index.ts'
import { startListWork } from './list-work.ts'
import { startMatchingIfSmall } from './matching.ts'
import { nightlyQuality } from './nightly-quality.ts'
import { nameProvider } from './openid.ts'
import { weeklyDuplicates } from './weekly-duplicates.ts'
import type { House } from './open.ts'
import { headsFileOf } from './stores.ts'

export interface Workers {
  stop(): Promise<void>
}

/** Everything that runs beside the pages: jobs of the outbox, the sealer of the access log, requests whose time is over. */
export function startWorkers(house: House, keystore: FileKeystore, log: Log, memoryMb?: number): Workers {
  nameProvider(house)
  const jobs = startWorker(house.database, {
    onFailure: (job, error, dead) => log[dead ? 'error' : 'warn']({ err: error, job: job.name, attempts: job.attempts }, dead ? 'job is dead' : 'job failed, will be tried again'),
  })
  const sealer = startSealer(house.sealer, keystoreSigner(keystore), headsFileOf(house), { onError: (error) => log.error({ err: error }, 'sealing failed') })
  const feeds = startLoop(() => inTransaction(house.database, { actor: { kind: 'system', name: 'feeds.place-events' }, purpose: { code: 'feeds', basis: 'NĐ 278/2025/NĐ-CP' } }, placeEvents), 1_000, (error) => log.error({ err: error }, 'placing events failed'))
  const everyMinute = setInterval(() => {
    inTransaction(house.database, { actor: { kind: 'system', name: 'dossier.expire' }, purpose: { code: 'dossier-clock', basis: 'NĐ 118/2025/NĐ-CP' } }, expireRequests)
      .catch((error: unknown) => log.error({ err: error }, 'expiring requests failed'))
    inTransaction(house.database, { actor: { kind: 'system', name: 'eid.sweep' }, purpose: { code: 'eid-sweep', basis: 'NĐ 69/2024/NĐ-CP' } }, sweepChallengesAndFailures)
      .catch((error: unknown) => log.error({ err: error }, 'forgetting old codes failed'))
    inTransaction(house.database, { actor: { kind: 'system', name: 'openid.sweep' }, purpose: { code: 'openid-sweep', basis: 'NĐ 69/2024/NĐ-CP' } }, sweepOpenid)
      .catch((error: unknown) => log.error({ err: error }, 'forgetting ended tokens failed'))
  }, 60_000)
  const following = startLoop(() => inTransaction(house.database, { actor: { kind: 'system', name: 'quality.recheck' }, purpose: { code: 'quality-recheck', basis: 'NĐ 70/2024/NĐ-CP' } }, followRegister), 1_000, (error) => log.error({ err: error }, 'judging changes failed'))
  const lists = startListWork(house, log, memoryMb)
  const matching = startMatchingIfSmall(house, log)
  let judging = Promise.resolve()
  const judge = (): void => void (judging = judging.then(() => nightlyQuality(house, log)))
  const everyTenMinutes = setInterval(judge, 600_000)
  const firstPass = setTimeout(judge, 5_000)
  let comparing = Promise.resolve()
  const compare = (): void => void (comparing = comparing.then(() => weeklyDuplicates(house, log)))
  const everyHour = setInterval(compare, 3_600_000)
  const firstCompare = setTimeout(compare, 60_000)
  const ofAge = setInterval(() => void endWithMajority(house, log), 3_600_000)
  const firstOfAge = setTimeout(() => void endWithMajority(house, log), 20_000)
  const watching = setInterval(() => void watchReadings(house, log), 3_600_000)
  const firstWatch = setTimeout(() => void watchReadings(house, log), 30_000)
  return {
    async stop() {
      clearInterval(everyMinute)
      clearInterval(watching)
      clearInterval(ofAge)
      clearTimeout(firstOfAge)
      clearInterval(everyTenMinutes)
      clearTimeout(firstPass)
      clearInterval(everyHour)
      clearTimeout(firstCompare)
      clearTimeout(firstWatch)
      await Promise.all([jobs.stop(), following.stop(), lists.stop(), matching.stop(), sealer.stop(), feeds.stop(), judging, comparing])
    },
  }
}

/** Guardianships of minors end with the eighteenth birthday; systems that were signed in to by a right that is over are told. */
async function endWithMajority(house: House, log: Log): Promise<void> {
  await inTransaction(house.database, { actor: { kind: 'system', name: 'population.of-age' }, purpose: { code: 'of-age', basis: 'Bộ luật Dân sự 2015, đ.62' } }, endGuardianshipsOfAge)
    .catch((error: unknown) => log.error({ err: error }, 'ending guardianships failed'))
  await inTransaction(house.database, { actor: { kind: 'system', name: 'openid.of-age' }, purpose: { code: 'of-age', basis: 'Bộ luật Dân sự 2015, đ.136' } }, endSessionsOfNobody)
    .catch((error: unknown) => log.error({ err: error }, 'telling of ended rights failed'))
}

/** The rules on odd readings, over today and yesterday: what came in late is seen too. */
async function watchReadings(house: House, log: Log): Promise<void> {
  const now = systemClock()
  for (const day of [dayInVietnam(plusSeconds(now, -86_400)), dayInVietnam(now)]) {
    await inTransaction(house.database, { actor: { kind: 'system', name: 'oversight.find' }, purpose: { code: 'oversight', basis: 'Luật 91/2025/QH15' } }, (ctx) => findOddReadings(ctx, day))
      .catch((error: unknown) => log.error({ err: error }, 'watching over readings failed'))
  }
}
