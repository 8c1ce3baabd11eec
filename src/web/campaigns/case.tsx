import { closeCase, correctable, isLinked, outcomeOf, outcomesOf, readCase, recordOutcome, takeCase, type OpenedCase } from '../../data-ecosystem/campaigns/index.ts'
import { readFacts, type PersonField } from '../../foundations/population/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatPartialVi, isPartialDate } from '../../kernel/partial-date.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { Refusal, type FieldError } from '../../kernel/refusal.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { Button, FactLine, Form, KnownCard, Notice, RadioGroup, Select, TextArea, TextField, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { factWords, fieldWord, genderWord, whenWords } from '../police/index.ts'
import { errorsOf } from '../public/index.ts'
import { campaignIdOf } from './one.tsx'
import { refuse } from './refusals.ts'
import { campaignStrings } from './strings.ts'
import { campaignPurpose, caseHref, casesHref, police } from './words.ts'

interface Shown { readonly personId: string; readonly name: string; readonly facts: readonly { readonly field: string; readonly value: string | null; readonly source: string; readonly asOf: string }[] }

export interface CaseModel {
  readonly opened: OpenedCase
  /** The person of the register; nothing where nobody is linked or the officer may not open them. */
  readonly person: Shown | null
  readonly me: string | null
  readonly today: PlainDate
  readonly typed: { readonly outcome: string; readonly note: string; readonly field: string; readonly value: string; readonly decision: string }
}

/** One case: what the list says beside what the register says, and one form for the next step. */
export function CasePage(props: CaseModel & { lang: Lang }) {
  const { opened: { campaign, kind, found, line, events, restricted }, person, lang } = props
  const say = campaignStrings.in(lang)
  const running = campaign.state === 'open'
  return (
    <>
      <h1>{line?.fields.name || person?.name || say('cases.line', { n: found.rowNo })}</h1>
      <p class="lead">{capital(say(`finding.${found.finding}`))}. {kind.lookAt[lang]}</p>
      {line ? (
        <KnownCard title={say('case.line-card')}>
          {(['name', 'birth', 'gender', 'numbers', 'address'] as const).map((field) => <FactLine f={`line.${field}`} label={say(`case.${field}`)} value={lineWords(field, line.fields[field], lang) || undefined} />)}
        </KnownCard>
      ) : <Notice kind="info" title={say(restricted ? 'case.restricted' : 'case.line-gone')} />}
      {person && (
        <>
          <KnownCard title={`${say(isLinked(found) ? 'case.register-card' : 'case.candidate-card')}: ${person.name}`}>
            {person.facts.map((fact) => <FactLine f={`subject.${fact.field}`} label={fieldWord(fact.field, lang)} value={fact.value ?? undefined} source={{ name: fact.source, date: formatDateVi(fact.asOf) }} />)}
          </KnownCard>
          <p><a href={`/dc/nguoi/${person.personId}`}>{say('case.open-person')}</a></p>
        </>
      )}
      {!person && found.personId !== null && !restricted && <Notice kind="info" title={say('case.elsewhere')} />}
      {found.personId === null && <p><a href="/dc/tim">{say('case.search')}</a> · <a href="/dc/in/dc01">{say('case.dc01')}</a></p>}
      {running && (found.state === 'open' || found.state === 'taken') && <Work {...props} />}
      {found.state === 'proposed' && <Proposed {...props} />}
      {found.state === 'done' && <Notice kind="success" title={say('case.done', { outcome: outcomeOf(found.outcome!).name[lang] })}>{found.note && <p>{found.note}</p>}</Notice>}
      {found.state === 'settled' && <Notice kind="info" title={say('case.settled')} />}
      <h2>{say('case.history')}</h2>
      {events.length === 0 ? <p class="muted">{say('case.none-yet')}</p> : <ol class="plain-steps">{events.map((event) => <li>{whenWords(event.at)}: {say(`event.${event.kind}`)}{event.detail && <>, {outcomeOf(event.detail).name[lang]}</>}{event.note && <>. {event.note}</>}</li>)}</ol>}
    </>
  )
}

/** What a line was read as, in words; what could not be read stays as it came. */
function lineWords(field: string, text: string, lang: Lang): string {
  if (field === 'gender') return genderWord(text, lang)
  return field === 'birth' && isPartialDate(text) ? formatPartialVi(text) : text
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

function Work(props: CaseModel & { lang: Lang }) {
  const { opened: { campaign, kind, found }, typed, lang, today } = props
  const say = campaignStrings.in(lang)
  const action = caseHref(campaign.campaignId, found.caseId)
  const hidden = (what: string): Record<string, string> => ({ what, version: String(found.version) })
  const mine = found.state === 'taken' && found.takenBy === props.me
  const correcting = isLinked(found)
  const outcomes = outcomesOf(kind, today).filter((outcome) => correcting || outcome.effect !== 'correction')
  return (
    <>
      {found.state === 'taken' && !mine && <p class="hint">{say('case.taken-other')}</p>}
      {mine ? <p class="hint">{say('case.taken')}</p> : <Form action={action} command={newId()} hidden={hidden('take')} label={say('case.take')}><Button kind="secondary" act="take" shortcut="F4">{say('case.take')}</Button></Form>}
      <Form action={action} command={newId()} hidden={hidden('record')} class="narrow-form" label={say('case.record')}>
        <h2>{say('case.record')}</h2>
        <p class="hint">{say('case.record-hint')}</p>
        <Select name="outcome" label={say('one.outcome')} value={typed.outcome} options={outcomes.map((outcome) => ({ value: outcome.id, label: outcome.name[lang] }))} />
        <TextArea name="note" label={say('case.note')} hint={say('case.note-hint')} value={typed.note} rows={2} />
        {correcting && (
          <>
            <h3>{say('case.wrong')}</h3>
            <p class="hint">{say('case.wrong-hint')}</p>
            <Select name="field" label={say('case.field')} value={typed.field} optional options={correctable.map((field) => ({ value: field, label: fieldWord(field, lang) }))} />
            <TextField name="value" label={say('case.value')} value={typed.value} optional />
          </>
        )}
        <div class="buttons"><Button act="record-outcome" shortcut="F10">{say('case.send')}</Button></div>
      </Form>
    </>
  )
}

function Proposed(props: CaseModel & { lang: Lang }) {
  const { opened: { campaign, found, mayDecide }, typed, lang } = props
  const say = campaignStrings.in(lang)
  return (
    <>
      <Notice kind="info" title={say('case.proposed', { outcome: outcomeOf(found.outcome!).name[lang] })}><p>{found.note}</p>{found.correctionCase && <p><a href="/lam-viec/sua-thong-tin">{say('case.correction')}</a></p>}</Notice>
      {mayDecide && found.proposedBy !== props.me && campaign.state === 'open' && (
        <Form action={caseHref(campaign.campaignId, found.caseId)} command={newId()} hidden={{ what: 'decide', version: String(found.version) }} class="narrow-form" label={say('case.decide')}>
          <RadioGroup name="decision" label={say('case.decision')} value={typed.decision} options={[{ value: 'approve', label: say('case.approve'), shortcut: '1' }, { value: 'return', label: say('case.return'), shortcut: '2' }]} />
          <TextArea name="note" label={say('case.decision-note')} value={typed.note} rows={2} />
          <div class="buttons"><Button act="decide-case" shortcut="F10">{say('case.send-decision')}</Button></div>
        </Form>
      )}
    </>
  )
}

const caseIdOf = (req: PageRequest): string => (isId(req.params['case'] ?? '') ? req.params['case']! : refuse('campaigns-web.unknown'))
const access = { officer: police }

export const caseRoute = pageRoute({ method: 'GET', url: '/chien-dich/:campaign/viec/:case', access, purpose: campaignPurpose, handler: (ctx, req) => casePage(ctx, req) })

export const workCaseRoute = pageRoute({
  method: 'POST', url: '/chien-dich/:campaign/viec/:case', access, purpose: campaignPurpose,
  async handler(ctx, req) {
    const ref = { campaignId: campaignIdOf(req), caseId: caseIdOf(req), version: req.form.whole('version') }
    const here = { redirect: caseHref(ref.campaignId, ref.caseId) }
    switch (req.form.get('what')) {
      case 'take': await takeCase(ctx, ref); return here
      case 'record': {
        const field = req.form.get('field')
        const { found } = await readCase(ctx, ref.campaignId, ref.caseId)
        const [fact] = isLinked(found) && correctable.some((each) => each === field) && outcomeWantsValue(req) ? await readFacts(ctx, found.personId!, [field as PersonField]) : []
        await recordOutcome(ctx, { ...ref, outcome: req.form.get('outcome'), note: req.form.get('note'), correction: { field, shown: fact ? factWords(field, fact.value, ctx.today, 'vi') : null, value: req.form.get('value') }, commandId: req.commandId ?? newId() })
        return here
      }
      case 'decide': {
        const decision = req.form.get('decision')
        if (decision !== 'approve' && decision !== 'return') return casePage(ctx, req, [{ field: 'decision', vi: campaignStrings.vi['case.choose'], en: campaignStrings.en['case.choose'] }], 422)
        await closeCase(ctx, { ...ref, decision, note: req.form.get('note') })
        return here
      }
      default:
        await readCase(ctx, ref.campaignId, ref.caseId)
        return here
    }
  },
  onRefusal: (ctx, req, refusal) => casePage(ctx, req, errorsOf(refusal), refusal.status),
})

const outcomeWantsValue = (req: PageRequest): boolean => req.form.get('outcome') !== '' && outcomeOf(req.form.get('outcome')).effect === 'correction'

async function casePage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const opened = await readCase(ctx, campaignIdOf(req), caseIdOf(req))
  const { found, campaign } = opened
  const person = found.personId === null || opened.restricted ? null : await shownOf(ctx, found.personId, req.lang)
  const typed = { outcome: req.form.get('outcome'), note: req.form.get('note'), field: req.form.get('field'), value: req.form.get('value'), decision: req.form.get('decision') }
  const back = casesHref(campaign.campaignId, { area: found.area, state: found.state === 'proposed' ? 'proposed' : 'left' })
  return workPage(ctx, req, { title: campaignStrings.t(req.lang, 'case.title'), screen: 'D-campaign-case', path: caseHref(campaign.campaignId, found.caseId), errors, back: { href: back, label: campaign.title } },
    <CasePage opened={opened} person={person} me={'personId' in ctx.actor ? ctx.actor.personId : null} today={ctx.today} typed={typed} lang={req.lang} />, status)
}

const shownFields: readonly PersonField[] = ['fullName', 'birthDate', 'gender', 'pin', 'lifeStatus']

/** What the register holds of the person; nothing where this officer may not open them. */
async function shownOf(ctx: Ctx, personId: string, lang: Lang): Promise<Shown | null> {
  try {
    const facts = await readFacts(ctx, personId, shownFields)
    return { personId, name: facts.find((fact) => fact.field === 'fullName')?.value as string, facts: facts.map((fact) => ({ field: fact.field, value: factWords(fact.field, fact.value, ctx.today, lang), source: fact.sourceName, asOf: fact.asOf })) }
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
