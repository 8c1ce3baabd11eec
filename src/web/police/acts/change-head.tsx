import { changeHead, headVacancies } from '../../../foundations/residence/index.ts'
import type { PlainDate } from '../../../platform/index.ts'
import { DateField, Notice, Select } from '../../kit/index.ts'
import { actStrings } from '../act-strings.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { doneAt } from './done.ts'
import { actPurpose, hrefOf, onHousehold, permanentOf, relationOptions, relationText, type HomeModel } from './household-act.tsx'

interface HeadModel extends HomeModel {
  /** Who might head the household, where its head is gone. */
  readonly proposed: string | null
  /** Chosen on the worklist, in the address that leads here. */
  readonly chosen: string | null
}
interface HeadInput {
  readonly newHeadId: string
  readonly relations: Readonly<Record<string, string>>
  readonly from: PlainDate
}

const act: ActScreen<HeadModel, HeadInput> = {
  ...onHousehold, url: '/dc/ho/:household/doi-chu-ho', screen: 'P-04-head', title: 'title.head', purpose: actPurpose('đ.10, 26', 'Đổi chủ hộ'),
  async load(ctx, req) {
    const model = await onHousehold.load(ctx, req)
    const hasHead = permanentOf(model.home).some((each) => each.isHead)
    const vacant = hasHead ? undefined : (await headVacancies(ctx, model.home.address.area)).find((each) => each.householdId === model.home.householdId)
    return { ...model, proposed: vacant?.proposed ?? null, chosen: req.query['chu-ho'] ?? null }
  },
  fields({ home, proposed, chosen, today }, typed, lang) {
    const say = actStrings.in(lang)
    const who = permanentOf(home)
    const name = who.find((each) => each.personId === proposed)?.fullName
    return (
      <>
        <p>{say('head.lead')}</p>
        {name !== undefined && <Notice kind="info" title={say('head.proposed', { name })} />}
        {who.map((each) => <Select name={`relations.${each.personId}`} label={say('act.relation-of', { name: each.fullName })} value={typed.get(`relations.${each.personId}`) || (each.personId === chosen ? '01' : '')} options={relationOptions(today, true)} width="half" />)}
        <DateField name="from" label={say('act.from')} hint={say('act.from-hint')} optional value={typed.date('from')} />
      </>
    )
  },
  async read(_ctx, { home, today }, typed) {
    const faults = new Faults()
    const from = faults.day(typed, 'from', today)
    const said = permanentOf(home).map((each) => ({ personId: each.personId, code: typed.get(`relations.${each.personId}`) }))
    for (const { personId, code } of said) if (code === '') faults.add(`relations.${personId}`, 'wrong.relation')
    const heads = said.filter(({ code }) => code === '01')
    if (faults.errors.length === 0 && heads.length !== 1) faults.add(`relations.${said[0]?.personId ?? ''}`, 'wrong.one-head')
    return faults.or(() => ({ newHeadId: heads[0]!.personId, from, relations: Object.fromEntries(said.filter(({ code }) => code !== '01').map(({ personId, code }) => [personId, code])) }))
  },
  async preview(_ctx, { home, today }, input) {
    return {
      changes: permanentOf(home).flatMap((each) => {
        const code = each.personId === input.newHeadId ? '01' : input.relations[each.personId]!
        return code === each.relationToHead ? [] : [{ label: each.fullName, was: each.relationText, is: relationText(code, today) }]
      }),
    }
  },
  async run(ctx, { home }, input, { commandId, seen }) {
    await changeHead(ctx, { householdId: home.householdId, ...input, seen, commandId })
    return { goTo: doneAt(hrefOf(home), 'household-head-changed') }
  },
}

export const changeHeadRoutes = actRoutes(act)
