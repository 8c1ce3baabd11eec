import { compactVerify, importJWK, type JWK } from 'jose'
import { z } from 'zod'
import { newId } from '../../kernel/ids.ts'
import { allow, isAllowed, type Ctx } from '../../platform/index.ts'
import { personIdOf, plainDateSchema, relatedTo } from '../population/index.ts'
import { insertFacilityKey, insertNotice, selectFacilityKeys, selectNoticeByNumber, selectWaiting, type BirthNotice } from './birth-notices.sql.ts'
import { refuse, refuseUnless } from './refusals.ts'

export interface ReceiveBirthNotice {
  readonly facilityCode: string
  /** Compact JWS (EdDSA or ES256) over the content in JSON, see `birthNoticeContent`. */
  readonly signed: string
}

/** What a hospital says of a birth (giấy chứng sinh điện tử); names are ours until the ministry's are published. */
export const birthNoticeContent = z.object({
  facilityCode: z.string().min(1), noticeNumber: z.string().min(1), noticeDate: plainDateSchema, motherPin: z.string().regex(/^\d{12}$/).nullish(), motherName: z.string().min(1),
  birthDate: plainDateSchema, birthTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/).nullish(), gender: z.enum(['male', 'female', 'undetermined']),
  weightGrams: z.number().int().min(200).max(8_000).nullish(), childOrder: z.number().int().min(1).max(25).nullish(), deliveryOrder: z.number().int().min(1).max(9).default(1),
  birthPlace: z.string().min(1), birthPlaceArea: z.string().nullish(),
})
export type BirthNoticeContent = z.input<typeof birthNoticeContent>

/**
 * NĐ 63/2024 with NĐ 301/2026: takes in a hospital's signed birth notice and matches the mother by her number. The same
 * notice again answers the same. Refuses an unknown facility, a wrong signature, wrong content, a number used for other content.
 */
export async function receiveBirthNotice(ctx: Ctx, input: ReceiveBirthNotice): Promise<{ noticeId: string; motherId: string | null; replayed: boolean }> {
  allow(ctx, 'civil-status.receive-birth-notice')
  const keys = await selectFacilityKeys(ctx.tx, input.facilityCode)
  refuseUnless(keys.length > 0, 'civil-status.facility-unknown')
  const content = contentOf(await verified(input.signed, keys.map((key) => key.publicKey as JWK)))
  refuseUnless(content.facilityCode === input.facilityCode, 'civil-status.notice-content-wrong', { vars: { fields: 'facilityCode' } })
  refuseUnless(content.birthDate <= ctx.today, 'civil-status.birth-in-future', { field: 'birthDate' })
  const motherId = content.motherPin ? (await personIdOf(ctx.tx, content.motherPin)) ?? null : null
  const notice = {
    noticeId: newId(), facilityCode: content.facilityCode, facilityName: keys[0]!.facilityName, noticeNumber: content.noticeNumber, noticeDate: content.noticeDate, motherId,
    motherPin: content.motherPin ?? null, motherName: content.motherName, birthDate: content.birthDate, birthTime: content.birthTime ?? null, gender: content.gender,
    weightGrams: content.weightGrams ?? null, childOrder: content.childOrder ?? null, deliveryOrder: content.deliveryOrder, birthPlace: content.birthPlace,
    birthPlaceArea: content.birthPlaceArea ?? null, signed: input.signed, receivedAt: ctx.now,
  }
  if (await insertNotice(ctx.tx, notice)) {
    ctx.publish('civil-status.birth-notice-received', { noticeId: notice.noticeId, motherId, facilityCode: notice.facilityCode }, motherId ? { subject: motherId } : {})
    return { noticeId: notice.noticeId, motherId, replayed: false }
  }
  const first = (await selectNoticeByNumber(ctx.tx, notice.facilityCode, notice.noticeNumber))!
  const same = (['noticeDate', 'motherPin', 'motherName', 'birthDate', 'birthTime', 'gender', 'deliveryOrder'] as const).every((field) => first[field] === notice[field])
  refuseUnless(same, 'civil-status.birth-notice-differs')
  return { noticeId: first.noticeId, motherId: first.motherId, replayed: true }
}

/** Registers the public key a facility signs with (Ed25519 or P-256). For the administrator. */
export async function registerFacilityKey(ctx: Ctx, input: { readonly facilityCode: string; readonly facilityName: string; readonly publicKey: JWK }): Promise<void> {
  allow(ctx, 'civil-status.register-facility-key')
  const { kty, crv, x, y } = input.publicKey
  refuseUnless((kty === 'OKP' && crv === 'Ed25519' && x) || (kty === 'EC' && crv === 'P-256' && x && y), 'civil-status.notice-signature-wrong', { field: 'publicKey' })
  await insertFacilityKey(ctx.tx, { keyId: newId(), facilityCode: input.facilityCode, facilityName: input.facilityName, publicKey: { kty, crv, x, ...(y ? { y } : {}) }, at: ctx.now })
}

/** Notices waiting for this mother, newest birth first. For her, her husband, and caseworkers with a dossier; logged. */
export async function noticesForMother(ctx: Ctx, personId: string): Promise<BirthNotice[]> {
  const spouse = ctx.actor.kind === 'citizen' && ctx.actor.personId !== personId ? await relatedTo(ctx.tx, ctx.actor.personId, ['spouse']) : []
  mayReadNotices(ctx, personId, spouse.map((each) => each.personId))
  const found = await selectWaiting(ctx.tx, personId)
  if (found.length > 0) ctx.logRead({ kind: 'list', register: 'civil-status', subjects: [personId], fields: ['birthNotice'] })
  return found
}

function mayReadNotices(ctx: Ctx, motherId: string | null, represents: readonly string[]): void {
  if (ctx.purpose.dossierId && isAllowed(ctx.actor, 'civil-status.read-birth-notice-in-case', {}, ctx.today)) return
  allow(ctx, 'civil-status.read-birth-notice', { person: motherId, represents })
}

async function verified(signed: string, keys: readonly JWK[]): Promise<unknown> {
  for (const key of keys) {
    const algorithm = key.kty === 'OKP' ? 'EdDSA' : 'ES256'
    const payload = await compactVerify(signed, await importJWK(key, algorithm), { algorithms: [algorithm] }).then((result) => result.payload, () => undefined)
    if (payload) return JSON.parse(new TextDecoder().decode(payload)) as unknown
  }
  return refuse('civil-status.notice-signature-wrong')
}

function contentOf(value: unknown): z.output<typeof birthNoticeContent> {
  const parsed = birthNoticeContent.safeParse(value)
  if (parsed.success) return parsed.data
  return refuse('civil-status.notice-content-wrong', { vars: { fields: [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].join(', ') } })
}

export type { BirthNotice }
