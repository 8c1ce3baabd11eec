import { renewTemporary } from '../../../foundations/residence/index.ts'
import { formatDateVi } from '../../../kernel/plain-date.ts'
import { DateField, Notice } from '../../kit/index.ts'
import { actStrings } from '../act-strings.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { doneAt } from './done.ts'
import { actPurpose } from './household-act.tsx'
import { confirmed, onPerson, personHref, type PersonActModel } from './person-act.tsx'

const act: ActScreen<PersonActModel, { readonly until: string }> = {
  ...onPerson, url: '/dc/nguoi/:person/gia-han', screen: 'P-03-renew', title: 'title.renew', purpose: actPurpose('đ.28', 'Gia hạn tạm trú'),
  unless: (model, lang) => (confirmed(model, 'temporary') ? null : <Notice kind="info" title={actStrings.t(lang, 'remove.nothing')} />),
  fields: (_model, typed, lang) => <DateField name="until" label={actStrings.t(lang, 'renew.until')} value={typed.date('until')} />,
  async read(_ctx, _model, typed) {
    const faults = new Faults()
    const until = faults.needDay(typed, 'until')
    return faults.or(() => ({ until }))
  },
  async preview(_ctx, model, { until }, lang) {
    const was = confirmed(model, 'temporary')?.until
    return { changes: [{ label: actStrings.t(lang, 'temporary.until'), was: was ? formatDateVi(was) : null, is: formatDateVi(until) }] }
  },
  async run(ctx, model, { until }, { commandId }) {
    await renewTemporary(ctx, { personId: model.personId, until, commandId })
    return { goTo: doneAt(personHref(model), 'temporary-residence-renewed') }
  },
}

export const renewRoutes = actRoutes(act)
