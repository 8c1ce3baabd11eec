import { definePort } from '../../../platform/index.ts'
import { openSmtpMailer, setMailer, Undeliverable } from '../mail.ts'
import { setSmsGateway, type SmsGateway } from '../sms.ts'
import { catchInto } from './catching-smtp.ts'
import { openTestMailbox, type CaughtFilter, type CaughtMessage, type TestMailbox } from './test-mailbox.ts'

/** The test mailbox of a demonstration; null in production. */
export const testMailbox = definePort<() => TestMailbox | null>('notify.testMailbox')

/** What the page "Hộp thư thử" shows, newest first; always empty in production. */
export function caughtMessages(filter: CaughtFilter = {}): CaughtMessage[] {
  return testMailbox.call()?.caught(filter) ?? []
}

/** SMS as they would reach the phone, kept in the test mailbox. */
export function testMailboxSms(mailbox: TestMailbox): SmsGateway {
  return {
    async send(sms) {
      if (mailbox.takeFailure()) throw new Undeliverable('refused on purpose', false)
      mailbox.keep({ channel: 'sms', from: null, to: [sms.to], subject: null, text: sms.text, messageId: sms.messageId })
    },
  }
}

export interface DemoMail {
  readonly mailbox: TestMailbox
  readonly smtpUrl: string
  stop(): Promise<void>
}

/** For a demonstration only: opens the test mailbox, starts the catching SMTP server and sends everything there. */
export async function startDemoMail(options: { readonly folder: string; readonly from: string; readonly port?: number }): Promise<DemoMail> {
  const mailbox = openTestMailbox(options.folder)
  const smtp = await catchInto(mailbox, options.port)
  const mailer = openSmtpMailer({ url: smtp.url, from: options.from })
  testMailbox.fill(() => mailbox)
  setMailer(mailer)
  setSmsGateway(testMailboxSms(mailbox))
  return {
    mailbox, smtpUrl: smtp.url,
    async stop() {
      mailer.close()
      await smtp.stop()
    },
  }
}
