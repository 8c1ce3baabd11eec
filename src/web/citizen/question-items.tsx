import { searchAreas } from '../../foundations/areas/index.ts'
import type { PlainDate } from '../../platform/index.ts'
import { syllables } from '../../kernel/vietnamese-text.ts'
import type { InputModel, ItemModel } from '../../public-services/forms/index.ts'
import { DateField, Notice, PinField, RadioGroup, SearchSelect, Select, TextField, WhyAsked, type ControlProps, type Lang, type Option } from '../kit/index.ts'
import { flowStrings } from './flow-strings.ts'

/** Lists longer than this are searched, not scrolled. */
const mostOptions = 60
const mostRadios = 7
const mostFound = 8
/** Answer of `members` for somebody who does not go along. */
const stays = '-'

export interface SearchState {
  readonly name: string
  readonly query: string
  /** The day whose communes are searched, by any name they bear or bore. */
  readonly on: PlainDate
}

/** The questions of one page from their models: controls the citizen fills, with the same words at the field and in the summary. */
export function QuestionItems(props: { items: readonly ItemModel[]; heading: boolean; lang: Lang; search?: SearchState | undefined; communeStays?: boolean }) {
  const inputs = props.items.filter((item) => item.kind === 'input')
  return (
    <>
      {props.items.map((item) => {
        if (item.kind === 'input') return <Question input={item} heading={props.heading && inputs.length > 0 && item === inputs[0]} inputs={inputs} lang={props.lang} search={props.search} communeStays={props.communeStays} />
        if (item.kind === 'notice') return <Notice kind="info" title={item.label}><p>{item.text}</p></Notice>
        if (item.kind === 'consent') return <Notice kind="info" title={flowStrings.t(props.lang, 'consent.ask')}><p>{item.label}: «{item.says}»</p><p>{flowStrings.t(props.lang, 'consent.text')}</p></Notice>
        return null
      })}
    </>
  )
}

function Question(props: { input: InputModel; heading: boolean; inputs: readonly InputModel[]; lang: Lang; search: SearchState | undefined; communeStays: boolean | undefined }) {
  const { input } = props
  const control = <><Control {...props} />{input.why && <WhyAsked><p>{input.why}</p></WhyAsked>}</>
  if (!input.reveal) return control
  const { of, is } = input.reveal
  const option = props.inputs.find((each) => each.id === of)?.options.find((each) => each.value === is)?.label ?? is
  return <div class="revealed"><p class="hint">{flowStrings.t(props.lang, 'only-when', { option })}</p>{control}</div>
}

function Control(props: { input: InputModel; heading: boolean; lang: Lang; search: SearchState | undefined; communeStays: boolean | undefined }) {
  const { input, lang } = props
  const base: ControlProps = {
    name: input.id, label: input.label, value: input.value[input.id] ?? '', src: input.src, optional: !input.required, ...(props.heading ? { heading: true } : {}), ...(input.hint ? { hint: input.hint } : {}), ...(input.error ? { error: input.error } : {}),
  }
  switch (input.input) {
    case 'text': return <TextField {...base} autocomplete="off" />
    case 'phone': return <TextField {...base} type="tel" inputmode="tel" width="twelve" autocomplete="tel" />
    case 'pin': return <PinField {...base} />
    case 'date': return <DateField {...base} value={{ day: part(input, 'day'), month: part(input, 'month'), year: part(input, 'year') }} />
    case 'address': return <AddressFields input={input} base={base} lang={lang} search={props.search} stays={props.communeStays} />
    case 'members': return <MembersField input={input} lang={lang} />
    case 'declaration': return null
    case 'choice': case 'list': case 'household': return <ChoiceField input={input} base={base} search={props.search} />
  }
}

const part = (input: InputModel, name: string): string => input.value[`${input.id}.${name}`] ?? ''
const optionsOf = (input: InputModel): Option[] => input.options.map(({ value, label, detail }) => ({ value, label, ...(detail ? { hint: detail } : {}) }))

function ChoiceField(props: { input: InputModel; base: ControlProps; search: SearchState | undefined }) {
  const options = optionsOf(props.input)
  if (options.length <= mostRadios) return <RadioGroup {...props.base} options={options} />
  if (options.length <= mostOptions) return <Select {...props.base} options={options} />
  return <Searched {...props.base} options={options} search={props.search} />
}

/** One choice for each person of the list: stays, or goes along as what. */
function MembersField(props: { input: InputModel; lang: Lang }) {
  const { input } = props
  const options = [{ value: stays, label: flowStrings.t(props.lang, 'members.stay') }, ...optionsOf(input)]
  return (
    <fieldset class="field">
      <legend class="sr-only">{input.label}</legend>
      {input.hint && <p class="hint">{input.hint}</p>}
      {(input.rows ?? []).map((row) => <Select name={row.name} label={row.label} src="choice" value={input.value[row.name] || stays} options={options} {...(row.detail ? { hint: row.detail } : {})} />)}
    </fieldset>
  )
}

function AddressFields(props: { input: InputModel; base: ControlProps; lang: Lang; search: SearchState | undefined; stays: boolean | undefined }) {
  const { input, base, lang } = props
  const options = optionsOf(input)
  const commune: ControlProps = { ...base, name: `${input.id}.commune`, label: flowStrings.t(lang, 'address.commune'), heading: false, error: undefined, value: part(input, 'commune'), src: 'choice' }
  return (
    <>
      {base.heading && <h1>{input.label}</h1>}
      {props.stays ? <p class="chosen">{commune.label}: {options.find((option) => option.value === commune.value)?.label ?? commune.value}</p> : options.length <= mostOptions ? <Select {...commune} options={options} /> : <Searched {...commune} options={options} search={props.search} find={communesNamed} />}
      <TextField name={`${input.id}.detail`} label={flowStrings.t(lang, 'address.detail')} value={part(input, 'detail')} src="typed" autocomplete="street-address" />
    </>
  )
}

type Find = (options: readonly Option[], query: string, on: PlainDate) => Option[]

/** Search, then choose: the server answers with the same page and the entries that hold every word typed, diacritics or not. */
function Searched(props: ControlProps & { options: readonly Option[]; search: SearchState | undefined; find?: Find }) {
  const { options, search, find = matching, ...control } = props
  const mine = search?.name === control.name ? search.query : undefined
  const chosen = options.find((option) => option.value === control.value)
  return <SearchSelect {...control} {...(chosen ? { chosenLabel: chosen.label } : {})} {...(mine === undefined ? {} : { query: mine, results: find(options, mine, search!.on) })} />
}

/** Communes by any name, old ones too: what was found by an old name says so. */
function communesNamed(options: readonly Option[], query: string, on: PlainDate): Option[] {
  const offered = new Map(options.map((option) => [option.value, option]))
  return searchAreas(query, { level: 'commune', on, limit: mostFound }).flatMap(({ area, via }) => {
    const option = offered.get(area.code)
    return option ? [via ? { ...option, hint: via.fullName } : option] : []
  })
}

function matching(options: readonly Option[], query: string): Option[] {
  const words = syllables(query)
  if (words.length === 0) return []
  return options.filter((option) => { const own = ` ${syllables(option.label).join(' ')}`; return words.every((word) => own.includes(` ${word}`)) }).slice(0, mostFound)
}
