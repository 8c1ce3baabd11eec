import { decideExemption, exemptionReasons, proposeCorrection, proposeExemption, readFinding, takeFinding, type OpenedFinding } from '../../data-ecosystem/quality/index.ts'
import type { ListLine } from '../../data-ecosystem/linkage/index.ts'
import { readFacts, type PersonField } from '../../foundations/population/index.ts'
import { readHousehold, type HouseholdRecord } from '../../foundations/residence/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatPartialVi, isPartialDate } from '../../kernel/partial-date.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { Refusal, type FieldError } from '../../kernel/refusal.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, FactLine, Form, KnownCard, Notice, RadioGroup, Select, TextArea, TextField, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { cleaningPurpose } from './cleaning-purpose.ts'
import { cleaningStrings } from './cleaning-strings.ts'
import { factWords, fieldWord, genderWord, whenWords } from './fact-words.ts'
import { policeAccess, policePage } from './frame.tsx'
import { linesOfFindings } from './list-lines.ts'
import { refuse } from './refusals.ts'

interface Shown {
  readonly personId: string
  readonly title: string
  readonly facts: readonly { readonly field: string; readonly value: string | null; readonly source: string; readonly asOf: string }[]
}

export interface CaseModel {
  readonly opened: OpenedFinding
  readonly person: Shown | null
  readonly others: readonly Shown[]
  /** Some of the others may not be opened from here. */
  readonly restricted: boolean
  readonly household: HouseholdRecord | null
  /** What the sector's list says in the line it was found on. */
  readonly line: ListLine | null
  readonly me: string | null
  readonly commander: boolean
  readonly today: PlainDate
  readonly typed: { readonly value: string; readonly note: string; readonly reason: string; readonly decision: string }
}

/** P-14: the evidence, what to look at, and one form for each way out. */
export function CleaningCase(props: CaseModel & { lang: Lang }) {
  const { opened, opened: { finding, rule, events }, lang } = props
  const say = cleaningStrings.in(lang)
  const late = finding.dueOn < props.today
  const open = finding.state === 'open' || finding.state === 'assigned'
  return (
    <>
      <h1>{rule.name[lang]}</h1>
      {open && <p class={late ? 'late' : 'hint'}>{say(late ? 'one.late' : 'one.due', { day: formatDateVi(finding.dueOn) })}</p>}
      <dl class="plain-list">
        <dt><strong>{say('one.look')}</strong></dt><dd>{rule.lookAt[lang]}</dd>
        <dt><strong>{say('one.closes')}</strong></dt><dd>{rule.closes[lang]}</dd>
      </dl>
      {props.person && <PersonCard shown={props.person} title={say('one.record')} lang={lang} />}
      {props.others.map((other) => <PersonCard shown={other} title={say('one.other')} lang={lang} />)}
      {props.restricted && <Notice kind="info" title={say('one.restricted')} />}
      {opened.list && <p>{say(opened.list.rowNo > 0 ? 'one.list-line' : 'one.list-none', { list: opened.list.title, n: opened.list.rowNo, when: whenWords(opened.list.judgedAt) })}</p>}
      {props.line && <LineCard line={props.line} lang={lang} />}
      {props.household && <HouseholdCard household={props.household} lang={lang} />}
      {open && <Decide {...props} />}
      {finding.state === 'proposed' && <Proposed {...props} />}
      {(finding.state === 'fixed' || finding.state === 'exempted') && <Notice kind="success" title={say('one.done', { state: say(`state.${finding.state}`) })} />}
      <h2>{say('one.history')}</h2>
      <ol class="plain-steps">{events.map((event) => <li>{whenWords(event.at)}: {say(`event.${event.kind}`)}{event.note && <>. {event.note}</>}</li>)}</ol>
      <p class="hint">{say('one.basis', { basis: rule.basis })}</p>
    </>
  )
}

function PersonCard(props: { shown: Shown; title: string; lang: Lang }) {
  return (
    <>
      <KnownCard title={`${props.title}: ${props.shown.title}`}>
        {props.shown.facts.map((fact) => <FactLine f={`subject.${fact.field}`} label={fieldWord(fact.field, props.lang)} value={fact.value ?? undefined} source={{ name: fact.source, date: formatDateVi(fact.asOf) }} />)}
      </KnownCard>
      <p><a href={`/dc/nguoi/${props.shown.personId}`}>{cleaningStrings.t(props.lang, 'one.open-person')}<span class="sr-only">: {props.shown.title}</span></a></p>
    </>
  )
}

function LineCard(props: { line: ListLine; lang: Lang }) {
  const say = cleaningStrings.in(props.lang)
  const { name, birth, gender, numbers, address } = props.line.fields
  const facts = [['fullName', name], ['birthDate', isPartialDate(birth) ? formatPartialVi(birth) : birth], ['gender', genderWord(gender === '' ? null : gender, props.lang)], ['identityNumbers', numbers.replaceAll(';', ', ')], ['residence', address]] as const
  return (
    <section aria-labelledby="list-line">
      <h2 id="list-line">{say('one.line', { n: props.line.rowNo })}</h2>
      <dl class="plain-list">{facts.filter(([, value]) => value !== '').map(([field, value]) => <><dt><strong>{fieldWord(field, props.lang)}</strong></dt><dd>{value}</dd></>)}</dl>
    </section>
  )
}

function HouseholdCard(props: { household: HouseholdRecord; lang: Lang }) {
  const say = cleaningStrings.in(props.lang)
  const { household } = props
  return (
    <>
      <KnownCard title={`${say('one.members')}: ${household.fileNumber}`}>
        {household.members.map((member) => <FactLine f="household.member" label={member.relationText} value={<a href={`/dc/nguoi/${member.personId}`}>{member.fullName}{member.isHead && <>, {say('one.head')}</>}</a>} />)}
      </KnownCard>
      <p><a href={`/dc/ho/${household.householdId}`}>{say('one.open-household')}</a></p>
    </>
  )
}

function Decide(props: CaseModel & { lang: Lang }) {
  const { opened: { finding, rule }, lang, typed } = props
  const say = cleaningStrings.in(lang)
  const action = `/dc/sach/viec/${finding.findingId}`
  const hidden = (what: string): Record<string, string> => ({ what, version: String(finding.version) })
  const mine = finding.state === 'assigned' && finding.assignedTo === props.me
  return (
    <>
      {mine ? <p class="hint">{say('one.taken')}</p> : (
        <Form action={action} command={newId()} hidden={hidden('take')} label={say('one.take')}><Button kind="secondary" act="take" shortcut="F4">{say('one.take')}</Button></Form>
      )}
      {rule.field && finding.subjectKind === 'person' ? (
        <Form action={action} command={newId()} hidden={hidden('correct')} class="narrow-form" label={say('one.correct')}>
          <h2>{say('one.correct')}</h2>
          <p class="hint">{say('one.correct-hint')}</p>
          <TextField name="value" label={`${say('one.value')}: ${fieldWord(rule.field, lang)}`} value={typed.value} />
          <TextArea name="note" label={say('one.note')} hint={say('one.note-hint')} value={typed.note} rows={2} />
          <div class="buttons"><Button act="propose-correction">{say('one.send-correct')}</Button></div>
        </Form>
      ) : finding.subjectKind === 'line' ? <p>{say('one.line-elsewhere')} <a href="/dc/tim">{say('one.line-search')}</a>. <a href="/dc/in/dc01">{say('one.line-dc01')}</a>.</p> : <p>{say('one.elsewhere')}</p>}
      <Form action={action} command={newId()} hidden={hidden('exempt')} class="narrow-form" label={say('one.exempt')}>
        <h2>{say('one.exempt')}</h2>
        <p class="hint">{say('one.exempt-hint')}</p>
        <Select name="reason" label={say('one.reason')} value={typed.reason} options={exemptionReasons.map((reason) => ({ value: reason, label: say(`reason.${reason}`) }))} />
        <TextArea name="seen" label={say('one.note')} hint={say('one.note-hint')} value={typed.note} rows={2} />
        <div class="buttons"><Button kind="secondary" act="propose-exemption">{say('one.send-exempt')}</Button></div>
      </Form>
    </>
  )
}

function Proposed(props: CaseModel & { lang: Lang }) {
  const { opened: { finding }, lang, typed } = props
  const say = cleaningStrings.in(lang)
  if (finding.proposal === 'correction') return <Notice kind="info" title={say('one.proposed-correct')}><p><a href="/lam-viec/sua-thong-tin">/lam-viec/sua-thong-tin</a></p></Notice>
  const reason = exemptionReasons.find((each) => each === finding.proposalReason)
  return (
    <>
      <Notice kind="info" title={say('one.proposed', { reason: reason ? say(`reason.${reason}`) : '' })}><p>{finding.proposalNote}</p></Notice>
      {props.commander && finding.proposedBy !== props.me && (
        <Form action={`/dc/sach/viec/${finding.findingId}`} command={newId()} hidden={{ what: 'decide', version: String(finding.version) }} class="narrow-form" label={say('one.decide')}>
          <RadioGroup name="decision" label={say('one.decision')} value={typed.decision} options={[{ value: 'approve', label: say('one.approve'), shortcut: '1' }, { value: 'return', label: say('one.return'), shortcut: '2' }]} />
          <TextArea name="note" label={say('one.decision-note')} value={typed.note} rows={2} />
          <div class="buttons"><Button act="decide-exemption" shortcut="F10">{say('one.send-decision')}</Button></div>
        </Form>
      )}
    </>
  )
}

const findingOf = (req: PageRequest): string => (isId(req.params['finding'] ?? '') ? req.params['finding']! : refuse('police.case-unknown'))

export const cleaningCaseRoute = pageRoute({ method: 'GET', url: '/dc/sach/viec/:finding', access: policeAccess, purpose: cleaningPurpose, handler: (ctx, req) => casePage(ctx, req) })

export const decideCaseRoute = pageRoute({
  method: 'POST', url: '/dc/sach/viec/:finding', access: policeAccess, purpose: cleaningPurpose,
  async handler(ctx, req) {
    const findingId = findingOf(req)
    const version = req.form.whole('version')
    const here = { redirect: `/dc/sach/viec/${findingId}` }
    switch (req.form.get('what')) {
      case 'take': await takeFinding(ctx, { findingId, version }); return here
      case 'correct': {
        const opened = await readFinding(ctx, findingId)
        const field = opened.rule.field as PersonField
        const [fact] = await readFacts(ctx, opened.finding.subjectId, [field])
        await proposeCorrection(ctx, { findingId, version, shown: factWords(field, fact?.value, ctx.today, 'vi'), value: req.form.get('value'), note: req.form.get('note'), commandId: req.form.get('command') || newId() })
        return here
      }
      case 'exempt': await proposeExemption(ctx, { findingId, version, reason: req.form.get('reason'), note: req.form.get('seen') }); return here
      case 'decide': {
        const decision = req.form.get('decision')
        if (decision !== 'approve' && decision !== 'return') return casePage(ctx, req, [{ field: 'decision', vi: cleaningStrings.vi['one.choose'], en: cleaningStrings.en['one.choose'] }], 422)
        await decideExemption(ctx, { findingId, version, decision, note: req.form.get('note') })
        return { redirect: '/dc/sach/cho-duyet' }
      }
      default:
        await readFinding(ctx, findingId)
        return here
    }
  },
  onRefusal: (ctx, req, refusal) => casePage(ctx, req, fieldsHere(req, errorsOf(refusal)), refusal.status),
})

/** In the form of an outcome the note stands under another name: two forms are on one page. */
const fieldsHere = (req: PageRequest, errors: readonly FieldError[]): readonly FieldError[] => (req.form.get('what') === 'exempt' ? errors.map((error) => (error.field === 'note' ? { ...error, field: 'seen' } : error)) : errors)

async function casePage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const opened = await readFinding(ctx, findingOf(req))
  const { finding, rule } = opened
  const fields = [...new Set<PersonField>(['fullName', 'birthDate', 'gender', 'pin', ...(rule.field ? [rule.field as PersonField] : []), ...(rule.category === 'C12' ? ['lifeStatus', 'deathDate'] as const : []), ...(rule.category === 'C24' ? ['maritalStatus'] as const : [])])]
  const person = finding.subjectKind === 'person' ? await shownOf(ctx, finding.subjectId, fields, req.lang) : null
  const others = await Promise.all(opened.others.map((id) => shownOf(ctx, id, fields, req.lang)))
  const household = finding.subjectKind === 'household' ? await readHousehold(ctx, finding.subjectId).catch(gone) : null
  const model: CaseModel = {
    opened, person, line: (await linesOfFindings(ctx, [finding], 'open')).get(finding.findingId) ?? null, others: others.filter((each) => each !== null), restricted: others.includes(null), household, me: 'personId' in ctx.actor ? ctx.actor.personId : null, today: ctx.today,
    commander: ctx.actor.kind === 'officer' && ctx.actor.role === 'police-commander',
    typed: { value: req.form.get('value'), note: req.form.get('note') || req.form.get('seen'), reason: req.form.get('reason'), decision: req.form.get('decision') },
  }
  const title = rule.name[req.lang]
  return policePage(ctx, req, { title, screen: 'P-14', path: `/dc/sach/viec/${finding.findingId}`, errors, back: { href: `/dc/sach/${rule.id}`, label: title } }, <CleaningCase {...model} lang={req.lang} />, status)
}

/** What the register holds of one person; nothing where he may not be opened from here. */
async function shownOf(ctx: Ctx, personId: string, fields: readonly PersonField[], lang: Lang): Promise<Shown | null> {
  try {
    const facts = await readFacts(ctx, personId, fields)
    const title = facts.find((fact) => fact.field === 'fullName')?.value as string
    return { personId, title, facts: facts.filter((fact) => fact.field !== 'fullName').map((fact) => ({ field: fact.field, value: factWords(fact.field, fact.value, ctx.today, lang), source: fact.sourceName, asOf: fact.asOf })) }
  } catch (error) {
    return gone(error)
  }
}

function gone(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}
