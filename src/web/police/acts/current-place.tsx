import { fullAreaName } from '../../../foundations/areas/index.ts'
import { declareCurrentPlace } from '../../../foundations/residence/index.ts'
import { DateField } from '../../kit/index.ts'
import { actStrings } from '../act-strings.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { doneAt } from './done.ts'
import { actPurpose } from './household-act.tsx'
import { PlaceFields, readPlace } from './open-household.tsx'
import { confirmed, onPerson, personHref, type PersonActModel } from './person-act.tsx'

interface PlaceInput {
  readonly place: { readonly area: string; readonly detail: string }
  readonly from: string
}

const act: ActScreen<PersonActModel, PlaceInput> = {
  ...onPerson, url: '/dc/nguoi/:person/noi-o', screen: 'P-03-place', title: 'title.current-place', purpose: actPurpose('đ.19', 'Khai báo nơi ở hiện tại'),
  fields({ areas, today }, typed, lang) {
    const say = actStrings.in(lang)
    return (
      <>
        <p>{say('current.lead')}</p>
        <PlaceFields typed={typed} areas={areas} today={today} lang={lang} />
        <DateField name="from" label={say('act.from')} hint={say('act.from-hint')} optional value={typed.date('from')} />
      </>
    )
  },
  async read(_ctx, { areas, today }, typed) {
    const faults = new Faults()
    const place = readPlace(typed, areas, faults)
    const from = faults.day(typed, 'from', today)
    return faults.or(() => ({ place, from }))
  },
  async preview(_ctx, model, { place }, lang) {
    return { changes: [{ label: actStrings.t(lang, 'current.place'), was: confirmed(model, 'current')?.address.text ?? null, is: `${place.detail}, ${fullAreaName(place.area, model.today)}` }] }
  },
  async run(ctx, model, input, { commandId }) {
    await declareCurrentPlace(ctx, { personId: model.personId, ...input, commandId })
    return { goTo: doneAt(personHref(model), 'current-place-declared') }
  },
}

export const currentPlaceRoutes = actRoutes(act)
