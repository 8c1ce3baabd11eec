import type { Basis } from '../../../foundations/acts/index.ts'
import { proposeNumberAnew, renumberingReasons, renumberingWords, type RenumberingReason } from '../../../foundations/population/index.ts'
import { groupPin } from '../../../kernel/personal-number.ts'
import { formatDateVi } from '../../../kernel/plain-date.ts'
import { RadioGroup } from '../../kit/index.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { numberStrings } from '../number-strings.ts'
import { proposalStrings } from '../proposal-strings.ts'
import { numberPurpose, onNumbers, wrong, type NumberModel } from './number-act.tsx'
import { PaperFields, paperWords, readPaper } from './paper-fields.tsx'

interface AnewInput {
  readonly reason: RenumberingReason
  readonly basis: Basis
  readonly note: string
}

const pinOf = ({ numbers }: NumberModel): string | undefined => numbers.find((each) => each.kind === 'pin' && each.status === 'active')?.value
/** Who has no number gets a first one; who has one, another. */
const reasonsFor = (model: NumberModel): readonly RenumberingReason[] => renumberingReasons.filter((each) => (each === 'never-had') === (pinOf(model) === undefined))
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A number is cancelled for ever and another given: proposed on a paper, decided by a second officer. */
const act: ActScreen<NumberModel, AnewInput> = {
  ...onNumbers, url: '/dc/nguoi/:person/cap-lai-so', screen: 'P-06-number', title: 'title.number-anew', purpose: numberPurpose('đ.11', 'Đề nghị xác lập lại số định danh'),
  commit: (lang) => proposalStrings.t(lang, 'paper.send'),
  fields(model, typed, lang) {
    const say = numberStrings.in(lang)
    return (
      <>
        <p>{say('anew.lead')}</p>
        <RadioGroup name="reason" label={say('anew.reason')} value={typed.get('reason')} options={reasonsFor(model).map((each) => ({ value: each, label: sentence(renumberingWords[each]) }))} />
        <PaperFields typed={typed} lang={lang} />
      </>
    )
  },
  async read(_ctx, model, typed) {
    const faults = new Faults()
    const reason = reasonsFor(model).find((each) => each === typed.get('reason'))
    if (!reason) wrong(faults, 'reason', 'wrong.anew')
    const paper = readPaper(typed, faults, 'NĐ 70/2024/NĐ-CP, đ.11')
    return faults.or(() => ({ reason: reason!, ...paper }))
  },
  async preview(_ctx, model, { reason, basis, note }, lang) {
    const say = numberStrings.in(lang)
    const pin = pinOf(model)
    return {
      changes: [{ label: say('anew.of'), was: pin === undefined ? null : groupPin(pin), is: say('anew.new') }],
      facts: [{ label: say('anew.reason'), value: sentence(renumberingWords[reason]) }, { label: proposalStrings.t(lang, 'one.paper'), value: paperWords(basis, formatDateVi) }, ...(note ? [{ label: proposalStrings.t(lang, 'one.note'), value: note }] : [])],
    }
  },
  async run(ctx, model, { reason, basis, note }, { commandId }) {
    const { proposalId } = await proposeNumberAnew(ctx, { personId: model.personId, reason, basis, ...(note ? { note } : {}), commandId })
    return { goTo: `/dc/duyet/${proposalId}` }
  },
}

export const numberAnewRoutes = actRoutes(act)
