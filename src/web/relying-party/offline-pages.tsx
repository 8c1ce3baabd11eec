import { checkerSource, offlineKeys, readOffline, testCards, type OfflineVerdict } from '../../foundations/documents/index.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { Ctx, Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest, type PageRoute } from '../../platform/http/index.ts'
import { Button, CheckAnswers, Form, Notice, QrImage, TextArea, type Lang } from '../kit/index.ts'
import { page } from '../public/index.ts'
import { counterPage } from './offline-counter.ts'
import { offlineStrings } from './offline-strings.ts'

const url = '/nha-phat-trien/kiem-tra-giay'
const purpose: Purpose = { code: 'documents.check', basis: 'Luật Giao dịch điện tử 2023', text: 'Kiểm tra giấy tờ' }
const perAddress = { key: 'ip', max: 60, perSeconds: 300, name: 'check-paper' } as const
const good = new Set<OfflineVerdict>(['genuine', 'test-card'])

type Read = Awaited<ReturnType<typeof readOffline>>

/** What a scanner read, as the kit would answer. */
function Answer(props: { read: Read; lang: Lang }) {
  const { read: { verdict, paper }, lang } = props
  const say = offlineStrings.in(lang)
  return (
    <>
      <Notice kind={good.has(verdict) ? 'success' : 'warn'} title={say(`verdict-${verdict}`)} live><p>{say(`next-${verdict}`)}</p></Notice>
      {paper && <CheckAnswers answers={[{ label: say('paper'), value: paper.title }, ...(paper.number === null ? [] : [{ label: say('number'), value: paper.number }]), { label: say('issuer'), value: paper.issuer }, { label: say('day'), value: formatDateVi(paper.issuedOn) }, { label: say('code'), value: <code>{paper.code}</code> }]} />}
    </>
  )
}

/** what can be checked without a line and what cannot, what to take along, test cards, and a scanner tried. Readable signed out. */
async function offlinePage(ctx: Ctx, req: PageRequest, more: { typed?: string; read?: Read; errors?: readonly FieldError[] } = {}): Promise<PageReply> {
  const say = offlineStrings.in(req.lang)
  const cards = await testCards(ctx.today)
  const errors = more.errors ?? []
  return page(req, { title: say('title'), screen: 'R-12', back: { href: '/nha-phat-trien' }, errors, path: url }, (
    <>
      <h1>{say('title')}</h1>
      <p class="lead">{say('lead')}</p>
      <h2>{say('can')}</h2>
      <ul class="prose-list"><li>{say('can-1')}</li><li>{say('can-2')}</li><li>{say('can-3')}</li></ul>
      <h2>{say('cannot')}</h2>
      <ul class="prose-list"><li>{say('cannot-1')}</li><li>{say('cannot-2')}</li><li>{say('cannot-3')}</li></ul>
      <p>{say('cannot-text')} <a href="/kiem-tra">/kiem-tra</a></p>
      <h2>{say('get')}</h2>
      <ul class="prose-list">
        <li><a href={`${url}/keys.json`} data-act="get-keys">{say('get-keys')}</a> <span class="hint">{say('get-keys-text')}</span></li>
        <li><a href={`${url}/check-paper.mjs`} data-act="get-code">{say('get-code')}</a> <span class="hint">{say('get-code-text')}</span></li>
        <li><a href={`${url}/kiem-tra-giay.html`} data-act="get-page">{say('get-page')}</a> <span class="hint">{say('get-page-text')}</span></li>
      </ul>
      <h2>{say('how')}</h2>
      <pre class="sample" tabindex={0}><code>{`curl -O ${req.publicUrl}${url}/keys.json\ncurl -O ${req.publicUrl}${url}/check-paper.mjs\nnode check-paper.mjs keys.json`}</code></pre>
      <h2 id="thu">{say('try')}</h2>
      {more.read && <Answer read={more.read} lang={req.lang} />}
      <Form action={url}>
        <TextArea name="text" label={say('try-label')} hint={say('try-hint')} rows={4} value={more.typed ?? ''} />
        <div class="buttons"><Button act="try-scan">{say('try-do')}</Button></div>
      </Form>
      <h2>{say('cards')}</h2>
      <p>{say('cards-text')}</p>
      {cards.map(({ verdict, text }, i) => (
        <div class="card">
          <h3>{say('card', { n: i + 1 })}</h3>
          <p>{say('card-expect', { verdict: say(`verdict-${verdict}`) })}</p>
          <QrImage text={text} label={say('card', { n: i + 1 })} />
          <details class="details"><summary>{say('card-text')}</summary><div class="details-body"><pre class="sample" tabindex={0}><code>{text}</code></pre></div></details>
        </div>
      ))}
    </>
  ), errors.length > 0 ? 422 : undefined)
}

const download = (text: string, type: string, filename: string): PageReply => ({ bytes: Buffer.from(text), type, filename, cache: 'no-store' })
const get = (path: string, handler: (ctx: Ctx, req: PageRequest) => Promise<PageReply>): PageRoute => pageRoute({ method: 'GET', url: `${url}${path}`, access: 'public', purpose, handler })

export const offlineRoutes: readonly PageRoute[] = [
  get('', (ctx, req) => offlinePage(ctx, req)),
  get('/keys.json', async (ctx) => download(`${JSON.stringify(await offlineKeys(ctx.now), null, 2)}\n`, 'application/json', 'keys.json')),
  get('/check-paper.mjs', async () => download(checkerSource(), 'text/javascript', 'check-paper.mjs')),
  get('/kiem-tra-giay.html', async (ctx, req) => download(counterPage(checkerSource(), await offlineKeys(ctx.now), req.lang), 'text/html', 'kiem-tra-giay.html')),
  pageRoute({
    method: 'POST', url, access: 'public', purpose, rateLimit: perAddress,
    async handler(ctx, req) {
      const typed = req.form.get('text').trim().slice(0, 4_000)
      if (typed === '') return offlinePage(ctx, req, { errors: [{ field: 'text', vi: offlineStrings.vi['try-empty'], en: offlineStrings.en['try-empty'] }] })
      return offlinePage(ctx, req, { typed, read: await readOffline(typed) })
    },
  }),
]
