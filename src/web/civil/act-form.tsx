import type { CaseActName, Preview } from '../../foundations/civil-status/index.ts'
import { CheckAnswers, Checkbox, DataTable, DateField, Notice, PinField, RadioGroup, Select, TextField, type Lang } from '../kit/index.ts'
import { actForms, listOptions, type FormItem, type Typed } from './act-forms.ts'
import { civilStrings } from './strings.ts'

/** The items of one act's form with what was typed; errors stand at their fields. */
export function ActItems(props: { act: CaseActName; typed: Typed; today: string; lang: Lang }) {
  return <>{actForms[props.act].items.map((item) => <Item item={item} typed={props.typed} today={props.today} lang={props.lang} />)}</>
}

function Item(props: { item: FormItem; typed: Typed; today: string; lang: Lang }) {
  const { item, typed, lang } = props
  const say = civilStrings.in(lang)
  const words = (pair: readonly [string, string]): string => pair[lang === 'en' ? 1 : 0]
  const common = { name: item.name, label: words(item.label), ...(item.hint ? { hint: words(item.hint) } : {}), ...(item.optional ? { optional: true } : {}) }
  switch (item.kind) {
    case 'hidden': return <input type="hidden" name={item.name} value={typed[item.name] ?? ''} />
    case 'person': return <PinField {...common} hint={say('form.person-hint')} value={typed[item.name]} />
    case 'check': return <Checkbox {...common} checked={typed[item.name] === 'yes'} />
    case 'date': return <DateField {...common} value={dateIn(typed, item.name)} />
    case 'partial': return <DateField {...common} allow="year-only" value={dateIn(typed, item.name)} />
    case 'choice': return <RadioGroup {...common} value={typed[item.name] ?? ''} options={item.options.map(([value, label]) => ({ value, label: words(label) }))} />
    case 'code': return <Select {...common} value={typed[item.name]} options={listOptions(item.list, lang, props.today)} />
    case 'paper': case 'foreign': {
      const foreign = item.kind === 'foreign'
      return (
        <fieldset class="field">
          <legend class="label">{common.label}</legend>
          {common.hint && <p class="hint">{common.hint}</p>}
          <TextField name={`${item.name}.number`} label={say('form.number')} value={typed[`${item.name}.number`]} autocomplete="off" width="half" {...(item.optional ? { optional: true } : {})} />
          <DateField name={`${item.name}.date`} label={say('form.date')} value={dateIn(typed, `${item.name}.date`)} {...(item.optional ? { optional: true } : {})} />
          <TextField name={`${item.name}.${foreign ? 'authority' : 'issuer'}`} label={say(foreign ? 'form.authority' : 'form.issuer')} value={typed[`${item.name}.${foreign ? 'authority' : 'issuer'}`]} autocomplete="off" {...(item.optional ? { optional: true } : {})} />
          {foreign && <TextField name={`${item.name}.country`} label={say('form.country')} value={typed[`${item.name}.country`]} autocomplete="off" width="half" optional />}
        </fieldset>
      )
    }
    default: return <TextField {...common} value={typed[item.name]} autocomplete="off" />
  }
}

const dateIn = (typed: Typed, name: string) => ({ day: typed[`${name}.day`] ?? '', month: typed[`${name}.month`] ?? '', year: typed[`${name}.year`] ?? '' })

/** What will be entered and changed, in words: known facts come from the registers and are read here, not typed. */
export function PreviewParts(props: { preview: Preview; lang: Lang }) {
  const { preview, lang } = props
  const say = civilStrings.in(lang)
  return (
    <>
      {preview.late && <Notice kind="warn" title={say('preview.late')} />}
      {preview.remarks.length > 0 && <Notice kind="warn" title={say('preview.remark')}>{preview.remarks.map((each) => <p>{each}</p>)}</Notice>}
      <h2>{say('preview.changes')}</h2>
      {preview.changes.length === 0 ? <p>{say('preview.none')}</p> : (
        <DataTable caption={say('preview.changes')} captionHidden rows={preview.changes} columns={[
          { header: civilStrings.t(lang, 'part.person'), rowHeader: true, cell: (each) => each.who }, { header: lang === 'en' ? 'What' : 'Mục', cell: (each) => each.what },
          { header: lang === 'en' ? 'Now' : 'Đang là', cell: (each) => each.before || say('preview.empty') }, { header: lang === 'en' ? 'Will be' : 'Sẽ là', cell: (each) => <strong>{each.after || '–'}</strong> },
          { header: lang === 'en' ? 'From' : 'Từ ngày', cell: (each) => each.from },
        ]} />
      )}
      <CheckAnswers title={say('preview.entry')} answers={preview.entry.map(({ label, value }) => ({ label, value }))} />
    </>
  )
}
