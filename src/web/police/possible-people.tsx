import type { VNode } from 'preact'
import { probabilityText } from '../../data-ecosystem/linkage/index.ts'
import { areaName } from '../../foundations/areas/index.ts'
import { matchPerson, type MatchPerson, type PossiblePeople, type PossiblePerson } from '../../foundations/population/index.ts'
import { isId } from '../../kernel/ids.ts'
import { formatPartialVi, parsePartialVi } from '../../kernel/partial-date.ts'
import { Refusal, type FieldError } from '../../kernel/refusal.ts'
import type { Ctx, PlainDate } from '../../platform/index.ts'
import { Button, DateField, Notice, RadioGroup, TextField, Waterfall, type Lang } from '../kit/index.ts'
import type { Typed } from './act-screen.tsx'
import { waterfallLines } from './duplicates.tsx'
import { genderWord } from './fact-words.ts'
import { possibleStrings } from './possible-strings.ts'

/** The value of the button that asks for likely people. */
export const lookForPeople = 'tim'

interface Asked {
  readonly typed: Typed
  readonly possible: PossiblePeople | undefined
  readonly today: PlainDate
  readonly lang: Lang
  /** Name of the form's step button. */
  readonly step: string
  /** What to do where nobody fits. */
  readonly otherwise?: VNode
}

/** For whoever has no number at hand: the facts as typed, and the people they may mean, the likeliest first, each with the reasons. One is chosen by hand. */
export function WhoItMayBe(props: Asked) {
  const { typed, possible, lang } = props
  const say = possibleStrings.in(lang)
  return (
    <details class="details details-box" open={possible !== undefined || typed.get('name') !== ''}>
      <summary>{say('open')}</summary>
      <div class="details-body stack">
        <p class="hint">{say('lead')}</p>
        <TextField name="name" label={say('name')} value={typed.get('name')} maxlength={120} autocomplete="off" optional />
        <DateField name="birthDate" label={say('birth')} hint={say('birth-hint')} value={typed.date('birthDate')} allow="year-only" optional />
        <RadioGroup name="gender" label={say('gender')} value={typed.get('gender')} inline optional options={[...(['male', 'female'] as const).map((value) => ({ value, label: genderWord(value, lang) })), { value: '', label: say('gender.any') }]} />
        <TextField name="number" label={say('number')} hint={say('number-hint')} value={typed.get('number')} inputmode="numeric" maxlength={20} width="half" autocomplete="off" optional />
        <TextField name="commune" label={say('place')} hint={say('place-hint')} value={typed.get('commune')} maxlength={80} autocomplete="off" optional />
        <p class="hint">{say('logged')}</p>
        <div class="buttons"><Button name={props.step} value={lookForPeople} kind="secondary" act="match-person" icon="search" noValidate>{say('find')}</Button></div>
        {possible && <Found {...props} possible={possible} />}
      </div>
    </details>
  )
}

function Found({ typed, possible, today, lang, otherwise }: Asked & { possible: PossiblePeople }) {
  const say = possibleStrings.in(lang)
  if (possible.people.length === 0) return <Notice kind="info" title={say('none')} live><p>{say('none-text')}</p>{otherwise}</Notice>
  return (
    <>
      {!possible.weighed && <Notice kind="warn" title={say('unweighed')} />}
      <RadioGroup name="person" label={say('choose', { n: possible.people.length })} value={typed.get('person')} options={possible.people.map((person) => ({ value: person.personId, label: person.fullName, hint: factsOf(person, today, lang), disabled: person.restricted }))} />
      {possible.people.filter((person) => person.why.length > 0).map((person) => (
        <details class="details"><summary>{say('why', { name: person.fullName })}</summary><div class="details-body"><Waterfall label={say('why', { name: person.fullName })} lines={waterfallLines(person.why, lang)} /></div></details>
      ))}
    </>
  )
}

/** 'khả năng 97 % · 12/03/1960 · Nam · 0790••••1234 · Xã Long Hồ' */
function factsOf(person: PossiblePerson, today: PlainDate, lang: Lang): string {
  const say = possibleStrings.in(lang)
  if (person.restricted) return say('restricted')
  const chance = person.probability === null ? say('exact') : say('chance', { p: probabilityText(person.probability, lang) })
  return [chance, person.birthDate && formatPartialVi(person.birthDate), genderWord(person.gender, lang), person.maskedPin, person.area && areaName(person.area, today)].filter(Boolean).join(' · ')
}

/** What was typed in `WhoItMayBe`. */
export function factsTyped(typed: Typed): MatchPerson {
  const { day: d, month: m, year: y } = typed.date('birthDate')
  const gender = typed.get('gender')
  return { name: typed.get('name').trim().slice(0, 120), birthDate: parsePartialVi({ d, m, y }), gender: gender === 'male' || gender === 'female' ? gender : null, number: typed.get('number').slice(0, 20), place: typed.get('commune').slice(0, 80) }
}

/** The people the typed facts may mean; nothing where no name was typed, or where what was typed is refused. */
export async function possibleAgain(ctx: Ctx, typed: Typed): Promise<PossiblePeople | undefined> {
  const facts = factsTyped(typed)
  if (facts.name === '' || facts.birthDate === null) return undefined
  try {
    return await matchPerson(ctx, facts)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** The person chosen by hand: only somebody whom the typed facts lead to. */
export async function chosenPerson(ctx: Ctx, typed: Typed, errors: FieldError[]): Promise<{ personId: string; fullName: string } | undefined> {
  const id = typed.get('person')
  const found = isId(id) ? (await possibleAgain(ctx, typed))?.people.find((person) => person.personId === id && !person.restricted) : undefined
  if (!found) errors.push({ field: 'person', vi: possibleStrings.vi['wrong.gone'], en: possibleStrings.en['wrong.gone'] })
  return found
}
