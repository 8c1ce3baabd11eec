/** An access token looked up by its own client: grant, account and person as they are now. */
import type { BenchOptions } from './main.ts'
import { run } from './openid/run.ts'

export const bench = (options: BenchOptions): Promise<void> => run('introspect', options)
