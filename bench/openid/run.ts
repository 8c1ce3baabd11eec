import { fork } from 'node:child_process'
import { rootPath } from '../../src/platform/index.ts'
import type { BenchOptions } from '../main.ts'

/** The measures of the OpenID provider play browser and relying party with what the tests have for it: in a process of their own. */
export function run(what: 'sign-in' | 'refresh' | 'introspect', { n, concurrency }: BenchOptions): Promise<void> {
  return new Promise((done, fail) => {
    const child = fork(new URL('./testing-measure.ts', import.meta.url), [what, String(n ?? (what === 'sign-in' ? 2_000 : 5_000)), String(concurrency ?? 8), ...process.argv.filter((word) => word === '--statements')], { execArgv: ['--import', rootPath('scripts/tsx-hook.mjs'), '--disable-warning=ExperimentalWarning'], stdio: 'inherit' })
    child.once('exit', (code) => (code === 0 ? done() : fail(new Error(`the measure ended with ${code}`))))
  })
}
