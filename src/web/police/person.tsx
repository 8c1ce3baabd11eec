import { correctionsFor, factFields, personHistory, proposalsAbout, readFacts, readPerson, type CorrectionCase, type IdentityCard, type IdentityNumber, type KnownFact, type PersonField, type PersonHistory, type Proposal, type Relative } from '../../foundations/population/index.ts'
import { absenceOf, householdOf, residenceHistoryOf, type Absence, type HouseholdView, type PastResidence } from '../../foundations/residence/index.ts'
import { isId } from '../../kernel/ids.ts'
import type { FormToSign } from '../../public-services/results/index.ts'
import { groupPin } from '../../kernel/personal-number.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { Ctx, OfficerActor, PlainDate } from '../../platform/index.ts'
import { pageRoute, type PageRequest } from '../../platform/http/index.ts'
import { ButtonLink, DataTable, FactLine, KnownCard, Notice, StatusTag, Timeline, type Lang, type TimelineEvent } from '../kit/index.ts'
import { absenceWords as standsWords } from './absence-words.ts'
import { askReason } from './choose-reason.tsx'
import { DoneNotice, doneOf, type Done } from './done-notice.tsx'
import { claimStrings } from './claim-strings.ts'
import { factWords, fieldWord, kinWord, lifeWord, oldNameOf } from './fact-words.ts'
import { policeAccess, policePage } from './frame.tsx'
import { eventOf, mergedInto } from './history-events.tsx'
import { personStrings } from './person-strings.ts'
import { proposalStrings } from './proposal-strings.ts'
import { purposeFor } from './reasons.ts'
import { refuse } from './refusals.ts'

/** What may be begun on a person's page stands there in three parts. */
export type ActionGroup = 'residence' | 'person' | 'numbers'

export interface PersonModel {
  readonly personId: string
  readonly facts: readonly KnownFact[]
  readonly numbers: readonly IdentityNumber[]
  readonly relatives: readonly Relative[]
  readonly residences: readonly PastResidence[]
  readonly home: HouseholdView | undefined
  readonly cases: readonly CorrectionCase[]
  readonly cards: readonly IdentityCard[]
  readonly proposals: readonly Proposal[]
  readonly absence: Absence | undefined
  readonly history: PersonHistory
  readonly today: PlainDate
  readonly done: Done
  readonly actions: readonly { readonly group: ActionGroup; readonly href: string; readonly word: string }[]
  /** A post that may see who looked. */
  readonly commander: boolean
}

const main: readonly PersonField[] = ['fullName', 'birthDate', 'gender', 'lifeStatus', 'maritalStatus', 'ethnicity', 'nationalities', 'nativePlace']
const quiet: readonly PersonField[] = ['otherName', 'birthPlace', 'birthRegistrationPlace', 'religion', 'bloodType', 'phone', 'email', 'deathDate']

/** P-03: one person, whole story, each fact with where it comes from and since when. */
export function Person(props: PersonModel & { lang: Lang }) {
  const { lang, today, personId } = props
  const say = personStrings.in(lang)
  const fact = new Map(props.facts.map((each) => [each.field, each]))
  const name = String(fact.get('fullName')?.value ?? '')
  // One source for the card where most facts share it; a fact from elsewhere says so itself.
  const common = commonSource(props.facts)
  const line = (field: PersonField) => {
    const known = fact.get(field)
    const own = known && sourceKey(known) !== common.key ? { source: { name: known.sourceName, date: formatDateVi(known.asOf) } } : {}
    return known && <FactLine f={field} label={fieldWord(field, lang)} value={factWords(field, known.value, today, lang) ?? undefined} {...own} {...(known.standing === 'confirmed' ? {} : { state: 'claimed' as const })} />
  }
  const extra = quiet.filter((field) => factWords(field, fact.get(field)?.value, today, lang) !== null)
  const life = String(fact.get('lifeStatus')?.value ?? 'living')
  const print = (form: FormToSign) => <li><a href={`/dc/nguoi/${personId}/in/${form}`} data-act={`print-${form}`}>{say(`print.${form}`)}</a></li>
  const doubtful = [...fact.values()].find((each) => each.standing !== 'confirmed')?.standing
  return (
    <>
      <div class="case-head"><h1>{name}</h1><p class="tags">
        <StatusTag tone={life === 'living' ? 'known' : 'problem'}>{lifeWord(life, lang)}</StatusTag>
        {doubtful && doubtful !== 'confirmed' && <StatusTag tone="todo">{say(`standing.${doubtful}`)}</StatusTag>}
      </p></div>
      {props.history.mergedFrom !== null && <Notice kind="info" title={say('person.merged')} />}
      <DoneNotice done={props.done} lang={lang} />
      <div class="police-pair">
        <div>
          <KnownCard title={say('person.facts')} source={common.source} {...(extra.length > 0 ? { more: { summary: say('person.more', { n: extra.length }), lines: <>{extra.map(line)}</> } } : {})}>{main.map(line)}</KnownCard>
          <DataTable caption={say('person.numbers')} rows={props.numbers} columns={[
            { header: say('person.kind'), rowHeader: true, cell: (each) => say(`number.${each.kind}`) },
            { header: say('person.value'), cell: (each) => <span class="number">{groupPin(each.value)}</span> },
            { header: say('person.state'), cell: (each) => <StatusTag tone={each.status === 'active' ? 'known' : each.status === 'claimed' || each.status === 'disputed' ? 'todo' : 'neutral'}>{say(`status.${each.status}`)}</StatusTag> },
          ]} />
          {props.cards.length > 0 && <DataTable caption={say('person.cards')} rows={props.cards} columns={[
            { header: say('person.kind'), rowHeader: true, cell: (each) => say(`card.${each.kind}`) },
            { header: say('person.value'), cell: (each) => <span class="number">{groupPin(each.number)}</span> },
            { header: say('card.until'), cell: (each) => (each.unlimited ? say('card.unlimited') : each.expiresOn ? formatDateVi(each.expiresOn) : '–') },
            { header: say('person.state'), cell: (each) => <StatusTag tone={each.status === 'valid' ? 'known' : 'neutral'}>{say(`card-state.${each.status}`)}</StatusTag> },
          ]} />}
        </div>
        <div>
          <section class="police-part"><h2>{say('person.residence')}</h2><Residences {...props} /></section>
          <section class="police-part"><h2>{say('person.household')}</h2><Home {...props} /></section>
          <section class="police-part"><h2>{say('person.relatives')}</h2><Relatives relatives={props.relatives} lang={lang} /></section>
          {props.absence && <Notice kind="info" title={standsWords(props.absence.from, props.absence.until, lang)}><p>{props.absence.destination.text}</p></Notice>}
          {props.proposals.length > 0 && <section class="police-part"><h2>{proposalStrings.t(lang, 'list.title')}</h2><ul class="plain-list">{props.proposals.map((each) => <li><a href={`/dc/duyet/${each.proposalId}`}>{proposalStrings.t(lang, `kind.${each.kind}`)}</a></li>)}</ul></section>}
          {props.cases.length > 0 && <section class="police-part"><h2>{say('person.cases')}</h2><ul class="plain-list">{props.cases.map((each) => <li><a href={`/lam-viec/sua-thong-tin/${each.caseId}`}>{fieldWord(each.field, lang)}</a>: {each.shown ?? say('asof.none')} → {each.claimed ?? '–'}</li>)}</ul></section>}
          <section class="police-part"><h2>{say('person.actions')}</h2>
            {(['residence', 'person', 'numbers'] as const).map((group) => <Actions group={group} actions={props.actions} lang={lang} />)}
            <div class="buttons">
              <ButtonLink kind="secondary" icon="clock" href={`/dc/nguoi/${personId}/luc`} act="person-as-of">{say('person.as-of')}</ButtonLink>
              <ButtonLink kind="secondary" href={`/dc/nguoi/${personId}/nganh-ghi`} act="person-claims">{claimStrings.t(lang, 'title')}</ButtonLink>
              {props.commander && <ButtonLink kind="secondary" icon="eye" href={`/dc/nguoi/${personId}/luot-xem`} act="person-readers">{say('readers.title')}</ButtonLink>}
            </div>
          </section>
          <section class="police-part"><h2>{say('print.heading')}</h2><p class="hint">{say('print.lead')}</p><ul class="plain-list">
            {(['ct01', 'dc02', ...(props.absence ? ['ct03'] as const : []), ...(life === 'left' ? ['ct02'] as const : [])] as const).map(print)}
          </ul><details class="details"><summary>{say('print.more')}</summary><ul class="plain-list">{(['ct04', 'ct05', 'ct06', 'ct10', ...(props.residences.some((each) => each.to === null) ? ['ct09'] as const : [])] as const).map(print)}</ul></details></section>
        </div>
      </div>
      <h2>{say('person.story')}</h2>
      <Timeline label={say('person.story')} events={eventsOf(props)} />
    </>
  )
}

function Actions(props: Pick<PersonModel, 'actions'> & { group: ActionGroup; lang: Lang }) {
  const mine = props.actions.filter((each) => each.group === props.group)
  if (mine.length === 0) return null
  return (
    <>
      <h3>{personStrings.t(props.lang, `actions.${props.group}`)}</h3>
      <ul class="plain-list">{mine.map((each) => <li><a href={each.href} data-act={`open-${each.href.split('/').at(-1)!}`}>{each.word}</a></li>)}</ul>
    </>
  )
}

const sourceKey = (known: KnownFact): string => `${known.source} ${known.asOf}`

function commonSource(facts: readonly KnownFact[]): { key: string; source: { name: string; date: string } } {
  const [some] = [...Map.groupBy(facts, sourceKey).values()].sort((a, b) => b.length - a.length)
  const { sourceName: name, asOf } = some![0]!
  return { key: sourceKey(some![0]!), source: { name, date: formatDateVi(asOf) } }
}

function Residences(props: PersonModel & { lang: Lang }) {
  const say = personStrings.in(props.lang)
  const now = props.residences.filter((each) => each.to === null)
  const before = props.residences.filter((each) => each.to !== null)
  const one = (each: PastResidence) => {
    const old = oldNameOf(each.address.area, props.today)
    return (
      <li><strong>{say(`residence.${each.kind}`)}</strong>: {each.address.text}{old !== undefined && <span class="fact-old"> ({say('residence.old-name', { name: old })})</span>}{' '}
        <span class="hint">{each.to === null ? say('residence.since', { from: formatDateVi(each.from) }) : say('residence.between', { from: formatDateVi(each.from), to: formatDateVi(each.to) })}{each.until && <>, {say('residence.until', { until: formatDateVi(each.until) })}</>}</span>
        {each.standing !== 'confirmed' && <> <StatusTag tone="todo">{say(`standing.${each.standing}`)}</StatusTag></>}</li>
    )
  }
  return (
    <>
      {now.length === 0 ? <p class="muted">{say('residence.none')}</p> : <ul class="plain-list">{now.map(one)}</ul>}
      {before.length > 0 && <details class="details"><summary>{say('residence.before', { n: before.length })}</summary><ul class="plain-list">{before.map(one)}</ul></details>}
    </>
  )
}

function Home(props: PersonModel & { lang: Lang }) {
  const say = personStrings.in(props.lang)
  const { home } = props
  if (!home) return <p class="muted">{say('person.no-household')}</p>
  const own = home.members.find((each) => each.personId === props.personId)
  return (
    <>
      <p><a href={`/dc/ho/${home.householdId}`}>{say('person.open-household', { number: home.fileNumber })}</a></p>
      {own && <p>{say('person.relation', { relation: own.relationText })}</p>}
      <ul class="plain-list">{home.members.filter((each) => each.personId !== props.personId).map((each) => <li><a href={`/dc/nguoi/${each.personId}`}>{each.fullName}</a>, {each.relationText}</li>)}</ul>
    </>
  )
}

function Relatives(props: { relatives: readonly Relative[]; lang: Lang }) {
  const say = personStrings.in(props.lang)
  if (props.relatives.length === 0) return <p class="muted">{say('person.no-relatives')}</p>
  return <ul class="plain-list">{props.relatives.map((each) => <li>{kinWord(each.kind, props.lang)}: {each.personId ? <a href={`/dc/nguoi/${each.personId}`}>{each.fullName}</a> : <>{each.fullName} <span class="hint">({say('person.not-registered')})</span></>}</li>)}</ul>
}

interface Happening extends TimelineEvent { readonly sort: string }

/** Facts and residences in one line of time, newest first. */
function eventsOf(props: PersonModel & { lang: Lang }): TimelineEvent[] {
  const { lang, today } = props
  const say = personStrings.in(lang)
  const told = props.history.entries.map((entry): Happening => ({ sort: `${entry.occurredOn} ${entry.recordedAt}`, ...eventOf(entry, today, lang) }))
  const moved = props.residences.flatMap((each): Happening[] => {
    const vars = { kind: say(`residence.${each.kind}`).toLowerCase(), place: each.address.text }
    return [
      { sort: `${each.from} 1`, when: formatDateVi(each.from), text: say('moved.in', vars) },
      ...(each.to === null ? [] : [{ sort: `${each.to} 0`, when: formatDateVi(each.to), text: say('moved.out', vars) }]),
    ]
  })
  return [...told, ...moved].sort((a, b) => b.sort.localeCompare(a.sort)).map(({ sort: _sort, ...event }) => event)
}

export const personOf = (req: PageRequest): string => (isId(req.params['person'] ?? '') ? req.params['person']! : refuse('police.person-unknown'))

export type PersonActions = (person: { readonly personId: string; readonly living: boolean; readonly kinds: readonly string[]; readonly absent: boolean; readonly claimed: boolean; readonly commander: boolean }, lang: Lang) => PersonModel['actions']

async function personModel(ctx: Ctx, req: PageRequest, asked: string, actions: PersonActions): Promise<PersonModel> {
  const { personId, identityNumbers, identityCards, relatives } = await readPerson(ctx, asked, ['identityNumbers', 'identityCards', 'relatives'])
  // Asked by an entry that was merged, everything else is the survivor's.
  const facts = await readFacts(ctx, personId, factFields)
  const history = await personHistory(ctx, asked)
  const merged = mergedInto(history.entries, personId)
  const residences = await residenceHistoryOf(ctx, personId)
  const absence = await absenceOf(ctx, personId)
  const commander = (ctx.actor as OfficerActor).role === 'police-commander'
  const living = facts.some((each) => each.field === 'lifeStatus' && each.value === 'living')
  return {
    commander,
    actions: [...actions({ personId, living, commander, absent: absence !== undefined, claimed: identityNumbers.some((each) => each.status === 'claimed'), kinds: residences.filter((each) => each.to === null && each.standing === 'confirmed').map((each) => each.kind) }, req.lang), ...(merged ? [{ group: 'person' as const, href: `/dc/nguoi/${personId}/tach/${merged}`, word: proposalStrings.t(req.lang, 'unmerge.begin') }] : [])],
    personId, facts, numbers: identityNumbers, relatives, residences, home: await householdOf(ctx, personId), history, cards: identityCards, absence,
    proposals: (await proposalsAbout(ctx, personId)).filter((each) => each.state === 'open'),
    cases: (await correctionsFor(ctx)).filter((each) => each.personId === personId), today: ctx.today, done: doneOf(req),
  }
}

/** The page with the acts that may be begun from it. */
export const personRouteWith = (actions: PersonActions) => pageRoute({
  method: 'GET', url: '/dc/nguoi/:person', access: policeAccess, purpose: purposeFor,
  async handler(ctx, req) {
    const ask = await askReason(ctx, req)
    if (ask) return ask
    const model = await personModel(ctx, req, personOf(req), actions)
    const name = String(model.facts.find((each) => each.field === 'fullName')?.value ?? '')
    return policePage(ctx, req, { title: name, screen: 'P-03', back: { href: '/dc/tim', label: personStrings.t(req.lang, 'person.back') } }, <Person {...model} lang={req.lang} />)
  },
  /** What may not be shown is announced, with what can be done. */
  async onRefusal(ctx, req, refusal) {
    if (refusal.code !== 'population.restricted' && refusal.code !== 'population.field-not-allowed') throw refusal
    const say = personStrings.in(req.lang)
    const restricted = refusal.code === 'population.restricted'
    return policePage(ctx, req, { title: say(restricted ? 'person.restricted' : 'person.elsewhere'), screen: 'P-03-shut', back: { href: '/dc/tim', label: say('person.back') } }, (
      <>
        <h1>{say(restricted ? 'person.restricted' : 'person.elsewhere')}</h1>
        <p>{say(restricted ? 'person.restricted-text' : 'person.elsewhere-text')}</p>
        <p><a href="/lam-viec/xem-khan">{say('person.emergency')}</a></p>
      </>
    ), refusal.status)
  },
})
