import type { Basis } from '../../../foundations/acts/index.ts'
import { changePersonFacts, factFromText, readPerson, type FactField, type PersonFacts } from '../../../foundations/population/index.ts'
import { formatDateVi } from '../../../kernel/plain-date.ts'
import type { PlainDate, Purpose } from '../../../platform/index.ts'
import { DateField, Select, TextField } from '../../kit/index.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { factWords, fieldWord } from '../fact-words.ts'
import { kinStrings } from '../kin-strings.ts'
import { proposalStrings } from '../proposal-strings.ts'
import { doneAt } from './done.ts'
import { PaperFields, paperWords, readPaper } from './paper-fields.tsx'
import { onPerson, personHref, type PersonActModel } from './person-act.tsx'
import { wrongKin } from './relatives.tsx'

const article = 'Luật Căn cước 2023, đ.9–10'
const purpose: Purpose = { code: 'correction', basis: article, text: 'Cập nhật thông tin đã đổi trong đời' }

/** What changes in life without a book of civil status or a residence act. Only the one that changed is read. */
const changeable = ['phone', 'email', 'otherName', 'religion', 'bloodType'] as const satisfies readonly FactField[]
type Changeable = (typeof changeable)[number]

interface ChangeInput {
  readonly field: Changeable
  readonly facts: Partial<PersonFacts>
  readonly from: PlainDate
  readonly basis: Basis
}

const act: ActScreen<PersonActModel, ChangeInput> = {
  ...onPerson, url: '/dc/nguoi/:person/cap-nhat', screen: 'P-03-facts', title: 'title.facts', purpose,
  fields(_model, typed, lang) {
    const say = kinStrings.in(lang)
    return (
      <>
        <p>{say('facts.lead')}</p>
        <Select name="field" label={say('facts.field')} value={typed.get('field')} options={changeable.map((field) => ({ value: field, label: fieldWord(field, lang) }))} />
        <TextField name="value" label={say('facts.value')} hint={say('facts.value-hint')} value={typed.get('value')} maxlength={160} autocomplete="off" />
        <DateField name="from" label={say('facts.from')} hint={say('facts.from-hint')} optional value={typed.date('from')} />
        <PaperFields typed={typed} lang={lang} note={false} />
      </>
    )
  },
  async read(_ctx, { today }, typed) {
    const faults = new Faults()
    const field = changeable.find((each) => each === typed.get('field'))
    const facts = field && factFromText(field, typed.get('value'), today)
    if (!field) wrongKin(faults, 'field', 'wrong.facts-field')
    else if (!facts) wrongKin(faults, 'value', 'wrong.facts-value')
    const from = faults.day(typed, 'from', today)
    const { basis } = readPaper(typed, faults, article)
    return faults.or(() => ({ field: field!, facts: facts!, from, basis }))
  },
  async preview(ctx, { personId, today }, { field, facts, from, basis }, lang) {
    const known = await readPerson(ctx, personId, [field])
    return {
      changes: [{ label: fieldWord(field, lang), was: factWords(field, known[field], today, lang), is: factWords(field, facts[field], today, lang) }],
      facts: [{ label: kinStrings.t(lang, 'facts.from'), value: formatDateVi(from) }, { label: proposalStrings.t(lang, 'one.paper'), value: paperWords(basis, formatDateVi) }],
    }
  },
  async run(ctx, model, { facts, from, basis }, { commandId }) {
    await changePersonFacts(ctx, { personId: model.personId, facts, from, source: 'declaration', basis, commandId })
    return { goTo: doneAt(personHref(model), 'person-facts-changed') }
  },
}

export const changeFactsRoutes = actRoutes(act)
