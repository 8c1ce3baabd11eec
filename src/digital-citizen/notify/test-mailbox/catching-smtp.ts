import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { readMail } from './mail-text.ts'
import type { CaughtMessage, TestMailbox } from './test-mailbox.ts'

export type CaughtMail = Omit<CaughtMessage, 'id' | 'at'>

export interface CatchingSmtp {
  readonly port: number
  /** For SMTP_URL: 'smtp://127.0.0.1:port'. */
  readonly url: string
  stop(): Promise<void>
}

export interface CatchingOptions {
  /** 0 takes any free port. */
  readonly port: number
  readonly onMessage: (mail: CaughtMail) => void | Promise<void>
  /** True: answer 451 to this mail, as a server in trouble does. */
  readonly refuse?: () => boolean
}

const mostBytes = 5_000_000

/** A real SMTP server that delivers nothing: it catches what it is given. Listens on this machine only. */
export async function startCatchingSmtp({ port, onMessage, refuse }: CatchingOptions): Promise<CatchingSmtp> {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, size: mostBytes, logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('end', () => {
        if (stream.sizeExceeded) return done(answer(552, 'message too large'))
        if (refuse?.()) return done(answer(451, 'refused on purpose'))
        const { headers, text } = readMail(Buffer.concat(chunks))
        const { mailFrom, rcptTo } = session.envelope
        const mail: CaughtMail = {
          channel: 'email', from: headers.get('from') ?? (mailFrom ? mailFrom.address : null), to: rcptTo.map(({ address }) => address),
          subject: headers.get('subject') ?? null, messageId: headers.get('message-id') ?? null, text,
        }
        Promise.resolve().then(() => onMessage(mail)).then(() => done(), () => done(answer(451, 'could not be kept')))
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const chosen = (server.server.address() as AddressInfo).port
  return { port: chosen, url: `smtp://127.0.0.1:${chosen}`, stop: () => new Promise((resolve) => server.close(resolve)) }
}

/** A catching server whose mails land in the test mailbox. */
export function catchInto(mailbox: TestMailbox, port = 0): Promise<CatchingSmtp> {
  return startCatchingSmtp({ port, onMessage: (mail) => mailbox.keep(mail), refuse: () => mailbox.takeFailure() })
}

function answer(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}
