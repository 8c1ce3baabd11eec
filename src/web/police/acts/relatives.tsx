import type { Basis } from '../../../foundations/acts/index.ts'
import { endRelation, linkRelatives, proposeRelationCorrection, readPerson, type OtherSide, type Relative, type RelationKind } from '../../../foundations/population/index.ts'
import { formatDateVi } from '../../../kernel/plain-date.ts'
import { normaliseName } from '../../../kernel/vietnamese-name.ts'
import type { Ctx, PlainDate, Purpose } from '../../../platform/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { DateField, Notice, PinField, RadioGroup, TextField, type Lang } from '../../kit/index.ts'
import { actRoutes, Faults, type ActScreen, type Typed } from '../act-screen.tsx'
import { kinWord } from '../fact-words.ts'
import { kinStrings, type KinFault } from '../kin-strings.ts'
import { personStrings } from '../person-strings.ts'
import { proposalStrings } from '../proposal-strings.ts'
import { doneAt } from './done.ts'
import { personByPin } from './household-act.tsx'
import { PaperFields, paperWords, readPaper } from './paper-fields.tsx'
import { onPerson, personHref, type PersonActModel } from './person-act.tsx'

const article = 'Luật Căn cước 2023, đ.9 k.15'
const purposeOf = (text: string): Purpose => ({ code: 'correction', basis: article, text })
const kinds: readonly RelationKind[] = ['father', 'mother', 'child', 'spouse', 'guardian', 'ward', 'representative', 'represented']
const ofBlood: readonly RelationKind[] = ['father', 'mother', 'child']

export function wrongKin(faults: Faults, field: string, word: KinFault): void {
  faults.errors.push({ field, vi: kinStrings.vi[word], en: kinStrings.en[word] })
}

interface Other { readonly side: OtherSide; readonly name: string }

function OtherFields(props: { typed: Typed; lang: Lang }) {
  const { typed } = props
  const say = kinStrings.in(props.lang)
  return (
    <>
      <PinField name="pin" label={say('link.pin')} hint={say('link.pin-hint')} value={typed.get('pin')} optional />
      <TextField name="name" label={say('link.name')} value={typed.get('name')} optional maxlength={120} autocomplete="off" />
      <TextField name="old" label={say('link.old-number')} value={typed.get('old')} optional width="half" inputmode="numeric" maxlength={20} autocomplete="off" />
    </>
  )
}

/** Whoever has the number; without one, the name on the paper. */
async function readOther(ctx: Ctx, typed: Typed, faults: Faults): Promise<Other | undefined> {
  if (typed.get('pin').trim() !== '') {
    const found = await personByPin(ctx, typed, faults)
    return found && { side: { personId: found.personId }, name: found.fullName }
  }
  const name = normaliseName(typed.get('name'))
  if (name === '') wrongKin(faults, 'pin', 'wrong.who')
  const old = typed.get('old').replace(/[\s.-]/g, '')
  return name === '' ? undefined : { side: { fullName: name, ...(old ? { oldNumber: old } : {}) }, name }
}

const nameWords = ({ side, name }: Other, lang: Lang): string => ('personId' in side ? name : kinStrings.t(lang, 'link.outside', { name }))

interface LinkInput { readonly kind: RelationKind; readonly other: Other; readonly from: PlainDate | null; readonly basis: Basis }

const linking: ActScreen<PersonActModel, LinkInput> = {
  ...onPerson, url: '/dc/nguoi/:person/nguoi-than', screen: 'P-03-relative', title: 'title.relative', purpose: purposeOf('Ghi người thân'),
  fields(_model, typed, lang) {
    const say = kinStrings.in(lang)
    return (
      <>
        <p>{say('link.lead')}</p>
        <RadioGroup name="kind" label={say('link.kind')} value={typed.get('kind')} options={kinds.map((kind) => ({ value: kind, label: kinWord(kind, lang) }))} />
        <OtherFields typed={typed} lang={lang} />
        <DateField name="from" label={say('link.from')} hint={say('link.from-hint')} optional value={typed.date('from')} />
        <PaperFields typed={typed} lang={lang} note={false} />
      </>
    )
  },
  async read(ctx, _model, typed) {
    const faults = new Faults()
    const kind = kinds.find((each) => each === typed.get('kind'))
    if (!kind) wrongKin(faults, 'kind', 'wrong.kind')
    const other = await readOther(ctx, typed, faults)
    const from = faults.dayOrNull(typed, 'from')
    if (kind && !ofBlood.includes(kind) && from === null && !faults.errors.some(({ field }) => field === 'from')) wrongKin(faults, 'from', 'wrong.from')
    const { basis } = readPaper(typed, faults, article)
    return faults.or(() => ({ kind: kind!, other: other!, from, basis }))
  },
  async preview(_ctx, _model, { kind, other, from, basis }, lang) {
    const say = kinStrings.in(lang)
    return {
      changes: [{ label: kinWord(kind, lang), is: nameWords(other, lang) }, ...(kind === 'spouse' ? [{ label: say('link.marital'), is: say('link.married') }] : [])],
      facts: [...(from && !ofBlood.includes(kind) ? [{ label: say('link.since'), value: formatDateVi(from) }] : []), { label: proposalStrings.t(lang, 'one.paper'), value: paperWords(basis, formatDateVi) }],
      warnings: 'personId' in other.side ? [say('link.both', { name: other.name })] : [],
    }
  },
  async run(ctx, model, { kind, other, from, basis }, { commandId }) {
    await linkRelatives(ctx, { personId: model.personId, kind, other: other.side, ...(from ? { from } : {}), source: 'declaration', basis, commandId })
    return { goTo: doneAt(personHref(model), 'relation-linked') }
  },
}

interface RelativesModel extends PersonActModel { readonly relatives: readonly Relative[] }

async function withRelatives(ctx: Ctx, req: PageRequest): Promise<RelativesModel> {
  const model = await onPerson.load(ctx, req)
  return { ...model, relatives: (await readPerson(ctx, model.personId, ['relatives'])).relatives.filter((each) => each.standing === 'confirmed') }
}

const keyOf = ({ kind, personId, fullName }: Relative): string => `${kind} ${personId ?? fullName ?? ''}`
const sideOf = ({ personId, fullName }: Relative): OtherSide => (personId ? { personId } : { fullName: fullName ?? '' })
const lineOf = (each: Relative, lang: Lang): string => `${kinWord(each.kind, lang)}: ${each.fullName ?? ''}${each.personId ? '' : ` (${personStrings.t(lang, 'person.not-registered')})`}`
const chosen = (some: readonly Relative[], typed: Typed, faults: Faults): Relative | undefined => {
  const found = some.find((each) => keyOf(each) === typed.get('which'))
  if (!found) wrongKin(faults, 'which', 'wrong.which')
  return found
}

interface EndInput { readonly which: Relative; readonly reason: 'divorced' | 'court' | 'ended'; readonly on: PlainDate; readonly basis: Basis }

const endable = ({ relatives }: RelativesModel): readonly Relative[] => relatives.filter((each) => !ofBlood.includes(each.kind))

const ending: ActScreen<RelativesModel, EndInput> = {
  ...onPerson, load: withRelatives, url: '/dc/nguoi/:person/het-quan-he', screen: 'P-03-relative-end', title: 'title.relative-end', purpose: purposeOf('Ghi kết thúc quan hệ'),
  unless: (model, lang) => (endable(model).length > 0 ? null : <Notice kind="info" title={kinStrings.t(lang, 'end.none')}><p>{kinStrings.t(lang, 'end.lead')}</p></Notice>),
  fields(model, typed, lang) {
    const say = kinStrings.in(lang)
    return (
      <>
        <p>{say('end.lead')}</p>
        <RadioGroup name="which" label={say('end.which')} value={typed.get('which')} options={endable(model).map((each) => ({ value: keyOf(each), label: lineOf(each, lang) }))} />
        <RadioGroup name="reason" label={say('end.reason')} hint={say('end.reason-hint')} value={typed.get('reason')} options={(['court', 'ended'] as const).map((value) => ({ value, label: say(`end.${value}`) }))} />
        <DateField name="on" label={say('end.on')} value={typed.date('on')} />
        <PaperFields typed={typed} lang={lang} note={false} />
      </>
    )
  },
  async read(_ctx, model, typed) {
    const faults = new Faults()
    const which = chosen(endable(model), typed, faults)
    const reason = which?.kind === 'spouse' ? 'divorced' as const : (['court', 'ended'] as const).find((each) => each === typed.get('reason'))
    if (!reason) wrongKin(faults, 'reason', 'wrong.how')
    const on = faults.needDay(typed, 'on')
    const { basis } = readPaper(typed, faults, article)
    return faults.or(() => ({ which: which!, reason: reason!, on, basis }))
  },
  async preview(_ctx, _model, { which, reason, on, basis }, lang) {
    const say = kinStrings.in(lang)
    return {
      changes: [{ label: kinWord(which.kind, lang), was: which.fullName, is: null }, ...(reason === 'divorced' ? [{ label: say('link.marital'), was: say('link.married'), is: say('link.divorced') }] : [])],
      facts: [{ label: say('end.on'), value: formatDateVi(on) }, { label: proposalStrings.t(lang, 'one.paper'), value: paperWords(basis, formatDateVi) }],
      warnings: which.personId && which.fullName ? [say('link.both', { name: which.fullName })] : [],
    }
  },
  async run(ctx, model, { which, reason, on, basis }, { commandId }) {
    await endRelation(ctx, { personId: model.personId, kind: which.kind, other: sideOf(which), on, reason, source: reason === 'ended' ? 'declaration' : 'court', basis, commandId })
    return { goTo: doneAt(personHref(model), 'relation-ended') }
  },
}

interface FixInput { readonly which: Relative; readonly right: Other | null; readonly basis: Basis; readonly note: string }

/** A wrong relative is proposed on a paper; a second officer decides. */
const fixing: ActScreen<RelativesModel, FixInput> = {
  ...onPerson, load: withRelatives, url: '/dc/nguoi/:person/sua-nguoi-than', screen: 'P-06-relative', title: 'title.relative-fix', purpose: purposeOf('Đề nghị sửa người thân ghi sai'),
  commit: (lang) => proposalStrings.t(lang, 'paper.send'),
  unless: ({ relatives }, lang) => (relatives.length > 0 ? null : <Notice kind="info" title={kinStrings.t(lang, 'fix.none')} />),
  fields({ relatives }, typed, lang) {
    const say = kinStrings.in(lang)
    return (
      <>
        <p>{say('fix.lead')}</p>
        <RadioGroup name="which" label={say('fix.which')} value={typed.get('which')} options={relatives.map((each) => ({ value: keyOf(each), label: lineOf(each, lang) }))} />
        <RadioGroup name="how" label={say('fix.how')} value={typed.get('how')} options={[{ value: 'other', label: say('fix.other') }, { value: 'nobody', label: say('fix.nobody') }]} />
        <OtherFields typed={typed} lang={lang} />
        <PaperFields typed={typed} lang={lang} />
      </>
    )
  },
  async read(ctx, { relatives }, typed) {
    const faults = new Faults()
    const which = chosen(relatives, typed, faults)
    const how = typed.get('how')
    if (how !== 'other' && how !== 'nobody') wrongKin(faults, 'how', 'wrong.how')
    const right = how === 'other' ? await readOther(ctx, typed, faults) : undefined
    const paper = readPaper(typed, faults, 'Luật Căn cước 2023, đ.11')
    return faults.or(() => ({ which: which!, right: right ?? null, ...paper }))
  },
  async preview(_ctx, _model, { which, right, basis, note }, lang) {
    const say = proposalStrings.in(lang)
    return {
      changes: [{ label: kinWord(which.kind, lang), was: which.fullName, is: right ? nameWords(right, lang) : kinStrings.t(lang, 'fix.gone') }],
      facts: [{ label: say('one.paper'), value: paperWords(basis, formatDateVi) }, ...(note ? [{ label: say('one.note'), value: note }] : [])],
    }
  },
  async run(ctx, model, { which, right, basis, note }, { commandId }) {
    const { proposalId } = await proposeRelationCorrection(ctx, { personId: model.personId, relation: which.kind, wrong: sideOf(which), ...(right ? { right: right.side } : {}), basis, ...(note ? { note } : {}), commandId })
    return { goTo: `/dc/duyet/${proposalId}` }
  },
}

export const relativeRoutes = [...actRoutes(linking), ...actRoutes(ending), ...actRoutes(fixing)]
