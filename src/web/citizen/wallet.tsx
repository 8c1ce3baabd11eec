import { ownPapers, readPaper, representedBy, type PaperFact, type PaperTab, type ShownPaper } from '../../digital-citizen/wallet/index.ts'
import { readDocumentFile } from '../../foundations/documents/index.ts'
import { addDays, formatDateVi, formatInstantVi, type PlainDate } from '../../kernel/plain-date.ts'
import { groupPin, maskPin } from '../../kernel/personal-number.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { ButtonLink, EmptyState, Icon, MaskedValue, Notice, StatusTag, type Children, type IconName, type Lang, type Tone } from '../kit/index.ts'
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
        <p class="tags"><StatusTag tone={tones[paper.standing]}>{say(`standing.${paper.standing}`)}</StatusTag>{paper.expiresOn && <span class="hint">{say('wallet.expires', { day: formatDateVi(lastDay(paper.expiresOn)) })}</span>}</p>
      </div>
    </article>
  )
}

/** Periods are half-open: the last day a paper holds is the day before its end, as printed on the paper itself. */
const lastDay = (end: PlainDate): PlainDate => addDays(end, -1)

export interface PaperModel {
  readonly paper: ShownPaper & { readonly facts: readonly PaperFact[] }
  readonly at: string
  /** Which facts, by their place in the list, were just asked for in full. */
  readonly revealed?: readonly number[]
}

/** C-20: what one paper says, whether it holds, and how to prove it. */
export function OnePaperPage(props: PaperModel & { lang: Lang }) {
  const { paper, lang } = props
  const say = myStrings.in(lang)
  const rows = paper.facts.map((fact, index) => ({ ...splitLabel(fact.label), value: fact.value, index }))
  const parts = [...new Set(rows.map((row) => row.part))]
  return (
    <>
      <p class="caption">{say('wallet.title')}</p>
      <h1>{paper.title}</h1>
      <p><StatusTag tone={tones[paper.standing]}>{say(`standing.${paper.standing}`)}</StatusTag> <span class="hint">{say('paper.checked', { when: formatInstantVi(props.at) })}</span></p>
      {paper.stateReason && <Notice kind="warn" title={say(`standing.${paper.standing}`)}><p>{say('paper.reason')}: {paper.stateReason}</p></Notice>}
      {paper.source === 'documents' && <div class="buttons"><ButtonLink icon="download" href={`/vi/${paper.id}/tep`} act="download">{say('paper.download')}</ButtonLink></div>}
      {parts.map((part) => (
        <section class="stack"><h2>{part === '' ? say('paper.facts') : part}</h2>
          <dl class="answers">{rows.filter((row) => row.part === part).map((row) => <Row label={row.label}>{isNumber(row.value) ? <HiddenNumber value={row.value} label={row.label} index={row.index} paperId={paper.id} shown={props.revealed?.includes(row.index) ?? false} /> : row.value}</Row>)}</dl>
        </section>
      ))}
      <section class="stack"><h2>{say('paper.issuer')}</h2>
        <dl class="answers">
          <Row label={say('paper.issuer')}>{paper.issuer}</Row><Row label={say('paper.issued')}>{formatDateVi(paper.issuedOn)}</Row><Row label={say('paper.until')}>{paper.expiresOn ? formatDateVi(lastDay(paper.expiresOn)) : say('paper.no-end')}</Row>
        </dl>
      </section>
      <p>{say(paper.source === 'documents' ? 'paper.show' : 'paper.here-only')}</p>
      <p class="hint">{say('paper.screenshot')}</p>
    </>
  )
}

/** 'Người mẹ: Dân tộc' stands under its own heading. */
function splitLabel(label: string): { part: string; label: string } {
  const [part, rest] = label.split(': ', 2)
  return rest === undefined ? { part: '', label } : { part: part!, label: rest }
}

const isNumber = (value: string): boolean => /^\d{12}$/.test(value.replace(/ /g, ''))

function HiddenNumber(props: { value: string; label: string; index: number; paperId: string; shown: boolean }) {
  const digits = props.value.replace(/ /g, '')
  return <MaskedValue masked={maskPin(digits)} label={props.label} revealAction={`/vi/${props.paperId}`} revealFields={{ f: String(props.index) }} {...(props.shown ? { value: groupPin(digits) } : {})} />
}

function Row(props: { label: string; children: Children }) {
  return <div class="answer answer-fixed"><dt>{props.label}</dt><dd class="answer-value">{props.children}</dd></div>
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

/** "Hiện": reading the paper again for its number, as an act of its own in the log. */
export const revealPaperRoute = pageRoute({
  method: 'POST', url: '/vi/:id', access: { citizen: {} }, purpose,
  async handler(ctx, req) {
    const paper = await readPaper(ctx, idOf(req, 'id'))
    const index = req.form.whole('f')
    const fact = paper.facts[index] ?? refuse('citizen.fact-unknown')
    if (req.header('accept')?.includes('application/json')) return { json: { value: isNumber(fact.value) ? groupPin(fact.value.replace(/ /g, '')) : fact.value } }
    return page(req, { title: paper.title, screen: 'C-20', back: { href: '/vi', label: myStrings.t(req.lang, 'wallet.title') } }, <OnePaperPage paper={paper} at={ctx.now} revealed={[index]} lang={req.lang} />)
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
