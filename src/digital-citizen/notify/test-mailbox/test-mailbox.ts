import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newId } from '../../../kernel/ids.ts'
import { systemClock, type Instant } from '../../../platform/index.ts'

/** A message that would have left the house: only a demonstration keeps these. */
export interface CaughtMessage {
  readonly id: string
  readonly channel: 'email' | 'sms'
  readonly to: readonly string[]
  readonly from: string | null
  readonly subject: string | null
  readonly text: string
  /** Message-ID of a mail, the message's id for an SMS. */
  readonly messageId: string | null
  readonly at: Instant
}

export interface CaughtFilter {
  readonly to?: string
  readonly channel?: CaughtMessage['channel']
  /** Default 200, newest first. */
  readonly limit?: number
}

/** "Hộp thư thử": a folder with one file a message, shared by every process of a demonstration. */
export interface TestMailbox {
  readonly folder: string
  keep(message: Omit<CaughtMessage, 'id' | 'at'>): void
  caught(filter?: CaughtFilter): CaughtMessage[]
  /** The next so many messages are not taken: to see what happens then. */
  failNext(count: number): void
  /** True when this message is one that must fail; counts it. */
  takeFailure(): boolean
}

const mostKept = 1_000
const failures = 'fail-next.json'

/** Opens (and makes) the folder, e.g. DATA_DIR/mail. The oldest messages go when there are more than a thousand. */
export function openTestMailbox(folder: string): TestMailbox {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const names = () => readdirSync(folder).filter((name) => /^[0-9a-f-]{36}\.json$/.test(name)).sort()
  const write = (name: string, value: unknown) => {
    writeFileSync(join(folder, `.${name}`), JSON.stringify(value), { mode: 0o600 })
    renameSync(join(folder, `.${name}`), join(folder, name))
  }
  const failuresLeft = (): number => readJson<{ count: number }>(join(folder, failures))?.count ?? 0
  return {
    folder,
    keep(message) {
      const id = newId()
      write(`${id}.json`, { id, ...message, at: systemClock() })
      for (const name of names().slice(0, -mostKept)) rmSync(join(folder, name), { force: true })
    },
    caught({ to, channel, limit = 200 } = {}) {
      const found: CaughtMessage[] = []
      for (const name of names().reverse()) {
        const message = readJson<CaughtMessage>(join(folder, name))
        if (!message || (channel && message.channel !== channel)) continue
        if (to && !message.to.some((address) => address.toLowerCase() === to.toLowerCase())) continue
        found.push(message)
        if (found.length === limit) break
      }
      return found
    },
    failNext: (count) => write(failures, { count }),
    takeFailure() {
      const left = failuresLeft()
      if (left > 0) write(failures, { count: left - 1 })
      return left > 0
    },
  }
}

/** Undefined when the file went away meanwhile. */
function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return undefined
  }
}
