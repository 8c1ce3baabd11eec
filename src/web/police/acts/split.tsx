import { splitHousehold, type SplitHousehold } from '../../../foundations/residence/index.ts'
import { DateField, RadioGroup, Select } from '../../kit/index.ts'
import { actStrings } from '../act-strings.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { noticeFor } from '../issue-papers.ts'
import { doneAt } from './done.ts'
import { actPurpose, onHousehold, permanentOf, relationOptions, relationText, type HomeModel } from './household-act.tsx'

type SplitInput = Pick<SplitHousehold, 'members' | 'headConsent'> & { readonly from: string }

const act: ActScreen<HomeModel, SplitInput> = {
  ...onHousehold, url: '/dc/ho/:household/tach-ho', screen: 'P-04-split', title: 'title.split', purpose: actPurpose('đ.25', 'Tách hộ'),
  fields({ home, today }, typed, lang) {
    const say = actStrings.in(lang)
    return (
      <>
        <p>{say('split.lead')}</p>
        {permanentOf(home).filter((each) => !each.isHead).map((each) => (
          <Select name={`members.${each.personId}`} label={say('split.who', { name: each.fullName })} value={typed.get(`members.${each.personId}`) || '-'} options={[{ value: '-', label: say('split.stays') }, ...relationOptions(today, true)]} width="half" />
        ))}
        <RadioGroup name="headConsent" label={say('split.consent')} value={typed.get('headConsent')} options={[{ value: 'given', label: say('split.given') }, { value: 'divorced', label: say('split.divorced'), hint: say('split.divorced-hint') }]} />
        <DateField name="from" label={say('act.from')} hint={say('act.from-hint')} optional value={typed.date('from')} />
      </>
    )
  },
  async read(_ctx, { home, today }, typed) {
    const faults = new Faults()
    const others = permanentOf(home).filter((each) => !each.isHead)
    const members = others.flatMap((each) => {
      const code = typed.get(`members.${each.personId}`)
      return code === '' || code === '-' ? [] : [{ personId: each.personId, relationToHead: code }]
    })
    const first = `members.${others[0]?.personId ?? ''}`
    if (members.length === 0) faults.add(first, 'wrong.members')
    else if (members.filter((each) => each.relationToHead === '01').length !== 1) faults.add(first, 'wrong.one-head')
    const consent = typed.get('headConsent')
    if (consent !== 'given' && consent !== 'divorced') faults.add('headConsent', 'wrong.consent')
    const from = faults.day(typed, 'from', today)
    return faults.or(() => ({ members, headConsent: consent as 'given', from }))
  },
  async preview(_ctx, { home, today }, input, lang) {
    const say = actStrings.in(lang)
    const names = new Map(home.members.map((each) => [each.personId, each]))
    return {
      changes: input.members.map(({ personId, relationToHead }) => ({ label: names.get(personId)!.fullName, was: `${names.get(personId)!.relationText}, ${home.fileNumber}`, is: `${relationText(relationToHead, today)}, ${say('split.new-home').toLowerCase()}` })),
      facts: [{ label: say('split.consent-row'), value: say(`split.${input.headConsent}`) }, { label: say('act.address'), value: home.address.text }],
    }
  },
  async run(ctx, { home }, input, { commandId, seen }) {
    const done = await splitHousehold(ctx, { householdId: home.householdId, ...input, seen, commandId })
    return { goTo: doneAt(`/dc/ho/${done.householdId}`, 'household-split', await noticeFor(ctx, { ...done, personId: input.members.find((each) => each.relationToHead === '01')!.personId })) }
  },
}

export const splitRoutes = actRoutes(act)
