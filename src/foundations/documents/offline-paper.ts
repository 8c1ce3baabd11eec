import { readFileSync } from 'node:fs'
import { dayInVietnam, defineKeyUse, keys, rootPath, type Instant, type PlainDate } from '../../platform/index.ts'
import type { IssuedDocument } from './documents.sql.ts'
import { tidyVerificationCode } from './issue-document.ts'
import { documentSettings } from './settings.ts'

/** What the QR code of a paper says of it without a line: kind, number, issuer, day and code; nothing about people. */
export interface OfflinePaper {
  readonly code: string
  readonly title: string
  readonly number: string | null
  readonly issuer: string
  readonly issuedOn: PlainDate
}

const use = 'document-seal'
/** Cards that scanners are tried with: whoever finds one must not take it for a paper. */
const testUse = defineKeyUse('test-card-seal', 'es256')
const begins = 'congdan-paper-1'
/** A key is named by the beginning of its thumbprint: every letter makes the code on the paper finer. */
const kidLetters = 10

/** Where the address of a QR code leads; the same for every paper of this house. */
const address = (): string => `${documentSettings.call().publicUrl}/kiem-tra`

/** The whole text of the QR code of a paper: an address for a phone with a line, and behind the # a seal for a scanner without. */
export function qrTextOf(document: Pick<IssuedDocument, 'verificationCode' | 'title' | 'number' | 'issuerName' | 'issuedAt'>): Promise<string> {
  return sealedText({ code: document.verificationCode, title: document.title, number: document.number, issuer: document.issuerName, issuedOn: dayInVietnam(document.issuedAt) }, use)
}

async function sealedText({ code, title, number, issuer, issuedOn }: OfflinePaper, by: string): Promise<string> {
  const claims = Buffer.from(JSON.stringify([code, title, number, issuer, issuedOn])).toString('base64url')
  const { kid, bytes } = await keys().sign(by, Buffer.from(`${begins}.${claims}`))
  return `${address()}?ma=${code}#1.${kid.slice(0, kidLetters)}.${claims}.${Buffer.from(bytes).toString('base64url')}`
}

export type OfflineVerdict = 'genuine' | 'test-card' | 'altered' | 'unknown-key' | 'no-seal' | 'not-a-paper'

/** The same as docs/examples/offline-check/check-paper.mjs says, by the keys of this house: for whoever tries a scanner. */
export async function readOffline(scanned: string): Promise<{ verdict: OfflineVerdict; paper?: OfflinePaper }> {
  const read = /^(https?:\/\/\S+)\?ma=([0-9A-Z-]{12,14})(?:#1\.([\w-]{10})\.([\w-]{20,900})\.([\w-]{86}))?$/.exec(scanned.trim())
  if (read?.[1] !== address()) return { verdict: 'not-a-paper' }
  const [, , code, kid, claims, seal] = read
  if (claims === undefined) return { verdict: 'no-seal' }
  for (const by of [use, testUse]) {
    const key = (await keys().publicKeys(by)).find((each) => each.kid.startsWith(kid!))
    if (!key) continue
    const paper = paperOf(claims)
    const holds = await keys().verify(by, Buffer.from(`${begins}.${claims}`), Buffer.from(seal!, 'base64url'), key.kid)
    if (!holds || !paper || paper.code !== code || (key.retiredAt !== null && paper.issuedOn > dayInVietnam(key.retiredAt))) return { verdict: 'altered' }
    return { verdict: by === use ? 'genuine' : 'test-card', paper }
  }
  return { verdict: 'unknown-key' }
}

function paperOf(claims: string): OfflinePaper | undefined {
  try {
    const [code, title, number, issuer, issuedOn] = JSON.parse(Buffer.from(claims, 'base64url').toString()) as [string, string, string | null, string, PlainDate]
    return { code, title, number, issuer, issuedOn }
  } catch {
    return undefined
  }
}

export interface OfflineKeys {
  readonly address: string
  readonly fetchedAt: Instant
  readonly keys: readonly { readonly kid: string; readonly x: string; readonly y: string; readonly retiredOn: PlainDate | null; readonly testCards: boolean }[]
}

/** All keys that ever sealed a paper of this house, and that of the test cards: what a checker takes along. Public. */
export async function offlineKeys(now: Instant): Promise<OfflineKeys> {
  const all = await Promise.all([use, testUse].map(async (by) => (await keys().publicKeys(by)).map(({ kid, jwk, retiredAt }) => ({ kid, x: String(jwk.x), y: String(jwk.y), retiredOn: retiredAt && dayInVietnam(retiredAt), testCards: by === testUse }))))
  return { address: address(), fetchedAt: now, keys: all.flat() }
}

/** One card for every verdict. Sealed with a key of their own: none of them is a paper. */
export async function testCards(today: PlainDate): Promise<{ readonly verdict: OfflineVerdict; readonly text: string }[]> {
  const code = tidyVerificationCode('TESTCARD2345')
  const good = await sealedText({ code, title: 'Thẻ thử, không phải giấy tờ', number: '00/THỬ', issuer: 'Congdan (thử)', issuedOn: today }, testUse)
  const [head = '', body = ''] = good.split('#')
  const [one, kid, claims, seal] = body.split('.')
  const other = Buffer.from(JSON.stringify([code, 'Thẻ thử, không phải giấy tờ', '01/THỬ', 'Congdan (thử)', today])).toString('base64url')
  return [
    { verdict: 'test-card', text: good }, { verdict: 'altered', text: `${head}#${[one, kid, other, seal].join('.')}` },
    { verdict: 'altered', text: good.replace(code, tidyVerificationCode('TESTCARD6789')) }, { verdict: 'unknown-key', text: `${head}#${[one, 'A'.repeat(kidLetters), claims, seal].join('.')}` },
    { verdict: 'no-seal', text: head }, { verdict: 'not-a-paper', text: good.replace(address(), 'https://congdan.example/kiem-tra') },
  ]
}

/** The checker as it is handed out. */
export const checkerSource = (): string => readFileSync(rootPath('docs', 'examples', 'offline-check', 'check-paper.mjs'), 'utf8')
