import { createTransport } from 'nodemailer'
import { definePort, type Instant } from '../../platform/index.ts'

export interface Letter {
  /** Same for every try of one message, so that a mail server that already took it can drop the second. */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly at: Instant
}

/** Hands a letter to a mail server; throws `Undeliverable` when it was not taken. */
export interface Mailer {
  send(letter: Letter): Promise<void>
  close(): void
}

/** The mail server of this installation, null where there is none: then no e-mail is written at all. */
export const mailer = definePort<() => Mailer | null>('notify.mailer')

export function setMailer(given: Mailer | null): void {
  mailer.fill(() => given)
}

/** Why a message was not taken, without addresses: `permanent` when trying again is of no use (an SMTP answer 5xx). */
export class Undeliverable extends Error {
  readonly permanent: boolean

  constructor(reason: string, permanent: boolean) {
    super(reason)
    this.name = 'Undeliverable'
    this.permanent = permanent
  }
}

const waitMilliseconds = 10_000

/** A mailer over SMTP, e.g. 'smtps://user:secret@mail.example.vn:465'. `from` is MAIL_FROM. */
export function openSmtpMailer(settings: { readonly url: string; readonly from: string }): Mailer {
  const url = new URL(settings.url)
  const transport = createTransport({
    host: url.hostname, port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)), secure: url.protocol === 'smtps:',
    ...(url.username ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } } : {}),
    connectionTimeout: waitMilliseconds, greetingTimeout: waitMilliseconds, socketTimeout: 2 * waitMilliseconds,
    disableFileAccess: true, disableUrlAccess: true,
  })
  const host = settings.from.replace(/^.*@/, '').replace(/[^\w.-].*$/, '') || 'localhost'
  return {
    async send(letter) {
      try {
        await transport.sendMail({
          from: settings.from, to: { name: '', address: letter.to }, subject: letter.subject, text: letter.text, date: new Date(letter.at),
          messageId: `<${letter.messageId}@${host}>`, headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        throw undeliverable(error)
      }
    },
    close: () => transport.close(),
  }
}

/** Only the kind of trouble is kept: what a server answers may repeat the address. */
function undeliverable(error: unknown): Undeliverable {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  if (typeof responseCode === 'number') return new Undeliverable(`smtp ${responseCode}`, responseCode >= 500)
  return new Undeliverable(typeof code === 'string' ? code : 'smtp', false)
}
