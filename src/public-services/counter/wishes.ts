import { allow, type Ctx, type Instant } from '../../platform/index.ts'
import { agreeForPerson, agreementHash, answerForPerson, consentsForMe, deskTakes, readWithdrawal, withdrawForPerson } from '../dossier/index.ts'
import { wishScripts } from './consent-script.ts'
import { answerById, answerSent, consentUsed } from './counter.sql.ts'
import { asPerson, deskOfficer, inCase } from './desk.ts'
import { openAnswer } from './desk-answer.ts'
import { agreedByCode, agreedOnPaper, ladderOf, sendCodeTo, speakersOf, type Agreement, type CodeOutcome, type ConsentCode, type Ladder, type SignedSlip } from './ladder.ts'
import { refuse, refuseUnless } from './refusals.ts'

/** What a person at the desk may wish besides a filing: to send an answer, to agree to what somebody else's filing asks, to take a dossier back. */
export type WishKind = 'answer' | 'agree' | 'withdraw'
export interface Wish {
  readonly caseId: string
  readonly kind: WishKind
  /** The answer, the agreement asked for, or the dossier. */
  readonly id: string
}

export interface WishAsked extends Ladder {
  readonly wish: Wish
  readonly name: string
  readonly until: Instant
  readonly code: string
  readonly serviceName: string
  /** What is agreed to, line by line. */
  readonly lines: readonly { readonly label: string; readonly value: string }[]
}

/** O-11 for a wish: the sentence to read, what it is about, and the ladder of ways to agree. */
export async function askWish(ctx: Ctx, wish: Wish): Promise<WishAsked> {
  const { agreement, ...told } = await textOf(ctx, wish)
  return { wish, ...told, ...(await ladderOf(ctx, agreement)) }
}

export async function sendWishCode(ctx: Ctx, wish: Wish): Promise<ConsentCode> {
  return sendCodeTo(ctx, (await textOf(ctx, wish)).agreement)
}

export async function wishByCode(ctx: Ctx, wish: Wish, given: { codeId: string; code: string }): Promise<CodeOutcome> {
  return agreedByCode(ctx, (await textOf(ctx, wish)).agreement, given)
}

export async function wishOnPaper(ctx: Ctx, wish: Wish, slip: SignedSlip): Promise<string> {
  return agreedOnPaper(ctx, (await textOf(ctx, wish)).agreement, slip)
}

/** Does what the person agreed to, to the letter. Without a consent to exactly this nothing happens. Pressed again: the same outcome. */
export async function carryOutWish(ctx: Ctx, wish: Wish & { readonly commandId: string }): Promise<{ dossierId: string }> {
  const me = deskOfficer(ctx)
  allow(ctx, 'counter.consent', { organisation: me.organisationId })
  const { row } = await inCase(ctx, wish.caseId)
  const by = { personId: row.personId, commandId: wish.commandId }
  const done = wish.kind === 'answer' ? await sendTyped(ctx, row.caseId, wish.id, by) : wish.kind === 'agree' ? await agreeForPerson(ctx, { ...by, consentId: wish.id }) : await withdrawForPerson(ctx, { ...by, dossierId: wish.id })
  if (done.consentId !== null) refuseUnless(await consentUsed(ctx.tx, done.consentId, done.dossierId), 'counter.case-over')
  return { dossierId: done.dossierId }
}

async function sendTyped(ctx: Ctx, caseId: string, answerId: string, by: { personId: string; commandId: string }): Promise<{ dossierId: string; consentId: string | null }> {
  const answer = await answerById(ctx.tx, answerId, true)
  if (!answer || answer.caseId !== caseId) return refuse('counter.case-unknown')
  if (answer.sentAt !== null) return { dossierId: answer.dossierId, consentId: null }
  const papers = answer.papers.map(({ item, fileHash, fileName, mediaType, size, pages, quality }) => ({ item, fileHash, fileName, mediaType, size, pages, quality }))
  const done = await answerForPerson(ctx, { ...by, answerId, dossierId: answer.dossierId, lane: answer.lane, body: answer.typed, papers })
  await answerSent(ctx.tx, answerId, ctx.now)
  return done
}

interface Told extends Pick<WishAsked, 'name' | 'until' | 'code' | 'serviceName' | 'lines'> { readonly agreement: Agreement }
type About = Pick<WishAsked, 'code' | 'serviceName' | 'lines'> & Pick<Agreement, 'documentHash' | 'serviceCode'> & { readonly sentence: (who: Who) => string; readonly does: string }
interface Who { readonly person: string; readonly officer: string; readonly unit: string }

/** Everything the person agrees to, its hash, and the sentence in its words. */
async function textOf(ctx: Ctx, wish: Wish): Promise<Told> {
  const me = deskOfficer(ctx)
  allow(ctx, 'counter.consent', { organisation: me.organisationId })
  const { row, reading } = await inCase(ctx, wish.caseId)
  refuseUnless(row.personId !== me.personId, 'counter.own-matter')
  const about = await aboutOf[wish.kind](ctx, wish, asPerson(reading, row.personId), reading)
  const { fullName, officer, unit, unitShort } = await speakersOf(ctx, reading, row.personId)
  return {
    name: fullName, until: row.endsAt, code: about.code, serviceName: about.serviceName, lines: about.lines,
    agreement: {
      what: wish.kind, aboutId: wish.id, personId: row.personId, serviceCode: about.serviceCode, documentHash: about.documentHash, validUntil: row.endsAt,
      script: about.sentence({ person: `Tôi, ${fullName},`, officer, unit }), codeText: `Mã đồng ý để ${unitShort} ${about.does} ${about.code}`,
    },
  }
}

const aboutOf: Readonly<Record<WishKind, (ctx: Ctx, wish: Wish, own: Ctx, reading: Ctx) => Promise<About>>> = {
  async answer(ctx, wish) {
    const { row, supplement } = await openAnswer(ctx, { caseId: wish.caseId, answerId: wish.id })
    const { view, lane, checked } = supplement
    if (supplement.documentHash === null || !checked.ok) return refuse('counter.answers-open')
    const papers = row.papers.map((paper) => ({ label: 'Giấy gửi kèm', value: `${labelOf(view, paper.item)}: ${paper.fileName}` }))
    const note = checked.note === '' ? [] : [{ label: 'Lời trả lời', value: checked.note }]
    return {
      code: view.code, serviceName: view.serviceName, serviceCode: view.service.code, documentHash: supplement.documentHash, does: 'gửi giúp phần bổ sung của hồ sơ',
      lines: [...supplement.answers.map((line) => ({ label: line.label, value: line.text })), ...note, ...papers], sentence: (who) => wishScripts.answer({ ...who, code: view.code, part: lane.title }),
    }
  },
  async agree(ctx, wish, own, reading) {
    const asked = (await consentsForMe(own)).find((each) => each.consentId === wish.id) ?? refuse('counter.case-unknown')
    refuseUnless(await deskTakes(ctx, asked.area), 'counter.other-province')
    reading.logRead({ kind: 'open', register: 'dossier', subjects: [asked.personId], fields: ['status'] })
    return { code: asked.code, serviceName: asked.serviceName, serviceCode: asked.serviceCode, documentHash: agreementHash(asked), does: 'ghi ý kiến của ông/bà trong hồ sơ', lines: [{ label: 'Điều được hỏi', value: asked.says }], sentence: (who) => wishScripts.agree({ ...who, code: asked.code, says: asked.says }) }
  },
  async withdraw(ctx, wish, own, reading) {
    const { view, open, documentHash } = await readWithdrawal(own, wish.id)
    refuseUnless(await deskTakes(ctx, view.dossier.area), 'counter.other-province')
    reading.logRead({ kind: 'open', register: 'dossier', subjects: [view.dossier.applicantId], fields: ['status'] })
    const parts = open.map((lane) => lane.title).join(', ')
    const kept = view.lanes.filter((lane) => lane.outcome !== null).map((lane) => `${lane.title} (${lane.stateName})`)
    return {
      code: view.code, serviceName: view.serviceName, serviceCode: view.service.code, documentHash, does: 'rút giúp hồ sơ',
      lines: [{ label: 'Dừng lại', value: parts }, ...(kept.length > 0 ? [{ label: 'Giữ nguyên', value: kept.join(', ') }] : [])], sentence: (who) => wishScripts.withdraw({ ...who, code: view.code, parts }),
    }
  },
}

const labelOf = (view: { readonly service: { readonly form: readonly { readonly items: readonly { readonly id: string; readonly label?: string }[] }[] } }, item: string): string =>
  view.service.form.flatMap((page) => page.items).find((each) => each.id === item)?.label ?? item
