import { createHash } from 'node:crypto'
import { Readable, Writable } from 'node:stream'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { Query } from './sql.ts'

/** How to reach one database; `role` is taken on at connection, so that the log and the acts cannot be rewritten by the program. */
export interface DatabaseAddress {
  readonly host?: string
  readonly port?: number
  readonly user?: string
  readonly database?: string
  readonly connectionString?: string
}

/** Questions and statements inside one open transaction. */
export interface Tx {
  many<R>(query: Query): Promise<R[]>
  /** Exactly one row; more or fewer is a fault of the program. */
  one<R>(query: Query): Promise<R>
  maybe<R>(query: Query): Promise<R | undefined>
  /** Number of rows touched. */
  run(query: Query): Promise<number>
  /** A statement whose answer nobody waits for: it leaves together with the commit, which it prevents when it fails. As a function it is put together only then. */
  last(query: Query | (() => readonly Query[])): void
  copyIn(statement: string): Writable
  copyOut(statement: string): Readable
}

export interface Database {
  readonly address: DatabaseAddress
  /** Runs in a transaction; rolls back when `work` throws. For the program's own machinery: use cases go through `inTransaction`. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** One statement that commits by itself. */
  query<R>(query: Query): Promise<R[]>
  /** Plain text without parameters, several statements allowed: migrations and tools only. */
  script(text: string): Promise<void>
  /** A connection of one's own outside any transaction (LISTEN, advisory locks). */
  session<T>(work: (client: pg.Client) => Promise<T>): Promise<T>
  readonly waiting: number
  close(): Promise<void>
}

const types = pg.types
const instantOf = (text: string): string => {
  if (text === 'infinity' || text === '-infinity') return text
  const [day, time] = text.split(' ') as [string, string]
  const clock = time.replace(/\+00(:00)?$/, '')
  const [whole, fraction = ''] = clock.split('.') as [string, string?]
  return `${day}T${whole}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}
const parsers = new Map<number, (text: string) => unknown>([
  [types.builtins.INT8, Number],
  [types.builtins.DATE, (text) => text],
  [types.builtins.TIMESTAMPTZ, instantOf],
  [types.builtins.NUMERIC, (text) => text],
  // date[] and timestamptz[] follow the same rules as their elements; the driver's array parser splits them.
  [1182, (text) => splitArray(text)],
  [1185, (text) => splitArray(text).map((item) => (item === null ? null : instantOf(item)))],
])

function splitArray(text: string): (string | null)[] {
  if (text === '{}') return []
  return text.slice(1, -1).split(',').map((item) => (item === 'NULL' ? null : item.replaceAll('"', '')))
}

const typeParsers = {
  getTypeParser(oid: number, format?: string) {
    const own = format === 'binary' ? undefined : parsers.get(oid)
    return own ?? types.getTypeParser(oid, format as 'text')
  },
}

export interface DatabaseOptions {
  readonly role?: 'congdan_app' | 'congdan_sealer'
  readonly max?: number
  readonly onError?: (error: Error) => void
  /** Lets a test process end while connections are idle. */
  readonly allowExitOnIdle?: boolean
}

/** Opens a pool. Nothing is contacted until the first question. */
export function openDatabase(address: DatabaseAddress, options: DatabaseOptions = {}): Database {
  const config: pg.PoolConfig = {
    ...address,
    max: options.max ?? 16,
    types: typeParsers as pg.CustomTypesConfig,
    options: ['-c timezone=UTC', options.role ? `-c role=${options.role}` : ''].join(' ').trim(),
    allowExitOnIdle: options.allowExitOnIdle ?? false,
    connectionTimeoutMillis: 10_000,
    pipeline: true,
  } as pg.PoolConfig
  const pool = new pg.Pool(config)
  pool.on('error', (error) => options.onError?.(error))
  /** What first went wrong on a connection since its transaction began. */
  const firstFailures = new WeakMap<pg.PoolClient, Error>()
  pool.on('connect', (client) => {
    const { connection } = client as unknown as { connection: { on(event: 'errorMessage', listener: (error: Error) => void): void } }
    connection.on('errorMessage', (error) => void (firstFailures.has(client) || firstFailures.set(client, error)))
  })
  /** Statements sent behind one that failed are told only that the transaction is over: what matters is what ended it, a deadlock for instance. */
  const causeOf = (client: pg.PoolClient, error: unknown): unknown => (Object(error).code === '25P02' ? (firstFailures.get(client) ?? error) : error)

  return {
    address,
    async transaction(work) {
      const client = await pool.connect()
      let broken: Error | undefined
      // A connection cut by the server fails the statement under way; without a listener it would also end the process.
      const onCut = (error: Error) => (broken = error)
      client.on('error', onCut)
      firstFailures.delete(client)
      try {
        // Sent ahead of the first statement, without a round trip of its own.
        writeTogether(client)
        const begun = client.query('begin')
        begun.catch(() => undefined)
        const last: Last[] = []
        let result: Awaited<ReturnType<typeof work>>
        try {
          result = await work(txOf(client, last))
        } catch (error) {
          await client.query('rollback').catch((failure: Error) => (broken = failure))
          throw causeOf(client, error)
        }
        await commit(client, last).catch((error: unknown) => {
          throw causeOf(client, error)
        })
        return result
      } finally {
        client.off('error', onCut)
        client.release(broken)
      }
    },
    async query<R>(query: Query) {
      return (await pool.query(query.compile())).rows as R[]
    },
    async script(text) {
      await pool.query(text)
    },
    async session(work) {
      const client = new pg.Client(config as pg.ClientConfig)
      await client.connect()
      try {
        return await work(client)
      } finally {
        await client.end()
      }
    },
    get waiting() {
      return pool.waitingCount
    },
    async close() {
      await pool.end()
    },
  }
}

/** What is asked in one turn of the event loop leaves in one write: side by side questions cost one system call, not one each. */
function writeTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

type Last = Query | (() => readonly Query[])

/** Sends the last statements and the commit in one go. When one of them failed the server has rolled back, whatever it was told. */
async function commit(client: pg.PoolClient, last: readonly Last[]): Promise<void> {
  writeTogether(client)
  const queries = last.flatMap((each) => (typeof each === 'function' ? each() : each))
  const answers = await Promise.allSettled([...queries.map((query) => client.query(query.compile())), client.query('commit')])
  const failed = answers.find((answer) => answer.status === 'rejected')
  if (failed) throw failed.reason
  const [done] = answers.slice(-1) as PromiseFulfilledResult<pg.QueryResult>[]
  if (done!.value.command !== 'COMMIT') throw Object.assign(new Error('the transaction was rolled back: a statement in it had failed'), { code: '25P02' })
}

function txOf(client: pg.PoolClient, last: Last[]): Tx {
  const ask = (query: Query) => {
    writeTogether(client)
    return client.query(query.compile())
  }
  const rows = async <R>(query: Query) => (await ask(query)).rows as R[]
  return {
    many: rows,
    async one<R>(query: Query) {
      const found = await rows<R>(query)
      if (found.length !== 1) throw new Error(`expected one row, found ${found.length}: ${query.strings.join('?').trim().slice(0, 120)}`)
      return found[0]!
    },
    async maybe<R>(query: Query) {
      const found = await rows<R>(query)
      if (found.length > 1) throw new Error(`expected at most one row, found ${found.length}: ${query.strings.join('?').trim().slice(0, 120)}`)
      return found[0]
    },
    async run(query) {
      return (await ask(query)).rowCount ?? 0
    },
    last: (query) => void last.push(query),
    copyIn: (statement) => alone(client, copyFrom(statement)),
    copyOut: (statement) => alone(client, copyTo(statement)),
  }
}

/** A COPY holds its connection: until it ends nothing may be sent behind it. */
function alone<S extends Readable | Writable>(client: pg.PoolClient, stream: S & pg.Submittable): S {
  const mode = client as unknown as { pipeline: boolean }
  mode.pipeline = false
  stream.once('close', () => (mode.pipeline = true))
  return client.query(stream)
}

/** A short stable name for a database, for folders and lock numbers. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
