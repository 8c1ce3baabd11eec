import { labelOf } from '../../foundations/areas/index.ts'
import { readHousehold, type HouseholdChange, type HouseholdRecord, type RecordedMember } from '../../foundations/residence/index.ts'
import { isId } from '../../kernel/ids.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { formatDateVi, isPlainDate, parseDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, ButtonLink, DataTable, DateField, FactLine, Form, KnownCard, Notice, Select, StatusTag, Timeline, type Lang, type TimelineEvent } from '../kit/index.ts'
import { actorWord, actWord } from './act-words.ts'
import { askReason } from './choose-reason.tsx'
import { DoneNotice, doneOf, type Done } from './done-notice.tsx'
import { genderWord, lifeWord, oldNameOf, whenWords } from './fact-words.ts'
import { policeAccess, policePage } from './frame.tsx'
import { faultsIn, type HouseholdFault } from './household-faults.ts'
import { householdStrings } from './household-strings.ts'
import { personStrings } from './person-strings.ts'
import { purposeFor } from './reasons.ts'
import { refuse } from './refusals.ts'

export interface HouseholdModel {
  readonly home: HouseholdRecord
  /** The day shown; null for now. */
  readonly on: PlainDate | null
  readonly typed: { readonly day: string; readonly month: string; readonly year: string }
  readonly today: PlainDate
  /** What was just done, in words. */
  readonly done: Done
  readonly actions: readonly { readonly href: string; readonly word: string }[]
}

/** P-04: a household with its history; faults on top. */
export function Household(props: HouseholdModel & { lang: Lang }) {
  const { home, on, lang, today } = props
  const say = householdStrings.in(lang)
  const heads = home.members.filter((each) => each.kind === 'permanent' && each.isHead)
  const old = oldNameOf(home.address.area, on ?? today)
  return (
    <>
      <h1>{say('house.title', { number: home.fileNumber })}</h1>
      <DoneNotice done={props.done} lang={lang} />
      {on !== null && <Notice kind="info" title={say('house.as-of', { date: formatDateVi(on) })}><p><a href={`/dc/ho/${home.householdId}`}>{say('house.back-to-now')}</a></p></Notice>}
      {home.endedOn !== null && <Notice kind="info" title={say('house.closed', { date: formatDateVi(home.endedOn) })} />}
      {on === null && <Faults home={home} lang={lang} />}
      <KnownCard title={say('house.title', { number: home.fileNumber })}>
        <FactLine f="address" label={say('house.address')} value={home.address.text} {...(old === undefined ? {} : { oldName: old })} />
        <FactLine f="head" label={say('house.head')} value={heads.length === 0 ? undefined : heads.map((each) => each.fullName).join(', ')} />
        <FactLine f="since" label={say('house.since')} value={formatDateVi(home.since)} />
      </KnownCard>
      <Members rows={home.members.filter((each) => each.kind === 'permanent')} word="house.members" lang={lang} />
      {home.members.some((each) => each.kind === 'temporary') && <Members rows={home.members.filter((each) => each.kind === 'temporary')} word="house.temporary" lang={lang} />}
      {on === null && props.actions.length > 0 && <><h2>{say('house.actions')}</h2><div class="buttons">{props.actions.map((each) => <ButtonLink kind="secondary" href={each.href} act={`open-${each.href.split('/').at(-1)!}`}>{each.word}</ButtonLink>)}</div></>}
      <History {...props} />
      <h2>{say('house.changes')}</h2>
      <Timeline label={say('house.changes')} events={home.changes.map((change) => eventOf(change, lang, today))} />
    </>
  )
}

function Faults(props: { home: HouseholdRecord; lang: Lang }) {
  const say = householdStrings.in(props.lang)
  const faults = faultsIn(props.home)
  if (faults.length === 0) return <p class="hint">{say('house.no-fault')}</p>
  const wantsHead = faults.some(({ kind }) => kind === 'no-head' || kind === 'two-heads' || kind === 'head-gone')
  return (
    <>{faults.map((fault, i) => (
      <Notice kind="warn" title={faultWords(fault, props.lang)}>{wantsHead && i === 0 && <p><a href={`/dc/ho/${props.home.householdId}/doi-chu-ho`}>{say('house.choose-head')}</a></p>}</Notice>
    ))}</>
  )
}

function faultWords(fault: HouseholdFault, lang: Lang): string {
  const say = householdStrings.in(lang)
  switch (fault.kind) {
    case 'no-head': return say('house.fault-no-head')
    case 'two-heads': case 'doubtful': return say(`house.fault-${fault.kind}`, { n: fault.n })
    default: return say(`house.fault-${fault.kind}`, { name: fault.name, state: lifeWord(fault.lifeStatus, lang).toLowerCase() })
  }
}

function Members(props: { rows: readonly RecordedMember[]; word: 'house.members' | 'house.temporary'; lang: Lang }) {
  const { lang } = props
  const say = householdStrings.in(lang)
  return (
    <DataTable caption={say(props.word, { n: props.rows.length })} rows={props.rows} empty={<p class="muted">{say('house.empty')}</p>} columns={[
      { header: say('house.name'), rowHeader: true, cell: (each) => <a href={`/dc/nguoi/${each.personId}`}>{each.fullName}</a> },
      { header: say('house.born'), cell: (each) => [each.birthDate ? formatPartialVi(each.birthDate) : '–', genderWord(each.gender, lang).toLowerCase()].filter((part) => part !== '').join(', ') },
      { header: say('house.relation'), cell: (each) => (each.isHead ? <strong>{each.relationText}</strong> : each.relationText) },
      { header: say('house.joined'), cell: (each) => formatDateVi(each.since) },
      { header: say('house.state'), cell: (each) => <>{each.lifeStatus !== 'living' && <StatusTag tone="problem">{lifeWord(each.lifeStatus, lang)}</StatusTag>}{each.standing !== 'confirmed' && <StatusTag tone="todo">{personStrings.t(lang, `standing.${each.standing}`)}</StatusTag>}{each.lifeStatus === 'living' && each.standing === 'confirmed' && '–'}</> },
    ]} />
  )
}

/** Moments as a list and as steps: the same without a script; with one, a slider walks through them. */
function History(props: HouseholdModel & { lang: Lang }) {
  const { home, on, lang } = props
  const say = householdStrings.in(lang)
  const days = [...new Set(home.changes.map((each) => each.on))].sort()
  const at = on ?? props.today
  const earlier = days.filter((day) => day < (on === null ? days.at(-1) ?? at : at)).at(-1)
  const later = on === null ? undefined : days.find((day) => day > at)
  const href = (day: PlainDate): string => `/dc/ho/${home.householdId}?moc=${day}`
  const words = (day: PlainDate): string => `${formatDateVi(day)}: ${home.changes.filter((each) => each.on === day).slice(0, 2).map((each) => changeWords(each, lang, props.today)).join('; ')}`
  return (
    <section class="police-part" data-moments>
      <h2>{say('house.history')}</h2>
      <Form action={`/dc/ho/${home.householdId}`} method="get" class="police-moments" label={say('house.history')}>
        <Select name="moc" label={say('house.moment')} value={on !== null && days.includes(on) ? on : 'nay'} options={[{ value: 'nay', label: say('house.now') }, ...days.toReversed().map((day) => ({ value: day, label: words(day) }))]} />
        <input type="range" class="police-slider" hidden min={0} max={days.length} value={on === null ? days.length : Math.max(0, days.findLastIndex((day) => day <= on))} aria-label={say('house.slide')} />
        <DateField name="ngay" label={say('house.day')} optional value={props.typed} />
        <div class="buttons"><Button kind="secondary" act="household-as-of">{say('house.show')}</Button></div>
      </Form>
      <p class="police-steps">
        {earlier !== undefined && <a rel="prev" href={href(earlier)}>{say('house.earlier', { date: formatDateVi(earlier) })}</a>}
        {later !== undefined && <a rel="next" href={href(later)}>{say('house.later', { date: formatDateVi(later) })}</a>}
      </p>
    </section>
  )
}

export function changeWords(change: HouseholdChange, lang: Lang, today: PlainDate): string {
  const say = householdStrings.in(lang)
  const name = change.fullName ?? ''
  if (change.kind === 'opened' || change.kind === 'moved' || change.kind === 'closed') return say(`change.${change.kind}`, { was: change.was ?? '', is: change.is ?? '' })
  const relation = (code: string | null): string => (code === null ? '' : labelOf('relation-to-head', code, today).toLowerCase())
  if ((change.kind === 'joined' || change.kind === 'left') && change.member === 'temporary') return say(`change.${change.kind}-temporary`, { name })
  return say(`change.${change.kind}`, { name, was: relation(change.was), is: relation(change.is) })
}

function eventOf(change: HouseholdChange, lang: Lang, today: PlainDate): TimelineEvent {
  const say = householdStrings.in(lang)
  return {
    when: formatDateVi(change.on), text: <strong>{changeWords(change, lang, today)}</strong>,
    detail: <p class="hint">{say('change.recorded', { when: whenWords(change.recordedAt), who: actorWord(change.act?.actor, lang), what: actWord(change.act?.type, lang) ?? '' })}{change.act && <> · {say('change.basis', { article: change.act.basis.article })}</>}</p>,
  }
}

export const householdOf = (req: PageRequest): string => (isId(req.params['household'] ?? '') ? req.params['household']! : refuse('police.household-unknown'))

/** The day asked for, of the list or typed; null is now; undefined is no day. */
function dayOf(req: PageRequest, today: PlainDate): PlainDate | null | undefined {
  const [d, m, y] = [req.query['ngay.day'] ?? '', req.query['ngay.month'] ?? '', req.query['ngay.year'] ?? '']
  if (`${d}${m}${y}`.trim() !== '') {
    const day = parseDateVi({ d, m, y })
    return day === null || day > today ? undefined : day
  }
  const moment = req.query['moc'] ?? 'nay'
  return isPlainDate(moment) && moment <= today ? moment : null
}

export type Actions = (home: HouseholdRecord, lang: Lang) => HouseholdModel['actions']

/** The page with the acts that may be begun from it. */
export const householdRouteWith = (actions: Actions) => pageRoute({
  method: 'GET', url: '/dc/ho/:household', access: policeAccess, purpose: purposeFor,
  async handler(ctx, req) {
    const ask = await askReason(ctx, req)
    if (ask) return ask
    const on = dayOf(req, ctx.today)
    const wrong: FieldError[] = on === undefined ? [{ field: 'ngay', vi: householdStrings.vi['house.wrong-day'], en: householdStrings.en['house.wrong-day'] }] : []
    return householdPage(ctx, req, on ?? null, actions, wrong, on === undefined ? 422 : undefined)
  },
  async onRefusal(ctx, req, refusal) {
    if (refusal.code !== 'residence.household-not-then') throw refusal
    return householdPage(ctx, req, null, actions, [{ field: 'ngay', vi: `${refusal.vi} ${refusal.next ?? ''}`, ...(refusal.en ? { en: refusal.en } : {}) }], 422)
  },
})

async function householdPage(ctx: Ctx, req: PageRequest, on: PlainDate | null, actions: Actions, errors: readonly FieldError[], status?: number): Promise<PageReply> {
  const home = await readHousehold(ctx, householdOf(req), on === null ? {} : { true: on })
  const typed = { day: req.query['ngay.day'] ?? '', month: req.query['ngay.month'] ?? '', year: req.query['ngay.year'] ?? '' }
  const model: HouseholdModel = { home, on, typed, today: ctx.today, done: doneOf(req), actions: actions(home, req.lang) }
  return policePage(ctx, req, { title: householdStrings.t(req.lang, 'house.title', { number: home.fileNumber }), screen: 'P-04', errors, scripts: ['household-moments'], back: { href: '/dc/ap', label: householdStrings.t(req.lang, 'house.back') } }, <Household {...model} lang={req.lang} />, status)
}

