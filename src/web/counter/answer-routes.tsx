import { isId } from '../../kernel/ids.ts'
import type { FieldError, Refusal } from '../../kernel/refusal.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { beginAnswer, openAnswer, readAnswerPaper, saveAnswer, type DeskAnswer } from '../../public-services/counter/index.ts'
import { errorsOf } from '../public/index.ts'
import { AnswerPage, paperSlots, pathOf } from './answer.tsx'
import { access, helpPage, idIn, purpose } from './frame.ts'
import { counterStrings } from './strings.ts'

const ids = (req: PageRequest) => ({ caseId: idIn(req, 'case'), answerId: idIn(req, 'answer') })

function answerPage(ctx: Ctx, req: PageRequest, found: DeskAnswer, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const back = { href: `/mc/phieu/${found.caseId}/ho-so/${found.row.dossierId}`, label: counterStrings.t(req.lang, 'answer.back') }
  const screen = { title: counterStrings.t(req.lang, 'answer.title'), screen: 'O-09', errors, back, path: pathOf(found) }
  const body = <AnswerPage found={found} errors={errors} saved={req.query['luu'] !== undefined && errors.length === 0} lang={req.lang} />
  return helpPage(ctx, req, { name: found.name, caseId: found.caseId, until: found.until }, screen, body, status ?? (errors.length > 0 ? 422 : undefined))
}

/** What still keeps the answer from being asked about, at its fields. */
function missingIn(found: DeskAnswer): FieldError[] {
  const { checked } = found.supplement
  if (checked.ok) return []
  const papers = checked.papersMissing.map((item) => {
    const paper = paperSlots(found).find((slot) => slot.item === item)?.label ?? item
    return { field: `file-${item}`, vi: counterStrings.t('vi', 'answer.paper-missing', { paper }), en: counterStrings.t('en', 'answer.paper-missing', { paper }) }
  })
  const note = checked.noteMissing ? [{ field: 'note', vi: counterStrings.vi['answer.note-missing'], en: counterStrings.en['answer.note-missing'] }] : []
  return [...checked.shown.errors, ...papers, ...note]
}

/** Sent meanwhile, here or on the person's own phone: the dossier says where it stands. */
const gone = new Set(['counter.answer-gone', 'dossier.not-waiting-for-you'])
async function refused(ctx: Ctx, req: PageRequest, refusal: Refusal): Promise<PageReply> {
  const dossierId = Object(refusal.data)['dossierId'] as unknown
  if (gone.has(refusal.code)) return { redirect: typeof dossierId === 'string' ? `/mc/phieu/${idIn(req, 'case')}/ho-so/${dossierId}` : `/mc/phieu/${idIn(req, 'case')}` }
  if (req.method === 'GET' || [403, 404].includes(refusal.status) || refusal.code === 'counter.case-over') throw refusal
  // A file that cannot be opened undid the press: what was typed is kept without it.
  const field = req.files.find((file) => file.bytes.length > 0)?.field
  await saveAnswer(ctx, { ...ids(req), body: req.form.raw })
  return answerPage(ctx, req, await openAnswer(ctx, ids(req)), errorsOf(refusal).map((error) => (error.field === 'file' && field ? { ...error, field } : error)), refusal.status)
}

export const beginAnswerRoute = pageRoute({
  method: 'POST', url: '/mc/phieu/:case/ho-so/:dossier/bo-sung', access, purpose,
  async handler(ctx, req) {
    const caseId = idIn(req, 'case')
    return { redirect: `/mc/phieu/${caseId}/tra-loi/${await beginAnswer(ctx, { caseId, dossierId: idIn(req, 'dossier'), lane: req.form.get('phan') })}` }
  },
  onRefusal: async (_ctx, req, refusal) => (gone.has(refusal.code) ? { redirect: `/mc/phieu/${idIn(req, 'case')}/ho-so/${idIn(req, 'dossier')}` } : Promise.reject(refusal)),
})

export const answerRoute = pageRoute({ method: 'GET', url: '/mc/phieu/:case/tra-loi/:answer', access, purpose, handler: async (ctx, req) => answerPage(ctx, req, await openAnswer(ctx, ids(req))), onRefusal: refused })

export const saveAnswerRoute = pageRoute({
  method: 'POST', url: '/mc/phieu/:case/tra-loi/:answer', access, purpose, upload: { maxFiles: 10 },
  async handler(ctx, req) {
    const [act = '', about = ''] = req.form.get('_do').split(':')
    const files = req.files.filter((file) => file.bytes.length > 0)
    await saveAnswer(ctx, { ...ids(req), body: req.form.raw, files, ...(act === 'remove' && isId(about) ? { remove: about } : {}) })
    const found = await openAnswer(ctx, ids(req))
    if (act !== 'consent') return { redirect: `${pathOf(found)}?luu=1` }
    const missing = missingIn(found)
    return missing.length > 0 ? answerPage(ctx, req, found, missing) : { redirect: `/mc/phieu/${found.caseId}/xin/bo-sung/${found.row.answerId}` }
  },
  onRefusal: refused,
})

/** A scan of this answer, shown beside the form; logged. */
export const answerPaperRoute = pageRoute({
  method: 'GET', url: '/mc/phieu/:case/tra-loi/:answer/giay/:paper', access, purpose,
  async handler(ctx, req) {
    const { paper, bytes } = await readAnswerPaper(ctx, { ...ids(req), paperId: idIn(req, 'paper') })
    return { bytes, type: paper.mediaType, filename: paper.fileName, inline: true }
  },
})
