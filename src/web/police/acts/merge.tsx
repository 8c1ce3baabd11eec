import { mergeHouseholds, readHousehold, type HouseholdRecord } from '../../../foundations/residence/index.ts'
import { householdsAt, type ListedHome } from '../../../foundations/upkeep/index.ts'
import { Button, DateField, EmptyState, RadioGroup, Select } from '../../kit/index.ts'
import { actStrings } from '../act-strings.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { doneAt } from './done.ts'
import { actPurpose, headName, hrefOf, onHousehold, permanentOf, relationOptions, relationText, type HomeModel } from './household-act.tsx'

interface MergeModel extends HomeModel {
  readonly others: readonly ListedHome[]
  /** The one chosen, with its members. */
  readonly joining: HouseholdRecord | null
}
interface MergeInput {
  readonly mergedId: string
  readonly relations: Readonly<Record<string, string>>
  readonly from: string
}

const joinersOf = (home: HouseholdRecord) => home.members.filter((each) => each.standing === 'confirmed')

const act: ActScreen<MergeModel, MergeInput> = {
  ...onHousehold, url: '/dc/ho/:household/nhap-ho', screen: 'P-04-merge', title: 'title.merge', purpose: actPurpose('đ.10, 26', 'Nhập hai hộ cùng chỗ ở'),
  async load(ctx, req) {
    const model = await onHousehold.load(ctx, req)
    const { address, householdId } = model.home
    const others = (await householdsAt(ctx, address)).filter((each) => each.householdId !== householdId)
    const chosen = others.find((each) => each.householdId === req.form.get('mergedId'))
    return { ...model, others, joining: chosen ? await readHousehold(ctx, chosen.householdId) : null }
  },
  unless(model, lang) {
    const say = actStrings.in(lang)
    const ended = onHousehold.unless(model, lang)
    if (ended) return ended
    const { others } = model
    return others.length > 0 ? null : <EmptyState icon="home" title={say('merge.none')}><p>{say('merge.none-text')}</p></EmptyState>
  },
  fields({ home, others, joining, today }, typed, lang) {
    const say = actStrings.in(lang)
    return (
      <>
        <RadioGroup name="mergedId" label={say('merge.other')} hint={say('merge.other-hint')} value={typed.get('mergedId')} options={others.map((each) => ({ value: each.householdId, label: say('merge.option', { number: each.fileNumber, head: each.headName ?? say('act.no-head'), n: each.members }) }))} />
        {joining === null ? <div class="buttons"><Button name="_buoc" value="chon" kind="secondary" act="choose-household">{say('merge.choose')}</Button></div> : joinersOf(joining).map((each) => (
          <Select name={`relations.${each.personId}`} label={say('merge.relation', { name: each.fullName, head: headName(home) ?? '' })} value={typed.get(`relations.${each.personId}`)} options={relationOptions(today, false)} width="half" />
        ))}
        <DateField name="from" label={say('act.from')} hint={say('act.from-hint')} optional value={typed.date('from')} />
      </>
    )
  },
  async read(_ctx, { joining, today }, typed) {
    const faults = new Faults()
    if (joining === null) faults.add('mergedId', 'wrong.other-home')
    const said = joining === null ? [] : joinersOf(joining).map((each) => [each.personId, typed.get(`relations.${each.personId}`)] as const)
    for (const [personId, code] of said) if (code === '') faults.add(`relations.${personId}`, 'wrong.relation')
    const from = faults.day(typed, 'from', today)
    return faults.or(() => ({ mergedId: joining!.householdId, relations: Object.fromEntries(said), from }))
  },
  async preview(_ctx, { home, joining, today }, input, lang) {
    const say = actStrings.in(lang)
    return {
      changes: [
        ...joinersOf(joining!).map((each) => ({ label: each.fullName, was: `${each.relationText}, ${joining!.fileNumber}`, is: `${relationText(input.relations[each.personId]!, today)}, ${home.fileNumber}` })),
        { label: say('merge.closes', { number: joining!.fileNumber }), was: String(permanentOf(joining!).length), is: say('merge.no-more') },
      ],
    }
  },
  async run(ctx, { home }, input, { commandId, seen }) {
    await mergeHouseholds(ctx, { householdId: home.householdId, ...input, seen, commandId })
    return { goTo: doneAt(hrefOf(home), 'households-merged') }
  },
}

export const mergeRoutes = actRoutes(act)
