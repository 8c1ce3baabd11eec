import type { Basis } from '../../../foundations/acts/index.ts'
import { alsoHolding, answerOldNumber, claimOldNumber } from '../../../foundations/population/index.ts'
import { formatDateVi } from '../../../kernel/plain-date.ts'
import type { PlainDate } from '../../../platform/index.ts'
import { DateField, Notice, RadioGroup, TextArea, TextField } from '../../kit/index.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { numberStrings } from '../number-strings.ts'
import { proposalStrings } from '../proposal-strings.ts'
import { doneAt } from './done.ts'
import { kindWord, numberPurpose, onNumbers, wrong, type NumberModel } from './number-act.tsx'
import { PaperFields, paperWords, readPaper } from './paper-fields.tsx'
import { personHref } from './person-act.tsx'

const oldKinds = ['cmnd9', 'passport', 'military'] as const
type OldKind = (typeof oldKinds)[number]
const article = 'NĐ 70/2024/NĐ-CP, đ.12'

interface ClaimInput {
  readonly kind: OldKind
  readonly value: string
  readonly issuedOn: PlainDate | null
  readonly issuedBy: string
  readonly basis: Basis
}

const claim: ActScreen<NumberModel, ClaimInput> = {
  ...onNumbers, url: '/dc/nguoi/:person/so-cu', screen: 'P-03-old-number', title: 'title.old-number', purpose: numberPurpose('đ.12', 'Ghi số giấy tờ cũ'),
  fields(_model, typed, lang) {
    const say = numberStrings.in(lang)
    return (
      <>
        <p>{say('claim.lead')}</p>
        <RadioGroup name="kind" label={say('claim.kind')} value={typed.get('kind')} options={oldKinds.map((kind) => ({ value: kind, label: kindWord(kind, lang) }))} />
        <TextField name="value" label={say('claim.value')} value={typed.get('value')} width="half" maxlength={30} />
        <DateField name="issuedOn" label={say('claim.issued-on')} optional value={typed.date('issuedOn')} />
        <TextField name="issuedBy" label={say('claim.issued-by')} value={typed.get('issuedBy')} optional maxlength={160} />
        <PaperFields typed={typed} lang={lang} note={false} />
      </>
    )
  },
  async read(_ctx, _model, typed) {
    const faults = new Faults()
    const kind = oldKinds.find((each) => each === typed.get('kind'))
    if (!kind) wrong(faults, 'kind', 'wrong.kind')
    const value = typed.get('value').trim()
    if (value === '') wrong(faults, 'value', 'wrong.value')
    const issuedOn = faults.dayOrNull(typed, 'issuedOn')
    const { basis } = readPaper(typed, faults, article)
    return faults.or(() => ({ kind: kind!, value, issuedOn, issuedBy: typed.get('issuedBy').trim(), basis }))
  },
  async preview(_ctx, _model, { kind, value, issuedOn, issuedBy, basis }, lang) {
    const say = numberStrings.in(lang)
    return {
      changes: [{ label: kindWord(kind, lang), is: `${value} (${say('claim.state')})` }],
      facts: [...(issuedOn ? [{ label: say('claim.issued-on'), value: formatDateVi(issuedOn) }] : []), ...(issuedBy ? [{ label: say('claim.issued-by'), value: issuedBy }] : []), { label: proposalStrings.t(lang, 'one.paper'), value: paperWords(basis, formatDateVi) }],
    }
  },
  async run(ctx, model, { kind, value, issuedOn, issuedBy, basis }, { commandId }) {
    const { alsoHeldBy } = await claimOldNumber(ctx, { personId: model.personId, kind, value, ...(issuedOn ? { issuedOn } : {}), ...(issuedBy ? { issuedBy } : {}), basis, commandId })
    return { goTo: doneAt(personHref(model), 'old-number-claimed', null, { alsoHeldBy }) }
  },
}

interface AnswerInput {
  readonly kind: OldKind
  readonly value: string
  readonly answer: 'confirm' | 'reject'
  readonly reason: string
  readonly basis: Basis
}

const claimedOf = ({ numbers }: NumberModel) => numbers.flatMap((each) => {
  const kind = oldKinds.find((old) => old === each.kind)
  return kind && each.status === 'claimed' ? [{ kind, value: each.value, key: `${kind} ${each.value}` }] : []
})

/** Whoever entered the claim does not answer it. */
const answering: ActScreen<NumberModel, AnswerInput> = {
  ...onNumbers, url: '/dc/nguoi/:person/doi-chieu-so', screen: 'P-03-answer-number', title: 'title.answer-number', purpose: numberPurpose('đ.12', 'Đối chiếu số giấy tờ cũ'),
  unless: (model, lang) => (claimedOf(model).length > 0 ? null : <Notice kind="info" title={numberStrings.t(lang, 'answer.none')} />),
  fields(model, typed, lang) {
    const say = numberStrings.in(lang)
    return (
      <>
        <RadioGroup name="which" label={say('answer.which')} value={typed.get('which')} options={claimedOf(model).map(({ kind, value, key }) => ({ value: key, label: `${kindWord(kind, lang)}: ${value}` }))} />
        <RadioGroup name="answer" label={say('answer.question')} value={typed.get('answer')} options={(['confirm', 'reject'] as const).map((each) => ({ value: each, label: say(`answer.${each}`) }))} />
        <TextArea name="reason" label={say('answer.reason')} hint={say('answer.reason-hint')} value={typed.get('reason')} optional rows={2} maxlength={300} />
        <PaperFields typed={typed} lang={lang} note={false} />
      </>
    )
  },
  async read(_ctx, model, typed) {
    const faults = new Faults()
    const which = claimedOf(model).find((each) => each.key === typed.get('which'))
    if (!which) wrong(faults, 'which', 'wrong.which')
    const answer = (['confirm', 'reject'] as const).find((each) => each === typed.get('answer'))
    if (!answer) wrong(faults, 'answer', 'wrong.answer')
    const reason = typed.get('reason').trim()
    if (answer === 'reject' && reason === '') wrong(faults, 'reason', 'wrong.reason')
    const { basis } = readPaper(typed, faults, article)
    return faults.or(() => ({ kind: which!.kind, value: which!.value, answer: answer!, reason, basis }))
  },
  async preview(ctx, { personId }, { kind, value, answer, reason, basis }, lang) {
    const say = numberStrings.in(lang)
    const others = await alsoHolding(ctx, { personId, kind, value })
    return {
      warnings: others > 0 ? [`${say('also', { n: others })}. ${say('also-text')}`] : [],
      changes: [{ label: kindWord(kind, lang), was: `${value} (${say('claim.state')})`, is: `${value} (${say(answer === 'confirm' ? 'answer.confirmed' : 'answer.rejected')})` }],
      facts: [...(answer === 'reject' ? [{ label: say('answer.reason'), value: reason }] : []), { label: proposalStrings.t(lang, 'one.paper'), value: paperWords(basis, formatDateVi) }],
    }
  },
  async run(ctx, model, { kind, value, answer, reason, basis }, { commandId }) {
    const { alsoHeldBy } = await answerOldNumber(ctx, { personId: model.personId, kind, value, answer, ...(answer === 'reject' ? { reason } : {}), basis, commandId })
    return { goTo: doneAt(personHref(model), answer === 'confirm' ? 'old-number-confirmed' : 'old-number-rejected', null, answer === 'confirm' ? { alsoHeldBy } : {}) }
  },
}

export const claimOldNumberRoutes = actRoutes(claim)
export const answerOldNumberRoutes = actRoutes(answering)
