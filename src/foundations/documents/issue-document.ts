import { randomInt } from 'node:crypto'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { sha256Hex } from '../../kernel/hash.ts'
import { newId } from '../../kernel/ids.ts'
import { allow, keys, type Ctx, type Instant, type PlainDate } from '../../platform/index.ts'
import { insertDocument, setState, type IssuedDocument } from './documents.sql.ts'
import { refuseUnless } from './refusals.ts'
import type { StateForm } from './state-form.ts'

export interface IssueDocument {
  /** 'birth-certificate', 'receipt', 'supplement-letter' … */
  readonly kind: string
  readonly issuerId: string
  readonly issuerName: string
  readonly dossierId: string | null
  /** People the paper is about. */
  readonly subjects: readonly string[]
  /** People whose paper it is: who may open it and has it in the wallet. */
  readonly holders: readonly string[]
  /** First day on which it holds no longer; null or nothing: it has no end. */
  readonly validTo?: PlainDate | null
  readonly form: StateForm
}

/** Issues a paper: keeps what is printed, seals it with the key of documents and gives it a code to check by (Luật GDĐT 2023, NĐ 30/2020). The PDF follows from a job. */
export async function issueDocument(ctx: Ctx, input: IssueDocument): Promise<{ documentId: string; verificationCode: string }> {
  allow(ctx, 'documents.issue', { organisation: input.issuerId })
  const documentId = newId()
  const formHash = sha256Hex(canonicalJson(input.form))
  const facts = { documentId, kind: input.kind, issuerId: input.issuerId, issuedAt: ctx.now, formHash }
  const signed = await keys().sign('document-seal', Buffer.from(sealedText(facts)))
  const verificationCode = newVerificationCode()
  await insertDocument(ctx.tx, {
    ...input, documentId, title: input.form.title, number: input.form.number, issuedAt: ctx.now, formHash, verificationCode,
    seal: { kid: signed.kid, algorithm: signed.algorithm, signature: Buffer.from(signed.bytes).toString('base64url') },
  })
  ctx.publish('documents.issued', { documentId, kind: input.kind, title: input.form.title, subjects: input.subjects, holders: input.holders, issuedBy: input.issuerName, dossierId: input.dossierId, validTo: input.validTo ?? null })
  return { documentId, verificationCode }
}

/** Takes a paper back; whoever checks its code is told so, and since when. */
export async function revokeDocument(ctx: Ctx, document: Pick<IssuedDocument, 'documentId' | 'kind' | 'holders' | 'issuerId'>, reason: string, replacedBy: string | null = null): Promise<void> {
  allow(ctx, 'documents.issue', { organisation: document.issuerId })
  refuseUnless((await setState(ctx.tx, document.documentId, replacedBy ? 'replaced' : 'revoked', reason, replacedBy)) === 1, 'documents.unknown')
  ctx.publish('documents.revoked', { documentId: document.documentId, kind: document.kind, holders: document.holders, reason, replacedBy }, { subject: document.documentId })
}

/** Does the seal belong to exactly this paper and a key of ours? */
export async function sealHolds(document: Pick<IssuedDocument, 'documentId' | 'kind' | 'issuerId' | 'issuedAt' | 'form' | 'formHash' | 'seal'>): Promise<boolean> {
  if (sha256Hex(canonicalJson(document.form)) !== document.formHash) return false
  return keys().verify('document-seal', Buffer.from(sealedText(document)), Buffer.from(document.seal.signature, 'base64url'), document.seal.kid)
}

function sealedText(d: { documentId: string; kind: string; issuerId: string; issuedAt: Instant; formHash: string }): string {
  return canonicalJson({ documentId: d.documentId, kind: d.kind, issuerId: d.issuerId, issuedAt: d.issuedAt, formHash: d.formHash })
}

/** Letters that are not mistaken for one another when read aloud or from paper. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

function newVerificationCode(): string {
  const letters = Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)])
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** Forgives small letters, spaces and missing dashes, wherever the letters stand. */
export function tidyVerificationCode(typed: string): string {
  const letters = typed.toUpperCase().replace(/[^0-9A-Z]/g, '').slice(0, 12)
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}
