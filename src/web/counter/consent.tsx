import { newId } from '../../kernel/ids.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { ConsentAsked } from '../../public-services/counter/index.ts'
import { checkModel } from '../../public-services/forms/index.ts'
import { Button, ButtonLink, CheckAnswers, FileField, Form, Notice, OtpField, RadioGroup, TextField, type Lang } from '../kit/index.ts'
import { DemoCodeHint } from '../public/index.ts'
import { counterStrings } from './strings.ts'

export interface ConsentModel {
  readonly asked: ConsentAsked
  /** The code that was sent, by its id. */
  readonly codeId: string | undefined
  readonly typed: { readonly method: string; readonly slip: string; readonly witness: string }
  readonly demo: boolean
}

/** O-11: the sentence, what will be filed, and the ladder of ways to agree. Nobody at the desk agrees for the person. */
export function ConsentPage(props: ConsentModel & { lang: Lang }) {
  const { asked, lang } = props
  const say = counterStrings.in(lang)
  const here = `/mc/ho-so/${asked.open.draft.draftId}`
  const check = checkModel(asked.open.service, asked.open.filing)
  return (
    <>
      <h1>{say('consent.heading')}</h1>
      <section class="stack"><h2>{say('consent.read')}</h2><blockquote class="script" data-script>{asked.script}</blockquote></section>
      <CheckAnswers title={say('consent.answers')} answers={[...check.answers, ...check.follows].map((line) => ({ label: line.label, ...(line.text === '' ? {} : { value: line.text }) }))} folded={asked.given !== undefined} />
      <p class="hint">{say('consent.rule')}</p>
      {asked.given ? <Given {...props} /> : <Ladder {...props} />}
      <p><ButtonLink kind="quiet" href={here} act="change" shortcut="Esc">{say('consent.back')}</ButtonLink></p>
    </>
  )
}

function Given(props: ConsentModel & { lang: Lang }) {
  const given = props.asked.given!
  const say = counterStrings.in(props.lang)
  return (
    <>
      <Notice kind="success" title={say('consent.given')} live><p>{given.method === 'phone-code' ? say('consent.given-phone-code', { to: given.evidence.sentTo ?? '', when: formatInstantVi(given.givenAt) }) : say(`consent.given-${given.method}`, { slip: given.evidence.slip ?? '', when: formatInstantVi(given.givenAt) })}</p></Notice>
      <Form action={`/mc/ho-so/${given.draftId}/nop`} command={newId()}><div class="buttons"><Button act="file" shortcut="F10">{say('consent.file')}</Button></div></Form>
    </>
  )
}

function Ladder(props: ConsentModel & { lang: Lang }) {
  const { asked, codeId, typed, lang } = props
  const say = counterStrings.in(lang)
  const here = `/mc/ho-so/${asked.open.draft.draftId}`
  return (
    <div class="ladder">
      <div class="stack">
        <section class="card stack"><h2>{say('consent.phone')}</h2>
          {asked.phone === null ? <p>{say('consent.phone-none')}</p> : (
            <>
              <p>{codeId ? say('consent.phone-sent', { to: asked.phone }) : say('consent.phone-text', { to: asked.phone })}</p>
              {codeId && (
                <Form action={`${here}/dong-y/ma`} hidden={{ ma: codeId }}>
                  {props.demo && <DemoCodeHint lang={lang} />}
                  <OtpField name="code" label={say('consent.code')} src="proof" />
                  <div class="buttons"><Button act="consent-code">{say('consent.code-ok')}</Button></div>
                </Form>
              )}
              <Form action={`${here}/dong-y/gui-ma`} class="form-inline"><Button kind={codeId ? 'quiet' : 'secondary'} act="send-code">{codeId ? say('consent.phone-again') : say('consent.phone-send')}</Button></Form>
            </>
          )}
        </section>
        <section class="card stack"><h2>{say('consent.own')}</h2>
          {asked.ownAccount ? <><p>{say('consent.own-text')}</p><p><a href={`${here}/dong-y`} data-act="check-sent">{say('consent.own-check')}</a></p></> : <p>{say('consent.own-none')}</p>}
        </section>
      </div>
      <section class="card stack"><h2>{say('consent.paper')}</h2>
        <p>{say('consent.paper-text')}</p>
        <p><a href={`${here}/phieu`} target="_blank" rel="noopener" data-act="print-slip">{say('consent.print')}</a></p>
        <Form action={`${here}/dong-y/giay`} upload>
          <RadioGroup name="cach" label={say('consent.how')} value={typed.method} options={[{ value: 'signature', label: say('consent.signed') }, { value: 'thumbprint', label: say('consent.thumb') }]} />
          <TextField name="lam-chung" label={say('consent.witness')} hint={say('consent.witness-hint')} value={typed.witness} inputmode="numeric" autocomplete="off" optional />
          <TextField name="phieu" label={say('consent.slip')} hint={say('consent.slip-hint')} value={typed.slip} width="twelve" autocomplete="off" />
          <FileField name="quet" label={say('consent.scan')} types="JPG, PNG, PDF" maxSize="15 MB" accept="image/*,application/pdf" />
          <div class="buttons"><Button act="consent-paper">{say('consent.paper-ok')}</Button></div>
        </Form>
      </section>
    </div>
  )
}

/** The paper that is signed or pressed: the same sentence, the same answers, and the code that binds it to them. */
export function Slip(props: { asked: ConsentAsked; day: string; lang: Lang }) {
  const { asked, lang } = props
  const say = counterStrings.in(lang)
  const check = checkModel(asked.open.service, asked.open.filing)
  return (
    <div class="slip">
      <p class="no-print hint">{say('slip.print')}</p>
      <p class="slip-code">{say('slip.code')}: <strong data-slip>{asked.slipCode}</strong></p>
      <h1>{say('slip.title')}</h1>
      <p class="script">{asked.script}</p>
      <CheckAnswers title={say('consent.answers')} answers={[...check.answers, ...check.follows].map((line) => ({ label: line.label, ...(line.text === '' ? {} : { value: line.text }) }))} />
      <p>{say('slip.date', { day: props.day })}</p>
      <div class="slip-signs"><p>{say('slip.sign')}</p><p>{say('slip.thumb')}</p><p>{say('slip.witness')}</p></div>
    </div>
  )
}
