import { CompactSign, importJWK, exportJWK, generateKeyPair, type JWK } from 'jose'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { birthNotices, facilities, type BirthNotice } from '../../../synthetic/index.ts'
import { receiveBirthNotice, registerFacilityKey, type BirthNoticeContent } from '../../foundations/civil-status/index.ts'
import { openFacility } from '../../socio-economic/health/index.ts'
import { dayInVietnam, inTransaction, type Ctx, type Instant } from '../../platform/index.ts'
import type { House } from '../open.ts'

/** Facilities for first registration, and the public key of the simulated hospitals. */
export async function seedHospital(ctx: Ctx, dataFolder: string): Promise<void> {
  for (const facility of facilities) {
    await openFacility(ctx, { code: facility.code, name: facility.name, kind: facility.kind, commune: facility.areaCode, from: '2025-07-01', firstRegistration: facility.firstRegistration })
    if (facility.kind === 'hospital') await registerFacilityKey(ctx, { facilityCode: facility.code, facilityName: facility.name, publicKey: publicPart(await hospitalKey(dataFolder)) })
  }
}

/** The hospital speaks as a real one would: a signed notice at the same door (NĐ 63/2024 with NĐ 301/2026). Sending it again changes nothing. */
export async function sendBirthNotices(house: House, now: Instant, notices: readonly BirthNotice[] = birthNotices(dayInVietnam(now))): Promise<void> {
  for (const notice of notices) {
    const signed = await signNotice(house.dataFolder, notice)
    await inTransaction(house.database, { actor: { kind: 'relying-party', clientId: notice.facilityCode }, purpose: { code: 'birth-notice', basis: 'NĐ 63/2024/NĐ-CP', text: 'Bệnh viện báo sinh' }, now },
      (ctx) => receiveBirthNotice(ctx, { facilityCode: notice.facilityCode, signed }))
  }
}

export async function signNotice(dataFolder: string, notice: BirthNotice): Promise<string> {
  const content: BirthNoticeContent = {
    facilityCode: notice.facilityCode, noticeNumber: notice.number, noticeDate: notice.issuedOn, motherPin: notice.motherPin, motherName: notice.motherName, birthDate: notice.bornOn, birthTime: notice.bornAt,
    gender: notice.childSex, weightGrams: notice.weightGrams, childOrder: notice.birthOrder, deliveryOrder: 1, birthPlace: notice.facilityName, birthPlaceArea: notice.facilityArea,
  }
  return new CompactSign(Buffer.from(JSON.stringify(content))).setProtectedHeader({ alg: 'ES256' }).sign(await importJWK(await hospitalKey(dataFolder), 'ES256'))
}

/** The simulated hospital's own private key: outside the keystore, because no real hospital's key would be in it. */
async function hospitalKey(dataFolder: string): Promise<JWK> {
  const file = join(dataFolder, 'keys', 'demo-hospital.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as JWK
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  mkdirSync(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 })
  writeFileSync(file, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 })
  return JSON.parse(readFileSync(file, 'utf8')) as JWK
}

const publicPart = ({ kty, crv, x, y }: JWK): JWK => ({ kty, crv, x, y })
