import { caughtMessages, type CaughtMessage } from '../../digital-citizen/notify/index.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { ButtonLink, EmptyState, StatusTag, type Lang } from '../kit/index.ts'
import { demo } from './demo.ts'
import { page } from './frame.ts'
import { refuse } from './refusals.ts'
import { frameStrings } from './strings.ts'
import { tourStrings } from './tour-strings.ts'

/** "Hộp thư thử": what would have reached a phone or a mailbox. Only a trial has one. */
export function TestMailbox(props: { messages: readonly CaughtMessage[]; lang: Lang }) {
  const { messages, lang } = props
  const say = tourStrings.in(lang)
  return (
    <>
      <h1>{say('mail.heading')}</h1>
      <p class="lead">{say('mail.lead')}</p>
      <ButtonLink kind="secondary" href="/hop-thu-thu" act="reload">{say('mail.refresh')}</ButtonLink>
      {messages.length === 0 ? <EmptyState icon="bell" title={say('mail.empty')}>{say('mail.empty-text')}</EmptyState> : <h2>{say('mail.list')}</h2>}
      {messages.map((message) => (
        <article class="letter" data-message={message.channel}>
          <p class="subject"><StatusTag icon={message.channel === 'sms' ? 'phone' : 'paper'}>{say(message.channel === 'sms' ? 'mail.sms' : 'mail.mail')}</StatusTag><span class="hint">{formatInstantVi(message.at)}</span></p>
          <h3>{message.subject ?? say('mail.to', { to: message.to.join(', ') })}</h3>
          {message.subject && <p class="hint">{say('mail.to', { to: message.to.join(', ') })}</p>}
          <p class="letter-text">{message.text}</p>
        </article>
      ))}
    </>
  )
}

export const testMailboxRoute = pageRoute({
  method: 'GET', url: '/hop-thu-thu', access: 'public', purpose: { code: 'demo', basis: 'Bản chạy thử, dữ liệu không có thật' },
  async handler(_ctx, req) {
    if (!demo()) refuse('public.demo-only')
    const to = req.query['to']
    return page(req, { title: tourStrings.t(req.lang, 'mail.title'), screen: 'demo-mailbox', back: { href: '/', label: frameStrings.t(req.lang, 'back.home') } }, <TestMailbox messages={caughtMessages({ limit: 30, ...(to ? { to } : {}) })} lang={req.lang} />)
  },
})
