import { registerTemporary } from '../../../foundations/residence/index.ts'
import { formatDateVi } from '../../../kernel/plain-date.ts'
import { DateField, Select, TextField } from '../../kit/index.ts'
import { actStrings } from '../act-strings.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { doneAt } from './done.ts'
import { actPurpose, chosenWarning, hrefOf, onHousehold, relationOptions, relationText, searching, whoMovesIn, WhoMovesIn, type FoundByNumber, type HomeModel } from './household-act.tsx'

interface TemporaryInput {
  readonly person: FoundByNumber
  readonly relationToHead: string
  readonly from: string
  readonly until: string
  readonly ownerConsent: string | null
}

const act: ActScreen<HomeModel, TemporaryInput> = {
  ...onHousehold, url: '/dc/ho/:household/tam-tru', screen: 'P-04-temporary', title: 'title.temporary', purpose: actPurpose('đ.27–28', 'Đăng ký tạm trú'),
  ...searching,
  fields(model, typed, lang) {
    const { home, today } = model
    const say = actStrings.in(lang)
    const headed = home.members.some((each) => each.isHead && each.standing === 'confirmed')
    return (
      <>
        <WhoMovesIn typed={typed} model={model} lang={lang} />
        <Select name="relationToHead" label={say('add.relation')} value={typed.get('relationToHead')} options={relationOptions(today, !headed)} width="half" />
        <DateField name="from" label={say('act.from')} hint={say('act.from-hint')} optional value={typed.date('from')} />
        <DateField name="until" label={say('temporary.until')} hint={say('temporary.until-hint')} value={typed.date('until')} />
        <TextField name="ownerConsent" label={say('temporary.owner')} hint={say('add.consent-hint')} value={typed.get('ownerConsent')} optional />
      </>
    )
  },
  async read(ctx, { today }, typed) {
    const faults = new Faults()
    const person = await whoMovesIn(ctx, typed, faults)
    const relationToHead = faults.text(typed, 'relationToHead', 'wrong.relation')
    const from = faults.day(typed, 'from', today)
    const until = faults.needDay(typed, 'until')
    return faults.or(() => ({ person: person!, relationToHead, from, until, ownerConsent: typed.get('ownerConsent').trim() || null }))
  },
  async preview(_ctx, { home, today }, { person, relationToHead, from, until, ownerConsent }, lang) {
    const say = actStrings.in(lang)
    return {
      changes: [{ label: person.fullName, is: `${relationText(relationToHead, today)}, ${home.address.text}` }],
      facts: [{ label: say('act.from'), value: formatDateVi(from) }, { label: say('temporary.until'), value: formatDateVi(until) }, ...(ownerConsent ? [{ label: say('temporary.owner'), value: ownerConsent }] : [])],
      warnings: chosenWarning(person, lang),
    }
  },
  async run(ctx, { home }, { person, ...input }, { commandId, seen }) {
    await registerTemporary(ctx, { personId: person.personId, householdId: home.householdId, ...input, seen, commandId })
    return { goTo: doneAt(hrefOf(home), 'temporary-residence-registered') }
  },
}

export const temporaryRoutes = actRoutes(act)
