import { createHash } from 'node:crypto'
import { entriesOfPerson } from '../../foundations/civil-status/index.ts'
import { readPerson } from '../../foundations/population/index.ts'
import { householdOf } from '../../foundations/residence/index.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { newId } from '../../kernel/ids.ts'
import { evaluate } from '../../kernel/expression.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import { groupPin } from '../../kernel/personal-number.ts'
import { allow, definePort, plusSeconds, type Ctx, type PlainDate, type Tx } from '../../platform/index.ts'
import { lanesOf, type Lane, type Service } from '../catalogue/index.ts'
import { answersToSubmit, citizenPages, missingForSubmission, pageModel, promiseOf, readAnswers, resolve, unmetNeeds, type Filing, type ListEntry, type Missing, type PageModel, type PageRef, type PaperState, type ReadAnswers, type Unmet } from '../forms/index.ts'
import { actedDraft, actingOf, asActedFor, refuseEndedActing, rightFor, targetOf } from './acting.ts'
import { authorityOf } from './authority.ts'
import { refuseUnknownNumbers } from './declared-people.ts'
import { matterOf } from './dossier.ts'
import { actedDraftsOf, deleteDraft, draftById, draftsOf, ensureActedDraft, ensureDraft, mergeDraft, moveDraft, papersOfDraft, type DraftRow, type PaperRow } from './dossier.sql.ts'
import { expectedDue } from './due.ts'
import { contactFacts, gatherFacts, leadsFurther, membersBeside } from './gather-facts.ts'
import { asOwner, helpedDraft } from './helper.ts'
import { listOfNear, peopleNear } from './people-near.ts'
import { oldNumbersOf } from './person-facts.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { findService, serviceByHash } from './services.ts'

const keptDays = 30

/** Lists a form refers to by name (clinics, nearest first), for this filing: those that are wanted and no more. Filled above: the lists belong to other groups. */
export const listsFor = definePort<(ctx: Ctx, filing: { facts: Filing['facts']; answers: Filing['answers']; wanted: readonly string[] }) => Promise<Readonly<Record<string, readonly ListEntry[]>>>>('dossier.lists')

export interface OpenDraft {
  readonly draft: DraftRow
  readonly service: Service
  readonly filing: Filing
  readonly pages: readonly PageRef[]
  readonly promise: ReturnType<typeof promiseOf>
  readonly missing: readonly Missing[]
  readonly papers: readonly PaperRow[]
  /** Who will receive it; undefined while no competent body is known. */
  readonly authority: { readonly name: string; readonly area: string } | undefined
  /** The day each lane is promised for, if it were sent now. */
  readonly promised: readonly { readonly lane: string; readonly title: string; readonly on: PlainDate }[]
  /** Lanes that will not run for this filing, with the reason. */
  readonly notRun: readonly { readonly title: string; readonly says: string }[]
  /** Held until the transaction ends: nobody else changes or files it meanwhile. */
  readonly locked: boolean
}

/** Begins, or resumes on any device, the one open draft of this person for this service; for whoever is acted for, the one this actor types for them. */
export async function startDraft(ctx: Ctx, slugOrCode: string): Promise<DraftRow> {
  const acting = await actingOf(ctx)
  const ownerId = acting?.subjectId ?? ownerOf(ctx)
  allow(ctx, 'dossier.draft', targetOf(ownerId, acting))
  const published = findService(slugOrCode, ctx.today) ?? refuse('dossier.service-unknown')
  refuseUnless(!published.service.notYet, 'dossier.not-online-yet', { vars: { say: published.service.notYet?.says ?? '' } })
  const fresh = { draftId: newId(), ownerId, serviceCode: published.service.code, procedureHash: published.hash, answers: {}, at: ctx.now, expiresAt: keptUntil(ctx) }
  if (acting) rightFor(ctx, acting, published.service.code)
  const ensure = (): Promise<DraftRow> => (acting ? ensureActedDraft(ctx.tx, { ...fresh, actorId: acting.actor.personId }) : ensureDraft(ctx.tx, fresh))
  const draft = await ensure()
  if (draft.expiresAt > ctx.now) return draft
  await deleteDraft(ctx.tx, draft.draftId, ctx.now)
  return ensure()
}

/** Drafts opened in this transaction: the page that signs answers, signs and files, and reads every register once for all three. */
const opened = new WeakMap<Tx, Map<string, OpenDraft>>()

function remember(ctx: Ctx, open: OpenDraft): OpenDraft {
  const drafts = opened.get(ctx.tx) ?? new Map<string, OpenDraft>()
  opened.set(ctx.tx, drafts.set(open.draft.draftId, open))
  return open
}

/** The draft as this transaction holds it, when it was opened to be changed. */
export function heldDraft(ctx: Ctx, draftId: string): OpenDraft | undefined {
  const known = opened.get(ctx.tx)?.get(draftId)
  return known?.locked ? known : undefined
}

export function forgetDraft(ctx: Ctx, draftId: string): void {
  opened.get(ctx.tx)?.delete(draftId)
}

/** The draft with everything its pages show, on the text of the service in force today. Facts are read from the registers now, and logged. */
export async function openDraft(ctx: Ctx, draftId: string, lock = false): Promise<OpenDraft> {
  const known = opened.get(ctx.tx)?.get(draftId)
  if (known && (known.locked || !lock)) return known
  const [owned, papers] = await Promise.all([ownDraft(ctx, draftId, lock), papersOfDraft(ctx.tx, draftId)])
  const draft = await onTextInForce(ctx, owned)
  const service = await serviceByHash(ctx.tx, draft.procedureHash)
  const facts = await factsOfDraft(ctx, draft, service)
  return remember(ctx, await assemble(ctx, { draft, service, facts, papers, locked: lock }))
}

/** The lists of a draft: those of others, the people near its owner, and the entries of the books about them. */
async function listsOfDraft(ctx: Ctx, draft: DraftRow, service: Service, facts: Filing['facts']): Promise<Readonly<Record<string, readonly ListEntry[]>>> {
  const wanted = listsOf(service)
  const lists = await listsFor.call(ctx, { facts, answers: draft.answers, wanted })
  const owner = ownerSees(ctx, draft)
  return {
    ...lists, ...(wanted.includes('relatives') ? { relatives: listOfNear(await peopleNear(owner, draft.ownerId)) } : {}),
    ...(wanted.includes('householdMembers') ? { householdMembers: await membersOfHome(owner, draft.ownerId) } : {}),
    ...(wanted.includes('oldNumbers') ? { oldNumbers: await numbersOf(owner, draft.ownerId) } : {}),
    ...(wanted.includes('entries') ? { entries: (await entriesOfPerson(owner, draft.ownerId)).map(({ entryId, title, about, registeredOn }) => ({ value: entryId, label: `${title}: ${about}`, detail: `Đăng ký ngày ${formatDateVi(registeredOn)}` })) } : {}),
  }
}

/** Who may leave the household with its member, each as what the register says of them. */
async function membersOfHome(owner: Ctx, memberId: string): Promise<ListEntry[]> {
  const home = await householdOf(owner, memberId)
  return home ? membersBeside(home, memberId).map(({ personId, fullName, relationText }) => ({ value: personId, label: fullName, detail: `Với chủ hộ hiện nay: ${relationText.toLowerCase()}` })) : []
}

/** Old numbers the register holds; the last entry is one it does not hold. */
async function numbersOf(owner: Ctx, personId: string): Promise<ListEntry[]> {
  const { identityNumbers } = await readPerson(owner, personId, ['identityNumbers'])
  return [...oldNumbersOf(identityNumbers).map(({ number, says }) => ({ value: number, label: groupPin(number), detail: says.charAt(0).toUpperCase() + says.slice(1) })), { value: 'other', label: 'Số khác', detail: 'Nhập số trên giấy cũ' }]
}

/** Names of the lists a form offers. */
export const listsOf = (service: Service): string[] =>
  [...new Set(service.form.flatMap((page) => page.items.flatMap((item) => (item.kind === 'address' ? ['communes'] : 'list' in item && item.list ? [item.list] : []))))]

/** The registers as the owner of the draft would see them, whoever opens it. */
const ownerSees = (ctx: Ctx, draft: DraftRow): Ctx => asActedFor(asOwner(ctx, draft), draft)

async function factsOfDraft(ctx: Ctx, draft: DraftRow, service: Service): Promise<Filing['facts']> {
  return { ...(await gatherFacts(ownerSees(ctx, draft), service, draft.ownerId, draft.answers)), ...(draft.ownerId === ownIdOf(ctx) ? {} : await contactFacts(ctx)) }
}

async function onTextInForce(ctx: Ctx, draft: DraftRow): Promise<DraftRow> {
  const now = findService(draft.serviceCode, ctx.today)
  if (!now || now.hash === draft.procedureHash) return draft
  await moveDraft(ctx.tx, draft.draftId, now.hash)
  return { ...draft, procedureHash: now.hash }
}

async function assemble(ctx: Ctx, read: Pick<OpenDraft, 'draft' | 'service' | 'papers' | 'locked'> & { facts: Filing['facts'] }): Promise<OpenDraft> {
  const { draft, service, facts, papers } = read
  const lanes = lanesOf(service)
  const withoutLists: Filing = { facts, answers: draft.answers, today: ctx.today, papers: paperStates(papers, draft.confirmed), ...(draft.helperId ? { helped: true } : {}) }
  const [lists, authority] = await Promise.all([listsOfDraft(ctx, draft, service, facts), authorityOf(ctx, service, withoutLists, lanes[0]!.authority)])
  const filing: Filing = { ...withoutLists, lists }
  const runs = lazily(() => lanes.filter((lane) => laneRuns(service, filing, lane)))
  const pages = lazily(() => citizenPages(service, filing))
  const promise = lazily(() => promiseOf(service, filing))
  const missing = lazily(() => missingForSubmission(service, filing))
  const promised = lazily(() => runs().map((lane) => ({ lane: lane.id, title: lane.title, on: expectedDue(service, filing, lane, ctx.now) })))
  const notRun = lazily(() => lanes.filter((lane) => !runs().includes(lane)).map((lane) => ({ title: lane.title, says: lane.otherwise ?? '' })))
  return {
    draft, service, filing, papers, locked: read.locked, authority: authority && { name: authority.organisation.name, area: authority.area },
    get pages() { return pages() }, get promise() { return promise() }, get missing() { return missing() }, get promised() { return promised() }, get notRun() { return notRun() },
  }
}

/** A page shows some of this and the signature none of it: each is worked out when asked for, once. */
function lazily<T>(work: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: work() }).value
}

export type AnswerOutcome = { readonly ok: true; readonly next: string } | { readonly ok: false; readonly shown: ReadAnswers; readonly open: OpenDraft; readonly page: PageModel }

/** Saves one page. Good answers are kept even when another on the page is wrong; what was typed is shown again with its sentence. */
export async function answerPage(ctx: Ctx, input: { draftId: string; page: string; body: Readonly<Record<string, unknown>> }): Promise<AnswerOutcome> {
  const open = await openDraft(ctx, input.draftId, true)
  const before = pageModel(open.service, open.filing, input.page) ?? refuse('dossier.page-unknown')
  const read = await refuseUnknownNumbers(ctx, readAnswers(open.service, input.body, open.filing, input.page))
  const after = await keepAnswers(ctx, open, read.values, { [input.page]: ctx.now })
  const { filing } = after
  const shown = withNeeds(read, unmetNeeds(open.service, filing).filter((each) => each.page === input.page))
  if (shown.errors.length > 0) return { ok: false, shown, open: after, page: pageModel(open.service, filing, input.page, shown) ?? before }
  const elsewhere = missingForSubmission(open.service, filing).find((each) => each.kind === 'elsewhere' && each.page === input.page)
  if (elsewhere) refuse('dossier.chosen-elsewhere', { vars: { say: elsewhere.says } })
  return { ok: true, next: pageModel(open.service, filing, input.page)?.next ?? 'check' }
}

/** What keeps it from being filed at all stands where it is decided, beside what is wrong with the answers. */
export const withNeeds = (read: ReadAnswers, unmet: readonly Unmet[]): ReadAnswers => ({ ...read, errors: [...read.errors, ...unmet.map(({ item, says }) => ({ field: item, vi: says }))] })

/** Saves answers that keep their rules. What is saved leaves with the commit, so the draft is shown with it and not read again. */
export async function keepAnswers(ctx: Ctx, open: OpenDraft, values: Readonly<Record<string, string>>, confirmed: Readonly<Record<string, string>>): Promise<OpenDraft> {
  const draft = { ...open.draft, answers: { ...open.filing.answers, ...values }, confirmed: { ...open.draft.confirmed, ...confirmed } }
  mergeDraft(ctx.tx, draft.draftId, values, confirmed, ctx.now, keptUntil(ctx))
  // Who was chosen decides what is known: only then the registers are asked again.
  const facts = leadsFurther(open.filing.answers, values) ? await factsOfDraft(ctx, draft, open.service) : open.filing.facts
  return remember(ctx, await assemble(ctx, { draft, service: open.service, facts, papers: open.papers, locked: true }))
}

/** A paper the citizen does not have, where the law lets the dossier go on without it. */
export async function declareWithoutPaper(ctx: Ctx, input: { draftId: string; item: string }): Promise<void> {
  const draft = await ownDraft(ctx, input.draftId, true)
  forgetDraft(ctx, draft.draftId)
  const service = await serviceByHash(ctx.tx, draft.procedureHash)
  const paper = service.form.flatMap((page) => page.items).find((item) => item.kind === 'paper' && item.id === input.item)
  refuseUnless(paper?.kind === 'paper' && paper.optional, 'dossier.page-unknown')
  mergeDraft(ctx.tx, draft.draftId, {}, { [`without:${input.item}`]: ctx.now }, ctx.now, keptUntil(ctx))
}

export interface DraftSummary {
  /** Typed by somebody who acts for the owner. */
  readonly byAnother: boolean
  /** The desk that types it for me; null for what I type myself. */
  readonly helperOrganisation: string | null
  readonly draftId: string
  readonly serviceName: string
  readonly slug: string
  readonly updatedAt: string
  readonly expiresAt: string
  readonly answered: number
}

/** Drafts of the signed-in citizen that were not sent. */
export async function ownDrafts(ctx: Ctx): Promise<DraftSummary[]> {
  const ownerId = ownerOf(ctx)
  allow(ctx, 'dossier.draft', { person: ownerId })
  return summariesOf(ctx, await draftsOf(ctx.tx, ownerId, ctx.now))
}

/** What this one types for the person acted for and has not sent. */
export async function draftsActedFor(ctx: Ctx): Promise<DraftSummary[]> {
  const acting = (await actingOf(ctx)) ?? refuse('dossier.draft-unknown')
  allow(ctx, 'dossier.draft', targetOf(acting.subjectId, acting))
  return summariesOf(ctx, await actedDraftsOf(ctx.tx, acting.subjectId, acting.actor.personId, ctx.now))
}

const summariesOf = (ctx: Ctx, drafts: readonly DraftRow[]): Promise<DraftSummary[]> => Promise.all(drafts.map(async (draft) => {
  const service = await serviceByHash(ctx.tx, draft.procedureHash)
  return {
    draftId: draft.draftId, serviceName: service.name, slug: service.slug, updatedAt: draft.updatedAt, expiresAt: draft.expiresAt, helperOrganisation: draft.helperOrganisation, byAnother: draft.actorId !== null,
    answered: Object.keys(draft.answers).length,
  }
}))

/** Throws one own draft away, with its papers. Refuses a draft of somebody else as unknown. */
export async function dropDraft(ctx: Ctx, draftId: string): Promise<void> {
  await ownDraft(ctx, draftId, true)
  forgetDraft(ctx, draftId)
  await deleteDraft(ctx.tx, draftId, ctx.now)
}

/** What a signature is bound to: this draft, this procedure text, these answers. A later change needs a new signature. */
export async function documentToSign(ctx: Ctx, draftId: string): Promise<{ hash: string; title: string }> {
  const open = await openDraft(ctx, draftId)
  return { hash: hashToSign(open), title: open.service.name }
}

/** The declaration is given with the signature itself, so it is not part of what is hashed; which birth it is about is. */
export function hashToSign(open: Pick<OpenDraft, 'draft' | 'service' | 'filing'>): string {
  const { kept } = answersToSubmit(open.service, open.filing)
  const declarations = new Set(open.service.form.flatMap((page) => page.items.filter((item) => item.kind === 'declaration').map((item) => item.id)))
  const answers = Object.fromEntries(Object.entries(kept).filter(([id]) => !declarations.has(id)))
  return createHash('sha256').update(canonicalJson({ draft: open.draft.draftId, procedure: open.draft.procedureHash, matter: matterOf(open.filing.facts), answers })).digest('hex')
}

export function laneRuns(service: Service, filing: Filing, lane: Lane): boolean {
  return lane.when === undefined || evaluate(lane.when, resolve(service, filing).values)
}

export async function ownDraft(ctx: Ctx, draftId: string, lock: boolean): Promise<DraftRow> {
  const draft = await draftById(ctx.tx, draftId, lock)
  if (ctx.actor.kind === 'officer') return helpedDraft(ctx, draft)
  const acting = await actingOf(ctx)
  if (acting) actedDraft(ctx, acting, draft)
  else if (draft?.actorId != null && draft.actorId === ownIdOf(ctx)) return refuseEndedActing(ctx, draft)
  if (!draft || draft.ownerId !== (acting?.subjectId ?? ownerOf(ctx))) return refuse('dossier.draft-unknown')
  allow(ctx, 'dossier.draft', targetOf(draft.ownerId, acting))
  refuseUnless(draft.dossierId === null, 'dossier.draft-sent', { data: { dossierId: draft.dossierId } })
  return draft
}

const ownIdOf = ({ actor }: Ctx): string | null => (actor.kind === 'citizen' ? actor.personId : null)

export function ownerOf(ctx: Ctx): string {
  if (ctx.actor.kind === 'citizen') return ctx.actor.personId
  allow(ctx, 'dossier.draft')
  return refuse('dossier.draft-unknown')
}

export const keptUntil = (ctx: Ctx): string => plusSeconds(ctx.now, keptDays * 86_400)

export function paperStates(papers: readonly PaperRow[], confirmed: Readonly<Record<string, string>>): Record<string, PaperState> {
  const states: Record<string, PaperState> = {}
  for (const key of Object.keys(confirmed)) if (key.startsWith('without:')) states[key.slice(8)] = { state: 'without' }
  for (const paper of papers) {
    const before = states[paper.item]
    const doubtful = paper.quality['doubtful'] === true || before?.quality === 'doubtful'
    states[paper.item] = {
      state: 'given', pages: (before?.state === 'given' ? (before.pages ?? 0) : 0) + paper.pages, quality: doubtful ? 'doubtful' : 'clear',
      ...(typeof paper.quality['says'] === 'string' ? { qualitySays: paper.quality['says'] } : {}),
    }
  }
  return states
}
