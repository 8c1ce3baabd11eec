/** Everything a mother has done before she presses the last button: a notice has come, she has signed in, the draft is answered, the code to sign with is on her telephone. */
import { CompactSign } from 'jose'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { receiveBirthNotice } from '../../src/foundations/civil-status/index.ts'
import { deliverCode, requestSigningCode, signInAsPersona } from '../../src/foundations/eid/index.ts'
import { newId } from '../../src/kernel/ids.ts'
import { addDays } from '../../src/kernel/plain-date.ts'
import { csrfToken, newSessionToken } from '../../src/platform/http/index.ts'
import { dayInVietnam, inTransaction, systemClock, type Database } from '../../src/platform/index.ts'
import { answerPage, documentToSign, openDraft, startDraft } from '../../src/public-services/dossier/index.ts'
import { inParallel, openRun, type Mother } from './families.ts'

/** One press of the last button, as the browser sends it. */
export interface Press {
  readonly path: string
  readonly cookie: string
  readonly body: string
}

const slug = 'khai-sinh-thuong-tru-bhyt'

export async function prepare(database: Database, mothers: readonly Mother[]): Promise<Press[]> {
  const codes = new Map<string, string>()
  deliverCode.fill(async (_ctx, message) => void codes.set(message.personId, message.code))
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  await openRun(database, publicKey.export({ format: 'jwk' }))
  const presses: Press[] = []
  await inParallel(mothers.length, 8, async (i) => {
    const mother = mothers[i]!
    await sendNotice(database, mother, i, privateKey)
    const { token, hash } = newSessionToken()
    const sessionId = await inTransaction(database, { actor: { kind: 'visitor' }, purpose: { code: 'sign-in', basis: 'NĐ 69/2024/NĐ-CP' } }, (ctx) => signInAsPersona(ctx, { personId: mother.personId, appointmentId: null, device: 'bench', tokenHash: hash }))
    const actor = { kind: 'citizen', personId: mother.personId, accountId: mother.accountId, sessionId, level: 2, authLevel: 2 } as const
    const made = await inTransaction(database, { actor, purpose: { code: 'file-dossier', basis: 'NĐ 63/2024/NĐ-CP' } }, async (ctx) => {
      const { draftId } = await startDraft(ctx, slug)
      const open = await openDraft(ctx, draftId)
      await answerPage(ctx, { draftId, page: 'name', body: { 'child.fullName': 'Lê Gia An' } })
      await answerPage(ctx, { draftId, page: 'receive', body: { clinic: open.filing.lists!['clinics']![0]!.value, copies: '0', 'contact.phone': '0309000001' } })
      const { hash: documentHash, title } = await documentToSign(ctx, draftId)
      const sent = await requestSigningCode(ctx, { documentHash, what: title })
      return { draftId, challengeId: sent.challengeId }
    })
    presses[i] = {
      path: `/ho-so/nhap/${made.draftId}/declare`, cookie: `congdan=${token}`,
      body: new URLSearchParams({ declaration: 'yes', ma: made.challengeId, code: codes.get(mother.personId)!, _command: newId(), _csrf: csrfToken(`session ${hash}`) }).toString(),
    }
  })
  return presses
}

async function sendNotice(database: Database, mother: Mother, i: number, key: KeyObject): Promise<void> {
  const bornOn = addDays(dayInVietnam(systemClock()), -3)
  const content = {
    facilityCode: '86M00', noticeNumber: `B${i}-${newId().slice(-6)}`, noticeDate: bornOn, motherPin: mother.pin, motherName: `Mẹ ${i}`, birthDate: bornOn, birthTime: '06:20', gender: 'female', weightGrams: 3_200, childOrder: 1, deliveryOrder: 1,
    birthPlace: 'Bệnh viện mẫu', birthPlaceArea: '29557',
  }
  const signed = await new CompactSign(Buffer.from(JSON.stringify(content))).setProtectedHeader({ alg: 'EdDSA' }).sign(key)
  await inTransaction(database, { actor: { kind: 'relying-party', clientId: '86M00' }, purpose: { code: 'birth-notice', basis: 'NĐ 63/2024/NĐ-CP' } }, (ctx) => receiveBirthNotice(ctx, { facilityCode: '86M00', signed }))
}
