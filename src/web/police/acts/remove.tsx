import { removalGrounds, removePermanent, removeTemporary, type RemovalGround, type RemoveResidence } from '../../../foundations/residence/index.ts'
import { formatDateVi } from '../../../kernel/plain-date.ts'
import { DateField, Notice, RadioGroup, TextField } from '../../kit/index.ts'
import { actStrings } from '../act-strings.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { personStrings } from '../person-strings.ts'
import { doneAt } from './done.ts'
import { actPurpose } from './household-act.tsx'
import { confirmed, onPerson, personHref, type PersonActModel } from './person-act.tsx'

type RemoveInput = Pick<RemoveResidence, 'ground' | 'decision'> & { readonly on: string; readonly since: string | null }

const removing = (kind: RemovalGround['kind']): ActScreen<PersonActModel, RemoveInput> => ({
  ...onPerson, url: `/dc/nguoi/:person/${kind === 'permanent' ? 'xoa-thuong-tru' : 'xoa-tam-tru'}`, screen: `P-03-remove-${kind}`, title: `title.remove-${kind}`,
  purpose: kind === 'permanent' ? actPurpose('đ.24', 'Xóa đăng ký thường trú') : actPurpose('đ.29', 'Xóa đăng ký tạm trú'),
  unless: (model, lang) => (confirmed(model, kind) ? null : <Notice kind="info" title={actStrings.t(lang, 'remove.nothing')} />),
  fields({ today }, typed, lang) {
    const say = actStrings.in(lang)
    const hint = (ground: RemovalGround): string => [ground.article, ...(ground.months > 0 ? [say('remove.needs-months', { n: ground.months })] : []), ...(ground.needsDecision ? [say('remove.needs-decision')] : [])].join(' · ')
    return (
      <>
        <RadioGroup name="ground" label={say('remove.ground')} value={typed.get('ground')} options={removalGrounds(kind, today).map((each) => ({ value: each.code, label: each.label, hint: hint(each) }))} />
        <DateField name="on" label={say('remove.on')} hint={say('act.from-hint')} optional value={typed.date('on')} />
        <DateField name="since" label={say('remove.since')} hint={say('remove.since-hint')} optional value={typed.date('since')} />
        <TextField name="decision" label={say('remove.decision-number')} hint={say('remove.decision-hint')} value={typed.get('decision')} optional width="half" />
        <DateField name="decision-date" label={say('remove.decision-date')} optional value={typed.date('decision-date')} />
        <TextField name="decision-issuer" label={say('remove.decision-issuer')} value={typed.get('decision-issuer')} optional />
      </>
    )
  },
  async read(_ctx, { today }, typed) {
    const faults = new Faults()
    const ground = faults.text(typed, 'ground', 'wrong.ground')
    const on = faults.day(typed, 'on', today)
    const since = faults.dayOrNull(typed, 'since')
    const [number, date, issuer] = [typed.get('decision').trim(), faults.dayOrNull(typed, 'decision-date'), typed.get('decision-issuer').trim()]
    const begun = number !== '' || date !== null || issuer !== ''
    if (begun && (number === '' || date === null || issuer === '')) faults.add('decision', 'wrong.decision')
    return faults.or(() => ({ ground, on, since, decision: begun ? { number, date: date!, issuer } : null }))
  },
  async preview(_ctx, model, input, lang) {
    const say = actStrings.in(lang)
    const ground = removalGrounds(kind, input.on).find((each) => each.code === input.ground)
    return {
      changes: [{ label: personStrings.t(lang, `residence.${kind}`), was: confirmed(model, kind)?.address.text ?? null, is: say('remove.ends', { date: formatDateVi(input.on) }) }],
      facts: [
        { label: say('remove.ground'), value: ground ? `${ground.label} (${ground.article})` : input.ground }, ...(input.since ? [{ label: say('remove.since'), value: formatDateVi(input.since) }] : []),
        ...(input.decision ? [{ label: say('remove.decision'), value: `${input.decision.number}, ${formatDateVi(input.decision.date)}, ${input.decision.issuer}` }] : []),
      ],
    }
  },
  async run(ctx, model, { since, decision, ...input }, { commandId }) {
    await (kind === 'permanent' ? removePermanent : removeTemporary)(ctx, { personId: model.personId, ...input, since, decision: decision ?? null, commandId })
    return { goTo: doneAt(personHref(model), 'residence-removed') }
  },
})

export const removeRoutes = [...actRoutes(removing('permanent')), ...actRoutes(removing('temporary'))]
