import { pageRoute, type PageRequest } from '../../platform/http/index.ts'
import { addPaper, declareWithoutPaper, openDraft, readPaperFile, removePaper } from '../../public-services/dossier/index.ts'
import { pageModel } from '../../public-services/forms/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { draftPath } from './draft-pages.tsx'
import { draftPage } from './draft-routes.tsx'
import { flowStrings } from './flow-strings.ts'
import { idOf } from './ids.ts'
import { PhotoPage } from './papers.tsx'
import { following, preparing } from './purposes.ts'
import { refuse, refuseUnless } from './refusals.ts'

const access = { citizen: { level: 2 } } as const
const pathOf = (req: PageRequest): string => draftPath(idOf(req, 'draft'), req.params['page'] ?? '')

/** The file is opened and judged at once; a poor photo leads to its page, a clear one straight back. */
export const uploadRoute = pageRoute({
  method: 'POST', url: '/ho-so/nhap/:draft/:page/tep', access, acting: true, purpose: preparing, upload: { maxFiles: 1 },
  async handler(ctx, req) {
    const item = req.form.get('item')
    const file = req.files[0]
    refuseUnless(file && file.bytes.length > 0, 'citizen.file-missing', { field: `file-${item}` })
    const { paperId, quality } = await addPaper(ctx, { draftId: idOf(req, 'draft'), item, file })
    return { redirect: quality.doubtful ? `${pathOf(req)}/anh/${paperId}` : pathOf(req) }
  },
  async onRefusal(ctx, req, refusal) {
    const open = await openDraft(ctx, idOf(req, 'draft'))
    const errors = errorsOf(refusal).map((error) => ({ ...error, field: `file-${req.form.get('item')}` }))
    return draftPage(ctx, req, open, req.params['page'] ?? '', { errors })
  },
})

export const photoRoute = pageRoute({
  method: 'GET', url: '/ho-so/nhap/:draft/:page/anh/:paper', access, acting: true, purpose: preparing,
  async handler(ctx, req) {
    const open = await openDraft(ctx, idOf(req, 'draft'))
    const file = open.papers.find((each) => each.paperId === req.params['paper']) ?? refuse('citizen.paper-unknown')
    const label = pageModel(open.service, open.filing, req.params['page'] ?? '')?.items.find((item) => item.id === file.item)?.label ?? ''
    return page(req, { title: flowStrings.t(req.lang, 'photo.title'), screen: 'C-09', back: { href: pathOf(req) }, nav: false }, <PhotoPage file={file} label={label} path={pathOf(req)} fields={{ item: file.item }} lang={req.lang} />)
  },
})

export const removePaperRoute = pageRoute({
  method: 'POST', url: '/ho-so/nhap/:draft/:page/bo', access, acting: true, purpose: preparing,
  async handler(ctx, req) {
    await removePaper(ctx, { draftId: idOf(req, 'draft'), paperId: req.form.get('paper') })
    return { redirect: pathOf(req) }
  },
})

export const withoutPaperRoute = pageRoute({
  method: 'POST', url: '/ho-so/nhap/:draft/:page/khong-co', access, acting: true, purpose: preparing,
  async handler(ctx, req) {
    await declareWithoutPaper(ctx, { draftId: idOf(req, 'draft'), item: req.form.get('item') })
    return { redirect: pathOf(req) }
  },
})

/** A file the citizen sent, shown to its owner. */
export const paperFileRoute = pageRoute({
  method: 'GET', url: '/ho-so/giay/:paper', access: { citizen: {} }, acting: true, purpose: following,
  async handler(ctx, req) {
    const { paper, bytes } = await readPaperFile(ctx, idOf(req, 'paper'))
    return { bytes, type: paper.mediaType, filename: paper.fileName, inline: true }
  },
})
