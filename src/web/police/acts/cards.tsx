import type { Basis } from '../../../foundations/acts/index.ts'
import { cardKinds, endIdentityCard, readPerson, recordIdentityCard, type CardKind, type IdentityCard } from '../../../foundations/population/index.ts'
import { formatPartialVi } from '../../../kernel/partial-date.ts'
import { groupPin } from '../../../kernel/personal-number.ts'
import { formatDateVi } from '../../../kernel/plain-date.ts'
import type { Ctx, PlainDate, Purpose } from '../../../platform/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { Checkbox, DateField, Notice, RadioGroup, Select, TextField, type Lang } from '../../kit/index.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { kinStrings } from '../kin-strings.ts'
import { personStrings } from '../person-strings.ts'
import { proposalStrings } from '../proposal-strings.ts'
import { doneAt } from './done.ts'
import { onNumbers, type NumberModel } from './number-act.tsx'
import { PaperFields, paperWords, readPaper } from './paper-fields.tsx'
import { personHref } from './person-act.tsx'
import { wrongKin } from './relatives.tsx'

const article = 'Luật Căn cước 2023, đ.9 k.14'
const purposeOf = (text: string): Purpose => ({ code: 'correction', basis: article, text })

interface CardModel extends NumberModel { readonly cards: readonly IdentityCard[] }

async function load(ctx: Ctx, req: PageRequest): Promise<CardModel> {
  const model = await onNumbers.load(ctx, req)
  return { ...model, cards: (await readPerson(ctx, model.personId, ['identityCards'])).identityCards }
}

const kindWord = (kind: CardKind, lang: Lang): string => personStrings.t(lang, `card.${kind}`)
const inForce = ({ cards }: CardModel): readonly IdentityCard[] => cards.filter((each) => each.status === 'valid')
const keyOf = (card: IdentityCard): string => `${card.kind} ${card.number} ${card.issuedOn ?? ''}`
const lineOf = ({ kind, number, issuedOn }: IdentityCard, lang: Lang): string => kinStrings.t(lang, issuedOn ? 'card.line' : 'card.line-undated', { kind: kindWord(kind, lang), number: groupPin(number), date: issuedOn ? formatPartialVi(issuedOn) : '' })

interface RecordInput { readonly kind: CardKind; readonly number: string; readonly issuedOn: PlainDate; readonly issuedBy: string; readonly expiresOn: PlainDate | null; readonly unlimited: boolean }

/** The card itself is the paper: nothing else is asked. */
const recording: ActScreen<CardModel, RecordInput> = {
  ...onNumbers, load, url: '/dc/nguoi/:person/the', screen: 'P-03-card', title: 'title.card', purpose: purposeOf('Ghi thẻ căn cước người dân đưa xem'),
  fields(_model, typed, lang) {
    const say = kinStrings.in(lang)
    return (
      <>
        <p>{say('card.lead')}</p>
        <Select name="kind" label={say('card.kind')} value={typed.get('kind')} options={[...cardKinds].reverse().map((kind) => ({ value: kind, label: kindWord(kind, lang) }))} />
        <TextField name="number" label={say('card.number')} hint={say('card.number-hint')} value={typed.get('number')} optional width="half" inputmode="numeric" maxlength={20} autocomplete="off" />
        <DateField name="issuedOn" label={say('card.issued-on')} value={typed.date('issuedOn')} />
        <TextField name="issuedBy" label={say('card.issued-by')} value={typed.get('issuedBy')} optional maxlength={160} />
        <DateField name="expiresOn" label={say('card.expires-on')} optional value={typed.date('expiresOn')} />
        <Checkbox name="unlimited" label={say('card.unlimited')} checked={typed.get('unlimited') === 'yes'} />
      </>
    )
  },
  async read(_ctx, { numbers }, typed) {
    const faults = new Faults()
    const kind = cardKinds.find((each) => each === typed.get('kind'))
    if (!kind) wrongKin(faults, 'kind', 'wrong.card-kind')
    const pins = numbers.filter((each) => each.kind === 'pin')
    const written = typed.get('number').replace(/[\s.-]/g, '')
    const number = written === '' && kind !== 'cmnd9' ? (pins.find((each) => each.status === 'active')?.value ?? '') : written
    if (kind === 'cmnd9' && !/^\d{9}$/.test(number)) wrongKin(faults, 'number', 'wrong.card-9')
    if (kind && kind !== 'cmnd9' && !pins.some((each) => each.value === number)) wrongKin(faults, 'number', 'wrong.card-12')
    const issuedOn = faults.needDay(typed, 'issuedOn')
    const expiresOn = faults.dayOrNull(typed, 'expiresOn')
    return faults.or(() => ({ kind: kind!, number, issuedOn, issuedBy: typed.get('issuedBy').trim(), expiresOn, unlimited: typed.get('unlimited') === 'yes' }))
  },
  async preview(_ctx, model, { kind, number, issuedOn, issuedBy, expiresOn, unlimited }, lang) {
    const say = kinStrings.in(lang)
    const replaced = inForce(model).filter((each) => each.issuedOn === null || each.issuedOn <= issuedOn)
    return {
      changes: [
        { label: kindWord(kind, lang), is: groupPin(number) },
        ...replaced.map((each) => ({ label: say('card.replaced', { kind: kindWord(each.kind, lang), number: groupPin(each.number) }), was: personStrings.t(lang, 'card-state.valid'), is: personStrings.t(lang, 'card-state.replaced') })),
      ],
      facts: [
        { label: say('card.issued-on'), value: formatDateVi(issuedOn) }, ...(issuedBy ? [{ label: say('card.issued-by'), value: issuedBy }] : []),
        ...(unlimited ? [{ label: say('card.expires-on'), value: personStrings.t(lang, 'card.unlimited') }] : expiresOn ? [{ label: say('card.expires-on'), value: formatDateVi(expiresOn) }] : []),
      ],
    }
  },
  async run(ctx, model, { kind, number, issuedOn, issuedBy, expiresOn, unlimited }, { commandId }) {
    const basis = { article, documents: [{ kind: kindWord(kind, 'vi'), number, date: issuedOn, ...(issuedBy ? { issuer: issuedBy } : {}) }] }
    await recordIdentityCard(ctx, { personId: model.personId, kind, number, issuedOn, ...(issuedBy ? { issuedBy } : {}), ...(expiresOn ? { expiresOn } : {}), unlimited, source: 'declaration', basis, commandId })
    return { goTo: doneAt(personHref(model), 'identity-card-recorded') }
  },
}

interface EndInput { readonly card: IdentityCard; readonly status: 'lost' | 'revoked'; readonly on: PlainDate; readonly basis: Basis }

const ending: ActScreen<CardModel, EndInput> = {
  ...onNumbers, load, url: '/dc/nguoi/:person/het-the', screen: 'P-03-card-end', title: 'title.card-end', purpose: purposeOf('Ghi thẻ căn cước mất hoặc thu hồi'),
  unless: (model, lang) => (inForce(model).length > 0 ? null : <Notice kind="info" title={kinStrings.t(lang, 'card.none')} />),
  fields(model, typed, lang) {
    const say = kinStrings.in(lang)
    return (
      <>
        <RadioGroup name="which" label={say('card.which')} value={typed.get('which')} options={inForce(model).map((card) => ({ value: keyOf(card), label: lineOf(card, lang) }))} />
        <RadioGroup name="status" label={say('card.what')} value={typed.get('status')} options={(['lost', 'revoked'] as const).map((value) => ({ value, label: say(`card.${value}`) }))} />
        <DateField name="on" label={say('card.on')} hint={say('card.on-hint')} optional value={typed.date('on')} />
        <PaperFields typed={typed} lang={lang} note={false} />
      </>
    )
  },
  async read(_ctx, model, typed) {
    const faults = new Faults()
    const card = inForce(model).find((each) => keyOf(each) === typed.get('which'))
    if (!card) wrongKin(faults, 'which', 'wrong.card-which')
    const status = (['lost', 'revoked'] as const).find((each) => each === typed.get('status'))
    if (!status) wrongKin(faults, 'status', 'wrong.card-what')
    const on = faults.day(typed, 'on', model.today)
    const { basis } = readPaper(typed, faults, article)
    return faults.or(() => ({ card: card!, status: status!, on, basis }))
  },
  async preview(_ctx, _model, { card, status, on, basis }, lang) {
    return {
      changes: [{ label: lineOf(card, lang), was: personStrings.t(lang, 'card-state.valid'), is: personStrings.t(lang, `card-state.${status}`) }],
      facts: [{ label: kinStrings.t(lang, 'card.on'), value: formatDateVi(on) }, { label: proposalStrings.t(lang, 'one.paper'), value: paperWords(basis, formatDateVi) }],
    }
  },
  async run(ctx, model, { card, status, on, basis }, { commandId }) {
    await endIdentityCard(ctx, { personId: model.personId, kind: card.kind, number: card.number, issuedOn: card.issuedOn, status, on, basis, commandId })
    return { goTo: doneAt(personHref(model), 'identity-card-ended') }
  },
}

export const cardRoutes = [...actRoutes(recording), ...actRoutes(ending)]
