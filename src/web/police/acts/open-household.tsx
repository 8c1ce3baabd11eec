import { fullAreaName } from '../../../foundations/areas/index.ts'
import { openHousehold, type PermanentGrounds } from '../../../foundations/residence/index.ts'
import { tidySpaces } from '../../../kernel/vietnamese-text.ts'
import type { PlainDate } from '../../../platform/index.ts'
import { DateField, Select, TextField, type Lang } from '../../kit/index.ts'
import { actStrings } from '../act-strings.ts'
import { actRoutes, Faults, type ActScreen, type Typed } from '../act-screen.tsx'
import { noticeFor } from '../issue-papers.ts'
import { personStrings } from '../person-strings.ts'
import { GroundFields, groundFacts, readGrounds } from './add-person.tsx'
import { doneAt } from './done.ts'
import { actPurpose } from './household-act.tsx'
import { confirmed, onPerson, type PersonActModel } from './person-act.tsx'

/** Commune and house: a commune is chosen only where the post has several. */
export function PlaceFields(props: { typed: Typed; areas: readonly string[]; today: PlainDate; lang: Lang }) {
  const say = actStrings.in(props.lang)
  return (
    <>
      <TextField name="detail" label={say('open.detail')} hint={say('open.detail-hint')} value={props.typed.get('detail')} maxlength={160} />
      {props.areas.length > 1 && <Select name="area" label={say('open.area')} value={props.typed.get('area')} options={props.areas.map((area) => ({ value: area, label: fullAreaName(area, props.today) }))} width="half" />}
    </>
  )
}

export function readPlace(typed: Typed, areas: readonly string[], faults: Faults): { area: string; detail: string } {
  const detail = tidySpaces(faults.text(typed, 'detail', 'wrong.detail')).slice(0, 160)
  const area = areas.length === 1 ? areas[0]! : areas.find((each) => each === typed.get('area'))
  if (area === undefined) faults.add('area', 'wrong.area')
  return { area: area ?? '', detail }
}

interface OpenInput {
  readonly place: { readonly area: string; readonly detail: string }
  readonly from: string
  readonly grounds: PermanentGrounds
}

const act: ActScreen<PersonActModel, OpenInput> = {
  ...onPerson, url: '/dc/nguoi/:person/lap-ho', screen: 'P-03-open', title: 'title.open', purpose: actPurpose('đ.10, 20–22', 'Lập hộ, đăng ký thường trú'),
  fields({ areas, today }, typed, lang) {
    const say = actStrings.in(lang)
    return (
      <>
        <PlaceFields typed={typed} areas={areas} today={today} lang={lang} />
        <GroundFields typed={typed} today={today} lang={lang} opens />
        <DateField name="from" label={say('act.from')} hint={say('act.from-hint')} optional value={typed.date('from')} />
      </>
    )
  },
  async read(_ctx, { areas, today }, typed) {
    const faults = new Faults()
    const place = readPlace(typed, areas, faults)
    const grounds = readGrounds(typed, faults)
    const from = faults.day(typed, 'from', today)
    return faults.or(() => ({ place, from, grounds }))
  },
  async preview(_ctx, model, { place, grounds }, lang) {
    const say = actStrings.in(lang)
    return {
      changes: [
        { label: personStrings.t(lang, 'residence.permanent'), was: confirmed(model, 'permanent')?.address.text ?? null, is: `${place.detail}, ${fullAreaName(place.area, model.today)}` },
        { label: say('open.head'), is: model.fullName },
      ],
      facts: groundFacts(grounds, model.today, lang),
    }
  },
  async run(ctx, { personId }, input, { commandId }) {
    const done = await openHousehold(ctx, { personId, ...input, commandId })
    return { goTo: doneAt(`/dc/ho/${done.householdId}`, 'household-opened', await noticeFor(ctx, done)) }
  },
}

export const openHouseholdRoutes = actRoutes(act)
