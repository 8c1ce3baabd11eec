import { newId } from '../../kernel/ids.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { Ladder as Ways } from '../../public-services/counter/index.ts'
import { Button, ButtonLink, CheckAnswers, FileField, Form, Notice, OtpField, RadioGroup, TextField, type Lang } from '../kit/index.ts'
import { DemoCodeHint } from '../public/index.ts'
import { counterStrings } from './strings.ts'

/** What is asked, whatever it is about. */
export interface Asking {
  readonly ways: Ways
  readonly lines: readonly { readonly label: string; readonly value: string }[]
  /** The ladder's own address (its posts stand below it), the slip, what follows a consent, the way back. */
  readonly paths: { readonly ladder: string; readonly slip: string; readonly carryOut: string; readonly back: string }
  readonly words: { readonly title: string; readonly lines: string; readonly carryOut: string; readonly own: string; readonly back: string; readonly slip: string }
  /** What the person does on an own device is found by asking again. */
  readonly askAgain: boolean
}

export interface ConsentModel {
  readonly asking: Asking
  /** The code that was sent, by its id. */
  readonly codeId: string | undefined
  readonly typed: { readonly method: string; readonly slip: string; readonly witness: string }
  readonly demo: boolean
}

const answersOf = ({ lines }: Asking) => lines.map((line) => ({ label: line.label, ...(line.value === '' ? {} : { value: line.value }) }))

/** O-11: the sentence, what will be sent, and the ladder of ways to agree. Nobody at the desk agrees for the person. */
export function ConsentPage(props: ConsentModel & { lang: Lang }) {
  const { asking, lang } = props
  const say = counterStrings.in(lang)
  return (
    <>
      <h1>{say('consent.heading')}</h1>
      <section class="stack"><h2>{say('consent.read')}</h2><blockquote class="script" data-script>{asking.ways.script}</blockquote></section>
      <CheckAnswers title={asking.words.lines} answers={answersOf(asking)} folded={asking.ways.given !== undefined} />
      <p class="hint">{say('consent.rule')}</p>
      {asking.ways.given ? <Given {...props} /> : <Ladder {...props} />}
      <p><ButtonLink kind="quiet" href={asking.paths.back} act="change" shortcut="Esc">{asking.words.back}</ButtonLink></p>
    </>
  )
}

function Given(props: ConsentModel & { lang: Lang }) {
  const given = props.asking.ways.given!
  const say = counterStrings.in(props.lang)
  return (
    <>
      <Notice kind="success" title={say('consent.given')} live><p>{given.method === 'phone-code' ? say('consent.given-phone-code', { to: given.evidence.sentTo ?? '', when: formatInstantVi(given.givenAt) }) : say(`consent.given-${given.method}`, { slip: given.evidence.slip ?? '', when: formatInstantVi(given.givenAt) })}</p></Notice>
      <Form action={props.asking.paths.carryOut} command={newId()}><div class="buttons"><Button act="file" shortcut="F10">{props.asking.words.carryOut}</Button></div></Form>
    </>
  )
}

function Ladder(props: ConsentModel & { lang: Lang }) {
  const { asking: { ways, paths, words, askAgain }, codeId, typed, lang } = props
  const say = counterStrings.in(lang)
  return (
    <div class="ladder">
      <div class="stack">
        <section class="card stack"><h2>{say('consent.phone')}</h2>
          {ways.phone === null ? <p>{say('consent.phone-none')}</p> : (
            <>
              <p>{codeId ? say('consent.phone-sent', { to: ways.phone }) : say('consent.phone-text', { to: ways.phone })}</p>
              {codeId && (
                <Form action={`${paths.ladder}/ma`} hidden={{ ma: codeId }}>
                  {props.demo && <DemoCodeHint lang={lang} />}
                  <OtpField name="code" label={say('consent.code')} src="proof" />
                  <div class="buttons"><Button act="consent-code">{say('consent.code-ok')}</Button></div>
                </Form>
              )}
              <Form action={`${paths.ladder}/gui-ma`} class="form-inline"><Button kind={codeId ? 'quiet' : 'secondary'} act="send-code">{codeId ? say('consent.phone-again') : say('consent.phone-send')}</Button></Form>
            </>
          )}
        </section>
        <section class="card stack"><h2>{say('consent.own')}</h2>
          {ways.ownAccount ? <><p>{words.own}</p>{askAgain && <p><a href={paths.ladder} data-act="check-sent">{say('consent.own-check')}</a></p>}</> : <p>{say('consent.own-none')}</p>}
        </section>
      </div>
      <section class="card stack"><h2>{say('consent.paper')}</h2>
        <p>{say('consent.paper-text')}</p>
        <p><a href={paths.slip} target="_blank" rel="noopener" data-act="print-slip">{say('consent.print')}</a></p>
        <Form action={`${paths.ladder}/giay`} upload>
          <RadioGroup name="cach" label={say('consent.how')} value={typed.method} options={[{ value: 'signature', label: say('consent.signed') }, { value: 'thumbprint', label: say('consent.thumb') }]} />
          <TextField name="lam-chung" label={say('consent.witness')} hint={say('consent.witness-hint')} value={typed.witness} inputmode="numeric" autocomplete="off" optional />
          <TextField name="phieu" label={say('consent.slip')} hint={say('consent.slip-hint')} value={typed.slip} width="twelve" autocomplete="off" />
          <FileField name="quet" label={say('consent.scan')} types="JPG, PNG, PDF" maxMegabytes={15} accept="image/*,application/pdf" />
          <div class="buttons"><Button act="consent-paper">{say('consent.paper-ok')}</Button></div>
        </Form>
      </section>
    </div>
  )
}

/** The paper that is signed or pressed: the same sentence, the same answers, and the code that binds it to them. */
export function Slip(props: { asking: Asking; day: string; lang: Lang }) {
  const { asking, lang } = props
  const say = counterStrings.in(lang)
  return (
    <div class="slip">
      <p class="no-print hint">{say('slip.print')}</p>
      <p class="slip-code">{say('slip.code')}: <strong data-slip>{asking.ways.slipCode}</strong></p>
      <h1>{asking.words.slip}</h1>
      <p class="script">{asking.ways.script}</p>
      <CheckAnswers title={asking.words.lines} answers={answersOf(asking)} />
      <p>{say('slip.date', { day: props.day })}</p>
      <div class="slip-signs"><p>{say('slip.sign')}</p><p>{say('slip.thumb')}</p><p>{say('slip.witness')}</p></div>
    </div>
  )
}
