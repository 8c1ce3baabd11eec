import type { VNode } from 'preact'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { OpenDraft } from '../../public-services/dossier/index.ts'
import { checkModel, type PageModel } from '../../public-services/forms/index.ts'
import type { Fee } from '../../public-services/fees/index.ts'
import { formatDong } from '../../kernel/money.ts'
import { Button, CheckAnswers, Declaration, FeeBreakdown, Form, Icon, Notice, OtpField, QuestionPage, TaskList, t, type Lang } from '../kit/index.ts'
import { DemoCodeHint } from '../public/index.ts'
import { draftPath } from './draft-pages.tsx'
import { flowStrings } from './flow-strings.ts'
import { KnownCards } from './known-cards.tsx'

export interface CheckPageModel {
  readonly open: OpenDraft
  readonly fee: Fee
  readonly today: PlainDate
  /** The button was pressed while something was missing. */
  readonly pressed: boolean
}

/** What the child's papers will say and only the parents can judge; the rest follows and is folded. */
const printedFirst = new Set(['child.birthDate', 'child.gender', 'child.birthPlace', 'child.ethnicity', 'child.nativePlace'])

/** C-10: typed answers first, because only these can be wrong; then what the papers will say; what is known stays folded. */
export function CheckPage(props: CheckPageModel & { lang: Lang }) {
  const { open, fee, lang } = props
  const say = flowStrings.in(lang)
  const check = checkModel(open.service, open.filing)
  const missing = open.missing.filter((each) => each.kind !== 'declaration')
  const change = (pageId: string): string => `${draftPath(open.draft.draftId, pageId)}?ve=1`
  const printed = check.follows.filter((line) => printedFirst.has(line.path))
  const others = check.follows.filter((line) => !printedFirst.has(line.path))
  const lines = check.known.reduce((sum, card) => sum + card.lines.length, 0)
  return (
    <>
      <p class="caption">{open.service.name}</p>
      <h1>{say('check.title')}</h1>
      {missing.length > 0 && (
        <Notice kind={props.pressed ? 'error' : 'warn'} title={props.pressed ? say('check.errors', { n: missing.length }) : say('check.missing')} live={props.pressed}>
          <ul class="plain-list">{missing.map((each) => <li><a href={change(each.page)}>{each.says}</a></li>)}</ul>
        </Notice>
      )}
      {(open.filing.changed ?? []).map((each) => <Notice kind="warn" title={say('check.changed')}><p>{each.was} → {each.now}</p></Notice>)}
      <CheckAnswers title={say('check.answers')} answers={check.answers.map((line) => ({ label: line.label, ...(line.text === '' ? {} : { value: line.text }), changeHref: change(line.page) }))} />
      {printed.length > 0 && <CheckAnswers title={say(open.filing.facts['mother.fullName'] ? 'check.follows' : 'check.follows-other')} answers={printed.map((line) => ({ label: line.label, value: <Derived path={line.path} text={line.text} /> }))} />}
      {others.length > 0 && (
        <details class="details"><summary>{t(lang, 'known.more', { n: others.length })}</summary>
          <div class="details-body"><dl class="answers">{others.map((line) => <div class="answer answer-fixed"><dt>{line.label}</dt><dd class="answer-value"><Derived path={line.path} text={line.text} /></dd></div>)}</dl></div>
        </details>
      )}
      {check.papers.length > 0 && (
        <section class="stack"><h2>{say('check.papers')}</h2>
          <TaskList label={say('check.papers')} tasks={check.papers.map((paper) => ({ title: paper.label, state: paper.now?.state === 'given' || paper.now?.state === 'stored' ? 'done' as const : paper.now?.state === 'without' ? 'not-needed' as const : 'todo' as const, ...(paper.now?.pages ? { hint: say('check.paper-pages', { pages: paper.now.pages }) } : paper.now?.state === 'without' ? { hint: say('check.paper-without') } : {}), href: change('papers') }))} />
        </section>
      )}
      {check.consents.filter((each) => each.partyKnown).map((each) => <Notice kind="info" title={`${say('check.consents')}: ${each.label}`}><p>«{each.says}» {say('consent.text')}</p></Notice>)}
      <details class="details details-box"><summary>{say('check.known', { n: lines })}</summary><div class="details-body"><KnownCards cards={check.known} level={3} /></div></details>
      <FeeBreakdown total={formatDong(fee.total)} lines={fee.lines.map((line) => ({ label: line.label, amount: formatDong(line.amount), ...(line.reason ? { reason: line.reason } : line.amount > 0 ? { reason: say(line.kind === 'PHI' ? 'fee.pay-later' : 'fee.pay-desk') } : {}), basis: [line.basis.text, line.basis.article].filter(Boolean).join(', ') }))} {...(fee.lines.length === 0 && fee.reasons.length > 0 ? { totalReason: fee.reasons.join('; ') } : {})} />
      <section class="stack">
        <h2>{say('check.unit')}</h2>
        <p>{open.authority ? say('check.send-to', { unit: open.authority.name }) : say('start.unit-unknown')}</p>
        {open.notRun.map((lane) => <p class="hint">{say('sent.not-run', { title: lane.title })}. {lane.says}</p>)}
      </section>
      <Form action={draftPath(open.draft.draftId, 'check')}>
        <div class="buttons"><Button act="to-sign">{say('check.continue')}</Button><Button kind="quiet" name="_later" value="1" act="save-later">{t(lang, 'form.save-later')}</Button></div>
      </Form>
    </>
  )
}

const Derived = (props: { path: string; text: string }): VNode => <span data-f={props.path} data-src="derived">{props.text}</span>

export interface SignPageModel {
  readonly open: OpenDraft
  readonly model: PageModel
  readonly command: string
  readonly declared: boolean
  readonly hasPasskey: boolean
  /** The challenge a code was sent for, and where to; absent until a code was asked for. */
  readonly sent?: { readonly challengeId: string; readonly to: string } | undefined
  readonly demo: boolean
  readonly csrf: string
}

/** C-11: the legal act. A passkey where the device has one, else a fresh code that signs exactly this text. */
export function SignPage(props: SignPageModel & { lang: Lang }) {
  const { open, model, lang, sent } = props
  const say = flowStrings.in(lang)
  const path = draftPath(open.draft.draftId, model.id)
  const declaration = model.items.find((item) => item.kind === 'input' && item.input === 'declaration')
  return (
    <>
      <QuestionPage action={path} command={props.command} caption={open.service.name} question={say('sign.title')} hidden={sent ? { ma: sent.challengeId } : {}}
        submitLabel={sent ? say('sign.do') : say('sign.get')} act={sent ? 'sign-and-send' : 'get-code'} after={sent && <Button kind="quiet" name="_new" value="1" act="new-code" noValidate>{say('sign.new')}</Button>}>
        {open.draft.actorId !== null && <Notice kind="info" title={say('sign.for-another')}><p>{say('sign.for-another-text')}</p></Notice>}
        {declaration?.kind === 'input' && <Declaration name={declaration.id} label={say('sign.agree')} checked={props.declared}><p>{declaration.label}</p></Declaration>}
        {props.hasPasskey && <PasskeyBox path={path} csrf={props.csrf} lang={lang} />}
        {sent && (
          <>
            <p>{say('sign.sent', { to: sent.to })}</p>
            {props.demo && <DemoCodeHint lang={lang} />}
            <OtpField name="code" f="sign.code" label={say('sign.code')} hint={say('sign.code-hint')} />
          </>
        )}
        <p class="hint">{say('sign.level')}</p>
      </QuestionPage>
    </>
  )
}

function PasskeyBox(props: { path: string; csrf: string; lang: Lang }) {
  const say = flowStrings.in(props.lang)
  return (
    <section class="passkey-box" data-passkey="sign" data-begin={`${props.path}/khoa/bat-dau`} data-finish={`${props.path}/khoa`} data-csrf={props.csrf}
      data-waiting={say('sign.passkey-waiting')} data-cancelled={say('sign.passkey-cancelled')} data-failed={say('sign.passkey-failed')} data-insecure={say('sign.passkey-no')} data-unsupported={say('sign.passkey-no')}>
      <h2>{say('sign.passkey')}</h2>
      <p>{say('sign.passkey-text')}</p>
      <button class="btn btn-primary" type="button" data-passkey-button data-act="sign-passkey" hidden><Icon name="lock" /><span>{say('sign.passkey-do')}</span></button>
      <p class="hint" data-passkey-says aria-live="polite">{say('sign.passkey-no')}</p>
    </section>
  )
}
