import type { Basis } from '../../../foundations/acts/index.ts'
import { effectsOf, factFields, factFromText, proposeCorrection, readPerson, type FactField, type PersonFacts } from '../../../foundations/population/index.ts'
import { formatDateVi } from '../../../kernel/plain-date.ts'
import { Select, TextField } from '../../kit/index.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { factWords, fieldWord } from '../fact-words.ts'
import { proposalStrings } from '../proposal-strings.ts'
import { PaperFields, paperWords, readPaper } from './paper-fields.tsx'
import { onPerson, type PersonActModel } from './person-act.tsx'

interface CorrectModel extends PersonActModel { readonly facts: PersonFacts }
interface CorrectInput {
  readonly field: FactField
  readonly facts: Partial<PersonFacts>
  readonly basis: Basis
  readonly note: string
}

/** A status is an act of its own; a date of death goes with it. */
const correctable = factFields.filter((field) => !['lifeStatus', 'deathDate', 'missingDate'].includes(field))

/** P-06: old and new with the paper, for a second pair of eyes. */
const act: ActScreen<CorrectModel, CorrectInput> = {
  ...onPerson, url: '/dc/nguoi/:person/sua', screen: 'P-06', title: 'title.correct', purpose: { code: 'correction', basis: 'Luật Căn cước 2023, đ.11', text: 'Đề nghị sửa thông tin ghi sai' },
  commit: (lang) => proposalStrings.t(lang, 'paper.send'),
  async load(ctx, req) {
    const model = await onPerson.load(ctx, req)
    return { ...model, facts: await readPerson(ctx, model.personId, correctable) as unknown as PersonFacts }
  },
  fields({ facts, today }, typed, lang) {
    const say = proposalStrings.in(lang)
    return (
      <>
        <p>{say('correct.lead')}</p>
        <Select name="field" label={say('correct.field')} value={typed.get('field')} options={correctable.map((field) => ({ value: field, label: `${fieldWord(field, lang)}: ${factWords(field, facts[field], today, lang) ?? '–'}` }))} />
        <TextField name="value" label={say('correct.value')} hint={say('correct.value-hint')} value={typed.get('value')} />
        <PaperFields typed={typed} lang={lang} />
      </>
    )
  },
  async read(_ctx, { today }, typed) {
    const faults = new Faults()
    const field = correctable.find((each) => each === typed.get('field'))
    const facts = field === undefined ? undefined : factFromText(field, typed.get('value'), today)
    if (field === undefined) faults.errors.push({ field: 'field', vi: proposalStrings.vi['wrong.field'], en: proposalStrings.en['wrong.field'] })
    else if (facts === undefined) faults.errors.push({ field: 'value', vi: proposalStrings.vi['wrong.value'], en: proposalStrings.en['wrong.value'] })
    const paper = readPaper(typed, faults, 'Luật Căn cước 2023, đ.11')
    return faults.or(() => ({ field: field!, facts: facts!, ...paper }))
  },
  async preview(ctx, model, { field, facts, basis, note }, lang) {
    const say = proposalStrings.in(lang)
    const effects = await effectsOf(ctx, model.personId, [field])
    return {
      changes: [{ label: fieldWord(field, lang), was: factWords(field, model.facts[field], model.today, lang), is: factWords(field, facts[field], model.today, lang) }],
      facts: [{ label: say('one.paper'), value: paperWords(basis, formatDateVi) }, ...(note ? [{ label: say('one.note'), value: note }] : []), { label: say('one.effects'), value: effects.length === 0 ? say('one.no-effects') : effects.map((each) => each[lang]).join('; ') }],
    }
  },
  async run(ctx, model, { facts, basis, note }, { commandId }) {
    const { proposalId } = await proposeCorrection(ctx, { personId: model.personId, facts, basis, ...(note ? { note } : {}), commandId })
    return { goTo: `/dc/duyet/${proposalId}` }
  },
}

export const proposeCorrectionRoutes = actRoutes(act)
