import { groupPin } from '../../kernel/personal-number.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import type { FactsModel } from '../../public-services/forms/index.ts'
import { ButtonLink, type Lang } from '../kit/index.ts'
import { page } from '../public/index.ts'
import { dataStrings } from './data-strings.ts'
import { KnownCards } from './known-cards.tsx'
import { ownClaims } from './own-claims.ts'
import { ownFacts } from './own-facts.ts'
import { ownData } from './purposes.ts'
import { refuse } from './refusals.ts'

/** C-26: everything the state knows, by theme, each with its source and age. */
export function OwnData(props: { cards: readonly FactsModel[]; claims: readonly FactsModel[]; revealed?: Readonly<Record<string, string>>; lang: Lang }) {
  const say = dataStrings.in(props.lang)
  return (
    <>
      <h1>{say('data.heading')}</h1>
      <p class="lead">{say('data.lead')}</p>
      <KnownCards cards={props.cards} revealAction="/du-lieu" wrongHref={(card) => `/bao-sai/${card.id}`} {...(props.revealed ? { revealed: props.revealed } : {})} />
      {props.claims.length > 0 && (
        <section aria-labelledby="claims">
          <h2 id="claims">{say('data.claims')}</h2>
          <p>{say('data.claims-lead')}</p>
          <KnownCards cards={props.claims} level={3} wrongHref={(card) => `/bao-sai/${card.id}`} />
        </section>
      )}
      <p class="hint">{say('data.hidden')}</p>
      <div class="buttons"><ButtonLink kind="secondary" icon="download" href="/du-lieu/tai" act="download-data">{say('data.download')}</ButtonLink><a class="link-plain" href="/luot-xem">{say('data.reads')}</a></div>
    </>
  )
}

const mine = (ctx: Ctx): string => (ctx.actor.kind === 'citizen' ? ctx.actor.personId : refuse('citizen.fact-unknown'))

async function dataPage(ctx: Ctx, req: PageRequest, cards: readonly FactsModel[], revealed?: Readonly<Record<string, string>>): Promise<PageReply> {
  return page(req, { title: dataStrings.t(req.lang, 'data.title'), screen: 'C-26', back: { href: '/toi' } }, <OwnData cards={cards} claims={await ownClaims(ctx, mine(ctx), req.lang)} lang={req.lang} {...(revealed ? { revealed } : {})} />)
}

export const ownDataRoute = pageRoute({ method: 'GET', url: '/du-lieu', access: { citizen: {} }, purpose: ownData, handler: async (ctx, req) => dataPage(ctx, req, await ownFacts(ctx, mine(ctx), req.lang)) })

export const revealOwnRoute = pageRoute({
  method: 'POST', url: '/du-lieu', access: { citizen: {} }, purpose: ownData,
  async handler(ctx, req) {
    const cards = await ownFacts(ctx, mine(ctx), req.lang)
    const line = cards.flatMap((card) => card.lines).find((each) => each.masked && each.path === req.form.get('f')) ?? refuse('citizen.fact-unknown')
    const value = groupPin(line.text)
    ctx.logRead({ kind: 'open', register: 'population', subjects: [mine(ctx)], fields: [line.path] })
    if (req.header('accept')?.includes('application/json')) return { json: { value } }
    return dataPage(ctx, req, cards, { [line.path]: value })
  },
})

/** The same facts for machines (Luật 91/2025/QH15: a copy of one's own data). */
export const downloadDataRoute = pageRoute({
  method: 'GET', url: '/du-lieu/tai', access: { citizen: {} }, purpose: ownData,
  async handler(ctx) {
    const cards = [...(await ownFacts(ctx, mine(ctx), 'vi')), ...(await ownClaims(ctx, mine(ctx), 'vi'))]
    const content = { at: ctx.now, facts: cards.flatMap((card) => card.lines.map((line) => ({ theme: card.id, field: line.path, label: line.label, value: line.text, source: card.source, asOf: line.asOf ?? null }))) }
    return { bytes: Buffer.from(JSON.stringify(content, null, 2)), type: 'application/json; charset=utf-8', filename: 'du-lieu-cua-toi.json' }
  },
})
