import { ownPapers, readPaper, representedBy, type PaperFact, type PaperTab, type ShownPaper } from '../../digital-citizen/wallet/index.ts'
import { readDocumentFile } from '../../foundations/documents/index.ts'
import { formatDateVi, formatInstantVi } from '../../kernel/plain-date.ts'
import { groupPin } from '../../kernel/personal-number.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { ButtonLink, EmptyState, Icon, Notice, StatusTag, type IconName, type Lang, type Tone } from '../kit/index.ts'
import { page } from '../public/index.ts'
import { idOf } from './ids.ts'
import { myStrings } from './my-strings.ts'
import { ownPapers as purpose } from './purposes.ts'
import { RefusedPage } from './refused.tsx'
import { refuse } from './refusals.ts'

const tones: Readonly<Record<ShownPaper['standing'], Tone>> = { valid: 'known', expired: 'todo', replaced: 'problem', revoked: 'problem' }
const icons: readonly (readonly [RegExp, IconName])[] = [[/birth/, 'life-birth'], [/health|insurance/, 'life-health'], [/residence/, 'life-home']]
const iconOf = (kind: string): IconName => icons.find(([pattern]) => pattern.test(kind))?.[1] ?? 'paper'

/** C-19: my papers, then those of each child I act for. */
export function Wallet(props: { tabs: readonly PaperTab[]; lang: Lang }) {
  const say = myStrings.in(props.lang)
  const filled = props.tabs.filter((tab) => tab.papers.length > 0)
  return (
    <>
      <h1>{say('wallet.heading')}</h1>
      {filled.length === 0 && <EmptyState icon="paper" title={say('wallet.empty')}>{say('wallet.empty-text')}</EmptyState>}
      {filled.map((tab) => (
        <section class="stack">
          <h2>{tab.who === 'self' ? say('wallet.mine') : tab.name}</h2>
          <div class="cards">{tab.papers.map((paper) => <PaperCard paper={paper} lang={props.lang} />)}</div>
        </section>
      ))}
    </>
  )
}

function PaperCard(props: { paper: ShownPaper; lang: Lang }) {
  const { paper, lang } = props
  const say = myStrings.in(lang)
  return (
    <article class="paper-card">
      <Icon name={iconOf(paper.kind)} size="large" />
      <div class="paper-card-text">
        <h3 class="paper-card-title"><a href={`/vi/${paper.id}`}>{paper.title}</a></h3>
        <p class="hint">{say('wallet.issued', { issuer: paper.issuer, day: formatDateVi(paper.issuedOn) })}</p>
        <p class="tags"><StatusTag tone={tones[paper.standing]}>{say(`standing.${paper.standing}`)}</StatusTag>{paper.expiresOn && <span class="hint">{say('wallet.expires', { day: formatDateVi(paper.expiresOn) })}</span>}</p>
      </div>
    </article>
  )
}

/** C-20: what one paper says, whether it holds, and how to prove it. */
export function OnePaperPage(props: { paper: ShownPaper & { readonly facts: readonly PaperFact[] }; at: string; lang: Lang }) {
  const { paper, lang } = props
  const say = myStrings.in(lang)
  const facts: readonly PaperFact[] = [
    ...paper.facts, { label: say('paper.issuer'), value: paper.issuer }, { label: say('paper.issued'), value: formatDateVi(paper.issuedOn) },
    { label: say('paper.until'), value: paper.expiresOn ? formatDateVi(paper.expiresOn) : say('paper.no-end') },
  ]
  return (
    <>
      <p class="caption">{say('wallet.title')}</p>
      <h1>{paper.title}</h1>
      <p><StatusTag tone={tones[paper.standing]}>{say(`standing.${paper.standing}`)}</StatusTag> <span class="hint">{say('paper.checked', { when: formatInstantVi(props.at) })}</span></p>
      {paper.stateReason && <Notice kind="warn" title={say(`standing.${paper.standing}`)}><p>{say('paper.reason')}: {paper.stateReason}</p></Notice>}
      {paper.source === 'documents' && <div class="buttons"><ButtonLink icon="download" href={`/vi/${paper.id}/tep`} act="download">{say('paper.download')}</ButtonLink></div>}
      <section class="stack"><h2>{say('paper.facts')}</h2>
        <dl class="answers">{facts.map((fact) => <div class="answer answer-fixed"><dt>{fact.label}</dt><dd class="answer-value">{/^\d{12}$/.test(fact.value) ? <span class="number">{groupPin(fact.value)}</span> : fact.value}</dd></div>)}</dl>
      </section>
      <p>{say('paper.show')}</p>
      <p class="hint">{say('paper.screenshot')}</p>
    </>
  )
}

export const walletRoute = pageRoute({
  method: 'GET', url: '/vi', access: { citizen: {} }, purpose,
  handler: async (ctx, req) => page(req, { title: myStrings.t(req.lang, 'wallet.title'), screen: 'C-19' }, <Wallet tabs={await ownPapers(ctx)} lang={req.lang} />),
})

export const paperRoute = pageRoute({
  method: 'GET', url: '/vi/:id', access: { citizen: {} }, purpose,
  async handler(ctx, req) {
    const paper = await readPaper(ctx, idOf(req, 'id'))
    return page(req, { title: paper.title, screen: 'C-20', back: { href: '/vi', label: myStrings.t(req.lang, 'wallet.title') } }, <OnePaperPage paper={paper} at={ctx.now} lang={req.lang} />)
  },
})

export const paperDownloadRoute = pageRoute({
  method: 'GET', url: '/vi/:id/tep', access: { citizen: {} }, purpose,
  async handler(ctx, req) {
    const paper = await readPaper(ctx, idOf(req, 'id'))
    if (paper.source !== 'documents' || ctx.actor.kind !== 'citizen') return refuse('citizen.paper-unknown')
    const { document, bytes } = await readDocumentFile(ctx, paper.sourceRef, await representedBy(ctx.tx, ctx.actor.personId, ctx.today))
    return { bytes, type: 'application/pdf', filename: `${document.title}.pdf` }
  },
  onRefusal: async (_ctx, req, refusal) => page(req, { title: refusal.vi, screen: 'C-20-wait', path: '/vi' }, <RefusedPage refusal={refusal} back="/vi" lang={req.lang} />),
})
