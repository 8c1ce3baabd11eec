import { instantOf, defineJob, type Ctx, type Instant } from '../../platform/index.ts'
import { isDemonstration } from '../eid/index.ts'
import { clientInForce } from './clients.sql.ts'
import { postOutside } from './outside-call.ts'
import type { Environment } from './request-scope.ts'
import { openInJob, sealForJob } from './sealed-job.ts'

interface Ping {
  readonly environment: Environment
  readonly clientId: string
  /** What fetches the tokens, and by what the party knows that it is us: encrypted. */
  readonly sealed: string
  /** Nobody is told of a request that has ended meanwhile. */
  readonly until: Instant
}

const job = 'openid.tell-of-answer'
const about = 'openid ping'

/** Tells a relying party by a job that a person has answered (CIBA Core 1.0 §10.2): no tokens leave, it fetches them itself and proves who it is. */
export function enqueuePing(ctx: Ctx, environment: Environment, clientId: string, { authReqId, token, exp }: { authReqId: string; token: string; exp: number }): void {
  ctx.enqueue(job, { environment, clientId, sealed: sealForJob(about, [authReqId, token]), until: instantOf(exp * 1_000) } satisfies Ping)
}

defineJob<Ping>(job, async (ctx, { environment, clientId, sealed, until }) => {
  const url = until > ctx.now ? (await clientInForce(ctx.tx, environment, clientId))?.inForce.cibaPingUri : undefined
  if (!url) return
  const [authReqId, token] = openInJob(about, sealed) as [string, string]
  const status = await postOutside({ url, authorization: `Bearer ${token}`, body: { type: 'application/json', text: JSON.stringify({ auth_req_id: authReqId }) }, ownMachine: await isDemonstration.call(ctx.tx) })
  if (status !== 200 && status !== 204) throw new Error(`the relying party answered ${status}`)
})
