import type { CastKey } from '../../../synthetic/index.ts'
import { renderPdf } from '../../foundations/documents/index.ts'
import { requestSigningCode, signWithCode, type SigningEvidence } from '../../foundations/eid/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { ExitName } from '../../public-services/catalogue/index.ts'
import { addPaper, answerPage, checkItem, documentToSign, openCase, openDraft, startDraft, submitDossier, takeExit, type OpenDraft, type Submitted, type TakeExit } from '../../public-services/dossier/index.ts'
import { sql, type Instant } from '../../platform/index.ts'
import type { CastHouse, Somebody } from './cast-house.ts'

export const linkedBirth = 'khai-sinh-thuong-tru-bhyt'

export interface Answering {
  readonly slug?: string
  readonly answers?: Readonly<Record<string, string>>
  /** Items for which a paper is sent. */
  readonly papers?: readonly string[]
  readonly now?: Instant
  /** The person the session acts for. */
  readonly onBehalfOf?: string
}

const askingOf = ({ now, onBehalfOf }: Pick<Answering, 'now' | 'onBehalfOf'>) => ({ ...(now ? { now } : {}), ...(onBehalfOf ? { onBehalfOf } : {}) })

/** What a person would put: what the state offers, else the answers given. */
function bodyOf(open: OpenDraft, given: Readonly<Record<string, string>>): Record<string, string> {
  const clinic = open.filing.lists?.['clinics']?.[0]?.value
  return {
    'child.fullName': 'Lê Gia An', declaration: 'yes', copies: '0', 'home.of': 'mother', 'child.ethnicityFrom': 'mother', 'child.nativePlaceFrom': 'father', ...(clinic ? { clinic } : {}),
    'contact.phone': String(open.filing.facts['contact.phone']?.value ?? ''), ...given,
  }
}

/** Opens a draft and answers every page of it as the browser would. */
export async function fillIn(house: CastHouse, person: Somebody, options: Answering = {}): Promise<string> {
  const as = house.asPerson(person, askingOf(options))
  const { draftId } = await as((ctx) => startDraft(ctx, options.slug ?? linkedBirth))
  for (let page: string | undefined = 'known'; page;) page = await onePage(house, person, draftId, page, options)
  return draftId
}

async function onePage(house: CastHouse, person: Somebody, draftId: string, page: string, options: Answering): Promise<string | undefined> {
  const as = house.asPerson(person, askingOf(options))
  const open = await as((ctx) => openDraft(ctx, draftId))
  const at = open.pages.findIndex((each) => each.id === page)
  const answered = at < 0 || ['C-05', 'C-10', 'C-12', 'C-13'].includes(open.pages[at]!.screen) ? undefined : await as((ctx) => answerPage(ctx, { draftId, page, body: bodyOf(open, options.answers ?? {}) }))
  if (answered && !answered.ok) throw new Error(`${page}: ${answered.shown.errors.map((each) => `${each.field} ${each.vi}`).join('; ')}`)
  const after = await as((ctx) => openDraft(ctx, draftId))
  return after.pages[after.pages.findIndex((each) => each.id === page) + 1]?.id
}

/** Signs the draft as it stands with a real one-time code. */
export async function signDraft(house: CastHouse, person: Somebody, draftId: string, now?: Instant, onBehalfOf?: string): Promise<SigningEvidence> {
  const as = house.asPerson(person, askingOf({ ...(now ? { now } : {}), ...(onBehalfOf ? { onBehalfOf } : {}) }))
  const { hash, title } = await as((ctx) => documentToSign(ctx, draftId))
  const sent = await as((ctx) => requestSigningCode(ctx, { documentHash: hash, what: title }))
  const signed = await as((ctx) => signWithCode(ctx, { challengeId: sent.challengeId, code: house.codeFor(person.personId), documentHash: hash }))
  if (!signed.ok) throw new Error(`not signed: ${signed.reason}`)
  return signed.evidence
}

/** Any readable paper. */
export const somePaper = { field: 'f', name: 'giay.pdf', type: 'application/pdf', bytes: renderPdf({ agency: ['A'], number: null, placeAndDate: 'B', title: 'C', blocks: [], signer: null }) }

/** Fills in, signs and files. */
export async function fileAs(house: CastHouse, person: Somebody, options: Answering = {}): Promise<Submitted> {
  const as = house.asPerson(person, askingOf(options))
  if (options.papers) {
    const { draftId } = await as((ctx) => startDraft(ctx, options.slug ?? linkedBirth))
    for (const item of options.papers) await as((ctx) => addPaper(ctx, { draftId, item, file: somePaper }))
  }
  const draftId = await fillIn(house, person, options)
  const evidence = await signDraft(house, person, draftId, options.now, options.onBehalfOf)
  return as((ctx) => submitDossier(ctx, { draftId, commandId: newId(), evidence }))
}

export interface LaneNow { laneId: string; lane: string; state: string; outcome: string | null; version: number; requests: number; area: string; organisationId: string }

/** The lanes of a dossier as the database has them. */
export async function lanesNow(house: CastHouse, dossierId: string): Promise<Record<string, LaneNow>> {
  const rows = await house.t.owner.query<LaneNow>(sql`select lane_id as "laneId", lane, state, outcome, version, requests, area, organisation_id as "organisationId" from dossier_lane where dossier_id = ${dossierId}`)
  return Object.fromEntries(rows.map((row) => [row.lane, row]))
}

/** An officer of the cast opens the lane, looks at everything that needs eyes, and takes the exits one after the other. */
export async function work(house: CastHouse, key: CastKey, dossierId: string, lane: string, exits: readonly ExitName[], more: Partial<TakeExit> & { now?: Instant } = {}): Promise<void> {
  const { now, ...input } = more
  const as = house.asCast(key, now ? { now } : {})
  for (const exit of exits) {
    const { laneId } = (await lanesNow(house, dossierId))[lane]!
    await as(async (ctx) => {
      const found = await openCase(ctx, laneId)
      if (exit === 'ok' || exit === 'approve') for (const check of found.checks) if (check.mark === undefined) await checkItem(ctx, { laneId, item: check.key, mark: 'ok' })
      await takeExit(ctx, { laneId, version: found.lane.version, exit, commandId: newId(), ...input })
    })
  }
}

/** The whole birth lane of the home commune: accepted, checked, signed. */
export async function registerBirthOf(house: CastHouse, dossierId: string, now?: Instant): Promise<void> {
  const more = now ? { now } : {}
  await work(house, 'lanJustice', dossierId, 'birth', ['accept', 'ok'], more)
  await work(house, 'dungChair', dossierId, 'birth', ['approve'], more)
}
