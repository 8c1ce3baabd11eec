import { permanentCases, proofMethods, registerPermanent, type PermanentGrounds } from '../../../foundations/residence/index.ts'
import type { PlainDate } from '../../../platform/index.ts'
import { DateField, RadioGroup, Select, TextField, type Lang } from '../../kit/index.ts'
import { actStrings } from '../act-strings.ts'
import { actRoutes, Faults, type ActScreen, type Typed } from '../act-screen.tsx'
import { noticeFor } from '../issue-papers.ts'
import { doneAt } from './done.ts'
import { actPurpose, chosenWarning, headName, hrefOf, onHousehold, permanentOf, relationOptions, relationText, searching, whoMovesIn, WhoMovesIn, type FoundByNumber, type HomeModel } from './household-act.tsx'

interface AddInput {
  readonly person: FoundByNumber
  readonly relationToHead: string
  readonly from: PlainDate
  readonly grounds: PermanentGrounds
}

/** The questions of đ.20: which case, who agreed, what was seen. Shared with the opening of a household. */
export function GroundFields(props: { typed: Typed; today: PlainDate; lang: Lang; opens?: boolean }) {
  const { typed, today } = props
  const say = actStrings.in(props.lang)
  return (
    <>
      <RadioGroup name="case" label={say('add.case')} value={typed.get('case')} options={permanentCases(today).filter((each) => !props.opens || each.relations.length === 0).map((each) => ({ value: each.code, label: each.label, hint: each.article }))} />
      {!props.opens && <TextField name="headConsent" label={say('add.head-consent')} hint={say('add.consent-hint')} value={typed.get('headConsent')} optional />}
      <TextField name="ownerConsent" label={say('add.owner-consent')} value={typed.get('ownerConsent')} optional />
      <TextField name="guardianConsent" label={say('add.guardian-consent')} value={typed.get('guardianConsent')} optional />
      <TextField name="dwellingProof" label={say('add.dwelling-proof')} hint={say('add.proof-hint')} value={typed.get('dwellingProof')} optional />
      {!props.opens && <TextField name="relationProof" label={say('add.relation-proof')} value={typed.get('relationProof')} optional />}
      <TextField name="floorArea" label={say('add.floor')} hint={say('add.floor-hint')} value={typed.get('floorArea')} suffix="m²" inputmode="decimal" width="four" optional />
      <Select name="proofMethod" label={say('add.proof-method')} hint={say('add.proof-method-hint')} value={typed.get('proofMethod') || proofMethods(today)[0]!.code} options={proofMethods(today).map((each) => ({ value: each.code, label: each.label[props.lang] }))} />
    </>
  )
}

export function readGrounds(typed: Typed, faults: Faults): PermanentGrounds {
  const said = (name: string): string | null => typed.get(name).trim() || null
  const floor = said('floorArea')
  if (floor !== null && !/^\d{1,4}([.,]\d{1,2})?$/.test(floor)) faults.add('floorArea', 'wrong.floor')
  if (typed.get('case') === '') faults.add('case', 'wrong.case')
  return {
    case: typed.get('case'), headConsent: said('headConsent'), ownerConsent: said('ownerConsent'), guardianConsent: said('guardianConsent'), dwellingProof: said('dwellingProof'), relationProof: said('relationProof'),
    floorArea: floor === null ? null : Number(floor.replace(',', '.')), proofMethod: said('proofMethod'),
  }
}

const consentRows = [['headConsent', 'add.head-consent'], ['ownerConsent', 'add.owner-consent'], ['guardianConsent', 'add.guardian-consent'], ['dwellingProof', 'add.dwelling-proof'], ['relationProof', 'add.relation-proof']] as const

/** The grounds in words, for the look before recording. */
export function groundFacts(grounds: PermanentGrounds, today: PlainDate, lang: Lang): { label: string; value: string }[] {
  const say = actStrings.in(lang)
  const found = permanentCases(today).find((each) => each.code === grounds.case)
  return [
    { label: say('add.case'), value: found ? `${found.label} (${found.article})` : grounds.case },
    ...consentRows.flatMap(([key, word]) => (grounds[key] ? [{ label: say(word), value: grounds[key] }] : [])),
    ...(grounds.floorArea == null ? [] : [{ label: say('add.floor'), value: `${String(grounds.floorArea).replace('.', ',')} m²` }]),
    ...proofMethods(today).filter((each) => each.code === grounds.proofMethod).map((each) => ({ label: say('add.proof-method'), value: each.label[lang] })),
  ]
}

const act: ActScreen<HomeModel, AddInput> = {
  ...onHousehold, url: '/dc/ho/:household/them-nguoi', screen: 'P-04-add', title: 'title.add', purpose: actPurpose('đ.20–22', 'Đăng ký thường trú vào hộ'),
  ...searching,
  fields(model, typed, lang) {
    const { home, today } = model
    const say = actStrings.in(lang)
    return (
      <>
        <WhoMovesIn typed={typed} model={model} lang={lang} />
        <Select name="relationToHead" label={say('add.relation')} value={typed.get('relationToHead')} options={relationOptions(today, permanentOf(home).length === 0 || headName(home) === null)} width="half" />
        <GroundFields typed={typed} today={today} lang={lang} />
        <DateField name="from" label={say('act.from')} hint={say('act.from-hint')} optional value={typed.date('from')} />
      </>
    )
  },
  async read(ctx, { today }, typed) {
    const faults = new Faults()
    const person = await whoMovesIn(ctx, typed, faults)
    const relationToHead = faults.text(typed, 'relationToHead', 'wrong.relation')
    const grounds = readGrounds(typed, faults)
    const from = faults.day(typed, 'from', today)
    return faults.or(() => ({ person: person!, relationToHead, from, grounds }))
  },
  async preview(_ctx, { home, today }, { person, relationToHead, grounds }, lang) {
    return { changes: [{ label: person.fullName, is: `${relationText(relationToHead, today)}, ${home.address.text}` }], facts: groundFacts(grounds, today, lang), warnings: chosenWarning(person, lang) }
  },
  async run(ctx, { home }, { person, ...input }, { commandId, seen }) {
    const done = await registerPermanent(ctx, { personId: person.personId, householdId: home.householdId, ...input, seen, commandId })
    return { goTo: doneAt(hrefOf(home), 'permanent-residence-registered', await noticeFor(ctx, done)) }
  },
}

export const addPersonRoutes = actRoutes(act)
