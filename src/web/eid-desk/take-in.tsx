import { areaAsOf, fullAreaName } from '../../foundations/areas/index.ts'
import { eidRule, readApplicant, takeIn, takeInOrganisation, type Applicant } from '../../foundations/eid/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { parseTypedPin, typedPinProblem } from '../../kernel/personal-number.ts'
import { parsePhone } from '../../kernel/phone.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, CheckAnswers, Checkbox, Form, Notice, PinField, RadioGroup, TextField, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { errorsOf } from '../public/index.ts'
import { intakePurpose as purpose, policeAccess as access } from './purposes.ts'
import { deskStrings } from './strings.ts'

const url = '/dc/eid/thu-nhan'
const error = (field: string, key: keyof typeof deskStrings.vi): FieldError => ({ field, vi: deskStrings.vi[key], en: deskStrings.en[key] })

function Find(props: { typed: string; lang: Lang }) {
  const say = deskStrings.in(props.lang)
  return (
    <>
      <h1>{say('take.title')}</h1>
      <p class="lead">{say('take.lead')}</p>
      <Form action={`${url}/tim`} class="narrow-form"><PinField name="pin" label={say('take.pin')} value={props.typed} /><div class="buttons"><Button act="find">{say('take.find')}</Button></div></Form>
    </>
  )
}

/** The person as the register has them, then what the desk adds: level, contact, representative; card and face come by the button. */
function Take(props: { who: Applicant; today: string; req: PageRequest; lang: Lang }) {
  const { who, lang, req: { form } } = props
  const say = deskStrings.in(lang)
  // A foreign child, too, comes with whoever represents it.
  const young = who.age !== null && who.age < eidRule('least-age-own', props.today).value
  const area = who.area && areaAsOf(who.area, props.today) ? fullAreaName(who.area, props.today) : '–'
  return (
    <>
      <h1>{say('take.title')}</h1>
      <CheckAnswers title={say('take.person')} answers={[
        { label: say('take.name'), value: who.fullName }, { label: say('take.birth'), value: who.birthDate ? formatPartialVi(who.birthDate) : '–' }, { label: say('take.area'), value: area },
        { label: say('take.has'), value: who.account ? say('take.has-level', { level: who.account.level, state: say(`state.${who.account.state}` as 'state.active') }) : say('take.has-none') },
      ]} />
      <Form action={url} command={isId(form.get('_command')) ? form.get('_command') : newId()} hidden={{ pin: who.pin }} class="narrow-form" label={say('take.title')}>
        <RadioGroup name="level" label={say('take.level')} value={form.get('level') || '2'} options={[{ value: '2', label: say('take.level-2') }, { value: '1', label: say('take.level-1') }]} />
        <Checkbox name="withCard" label={say('take.with-card')} checked={form.get('withCard') === 'yes'} />
        {young && <PinField name="representative" label={say('take.representative')} hint={say('take.representative-hint')} value={form.get('representative')} />}
        <TextField name="phone" label={say('take.phone')} type="tel" inputmode="tel" width="half" value={form.get('phone')} />
        <TextField name="email" label={say('take.email')} optional type="email" inputmode="email" width="half" value={form.get('email')} />
        <p class="hint">{say('take.capture')}</p>
        <div class="buttons"><Button act="take-in">{say('take.do')}</Button></div>
      </Form>
    </>
  )
}

const screenOf = (req: PageRequest, errors: readonly FieldError[]) => ({ title: deskStrings.t(req.lang, 'take.title'), screen: 'P-11-take-in', errors, back: { href: '/dc/eid' }, path: url })

const findPage = (ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> => workPage(ctx, req, screenOf(req, errors), <Find typed={req.form.get('pin')} lang={req.lang} />, status)

async function takePage(ctx: Ctx, req: PageRequest, pin: string, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  return workPage(ctx, req, screenOf(req, errors), <Take who={await readApplicant(ctx, pin)} today={ctx.today} req={req} lang={req.lang} />, status)
}

export const findRoute = pageRoute({ method: 'GET', url, access, purpose, handler: (ctx, req) => findPage(ctx, req) })

export const foundRoute = pageRoute({
  method: 'POST', url: `${url}/tim`, access, purpose,
  async handler(ctx, req) {
    const pin = parseTypedPin(req.form.get('pin'))
    return pin === null ? findPage(ctx, req, [{ field: 'pin', vi: typedPinProblem(req.form.get('pin')) ?? deskStrings.vi['take.pin-wrong'], en: deskStrings.en['take.pin-wrong'] }], 422) : takePage(ctx, req, pin)
  },
  onRefusal: (ctx, req, refusal) => findPage(ctx, req, errorsOf(refusal), refusal.status),
})

export const takeRoute = pageRoute({
  method: 'POST', url, access, purpose,
  async handler(ctx, req) {
    const { form } = req
    const pin = parseTypedPin(form.get('pin'))
    if (pin === null) return findPage(ctx, req, [error('pin', 'take.pin-wrong')], 422)
    const phone = form.get('phone').trim() === '' ? null : parsePhone(form.get('phone'))
    if (form.get('phone').trim() !== '' && phone?.kind !== 'mobile') return takePage(ctx, req, pin, [error('phone', 'take.phone-wrong')], 422)
    const made = await takeIn(ctx, {
      caseId: req.commandId ?? newId(), pin, level: form.get('level') === '1' ? 1 : 2, withCard: form.get('withCard') === 'yes', phone: phone?.national ?? null, email: form.get('email').trim() || null,
      representativePin: parseTypedPin(form.get('representative')),
    })
    return { redirect: `/dc/eid/${made.caseId}?xong=da-nhan` }
  },
  onRefusal: (ctx, req, refusal) => takePage(ctx, req, parseTypedPin(req.form.get('pin')) ?? '', errorsOf(refusal), refusal.status),
})

function organisationPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const say = deskStrings.in(req.lang)
  const { form } = req
  return workPage(ctx, req, { title: say('org.title'), screen: 'P-11-organisation', errors, back: { href: '/dc/eid' }, path: '/dc/eid/to-chuc' }, (
    <>
      <h1>{say('org.title')}</h1>
      <Notice kind="info" title={say('org.lead')} />
      <Form action="/dc/eid/to-chuc" command={isId(form.get('_command')) ? form.get('_command') : newId()} class="narrow-form" label={say('org.title')}>
        <TextField name="name" label={say('org.name')} value={form.get('name')} />
        <TextField name="code" label={say('org.code')} width="half" value={form.get('code')} />
        <TextField name="document" label={say('org.document')} hint={say('org.document-hint')} value={form.get('document')} />
        <PinField name="representative" label={say('org.representative')} value={form.get('representative')} />
        <div class="buttons"><Button act="take-in-organisation">{say('org.do')}</Button></div>
      </Form>
    </>
  ), status)
}

export const organisationRoute = pageRoute({ method: 'GET', url: '/dc/eid/to-chuc', access, purpose, handler: (ctx, req) => organisationPage(ctx, req) })

export const takeOrganisationRoute = pageRoute({
  method: 'POST', url: '/dc/eid/to-chuc', access, purpose,
  async handler(ctx, req) {
    const { form } = req
    const pin = parseTypedPin(form.get('representative'))
    const errors = [...(['name', 'code', 'document'] as const).filter((name) => form.get(name).trim() === '').map((name) => error(name, 'org.empty')), ...(pin === null ? [error('representative', 'take.pin-wrong')] : [])]
    if (errors.length > 0) return organisationPage(ctx, req, errors, 422)
    const area = ctx.actor.kind === 'officer' ? ctx.actor.areas[0]! : ''
    const made = await takeInOrganisation(ctx, { caseId: req.commandId ?? newId(), name: form.get('name'), code: form.get('code'), document: form.get('document'), area, representativePin: pin! })
    return { redirect: `/dc/eid/${made.caseId}?xong=da-nhan` }
  },
  onRefusal: (ctx, req, refusal) => organisationPage(ctx, req, errorsOf(refusal), refusal.status),
})
