import { errors, Provider } from 'oidc-provider'
import { plusSeconds, type Ctx } from '../../platform/index.ts'
import type { ClientNotes } from './client.ts'
import { sealForJob } from './sealed-job.ts'

/** A request whose outcome is to be pushed (CIBA Core 1.0 §10.3, §12): the id of the request and by what the party knows that it is us, encrypted. */
export interface Outcome {
  readonly clientId: string
  readonly sealed: string
}

export const outcomeJob = 'openid.outcome-of-request'
export const aboutOutcome = 'openid push'

interface Asked { readonly authReqId: string; readonly token: string }

/** The person has answered: tokens are made by a job, so that their making never stands in the way of the answer. */
export function enqueueOutcome(ctx: Ctx, clientId: string, asked: Asked): void {
  ctx.enqueue(outcomeJob, outcomeOf(clientId, asked))
}

/** Nobody may answer at all: then that is told. A few seconds later than the request ends, so that an answer of the last moment comes first. */
export function enqueueExpiry(ctx: Ctx, clientId: string, asked: Asked, seconds: number): void {
  ctx.enqueue(outcomeJob, outcomeOf(clientId, asked), { runAt: plusSeconds(ctx.now, seconds + 5) })
}

const outcomeOf = (clientId: string, { authReqId, token }: Asked): Outcome => ({ clientId, sealed: sealForJob(aboutOutcome, [authReqId, token]) })

/** CIBA Core 1.0 §11: who is pushed its tokens fetches none, whatever it names. */
export function refuseFetching({ BackchannelAuthenticationRequest: requests }: Provider): void {
  const find = requests.find.bind(requests) as (...given: readonly unknown[]) => Promise<never>
  Object.assign(requests, {
    find: async (...given: readonly unknown[]): Promise<unknown> => {
      const { oidc } = Provider.ctx ?? {}
      if (oidc?.route === 'token' && (oidc.client as unknown as { congdan: ClientNotes }).congdan.pushed) throw new errors.UnauthorizedClient('tokens are pushed to this client: it fetches none')
      return find(...given)
    },
  })
}
