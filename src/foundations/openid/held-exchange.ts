import { IncomingMessage, ServerResponse, type IncomingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'

export interface Asked {
  readonly method: string
  /** Path with query, as it was asked. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string | null
  readonly remote: string
}

export interface Held {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: Buffer
}

/** The request as the library reads it: the bytes that were already received, under headers of our own choosing. Nobody's slow line holds our transaction open. */
export function requestOf({ method, url, headers, body, remote }: Asked, mount: string): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  Object.defineProperty(request.socket, 'remoteAddress', { value: remote })
  Object.assign(request, { method, url: url.slice(mount.length), originalUrl: url, headers, httpVersion: '1.1', httpVersionMajor: 1, httpVersionMinor: 1 })
  if (body !== null) request.push(Buffer.from(body))
  request.push(null)
  return request
}

/** An answer that goes nowhere: it is sent once the transaction it was made in is committed. */
export class HeldResponse extends ServerResponse {
  readonly #chunks: Buffer[] = []
  readonly done: Promise<Held>
  #finish!: (held: Held) => void

  constructor(request: IncomingMessage) {
    super(request)
    this.done = new Promise((resolve) => (this.#finish = resolve))
  }

  override write(chunk: unknown): boolean {
    this.#chunks.push(Buffer.from(chunk as string))
    return true
  }

  override end(chunk?: unknown): this {
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') this.write(chunk)
    this.#finish({ status: this.statusCode, headers: this.getHeaders() as Held['headers'], body: Buffer.concat(this.#chunks) })
    this.emit('finish')
    return this
  }
}
