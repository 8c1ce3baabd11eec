import { newId } from '../../kernel/ids.ts'
import type { FieldError, Refusal } from '../../kernel/refusal.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { caseOfDossier, deniedHelp, denyHelp, dossierAtDesk, handOver, printPaper, type DenialShown } from '../../public-services/counter/index.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import { DataTable, EmptyState, type Lang } from '../kit/index.ts'
import { workPage } from '../officer/index.ts'
import { errorsOf } from '../public/index.ts'
import { Dossier } from './dossier.tsx'
import { access, helpPage, idIn, purpose } from './frame.ts'
import { counterStrings } from './strings.ts'

const hereOf = (req: PageRequest): string => `/mc/phieu/${idIn(req, 'case')}/ho-so/${idIn(req, 'dossier')}`

async function dossierPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const found = await dossierAtDesk(ctx, { caseId: idIn(req, 'case'), dossierId: idIn(req, 'dossier') })
  const typed = { document: req.form.get('giay'), method: req.form.get('cach'), witness: req.form.get('lam-chung'), words: req.form.get('loi') }
  const fresh = req.query['moi'] !== undefined
  const screen = { title: found.summary.code, screen: fresh ? 'O-10' : 'O-18', errors, back: { href: `/mc/phieu/${found.caseId}`, label: counterStrings.t(req.lang, 'dossier.back') }, path: hereOf(req) }
  return helpPage(ctx, req, { name: found.name, caseId: found.caseId, until: found.until }, screen, <Dossier found={found} fresh={fresh} trackAddress={`${req.publicUrl}/tra-cuu?ma=${found.summary.code}`} typed={typed} today={ctx.today} lang={req.lang} />, status)
}

const refused = (ctx: Ctx, req: PageRequest, refusal: Refusal): Promise<PageReply> => {
  if ([403, 404].includes(refusal.status) || refusal.code === 'counter.case-over') throw refusal
  return dossierPage(ctx, req, errorsOf(refusal), refusal.status)
}

export const dossierRoute = pageRoute({ method: 'GET', url: '/mc/phieu/:case/ho-so/:dossier', access, purpose, handler: (ctx, req) => dossierPage(ctx, req) })

/** Where filing leads, whoever pressed: the dossier in the case of the person who stands there. */
export const filedRoute = pageRoute({
  method: 'GET', url: '/mc/da-nhan/:dossier', access, purpose,
  async handler(ctx, req) {
    const dossierId = idIn(req, 'dossier')
    return { redirect: `/mc/phieu/${await caseOfDossier(ctx, dossierId)}/ho-so/${dossierId}?moi=1` }
  },
})

export const printRoute = pageRoute({
  method: 'GET', url: '/mc/phieu/:case/ho-so/:dossier/in/:document', access, purpose,
  async handler(ctx, req) {
    const { title, bytes } = await printPaper(ctx, { caseId: idIn(req, 'case'), dossierId: idIn(req, 'dossier'), documentId: idIn(req, 'document') })
    return { bytes, type: 'application/pdf', filename: `${title}.pdf`, inline: true }
  },
  onRefusal: async (_ctx, req, refusal) => (refusal.code === 'documents.not-ready' ? { redirect: hereOf(req) } : Promise.reject(refusal)),
})

export const giveRoute = pageRoute({
  method: 'POST', url: '/mc/phieu/:case/ho-so/:dossier/trao', access, purpose, upload: { maxFiles: 1 },
  async handler(ctx, req) {
    if (req.form.get('cach') === '') return dossierPage(ctx, req, [{ field: 'cach', vi: counterStrings.vi['dossier.signed'], en: counterStrings.en['dossier.signed'] }], 422)
    await handOver(ctx, {
      caseId: idIn(req, 'case'), dossierId: idIn(req, 'dossier'), documentId: req.form.get('giay'), signedBy: req.form.get('cach') === 'thumbprint' ? 'thumbprint' : 'signature', witnessPin: req.form.get('lam-chung'), file: req.files[0],
    })
    return { redirect: hereOf(req) }
  },
  onRefusal: refused,
})

export const denyRoute = pageRoute({
  method: 'POST', url: '/mc/phieu/:case/ho-so/:dossier/khong-nho', access, purpose,
  async handler(ctx, req) {
    await dossierAtDesk(ctx, { caseId: idIn(req, 'case'), dossierId: idIn(req, 'dossier') })
    await denyHelp(ctx, { dossierId: idIn(req, 'dossier'), words: req.form.get('loi'), commandId: req.commandId ?? newId() })
    return { redirect: hereOf(req) }
  },
  onRefusal: refused,
})

/** For whoever protects data: what people of the area never asked for. */
export function Denials(props: { rows: readonly DenialShown[]; lang: Lang }) {
  const say = counterStrings.in(props.lang)
  return (
    <>
      <h1>{say('denials.heading')}</h1>
      <p class="lead">{say('denials.lead')}</p>
      <DataTable caption={say('denials.title')} captionHidden rows={props.rows} empty={<EmptyState title={say('denials.empty')}><p>{say('denials.empty-text')}</p></EmptyState>} columns={[
        { header: say('denials.code'), rowHeader: true, cell: (row) => <span class="dossier-code">{row.code}</span> },
        { header: say('denials.unit'), cell: (row) => row.unit },
        { header: say('denials.when'), cell: (row) => formatInstantVi(row.saidAt) },
        { header: say('denials.by'), cell: (row) => say(`denials.${row.saidBy}`) },
        { header: say('denials.stopped'), cell: (row) => String(row.withdrawn) },
        { header: say('denials.words'), cell: (row) => row.words ?? '–' },
      ]} />
    </>
  )
}

export const denialsRoute = pageRoute({
  method: 'GET', url: '/lam-viec/khong-nho', access: { officer: ['security-officer'] }, purpose: { code: 'help-denied', basis: 'Luật 91/2025/QH15', text: 'Xem lời báo «không phải tôi nhờ»' },
  handler: async (ctx, req) => workPage(ctx, req, { title: counterStrings.t(req.lang, 'denials.title'), screen: 'O-denials' }, <Denials rows={await deniedHelp(ctx)} lang={req.lang} />),
})
