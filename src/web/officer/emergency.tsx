import { fullAreaName, labelOf } from '../../foundations/areas/index.ts'
import { emergencyGrounds, openEmergencyReading, readInEmergency, type EmergencyView, type PersonField, type Relative } from '../../foundations/population/index.ts'
import { fieldLabels } from '../../foundations/trail/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { formatPartialVi } from '../../kernel/partial-date.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, PlainDate, Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, CheckAnswers, Form, Notice, RadioGroup, TextArea, TextField, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { workPage } from './frame.ts'
import { oversightStrings } from './oversight-strings.ts'
import { refuse } from './refusals.ts'

const purpose: Purpose = { code: 'emergency-request', basis: 'Luật Căn cước 2023, đ.10', text: 'Xem khẩn cấp' }
const roles = ['police-officer', 'police-commander'] as const
const home = '/lam-viec/xem-khan'

export interface EmergencyForm {
  readonly number: string
  readonly ground: string
  readonly reason: string
}

/** Break-glass: what it does is said before it is done. */
export function OpenEmergency(props: { typed: EmergencyForm; today: PlainDate; lang: Lang }) {
  const { typed, lang } = props
  const say = oversightStrings.in(lang)
  return (
    <>
      <h1>{say('emergency.heading')}</h1>
      <p>{say('emergency.lead')}</p>
      <Notice kind="warn" title={say('emergency.told')}><p>{say('emergency.review')}</p></Notice>
      <Form action={home} command={newId()} class="narrow-form" label={say('emergency.heading')}>
        <TextField name="number" label={say('emergency.number')} hint={say('emergency.number-hint')} value={typed.number} inputmode="numeric" autocomplete="off" />
        <RadioGroup name="ground" label={say('emergency.ground')} value={typed.ground} options={emergencyGrounds(props.today).map((ground) => ({ value: ground.code, label: ground[lang] }))} />
        <TextArea name="reason" label={say('emergency.reason')} hint={say('emergency.reason-hint')} value={typed.reason} rows={3} maxlength={2000} />
        <div class="buttons"><Button act="open-emergency" kind="danger">{say('emergency.open')}</Button></div>
      </Form>
    </>
  )
}

export function EmergencyPerson(props: EmergencyView & { today: PlainDate; lang: Lang }) {
  const { reading, person, fields, lang } = props
  const say = oversightStrings.in(lang)
  return (
    <>
      <p class="caption">{reading.groundWords}</p>
      <h1>{String(person.fullName)}</h1>
      <Notice kind="warn" title={say('emergency.person', { until: formatInstantVi(reading.endsAt) })}><p>{say('emergency.over')}</p><p>{say('emergency.reason-said', { reason: reading.reason })}</p></Notice>
      <CheckAnswers answers={fields.filter((field) => field !== 'fullName').map((field) => ({ label: capital(fieldLabels([field], lang)[0]!), value: wordsOf(field, person[field], props.today, lang) })).filter(({ value }) => value !== '')} />
    </>
  )
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)

const kin: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  father: { vi: 'cha', en: 'father' }, mother: { vi: 'mẹ', en: 'mother' }, spouse: { vi: 'vợ/chồng', en: 'spouse' }, child: { vi: 'con', en: 'child' }, guardian: { vi: 'người giám hộ', en: 'guardian' },
  ward: { vi: 'người được giám hộ', en: 'ward' }, representative: { vi: 'người đại diện', en: 'representative' }, represented: { vi: 'người được đại diện', en: 'represented' },
}
const codes: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  male: { vi: 'Nam', en: 'Male' }, female: { vi: 'Nữ', en: 'Female' }, undetermined: { vi: 'Chưa xác định', en: 'Undetermined' }, living: { vi: 'Còn sống', en: 'Living' }, deceased: { vi: 'Đã mất', en: 'Deceased' }, missing: { vi: 'Mất tích', en: 'Missing' },
  single: { vi: 'Chưa kết hôn', en: 'Single' }, married: { vi: 'Đã kết hôn', en: 'Married' }, divorced: { vi: 'Đã ly hôn', en: 'Divorced' }, widowed: { vi: 'Góa', en: 'Widowed' },
}

function wordsOf(field: PersonField, value: unknown, today: PlainDate, lang: Lang): string {
  if (value === null || value === undefined) return ''
  switch (field) {
    case 'relatives': return (value as readonly Relative[]).map((each) => `${kin[each.kind]?.[lang] ?? each.kind}: ${each.fullName ?? '–'}`).join('; ')
    case 'identityNumbers': return (value as readonly { value: string }[]).map((each) => each.value).join(', ')
    case 'birthDate': case 'deathDate': return formatPartialVi(String(value))
    case 'nationalities': return (value as readonly string[]).map((code) => labelOf('nationalities', code, today) ?? code).join(', ')
    case 'area': return fullAreaName(String(value), today)
    default: return Array.isArray(value) ? value.join(', ') : codes[String(value)]?.[lang] ?? String(value)
  }
}

export const emergencyFormRoute = pageRoute({ method: 'GET', url: home, access: { officer: roles }, purpose, handler: (ctx, req) => formPage(ctx, req) })

export const openEmergencyRoute = pageRoute({
  method: 'POST', url: home, access: { officer: roles }, purpose, rateLimit: { key: 'session', max: 20, perSeconds: 3_600 },
  async handler(ctx, req) {
    const opened = await openEmergencyReading(ctx, { number: req.form.get('number'), ground: req.form.get('ground'), reason: req.form.get('reason'), commandId: req.commandId ?? newId() })
    return { redirect: `${home}/${opened.readingId}` }
  },
  onRefusal: (ctx, req, refusal) => formPage(ctx, req, errorsOf(refusal), refusal.status),
})

export const emergencyPersonRoute = pageRoute({
  method: 'GET', url: `${home}/:reading`, access: { officer: roles }, purpose,
  async handler(ctx, req) {
    const view = await readInEmergency(ctx, isId(req.params['reading'] ?? '') ? req.params['reading']! : refuse('officer.case-unknown'))
    return workPage(ctx, req, { title: oversightStrings.t(req.lang, 'emergency.title'), screen: 'P-emergency-one', back: { href: home, label: oversightStrings.t(req.lang, 'emergency.title') } }, <EmergencyPerson {...view} today={ctx.today} lang={req.lang} />)
  },
})

function formPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const typed: EmergencyForm = { number: req.form.get('number'), ground: req.form.get('ground'), reason: req.form.get('reason') }
  return workPage(ctx, req, { title: oversightStrings.t(req.lang, 'emergency.title'), screen: 'P-emergency', errors }, <OpenEmergency typed={typed} today={ctx.today} lang={req.lang} />, status)
}
