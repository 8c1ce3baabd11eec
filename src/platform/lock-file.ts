import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'

/**
 * Runs short synchronous work while holding a lock file, so that two processes do not write the same thing at once.
 * A lock whose process is gone is taken over. Gives up after five seconds.
 */
export function withLockFile<T>(path: string, work: () => T): T {
  const until = performance.now() + 5_000
  while (!take(path)) {
    if (!holderLives(path)) rmSync(path, { force: true })
    else if (performance.now() > until) throw new Error(`${path} is held by another process`)
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
  }
  try {
    return work()
  } finally {
    rmSync(path, { force: true })
  }
}

function take(path: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600)
    writeSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Work under the lock takes milliseconds: a lock of half a minute, of our own process or of a dead one was left by a crash. */
function holderLives(path: string): boolean {
  try {
    const holder = Number(readFileSync(path, 'utf8'))
    if (performance.timeOrigin + performance.now() - statSync(path).mtimeMs > 30_000 || holder === process.pid) return false
    if (holder) process.kill(holder, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
