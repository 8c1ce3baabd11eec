import { randomInt } from 'node:crypto'
import { deliverCode, maskPhone, reachableContact } from '../../foundations/eid/index.ts'
import { appointmentOn, getOrganisation } from '../../foundations/organisations/index.ts'
import { findPersonByNumber, personIdOf, readNames, readPerson } from '../../foundations/population/index.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { earliest } from '../../kernel/partial-date.ts'
import { parseTypedPin, typedPinProblem } from '../../kernel/personal-number.ts'
import { ageOn } from '../../kernel/plain-date.ts'
import { defineKeyUse, keys, plusSeconds, putFile, type Ctx, type Instant } from '../../platform/index.ts'
import type { UploadedFile } from '../../platform/http/index.ts'
import { openFile, type ConsentWhat } from '../dossier/index.ts'
import { codesSentSince, insertCode, insertConsent, newestConsent, tryCode, type ConsentMethod, type ConsentRecord } from './counter.sql.ts'
import { scriptVersion, slipCodeOf, tidySlipCode } from './consent-script.ts'
import { caseOfPerson, deskOfficer } from './desk.ts'
import { refuse, refuseUnless } from './refusals.ts'

const keyUse = defineKeyUse('counter-consent', 'hmac-sha256')
const codeSeconds = 600
const mostTries = 5
const mostCodesAnHour = 5
const adult = 18

/** What a person is asked to agree to: the matter, its exact text as a hash, and the sentence in words. */
export interface Agreement {
  readonly what: ConsentWhat
  /** The draft, the answer at the desk, the agreement asked for, or the dossier to take back. */
  readonly aboutId: string
  readonly personId: string
  readonly serviceCode: string
  readonly documentHash: string
  readonly script: string
  readonly validUntil: Instant
  /** What a code in a message says it is for. */
  readonly codeText: string
}

/** The ways to agree that stand open for this person (ux.md §3.5). */
export interface Ladder {
  readonly documentHash: string
  readonly script: string
  readonly slipCode: string
  /** Masked; null where no confirmed phone is known. */
  readonly phone: string | null
  /** They have an account of level 2 and can agree on an own device. */
  readonly ownAccount: boolean
  readonly given: ConsentRecord | undefined
}

export async function ladderOf(ctx: Ctx, { aboutId, personId, documentHash, script }: Agreement): Promise<Ladder> {
  const contact = await reachableContact(ctx.tx, personId)
  const given = await newestConsent(ctx.tx, aboutId, documentHash)
  return {
    documentHash, script, slipCode: slipCodeOf(aboutId, documentHash), phone: contact?.phone ? maskPhone(contact.phone) : null, ownAccount: contact?.level === 2,
    given: given && given.validUntil > ctx.now && sealHolds(given) ? given : undefined,
  }
}

/** Who asks and who answers, as the sentence names them. */
export async function speakersOf(ctx: Ctx, reading: Ctx, personId: string): Promise<{ fullName: string; officer: string; unit: string; unitShort: string }> {
  const me = deskOfficer(ctx)
  const [person, names, appointment, unit] = await Promise.all([
    readPerson(reading, personId, ['fullName']), readNames(reading, [me.personId]), appointmentOn(ctx.tx, me.appointmentId, ctx.today), getOrganisation(ctx, me.organisationId),
  ])
  return { fullName: person.fullName, officer: [appointment?.post.title, names.get(me.personId)].filter(Boolean).join(' '), unit: unit.name, unitShort: unit.shortName }
}

export interface ConsentCode { readonly codeId: string; readonly to: string; readonly expiresAt: Instant }

/**
 * Sends a code to the phone of the person's own account, never to a number typed at the desk. The message says who does what.
 * It opens nothing and signs nothing; it says yes to exactly this text, once. At most five an hour.
 */
export async function sendCodeTo(ctx: Ctx, { aboutId, personId, documentHash, codeText }: Agreement): Promise<ConsentCode> {
  const contact = await reachableContact(ctx.tx, personId)
  if (!contact?.phone) return refuse('counter.no-phone')
  refuseUnless((await codesSentSince(ctx.tx, personId, plusSeconds(ctx.now, -3_600))) < mostCodesAnHour, 'counter.too-many-codes')
  const codeId = newId()
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const expiresAt = plusSeconds(ctx.now, codeSeconds)
  await insertCode(ctx.tx, { codeId, draftId: aboutId, personId, documentHash, secretHash: codeHash(codeId, code), sentTo: maskPhone(contact.phone), at: ctx.now, expiresAt })
  await deliverCode.call(ctx, { personId, phone: contact.phone, email: contact.email, code, what: 'consent', text: codeText })
  return { codeId, to: maskPhone(contact.phone), expiresAt }
}

export type CodeOutcome = { readonly ok: true; readonly consentId: string } | { readonly ok: false; readonly reason: 'wrong' | 'ended' }

/** The person gives the code. A wrong one is returned, not refused: the try must stay counted. */
export async function agreedByCode(ctx: Ctx, agreement: Agreement, given: { codeId: string; code: string }): Promise<CodeOutcome> {
  const { aboutId, personId, documentHash } = agreement
  const typed = codeHash(given.codeId, given.code.replace(/\D/g, ''))
  const tried = isId(given.codeId) ? await tryCode(ctx.tx, { codeId: given.codeId, draftId: aboutId, personId, documentHash, typed, at: ctx.now, mostTries }) : undefined
  if (!tried) return { ok: false, reason: 'ended' }
  if (!tried.right) return { ok: false, reason: 'wrong' }
  return { ok: true, consentId: await record(ctx, agreement, { method: 'phone-code', witnessId: null, evidence: { sentTo: tried.sentTo } }) }
}

export interface SignedSlip {
  readonly method: 'signature' | 'thumbprint'
  /** The code printed on the slip. */
  readonly slip: string
  readonly file: UploadedFile | undefined
  /** For a thumb print: the number of whoever saw it. */
  readonly witnessPin?: string
}

/** A signed or thumb-printed slip, scanned back. The code on it must be that of this text. A thumb print needs a living adult beside the officer and the person who saw it. */
export async function agreedOnPaper(ctx: Ctx, agreement: Agreement, input: SignedSlip): Promise<string> {
  refuseUnless(tidySlipCode(input.slip) === slipCodeOf(agreement.aboutId, agreement.documentHash), 'counter.slip-wrong', { field: 'phieu' })
  const witnessId = input.method === 'thumbprint' ? await witnessOf(ctx, agreement.personId, input.witnessPin ?? '') : null
  if (!input.file || input.file.bytes.length === 0) return refuse('counter.scan-missing', { field: 'quet' })
  const opened = await openFile(input.file)
  const { hash } = await putFile(opened.bytes)
  return record(ctx, agreement, { method: input.method, witnessId, evidence: { slip: tidySlipCode(input.slip), fileHash: hash, fileType: opened.type } })
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

async function record(ctx: Ctx, agreement: Agreement, given: { method: ConsentMethod; witnessId: string | null; evidence: ConsentRecord['evidence'] }): Promise<string> {
  const me = deskOfficer(ctx)
  const { what, aboutId, personId, serviceCode, documentHash, script, validUntil } = agreement
  const row = {
    consentId: newId(), what, draftId: aboutId, personId, serviceCode, documentHash, scriptVersion, script,
    officerId: me.personId, appointmentId: me.appointmentId, organisationId: me.organisationId, givenAt: ctx.now, validUntil, ...given,
  }
  await insertConsent(ctx.tx, { ...row, seal: sealOf(row) })
  return row.consentId
}

/** Our seal over all of a consent: none can be written by hand into the database. Those to a filing are sealed as they were before there were others. */
function sealOf(row: Omit<ConsentRecord, 'seal' | 'dossierId'>): string {
  const { consentId, what, draftId, personId, serviceCode, documentHash, method, scriptVersion: version, script, officerId, appointmentId, organisationId, witnessId, evidence, givenAt, validUntil } = row
  const text = canonicalJson({ consentId, ...(what === 'file' ? {} : { what }), draftId, personId, serviceCode, documentHash, method, version, script, officerId, appointmentId, organisationId, witnessId, evidence: { ...evidence }, givenAt, validUntil })
  return Buffer.from(keys().hmac(keyUse, `consent|${text}`)).toString('base64url')
}

export const sealHolds = (row: ConsentRecord): boolean => sealOf(row) === row.seal

const codeHash = (codeId: string, code: string): Uint8Array => keys().hmac(keyUse, `code|${codeId}|${code}`)
