import { correctRelation } from '../../../foundations/residence/index.ts'
import { DateField, RadioGroup, Select } from '../../kit/index.ts'
import { actStrings } from '../act-strings.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { doneAt } from './done.ts'
import { actPurpose, headName, hrefOf, onHousehold, permanentOf, relationOptions, relationText, type HomeModel } from './household-act.tsx'

interface RelationInput {
  readonly personId: string
  readonly relationToHead: string
  /** Null: wrong from the start. */
  readonly from: string | null
}

const act: ActScreen<HomeModel, RelationInput> = {
  ...onHousehold, url: '/dc/ho/:household/quan-he', screen: 'P-04-relation', title: 'title.relation', purpose: actPurpose('đ.26', 'Sửa quan hệ với chủ hộ'),
  fields({ home, today }, typed, lang) {
    const say = actStrings.in(lang)
    return (
      <>
        <RadioGroup name="personId" label={say('relation.member')} value={typed.get('personId')} options={permanentOf(home).filter((each) => !each.isHead).map((each) => ({ value: each.personId, label: each.fullName, hint: each.relationText }))} />
        <Select name="relationToHead" label={say('relation.is', { head: headName(home) ?? say('act.no-head') })} value={typed.get('relationToHead')} options={relationOptions(today, false)} width="half" />
        <RadioGroup name="when" label={say('relation.when')} value={typed.get('when')} options={[{ value: 'wrong', label: say('relation.wrong') }, { value: 'changed', label: say('relation.changed') }]} />
        <DateField name="from" label={say('act.from')} optional value={typed.date('from')} />
      </>
    )
  },
  async read(_ctx, { home }, typed) {
    const faults = new Faults()
    const personId = typed.get('personId')
    if (!permanentOf(home).some((each) => each.personId === personId && !each.isHead)) faults.add('personId', 'wrong.member')
    const relationToHead = faults.text(typed, 'relationToHead', 'wrong.relation')
    const when = typed.get('when')
    if (when !== 'wrong' && when !== 'changed') faults.add('when', 'wrong.when')
    const from = when === 'changed' ? faults.needDay(typed, 'from') : null
    return faults.or(() => ({ personId, relationToHead, from }))
  },
  async preview(_ctx, { home, today }, input, lang) {
    const member = home.members.find((each) => each.personId === input.personId)!
    return { changes: [{ label: member.fullName, was: member.relationText, is: relationText(input.relationToHead, today) }], facts: [{ label: actStrings.t(lang, 'relation.when'), value: actStrings.t(lang, input.from === null ? 'relation.wrong' : 'relation.changed') }] }
  },
  async run(ctx, { home }, input, { commandId, seen }) {
    await correctRelation(ctx, { householdId: home.householdId, ...input, seen, commandId })
    return { goTo: doneAt(hrefOf(home), 'household-relation-corrected') }
  },
}

export const correctRelationRoutes = actRoutes(act)
