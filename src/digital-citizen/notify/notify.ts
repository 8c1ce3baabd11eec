import { newId } from '../../kernel/ids.ts'
import { parsePhone, maskPhone } from '../../kernel/phone.ts'
import { contactOf } from '../../foundations/eid/index.ts'
import { isDead, personStatus, readPerson } from '../../foundations/population/index.ts'
import { forPurpose, type Ctx, type Instant } from '../../platform/index.ts'
import { mailer } from './mail.ts'
import {
  claimCommand, deliveryOfDossier, gatheringNotice, insertMessage, lockGathering, messagesOfNotice, noticeOfCommand, rewriteMessage, type Message, type NewMessage,
} from './notify.sql.ts'
import { gather, leadOf, referenceOf, renderNotice, renderSms, templateOf, type Lang, type Part } from './render.ts'
import { afterQuietHours, gatheringEnds, messageRules, type MessageRules } from './rules.ts'
import { smsGateway } from './sms.ts'
import type { TemplateKey, Vars, VarsOf } from './templates.ts'

export const deliverJob = 'notify.deliver'

export interface Notice<K extends TemplateKey> {
  readonly personId: string
  readonly template: K
  readonly vars: VarsOf<K>
  readonly dossierId?: string | null
  /** Within one filing: what changed, e.g. the lane. Later changes of a topic replace earlier ones that are not sent yet. */
  readonly topic?: string
  /** The same key for the same person tells once. */
  readonly commandKey?: string
  /** Id of the event this tells of, where there is one: gathered changes stand in the order of their events. */
  readonly order?: string
  readonly lang?: Lang
}

/**
 * Tells a person what happened: into the inbox at once, by e-mail when there is an address, by SMS when the person has to act or
 * has no e-mail. Changes of one filing within ten minutes become one message. No permission of its own: use cases and events tell.
 */
export async function notify<K extends TemplateKey>(ctx: Ctx, notice: Notice<K>): Promise<{ noticeId: string; merged: boolean }> {
  const noticeId = newId()
  const { personId, dossierId = null, commandKey } = notice
  if (commandKey !== undefined && !(await claimCommand(ctx.tx, personId, commandKey, noticeId))) {
    return { ...(await noticeOfCommand(ctx.tx, personId, commandKey)), merged: true }
  }
  const part: Part = { template: notice.template, vars: notice.vars as Vars, topic: notice.topic ?? notice.template, order: notice.order ?? noticeId, at: ctx.now }
  const rules = messageRules(ctx.today)
  const gathers = dossierId !== null && templateOf(notice.template).gathers === true
  if (!gathers) return { noticeId: await writeNotice(ctx, notice, noticeId, part, rules, null), merged: false }
  await lockGathering(ctx.tx, personId, dossierId)
  const open = await gatheringNotice(ctx.tx, personId, dossierId, ctx.now)
  if (open) return { noticeId: await addToNotice(ctx, open, part, rules), merged: true }
  return { noticeId: await writeNotice(ctx, notice, noticeId, part, rules, gatheringEnds(ctx.now, rules)), merged: false }
}

async function writeNotice(ctx: Ctx, notice: Notice<TemplateKey>, noticeId: string, part: Part, rules: MessageRules, gathersUntil: Instant | null): Promise<string> {
  const lang = notice.lang ?? 'vi'
  const earliest = gathersUntil ?? ctx.now
  const sendAt = templateOf(notice.template).awaited ? earliest : afterQuietHours(earliest, rules)
  const text = renderNotice([part], lang, rules, referenceOf(noticeId))
  const base = {
    noticeId, personId: notice.personId, template: notice.template, lang, parts: [part], ...text, dossierId: notice.dossierId ?? null, sealed: null,
    at: ctx.now, gathersUntil, expiresAt: null,
  } satisfies Partial<NewMessage>
  await insertMessage(ctx.tx, { ...base, messageId: newId(), channel: 'inbox', address: null, addressShown: null, state: 'sent', sendAt: ctx.now })
  const { email, phone } = await reachableBy(ctx, notice.personId)
  if (email) await queueMessage(ctx, { ...base, messageId: newId(), channel: 'email', address: email, addressShown: maskEmail(email), state: 'waiting', sendAt })
  if (phone && (!email || templateOf(notice.template).asks)) await queueSms(ctx, base, phone, sendAt, rules)
  return noticeId
}

async function addToNotice(ctx: Ctx, open: Message & { gathersUntil: Instant }, part: Part, rules: MessageRules): Promise<string> {
  const parts = gather(open.parts, part)
  const template = leadOf(parts).template
  const text = renderNotice(parts, open.lang, rules, referenceOf(open.noticeId))
  const rows = await messagesOfNotice(ctx.tx, open.noticeId)
  for (const row of rows) {
    const body = row.channel === 'sms' ? renderSms(parts, rules) : text.body
    await rewriteMessage(ctx.tx, row.messageId, { template, parts, title: text.title, body }, ctx.now)
  }
  if (templateOf(part.template).asks && !rows.some((row) => row.channel === 'sms')) {
    const { phone } = await reachableBy(ctx, open.personId)
    const base = { ...open, ...text, template, parts, sealed: null, at: ctx.now }
    if (phone) await queueSms(ctx, base, phone, afterQuietHours(open.gathersUntil, rules), rules)
  }
  return open.noticeId
}

type Base = Omit<NewMessage, 'messageId' | 'channel' | 'address' | 'addressShown' | 'state' | 'sendAt'>

/** An SMS beside, or instead of, the other channels of a notice. */
export async function queueSms(ctx: Ctx, base: Base, phone: string, sendAt: Instant, rules: MessageRules): Promise<void> {
  await queueMessage(ctx, { ...base, messageId: newId(), channel: 'sms', body: renderSms(base.parts, rules), address: phone, addressShown: shownPhone(phone), state: 'waiting', sendAt })
}

/** Writes a message and the job that hands it over, in one transaction. */
export async function queueMessage(ctx: Ctx, message: NewMessage): Promise<void> {
  if ((await insertMessage(ctx.tx, message)) === 1) ctx.enqueue(deliverJob, { messageId: message.messageId }, { runAt: message.sendAt })
}

/** Who is told things at addresses that the register, not an account, holds: read for this and logged. */
const tellingPurpose = { code: 'notify', basis: 'NĐ 118/2025/NĐ-CP', text: 'Báo tin về việc của ông/bà' }

/** The addresses of a living person for which this installation has a way: of the account, else of the register (only from a job). */
export async function reachableBy(ctx: Ctx, personId: string): Promise<{ email: string | null; phone: string | null }> {
  const none = { email: null, phone: null }
  const status = await personStatus(ctx.tx, personId)
  if (isDead(status?.lifeStatus)) return none
  const account = await contactOf(ctx.tx, personId)
  const registered = !account && status && ctx.actor.kind === 'system'
  const found = account ?? (registered ? await readPerson(forPurpose(ctx, tellingPurpose), personId, ['phone', 'email']) : none)
  return { email: mailer.call() ? found.email : null, phone: smsGateway.call() ? found.phone : null }
}

/** For the officer's screen: was the applicant told of this filing outside the inbox? 'not-told' means somebody has to call. */
export async function toldOf(ctx: Pick<Ctx, 'tx'>, dossierId: string, personId: string): Promise<'told' | 'waiting' | 'not-told'> {
  const found = await deliveryOfDossier(ctx.tx, dossierId, personId)
  if (!found || found.sent > 0) return found ? 'told' : 'not-told'
  return found.waiting > 0 ? 'waiting' : 'not-told'
}

export function maskEmail(email: string): string {
  const [name = '', host = ''] = email.split('@')
  return `${name.slice(0, 2)}***@${host}`
}

export function shownPhone(phone: string): string {
  const parsed = parsePhone(phone)
  return parsed ? maskPhone(parsed) : `*** *** ${phone.slice(-3)}`
}
