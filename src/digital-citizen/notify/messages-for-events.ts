import { contactOf, eidRule } from '../../foundations/eid/index.ts'
import { relatedTo } from '../../foundations/population/index.ts'
import { plusSeconds, type Ctx, type Instant } from '../../platform/index.ts'
import { notify } from './notify.ts'
import { messageRules } from './rules.ts'
import type { TemplateKey } from './templates.ts'

/** The parts of other modules' events that a message needs. */
interface DossierNews { readonly dossierId: string; readonly code: string; readonly applicantId: string; /** Who filed it for the applicant and may be told. */ readonly actorId?: string | null }
interface LaneNews extends DossierNews { readonly lane: string; readonly laneTitle: string }
type Outcome = 'done' | 'refused' | 'stopped' | 'withdrawn'
interface Told { readonly id: string }

/** An event tells once, and in its place among the others. */
const of = (eventId: string) => ({ commandKey: eventId, order: eventId })

const laneTemplates = { done: 'dossier.part-done', refused: 'dossier.part-refused', stopped: 'dossier.part-stopped', withdrawn: 'dossier.part-withdrawn' } as const

async function submitted(ctx: Ctx, news: DossierNews & { serviceName: string; helpedAt?: string | null }, { id }: Told): Promise<void> {
  if (news.helpedAt) {
    await notify(ctx, { personId: news.applicantId, template: 'dossier.submitted-helped', vars: { code: news.code, serviceName: news.serviceName, unit: news.helpedAt }, dossierId: news.dossierId, ...of(id) })
    return
  }
  if (news.actorId) await notify(ctx, { personId: news.applicantId, template: 'dossier.submitted-on-behalf', vars: { code: news.code, serviceName: news.serviceName }, dossierId: news.dossierId, ...of(id) })
  await notify(ctx, { personId: news.actorId ?? news.applicantId, template: 'dossier.submitted', vars: { code: news.code, serviceName: news.serviceName }, dossierId: news.dossierId, ...of(id) })
}

/** The applicant, and who filed it for them. */
const both = ({ applicantId, actorId }: DossierNews): string[] => [applicantId, ...(actorId ? [actorId] : [])]

async function laneMoved(ctx: Ctx, news: LaneNews & { outcome: Outcome | null; says: string | null }, { id }: Told): Promise<void> {
  const template = news.outcome === null ? 'dossier.moved' : laneTemplates[news.outcome]
  const says = (news.says ?? (news.outcome === null ? 'đã sang bước mới' : 'đã kết thúc')).replace(/[.\s]+$/, '')
  for (const personId of both(news)) await notify(ctx, { personId, template, vars: { code: news.code, laneTitle: news.laneTitle, says }, dossierId: news.dossierId, topic: news.lane, ...of(id) })
}

async function supplementRequested(ctx: Ctx, news: LaneNews & { until: Instant; count: number }, { id }: Told): Promise<void> {
  const vars = { code: news.code, laneTitle: news.laneTitle, count: news.count, until: news.until }
  for (const personId of both(news)) await notify(ctx, { personId, template: 'dossier.supplement-requested', vars, dossierId: news.dossierId, topic: news.lane, ...of(id) })
}

async function ended(ctx: Ctx, news: DossierNews, { id }: Told): Promise<void> {
  for (const personId of both(news)) await notify(ctx, { personId, template: 'dossier.ended', vars: { code: news.code }, dossierId: news.dossierId, topic: 'whole', ...of(id) })
}

async function consentAsked(ctx: Ctx, news: { dossierId: string; personId: string; serviceName: string }, { id }: Told): Promise<void> {
  await notify(ctx, { personId: news.personId, template: 'dossier.consent-asked', vars: { serviceName: news.serviceName }, dossierId: news.dossierId, ...of(id) })
}

/** Told to whoever asked, when that is a relative who acts for the person; an officer who wrote it down is not told. */
async function correctionDecided(ctx: Ctx, news: { personId: string; openedBy: string | null; decision: 'accepted' | 'refused' }, { id }: Told): Promise<void> {
  const template = news.decision === 'accepted' ? 'population.correction-done' : 'population.correction-refused'
  const relatives = news.openedBy ? await relatedTo(ctx.tx, news.openedBy, ['child', 'ward', 'represented', 'spouse']) : []
  const personId = relatives.some((each) => each.personId === news.personId) ? news.openedBy! : news.personId
  await notify(ctx, { personId, template, vars: {}, ...of(id) })
}

async function birthNoticeReceived(ctx: Ctx, news: { motherId: string | null }, { id }: Told): Promise<void> {
  if (news.motherId) await notify(ctx, { personId: news.motherId, template: 'civil-status.birth-notice', vars: {}, ...of(id) })
}

/** A warning; but a key or password added while the account is being opened is no surprise to its holder. */
async function authenticatorAdded(ctx: Ctx, news: { personId: string; label: string }, { id }: Told): Promise<void> {
  const opened = (await contactOf(ctx.tx, news.personId))?.activatedAt
  if (opened && plusSeconds(opened, messageRules(ctx.today).newAccountMinutes * 60) > ctx.now) return
  await notify(ctx, { personId: news.personId, template: 'eid.authenticator-added', vars: { label: news.label }, ...of(id) })
}

const simple = (template: Extract<TemplateKey, 'eid.account-locked' | 'eid.account-unlocked' | 'eid.account-recovered' | 'eid.recovery-started' | 'eid.password-guessed' | 'my-data.answered' | 'population.emergency-read'>) => async (ctx: Ctx, news: { personId: string }, { id }: Told): Promise<void> => {
  await notify(ctx, { personId: news.personId, template, vars: {}, ...of(id) })
}

async function authenticatorRevoked(ctx: Ctx, news: { personId: string; label: string }, { id }: Told): Promise<void> {
  await notify(ctx, { personId: news.personId, template: 'eid.authenticator-revoked', vars: { label: news.label }, ...of(id) })
}

async function caseDecided(ctx: Ctx, news: { personId: string; level: 1 | 2 | null; decision: 'approved' | 'rejected'; reason: string | null }, { id }: Told): Promise<void> {
  if (news.decision === 'rejected') return void (await notify(ctx, { personId: news.personId, template: 'eid.case-refused', vars: { reason: news.reason ?? '' }, ...of(id) }))
  await notify(ctx, { personId: news.personId, template: 'eid.case-approved', vars: { level: news.level ?? 2, days: eidRule('activation-days', ctx.today).value }, ...of(id) })
}

async function letInElsewhere(ctx: Ctx, news: { personId: string; device: string }, { id }: Told): Promise<void> {
  await notify(ctx, { personId: news.personId, template: 'eid.let-in-elsewhere', vars: { device: news.device }, ...of(id) })
}

const movedTo: Readonly<Record<string, string>> = { locked: 'đã khóa', active: 'dùng lại được', cancelled: 'đã hủy' }

async function organisationMoved(ctx: Ctx, news: { personId: string; name: string; to: string; reason: string }, { id }: Told): Promise<void> {
  await notify(ctx, { personId: news.personId, template: 'eid.organisation-moved', vars: { name: news.name, to: movedTo[news.to] ?? news.to, reason: news.reason }, ...of(id) })
}

async function mandateAsked(ctx: Ctx, news: { otherId: string }, { id }: Told): Promise<void> {
  await notify(ctx, { personId: news.otherId, template: 'mandates.asked', vars: {}, ...of(id) })
}

/** Both sides are told: who gave it sees that it holds, and so does who did not expect it. */
const bothSides = (template: Extract<TemplateKey, 'mandates.given' | 'mandates.ended'>) => async (ctx: Ctx, news: { giverId: string; holderId: string }, { id }: Told): Promise<void> => {
  for (const personId of [news.giverId, news.holderId]) await notify(ctx, { personId, template, vars: {}, ...of(id) })
}

async function signInAsked(ctx: Ctx, news: { personId: string; organisation: string }, { id }: Told): Promise<void> {
  await notify(ctx, { personId: news.personId, template: 'openid.sign-in-asked', vars: { organisation: news.organisation }, ...of(id) })
}

async function consentGiven(ctx: Ctx, news: { personId: string; organisation: string; purpose: string }, { id }: Told): Promise<void> {
  await notify(ctx, { personId: news.personId, template: 'openid.consent-given', vars: { organisation: news.organisation, purpose: news.purpose }, ...of(id) })
}

/** Told to whoever ordered the matching: it goes on without them. */
async function matchingFinished(ctx: Ctx, news: { orderedBy: string | null; status: 'done' | 'failed' }, { id }: Told): Promise<void> {
  if (news.orderedBy) await notify(ctx, { personId: news.orderedBy, template: news.status === 'done' ? 'linkage.run-done' : 'linkage.run-failed', vars: {}, ...of(id) })
}

/** Which event tells whom what. `app/wire.ts` subscribes these. */
export const messagesForEvents: Readonly<Record<string, (ctx: Ctx, payload: never, event: Told) => Promise<void>>> = {
  'dossier.submitted': submitted,
  'dossier.lane-moved': laneMoved,
  'dossier.supplement-requested': supplementRequested,
  'dossier.ended': ended,
  'dossier.consent-asked': consentAsked,
  'population.correction-decided': correctionDecided,
  'civil-status.birth-notice-received': birthNoticeReceived,
  'eid.authenticator-added': authenticatorAdded,
  'eid.authenticator-revoked': authenticatorRevoked,
  'eid.account-locked': simple('eid.account-locked'),
  'eid.account-unlocked': simple('eid.account-unlocked'),
  'eid.account-recovered': simple('eid.account-recovered'),
  'eid.recovery-started': simple('eid.recovery-started'),
  'eid.password-guessed': simple('eid.password-guessed'),
  'eid.organisation-moved': organisationMoved,
  'eid.let-in-elsewhere': letInElsewhere,
  'eid.case-decided': caseDecided,
  'mandates.asked': mandateAsked,
  'mandates.given': bothSides('mandates.given'),
  'mandates.ended': bothSides('mandates.ended'),
  'openid.sign-in-asked': signInAsked,
  'openid.consent-given': consentGiven,
  'my-data.question-answered': simple('my-data.answered'),
  'linkage.run-finished': matchingFinished,
  'population.emergency-told': simple('population.emergency-read'),
}
