import { decideAddress, readAddressDecision, type AddressDecision } from '../../../foundations/residence/index.ts'
import { isId } from '../../../kernel/ids.ts'
import { formatDateVi } from '../../../kernel/plain-date.ts'
import type { OfficerActor, PlainDate } from '../../../platform/index.ts'
import { FactLine, KnownCard, Notice, RadioGroup } from '../../kit/index.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { refuse } from '../refusals.ts'
import { worklistStrings } from '../worklist-strings.ts'
import { doneAt } from './done.ts'

interface AddressModel {
  readonly line: AddressDecision & { readonly decidedOn: PlainDate | null }
  /** Parts of the old unit that are the officer's own. */
  readonly own: AddressDecision['candidates']
  readonly others: AddressDecision['candidates']
}

const list = '/dc/dia-chi'

/** A divided unit: in which part a dwelling lies is said by the police of that part, once. */
const act: ActScreen<AddressModel, { readonly area: string }> = {
  url: '/dc/dia-chi/:decision', screen: 'P-13-address', title: 'title.address', purpose: { code: 'residence-act', basis: 'Luật Cư trú 2020, đ.33', text: 'Chọn xã của địa chỉ sau khi sắp xếp đơn vị hành chính' },
  async load(ctx, req) {
    const { areas } = ctx.actor as OfficerActor
    const line = await readAddressDecision(ctx, isId(req.params['decision'] ?? '') ? req.params['decision']! : refuse('police.case-unknown'))
    return { line, own: line.candidates.filter((each) => areas.includes(each.area)), others: line.candidates.filter((each) => !areas.includes(each.area)) }
  },
  back: () => ({ href: list, label: worklistStrings.vi['addresses.title'] }),
  known({ line }, lang) {
    const say = worklistStrings.in(lang)
    return (
      <KnownCard title={line.detail}>
        <FactLine f="oldText" label={say('addresses.old')} value={line.oldText} />
        <FactLine f="subject" label={say('addresses.of')} value={say(line.householdId === null ? 'addresses.person' : 'addresses.household')} />
      </KnownCard>
    )
  },
  unless: ({ line }, lang) => (line.decidedOn === null ? null : <Notice kind="info" title={worklistStrings.t(lang, 'decide.done', { date: formatDateVi(line.decidedOn) })} />),
  fields({ own, others }, typed, lang) {
    const say = worklistStrings.in(lang)
    return <RadioGroup name="area" label={say('decide.area')} {...(others.length > 0 ? { hint: say('decide.others', { names: others.map(({ text }) => text).join(', ') }) } : {})} value={typed.get('area')} options={own.map(({ area, text }) => ({ value: area, label: text }))} />
  },
  async read(_ctx, { own }, typed) {
    const faults = new Faults()
    const area = typed.get('area')
    if (!own.some((each) => each.area === area)) faults.errors.push({ field: 'area', vi: worklistStrings.vi['decide.wrong'], en: worklistStrings.en['decide.wrong'] })
    return faults.or(() => ({ area }))
  },
  async preview(_ctx, { line }, { area }, lang) {
    const say = worklistStrings.in(lang)
    return { changes: [{ label: say('decide.new'), was: line.oldText, is: line.candidates.find((each) => each.area === area)!.text }], warnings: [say('decide.whole')] }
  },
  async run(ctx, { line }, { area }, { commandId }) {
    await decideAddress(ctx, { decisionId: line.decisionId, area, commandId })
    return { goTo: doneAt(list, 'address-converted') }
  },
}

export const decideAddressRoutes = actRoutes(act)
