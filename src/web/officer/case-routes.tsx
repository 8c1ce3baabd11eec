import { isId, newId } from '../../kernel/ids.ts'
import { addMilliseconds } from '../../kernel/plain-date.ts'
import type { FieldError } from '../../kernel/refusal.ts'
import type { Ctx, Instant, OfficerActor, Purpose } from '../../platform/index.ts'
import { pageRoute, type PageReply, type PageRequest } from '../../platform/http/index.ts'
import type { ExitName } from '../../public-services/catalogue/index.ts'
import { allowAskingAgain, checkItem, claimLane, openCase, readPaperFile, takeExit, type OfficerCase } from '../../public-services/dossier/index.ts'
import { errorsOf } from '../public/index.ts'
import { changedPage } from './after.tsx'
import { CaseReview, signsAfterCheck } from './case.tsx'
import { markField, type Marks } from './case-parts.tsx'
import { caseStrings } from './case-strings.ts'
import { needsPage } from './case-words.ts'
import { ApprovePage, AskPage, RefusePage, type DecideModel } from './decide.tsx'
import { workers, workPage } from './frame.ts'
import { knownAlready } from './known-already.tsx'
import { refuse } from './refusals.ts'

export const workPurpose: Purpose = { code: 'dossier', basis: 'NĐ 118/2025/NĐ-CP', text: 'Giải quyết hồ sơ' }
/** A soft claim frees itself after so long without work (ux.md §3.15). */
const claimHolds = 30 * 60_000

const laneOf = (req: PageRequest): string => (isId(req.params['lane'] ?? '') ? req.params['lane']! : refuse('officer.dossier-unknown'))

export const caseRoute = pageRoute({
  method: 'GET', url: '/lam-viec/ho-so/:lane', access: { officer: workers }, purpose: workPurpose,
  async handler(ctx, req) {
    const found = await openCase(ctx, laneOf(req))
    const heldSince = heldByColleague(ctx, found)
    if (heldSince === null && found.exits.length > 0) await claimLane(ctx, found.lane.laneId)
    return casePage(ctx, req, found)
  },
})

/** One form for looking and deciding: marks are kept whatever button is pressed, then the button's own work is done. */
export const decideRoute = pageRoute({
  method: 'POST', url: '/lam-viec/ho-so/:lane', access: { officer: workers }, purpose: workPurpose, repeats: ['defects'],
  async handler(ctx, req) {
    const laneId = laneOf(req)
    const button = req.form.get('_exit')
    const found = await openCase(ctx, laneId)
    await keepMarks(ctx, req, found)
    if (button === '' || button === 'save') return { redirect: '/lam-viec' }
    const exit = button.replace(/^preview-/, '') as ExitName
    const version = req.form.whole('version')
    if (!found.exits.includes(exit)) return refuse(found.lane.version === version ? 'officer.exit-unknown' : 'officer.changed')
    if (needsPage.includes(exit) && (req.form.get('_sure') === '' || button !== exit)) return decidePage(ctx, req, found, exit)
    if (exit === 'ok' && asksSomething(found, marksOf(req, found))) return refuse('officer.asks-open')
    const done = await takeExit(ctx, {
      laneId, version, exit, commandId: req.commandId ?? newId(), note: req.form.get('note'), words: req.form.get('words'),
      ...(exit === 'defects' ? { defects: req.form.all('defects') } : {}), ...(exit === 'refuse' ? { ground: req.form.get('ground') } : {}),
    })
    return { redirect: `/lam-viec/xong/${done.dossierId}?viec=${exit}&phan=${laneId}` }
  },
  async onRefusal(ctx, req, refusal) {
    const laneId = laneOf(req)
    const found = await openCase(ctx, laneId)
    const exit = req.form.get('_exit').replace(/^preview-/, '') as ExitName
    if (refusal.code === 'dossier.changed-meanwhile' || refusal.code === 'officer.changed') {
      if (pressedTwice(found, exit, ctx.now)) return { redirect: `/lam-viec/xong/${found.dossier.dossierId}?viec=${exit}&phan=${laneId}` }
      return changedPage(ctx, req, found, refusal.status)
    }
    const errors = refusal.code === 'dossier.unchecked-items' ? refusal.errors.map((each) => ({ ...each, field: markField(each.field) })) : errorsOf(refusal)
    if (req.form.get('_sure') !== '' && needsPage.includes(exit) && found.exits.includes(exit)) return decidePage(ctx, req, found, exit, errors, refusal.status)
    return casePage(ctx, req, found, errors, refusal.status)
  },
})

/** Whoever is in charge allows one more request, with a reason. */
export const allowAgainRoute = pageRoute({
  method: 'POST', url: '/lam-viec/ho-so/:lane/hoi-lai', access: { officer: workers }, purpose: workPurpose,
  async handler(ctx, req) {
    await allowAskingAgain(ctx, { laneId: laneOf(req), reason: req.form.get('reason') })
    return { redirect: `/lam-viec/ho-so/${laneOf(req)}` }
  },
  async onRefusal(ctx, req, refusal) {
    if (refusal.status === 403 || refusal.status === 404) throw refusal
    return casePage(ctx, req, await openCase(ctx, laneOf(req)), errorsOf(refusal), refusal.status)
  },
})

/** A paper of a dossier my unit works on: shown beside the checks, never cached. */
export const paperRoute = pageRoute({
  method: 'GET', url: '/lam-viec/giay/:paper', access: { officer: workers }, purpose: workPurpose,
  async handler(ctx, req) {
    const id = req.params['paper'] ?? ''
    const { paper, bytes } = await readPaperFile(ctx, isId(id) ? id : refuse('officer.dossier-unknown'))
    return { bytes, type: paper.mediaType, filename: paper.fileName, inline: true }
  },
})

async function casePage(ctx: Ctx, req: PageRequest, found: OfficerCase, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const say = caseStrings.in(req.lang)
  const screen = { title: say('case.title', { code: found.dossier.code }), screen: 'O-13', errors, scripts: ['review'], back: { href: '/lam-viec', label: say('case.back') }, path: `/lam-viec/ho-so/${found.lane.laneId}` }
  return workPage(ctx, req, screen, <CaseReview found={found} marks={marksOf(req, found)} note={req.form.get('note')} again={req.form.get('reason')} now={ctx.now} today={ctx.today} known={await knownAlready(ctx, found)} heldSince={heldByColleague(ctx, found)} lang={req.lang} />, status)
}

const decideTitles = { approve: 'approve.title', defects: 'ask.title', refuse: 'refuse.title' } as const
const decideScreens = { approve: 'O-17', defects: 'O-14', refuse: 'O-14' } as const

function decidePage(ctx: Ctx, req: PageRequest, found: OfficerCase, exit: ExitName, errors: readonly FieldError[] = [], status?: number): Promise<PageReply> {
  const kind = exit as keyof typeof decideTitles
  const marks = marksOf(req, found)
  const asked = found.checks.map(({ key, mark }) => marks[key] ?? mark).filter((mark) => mark !== undefined && mark !== 'ok') as string[]
  const chosen = req.form.all('defects')
  const model: DecideModel = {
    found, version: req.form.get('version'), note: req.form.get('note'), words: req.form.get('words'), ground: req.form.get('ground') || undefined, now: ctx.now,
    defects: chosen.length > 0 || req.form.get('_sure') !== '' ? chosen : [...new Set(asked)],
  }
  const body = kind === 'approve' ? <ApprovePage {...model} today={ctx.today} lang={req.lang} /> : kind === 'defects' ? <AskPage {...model} lang={req.lang} /> : <RefusePage {...model} lang={req.lang} />
  return workPage(ctx, req, { title: `${caseStrings.t(req.lang, decideTitles[kind])} ${found.dossier.code}`, screen: decideScreens[kind], errors, path: `/lam-viec/ho-so/${found.lane.laneId}` }, body, status)
}

/** The same exit of the same part a moment ago: a button pressed twice, so the first press is the answer. */
function pressedTwice(found: OfficerCase, exit: ExitName, now: Instant): boolean {
  const last = found.timeline.filter((event) => event.lane === found.lane.lane).at(-1)
  return last?.kind === exit && addMilliseconds(last.at, 20_000) > now
}

/** What was picked in this form, by check key. */
function marksOf(req: PageRequest, found: OfficerCase): Marks {
  if (req.method !== 'POST') return {}
  return Object.fromEntries(found.checks.flatMap(({ key }) => (req.form.get(markField(key)) === '' ? [] : [[key, req.form.get(markField(key))]])))
}

const asksSomething = (found: OfficerCase, marks: Marks): boolean => found.checks.some(({ key, mark }) => ![undefined, 'ok'].includes(marks[key] ?? mark))

async function keepMarks(ctx: Ctx, req: PageRequest, found: OfficerCase): Promise<void> {
  if (found.exits.length === 0 || signsAfterCheck(found)) return
  const marks = marksOf(req, found)
  for (const { key, mark } of found.checks) if (marks[key] !== undefined && marks[key] !== mark) await checkItem(ctx, { laneId: found.lane.laneId, item: key, mark: marks[key] })
}

function heldByColleague(ctx: Ctx, { lane }: OfficerCase): Instant | null {
  if (lane.claimedBy === null || lane.claimedAt === null || lane.claimedBy === (ctx.actor as OfficerActor).appointmentId) return null
  return addMilliseconds(lane.claimedAt, claimHolds) > ctx.now ? lane.claimedAt : null
}

