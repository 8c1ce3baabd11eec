import { ownMessages, readMessage, type Delivery, type MailboxMessage } from '../../digital-citizen/mailbox/index.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { ButtonLink, EmptyState, Icon, Pager, StatusTag, WorklistCard, type Lang } from '../kit/index.ts'
import { page } from '../public/index.ts'
import { myStrings } from './my-strings.ts'
import { ownMessages as purpose } from './purposes.ts'

export interface MessagesModel {
  readonly messages: readonly MailboxMessage[]
  readonly page: number
  readonly more: boolean
}

/** C-31: every message ever sent, whatever the channel. */
export function Messages(props: MessagesModel & { lang: Lang }) {
  const { messages, lang } = props
  const say = myStrings.in(lang)
  return (
    <>
      <h1>{say('mail.heading')}</h1>
      {messages.length === 0 && <EmptyState icon="bell" title={say('mail.empty')}>{say('mail.empty-text')}</EmptyState>}
      <div class="cards">{messages.map((message) => (
        <WorklistCard level={2} title={message.title} href={`/tin/${message.id}`} tone={message.unread ? 'todo' : 'plain'} lines={[<span class="hint">{formatInstantVi(message.at)}</span>]}
          {...(message.unread ? { tags: <StatusTag tone="info">{say('mail.new')}</StatusTag> } : {})} />
      ))}</div>
      <Pager {...(props.page > 1 ? { previousHref: `/tin?trang=${props.page - 1}` } : {})} {...(props.more ? { nextHref: `/tin?trang=${props.page + 1}` } : {})} />
    </>
  )
}

export function OneMessage(props: { message: MailboxMessage; lang: Lang }) {
  const { message, lang } = props
  const say = myStrings.in(lang)
  return (
    <>
      <p class="caption">{formatInstantVi(message.at)}</p>
      <h1>{message.title}</h1>
      {message.official && <p><StatusTag tone="known" icon="shield">{say('mail.official')}</StatusTag></p>}
      <div class="letter"><p class="letter-text">{message.text}</p></div>
      {message.dossierId && <p><ButtonLink href={`/ho-so/${message.dossierId}`} act="open-dossier">{say('mail.open-dossier')}</ButtonLink></p>}
      <section class="stack"><h2>{say('mail.ways')}</h2><ul class="plain-list">{message.deliveries.map((delivery) => <li><Icon name={delivery.state === 'sent' ? 'check' : delivery.state === 'failed' ? 'warning' : 'clock'} size="small" /> {wayOf(delivery, lang)}: {say(`mail.state-${delivery.state}`)}</li>)}</ul></section>
    </>
  )
}

function wayOf(delivery: Delivery, lang: Lang): string {
  const to = delivery.to ?? ''
  if (delivery.channel === 'email') return myStrings.t(lang, 'mail.by-email', { to })
  return delivery.channel === 'sms' ? myStrings.t(lang, 'mail.by-sms', { to }) : myStrings.t(lang, 'mail.by-inbox')
}

export const messagesRoute = pageRoute({
  method: 'GET', url: '/tin', access: { citizen: {} }, purpose,
  async handler(ctx, req) {
    const asked = Number(req.query['trang'] ?? 1)
    const found = await ownMessages(ctx, { page: Number.isInteger(asked) && asked > 0 && asked < 1_000 ? asked : 1 })
    return page(req, { title: myStrings.t(req.lang, 'mail.title'), screen: 'C-31' }, <Messages {...found} lang={req.lang} />)
  },
})

export const messageRoute = pageRoute({
  method: 'GET', url: '/tin/:id', access: { citizen: {} }, purpose,
  async handler(ctx, req) {
    const message = await readMessage(ctx, req.params['id'] ?? '')
    return page(req, { title: message.title, screen: 'C-31-one', back: { href: '/tin', label: myStrings.t(req.lang, 'mail.title') } }, <OneMessage message={message} lang={req.lang} />)
  },
})
