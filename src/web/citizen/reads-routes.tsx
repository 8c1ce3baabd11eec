import { accessesOf, askAboutAccess, ownAccessQuestions, proofOf, type AccessLine, type AccessPage, type ShownAccess } from '../../digital-citizen/my-data/index.ts'
import { isId } from '../../kernel/ids.ts'
import { formatInstantVi } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import { csvText } from '../kit/index.ts'
import { errorsOf, page } from '../public/index.ts'
import { dataStrings } from './data-strings.ts'
import { ownReads } from './purposes.ts'
import { AskAboutLook, concerns, Reads } from './reads.tsx'
import { refuse } from './refusals.ts'
import { RefusedPage } from './refused.tsx'

const access = { citizen: {} } as const

/** 'thang=2026-11' or 'ho-so=<id>', as the pages hand it on. */
function contextOf(text: string): { month?: string; dossierId?: string } {
  const asked = new URLSearchParams(text)
  const dossierId = asked.get('ho-so')
  const month = asked.get('thang')
  return dossierId && isId(dossierId) ? { dossierId } : month && /^\d{4}-\d{2}$/.test(month) ? { month } : {}
}

/** What goes into addresses again is made anew from what was understood: never what was sent. */
function contextText(req: PageRequest): string {
  const { month, dossierId } = contextOf(req.method === 'POST' ? req.form.get('nguon') : new URLSearchParams({ 'ho-so': req.query['ho-so'] ?? '', thang: req.query['thang'] ?? '' }).toString())
  return dossierId ? `ho-so=${dossierId}` : `thang=${month ?? ''}`
}
const pageOf = (ctx: Ctx, req: PageRequest, includeSearches = false): Promise<AccessPage> => accessesOf(ctx, { ...contextOf(contextText(req)), includeSearches, language: req.lang })

export const readsRoute = pageRoute({
  method: 'GET', url: '/luot-xem', access, purpose: ownReads,
  async handler(ctx, req) {
    const shown = await pageOf(ctx, req, req.query['tim'] !== undefined)
    const questions = await ownAccessQuestions(ctx)
    const asked = questions.find((question) => question.questionId === req.query['da-hoi'])
    const dossierId = contextOf(contextText(req)).dossierId ?? null
    const back = dossierId ? { href: `/ho-so/${dossierId}` } : { href: '/toi' }
    return page(req, { title: dataStrings.t(req.lang, 'reads.title'), screen: 'C-24', back }, <Reads page={shown} questions={questions} dossierId={dossierId} searchesShown={req.query['tim'] !== undefined} today={ctx.today} asked={asked && { code: asked.code, answerBy: asked.answerBy }} lang={req.lang} />)
  },
})

/** The list as a table for the person's own keeping, in the words of the page. */
export const readsDownloadRoute = pageRoute({
  method: 'GET', url: '/luot-xem/tai', access, purpose: ownReads,
  async handler(ctx, req) {
    const shown = await pageOf(ctx, req, true)
    const say = dataStrings.in(req.lang)
    const looks = shown.groups.flatMap((group) => group.lines.flatMap((line) => line.entries.map((entry) => ({ group, line, entry })))).sort((a, b) => b.entry.at.localeCompare(a.entry.at))
    const rows = looks.map(({ group, line, entry }) => [formatInstantVi(entry.at), line.unit, line.role, line.reason ?? '', line.basis ?? '', group.dossier?.code ?? '', entry.register, entry.fields.join(', '), entry.refused ? say('reads.refused') : '', entry.logId])
    const text = csvText([say('reads.when'), say('reads.unit'), say('reads.role'), say('reads.purpose'), say('reads.basis'), say('reads.dossier'), say('reads.register'), say('reads.fields'), say('reads.remark'), say('reads.look-code')], rows)
    return { bytes: Buffer.from(text), type: 'text/csv; charset=utf-8', filename: `luot-xem-${shown.month ?? 'ho-so'}.csv` }
  },
})

/** The proof that one look stands sealed in the log; whoever has the public key can check it without us. */
export const proofRoute = pageRoute({
  method: 'GET', url: '/luot-xem/:id/bang-chung', access, purpose: ownReads,
  async handler(ctx, req) {
    const id = lookOf(req)
    return { bytes: Buffer.from(JSON.stringify(await proofOf(ctx, id), null, 2)), type: 'application/json; charset=utf-8', filename: `bang-chung-${id}.json` }
  },
  onRefusal: async (_ctx, req, refusal) => page(req, { title: dataStrings.t(req.lang, 'reads.title'), screen: 'C-24-proof', path: '/luot-xem' }, <RefusedPage refusal={refusal} back="/luot-xem" lang={req.lang} />),
})

const lookOf = (req: PageRequest): string => (isId(req.params['id'] ?? '') ? req.params['id']! : refuse('citizen.read-unknown'))

async function askPage(ctx: Ctx, req: PageRequest, errors: readonly FieldError[] = []): Promise<PageReply> {
  const found = findLook(await pageOf(ctx, req, true), lookOf(req)) ?? refuse('citizen.read-unknown')
  const screen = { title: dataStrings.t(req.lang, 'ask.title'), screen: 'C-25', back: { href: `/luot-xem?${contextText(req)}` }, errors, nav: false }
  return page(req, screen, <AskAboutLook {...found} context={contextText(req)} typed={{ concern: req.method === 'GET' ? 'not-known' : req.form.get('concern'), note: req.form.get('note') }} lang={req.lang} />, errors.length > 0 ? 422 : 200)
}

function findLook(shown: AccessPage, logId: string): { entry: ShownAccess; line: AccessLine } | undefined {
  for (const line of shown.groups.flatMap((group) => group.lines)) {
    const entry = line.entries.find((each) => each.logId === logId)
    if (entry) return { entry, line }
  }
  return undefined
}

export const askRoute = pageRoute({ method: 'GET', url: '/luot-xem/:id/hoi', access, purpose: ownReads, handler: (ctx, req) => askPage(ctx, req) })

export const sendQuestionRoute = pageRoute({
  method: 'POST', url: '/luot-xem/:id/hoi', access, purpose: ownReads,
  async handler(ctx, req) {
    const concern = concerns.find((each) => each === req.form.get('concern'))
    if (!concern) return askPage(ctx, req, [{ field: 'concern', vi: dataStrings.vi['ask.choose'], en: dataStrings.en['ask.choose'] }])
    const question = await askAboutAccess(ctx, { logId: lookOf(req), concern, note: req.form.get('note') })
    return { redirect: `/luot-xem?${contextText(req)}&da-hoi=${question.questionId}` }
  },
  onRefusal: (ctx, req, refusal) => askPage(ctx, req, errorsOf(refusal)),
})
