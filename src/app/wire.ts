import { indicators } from '../../indicators/index.ts'
import { isWithin, provinceOf } from '../foundations/areas/index.ts'
import { numberPrefixFor } from '../foundations/population/index.ts'
import { writeAccessLog } from '../foundations/trail/index.ts'
import { messagesForEvents, openSmtpMailer, setMailer, setSmsGateway, testMailbox } from '../digital-citizen/notify/index.ts'
import { papersFromEvents, readFacts } from '../digital-citizen/wallet/index.ts'
import { areaWithin, installationMode, onEvent, readConfig, writeReads } from '../platform/index.ts'
import { setIndicators } from '../steering/indicators/index.ts'
import { paperFacts } from './paper-facts.ts'
import { wireCampaigns } from './wire-campaigns.ts'
import { wireMatching } from './matching.ts'
import { wireQuality } from './wire-quality.ts'
import { wireResidence } from './wire-residence.ts'
import { wireCounter } from './wire-counter.ts'
import { wireEid } from './wire-eid.ts'
import { wireOpenid } from './wire-openid.ts'
import { wirePersons } from './wire-persons.ts'
import { wireReview } from './wire-review.ts'
import { wireServices } from './wire-services.ts'

let wired = false

/** The only place where modules meet: fills every port and subscribes every event. Safe to call again. */
export async function wire(): Promise<void> {
  if (wired) return
  wired = true
  areaWithin.fill(isWithin)
  writeReads.fill(writeAccessLog)
  // Made-up people never get a number that could be somebody's: only a database stamped for production uses the province's code.
  numberPrefixFor.fill(async (tx, area, on) => ((await installationMode(tx)) === 'production' ? `0${provinceOf(area, on)!.code}` : '099'))
  wireMessages()
  wireWallet()
  wireEid()
  wireServices()
  wireResidence()
  wirePersons()
  wireQuality()
  wireMatching()
  wireReview()
  wireCampaigns()
  wireCounter()
  wireOpenid()
  setIndicators(indicators)
}

/** Where messages go: the mail server of SMTP_URL, else nowhere (a demonstration then puts its test mailbox in place). */
function wireMessages(): void {
  const { SMTP_URL, MAIL_FROM } = readConfig()
  setMailer(SMTP_URL ? openSmtpMailer({ url: SMTP_URL, from: MAIL_FROM }) : null)
  setSmsGateway(null)
  testMailbox.fill(() => null)
  for (const [type, tell] of Object.entries(messagesForEvents)) onEvent(type, 'notify.tell', tell)
}

/** Results reach the wallet by events; what a paper says is read where it stands. */
function wireWallet(): void {
  readFacts.fill(paperFacts)
  for (const [type, keep] of Object.entries(papersFromEvents)) onEvent(type, 'wallet.keep', keep)
}
