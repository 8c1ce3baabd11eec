import { chmodSync, existsSync, unlinkSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { z } from 'zod'
import type { Candidate, ExplainedCandidate } from '../online.ts'
import type { MatchInput } from '../records.ts'

/** What is asked: as a person typed it, or as a list has it. */
export interface MatchQuestion extends Omit<MatchInput, 'id'> {
  readonly most: number
}

const text = z.string().max(300)
const question = z.object({ name: text, birth: text, gender: text, numbers: text, commune: text, address: text, communes: z.array(z.string().regex(/^\d{5}$/)).max(12).optional(), most: z.number().int().min(1).max(50), why: z.boolean().optional() })

/** Whoever answers: with weights alone, or with the reasons of each as well. */
export interface Matcher {
  match(input: MatchInput, most: number): readonly Candidate[]
  explain(input: MatchInput, most: number): readonly ExplainedCandidate[]
}

export interface MatchServer {
  close(): Promise<void>
}

/** Answers questions line by line on a Unix socket that only this user may open. What is no question is answered with nothing found. */
export function serveMatches(path: string, matcher: Matcher): Promise<MatchServer> {
  if (existsSync(path)) unlinkSync(path)
  const open = new Set<Socket>()
  const server: Server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    lines(socket, (line) => socket.write(`${JSON.stringify(answerTo(line, matcher))}\n`))
  })
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(path, () => {
      chmodSync(path, 0o600)
      done({
        close: () => new Promise((closed) => {
          for (const socket of open) socket.destroy()
          server.close(() => closed())
        }),
      })
    })
  })
}

/** Longer lines than any question or answer are somebody's mistake: the connection ends. */
const longest = 64 * 1024

function lines(socket: Socket, each: (line: string) => void): void {
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', (part: string) => {
    const whole = (rest + part).split('\n')
    rest = whole.pop()!
    whole.forEach(each)
    if (rest.length > longest) socket.destroy()
  })
}

function answerTo(line: string, matcher: Matcher): readonly Candidate[] {
  const asked = question.safeParse(jsonOf(line))
  if (!asked.success) return []
  const { most, why, communes, ...facts } = asked.data
  const input: MatchInput = { id: '', ...facts, ...(communes ? { communes } : {}) }
  return why ? matcher.explain(input, most) : matcher.match(input, most)
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}

/** One connection to the match process, kept open and opened again; questions are answered in their order. */
export class MatchClient {
  readonly #path: string
  readonly #waiting: ((found: readonly Candidate[] | null) => void)[] = []
  #socket: Socket | undefined

  constructor(path: string) {
    this.#path = path
  }

  /** The likeliest people; null where no match process answers within that time: then nothing is known, and the caller goes on without. */
  ask(asked: MatchQuestion, milliseconds = 200): Promise<readonly Candidate[] | null> {
    return this.#send(asked, milliseconds)
  }

  /** The same with the reasons of each, at most ten: an answer is one line. */
  explain(asked: MatchQuestion, milliseconds = 1_000): Promise<readonly ExplainedCandidate[] | null> {
    return this.#send({ ...asked, most: Math.min(10, asked.most), why: true }, milliseconds) as Promise<readonly ExplainedCandidate[] | null>
  }

  #send(asked: MatchQuestion & { readonly why?: true }, milliseconds: number): Promise<readonly Candidate[] | null> {
    return new Promise((done) => {
      // An answer too late would be taken for the next question's: the connection ends with it.
      const timer = setTimeout(() => this.#end(), milliseconds)
      this.#waiting.push((found) => {
        clearTimeout(timer)
        done(found)
      })
      this.#open().write(`${JSON.stringify(asked)}\n`)
    })
  }

  close(): void {
    this.#end()
  }

  #open(): Socket {
    if (this.#socket) return this.#socket
    const socket = connect(this.#path)
    socket.unref()
    this.#socket = socket
    socket.on('error', () => socket.destroy())
    socket.on('close', () => { if (this.#socket === socket) this.#end() })
    lines(socket, (line) => this.#waiting.shift()?.(jsonOf(line) as readonly Candidate[]))
    return socket
  }

  #end(): void {
    this.#socket?.destroy()
    this.#socket = undefined
    for (const answer of this.#waiting.splice(0)) answer(null)
  }
}
