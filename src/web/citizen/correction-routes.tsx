import { openCorrectionCase, ownCorrections, readCorrection } from '../../foundations/population/index.ts'
import { householdOf } from '../../foundations/residence/index.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { maskPin } from '../../kernel/personal-number.ts'
import { parseDateVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { nfc, tidySpaces } from '../../kernel/vietnamese-text.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { findService, openDraft } from '../../public-services/dossier/index.ts'
import { pageModel, type FactsModel } from '../../public-services/forms/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { OwnCorrections, ReportWrong, Reported, reasons } from './corrections.tsx'
import { dataStrings } from './data-strings.ts'
import { ownClaims } from './own-claims.ts'
import { labelOfField, ofMine, ownFacts } from './own-facts.ts'
import { correcting } from './purposes.ts'
import { refuse } from './refusals.ts'

const access = { citizen: {} } as const
const longest = 300
/** Fields with a procedure of their own when life has changed. */
const procedureOf: Readonly<Record<string, string>> = { permanentResidence: 'thuong-tru', currentResidence: 'thuong-tru', household: 'thuong-tru', relationToHead: 'thuong-tru', temporaryResidence: 'tam-tru', address: 'thuong-tru' }
/** Only of the person's own facts: a change in somebody else's life is for that one to tell. */
function slugFor(field: string): string | undefined {
  const [subject = '', ...rest] = field.split('.')
  return rest.length === 0 ? procedureOf[subject] : ofMine.has(subject) ? procedureOf[rest.at(-1)!] : undefined
}

interface Shown {
  readonly card: FactsModel
  /** Whose fact it is. */
  readonly personId: string
  readonly draftId: string | null
}

const draftIdOf = (req: PageRequest): string | null => {
  const id = req.method === 'POST' ? req.form.get('ban') : (req.query['ban'] ?? '')
  return isId(id) ? id : null
}

/** The card as it was shown: in a draft, among one's own data, or the household. */
async function shownCard(ctx: Ctx, req: PageRequest): Promise<Shown> {
  const me = ctx.actor.kind === 'citizen' ? ctx.actor.personId : refuse('citizen.fact-unknown')
  const id = req.params['muc'] ?? ''
  const draftId = draftIdOf(req)
  if (draftId) {
    const open = await openDraft(ctx, draftId)
    const card = open.pages.flatMap((each) => pageModel(open.service, open.filing, each.id)?.items ?? []).find((item): item is FactsModel => item.kind === 'facts' && item.id === id)
    const owner = open.filing.facts[`${id}.personId`]?.value
    return card ? { card, personId: typeof owner === 'string' ? owner : me, draftId } : refuse('citizen.fact-unknown')
  }
  if (id === 'household') return { card: await householdCard(ctx, me, req), personId: me, draftId: null }
  const card = (id.startsWith('danh-sach-') ? await ownClaims(ctx, me, req.lang) : await ownFacts(ctx, me, req.lang)).find((each) => each.id === id)
  return card ? { card, personId: me, draftId: null } : refuse('citizen.fact-unknown')
}

async function householdCard(ctx: Ctx, me: string, req: PageRequest): Promise<FactsModel> {
  const home = (await householdOf(ctx, me)) ?? refuse('citizen.fact-unknown')
  return { kind: 'facts', id: 'household', label: labelOfField('household', req.lang), src: 'known', source: '', pending: false, lines: [{ path: 'household', label: labelOfField('household', req.lang), text: `${home.address.text}: ${home.members.map((member) => member.fullName).join(', ')}`, masked: false, pending: false }] }
}

async function reportPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = []): Promise<PageReply> {
  const { card, draftId } = await shownCard(ctx, req)
  const typed = { which: req.form.get('which'), why: req.form.get('why'), claimed: req.form.get('claimed'), note: req.form.get('note') }
  const back = { href: draftId ? `/ho-so/nhap/${draftId}/known` : card.id === 'household' ? '/ho' : '/du-lieu' }
  return page(req, { title: dataStrings.t(req.lang, 'wrong.title'), screen: 'C-27', back, errors, nav: false }, <ReportWrong card={card} action={`/bao-sai/${card.id}`} command={req.commandId ?? newId()} draftId={draftId} typed={typed} lang={req.lang} />, errors.length > 0 ? 422 : 200)
}

export const reportRoute = pageRoute({ method: 'GET', url: '/bao-sai/:muc', access, purpose: correcting, handler: (ctx, req) => reportPage(ctx, req) })

const fault = (field: string, key: 'wrong.choose-which' | 'wrong.choose-why' | 'wrong.need-claimed' | 'wrong.long' | 'wrong.no-such-day'): FieldError => ({ field, vi: dataStrings.vi[key], en: dataStrings.en[key] })

const isDate = (text: string): boolean => /^\d{2}\/\d{2}\/\d{4}$/.test(text)
/** Words ('sớm hơn một ngày') are for the officer to read; numbers must be a day of the calendar. */
const looksLikeDate = (text: string): boolean => /^[\d\s./-]+$/.test(text)

export const sendReportRoute = pageRoute({
  method: 'POST', url: '/bao-sai/:muc', access, purpose: correcting,
  async handler(ctx, req) {
    const { card, personId, draftId } = await shownCard(ctx, req)
    const line = card.lines.find((each) => each.path === req.form.get('which'))
    const reason = reasons.find((each) => each === req.form.get('why'))
    const claimed = tidySpaces(nfc(req.form.get('claimed')))
    const note = tidySpaces(nfc(req.form.get('note')))
    const errors = [
      ...(line ? [] : [fault('which', 'wrong.choose-which')]), ...(reason ? [] : [fault('why', 'wrong.choose-why')]), ...(claimed === '' && reason !== 'not-me' ? [fault('claimed', 'wrong.need-claimed')] : []),
      ...(line && isDate(line.text) && looksLikeDate(claimed) && parseDateVi(claimed) === null ? [fault('claimed', 'wrong.no-such-day')] : []),
      ...(claimed.length > longest ? [fault('claimed', 'wrong.long')] : []), ...(note.length > longest ? [fault('note', 'wrong.long')] : []),
    ]
    if (!line || !reason || errors.length > 0) return reportPage(ctx, req, errors)
    const [subject, field] = line.path.includes('.') ? [line.path.split('.')[0]!, line.path.split('.').at(-1)!] : ['', line.path]
    // What no person register owns (a notice of birth, a marriage) is named in full.
    const ofPerson = ['', 'mother', 'father', 'requester', 'member'].includes(subject)
    // Whose list says so is said with the value: the register has no such fact.
    const shown = line.masked ? maskPin(line.text) : subject === 'list' ? `${line.text} (${card.label}, ${card.source})` : line.text
    const opened = await openCorrectionCase(ctx, {
      personId, field: ofPerson ? field : line.path, shown, claimed: claimed === '' ? null : claimed, reason, note: note === '' ? null : note, commandId: req.commandId ?? newId(),
    })
    return { redirect: `/bao-sai/xong/${opened.caseId}${draftId ? `?ban=${draftId}` : ''}` }
  },
  onRefusal: (ctx, req, refusal) => reportPage(ctx, req, errorsOf(refusal)),
})

export const reportedRoute = pageRoute({
  method: 'GET', url: '/bao-sai/xong/:id', access, purpose: correcting,
  async handler(ctx, req) {
    const id = req.params['id'] ?? ''
    const reported = await readCorrection(ctx, isId(id) ? id : refuse('citizen.fact-unknown'))
    const slug = slugFor(reported.field)
    const service = slug === undefined ? undefined : findService(slug, ctx.today)?.service
    return page(req, { title: dataStrings.t(req.lang, 'done.title'), screen: 'C-27-done', nav: false }, <Reported reported={reported} draftId={draftIdOf(req)} procedure={service ? { slug: service.slug, name: service.name } : null} lang={req.lang} />)
  },
})

export const correctionsRoute = pageRoute({
  method: 'GET', url: '/bao-sai', access, purpose: correcting,
  handler: async (ctx, req) => page(req, { title: dataStrings.t(req.lang, 'cases.title'), screen: 'C-27-list', back: { href: '/cai-dat' } }, <OwnCorrections cases={await ownCorrections(ctx)} lang={req.lang} />),
})
