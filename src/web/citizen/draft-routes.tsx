import { maskPhone, ownAccount, requestSigningCode, signWithCode } from '../../foundations/eid/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { groupPin } from '../../kernel/personal-number.ts'
import type { FieldError, Refusal } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { answerPage, documentToSign, findService, openDraft, submitDossier, type OpenDraft } from '../../public-services/dossier/index.ts'
import { pageModel, type PageModel, type ReadAnswers } from '../../public-services/forms/index.ts'
import { demo, page } from '../public/index.ts'
import { ActingStopped, typedOn } from './acting-stopped.tsx'
import { CheckPage, SignPage } from './check-and-sign.tsx'
import { AskPage, draftPath, KnownPage, pathOfPage } from './draft-pages.tsx'
import { feeOf } from './fees.ts'
import { flowStrings } from './flow-strings.ts'
import { idOf } from './ids.ts'
import { PapersPage } from './papers.tsx'
import { preparing } from './purposes.ts'
import { refuse } from './refusals.ts'
import { RefusedPage } from './refused.tsx'
import { legalItemsOf } from './start.tsx'

const access = { citizen: { level: 2 } } as const
const draftOf = (req: PageRequest): string => idOf(req, 'draft')
const fromCheck = (req: PageRequest): boolean => req.query['ve'] !== undefined || req.form.has('ve')

interface Extra {
  readonly errors?: readonly FieldError[]
  readonly shown?: ReadAnswers
  readonly revealed?: Readonly<Record<string, string>>
  readonly status?: number
}

/** Any page of the walk between "Bắt đầu" and "Đã gửi", as it stands for this draft now. */
export async function draftPage(ctx: Ctx, req: PageRequest, open: OpenDraft, pageId: string, extra: Extra = {}): Promise<PageReply> {
  const model = pageModel(open.service, open.filing, pageId, extra.shown)
  if (pageId === 'start' || pageId === 'sent' || !model) return { redirect: pageId === 'start' ? pathOfPage(open, 'start') : draftPath(open.draft.draftId, 'check') }
  const back = { href: fromCheck(req) ? draftPath(open.draft.draftId, 'check') : pathOfPage(open, model.before ?? 'start') }
  const errors = extra.errors ?? []
  const screen = { title: model.title, screen: model.screen, back, errors, legalItems: legalItemsOf(open), nav: false, path: draftPath(open.draft.draftId, pageId) }
  const status = extra.status ?? (errors.length > 0 ? 422 : 200)
  const fee = feeOf(open.service, 'online', ctx.today, open.filing)
  if (pageId === 'check') return page(req, screen, <CheckPage open={open} fee={fee} today={ctx.today} pressed={extra.status === 422} lang={req.lang} />, status)
  if (model.screen === 'C-11') return signPage(ctx, req, open, model, errors, status)
  if (model.screen === 'C-08') return page(req, screen, <PapersPage open={open} model={model} fromCheck={fromCheck(req)} lang={req.lang} />, status)
  const props = { open, model, fromCheck: fromCheck(req), feeWords: fee.words, lang: req.lang, ...(extra.revealed ? { revealed: extra.revealed } : {}), ...(req.form.has('_search') ? { search: { name: req.form.get('_search'), query: req.form.get(`${req.form.get('_search')}.query`), on: ctx.today } } : {}) }
  return page(req, screen, model.screen === 'C-06' ? <KnownPage {...props} /> : <AskPage {...props} />, status)
}

async function signPage(ctx: Ctx, req: PageRequest, open: OpenDraft, model: PageModel, errors: readonly FieldError[], status: number): Promise<PageReply> {
  const { account, authenticators } = await ownAccount(ctx)
  const asked = req.method === 'POST' ? req.form.get('ma') : (req.query['ma'] ?? '')
  const hasPasskey = authenticators.some((each) => each.kind === 'passkey')
  const sent = isId(asked) ? { challengeId: asked, to: account.phone ? maskPhone(account.phone) : (account.email ?? '').replace(/^(.{0,2})[^@]*/, '$1***') } : undefined
  const declared = model.items.some((item) => item.kind === 'input' && item.input === 'declaration' && (req.form.get(item.id) !== '' || (open.filing.answers[item.id] ?? '') !== ''))
  const screen = { title: model.title, screen: 'C-11', back: { href: draftPath(open.draft.draftId, 'check') }, errors, legalItems: legalItemsOf(open), nav: false, scripts: hasPasskey ? ['passkey'] : [], path: draftPath(open.draft.draftId, model.id) }
  return page(req, screen, <SignPage open={open} model={model} command={req.commandId ?? newId()} declared={declared} hasPasskey={hasPasskey} sent={sent} demo={demo() !== null} csrf={req.csrfToken} lang={req.lang} />, status)
}

/** Where what was put down for later is found again. */
const savedFor = (ctx: Ctx): string => (ctx.onBehalfOf === null ? '/toi?luu=1' : '/lam-thay/ho-so?luu=1')

/** A draft that was sent meanwhile leads to its receipt: the same press twice, or the other device, gives the same page. */
export async function draftRefused(ctx: Ctx, req: PageRequest, refusal: Refusal): Promise<PageReply> {
  const dossierId = Object(refusal.data)['dossierId'] as unknown
  if (refusal.code === 'dossier.draft-sent' && typeof dossierId === 'string') return { redirect: `/ho-so/${dossierId}/da-gui` }
  if (refusal.code === 'dossier.acting-ended' || refusal.code === 'dossier.acting-paused') return actingStopped(ctx, req, refusal)
  const draftId = req.params['draft'] ?? ''
  if (refusal.code === 'dossier.not-complete' || refusal.code === 'dossier.signature-missing') return draftPage(ctx, req, await openDraft(ctx, draftId), 'check', { status: 422 })
  return page(req, { title: refusal.vi, screen: 'C-11-refused', back: { href: draftPath(draftId, 'check') }, nav: false, path: draftPath(draftId, 'check') }, <RefusedPage refusal={refusal} back={draftPath(draftId, 'check')} lang={req.lang} />)
}

/** Said at once, with all that was just typed: it is not saved for a person whose permission is over, and it is not lost to the one who typed it. */
async function actingStopped(ctx: Ctx, req: PageRequest, refusal: Refusal): Promise<PageReply> {
  const service = findService(String(Object(refusal.data)['service']), ctx.today)?.service
  return page(req, { title: refusal.vi, screen: 'C-30-stopped', nav: false, path: '/lam-thay' }, <ActingStopped refusal={refusal} typed={service ? typedOn(service, req.form.raw) : []} lang={req.lang} />)
}

export const draftRoute = pageRoute({
  method: 'GET', url: '/ho-so/nhap/:draft/:page', access, acting: true, purpose: preparing,
  handler: async (ctx, req) => draftPage(ctx, req, await openDraft(ctx, draftOf(req)), req.params['page'] ?? ''),
  onRefusal: draftRefused,
})

export const answerRoute = pageRoute({
  method: 'POST', url: '/ho-so/nhap/:draft/:page', access, acting: true, purpose: preparing,
  async handler(ctx, req) {
    const draftId = draftOf(req)
    const pageId = req.params['page'] ?? ''
    if (pageId === 'check') return leaveCheck(ctx, req, draftId)
    const outcome = await answerPage(ctx, { draftId, page: pageId, body: req.form.raw })
    if (req.form.has('_later')) return { redirect: savedFor(ctx) }
    if (req.form.has('_search')) return draftPage(ctx, req, await openDraft(ctx, draftId), pageId, { shown: { values: {}, errors: [], typed: typedOf(req) } })
    // After the declaration there is nothing left to ask: this page is the one that signs.
    const signs = outcome.ok ? outcome.next === 'sent' || outcome.next === 'fee' : outcome.page.screen === 'C-11'
    if (signs && (req.form.has('_new') || !isId(req.form.get('ma')))) return sendCode(ctx, draftId, pageId)
    if (!outcome.ok) return draftPage(ctx, req, outcome.open, pageId, { errors: outcome.shown.errors, shown: outcome.shown })
    if (signs) return signAndSend(ctx, req, draftId, pageId)
    return { redirect: draftPath(draftId, fromCheck(req) ? 'check' : outcome.next) }
  },
  onRefusal: draftRefused,
})

const typedOf = (req: PageRequest): Record<string, string> => Object.fromEntries(Object.entries(req.form.raw).map(([name, values]) => [name, values.at(-1) ?? '']))

/** Leaving C-10: nothing may be missing, and the code that will sign is sent on the way, so that signing is one page. */
async function leaveCheck(ctx: Ctx, req: PageRequest, draftId: string): Promise<PageReply> {
  if (req.form.has('_later')) return { redirect: savedFor(ctx) }
  const open = await openDraft(ctx, draftId)
  if (open.missing.some((each) => each.kind !== 'declaration')) return draftPage(ctx, req, open, 'check', { status: 422 })
  const declare = open.pages.find((each) => each.screen === 'C-11')?.id ?? refuse('citizen.draft-unknown')
  const { account, authenticators } = await ownAccount(ctx)
  if (authenticators.some((each) => each.kind === 'passkey') || (account.phone === null && account.email === null)) return { redirect: draftPath(draftId, declare) }
  return sendCode(ctx, draftId, declare)
}

async function sendCode(ctx: Ctx, draftId: string, pageId: string): Promise<PageReply> {
  const { hash, title } = await documentToSign(ctx, draftId)
  const { challengeId } = await requestSigningCode(ctx, { documentHash: hash, what: title })
  return { redirect: `${draftPath(draftId, pageId)}?ma=${challengeId}` }
}

/** A wrong code is answered, not refused: the try must stay counted. The declaration was saved by the caller in the same transaction. */
async function signAndSend(ctx: Ctx, req: PageRequest, draftId: string, pageId: string): Promise<PageReply> {
  const code = req.form.get('code').replace(/\D/g, '')
  const wrong = async (key: 'sign.empty' | 'sign.wrong' | 'sign.ended'): Promise<PageReply> =>
    draftPage(ctx, req, await openDraft(ctx, draftId), pageId, { errors: [{ field: 'code', vi: flowStrings.vi[key], en: flowStrings.en[key] }] })
  if (code === '') return wrong('sign.empty')
  const { hash } = await documentToSign(ctx, draftId)
  const signed = await signWithCode(ctx, { challengeId: req.form.get('ma'), code, documentHash: hash })
  if (!signed.ok) return wrong(`sign.${signed.reason}`)
  const { dossierId } = await submitDossier(ctx, { draftId, commandId: req.commandId ?? newId(), evidence: signed.evidence })
  return { redirect: `/ho-so/${dossierId}/da-gui` }
}

/** "Hiện": a logged act. The script gets the number alone, the plain form gets the page with the number in it. */
export const revealRoute = pageRoute({
  method: 'POST', url: '/ho-so/nhap/:draft/:page/hien', access, acting: true, purpose: preparing,
  async handler(ctx, req) {
    const open = await openDraft(ctx, draftOf(req))
    const path = req.form.get('f')
    const line = pageModel(open.service, open.filing, req.params['page'] ?? '')?.items.flatMap((item) => (item.kind === 'facts' ? item.lines : [])).find((each) => each.path === path && each.masked)
    if (!line) return refuse('citizen.fact-unknown')
    const personId = open.filing.facts[`${path.split('.')[0]!}.personId`]?.value
    ctx.logRead({ kind: 'open', register: 'population', subjects: [typeof personId === 'string' ? personId : open.draft.ownerId], fields: [path.split('.').at(-1)!] })
    const value = groupPin(line.text)
    if (req.header('accept')?.includes('application/json')) return { json: { value } }
    return draftPage(ctx, req, open, req.params['page'] ?? '', { revealed: { [path]: value } })
  },
})

/** What somebody gets who reloads or is sent back to an address that only takes posts. */
export const backToDraftRoute = pageRoute({ method: 'GET', url: '/ho-so/nhap/:draft/:page/hien', access, acting: true, purpose: preparing, handler: async (_ctx, req) => ({ redirect: draftPath(draftOf(req), encodeURIComponent(req.params['page'] ?? 'check')) }) })
