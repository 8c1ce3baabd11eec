/** The full sign-in at a relying party: request, device key, code, token, facts; each step durable. */
import type { BenchOptions } from './main.ts'
import { run } from './openid/run.ts'

export const bench = (options: BenchOptions): Promise<void> => run('sign-in', options)
