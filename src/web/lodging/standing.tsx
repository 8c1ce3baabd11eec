import { labelOf } from '../../foundations/areas/index.ts'
import { closeRelatives, endStanding, lodgingHosts, standingGuestsOf, tellStanding, type LodgingHost, type StandingGuest } from '../../foundations/residence/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatDateVi, type PlainDate } from '../../kernel/plain-date.ts'
import { parseTypedPin, typedPinProblem } from '../../kernel/personal-number.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { nfc } from '../../kernel/vietnamese-text.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, ButtonLink, EmptyState, Form, Notice, PinField, RadioGroup, Select, TextField, WorklistCard, type Lang } from '../kit/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { access, telling } from './purpose.ts'
import { lodgingStrings } from './strings.ts'

export interface StandingModel {
  readonly homes: readonly LodgingHost[]
  readonly guests: readonly StandingGuest[]
  readonly typed: { readonly host: string; readonly pin: string; readonly name: string; readonly relation: string }
  readonly added: boolean
  readonly today: PlainDate
}

/** Luật Cư trú 2020 đ.30 k.4: relatives told of once. */
export function Standing(props: StandingModel & { lang: Lang }) {
  const { homes, guests, typed, lang, today } = props
  const say = lodgingStrings.in(lang)
  if (homes.length === 0) return <><h1>{say('standing.title')}</h1><EmptyState icon="home" title={say('tell.none')} action={<ButtonLink href="/luu-tru">{say('tell.title')}</ButtonLink>}>{say('tell.none-text')}</EmptyState></>
  return (
    <>
      {props.added && <Notice kind="success" title={say('standing.added')} live />}
      <h1>{say('standing.title')}</h1>
      <p>{say('standing.lead')}</p>
      {guests.length === 0 ? <p class="hint">{say('standing.none')}</p> : guests.map((guest) => (
        <WorklistCard level={2} title={guest.name} lines={[guest.relationText, say('standing.since', { day: formatDateVi(guest.since) })]}
          actions={<Form action="/luu-tru/nguoi-than/thoi" command={newId()} hidden={{ host: guest.hostId, number: guest.docNumber }} label={`${say('standing.end')}: ${guest.name}`}><Button kind="quiet" act="end-standing" label={`${say('standing.end')}: ${guest.name}`}>{say('standing.end')}</Button></Form>} />
      ))}
      <h2>{say('standing.add')}</h2>
      <Form action="/luu-tru/nguoi-than" command={newId()} label={say('standing.add')} {...(homes.length === 1 ? { hidden: { host: homes[0]!.hostId } } : {})}>
        {homes.length > 1 && <RadioGroup name="host" label={say('tell.host')} value={typed.host} options={homes.map((home) => ({ value: home.hostId, label: home.address.text }))} />}
        <PinField name="pin" label={say('standing.pin')} value={typed.pin} />
        <TextField name="name" label={say('standing.name')} value={typed.name} autocomplete="off" />
        <Select name="relation" label={say('standing.relation')} value={typed.relation} options={closeRelatives.map((code) => ({ value: code, label: labelOf('relation-to-head', code, today) }))} />
        <Button act="add-standing">{say('standing.add')}</Button>
      </Form>
    </>
  )
}

async function standingPage(ctx: Ctx, req: PageRequest, errors?: readonly FieldError[]): Promise<PageReply> {
  const homes = (await lodgingHosts(ctx)).filter((each) => each.kind === 'household')
  const guests = (await Promise.all(homes.map((home) => standingGuestsOf(ctx, home.hostId)))).flat()
  const typed = { host: req.form.get('host') || (homes[0]?.hostId ?? ''), pin: req.form.get('pin'), name: req.form.get('name'), relation: req.form.get('relation') }
  return page(req, { title: lodgingStrings.t(req.lang, 'standing.title'), screen: 'C-35-standing', back: { href: '/luu-tru' }, path: '/luu-tru/nguoi-than', ...(errors ? { errors } : {}) },
    <Standing homes={homes} guests={guests} typed={typed} added={req.query['xong'] !== undefined} today={ctx.today} lang={req.lang} />, errors ? 422 : 200)
}

export const standingRoute = pageRoute({ method: 'GET', url: '/luu-tru/nguoi-than', access, purpose: telling, handler: (ctx, req) => standingPage(ctx, req) })

export const addStandingRoute = pageRoute({
  method: 'POST', url: '/luu-tru/nguoi-than', access, purpose: telling,
  async handler(ctx, req) {
    const pin = parseTypedPin(req.form.get('pin'))
    if (!pin) return standingPage(ctx, req, [{ field: 'pin', vi: typedPinProblem(req.form.get('pin')) ?? '' }])
    const hostId = req.form.get('host')
    await tellStanding(ctx, { hostId: isId(hostId) ? hostId : newId(), pin, name: nfc(req.form.get('name')), relation: req.form.get('relation'), commandId: req.commandId ?? newId() })
    return { redirect: '/luu-tru/nguoi-than?xong=1' }
  },
  onRefusal: (ctx, req, refusal) => standingPage(ctx, req, errorsOf(refusal)),
})

export const endStandingRoute = pageRoute({
  method: 'POST', url: '/luu-tru/nguoi-than/thoi', access, purpose: telling,
  async handler(ctx, req) {
    const hostId = req.form.get('host')
    await endStanding(ctx, { hostId: isId(hostId) ? hostId : newId(), docNumber: req.form.get('number'), commandId: req.commandId ?? newId() })
    return { redirect: '/luu-tru/nguoi-than' }
  },
})
