import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where long work keeps what its steps have made, so that it can go on after being killed. Holds personal data: for its owner alone, gone when the work is over. */
export class StageFolder {
  readonly path: string

  constructor(path: string) {
    this.path = path
    mkdirSync(path, { recursive: true, mode: 0o700 })
  }

  file(name: string): string {
    return join(this.path, name)
  }

  /** What the step left, when it was finished. */
  done<T>(step: string): T | null {
    const file = this.file(`${step}.done.json`)
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null
  }

  /** Says that the step is finished: in one move, after everything it made is there. */
  finish<T extends object>(step: string, left: T): T {
    writeFileSync(this.file(`${step}.tmp`), JSON.stringify(left), { mode: 0o600, flush: true })
    renameSync(this.file(`${step}.tmp`), this.file(`${step}.done.json`))
    return left
  }

  /** The step's result, made now or left by an earlier attempt. */
  async step<T extends object>(name: string, make: () => Promise<T> | T): Promise<T> {
    return this.done<T>(name) ?? this.finish(name, await make())
  }

  /** Forgets all steps, so that the work begins anew. */
  clear(): void {
    this.drop()
    mkdirSync(this.path, { recursive: true, mode: 0o700 })
  }

  drop(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}
