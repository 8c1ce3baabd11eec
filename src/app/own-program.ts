import { spawn } from 'node:child_process'
import { rootPath } from '../platform/index.ts'
import { heapFlag } from './commands/command.ts'
import type { House } from './open.ts'

/**
 * Runs a command of this program in a process of its own, on the same house: its memory, which is bounded, and its minutes are not the server's.
 * Ends with it; a command that fails is an error here.
 */
export function runOwnProgram(house: Pick<House, 'mode' | 'config'>, command: string, memoryMb: number): Promise<void> {
  const asked = Object.fromEntries(Object.entries(house.config).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))
  const program = spawn(process.execPath, [...process.execArgv.filter((flag) => !flag.startsWith('--max-old-space-size')), heapFlag(memoryMb), rootPath('src', 'app', 'main.ts'), command, '--memory', `${memoryMb}MB`, ...(house.mode === 'demo' ? ['--demo'] : [])], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...asked, CONGDAN_PROGRESS: 'off' } })
  const endWithUs = (): boolean => program.kill()
  process.once('exit', endWithUs)
  return new Promise((resolve, reject) => {
    const done = (error?: Error): void => {
      process.off('exit', endWithUs)
      if (error) reject(error)
      else resolve()
    }
    program.once('error', done)
    program.once('exit', (code, signal) => done(code === 0 ? undefined : new Error(`«${command}» ended with ${code ?? signal}`)))
  })
}
