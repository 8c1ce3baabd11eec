import { decideProposal, proposalsFor, readNames, readPeople, readProposal, renumberingWords, withdrawProposal, type Effect, type FactField, type OtherSide, type PersonFacts, type Proposal, type RenumberingReason } from '../../foundations/population/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { groupPin } from '../../kernel/personal-number.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, OfficerActor, PlainDate, Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { Button, CheckAnswers, DataTable, DiffLine, EmptyState, Form, Notice, RadioGroup, TextArea, type Lang } from '../kit/index.ts'
import { errorsOf } from '../public/index.ts'
import { paperWords } from './acts/paper-fields.tsx'
import { factWords, fieldWord, kinWord, whenWords } from './fact-words.ts'
import { policeAccess, policePage } from './frame.tsx'
import { kinStrings } from './kin-strings.ts'
import { proposalStrings } from './proposal-strings.ts'
import { refuse } from './refusals.ts'
import { policeStrings } from './strings.ts'

const purpose: Purpose = { code: 'correction', basis: 'Luật Căn cước 2023, đ.11', text: 'Duyệt đề nghị sửa thông tin' }
const done = ['approve', 'refuse', 'withdraw'] as const

export interface ProposalsModel {
  readonly proposals: readonly Proposal[]
  readonly names: ReadonlyMap<string, string>
  readonly me: string
  readonly done: (typeof done)[number] | undefined
}

/** What waits for a second pair of eyes, oldest first. */
export function Proposals(props: ProposalsModel & { lang: Lang }) {
  const { proposals, names } = props
  const say = proposalStrings.in(props.lang)
  return (
    <>
      <h1>{say('list.heading')}</h1>
      {props.done && <Notice kind="success" title={say(`list.done-${props.done}`)} live />}
      <p>{say('list.lead')}</p>
      <DataTable caption={say('list.caption', { n: proposals.length })} rows={proposals} empty={<EmptyState title={say('list.empty')}><p>{say('list.empty-text')}</p></EmptyState>} columns={[
        { header: say('list.what'), rowHeader: true, cell: (each) => <a href={`/dc/duyet/${each.proposalId}`}>{say(`kind.${each.kind}`)}<span class="sr-only">: {names.get(each.personId)}</span></a> },
        { header: say('list.person'), cell: (each) => names.get(each.personId) ?? '' },
        { header: say('list.since'), cell: (each) => whenWords(each.proposedAt) },
        { header: say('list.by'), cell: (each) => say(each.proposedBy === props.me ? 'list.mine' : 'list.colleague') },
      ]} />
    </>
  )
}

export interface ProposalModel {
  readonly proposal: Proposal
  readonly effects: readonly Effect[]
  readonly name: string
  /** Name and, where two records are meant, number. */
  readonly record: string
  readonly otherName: string | null
  /** The relation that is wrong, and who it should be. */
  readonly relation: { readonly kind: string; readonly wrong: string; readonly right: string | null } | null
  readonly facts: Partial<PersonFacts>
  readonly me: string
  readonly commander: boolean
  readonly typed: { readonly decision: string; readonly reason: string }
  readonly today: PlainDate
}

export function ProposalPage(props: ProposalModel & { lang: Lang }) {
  const { proposal, lang, today } = props
  const say = proposalStrings.in(lang)
  const wanted = (proposal.content['facts'] ?? {}) as Partial<PersonFacts>
  return (
    <>
      <p class="caption">{say('one.asked', { when: whenWords(proposal.proposedAt) })}</p>
      <h1>{say(`kind.${proposal.kind}`)}: {props.name}</h1>
      <section class="letter" aria-label={say('one.changes')}>
        <h2>{say('one.changes')}</h2>
        {(Object.keys(wanted) as FactField[]).map((field) => <DiffLine label={fieldWord(field, lang)} old={factWords(field, props.facts[field], today, lang) ?? undefined} new={factWords(field, wanted[field], today, lang) ?? undefined} />)}
        {proposal.otherId && <DiffLine label={say(proposal.kind === 'merge' ? 'one.merged' : 'one.unmerged')} old={props.record} new={props.otherName ?? ''} />}
        {props.relation && <DiffLine label={kinWord(props.relation.kind, lang)} old={props.relation.wrong} new={props.relation.right ?? kinStrings.t(lang, 'fix.gone')} />}
        {proposal.kind === 'reestablish-number' && <DiffLine label={say('one.reason-new')} new={renumberingWords[proposal.content['reason'] as RenumberingReason]} />}
      </section>
      <CheckAnswers answers={[
        { label: say('one.basis'), value: proposal.basis.article }, { label: say('one.paper'), value: paperWords(proposal.basis, formatDateVi) }, ...(proposal.note ? [{ label: say('one.note'), value: proposal.note }] : []),
        { label: say('one.effects'), value: props.effects.length === 0 ? say('one.no-effects') : <ul class="plain-list">{props.effects.map((each) => <li>{each[lang]}</li>)}</ul> },
      ]} />
      <p><a href={`/dc/nguoi/${proposal.personId}`}>{props.record}</a>{proposal.otherId && <> · <a href={`/dc/nguoi/${proposal.otherId}`}>{props.otherName}</a></>}</p>
      <Settle {...props} />
    </>
  )
}

function Settle(props: ProposalModel & { lang: Lang }) {
  const { proposal } = props
  const say = proposalStrings.in(props.lang)
  const action = `/dc/duyet/${proposal.proposalId}`
  if (proposal.state !== 'open') return <Notice kind="info" title={say('one.settled', { how: say(`state.${proposal.state}`) })}>{proposal.decisionReason && <p>{proposal.decisionReason}</p>}</Notice>
  if (proposal.proposedBy === props.me) {
    return (
      <Form action={action} command={newId()} hidden={{ version: String(proposal.version), decision: 'withdraw' }} label={say('one.withdraw')}>
        <Notice kind="info" title={say('one.own')} />
        <div class="buttons"><Button kind="secondary" act="withdraw-proposal">{say('one.withdraw')}</Button></div>
      </Form>
    )
  }
  if (!props.commander) return <Notice kind="info" title={say('one.waits')} />
  return (
    <Form action={action} command={newId()} hidden={{ version: String(proposal.version) }} class="narrow-form" label={say('one.decide')}>
      <RadioGroup name="decision" label={say('one.decide')} value={props.typed.decision} options={[{ value: 'approve', label: say('one.approve'), hint: say('one.approve-hint'), shortcut: '1' }, { value: 'refuse', label: say('one.refuse'), hint: say('one.refuse-hint'), shortcut: '2' }]} />
      <TextArea name="reason" label={say('one.reason')} value={props.typed.reason} rows={3} />
      <div class="buttons"><Button act="decide-proposal" shortcut="F10">{say('one.send')}</Button></div>
    </Form>
  )
}

export const proposalsRoute = pageRoute({
  method: 'GET', url: '/dc/duyet', access: policeAccess, purpose,
  async handler(ctx, req) {
    const proposals = await proposalsFor(ctx)
    const names = proposals.length === 0 ? new Map<string, string>() : await readNames(ctx, [...new Set(proposals.map((each) => each.personId))])
    const model: ProposalsModel = { proposals, names, me: (ctx.actor as OfficerActor).personId, done: done.find((each) => each === req.query['xong']) }
    return policePage(ctx, req, { title: proposalStrings.t(req.lang, 'list.title'), screen: 'P-06-list', back: { href: '/dc', label: policeStrings.t(req.lang, 'bar.area') } }, <Proposals {...model} lang={req.lang} />)
  },
})

const proposalOf = (req: PageRequest): string => (isId(req.params['proposal'] ?? '') ? req.params['proposal']! : refuse('police.proposal-unknown'))

export const proposalRoute = pageRoute({ method: 'GET', url: '/dc/duyet/:proposal', access: policeAccess, purpose, handler: (ctx, req) => proposalPage(ctx, req) })

export const decideProposalRoute = pageRoute({
  method: 'POST', url: '/dc/duyet/:proposal', access: policeAccess, purpose,
  async handler(ctx, req) {
    const input = { proposalId: proposalOf(req), version: req.form.whole('version') }
    const decision = req.form.get('decision')
    if (decision === 'withdraw') await withdrawProposal(ctx, input)
    else if (decision === 'approve' || decision === 'refuse') await decideProposal(ctx, { ...input, decision, reason: req.form.get('reason') })
    else return proposalPage(ctx, req, [{ field: 'decision', vi: proposalStrings.vi['one.choose'], en: proposalStrings.en['one.choose'] }], 422)
    return { redirect: `/dc/duyet?xong=${decision}` }
  },
  async onRefusal(ctx, req, refusal) {
    if (refusal.status === 403 || refusal.status === 404) throw refusal
    // Pressed twice, or somebody was faster: the page says what became of it.
    return proposalPage(ctx, req, errorsOf(refusal), refusal.status)
  },
})

async function proposalPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const { effects, ...proposal } = await readProposal(ctx, proposalOf(req))
  const fields = Object.keys((proposal.content['facts'] ?? {}) as object) as FactField[]
  const tie = proposal.kind === 'correct-relation' ? (proposal.content as unknown as { relation: string; wrong: OtherSide; right: OtherSide | null }) : null
  const ids = [proposal.personId, ...(proposal.otherId ? [proposal.otherId] : []), ...[tie?.wrong, tie?.right].flatMap((side) => (side && 'personId' in side ? [side.personId] : []))]
  const names = await readNames(ctx, ids)
  const nameOf = (side: OtherSide): string => ('personId' in side ? (names.get(side.personId) ?? '') : kinStrings.t(req.lang, 'link.outside', { name: side.fullName }))
  // Two records of one person bear one name: which of them stays is told by their numbers.
  const numbered = proposal.kind === 'merge' && proposal.state === 'open' ? await readPeople(ctx, ids, ['pin'], { lawfulBy: 'Luật Căn cước 2023, đ.11' }) : null
  const recordOf = (id: string): string => {
    const pin = numbered?.get(id)?.pin
    return pin ? proposalStrings.t(req.lang, 'one.with-number', { name: names.get(id) ?? '', pin: groupPin(pin) }) : (names.get(id) ?? '')
  }
  const facts = fields.length === 0 ? undefined : (await readPeople(ctx, [proposal.personId], fields)).get(proposal.personId)
  const { personId: me, role } = ctx.actor as OfficerActor
  const model: ProposalModel = {
    proposal, effects, name: names.get(proposal.personId) ?? '', record: recordOf(proposal.personId), otherName: proposal.otherId ? recordOf(proposal.otherId) : null, relation: tie && { kind: tie.relation, wrong: nameOf(tie.wrong), right: tie.right && nameOf(tie.right) }, facts: (facts ?? {}) as Partial<PersonFacts>, me, commander: role === 'police-commander',
    typed: { decision: req.form.get('decision'), reason: req.form.get('reason') }, today: ctx.today,
  }
  const title = proposalStrings.t(req.lang, `kind.${proposal.kind}`)
  return policePage(ctx, req, { title, screen: 'P-06-one', errors, back: { href: '/dc/duyet', label: proposalStrings.t(req.lang, 'list.title') } }, <ProposalPage {...model} lang={req.lang} />, status)
}
