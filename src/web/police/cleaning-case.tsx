import { decideExemption, exemptionReasons, lookedAt, nextFinding, proposeCorrection, proposeExemption, readFinding, reopenFinding, takeFinding, withdrawExemption, type NamedAct, type OpenedFinding, type Rule } from '../../data-ecosystem/quality/index.ts'
import type { ListLine, PersonLine } from '../../data-ecosystem/linkage/index.ts'
import { readFacts, type PersonField } from '../../foundations/population/index.ts'
import { readHousehold, type HouseholdRecord } from '../../foundations/residence/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatPartialVi, isPartialDate } from '../../kernel/partial-date.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { Refusal, type FieldError } from '../../kernel/refusal.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { dossiersConcerning } from '../../public-services/dossier/index.ts'
import { Button, ButtonLink, FactLine, Form, KnownCard, Notice, RadioGroup, TextArea, TextField, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { actWord } from './act-words.ts'
import { cleaningPurpose } from './cleaning-purpose.ts'
import { cleaningStrings } from './cleaning-strings.ts'
import { factWords, fieldWord, genderWord, whenWords } from './fact-words.ts'
import { policeAccess, policePage } from './frame.tsx'
import { linesOfFindings } from './list-lines.ts'
import { refuse } from './refusals.ts'
import { readEvidence } from './rule-evidence.ts'
import { lineKey, lineWords, Sources, sourcesOf } from './sources.tsx'

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
  /** What that line says in the field the rule is about, in words; null where it says nothing. */
  readonly listed: string | null
  /** What every list that names the person says; empty where there is no other list than the finding's own. */
  readonly sources: readonly PersonLine[]
  readonly me: string | null
  readonly commander: boolean
  readonly today: PlainDate
  readonly typed: { readonly value: string; readonly note: string; readonly reason: string }
  /** The case decided before this one in the list, and what came of it. */
  readonly decided: { readonly findingId: string; readonly what: Decided } | null
  /** Codes of the dossiers in which acts of the history were done. */
  readonly dossiers: ReadonlyMap<string, string>
  /** The case behind this one, once this is decided. */
  readonly next: string | null
}

const decisions = ['correct', 'exempt', 'approve', 'return'] as const
type Decided = (typeof decisions)[number]

/** P-14: the evidence, what to look at, and one form for each way out. */
export function CleaningCase(props: CaseModel & { lang: Lang }) {
  const { opened, opened: { finding, rule, events }, lang } = props
  const say = cleaningStrings.in(lang)
  const late = finding.dueOn < props.today
  const open = finding.state === 'open' || finding.state === 'assigned'
  return (
    <>
      {props.decided && <Notice kind="success" title={say(`done.${props.decided.what}`)} live><p><a href={`/dc/sach/viec/${props.decided.findingId}`}>{say(props.decided.what === 'exempt' ? 'done.look-undo' : 'done.look')}</a></p></Notice>}
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
      {props.sources.length > 0 && props.person && <Sources register={registerWords(props.person)} lines={props.sources} field={open ? rule.field : undefined} action={`/dc/sach/viec/${finding.findingId}`} lang={lang} />}
      {open && <Decide {...props} />}
      {finding.state === 'proposed' && <Proposed {...props} />}
      {(finding.state === 'fixed' || finding.state === 'exempted') && <Notice kind="success" title={say('one.done', { state: say(`state.${finding.state}`) })} />}
      {finding.state === 'exempted' && props.commander && <Reopen {...props} />}
      {props.next && <p><ButtonLink kind="secondary" act="next-case" href={`/dc/sach/viec/${props.next}`} shortcut="F8">{say('one.next')}</ButtonLink></p>}
      <h2>{say('one.history')}</h2>
      <ol class="plain-steps">{events.map((event) => (
        <li>{whenWords(event.at)}: {say(event.reason === 'withdrawn' ? 'event.withdrawn' : `event.${event.kind}`)}{event.note && <>. {event.note}</>}{event.byPass && <>. {say('event.by-pass')}</>}
          {event.actId && opened.acts.has(event.actId) && <ActBehind act={opened.acts.get(event.actId)!} {...props} />}
        </li>
      ))}</ol>
      <p class="hint">{say('one.basis', { basis: rule.basis })}</p>
    </>
  )
}

/** The act by which a step came about: its kind and day, the papers it rests on, and where it stands. */
function ActBehind({ act, dossiers, opened: { finding }, lang }: CaseModel & { act: NamedAct; lang: Lang }) {
  const say = cleaningStrings.in(lang)
  const dossier = act.dossierId === null ? undefined : dossiers.get(act.dossierId)
  const papers = act.documents.map((paper) => [paper.kind, paper.number, paper.date && formatDateVi(paper.date)].filter(Boolean).join(' '))
  return (
    <p class="hint">
      {say(act.own ? 'event.act' : 'event.act-other', { act: actWord(act.type, lang) ?? act.article, day: formatDateVi(act.occurredOn) })}
      {papers.length > 0 && <>. {say('event.papers', { papers: papers.join('; ') })}</>}
      {dossier && <>. <a href={`/lam-viec/tra-cuu?ma=${encodeURIComponent(dossier)}`}>{say('event.dossier', { code: dossier })}</a></>}
      {act.own && <>. <a href={finding.subjectKind === 'household' ? `/dc/ho/${finding.subjectId}` : `/dc/nguoi/${finding.subjectId}`}>{say('event.story')}</a></>}
    </p>
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

/** The register's own words, as they are shown above. */
function registerWords({ title, facts }: Shown): { fullName: string; birthDate: string | null; gender: string | null; identityNumbers: string | null } {
  const of = (field: string): string | null => facts.find((fact) => fact.field === field)?.value ?? null
  return { fullName: title, birthDate: of('birthDate'), gender: of('gender'), identityNumbers: of('pin') }
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
          <TextField name="value" label={`${say('one.value')}: ${fieldWord(rule.field, lang)}`} value={typed.value} shortcut="F2" />
          {props.listed && typed.value !== props.listed && <p><ButtonLink kind="quiet" act="value-of-list" href={`${action}?lay=danh-sach`} shortcut="F6">{say('one.take-listed', { value: props.listed })}</ButtonLink></p>}
          <TextArea name="note" label={say('one.note')} hint={say('one.note-hint')} value={typed.note} rows={2} />
          <div class="buttons"><Button act="propose-correction" shortcut="F9">{say('one.send-correct')}</Button></div>
        </Form>
      ) : finding.subjectKind === 'line' ? <p>{say('one.line-elsewhere')} <a href="/dc/tim">{say('one.line-search')}</a>. <a href="/dc/in/dc01">{say('one.line-dc01')}</a>.</p> : <p>{say('one.elsewhere')}</p>}
      <Form action={action} command={newId()} hidden={hidden('exempt')} class="narrow-form" label={say('one.exempt')}>
        <h2>{say('one.exempt')}</h2>
        <p class="hint">{say('one.exempt-hint')}</p>
        <RadioGroup name="reason" label={say('one.reason')} value={typed.reason} options={exemptionReasons.map((reason, i) => ({ value: reason, label: say(`reason.${reason}`), shortcut: String(i + 1) }))} />
        <TextArea name="seen" label={say('one.note')} hint={say('one.note-hint')} value={typed.note} rows={2} />
        <div class="buttons"><Button kind="secondary" act="propose-exemption" shortcut="F10">{say('one.send-exempt')}</Button></div>
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
      {finding.proposedBy === props.me && <Form action={`/dc/sach/viec/${finding.findingId}`} command={newId()} hidden={{ what: 'withdraw', version: String(finding.version) }} label={say('one.withdraw')}><Button kind="secondary" act="withdraw-proposal">{say('one.withdraw')}</Button></Form>}
      {props.commander && finding.proposedBy !== props.me && (
        <Form action={`/dc/sach/viec/${finding.findingId}`} command={newId()} hidden={{ what: 'decide', version: String(finding.version) }} class="narrow-form" label={say('one.decide')}>
          <h2>{say('one.decide')}</h2>
          <TextArea name="note" label={say('one.decision-note')} hint={say('one.decision-hint')} value={typed.note} rows={2} optional />
          <div class="buttons">
            <Button name="decision" value="approve" act="approve-exemption" shortcut="1">{say('one.approve')}</Button>
            <Button name="decision" value="return" kind="secondary" act="return-exemption" shortcut="2">{say('one.return')}</Button>
          </div>
        </Form>
      )}
    </>
  )
}

function Reopen(props: CaseModel & { lang: Lang }) {
  const { opened: { finding, events }, lang } = props
  const say = cleaningStrings.in(lang)
  const reason = exemptionReasons.find((each) => each === finding.proposalReason)
  return (
    <>
      {reason && <p>{say('one.exempted', { reason: say(`reason.${reason}`), when: whenWords(events.findLast(({ kind }) => kind === 'exempted')?.at ?? finding.openedAt) })}</p>}
      <details class="details details-box" open={props.typed.note !== ''}>
        <summary>{say('one.reopen')}</summary>
        <div class="details-body">
          <Form action={`/dc/sach/viec/${finding.findingId}`} command={newId()} hidden={{ what: 'reopen', version: String(finding.version) }} class="narrow-form" label={say('one.reopen')}>
            <TextArea name="note" label={say('one.reopen-why')} value={props.typed.note} rows={2} />
            <div class="buttons"><Button kind="secondary" act="reopen-finding">{say('one.reopen')}</Button></div>
          </Form>
        </div>
      </details>
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
    // One case, one decision, the next: a list is worked through without going back to it.
    const onTo = async (decided: Decided): Promise<PageReply> => {
      const approving = decided === 'approve' || decided === 'return'
      const next = await nextFinding(ctx, findingId, approving ? 'approve' : 'work')
      const said = `vua-xong=${findingId}&ket-qua=${decided}`
      return { redirect: next ? `/dc/sach/viec/${next}?${said}` : `/dc/sach/viec/${findingId}?${said}` }
    }
    switch (req.form.get('what')) {
      case 'take': await takeFinding(ctx, { findingId, version }); return here
      case 'correct': {
        const opened = await readFinding(ctx, findingId)
        const field = opened.rule.field as PersonField
        const [fact] = await readFacts(ctx, opened.finding.subjectId, [field])
        await proposeCorrection(ctx, { findingId, version, shown: factWords(field, fact?.value, ctx.today, 'vi'), value: req.form.get('value'), note: req.form.get('note'), commandId: req.form.get('command') || newId() })
        return onTo('correct')
      }
      case 'exempt': await proposeExemption(ctx, { findingId, version, reason: req.form.get('reason'), note: req.form.get('seen') }); return onTo('exempt')
      case 'withdraw': await withdrawExemption(ctx, { findingId, version }); return here
      case 'reopen': await reopenFinding(ctx, { findingId, version, note: req.form.get('note') }); return here
      case 'decide': {
        const decision = req.form.get('decision')
        if (decision !== 'approve' && decision !== 'return') return casePage(ctx, req, [{ field: 'note', vi: cleaningStrings.vi['one.choose'], en: cleaningStrings.en['one.choose'] }], 422)
        await decideExemption(ctx, { findingId, version, decision, note: req.form.get('note') })
        return onTo(decision)
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
  const person = finding.subjectKind === 'person' ? await shownOf(ctx, finding.subjectId, rule, req.lang) : null
  const others = await Promise.all(opened.others.map((id) => shownOf(ctx, id, rule, req.lang)))
  const household = finding.subjectKind === 'household' ? await readHousehold(ctx, finding.subjectId).catch(gone) : null
  const line = (await linesOfFindings(ctx, [finding], 'open')).get(finding.findingId) ?? null
  const sources = person ? await othersSay(ctx, opened) : []
  const wanted = sources.find((each) => lineKey(each) === req.query['lay'])
  const listed = line && rule.field ? listedValue(line, rule.field, req.lang) : null
  const model: CaseModel = {
    opened, person, line, listed, sources, others: others.filter((each) => each !== null), restricted: others.includes(null), household, me: 'personId' in ctx.actor ? ctx.actor.personId : null, today: ctx.today,
    commander: ctx.actor.kind === 'officer' && ctx.actor.role === 'police-commander',
    typed: { value: req.form.get('value') || (req.query['lay'] === 'danh-sach' ? listed ?? '' : wanted && rule.field ? listedValue(wanted, rule.field, req.lang) ?? '' : ''), note: req.form.get('note') || req.form.get('seen'), reason: req.form.get('reason') },
    dossiers: await dossiersOf(ctx, opened),
    decided: decidedOf(req), next: finding.state === 'open' || finding.state === 'assigned' ? null : await nextFinding(ctx, finding.findingId, 'work'),
  }
  const title = rule.name[req.lang]
  return policePage(ctx, req, { title, screen: 'P-14', path: `/dc/sach/viec/${finding.findingId}`, errors, back: { href: `/dc/sach/${rule.id}`, label: title } }, <CleaningCase {...model} lang={req.lang} />, status)
}

/** Codes alone: what stands in a dossier is read where its page is opened. */
async function dossiersOf(ctx: Ctx, { finding, acts }: OpenedFinding): Promise<Map<string, string>> {
  const ids = [...acts.values()].flatMap(({ own, dossierId }) => (own && dossierId ? [dossierId] : []))
  return new Map(ids.length === 0 || finding.subjectKind !== 'person' ? [] : (await dossiersConcerning(ctx.tx, ids, [finding.subjectId])).filter(({ openable }) => openable).map(({ dossierId, code }) => [dossierId, code]))
}

/** The word of a list for a field of the register, as an officer would write it. */
function listedValue(line: ListLine, field: string, lang: Lang): string | null {
  return field === 'fullName' || field === 'birthDate' || field === 'gender' ? lineWords(line, lang)[field] : null
}

/** What lists say of the person, where the case asks for it: it came from a list, or is about a fact that lists have too. Nothing where its own line is all there is. */
async function othersSay(ctx: Ctx, { finding, rule, list }: OpenedFinding): Promise<PersonLine[]> {
  if (finding.subjectKind !== 'person' || (!list && !['fullName', 'birthDate', 'gender'].includes(rule.field ?? ''))) return []
  const lines = await sourcesOf(ctx, finding.subjectId).catch(gone) ?? []
  return lines.some((line) => line.listId !== finding.listId || line.rowNo !== list?.rowNo) ? lines : []
}

/** By the address a decision leads on to. */
function decidedOf(req: PageRequest): CaseModel['decided'] {
  const [findingId, what] = [req.query['vua-xong'] ?? '', decisions.find((each) => each === req.query['ket-qua'])]
  return isId(findingId) && what ? { findingId, what } : null
}

const always: readonly PersonField[] = ['fullName', 'birthDate', 'gender', 'pin']

/** What the register holds of one person that the rule looks at; nothing where he may not be opened from here. */
async function shownOf(ctx: Ctx, personId: string, rule: Rule, lang: Lang): Promise<Shown | null> {
  try {
    const facts = await readEvidence(ctx, personId, rule, always, lang)
    return { personId, title: facts.find((fact) => fact.field === 'fullName')?.value ?? '', facts: facts.filter((fact) => fact.field !== 'fullName' || lookedAt(rule).includes('fullName')) }
  } catch (error) {
    return gone(error)
  }
}

function gone(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}
