import type { Basis } from '../../../foundations/acts/index.ts'
import { comparePersons, proposeMerge, proposeUnmerge, readPerson, type FieldAgreement, type PersonView } from '../../../foundations/population/index.ts'
import { isId } from '../../../kernel/ids.ts'
import { formatPartialVi } from '../../../kernel/partial-date.ts'
import { formatDateVi } from '../../../kernel/plain-date.ts'
import type { PlainDate, Purpose } from '../../../platform/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { DataTable, RadioGroup, StatusTag, type Lang } from '../../kit/index.ts'
import { actRoutes, Faults, type ActScreen } from '../act-screen.tsx'
import { factWords, fieldWord, kinWord } from '../fact-words.ts'
import { personOf } from '../person.tsx'
import { proposalStrings } from '../proposal-strings.ts'
import { refuse } from '../refusals.ts'
import { PaperFields, paperWords, readPaper } from './paper-fields.tsx'

const purpose: Purpose = { code: 'merge', basis: 'Luật Căn cước 2023, đ.11', text: 'Xem xét hai bản ghi có phải một người' }
const otherOf = (req: PageRequest): string => (isId(req.params['other'] ?? '') ? req.params['other']! : refuse('police.person-unknown'))

interface MergeModel {
  readonly personId: string
  readonly otherId: string
  readonly people: readonly [PersonView, PersonView]
  readonly fields: readonly FieldAgreement[]
  readonly today: PlainDate
}
interface MergeInput {
  readonly survivorId: string
  readonly basis: Basis
  readonly note: string
}

const tones = { same: 'known', different: 'problem', 'one-empty': 'neutral' } as const

/** One value of a field in words: lists of numbers and relatives line by line. */
function valueWords(field: string, value: unknown, today: PlainDate, lang: Lang): string {
  if (field === 'relatives') return (value as { kind: string; fullName: string | null }[]).map((each) => `${kinWord(each.kind, lang)}: ${each.fullName ?? ''}`).join('; ')
  if (field === 'identityNumbers') return (value as { value: string }[]).map((each) => each.value).join(', ')
  return factWords(field, value, today, lang) ?? '–'
}

/** P-07: the two side by side, then which stays and on what paper; a second officer decides. */
const merging: ActScreen<MergeModel, MergeInput> = {
  url: '/dc/nguoi/:person/gop/:other', screen: 'P-07-merge', title: 'title.merge-people', purpose, commit: (lang) => proposalStrings.t(lang, 'paper.send'),
  async load(ctx, req) {
    const [personId, otherId] = [personOf(req), otherOf(req)]
    return { personId, otherId, ...(await comparePersons(ctx, personId, otherId)), today: ctx.today }
  },
  back: ({ personId, people }) => ({ href: `/dc/nguoi/${personId}`, label: people[0].fullName }),
  known({ people, fields, today }, lang) {
    const say = proposalStrings.in(lang)
    return (
      <DataTable caption={say('merge.title')} captionHidden rows={fields} columns={[
        { header: say('correct.field'), rowHeader: true, cell: (each) => fieldWord(each.field, lang) },
        ...([0, 1] as const).map((i) => ({ header: `${i + 1}. ${people[i].fullName}`, cell: (each: FieldAgreement) => valueWords(each.field, each.values[i], today, lang) })),
        { header: say('one.changes'), cell: (each) => <StatusTag tone={tones[each.agreement]}>{say(`merge.${each.agreement}`)}</StatusTag> },
      ]} />
    )
  },
  fields({ people }, typed, lang) {
    const say = proposalStrings.in(lang)
    return (
      <>
        <p>{say('merge.lead')}</p>
        <RadioGroup name="stays" label={say('merge.stays')} hint={say('merge.stays-hint')} value={typed.get('stays')} options={people.map((each, i) => ({ value: each.personId, label: `${i + 1}. ${each.fullName}`, ...(each.birthDate ? { hint: say('merge.born', { date: formatPartialVi(each.birthDate) }) } : {}) }))} />
        <PaperFields typed={typed} lang={lang} />
      </>
    )
  },
  async read(_ctx, { people }, typed) {
    const faults = new Faults()
    const stays = people.find((each) => each.personId === typed.get('stays'))
    if (!stays) faults.errors.push({ field: 'stays', vi: proposalStrings.vi['wrong.stays'], en: proposalStrings.en['wrong.stays'] })
    const paper = readPaper(typed, faults, 'Luật Căn cước 2023, đ.11')
    return faults.or(() => ({ survivorId: stays!.personId, ...paper }))
  },
  async preview(_ctx, { people }, { survivorId, basis, note }, lang) {
    const say = proposalStrings.in(lang)
    const [stays, goes] = people[0].personId === survivorId ? people : [people[1], people[0]]
    return { changes: [{ label: say('one.merged'), was: `${goes.fullName}, ${goes.pin ?? '–'}`, is: `${stays.fullName}, ${stays.pin ?? '–'}` }], facts: [{ label: say('one.paper'), value: paperWords(basis, formatDateVi) }, ...(note ? [{ label: say('one.note'), value: note }] : [])] }
  },
  async run(ctx, { people }, { survivorId, basis, note }, { commandId }) {
    const goes = people.find((each) => each.personId !== survivorId)!
    const { proposalId } = await proposeMerge(ctx, { personId: goes.personId, survivorId, basis, ...(note ? { note } : {}), commandId })
    return { goTo: `/dc/duyet/${proposalId}` }
  },
}

interface UnmergeModel {
  readonly personId: string
  readonly otherId: string
  readonly fullName: string
}

const parting: ActScreen<UnmergeModel, { readonly basis: Basis; readonly note: string }> = {
  url: '/dc/nguoi/:person/tach/:other', screen: 'P-07-unmerge', title: 'title.unmerge-people', purpose, commit: (lang) => proposalStrings.t(lang, 'paper.send'),
  async load(ctx, req) {
    // A name may be read anywhere; who parts people must be of the area, which the birth date asks.
    const { personId, fullName } = await readPerson(ctx, personOf(req), ['fullName', 'birthDate'])
    return { personId, otherId: otherOf(req), fullName }
  },
  back: ({ personId, fullName }) => ({ href: `/dc/nguoi/${personId}`, label: fullName }),
  known: (_model, lang) => <p>{proposalStrings.t(lang, 'unmerge.lead')}</p>,
  fields: (_model, typed, lang) => <PaperFields typed={typed} lang={lang} />,
  async read(_ctx, _model, typed) {
    const faults = new Faults()
    const paper = readPaper(typed, faults, 'Luật Căn cước 2023, đ.11')
    return faults.or(() => paper)
  },
  async preview(_ctx, { fullName }, { basis, note }, lang) {
    const say = proposalStrings.in(lang)
    return { changes: [{ label: say('unmerge.entry'), was: fullName, is: say('kind.unmerge') }], facts: [{ label: say('one.paper'), value: paperWords(basis, formatDateVi) }, ...(note ? [{ label: say('one.note'), value: note }] : [])] }
  },
  async run(ctx, { personId, otherId }, { basis, note }, { commandId }) {
    const { proposalId } = await proposeUnmerge(ctx, { personId: otherId, survivorId: personId, basis, ...(note ? { note } : {}), commandId })
    return { goTo: `/dc/duyet/${proposalId}` }
  },
}

export const proposeMergeRoutes = [...actRoutes(merging), ...actRoutes(parting)]
