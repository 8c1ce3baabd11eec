import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import type { PossiblePeople } from '../../foundations/population/index.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { findByFacts, findPerson, myCases, openCaseByFacts, type CaseRow, type Reason } from '../../public-services/counter/index.ts'
import { Button, EmptyState, Form, Notice, RadioGroup, TextField, type Lang } from '../kit/index.ts'
import { demo, errorsOf } from '../public/index.ts'
import { workPage } from '../officer/index.ts'
import { factsTyped, lookForPeople, typedOf, WhoItMayBe, type Typed } from '../police/index.ts'
import { access, purpose } from './frame.ts'
import { counterStrings } from './strings.ts'

const reasons: readonly Reason[] = ['file', 'ask', 'hand-over', 'not-me', 'other']

interface HomeModel {
  readonly cases: readonly CaseRow[]
  readonly typed: { readonly so: string; readonly nam: string; readonly why: Reason; readonly other: string }
  /** Nobody was found: the common reasons, in order. */
  readonly notFound: boolean
  /** A card to try with, in a demonstration. */
  readonly sample: string | undefined
  /** Name and birth of somebody without a card, as typed, and whom they may mean. */
  readonly facts: Typed
  readonly possible: PossiblePeople | undefined
  readonly today: PlainDate
}

/** O-02 and O-03: the wand's box first, the reason preset, who is being served below. */
export function Home(props: HomeModel & { lang: Lang }) {
  const { cases, typed, lang } = props
  const say = counterStrings.in(lang)
  return (
    <>
      <h1>{say('home.heading')}</h1>
      <p class="lead">{say('home.lead')}</p>
      {props.notFound && <Notice kind="warn" title={say('home.not-found')}><ol class="prose-list">{(['home.why-1', 'home.why-2', 'home.why-3', 'home.why-4', 'home.why-5'] as const).map((key) => <li>{say(key)}</li>)}</ol></Notice>}
      <Form action="/mc/tim" label={say('home.heading')} class="narrow-form">
        <TextField name="so" label={say('home.number')} hint={say('home.number-hint')} value={typed.so} autocomplete="off" />
        <TextField name="nam" label={say('home.year')} hint={say('home.year-hint')} value={typed.nam} inputmode="numeric" width="four" autocomplete="off" optional />
        <RadioGroup name="ly-do" label={say('home.reason')} value={typed.why} inline options={reasons.map((value) => ({ value, label: say(`reason.${value}`) }))} />
        <TextField name="ly-do-khac" label={say('home.other')} value={typed.other} autocomplete="off" optional />
        <div class="buttons"><Button act="find" icon="search" shortcut="F1">{say('home.find')}</Button></div>
        <WhoItMayBe typed={props.facts} possible={props.possible} today={props.today} step="_cach" otherwise={<p>{say('home.why-5')}</p>} lang={lang} />
        {props.possible && props.possible.people.length > 0 && <div class="buttons"><Button name="_cach" value="mo" act="open-chosen">{say('home.open-chosen')}</Button></div>}
        <p class="hint">{say('home.log')}</p>
      </Form>
      {props.sample !== undefined && <div class="demo-box"><p>{say('home.demo')}</p><p class="sample" data-sample>{props.sample}</p></div>}
      <section class="stack">
        <h2>{say('home.cases', { n: cases.length })}</h2>
        {cases.length === 0
          ? <EmptyState title={say('home.no-case')}><p>{say('home.no-case-text')}</p></EmptyState>
          : <ul class="plain-list">{cases.map((row) => <li><a href={`/mc/phieu/${row.caseId}`}>{say('home.case', { when: formatInstantVi(row.openedAt), reason: say(`reason.${row.reason}`) })}</a></li>)}</ul>}
      </section>
    </>
  )
}

const typedIn = (req: PageRequest): HomeModel['typed'] => ({
  so: req.method === 'POST' ? req.form.get('so') : '', nam: req.method === 'POST' ? req.form.get('nam') : '', why: reasons.find((each) => each === req.form.get('ly-do')) ?? 'file', other: req.method === 'POST' ? req.form.get('ly-do-khac') : '',
})

interface Extra { readonly errors?: readonly FieldError[]; readonly notFound?: boolean; readonly status?: number; readonly possible?: PossiblePeople | undefined }

async function home(ctx: Ctx, req: PageRequest, { errors = [], notFound = false, status, possible }: Extra = {}): Promise<PageReply> {
  const sample = demo()?.deskCard
  return workPage(ctx, req, { title: counterStrings.t(req.lang, 'home.title'), screen: 'O-03', errors, path: '/mc' }, <Home cases={await myCases(ctx)} typed={typedIn(req)} notFound={notFound} sample={sample} facts={typedOf(req.form)} possible={possible} today={ctx.today} lang={req.lang} />, status)
}

export const homeRoute = pageRoute({ method: 'GET', url: '/mc', access, purpose, handler: (ctx, req) => home(ctx, req) })

/** The number travels in the body, never in an address. */
export const findRoute = pageRoute({
  method: 'POST', url: '/mc/tim', access, purpose,
  async handler(ctx, req) {
    const { so, nam, why, other } = typedIn(req)
    const how = req.form.get('_cach')
    const byFacts = { facts: factsTyped(typedOf(req.form)), reason: why, reasonText: other }
    if (how === lookForPeople || (how === '' && so.trim() === '' && byFacts.facts.name !== '')) return home(ctx, req, { possible: await findByFacts(ctx, byFacts) })
    if (how === 'mo') {
      if (req.form.get('person') === '') return home(ctx, req, { possible: await findByFacts(ctx, byFacts), errors: [{ field: 'person', vi: counterStrings.vi['home.choose'], en: counterStrings.en['home.choose'] }], status: 422 })
      return { redirect: `/mc/phieu/${(await openCaseByFacts(ctx, { ...byFacts, personId: req.form.get('person') })).caseId}` }
    }
    const year = /^\d{4}$/.test(nam.trim()) ? Number(nam) : undefined
    const row = await findPerson(ctx, { typed: so, reason: why, reasonText: other, ...(year === undefined ? {} : { birthYear: year }) })
    return { redirect: `/mc/phieu/${row.caseId}` }
  },
  onRefusal: (ctx, req, refusal) => home(ctx, req, { errors: errorsOf(refusal), notFound: refusal.code === 'counter.person-not-found', status: refusal.status }),
})
