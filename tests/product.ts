import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootPath } from '../src/platform/index.ts'

/** The product as a stranger starts it: the same command, a folder and a port of its own. */
export interface Product {
  readonly url: string
  readonly folder: string
  readonly port: number
  /** What the program has printed so far. */
  output(): string
  /** As by Ctrl-C: waits for an orderly end and returns the exit code. */
  stop(): Promise<number | null>
  /** As by kill -9, on the program and all it has started. */
  kill(): Promise<void>
  /** Starts it again on the same data. */
  restart(): Promise<Product>
  /** Removes the data. */
  remove(): void
}

export interface ProductOptions {
  readonly people?: number
  readonly folder?: string
  readonly port?: number
  readonly env?: Record<string, string>
}

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'congdan-product-'))
  const port = options.port ?? (await freePort())
  const args = [rootPath('scripts/run.mjs'), 'start', ...(options.people ? ['--people', String(options.people)] : [])]
  const child = spawn(process.execPath, args, { env: { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'error', npm_lifecycle_event: '', ...options.env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const url = `http://localhost:${port}`
  await untilReady(url, child, () => said)
  return {
    url, folder, port, output: () => said,
    async stop() {
      const gone = ended(child)
      child.kill('SIGINT')
      return gone
    },
    async kill() {
      const gone = ended(child)
      process.kill(-child.pid!, 'SIGKILL')
      await gone
    },
    restart: () => startProduct({ ...options, folder, port }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

let shared: Promise<Product> | undefined

/** One product for the files that only use it as people do. It ends with the tests, whatever happened to them. */
export function sharedProduct(): Promise<Product> {
  shared ??= startProduct({ people: 1_000 }).then((product) => {
    process.once('exit', () => {
      void product.kill()
      product.remove()
    })
    return product
  })
  return shared
}

async function untilReady(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = performance.now() + 120_000
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}:\n${said()}`)
    const status = await fetch(`${url}/healthz`).then((answer) => answer.status, () => 0)
    if (status === 200) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`the product did not become ready:\n${said()}`)
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((done) => child.once('exit', (code) => done(code)))
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}
