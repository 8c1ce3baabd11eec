import { isId, newId } from '../../kernel/ids.ts'
import { formatDateVi } from '../../kernel/plain-date.ts'
import type { FieldError, Refusal } from '../../kernel/refusal.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import type { Ctx } from '../../platform/index.ts'
import { askWish, carryOutWish, sendWishCode, wishByCode, wishOnPaper, type Wish, type WishAsked, type WishKind } from '../../public-services/counter/index.ts'
import type { Lang } from '../kit/index.ts'
import { demo, errorsOf } from '../public/index.ts'
import { ConsentPage, Slip, type Asking } from './consent.tsx'
import { access, helpPage, idIn, purpose } from './frame.ts'
import { refuse } from './refusals.ts'
import { counterStrings } from './strings.ts'

/** How a wish is named in addresses. */
const kinds: Readonly<Record<string, WishKind>> = { 'bo-sung': 'answer', 'dong-y': 'agree', rut: 'withdraw' }

function wishIn(req: PageRequest): Wish {
  const kind = kinds[req.params['what'] ?? ''] ?? refuse('web-counter.unknown')
  return { caseId: idIn(req, 'case'), kind, id: idIn(req, 'id') }
}
const hereOf = (req: PageRequest): string => `/mc/phieu/${idIn(req, 'case')}/xin/${req.params['what']}/${idIn(req, 'id')}`
const backOf = ({ caseId, kind, id }: Wish): string => ({ answer: `/mc/phieu/${caseId}/tra-loi/${id}`, agree: `/mc/phieu/${caseId}`, withdraw: `/mc/phieu/${caseId}/ho-so/${id}` })[kind]

function askingOf(req: PageRequest, asked: WishAsked, lang: Lang): Asking {
  const say = counterStrings.in(lang)
  const { kind } = asked.wish
  const here = hereOf(req)
  return {
    ways: asked, askAgain: false, lines: asked.lines, paths: { ladder: here, slip: `${here}/phieu`, carryOut: `${here}/gui`, back: backOf(asked.wish) },
    words: { title: say(`${kind}.title`), lines: say(`${kind}.lines`), carryOut: say(`${kind}.send`), own: say('wish.own'), back: say(kind === 'answer' ? 'answer.change' : 'wish.back'), slip: say(`${kind}.slip`) },
  }
}

async function wishPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const asked = await askWish(ctx, wishIn(req))
  const asking = askingOf(req, asked, req.lang)
  const code = req.method === 'POST' ? req.form.get('ma') : (req.query['ma'] ?? '')
  const typed = { method: req.form.get('cach'), slip: req.form.get('phieu'), witness: req.form.get('lam-chung') }
  const screen = { title: asking.words.title, screen: 'O-11', errors, back: { href: asking.paths.back, label: asking.words.back }, path: hereOf(req) }
  return helpPage(ctx, req, { name: asked.name, caseId: asked.wish.caseId, until: asked.until }, screen, <ConsentPage asking={asking} codeId={isId(code) ? code : undefined} typed={typed} demo={demo() !== null} lang={req.lang} />, status ?? (errors.length > 0 ? 422 : undefined))
}

/** Done meanwhile: back to where it shows. Changed after the consent: the question again. Else the sentence at its field. */
async function refused(ctx: Ctx, req: PageRequest, refusal: Refusal): Promise<PageReply> {
  const wish = wishIn(req)
  if (refusal.code === 'counter.answers-open') return { redirect: backOf(wish) }
  if (refusal.code === 'counter.answer-gone' || refusal.code === 'dossier.not-waiting-for-you' || refusal.code === 'dossier.too-late-to-withdraw') return { redirect: wish.kind === 'withdraw' ? backOf(wish) : `/mc/phieu/${wish.caseId}` }
  if (req.method === 'GET' || [403, 404].includes(refusal.status) || ['counter.case-over', 'counter.other-province', 'dossier.other-province'].includes(refusal.code)) throw refusal
  return wishPage(ctx, req, errorsOf(refusal), refusal.status)
}

const base = { access, purpose, onRefusal: refused } as const
const url = '/mc/phieu/:case/xin/:what/:id'

export const wishRoute = pageRoute({ method: 'GET', url, ...base, handler: (ctx, req) => wishPage(ctx, req) })

export const wishSendCodeRoute = pageRoute({
  method: 'POST', url: `${url}/gui-ma`, ...base,
  async handler(ctx, req) {
    const { codeId } = await sendWishCode(ctx, wishIn(req))
    return { redirect: `${hereOf(req)}?ma=${codeId}` }
  },
})

/** A wrong code is answered, not refused: the try must stay counted. */
export const wishCodeRoute = pageRoute({
  method: 'POST', url: `${url}/ma`, ...base,
  async handler(ctx, req) {
    const code = req.form.get('code').replace(/\D/g, '')
    const wrong = (key: 'consent.code-empty' | 'consent.code-wrong' | 'consent.code-ended') => wishPage(ctx, req, [{ field: 'code', vi: counterStrings.vi[key], en: counterStrings.en[key] }])
    if (code === '') return wrong('consent.code-empty')
    const outcome = await wishByCode(ctx, wishIn(req), { codeId: req.form.get('ma'), code })
    return outcome.ok ? { redirect: hereOf(req) } : wrong(`consent.code-${outcome.reason}`)
  },
})

export const wishPaperRoute = pageRoute({
  method: 'POST', url: `${url}/giay`, ...base, upload: { maxFiles: 1 },
  async handler(ctx, req) {
    const how = req.form.get('cach')
    if (how === '') return wishPage(ctx, req, [{ field: 'cach', vi: counterStrings.vi['consent.how'], en: counterStrings.en['consent.how'] }])
    await wishOnPaper(ctx, wishIn(req), { method: how === 'thumbprint' ? 'thumbprint' : 'signature', slip: req.form.get('phieu'), witnessPin: req.form.get('lam-chung'), file: req.files[0] })
    return { redirect: hereOf(req) }
  },
})

export const wishSlipRoute = pageRoute({
  method: 'GET', url: `${url}/phieu`, ...base,
  async handler(ctx, req) {
    const asked = await askWish(ctx, wishIn(req))
    const asking = askingOf(req, asked, req.lang)
    const screen = { title: asking.words.slip, screen: 'O-11-slip', back: { href: asking.paths.ladder, label: asking.words.title } }
    return helpPage(ctx, req, { name: asked.name, caseId: asked.wish.caseId, until: asked.until }, screen, <Slip asking={asking} day={formatDateVi(ctx.today)} lang={req.lang} />)
  },
})

export const carryOutRoute = pageRoute({
  method: 'POST', url: `${url}/gui`, ...base,
  async handler(ctx, req) {
    const wish = wishIn(req)
    const { dossierId } = await carryOutWish(ctx, { ...wish, commandId: req.commandId ?? newId() })
    // The dossier an agreement is for is somebody else's.
    return { redirect: wish.kind === 'agree' ? `/mc/phieu/${wish.caseId}?y-kien=1` : `/mc/phieu/${wish.caseId}/ho-so/${dossierId}` }
  },
})
