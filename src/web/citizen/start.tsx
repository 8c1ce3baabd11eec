import { formatInstantVi, type PlainDate } from '../../kernel/plain-date.ts'
import { registers } from '../../public-services/catalogue/index.ts'
import { dropDraft, findService, openDraft, startDraft, type OpenDraft } from '../../public-services/dossier/index.ts'
import { factsNeeded, legalItemsFor, unmetNeeds } from '../../public-services/forms/index.ts'
import { pageRoute } from '../../platform/http/index.ts'
import { Button, Form, Notice, type LegalItem, type Lang } from '../kit/index.ts'
import { InVietnamese, page, residenceProofPath } from '../public/index.ts'
import { feeOf } from './fees.ts'
import { flowStrings } from './flow-strings.ts'
import { dayWords, instantDay } from './words.ts'
import { preparing } from './purposes.ts'

/** Every legal item of the service and where it comes from in this filing: the denominator of "never asked". */
export function legalItemsOf(open: Pick<OpenDraft, 'service' | 'filing'>): LegalItem[] {
  return legalItemsFor(open.service, open.filing).map((item) => ({ key: item.id, src: item.now }))
}

export interface StartModel {
  readonly open: OpenDraft
  readonly today: PlainDate
  readonly resumes: boolean
}

/** C-05: the promise before the first question, counted from this person's own facts. */
export function Start(props: StartModel & { lang: Lang }) {
  const { open, lang, today } = props
  const say = flowStrings.in(lang)
  const { service } = open
  const items = legalItemsFor(service, open.filing)
  const never = items.filter((item) => item.now === 'known' || item.now === 'event' || item.now === 'derived').length
  const sources = [...new Set(factsNeeded(service).map((need) => registers[need.register as keyof typeof registers].label))]
  const fee = feeOf(service, 'online', today, open.filing)
  const unmet = unmetNeeds(service, { ...open.filing, answers: {} })
  return (
    <>
      <p class="caption">{service.field}</p>
      <h1>{service.name}</h1>
      <p class="lead">{open.promise.says}</p>
      <InVietnamese lang={lang} />
      {props.resumes && <Notice kind="info" title={say('start.resume-title')}><p>{say('start.resume-text', { when: formatInstantVi(open.draft.updatedAt), until: instantDay(open.draft.expiresAt) })}</p></Notice>}
      {unmet.map((each) => {
        const instead = each.instead && findService(each.instead, today)?.service
        return <Notice kind="warn" title={say('start.not-now')}><p>{each.says}</p>{instead && <p><a href={`/thu-tuc/${instead.slug}`}>{instead.name}</a></p>}</Notice>
      })}
      {unmet.length === 0 && <Form action={`/thu-tuc/${service.slug}/bat-dau`} class="form-inline">
        <div class="buttons">
          <Button act="begin">{props.resumes ? say('start.resume') : say('start.begin')}</Button>
          {props.resumes && <Button kind="quiet" name="_new" value="1" act="begin-anew">{say('start.again')}</Button>}
        </div>
      </Form>}
      {items.length > 0 && <p>{say('start.known', { n: never, total: items.length })}</p>}
      <dl class="answers">
        <div class="answer answer-fixed"><dt>{say('start.get')}</dt><dd class="answer-value"><ul class="plain-list">{open.promised.map((lane) => <li>{say('start.by', { title: lane.title, day: dayWords(lane.on, today, lang) })}</li>)}</ul></dd></div>
        <div class="answer answer-fixed"><dt>{say('start.fee')}</dt><dd class="answer-value">{fee.words}</dd></div>
        <div class="answer answer-fixed"><dt>{say('start.unit')}</dt><dd class="answer-value">{open.authority?.name ?? say('start.unit-unknown')}</dd></div>
      </dl>
      <p class="hint">{say('start.consent')}</p>
      <details class="details"><summary>{say('start.registers')}</summary><div class="details-body"><ul class="plain-list">{sources.map((source) => <li>{source}</li>)}</ul></div></details>
      {open.notRun.map((lane) => <Notice kind="warn" title={say('sent.not-run', { title: lane.title })}><p>{lane.says}</p></Notice>)}
      <details class="details"><summary>{say('start.help')}</summary><div class="details-body"><p>{say('start.help-text')}</p></div></details>
      {service.field === 'Cư trú' && <p class="hint"><a href={residenceProofPath}>{say('start.no-book')}</a></p>}
    </>
  )
}

export const startRoute = pageRoute({
  method: 'GET', url: '/thu-tuc/:slug/bat-dau', access: { citizen: { level: 2 } }, acting: true, purpose: preparing,
  async handler(ctx, req) {
    const draft = await startDraft(ctx, req.params['slug'] ?? '')
    const open = await openDraft(ctx, draft.draftId)
    const resumes = Object.keys(draft.answers).length + Object.keys(draft.confirmed).length > 0
    return page(req, { title: open.service.name, screen: 'C-05', back: { href: `/thu-tuc/${open.service.slug}` }, legalItems: legalItemsOf(open), nav: false }, <Start open={open} today={ctx.today} resumes={resumes} lang={req.lang} />)
  },
})

export const beginRoute = pageRoute({
  method: 'POST', url: '/thu-tuc/:slug/bat-dau', access: { citizen: { level: 2 } }, acting: true, purpose: preparing,
  async handler(ctx, req) {
    const slug = req.params['slug'] ?? ''
    const anew = req.form.has('_new')
    if (anew) await dropDraft(ctx, (await startDraft(ctx, slug)).draftId)
    const { draftId } = await startDraft(ctx, slug)
    const { pages, draft } = await openDraft(ctx, draftId)
    const first = pages[1]?.id ?? 'check'
    const next = anew ? first : (pages.slice(1).find((each) => !(each.id in draft.confirmed) && each.id !== 'sent')?.id ?? first)
    return { redirect: `/ho-so/nhap/${draftId}/${next}` }
  },
})

