import { keys, plusSeconds, type Ctx } from '../../platform/index.ts'
import { mailer, Undeliverable } from './mail.ts'
import { lockMessage, markFailed, markFailedTry, markSent, messagesOfNotice, type Message } from './notify.sql.ts'
import { deliverJob, queueSms, reachableBy } from './notify.ts'
import { sealContext } from './one-time-code.ts'
import { hiddenSecret } from './render.ts'
import { messageRules, type MessageRules } from './rules.ts'
import { smsGateway } from './sms.ts'

/**
 * Hands one message over. It counts as sent in the transaction that follows the answer of the server; if that commit is lost,
 * the next try bears the same Message-ID. Trouble is written down and tried again later; after the last try the next channel is used.
 */
export async function deliver(ctx: Ctx, { messageId }: { messageId: string }): Promise<void> {
  const message = await lockMessage(ctx.tx, messageId)
  if (!message || message.state !== 'waiting') return
  const rules = messageRules(ctx.today)
  if (message.expiresAt !== null && message.expiresAt <= ctx.now) return giveUp(ctx, message, 'expired', rules)
  try {
    await handOver(ctx, message)
    await markSent(ctx.tx, messageId, ctx.now)
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error
    await tryAgainLater(ctx, message, error, rules)
  }
}

async function handOver(ctx: Ctx, message: Message): Promise<void> {
  const secret = message.sealed && Buffer.from(keys().decrypt('field-encryption', message.sealed, sealContext(message.messageId))).toString()
  const text = secret === null ? message.body : message.body.replaceAll(hiddenSecret, secret)
  const { messageId, address: to } = message
  if (to === null) throw new Undeliverable('no address', true)
  if (message.channel === 'sms') await (smsGateway.call() ?? noWay()).send({ messageId, to, text, at: ctx.now })
  else await (mailer.call() ?? noWay()).send({ messageId, to, subject: message.title, text, at: ctx.now })
}

function noWay(): never {
  throw new Undeliverable('no way out', false)
}

async function tryAgainLater(ctx: Ctx, message: Message, error: Undeliverable, rules: MessageRules): Promise<void> {
  const pauses = message.sealed ? rules.codeRetrySeconds : rules.emailRetrySeconds
  const pause = pauses[message.attempts]
  if (error.permanent || pause === undefined) return giveUp(ctx, message, error.message, rules)
  const again = plusSeconds(ctx.now, pause)
  await markFailedTry(ctx.tx, message.messageId, error.message, again)
  ctx.enqueue(deliverJob, { messageId: message.messageId }, { runAt: again })
}

/** "Undelivered → next channel → a person": an SMS when there is none yet, else somebody is told that this person was not. */
async function giveUp(ctx: Ctx, message: Message, failure: string, rules: MessageRules): Promise<void> {
  await markFailed(ctx.tx, message.messageId, failure)
  if (message.sealed) return
  const others = (await messagesOfNotice(ctx.tx, message.noticeId)).filter((row) => row.channel !== 'inbox' && row.messageId !== message.messageId)
  const { phone } = await reachableBy(ctx, message.personId)
  if (message.channel === 'email' && others.length === 0 && phone) {
    return queueSms(ctx, { ...message, at: ctx.now, gathersUntil: null }, phone, ctx.now, rules)
  }
  if (others.some((row) => row.state !== 'failed')) return
  ctx.publish('notify.undelivered', { noticeId: message.noticeId, personId: message.personId, dossierId: message.dossierId }, { subject: message.personId })
}
