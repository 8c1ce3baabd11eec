import { absenceGroups, absenceOf, declareAbsence, endAbsence, type Absence, type AbsenceGroup } from '../../../foundations/residence/index.ts'
import { formatDateVi } from '../../../kernel/plain-date.ts'
import { DateField, Notice, RadioGroup, TextArea, TextField } from '../../kit/index.ts'
import { absenceWords } from '../absence-words.ts'
import { actStrings } from '../act-strings.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { doneAt } from './done.ts'
import { actPurpose } from './household-act.tsx'
import { onPerson, personHref, type PersonActModel } from './person-act.tsx'

interface AbsenceInput {
  readonly ground: AbsenceGroup['code']
  readonly from: string
  readonly until: string | null
  readonly destination: string
  readonly reason: string
}

const declaring: ActScreen<PersonActModel, AbsenceInput> = {
  ...onPerson, url: '/dc/nguoi/:person/tam-vang', screen: 'P-03-absence', title: 'title.absence', purpose: actPurpose('đ.31', 'Khai báo tạm vắng'),
  fields({ today }, typed, lang) {
    const say = actStrings.in(lang)
    return (
      <>
        <RadioGroup name="ground" label={say('absence.ground')} value={typed.get('ground')} options={absenceGroups(today).map((each) => ({ value: each.code, label: each.label, hint: each.article }))} />
        <DateField name="from" label={say('absence.from')} value={typed.date('from')} />
        <DateField name="until" label={say('absence.until')} hint={say('absence.until-hint')} optional value={typed.date('until')} />
        <TextField name="destination" label={say('absence.destination')} value={typed.get('destination')} maxlength={160} />
        <TextArea name="reason" label={say('absence.reason')} value={typed.get('reason')} rows={2} />
      </>
    )
  },
  async read(_ctx, { today }, typed) {
    const faults = new Faults()
    const ground = absenceGroups(today).find((each) => each.code === typed.get('ground'))?.code
    if (ground === undefined) faults.add('ground', 'wrong.ground')
    const [from, until] = [faults.needDay(typed, 'from'), faults.dayOrNull(typed, 'until')]
    const [destination, reason] = [faults.text(typed, 'destination', 'wrong.destination'), faults.text(typed, 'reason', 'wrong.reason')]
    return faults.or(() => ({ ground: ground!, from, until, destination, reason }))
  },
  async preview(_ctx, { today }, input, lang) {
    const say = actStrings.in(lang)
    return {
      changes: [{ label: say('absence.state'), was: say('act.none'), is: absenceWords(input.from, input.until, lang) }],
      facts: [{ label: say('absence.ground'), value: absenceGroups(today).find((each) => each.code === input.ground)?.label ?? input.ground }, { label: say('absence.destination'), value: input.destination }, { label: say('absence.reason'), value: input.reason }],
    }
  },
  async run(ctx, model, { destination, ...input }, { commandId }) {
    await declareAbsence(ctx, { personId: model.personId, ...input, destination: { area: null, text: destination }, commandId })
    return { goTo: doneAt(personHref(model), 'absence-declared') }
  },
}

interface AbsentModel extends PersonActModel { readonly absence: Absence | undefined }

const ending: ActScreen<AbsentModel, { readonly on: string }> = {
  ...onPerson, url: '/dc/nguoi/:person/het-tam-vang', screen: 'P-03-absence-end', title: 'title.absence-end', purpose: actPurpose('đ.31', 'Kết thúc tạm vắng'),
  async load(ctx, req) {
    const model = await onPerson.load(ctx, req)
    return { ...model, absence: await absenceOf(ctx, model.personId) }
  },
  unless: ({ absence }, lang) => (absence ? null : <Notice kind="info" title={actStrings.t(lang, 'absence.nothing')} />),
  fields: (_model, typed, lang) => <DateField name="on" label={actStrings.t(lang, 'absence.back')} hint={actStrings.t(lang, 'act.from-hint')} optional value={typed.date('on')} />,
  async read(_ctx, { today }, typed) {
    const faults = new Faults()
    const on = faults.day(typed, 'on', today)
    return faults.or(() => ({ on }))
  },
  async preview(_ctx, { absence }, { on }, lang) {
    return { changes: [{ label: actStrings.t(lang, 'absence.state'), was: absence ? absenceWords(absence.from, absence.until, lang) : null, is: actStrings.t(lang, 'remove.ends', { date: formatDateVi(on) }) }] }
  },
  async run(ctx, model, { on }, { commandId }) {
    await endAbsence(ctx, { personId: model.personId, on, commandId })
    return { goTo: doneAt(personHref(model), 'absence-ended') }
  },
}

export const absenceRoutes = [...actRoutes(declaring), ...actRoutes(ending)]
