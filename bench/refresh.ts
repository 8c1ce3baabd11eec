/** A refresh token of a confidential client redeemed: account and person read again, a new access token, durable. */
import type { BenchOptions } from './main.ts'
import { run } from './openid/run.ts'

export const bench = (options: BenchOptions): Promise<void> => run('refresh', options)
