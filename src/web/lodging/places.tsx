import { areaAsOf, fullAreaName, searchAreas } from '../../foundations/areas/index.ts'
import { changeLodgingStaff, lodgingHosts, lodgingStaffOf, openLodgingPlace, placeKinds, type LodgingHost, type PlaceKind } from '../../foundations/residence/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { parseTypedPin, typedPinProblem } from '../../kernel/personal-number.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { nfc } from '../../kernel/vietnamese-text.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, Form, Notice, PinField, RadioGroup, SearchSelect, TextField, WorklistCard, type Lang, type Option } from '../kit/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { access, telling } from './purpose.ts'
import { lodgingStrings } from './strings.ts'

export interface PlacesModel {
  readonly places: readonly (LodgingHost & { readonly staff: readonly { readonly personId: string; readonly fullName: string }[] })[]
  readonly typed: { readonly kind: string; readonly name: string; readonly area: string; readonly query: string; readonly detail: string; readonly rooms: string }
  readonly areas: readonly Option[] | undefined
  readonly chosenArea: string | undefined
  readonly staffAt: string
  readonly staffPin: string
  readonly staffName: string
  readonly done: 'opened' | 'saved' | null
}

/** Places that take guests: declared by whoever owns them, with the staff who report. */
export function Places(props: PlacesModel & { lang: Lang }) {
  const { places, typed, lang } = props
  const say = lodgingStrings.in(lang)
  return (
    <>
      {props.done && <Notice kind="success" title={say(`place.${props.done}`)} live />}
      <h1>{say('place.title')}</h1>
      {places.length > 0 && <h2>{say('place.mine')}</h2>}
      {places.map((place) => (
        <WorklistCard level={3} title={place.name ?? say('place.home')} lines={[place.address.text]}>
          {place.owner && <Staff place={place} pin={props.staffAt === place.hostId ? props.staffPin : ''} name={props.staffAt === place.hostId ? props.staffName : ''} lang={lang} />}
        </WorklistCard>
      ))}
      <h2>{say('place.new')}</h2>
      <Form action="/luu-tru/co-so" command={newId()} label={say('place.new')}>
        <RadioGroup name="kind" label={say('place.kind')} value={typed.kind} options={placeKinds.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))} />
        <TextField name="name" label={say('place.name')} value={typed.name} autocomplete="organization" />
        <SearchSelect name="area" label={say('place.area')} hint={say('place.area-hint')} value={typed.area} query={typed.query} {...(props.areas ? { results: props.areas } : {})} {...(props.chosenArea ? { chosenLabel: props.chosenArea } : {})} />
        <TextField name="detail" label={say('place.detail')} value={typed.detail} autocomplete="street-address" />
        <TextField name="rooms" label={say('place.rooms')} optional inputmode="numeric" width="four" value={typed.rooms} autocomplete="off" />
        <Button act="open-place">{say('place.open')}</Button>
      </Form>
    </>
  )
}

function Staff(props: { place: PlacesModel['places'][number]; pin: string; name: string; lang: Lang }) {
  const { place, lang } = props
  const say = lodgingStrings.in(lang)
  const field = `pin-${place.hostId}`
  return (
    <>
      <p><strong>{say('place.staff')}</strong></p>
      {place.staff.length === 0 && <p class="hint">{say('place.staff-none')}</p>}
      {place.staff.map((person) => (
        <Form action="/luu-tru/co-so/nhan-vien" command={newId()} hidden={{ place: place.hostId, person: person.personId }} label={say('place.staff-end', { name: person.fullName })}><span>{person.fullName}</span> <Button kind="quiet" act="end-staff">{say('place.staff-end', { name: person.fullName })}</Button></Form>
      ))}
      <Form action="/luu-tru/co-so/nhan-vien" command={newId()} hidden={{ place: place.hostId }} label={`${say('place.staff-add')}: ${place.name ?? ''}`}>
        <PinField name={field} label={say('place.staff-pin')} value={props.pin} />
        <TextField name={`name-${place.hostId}`} label={say('place.staff-name')} value={props.name} autocomplete="off" />
        <Button kind="secondary" act="add-staff">{say('place.staff-add')}</Button>
      </Form>
    </>
  )
}

async function placesPage(ctx: Ctx, req: PageRequest, more: { errors?: readonly FieldError[]; areas?: readonly Option[]; staffAt?: string } = {}): Promise<PageReply> {
  const hosts = await lodgingHosts(ctx)
  const places = []
  for (const host of hosts) places.push({ ...host, staff: host.owner ? await lodgingStaffOf(ctx, host.hostId) : [] })
  const { form } = req
  const area = areaAsOf(form.get('area'), ctx.today)?.level === 'commune' ? form.get('area') : ''
  const typed = { kind: form.get('kind') || 'guesthouse', name: form.get('name'), area, query: form.get('area.query'), detail: form.get('detail'), rooms: form.get('rooms') }
  const model: PlacesModel = {
    places, typed, areas: more.areas, chosenArea: area === '' || more.areas ? undefined : fullAreaName(area, ctx.today), staffAt: more.staffAt ?? '', staffPin: more.staffAt ? form.get(`pin-${more.staffAt}`) : '', staffName: more.staffAt ? form.get(`name-${more.staffAt}`) : '',
    done: req.query['xong'] === 'mo' ? 'opened' : req.query['xong'] === 'luu' ? 'saved' : null,
  }
  return page(req, { title: lodgingStrings.t(req.lang, 'place.title'), screen: 'C-36-places', back: { href: '/luu-tru' }, path: '/luu-tru/co-so', ...(more.errors ? { errors: more.errors } : {}) }, <Places {...model} lang={req.lang} />, more.errors ? 422 : 200)
}

/** Old names lead to the units of today; a divided one offers all its parts, and the person chooses. */
const found = (query: string, ctx: Ctx): Option[] => searchAreas(query, { level: 'commune', on: ctx.today, limit: 12 }).map((hit) => ({ value: hit.area.code, label: hit.fullName, ...(hit.via ? { hint: hit.via.fullName } : {}) }))

export const placesRoute = pageRoute({ method: 'GET', url: '/luu-tru/co-so', access, purpose: telling, handler: (ctx, req) => placesPage(ctx, req) })

export const openPlaceRoute = pageRoute({
  method: 'POST', url: '/luu-tru/co-so', access, purpose: telling,
  async handler(ctx, req) {
    const { form } = req
    if (form.get('_search') === 'area' || (form.get('area') === '' && form.get('area.query').trim() !== '')) return placesPage(ctx, req, { areas: found(form.get('area.query'), ctx) })
    const rooms = form.get('rooms').trim()
    if (rooms !== '' && !/^\d{1,4}$/.test(rooms)) return placesPage(ctx, req, { errors: [{ field: 'rooms', vi: lodgingStrings.vi['place.rooms-wrong'], en: lodgingStrings.en['place.rooms-wrong'] }] })
    await openLodgingPlace(ctx, { kind: form.get('kind') as PlaceKind, name: nfc(form.get('name')), area: form.get('area'), detail: nfc(form.get('detail')), rooms: rooms === '' ? null : Number(rooms), commandId: req.commandId ?? newId() })
    return { redirect: '/luu-tru/co-so?xong=mo' }
  },
  onRefusal: (ctx, req, refusal) => placesPage(ctx, req, { errors: errorsOf(refusal) }),
})

export const staffRoute = pageRoute({
  method: 'POST', url: '/luu-tru/co-so/nhan-vien', access, purpose: telling,
  async handler(ctx, req) {
    const placeId = isId(req.form.get('place')) ? req.form.get('place') : newId()
    const personId = req.form.get('person')
    const field = `pin-${placeId}`
    const pin = parseTypedPin(req.form.get(field))
    if (personId === '' && !pin) return placesPage(ctx, req, { staffAt: placeId, errors: [{ field, vi: typedPinProblem(req.form.get(field)) ?? '' }] })
    const commandId = req.commandId ?? newId()
    await changeLodgingStaff(ctx, pin && personId === '' ? { placeId, may: true, pin, fullName: req.form.get(`name-${placeId}`), commandId } : { placeId, may: false, personId: isId(personId) ? personId : newId(), commandId })
    return { redirect: '/luu-tru/co-so?xong=luu' }
  },
  onRefusal: (ctx, req, refusal) => placesPage(ctx, req, { staffAt: req.form.get('place'), errors: errorsOf(refusal).map((each) => (each.field === 'pin' ? { ...each, field: `pin-${req.form.get('place')}` } : each)) }),
})
