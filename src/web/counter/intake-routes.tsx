import { isId } from '../../kernel/ids.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { openIntake } from '../../public-services/counter/index.ts'
import { addPaper, answerWhole, declareWithoutPaper, readPaperFile, removePaper } from '../../public-services/dossier/index.ts'
import type { ReadAnswers } from '../../public-services/forms/index.ts'
import { feeOf } from '../citizen/index.ts'
import { errorsOf } from '../public/index.ts'
import { access, helpPage, idIn, purpose } from './frame.ts'
import { IntakePage, type Intake } from './intake.tsx'
import { counterStrings } from './strings.ts'

export const nameOf = ({ filing }: Pick<Intake, 'filing'>): string => ['requester', 'mother', 'father'].map((who) => filing.facts[`${who}.fullName`]?.value).find((name) => typeof name === 'string') ?? ''
export const personOf = (open: Intake) => ({ name: nameOf(open), caseId: open.caseId, until: open.draft.helpedUntil! })

interface Extra { readonly errors?: readonly FieldError[]; readonly shown?: ReadAnswers; readonly status?: number }

async function intakePage(ctx: Ctx, req: PageRequest, open: Intake, extra: Extra = {}): Promise<PageReply> {
  const errors = extra.errors ?? []
  const searched = req.form.get('_search')
  const screen = { title: open.service.name, screen: 'O-06', errors, back: { href: `/mc/phieu/${open.caseId}`, label: counterStrings.t(req.lang, 'dossier.back') }, path: `/mc/ho-so/${open.draft.draftId}` }
  const body = (
    <IntakePage open={open} shown={extra.shown} saved={req.query['luu'] !== undefined && errors.length === 0} wrong={errors.length} fee={feeOf(open.service, 'counter', ctx.today, open.filing)} today={ctx.today} lang={req.lang}
      {...(searched === '' ? {} : { search: { name: searched, query: req.form.get(`${searched}.query`), on: ctx.today } })} />
  )
  return helpPage(ctx, req, personOf(open), screen, body, extra.status ?? (errors.length > 0 ? 422 : undefined))
}

export const intakeRoute = pageRoute({
  method: 'GET', url: '/mc/ho-so/:draft', access, purpose,
  handler: async (ctx, req) => intakePage(ctx, req, await openIntake(ctx, idIn(req, 'draft'))),
})

/** Whatever is pressed, every right answer and every readable file is kept first; then the button's own work is done. */
export const saveIntakeRoute = pageRoute({
  method: 'POST', url: '/mc/ho-so/:draft', access, purpose, upload: { maxFiles: 10 },
  async handler(ctx, req) {
    const draftId = idIn(req, 'draft')
    const here = `/mc/ho-so/${draftId}`
    const [act = '', about = ''] = req.form.get('_do').split(':')
    await openIntake(ctx, draftId)
    const saved = await answerWhole(ctx, { draftId, body: req.form.raw })
    if (act === 'remove' && isId(about)) await removePaper(ctx, { draftId, paperId: about })
    if (act === 'without') await declareWithoutPaper(ctx, { draftId, item: about })
    for (const file of req.files) if (file.bytes.length > 0) await addPaper(ctx, { draftId, item: file.field.replace(/^file-/, ''), file })
    if (req.form.has('_search')) return intakePage(ctx, req, await openIntake(ctx, draftId), { shown: { ...saved.shown, errors: [] } })
    if (!saved.ok && act !== 'save' && act !== 'remove' && act !== 'without') return intakePage(ctx, req, await openIntake(ctx, draftId), { errors: saved.shown.errors, shown: saved.shown })
    // Saving half a form is no fault: what is wrong is said where it was typed, what is empty is asked again later.
    const typedWrong = saved.shown.errors.filter((each) => (saved.shown.typed[each.field] ?? '') !== '')
    if (typedWrong.length > 0) return intakePage(ctx, req, await openIntake(ctx, draftId), { errors: typedWrong, shown: { ...saved.shown, errors: typedWrong } })
    if (act === 'consent') {
      const open = await openIntake(ctx, draftId)
      const missing = open.missing.filter((each) => each.kind !== 'declaration').map((each) => ({ field: each.kind === 'paper' ? `file-${each.item}` : each.item, vi: each.says }))
      return missing.length > 0 ? intakePage(ctx, req, open, { errors: missing, shown: { values: {}, typed: saved.shown.typed, errors: missing } }) : { redirect: `${here}/dong-y` }
    }
    return { redirect: `${here}?luu=1` }
  },
  async onRefusal(ctx, req, refusal) {
    const dossierId = Object(refusal.data)['dossierId'] as unknown
    if (refusal.code === 'dossier.draft-sent' && typeof dossierId === 'string') return { redirect: `/mc/ho-so/${idIn(req, 'draft')}/dong-y` }
    // A file that cannot be opened undid the whole press: everything typed is shown again as it was.
    const typed = Object.fromEntries(Object.entries(req.form.raw).map(([name, values]) => [name, values.at(-1) ?? '']))
    const field = req.files.find((file) => file.bytes.length > 0)?.field
    const errors = errorsOf(refusal).map((error) => (error.field === 'file' && field ? { ...error, field } : error))
    return intakePage(ctx, req, await openIntake(ctx, idIn(req, 'draft')), { errors, shown: { values: {}, typed, errors: [] }, status: refusal.status })
  },
})

/** A scan of this draft, shown beside the form; logged. */
export const intakePaperRoute = pageRoute({
  method: 'GET', url: '/mc/ho-so/:draft/giay/:paper', access, purpose,
  async handler(ctx, req) {
    await openIntake(ctx, idIn(req, 'draft'))
    const { paper, bytes } = await readPaperFile(ctx, idIn(req, 'paper'))
    return { bytes, type: paper.mediaType, filename: paper.fileName, inline: true }
  },
})
