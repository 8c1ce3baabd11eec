import { newId } from '../../kernel/ids.ts'
import { keys, plusSeconds, type Ctx, type Instant } from '../../platform/index.ts'
import { mailer } from './mail.ts'
import { maskEmail, queueMessage, shownPhone } from './notify.ts'
import { refuse } from './refusals.ts'
import { referenceOf, renderNotice, renderSms, type Part } from './render.ts'
import { messageRules } from './rules.ts'
import { smsGateway } from './sms.ts'

export interface OneTimeCode {
  readonly personId: string
  readonly phone: string | null
  readonly email: string | null
  readonly code: string
  /** What the code is for, as the person reads it: 'Mã đăng nhập Congdan'. */
  readonly text: string
  /** Where the code lives longer than a few minutes: until when. */
  readonly until?: Instant
}

/** A sealed code opens only in the row it was sealed for. */
export const sealContext = (messageId: string): string => `message.sealed:${messageId}`

/**
 * Sends a one-time code by SMS, or by e-mail where no SMS can go. The code is kept encrypted until it has been handed over and
 * then forgotten; the text that stays has dots in its place. Not into the inbox: who can open that needs no code.
 * Refuses `notify.code-cannot-be-sent`.
 */
export async function sendOneTimeCode(ctx: Ctx, input: OneTimeCode): Promise<void> {
  const rules = messageRules(ctx.today)
  const bySms = input.phone !== null && smsGateway.call() !== null
  const address = bySms ? input.phone : mailer.call() ? input.email : null
  if (address === null) return refuse('notify.code-cannot-be-sent')
  const noticeId = newId()
  const messageId = newId()
  const base = { topic: 'code', order: noticeId, at: ctx.now }
  const part: Part = input.until
    ? { template: 'eid.enrolment-code', vars: { text: input.text, until: input.until }, ...base }
    : { template: 'eid.one-time-code', vars: { text: input.text, minutes: rules.codeMinutes }, ...base }
  const text = renderNotice([part], 'vi', rules, referenceOf(noticeId))
  await queueMessage(ctx, {
    messageId, noticeId, personId: input.personId, channel: bySms ? 'sms' : 'email', template: part.template, lang: 'vi', parts: [part],
    title: text.title, body: bySms ? renderSms([part], rules) : text.body, dossierId: null,
    address, addressShown: bySms ? shownPhone(address) : maskEmail(address),
    sealed: keys().encrypt('field-encryption', Buffer.from(input.code), sealContext(messageId)),
    state: 'waiting', at: ctx.now, gathersUntil: null, sendAt: ctx.now, expiresAt: input.until ?? plusSeconds(ctx.now, rules.codeMinutes * 60),
  })
}
