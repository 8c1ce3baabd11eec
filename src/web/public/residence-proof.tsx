import { proofMethods, type ProofMethod } from '../../foundations/residence/index.ts'
import type { PlainDate } from '../../platform/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { ButtonLink, Notice, type Lang } from '../kit/index.ts'
import { page } from './frame.ts'
import { helpStrings } from './help-strings.ts'

export const residenceProofPath = '/chung-minh-cu-tru'

/** Luật Cư trú 2020 đ.38: no household book any more; the seven ways that took its place, in the order an officer tries them. */
function ResidenceProof(props: { on: PlainDate; lang: Lang }) {
  const { on, lang } = props
  const say = helpStrings.in(lang)
  return (
    <>
      <h1>{say('proof.heading')}</h1>
      <p class="lead">{say('proof.lead')}</p>
      <ProofWays on={on} lang={lang} />
      <Notice kind="info" title={say('proof.asked')}><p>{say('proof.asked-text')}</p></Notice>
      <h2>{say('proof.paper')}</h2>
      <p>{say('proof.paper-text')}</p>
      <p><ButtonLink href="/thu-tuc/xac-nhan-cu-tru" act="to-confirmation">{say('proof.paper-do')}</ButtonLink></p>
    </>
  )
}

/** The ways as numbered lines with what has to be shown, and the law they stand on. Officers read the same list. */
export function ProofWays(props: { on: PlainDate; lang: Lang }) {
  const { lang } = props
  const say = helpStrings.in(lang)
  const ways = proofMethods(props.on)
  return (
    <>
      <ol class="prose-list">{ways.map((way) => <li><strong>{way.label[lang]}</strong><p class="hint">{way.brings[lang]}</p></li>)}</ol>
      <p class="hint">{say('proof.basis', { basis: sourcesOf(ways).join('; ') })}</p>
    </>
  )
}

/** Each text once: a source that only repeats the text another names with its article says nothing more. */
function sourcesOf(ways: readonly ProofMethod[]): string[] {
  const sources = [...new Set(ways.map((way) => way.source))]
  return ['Luật Cư trú 68/2020/QH14, đ.38 k.3', ...sources.filter((source) => !sources.some((other) => other.startsWith(`${source},`)))]
}

export const residenceProofRoute = pageRoute({
  method: 'GET', url: residenceProofPath, access: 'public', purpose: { code: 'public-page', basis: 'Luật Tiếp cận thông tin 2016' },
  handler: async (ctx, req) => page(req, { title: helpStrings.t(req.lang, 'proof.title'), screen: 'G-10-residence', back: { href: '/tro-giup', label: helpStrings.t(req.lang, 'help.title') } }, <ResidenceProof on={ctx.today} lang={req.lang} />),
})
