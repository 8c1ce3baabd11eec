import { codeOf } from '../../../foundations/areas/index.ts'
import type { Basis } from '../../../foundations/acts/index.ts'
import { effectsOf, readPerson, recordLeft, recordMissing, recordRenounced, recordReturn, undoLifeStatus, type Effect, type LifeStatus } from '../../../foundations/population/index.ts'
import { formatPartialVi, isPartialDate, type PartialDate } from '../../../kernel/partial-date.ts'
import { formatDateVi } from '../../../kernel/plain-date.ts'
import type { Ctx, OfficerActor, PlainDate, Purpose } from '../../../platform/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { DateField, FactLine, KnownCard, Notice, RadioGroup, TextField } from '../../kit/index.ts'
import { actRoutes, Faults, type ActScreen, type Preview, type Typed } from '../act-screen.tsx'
import { factWords, lifeWord } from '../fact-words.ts'
import { kinStrings } from '../kin-strings.ts'
import { proposalStrings } from '../proposal-strings.ts'
import { doneAt } from './done.ts'
import { PaperFields, paperWords, readPaper } from './paper-fields.tsx'
import { onPerson, personHref, type PersonActModel } from './person-act.tsx'
import { wrongKin } from './relatives.tsx'

const purpose: Purpose = { code: 'life-status', basis: 'Luật Căn cước 2023, đ.9 k.24; Luật Cư trú 2020, đ.24', text: 'Ghi tình trạng của người theo quyết định có hiệu lực' }

const changes = ['missing', 'left', 'renounced', 'back', 'undo'] as const
type Change = (typeof changes)[number]

/** What may be recorded here on each status; a death and what a court says of it belong to the books. */
const offered: Readonly<Record<LifeStatus, readonly Change[]>> = {
  'living': ['missing', 'left', 'renounced'], 'missing': ['back', 'undo'], 'left': ['back', 'missing', 'renounced', 'undo'], 'renounced': ['back', 'undo'], 'deceased': [], 'declared-dead': [],
}
const articles: Readonly<Record<Change, string>> = {
  missing: 'Bộ luật Dân sự 2015, đ.68', left: 'Luật Cư trú 2020, đ.24', renounced: 'Luật Quốc tịch Việt Nam', back: 'Bộ luật Dân sự 2015, đ.70; Luật Quốc tịch Việt Nam', undo: 'Luật Căn cước 2023, đ.11',
}

interface LifeModel extends PersonActModel {
  readonly status: LifeStatus
  readonly nationalities: readonly string[]
  readonly commander: boolean
}

interface LifeInput {
  readonly what: Change
  readonly on: PlainDate
  readonly missingDate: PartialDate | null
  /** What the person has from then on, where that changes. */
  readonly nationalities: readonly string[] | null
  readonly basis: Basis
}

/** A status changes on a decision in force; what ends with it is said before anything is recorded. */
const act: ActScreen<LifeModel, LifeInput> = {
  ...onPerson, url: '/dc/nguoi/:person/tinh-trang', screen: 'P-03-life', title: 'title.life', purpose,
  async load(ctx: Ctx, req: PageRequest) {
    const model = await onPerson.load(ctx, req)
    const { lifeStatus, nationalities } = await readPerson(ctx, model.personId, ['lifeStatus', 'nationalities'])
    return { ...model, status: lifeStatus, nationalities, commander: (ctx.actor as OfficerActor).role === 'police-commander' }
  },
  known: (model, lang) => <>{onPerson.known(model, lang)}<KnownCard title={kinStrings.t(lang, 'life.now')}><FactLine f="lifeStatus" label={kinStrings.t(lang, 'life.status')} value={lifeWord(model.status, lang)} /></KnownCard></>,
  unless(model, lang) {
    const word = !model.commander ? 'life.commander' : offered[model.status].length === 0 ? 'life.none' : null
    return word && <Notice kind="info" title={kinStrings.t(lang, word)} />
  },
  fields(model, typed, lang) {
    const say = kinStrings.in(lang)
    return (
      <>
        <p>{say('life.lead')}</p>
        <RadioGroup name="what" label={say('life.what')} value={typed.get('what')} options={offered[model.status].map((value) => ({ value, label: say(`life.${value}`) }))} />
        <DateField name="on" label={say('life.on')} hint={say('life.on-hint')} value={typed.date('on')} />
        {offered[model.status].includes('missing') && <DateField name="since" label={say('life.missing-since')} hint={say('life.missing-since-hint')} optional allow="year-only" value={typed.date('since')} />}
        {offered[model.status].includes('renounced') && <TextField name="nationalities" label={say('life.nationalities')} hint={say('life.nationalities-hint')} optional value={typed.get('nationalities')} maxlength={160} autocomplete="off" />}
        <PaperFields typed={typed} lang={lang} note={false} />
      </>
    )
  },
  async read(_ctx, model, typed) {
    const faults = new Faults()
    const what = offered[model.status].find((each) => each === typed.get('what'))
    if (!what) wrongKin(faults, 'what', 'wrong.life-what')
    const on = what === 'undo' ? model.today : faults.needDay(typed, 'on')
    const missingDate = what === 'missing' ? partialOf(typed, 'since', faults) : null
    const { basis } = readPaper(typed, faults, what ? articles[what] : '')
    const nationalities = what === 'renounced' ? countriesOf(typed.get('nationalities'), model.today, faults) : what === 'back' && model.status === 'renounced' ? [...model.nationalities, 'VNM'] : null
    return faults.or(() => ({ what: what!, on, missingDate, nationalities, basis }))
  },
  async preview(ctx, model, input, lang): Promise<Preview> {
    const say = kinStrings.in(lang)
    const { what, on, missingDate, nationalities, basis } = input
    const closes = what !== 'back' && what !== 'undo'
    const effects: readonly Effect[] = closes ? await effectsOf(ctx, model.personId, ['lifeStatus']) : []
    return {
      changes: [
        { label: say('life.status'), was: lifeWord(model.status, lang), is: what === 'undo' ? say('life.undo') : lifeWord(what === 'back' ? 'living' : what, lang) },
        ...(nationalities ? [{ label: say('life.nationalities'), was: factWords('nationalities', model.nationalities, model.today, lang), is: factWords('nationalities', nationalities, model.today, lang) }] : []),
      ],
      facts: [
        ...(what === 'undo' ? [] : [{ label: say('life.on'), value: formatDateVi(on) }]), ...(missingDate ? [{ label: say('life.missing-since'), value: formatPartialVi(missingDate) }] : []),
        { label: proposalStrings.t(lang, 'one.paper'), value: paperWords(basis, formatDateVi) }, ...(effects.length > 0 ? [{ label: say('life.effects'), value: effects.map((each) => each[lang]).join(' ') }] : []),
      ],
      warnings: what === 'undo' ? [say('life.undone')] : what === 'back' ? [say('life.closes-nothing')] : [say('life.closes-residence'), ...(what === 'left' ? [] : [say('life.closes-account')])],
    }
  },
  async run(ctx, { personId }, { what, on, missingDate, nationalities, basis }, { commandId }) {
    const common = { personId, basis, commandId }
    if (what === 'missing') await recordMissing(ctx, { ...common, missingDate: missingDate!, on })
    else if (what === 'left') await recordLeft(ctx, { ...common, on })
    else if (what === 'renounced') await recordRenounced(ctx, { ...common, on, nationalities: nationalities! })
    else if (what === 'back') await recordReturn(ctx, { ...common, on, ...(nationalities ? { nationalities } : {}) })
    else await undoLifeStatus(ctx, common)
    return { goTo: doneAt(personHref({ personId }), what === 'undo' ? 'life-status-undone' : 'life-status-changed') }
  },
}

/** A year, a month or a day; a fault where it is none. */
function partialOf(typed: Typed, name: string, faults: Faults): PartialDate {
  const { day, month, year } = typed.date(name)
  const date = [year.trim(), ...(month.trim() === '' ? [] : [month.trim().padStart(2, '0')]), ...(day.trim() === '' ? [] : [day.trim().padStart(2, '0')])].join('-')
  if (!isPartialDate(date) || (month.trim() === '' && day.trim() !== '')) wrongKin(faults, name, 'wrong.life-since')
  return date
}

function countriesOf(text: string, on: PlainDate, faults: Faults): string[] {
  const names = text.split(/[,;]/).map((each) => each.trim()).filter((each) => each !== '')
  const codes = names.map((name) => codeOf('nationalities', name, on))
  if (codes.includes(undefined)) wrongKin(faults, 'nationalities', 'wrong.life-nationality')
  return codes.filter((code) => code !== undefined)
}

export const lifeStatusRoutes = actRoutes(act)
