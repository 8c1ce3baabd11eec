import { join } from 'node:path'
import { openTestMailbox, setSmsGateway, startDemoMail, testMailbox, testMailboxSms, type DemoMail } from '../../digital-citizen/notify/index.ts'
import type { House } from '../open.ts'

const folderOf = (house: House): string => join(house.dataFolder, 'mail')

/** A demonstration sends nothing out: mails go to a catching SMTP server of our own, SMS beside them, both shown at /hop-thu-thu. */
export function openDemoMail(house: House): Promise<DemoMail> {
  return startDemoMail({ folder: folderOf(house), from: house.config.MAIL_FROM })
}

/** The worker writes into the same test mailbox; its mails reach it through SMTP like any others. */
export function joinDemoMail(house: House): void {
  const mailbox = openTestMailbox(folderOf(house))
  testMailbox.fill(() => mailbox)
  setSmsGateway(testMailboxSms(mailbox))
}
