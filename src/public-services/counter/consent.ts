import { randomInt } from 'node:crypto'
import { deliverCode, maskPhone, reachableContact } from '../../foundations/eid/index.ts'
import { appointmentOn, getOrganisation } from '../../foundations/organisations/index.ts'
import { findPersonByNumber, personIdOf, readNames, readPerson } from '../../foundations/population/index.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { earliest } from '../../kernel/partial-date.ts'
import { parseTypedPin, typedPinProblem } from '../../kernel/personal-number.ts'
import { ageOn } from '../../kernel/plain-date.ts'
import { allow, defineKeyUse, keys, plusSeconds, putFile, type Ctx, type Instant } from '../../platform/index.ts'
import type { UploadedFile } from '../../platform/http/index.ts'
import { declarationsOf, documentToSign, openFile, type OpenDraft } from '../dossier/index.ts'
import { codesSentSince, insertCode, insertConsent, newestConsent, tryCode, type ConsentMethod, type ConsentRecord } from './counter.sql.ts'
import { scriptOf, scriptVersion, slipCodeOf, tidySlipCode } from './consent-script.ts'
import { caseOfPerson, deskOfficer } from './desk.ts'
import { openIntake } from './intake.ts'
import { refuse, refuseUnless } from './refusals.ts'

const keyUse = defineKeyUse('counter-consent', 'hmac-sha256')
const codeSeconds = 600
const mostTries = 5
const mostCodesAnHour = 5
const adult = 18

/** What is asked of the person, and how they can answer. */
export interface ConsentAsked {
  readonly open: OpenDraft & { readonly caseId: string }
  readonly documentHash: string
  readonly script: string
  readonly slipCode: string
  /** Masked; null where no confirmed phone is known. */
  readonly phone: string | null
  /** They have an account of level 2 and can agree on an own device. */
  readonly ownAccount: boolean
  readonly given: ConsentRecord | undefined
}

/** O-11: the sentence to read, and the ladder of ways to agree that stand open for this person (ux.md §3.5). */
export async function askConsent(ctx: Ctx, draftId: string): Promise<ConsentAsked> {
  const { open, documentHash, script } = await wholeText(ctx, draftId)
  const contact = await reachableContact(ctx.tx, open.draft.ownerId)
  const given = await newestConsent(ctx.tx, draftId, documentHash)
  return {
    open, documentHash, script, slipCode: slipCodeOf(draftId, documentHash), phone: contact?.phone ? maskPhone(contact.phone) : null, ownAccount: contact?.level === 2,
    given: given && given.validUntil > ctx.now && sealHolds(given) ? given : undefined,
  }
}

/** Everything the person agrees to: complete answers, their hash, the sentence in its words. */
async function wholeText(ctx: Ctx, draftId: string): Promise<Pick<ConsentAsked, 'open' | 'documentHash' | 'script'>> {
  const me = deskOfficer(ctx)
  allow(ctx, 'counter.consent', { organisation: me.organisationId })
  const open = await openIntake(ctx, draftId)
  refuseUnless(open.draft.ownerId !== me.personId, 'counter.own-matter')
  const missing = open.missing.filter((each) => each.kind !== 'declaration')
  refuseUnless(missing.length === 0, 'counter.answers-open', { errors: missing.map((each) => ({ field: each.item, vi: each.says })) })
  const { hash, title } = await documentToSign(ctx, draftId)
  const { reading } = await caseOfPerson(ctx, open.draft.ownerId)
  const [person, names, appointment, unit] = await Promise.all([
    readPerson(reading, open.draft.ownerId, ['fullName']), readNames(reading, [me.personId]), appointmentOn(ctx.tx, me.appointmentId, ctx.today), getOrganisation(ctx, me.organisationId),
  ])
  const officer = [appointment?.post.title, names.get(me.personId)].filter(Boolean).join(' ')
  const declarations = declarationsOf(open.service)
  const declaration = open.service.form.flatMap((page) => page.items).filter((item) => declarations.has(item.id)).map((item) => item.label).join(' ')
  return { open, documentHash: hash, script: scriptOf({ person: `Tôi, ${person.fullName},`, officer, unit: unit.name, service: title, declaration }) }
}

export interface ConsentCode { readonly codeId: string; readonly to: string; readonly expiresAt: Instant }

/**
 * Sends a code to the phone of the person's own account, never to a number typed at the desk. The message says who files what.
 * It opens nothing and signs nothing; it says yes to exactly these answers, once. At most five an hour.
 */
export async function sendConsentCode(ctx: Ctx, draftId: string): Promise<ConsentCode> {
  const { open, documentHash } = await wholeText(ctx, draftId)
  const personId = open.draft.ownerId
  const contact = await reachableContact(ctx.tx, personId)
  if (!contact?.phone) return refuse('counter.no-phone')
  refuseUnless((await codesSentSince(ctx.tx, personId, plusSeconds(ctx.now, -3_600))) < mostCodesAnHour, 'counter.too-many-codes')
  const codeId = newId()
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const expiresAt = plusSeconds(ctx.now, codeSeconds)
  const unit = await getOrganisation(ctx, deskOfficer(ctx).organisationId)
  await insertCode(ctx.tx, { codeId, draftId, personId, documentHash, secretHash: codeHash(codeId, code), sentTo: maskPhone(contact.phone), at: ctx.now, expiresAt })
  await deliverCode.call(ctx, { personId, phone: contact.phone, email: contact.email, code, what: 'consent', text: `Mã đồng ý để ${unit.shortName} nộp giúp «${open.service.name}»` })
  return { codeId, to: maskPhone(contact.phone), expiresAt }
}

export type CodeOutcome = { readonly ok: true; readonly consentId: string } | { readonly ok: false; readonly reason: 'wrong' | 'ended' }

/** The person gives the code. A wrong one is returned, not refused: the try must stay counted. */
export async function consentByCode(ctx: Ctx, input: { draftId: string; codeId: string; code: string }): Promise<CodeOutcome> {
  const text = await wholeText(ctx, input.draftId)
  const typed = codeHash(input.codeId, input.code.replace(/\D/g, ''))
  const tried = isId(input.codeId) ? await tryCode(ctx.tx, { codeId: input.codeId, draftId: input.draftId, personId: text.open.draft.ownerId, documentHash: text.documentHash, typed, at: ctx.now, mostTries }) : undefined
  if (!tried) return { ok: false, reason: 'ended' }
  if (!tried.right) return { ok: false, reason: 'wrong' }
  return { ok: true, consentId: await record(ctx, text, { method: 'phone-code', witnessId: null, evidence: { sentTo: tried.sentTo } }) }
}

export interface PaperConsent {
  readonly draftId: string
  readonly method: 'signature' | 'thumbprint'
  /** The code printed on the slip. */
  readonly slip: string
  readonly file: UploadedFile | undefined
  /** For a thumb print: the number of whoever saw it. */
  readonly witnessPin?: string
}

/** A signed or thumb-printed slip, scanned back. The code on it must be that of these answers. A thumb print needs a living adult beside the officer and the person who saw it. */
export async function consentOnPaper(ctx: Ctx, input: PaperConsent): Promise<string> {
  const text = await wholeText(ctx, input.draftId)
  refuseUnless(tidySlipCode(input.slip) === slipCodeOf(input.draftId, text.documentHash), 'counter.slip-wrong', { field: 'phieu' })
  const witnessId = input.method === 'thumbprint' ? await witnessOf(ctx, text.open.draft.ownerId, input.witnessPin ?? '') : null
  if (!input.file || input.file.bytes.length === 0) return refuse('counter.scan-missing', { field: 'quet' })
  const opened = await openFile(input.file)
  const { hash } = await putFile(opened.bytes)
  return record(ctx, text, { method: input.method, witnessId, evidence: { slip: tidySlipCode(input.slip), fileHash: hash, fileType: opened.type } })
}

/** The person who saw a thumb print: found by number, living, of age, and neither the officer nor the one who consents. */
export async function witnessOf(ctx: Ctx, personId: string, typed: string): Promise<string> {
  const wrong = (why: string): never => refuse('counter.witness-wrong', { field: 'lam-chung', vars: { why } })
  refuseUnless(typed.trim() !== '', 'counter.witness-needed', { field: 'lam-chung' })
  const pin = parseTypedPin(typed) ?? wrong(typedPinProblem(typed) ?? 'Số định danh có 12 chữ số.')
  const { reading } = await caseOfPerson(ctx, personId)
  if ((await personIdOf(ctx.tx, pin)) === deskOfficer(ctx).personId) wrong('Cán bộ làm giúp không làm chứng được.')
  const found = (await findPersonByNumber(reading, pin, ['fullName', 'birthDate', 'lifeStatus'])) ?? wrong('Chưa thấy ai mang số này.')
  if (found.personId === personId) wrong('Người đồng ý không tự làm chứng cho mình.')
  if (found.lifeStatus !== 'living') wrong('Dữ liệu ghi người này không còn sống.')
  if (found.birthDate === null || ageOn(earliest(found.birthDate), ctx.today) < adult) wrong('Người làm chứng phải đủ 18 tuổi.')
  return found.personId
}

async function record(ctx: Ctx, text: Pick<ConsentAsked, 'open' | 'documentHash' | 'script'>, given: { method: ConsentMethod; witnessId: string | null; evidence: ConsentRecord['evidence'] }): Promise<string> {
  const me = deskOfficer(ctx)
  const { draft, service } = text.open
  const row = {
    consentId: newId(), draftId: draft.draftId, personId: draft.ownerId, serviceCode: service.code, documentHash: text.documentHash, scriptVersion, script: text.script,
    officerId: me.personId, appointmentId: me.appointmentId, organisationId: me.organisationId, givenAt: ctx.now, validUntil: draft.helpedUntil!, ...given,
  }
  await insertConsent(ctx.tx, { ...row, seal: sealOf(row) })
  return row.consentId
}

/** Our seal over all of a consent: none can be written by hand into the database. */
function sealOf(row: Omit<ConsentRecord, 'seal' | 'dossierId'>): string {
  const { consentId, draftId, personId, serviceCode, documentHash, method, scriptVersion: version, script, officerId, appointmentId, organisationId, witnessId, evidence, givenAt, validUntil } = row
  const text = canonicalJson({ consentId, draftId, personId, serviceCode, documentHash, method, version, script, officerId, appointmentId, organisationId, witnessId, evidence: { ...evidence }, givenAt, validUntil })
  return Buffer.from(keys().hmac(keyUse, `consent|${text}`)).toString('base64url')
}

export const sealHolds = (row: ConsentRecord): boolean => sealOf(row) === row.seal

const codeHash = (codeId: string, code: string): Uint8Array => keys().hmac(keyUse, `code|${codeId}|${code}`)
