import { readDocumentFile } from '../../foundations/documents/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { answerSupplement, addPaper, dropDraft, ownDossiers, ownDrafts, readOwnDossier, supplementOf, withdraw, type DossierView } from '../../public-services/dossier/index.ts'
import { helpOf, helpsOf } from '../../public-services/counter/index.ts'
import { legalItemsFor, type ItemModel } from '../../public-services/forms/index.ts'
import { representedBy } from '../../digital-citizen/wallet/index.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { errorsOf, page } from '../public/index.ts'
import { ownDocumentsIn } from './dossier-documents.ts'
import { dossierStrings } from './dossier-strings.ts'
import { Dossiers } from './dossiers.tsx'
import { flowStrings } from './flow-strings.ts'
import { Follow } from './follow.tsx'
import { idOf } from './ids.ts'
import { following, ownPapers, preparing } from './purposes.ts'
import { readsOfDossier } from './reads-of-dossier.ts'
import { refuse, refuseUnless } from './refusals.ts'
import { RefusedPage } from './refused.tsx'
import { Results } from './results.tsx'
import { Sent } from './sent.tsx'
import { ChooseLane, Supplement, Withdraw } from './supplement.tsx'

const access = { citizen: {} } as const
const me = (ctx: Ctx): string => (ctx.actor.kind === 'citizen' ? ctx.actor.personId : refuse('citizen.dossier-unknown'))
/** For whoever is acted for there is a list of its own. */
const listOf = (ctx: Ctx): string => (ctx.onBehalfOf === null ? '/ho-so' : '/lam-thay/ho-so')
const listBack = (ctx: Ctx, req: PageRequest) => ({ href: listOf(ctx), label: dossierStrings.t(req.lang, 'list.title') })
/** Whose papers and looks these are. */
const subject = (ctx: Ctx): string => ctx.onBehalfOf ?? me(ctx)
const viewBack = (view: DossierView) => ({ href: `/ho-so/${view.dossierId}` })

export const dossiersRoute = pageRoute({
  method: 'GET', url: '/ho-so', access, purpose: following,
  async handler(ctx, req) {
    const model = { drafts: (await ownDrafts(ctx)).filter((draft) => draft.answered > 0), dossiers: await ownDossiers(ctx), today: ctx.today }
    return page(req, { title: dossierStrings.t(req.lang, 'list.title'), screen: 'C-14' }, <Dossiers {...model} lang={req.lang} />)
  },
})

export const dropDraftRoute = pageRoute({
  method: 'POST', url: '/ho-so/nhap/xoa', access, acting: true, purpose: preparing,
  async handler(ctx, req) {
    await dropDraft(ctx, idOf({ params: { draft: req.form.get('draft') } }, 'draft'))
    return { redirect: listOf(ctx) }
  },
})

/** C-13, readable again at any time: it only reads. */
export const sentRoute = pageRoute({
  method: 'GET', url: '/ho-so/:id/da-gui', access, acting: true, purpose: following,
  async handler(ctx, req) {
    const view = await readOwnDossier(ctx, idOf(req, 'id'))
    const receipt = (await ownDocumentsIn(ctx, view.dossierId, subject(ctx))).find((each) => each.kind === 'receipt')
    const legalItems = legalItemsFor(view.service, view.filing).map((item) => ({ key: item.id, src: item.now }))
    return page(req, { title: flowStrings.t(req.lang, 'sent.title'), screen: 'C-13', legalItems, nav: false }, <Sent view={view} receipt={receipt} today={ctx.today} trackAddress={`${req.publicUrl}/tra-cuu?ma=${view.code}`} list={ctx.onBehalfOf === null ? '/toi' : '/lam-thay/ho-so'} lang={req.lang} />)
  },
})

export const followRoute = pageRoute({
  method: 'GET', url: '/ho-so/:id', access, acting: true, purpose: following,
  async handler(ctx, req) {
    const view = await readOwnDossier(ctx, idOf(req, 'id'))
    return page(req, { title: view.serviceName, screen: 'C-15', back: listBack(ctx, req) }, <Follow view={view} {...(ctx.onBehalfOf === null ? { reads: await readsOfDossier(ctx, view.dossierId), help: await helpOf(ctx, view.dossierId), laterHelps: await helpsOf(ctx, view.dossierId) } : {})} today={ctx.today} lang={req.lang} />)
  },
})

interface Answering {
  readonly items?: readonly ItemModel[]
  readonly papersMissing?: readonly string[]
  readonly errors?: readonly FieldError[]
}

async function supplementPage(ctx: Ctx, req: PageRequest, more: Answering = {}): Promise<PageReply> {
  const view = await readOwnDossier(ctx, idOf(req, 'id'))
  const waiting = view.lanes.filter((lane) => lane.status === 'supplement-requested' && lane.request)
  const asked = req.method === 'POST' ? req.form.get('phan') : req.query['phan']
  const lane = waiting.length === 1 ? waiting[0] : waiting.find((each) => each.lane === asked)
  const errors = more.errors ?? []
  const screen = { title: dossierStrings.t(req.lang, 'supplement.title'), screen: 'C-16', back: viewBack(view), errors, nav: false, path: `/ho-so/${view.dossierId}/bo-sung` }
  if (waiting.length === 0) return { redirect: `/ho-so/${view.dossierId}` }
  if (!lane) return page(req, screen, <ChooseLane view={view} lanes={waiting} lang={req.lang} />)
  const open = supplementOf(view, lane.lane)
  const items = more.items ?? open?.models ?? []
  const noteError = errors.find((error) => error.field === 'note')?.vi
  const note = { needed: open?.noteNeeded ?? false, typed: req.method === 'POST' ? req.form.get('note') : '', ...(noteError ? { error: noteError } : {}) }
  return page(req, screen, <Supplement view={view} lane={lane} items={items} note={note} papersMissing={more.papersMissing ?? []} command={req.commandId ?? newId()} lang={req.lang} />, errors.length + (more.papersMissing?.length ?? 0) > 0 ? 422 : 200)
}

export const supplementRoute = pageRoute({ method: 'GET', url: '/ho-so/:id/bo-sung', access: { citizen: { level: 2 } }, acting: true, purpose: following, handler: (ctx, req) => supplementPage(ctx, req) })

export const answerSupplementRoute = pageRoute({
  method: 'POST', url: '/ho-so/:id/bo-sung', access: { citizen: { level: 2 } }, acting: true, purpose: following,
  async handler(ctx, req) {
    const dossierId = idOf(req, 'id')
    const outcome = await answerSupplement(ctx, { dossierId, lane: req.form.get('phan'), body: req.form.raw, commandId: req.commandId ?? newId() })
    if (outcome.ok) return { redirect: `/ho-so/${dossierId}` }
    const noteError = outcome.noteMissing ? [{ field: 'note', vi: dossierStrings.vi['supplement.note-missing'], en: dossierStrings.en['supplement.note-missing'] }] : []
    return supplementPage(ctx, req, { items: outcome.items, papersMissing: outcome.papersMissing, errors: [...outcome.shown.errors, ...noteError] })
  },
  // Sent twice, or answered on another device: nothing waits any more, and the dossier says so.
  onRefusal: async (ctx, req, refusal) => (refusal.code === 'dossier.not-waiting-for-you' ? { redirect: `/ho-so/${idOf(req, 'id')}` } : supplementPage(ctx, req, { errors: errorsOf(refusal) })),
})

export const supplementFileRoute = pageRoute({
  method: 'POST', url: '/ho-so/:id/bo-sung/tep', access: { citizen: { level: 2 } }, acting: true, purpose: following, upload: { maxFiles: 1 },
  async handler(ctx, req) {
    const file = req.files[0]
    refuseUnless(file && file.bytes.length > 0, 'citizen.file-missing')
    await addPaper(ctx, { dossierId: idOf(req, 'id'), item: req.form.get('item'), file })
    return { redirect: `/ho-so/${idOf(req, 'id')}/bo-sung?phan=${encodeURIComponent(req.form.get('phan'))}` }
  },
  onRefusal: (ctx, req, refusal) => supplementPage(ctx, req, { errors: errorsOf(refusal).map((error) => ({ ...error, field: `file-${req.form.get('item')}` })) }),
})

export const withdrawPageRoute = pageRoute({
  method: 'GET', url: '/ho-so/:id/rut', access: { citizen: { level: 2 } }, acting: true, purpose: following,
  async handler(ctx, req) {
    const view = await readOwnDossier(ctx, idOf(req, 'id'))
    if (view.lanes.every((lane) => lane.outcome !== null)) return { redirect: `/ho-so/${view.dossierId}` }
    return page(req, { title: dossierStrings.t(req.lang, 'withdraw.title'), screen: 'C-15-withdraw', back: viewBack(view), nav: false }, <Withdraw view={view} command={newId()} lang={req.lang} />)
  },
})

export const withdrawRoute = pageRoute({
  method: 'POST', url: '/ho-so/:id/rut', access: { citizen: { level: 2 } }, acting: true, purpose: following,
  async handler(ctx, req) {
    await withdraw(ctx, { dossierId: idOf(req, 'id'), commandId: req.commandId ?? newId() })
    return { redirect: `/ho-so/${idOf(req, 'id')}` }
  },
  onRefusal: async (ctx, req, refusal) => (refusal.code === 'dossier.too-late-to-withdraw' ? { redirect: `/ho-so/${idOf(req, 'id')}` } : page(req, { title: refusal.vi, screen: 'C-15-refused', nav: false, path: '/ho-so' }, <RefusedPage refusal={refusal} back={listOf(ctx)} lang={req.lang} />)),
})

export const resultsRoute = pageRoute({
  method: 'GET', url: '/ho-so/:id/ket-qua', access, acting: true, purpose: following,
  async handler(ctx, req) {
    const view = await readOwnDossier(ctx, idOf(req, 'id'))
    return page(req, { title: dossierStrings.t(req.lang, 'result.title'), screen: 'C-17', back: viewBack(view) }, <Results view={view} documents={await ownDocumentsIn(ctx, view.dossierId, subject(ctx))} lang={req.lang} />)
  },
})

/** Whoever acts for another opens the papers of the filing their right reaches, and no others. */
async function actedPapers(ctx: Ctx, req: PageRequest): Promise<string[]> {
  const { dossierId } = await readOwnDossier(ctx, idOf(req, 'id'))
  refuseUnless((await ownDocumentsIn(ctx, dossierId, subject(ctx))).some((each) => each.documentId === req.params['paper']), 'citizen.paper-unknown')
  return [subject(ctx)]
}

/** A paper of the dossier as PDF: for its holder and for parents of the child it is about. */
export const dossierPaperRoute = pageRoute({
  method: 'GET', url: '/ho-so/:id/giay/:paper', access, acting: true, purpose: ownPapers,
  async handler(ctx, req) {
    const { document, bytes } = await readDocumentFile(ctx, idOf(req, 'paper'), ctx.onBehalfOf === null ? await representedBy(ctx.tx, me(ctx), ctx.today) : await actedPapers(ctx, req))
    return { bytes, type: 'application/pdf', filename: `${document.title}.pdf`, inline: true }
  },
  onRefusal: async (_ctx, req, refusal) => page(req, { title: refusal.vi, screen: 'C-17-wait', path: `/ho-so/${idOf(req, 'id')}` }, <RefusedPage refusal={refusal} back={`/ho-so/${idOf(req, 'id')}`} lang={req.lang} />),
})
